"""Shapes of the trail's API, and its examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import Field

from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.leesbaar.rekenblad import rekenbladtijd, tabel
from shared.overzicht.leesspoor.dienst import Vraag
from shared.overzicht.leesspoor.spoor import Plaats, Spoorregel
from shared.overzicht.leesspoor.tabellen import LeesspoorvraagRij
from shared.partij.web import voorbeelden
from shared.partij.web.voorbeelden import VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.partij.web.vormen import Invoermodel, Kenmerk, Tekst, Uitvoermodel
from shared.web.verzoek.vormen import Cijfers

_ZONE = ZoneInfo("Europe/Amsterdam")
_PERSOON = "0193aaaa-0000-7000-8000-000000000021"
VRAAG: dict[str, Any] = {
    "persoon": _PERSOON,
    "medewerker": None,
    "van": "2026-11-01",
    "tot": "2026-11-30",
    "reden": "Een betrokkene vroeg wie er in zijn gegevens keek.",
}
REGEL: dict[str, Any] = {
    "tijdstip": VOORBEELD_TIJD,
    "handeling": "verstuurd",
    "soort": "soort-a",
    "onderwerp": "0193aaaa-0000-7000-8000-0000000000b1",
    "persoon": _PERSOON,
    "medewerker": VOORBEELD_MEDEWERKER,
    "functie": "functie-a",
    "aan": voorbeelden.ONTVANGER,
    "recht": None,
    "verantwoordelijke": None,
    "operatie": None,
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "taak": None,
    "programma": False,
}
GEVRAAGD = {
    **VRAAG,
    "id": "0193aaaa-0000-7000-8000-0000000000c1",
    "tijdstip": VOORBEELD_TIJD,
    "door": VOORBEELD_MEDEWERKER,
    "aantal": 12,
    "uitvoer": False,
}
CSV = (
    "tijdstip;handeling;soort;onderwerp;persoon;medewerker;functie;programma;aan;recht;"
    "verantwoordelijke;operatie;groep;taak\r\n"
)


class Spoorplaats(Invoermodel):
    """Where the page before this one ended: `volgende` as it was given."""

    tijdstip: datetime
    sleutel: str = Field(max_length=200)


class Leesspooruitvoer(Groepstekstinvoer):
    """Which acts, and why somebody wants to know."""

    persoon: Kenmerk | None = Field(default=None, description="De persoon in het eigen bestand.")
    medewerker: Kenmerk | None = Field(
        default=None, description="De autorisatie van een collega of een programma."
    )
    van: date = Field(ge=date(2000, 1, 1), description="De eerste dag.")
    tot: date = Field(description="De laatste dag.")
    reden: Tekst = Field(
        description="Waarom u dit wilt weten, in een zin; over niemand herkenbaar. Wie toezicht "
        "houdt leest haar terug."
    )

    def als_vraag(self, na: Plaats | None = None, *, uitvoer: bool = False) -> Vraag:
        """As the use case takes it."""
        return Vraag(
            self.persoon, self.medewerker, self.van, self.tot, self.reden,
            self.bevestigd_zonder_personen, na, uitvoer,
        )  # fmt: skip


class Leesspoorvraag(Leesspooruitvoer):
    """The same, a page at a time."""

    na: Spoorplaats | None = None
    paginagrootte: Cijfers | None = Field(default=None, ge=1)


class SpoorregelUit(Uitvoermodel):
    """One act, without what it was about."""

    tijdstip: datetime
    handeling: str = Field(
        description="raadplegen, zoeken, lijst, historie, wijzigen, gemaakt, gewijzigd, "
        "vernietigd, verstuurd, of een stap in een weging of verbetering."
    )
    soort: str = Field(description="Wat voor gegeven of stuk.")
    onderwerp: str | None
    persoon: str | None
    medewerker: str = Field(description="De autorisatie van wie het deed, mens of programma.")
    functie: str | None
    aan: str | None = Field(description="De partij die het kreeg.")
    recht: str | None = Field(description="Met welk recht er werd gelezen.")
    verantwoordelijke: str | None = Field(
        description="Deed een programma het: de autorisatie van wie er toen voor instond."
    )
    operatie: str | None = Field(
        description="Met welke bewerking van deze API er werd gelezen; leeg bij wat ouder is."
    )
    groep: str | None = Field(description="De groep waarover het ging, waar dat bekend is.")
    taak: str | None = Field(
        description="De groepen in de taak van wie las, zoals die toen was; `*` is elke groep. "
        "Leeg bij wat ouder is, en bij wat geen lezing is."
    )
    programma: bool = Field(description="Een programma deed het, en geen mens.")


class SpoorplaatsUit(Uitvoermodel):
    """Give this back as `na` for what comes next."""

    tijdstip: datetime
    sleutel: str


class LeesspoorUit(Uitvoermodel):
    """The acts, the oldest first."""

    regels: list[SpoorregelUit]
    volgende: SpoorplaatsUit | None


class GevraagdUit(Uitvoermodel):
    """That somebody looked into the trail, and why."""

    id: str
    tijdstip: datetime
    door: str
    persoon: str | None
    medewerker: str | None
    van: date
    tot: date
    reden: str
    aantal: int | None = Field(description="Hoeveel regels het antwoord had; leeg: niet bekend.")
    uitvoer: bool = Field(description="Als bestand meegegeven.")


class LeesspoorvragenUit(Uitvoermodel):
    """Who looked into the trail."""

    vragen: list[GevraagdUit]
    volgende: str | None


def regel_uit(regel: Spoorregel, functie: str | None, *, programma: bool) -> SpoorregelUit:
    """One act as the API shows it."""
    return SpoorregelUit(
        tijdstip=regel.plaats.tijdstip,
        handeling=regel.handeling,
        soort=regel.soort,
        onderwerp=regel.onderwerp,
        persoon=regel.persoon,
        medewerker=regel.medewerker,
        functie=functie,
        aan=regel.aan,
        recht=regel.recht,
        verantwoordelijke=regel.verantwoordelijke,
        operatie=regel.operatie,
        groep=regel.groep,
        taak=regel.taak,
        programma=programma,
    )


def gevraagd_uit(rij: LeesspoorvraagRij) -> GevraagdUit:
    """One question as the API shows it."""
    return GevraagdUit(
        id=rij.id, tijdstip=rij.tijdstip, door=rij.door, persoon=rij.persoon_id,
        medewerker=rij.medewerker, van=rij.van, tot=rij.tot, reden=rij.reden,
        aantal=rij.aantal, uitvoer=rij.uitvoer,
    )  # fmt: skip


def als_csv(regels: Iterable[SpoorregelUit]) -> Iterator[bytes]:
    """The acts as a file a spreadsheet opens; times as the clock in the Netherlands had them."""
    koppen = CSV.strip().split(";")
    yield from tabel(koppen, (_cellen(een) for een in regels))


def _cellen(een: SpoorregelUit) -> list[Any]:
    return [
        rekenbladtijd(een.tijdstip.astimezone(_ZONE)), een.handeling, een.soort, een.onderwerp,
        een.persoon, een.medewerker, een.functie, "ja" if een.programma else "nee", een.aan,
        een.recht, een.verantwoordelijke, een.operatie, een.groep, een.taak,
    ]  # fmt: skip
