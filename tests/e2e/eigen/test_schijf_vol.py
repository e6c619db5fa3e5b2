"""Geen plek, geen uitwisseling: er gaat niets door dat niet vastligt, en daarna gaat het weer."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from deploy.klant import Geweigerd
from tests.e2e.bewijs import alles_tot_nu, bladen_van, haal_bundel, logstand, verifieer
from tests.e2e.kantoor import ANALIST, REGISSEUR, RUST, deel, wacht_tot
from tests.e2e.storing import buitenstaander, schijf_vol, zonder
from tests.e2e.verloop import NAAR_GEMEENTE
from tests.e2e.wereld import Wereld, Zaak


@pytest.fixture(scope="module")
def zaak(proefwereld: Wereld) -> Zaak:
    return proefwereld.zaak(stap=3)


@pytest.fixture(scope="module")
def opdracht(proefwereld: Wereld, zaak: Zaak) -> dict[str, Any]:
    persoon = proefwereld.persoon(ANALIST, "Volle Bak", adres="Randweg 1")
    zaak.lid(ANALIST, persoon)
    return zaak.opdracht(REGISSEUR, [deel(persoon, "NAW", NAAR_GEMEENTE)], stap=3)


def _hoofd(wereld: Wereld) -> str:
    """What the log says of itself; who signs it as a witness goes on meanwhile."""
    return logstand(wereld).split("\n\n", 1)[0]


def _wacht_op_poging(zaak: Zaak, bericht: str, aantal: int) -> None:
    def genoeg() -> bool:
        stand = zaak.wereld.als(ANALIST).haal(f"/verstrekkingen/{bericht}")
        assert stand["status"] not in RUST, stand
        return bool(stand["pogingen"] >= aantal)

    wacht_tot(genoeg, f"{aantal} pogingen")


def _eis_een_keer_aangekomen(zaak: Zaak, bericht: str) -> None:
    assert zaak.wacht_op(ANALIST, bericht)["status"] == "afgeleverd"
    assert len(zaak.ontvangen(REGISSEUR, bericht)) == 1


def test_log_niet_te_schrijven_dan_gaat_er_niets_door(proefwereld: Wereld, tmp_path: Path) -> None:
    """503 met uitleg, niets bij de ontvanger, en zonder herstart weer verder."""
    with buitenstaander(proefwereld, tmp_path) as buiten:
        groep = buiten.nieuwe_groep()
        bericht = buiten.verstrekking(groep)
        voor = _hoofd(proefwereld)
        with schijf_vol(proefwereld, "gateway"):
            for _ in range(3):
                antwoord = buiten.stuur(bericht)
                assert antwoord.status_code == 503, antwoord.text
                assert antwoord.headers["content-type"].startswith("application/problem+json")
                assert int(antwoord.headers["retry-after"]) > 0
            besluit = buiten.besluit(groep, "stap", {"stap": 4})
            assert besluit.status_code == 503, besluit.text
            assert _hoofd(proefwereld) == voor, "lezen wat er staat gaat nog"
        bekend = proefwereld.alles(REGISSEUR, "/journaal", "journaal", bericht=bericht.kop["id"])
        assert bekend == []
        antwoord = buiten.stuur(bericht)
        assert antwoord.status_code == 201, antwoord.text


def test_uitbak_wacht_tot_de_gateway_weer_kan_schrijven(
    zaak: Zaak, opdracht: dict[str, Any]
) -> None:
    with schijf_vol(zaak.wereld, "gateway"):
        toegezegd = zaak.wereld.als(ANALIST).stuur("/verstrekkingen", opdracht)
        _wacht_op_poging(zaak, toegezegd["id"], 3)
        assert zaak.ontvangen(REGISSEUR, toegezegd["id"]) == []
    _eis_een_keer_aangekomen(zaak, toegezegd["id"])


def test_ontvanger_die_niet_kan_bewaren_tekent_niet(zaak: Zaak, opdracht: dict[str, Any]) -> None:
    with schijf_vol(zaak.wereld, "gemeente"):
        toegezegd = zaak.wereld.als(ANALIST).stuur("/verstrekkingen", opdracht)
        _wacht_op_poging(zaak, toegezegd["id"], 2)
    _eis_een_keer_aangekomen(zaak, toegezegd["id"])


def test_afzender_die_niet_kan_toezeggen_verstuurt_niets(
    zaak: Zaak, opdracht: dict[str, Any]
) -> None:
    klant = zaak.wereld.als(ANALIST)
    voor = zaak.wereld.alles(ANALIST, "/verstrekkingen", "verstrekkingen", groep=zaak.id)
    with schijf_vol(zaak.wereld, "politie"):
        with pytest.raises(Geweigerd) as weigering:
            klant.stuur("/verstrekkingen", opdracht)
        assert weigering.value.status == 503
    na = zaak.wereld.alles(ANALIST, "/verstrekkingen", "verstrekkingen", groep=zaak.id)
    assert [rij["id"] for rij in na] == [rij["id"] for rij in voor]
    zaak.verstrek(ANALIST, opdracht)


def test_uitbak_overleeft_een_volle_schijf_bij_de_afzender(
    zaak: Zaak, opdracht: dict[str, Any]
) -> None:
    """Ook haar eigen logregels kan de dienst dan niet kwijt; de uitbak werkt daarna gewoon door."""
    with zonder(zaak.wereld, "gateway"):
        toegezegd = zaak.wereld.als(ANALIST).stuur("/verstrekkingen", opdracht)
        with schijf_vol(zaak.wereld, "politie"):
            # Een aantal rondes van de uitbak, die elk mislukken; te zien is daar niets van.
            time.sleep(1.5)
        _wacht_op_poging(zaak, toegezegd["id"], toegezegd["pogingen"] + 1)
    _eis_een_keer_aangekomen(zaak, toegezegd["id"])


def test_na_alle_volle_schijven_klopt_het_log(proefwereld: Wereld, tmp_path: Path) -> None:
    bundel = haal_bundel(proefwereld, alles_tot_nu(), tmp_path / "alles.zip")
    bladen = bladen_van(bundel)
    assert [blad["bladnummer"] for blad in bladen] == list(range(len(bladen)))
    klaar = verifieer(bundel)
    assert klaar.returncode == 0, klaar.stdout[-3000:]
