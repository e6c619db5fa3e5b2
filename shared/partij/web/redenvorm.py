"""Why something may not, on the wire: a sentence for people with where it stands."""

from __future__ import annotations

from pydantic import Field

from shared.convenant.poorten.redenzin import Oorzaak
from shared.partij.web.vormen import Uitvoermodel


class OorzaakUit(Uitvoermodel):
    """One cause, once."""

    code: str
    poort: int
    zin: str = Field(description="Zonder nummers van onderdelen.")
    convenant: str | None
    wet: str | None
    interpretatie: str | None = Field(description="De zin van deze uitleg geeft begrippen.")


def oorzaak_uit(oorzaak: Oorzaak) -> OorzaakUit:
    """From what the toetsing said."""
    return OorzaakUit(**{naam: getattr(oorzaak, naam) for naam in OorzaakUit.model_fields})
