"""Shapes of a preview: what would leave, per onderdeel whether it may, and what to leave out."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from shared.convenant.poorten.redenzin import oorzaken, redenen_uit
from shared.partij.web import voorbeelden
from shared.partij.web.redenvorm import OorzaakUit, oorzaak_uit
from shared.partij.web.vormen import Uitvoermodel
from shared.verzenden.mogelijk.delen import Deeloordeel, Delen
from shared.verzenden.samenstellen.opdracht import Verzendopdracht
from shared.verzenden.versturen.voorbeeld import Voorbeeld
from shared.verzenden.versturen.vormen import (
    VOORBEELD_VOORBEELD,
    OnderdeelUit,
    VoorbeeldUit,
    voorbeeld_uit,
)

_GROND = {
    "code": voorbeelden.GRONDSLAG,
    "convenant": voorbeelden.CONVENANT,
    "wet": voorbeelden.WET,
}
VOORBEELD_VOORAF: dict[str, Any] = {
    **VOORBEELD_VOORBEELD,
    "onderdelen": [
        {**een, "mag": True, "grond": _GROND, "redenen": []}
        for een in VOORBEELD_VOORBEELD["onderdelen"]
    ],
    "redenen": [],
    "voorAlles": [],
    "weglaten": None,
    "zonder": None,
}


class DeelgrondUit(Uitvoermodel):
    """On what an onderdeel may go."""

    code: str | None
    convenant: str
    wet: str


class OorzaakMetPlaatsenUit(OorzaakUit):
    """One cause, with where it closes."""

    onderdelen: list[int] = Field(description="De plaatsen; leeg: het gaat over het bericht zelf.")


class DeelVoorafUit(OnderdeelUit):
    """One onderdeel in clear, and whether it may go."""

    mag: bool = Field(description="Of dit onderdeel alleen zou mogen gaan.")
    grond: DeelgrondUit | None = Field(description="Waarop; leeg als het niet mag.")
    redenen: list[OorzaakUit] = Field(
        description="Waarom niet, zonder wat voor elk onderdeel geldt (voorAlles)."
    )


class VoorafUit(VoorbeeldUit):
    """What would leave; what of it may, and what to leave out."""

    onderdelen: list[DeelVoorafUit]  # type: ignore[assignment]
    redenen: list[OorzaakMetPlaatsenUit] = Field(
        description="Elke oorzaak van het besluit een keer, in een zin zonder nummers."
    )
    voor_alles: list[OorzaakUit] = Field(
        description="Wat het bericht tegenhoudt, wat er ook in staat; weglaten helpt daar niet."
    )
    weglaten: list[int] | None = Field(
        description="Welke plaatsen u weglaat zodat de rest mag; leeg: dat is er niet, of hoeft "
        "niet."
    )
    zonder: dict[str, Any] | None = Field(
        description="De opdracht die dan door mag: stuur haar zo naar verstrekkingen."
    )


def vooraf_uit(voorbeeld: Voorbeeld, delen: Delen, opdracht: Verzendopdracht) -> VoorafUit:
    """From what was composed and decided to what is shown."""
    gewoon = voorbeeld_uit(voorbeeld)
    return VoorafUit(
        **{
            naam: getattr(gewoon, naam)
            for naam in VoorbeeldUit.model_fields
            if naam != "onderdelen"
        },
        onderdelen=[
            _deel_uit(deel, oordeel)
            for deel, oordeel in zip(gewoon.onderdelen, delen.per_deel, strict=False)
        ],
        redenen=[
            OorzaakMetPlaatsenUit(**oorzaak_uit(een).model_dump(), onderdelen=list(een.onderdelen))
            for een in oorzaken(redenen_uit(voorbeeld.besluit))
        ],
        voor_alles=[oorzaak_uit(een) for een in delen.voor_alles],
        weglaten=None if delen.weglaten is None else list(delen.weglaten),
        zonder=None if delen.weglaten is None else _zonder(opdracht, delen.weglaten),
    )


def _deel_uit(deel: OnderdeelUit, oordeel: Deeloordeel) -> DeelVoorafUit:
    grond = oordeel.grond
    return DeelVoorafUit(
        **deel.model_dump(),
        mag=oordeel.mag,
        grond=None if grond is None else DeelgrondUit(
            code=grond.grondslag, convenant=grond.convenant, wet=grond.wet
        ),
        redenen=[oorzaak_uit(een) for een in oordeel.oorzaken],
    )  # fmt: skip


def _zonder(opdracht: Verzendopdracht, weglaten: tuple[int, ...]) -> dict[str, Any]:
    """The same order without these onderdelen, as it can be sent."""
    vorm: dict[str, Any] = opdracht.model_dump(mode="json", by_alias=True, exclude_unset=True)
    delen = vorm["onderdelen"]
    return {
        **vorm,
        "onderdelen": [deel for plaats, deel in enumerate(delen) if plaats not in weglaten],
    }
