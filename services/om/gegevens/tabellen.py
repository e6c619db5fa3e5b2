"""What every table of the OM's own records holds. Content is in ``zegel``, never in a column."""

from __future__ import annotations

from sqlalchemy.orm import Mapped


class Omverklaard:
    """Mixin: what the OM states about everything it gives (3.2, 5.1; B7, B10, D13)."""

    herleiding_anderen_voorkomen: Mapped[bool]
    jds_bevraagd: Mapped[bool]
    geen_sepot_of_vrijspraak: Mapped[bool]
