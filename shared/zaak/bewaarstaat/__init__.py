"""How long this party keeps whom after a group ended, per person, and why."""
