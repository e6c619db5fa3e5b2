"""De lijst voor de driehoek: onder nummers, met aantallen, en bij ieder die erover beslist."""

from __future__ import annotations

from typing import Any

import pytest

from shared.bestand.registreren.melder import Autorisatiemelder
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import DROMER, KNIKKER, STERRIN, Driehoek
from tests.integratie.partij.opstelling import Wereld

GEHEIM = (*STERRIN, *KNIKKER, *DROMER, "Verzonnenlaan", "Nergenshuizen")


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    gedeelde_driehoek.klok.nu = VasteKlok().nu
    return Driehoek.richt_in(gedeelde_driehoek)


@pytest.fixture
def beslissers(driehoek: Driehoek) -> dict[str, tuple[Klant, str]]:
    """De teamchef en de officier."""
    gemaakt = {}
    for code, functie in (("politie", "teamchef"), ("om", "officier")):
        bureau = driehoek.bureau(code)
        gemaakt[code] = bureau.medewerker(functie, f"{functie}.{driehoek.groep}@{code}.example")
        driehoek.wereld.doe(Autorisatiemelder(bureau.uitwisseling.dienst).meld_wachtende())
    return gemaakt


def _stel_op(driehoek: Driehoek, lijst: str) -> dict[str, Any]:
    stuk: dict[str, Any] = driehoek.kantoor.regisseur.maak(
        f"{driehoek.pad}/{lijst}/driehoekstukken", {}
    )
    return stuk


def _pad(driehoek: Driehoek) -> str:
    return f"/groepen/{driehoek.groep}/driehoekstukken"


def _deel(driehoek: Driehoek, stuk: str, code: str, wie: str, status: int = 201) -> Any:
    opdracht = {"ontvanger": code, "ontvangendeMedewerker": wie}
    return driehoek.kantoor.regisseur.maak(f"{_pad(driehoek)}/{stuk}/_deel", opdracht, status)


def test_de_teamchef_en_de_officier_lezen_de_lijst_waarover_zij_beslissen(
    driehoek: Driehoek, beslissers: dict[str, tuple[Klant, str]]
) -> None:
    driehoek.deel_de_brutolijst()
    lijst = driehoek.stel_samen("gemeente")
    driehoek.kantoor.naar_stap(3)
    stuk = _stel_op(driehoek, lijst["id"])
    for code, (klant, wie) in beslissers.items():
        assert klant.haal(_pad(driehoek)) == {"driehoekstukken": []}
        assert _deel(driehoek, stuk["id"], code, wie)["status"] == "afgeleverd"
        (gekregen,) = klant.haal(_pad(driehoek))["driehoekstukken"]
        # Er is nog over niemand beslist: dit is de brutolijst, onder nummers (E4).
        assert (gekregen["van"], gekregen["lijst"]) == ("gemeente", "bruto")
        assert {lid["stand"] for lid in gekregen["leden"]} == {"te_wegen"}
        assert gekregen["leden"] == stuk["leden"]
        assert (gekregen["namenlijst"], gekregen["door"]) == (None, None)
    assert len(stuk["leden"]) == len(lijst["regels"]) == 3
    assert [lid["nummer"] for lid in stuk["leden"]] == [1, 2, 3]
    # Sterrin is bij beide bekend; van Knikker weet de gemeente alleen wat de politie gaf.
    aantallen = sorted((lid["bekendBij"], lid["vanAnderen"]) for lid in stuk["leden"])
    assert aantallen == [(1, 0), (1, 3), (2, 3)]
    tekst = str(stuk)
    assert not any(woord in tekst for woord in GEHEIM)
    assert not any(regel["betrokkene"] in tekst for regel in lijst["regels"])
    (bij_burgemeester,) = driehoek.kantoor.burgemeester.haal(_pad(driehoek))["driehoekstukken"]
    assert bij_burgemeester == stuk
    assert ("driehoekstuk", stuk["id"], None) in driehoek.kantoor.gelezen(driehoek.kantoor.gemeente)


def test_nummers_zeggen_in_elk_stuk_iets_anders_en_alleen_de_eigenaar_weet_wie_het_is(
    driehoek: Driehoek,
) -> None:
    mensen = [(f"Persoon{letter} Bedenksel", f"2010-01-{n:02}") for n, letter in
              enumerate("abcdefghij", start=1)]  # fmt: skip
    for wie in mensen:
        driehoek.persoon("gemeente", wie)
    lijst = driehoek.stel_samen("gemeente")
    driehoek.kantoor.naar_stap(3)
    regels = {regel["id"]: regel["naam"] for regel in lijst["regels"]}
    volgordes = set()
    for _ in range(3):
        stuk = _stel_op(driehoek, lijst["id"])
        pad = f"{_pad(driehoek)}/{stuk['id']}/nummers"
        nummers = driehoek.kantoor.regisseur.haal(pad)["nummers"]
        namen = tuple(regels[een["regel"]] for een in nummers)
        assert sorted(namen) == sorted(regels.values())
        volgordes.add(namen)
        # De burgemeester beslist over nummers, en leest niet wie dat zijn.
        assert driehoek.kantoor.burgemeester.vraag("GET", pad).status_code == 403
    assert len(volgordes) == 3


def test_twee_keer_delen_is_een_bericht_en_in_een_verkeerde_stap_gaat_er_niets(
    driehoek: Driehoek, beslissers: dict[str, tuple[Klant, str]]
) -> None:
    driehoek.persoon("gemeente", STERRIN)
    lijst = driehoek.stel_samen("gemeente")
    stuk = _stel_op(driehoek, lijst["id"])["id"]
    chef, wie = beslissers["politie"]
    te_vroeg = _deel(driehoek, stuk, "politie", wie, 403)
    assert te_vroeg["redenen"]
    driehoek.kantoor.naar_stap(3)
    stuk = _stel_op(driehoek, lijst["id"])["id"]
    een, twee = (_deel(driehoek, stuk, "politie", wie) for _ in range(2))
    assert een["id"] == twee["id"]
    assert len(chef.haal(_pad(driehoek))["driehoekstukken"]) == 1


def test_wie_dit_stuk_niet_opstelt_of_niet_leest_krijgt_niets(
    driehoek: Driehoek, beslissers: dict[str, tuple[Klant, str]]
) -> None:
    driehoek.persoon("politie", KNIKKER)
    bruto = driehoek.stel_samen("politie")["id"]
    pad = f"{driehoek.pad}/{bruto}/driehoekstukken"
    geweigerd = driehoek.kantoor.analist.vraag("POST", pad)
    assert (geweigerd.status_code, "burgemeester" in geweigerd.json()["detail"]) == (403, True)
    # De analist en de secretaris beslissen niet over de groep.
    for klant in (driehoek.kantoor.analist, driehoek.secretaris):
        assert klant.vraag("GET", _pad(driehoek)).status_code == 403
    elders, _ = driehoek.bureau("politie").medewerker(
        "teamchef", f"elders.{driehoek.groep}@politie.example", alleGroepen=False, groepen=[]
    )
    assert elders.vraag("GET", _pad(driehoek)).status_code == 403
    assert beslissers["politie"][0].haal(_pad(driehoek)) == {"driehoekstukken": []}


def test_wie_te_oud_is_gaat_eerst_van_de_lijst(driehoek: Driehoek) -> None:
    driehoek.persoon("gemeente", ("Grijsaard Bedenksel", "2002-11-24"))
    lijst = driehoek.stel_samen("gemeente")["id"]
    driehoek.wereld.klok.vooruit(days=2)
    pad = f"{driehoek.pad}/{lijst}/driehoekstukken"
    geweigerd = driehoek.kantoor.regisseur.vraag("POST", pad)
    assert geweigerd.status_code == 409
    assert "leeftijd" in geweigerd.json()["detail"]
    assert driehoek.kantoor.regisseur.haal(_pad(driehoek)) == {"driehoekstukken": []}


def test_ook_de_vastgestelde_nettolijst_gaat_onder_nummers(
    driehoek: Driehoek, beslissers: dict[str, tuple[Klant, str]]
) -> None:
    lijst = driehoek.naar_netto()
    driehoek.ruim_op()
    stuk = _stel_op(driehoek, lijst)
    klant, wie = beslissers["politie"]
    _deel(driehoek, stuk["id"], "politie", wie)
    (gekregen,) = klant.haal(_pad(driehoek))["driehoekstukken"]
    assert gekregen["lijst"] == "netto"
    assert {lid["stand"] for lid in gekregen["leden"]} == {"blijft"}
