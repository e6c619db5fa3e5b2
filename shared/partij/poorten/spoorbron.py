"""The port through which subjects tell of acts with people's data in tables of their own."""

from __future__ import annotations

from dataclasses import dataclass

from shared.partij.poorten.taak import Kolom


@dataclass(frozen=True)
class Spoorbron:
    """One kind of act: where it is kept, and which column says what.

    ``waar``: the condition that joins the tables it is in, or that picks the rows. ``aan``: the
    party that got something. ``recht``: the right with which it was done, where that was kept.
    ``borg``: who answered for the program that did it. ``operatie``: which operation of the API.
    ``groep``: the group it was about. ``taak``: of who did it, as it was then.
    """

    handeling: str | Kolom
    soort: str | Kolom
    op: Kolom
    door: Kolom
    onderwerp: Kolom
    persoon: Kolom
    sleutel: Kolom
    aan: Kolom = None
    recht: Kolom = None
    waar: Kolom = None
    borg: Kolom = None
    operatie: Kolom = None
    groep: Kolom = None
    taak: Kolom = None
