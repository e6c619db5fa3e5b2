"""What an official asks the exchange to do: shapes of the requests, before anything is composed.

What the covenant demands is not demanded here: an order that misses a ground must reach the
toetsing, so that the official reads every closed gate.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints

from shared.convenant.verzoek import Informatie, Kenmerken, Overleg
from shared.partij.modelbasis import Invoermodel, Kenmerk

MAX_ONDERDELEN = 200
MAX_MOTIVERING = 8000

Code = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Partijcode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")]
Motivering = Annotated[str, StringConstraints(min_length=1, max_length=MAX_MOTIVERING)]


class Opdrachtmodel(Invoermodel):
    """Strict: a number is no text and a text no yes."""

    model_config = ConfigDict(strict=True)


class Afwegingopdracht(Opdrachtmodel):
    """The weighing by the official (covenant, considerations and 3.4), with its text in clear.

    The text goes into the encrypted content; the kop only carries a commitment to it.
    """

    noodzaak: bool | None = Field(default=None, description="De verstrekking is noodzakelijk.")
    proportionaliteit: bool | None = Field(default=None, description="Zij is evenredig.")
    subsidiariteit: bool | None = Field(default=None, description="Het kan niet met minder.")
    zwaarwegend_algemeen_belang: bool | None = Field(
        default=None, description="Een zwaarwegend algemeen belang vraagt erom."
    )
    motivering: Motivering | None = Field(
        default=None, description="Waarom; alleen de ontvanger kan dit lezen."
    )


class Onderdeelopdracht(Opdrachtmodel):
    """One own record of one person, by reference; content and kind of evidence come from the file.

    ``kenmerken`` are only what the official attests in person; what the record itself says cannot
    be said differently here.
    """

    persoon: Kenmerk = Field(description="De persoon in het eigen bestand.")
    gegevenssoort: Code = Field(description="De soort uit het convenant.")
    gegeven: Kenmerk | None = Field(
        default=None, description="Het eigen gegeven; weglaten als een persoon er één van heeft."
    )
    grondslag: Code | None = Field(default=None, description="De grondslag uit het convenant.")
    kenmerken: Kenmerken | None = Field(
        default=None, description="Wat u zelf verklaart; het bestand gaat altijd voor."
    )
    informatie: Informatie | None = Field(
        default=None, description="Of de betrokkene is geïnformeerd, als het bestand dat niet weet."
    )
    gegevens: dict[str, Any] | None = Field(
        default=None,
        description="Alleen bij een correctie van een ontvangen gegeven: hoe het volgens u moet.",
    )


class Verzendopdracht(Opdrachtmodel):
    """An order to send: a disclosure, or an addition to, correction or withdrawal of one."""

    soort: Literal["verstrekking", "aanvulling", "correctie", "intrekking"] = "verstrekking"
    ontvanger: Partijcode
    ontvangende_medewerker: Kenmerk | None = Field(
        default=None, description="De autorisatie van de medewerker die het krijgt."
    )
    groep: Kenmerk
    stap: int | None = Field(
        default=None, ge=1, le=7, description="De stap van de groep; leeg: de huidige stap."
    )
    doel: Code | None = Field(default=None, description="Het doel uit het convenant.")
    kanaal: Code = Field(default="koppelvlak", description="koppelvlak, overleg of telefoon.")
    overleg: Overleg | None = None
    in_reactie_op: Kenmerk | None = Field(
        default=None, description="Het bericht waar dit op antwoordt of op voortbouwt."
    )
    afweging: Afwegingopdracht | None = None
    onderdelen: list[Onderdeelopdracht] = Field(
        default_factory=list, max_length=MAX_ONDERDELEN, description="Leeg bij een intrekking."
    )


class Informatieverzoekopdracht(Opdrachtmodel):
    """An order to ask another party for what it knows within a group (covenant 4.1, step 2)."""

    groep: Kenmerk
    ontvanger: Partijcode
    ontvangende_medewerker: Kenmerk = Field(description="De autorisatie van wie u het vraagt.")
    stap: int | None = Field(default=None, ge=1, le=7)
    reden: Motivering = Field(description="Waarom u dit vraagt; alleen de ontvanger leest het.")
