"""Wat er in het verhaal bij komt voor de schermen van een stap: langs de API, want dat is snel."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from deploy.demo.spel import NAGELEZEN
from deploy.klant import Geweigerd
from tests.hulp.kenmerk import nieuw_id
from tests.portaal.zaal import ANALIST, REGISSEUR, Zaal

WIJKAGENT = "wijkagent@politie.example"
OFFICIER = "officier@om.example"


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def namenlijst(zaal: Zaal) -> str:
    """De namenlijst van het verhaal; de regisseur stelt haar samen als zij er nog niet is."""
    pad = f"/groepen/{zaal.groep}/namenlijsten"
    with zaal.klant("gemeente", REGISSEUR) as klant:
        lijsten = klant.haal(pad)["namenlijsten"]
        return str(lijsten[0]["id"] if lijsten else klant.stuur(pad, {})["id"])


def eerste_regel(zaal: Zaal) -> str:
    """Iemand op die lijst, steeds dezelfde: over wie in het verhaal verder niets gebeurt."""
    pad = f"/groepen/{zaal.groep}/namenlijsten/{namenlijst(zaal)}"
    with zaal.klant("gemeente", REGISSEUR) as klant:
        regels = klant.haal(pad)["regels"]
    return str(min(regels, key=lambda een: (len(een["bronnen"]), een["naam"] or "~"))["id"])


def overleg(zaal: Zaal, waar: str = "gemeente") -> str:
    """Een overleg van politie en gemeente dat nu bezig is, en een uur duurt."""
    with zaal.klant("gemeente", REGISSEUR) as klant:
        bezig = [
            een
            for een in _overleggen(klant)
            if een["begin"] <= utc(datetime.now(UTC)) and een["locatie"] == waar
        ]
        if bezig:
            return str(bezig[0]["id"])
        reeks, kenmerk = nieuw_id(), nieuw_id()
        reeksinvoer = {
            "groep": zaal.groep, "doel": "De overlast terugbrengen.", "frequentie": "elke maand",
            "samenstelling": ["regisseur", "analist"], **NAGELEZEN,
        }  # fmt: skip
        klant.zet(f"/overlegreeksen/{reeks}", reeksinvoer)
        begin = datetime.now(UTC) + timedelta(seconds=2)
        invoer = {
            "reeksen": [reeks], "soort": "structureel", "locatie": waar,
            "begin": utc(begin), "einde": utc(begin + timedelta(hours=1)),
            "deelnemers": [zaal.inrichting.autorisaties[een] for een in (REGISSEUR, ANALIST)],
        }  # fmt: skip
        klant.zet(f"/overleggen/{kenmerk}", invoer)
        time.sleep(max(0.0, (begin - datetime.now(UTC)).total_seconds() + 1))
        return kenmerk


def notulen(zaal: Zaal) -> str:
    """Een ander overleg, waarin niets openstaat en waarvan de regisseur het verslag gaf."""
    kenmerk = overleg(zaal, "politie")
    pad = f"/overleggen/{kenmerk}/notulen"
    wie = zaal.inrichting.autorisaties
    dag = (datetime.now(UTC).date() + timedelta(days=14)).isoformat()
    regels = [
        {"soort": "besproken", "tekst": "Het is rustiger op het plein.", "door": wie[ANALIST]},
        {"soort": "afspraak", "tekst": "Er komt extra toezicht op het plein.",
         "door": wie[REGISSEUR], "eigenaar": "politie", "uiterlijk": dag},
    ]  # fmt: skip
    with zaal.klant("gemeente", REGISSEUR) as klant:
        try:
            klant.haal(pad)
        except Geweigerd:
            klant.zet(pad, {"regels": regels, **NAGELEZEN})
    return kenmerk


def _overleggen(klant: Any) -> list[dict[str, Any]]:
    vandaag = datetime.now(UTC).date()
    vraag = {"van": vandaag.isoformat(), "tot": (vandaag + timedelta(days=1)).isoformat()}
    return list(klant.haal("/overleggen", **vraag)["overleggen"])


def groep_in_stap_een(zaal: Zaal) -> str:
    """Een groep die net is geopend."""
    with zaal.klant("gemeente", REGISSEUR) as klant:
        return str(klant.stuur("/groepen", {})["groep"]["id"])


def twee_meldingen(zaal: Zaal, groep: str) -> list[str]:
    """Twee meldingen van een dag na elkaar: misschien één incident."""
    vandaag = datetime.now(UTC).date()
    with zaal.klant("gemeente", REGISSEUR) as klant:
        return [
            str(
                klant.stuur(
                    f"/groepen/{groep}/meldingen",
                    {
                        "bron": bron, "bronkenmerk": f"{bron}-{nummer}",
                        "datum": (vandaag - timedelta(days=40 - nummer)).isoformat(),
                        "plek": "het plein", "omschrijving": "Geschreeuw (verzonnen).", **NAGELEZEN,
                    },
                )["id"]
            )
            for nummer, bron in enumerate(("stadsbeheer", "jongerenwerk"))
        ]  # fmt: skip
