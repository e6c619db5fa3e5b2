"""Looking into the trail: who did what with the data of one person, or what one official did.

Only with the right for it, always with a reason, and the question itself is kept: whoever watches
is watched too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.tabellen import PersoonRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.bestand.toegang.spoor import LEESSPOOR, LEESSPOOR_ZELF, laat_spoor_na
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.bestand.zonderpersonen.bevestiging import eis_zonder_personen, leg_bevestiging_vast
from shared.convenant.termijnen import begin_nl, plus
from shared.overzicht.leesspoor.spoor import (
    Plaats,
    Spoorregel,
    Spoorvraag,
    eigen_bronnen,
    lees_spoor,
)
from shared.overzicht.leesspoor.tabellen import LeesspoorvraagRij
from shared.partij.bladeren import vanaf
from shared.partij.dienst import Dienst
from shared.partij.fouten import NietGevonden, OngeldigeInvoer
from shared.tijd.kenmerk import uuid7
from shared.web.meldingen import Invoerfout

SOORT = "leesspoor"
HOOGSTENS_UIT = 5000
"""How many lines go out as one file."""
_DAG = "P1D"
_KORTSTE_REDEN = 12


@dataclass(frozen=True)
class Vraag:
    """What an official asks: about a person, about an official, or both; whole days, and why."""

    persoon: str | None
    medewerker: str | None
    van: date
    tot: date
    reden: str
    bevestigd: bool
    na: Plaats | None = None
    uitvoer: bool = False


class Leesspoor:
    """The use cases of one official who watches."""

    def __init__(self, sessie: Session, dienst: Dienst, wie: Medewerker) -> None:
        self._sessie = sessie
        self._dienst = dienst
        self._wie = wie

    def zoek(self, vraag: Vraag, hoogstens: int) -> list[Spoorregel]:
        """The lines, one more than was given to tell that there are more, and a row that says who
        asked, why, and how much he got, in one transaction.

        Raises ``OngeldigeInvoer``, ``NietGevonden`` for who never was here, ``GeenToegang`` for a
        person outside the task.
        """
        self._keur(vraag)
        self._eis_bekend(vraag)
        bijdragen = self._dienst.bijdragen
        bronnen = [*eigen_bronnen(bijdragen.dossiers), *bijdragen.sporen]
        gevraagd = Spoorvraag(
            vraag.persoon, vraag.medewerker, begin_nl(vraag.van),
            begin_nl(plus(vraag.tot, _DAG)),
            self._wie.taak, vraag.na,
        )  # fmt: skip
        regels = lees_spoor(self._sessie, bronnen, gevraagd, hoogstens)
        self._leg_vast(vraag, min(len(regels), hoogstens - 1))
        return regels

    def voer_uit(self, vraag: Vraag) -> list[Spoorregel]:
        """All lines at once. Raises besides ``OngeldigeInvoer`` when they are too many."""
        regels = self.zoek(vraag, HOOGSTENS_UIT + 1)
        if len(regels) > HOOGSTENS_UIT:
            zin = f"geeft meer dan {HOOGSTENS_UIT} regels; kies een kortere periode"
            raise OngeldigeInvoer([Invoerfout("/tot", zin)])
        return regels

    def vragen(
        self, na: str | None, hoogstens: int, *, nieuwste: bool
    ) -> Sequence[LeesspoorvraagRij]:
        """Who looked into the trail and why: of people within the task."""
        tabel = LeesspoorvraagRij
        zoek = select(tabel).where(self._wie.taak.personen_of_geen(tabel.persoon_id))
        zoek = vanaf(zoek.limit(hoogstens), tabel.id, na, nieuwste=nieuwste)
        return self._sessie.scalars(zoek).all()

    def _keur(self, vraag: Vraag) -> None:
        fouten = []
        if vraag.persoon is None and vraag.medewerker is None:
            zin = "zeg over welke persoon, of van welke medewerker"
            fouten.append(Invoerfout("/persoon", zin))
        if vraag.van > vraag.tot:
            fouten.append(Invoerfout("/tot", "ligt voor van"))
        if len(vraag.reden) < _KORTSTE_REDEN:
            zin = f"zeg waarom u dit vraagt, in minstens {_KORTSTE_REDEN} tekens"
            fouten.append(Invoerfout("/reden", zin))
        eis_zonder_personen([("/reden", vraag.reden)], bevestigd=vraag.bevestigd, fouten=fouten)

    def _eis_bekend(self, vraag: Vraag) -> None:
        if vraag.persoon is not None:
            if self._sessie.get(PersoonRij, vraag.persoon) is None:
                raise NietGevonden("Deze persoon is hier niet bekend.")
            self._wie.eis_persoon(self._sessie, vraag.persoon, ook_afgeschermd=True)
        if vraag.medewerker is None:
            return
        if self._sessie.get(AutorisatieRij, vraag.medewerker) is None:
            raise NietGevonden("Deze medewerker is hier niet bekend.")

    def _leg_vast(self, vraag: Vraag, aantal: int) -> None:
        nu, door = self._dienst.klok(), self._wie.autorisatie_id
        rij = LeesspoorvraagRij(
            id=uuid7(nu), tijdstip=nu, door=door, persoon_id=vraag.persoon,
            medewerker=vraag.medewerker, van=vraag.van, tot=vraag.tot, reden=vraag.reden,
            aantal=aantal, uitvoer=vraag.uitvoer,
        )  # fmt: skip
        self._sessie.add(rij)
        leg_bevestiging_vast(self._sessie, SOORT, rij.id, 1, door=door, nu=nu)
        gelezen = [Geraadpleegd(rij.id, vraag.persoon)]
        leg_raadpleging_vast(self._sessie, self._dienst.klok, self._wie, "historie", SOORT, gelezen)
        if vraag.na is None:
            zelf = vraag.medewerker == door
            laat_spoor_na(self._sessie, nu, LEESSPOOR_ZELF if zelf else LEESSPOOR, door, [None])


def functies(sessie: Session, autorisaties: set[str]) -> dict[str, str]:
    """The function of each of these officials of this party; others are left out."""
    vraag = select(AutorisatieRij.id, AutorisatieRij.functie)
    return {
        kenmerk: functie
        for kenmerk, functie in sessie.execute(vraag.where(AutorisatieRij.id.in_(autorisaties)))
    }
