"""``/v1/besluitvoorstellen/{id}/_antwoord``: a party that does not sign says so, and why."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from pydantic import Field, StringConstraints

from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.besluiten.antwoord import MAX_RANDVOORWAARDEN
from shared.partij.poorten.besluitvoorstel import Voorstel
from shared.partij.web import voorbeelden
from shared.partij.web.voorbeelden import VOORBEELD_MEDEWERKER
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel
from shared.verzenden.samenstellen.opdracht import Bevestiging, Code
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.besluitantwoorden.dienst import Besluitantwoorden, Partijantwoord
from shared.zaak.besluiten.afhankelijkheden import Ondertekenaar
from shared.zaak.besluiten.vormen import Besluit, Digest

Reden = Annotated[str, StringConstraints(min_length=1, max_length=4000)]

_ID = "0193aaaa-0000-7000-8000-0000000000e1"
_GROEP = "0193aaaa-0000-7000-8000-000000000001"
_VOORBEELD_VRAAG: dict[str, Any] = {
    "digest": "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ=",
    "antwoord": "ja_mits",
    "randvoorwaarden": ["extra-toezicht"],
    "reden": "De avonden in het weekend zijn nog niet gedekt.",
    "bevestigdZonderPersonen": True,
}
_VOORBEELD: dict[str, Any] = {
    "id": _ID,
    "titel": "prioritering door de driehoek",
    "besluit": {
        "id": _ID,
        "groep": _GROEP,
        "soort": "prioritering",
        "tijdstip": "2026-11-23T12:00:00Z",
        "gegevens": {"prioritering": "ja", "randvoorwaarden": ["maandelijks-overleg"]},
    },
    "uitkomst": "teruggegeven",
    "voorgelegdDoor": voorbeelden.ONTVANGER,
    "voorgelegdOp": "2026-11-23T12:00:00Z",
    "afgedaanOp": "2026-11-24T09:00:00Z",
    "getekendDoor": [voorbeelden.ONTVANGER],
    "antwoorden": [
        {
            "partij": voorbeelden.AFZENDER,
            "antwoord": "ja_mits",
            "randvoorwaarden": ["extra-toezicht"],
            "medewerker": VOORBEELD_MEDEWERKER,
            "op": "2026-11-24T09:00:00Z",
            "stuk": "0193aaaa-0000-7000-8000-0000000000d2",
        }
    ],
}


class Antwoordvraag(Invoermodel):
    """What a party says to a proposal instead of signing it."""

    digest: Digest = Field(description="De digest van het voorstel dat u las.")
    antwoord: Literal["nee", "ja_mits"] = Field(
        description="nee eindigt het voorstel; ja_mits geeft het terug voor een nieuw voorstel."
    )
    randvoorwaarden: list[Code] = Field(
        default_factory=list,
        max_length=MAX_RANDVOORWAARDEN,
        description="Bij ja_mits: wat er nog bij moet, uit het convenant.",
    )
    reden: Reden | None = Field(
        default=None,
        description="Waarom, zonder iemand te noemen; de anderen lezen dit. Alleen een functie die "
        "geen stukken geeft, laat het weg.",
    )
    bevestigd_zonder_personen: Bevestiging = False


class PartijantwoordUit(Uitvoermodel):
    """What one party said."""

    partij: str
    antwoord: str
    randvoorwaarden: list[str]
    medewerker: str = Field(description="De autorisatie van wie er voor die partij antwoordde.")
    op: datetime
    stuk: str | None = Field(
        description="Waar de reden staat: `GET /v1/stukken/{id}`; leeg zolang zij er niet is."
    )


class BesluituitkomstUit(Uitvoermodel):
    """A proposal that ended without a decision."""

    id: str
    titel: str
    besluit: Besluit
    uitkomst: str = Field(description="afgewezen, teruggegeven of ingetrokken.")
    voorgelegd_door: str
    voorgelegd_op: datetime
    afgedaan_op: datetime | None
    getekend_door: list[str]
    antwoorden: list[PartijantwoordUit]


class BesluituitkomstenUit(Uitvoermodel):
    """How the proposals about a group ended that were not decided."""

    besluituitkomsten: list[BesluituitkomstUit]


def besluitantwoorden_router() -> APIRouter:
    """Answer, and see how each proposal ended."""
    router = maak_router("groepen")

    @router.post(
        "/besluitvoorstellen/{id}/_antwoord",
        response_model=BesluituitkomstUit,
        **operatie(
            "beantwoordBesluitvoorstel",
            "Zegt nee tegen een voorstel, of ja onder een voorwaarde, met de reden",
            verzoek=_VOORBEELD_VRAAG,
            antwoord=_VOORBEELD,
            beschrijving=(
                "Alleen wie het had kunnen tekenen. Daarna tekent niemand het meer: na nee is het "
                "afgewezen, na ja, mits doet wie het voorlegde een nieuw voorstel. De reden gaat "
                "verzegeld naar de andere ondertekenaars. Nog eens hetzelfde geeft hetzelfde."
            ),
            fouten=(409, 410, 502),
        ),
    )
    async def antwoord(
        kenmerk: Annotated[Kenmerk, Path(alias="id", description="Het voorstel.")],
        vraag: Antwoordvraag,
        u: UitwisselingAfh,
        wie: Ondertekenaar,
    ) -> BesluituitkomstUit:
        gezegd = Partijantwoord(**vraag.model_dump())
        return await _vorm(u, wie, await Besluitantwoorden(u, wie).antwoord(kenmerk, gezegd))

    @router.get(
        "/groepen/{groepId}/besluituitkomsten",
        response_model=BesluituitkomstenUit,
        **operatie(
            "lijstBesluituitkomsten",
            "Geeft de voorstellen die zonder besluit eindigden, met wat elke partij zei",
            antwoord={"besluituitkomsten": [_VOORBEELD]},
            fouten=(502,),
        ),
    )
    async def lijst(
        groepId: Annotated[Kenmerk, Path(description="De groep.")],  # noqa: N803
        u: UitwisselingAfh,
        wie: Lezer,
    ) -> BesluituitkomstenUit:
        gevonden = await Besluitantwoorden(u, wie).uitkomsten(groepId)
        return BesluituitkomstenUit(
            besluituitkomsten=[await _vorm(u, wie, een) for een in gevonden]
        )

    return router


async def _vorm(u: Uitwisseling, wie: Medewerker, voorstel: Voorstel) -> BesluituitkomstUit:
    redenen = await asyncio.to_thread(Besluitantwoorden(u, wie).redenen, voorstel)
    rij = u.dienst.regels.groepsbesluiten.get(voorstel.soort)
    return BesluituitkomstUit(
        id=voorstel.id,
        titel=voorstel.soort if rij is None else rij.titel,
        besluit=dict(voorstel.besluit),
        uitkomst=voorstel.uitkomst,
        voorgelegd_door=voorstel.voorgelegd_door,
        voorgelegd_op=voorstel.voorgelegd_op,
        afgedaan_op=voorstel.afgedaan_op,
        getekend_door=list(voorstel.getekend_door),
        antwoorden=[
            PartijantwoordUit(
                partij=partij,
                antwoord=een["antwoord"]["antwoord"],
                randvoorwaarden=een["antwoord"]["randvoorwaarden"],
                medewerker=een["medewerker"],
                op=een["op"],
                stuk=redenen.get(partij),
            )
            for partij, een in sorted(voorstel.antwoorden.items())
        ],
    )
