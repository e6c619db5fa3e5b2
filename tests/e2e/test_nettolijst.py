"""Van brutolijst naar nettolijst op draaiende processen, en het onderhoud als losse opdracht."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from deploy.klant import Geweigerd
from shared.partij.web.versies import etag_van
from tests.e2e.kantoor import ANALIST, REGISSEUR, deel, wacht_tot
from tests.e2e.verloop import NAAR_GEMEENTE
from tests.e2e.wereld import Wereld, Zaak

BLIJFT, GAAT = "Fenne Blijversma-Verzonnen", "Lode Vertrekkerink-Verzonnen"


def test_de_nettolijst_ruimt_bij_de_ander_op_en_die_bevestigt_dat(wereld: Wereld) -> None:
    zaak = wereld.zaak()
    pad = f"/groepen/{zaak.id}/namenlijsten"
    _deel_de_brutolijst(wereld, zaak)
    regisseur = wereld.als(REGISSEUR)
    lijst = regisseur.stuur(pad, {})["id"]
    for regel in regisseur.haal(f"{pad}/{lijst}")["regels"]:
        besluit = "blijft" if regel["naam"] == BLIJFT else "verwijderd"
        regisseur.zet(
            f"{pad}/{lijst}/regels/{regel['id']}/weging",
            {"besluit": besluit, "reden": "Zo gewogen (verzonnen)."},
            {"If-Match": regel["etag"]},
        )
    (gewogen,) = regisseur.haal(pad)["namenlijsten"]
    gezien = {"If-Match": etag_van(lijst, gewogen["versie"])}
    with pytest.raises(Geweigerd, match="stap 2"):
        regisseur.stuur(f"{pad}/{lijst}/_vaststellen", {}, gezien)
    zaak.naar_stap(3)
    regisseur.stuur(f"{pad}/{lijst}/_vaststellen", {}, gezien)

    def bevestigd() -> bool:
        rijen = regisseur.haal(f"{pad}/{lijst}/bevestigingen")["bevestigingen"]
        return "bevestigd" in {r["stand"] for r in rijen if r["partij"] == ANALIST.partij}

    wacht_tot(bevestigd, "de politie heeft bevestigd dat haar brutolijst weg is")
    assert len(set(zaak.leden(ANALIST).values())) == 1
    over = {rij["gegevens"].get("naam") for rij in zaak.ontvangen(REGISSEUR)}
    assert BLIJFT in over
    assert GAAT not in over


def _deel_de_brutolijst(wereld: Wereld, zaak: Zaak) -> None:
    leden = [wereld.persoon(ANALIST, naam, adres="Sprookjeskade 7") for naam in (BLIJFT, GAAT)]
    for lid in leden:
        zaak.lid(ANALIST, lid)
    soorten = ("NAW", "GEBOORTEDATUM", "BEKENDHEID")
    delen = [deel(lid, soort, NAAR_GEMEENTE) for lid in leden for soort in soorten]
    vraag = zaak.vraag(REGISSEUR, ANALIST)
    zaak.verstrek(ANALIST, zaak.opdracht(REGISSEUR, delen, reactie_op=vraag))
    for persoon in set(zaak.leden(REGISSEUR).values()):
        wereld.informeer(persoon)


@pytest.mark.parametrize("partij", ["gemeente", "politie", "om"])
def test_onderhoud_draait_naast_de_dienst(wereld: Wereld, partij: str) -> None:
    config = wereld.omgeving.paden.config(partij)
    opdracht = [sys.executable, "-m", f"services.{partij}", "onderhoud", "--config", str(config)]
    klaar = subprocess.run(opdracht, capture_output=True, text=True, timeout=120, check=False)
    assert klaar.returncode == 0, klaar.stderr[-3000:]
    uitkomst = json.loads(klaar.stdout.splitlines()[-1])
    assert uitkomst["verlopenGegevens"] == 0
    assert "groepenOnbekend" not in uitkomst
