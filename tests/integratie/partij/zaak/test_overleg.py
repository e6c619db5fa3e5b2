"""Een overleg plannen: over welke groepen, bij wie, met wie, en voordat het begint."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from shared.bericht.tijd import utc_tekst
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.tafel import FUNCTIES, REEKS, Tafel


@pytest.fixture
def tafel(gedeelde_driehoek: Wereld) -> Tafel:
    return Tafel.richt_in(gedeelde_driehoek)


def _reeks(tafel: Tafel, **anders: Any) -> str:
    kenmerk = nieuw_id()
    tafel.zet_reeks(kenmerk, **anders)
    return kenmerk


def _fouten(antwoord: Any) -> dict[str, str]:
    assert antwoord.status_code == 400, antwoord.text
    return {fout["pad"]: fout["melding"] for fout in antwoord.json()["fouten"]}


def test_een_overleg_gaat_over_de_groep_van_elke_reeks(tafel: Tafel) -> None:
    ander = Driehoek.richt_in(tafel.wereld)
    ander.kantoor.naar_stap(3, strafrechtelijkOnderzoek={"van": "2026-11-01", "tot": None})
    reeksen = [_reeks(tafel), _reeks(tafel, groep=ander.groep)]
    overleg = tafel.plan(reeksen=reeksen)
    gezien = tafel.regisseur.haal(f"/overleggen/{overleg}")
    assert gezien["groepen"] == [tafel.groep, ander.groep]
    for groep in gezien["groepen"]:
        (gevonden,) = tafel.regisseur.haal(f"/overleggen?groep={groep}")["overleggen"]
        assert gevonden["id"] == overleg
    # Iedere partij aan tafel weet vooraf waar, wanneer en met wie.
    for klant in (tafel.analist, tafel.secretaris):
        assert klant.haal(f"/overleggen/{overleg}")["deelnemers"] == tafel.iedereen
    dubbel = tafel.registreer(nieuw_id(), reeksen=[reeksen[0], _reeks(tafel)])
    assert _fouten(dubbel) == {"/reeksen/1": "Deze groep staat er al bij."}


@pytest.mark.parametrize(
    ("anders", "paden"),
    [
        ({"soort": "borrel"}, {"/soort"}),
        ({"locatie": "kroeg"}, {"/locatie"}),
        ({"soort": "borrel", "locatie": "online"}, {"/soort", "/locatie"}),
        ({"reeksen": []}, {"/reeksen"}),
        ({"reeksen": [nieuw_id()]}, {"/reeksen/0"}),
        ({"deelnemers": []}, {"/deelnemers"}),
        ({"deelnemers": [nieuw_id(), nieuw_id()]}, {"/deelnemers/0", "/deelnemers/1"}),
        ({"groep": nieuw_id()}, {"/groep"}),
    ],
)
def test_een_overleg_dat_niet_kan_zegt_waarom_en_is_er_niet(
    tafel: Tafel, anders: dict[str, Any], paden: set[str]
) -> None:
    kenmerk = nieuw_id()
    assert set(_fouten(tafel.registreer(kenmerk, **anders))) == paden
    assert tafel.regisseur.vraag("GET", f"/overleggen/{kenmerk}").status_code == 404


def test_een_overleg_wordt_vooraf_geregistreerd(tafel: Tafel) -> None:
    nu = tafel.wereld.klok()
    moment = {"begin": utc_tekst(nu - timedelta(minutes=5)), "einde": utc_tekst(nu)}
    assert "/begin" in _fouten(tafel.registreer(nieuw_id(), **moment))
    overleg, reeks = nieuw_id(), _reeks(tafel)
    etag = tafel.registreer(overleg, reeksen=[reeks]).headers["etag"]
    tafel.begin()
    te_laat = tafel.registreer(overleg, etag, reeksen=[reeks], afgelast=True)
    assert (te_laat.status_code, "begonnen" in te_laat.json()["detail"]) == (409, True)


def test_wijzigen_gaat_op_wat_je_las(tafel: Tafel) -> None:
    overleg, reeks = nieuw_id(), _reeks(tafel)
    etag = tafel.registreer(overleg, reeksen=[reeks]).headers["etag"]
    assert tafel.regisseur.vraag("GET", f"/overleggen/{overleg}").headers["etag"] == etag
    assert tafel.registreer(overleg, reeksen=[reeks]).status_code == 428
    af = tafel.registreer(overleg, etag, reeksen=[reeks], afgelast=True)
    assert (af.status_code, af.json()["versie"]) == (200, 2)
    assert tafel.registreer(overleg, etag, reeksen=[reeks]).status_code == 412
    assert tafel.regisseur.haal(f"/overleggen/{overleg}")["afgelast"] is True


def test_wie_niet_bij_de_reeks_hoort_wordt_niet_uitgenodigd(tafel: Tafel) -> None:
    _, chef = tafel.collega("politie", "teamchef")
    reeks, kenmerk = nieuw_id(), nieuw_id()
    eng = ["regisseur", "analist", "parketsecretaris"]
    etag = tafel.zet_reeks(reeks, samenstelling=eng).headers["etag"]
    met_chef = {"reeksen": [reeks], "deelnemers": [*tafel.iedereen, chef]}
    fouten = _fouten(tafel.registreer(kenmerk, **met_chef))
    assert list(fouten) == ["/deelnemers/3"]
    assert "teamchef" in fouten["/deelnemers/3"]
    assert tafel.regisseur.vraag("GET", f"/overleggen/{kenmerk}").status_code == 404
    tafel.zet_reeks(reeks, etag=etag, samenstelling=[*eng, "teamchef"])
    assert tafel.registreer(kenmerk, **met_chef).status_code == 200


def test_zonder_onderzoek_is_het_om_geen_deelnemer_van_een_structureel_overleg(
    tafel: Tafel,
) -> None:
    tafel.onderzoek()
    assert list(_fouten(tafel.registreer(nieuw_id()))) == ["/deelnemers/2"]
    assert tafel.registreer(nieuw_id(), soort="driehoek").status_code == 200
    # Loopt het onderzoek af na de uitnodiging, dan ziet het OM het overleg niet meer.
    tafel.onderzoek(tot="2026-11-23")
    overleg = tafel.plan()
    tafel.onderzoek(tot="2026-11-22")
    assert tafel.secretaris.vraag("GET", f"/overleggen/{overleg}").status_code == 404
    assert tafel.analist.haal(f"/overleggen/{overleg}")["id"] == overleg


def test_een_groep_buiten_de_taak_heeft_geen_overleg(tafel: Tafel) -> None:
    ander, _ = tafel.collega("gemeente", "regisseur", alleGroepen=False, groepen=[nieuw_id()])
    reeks = _reeks(tafel)
    overleg = tafel.plan(reeksen=[reeks])
    for pad in (f"/overleggen/{overleg}", f"/overleggen/{overleg}/verslag"):
        assert ander.vraag("GET", pad).status_code == 403
    assert ander.vraag("GET", f"/overleggen?groep={tafel.groep}").status_code == 403
    assert tafel.registreer(nieuw_id(), door=ander, reeksen=[reeks]).status_code == 403
    tafel.zet_reeks(nieuw_id(), 403, door=ander)


# --- De reeks ---


def test_twee_mensen_wijzigen_dezelfde_reeks(tafel: Tafel) -> None:
    reeks = nieuw_id()
    etag = tafel.zet_reeks(reeks).headers["etag"]
    tafel.zet_reeks(reeks, 428)
    tafel.zet_reeks(reeks, frequentie="elke week", etag=etag)
    tafel.zet_reeks(reeks, 412, frequentie="nooit", etag=etag)
    lijst = tafel.regisseur.haal(f"/overlegreeksen?groep={tafel.groep}")["overlegreeksen"]
    assert [(een["frequentie"], een["samenstelling"]) for een in lijst] == [("elke week", FUNCTIES)]


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"samenstelling": ["regisseur", "buurvrouw"]}, "/samenstelling/1"),
        ({"doel": "Zorivanio B. van het plein houden."}, "/doel"),
        ({"frequentie": "elke maand bij Zorivanio B."}, "/frequentie"),
        ({"bevestigdZonderPersonen": False}, "/bevestigdZonderPersonen"),
    ],
)
def test_een_reeks_noemt_functies_en_geen_mensen(
    tafel: Tafel, anders: dict[str, Any], pad: str
) -> None:
    assert list(_fouten(tafel.zet_reeks(nieuw_id(), 400, **anders))) == [pad]


def test_doel_frequentie_en_samenstelling_liggen_per_reeks_vast(tafel: Tafel) -> None:
    drie = ("doel", "frequentie", "samenstelling")
    heel = {**REEKS, "groep": tafel.groep}
    for veld in drie:
        zonder = {naam: waarde for naam, waarde in heel.items() if naam != veld}
        antwoord = tafel.regisseur.vraag("PUT", f"/overlegreeksen/{nieuw_id()}", json=zonder)
        assert (antwoord.status_code, list(_fouten(antwoord))) == (400, [f"/{veld}"])
    tafel.zet_reeks(nieuw_id())
    (een,) = tafel.regisseur.haal(f"/overlegreeksen?groep={tafel.groep}")["overlegreeksen"]
    assert {veld: een[veld] for veld in drie} == {veld: REEKS[veld] for veld in drie}
