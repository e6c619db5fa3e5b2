"""Sets a document as PDF/UA with the template of this package; only fonts of the engine itself.

``typst`` is loaded when a document is made and not before: most processes never make one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

SJABLOON: Final = "document.typ"
NORM: Final = "ua-1"


def druk_af(gegevens: Mapping[str, Any], nu: datetime) -> bytes:
    """The PDF. What ``opstellen.stel_op`` gives goes in as data, so no text can act as markup."""
    import typst

    return typst.compile(
        _sjabloon(),
        sys_inputs={"gegevens": json.dumps(gegevens, ensure_ascii=False)},
        pdf_standards=NORM,
        ignore_system_fonts=True,
        timestamp=int(nu.timestamp()),
    )


@cache
def _sjabloon() -> bytes:
    return files(__package__).joinpath(SJABLOON).read_bytes()
