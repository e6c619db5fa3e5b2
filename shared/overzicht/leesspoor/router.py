"""``/v1/leesspoor``: who did what with the data of people, and who asked that."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.overzicht.leesspoor.dienst import Leesspoor, Vraag, functies
from shared.overzicht.leesspoor.spoor import Plaats, Spoorregel
from shared.overzicht.leesspoor.tabellen import LeesspoorvraagRij
from shared.partij.dienst import DienstAfh
from shared.partij.web import voorbeelden
from shared.partij.web.paginering import PaginaAfh, paginagrootte_van
from shared.partij.web.voorbeelden import VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.partij.web.vormen import Invoermodel, Kenmerk, Tekst, Uitvoermodel
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.vormen import Cijfers

Toezichthouder = Annotated[Medewerker, Depends(medewerker("leesspoor.lezen"))]

_PERSOON = "0193aaaa-0000-7000-8000-000000000021"
_VRAAG: dict[str, Any] = {
    "persoon": _PERSOON,
    "medewerker": None,
    "van": "2026-11-01",
    "tot": "2026-11-30",
    "reden": "Een betrokkene vroeg wie er in zijn gegevens keek.",
}
_REGEL: dict[str, Any] = {
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
}
_GEVRAAGD = {
    **_VRAAG,
    "id": "0193aaaa-0000-7000-8000-0000000000c1",
    "tijdstip": VOORBEELD_TIJD,
    "door": VOORBEELD_MEDEWERKER,
}


class Spoorplaats(Invoermodel):
    """Where the page before this one ended: `volgende` as it was given."""

    tijdstip: datetime
    sleutel: str = Field(max_length=200)


class Leesspoorvraag(Groepstekstinvoer):
    """Which acts, and why somebody wants to know."""

    persoon: Kenmerk | None = Field(default=None, description="De persoon in het eigen bestand.")
    medewerker: Kenmerk | None = Field(
        default=None, description="De autorisatie van een collega of een programma."
    )
    van: date = Field(ge=date(2000, 1, 1), description="De eerste dag.")
    tot: date = Field(description="De laatste dag.")
    reden: Tekst = Field(description="Waarom u dit wilt weten; over niemand herkenbaar.")
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


class LeesspoorvragenUit(Uitvoermodel):
    """Who looked into the trail."""

    vragen: list[GevraagdUit]
    volgende: str | None


def leesspoor_router() -> APIRouter:
    """Ask the trail, and see who asked."""
    router = maak_router("leesspoor")

    @router.post(
        "/leesspoor/_zoek",
        response_model=LeesspoorUit,
        **operatie(
            "zoekLeesspoor",
            "Geeft wie iets las, gaf of wijzigde over een persoon, of wat een collega deed",
            verzoek={**_VRAAG, "bevestigdZonderPersonen": True},
            antwoord={"regels": [_REGEL], "volgende": None},
            beschrijving="Alleen met een reden; dat u dit vroeg en waarom wordt vastgelegd.",
        ),
    )
    def zoek(invoer: Leesspoorvraag, dienst: DienstAfh, wie: Toezichthouder) -> LeesspoorUit:
        grootte = paginagrootte_van(dienst, invoer.paginagrootte)
        na = None if invoer.na is None else Plaats(invoer.na.tijdstip, invoer.na.sleutel)
        vraag = Vraag(
            invoer.persoon, invoer.medewerker, invoer.van, invoer.tot, invoer.reden,
            invoer.bevestigd_zonder_personen, na,
        )  # fmt: skip
        with dienst.transactie() as sessie:
            gevonden = Leesspoor(sessie, dienst, wie).zoek(vraag, grootte + 1)
            regels = gevonden[:grootte]
            bekend = functies(sessie, {regel.medewerker for regel in regels})
        meer = len(gevonden) > grootte
        return LeesspoorUit(
            regels=[_regel(regel, bekend.get(regel.medewerker)) for regel in regels],
            volgende=SpoorplaatsUit(**vars(regels[-1].plaats)) if meer else None,
        )

    @router.get(
        "/leesspoor/vragen",
        response_model=LeesspoorvragenUit,
        **operatie(
            "lijstLeesspoorvragen",
            "Geeft wie het leesspoor bekeek, waarvan en waarom",
            antwoord={"vragen": [_GEVRAAGD], "volgende": None},
        ),
    )
    def vragen(dienst: DienstAfh, wie: Toezichthouder, pagina: PaginaAfh) -> LeesspoorvragenUit:
        with dienst.transactie() as sessie:
            gevonden = Leesspoor(sessie, dienst, wie).vragen(pagina.na, pagina.een_meer())
            rijen, volgende = pagina.snijd(gevonden, lambda rij: rij.id)
            return LeesspoorvragenUit(vragen=[_gevraagd(rij) for rij in rijen], volgende=volgende)

    return router


def _regel(regel: Spoorregel, functie: str | None) -> SpoorregelUit:
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
    )


def _gevraagd(rij: LeesspoorvraagRij) -> GevraagdUit:
    return GevraagdUit(
        id=rij.id, tijdstip=rij.tijdstip, door=rij.door, persoon=rij.persoon_id,
        medewerker=rij.medewerker, van=rij.van, tot=rij.tot, reden=rij.reden,
    )  # fmt: skip
