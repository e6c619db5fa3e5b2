"""``/v1/eigen-soorten`` and ``/v1/personen/{persoonId}/eigen-gegevens``."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic.alias_generators import to_camel
from sqlalchemy.orm import Session

from shared.bestand.dossier.dossier import Dossier, Dossiersoort, Dossierstuk
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.termijnen import datum_nl
from shared.overzicht.eigengegevens.begrippen import eigen_soorten, soorten_van, velden_van
from shared.overzicht.eigengegevens.vormen import (
    VOORBEELD_GEGEVENS,
    VOORBEELD_SOORTEN,
    EigenGegevensUit,
    EigenGegevensVanSoortUit,
    EigenRegelUit,
    EigenSoortenUit,
    EigenSoortUit,
    SoortveldUit,
)
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.persoon import Persoon
from shared.partij.web.vormen import Kenmerk
from shared.web.beschrijving.routes import maak_router, operatie

Soort = Dossiersoort[Any, Any]
Lezer = Annotated[Medewerker, Depends(medewerker("dossier.lezen"))]
_PER_SOORT = 100


def eigengegevens_router() -> APIRouter:
    """What there is to record, and everything that was recorded of one person."""
    router = maak_router("eigen gegevens")

    @router.get(
        "/eigen-soorten",
        **operatie(
            "lijstEigenSoorten",
            "Zegt welke soorten gegevens deze partij zelf vastlegt, met hun velden",
            antwoord=VOORBEELD_SOORTEN,
        ),
    )
    def soorten(dienst: DienstAfh, wie: Lezer) -> EigenSoortenUit:
        return EigenSoortenUit(
            soorten=[
                EigenSoortUit(
                    **_kop(soort),
                    velden=[
                        SoortveldUit(
                            lid=een.lid,
                            soort=een.soort,
                            verplicht=een.verplicht,
                            uitleg=een.uitleg,
                            keuzes=list(een.keuzes),
                        )
                        for een in velden_van(soort.invoer)
                    ],
                )
                for soort in _soorten(dienst, wie)
            ]
        )

    @router.get(
        "/personen/{persoonId}/eigen-gegevens",
        **operatie(
            "lijstEigenGegevens",
            "Toont alles wat deze partij zelf over een persoon vastlegde, in een keer",
            antwoord=VOORBEELD_GEGEVENS,
            beschrijving="Het inzien wordt vastgelegd, per gegeven.",
            fouten=(410,),
        ),
    )
    def gegevens(
        persoonId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Lezer,
    ) -> EigenGegevensUit:
        with dienst.transactie() as sessie:
            wie.eis_persoon(sessie, persoonId)
            persoon = PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(persoonId)
            per_soort = [
                _lees(dienst, sessie, wie, persoon, soort) for soort in _soorten(dienst, wie)
            ]
        return EigenGegevensUit(soorten=per_soort)

    return router


def _soorten(dienst: Dienst, wie: Medewerker) -> list[Soort]:
    """The kinds this function reads anything of."""
    return [
        soort
        for soort in eigen_soorten(dienst.partij.bronnen)
        if any(wie.leest(een) for een in soorten_van(soort))
    ]


def _kop(soort: Soort) -> dict[str, Any]:
    return {
        "pad": soort.pad,
        "naam": soort.naam,
        "meervoud": soort.naam_meervoud,
        "gegevenssoorten": list(soorten_van(soort)),
    }


def _lees(
    dienst: Dienst, sessie: Session, wie: Medewerker, persoon: Persoon, soort: Soort
) -> EigenGegevensVanSoortUit:
    """One kind, and the row that says it was read: as its own list leaves it."""
    dossier: Dossier[Any, Any] = Dossier(sessie, dienst.kluis, dienst.klok, soort, wie)
    gevonden = dossier.lijst(persoon, na=None, limiet=_PER_SOORT + 1)
    stukken = gevonden[:_PER_SOORT]
    gelezen = [Geraadpleegd(stuk.id, persoon.id) for stuk in stukken]
    leg_raadpleging_vast(
        sessie, dienst.klok, wie, "lijst", soort.code,
        gelezen or [Geraadpleegd(None, persoon.id)], gericht=True,
    )  # fmt: skip
    return EigenGegevensVanSoortUit(
        **_kop(soort),
        gegevens=[_uit(dienst, soort, stuk) for stuk in stukken],
        meer=len(gevonden) > _PER_SOORT,
        weggelaten=dossier.weggelaten(persoon),
    )


def _uit(dienst: Dienst, soort: Soort, stuk: Dossierstuk[Any]) -> EigenRegelUit:
    ingevuld = stuk.invoer.model_dump(mode="json", by_alias=True, exclude_none=True)
    afgeleid = soort.afgeleid(stuk.invoer, datum_nl(dienst.klok()))
    return EigenRegelUit(
        id=stuk.id,
        versie=stuk.versie,
        gegevenssoort=soort.soort_van(stuk.invoer),
        vastgelegd_op=stuk.aangemaakt_op,
        gewijzigd_op=stuk.gewijzigd_op,
        gegevens=ingevuld,
        afgeleid={to_camel(naam): waarde for naam, waarde in afgeleid.items()},
    )
