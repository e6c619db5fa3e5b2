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
from deploy.omgeving import Omgeving, bezette_poorten, vrije_poorten
from deploy.processen import StartMislukt

MAP = Path("build/demo")
_BEZET = (
    "De vaste poorten zijn bezet, dus deze zaak is na afloop niet in een browser te openen. Wilt u "
    "dat: stop wat daar draait (make stop) en speel de demo nog eens."
)


def main() -> int:
    """Exit 0 when everything went as the story says."""
    scherm = Console(soft_wrap=True)
    shutil.rmtree(MAP, ignore_errors=True)
    MAP.mkdir(parents=True)
    begin, lokaal = time.monotonic(), lees_lokaal()
    vast = not bezette_poorten(lokaal)
    verteller = Verteller(scherm)
    try:
        verteller.kop(
            "Driehoek", "Sleutels, certificaten en lege databanken maken; processen starten."
        )
        if not vast:
            verteller.gebeurt("beheer", _BEZET)
        with Omgeving(
            MAP / "omgeving",
            lokaal.zonder_portalen() if vast else vrije_poorten(lokaal),
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
    verteller.kop("Bekijken", _bekijken(vast))
    return 0


def _bekijken(vast: bool) -> str:
    """How to look at this case in a browser."""
    if vast:
        waar = f"MAP={MAP / 'omgeving'}"
        return f"Open deze zaak in uw browser: make start {waar}. Stoppen: make stop {waar}."
    return _BEZET


if __name__ == "__main__":
    sys.exit(main())
