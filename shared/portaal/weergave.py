"""Pages: templates, and how a moment, a day and a number are said in Dutch."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jinja2

_HIER = Path(__file__).parent
STATISCH = _HIER / "statisch"
SJABLONEN = _HIER / "sjablonen"
_ZONE = ZoneInfo("Europe/Amsterdam")
_MEESTE_CIJFERS = 15
MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_GETYPT_OM = re.compile(r"^(\d{1,2}-\d{1,2}-\d{4}) +(\d{1,2})[.:](\d{2})$")
_KENMERK = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_GETYPT = re.compile(r"^(\d{1,2})-(\d{1,2})-(\d{4})$")
_DUUR = re.compile(r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$")
_DUURWOORDEN = (("jaar", "jaar"), ("maand", "maanden"), ("dag", "dagen"))


def als_moment(tekst: str) -> datetime:
    """A moment as an API writes it, on the clock of the Netherlands."""
    return datetime.fromisoformat(tekst.replace("Z", "+00:00")).astimezone(_ZONE)


def dag(waarde: str | date | None) -> str:
    """`28 november 2026`."""
    if not waarde:
        return ""
    if isinstance(waarde, str):
        waarde = als_moment(waarde).date() if "T" in waarde else date.fromisoformat(waarde)
    return f"{waarde.day} {MAANDEN[waarde.month - 1]} {waarde.year}"


def lees_dag(tekst: str) -> date | None:
    """A day as people type it: `31-12-2026`."""
    gevonden = _GETYPT.match(tekst.strip())
    if gevonden is None:
        return None
    try:
        return date(int(gevonden[3]), int(gevonden[2]), int(gevonden[1]))
    except ValueError:
        return None


def lees_moment(tekst: str) -> str | None:
    """A moment as people type it, `31-12-2026 14.30`, as an API reads it."""
    gevonden = _GETYPT_OM.match(tekst.strip())
    dag_ = lees_dag(gevonden[1]) if gevonden else None
    if gevonden is None or dag_ is None:
        return None
    uur, minuut = int(gevonden[2]), int(gevonden[3])
    if uur > 23 or minuut > 59:
        return None
    hier = datetime(dag_.year, dag_.month, dag_.day, uur, minuut, tzinfo=_ZONE)
    return hier.astimezone(UTC).isoformat().replace("+00:00", "Z")


def lees_getal(tekst: str) -> int | None:
    """A whole number of a field; None when it is none, or no number that anything here has."""
    return int(tekst) if tekst.isdecimal() and len(tekst) <= _MEESTE_CIJFERS else None


def getypt_moment(waarde: str) -> str:
    """The other way round, to stand in a field."""
    hier = als_moment(waarde)
    return f"{hier.day}-{hier.month}-{hier.year} {hier:%H.%M}"


def nl_dag(waarde: str) -> str:
    """A day as people type it."""
    een = date.fromisoformat(waarde)
    return f"{een.day:02}-{een.month:02}-{een.year}"


def weekdag(waarde: str) -> str:
    """`zaterdag 28 november 2026`."""
    moment = als_moment(waarde)
    return f"{_DAGEN[moment.weekday()]} {dag(moment.date())}"


def tijd(waarde: str) -> str:
    """`14.02 uur`."""
    return f"{als_moment(waarde):%H.%M} uur"


def moment(waarde: str | None) -> str:
    """`28 november 2026, 14.02 uur`."""
    return "" if not waarde else f"{dag(waarde)}, {tijd(waarde)}"


def over(waarde: str | None, vandaag: date) -> str:
    """How far a day is: `te laat`, `vandaag`, `morgen`, `over 7 dagen`."""
    if not waarde:
        return "geen vaste dag"
    verschil = (date.fromisoformat(waarde[:10]) - vandaag).days
    if verschil < 0:
        return f"{-verschil} {'dag' if verschil == -1 else 'dagen'} te laat"
    return {0: "vandaag", 1: "morgen"}.get(verschil, f"over {verschil} dagen")


def duur(termijn: str | None) -> str:
    """A term as an API writes it: `P6M` is `6 maanden`."""
    gevonden = _DUUR.match(termijn or "")
    if gevonden is None:
        return "geen vaste termijn"
    aantallen = zip(gevonden.groups(default="0"), _DUURWOORDEN, strict=True)
    delen = [telwoord(int(een), *woorden) for een, woorden in aantallen if int(een)]
    return opsomming(delen) or "meteen"


def vandaag_hier(nu: datetime) -> date:
    """Which day it is in the Netherlands."""
    return nu.astimezone(_ZONE).date()


def hoofdletter(tekst: str) -> str:
    """A sentence begins with a capital."""
    return tekst[:1].upper() + tekst[1:]


def schuilnummer(kenmerk: str) -> str:
    """`a20e…41b8`: enough to tell two people apart, for nobody else."""
    kaal = kenmerk.replace("-", "")
    return f"{kaal[:4]}…{kaal[-4:]}"


def met_schuilnummers(tekst: str) -> str:
    """A sentence of the log in which references stand, each as a short number."""
    return _KENMERK.sub(lambda gevonden: schuilnummer(gevonden[0]), tekst)


def opsomming(delen: list[str], voegwoord: str = "en") -> str:
    """`a, b en c`."""
    if len(delen) < 2:
        return "".join(delen)
    return f"{', '.join(delen[:-1])} {voegwoord} {delen[-1]}"


def telwoord(aantal: int, enkel: str, meer: str) -> str:
    """`1 dag`, `2 dagen`."""
    return f"{aantal} {enkel if aantal == 1 else meer}"


def maak_sjablonen(*mappen: Path) -> jinja2.Environment:
    """The templates; a name that does not exist is a fault, and all text is escaped."""
    omgeving = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(een) for een in (*mappen, SJABLONEN)]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    omgeving.filters |= {
        een.__name__: een
        for een in (dag, weekdag, tijd, moment, over, duur, hoofdletter, schuilnummer, opsomming)
    }
    omgeving.globals |= {"telwoord": telwoord}
    return omgeving


def toon(omgeving: jinja2.Environment, sjabloon: str, waarden: Mapping[str, Any]) -> str:
    """One page as text."""
    return omgeving.get_template(sjabloon).render(waarden)


@cache
def vingerafdruk(pad: Path) -> str:
    """In the address of a file, so that a new one is fetched anew."""
    return hashlib.sha256(pad.read_bytes()).hexdigest()[:12]
