"""De aanpak eindigt op een criterium, en wat er nog moet heeft een eigenaar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.handtekening import digest_header
from shared.bestand.groepen.groepsverloop import momenten
from shared.convenant.regels.laden import standaard_convenant
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.gemeente.test_aanpak import EVALUATIE, PLAN
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.stapklaar import beantwoord

BESLUIT: dict[str, Any] = {
    "eindcriterium": "overlast_gestopt",
    "motivering": "Al drie maanden geen melding meer over deze groep.",
    "bevestigdZonderPersonen": True,
}


@pytest.fixture
def loopt(kantoor: Kantoor) -> Iterator[Kantoor]:
    """Een groep in stap 6, bij een gateway die zelf over groepen beslist."""
    kantoor.naar_stap(6, prioritering="ja")
    kantoor.wereld.gateway.groepsbesluiten.beslist = True
    yield kantoor
    kantoor.wereld.gateway.groepsbesluiten.beslist = False
    kantoor.wereld.gateway.groepsbesluiten.antwoord_kwijt = False


def _actie(kantoor: Kantoor) -> str:
    pad = f"/plannen-van-aanpak/{kantoor.groep}"
    if kantoor.regisseur.vraag("GET", pad).status_code == 404:
        plan = {**PLAN, "bevestigdZonderPersonen": True}
        assert kantoor.regisseur.vraag("PUT", pad, json=plan).status_code == 200
    document = {
        "doel": "G1",
        "omschrijving": "Extra toezicht bij het winkelcentrum.",
        "partij": "gemeente",
        "eigenaar": kantoor.regisseur_id,
        "uiterlijk": "2027-02-01",
        "bevestigdZonderPersonen": True,
    }
    return str(kantoor.regisseur.maak(f"/groepen/{kantoor.groep}/acties", document)["id"])


def _stand(kantoor: Kantoor) -> httpx.Response:
    antwoord = kantoor.regisseur.vraag("GET", f"/groepen/{kantoor.groep}/afsluiting")
    assert antwoord.status_code == 200, antwoord.text
    return antwoord


def _bereid_voor(
    kantoor: Kantoor, status: int = 201, etag: str | None = None, **anders: Any
) -> httpx.Response:
    antwoord = kantoor.regisseur.vraag(
        "POST",
        f"/groepen/{kantoor.groep}/afsluitingen",
        json={**BESLUIT, **anders},
        headers={"If-Match": etag or _stand(kantoor).headers["etag"]},
    )
    assert antwoord.status_code == status, antwoord.text
    return antwoord


def _sluit(kantoor: Kantoor, **anders: Any) -> dict[str, Any]:
    """De regisseur bereidt voor, de burgemeester sluit af; het concept daarna."""
    genomen: dict[str, Any] = kantoor.neem(_bereid_voor(kantoor, **anders).json()).json()
    return genomen


def _rest(kantoor: Kantoor, actie: str, **anders: Any) -> dict[str, Any]:
    return {
        "actie": actie, "eigenaar": kantoor.regisseur_id, "uiterlijk": "2027-03-01", **anders
    }  # fmt: skip


@pytest.mark.parametrize("criterium", list(standaard_convenant().eindcriteria))
def test_elk_eindcriterium_is_genoeg_om_te_stoppen(loopt: Kantoor, criterium: str) -> None:
    _sluit(loopt, eindcriterium=criterium)
    groep = loopt.wereld.gateway.groepen[loopt.groep]
    assert (groep["stap"], groep["status"], groep["eindcriterium"]) == (7, "afgesloten", criterium)
    besluit = _stand(loopt).json()["besluit"]
    assert (besluit["eindcriterium"], besluit["door"]) == (criterium, loopt.burgemeester_id)
    getekend = loopt.wereld.gateway.besluiten[-1]["handtekeningen"]["gemeente"]
    assert getekend["medewerker"] == loopt.burgemeester_id
    _bereid_voor(loopt, 409)


def test_voorbereiden_sluit_niets_af_en_de_regisseur_tekent_niet(loopt: Kantoor) -> None:
    concept = _bereid_voor(loopt).json()
    assert concept["inhoud"]["motivering"] == BESLUIT["motivering"]
    assert loopt.wereld.gateway.groepen[loopt.groep]["status"] == "actief"
    pad = f"/besluitconcepten/{concept['id']}/_onderteken"
    antwoord = loopt.regisseur.vraag("POST", pad, json={"digest": concept["digest"]})
    assert (antwoord.status_code, "burgemeester" in antwoord.text) == (403, True)
    assert _stand(loopt).json()["besluit"] is None


def test_komt_er_een_actie_bij_dan_wordt_het_opnieuw_voorbereid(loopt: Kantoor) -> None:
    concept = _bereid_voor(loopt).json()
    actie = _actie(loopt)
    pad = f"/besluitconcepten/{concept['id']}"
    gelezen = loopt.burgemeester.haal(pad)
    assert (gelezen["digest"], actie in gelezen["beletsel"]) == (None, True)
    antwoord = loopt.burgemeester.vraag(
        "POST", f"{pad}/_onderteken", json={"digest": concept["digest"]}
    )
    assert antwoord.status_code == 409
    assert loopt.regisseur.vraag("DELETE", pad).status_code == 204
    _sluit(loopt, restacties=[_rest(loopt, actie)])
    assert loopt.regisseur.haal(f"/acties/{actie}")["restactie"] is True


def test_een_open_actie_zonder_eigenaar_houdt_het_afsluiten_tegen(loopt: Kantoor) -> None:
    een, twee = _actie(loopt), _actie(loopt)
    assert [actie["id"] for actie in _stand(loopt).json()["openActies"]] == [een, twee]
    vergeten = _bereid_voor(loopt, 400).json()["fouten"]
    assert [fout["pad"] for fout in vergeten] == ["/restacties", "/restacties"]
    fouten = _bereid_voor(
        loopt,
        400,
        eindcriterium="klaar",
        motivering="Met Zorivanio B. gaat het goed.",
        restacties=[
            _rest(loopt, een, eigenaar=None),
            _rest(loopt, twee, eigenaar=loopt.analist_id, uiterlijk="2020-01-01"),
            _rest(loopt, nieuw_id()),
        ],
    ).json()["fouten"]
    assert {fout["pad"] for fout in fouten} == {
        "/eindcriterium",
        "/motivering",
        "/restacties/0/eigenaar",
        "/restacties/1/eigenaar",
        "/restacties/1/uiterlijk",
        "/restacties/2/actie",
    }
    assert loopt.wereld.gateway.groepen[loopt.groep]["status"] == "actief"
    assert _stand(loopt).json()["besluit"] is None
    assert loopt.regisseur.haal(f"/acties/{een}")["restactie"] is False


def test_wat_nog_moet_gaat_verder_als_rest_actie(loopt: Kantoor) -> None:
    actie = _actie(loopt)
    _sluit(loopt, restacties=[_rest(loopt, actie)])
    rest = loopt.regisseur.haal(f"/acties/{actie}")
    assert (rest["restactie"], rest["uiterlijk"], rest["status"]) == (True, "2027-03-01", "open")
    verloop = loopt.regisseur.haal(f"/acties/{actie}/verloop")["verloop"]
    assert [een["uiterlijk"] for een in verloop] == ["2027-02-01", "2027-03-01"]


def test_wie_iets_anders_zag_sluit_niet_af(loopt: Kantoor) -> None:
    gezien = _stand(loopt).headers["etag"]
    _actie(loopt)
    _bereid_voor(loopt, 412, etag=gezien)
    zonder = loopt.regisseur.vraag("POST", f"/groepen/{loopt.groep}/afsluitingen", json=BESLUIT)
    assert zonder.status_code == 428


def test_een_verloren_antwoord_wordt_bij_het_kijken_afgemaakt(loopt: Kantoor) -> None:
    actie = _actie(loopt)
    concept = _bereid_voor(loopt, restacties=[_rest(loopt, actie)]).json()
    loopt.wereld.gateway.groepsbesluiten.antwoord_kwijt = True
    loopt.neem(concept, 503)
    loopt.wereld.gateway.groepsbesluiten.antwoord_kwijt = False
    assert _stand(loopt).json()["besluit"]["eindcriterium"] == "overlast_gestopt"
    assert loopt.regisseur.haal(f"/acties/{actie}")["restactie"] is True
    _bereid_voor(loopt, 409)


def test_weigert_de_gateway_dan_is_er_niets_besloten(loopt: Kantoor) -> None:
    concept = _bereid_voor(loopt).json()
    loopt.wereld.gateway.groepsbesluiten.botst = [{"poort": 5, "uitleg": "Nu niet."}]
    try:
        loopt.neem(concept, 409)
    finally:
        loopt.wereld.gateway.groepsbesluiten.botst = []
    assert _stand(loopt).json()["besluit"] is None
    loopt.neem(concept)


def test_niemand_tikt_zelf_een_afsluiting(loopt: Kantoor) -> None:
    besluit = {
        "id": nieuw_id(),
        "groep": loopt.groep,
        "soort": "afsluiting",
        "tijdstip": "2026-11-23T10:00:00Z",
        "gegevens": {"eindcriterium": "overlast_gestopt"},
    }
    vraag = {"besluit": besluit, "digest": digest_header(jcs(besluit))}
    antwoord = loopt.burgemeester.vraag("POST", "/groepsbesluiten", json=vraag)
    assert antwoord.status_code == 400
    assert "/afsluitingen" in antwoord.text


def test_alleen_wie_mag_beslissen_en_binnen_de_taak(loopt: Kantoor) -> None:
    ander, _ = loopt.gemeente.medewerker(
        "regisseur", f"{nieuw_id()}@gemeente.example", alleGroepen=False, groepen=[nieuw_id()]
    )
    assert ander.vraag("GET", f"/groepen/{loopt.groep}/afsluiting").status_code == 403
    pad = f"/groepen/{loopt.groep}/afsluitingen"
    assert ander.vraag("POST", pad, json=BESLUIT).status_code == 403


def test_wie_hier_afsluit_legt_daarna_niets_meer_vast(loopt: Kantoor) -> None:
    """Meteen: niet pas als de dienst weer eens naar de groepen kijkt."""
    signaal = {
        "soort": "waarneming",
        "bron": "jongerenwerk",
        "datum": "2026-11-20",
        "plek": "het winkelcentrum",
        "omschrijving": "Groep van circa 12 jongeren maakt elke vrijdagavond veel lawaai.",
        "bevestigdZonderPersonen": True,
    }
    pad = f"/groepen/{loopt.groep}/signalen"
    loopt.regisseur.maak(pad, signaal)
    loopt.regisseur.haal(f"/werklijst?groep={loopt.groep}")
    _sluit(loopt)
    antwoord = loopt.regisseur.vraag("POST", pad, json=signaal)
    assert antwoord.status_code == 409
    assert "geëindigd" in antwoord.json()["detail"]


def test_na_het_einde_blijven_de_stapvragen_zoals_ze_zijn(loopt: Kantoor) -> None:
    aantal = len(standaard_convenant().stappen[7].vragen)
    antwoorden = {"antwoorden": ["Rustig."] * aantal, "bevestigdZonderPersonen": True}
    pad = f"/stapantwoorden/{loopt.groep}/7"
    loopt.naar_stap(7, prioritering="ja")
    gegeven = loopt.regisseur.vraag("PUT", pad, json=antwoorden)
    assert gegeven.status_code == 200, gegeven.text
    _sluit(loopt)
    te_laat = loopt.regisseur.vraag(
        "PUT", pad, json=antwoorden, headers={"If-Match": gegeven.headers["etag"]}
    )
    assert te_laat.status_code == 409
    assert "geëindigd" in te_laat.json()["detail"]
    evaluatie = {**EVALUATIE, "bevestigdZonderPersonen": True}
    antwoord = loopt.regisseur.vraag("PUT", f"/evaluaties/{loopt.groep}", json=evaluatie)
    assert antwoord.status_code == 200, antwoord.text


def test_besluiten_vlak_na_elkaar_staan_elk_op_de_tijdlijn(loopt: Kantoor) -> None:
    loopt.regisseur.haal(f"/groepen/{loopt.groep}/tijdlijn")
    besluit = {
        "id": nieuw_id(),
        "groep": loopt.groep,
        "soort": "stap",
        "tijdstip": "2026-11-23T10:00:00Z",
        "gegevens": {"stap": 7},
    }
    beantwoord(loopt, 6)
    vraag = {"besluit": besluit, "digest": digest_header(jcs(besluit))}
    genomen = loopt.regisseur.vraag("POST", "/groepsbesluiten", json=vraag)
    assert genomen.status_code in (200, 201), genomen.text
    beantwoord(loopt, 7)
    _sluit(loopt)
    # Was de stap niet meteen onthouden, dan stonden stap en einde hier als één verandering.
    with loopt.gemeente.uitwisseling.dienst.lezend() as sessie:
        gezien = [(een.stap, een.status) for een in momenten(sessie, loopt.groep)]
    assert gezien == [(6, "actief"), (7, "actief"), (7, "afgesloten")]
