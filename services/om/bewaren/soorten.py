"""The kinds of own record to which the Wjsg terms apply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from services.om.justitieel import JUSTITIEEL
from services.om.recente_vervolging import RECENTE_VERVOLGING
from services.om.strafvorderlijk import STRAFVORDERLIJK
from shared.bestand.dossier.dossier import Dossiersoort

SOORTEN: Final[Mapping[str, Dossiersoort[Any, Any]]] = {
    soort.code: soort for soort in (STRAFVORDERLIJK, JUSTITIEEL, RECENTE_VERVOLGING)
}
"""Justitiële gegevens by the law itself, strafvorderlijke through its article 39d."""
