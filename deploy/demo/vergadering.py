"""Talking: a meeting registered beforehand, and words decided on before they are spoken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from deploy.demo.spel import ANALIST, NAGELEZEN, REGISSEUR, DemoMislukt, Spel
from shared.bericht.tijd import utc_tekst
from shared.tijd.kenmerk import uuid7


def overleg(spel: Spel, opdracht: Mapping[str, Any]) -> None:
    """One item is said in the meeting; the verslag follows from it."""
    spel.verteller.kop(
        "Overleg", "Wie erbij zijn staat vooraf vast, en wat er gezegd wordt is eerst getoetst."
    )
    kenmerk = _plan(spel)
    _zeg(spel, _uiting(opdracht, overleg=kenmerk))
    anders = {**opdracht["onderdelen"][0], "grondslag": "WPG16_1_A_2"}
    wie = {"partij": opdracht["ontvanger"], "medewerker": opdracht["ontvangendeMedewerker"]}
    door_de_telefoon = _uiting({**opdracht, "onderdelen": [anders]}, toehoorders=[wie])
    _mag_niet(spel, door_de_telefoon, "Hetzelfde door de telefoon, op de verkeerde grond")
    verslag = spel.klant(ANALIST).stuur(
        f"/overleggen/{kenmerk}/verslag/_vaststellen",
        {"afspraken": "Het plein wordt twee keer per week bezocht.", **NAGELEZEN},
    )
    gehoord = spel.klant(REGISSEUR).haal(f"/overleggen/{kenmerk}/verslag")["gehoord"]
    if not gehoord:
        raise DemoMislukt("In het verslag van de gemeente staat niet wat zij hoorde.")
    spel.verteller.gebeurt(
        "politie",
        f"Het verslag volgt vanzelf, ook bij wie luisterde: {len(verslag['gezegd'])} bericht, de "
        "soorten gegevens, geen namen.",
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


def _uiting(opdracht: Mapping[str, Any], **anders: Any) -> dict[str, Any]:  # noqa: ANN401
    """The same order, but to be said: in a meeting to whoever is there."""
    vast = {naam: opdracht[naam] for naam in ("groep", "doel", "afweging")}
    onderdelen = [
        {
            **{naam: lid for naam, lid in deel.items() if naam != "grondslag"},
            "grondslagen": {opdracht["ontvanger"]: deel["grondslag"]},
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
            "samenstelling": [REGISSEUR.functie, ANALIST.functie],
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
            "deelnemers": [spel.autorisatie(ANALIST), spel.autorisatie(REGISSEUR)],
        },
    )
    spel.wacht_tot(begin)
    spel.verteller.gebeurt(
        "gemeente", "Een overleg op het stadhuis; de gateway kent plaats, tijd en deelnemers."
    )
    return kenmerk
