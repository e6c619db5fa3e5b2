"""What a party's file has to know of the party: its code, its own records, what they add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.opslag.basis import Basis
from shared.partij.poorten.gegevensbron import Gegevensbron, Informatiebron
from shared.partij.poorten.spoorbron import Spoorbron
from shared.partij.poorten.stukvastlegger import Stukvastlegger
from shared.partij.poorten.tijdlijnbron import Tijdlijnbron
from shared.partij.poorten.werkbron import Werkbron


@dataclass(frozen=True)
class Partijkern:
    """The part of a declaration that needs no running service (``Partij`` is all of it).

    ``code``         the party's code in the covenant file
    ``bronnen``      own records the engine may disclose, by kind
    ``dossiers``     tables of own records, each with a ``persoon_id``; a person's rows go when the
                     person is destroyed
    ``groepsrijen``  tables of what is recorded about a person only for a group's approach, each
                     with ``groep`` and ``persoon_id``; such rows go when the person leaves it
    ``informatie``   present only for a party that keeps the information-letter status
    ``tijdlijnbronnen``  what those subjects add to the timeline of a group
    ``werkbronnen``  what awaits people because of the party's own subjects
    ``sporen``       acts with people's data that these subjects keep in tables of their own
    ``vastlegger``   what others give about groups and this party keeps a record of itself
    """

    code: str
    titel: str
    omschrijving: str
    bronnen: Mapping[str, Gegevensbron]
    dossiers: Sequence[type[Basis]] = ()
    groepsrijen: Sequence[type[Basis]] = ()
    informatie: Informatiebron | None = None
    tijdlijnbronnen: Sequence[Tijdlijnbron] = ()
    werkbronnen: Sequence[Werkbron] = ()
    sporen: Sequence[Spoorbron] = ()
    vastlegger: Stukvastlegger | None = None
