"""Proposed group decisions: signing one after the other, each party in its own time."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import Depends, Path, Query

from gateway.besluiten.antwoorden import Besluitantwoorden
from gateway.besluiten.groepsbesluiten import zoals_gelezen
from gateway.besluiten.staat import Voorgelegd
from gateway.besluiten.voorstellen import Voorstellen
from gateway.besluiten.vormen import (
    Antwoordinvoer,
    Gegevenantwoord,
    Voorstelantwoord,
    Voorstelinvoer,
    Voorstellenlijst,
    Voorstelvorm,
)
from gateway.fouten import InvoerOngeldig
from gateway.toegang.afhankelijkheden import ToegangAfh
from gateway.toegang.handtekeningen import Handtekening
from gateway.web import voorbeelden
from gateway.web.vormen import Kenmerk
from shared.web.aanmelding.identiteit import OrganisatieAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.onderdelen import van

router = maak_router("registers")

VoorstellenAfh = Annotated[Voorstellen, Depends(van(Voorstellen))]
AntwoordenAfh = Annotated[Besluitantwoorden, Depends(van(Besluitantwoorden))]


@router.put(
    "/besluitvoorstellen/{id}",
    **operatie(
        "tekenBesluitvoorstel",
        "Leg een groepsbesluit voor aan wie het moeten tekenen, of zet uw handtekening erbij",
        beschrijving=(
            "De laatste handtekening neemt het besluit: dan staan bladnummer en groep in het "
            "antwoord. Van een soort ligt er per groep één voorstel tegelijk."
        ),
        verzoek=voorbeelden.VOORSTEL_IN,
        antwoord={"voorstel": voorbeelden.VOORSTEL, "bladnummer": None, "groep": None},
        fouten=(409,),
    ),
)
async def teken_besluitvoorstel(
    organisatie: OrganisatieAfh,
    voorstellen: VoorstellenAfh,
    toegang: ToegangAfh,
    invoer: Voorstelinvoer,
    id: Annotated[Kenmerk, Path(description="Het kenmerk van het besluit.")],
) -> Voorstelantwoord:
    if invoer.besluit.get("id") != id:
        zin = "is niet het kenmerk in het adres"
        raise InvoerOngeldig("Het voorstel klopt niet.", (("/besluit/id", zin),))
    voorgelegd = await voorstellen.teken(
        invoer.besluit, Handtekening(invoer.medewerker, invoer.handtekening), organisatie.oin
    )
    toegepast = voorgelegd.toegepast
    if toegepast is None:
        return Voorstelantwoord(voorstel=_vorm(voorgelegd), bladnummer=None, groep=None)
    wie = await to_thread.run_sync(toegang.partij, organisatie.oin)
    return Voorstelantwoord(
        voorstel=_vorm(voorgelegd),
        bladnummer=toegepast.bladnummer,
        groep=zoals_gelezen(toegepast.groep, wie),
    )


@router.get(
    "/besluitvoorstellen",
    **operatie(
        "leesBesluitvoorstellen",
        "De voorstellen die op een handtekening wachten en die ook u tekent",
        antwoord={"besluitvoorstellen": [voorbeelden.VOORSTEL]},
        beschrijving=(
            "Met `afgedaan=true` wat zonder besluit eindigde: afgewezen, teruggegeven of "
            "ingetrokken. Met een groep alles daarover, zonder groep wat nog op een nieuw voorstel "
            "kan wachten."
        ),
    ),
)
async def lees_besluitvoorstellen(
    organisatie: OrganisatieAfh,
    toegang: ToegangAfh,
    voorstellen: VoorstellenAfh,
    groep: Annotated[Kenmerk | None, Query(description="Alleen deze groep.")] = None,
    *,
    afgedaan: Annotated[bool, Query(description="Wat zonder besluit eindigde.")] = False,
) -> Voorstellenlijst:
    partij = str((await to_thread.run_sync(toegang.partij, organisatie.oin)).partij)
    if afgedaan:
        gevonden = await to_thread.run_sync(voorstellen.afgedaan_voor, partij, groep)
    else:
        gevonden = [
            een
            for een in await to_thread.run_sync(voorstellen.open_voor, partij)
            if groep in (None, een.voorstel.groep)
        ]
    return Voorstellenlijst(besluitvoorstellen=[_vorm(een) for een in gevonden])


@router.post(
    "/besluitvoorstellen/{id}/_antwoord",
    **operatie(
        "beantwoordBesluitvoorstel",
        "Zeg nee tegen een voorstel, of ja onder een voorwaarde die er niet in staat",
        beschrijving=(
            "Nee eindigt het voorstel. Ja, mits geeft het terug aan wie het voorlegde; die doet "
            "een nieuw voorstel. In beide gevallen tekent niemand het meer. De reden geeft u de "
            "anderen als stuk; hier staat alleen de digest ervan."
        ),
        verzoek=voorbeelden.ANTWOORD_IN,
        antwoord={"voorstel": voorbeelden.VOORSTEL_TERUG, "bladnummer": None, "groep": None},
        fouten=(409,),
    ),
)
async def beantwoord_besluitvoorstel(
    organisatie: OrganisatieAfh,
    antwoorden: AntwoordenAfh,
    invoer: Antwoordinvoer,
    id: Annotated[Kenmerk, Path(description="Het kenmerk van het besluit.")],
) -> Voorstelantwoord:
    handtekening = Handtekening(invoer.medewerker, invoer.handtekening)
    voorgelegd = await antwoorden.beantwoord(id, invoer.antwoord, handtekening, organisatie.oin)
    return Voorstelantwoord(voorstel=_vorm(voorgelegd), bladnummer=None, groep=None)


@router.delete(
    "/besluitvoorstellen/{id}",
    **operatie(
        "trekBesluitvoorstelIn",
        "Trek een voorstel in dat u zelf voorlegde; daarna kan er een nieuw voorstel komen",
        status=204,
        fouten=(409,),
    ),
)
async def trek_besluitvoorstel_in(
    organisatie: OrganisatieAfh,
    voorstellen: VoorstellenAfh,
    id: Annotated[Kenmerk, Path(description="Het kenmerk van het besluit.")],
) -> None:
    await voorstellen.trek_in(id, organisatie.oin)


def _vorm(voorgelegd: Voorgelegd) -> Voorstelvorm:
    voorstel = voorgelegd.voorstel
    return Voorstelvorm(
        besluit=voorstel.besluit,
        digest=voorstel.digest,
        voorgelegd_door=voorstel.voorgelegd_door,
        voorgelegd_op=voorstel.voorgelegd_op,
        getekend_door=sorted(voorstel.handtekeningen),
        wacht_op=list(voorgelegd.wacht_op),
        stand=voorstel.stand,
        antwoorden={
            partij: Gegevenantwoord(
                antwoord=een["document"],
                medewerker=een["medewerker"],
                handtekening=een["handtekening"],
                op=een["op"],
            )
            for partij, een in (voorstel.antwoorden or {}).items()
        },
        afgedaan_op=voorstel.afgedaan_op,
    )
