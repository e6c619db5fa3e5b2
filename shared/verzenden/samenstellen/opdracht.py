"""What an official asks the exchange to do: shapes of the requests, before anything is composed.

What the covenant demands is not demanded here: an order that misses a ground must reach the
toetsing, so that the official reads every closed gate.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field, StringConstraints

from shared.convenant.bestand.inhoudsvorm import MAX_TEKST
from shared.convenant.kopvorm import MAX_ONDERDELEN
from shared.convenant.verzoek import Informatie, Kenmerken
from shared.convenant.vorm import Datum, Woordcode
from shared.partij.web.vormen import Invoermodel, Kenmerk, Partijcode

MAX_MOTIVERING = 8000

Code = Woordcode
"""A code of the covenant's vocabulary, by its form."""

Motivering = Annotated[str, StringConstraints(min_length=1, max_length=MAX_MOTIVERING)]
Vraag = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEKST)]
Bevestiging = Annotated[
    bool,
    Field(
        description="U heeft de tekst nagelezen: een woord dat de controle niet kent noemt niemand."
    ),
]


MAX_GENOEMD = 40
"""How many people one question names at most."""


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
        default=None, description="Waarom, zonder iemand te noemen; alleen de ontvanger leest dit."
    )


class Onderdeelbasis(Opdrachtmodel):
    """One own record of one person, by reference; content and kind of evidence come from the file.

    ``kenmerken`` are only what the official attests in person; what the file itself can know
    nobody attests here.
    """

    persoon: Kenmerk | None = Field(
        default=None, description="De persoon in het eigen bestand; of noem een deelnemer."
    )
    deelnemer: Kenmerk | None = Field(
        default=None, description="De autorisatie van een eigen medewerker, bij contactgegevens."
    )
    gegevenssoort: Code | None = Field(
        default=None, description="De soort uit het convenant; niet bij een intrekking."
    )
    gegeven: Kenmerk | None = Field(
        default=None, description="Het eigen gegeven; weglaten als een persoon er één van heeft."
    )
    kenmerken: Kenmerken | None = Field(
        default=None, description="Wat u zelf verklaart en het bestand niet kan weten."
    )
    informatie: Informatie | None = Field(
        default=None, description="Of de betrokkene is geïnformeerd, als het bestand dat niet weet."
    )
    vervangt: int | None = Field(
        default=None, ge=0, lt=MAX_ONDERDELEN,
        description="De plaats (vanaf 0) in het bericht waar dit op slaat.",
    )  # fmt: skip


class Onderdeelopdracht(Onderdeelbasis):
    """The same for one receiver, on a ground of its own."""

    grondslag: Code | None = Field(default=None, description="De grondslag uit het convenant.")
    gegevens: dict[str, Any] | None = Field(
        default=None,
        description="Alleen bij een correctie van een ontvangen gegeven: welk lid, en welke fout.",
    )


class Verzendopdracht(Opdrachtmodel):
    """An order to send: a disclosure, or an addition to, correction or withdrawal of one."""

    soort: Code | None = Field(
        default=None, description="De berichtsoort uit het convenant; leeg: een verstrekking."
    )
    ontvanger: Partijcode
    ontvangende_medewerker: Kenmerk | None = Field(
        default=None, description="De autorisatie van de medewerker die het krijgt."
    )
    groep: Kenmerk
    stap: int | None = Field(
        default=None, ge=1, le=7, description="De stap van de groep; leeg: de huidige stap."
    )
    doel: Code | None = Field(default=None, description="Het doel uit het convenant.")
    kanaal: Code | None = Field(
        default=None, description="Het kanaal uit het convenant; leeg: van systeem naar systeem."
    )
    in_reactie_op: Kenmerk | None = Field(
        default=None, description="Het bericht waar dit op antwoordt of op voortbouwt."
    )
    afweging: Afwegingopdracht | None = None
    bevestigd_zonder_personen: Bevestiging = False
    onderdelen: list[Onderdeelopdracht] = Field(
        default_factory=list,
        max_length=MAX_ONDERDELEN,
        description="Leeg bij een intrekking van het hele bericht.",
    )


class Mondelingopdracht(Verzendopdracht):
    """One message of what is said in one go; composed for an uiting, never typed.

    ``uiting``: what all messages about these words share. ``overleg``: where it is said.
    """

    uiting: Kenmerk
    overleg: Kenmerk | None = None


class Informatieverzoekopdracht(Opdrachtmodel):
    """An order to ask another party for what it knows within a group (covenant 4.1, step 2)."""

    groep: Kenmerk
    ontvanger: Partijcode
    ontvangende_medewerker: Kenmerk = Field(description="De autorisatie van wie u het vraagt.")
    stap: int | None = Field(default=None, ge=1, le=7)
    vraag: Vraag = Field(
        description="Wat u vraagt, zonder iemand te noemen; alleen de ontvanger leest het."
    )
    uiterlijk: Datum | None = Field(
        default=None, description="Wanneer u het antwoord nodig hebt (JJJJ-MM-DD)."
    )
    betrokkenen: list[Kenmerk] = Field(
        default_factory=list,
        max_length=MAX_GENOEMD,
        description="Over wie u het vraagt, onder pseudoniem; alleen wie de ander al kent.",
    )
    bevestigd_zonder_personen: Bevestiging = False
