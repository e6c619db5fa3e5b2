"""The rows about giving something to a derde (covenant 7.1 and 7.3)."""

from typing import Annotated

from pydantic import Field

from shared.convenant.bestand.typen import Bronverwijzing, Tekst
from shared.convenant.vorm import Vorm, Woordcode


class Bekendmaking(Bronverwijzing):
    """On what something goes to a derde. ``gelijke_voorwaarden``: only where the derde keeps it as
    secret and as secure as the covenant does, and it is recorded how. ``ontvanger``: whether who
    got it is a recipient; an authority in a particular inquiry is not (1.18), and is recorded."""

    titel: Tekst
    gelijke_voorwaarden: bool = False
    ontvanger: bool = True


class Bekendmakingen(Vorm):
    """The closed list of grounds."""

    soorten: Annotated[dict[Woordcode, Bekendmaking], Field(min_length=1)]
