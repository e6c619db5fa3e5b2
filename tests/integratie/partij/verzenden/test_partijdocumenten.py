"""Wat een partij van een andere gelooft: wat die zelf tekende, en niet wat de gateway toont."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from deploy.pki import Pki
from deploy.uitgifte import Doel
from shared.bericht.partijen.partijbestand import Partijbestand
from shared.bericht.partijen.partijdocument import GetekendDocument
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar
from shared.bestand.toegang.spoor import PARTIJBEELD
from shared.bestand.toegang.tabellen import AlarmspoorRij
from shared.logboek.notitie import Notitiesleutel
from shared.partij.gatewayfouten import GatewayOnbereikbaar
from tests.hulp.certificaten import nog_een_certificaat
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.partijdocumenten import documenten_van, tekenaar
from tests.integratie.partij.afleveren import Postbode
from tests.integratie.partij.bureau import BEHEERDER, Klant
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.nepregister import Bericht, Geregistreerd

ELDERS = "https://elders.example"


@pytest.fixture
def register(kantoor: Kantoor) -> Kantoor:
    """De gemeente heeft gezien wat de politie over zichzelf zegt."""
    _kijk(kantoor)
    return kantoor


@contextmanager
def _liegend(kantoor: Kantoor) -> Iterator[Geregistreerd]:
    """Zolang dit duurt toont de gateway van de politie wat de test ervan maakt."""
    politie = kantoor.wereld.gateway.partijen["politie"]
    was = politie.bestand
    try:
        yield politie
    finally:
        politie.bestand = was


def _kijk(kantoor: Kantoor) -> Any:
    boek = kantoor.wereld.bureaus["gemeente"].geheel.boek
    return kantoor.wereld.doe(boek.zoek("politie", opnieuw=True))


def _beheer(kantoor: Kantoor) -> Klant:
    return kantoor.wereld.bureaus["gemeente"].klant(BEHEERDER)


def _documenten(kantoor: Kantoor) -> list[dict[str, Any]]:
    alle = _beheer(kantoor).haal("/partijdocumenten")["partijdocumenten"]
    return [een for een in alle if een["partij"] == "politie"]


def _afwijkingen(kantoor: Kantoor) -> list[str]:
    alle = _beheer(kantoor).haal("/partijdocumenten")["afwijkingen"]
    return [een["melding"] for een in alle if een["partij"] == "politie"]


def _spoor(kantoor: Kantoor) -> int:
    vraag = select(AlarmspoorRij).where(AlarmspoorRij.soort == PARTIJBEELD)
    with kantoor.wereld.bureaus["gemeente"].uitwisseling.dienst.lezend() as sessie:
        return len(sessie.scalars(vraag).all())


def _zeg(kantoor: Kantoor, **anders: Any) -> Partijbestand:
    politie = kantoor.wereld.gateway.partijen["politie"]
    politie.bestand = documenten_van(kantoor.wereld.pki, "politie", politie.bestand, **anders)
    return politie.bestand


def test_een_wijziging_telt_wordt_getoond_en_kan_worden_geweigerd(register: Kantoor) -> None:
    eerder = len(_documenten(register))
    _zeg(register, endpoint=f"{ELDERS}/{eerder}")
    assert _kijk(register).document.endpoint == f"{ELDERS}/{eerder}"
    nieuw = _documenten(register)[-1]
    assert (nieuw["versie"], nieuw["wijzigingen"]) == (eerder + 1, ["endpoint"])
    assert (nieuw["geldt"], nieuw["stand"]) == (True, "gezien")

    beheer, pad = _beheer(register), f"/partijdocumenten/politie/{eerder + 1}"
    geweigerd = beheer.maak(f"{pad}/_weiger", {"reden": "Niemand daar weet ervan."}, 200)
    assert (geweigerd["stand"], geweigerd["geldt"]) == ("geweigerd", False)
    assert geweigerd["beoordeeldDoor"] == BEHEERDER
    assert _kijk(register).document.versie == eerder
    beheer.maak(f"{pad}/_weiger", {"reden": "Nog eens."}, 409)
    beheer.maak(f"{pad}/_aanvaard", {"reden": "Toch nagevraagd."}, 200)
    assert _kijk(register).document.versie == eerder + 1


def test_wat_een_partij_over_haar_geheimhouding_tekent_leest_en_bevestigt_elke_medewerker(
    register: Kantoor,
) -> None:
    tekst = "Wie bij ons werkt legt de ambtseed af en zwijgt over wat hij hoort."
    verklaring = {"tekst": tekst, "vanaf": "2026-11-01", "door": "korpschef", "versie": 1}
    gemeente = register.wereld.bureaus["gemeente"]
    klant, _ = gemeente.medewerker("burgemeester", f"{nieuw_id()}@gemeente.example")
    pad = "/geheimhoudingsverklaringen"
    assert klant.haal(pad)["verklaringen"] == []
    assert klant.vraag("POST", f"{pad}/politie/_kennisnemen").status_code == 404
    _zeg(register, geheimhouding=verklaring)
    _kijk(register)
    assert "geheimhouding" in _documenten(register)[-1]["wijzigingen"]
    (gelezen,) = klant.haal(pad)["verklaringen"]
    assert gelezen == {"partij": "politie", **verklaring, "kennisgenomenOp": None}
    bevestigd = klant.maak(f"{pad}/politie/_kennisnemen", {}, 200)
    assert bevestigd["kennisgenomenOp"] is not None
    assert klant.maak(f"{pad}/politie/_kennisnemen", {}, 200) == bevestigd
    # Een ander moet het zelf lezen, en een volgende verklaring leest iedereen opnieuw.
    ander, _ = gemeente.medewerker("regisseur", f"{nieuw_id()}@gemeente.example")
    assert ander.haal(pad)["verklaringen"][0]["kennisgenomenOp"] is None
    _zeg(register, geheimhouding={**verklaring, "versie": 2})
    _kijk(register)
    assert klant.haal(pad)["verklaringen"][0]["kennisgenomenOp"] is None
    # Wie zegt van niet tekent een document zonder.
    _zeg(register)
    _kijk(register)
    assert klant.haal(pad)["verklaringen"] == []


def test_alleen_een_beheerder_beslist_en_met_een_reden(register: Kantoor) -> None:
    pad = "/partijdocumenten/politie/1/_weiger"
    analist, _ = register.wereld.bureaus["gemeente"].medewerker("regisseur")
    analist.maak(pad, {"reden": "Ik wil dit niet."}, 403)
    assert analist.vraag("GET", "/partijdocumenten").status_code == 403
    beheer = _beheer(register)
    beheer.maak(pad, {}, 400)
    beheer.maak("/partijdocumenten/politie/1000/_weiger", {"reden": "Niet gezien."}, 404)
    beheer.maak("/partijdocumenten/politie/nul/_weiger", {"reden": "Geen nummer."}, 400)
    assert _documenten(register)[0]["stand"] == "gezien"


def test_wat_de_partij_niet_tekende_telt_niet_en_geeft_een_alarm(register: Kantoor) -> None:
    was, sporen = _kijk(register), _spoor(register)
    van_een_ander = tekenaar(register.wereld.pki.deelnemers["gemeente"].ondertekening)
    with _liegend(register):
        _zeg(register, tekent=van_een_ander, endpoint=ELDERS)
        for _ in range(3):
            assert _kijk(register) == was
    assert any("niet getekend" in melding for melding in _afwijkingen(register))
    assert _spoor(register) == sporen + 1


def test_wat_eerder_is_gezien_blijft_als_de_gateway_het_verzwijgt(register: Kantoor) -> None:
    bestand = _zeg(register, endpoint=f"{ELDERS}/later")
    was = _kijk(register)
    with _liegend(register) as politie:
        politie.bestand = replace(bestand, keten=bestand.keten[:1])
        assert _kijk(register) == was
    assert any("minder" in melding for melding in _afwijkingen(register))


def test_onleesbare_documenten_tellen_niet(register: Kantoor) -> None:
    was = _kijk(register)
    krom = GetekendDocument(b"geen document", "geen handtekening")
    with _liegend(register) as politie:
        politie.bestand = replace(politie.bestand, keten=(*politie.bestand.keten, krom))
        assert _kijk(register) == was


def test_een_partij_die_niemand_noemt_is_er_niet(register: Kantoor) -> None:
    boek = register.wereld.bureaus["gemeente"].geheel.boek
    with pytest.raises(GatewayOnbereikbaar, match="eigen document"):
        register.wereld.doe(boek.zoek("om"))


# --- de eigen dienst ------------------------------------------------------------------------------


def _eigen(kantoor: Kantoor, **anders: Any) -> httpx.Response:
    """De gemeente zegt iets over zichzelf, ziet dat in het register, en zegt of zij gereed is."""
    wereld, gemeente = kantoor.wereld, kantoor.wereld.gateway.partijen["gemeente"]
    zo = {"endpoint": "https://partij.example", **anders}
    gemeente.bestand = documenten_van(wereld.pki, "gemeente", gemeente.bestand, **zo)
    wereld.doe(wereld.bureaus["gemeente"].geheel.boek.zoek("gemeente", opnieuw=True))
    return _beheer(kantoor).vraag("GET", "/gezondheid/gereed")


def _fouten(antwoord: httpx.Response) -> dict[str, str]:
    assert antwoord.status_code == 503, antwoord.text
    return {fout["pad"]: fout["melding"] for fout in antwoord.json()["fouten"]}


def test_een_dienst_die_anders_is_dan_haar_partij_zegt_is_niet_gereed(kantoor: Kantoor) -> None:
    assert _eigen(kantoor).status_code == 200
    sleutel = Notitiesleutel("gemeente.example/getuige", Ed25519PrivateKey.generate()).vkey
    anders = _eigen(kantoor, endpoint=ELDERS, getuige=sleutel)
    fouten = _fouten(anders)
    assert set(fouten) == {"server.publieke_url", "getuige"}
    assert ELDERS in fouten["server.publieke_url"]
    assert sleutel in fouten["getuige"]
    assert "publiceer" in anders.json()["detail"]
    assert _eigen(kantoor).status_code == 200


def test_met_een_sleutel_die_de_partij_niet_noemt_gaat_er_niets_uit(kantoor: Kantoor) -> None:
    """Zolang oud en nieuw er allebei in staan mag het; daarna niet meer."""
    wereld = kantoor.wereld
    paden, rollen = wereld.pki.deelnemers["gemeente"], ("transport", "ondertekening")
    oud = {r: Certificaat.uit_pem(getattr(paden, r).certificaat.read_bytes()) for r in rollen}
    bij_rol = {rol: nog_een_certificaat(wereld.pki, "gemeente", Doel(rol)) for rol in rollen}
    nieuw = {rol: Certificaat.uit_pem(een.pem) for rol, een in bij_rol.items()}
    beide = {rol: [nieuw[rol], oud[rol]] for rol in rollen}
    assert _eigen(kantoor, certificaten=beide).status_code == 200
    fouten = _fouten(_eigen(kantoor, certificaten={rol: [nieuw[rol]] for rol in rollen}))
    assert set(fouten) == {"tls.certificaat", "ondertekening.certificaat"}
    assert nieuw["transport"].x5t_s256 in fouten["tls.certificaat"]
    aangeboden = len(wereld.gateway.aangeboden)
    vraag = kantoor.informatieverzoek()
    stand = kantoor.regisseur.vraag("POST", "/informatieverzoeken", json=vraag)
    assert stand.status_code == 202, stand.text
    assert len(wereld.gateway.aangeboden) == aangeboden
    getekend = bij_rol["ondertekening"]
    tekent = BestandsOndertekenaar.uit_pem(getekend.sleutel_pem, getekend.pem)
    assert _eigen(kantoor, tekent=tekent).status_code == 200
    wereld.klok.vooruit(minutes=2)
    wereld.bureaus["gemeente"].ronde()
    assert len(wereld.gateway.aangeboden) == aangeboden + 1


# --- de sleutel waarmee anderen versleutelen ------------------------------------------------------


@pytest.fixture
def post(kantoor: Kantoor, pki: Pki) -> Iterator[Postbode]:
    """De politie stuurt de gemeente iets, en de gemeente zegt waarmee dat wordt versleuteld."""
    politie, gemeente = kantoor.analist_id, kantoor.regisseur_id
    partij = kantoor.wereld.gateway.partijen["gemeente"]
    was = partij.versleuteling
    wie = {"politie": politie, "gemeente": gemeente}
    yield Postbode(kantoor.wereld, pki, kantoor.groep, wie)
    partij.versleuteling = was
    assert _eigen(kantoor).status_code == 200


def _versleutelparen(kantoor: Kantoor) -> list[Certificaat]:
    """Die van de gemeente, zoals zij in haar instellingen staan: eerst de oude."""
    paren = kantoor.gemeente.uitwisseling.dienst.instellingen.versleuteling
    assert paren is not None
    return [Certificaat.uit_pem(paar.certificaat.read_bytes()) for paar in paren.paren]


def _bericht_met(post: Postbode, certificaat: Certificaat) -> Bericht:
    post.wereld.gateway.partijen["gemeente"].versleuteling = certificaat
    return post.bericht()


def _wacht(post: Postbode, bericht: Bericht) -> str:
    """De gemeente neemt het nu niet in en weigert het ook niet: de afzender bewaart het."""
    antwoord = post.lever_af(bericht)
    assert antwoord.status_code == 503, antwoord.text
    assert int(antwoord.headers["retry-after"]) > 0
    assert "payload-signature" not in antwoord.headers
    assert post.status(bericht) == (None, 0)
    return str(antwoord.json()["detail"])


def test_een_versleutelsleutel_wisselt_zonder_dat_er_iets_stilstaat(
    kantoor: Kantoor, post: Postbode
) -> None:
    oud, nieuw = _versleutelparen(kantoor)
    onderweg = _bericht_met(post, oud)
    for genoemd in ([oud], [nieuw, oud], [nieuw]):
        assert _eigen(kantoor, certificaten={"versleuteling": genoemd}).status_code == 200
        for certificaat in genoemd:
            antwoord = post.lever_af(_bericht_met(post, certificaat))
            assert (antwoord.status_code, antwoord.json()["status"]) == (200, "aanvaard")
    assert post.lever_af(onderweg).json()["status"] == "aanvaard"


def test_noemt_een_partij_eerst_een_sleutel_die_haar_dienst_niet_heeft_dan_wacht_alles(
    kantoor: Kantoor, post: Postbode, pki: Pki
) -> None:
    oud, _ = _versleutelparen(kantoor)
    vreemd = Certificaat.uit_pem(nog_een_certificaat(pki, "gemeente", Doel.VERSLEUTELING).pem)
    fouten = _fouten(_eigen(kantoor, certificaten={"versleuteling": [vreemd, oud]}))
    assert set(fouten) == {"versleuteling.certificaat"}
    assert vreemd.x5t_s256 in fouten["versleuteling.certificaat"]
    met_oud, met_vreemd = _bericht_met(post, oud), _bericht_met(post, vreemd)
    assert [_wacht(post, een) for een in (met_oud, met_vreemd)]

    # Noemt zij hem als tweede, dan gaat het werk door; wat niet te openen is blijft wachten.
    assert _eigen(kantoor, certificaten={"versleuteling": [oud, vreemd]}).status_code == 200
    assert post.lever_af(met_oud).json()["status"] == "aanvaard"
    assert vreemd.x5t_s256 in _wacht(post, met_vreemd)
    # Ook als zij hem later niet meer noemt: wie hem gebruikte, geloofde haar eigen woord.
    assert _eigen(kantoor).status_code == 200
    assert vreemd.x5t_s256 in _wacht(post, met_vreemd)
    post.wereld.gateway.partijen["gemeente"].versleuteling = oud
    assert post.weiger(voor="politie") == "ONLEESBAAR"


def test_de_afzender_kan_een_later_document_kennen_dan_de_ontvanger(
    kantoor: Kantoor, post: Postbode, pki: Pki
) -> None:
    assert _eigen(kantoor).status_code == 200
    partij = kantoor.wereld.gateway.partijen["gemeente"]
    vreemd = Certificaat.uit_pem(nog_een_certificaat(pki, "gemeente", Doel.VERSLEUTELING).pem)
    partij.bestand = documenten_van(
        pki, "gemeente", partij.bestand, endpoint="https://partij.example",
        certificaten={"versleuteling": [vreemd]},
    )  # fmt: skip
    assert vreemd.x5t_s256 in _wacht(post, _bericht_met(post, vreemd))
