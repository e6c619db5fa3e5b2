"""Values as TOML writes them."""

from __future__ import annotations

import json
from datetime import date

from shared.cli.installatie.velden import Waarde


def als_toml(waarde: Waarde) -> str:
    """One value. Text, numbers and truth values are the same in JSON and in TOML."""
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, list | tuple):
        return f"[{', '.join(als_toml(een) for een in waarde)}]"
    if isinstance(waarde, dict):
        leden = ", ".join(f"{naam} = {als_toml(een)}" for naam, een in waarde.items())
        return f"{{ {leden} }}" if leden else "{}"
    return json.dumps(waarde, ensure_ascii=False)
