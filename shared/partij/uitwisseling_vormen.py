"""What an official asks the exchange to do: shapes of the requests, before anything is composed.

Closed objects; JSON names are camelCase. What the covenant demands is not demanded here: an
order that misses a ground must reach the toetsing, so that the official reads every closed gate.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from shared.convenant.verzoek import Informatie, Kenmerken, Overleg
from shared.convenant.vorm import Partijcode, Stapnummer, Uuid, Vorm

MAX_ONDERDELEN = 200
MAX_MOTIVERING = 8000
MAX_REDEN = 2000

Code = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Motivering = Annotated[str, StringConstraints(min_length=1, max_length=MAX_MOTIVERING)]
Reden = Annotated[str, StringConstraints(min_length=1, max_length=MAX_REDEN)]


class Afwegingopdracht(Vorm):
    """The weighing by the official (covenant, considerations and 3.4), with its text in clear.

    The text goes into the encrypted content; the kop only carries a commitment to it.
    """

    noodzaak: bool | None = None
    proportionaliteit: bool | None = None
    subsidiariteit: bool | None = None
    zwaarwegend_algemeen_belang: bool | None = None
    motivering: Motivering | None = None


class Onderdeelopdracht(Vorm):
    """One own record of one person, by reference; content and kind of evidence come from the file.

    ``kenmerken`` are only what the official attests in person; what the record itself says cannot
    be said differently here.
    """

    persoon: Uuid
    gegevenssoort: Code
    gegeven: Uuid | None = None
    grondslag: Code | None = None
    kenmerken: Kenmerken | None = None
    informatie: Informatie | None = None


class Verzendopdracht(Vorm):
    """An order to send: a disclosure, or an addition to, correction or withdrawal of one."""

    soort: Literal["verstrekking", "aanvulling", "correctie", "intrekking"] = "verstrekking"
    ontvanger: Partijcode
    ontvangende_medewerker: Uuid | None = None
    groep: Uuid
    stap: Stapnummer | None = None
    doel: Code | None = None
    kanaal: Code = "koppelvlak"
    overleg: Overleg | None = None
    in_reactie_op: Uuid | None = None
    afweging: Afwegingopdracht | None = None
    onderdelen: Annotated[list[Onderdeelopdracht], Field(max_length=MAX_ONDERDELEN)]


class Informatieverzoekopdracht(Vorm):
    """An order to ask another party for what it knows within a group (covenant 4.1, step 2)."""

    groep: Uuid
    ontvanger: Partijcode
    ontvangende_medewerker: Uuid
    stap: Stapnummer | None = None
    reden: Reden
