"""Requests as they stand: with their parts, the clocks of those, and who was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.personen.geboortedatum import laatst
from shared.bestand.afscherming.lezing import verbergt_beperkt
from shared.bestand.afscherming.opslag import beperkte_soorten, is_beperkt
from shared.bestand.ontvangen.zegel import open_stuk
from shared.bestand.personen.register import PersonenRegister
from shared.convenant.begrippen import Convenantregels
from shared.partij.dienst import Dienst
from shared.partij.fouten import Vernietigd
from shared.zaak.rechten import opslag
from shared.zaak.rechten.begrippen import Klok, afstemmen_tot, vraagt_vertegenwoordiger
from shared.zaak.rechten.opslag import (
    Aflevering,
    klokken_van_deel,
    open_inhoud,
    open_motivering,
)
from shared.zaak.rechten.tabellen import RechtendeelRij, RechtenverzoekRij


@dataclass(frozen=True)
class Deelblik:
    """The part of one party. ``wacht``: on a representative, under its law (J5)."""

    rij: RechtendeelRij
    klokken: Sequence[Klok]
    wacht: bool
    toelichting: str | None = field(default=None, repr=False)
    motivering: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Verzoekblik:
    """A request; ``uiterlijk``: its earliest clock at any party (J13)."""

    rij: RechtenverzoekRij
    omschrijving: str | None = field(repr=False)
    delen: Sequence[Deelblik]
    afleveringen: Sequence[Aflevering]
    afstemmen_tot: date
    uiterlijk: date | None

    def deel_van(self, partij: str) -> Deelblik | None:
        """The part this party decides on."""
        return next((een for een in self.delen if een.rij.partij == partij), None)


def wie_ontbreekt(regels: Convenantregels, rij: RechtenverzoekRij) -> bool:
    """Whether nobody here said whom it is of, nor that he is not in the own file; where something
    follows on it in that file."""
    staat_open = rij.persoon_id is None and rij.in_bestand is None
    return staat_open and rij.recht in regels.betrokkenenrechten.gevolgen


def geboortedag(sessie: Session, dienst: Dienst, rij: RechtenverzoekRij) -> date | None:
    """The last day on which who it is of can be born; ``None``: not known, or not of whom."""
    return next(iter(_geboortedagen(sessie, dienst, [rij]).values()), None)


def _geboortedagen(
    sessie: Session, dienst: Dienst, rijen: Sequence[RechtenverzoekRij]
) -> dict[str, date]:
    """The same of who these are of, by person, in one look-up; without who is not known."""
    wie = {rij.persoon_id for rij in rijen if rij.persoon_id is not None}
    gelezen = PersonenRegister(sessie, dienst.kluis).lees_meer(wie)
    return {
        een: laatst(persoon.geboortedatum)
        for een, persoon in gelezen.items()
        if persoon.geboortedatum is not None
    }


def is_te_jong(regels: Convenantregels, rij: RechtenverzoekRij, geboren: date | None) -> bool:
    """Whether he is too young to ask it alone, by what the own file of each party knows (J5)."""
    return vraagt_vertegenwoordiger(regels, geboren, rij.ontvangen_op, rij.vertegenwoordiger)


def bekijk(
    sessie: Session, dienst: Dienst, rijen: Sequence[RechtenverzoekRij]
) -> list[Verzoekblik]:
    """Each of these as it stands."""
    kenmerken = [rij.id for rij in rijen]
    delen = opslag.delen(sessie, kenmerken)
    berichten = opslag.afleveringen(sessie, kenmerken)
    te_zien = [rij for rij in rijen if not _is_verborgen(sessie, rij)]
    geboren = _geboortedagen(sessie, dienst, te_zien)
    return [
        _blik(sessie, dienst, rij, delen[rij.id], berichten[rij.id],
              geboren.get(rij.persoon_id or ""))
        for rij in rijen
    ]  # fmt: skip


def _blik(
    sessie: Session,
    dienst: Dienst,
    rij: RechtenverzoekRij,
    delen: Sequence[RechtendeelRij],
    berichten: Sequence[Aflevering],
    geboren: date | None,
) -> Verzoekblik:
    inhoud = open_inhoud(dienst, rij)
    streng = dienst.regels.betrokkenenrechten.identiteit.streng
    te_jong = is_te_jong(dienst.regels, rij, geboren)
    gezien = [
        Deelblik(
            deel,
            klokken_van_deel(dienst.regels, rij, deel),
            te_jong and deel.regime in streng,
            _toelichting(sessie, dienst, deel),
            open_motivering(dienst, rij, deel),
        )
        for deel in delen
    ]
    dagen = [klok.uiterlijk for deel in gezien for klok in deel.klokken]
    return Verzoekblik(
        rij=rij,
        omschrijving=inhoud.get("omschrijving"),
        delen=gezien,
        afleveringen=berichten,
        afstemmen_tot=afstemmen_tot(dienst.regels, rij.ontvangen_op),
        uiterlijk=min(dagen, default=None),
    )


def _is_verborgen(sessie: Session, rij: RechtenverzoekRij) -> bool:
    """Whether who reads this does not see him, or something of him: nor how old he is."""
    wie = rij.persoon_id
    if wie is None or not verbergt_beperkt():
        return False
    return is_beperkt(sessie, wie) or bool(beperkte_soorten(sessie, wie))


def _toelichting(sessie: Session, dienst: Dienst, deel: RechtendeelRij) -> str | None:
    """What another party wrote with its proposal; nothing while that is kept apart (D4)."""
    if deel.voorstel_bericht is None:
        return None
    try:
        stuk = open_stuk(sessie, dienst.kluis, deel.voorstel_bericht)
    except Vernietigd:
        return None
    tekst = None if stuk is None else stuk.gegevens.get("toelichting")
    return tekst if isinstance(tekst, str) else None
