"""``/v1/bewaartermijnen``: every retention term as a row, with its source and a sentence."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from shared.bestand.toegang.medewerker import Medewerker, elke_medewerker
from shared.convenant.bewaren.regels import Bewaarregel, Bewaarregels, bewaarregels
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.web.vormen import Uitvoermodel
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.bewaren.geldt import geldt_bij
from shared.zaak.bewaren.zinnen import regelzin

Iedereen = Annotated[Medewerker, Depends(elke_medewerker)]


class BewaarregelUit(Uitvoermodel):
    """One row."""

    code: str
    wat: str = Field(description="Waarover de rij gaat; de titels staan bij `soorten`.")
    titel: str
    termijn: str | None = Field(description="In woorden; leeg als er geen vaste termijn is.")
    vanaf: str = Field(description="De dag waarop de termijn begint, in woorden.")
    wie: str = Field(description="Bij wie dit geldt, in woorden.")
    gegevenssoorten: list[str] = Field(description="Alleen van deze soorten; leeg: van alle.")
    bij_afloop: str = Field(description="vernietigen, afschermen, bewaren, herzien of herinneren.")
    uitvoering: str = Field(description="vanzelf, mens, of logboek: dan doet de gateway het.")
    waarom_mens: str | None = Field(
        description="Doet een mens het: waarom geen programma dat kan. Anders leeg."
    )
    geldt_hier: bool = Field(description="Of deze rij bij deze partij iets kan doen.")
    convenant: str | None
    wet: str | None
    interpretatie: str | None
    zin: str


class BewaartermijnenUit(Uitvoermodel):
    """Every row, and what the kinds are called."""

    versie: str
    soorten: dict[str, str]
    termijnen: list[BewaarregelUit]


_VOORBEELD: dict[str, Any] = {
    "versie": "1",
    "soorten": {"lijst": "brutolijsten"},
    "termijnen": [
        {
            "code": "brutolijst-zonder-netto",
            "wat": "lijst",
            "titel": "een brutolijst waar geen nettolijst op volgt",
            "termijn": "30 dagen",
            "vanaf": "de dag waarop de lijst is opgesteld",
            "wie": "elke partij",
            "gegevenssoorten": [],
            "bijAfloop": "vernietigen",
            "uitvoering": "vanzelf",
            "waaromMens": None,
            "geldtHier": True,
            "convenant": "8.1",
            "wet": "een artikel",
            "interpretatie": "De brutolijst verdwijnt bij ontvangst van de nettolijst en in elk "
            "geval na dertig dagen.",
            "zin": "Wordt vernietigd, omdat er 30 dagen na die dag nog geen nettolijst was.",
        }
    ],
}


def bewaartermijnen_router() -> APIRouter:
    """The one operation on the rows."""
    router = maak_router("bewaren")

    @router.get(
        "/bewaartermijnen",
        response_model=BewaartermijnenUit,
        **operatie(
            "lijstBewaartermijnen",
            "Geeft elke bewaartermijn als rij, met artikel, lezing en een zin",
            antwoord=_VOORBEELD,
            beschrijving="Dit zijn de rijen waarmee het onderhoud rekent. Er staat niets over "
            "mensen in.",
        ),
    )
    def lijst(dienst: DienstAfh, _: Iedereen) -> BewaartermijnenUit:
        bewaard = bewaarregels(dienst.regels)
        return BewaartermijnenUit(
            versie=bewaard.versie,
            soorten=dict(bewaard.soorten),
            termijnen=[_uit(dienst, bewaard, regel) for regel in bewaard.regels.values()],
        )

    return router


def _uit(dienst: Dienst, bewaard: Bewaarregels, regel: Bewaarregel) -> BewaarregelUit:
    zin, termijn = regelzin(dienst.regels, regel)
    return BewaarregelUit(
        code=regel.code,
        wat=regel.wat,
        titel=regel.titel,
        termijn=termijn,
        vanaf=bewaard.vanaf[regel.vanaf],
        wie=bewaard.wie[regel.wie],
        gegevenssoorten=sorted(regel.gegevenssoorten or ()),
        bij_afloop=regel.bij_afloop,
        uitvoering=regel.uitvoering,
        waarom_mens=regel.mens,
        geldt_hier=geldt_bij(dienst.regels, dienst.partij, regel),
        convenant=regel.convenant,
        wet=regel.wet,
        interpretatie=dienst.regels.interpretaties.get(regel.interpretatie or ""),
        zin=zin,
    )
