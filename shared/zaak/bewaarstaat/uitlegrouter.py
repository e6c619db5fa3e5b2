"""``/bewaartermijn`` of ``/v1/eigen-gegevens/{id}`` and of ``/v1/personen/{persoonId}``: when and
why one own record goes, or somebody of whom nothing else is left, in sentences."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from shared.bestand.nodig.leeg import lege_dingen
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.begrippen import Convenantregels
from shared.convenant.bewaren.oordeel import Ding, Stap, oordeel
from shared.convenant.bewaren.regels import Bewaarregel, bewaarregels
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import DienstAfh
from shared.partij.web.voorbeelden import VOORBEELD_ID
from shared.partij.web.vormen import Kenmerk, Uitvoermodel
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.bewaarstaat.posten import EIGEN, PERSOON
from shared.zaak.bewaarstaat.zoeken import zoek_ding
from shared.zaak.bewaren.eigen import mag_nu
from shared.zaak.bewaren.zinnen import stapzin

Lezer = Annotated[Medewerker, Depends(medewerker("dossier.lezen"))]
Persoonlezer = Annotated[Medewerker, Depends(medewerker("personen.lezen"))]
SOORT = "bewaaruitleg"


class StapUit(Uitvoermodel):
    """What one row does with the record."""

    dag: date
    regel: str
    bij_afloop: str
    zin: str
    convenant: str | None
    wet: str | None
    interpretatie: str | None


class EigenBewaartermijnUit(Uitvoermodel):
    """When and why one own record goes."""

    id: str
    gegevenssoort: str | None
    zin: str = Field(description="Het antwoord in een zin.")
    weg: StapUit | None = Field(description="Wanneer het wordt vernietigd; leeg: niet vanzelf.")
    eerst: list[StapUit] = Field(description="Wat er voor die tijd gebeurt.")
    vastgehouden: str | None = Field(description="Waarom het nu blijft, wat een termijn ook zegt.")
    wacht_op_aanpak: bool = Field(
        description="Zolang iemand in een aanpak zit, of daarna wordt bewaard, telt niet elke rij."
    )


class PersoonBewaartermijnUit(Uitvoermodel):
    """When and why a person goes of whom there is nothing but his name."""

    id: str
    zin: str = Field(description="Het antwoord in een zin.")
    weg: StapUit | None = Field(
        description="Wanneer hij wordt vernietigd als er niets bij komt; leeg: hij is nodig."
    )


_VOORBEELD: dict[str, Any] = {
    "id": VOORBEELD_ID,
    "gegevenssoort": "WPG13",
    "zin": "Wordt vernietigd op 2 maart 2027, omdat de termijn die bij het doel is vastgelegd op "
    "1 maart 2027 eindigt.",
    "weg": {
        "dag": "2027-03-02",
        "regel": "wpg-13-vernietigen",
        "bijAfloop": "vernietigen",
        "zin": "Wordt vernietigd op 2 maart 2027, omdat de termijn die bij het doel is vastgelegd "
        "op 1 maart 2027 eindigt.",
        "convenant": "8.1",
        "wet": "een artikel",
        "interpretatie": "Zo leest het convenant die termijn.",
    },
    "eerst": [],
    "vastgehouden": None,
    "wachtOpAanpak": False,
}


_NODIG = (
    "Blijft zolang er hier iets is waarvoor deze persoon nodig is, zoals een gegeven, een plaats "
    "in een groep, een verzoek of een bericht onderweg."
)
_WEGZIN = (
    "Wordt vernietigd op 31 maart 2027, omdat er sinds 28 februari 2027 niets van deze persoon is "
    "dan een naam, en 30 dagen genoeg is om vast te leggen waarvoor iemand werd ingevoerd."
)
_VOORBEELD_PERSOON: dict[str, Any] = {
    "id": VOORBEELD_ID,
    "zin": _WEGZIN,
    "weg": {
        "dag": "2027-03-31",
        "regel": "leeg-avg",
        "bijAfloop": "vernietigen",
        "zin": _WEGZIN,
        "convenant": "8.1",
        "wet": "een artikel",
        "interpretatie": "Zo leest het convenant die termijn.",
    },
}


def bewaaruitleg_router() -> APIRouter:
    """The operations on one own record, and on one person."""
    router = maak_router("bewaren")
    _voeg_persoon_toe(router)

    @router.get(
        "/eigen-gegevens/{id}/bewaartermijn",
        response_model=EigenBewaartermijnUit,
        **operatie(
            "leesBewaartermijnVanGegeven",
            "Zegt wanneer en waarom een eigen gegeven weggaat",
            antwoord=_VOORBEELD,
            beschrijving="Dezelfde berekening als waarmee het onderhoud vernietigt. Het inzien "
            "wordt vastgelegd.",
        ),
    )
    def lees(id: Kenmerk, dienst: DienstAfh, wie: Lezer) -> EigenBewaartermijnUit:
        with dienst.transactie() as sessie:
            soort, ding = zoek_ding(sessie, dienst, id)
            assert ding.persoon is not None  # noqa: S101 - an own record is somebody's
            wie.eis_persoon(sessie, ding.persoon)
            wie.eis_soort(*([] if ding.gegevenssoort is None else [ding.gegevenssoort]))
            gelezen = [Geraadpleegd(id, ding.persoon)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "raadplegen", SOORT, gelezen)
            nu = mag_nu(sessie, dienst, datum_nl(dienst.klok()))(soort)
        return _uit(dienst.regels, ding, nu)

    return router


def _voeg_persoon_toe(router: APIRouter) -> None:
    @router.get(
        "/personen/{persoonId}/bewaartermijn",
        response_model=PersoonBewaartermijnUit,
        **operatie(
            "leesBewaartermijnVanPersoon",
            "Zegt of iemand nog nodig is, en anders wanneer en waarom hij weggaat",
            antwoord=_VOORBEELD_PERSOON,
            fouten=(410,),
            beschrijving="Dezelfde berekening als waarmee het onderhoud vernietigt. Waarvoor "
            "iemand nodig is staat er niet. Het inzien wordt vastgelegd.",
        ),
    )
    def lees(
        persoonId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Persoonlezer,
    ) -> PersoonBewaartermijnUit:
        with dienst.transactie() as sessie:
            wie.eis_persoon(sessie, persoonId)
            PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(persoonId)
            gelezen = [Geraadpleegd(persoonId, persoonId)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "raadplegen", SOORT, gelezen)
            rijen = bewaarregels(dienst.regels).over(PERSOON)
            gevonden = [oordeel(rijen, een) for een in lege_dingen(sessie, dienst, persoonId)]
        weg = gevonden[0].weg if gevonden else None
        if weg is None:
            return PersoonBewaartermijnUit(id=persoonId, zin=_NODIG, weg=None)
        return PersoonBewaartermijnUit(
            id=persoonId, zin=stapzin(weg), weg=_stap(dienst.regels, weg)
        )


def _uit(regels: Convenantregels, ding: Ding, nu: Collection[Bewaarregel]) -> EigenBewaartermijnUit:
    gevonden = oordeel(bewaarregels(regels).over(EIGEN), ding)
    weg = gevonden.weg
    wacht = weg is not None and weg.regel not in nu
    houdt = None if gevonden.houdt is None else stapzin(gevonden.houdt)
    return EigenBewaartermijnUit(
        id=ding.id,
        gegevenssoort=ding.gegevenssoort,
        zin=houdt or (_NIET_VANZELF if weg is None else stapzin(weg, wacht=wacht)),
        weg=None if weg is None else _stap(regels, weg),
        eerst=[_stap(regels, een) for een in gevonden.eerst],
        vastgehouden=houdt,
        wacht_op_aanpak=ding.houdt,
    )


_NIET_VANZELF = (
    "Gaat nu niet vanzelf weg: er geldt nog geen termijn, of er is een aanpak die loopt."
)


def _stap(regels: Convenantregels, stap: Stap) -> StapUit:
    rij = stap.regel
    return StapUit(
        dag=stap.op,
        regel=rij.code,
        bij_afloop=rij.bij_afloop,
        zin=stapzin(stap),
        convenant=rij.convenant,
        wet=rij.wet,
        interpretatie=regels.interpretaties.get(rij.interpretatie or ""),
    )
