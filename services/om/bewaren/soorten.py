"""The kinds of own record to which the Wjsg terms apply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from services.om.gegevens.bronnen import EIGEN
from shared.bestand.dossier.dossier import Dossiersoort

SOORTEN: Final[Mapping[str, Dossiersoort[Any, Any]]] = {
    een.soort.code: een.soort for een in EIGEN if een.wjsg_termijn
}
"""Justitiële gegevens by the law itself, strafvorderlijke through its article 39d."""


SOORT = "wjsg-termijn"
