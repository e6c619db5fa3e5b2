"""Shapes on the wire, as pydantic models: what endpoints take and give."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.alias_generators import to_camel

from shared.web.verzoek.vormen import Tijdstip

Kenmerk = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"),
]
"""A UUID in lower case: one spelling for one thing."""

Partijcode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")]
Document = dict[str, Any]
JadesTekst = Annotated[str, StringConstraints(min_length=1, max_length=4096)]
"""A detached JAdES signature as text."""

Moment = Annotated[
    Tijdstip, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC))
]
"""A moment at which something happened or will happen."""

Tijdgrens = Annotated[
    Tijdstip, Field(ge=datetime(1, 1, 2, tzinfo=UTC), le=datetime(9999, 12, 30, tzinfo=UTC))
]
"""A moment to search from or up to: as far away as every time zone of every store can say."""


class Vorm(BaseModel):
    """Closed, immutable, camelCase outside."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


class Registerdocument(Vorm):
    """What a party signs about one thing in a register: which, in which version, since when.

    All three are under the signature, so that it holds for nothing else and cannot be replayed.
    """

    id: Kenmerk = Field(description="Hetzelfde kenmerk als in het adres.")
    versie: Annotated[int, Field(ge=1, lt=2**31)] = Field(
        description="Van dit kenmerk, oplopend: een versie is van één inhoud."
    )
    tijdstip: Annotated[Moment, Field(strict=False)] = Field(
        description="Wanneer deze versie is opgesteld."
    )


class Handtekeninginvoer(Vorm):
    """One party's signature under what several sign: who decided for it, and the signature."""

    medewerker: Kenmerk = Field(description="De autorisatie van wie er namens de partij besluit.")
    handtekening: JadesTekst = Field(
        description="Losgemaakte JAdES-handtekening over de Digest van JCS({besluit, medewerker}), "
        "waarin besluit de Digest van JCS van het ondertekende document is."
    )


class Periode(Vorm):
    """From, and up to but not including."""

    van: Tijdgrens = Field(description="Vanaf dit tijdstip.")
    tot: Tijdgrens = Field(description="Tot, en niet met, dit tijdstip.")

    @model_validator(mode="after")
    def _volgorde(self) -> Self:  # noqa: N804 - after-validators get the model
        if self.van >= self.tot:
            raise ValueError("van ligt niet voor tot")
        return self
