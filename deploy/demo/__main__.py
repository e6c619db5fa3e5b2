"""``make demo``: a whole invented case on real processes, told as it happens."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

from rich.console import Console

from deploy.demo.bewijs import sluit_af
from deploy.demo.spel import DemoMislukt, Spel
from deploy.demo.verhaal import speel
from deploy.demo.verteller import Verteller
from deploy.inrichting import InrichtingMislukt, richt_in
from deploy.klant import Geweigerd
from deploy.lokaal import lees_lokaal
from deploy.omgeving import Omgeving, vrije_poorten
from deploy.processen import StartMislukt

MAP = Path("build/demo")


def main() -> int:
    """Exit 0 when everything went as the story says."""
    scherm = Console(soft_wrap=True)
    shutil.rmtree(MAP, ignore_errors=True)
    MAP.mkdir(parents=True)
    begin = time.monotonic()
    verteller = Verteller(scherm)
    try:
        verteller.kop(
            "Driehoek", "Sleutels, certificaten en lege databanken maken; processen starten."
        )
        with Omgeving(
            MAP / "omgeving",
            vrije_poorten(lees_lokaal()),
            meld=lambda wat: verteller.gebeurt("beheer", wat),
        ) as omgeving:
            inrichting = richt_in(omgeving.lokaal, omgeving.pki)
            verteller.gebeurt(
                "beheer",
                f"Vijf processen draaien; {len(omgeving.lokaal.accounts)} medewerkers zijn "
                "aangewezen, geautoriseerd en bij de gateway bekend.",
            )
            spel = Spel(omgeving, inrichting, verteller)
            try:
                speel(spel)
                sluit_af(spel, MAP / "bewijs.zip")
            finally:
                spel.sluit()
    except (DemoMislukt, InrichtingMislukt, StartMislukt, Geweigerd) as fout:
        scherm.print(f"\nDe demo liep anders dan het verhaal: {fout}", markup=False, style="red")
        return 1
    verteller.kop("Klaar")
    verteller.resultaat(
        True,
        f"{verteller.toegestaan} berichten toegestaan en bezorgd, {verteller.geweigerd} pogingen "
        f"geweigerd ({verteller.in_het_log} door de gateway, de andere al door de eigen "
        f"dienst), in {time.monotonic() - begin:.0f} seconden. Bewijs: {MAP / 'bewijs.zip'}",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
