"""What articles a text names, so that an auditor can search for one of them.

Pure. The covenant file writes sources the way lawyers do: several in one text, shortened. The
register keeps each article that is named, next to the text itself. Knows the way of writing, no
article and no law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMMER = re.compile(r"\d+(?:\.\d+)*")
_OPSOMMING = re.compile(r"art\.\s*(\d+[a-z]*(?:(?:,\s*|\s+en\s+)\d+[a-z]*(?!°))*)")
_LID = re.compile(r"\d+[a-z]*")
_WET = re.compile(r"(?<!\S)[A-Z]\w*$")
_RUIMTE = re.compile(r"\s+")


def genormaliseerd(tekst: str) -> str:
    """One spelling for comparing: single spaces, case ignored."""
    return _RUIMTE.sub(" ", tekst).strip().casefold()


def convenantartikelen(tekst: str) -> Iterator[str]:
    """Each covenant article in a text such as `6.2, 6.3 en 6.4`; a text without any as it is."""
    nummers = _NUMMER.findall(tekst)
    yield from nummers or [tekst]


def wetsartikelen(tekst: str) -> Iterator[str]:
    """Each article with its law, in the form `art. <number> <law>`.

    Laws are divided by `;` or `jo.`; a part without a law takes that of the part after it.
    """
    for groep in tekst.split(";"):
        wet: str | None = None
        gevonden: list[str] = []
        for deel in reversed(groep.split(" jo. ")):
            genoemd = _WET.search(deel.strip())
            wet = genoemd.group() if genoemd is not None else wet
            gevonden += [
                f"art. {nummer} {wet}" if wet else f"art. {nummer}"
                for opsomming in reversed(_OPSOMMING.findall(deel))
                for nummer in reversed(_LID.findall(opsomming))
            ]
        yield from reversed(gevonden)
