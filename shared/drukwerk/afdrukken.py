"""Sets a document as PDF/UA from a template and data; only fonts of the engine itself.

``typst`` is loaded when a document is made and not before: most processes never make one. A sign
its fonts do not have is named in the text (`tekens.py`): the document is made, whatever is in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from shared.drukwerk.tekens import met_namen, vreemde_tekens

NORM: Final = "ua-1"
LETTER: Final = "Libertinus Serif"
_PROEF: Final = (
    f'#set document(title: "p")\n#set text(lang: "nl", font: "{LETTER}")\n#sys.inputs.gegevens'
).encode()


def druk_af(sjabloon: bytes, gegevens: Mapping[str, Any], nu: datetime) -> bytes:
    """The PDF. `gegevens` go in as JSON text, so no text in them can act as markup."""
    import typst

    vreemd = vreemde_tekens(gegevens)
    leesbaar = met_namen(gegevens, _zonder_letter(sorted(vreemd)))
    try:
        return _zet(sjabloon, json.dumps(leesbaar, ensure_ascii=False), nu)
    except typst.TypstError:
        if not vreemd:
            raise
        # Signs that can be drawn apart and not together: then each by its name.
        return _zet(sjabloon, json.dumps(met_namen(gegevens, vreemd), ensure_ascii=False), nu)


def _zonder_letter(tekens: Sequence[str]) -> frozenset[str]:
    """Which of these no font of the engine has: the engine is asked, in halves."""
    if not tekens or _is_te_drukken(" ".join(tekens)):
        return frozenset()
    if len(tekens) == 1:
        return frozenset(tekens)
    midden = len(tekens) // 2
    return _zonder_letter(tekens[:midden]) | _zonder_letter(tekens[midden:])


def _is_te_drukken(tekst: str) -> bool:
    import typst

    try:
        _zet(_PROEF, tekst, None)
    except typst.TypstError:
        return False
    return True


def _zet(sjabloon: bytes, gegevens: str, nu: datetime | None) -> bytes:
    import typst

    return typst.compile(
        sjabloon,
        sys_inputs={"gegevens": gegevens},
        pdf_standards=NORM,
        ignore_system_fonts=True,
        timestamp=None if nu is None else int(nu.timestamp()),
    )
