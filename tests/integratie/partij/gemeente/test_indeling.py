"""Van een groep ligt vast waarom zij onder het convenant valt en wat voor groep het is."""

from __future__ import annotations

from typing import Any

import httpx

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.kantoor import Kantoor

INDELING: dict[str, Any] = {
    "indeling": {
        "aantasting": ["overlast"],
        "groepssoort": ["fluide-netwerk"],
        "gedrag": ["veroorzaakt-overlast"],
    },
    "toelichting": "Wisselende groepjes veroorzaken overlast bij het winkelcentrum.",
}


def _zet(
    kantoor: Kantoor, document: Any, status: int = 200, etag: str | None = None
) -> httpx.Response:
    koppen = {} if etag is None else {"If-Match": etag}
    pad = f"/groepen/{kantoor.groep}/indeling"
    antwoord = kantoor.regisseur.vraag(
        "PUT", pad, json={"bevestigdZonderPersonen": True, **document}, headers=koppen
    )
    assert antwoord.status_code == status, antwoord.text
    return antwoord


def test_een_groep_krijgt_een_indeling_die_te_volgen_blijft(kantoor: Kantoor) -> None:
    pad = f"/groepen/{kantoor.groep}/indeling"
    assert kantoor.regisseur.vraag("GET", pad).status_code == 404
    eerste = _zet(kantoor, INDELING)
    _zet(kantoor, INDELING, 428)
    anders = {
        **INDELING,
        "indeling": {**INDELING["indeling"], "aantasting": ["openbare-orde-en-veiligheid"]},
    }
    _zet(kantoor, anders, etag=eerste.headers["etag"])
    _zet(kantoor, INDELING, 412, etag=eerste.headers["etag"])
    nu = kantoor.regisseur.haal(pad)
    assert (nu["versie"], nu["indeling"]) == (2, anders["indeling"])
    versies = kantoor.regisseur.haal(f"{pad}/versies")["versies"]
    assert [een["indeling"] for een in versies] == [INDELING["indeling"], anders["indeling"]]
    assert {een["door"] for een in versies} == {kantoor.regisseur_id}


def test_alles_wat_niet_klopt_wordt_genoemd_en_niets_bewaard(kantoor: Kantoor) -> None:
    fout = {
        "indeling": {"groepssoort": ["groep", "bende"], "kleur": ["rood"], "gedrag": ["crimineel"]},
        "toelichting": "Zorivanio B. is de leider.",
    }
    antwoord = _zet(kantoor, fout, 400)
    assert {een["pad"] for een in antwoord.json()["fouten"]} == {
        "/indeling/kleur",
        "/indeling/aantasting",
        "/indeling/groepssoort",
        "/indeling/groepssoort/1",
        "/toelichting",
    }
    assert "Zorivanio" not in antwoord.text
    pad = f"/groepen/{kantoor.groep}/indeling"
    assert kantoor.regisseur.vraag("GET", pad).status_code == 404


def test_de_keuzes_komen_uit_het_convenant(kantoor: Kantoor) -> None:
    assen = {een["code"]: een for een in kantoor.regisseur.haal("/indelingen")["indelingen"]}
    assert set(assen["groepssoort"]["waarden"]) == {"groep", "fluide-netwerk", "los-vaste-groep"}
    assert assen["aantasting"]["meerdere"] is True


def test_na_het_einde_en_buiten_de_taak_verandert_er_niets(kantoor: Kantoor) -> None:
    ander, _ = kantoor.gemeente.medewerker(
        "regisseur", f"{nieuw_id()}@gemeente.example", alleGroepen=False, groepen=[nieuw_id()]
    )
    pad = f"/groepen/{kantoor.groep}/indeling"
    assert ander.vraag("GET", pad).status_code == 403
    assert ander.vraag("PUT", pad, json=INDELING).status_code == 403
    kantoor.naar_stap(7, status="afgesloten", eindcriterium="doelen-behaald")
    _zet(kantoor, INDELING, 409)
