"""``/v1/geheimhoudingsverklaringen``: what each party says about its secrecy (7.2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from pydantic import Field
from sqlalchemy.orm import Session

from shared.bericht.partijen.geheimhouding import Geheimhoudingsverklaring
from shared.bestand.toegang.medewerker import Medewerker, elke_medewerker
from shared.partij.dienst import DienstAfh
from shared.partij.fouten import NietGevonden
from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Partijcode, Uitvoermodel
from shared.tijd.klok import Klok
from shared.verzenden.partijdocumenten.geheugen import alle_documenten, keten_uit
from shared.verzenden.partijdocumenten.ketens import geldend
from shared.verzenden.partijdocumenten.tabellen import GeheimhoudingGelezenRij
from shared.web.beschrijving.routes import maak_router, operatie

Elk = Annotated[Medewerker, Depends(elke_medewerker)]
Code = Annotated[Partijcode, Path(description="De code van de partij.")]


class GeheimhoudingUit(Uitvoermodel):
    """What one party says, out of the document it signed."""

    partij: str
    tekst: str
    vanaf: date
    door: str = Field(description="Wie het voor de partij zei, naar functie.")
    versie: int
    kennisgenomen_op: datetime | None = Field(description="Leeg: u hebt dit nog niet bevestigd.")


class GeheimhoudingenUit(Uitvoermodel):
    """Of every party that says something about it."""

    verklaringen: list[GeheimhoudingUit]


_UIT: dict[str, Any] = {
    "partij": voorbeelden.ONTVANGER,
    "tekst": "Wie bij ons werkt legt de ambtseed af en zwijgt over wat hij hoort.",
    "vanaf": "2026-11-01",
    "door": "de directie",
    "versie": 1,
    "kennisgenomenOp": None,
}


def _verklaringen(sessie: Session) -> dict[str, Geheimhoudingsverklaring]:
    """By party what its document that counts says."""
    rijen, gevonden = alle_documenten(sessie), {}
    for code in dict.fromkeys(rij.partij for rij in rijen):
        telt = geldend(keten_uit([rij for rij in rijen if rij.partij == code]))
        if telt is not None and telt.schakel.document.geheimhouding is not None:
            gevonden[code] = telt.schakel.document.geheimhouding
    return gevonden


def _uit(
    sessie: Session, wie: Medewerker, partij: str, een: Geheimhoudingsverklaring
) -> GeheimhoudingUit:
    sleutel = (partij, een.vingerafdruk, wie.autorisatie_id)
    gelezen = sessie.get(GeheimhoudingGelezenRij, sleutel)
    return GeheimhoudingUit(
        partij=partij,
        tekst=een.tekst,
        vanaf=een.vanaf,
        door=een.door,
        versie=een.versie,
        kennisgenomen_op=None if gelezen is None else gelezen.op,
    )


def _neem_kennis(sessie: Session, klok: Klok, wie: Medewerker, partij: str) -> GeheimhoudingUit:
    """Repeatable. Raises ``NietGevonden`` for a party that says nothing about it."""
    een = _verklaringen(sessie).get(partij)
    if een is None:
        raise NietGevonden("Deze partij zegt in haar document niets over haar geheimhouding.")
    sleutel = (partij, een.vingerafdruk, wie.autorisatie_id)
    if sessie.get(GeheimhoudingGelezenRij, sleutel) is None:
        sessie.add(
            GeheimhoudingGelezenRij(
                partij=partij,
                verklaring=een.vingerafdruk,
                medewerker=wie.autorisatie_id,
                op=klok(),
            )
        )
        sessie.flush()
    return _uit(sessie, wie, partij, een)


def geheimhouding_router() -> APIRouter:
    """Read them, and say that they were read."""
    router = maak_router("partijdocumenten")

    @router.get(
        "/geheimhoudingsverklaringen",
        response_model=GeheimhoudingenUit,
        **operatie(
            "lijstGeheimhoudingsverklaringen",
            "Geeft wat elke partij ondertekende over de geheimhouding die voor haar geldt",
            antwoord={"verklaringen": [_UIT]},
        ),
    )
    def lijst(dienst: DienstAfh, wie: Elk) -> GeheimhoudingenUit:
        with dienst.lezend() as sessie:
            alle = sorted(_verklaringen(sessie).items())
            return GeheimhoudingenUit(verklaringen=[_uit(sessie, wie, *een) for een in alle])

    @router.post(
        "/geheimhoudingsverklaringen/{partij}/_kennisnemen",
        response_model=GeheimhoudingUit,
        **operatie(
            "neemKennisVanGeheimhouding",
            "Legt vast dat u las wat een partij over haar geheimhouding zegt",
            antwoord={**_UIT, "kennisgenomenOp": voorbeelden.VOORBEELD_TIJD},
        ),
    )
    def neem_kennis(partij: Code, dienst: DienstAfh, wie: Elk) -> GeheimhoudingUit:
        with dienst.transactie() as sessie:
            return _neem_kennis(sessie, dienst.klok, wie, partij)

    return router
