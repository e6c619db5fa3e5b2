"""Bladen die bewezen in het log staan en toch niet kloppen: dat is wat een controleur zoekt."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bewijsbundel.controle import verifieer_bundel
from shared.bewijsbundel.rapport import Bundelrapport
from shared.bewijsbundel.vorm import Bundellimieten
from shared.convenant.regels.laden import standaard_convenant
from tests.unit.bewijsbundel.proefbundel import (
    NU,
    Proefbundel,
    besluitblad,
    bevestigingsblad,
    certificaat,
    herschrijf,
    ondertekenaar,
    soorten,
    toetsverzoek,
    wijzig_json,
)
from tests.unit.bewijsbundel.proefpartijen import partijblad, partijbladen
from tests.unit.logboek.hulp import VECTOREN, blad_bytes


def _besluit(**anders: Any) -> dict[str, Any]:
    """Het besluit zoals de toetsing het neemt, met andere leden."""
    velden = json.loads(besluitblad())["besluit"]
    return {**velden, **anders}


def test_handtekening_onder_een_besluit_moet_over_zijn_digest_zijn(controleer: Any) -> None:
    ander = digest_header(b"een ander bericht")
    vals = onderteken_digest(ondertekenaar("politie"), ander, NU)
    rapport = controleer(besluitblad(payloadSignature=vals))
    assert soorten(rapport) == [("handtekening-ongeldig", 0)]
    assert "payloadSignature" in rapport.fouten[0].melding
    assert (rapport.handtekeningen, rapport.besluiten) == (0, 1)


@pytest.mark.parametrize("waarde", ["", "a.b.c", "e30..AAAA", "🙂", "x" * 5000])
def test_onleesbare_handtekening(controleer: Any, waarde: str) -> None:
    assert soorten(controleer(besluitblad(payloadSignature=waarde))) == [
        ("handtekening-ongeldig", 0)
    ]


@pytest.mark.parametrize("veld", ["payloadSignature", "digest"])
def test_besluit_zonder_handtekening(controleer: Any, veld: str) -> None:
    zonder = {**json.loads(besluitblad()), veld: None}
    assert soorten(controleer(jcs(zonder))) == [("handtekening-ongeldig", 0)]


def test_certificaat_achter_de_handtekening_zit_niet_in_de_bundel(tmp_path: Path) -> None:
    pad = Proefbundel(bladen=[besluitblad()]).schrijf(tmp_path / "b.zip")
    naam = f"certificaten/{certificaat('politie').x5t_s256}.pem"
    rapport = verifieer_bundel(herschrijf(pad, {naam: lambda _: None}))
    assert soorten(rapport) == [("handtekening-ongeldig", 0)]
    assert "zit niet in de bundel" in rapport.fouten[0].melding


def test_certificaat_onder_de_naam_van_een_ander(tmp_path: Path) -> None:
    pad = Proefbundel(bladen=[besluitblad()]).schrijf(tmp_path / "b.zip")
    naam = f"certificaten/{certificaat('politie').x5t_s256}.pem"
    ander = certificaat("gemeente").pem.encode()
    rapport = verifieer_bundel(herschrijf(pad, {naam: lambda _: ander}))
    assert soorten(rapport) == [("certificaat-ongeldig", None), ("handtekening-ongeldig", 0)]
    rapport = verifieer_bundel(herschrijf(pad, {naam: lambda _: b"geen PEM"}))
    assert soorten(rapport) == [("certificaat-ongeldig", None), ("handtekening-ongeldig", 0)]


def test_certificaat_dat_niet_op_een_vertrouwde_wortel_teruggaat(
    controleer: Any, eigen_wortel: Vertrouwenslijst
) -> None:
    rapport = controleer(besluitblad(), vertrouwen=eigen_wortel)
    assert soorten(rapport) == [("certificaat-ongeldig", 0)]
    goed = Vertrouwenslijst.uit_pem(VECTOREN["certificaten"]["wortel"])
    assert controleer(besluitblad(), vertrouwen=goed).in_orde


def test_ontvangst_die_niet_door_de_ontvanger_getekend_is(controleer: Any) -> None:
    vals = onderteken_digest(ondertekenaar("gemeente"), digest_header(b"iets anders"), NU)
    rapport = controleer(besluitblad(), bevestigingsblad(handtekening=vals))
    assert soorten(rapport) == [("handtekening-ongeldig", 1)]
    # De afzender die zijn eigen ontvangst tekent.
    rapport = controleer(besluitblad(), bevestigingsblad(tekenaar="politie"))
    assert soorten(rapport) == [("andere-ondertekenaar", 1)]


@pytest.mark.parametrize(
    "anders",
    [
        {"status": "geweigerd"},
        {"id": "0193aaaa-0000-7000-8000-000000000999"},
        {"ontvangst": None},
        {"handtekening": None},
        {"status": "onbereikbaar"},
        {"status": None},
    ],
)
def test_bevestiging_die_iets_anders_zegt_dan_wat_getekend_is(
    controleer: Any, anders: dict[str, Any]
) -> None:
    rapport = controleer(besluitblad(), bevestigingsblad(**anders))
    assert set(soorten(rapport)) == {("bevestiging-klopt-niet", 1)}


def test_bevestiging_van_een_ander_bericht_of_een_geweigerd_bericht(controleer: Any) -> None:
    ander = digest_header(b"een andere body")
    rapport = controleer(besluitblad(), bevestigingsblad(digest=ander))
    assert soorten(rapport) == [("bevestiging-klopt-niet", 1)]
    assert "digest" in rapport.fouten[0].melding
    rapport = controleer(besluitblad("kind-van-elf"), bevestigingsblad())
    assert soorten(rapport) == [("bevestiging-klopt-niet", 1)]
    assert "geweigerd" in rapport.fouten[0].melding


def test_getekende_ontvangst_zonder_de_vorm_van_het_profiel(controleer: Any) -> None:
    tekst = '{"id":"x"}'
    handtekening = onderteken_digest(ondertekenaar("gemeente"), digest_header(tekst.encode()), NU)
    rapport = controleer(
        besluitblad(), bevestigingsblad(ontvangst=tekst, handtekening=handtekening)
    )
    assert soorten(rapport) == [("bevestiging-klopt-niet", 1)]


def test_toegestaan_op_het_blad_maar_de_toetsing_weigert(controleer: Any) -> None:
    rapport = controleer(besluitblad("kind-van-elf", besluit=_besluit()))
    assert soorten(rapport) == [("besluit-verschilt", 0)]
    assert "het is geweigerd" in rapport.fouten[0].melding
    assert "de gesloten poorten zijn 6, het blad zegt geen" in rapport.fouten[0].melding


def test_een_poort_verzwegen_of_verzonnen(controleer: Any) -> None:
    geweigerd = json.loads(besluitblad("kind-van-elf"))["besluit"]
    verzonnen = {**geweigerd["redenen"][0], "poort": 9}
    for redenen in ([verzonnen], [*geweigerd["redenen"], verzonnen], [], None, ["x"], [{}]):
        blad = besluitblad("kind-van-elf", besluit={**geweigerd, "redenen": redenen})
        rapport = controleer(blad)
        assert soorten(rapport) == [("besluit-verschilt", 0)], redenen
        assert "gesloten poorten" in rapport.fouten[0].melding


def test_gewijzigde_toestand_of_kop_geeft_een_ander_besluit(controleer: Any) -> None:
    verzoek = toetsverzoek("mag-politie-gemeente-stap2", 1)
    verzoek["toestand"]["partijen"]["politie"]["dpiaGoedgekeurd"] = False
    rapport = controleer(besluitblad(toestand=verzoek["toestand"]))
    assert soorten(rapport) == [("besluit-verschilt", 0)]
    assert "poorten zijn 3" in rapport.fouten[0].melding


def test_grondslagen_en_plichten_tellen_mee_als_het_blad_ze_noemt(controleer: Any) -> None:
    leeg = _besluit(grondslagen=[], plichten=[])
    assert controleer(besluitblad(besluit=leeg)).in_orde
    besluit = _besluit()
    andere_grond = [{**g, "wet": "Awb 1:1"} for g in besluit["grondslagen"]]
    assert andere_grond
    rapport = controleer(besluitblad(besluit={**besluit, "grondslagen": andere_grond}))
    assert "grondslagen zijn andere" in rapport.fouten[0].melding
    minder_plicht = besluit["plichten"][1:]
    assert minder_plicht
    rapport = controleer(besluitblad(besluit={**besluit, "plichten": minder_plicht}))
    assert "plichten zijn andere" in rapport.fouten[0].melding


@pytest.mark.parametrize(
    ("leden", "soort"),
    [
        ({"toestand": None}, "toetsing-onmogelijk"),
        ({"toestand": {"nu": "gisteren"}}, "toetsing-onmogelijk"),
        ({"besluit": None}, "besluit-verschilt"),
        ({"besluit": {"besluit": ["toegestaan"]}}, "besluit-verschilt"),
    ],
)
def test_besluit_dat_niet_over_te_doen_is(
    controleer: Any, leden: dict[str, Any], soort: str
) -> None:
    assert soorten(controleer(besluitblad(**leden))) == [(soort, 0)]


def test_besluit_zonder_kop_wordt_genoemd(controleer: Any) -> None:
    zonder = json.loads(besluitblad())
    del zonder["kop"], zonder["toestand"]
    assert soorten(controleer(jcs(zonder))) == [("blad-ongeldig", 0), ("toetsing-onmogelijk", 0)]


def test_partij_die_met_het_certificaat_van_een_ander_tekent(controleer: Any) -> None:
    """Zonder registratie in de bundel valt nog altijd op dat er twee organisaties tekenen."""
    eerlijk, vals = besluitblad(nummer=1), besluitblad(nummer=2, tekenaar="gemeente")
    assert soorten(controleer(eerlijk, vals)) == [("andere-ondertekenaar", 1)]
    rapport = controleer(eerlijk, bevestigingsblad(), vals, eerlijk, nummers=[1, 2, 3])
    assert soorten(rapport) == [("andere-ondertekenaar", 3)]


def test_registratie_in_de_bundel_beslist_wie_mag_tekenen(controleer: Any) -> None:
    registraties = (partijblad("politie"), partijblad("gemeente"))
    assert controleer(*registraties, besluitblad(), bevestigingsblad()).in_orde
    rapport = controleer(*registraties, besluitblad(tekenaar="gemeente"))
    assert soorten(rapport) == [("andere-ondertekenaar", 2)]
    anders = partijbladen("politie", {}, {"ondertekening": "A" * 43})
    rapport = controleer(anders[0], besluitblad(), anders[1], besluitblad(nummer=2))
    assert soorten(rapport) == [("andere-ondertekenaar", 3)]


def test_een_besluit_met_een_woord_dat_het_convenant_niet_kent_is_niet_over_te_doen(
    controleer: Any,
) -> None:
    verzoek = toetsverzoek("mag-politie-gemeente-stap2", 1)
    verzoek["kop"]["onderdelen"][0]["gegevenssoort"] = "VERZONNEN"
    assert soorten(controleer(besluitblad(kop=verzoek["kop"]))) == [("toetsing-onmogelijk", 0)]


def _met_convenant(tmp_path: Path, **anders: Any) -> Bundelrapport:
    pad = Proefbundel(bladen=[besluitblad()]).schrijf(tmp_path / "b.zip")

    def wijzig(document: dict[str, Any]) -> None:
        document.update(anders)
        for naam in [naam for naam, waarde in anders.items() if waarde is ...]:
            del document[naam]

    return verifieer_bundel(herschrijf(pad, {"convenant.json": wijzig_json(wijzig)}))


GEKNOEI: dict[str, dict[str, Any]] = {
    "tekst gewijzigd": {"bron": standaard_convenant().bron.decode() + "\n# erbij\n"},
    "hash gewijzigd": {"hash": "0" * 64},
    "hash ontbreekt": {"hash": ...},
    "tekst is geen tekst": {"bron": 7},
    "tekst is geen convenant": {"bron": "x = 1", "hash": sha256(b"x = 1").hexdigest()},
    "tekst is geen TOML": {"bron": "[" * 5000, "hash": sha256(b"[" * 5000).hexdigest()},
    "vanafBlad is geen nummer": {"vanafBlad": "nul"},
    "ander convenant zonder tekst": {"bron": ..., "hash": "0" * 64},
}


@pytest.mark.parametrize("anders", GEKNOEI.values(), ids=GEKNOEI.keys())
def test_convenant_waarmee_geknoeid_is_beslist_nergens_over(
    tmp_path: Path, anders: dict[str, Any]
) -> None:
    assert soorten(_met_convenant(tmp_path, **anders)) == [
        ("convenant-ongeldig", None),
        ("toetsing-onmogelijk", 0),
    ]


def test_convenant_met_een_andere_naam_of_versie_dan_zijn_tekst(tmp_path: Path) -> None:
    assert soorten(_met_convenant(tmp_path, versie="0.0.1")) == [("convenant-ongeldig", None)]
    assert soorten(_met_convenant(tmp_path, id="ander")) == [("convenant-ongeldig", None)]
    assert soorten(_met_convenant(tmp_path, eerdere="x")) == [("convenant-ongeldig", None)]
    assert soorten(_met_convenant(tmp_path, eerdere=[7])) == [("convenant-ongeldig", None)]
    assert soorten(_met_convenant(tmp_path, vanafBlad=1)) == [("toetsing-onmogelijk", 0)]


def test_bundel_die_het_meegeleverde_convenant_alleen_noemt(tmp_path: Path) -> None:
    rapport = _met_convenant(tmp_path, bron=...)
    assert rapport.in_orde
    assert rapport.besluiten == 1
    assert any("draagt geen tekst" in opmerking for opmerking in rapport.opmerkingen)


def test_log_dat_een_ander_convenant_noemt_dan_de_bundel_draagt(controleer: Any) -> None:
    rapport = controleer(blad_bytes("convenant", NU, id="ander", hash="0" * 64))
    assert rapport.in_orde
    assert any("convenant dat niet in de bundel" in o for o in rapport.opmerkingen)


def test_lezen_stopt_als_de_lijst_met_fouten_onleesbaar_lang_wordt(tmp_path: Path) -> None:
    pad = Proefbundel(
        bladen=[besluitblad(nummer=n, payloadSignature="x") for n in range(30)]
    ).schrijf(tmp_path / "b.zip")
    rapport = verifieer_bundel(pad, limieten=Bundellimieten(max_fouten=10))
    assert len(rapport.fouten) == 11
    assert rapport.fouten[-1].soort == "te-veel-fouten"


def test_klokverschil_met_de_getuige_mag_binnen_de_grens(tmp_path: Path) -> None:
    later = blad_bytes("configuratie", NU + timedelta(minutes=5), omgeving="x")
    goed = Proefbundel(bladen=[later], getuigetijd=NU)
    assert verifieer_bundel(goed.schrijf(tmp_path / "a.zip")).in_orde
    te_laat = blad_bytes("configuratie", NU + timedelta(minutes=5, seconds=1), omgeving="x")
    fout = Proefbundel(bladen=[te_laat], getuigetijd=NU)
    assert soorten(verifieer_bundel(fout.schrijf(tmp_path / "b.zip"))) == [("checkpoint-te-oud", 0)]
