"""Talking: a meeting registered beforehand, and words decided on before they are spoken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from deploy.demo.spel import ANALIST, REGISSEUR, DemoMislukt, Spel
from deploy.klant import Geweigerd
from shared.bericht.identiteit import uuid7
from shared.bericht.tijd import utc_tekst


def overleg(spel: Spel, opdracht: dict[str, Any]) -> None:
    """One item is said in the meeting; the verslag follows from it."""
    spel.verteller.kop(
        "Overleg", "Wie erbij zijn staat vooraf vast, en wat er gezegd wordt is eerst getoetst."
    )
    kenmerk = _plan(spel)
    analist = spel.klant(ANALIST)
    mag = analist.stuur(
        "/mondelinge-verstrekkingen", {"overleg": kenmerk, "verstrekking": opdracht}
    )
    gezegd = analist.stuur(
        f"/mondelinge-verstrekkingen/{mag['bericht']}/_bevestig", {"gedeeld": True}
    )
    spel.verteller.gebeurt(
        "politie",
        f"De analist mag het zeggen en zegt het; dat staat in blad {gezegd['bladnummer']} van "
        "het log.",
    )
    try:
        analist.stuur("/mondelinge-verstrekkingen", {"overleg": None, "verstrekking": {
            **opdracht, "onderdelen": [{**opdracht["onderdelen"][0], "grondslag": "WPG16_1_A_2"}],
        }})  # fmt: skip
    except Geweigerd as weigering:
        spel.verteller.geweigerd_door(
            "politie", "Hetzelfde door de telefoon, op de verkeerde grond", weigering
        )
    else:
        raise DemoMislukt("Deze woorden hadden niet gesproken mogen worden.")
    verslag = analist.stuur(
        f"/overleggen/{kenmerk}/verslag/_vaststellen",
        {"afspraken": "Het plein wordt twee keer per week bezocht."},
    )
    spel.verteller.gebeurt(
        "politie",
        f"Het verslag volgt vanzelf: {len(verslag['gezegd'])} bericht, de soorten gegevens, geen "
        "namen.",
    )


def _plan(spel: Spel) -> str:
    klant, nu = spel.klant(REGISSEUR), datetime.now(UTC)
    reeks, kenmerk = uuid7(nu), uuid7(nu)
    klant.zet(
        f"/overlegreeksen/{reeks}",
        {
            "groep": spel.groep,
            "doel": "De overlast op het plein terugbrengen.",
            "frequentie": "elke maand",
            "samenstelling": [REGISSEUR.functie, ANALIST.functie],
        },
    )
    begin = nu + timedelta(seconds=2)
    klant.zet(
        f"/overleggen/{kenmerk}",
        {
            "reeks": reeks,
            "soort": "structureel",
            "locatie": REGISSEUR.partij,
            "begin": utc_tekst(begin),
            "einde": utc_tekst(begin + timedelta(hours=1)),
            "deelnemers": [spel.autorisatie(ANALIST), spel.autorisatie(REGISSEUR)],
        },
    )
    spel.wacht_tot(begin)
    spel.verteller.gebeurt(
        "gemeente", "Een overleg op het stadhuis; de gateway kent plaats, tijd en deelnemers."
    )
    return kenmerk
