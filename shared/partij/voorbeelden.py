"""Values for the examples in the API description, read from data: codes are the covenant's."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

_WAARDEN: Final[dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("voorbeelden.toml").read_text(encoding="utf-8")
)

AFZENDER: Final = _WAARDEN["afzender"]
ONTVANGER: Final = _WAARDEN["ontvanger"]
GRONDSLAG: Final = _WAARDEN["grondslag"]
CONVENANT: Final = _WAARDEN["convenant"]
WET: Final = _WAARDEN["wet"]
INTERPRETATIE: Final = _WAARDEN["interpretatie"]
SOORT: Final = _WAARDEN["soort"]
VERZOEKSOORT: Final = _WAARDEN["verzoeksoort"]
GEGEVENSSOORT: Final = _WAARDEN["gegevenssoort"]
KANAAL: Final = _WAARDEN["kanaal"]
MONDELING: Final = _WAARDEN["mondeling"]
DOEL: Final = _WAARDEN["doel"]
OVERLEGSOORT: Final = _WAARDEN["overlegsoort"]
