"""Wat op een eerder bericht voortbouwt, wordt op dat bericht beslist: langs de hele keten."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.integratie.gateway import koppen
from tests.integratie.gateway.controle import bladen_van
from tests.integratie.gateway.gegevens import BETROKKENE, GROEP, TWEEDE
from tests.integratie.gateway.ontvanger import ontvangstantwoord
from tests.integratie.gateway.opstelling import Opstelling


@pytest.fixture
def stap3(balie: Opstelling) -> Opstelling:
    """Stap 3: iedereen mag geven zonder dat er eerst is gevraagd."""
    balie.naar_stap_3()
    return balie


def _geef(gateway: Opstelling, van: str, naar: str, *soorten: Any, **anders: Any) -> str:
    return gateway.geef(
        koppen.verstrekking(gateway.klok(), van, naar, soorten or ["NAW"], stap=3, **anders)
    )


def _corrigeer(gateway: Opstelling, op: str, van: str, naar: str, *rest: Any, **anders: Any) -> str:
    return gateway.geef(_correctie(gateway, op, van, naar, *rest, **anders))


def _correctie(
    gateway: Opstelling, op: str, van: str, naar: str, *rest: Any, **anders: Any
) -> dict[str, Any]:
    return koppen.correctie(gateway.klok(), op, van, naar, *rest, **{"stap": 3, **anders})


def _trek_in(gateway: Opstelling, op: str, van: str, naar: str, *rest: Any) -> str:
    return gateway.geef(koppen.intrekking(gateway.klok(), op, van, naar, *rest, stap=3))


def _verwijzing(gateway: Opstelling) -> dict[str, Any]:
    verwijzing: dict[str, Any] = bladen_van(gateway, "besluit")[-1]["toestand"]["verwijzing"]
    return verwijzing


# --- de bron --------------------------------------------------------------------------------------


def test_in_een_keten_blijft_het_gegeven_van_wie_het_eerst_gaf(stap3: Opstelling) -> None:
    gegeven = _geef(stap3, "politie", "gemeente")
    melding = _corrigeer(stap3, gegeven, "gemeente", "politie", herkomst="ontvangen")
    assert _verwijzing(stap3)["onderdelen"][0]["bron"] == "politie"
    nieuw = _corrigeer(stap3, gegeven, "politie", "gemeente")
    verder = _corrigeer(stap3, nieuw, "politie", "gemeente")
    # Wie het ontving maakt het zich nergens in de keten eigen, ook niet via zijn eigen melding.
    for op in (gegeven, melding, nieuw, verder):
        kop = _correctie(stap3, op, "gemeente", "politie", herkomst="eigen")
        assert stap3.redenen(kop) == {"HERKOMST_BRON"}, op
        assert {plek["bron"] for plek in _verwijzing(stap3)["onderdelen"]} == {"politie"}


def test_andermans_gegeven_gaat_niet_als_correctie_naar_een_derde(stap3: Opstelling) -> None:
    gegeven = _geef(stap3, "politie", "gemeente")
    for herkomst in ("eigen", "ontvangen"):
        kop = _correctie(stap3, gegeven, "gemeente", "om", herkomst=herkomst)
        assert "VERWIJZING_RICHTING" in stap3.redenen(kop)
    # Een derde die het niet verstuurde of kreeg, vindt er niets.
    vreemd = _correctie(stap3, gegeven, "om", "gemeente")
    assert stap3.redenen(vreemd) == {"VERWIJZING_ONBEKEND"}
    assert bladen_van(stap3, "besluit")[-1]["toestand"]["verwijzing"] is None


def test_wat_twee_partijen_kregen_wordt_bij_elk_apart_gecorrigeerd(stap3: Opstelling) -> None:
    bij_gemeente = _geef(stap3, "politie", "gemeente")
    bij_om = _geef(stap3, "politie", "om")
    _corrigeer(stap3, bij_gemeente, "politie", "gemeente")
    _corrigeer(stap3, bij_om, "politie", "om")
    kruiselings = _correctie(stap3, bij_gemeente, "politie", "om")
    assert stap3.redenen(kruiselings) == {"VERWIJZING_RICHTING"}


def test_een_correctie_brengt_niets_en_niemand_nieuw(stap3: Opstelling) -> None:
    gegeven = _geef(stap3, "politie", "gemeente", "NAW", "GEBOORTEDATUM")
    anders = {
        "PLAATS_ANDERS": _correctie(stap3, gegeven, "politie", "gemeente", [(1, "NAW")]),
        "PLAATS_STAAT_NIET": _correctie(stap3, gegeven, "politie", "gemeente", [(2, "NAW")]),
        "PLAATS_DUBBEL": _correctie(stap3, gegeven, "politie", "gemeente", [(0, "NAW")] * 2),
    }
    for reden, kop in anders.items():
        assert reden in stap3.redenen(kop)
    ander = _correctie(stap3, gegeven, "politie", "gemeente", betrokkene=TWEEDE)
    assert stap3.redenen(ander) == {"PLAATS_STAAT_NIET"}
    assert _verwijzing(stap3)["onderdelen"] == []


def test_de_termijn_van_het_eerste_bericht_geldt_de_hele_keten(stap3: Opstelling) -> None:
    oud = koppen.deel(
        "politie", "gemeente", "WPG8",
        kenmerken={"eersteVerwerking": "2021-11-25", "gerelateerd": True},
    )  # fmt: skip
    gegeven = _geef(stap3, "politie", "gemeente", oud)
    eerste = _corrigeer(stap3, gegeven, "politie", "gemeente", [(0, "WPG8")])
    tweede = _corrigeer(stap3, eerste, "politie", "gemeente", [(0, "WPG8")])
    plek = _verwijzing(stap3)["onderdelen"][0]
    assert (plek["eersteVerwerking"], plek["gerelateerd"]) == ("2021-11-25", True)
    stap3.klok.vooruit(days=3)  # vijf jaar en een dag na de eerste verwerking
    kop = _correctie(stap3, tweede, "politie", "gemeente", [(0, "WPG8")])
    assert 9 in stap3.poorten(kop)
    # Wat niet meer gecorrigeerd mag worden, wordt ingetrokken.
    _trek_in(stap3, tweede, "politie", "gemeente")


def test_op_wat_niet_is_aangenomen_bouwt_alleen_een_intrekking_voort(stap3: Opstelling) -> None:
    kop = koppen.verstrekking(stap3.klok(), "politie", "gemeente", stap=3)
    bericht = stap3.onderteken(kop)
    ontvanger = stap3.net.ontvangers["gemeente"]
    ontvanger.ingreep = lambda _request, _body: ontvangstantwoord(
        *ontvanger.ontvangst(kop["id"], bericht.digest, "NIET_HIER"), 400
    )
    assert stap3.verstuur(bericht).status_code == 201
    ontvanger.ingreep = None
    assert stap3.redenen(_correctie(stap3, kop["id"], "politie", "gemeente")) == {
        "VERWIJZING_ONBEKEND"
    }
    _trek_in(stap3, kop["id"], "politie", "gemeente")


def test_op_een_geweigerd_bericht_bouwt_niets_voort(stap3: Opstelling) -> None:
    kop = koppen.verstrekking(stap3.klok(), "politie", "gemeente", stap=3, doel="D5")
    assert stap3.poorten(kop) == {10}
    assert "VERWIJZING_ONBEKEND" in stap3.redenen(
        koppen.intrekking(stap3.klok(), kop["id"], "politie", "gemeente", stap=3)
    )


# --- aanvulling -----------------------------------------------------------------------------------


def test_een_aanvulling_geeft_nieuwe_soorten_over_wie_er_al_in_stond(stap3: Opstelling) -> None:
    gegeven = _geef(stap3, "politie", "gemeente")
    nu = stap3.klok()
    stap3.geef(koppen.aanvulling(nu, gegeven, "politie", "gemeente", ["WPG8"], stap=3))
    # Ook wie het kreeg vult aan met wat hij zelf heeft, aan wie het gaf of aan een ander.
    for naar in ("politie", "om"):
        stap3.geef(koppen.aanvulling(nu, gegeven, "gemeente", naar, ["B_OVERLAST"], stap=3))
    nieuw = koppen.deel("politie", "gemeente", "WPG8", TWEEDE)
    kop = koppen.aanvulling(nu, gegeven, "politie", "gemeente", [nieuw], stap=3)
    assert stap3.redenen(kop) == {"BETROKKENE_NIEUW"}
    kop = koppen.aanvulling(nu, gegeven, "om", "gemeente", ["NAW"], stap=3)
    assert stap3.redenen(kop) == {"VERWIJZING_ONBEKEND"}


def test_op_een_verzonnen_bericht_is_geen_aanvulling(balie: Opstelling) -> None:
    nu = balie.klok()
    verzonnen = koppen.kop(nu, "verstrekking", "politie", "gemeente")["id"]
    kop = koppen.aanvulling(nu, verzonnen, "politie", "gemeente", ["NAW"])
    assert balie.redenen(kop) == {"VERWIJZING_ONBEKEND"}


# --- intrekken ------------------------------------------------------------------------------------


def test_een_ingetrokken_plaats_staat_niet_meer_de_andere_wel(stap3: Opstelling) -> None:
    gegeven = _geef(stap3, "politie", "gemeente", "NAW", "GEBOORTEDATUM")
    _trek_in(stap3, gegeven, "politie", "gemeente", [(0, "NAW")])
    kop = _correctie(stap3, gegeven, "politie", "gemeente")
    assert stap3.redenen(kop) == {"PLAATS_STAAT_NIET"}
    _corrigeer(stap3, gegeven, "politie", "gemeente", [(1, "GEBOORTEDATUM")])
    nog_eens = koppen.intrekking(stap3.klok(), gegeven, "politie", "gemeente", [(0, "NAW")], stap=3)
    assert stap3.redenen(nog_eens) == {"PLAATS_STAAT_NIET"}


def test_wie_een_plaats_intrekt_trekt_ook_in_wat_haar_later_verving(stap3: Opstelling) -> None:
    gegeven = _geef(stap3, "politie", "gemeente", "NAW", "GEBOORTEDATUM")
    beide = [(0, "NAW"), (1, "GEBOORTEDATUM")]
    nieuw = _corrigeer(stap3, gegeven, "politie", "gemeente", beide)
    _trek_in(stap3, gegeven, "politie", "gemeente", [(0, "NAW")])
    assert stap3.redenen(_correctie(stap3, nieuw, "politie", "gemeente")) == {"PLAATS_STAAT_NIET"}
    _corrigeer(stap3, nieuw, "politie", "gemeente", [(1, "GEBOORTEDATUM")])


def test_wie_een_correctie_intrekt_krijgt_de_oude_versie_niet_terug(stap3: Opstelling) -> None:
    gegeven = _geef(stap3, "politie", "gemeente", "NAW", "GEBOORTEDATUM")
    nieuw = _corrigeer(stap3, gegeven, "politie", "gemeente")
    ander = _corrigeer(stap3, gegeven, "politie", "gemeente")
    verder = _corrigeer(stap3, nieuw, "politie", "gemeente")
    _trek_in(stap3, nieuw, "politie", "gemeente")
    assert stap3.redenen(_correctie(stap3, gegeven, "politie", "gemeente")) == {"PLAATS_STAAT_NIET"}
    assert stap3.redenen(_correctie(stap3, ander, "politie", "gemeente")) == {"PLAATS_STAAT_NIET"}
    assert "VERWIJZING_INGETROKKEN" in stap3.redenen(
        _correctie(stap3, verder, "politie", "gemeente")
    )
    _corrigeer(stap3, gegeven, "politie", "gemeente", [(1, "GEBOORTEDATUM")])


def test_een_heel_bericht_intrekken_trekt_zijn_correcties_mee(stap3: Opstelling) -> None:
    gegeven = _geef(stap3, "politie", "gemeente", "NAW", "GEBOORTEDATUM")
    eerste = _corrigeer(stap3, gegeven, "politie", "gemeente")
    tweede = _corrigeer(stap3, eerste, "politie", "gemeente")
    aanvulling = stap3.geef(
        koppen.aanvulling(stap3.klok(), gegeven, "politie", "gemeente", ["WPG8"], stap=3)
    )
    _trek_in(stap3, gegeven, "politie", "gemeente")
    assert _verwijzing(stap3)["onderdelen"] == []
    for op in (gegeven, eerste, tweede):
        redenen = stap3.redenen(_correctie(stap3, op, "politie", "gemeente"))
        assert "VERWIJZING_INGETROKKEN" in redenen, op
    # Een aanvulling is een eigen bericht en staat nog.
    _corrigeer(stap3, aanvulling, "politie", "gemeente", [(0, "WPG8")])


def test_wie_zijn_melding_intrekt_laat_het_gegeven_van_de_bron_staan(stap3: Opstelling) -> None:
    gegeven = _geef(stap3, "politie", "gemeente")
    melding = _corrigeer(stap3, gegeven, "gemeente", "politie", herkomst="ontvangen")
    _trek_in(stap3, melding, "gemeente", "politie")
    assert stap3.redenen(_correctie(stap3, melding, "politie", "gemeente")) == {
        "VERWIJZING_INGETROKKEN", "PLAATS_STAAT_NIET",
    }  # fmt: skip
    _corrigeer(stap3, gegeven, "politie", "gemeente")


def test_een_ander_trekt_niet_in(stap3: Opstelling) -> None:
    gegeven = _geef(stap3, "politie", "gemeente")
    nu = stap3.klok()
    assert stap3.redenen(koppen.intrekking(nu, gegeven, "gemeente", "politie", stap=3)) == {
        "VERWIJZING_RICHTING"
    }
    assert stap3.redenen(koppen.intrekking(nu, gegeven, "om", "gemeente", stap=3)) == {
        "VERWIJZING_ONBEKEND"
    }
    andere_groep = "0193aaaa-0000-7000-8000-0000000000ff"
    kop = koppen.intrekking(nu, gegeven, "politie", "gemeente", stap=3, groep=andere_groep)
    assert stap3.redenen(kop) == {"VERWIJZING_ANDERE_GROEP"}
    _corrigeer(stap3, gegeven, "politie", "gemeente")


def test_een_ingetrokken_verzoek_is_geen_verzoek_meer(balie: Opstelling) -> None:
    nu, verzoek = balie.klok(), balie.vraag_informatie()
    balie.geef(koppen.intrekking(nu, verzoek, "gemeente", "politie"))
    antwoord = balie.verstuur(balie.verstrekking(verzoek))
    assert [reden["code"] for reden in antwoord.json()["redenen"]] == ["VERZOEK_ONTBREEKT"]
    assert balie.haal(f"/v1/groepen/{GROEP}").json()["informatieverzoeken"] == []


# --- wat niet aankwam -----------------------------------------------------------------------------


def test_een_intrekking_telt_ook_als_haar_ontvangst_niet_kwam(gateway: Opstelling) -> None:
    gateway.naar_stap_3()
    gegeven = _geef(gateway, "politie", "gemeente")
    intrekking = gateway.onderteken(
        koppen.intrekking(gateway.klok(), gegeven, "politie", "gemeente", stap=3)
    )
    gateway.net.weg.add("gemeente")
    assert gateway.verstuur(intrekking).status_code == 503
    kop = _correctie(gateway, gegeven, "politie", "gemeente")
    assert "VERWIJZING_INGETROKKEN" in gateway.redenen(kop)
    # Zij wordt opnieuw beslist, en staat zichzelf daarbij niet in de weg.
    gateway.net.weg.clear()
    assert gateway.verstuur(intrekking).status_code == 201
    assert _verwijzing(gateway)["ingetrokken"] is False


def test_wat_is_ingetrokken_voor_het_aankwam_gaat_niet_meer_door(gateway: Opstelling) -> None:
    gateway.naar_stap_3()
    heel = koppen.verstrekking(gateway.klok(), "politie", "gemeente", stap=3)
    deels = koppen.verstrekking(
        gateway.klok(), "politie", "gemeente", ["NAW", "GEBOORTEDATUM"], stap=3
    )
    berichten = {kop["id"]: gateway.onderteken(kop) for kop in (heel, deels)}
    gateway.net.weg.add("gemeente")
    assert [gateway.verstuur(bericht).status_code for bericht in berichten.values()] == [503, 503]
    gateway.net.weg.clear()
    _trek_in(gateway, heel["id"], "politie", "gemeente")
    _trek_in(gateway, deels["id"], "politie", "gemeente", [(0, "NAW")])
    for kenmerk, bericht in berichten.items():
        antwoord = gateway.verstuur(bericht)
        assert antwoord.status_code == 409
        assert antwoord.json()["type"].endswith("bericht-ingetrokken")
        assert kenmerk not in gateway.net.ontvangers["gemeente"].aangenomen


# --- vernietigd -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wat", [{"berichten": True}, {"betrokkenen": [BETROKKENE]}, {"hele_groep": True}]
)
def test_wat_de_ontvanger_vernietigde_wordt_niet_meer_gecorrigeerd(
    stap3: Opstelling, wat: dict[str, Any]
) -> None:
    gegeven = _geef(stap3, "politie", "gemeente")
    bij_om = _geef(stap3, "politie", "om")
    zelf = _geef(stap3, "gemeente", "politie", "B_OVERLAST")
    wat = {naam: [gegeven, bij_om, zelf] if naam == "berichten" else w for naam, w in wat.items()}
    stap3.geef(koppen.vernietigingsbericht(stap3.klok(), "gemeente", "politie", stap=3, **wat))
    kop = _correctie(stap3, gegeven, "politie", "gemeente")
    assert stap3.redenen(kop) == {"VERWIJZING_VERNIETIGD"}
    # Intrekken mag nog; en van wat een ander heeft of zelf kreeg is niets vernietigd.
    _trek_in(stap3, gegeven, "politie", "gemeente")
    _corrigeer(stap3, bij_om, "politie", "om")
    _corrigeer(stap3, zelf, "gemeente", "politie", [(0, "B_OVERLAST")])


def test_wie_er_een_vernietigt_houdt_de_ander(stap3: Opstelling) -> None:
    delen = [
        koppen.deel("politie", "gemeente", "NAW"),
        koppen.deel("politie", "gemeente", "NAW", TWEEDE),
    ]
    gegeven = _geef(stap3, "politie", "gemeente", *delen)
    nu = stap3.klok()
    stap3.geef(
        koppen.vernietigingsbericht(nu, "gemeente", "politie", stap=3, betrokkenen=[BETROKKENE])
    )
    assert stap3.redenen(_correctie(stap3, gegeven, "politie", "gemeente")) == {
        "VERWIJZING_VERNIETIGD"
    }
    _corrigeer(stap3, gegeven, "politie", "gemeente", [(1, "NAW")], betrokkene=TWEEDE)
    # Wat daarna opnieuw wordt gegeven, is er weer.
    opnieuw = _geef(stap3, "politie", "gemeente")
    _corrigeer(stap3, opnieuw, "politie", "gemeente")


def test_een_vernietigingsbericht_zegt_wat_er_weg_is(balie: Opstelling) -> None:
    kop = koppen.vernietigingsbericht(balie.klok(), "gemeente", "politie", hele_groep=True)
    assert balie.redenen({**kop, "vernietigd": None}) == {"VERNIETIGD_ONTBREEKT"}
    geantwoord = balie.bied_aan(
        {**kop, "id": koppen.kop(balie.klok(), "incident", "om", "om")["id"]}
    )
    assert json.loads(geantwoord.json()["ontvangst"]["inhoud"])["status"] == "aanvaard"
