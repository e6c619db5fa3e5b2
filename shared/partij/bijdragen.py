"""What a subject adds to what is made of all of them: work list, timeline, signals, destruction.

Only ports; what is made of them asks for the sum of all subjects of a party (``samen``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from shared.opslag.basis import Basis
from shared.partij.bewaring.bron import (
    Bewaring,
    Groepsdeel,
    Groepsmeldingen,
    Houder,
    Vooruitzicht,
)
from shared.partij.onthouden.bron import Onthoudbron
from shared.partij.poorten.meegaand import (
    Aanpakdeel,
    Akkoorden,
    Begindagen,
    Meegaand,
    Plaatsen,
    Vasthouden,
    Werkhouders,
)
from shared.partij.poorten.sein import Seinbron
from shared.partij.poorten.spoorbron import Spoorbron
from shared.partij.poorten.tijdlijnbron import Tijdlijnbron
from shared.partij.poorten.werkbron import Werkbron, Werksoort
from shared.partij.toezicht.bron import Toezichtbron, Toezichtsoort
from shared.partij.voortgang.bron import Voortgangbron


@dataclass(frozen=True, kw_only=True)
class Bijdragen:
    """Of one subject, or of all subjects of a party together.

    ``werk``         what awaits people
    ``tijdlijn``     facts about a group
    ``seinen``       what the own system is told of rows that are written
    ``toezicht``     what runs and what was done, for who oversees
    ``sporen``       acts with people's data that are kept in tables of the subject's own
    ``dossiers``     tables of own records, each with a ``persoon_id``; a person's rows go when the
                     person is destroyed
    ``groepsrijen``  tables of what is recorded about a person only for a group's approach, each
                     with ``groep`` and ``persoon_id``; such rows go when the person leaves it
    ``begindagen``   from when the terms of own records count, where a subject records that
    ``akkoorden``    the kinds of own record an archivist approved destroying, for a day (H10)
    ``plaatsen``     who stands in what is kept of a group, and must not go before that
    ``werkhouders``  whom work under way needs, also when there is nothing else of him
    ``vasthoudingen``  what is not destroyed by itself for now, and why
    ``meegaand``     what else goes along with somebody who is destroyed
    ``aanpakdelen``  what else goes when a group's approach of somebody ends
    ``bewaringen``   what it keeps of which the rows on keeping say the end
    ``groepsdelen``  what it keeps of a group and of nobody in it
    ``groepsmeldingen``  the last own report about groups that ended
    ``vooruitzichten``  what it takes away itself on a day that the rows on keeping say
    ``voortgangen``  how far long work of its own is
    ``onthoudbronnen``  what an older copy of the file may not undo
    ``berichthouders``  where it names messages that may not go before its own rows
    """

    werk: tuple[Werkbron, ...] = ()
    tijdlijn: tuple[Tijdlijnbron, ...] = ()
    seinen: tuple[Seinbron, ...] = ()
    toezicht: tuple[Toezichtbron, ...] = ()
    sporen: tuple[Spoorbron, ...] = ()
    dossiers: tuple[type[Basis], ...] = ()
    groepsrijen: tuple[type[Basis], ...] = ()
    begindagen: tuple[Begindagen, ...] = ()
    akkoorden: tuple[Akkoorden, ...] = ()
    plaatsen: tuple[Plaatsen, ...] = ()
    werkhouders: tuple[Werkhouders, ...] = ()
    vasthoudingen: tuple[Vasthouden, ...] = ()
    meegaand: tuple[Meegaand, ...] = ()
    aanpakdelen: tuple[Aanpakdeel, ...] = ()
    bewaringen: tuple[Bewaring, ...] = ()
    groepsdelen: tuple[Groepsdeel, ...] = ()
    groepsmeldingen: tuple[Groepsmeldingen, ...] = ()
    vooruitzichten: tuple[Vooruitzicht, ...] = ()
    voortgangen: tuple[Voortgangbron, ...] = ()
    onthoudbronnen: tuple[Onthoudbron, ...] = ()
    berichthouders: tuple[Houder, ...] = ()

    def __post_init__(self) -> None:
        """Two kinds with one code, or a table named twice, are a programming error."""
        _eis_eenmaal("soort werk", (code for bron in self.werk for code in bron.soorten))
        _eis_eenmaal("soort feit", (code for bron in self.tijdlijn for code in bron.soorten))
        _eis_eenmaal("soort toezicht", (code for bron in self.toezicht for code in bron.soorten))
        _eis_eenmaal("soort lang werk", (bron.soort for bron in self.voortgangen))
        _eis_eenmaal("dossiertabel", (rij.__tablename__ for rij in self.dossiers))

    @cached_property
    def werksoorten(self) -> Mapping[str, Werksoort]:
        """Every kind of item that can be on a list, by code."""
        return {code: soort for bron in self.werk for code, soort in bron.soorten.items()}

    @cached_property
    def toezichtsoorten(self) -> Mapping[str, Toezichtsoort]:
        """Every kind of row an overview can have, by code."""
        return {code: soort for bron in self.toezicht for code, soort in bron.soorten.items()}

    @cached_property
    def onthoudbron(self) -> Mapping[str, Onthoudbron]:
        """Every kind of what is remembered beside the file, by the name of its table."""
        return {bron.soort: bron for bron in self.onthoudbronnen}

    @cached_property
    def voortgang(self) -> Mapping[str, Voortgangbron]:
        """Every kind of long work, by code."""
        return {bron.soort: bron for bron in self.voortgangen}


def samen(delen: Iterable[Bijdragen]) -> Bijdragen:
    """The sum, in this order. Raises ``ValueError`` where two of them claim one kind."""
    alle = tuple(delen)
    som: dict[str, tuple[Any, ...]] = {
        veld.name: tuple(een for deel in alle for een in getattr(deel, veld.name))
        for veld in fields(Bijdragen)
    }
    return Bijdragen(**som)


def _eis_eenmaal(wat: str, namen: Iterable[str]) -> None:
    dubbel = sorted(naam for naam, aantal in Counter(namen).items() if aantal > 1)
    if dubbel:
        raise ValueError(f"{wat} komt twee keer voor: {', '.join(dubbel)}")
