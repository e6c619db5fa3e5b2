"""Groups: their state, and the decisions on them, each signed and logged."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import Depends, Path

from gateway.besluiten.groepsbesluiten import Groepen, zoals_gelezen
from gateway.besluiten.vormen import Groepenlijst, Groepsbesluitantwoord, Groepsbesluitinvoer
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh, ToegangAfh
from gateway.toegang.handtekeningen import Handtekening
from gateway.web import voorbeelden
from gateway.web.paginering import NaQuery, PaginagrootteAfh
from gateway.web.vormen import Document, Kenmerk
from shared.web.aanmelding.identiteit import OrganisatieAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.onderdelen import van

router = maak_router("registers")

GroepenAfh = Annotated[Groepen, Depends(van(Groepen))]


@router.get(
    "/groepen",
    **operatie(
        "leesGroepen",
        "De groepen en hun toestand, zonder persoonsgegevens",
        antwoord=voorbeelden.GROEPEN,
        beveiliging=LEZERS,
    ),
)
def lees_groepen(
    groepen: GroepenAfh, wie: RaadplegerAfh, paginagrootte: PaginagrootteAfh, na: NaQuery = None
) -> Groepenlijst:
    rijen, meer = groepen.pagina(na, paginagrootte, wie)
    return Groepenlijst(
        groepen=rijen,
        volgende=rijen[-1]["id"] if meer else None,
    )


@router.get(
    "/groepen/{id}",
    **operatie(
        "leesGroep",
        "De toestand van één groep, met de dag waarop de aanpak is geëindigd",
        antwoord=voorbeelden.GELEZEN_GROEP,
        beveiliging=LEZERS,
    ),
)
def lees_groep(
    groepen: GroepenAfh,
    wie: RaadplegerAfh,
    id: Annotated[Kenmerk, Path(description="Het kenmerk van de groep.")],
) -> Document:
    return groepen.een(id, wie)


@router.post(
    "/groepsbesluiten",
    **operatie(
        "neemGroepsbesluit",
        "Neem een besluit over een groep, ondertekend door wie het convenant daarvoor noemt",
        status=201,
        verzoek=voorbeelden.GROEPSBESLUIT_IN,
        antwoord=voorbeelden.GROEPSBESLUIT_UIT,
        fouten=(409,),
    ),
)
async def neem_groepsbesluit(
    organisatie: OrganisatieAfh,
    toegang: ToegangAfh,
    groepen: GroepenAfh,
    invoer: Groepsbesluitinvoer,
) -> Groepsbesluitantwoord:
    wie = await to_thread.run_sync(toegang.partij, organisatie.oin)
    handtekeningen = {
        partij: Handtekening(een.medewerker, een.handtekening)
        for partij, een in invoer.handtekeningen.items()
    }
    toegepast = await groepen.pas_toe(invoer.besluit, handtekeningen)
    return Groepsbesluitantwoord(
        bladnummer=toegepast.bladnummer, groep=zoals_gelezen(toegepast.groep, wie)
    )
