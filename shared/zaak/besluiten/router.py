"""``/v1/groepsbesluiten``, and ``POST /v1/groepen``: decisions about groups."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field, StringConstraints

from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.besluiten.afhankelijkheden import Ondertekenaar
from shared.zaak.besluiten.groepsbesluiten import Groepsbesluiten
from shared.zaak.besluiten.vormen import Besluit, Digest, Groepstand

Handtekening = Annotated[str, StringConstraints(min_length=1, max_length=4096)]
Partijcode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")]

_DIGEST = "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ="
_HANDTEKENING = "eyJhbGciOiJQUzI1NiJ9..c2ln"
_MEDEWERKER = "0193aaaa-0000-7000-8000-000000000011"
VOORBEELD_BESLUIT: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-0000000000e1",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "soort": "stap",
    "tijdstip": "2026-11-23T12:00:00Z",
    "gegevens": {"stap": 3},
}
VOORBEELD_GROEP: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000001",
    "code": "RTM-2026-001",
    "stap": 1,
    "status": "actief",
    "startbesluit": None,
    "eindcriterium": None,
    "prioritering": None,
    "strafrechtelijkOnderzoek": None,
    "informatieverzoeken": [],
}


class Ondertekenvraag(Invoermodel):
    """A decision to be shown, or, with the digest that was shown, to be signed."""

    besluit: Besluit = Field(description="Het groepsbesluit.")
    digest: Digest | None = Field(
        default=None, description="De digest die bij het bekijken werd getoond; leeg: alleen tonen."
    )


class OndertekenantwoordUit(Uitvoermodel):
    """The decision as shown, and the party's signature once given."""

    digest: str = Field(description="Over de canonieke vorm (JCS) van het besluit.")
    soort: str
    titel: str
    ondertekenaars: list[str] = Field(description="Wie dit besluit volgens het convenant tekenen.")
    partij: str
    medewerker: str | None = Field(description="Wie er namens deze partij besloot.")
    handtekening: str | None = Field(
        description="Over het besluit en wie er besloot; null zolang er alleen is getoond."
    )


class ZettingIn(Invoermodel):
    """Another party's signature."""

    medewerker: Kenmerk = Field(description="Wie er namens die partij besloot.")
    handtekening: Handtekening


class Groepsbesluitvraag(Invoermodel):
    """A decision to be handed in, with the other parties' signatures."""

    besluit: Besluit = Field(description="Het groepsbesluit.")
    digest: Digest = Field(description="De digest die bij het bekijken werd getoond.")
    handtekeningen: dict[Partijcode, ZettingIn] = Field(
        default_factory=dict, description="Handtekeningen van andere partijen, per partij."
    )


class GroepsbesluitUit(Uitvoermodel):
    """Where the decision stands in the log, and the group right after it."""

    bladnummer: int | None
    groep: Groepstand


def groepsbesluiten_router() -> APIRouter:
    """Show, sign and hand in decisions; open groups."""
    router = maak_router("groepen")
    _voeg_openen_toe(router)
    _voeg_besluiten_toe(router)
    return router


def _voeg_besluiten_toe(router: APIRouter) -> None:
    @router.post(
        "/groepsbesluiten/_onderteken",
        response_model=OndertekenantwoordUit,
        **operatie(
            "ondertekenGroepsbesluit",
            "Toont een groepsbesluit en zet daarna de handtekening van deze partij eronder",
            verzoek={"besluit": VOORBEELD_BESLUIT, "digest": _DIGEST},
            antwoord={
                "digest": _DIGEST,
                "soort": "stap",
                "titel": "volgende stap",
                "ondertekenaars": [voorbeelden.ONTVANGER],
                "partij": voorbeelden.ONTVANGER,
                "medewerker": _MEDEWERKER,
                "handtekening": _HANDTEKENING,
            },
            fouten=(409, 502),
            beschrijving=(
                "Eerst zonder digest: dan wordt alleen getoond wat u zou ondertekenen. Met de "
                "getoonde digest wordt ondertekend."
            ),
        ),
    )
    async def onderteken(
        vraag: Ondertekenvraag, u: UitwisselingAfh, wie: Ondertekenaar
    ) -> OndertekenantwoordUit:
        getoond = await Groepsbesluiten(u, wie).teken(vraag.besluit, vraag.digest)
        return OndertekenantwoordUit(
            digest=getoond.digest,
            soort=getoond.soort,
            titel=getoond.titel,
            ondertekenaars=list(getoond.ondertekenaars),
            partij=u.dienst.partij.code,
            medewerker=(getoond.zetting or {}).get("medewerker"),
            handtekening=(getoond.zetting or {}).get("handtekening"),
        )

    @router.post(
        "/groepsbesluiten",
        response_model=GroepsbesluitUit,
        **operatie(
            "dienGroepsbesluitIn",
            "Ondertekent een groepsbesluit en dient het met de andere handtekeningen in",
            status=201,
            verzoek={"besluit": VOORBEELD_BESLUIT, "digest": _DIGEST, "handtekeningen": {}},
            antwoord={"bladnummer": 7, "groep": VOORBEELD_GROEP},
            beschrijving=(
                "Vraag eerst de digest met _onderteken. Moeten anderen meetekenen, gebruik dan "
                "liever besluitvoorstellen: dan hoeft er geen handtekening rond te gaan."
            ),
            fouten=(409, 502),
        ),
    )
    async def dien_in(
        vraag: Groepsbesluitvraag, u: UitwisselingAfh, wie: Ondertekenaar
    ) -> GroepsbesluitUit:
        anderen = {partij: een.model_dump() for partij, een in vraag.handtekeningen.items()}
        antwoord = await Groepsbesluiten(u, wie).dien_in(vraag.besluit, anderen, vraag.digest)
        return GroepsbesluitUit(
            bladnummer=antwoord.get("bladnummer"), groep=antwoord.get("groep") or {}
        )


class Openvraag(Invoermodel):
    """A group to be opened. There is nothing to say about it: its name is given."""

    id: Kenmerk | None = Field(
        default=None,
        description="Een kenmerk van uzelf; met hetzelfde kenmerk opnieuw vragen opent er geen "
        "tweede.",
    )


def _voeg_openen_toe(router: APIRouter) -> None:
    @router.post(
        "/groepen",
        response_model=GroepsbesluitUit,
        **operatie(
            "openGroep",
            "Opent een groep, onder de eerstvolgende schuilnaam",
            status=201,
            verzoek={"id": VOORBEELD_GROEP["id"]},
            antwoord={"bladnummer": 7, "groep": VOORBEELD_GROEP},
            beschrijving=(
                "De schuilnaam is plaats, jaar en volgnummer; niemand bedenkt hem. De groep staat "
                "in stap 1. Wie een beperkte taak heeft, laat de groep daarna aan zijn autorisatie "
                "toevoegen."
            ),
            fouten=(409, 502),
        ),
    )
    async def open_(
        u: UitwisselingAfh, wie: Ondertekenaar, vraag: Openvraag | None = None
    ) -> GroepsbesluitUit:
        antwoord = await Groepsbesluiten(u, wie).open(None if vraag is None else vraag.id)
        return GroepsbesluitUit(
            bladnummer=antwoord.get("bladnummer"), groep=antwoord.get("groep") or {}
        )
