"""What every model of a party's API has in common."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.alias_generators import to_camel

from shared.bericht.personen.geboortedatum import (
    DEEL_IN_JSON,
    Deeldatum,
    Geboortedatum,
    lees_geboortedatum,
)
from shared.partij.burgernummers import zonder_burgernummer
from shared.vrijetekst.burgernummer import Schrift
from shared.web.verzoek.vormen import Kenmerk as Kenmerk
from shared.web.verzoek.vormen import op_de_kalender

Tekst = Annotated[
    str,
    StringConstraints(min_length=1, max_length=4000, strip_whitespace=True),
    zonder_burgernummer(Schrift.ZIN),
]
"""Free text about a person; always stored sealed, and without a citizen service number."""

Regel = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
"""One line: a name, an address, a number."""

Werkmail = Annotated[
    str,
    StringConstraints(
        pattern=r"^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,5}[A-Za-z]{2,24}$",
        max_length=200,
    ),
]
"""An e-mail address of work."""

Werktelefoon = Annotated[str, StringConstraints(pattern=r"^\+?\(?[0-9](?:[ ()-]{0,2}[0-9]){5,19}$")]
"""A telephone number of work: digits, with spaces, brackets or hyphens between them."""

Partijcode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")]
"""The code of a party in the covenant file, by its form."""

WEGGELATEN = "Hoeveel er niet in staan omdat uw functie die soort gegevens niet leest."
"""Description of the number that every list of data gives."""


def _lees_geboren(waarde: object) -> Geboortedatum:
    if isinstance(waarde, date | Deeldatum):
        return waarde
    try:
        gelezen = lees_geboortedatum(waarde if isinstance(waarde, str) else "")
    except ValueError:
        raise ValueError(
            "moet een datum zijn (jjjj-mm-dd), met 00 voor een onbekende dag of maand"
        ) from None
    return gelezen if isinstance(gelezen, Deeldatum) else cast(date, op_de_kalender(gelezen))


Geboren = Annotated[
    date | Deeldatum,
    PlainValidator(_lees_geboren),
    PlainSerializer(lambda geboren: geboren.isoformat(), return_type=str),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "format": "date"},
                {"type": "string", "pattern": DEEL_IN_JSON},
            ],
            "title": "Geboortedatum",
            "examples": ["2010-02-03", "2010-02-00", "2010-00-00"],
        }
    ),
]
"""A date of birth, of which the day or day and month may be unknown."""


class Invoermodel(BaseModel):
    """Base of every request body: camelCase names, unknown names refused, no value in errors."""

    model_config = ConfigDict(
        alias_generator=to_camel, extra="forbid", frozen=True, hide_input_in_errors=True
    )


class Uitvoermodel(BaseModel):
    """Base of every answer: camelCase names on the wire, field names in code."""

    model_config = ConfigDict(
        alias_generator=to_camel, validate_by_name=True, validate_by_alias=True, frozen=True
    )


class Versiekop(Uitvoermodel):
    """What every stored thing says besides its content."""

    versie: int
    aangemaakt_op: datetime
    gewijzigd_op: datetime
