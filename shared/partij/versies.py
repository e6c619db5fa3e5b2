"""Optimistic concurrency on the wire: ETag and If-Match (RFC 9110, 8.8.3 and 13.1.1).

A correction names the version it was based on. Without it two people could overwrite each other
unseen; so a missing If-Match is refused (428) and one that does not match too (412).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from shared.partij.fouten import VersieOntbreekt

_ETAG = re.compile(r'(W/)?"([\x21\x23-\x7e]*)"')


def etag(versie: int) -> str:
    """The strong entity tag of a version."""
    return f'"{versie}"'


def versie_eis(if_match: str | None) -> Callable[[int], bool]:
    """Whether a current version is one the caller read; raises ``VersieOntbreekt`` without one.

    ``*`` names no version and is therefore the same as nothing. Weak tags never match.
    """
    if if_match is None or if_match.strip() in ("", "*"):
        raise VersieOntbreekt(
            "Noem in de kop If-Match de ETag van de versie die u wilt wijzigen; u vindt die in het "
            "antwoord waarmee u het gegeven las."
        )
    genoemd = {tag for zwak, tag in _ETAG.findall(if_match) if not zwak}
    return lambda versie: str(versie) in genoemd
