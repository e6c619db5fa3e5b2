"""Vragen wat een ander weet, en zien wat er nog beantwoord moet worden."""

from __future__ import annotations

from typing import Any

import pytest

from shared.bestand.toegang.tabellen import RaadplegingRij
from tests.integratie.partij.kantoor import Kantoor


def _open(kantoor: Kantoor, klant: Any, richting: str) -> list[str]:
    pad = f"/informatieverzoeken?groep={kantoor.groep}&richting={richting}&teBeantwoorden=true"
    return [rij["id"] for rij in klant.haal(pad)["informatieverzoeken"]]


def test_een_verzoek_ligt_bij_de_ander_tot_het_beantwoord_is(kantoor: Kantoor) -> None:
    verzoek = kantoor.vraag_om_informatie()
    assert _open(kantoor, kantoor.analist, "in") == [verzoek]
    assert _open(kantoor, kantoor.regisseur, "uit") == [verzoek]
    gelezen = kantoor.analist.haal(f"/informatieverzoeken/{verzoek}")
    assert gelezen["vraag"] == "Wie horen er bij deze groep?"
    assert (gelezen["van"], gelezen["aan"]) == ("gemeente", "politie")
    # Wat er is gevraagd is inhoud: wie het las staat in het spoor.
    with kantoor.politie.uitwisseling.dienst.lezend() as sessie:
        spoor = sessie.query(RaadplegingRij).filter_by(object_id=verzoek).one()
        assert (spoor.autorisatie_id, spoor.recht) == (kantoor.analist_id, "raadplegen")

    opdracht = kantoor.opdracht(kantoor.persoon(), verzoek)
    stand = kantoor.analist.maak("/verstrekkingen", opdracht)
    assert _open(kantoor, kantoor.analist, "in") == []
    assert _open(kantoor, kantoor.regisseur, "uit") == []
    for klant in (kantoor.analist, kantoor.regisseur):
        rij = klant.haal(f"/informatieverzoeken/{verzoek}")
        assert (rij["beantwoordDoor"], rij["teBeantwoorden"]) == (stand["id"], False)


def test_een_geweigerde_verstrekking_is_geen_antwoord(kantoor: Kantoor) -> None:
    verzoek = kantoor.vraag_om_informatie()
    opdracht = kantoor.opdracht(kantoor.persoon(), verzoek, doel=None)
    assert kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht).status_code == 403
    assert _open(kantoor, kantoor.analist, "in") == [verzoek]


def test_de_vraag_staat_niet_in_de_kop_en_niet_open_in_de_databank(kantoor: Kantoor) -> None:
    verzoek = kantoor.vraag_om_informatie()
    blad = next(
        b
        for b in kantoor.wereld.gateway.boom.bladen
        if verzoek.encode() in b and b'"soort":"besluit"' in b
    )
    assert b"Wie horen" not in blad
    for bureau in (kantoor.politie, kantoor.gemeente):
        with bureau.uitwisseling.dienst.lezend() as sessie:
            for tabel in ("uitgaand", "inkomend", "informatieverzoek", "journaal"):
                rijen = sessie.connection().exec_driver_sql(f"SELECT * FROM {tabel}").fetchall()  # noqa: S608
                assert "Wie horen" not in str(rijen)


def test_in_stap_een_is_er_nog_niets_te_vragen(kantoor: Kantoor) -> None:
    kantoor.naar_stap(1)
    antwoord = kantoor.regisseur.vraag(
        "POST",
        "/informatieverzoeken",
        json={
            "groep": kantoor.groep,
            "ontvanger": "politie",
            "ontvangendeMedewerker": kantoor.analist_id,
            "vraag": "Alvast.",
        },
    )
    assert antwoord.status_code == 403
    assert {reden["poort"] for reden in antwoord.json()["redenen"]} == {5}
    assert _open(kantoor, kantoor.analist, "in") == []


def test_wie_niet_mag_opvragen_vraagt_niet(kantoor: Kantoor) -> None:
    wijkagent, _ = kantoor.politie.medewerker("wijkagent", f"wijk.{kantoor.groep}@politie.example")
    vraag = {
        "groep": kantoor.groep,
        "ontvanger": "gemeente",
        "ontvangendeMedewerker": kantoor.regisseur_id,
        "vraag": "Nieuwsgierig.",
    }
    assert wijkagent.vraag("POST", "/informatieverzoeken", json=vraag).status_code == 403


def test_een_verzoek_gaat_over_niemand_en_draagt_zijn_vraag_verzegeld(kantoor: Kantoor) -> None:
    stand = kantoor.regisseur.maak(
        "/informatieverzoeken", {**_vraag(kantoor), "uiterlijk": "2026-12-01"}
    )
    kop = kantoor.wereld.gateway.berichten[stand["id"]].ontvangen.kop_json
    assert (kop["stuk"], kop["onderdelen"], kop["doel"], kop["afweging"]) == (
        "vraag", [], None, None,
    )  # fmt: skip
    gelezen = kantoor.analist.haal(f"/informatieverzoeken/{stand['id']}")
    assert (gelezen["vraag"], gelezen["uiterlijk"]) == ("Wie horen er bij u?", "2026-12-01")
    eigen = kantoor.regisseur.haal(f"/verstrekkingen/{stand['id']}/inhoud")
    assert eigen["stuk"] == {
        "soort": "vraag",
        "versie": 1,
        "gegevens": {"vraag": "Wie horen er bij u?", "uiterlijk": "2026-12-01"},
    }


def test_een_verzoek_dat_is_teruggenomen_wacht_niet_meer(kantoor: Kantoor) -> None:
    verzoek = kantoor.vraag_om_informatie()
    terug = {
        "soort": "intrekking",
        "ontvanger": "politie",
        "groep": kantoor.groep,
        "inReactieOp": verzoek,
    }
    # Alleen wie het vroeg neemt het terug.
    van_ander = {**terug, "ontvanger": "gemeente"}
    geweigerd = kantoor.analist.vraag("POST", "/verstrekkingen", json=van_ander)
    assert geweigerd.status_code == 400
    assert kantoor.regisseur.maak("/verstrekkingen", terug)["status"] == "afgeleverd"
    assert _open(kantoor, kantoor.analist, "in") == []
    assert _open(kantoor, kantoor.regisseur, "uit") == []
    for klant in (kantoor.analist, kantoor.regisseur):
        rij = klant.haal(f"/informatieverzoeken/{verzoek}")
        assert (rij["beantwoordDoor"], rij["teruggenomenOp"]) == (None, "2026-11-23T10:00:00Z")
    opdracht = kantoor.opdracht(kantoor.persoon(), verzoek)
    antwoord = kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht)
    assert (antwoord.status_code, "ingetrokken" in antwoord.json()["detail"]) == (409, True)


def test_een_verzoek_over_een_groep_buiten_de_taak_kan_niet(kantoor: Kantoor) -> None:
    ander, _ = kantoor.gemeente.medewerker(
        "regisseur", f"ander.{kantoor.groep}@gemeente.example", alleGroepen=False, groepen=[]
    )
    assert ander.vraag("POST", "/informatieverzoeken", json=_vraag(kantoor)).status_code == 403


@pytest.mark.parametrize("ontvanger", ["gemeente", "provincie"])
def test_een_verzoek_gaat_aan_een_andere_partij(kantoor: Kantoor, ontvanger: str) -> None:
    vraag = {**_vraag(kantoor), "ontvanger": ontvanger}
    antwoord = kantoor.regisseur.vraag("POST", "/informatieverzoeken", json=vraag)
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/ontvanger"]


def _dag_op_de_werklijst(kantoor: Kantoor, verzoek: str) -> str:
    lijst = kantoor.analist.haal(f"/werklijst?groep={kantoor.groep}")["werk"]
    (stuk,) = [een for een in lijst if een["pad"] == f"/informatieverzoeken/{verzoek}"]
    return str(stuk["uiterlijk"])


def test_een_antwoord_is_niet_voor_een_dag_die_voorbij_is(kantoor: Kantoor) -> None:
    vraag = {**_vraag(kantoor), "uiterlijk": "2026-11-22"}
    antwoord = kantoor.regisseur.vraag("POST", "/informatieverzoeken", json=vraag)
    assert antwoord.status_code == 400
    (fout,) = antwoord.json()["fouten"]
    assert fout == {"pad": "/uiterlijk", "melding": "is al voorbij; kies vandaag of later"}
    assert _open(kantoor, kantoor.analist, "in") == []


@pytest.mark.parametrize(
    ("gevraagd", "op_de_lijst"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-24", "2026-11-24"),
        ("2027-01-15", "2026-12-07"),
        (None, "2026-12-07"),
    ],
)
def test_de_werklijst_noemt_de_gevraagde_dag_als_die_eerder_is(
    kantoor: Kantoor, gevraagd: str | None, op_de_lijst: str
) -> None:
    vraag = {**_vraag(kantoor), "uiterlijk": gevraagd}
    verzoek = kantoor.regisseur.maak("/informatieverzoeken", vraag)["id"]
    assert _dag_op_de_werklijst(kantoor, verzoek) == op_de_lijst


@pytest.mark.parametrize("beloofd", ["2026-11-25", "2027-01-08"])
def test_na_een_uitstel_noemt_de_werklijst_de_beloofde_dag(kantoor: Kantoor, beloofd: str) -> None:
    vraag = {**_vraag(kantoor), "uiterlijk": "2026-11-24"}
    verzoek = kantoor.regisseur.maak("/informatieverzoeken", vraag)["id"]
    later = {"antwoord": "later", "verwacht": beloofd, "bevestigdZonderPersonen": True}
    kantoor.analist.maak(f"/informatieverzoeken/{verzoek}/_beantwoord", later)
    assert _dag_op_de_werklijst(kantoor, verzoek) == beloofd


def _wacht_op_antwoord(kantoor: Kantoor) -> list[str]:
    pad = f"/werklijst?groep={kantoor.groep}&soort=antwoord-blijft-uit"
    return [een["pad"] for een in kantoor.regisseur.haal(pad)["werk"]]


@pytest.mark.parametrize(("beloofd", "dagen"), [(None, 14), ("2026-11-30", 7)])
def test_blijft_een_antwoord_uit_dan_staat_dat_bij_wie_het_vroeg(
    kantoor: Kantoor, beloofd: str | None, dagen: int
) -> None:
    verzoek = kantoor.vraag_om_informatie()
    if beloofd is not None:
        later = {"antwoord": "later", "verwacht": beloofd, "bevestigdZonderPersonen": True}
        kantoor.analist.maak(f"/informatieverzoeken/{verzoek}/_beantwoord", later)
    kantoor.wereld.klok.vooruit(days=dagen)
    assert _wacht_op_antwoord(kantoor) == []
    kantoor.wereld.klok.vooruit(days=1)
    assert _wacht_op_antwoord(kantoor) == [f"/informatieverzoeken/{verzoek}"]
    niets = {"antwoord": "niets_bekend", "bevestigdZonderPersonen": True}
    kantoor.analist.maak(f"/informatieverzoeken/{verzoek}/_beantwoord", niets)
    assert _wacht_op_antwoord(kantoor) == []


def _vraag(kantoor: Kantoor) -> dict[str, Any]:
    return {
        "groep": kantoor.groep,
        "ontvanger": "politie",
        "ontvangendeMedewerker": kantoor.analist_id,
        "vraag": "Wie horen er bij u?",
    }
