"""The rows about requests of people whose data are processed (covenant 11 and 12.1)."""

from typing import Annotated, Literal

from pydantic import Field

from shared.convenant.bestand.typen import Bronverwijzing, Code, Tekst, Teksten, TekstenVol
from shared.convenant.vorm import Rij, Vorm, Woordcode


class Rechtsklok(Bronverwijzing):
    """Within what time a request under this law is answered, or the part of it that is about
    receivers. ``verlenging``: how much longer, when that was told within the first term."""

    regime: Tekst
    rechten: TekstenVol
    deel: Literal["antwoord", "ontvangers"] = "antwoord"
    termijn: Tekst
    verlenging: Tekst | None = None


class Identiteitsregels(Vorm):
    """How it is established who asks, and who asks for somebody else (J5).

    ``zelf_vanaf``: the age from which somebody asks himself; in ``streng`` a request of somebody
    younger waits for his representative, elsewhere it does not.
    """

    wijzen: dict[Woordcode, Tekst]
    vertegenwoordigers: dict[Woordcode, Tekst]
    zelf_vanaf: Annotated[int, Field(ge=1)]
    streng: Teksten = ()


class Weigergrond(Bronverwijzing):
    """On what a party refuses under its law, as far as that is needed (11.5 to 11.7; J11).

    ``rechten``: only where this was asked.
    """

    titel: Tekst
    regime: Tekst
    rechten: Teksten = ()


class Betrokkenenrechten(Bronverwijzing):
    """What somebody may ask, how it is established that it is he, when and how he is answered.

    ``toewijzing`` and ``hele_afwijzing``: the outcomes that grant all, and nothing.
    """

    toewijzing: Tekst
    hele_afwijzing: Tekst
    klachtroutes: TekstenVol
    gronden: dict[Code, Weigergrond]

    soorten: dict[Woordcode, Tekst]
    identiteit: Identiteitsregels
    klokken: Annotated[tuple[Rechtsklok, ...], Rij]
