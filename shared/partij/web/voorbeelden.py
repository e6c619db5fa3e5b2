"""Values for the examples in the API description, read from data: codes are the covenant's.

Who gives to whom and on what ground differs per party. Those values are places to be filled in
(`AFZENDER` to `GEVER_REGIME`): `eigen_voorbeelden` fills them in from the party's own rows, when
its description is made.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from shared.convenant.begrippen import Grondslagregel
from shared.convenant.regels.laden import Convenantregels

_WAARDEN: Final[dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("voorbeelden.toml").read_text(encoding="utf-8")
)

SOORT: Final = _WAARDEN["soort"]
VERZOEKSOORT: Final = _WAARDEN["verzoeksoort"]
INTREKKINGSSOORT: Final = _WAARDEN["intrekkingssoort"]
GEGEVENSSOORT: Final = _WAARDEN["gegevenssoort"]
KANAAL: Final = _WAARDEN["kanaal"]
MONDELING: Final = _WAARDEN["mondeling"]
DOEL: Final = _WAARDEN["doel"]
OVERLEGSOORT: Final = _WAARDEN["overlegsoort"]

AFZENDER: Final = "<afzender>"
"""The party whose description it is."""
ONTVANGER: Final = "<ontvanger>"
"""A party it may give to, on `GRONDSLAG`."""
GRONDSLAG: Final = "<grondslag>"
CONVENANT: Final = "<convenant>"
WET: Final = "<wet>"
INTERPRETATIE: Final = "<interpretatie>"
GEVER: Final = "<gever>"
"""A party that may give to it, under `GEVER_REGIME` and on `GEVER_GRONDSLAG`."""
GEVER_GRONDSLAG: Final = "<gevergrondslag>"
GEVER_CONVENANT: Final = "<geverconvenant>"
GEVER_REGIME: Final = "<geverregime>"


class GeenVoorbeeld(Exception):
    """The covenant has no row for the kind of data of the examples, to or from this party."""


def eigen_voorbeelden(partij: str, regels: Convenantregels) -> Callable[[Any], Any]:
    """What makes an example of a party's own: every place in it filled in, keys too.

    Raises ``GeenVoorbeeld`` where the party can give this kind to nobody, or get it of nobody.
    """
    ontvanger, grond = _eerste(regels, van=partij)
    gever, kreeg = _eerste(regels, naar=partij)
    waarden: dict[str, str | None] = {
        AFZENDER: partij,
        ONTVANGER: ontvanger,
        GRONDSLAG: grond.code,
        CONVENANT: grond.convenant,
        WET: grond.wet,
        INTERPRETATIE: grond.interpretatie,
        GEVER: gever,
        GEVER_GRONDSLAG: kreeg.code,
        GEVER_CONVENANT: kreeg.convenant,
        GEVER_REGIME: regels.partijen[gever].regime,
    }
    return lambda voorbeeld: _ingevuld(voorbeeld, waarden)


def _eerste(
    regels: Convenantregels, *, van: str | None = None, naar: str | None = None
) -> tuple[str, Grondslagregel]:
    """The other party of the first row without further conditions, and that row."""
    for (gever, ontvanger, soort), gronden in regels.grondslagregels.items():
        if soort != GEGEVENSSOORT or (van not in (None, gever)) or (naar not in (None, ontvanger)):
            continue
        for grond in gronden.values():
            if not grond.eisen:
                return (ontvanger if van is not None else gever), grond
    raise GeenVoorbeeld(f"{van or '*'} geeft {naar or '*'} geen {GEGEVENSSOORT}")


def _ingevuld(deel: Any, waarden: Mapping[str, str | None]) -> Any:  # noqa: ANN401 - elk JSON-deel
    if isinstance(deel, list):
        return [_ingevuld(een, waarden) for een in deel]
    if isinstance(deel, dict):
        return {waarden.get(naam, naam): _ingevuld(een, waarden) for naam, een in deel.items()}
    return waarden.get(deel, deel) if isinstance(deel, str) else deel


VOORBEELD_ID = "0193aaaa-0000-7000-8000-0000000000a1"


VOORBEELD_OUDER = "0193aaaa-0000-7000-8000-0000000000a2"


VOORBEELD_MEDEWERKER = "0193aaaa-0000-7000-8000-000000000011"


VOORBEELD_TIJD = "2026-11-23T12:00:00Z"


VOORBEELD_MOMENT = datetime.fromisoformat(VOORBEELD_TIJD)


VOORBEELD_BERICHT = "0193aaaa-0000-7000-8000-000000000900"
VOORBEELD_ONTVANGEN = "2026-11-23T12:00:01Z"
"""When that message came in."""
