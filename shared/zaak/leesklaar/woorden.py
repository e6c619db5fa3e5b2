"""How what a betrokkene gets of his data is said: titles, names of fields, codes in words. Pure.

The words are in ``woorden.toml``. What is there for a computer only (an id, a hash, a flag that
says nothing) has no words: then it is in the file that goes along, and not on paper.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from shared.convenant.begrippen import Convenantregels
from shared.convenant.regels.woordenboek import woordenboek_van
from shared.leesbaar.tijd import datum_tekst, lokaal

_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})?)?")
_KENMERK: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}")
_CODE: Final = re.compile(r"[a-z]+(_[a-z]+)+")
_DAG_ALLEEN: Final = len("2026-11-23")
_WAAROVER: Final = "Inhoud"
"""What the thing is called that a row is about: the list he stands on, the report he is in."""
_VERANDERD: Final = ("gewijzigdOp",)
_GEMAAKT: Final = ("gemaaktOp", "aangemaaktOp", "vastgelegdOp")
_HOOFDLETTER: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_")


@cache
def woorden() -> Mapping[str, Any]:
    """Everything in the file with words."""
    bron = Path(__file__).with_name("woorden.toml").read_text(encoding="utf-8")
    gelezen: Mapping[str, Any] = tomllib.loads(bron)
    return gelezen


def veldnaam(veld: str, tabel: str = "") -> str:
    """How a field is called; of a table, where it has a name of its own there."""
    velden: Mapping[str, str] = woorden()["velden"]
    eigen = velden.get(f"{tabel}.{veld}", velden.get(veld))
    return hoofdletter(_HOOFDLETTER.sub(" ", veld).lower()) if eigen is None else eigen


def hoofdletter(tekst: str) -> str:
    """The text with a capital, for the begin of a line."""
    return tekst[:1].upper() + tekst[1:]


def is_moment(tekst: str) -> bool:
    """Whether it is a day or a moment that exists."""
    if _MOMENT.fullmatch(tekst) is None:
        return False
    try:
        datetime.fromisoformat(tekst)
    except ValueError:
        return False
    return True


def op_welke_dag(moment: str) -> date:
    """A day, or the day of a moment on the clock of the Netherlands."""
    if len(moment) == _DAG_ALLEEN:
        return date.fromisoformat(moment)
    return lokaal(datetime.fromisoformat(moment)).date()


def dag(moment: str) -> str:
    """The same as people write it."""
    return datum_tekst(op_welke_dag(moment))


def in_het_woordenboek(regels: Convenantregels, lijst: str, code: object) -> str:
    """A code of the covenant by what it is called, with its law; the code where nobody knows it."""
    woord = woordenboek_van(regels).woord(lijst, code)
    if woord is None:
        return str(code)
    return woord.tekst if woord.wet is None else f"{woord.tekst} ({woord.wet})"


def zeg(regels: Convenantregels, tabel: str, veld: str, waarde: object) -> str:
    """A value in words; empty for what says a reader nothing."""
    if isinstance(waarde, list | tuple):
        delen = [zeg(regels, tabel, veld, een) for een in waarde]
        return ", ".join(een for een in delen if een)
    if isinstance(waarde, Mapping):
        return "; ".join(regels_van(regels, tabel, waarde))
    if waarde is None:
        return ""
    ja_of_nee = "ja" if waarde else "nee"
    tekst = ja_of_nee if isinstance(waarde, bool) else str(waarde)
    return _in_woorden(regels, tabel, veld, tekst)


def _in_woorden(regels: Convenantregels, tabel: str, veld: str, tekst: str) -> str:
    codes = woorden()["codes"]
    for lijst in (codes.get(f"{tabel}.{veld}", {}), codes.get(veld, {})):
        if tekst in lijst:
            return str(lijst[tekst])
    lijst_van_convenant = woorden()["lijsten"].get(veld)
    if lijst_van_convenant is not None:
        return in_het_woordenboek(regels, lijst_van_convenant, tekst)
    if _KENMERK.fullmatch(tekst):
        return ""
    if is_moment(tekst):
        return dag(tekst)
    return tekst.replace("_", " ") if _CODE.fullmatch(tekst) else tekst


def regels_van(regels: Convenantregels, tabel: str, rij: Mapping[str, Any]) -> Iterator[str]:
    """The lines of one thing that was kept, as somebody reads them."""
    computer = woorden()["computer"]["velden"]
    for veld, waarde in rij.items():
        if veld in computer or veld == "id" or veld.endswith("Id") or _zegt_niets_nieuws(rij, veld):
            continue
        if veld == "oud" and isinstance(waarde, Mapping):
            yield from _wat_er_eerst_stond(regels, tabel, waarde)
        elif isinstance(waarde, Mapping):
            waarvan = veld.removesuffix(_WAAROVER) if veld.endswith(_WAAROVER) else tabel
            yield from regels_van(regels, waarvan, waarde)
        elif gezegd := zeg(regels, tabel, veld, waarde):
            yield f"{veldnaam(veld, tabel)}: {gezegd}"


def _zegt_niets_nieuws(rij: Mapping[str, Any], veld: str) -> bool:
    """That it was last changed on the day on which it was made."""
    waarde = rij[veld]
    return veld in _VERANDERD and any(
        str(rij.get(een) or "")[:_DAG_ALLEEN] == str(waarde)[:_DAG_ALLEEN] for een in _GEMAAKT
    )


def _wat_er_eerst_stond(
    regels: Convenantregels, tabel: str, oud: Mapping[str, Any]
) -> Iterator[str]:
    zin = woorden()["oud"]["zin"]
    for veld, waarde in oud.items():
        naam = veldnaam(veld, tabel)
        eerst = zeg(regels, tabel, veld, waarde) or "niets"
        yield zin.format(veld=naam[:1].lower() + naam[1:], waarde=eerst)
