"""What an answer says while the work it began goes on (202). Pure."""

from __future__ import annotations

from typing import Final

from shared.web.langwerk.begrippen import HERHAAL_SECONDEN
from shared.web.langwerk.liever import TOEGEPAST

ONDERWEG: Final = {202: "Het werk gaat door; in `Location` staat hoe ver het is."}
LANG_WERK: Final = {
    "Location": "Bij een 202: waar u ziet hoe ver het is.",
    "Retry-After": "Bij een 202: na hoeveel seconden het loont om daar te kijken.",
    "Preference-Applied": "Bij een 202: dat u niet wilde wachten.",
}


def onderweg_koppen(adres: str, kenmerk: str) -> dict[str, str]:
    """The headers of such an answer. ``adres``: of the API, as outsiders write it."""
    return {
        "Location": f"{adres}/werkzaamheden/{kenmerk}",
        "Retry-After": str(HERHAAL_SECONDEN),
        "Preference-Applied": TOEGEPAST,
    }
