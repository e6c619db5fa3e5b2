"""What the same order is: the same official, key, place and content.

An order can hold who somebody is, and what is kept of it may not tell: the key is kept as a digest,
and the content under that key, so that nobody finds it again by guessing names.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import Final

from pydantic import BaseModel

from shared.bericht.jsonvorm import jcs
from shared.partij.web.herhaling import Opdracht

BEWAARD: Final = timedelta(days=7)
"""How long a repeat is recognised: longer than anybody keeps a form open, or a system retries."""


def eenmalig(door: str, sleutel: str | None, waar: str, invoer: BaseModel) -> Opdracht | None:
    """The order as it came, for ``waar``; without a key every order is a new one."""
    if sleutel is None:
        return None
    inhoud = jcs({"waar": waar, "invoer": invoer.model_dump(mode="json", exclude_unset=True)})
    geheim = sleutel.encode()
    return Opdracht(
        door,
        hashlib.sha256(geheim).hexdigest(),
        hmac.new(geheim, inhoud, hashlib.sha256).hexdigest(),
    )
