"""Een gateway in verkeerde handen smokkelt een bericht binnen; de ontvanger vindt het zelf."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import Any

from shared.convenant.regels.laden import standaard_convenant
from shared.tijd.kenmerk import uuid7
from shared.verzenden.samenstellen.samenstelling import Afzender, stel_kop_op
from tests.e2e.bewijs import logstand
from tests.e2e.gestolen import smokkel
from tests.e2e.kantoor import ANALIST, REGISSEUR, Wie, wacht_tot
from tests.e2e.wereld import Wereld, Zaak

TOEZICHT = Wie("politie", "privacyfunctionaris")


def _onderhoud(wereld: Wereld, partij: str) -> dict[str, int]:
    config = wereld.omgeving.paden.config(partij)
    opdracht = [sys.executable, "-m", f"services.{partij}", "onderhoud", "--config", str(config)]
    klaar = subprocess.run(opdracht, capture_output=True, text=True, timeout=120, check=True)
    uitkomst: dict[str, int] = json.loads(klaar.stdout.splitlines()[-1])
    return uitkomst


def _intrekking(wereld: Wereld, zaak: Zaak, verzoek: str) -> dict[str, Any]:
    """Een intrekking die in alles klopt, behalve dat de gemeente haar nooit verstuurde."""
    nu = datetime.now(UTC)
    afzender = Afzender("gemeente", standaard_convenant(), wereld.autorisatie(REGISSEUR), nu)
    kop = stel_kop_op(
        afzender,
        uuid7(nu),
        soort="intrekking",
        ontvanger="politie",
        ontvangende_medewerker=wereld.autorisatie(ANALIST),
        groep=zaak.id,
        stap=2,
        in_reactie_op=verzoek,
    )
    return kop.als_json()


def test_een_gesmokkeld_bericht_wordt_door_de_ontvanger_zelf_gevonden(proefwereld: Wereld) -> None:
    wereld = proefwereld
    zaak = wereld.zaak()
    verzoek = zaak.vraag(REGISSEUR, ANALIST)
    kop = _intrekking(wereld, zaak, verzoek)
    antwoord = smokkel(wereld, kop, int(logstand(wereld).split("\n")[1]) - 1)
    assert antwoord.json()["status"] == "aanvaard", antwoord.text

    time.sleep(0.3)
    assert _onderhoud(wereld, "politie")["logverschillen"] == 1
    stand = wereld.als(TOEZICHT).haal("/aansluiting", paginagrootte=200)
    (verschil,) = [een for een in stand["verschillen"] if een["bericht"] == kop["id"]]
    assert verschil["partij"] == "gemeente"
    assert stand["aangesloten"] >= 1, "het echte verzoek staat er wel"

    def alarmen() -> list[dict[str, Any]]:
        rijen = wereld.als(TOEZICHT).haal("/alarmen", paginagrootte=200)["alarmen"]
        return [een for een in rijen if een["regel"] == "niet-in-het-log"]

    assert len(wacht_tot(alarmen, "het alarm bij de politie")) == 1
    # Wat gevonden is blijft gevonden; een volgende beurt zegt het niet nog eens.
    assert _onderhoud(wereld, "politie")["logverschillen"] == 0
    assert _onderhoud(wereld, "gemeente")["logverschillen"] == 0
