"""Hoe een collega te bereiken is: uit het eigen register, en over niemand anders (4.4)."""

from __future__ import annotations

from typing import Any

import pytest

from shared.bestand.registreren.melder import Autorisatiemelder
from shared.bestand.tabellen import PersoonRij
from shared.partij.web.versies import etag_van
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import BEHEERDER, Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.opstelling import Wereld

BEREIKBAAR = {"email": "mare.verzonnenstein@politie.example", "telefoon": "010 0000000"}


@pytest.fixture
def collega(kantoor: Kantoor) -> str:
    """Een teamchef die aan tafel zit, en hoe zij te bereiken is."""
    return _collega(kantoor, **BEREIKBAAR)


def _collega(kantoor: Kantoor, **anders: Any) -> str:
    sub = f"chef.{kantoor.groep}@politie.example"
    _, wie = kantoor.politie.medewerker("teamchef", sub, **anders)
    kantoor.wereld.doe(Autorisatiemelder(kantoor.politie.uitwisseling.dienst).meld_wachtende())
    return wie


def _deel(deelnemer: str, **anders: Any) -> dict[str, Any]:
    return {
        "deelnemer": deelnemer,
        "gegevenssoort": "CONTACT_DEELNEMER",
        "grondslag": "AVG6_1_E",
        **anders,
    }


def _opdracht(kantoor: Kantoor, *delen: dict[str, Any]) -> dict[str, Any]:
    return kantoor.opdracht("", kantoor.vraag_om_informatie(), onderdelen=list(delen))


def test_een_collega_is_te_bereiken_met_wat_in_het_register_staat(
    kantoor: Kantoor, collega: str
) -> None:
    opdracht = _opdracht(kantoor, _deel(collega))
    voorbeeld = kantoor.analist.maak("/verstrekkingen/_voorbeeld", opdracht, 200)
    assert voorbeeld["magWeg"], voorbeeld["besluit"]
    stand = kantoor.analist.maak("/verstrekkingen", opdracht)
    assert stand["status"] == "afgeleverd", stand
    (deel,) = kantoor.analist.haal(f"/verstrekkingen/{stand['id']}/inhoud")["onderdelen"]
    assert deel["gegevens"] == voorbeeld["onderdelen"][0]["gegevens"] == {
        "naam": "Mare Verzonnenstein",
        "functie": "teamchef",
        "organisatie": kantoor.politie.uitwisseling.dienst.partij.titel,
        **BEREIKBAAR,
    }  # fmt: skip
    (kopdeel,) = voorbeeld["kop"]["onderdelen"]
    assert (kopdeel["betrokkene"], kopdeel["categorie"], kopdeel["leeftijdsklasse"]) == (
        collega, 3, None,
    )  # fmt: skip
    # Zij is en wordt geen lid van de groep.
    leden = kantoor.analist.haal(f"/groepen/{kantoor.groep}/leden")["leden"]
    assert collega not in {lid["betrokkene"] for lid in leden}


def test_wat_niet_in_het_register_staat_gaat_niet_mee(kantoor: Kantoor) -> None:
    zonder = _collega(kantoor)
    opdracht = _opdracht(kantoor, _deel(zonder))
    (deel,) = kantoor.analist.maak("/verstrekkingen/_voorbeeld", opdracht, 200)["onderdelen"]
    assert deel["gegevens"].keys() == {"naam", "functie", "organisatie"}


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"persoon": "P"}, "/persoon"),
        ({"gegeven": "P"}, "/gegeven"),
        ({"kenmerken": {"extraMotivering": True}}, "/kenmerken"),
        ({"informatie": {"status": "geinformeerd"}}, "/informatie"),
        ({"gegevens": {"telefoon": "010 1111111"}}, "/gegevens"),
        ({"gegevenssoort": "NAW"}, "/gegevenssoort"),
    ],
)
@pytest.mark.parametrize("weg", ["/verstrekkingen/_voorbeeld", "/verstrekkingen"])
def test_over_een_collega_gaat_niets_anders_mee(
    kantoor: Kantoor, collega: str, anders: dict[str, Any], pad: str, weg: str
) -> None:
    persoon = kantoor.persoon()
    gevuld = {naam: persoon if waarde == "P" else waarde for naam, waarde in anders.items()}
    antwoord = kantoor.analist.vraag("POST", weg, json=_opdracht(kantoor, _deel(collega, **gevuld)))
    assert antwoord.status_code == 400, antwoord.text
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [f"/onderdelen/0{pad}"]


def test_van_een_ander_of_van_niemand_gaat_niets(kantoor: Kantoor) -> None:
    for onbekend in (kantoor.regisseur_id, nieuw_id()):
        antwoord = kantoor.analist.vraag(
            "POST", "/verstrekkingen", json=_opdracht(kantoor, _deel(onbekend))
        )
        assert antwoord.status_code == 400
        assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/onderdelen/0/deelnemer"]


def test_een_persoon_van_de_groep_is_geen_deelnemer(kantoor: Kantoor) -> None:
    persoon = kantoor.persoon()
    deel = {"persoon": persoon, "gegevenssoort": "CONTACT_DEELNEMER", "grondslag": "AVG6_1_E"}
    antwoord = kantoor.analist.vraag("POST", "/verstrekkingen", json=_opdracht(kantoor, deel))
    assert antwoord.status_code == 400
    assert antwoord.json()["fouten"][0]["pad"] == "/onderdelen/0/gegevenssoort"
    lid = {"persoonId": persoon, "categorie": 3}
    geweigerd = kantoor.analist.vraag("POST", f"/groepen/{kantoor.groep}/leden", json=lid)
    assert geweigerd.status_code == 400
    assert [fout["pad"] for fout in geweigerd.json()["fouten"]] == ["/categorie"]


def test_wie_niet_volledig_geautoriseerd_is_neemt_niet_deel(kantoor: Kantoor) -> None:
    verlopen = _collega(kantoor, vog=None)
    antwoord = kantoor.analist.vraag(
        "POST", "/verstrekkingen", json=_opdracht(kantoor, _deel(verlopen))
    )
    assert antwoord.status_code == 403
    assert 6 in {reden["poort"] for reden in antwoord.json()["redenen"]}


@pytest.mark.parametrize(
    "anders", [{"email": "geen adres"}, {"telefoon": "bel mij maar"}, {"telefoon": "12"}]
)
def test_in_het_register_staat_een_adres_dat_werkt(
    kantoor: Kantoor, anders: dict[str, str]
) -> None:
    invoer = {
        "sub": f"nieuw.{kantoor.groep}@politie.example",
        "functie": "teamchef",
        "naam": "Mare Verzonnenstein",
        "aangewezen": True,
        "geautoriseerd": True,
        "geheimhouding": "2026-01-15",
        "vog": "2026-01-10",
        "geldigTot": "2027-06-30",
        "alleGroepen": True,
        **anders,
    }
    beheerder = kantoor.politie.klant(BEHEERDER)
    antwoord = beheerder.vraag("PUT", f"/autorisaties/{nieuw_id()}", json=invoer)
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [f"/{next(iter(anders))}"]


def test_elke_partij_noemt_haar_collegas_zonder_verklaring_over_een_zaak(
    gedeelde_driehoek: Wereld,
) -> None:
    """Van het OM en de gemeente hoort bij een collega geen verklaring uit hun eigen wet."""
    driehoek = Driehoek.richt_in(gedeelde_driehoek)
    kantoor = driehoek.kantoor
    kantoor.naar_stap(5, prioritering="ja")
    for code, wie, naar in (
        ("om", driehoek.secretaris_id, "gemeente"),
        ("gemeente", kantoor.regisseur_id, "politie"),
    ):
        klant, _ = driehoek.klant(code)
        opdracht = {
            **kantoor.opdracht("", None),
            "ontvanger": naar,
            "ontvangendeMedewerker": driehoek.klant(naar)[1],
            "stap": 5,
            "onderdelen": [_deel(wie)],
        }
        opdracht["afweging"]["zwaarwegendAlgemeenBelang"] = True if code == "om" else None
        voorbeeld = klant.maak("/verstrekkingen/_voorbeeld", opdracht, 200)
        assert voorbeeld["magWeg"], voorbeeld["besluit"]["redenen"]


# --- Door hemzelf gegeven ---


def _zet_contact(
    klant: Klant, status: int = 200, etag: str | None = None, **bereik: str | None
) -> Any:
    koppen = {} if etag is None else {"If-Match": etag}
    antwoord = klant.vraag("PUT", "/autorisaties/mij/contact", json=bereik, headers=koppen)
    assert antwoord.status_code == status, antwoord.text
    return antwoord.json()


def test_ieder_geeft_zelf_hoe_hij_te_bereiken_is(kantoor: Kantoor) -> None:
    sub = f"zelf.{kantoor.groep}@politie.example"
    chef, wie = kantoor.politie.medewerker("teamchef", sub, **BEREIKBAAR)
    kantoor.wereld.doe(Autorisatiemelder(kantoor.politie.uitwisseling.dienst).meld_wachtende())
    eerst = chef.haal("/autorisaties/mij/contact")
    assert (eerst["versie"], eerst["email"]) == (0, BEREIKBAAR["email"])
    assert eerst["functie"] == "teamchef"
    nieuw = {"email": "mare@politie.example", "telefoon": None}
    gezet = _zet_contact(chef, **nieuw)
    assert {naam: gezet[naam] for naam in nieuw} == nieuw
    _zet_contact(chef, 428, telefoon="010 2222222")
    _zet_contact(chef, 400, etag=etag_van(wie, 1), telefoon="bel mij maar")
    # Naam, functie en organisatie geeft hij niet zelf.
    _zet_contact(chef, 400, etag=etag_van(wie, 1), naam="Een Ander")
    # Wat weggaat is wat hij zelf gaf, ook als de beheerder iets anders registreerde.
    opdracht = _opdracht(kantoor, _deel(wie))
    (deel,) = kantoor.analist.maak("/verstrekkingen/_voorbeeld", opdracht, 200)["onderdelen"]
    assert (deel["gegevens"]["email"], "telefoon" in deel["gegevens"]) == (nieuw["email"], False)
    # Aan wat hij mag verandert het niets: de autorisatie blijft zoals zij was.
    assert chef.haal("/autorisaties/mij")["versie"] == 1


def test_wie_te_bereiken_is_wordt_bij_de_ander_geen_persoon(kantoor: Kantoor, collega: str) -> None:
    stand = kantoor.analist.maak("/verstrekkingen", _opdracht(kantoor, _deel(collega)))
    assert stand["status"] == "afgeleverd", stand
    (gegeven,) = (
        een
        for een in kantoor.regisseur.haal(f"/ontvangen-gegevens?groep={kantoor.groep}")[
            "ontvangenGegevens"
        ]
        if een["betrokkene"] == collega
    )
    assert gegeven["gegevens"]["email"] == BEREIKBAAR["email"]
    assert kantoor.regisseur.haal(f"/groepen/{kantoor.groep}/leden")["leden"] == []
    antwoord = kantoor.regisseur.vraag("GET", f"/personen/{collega}")
    assert antwoord.status_code == 404
    with kantoor.gemeente.uitwisseling.dienst.lezend() as sessie:
        assert sessie.get(PersoonRij, collega) is None
