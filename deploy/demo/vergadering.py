"""Talking: a meeting registered beforehand, and words decided on before they are spoken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from deploy.demo.spel import (
    ANALIST,
    NAGELEZEN,
    PARKETSECRETARIS,
    REGISSEUR,
    DemoMislukt,
    Spel,
)
from deploy.demo.voorspel import WPG16_OM
from shared.bericht.tijd import utc_tekst
from shared.tijd.kenmerk import uuid7


def overleg(spel: Spel, opdracht: Mapping[str, Any]) -> None:
    """One item is said to all three at the table; one report, signed by each."""
    spel.verteller.kop(
        "Overleg", "Wie erbij zijn staat vooraf vast, en wat er gezegd wordt is eerst getoetst."
    )
    kenmerk = _plan(spel)
    _zeg(spel, _uiting(opdracht, {PARKETSECRETARIS.partij: WPG16_OM}, overleg=kenmerk))
    anders = {**opdracht["onderdelen"][0], "grondslag": "WPG16_1_A_2"}
    wie = {"partij": opdracht["ontvanger"], "medewerker": opdracht["ontvangendeMedewerker"]}
    door_de_telefoon = _uiting({**opdracht, "onderdelen": [anders]}, {}, toehoorders=[wie])
    _mag_niet(spel, door_de_telefoon, "Hetzelfde door de telefoon, op de verkeerde grond")
    verslag = spel.klant(ANALIST).stuur(
        f"/overleggen/{kenmerk}/verslag/_vaststellen",
        {"afspraken": "Het plein wordt twee keer per week bezocht.", **NAGELEZEN},
    )
    for ander in (REGISSEUR, PARKETSECRETARIS):
        if not spel.klant(ander).haal(f"/overleggen/{kenmerk}/verslag")["gehoord"]:
            raise DemoMislukt(f"In het verslag van {ander.partij} staat niet wat zij hoorde.")
    spel.verteller.gebeurt(
        "politie",
        f"Wat is gezegd en gehoord staat bij ieder vanzelf: {len(verslag['gezegd'])} keer, de "
        "soorten gegevens, geen namen.",
    )
    _notuleer(spel, kenmerk)


def _notuleer(spel: Spel, overleg: str) -> None:
    """One report for everybody who was there: who said what, what was agreed; each signs it."""
    pad = f"/overleggen/{overleg}/notulen"
    besproken = {
        "soort": "besproken",
        "tekst": "De overlast op het plein neemt af.",
        "door": spel.autorisatie(PARKETSECRETARIS),
    }
    afspraak = {
        "soort": "afspraak",
        "tekst": "De politie bezoekt het plein deze maand twee keer per week.",
        "door": spel.autorisatie(ANALIST),
        "eigenaar": ANALIST.partij,
        "uiterlijk": spel.dag(30),
    }
    gegeven = spel.klant(REGISSEUR).zet(pad, {"regels": [besproken, afspraak], **NAGELEZEN})
    spel.verteller.gebeurt(
        "gemeente",
        "Er is één verslag: naar wie het zei, met één afspraak van de politie. Alleen wie aan "
        "tafel zat en wie toezicht houdt lezen het.",
    )
    for wie in (ANALIST, PARKETSECRETARIS):
        gelezen = spel.klant(wie).haal(pad)
        if gelezen["tekenkenmerk"] != gegeven["tekenkenmerk"]:
            raise DemoMislukt(f"Bij {wie.partij} staat een ander verslag.")
        akkoord = {"versie": gelezen["versie"], "akkoord": True, **NAGELEZEN}
        spel.klant(wie).stuur(f"{pad}/_onderteken", akkoord)

    def vast() -> dict[str, Any] | None:
        stand: dict[str, Any] = spel.klant(REGISSEUR).haal(pad)
        return stand if stand["vastgesteld"] else None

    spel.wacht_op(vast, "Het verslag wordt niet door ieder getekend")
    (regel,) = (een["regel"] for een in gegeven["regels"] if een["soort"] == "afspraak")
    spel.klant(ANALIST).stuur(f"{pad}/_gedaan", {"regel": regel})
    spel.verteller.gebeurt(
        "politie", "Ieder tekent hetzelfde verslag; de politie meldt dat haar afspraak is gedaan."
    )


def _zeg(spel: Spel, uiting: Mapping[str, Any]) -> None:
    """Asked, permitted, said, told; only then does the content follow."""
    analist = spel.klant(ANALIST)
    pad = f"/uitingen/{analist.stuur('/uitingen', uiting)['id']}"

    def mag() -> dict[str, Any] | None:
        stand: dict[str, Any] = analist.haal(pad)
        return stand if stand["magGezegd"] else None

    stand = spel.wacht_op(mag, "Het mag niet worden gezegd")
    berichten = [een["id"] for een in stand["berichten"]]
    analist.stuur(
        f"{pad}/_bevestig", {"gezegdOp": utc_tekst(datetime.now(UTC)), "berichten": berichten}
    )

    def verteld() -> dict[str, Any] | None:
        stand: dict[str, Any] = analist.haal(pad)
        return stand if stand["bladnummer"] is not None else None

    blad = spel.wacht_op(verteld, "De gateway hoort niet wat er is gezegd")["bladnummer"]
    spel.verteller.gebeurt(
        "politie", f"De analist mag het zeggen en zegt het; dat staat in blad {blad} van het log."
    )
    for bericht in berichten:
        spel.kom_aan(
            ANALIST,
            "Wat er is gezegd wordt daarna verzegeld geleverd",
            analist.haal(f"/verstrekkingen/{bericht}"),
        )


def _mag_niet(spel: Spel, uiting: Mapping[str, Any], wat: str) -> None:
    """Words that may not be spoken: the answer says why."""
    spel.probeer(ANALIST, wat, lambda: spel.klant(ANALIST).stuur("/uitingen", uiting))


def _uiting(
    opdracht: Mapping[str, Any],
    ook: Mapping[str, str],
    **anders: Any,  # noqa: ANN401 leden van de opdracht zoals de API ze kent
) -> dict[str, Any]:
    """The same order, but to be said; ``ook``: on what ground others at the table hear it."""
    vast = {naam: opdracht[naam] for naam in ("groep", "doel", "afweging")}
    onderdelen = [
        {
            **{naam: lid for naam, lid in deel.items() if naam != "grondslag"},
            "grondslagen": {opdracht["ontvanger"]: deel["grondslag"], **ook},
        }
        for deel in opdracht["onderdelen"]
    ]
    return {**vast, **NAGELEZEN, "onderdelen": onderdelen, **anders}


def _plan(spel: Spel) -> str:
    klant, nu = spel.klant(REGISSEUR), datetime.now(UTC)
    reeks, kenmerk = uuid7(nu), uuid7(nu)
    klant.zet(
        f"/overlegreeksen/{reeks}",
        {
            "groep": spel.groep,
            "doel": "De overlast op het plein terugbrengen.",
            "frequentie": "elke maand",
            "samenstelling": [REGISSEUR.functie, ANALIST.functie, PARKETSECRETARIS.functie],
            **NAGELEZEN,
        },
    )
    begin = nu + timedelta(seconds=2)
    klant.zet(
        f"/overleggen/{kenmerk}",
        {
            "reeksen": [reeks],
            "soort": "structureel",
            "locatie": REGISSEUR.partij,
            "begin": utc_tekst(begin),
            "einde": utc_tekst(begin + timedelta(hours=1)),
            "deelnemers": [spel.autorisatie(w) for w in (ANALIST, REGISSEUR, PARKETSECRETARIS)],
        },
    )
    spel.wacht_tot(begin)
    spel.verteller.gebeurt(
        "gemeente", "Een overleg op het stadhuis; de gateway kent plaats, tijd en deelnemers."
    )
    return kenmerk
