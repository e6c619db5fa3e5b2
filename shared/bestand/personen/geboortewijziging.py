"""That somebody's date of birth may be another one now: said where it changes, heard in one place.

Whoever changes what the file, or a source, says of a date of birth says so here, in the session
that changes it. What follows from it is done before that session commits, by who listens to the
sessions of the file (``verbetering.ouderwacht``): no path has to carry it out, and none can keep
the change without the consequence.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

_PLEK: Final = "geboortewijzigingen"


def meld_geboortewijziging(sessie: Session, persoon_id: str) -> None:
    """Of this person what is known of the date of birth changed, or may have."""
    sessie.info.setdefault(_PLEK, set()).add(persoon_id)


def neem_geboortewijzigingen(sessie: Session) -> list[str]:
    """Who were named since the last time, in order; from then on they no longer are."""
    return sorted(sessie.info.pop(_PLEK, ()))
