"""An answer that is the same text each time it is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response


def als_json(document: Mapping[str, Any], status: int) -> Response:
    """Sorted, so that the same answer is the same text, made from a decision or from its leaf."""
    tekst = json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Response(tekst.encode(), status, media_type="application/json")
