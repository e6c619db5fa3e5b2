"""Wat vanzelf weg moet gaat vanzelf weg, op zijn dag, ook na een onderbreking (8.1, H1-H16)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from deploy.pki import Pki
from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.bestand.personen.register import PersonenRegister
from shared.partij.fouten import Vernietigd
from shared.partijdienst.onderhoud import OnderhoudLooptAl, draai_onderhoud
from shared.verzenden.journaal.tabellen import JournaalRij
from shared.verzenden.stukken.tabellen import GroepsstukRij, StukberichtRij
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from tests.hulp.databank import NieuweDatabank
from tests.hulp.inloggen import Uitgever
from tests.integratie.partij.bewaarwerk import PARTIJEN, SLOT, naar_dag, namen, onderhoud, resten
from tests.integratie.partij.driehoek import DROMER, KNIKKER, STERRIN, Driehoek
from tests.integratie.partij.opstelling import wereld


@pytest.fixture
def driehoek(
    nieuwe_plek: NieuweDatabank, uitgever: Uitgever, pki: Pki, tmp_path: Path
) -> Iterator[Driehoek]:
    with wereld(PARTIJEN, nieuwe_plek, uitgever, pki, tmp_path) as alles:
        yield Driehoek.richt_in(alles)


def test_zonder_nettolijst_is_de_brutolijst_na_dertig_dagen_weg(driehoek: Driehoek) -> None:
    driehoek.deel_de_brutolijst()
    driehoek.stel_samen("gemeente")
    driehoek.wereld.klok.vooruit(days=30)
    for code in PARTIJEN:
        assert onderhoud(driehoek, code)["opruimingen"] == 0, "de laatste dag telt nog mee"
    assert namen(driehoek, "om") == {STERRIN[0], KNIKKER[0]}
    driehoek.wereld.klok.vooruit(days=1)
    for code in PARTIJEN:
        onderhoud(driehoek, code)
    assert namen(driehoek, "om") == set()
    assert resten(driehoek, "om") == resten(driehoek, "politie") == (0, 0)
    assert resten(driehoek, "gemeente") == (0, 0)
    # Wat van henzelf is blijft van henzelf; is er niets dan een naam, dan nog dertig dagen.
    for dagen in (0, 30):
        driehoek.wereld.klok.vooruit(days=dagen)
        for code in PARTIJEN:
            onderhoud(driehoek, code)
        assert namen(driehoek, "politie") == {STERRIN[0], KNIKKER[0]}
        assert namen(driehoek, "gemeente") == {STERRIN[0], DROMER[0]}
    driehoek.wereld.klok.vooruit(days=1)
    for code in PARTIJEN:
        onderhoud(driehoek, code)
        assert namen(driehoek, code) == set()
    gronden = {
        een["grond"]
        for een in driehoek.secretaris.haal(f"/groepen/{driehoek.groep}/vernietigingen")[
            "vernietigingen"
        ]
    }
    assert gronden == {"termijn"}


def test_wie_op_de_nettolijst_staat_blijft_zolang_de_aanpak_loopt(driehoek: Driehoek) -> None:
    driehoek.naar_netto()
    driehoek.ruim_op()
    driehoek.geef_wie_blijft_aan_om()
    driehoek.kantoor.naar_stap(6, prioritering="ja")
    driehoek.wereld.klok.vooruit(days=200)
    for code in PARTIJEN:
        uitkomst = onderhoud(driehoek, code)
        assert (uitkomst["opruimingen"], uitkomst["verlopenGegevens"]) == (0, 0)
        assert uitkomst["teHerzien"] > 0, "na een half jaar kijkt een mens opnieuw"
    assert STERRIN[0] in namen(driehoek, "om")


def test_een_nieuwe_brutolijst_die_nergens_toe_leidt_laat_de_nettolijst_staan(
    driehoek: Driehoek,
) -> None:
    driehoek.naar_netto()
    driehoek.ruim_op()
    driehoek.kantoor.naar_stap(6, prioritering="ja")
    driehoek.persoon("politie", ("Nieuweling Verzinsel", "2010-08-09"))
    nieuw = driehoek.stel_samen("politie")
    assert len(nieuw["regels"]) == 2
    driehoek.wereld.klok.vooruit(days=31)
    assert onderhoud(driehoek, "politie")["opruimingen"] == 1
    assert onderhoud(driehoek, "politie")["opruimingen"] == 0
    leden = driehoek.kantoor.analist.haal(f"/groepen/{driehoek.groep}/leden")["leden"]
    assert {lid["persoonId"] for lid in leden} == {driehoek.personen[f"politie:{STERRIN[0]}"]}
    standen = driehoek.kantoor.analist.haal(driehoek.pad)["namenlijsten"]
    assert {een["stand"] for een in standen} == {"opgeruimd"}


def test_niet_geprioriteerd_is_weg(driehoek: Driehoek) -> None:
    driehoek.naar_netto()
    driehoek.ruim_op()
    driehoek.kantoor.naar_stap(4, status="niet_geprioriteerd", prioritering="nee")
    for code in PARTIJEN:
        onderhoud(driehoek, code)
        assert resten(driehoek, code) == (0, 0)
    assert namen(driehoek, "om") == set()
    (lijst,) = driehoek.kantoor.regisseur.haal(driehoek.pad)["namenlijsten"]
    assert lijst["stand"] == "opgeruimd"


def test_een_beurt_die_niet_kon_vragen_hoe_een_groep_ervoor_staat_doet_de_termijnen_wel(
    driehoek: Driehoek,
) -> None:
    driehoek.deel_de_brutolijst()
    driehoek.wereld.klok.vooruit(days=31)
    driehoek.wereld.gateway.weg = True
    uitkomst = onderhoud(driehoek, "om")
    assert uitkomst["groepenOnbekend"] == 1
    assert uitkomst["verlopenGegevens"] == 6
    assert namen(driehoek, "om") == set()


def test_twee_beurten_tegelijk_kan_niet_en_een_gesneuvelde_wordt_overgenomen(
    driehoek: Driehoek,
) -> None:
    driehoek.naar_netto()
    driehoek.ruim_op()
    driehoek.geef_wie_blijft_aan_om()
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="geen-overlast")
    geheel = driehoek.bureau("om").geheel
    u = geheel.uitwisseling
    (sterrin,) = (
        p["id"]
        for p in driehoek.secretaris.haal("/personen")["personen"]
        if p["vernietigdOp"] is None
    )
    dienst = replace(u.dienst, kluis=Uitvallend(u.dienst.kluis))
    kapot = replace(geheel, uitwisseling=replace(u, dienst=dienst))
    with pytest.raises(Stroomuitval):
        driehoek.wereld.doe(draai_onderhoud(kapot, SLOT))
    # De sleutel is al weg, de rijen nog niet: niemand kan Sterrin nog lezen, ook het bestand zelf
    # niet. Tot het onderhoud haar afmaakt is zij nog afgeschermd, en wie vraagt hoort alleen dat.
    with u.dienst.lezend() as sessie, pytest.raises(Vernietigd):
        PersonenRegister(sessie, u.dienst.kluis).lees(sterrin)
    assert driehoek.secretaris.vraag("GET", f"/personen/{sterrin}").status_code == 403
    assert resten(driehoek, "om") != (0, 0)
    with pytest.raises(OnderhoudLooptAl):
        onderhoud(driehoek, "om")
    driehoek.wereld.klok.vooruit(minutes=16)
    assert onderhoud(driehoek, "om")["opruimingen"] == 1
    assert driehoek.secretaris.vraag("GET", f"/personen/{sterrin}").status_code == 410
    assert onderhoud(driehoek, "om")["opruimingen"] == 0
    assert resten(driehoek, "om") == (0, 0)
    verklaringen = driehoek.secretaris.haal(f"/groepen/{driehoek.groep}/vernietigingen")
    gronden = [(v["grond"], v["aantallen"]["personen"]) for v in verklaringen["vernietigingen"]]
    assert gronden == [("nettolijst", 2), ("afgesloten", 1)]


def test_vier_jaar_na_een_aanpak_is_weg_wat_er_van_de_berichten_is_vastgelegd(
    driehoek: Driehoek,
) -> None:
    driehoek.naar_netto()
    driehoek.ruim_op()
    driehoek.geef_wie_blijft_aan_om()
    van_toen = {code: _berichten(driehoek, code) for code in PARTIJEN}
    assert all(van_toen.values())
    assert all(_stukken(driehoek, code) for code in PARTIJEN)
    driehoek.kantoor.naar_stap(6, prioritering="ja")
    naar_dag(driehoek, "2031-02-01")
    onderhoud(driehoek, "om")
    assert van_toen["om"] <= _berichten(driehoek, "om"), "de aanpak loopt nog"
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="geen-overlast")
    for code in PARTIJEN:
        onderhoud(driehoek, code)
    assert van_toen["om"] & _berichten(driehoek, "om"), "de dag van sluiten telt nog mee"
    driehoek.wereld.klok.vooruit(days=1)
    for code in PARTIJEN:
        for _ in range(2):
            onderhoud(driehoek, code)
        # Ook het dossier zonder namen houdt zijn berichten dan niet meer vast.
        assert _stukken(driehoek, code) == set(), code
        assert _berichten(driehoek, code) & van_toen[code] == set(), code
        assert _journaal(driehoek, code) & van_toen[code] == set(), code


def _berichten(driehoek: Driehoek, code: str) -> set[str]:
    with driehoek.bureau(code).geheel.dienst.lezend() as sessie:
        klaar = UitgaandRij.status == Verzendstatus.AFGELEVERD
        uit = set(sessie.scalars(select(UitgaandRij.bericht_id).where(klaar)))
        return uit | set(sessie.scalars(select(InkomendRij.bericht_id)))


def _journaal(driehoek: Driehoek, code: str) -> set[str]:
    with driehoek.bureau(code).geheel.dienst.lezend() as sessie:
        return set(sessie.scalars(select(JournaalRij.bericht_id)))


def _stukken(driehoek: Driehoek, code: str) -> set[str]:
    """Het dossier van de groep zonder namen: dat gaat over niemand."""
    with driehoek.bureau(code).geheel.dienst.lezend() as sessie:
        stukken = set(sessie.scalars(select(GroepsstukRij.id)))
        return stukken | set(sessie.scalars(select(StukberichtRij.bericht_id)))


class Stroomuitval(BaseException):
    """Het proces houdt op."""


class Uitvallend:
    """Een kluis waarvan het proces sneuvelt zodra de sleutels weg zijn."""

    def __init__(self, echte: Any) -> None:
        self._echte = echte

    def vernietig_alle(self, sleutel_ids: Iterable[str]) -> object:
        self._echte.vernietig_alle(sleutel_ids)
        raise Stroomuitval

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._echte, naam)
