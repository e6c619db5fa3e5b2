"""Conditions on an onderdeel's kenmerken: rows of the covenant file made into functions.

A condition that needs a kenmerk which is not there is not met: a gap is never a permission.
Conditions on the same kenmerk are tried in the order of the file and only the first unmet one is
reported, so that "missing" does not also read as "too old".
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, get_args

from shared.convenant.bestand.rijen import VoorwaardeRij
from shared.convenant.kopvorm import Kenmerken
from shared.convenant.termijnen import OngeldigeTermijn, Termijn, plus

Kenmerksoort = Literal["vlag", "datum", "tekst"]
Oordeel = Callable[[Any, date], bool]

GEEN_KENMERKEN: Final = Kenmerken()

_SOORT_BIJ_EIS: Final[dict[str, Kenmerksoort | None]] = {
    "aanwezig": None,
    "waar": "vlag",
    "onwaar": "vlag",
    "in": "tekst",
    "nietInToekomst": "datum",
    "nietVerstreken": "datum",
    "nietOuderDan": "datum",
}


class Eis(NamedTuple):
    """A compiled condition. ``categorieen`` None: for every category."""

    kenmerk: str
    veld: str
    reden: str
    wel: str
    categorieen: frozenset[int] | None
    tenzij: str | None
    ook_bij_correctie: bool
    oordeel: Oordeel

    def voldaan(self, kenmerken: Kenmerken, vandaag: date) -> bool:
        """Whether these kenmerken meet the condition on this date."""
        if self.tenzij is not None and getattr(kenmerken, self.tenzij) is True:
            return True
        waarde = getattr(kenmerken, self.veld)
        return waarde is not None and self.oordeel(waarde, vandaag)


def onvervuld(
    eisen: Sequence[Eis], kenmerken: Kenmerken | None, categorie: int, vandaag: date
) -> Iterator[tuple[Eis, object]]:
    """The unmet conditions (the first per kenmerk) with the value found, None where missing."""
    aanwezig = kenmerken if kenmerken is not None else GEEN_KENMERKEN
    gemeld: set[str] = set()
    for eis in eisen:
        if eis.categorieen is not None and categorie not in eis.categorieen:
            continue
        if eis.veld not in gemeld and not eis.voldaan(aanwezig, vandaag):
            gemeld.add(eis.veld)
            yield eis, getattr(aanwezig, eis.veld)


def _kenmerken() -> dict[str, tuple[str, Kenmerksoort]]:
    gevonden: dict[str, tuple[str, Kenmerksoort]] = {}
    for veld, info in Kenmerken.model_fields.items():
        typen = get_args(info.annotation)
        soort: Kenmerksoort = "vlag" if bool in typen else "tekst" if _is_tekst(typen) else "datum"
        gevonden[info.alias or veld] = (veld, soort)
    return gevonden


def _is_tekst(typen: tuple[Any, ...]) -> bool:
    return any(typ is str or str in get_args(typ) for typ in typen)


#: Name on the wire -> (attribute, kind of value).
KENMERKEN: Final = MappingProxyType(_kenmerken())


def kenmerksoort(naam: str) -> Kenmerksoort | None:
    """What kind of value a kenmerk has; None where there is no such kenmerk."""
    gevonden = KENMERKEN.get(naam)
    return None if gevonden is None else gevonden[1]


def compileer(rij: VoorwaardeRij) -> Eis:
    """A row as a function; the row must have passed ``fouten_in``."""
    veld, _ = KENMERKEN[rij.kenmerk]
    return Eis(
        kenmerk=rij.kenmerk,
        veld=veld,
        reden=rij.reden,
        wel=" of ".join(rij.waarden),
        categorieen=None if rij.categorieen is None else frozenset(rij.categorieen),
        tenzij=None if rij.tenzij is None else KENMERKEN[rij.tenzij][0],
        ook_bij_correctie=rij.ook_bij_correctie,
        oordeel=_oordeel(rij),
    )


def _oordeel(rij: VoorwaardeRij) -> Oordeel:
    if rij.eis == "in":
        waarden = frozenset(rij.waarden)
        return lambda waarde, _vandaag: waarde in waarden
    if rij.eis == "nietOuderDan":
        termijn = Termijn.lees(rij.termijn or "")
        return lambda waarde, vandaag: vandaag <= plus(waarde, termijn)
    vast: dict[str, Oordeel] = {
        "aanwezig": lambda _waarde, _vandaag: True,
        "waar": lambda waarde, _vandaag: waarde is True,
        "onwaar": lambda waarde, _vandaag: waarde is False,
        "nietInToekomst": lambda waarde, vandaag: waarde <= vandaag,
        "nietVerstreken": lambda waarde, vandaag: waarde >= vandaag,
    }
    return vast[rij.eis]


def fouten_in(rij: VoorwaardeRij) -> Iterator[str]:
    """What is wrong with a row by itself, in Dutch."""
    if rij.kenmerk not in KENMERKEN:
        yield f"kenmerk '{rij.kenmerk}' bestaat niet"
    else:
        soort = _SOORT_BIJ_EIS[rij.eis]
        if soort is not None and KENMERKEN[rij.kenmerk][1] != soort:
            yield f"eis '{rij.eis}' past niet bij kenmerk '{rij.kenmerk}'"
    if (rij.eis == "in") != bool(rij.waarden):
        yield "waarden horen bij eis 'in', en alleen daarbij"
    if (rij.eis == "nietOuderDan") != (rij.termijn is not None):
        yield "een termijn hoort bij eis 'nietOuderDan', en alleen daarbij"
    if rij.termijn is not None:
        try:
            Termijn.lees(rij.termijn)
        except OngeldigeTermijn as fout:
            yield str(fout)
    if rij.tenzij is not None and kenmerksoort(rij.tenzij) != "vlag":
        yield f"tenzij '{rij.tenzij}' is geen kenmerk dat waar of onwaar is"
