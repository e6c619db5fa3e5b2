"""Why something goes and when, in a sentence: the row's own words, with the days filled in. Pure.

What is said is made of what was computed, so it cannot say something else than happens.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from shared.convenant.begrippen import Convenantregels
from shared.convenant.bewaren.oordeel import Stap
from shared.convenant.bewaren.regels import Bewaarregel
from shared.convenant.termijnen import Termijn
from shared.leesbaar.tijd import datum_tekst
from shared.zaak.bewaren.klok import Bewaardag, Einde

_JAAR: Final = 12
_BEGIN: Final[Mapping[str, str]] = {
    "vernietigen": "Wordt vernietigd op {op}, omdat {omdat}.",
    "afschermen": "Gaat op {op} uit het gebruik, omdat {omdat}.",
    "bewaren": "Wordt bewaard tot dat eindigt, omdat {omdat}.",
    "herzien": "Een mens kijkt op {op} opnieuw, omdat {omdat}.",
    "herinneren": "Iemand wordt er vanaf {op} aan herinnerd, omdat {omdat}.",
}
_WACHT: Final = "De archivaris moet daar eerst nog akkoord op geven."


def termijn_tekst(termijn: Termijn) -> str:
    """Such as ``5 jaar``, ``6 maanden`` or ``30 dagen``; of a term of nothing ``dezelfde dag``."""
    jaren, maanden = divmod(termijn.maanden, _JAAR)
    delen = [
        *([f"{jaren} jaar"] if jaren else []),
        *([f"{maanden} {'maand' if maanden == 1 else 'maanden'}"] if maanden else []),
        *([f"{termijn.dagen} {'dag' if termijn.dagen == 1 else 'dagen'}"] if termijn.dagen else []),
    ]
    return " en ".join(delen) or "dezelfde dag"


def stapzin(stap: Stap, *, wacht: bool = False) -> str:
    """What one row does with a thing, when, and why; ``wacht``: an archivist has to agree first."""
    zin = _zin(stap.regel, stap.op, {"begin": datum_tekst(stap.begin)})
    return f"{zin} {_WACHT}" if wacht else zin


def vertrekzin(regels: Convenantregels, regel: Bewaarregel, einde: Einde, dag: Bewaardag) -> str:
    """When and why somebody leaves after a group ended."""
    return _zin(regel, dag.dag, vertrekwoorden(regels, einde, dag))


def vertrekwoorden(regels: Convenantregels, einde: Einde | None, dag: Bewaardag) -> dict[str, str]:
    """What the sentences on leaving may name."""
    return {
        "gesloten": "" if einde is None else datum_tekst(einde.gesloten_op),
        "melding": "" if dag.melding is None else datum_tekst(dag.melding),
        "dag": datum_tekst(dag.dag),
        "bewaarder": regels.titel_van(regels.namenlijsten.na_afsluiting.partij),
    }


def _zin(regel: Bewaarregel, op: date, woorden: Mapping[str, str]) -> str:
    termijn = "" if regel.termijn is None else termijn_tekst(regel.termijn)
    omdat = regel.omdat.format_map({"termijn": termijn, **woorden})
    return _BEGIN[regel.bij_afloop].format_map({"op": datum_tekst(op), "omdat": omdat})


def regelzin(regels: Convenantregels, regel: Bewaarregel) -> tuple[str, str | None]:
    """What a row does to whatever it is about, and its term, both in words."""
    termijn = None if regel.termijn is None else termijn_tekst(regel.termijn)
    woorden = {
        "begin": "die dag",
        "gesloten": "die dag",
        "melding": "die dag",
        "termijn": termijn or "",
        "bewaarder": regels.titel_van(regels.namenlijsten.na_afsluiting.partij),
    }
    zin = _BEGIN[regel.bij_afloop].replace(" op {op}", "").replace(" vanaf {op}", "")
    return zin.format_map({"omdat": regel.omdat.format_map(woorden)}), termijn
