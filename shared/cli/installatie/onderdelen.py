"""What can be installed: the gateway, each party to the covenant, and the gateway's parties' file.

Who the parties are, the covenant file says.
"""

from __future__ import annotations

from collections.abc import Sequence

from shared.cli.installatie.voorbeeld import Voorbeeld, maak_voorbeeld
from shared.convenant.regels.laden import standaard_convenant
from shared.web.instellingen.instellingen import Instellingen
from shared.web.instellingen.onderdeelsoort import GATEWAYCODE, soort_van
from shared.web.instellingen.partijenbestand import Partijenbestand

PARTIJENBESTAND = "partijen"

_AANHEF = """\
De instellingen van {wie}. Vul in wat hieronder klaarstaat; een instelling achter een hekje
(#naam =) staat op haar gewone waarde. Een pad geldt vanaf dit bestand.
Nakijken: driehoek configuratie controleer BESTAND
"""
_AANHEF_PARTIJEN = """\
Wie de partijen zijn, voor de gateway. Noem dit bestand in haar instellingen ([register] partijen).
Een pad geldt vanaf dit bestand.
"""


def partijcodes() -> list[str]:
    """The parties to the covenant."""
    return sorted(standaard_convenant().partijen)


def keuzes() -> list[str]:
    """Everything there is an example of."""
    return [GATEWAYCODE, PARTIJENBESTAND, *partijcodes()]


def voorbeeld_van(onderdeel: str) -> Voorbeeld:
    """The example configuration of one of `keuzes()`."""
    if onderdeel == PARTIJENBESTAND:
        return maak_voorbeeld(Partijenbestand, _AANHEF_PARTIJEN, anderen=partijcodes())
    anderen: Sequence[str] = [code for code in partijcodes() if code != onderdeel]
    wie = "de gateway" if onderdeel == GATEWAYCODE else onderdeel
    return maak_voorbeeld(
        Instellingen,
        _AANHEF.format(wie=wie),
        anderen=anderen,
        vreemd=soort_van(onderdeel).vreemd,
        vast={"onderdeel": onderdeel},
    )


def voorbeeldpad(onderdeel: str, plaats: str) -> str:
    """The file the example configuration names at this place."""
    lid = voorbeeld_van(onderdeel).lid(plaats)
    assert lid is not None  # noqa: S101 - a name in this program, not a user's
    return str(lid.waarde)
