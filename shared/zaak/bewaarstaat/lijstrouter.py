"""``/v1/bewaarlijst``: what stands behind one number of the calendar, each with its sentence."""

from __future__ import annotations

from calendar import monthrange
from contextlib import nullcontext, suppress
from datetime import date
from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field
from sqlalchemy.orm import Session

from shared.bestand.afscherming.lezing import scherm_opzij
from shared.bestand.afscherming.velden import zonder_beperkt
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.bewaren.regels import bewaarregels
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import GeenToegang, NietGevonden, OngeldigeInvoer, Vernietigd
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.voorbeelden import VOORBEELD_ID
from shared.partij.web.vormen import Uitvoermodel
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.meldingen import Invoerfout
from shared.zaak.bewaarstaat.kalender import vak
from shared.zaak.bewaarstaat.kalenderrouter import Raadpleger
from shared.zaak.bewaarstaat.posten import LID, Post, met_zinnen

SOORT = "bewaarlijst"
_LEEST, _VERNIETIGT = "personen.lezen", "personen.vernietigen"


class BewaarpostUit(Uitvoermodel):
    """One thing that goes, or is looked at again."""

    id: str = Field(description="Leeg als u niet mag zien over wie dit gaat.")
    wat: str
    dag: date
    regel: str | None = Field(
        description="De rij van `GET /bewaartermijnen` die dit zegt; leeg van een soort die uw "
        "functie niet leest."
    )
    groep: str | None
    gegevenssoort: str | None = Field(description="Alleen een soort die uw functie leest.")
    zin: str | None = Field(
        description="Wanneer en waarom; leeg van een soort die uw functie niet leest."
    )
    persoon_id: str | None = Field(description="Alleen met `namen`.")
    naam: str | None = Field(description="Alleen met `namen`.")


class BewaarlijstUit(Uitvoermodel):
    """What stands behind one number of the calendar."""

    maand: str
    wat: str | None
    items: list[BewaarpostUit]
    volgende: str | None


_VOORBEELD: dict[str, Any] = {
    "maand": "2027-03",
    "wat": "eigen",
    "items": [
        {
            "id": VOORBEELD_ID,
            "wat": "eigen",
            "dag": "2027-03-02",
            "regel": "wpg-13-vernietigen",
            "groep": None,
            "gegevenssoort": "WPG13",
            "zin": "Wordt vernietigd op 2 maart 2027, omdat de termijn die bij het doel is "
            "vastgelegd op 1 maart 2027 eindigt.",
            "persoonId": None,
            "naam": None,
        }
    ],
    "volgende": None,
}


def bewaarlijst_router() -> APIRouter:
    """The one operation on what is behind a number."""
    router = maak_router("bewaren")

    @router.get(
        "/bewaarlijst",
        response_model=BewaarlijstUit,
        **operatie(
            "lijstBewaarposten",
            "Geeft wat er achter een aantal van de bewaarkalender staat",
            antwoord=_VOORBEELD,
            beschrijving="Elk ding met zijn dag en een zin. Wie het is staat er alleen met "
            "`namen=true`; dat vraagt het recht personen te lezen, en wordt per persoon "
            "vastgelegd. Over wie is bewaard of beperkt staat er alleen dat er iets weggaat.",
        ),
    )
    def lijst(
        u: UitwisselingAfh,
        wie: Raadpleger,
        pagina: PaginaAfh,
        maand: Annotated[
            str | None,
            Query(description="Zoals 2027-03; zonder: deze maand.", pattern=r"^\d{4}-\d{2}$"),
        ] = None,
        wat: Annotated[
            str | None, Query(description="Een soort van `GET /bewaartermijnen`; zonder: alle.")
        ] = None,
        van: Annotated[
            date | None, Query(description="Waar de kalender begint; zonder: vandaag.")
        ] = None,
        namen: Annotated[bool, Query(description="Ook over wie het gaat.")] = False,
    ) -> BewaarlijstUit:
        _eis(wie, namen)
        eerste = van or datum_nl(u.dienst.klok())
        maand = maand or eerste.isoformat()[:7]
        laatste = _laatste_dag(maand, wat, u)
        with u.dienst.lezend() as sessie:
            gevonden = vak(sessie, u.dienst, u.partij.meldingen, eerste, laatste, wat)
            deel, volgende = pagina.snijd(_na(gevonden, pagina.na), _plek)
            deel = met_zinnen(sessie, u.dienst, deel)
            bekend = _namen(sessie, u, wie, deel) if namen else {}
            mensen = {een.persoon for een in deel if een.persoon is not None}
            open_ = PersonenRegister(sessie, u.dienst.kluis, u.dienst.klok).te_zien(mensen)
            dicht = mensen - open_ - bekend.keys()
        if bekend:
            # No row of who was read, no answer.
            with u.dienst.transactie() as sessie:
                gelezen = [
                    Geraadpleegd(een.id, een.persoon) for een in deel if een.persoon in bekend
                ]
                leg_raadpleging_vast(sessie, u.dienst.klok, wie, "lijst", SOORT, gelezen)
        items = [_uit(een, wie, bekend, dicht) for een in deel]
        return BewaarlijstUit(maand=maand, wat=wat, items=items, volgende=volgende)

    return router


def _eis(wie: Medewerker, namen: bool) -> None:
    if not wie.taak.alles:
        raise GeenToegang("Dit gaat over het hele bestand: alleen voor wie alle groepen heeft.")
    if namen and _LEEST not in wie.rechten:
        raise GeenToegang("Uw functie leest geen personen. Vraag de lijst zonder `namen`.")


def _laatste_dag(maand: str, wat: str | None, u: Uitwisseling) -> date:
    jaar, nummer = int(maand[:4]), int(maand[5:])
    fouten = []
    if not (1 <= nummer <= 12 and jaar):
        fouten.append(Invoerfout("query:maand", "is geen maand, zoals 2027-03"))
    if wat is not None and wat not in bewaarregels(u.dienst.regels).soorten:
        fouten.append(Invoerfout("query:wat", "is geen soort van GET /bewaartermijnen"))
    if fouten:
        raise OngeldigeInvoer(fouten)
    return date(jaar, nummer, monthrange(jaar, nummer)[1])


def _plek(een: Post) -> str:
    """Where something stands in the list, without saying whom or what it is about.

    By its day, then by its kind; what went meanwhile leaves its place behind.
    """
    rest = f"{een.id} {een.regel} {een.groep}"
    soort, ding = (sha256(tekst.encode()).hexdigest() for tekst in (een.wat, rest))
    return str(UUID(f"{een.op.toordinal():06x}{soort[:2]}{ding[:24]}"))


def _na(gevonden: list[Post], na: str | None) -> list[Post]:
    """In the order of their places, from after this one: also when nothing stands there now."""
    op_plek = sorted(gevonden, key=_plek)
    return [een for een in op_plek if na is None or _plek(een) > na]


def _namen(
    sessie: Session, u: Uitwisseling, wie: Medewerker, deel: list[Post]
) -> dict[str, str | None]:
    """Of whom this reader may see. Who destroys sees everybody: he has to know who goes; but of
    whom nobody uses the name, only that it is he."""
    ziet_allen = _VERNIETIGT in wie.rechten
    register = PersonenRegister(sessie, u.dienst.kluis, u.dienst.klok)
    namen: dict[str, str | None] = {}
    with scherm_opzij() if ziet_allen else nullcontext():
        for persoon in {een.persoon for een in deel if een.persoon is not None}:
            with suppress(GeenToegang, NietGevonden, Vernietigd):
                wie.eis_persoon(sessie, persoon, ook_afgeschermd=ziet_allen, ook_beperkt=ziet_allen)
                gelezen = register.lees(persoon)
                if not wie.ziet_beperkt:
                    gelezen = zonder_beperkt(sessie, u.dienst.regels, gelezen)
                namen[persoon] = gelezen.naam
    return namen


def _uit(
    een: Post, wie: Medewerker, bekend: dict[str, str | None], dicht: set[str]
) -> BewaarpostUit:
    """What there is to say; of who is not to be seen here (`dicht`) only that something goes."""
    soort = een.gegevenssoort
    # The row and the sentence name the kind as well as its code does.
    leest = soort is None or wie.leest(soort)
    ziet, verborgen = een.persoon in bekend, een.persoon in dicht
    # Of somebody the thing is himself: his reference only for who asked for names.
    noemt = ziet or (een.id != een.persoon and not verborgen)
    # A day that follows from a birthday is a date of birth: beside a group it could be somebody's.
    zonder_groep = verborgen or (een.wat == LID and not ziet)
    return BewaarpostUit(
        id=een.id if noemt else "",
        wat=een.wat,
        dag=een.op,
        regel=een.regel if leest else None,
        groep=None if zonder_groep else een.groep,
        gegevenssoort=soort if leest and not verborgen else None,
        zin=een.zin if leest else None,
        persoon_id=een.persoon if ziet else None,
        naam=bekend.get(een.persoon or "") if ziet else None,
    )
