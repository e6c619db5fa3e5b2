"""What is taken as it would have to be for something to be allowed: of this nobody here knows it.

Whoever decides again, or asks what could be allowed, fills in with this what he cannot know.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from shared.convenant.begrippen import Convenantregels
from shared.convenant.einde import ACTIEF

__all__ = ["autorisatie", "functie_met", "groep_in_stap", "overleg_van"]

_EINDELOOS: Final = "9999-12-31"


def functie_met(regels: Convenantregels, partij: str, recht: str | None) -> str:
    """A function of this party's that gives this right, if it has one."""
    functies = regels.functies.get(partij, {})
    geschikt = (
        code
        for code, functie in functies.items()
        if not functie.systeem and (recht is None or recht in functie.rechten)
    )
    return next(geschikt, next(iter(functies), "onbekend"))


def autorisatie(partij: str, functie: str) -> dict[str, Any]:
    """An official who meets every condition, in the shape of ``toestand.autorisaties``."""
    return {
        "partij": partij,
        "functie": functie,
        "aangewezen": True,
        "geautoriseerd": True,
        "geheimhouding": True,
        "vog": True,
        "geldigTot": _EINDELOOS,
    }


def groep_in_stap(
    regels: Convenantregels,
    groep: str,
    stap: int,
    vandaag: date,
    verzoeken: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """A group about which everything was decided that has to be, as ``toestand.groep``."""
    bron = min(regels.start.bronnen)
    return {
        "id": groep,
        "stap": stap,
        "status": ACTIEF,
        "startbesluit": {
            "datum": vandaag.isoformat(),
            "groepsverband": True,
            "eerdereInterventie": True,
            "meldingen": [
                {"datum": vandaag.isoformat(), "bron": bron, "incident": f"{nummer:043}"}
                for nummer in range(regels.start.aantal)
            ],
        },
        "prioritering": "ja",
        "strafrechtelijkOnderzoek": {"van": (vandaag - timedelta(days=1)).isoformat()},
        "informatieverzoeken": [dict(een) for een in verzoeken],
    }


def overleg_van(
    regels: Convenantregels,
    overleg: str,
    soort: str,
    deelnemers: Iterable[str | None],
    groep: str | None,
    dag: date,
) -> dict[str, Any]:
    """A meeting of this kind, as it has to be registered, as ``toestand.overleg``."""
    return {
        "id": overleg,
        "soort": soort,
        "locatie": next(iter(regels.overleglocaties)),
        "deelnemers": [wie for wie in deelnemers if wie is not None],
        "groepen": [] if groep is None else [groep],
        "dag": dag.isoformat(),
    }
