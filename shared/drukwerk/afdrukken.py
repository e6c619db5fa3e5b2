"""Sets a document as PDF/UA from a template and data; only fonts of the engine itself.

``typst`` is loaded when a document is made and not before: most processes never make one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

NORM: Final = "ua-1"


def druk_af(sjabloon: bytes, gegevens: Mapping[str, Any], nu: datetime) -> bytes:
    """The PDF. `gegevens` go in as JSON text, so no text in them can act as markup."""
    import typst

    return typst.compile(
        sjabloon,
        sys_inputs={"gegevens": json.dumps(gegevens, ensure_ascii=False)},
        pdf_standards=NORM,
        ignore_system_fonts=True,
        timestamp=int(nu.timestamp()),
    )
