"""The rows about requests of people whose data are processed (covenant 11 and 12.1)."""

from typing import Annotated, Literal

from pydantic import Field

from shared.convenant.bestand.typen import Bronverwijzing, Code, Tekst, Teksten, TekstenVol
from shared.convenant.vorm import Rij, Vorm, Woordcode


class Rechtsklok(Bronverwijzing):
    """Within what time a request under this law is answered, or the part of it that is about
    receivers. ``verlenging``: how much longer, when that was told within the first term;
    ``verlenging_meer_eenheden``: the same, where more than one unit holds his data."""

    regime: Tekst
    rechten: TekstenVol
    deel: Literal["antwoord", "ontvangers"] = "antwoord"
    termijn: Tekst
    verlenging: Tekst | None = None
    verlenging_meer_eenheden: Tekst | None = None


class Identiteitsregels(Vorm):
    """How it is established who asks, and who asks for somebody else (J5).

    ``zelf_vanaf``: the age from which somebody asks himself; in ``streng`` a request of somebody
    younger waits for his representative, elsewhere it does not. ``van_kind``: who represents only
    somebody younger.
    """

    wijzen: dict[Woordcode, Tekst]
    vertegenwoordigers: dict[Woordcode, Tekst]
    zelf_vanaf: Annotated[int, Field(ge=1)]
    streng: Teksten = ()
    van_kind: Teksten = ()


class Weigergrond(Bronverwijzing):
    """On what a party refuses under its law, as far as that is needed (11.5 to 11.7; J11).

    ``rechten``: only where this was asked.
    """

    titel: Tekst
    regime: Tekst
    rechten: Teksten = ()


class Vervolgregels(Bronverwijzing):
    """What follows on a complaint or a claim, in order. ``nodig``: done before it is answered."""

    stappen: dict[Woordcode, Tekst]
    nodig: Teksten


class Betrokkenenrechten(Bronverwijzing):
    """What somebody may ask, how it is established that it is he, when and how he is answered.

    ``toewijzing`` and ``hele_afwijzing``: the outcomes that grant all, and nothing. ``gevolgen``:
    what is carried out where a right is granted; ``uitkomsten``: how he reads one; ``vervolg``:
    what follows on some. A party that gave data objects to being named within
    ``bezwaar_binnen_werkdagen`` (J10).
    """

    toewijzing: Tekst
    hele_afwijzing: Tekst
    klachtroutes: TekstenVol
    bezwaar_binnen_werkdagen: Annotated[int, Field(ge=1)]
    gevolgen: dict[Woordcode, Literal["afschrift", "verbeteren", "vernietigen", "beperken"]]
    uitkomsten: dict[Woordcode, Tekst]
    vervolg: dict[Woordcode, Vervolgregels]
    gronden: dict[Code, Weigergrond]

    soorten: dict[Woordcode, Tekst]
    identiteit: Identiteitsregels
    klokken: Annotated[tuple[Rechtsklok, ...], Rij]
