"""Looking back over a whole answer, and the covenant file itself."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import Depends
from starlette.responses import PlainTextResponse, Response

from gateway.keuzes.afhankelijkheden import VertalingAfh
from gateway.terugkijken import vormen
from gateway.terugkijken.dienst import Herhaaluitkomst, Terugkijken, Verschil
from gateway.terugkijken.vormen import (
    Anders,
    Herhaalantwoord,
    Herhaalverzoek,
    Stromenantwoord,
    Stroomvorm,
)
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh
from gateway.zoeken import voorbeelden
from gateway.zoeken.regelwoorden import als_dict
from gateway.zoeken.vormen import Convenantverwijzing, Zoekfilters, regelvorm
from gateway.zoeken.woordenschat import Woordenschat
from shared.convenant.regels.woordenboek import Woordenboek
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.onderdelen import van

router = maak_router("uitwisselingen")

TerugkijkenAfh = Annotated[Terugkijken, Depends(van(Terugkijken))]
WoordenschatAfh = Annotated[Woordenschat, Depends(van(Woordenschat))]
_VOORBEELD = vormen.voorbeelden(voorbeelden.ZOEK_IN["periode"], voorbeelden.REGEL["inWoorden"])
_SPOOR = "Ook deze raadpleging komt in het logboek."


@router.post(
    "/uitwisselingen/_stromen",
    **operatie(
        "telStromen",
        "Wie gaf wie hoe vaak, per stap, en hoe vaak werd het tegengehouden",
        beschrijving=f"Dezelfde filters als `_zoek`. {_SPOOR}",
        verzoek={"periode": voorbeelden.ZOEK_IN["periode"]},
        antwoord=_VOORBEELD["stromen"],
        beveiliging=LEZERS,
    ),
)
async def tel_stromen(
    terugkijken: TerugkijkenAfh,
    woordenschat: WoordenschatAfh,
    wie: RaadplegerAfh,
    vraag: Zoekfilters,
) -> Stromenantwoord:
    opdracht = vraag.als_opdracht()
    await to_thread.run_sync(woordenschat.controleer, opdracht)
    stromen, grootte = await terugkijken.stromen(opdracht, wie)
    return Stromenantwoord(
        stromen=[
            Stroomvorm(
                stap=een.stap, afzender=een.afzender, ontvanger=een.ontvanger,
                toegestaan=een.toegestaan, geweigerd=een.geweigerd,
            )
            for een in stromen
        ],
        aantal=sum(een.toegestaan + een.geweigerd for een in stromen),
        grootte=grootte,
    )  # fmt: skip


@router.post(
    "/uitwisselingen/_herhaal",
    **operatie(
        "herhaalBesluiten",
        "Neem de besluiten van een vraag opnieuw, met het convenant van toen of een gewijzigd",
        beschrijving=(
            "Uit de bladen alleen; geen register speelt mee, en er verandert niets. Met "
            "`wijzigingen` ziet u wat een andere regel had betekend. De nieuwste eerst, "
            f"vijfhonderd tegelijk. {_SPOOR}"
        ),
        verzoek=_VOORBEELD["vraag"],
        antwoord=_VOORBEELD["herhaald"],
        beveiliging=LEZERS,
    ),
)
async def herhaal(
    terugkijken: TerugkijkenAfh,
    woordenschat: WoordenschatAfh,
    vertaling: VertalingAfh,
    wie: RaadplegerAfh,
    vraag: Herhaalverzoek,
) -> Herhaalantwoord:
    opdracht = vraag.als_opdracht()
    await to_thread.run_sync(woordenschat.controleer, opdracht)
    uit = await terugkijken.herhaal(
        opdracht,
        wie,
        [(een.oud, een.nieuw) for een in vraag.wijzigingen],
        voor=vraag.voor,
        grootte=vraag.grootte,
    )
    return _antwoord(uit, await to_thread.run_sync(vertaling.woorden))


@router.get(
    "/convenant",
    response_class=PlainTextResponse,
    **operatie(
        "leesConvenantbestand",
        "Het convenantbestand dat nu geldt, letterlijk",
        antwoord='id = "voorbeeldconvenant"\n',
        vorm="text/plain",
        beveiliging=LEZERS,
    ),
)
def lees_convenantbestand(vertaling: VertalingAfh, _: RaadplegerAfh) -> Response:
    return PlainTextResponse(vertaling.regels().bron)


def _antwoord(uit: Herhaaluitkomst, woorden: Woordenboek) -> Herhaalantwoord:
    regels = uit.regels
    return Herhaalantwoord(
        aantal=uit.aantal,
        herhaald=uit.herhaald,
        gelijk=uit.herhaald - len(uit.anders),
        anders=[_anders(een, woorden) for een in uit.anders],
        niet_meer=uit.niet_meer,
        volgende=uit.volgende,
        grootte=uit.grootte,
        convenant=None
        if regels is None
        else Convenantverwijzing(id=regels.id, versie=regels.versie, hash=regels.hash),
    )


def _anders(een: Verschil, woorden: Woordenboek) -> Anders:
    besluit = een.opnieuw
    return Anders(
        id=een.regel.bericht,
        bladnummer=een.regel.bladnummer,
        tijdstip=een.regel.tijdstip,
        was=een.regel.besluit,
        wordt="niet te nemen" if besluit is None else besluit.besluit,
        verschillen=een.verschillen,
        redenen=[] if besluit is None else [reden.uitleg for reden in besluit.redenen],
        in_woorden=regelvorm(als_dict(een.regel, woorden)).in_woorden,
    )
