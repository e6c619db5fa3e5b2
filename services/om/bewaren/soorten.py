"""The kinds of own record to which the Wjsg terms apply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from services.om.gegevens.justitieel import JUSTITIEEL
from services.om.gegevens.recente_vervolging import RECENTE_VERVOLGING
from services.om.gegevens.strafvorderlijk import STRAFVORDERLIJK
from shared.bestand.dossier.dossier import Dossiersoort

SOORTEN: Final[Mapping[str, Dossiersoort[Any, Any]]] = {
    soort.code: soort for soort in (STRAFVORDERLIJK, JUSTITIEEL, RECENTE_VERVOLGING)
}
"""Justitiële gegevens by the law itself, strafvorderlijke through its article 39d."""


SOORT = "wjsg-termijn"
