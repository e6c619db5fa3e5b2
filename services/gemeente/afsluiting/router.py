"""``/v1/groepen/{groepId}/afsluiting`` and ``/afsluitingen``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from services.gemeente.aanpak.router import Lezer
from services.gemeente.aanpak.vormen import VOORBEELD_ACTIE, VOORBEELD_GROEP, VOORBEELD_WIE
from services.gemeente.afsluiting.begrippen import Restactie
from services.gemeente.afsluiting.dienst import Afsluiting, Afsluitvraag
from services.gemeente.groepsdocumenten.dienst import Document
from services.gemeente.groepsdocumenten.soorten import Groepstekst
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.partij.web.afhankelijkheden import ETAG, GroepId, IfMatch
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.voorbeelden import VOORBEELD_TIJD
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.besluiten.conceptrouter import VOORBEELD as VOORBEELD_CONCEPT
from shared.zaak.besluiten.conceptrouter import BesluitconceptUit, concept_uit

Beslisser = Annotated[Medewerker, Depends(medewerker("ondertekenen"))]

_REST = {"actie": VOORBEELD_ACTIE, "eigenaar": VOORBEELD_WIE, "uiterlijk": "2027-02-01"}
_INVOER: dict[str, Any] = {
    "eindcriterium": "overlast_gestopt",
    "motivering": "Sinds drie maanden zijn er geen meldingen meer over deze groep.",
    "restacties": [_REST],
}
_VRAAG: dict[str, Any] = {**_INVOER, "bevestigdZonderPersonen": True}
_UIT: dict[str, Any] = {
    **_INVOER,
    "groep": VOORBEELD_GROEP,
    "tijdstip": VOORBEELD_TIJD,
    "door": VOORBEELD_WIE,
}


class Restactieinvoer(Invoermodel):
    """An action that goes on after the closing, and who takes it."""

    actie: Kenmerk
    eigenaar: Kenmerk | None = Field(
        default=None, description="De autorisatie van wie ervoor zorgt; zonder gaat het niet door."
    )
    uiterlijk: date


class _Afsluitkeuze(Invoermodel):
    """What an end of the approach says."""

    eindcriterium: str = Field(
        max_length=63, description="Een van de eindcriteria van artikel 5.3."
    )
    motivering: Groepstekst = Field(description="Waarom; over niemand herkenbaar.")
    restacties: list[Restactieinvoer] = Field(
        default_factory=list, max_length=500, description="Elke actie die nog openstaat."
    )


class Afsluitinvoer(_Afsluitkeuze, Groepstekstinvoer):
    """The decision to end the approach of a group, to be prepared."""


class AfsluitingUit(_Afsluitkeuze, Uitvoermodel):
    """The decision as it was taken."""

    groep: str
    tijdstip: datetime
    door: str = Field(description="De autorisatie van wie het besluit nam.")


class OpenActieUit(Uitvoermodel):
    """An action that an end would leave open."""

    id: str
    versie: int
    omschrijving: str
    partij: str
    eigenaar: str | None
    uiterlijk: date


class AfsluitstandUit(Uitvoermodel):
    """What an end would leave open, and the decision once it was taken."""

    eindcriteria: dict[str, str]
    open_acties: list[OpenActieUit]
    besluit: AfsluitingUit | None


def afsluiting_router() -> APIRouter:
    """See what is left, and end the approach."""
    router = maak_router("afsluiting")

    @router.get(
        "/groepen/{groepId}/afsluiting",
        response_model=AfsluitstandUit,
        **operatie(
            "leesAfsluiting",
            "Geeft wat er bij afsluiten nog openstaat, of het besluit om af te sluiten",
            antwoord={
                "eindcriteria": {"overlast_gestopt": "de overlast is gestopt"},
                "openActies": [],
                "besluit": None,
            },
            fouten=(502,),
            koppen=ETAG,
        ),
    )
    async def lees(
        groep: GroepId, u: UitwisselingAfh, wie: Lezer, uit: Response
    ) -> AfsluitstandUit:
        stand = await Afsluiting(u, wie).stand(groep)
        uit.headers["ETag"] = etag_van(groep, stand.merk)
        return AfsluitstandUit(
            eindcriteria=dict(u.dienst.regels.eindcriteria),
            open_acties=[OpenActieUit(**vars(actie)) for actie in stand.open_acties],
            besluit=None if stand.besluit is None else _vorm(stand.besluit),
        )

    @router.post(
        "/groepen/{groepId}/afsluitingen",
        response_model=BesluitconceptUit,
        **operatie(
            "bereidAfsluitingVoor",
            "Bereidt voor dat de aanpak van een groep op een eindcriterium eindigt",
            status=201,
            verzoek=_VRAAG,
            antwoord=VOORBEELD_CONCEPT,
            fouten=(409, 412, 428, 502),
            beschrijving=(
                "Op wat u zag: geef de ETag van de afsluiting mee. Elke actie die nog openstaat "
                "krijgt een eigenaar en een datum; ontbreekt er iets, dan staat dat in fouten. Wie "
                "het besluit neemt, leest en tekent het via besluitconcepten."
            ),
        ),
    )
    async def bereid_voor(
        groep: GroepId, invoer: Afsluitinvoer, u: UitwisselingAfh, wie: Beslisser,
        if_match: IfMatch = None,
    ) -> BesluitconceptUit:  # fmt: skip
        rest = tuple(Restactie(**een.model_dump()) for een in invoer.restacties)
        vraag = Afsluitvraag(invoer.eindcriterium, invoer.motivering, rest)
        getoond = await Afsluiting(u, wie).bereid_voor(
            groep,
            vraag,
            versie_eis(if_match, groep),
            bevestigd=invoer.bevestigd_zonder_personen,
        )
        return await concept_uit(u, wie, getoond)

    return router


def _vorm(document: Document) -> AfsluitingUit:
    return AfsluitingUit(
        **document.inhoud, groep=document.groep, tijdstip=document.tijdstip, door=document.door
    )
