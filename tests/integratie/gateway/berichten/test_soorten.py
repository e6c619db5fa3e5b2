"""Elke soort bericht gaat door de gateway, en haar toestand zegt niet meer dan een poort leest."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integratie.gateway import koppen
from tests.integratie.gateway.controle import bladen_van
from tests.integratie.gateway.gegevens import GROEP, MEDEWERKERS, PRIVACY, TWEEDE
from tests.integratie.gateway.opstelling import Opstelling


def _toestand(gateway: Opstelling) -> dict[str, Any]:
    toestand: dict[str, Any] = bladen_van(gateway, "besluit")[-1]["toestand"]
    return toestand


def test_van_elke_soort_komt_een_bericht_aan(gateway: Opstelling) -> None:
    nu = gateway.klok()
    gateway.registreer_privacy()
    verzoek = gateway.geef(koppen.verzoek(nu, "gemeente", "politie"))
    gegeven = gateway.geef(koppen.verstrekking(nu, "politie", "gemeente", inReactieOp=verzoek))
    gateway.geef(koppen.aanvulling(nu, gegeven, "politie", "gemeente", ["GEBOORTEDATUM"]))
    gateway.geef(koppen.correctie(nu, gegeven, "politie", "gemeente"))
    gateway.geef(koppen.correctie(nu, gegeven, "gemeente", "politie", herkomst="ontvangen"))
    gateway.geef(koppen.groepsbericht(nu, "politie", "gemeente"))
    gateway.geef(koppen.groepsbericht(nu, "politie", "gemeente", "antwoord", inReactieOp=verzoek))
    gateway.geef(koppen.signaal_zonder_groep(nu, "gemeente", "politie"))
    gateway.geef(koppen.intrekking(nu, gegeven, "politie", "gemeente"))
    gateway.geef(koppen.vernietigingsbericht(nu, "gemeente", "politie", berichten=[gegeven]))
    gateway.geef(koppen.rechtenverzoek(nu, "politie", "om"))
    gateway.geef(koppen.incident(nu, "om", "gemeente"))
    soorten = {blad["kop"]["soort"] for blad in bladen_van(gateway, "besluit")}
    assert len(soorten) == 9
    assert {blad["besluit"]["besluit"] for blad in bladen_van(gateway, "besluit")} == {"toegestaan"}


@pytest.mark.parametrize(
    ("van", "naar", "soorten"),
    [
        ("politie", "gemeente", ["NAW", "WPG8", "WPG13"]),
        ("politie", "om", ["NAW", "WPG8"]),
        ("om", "gemeente", ["NAW", "STRAFVORDERLIJK"]),
        ("gemeente", "politie", ["NAW", "B_OVERLAST"]),
        ("gemeente", "om", ["NAW", "B_OVERLAST"]),
    ],
)
def test_elke_stroom_heeft_haar_grond(
    balie: Opstelling, van: str, naar: str, soorten: list[str]
) -> None:
    balie.naar_stap_3()
    balie.geef(koppen.verstrekking(balie.klok(), van, naar, soorten, stap=3))


def test_van_om_naar_politie_gaat_niets_over_een_lid(balie: Opstelling) -> None:
    balie.naar_stap_3()
    kop = koppen.verstrekking(balie.klok(), "om", "politie", ["NAW"], stap=3)
    assert 11 in balie.poorten(kop)


# --- wat de toestand zegt -------------------------------------------------------------------------


def test_het_onderzoek_staat_er_alleen_waar_het_om_erbij_is(balie: Opstelling) -> None:
    balie.onderzoek(van="2026-11-01", tot="2026-12-31")
    nu = balie.klok()
    balie.geef(koppen.verzoek(nu, "gemeente", "politie"))
    assert "strafrechtelijkOnderzoek" not in _toestand(balie)["groep"]
    balie.geef(koppen.verzoek(nu, "gemeente", "om"))
    assert _toestand(balie)["groep"]["strafrechtelijkOnderzoek"]["van"] == "2026-11-01"
    # Een correctie leest poort 13 niet, en van de groep niets.
    balie.naar_stap_3()
    gegeven = balie.geef(koppen.verstrekking(nu, "om", "gemeente", stap=3))
    assert _toestand(balie)["groep"]["strafrechtelijkOnderzoek"] is not None
    balie.geef(koppen.correctie(nu, gegeven, "om", "gemeente", stap=3))
    assert _toestand(balie)["groep"] is None


def test_een_stuk_leest_van_de_groep_alleen_de_stap(balie: Opstelling) -> None:
    balie.geef(koppen.groepsbericht(balie.klok(), "politie", "gemeente"))
    assert _toestand(balie)["groep"] == {"id": GROEP, "stap": 2, "status": "actief"}
    balie.geef(koppen.incident(balie.klok(), "politie", "gemeente"))
    assert _toestand(balie)["groep"] is None


def test_gegevens_lezen_de_meldingen_als_dag_bron_en_hash(balie: Opstelling) -> None:
    assert balie.verstuur(balie.verstrekking(balie.vraag_informatie())).status_code == 201
    groep = _toestand(balie)["groep"]
    assert set(groep) == {
        "id", "stap", "status", "startbesluit", "eindcriterium", "prioritering",
        "informatieverzoeken",
    }  # fmt: skip
    assert all(set(m) == {"datum", "bron", "incident"} for m in groep["startbesluit"]["meldingen"])


def test_een_betrokkene_die_medewerker_is_staat_in_de_toestand_en_gaat_er_niet_door(
    balie: Opstelling,
) -> None:
    balie.naar_stap_3()
    analist = MEDEWERKERS["politie"][0]
    als_lid = koppen.deel("politie", "gemeente", "NAW", analist)
    kop = koppen.verstrekking(balie.klok(), "politie", "gemeente", [als_lid], stap=3)
    assert balie.redenen(kop) == {"BETROKKENE_IS_MEDEWERKER"}
    privacy = PRIVACY["gemeente"]
    balie.registreer_privacy()
    als_kind = koppen.deel(
        "politie", "gemeente", "NAW", TWEEDE, categorie=2, leeftijdsklasse="12-15", kind=privacy
    )
    kop = koppen.verstrekking(balie.klok(), "politie", "gemeente", [als_kind], stap=3)
    assert balie.redenen(kop) == {"BETROKKENE_IS_MEDEWERKER"}
    assert privacy in _toestand(balie)["autorisaties"]


def test_een_deelnemer_is_een_medewerker_van_de_afzender(balie: Opstelling) -> None:
    contact = {"categorie": 3, "leeftijdsklasse": None, "kenmerken": None, "grondslag": "AVG6_1_E"}

    def poorten(wie: str) -> set[int]:
        deel = koppen.deel("politie", "om", "CONTACT_DEELNEMER", wie, **contact)
        return balie.poorten(koppen.verstrekking(balie.klok(), "politie", "om", [deel]))

    assert poorten(TWEEDE) == {6}
    assert poorten(MEDEWERKERS["om"][0]) == {6}
    assert poorten(MEDEWERKERS["politie"][0]) == set()


def test_wie_een_recht_niet_heeft_krijgt_of_geeft_de_soort_niet(balie: Opstelling) -> None:
    nu = balie.klok()
    balie.registreer_privacy()
    gewoon = {"medewerker": MEDEWERKERS["politie"][0], "ontvangendeMedewerker": PRIVACY["om"]}
    assert balie.redenen(koppen.rechtenverzoek(nu, "politie", "om", **gewoon)) == {
        "FUNCTIE_ZONDER_RECHT"
    }
    kop = koppen.groepsbericht(nu, "politie", "gemeente", ontvangendeMedewerker=PRIVACY["gemeente"])
    assert balie.redenen(kop) == {"ONTVANGER_MAG_NIET"}
