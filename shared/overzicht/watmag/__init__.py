"""What this party may give about a group now, to whom, and what is needed first."""
