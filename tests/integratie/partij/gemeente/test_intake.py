"""Stadsbeheer en jongerenwerk leveren een signaal in met een code, en krijgen niets te zien."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from shared.bestand.zonderpersonen.tabellen import TekstbevestigingRij
from shared.web.limieten import Limieten
from shared.web.verzoek.pogingen import Pogingen
from tests.integratie.partij.bewaarwerk import onderhoud
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stukwerk import nieuwe_dag

TEKST = "Groep van circa 12 jongeren maakt elke vrijdagavond veel lawaai."
INHOUD: dict[str, Any] = {
    "soort": "waarneming",
    "datum": "2026-11-20",
    "plek": "het winkelcentrum",
    "omschrijving": TEKST,
    "bevestigdZonderPersonen": True,
}


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    nieuw = nieuwe_dag(gedeelde_driehoek)
    nieuw.kantoor.naar_stap(1, startbesluit=None)
    app = nieuw.bureau("gemeente").app
    app.state.pogingen = Pogingen(app.state.limieten)
    return nieuw


def _buiten(driehoek: Driehoek) -> Klant:
    """Iemand zonder account, zonder token en zonder certificaat."""
    bureau = driehoek.bureau("gemeente")
    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(bureau.app), base_url="https://partij.example"
    )
    klant = Klant(bureau.runner, client)
    bureau.klanten.append(klant)
    return klant


def _open(driehoek: Driehoek, status: int = 201, **anders: Any) -> Any:
    vraag = {"organisatie": "jongerenwerk", "groep": driehoek.groep, **anders}
    return driehoek.kantoor.regisseur.maak("/intakes", vraag, status)


def _lever(driehoek: Driehoek, code: str, **anders: Any) -> httpx.Response:
    inhoud = {"code": code, **INHOUD, **anders}
    return _buiten(driehoek).vraag("POST", "/intakesignalen", json=inhoud)


def _signalen(driehoek: Driehoek) -> list[dict[str, Any]]:
    pagina = driehoek.kantoor.regisseur.haal(f"/groepen/{driehoek.groep}/signalen")
    rijen: list[dict[str, Any]] = pagina["signalen"]
    return rijen


def _stand(driehoek: Driehoek, intake: Mapping[str, Any]) -> dict[str, Any]:
    gelezen: dict[str, Any] = driehoek.kantoor.regisseur.haal(f"/intakes/{intake['id']}")
    return gelezen


def _is_dicht(antwoord: httpx.Response) -> None:
    """Een code die niet werkt zegt niet waarom: een vreemde, een gebruikte, het is alles een."""
    assert antwoord.status_code == 403, antwoord.text
    assert antwoord.json() == {
        "type": "https://driehoek.example/problemen/intake-gesloten",
        "title": "Deze code werkt niet",
        "status": 403,
        "detail": "Deze code werkt niet (meer). Vraag van wie u hem kreeg een nieuwe.",
    }


def test_wat_met_een_code_binnenkomt_ligt_vast_met_wie_het_gaf(driehoek: Driehoek) -> None:
    intake = _open(driehoek)
    antwoord = _lever(driehoek, intake["code"])
    assert (antwoord.status_code, antwoord.content) == (204, b"")
    (rij,) = _signalen(driehoek)
    assert (rij["bron"], rij["intake"], rij["van"]) == ("jongerenwerk", intake["id"], None)
    assert {naam: rij[naam] for naam in ("soort", "datum", "plek", "omschrijving")} == {
        naam: INHOUD[naam] for naam in ("soort", "datum", "plek", "omschrijving")
    }
    stand = _stand(driehoek, intake)
    assert (stand["stand"], stand["signaal"]) == ("gebruikt", rij["id"])
    # Wie schreef bevestigde dat er niemand in staat; hij is bekend als deze intake, en verder niet.
    with driehoek.bureau("gemeente").uitwisseling.dienst.lezend() as sessie:
        bevestigd = sessie.get_one(TekstbevestigingRij, ("signaal", rij["id"], 1))
        assert bevestigd.door == intake["id"]
    # De gemeente verbetert het, trekt het in en verwijdert het, als elk signaal van haarzelf.
    regisseur, pad = driehoek.kantoor.regisseur, f"/signalen/{rij['id']}"
    wijziging = {"plek": "het plein", "reden": "Nagevraagd.", "bevestigdZonderPersonen": True}
    kop = {"If-Match": regisseur.vraag("GET", pad).headers["ETag"]}
    beter = regisseur.vraag("PATCH", pad, json=wijziging, headers=kop)
    assert (beter.status_code, beter.json()["plek"]) == (200, "het plein")
    weg = regisseur.vraag("DELETE", pad, headers={"If-Match": beter.headers["ETag"]})
    assert weg.status_code == 204
    assert _signalen(driehoek) == []


def test_van_de_code_staat_alleen_een_hash_en_die_gaat_weg_met_het_gebruik(
    driehoek: Driehoek,
) -> None:
    intake = _open(driehoek)
    assert len(intake["code"].replace("-", "")) == 30
    assert intake["inleveradres"].endswith("/intakesignalen")
    assert intake["code"] not in str(_stand(driehoek, intake))
    engine = driehoek.bureau("gemeente").uitwisseling.dienst.engine
    vraag = text("SELECT * FROM intake WHERE id = :id")

    def rij() -> dict[str, Any]:
        with engine.connect() as verbinding:
            return dict(verbinding.execute(vraag, {"id": intake["id"]}).mappings().one())

    voor = rij()
    assert len(voor["hash"]) == 64
    assert intake["code"] not in str(voor)
    assert intake["code"].replace("-", "") not in str(voor)
    assert _lever(driehoek, intake["code"]).status_code == 204
    assert rij()["hash"] is None


def test_een_code_werkt_een_keer_ook_met_zijn_tweeen_tegelijk(driehoek: Driehoek) -> None:
    intake = _open(driehoek)
    inhoud = {"code": intake["code"], **INHOUD}
    vraag = ("POST", "/intakesignalen", {"json": inhoud})
    antwoorden = _buiten(driehoek).tegelijk(vraag, vraag, vraag)
    assert sorted(een.status_code for een in antwoorden) == [204, 403, 403]
    assert len(_signalen(driehoek)) == 1
    _is_dicht(_lever(driehoek, intake["code"]))
    assert len(_signalen(driehoek)) == 1


def test_overgetypt_is_het_dezelfde_code(driehoek: Driehoek) -> None:
    intake = _open(driehoek, organisatie="stadsbeheer")
    getypt = intake["code"].lower().replace("-", " ")
    assert _lever(driehoek, getypt).status_code == 204
    assert [rij["bron"] for rij in _signalen(driehoek)] == ["stadsbeheer"]


def test_een_geraden_verlopen_of_ingetrokken_code_en_een_gesloten_groep_zijn_hetzelfde(
    driehoek: Driehoek,
) -> None:
    geraden = "22222-22222-22222-22222-22222-22222"
    _is_dicht(_lever(driehoek, geraden))
    # Ook met een tekst die niet kan: wie geen code heeft, leert niets van de controle.
    _is_dicht(_lever(driehoek, geraden, omschrijving="Bel 0612345678."))

    ingetrokken = _open(driehoek)
    regisseur = driehoek.kantoor.regisseur
    pad = f"/intakes/{ingetrokken['id']}/_intrekken"
    assert regisseur.vraag("POST", pad).json()["stand"] == "ingetrokken"
    assert regisseur.vraag("POST", pad).status_code == 409
    _is_dicht(_lever(driehoek, ingetrokken["code"]))

    verlopen = _open(driehoek, geldigTot="2026-11-24")
    klok = driehoek.wereld.klok
    klok.nu += timedelta(days=1)
    laatste_dag = _open(driehoek, geldigTot="2026-11-24")
    assert _lever(driehoek, laatste_dag["code"]).status_code == 204
    klok.nu += timedelta(days=1)
    _is_dicht(_lever(driehoek, verlopen["code"]))
    assert _stand(driehoek, verlopen)["stand"] == "verlopen"

    van_gesloten = _open(driehoek)
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    driehoek.wereld.doe(driehoek.bureau("gemeente").uitwisseling.groepskijker.kijk())
    _is_dicht(_lever(driehoek, van_gesloten["code"]))
    assert len(_signalen(driehoek)) == 1


@pytest.mark.parametrize(
    ("anders", "pad", "plek"),
    [
        ({"omschrijving": "Zorivanio B. gooide de ruit in."}, "/omschrijving", "teken 1 tot"),
        ({"omschrijving": "Bel 0612345678 terug."}, "/omschrijving", "teken 5 tot en met 14"),
        ({"plek": "Pleinweg 14b, 3083 AB"}, "/plek", "teken 1 "),
        ({"omschrijving": "Zij riepen <script>alert(1)</script>."}, "/omschrijving", "teken 12:"),
        ({"omschrijving": "Het was druk.\n=HYPERLINK(1)"}, "/omschrijving", "teken 15:"),
        ({"plek": "@SUM(1+1)"}, "/plek", "teken 1:"),
        ({"omschrijving": "-1+cmd"}, "/omschrijving", "teken 1:"),
        ({"omschrijving": "Lawaai {{7*7}}"}, "/omschrijving", "teken 8:"),
        ({"omschrijving": "Druk.\n\u200b=HYPERLINK(1)"}, "/omschrijving", "teken 8:"),
        ({"omschrijving": "Lawaai \uff1cscript\uff1e"}, "/omschrijving", "teken 8:"),
        ({"datum": "2026-11-24"}, "/datum", "toekomst"),
        ({"bevestigdZonderPersonen": False}, "/bevestigdZonderPersonen", "bevestig"),
    ],
)
def test_wat_iemand_aanwijst_of_geen_gewone_tekst_is_komt_er_niet_in(
    driehoek: Driehoek, anders: dict[str, Any], pad: str, plek: str
) -> None:
    intake = _open(driehoek)
    antwoord = _lever(driehoek, intake["code"], **anders)
    assert antwoord.status_code == 400, antwoord.text
    fouten = [een for een in antwoord.json()["fouten"] if een["pad"] == pad]
    assert fouten, antwoord.text
    assert any(plek in een["melding"] for een in fouten), antwoord.text
    for woord in ("Zorivanio", "0612345678", intake["code"]):
        assert woord not in antwoord.text
    assert _signalen(driehoek) == []
    # De code werkt nog: wie het anders schrijft, levert het in.
    assert _stand(driehoek, intake)["geweigerd"] == 1
    assert _lever(driehoek, intake["code"]).status_code == 204


@pytest.mark.parametrize("tekst", ["\u202enesnaJ teiP\u202c was er", "\u2067nesnaJ\u2069 was er"])
def test_een_tekst_die_op_het_scherm_anders_staat_dan_hij_is_komt_er_niet_in(
    driehoek: Driehoek, tekst: str
) -> None:
    """Van achter naar voren vindt de controle geen naam, en leest een mens er wel een."""
    intake = _open(driehoek)
    for pad in ("omschrijving", "plek"):
        antwoord = _lever(driehoek, intake["code"], **{pad: tekst})
        assert antwoord.status_code == 400, antwoord.text
        (fout,) = antwoord.json()["fouten"]
        assert (fout["pad"], fout["melding"]) == (f"/{pad}", "bevat stuurtekens")
    assert _signalen(driehoek) == []


def test_na_te_veel_geweigerde_teksten_werkt_een_code_niet_meer(driehoek: Driehoek) -> None:
    intake = _open(driehoek)
    for _ in range(10):
        fout = _lever(driehoek, intake["code"], omschrijving="Bel 0612345678 terug.")
        assert fout.status_code == 400
    _is_dicht(_lever(driehoek, intake["code"]))
    assert _stand(driehoek, intake)["stand"] == "geblokkeerd"
    assert _signalen(driehoek) == []


def test_een_adres_probeert_het_niet_eindeloos(driehoek: Driehoek) -> None:
    intake = _open(driehoek)
    app = driehoek.bureau("gemeente").app
    app.state.pogingen = Pogingen(Limieten(max_pogingen_per_adres=3), lambda: 100.0)
    for nummer in range(3):
        _is_dicht(_lever(driehoek, f"22222-22222-22222-22222-22222-2222{nummer + 2}"))
    te_veel = _lever(driehoek, intake["code"])
    assert te_veel.status_code == 429
    assert te_veel.headers["Retry-After"] == "600"
    assert _signalen(driehoek) == []
    # Wie de intake opende merkt daar niets van, en later werkt de code gewoon.
    assert _stand(driehoek, intake)["stand"] == "open"
    app.state.pogingen = Pogingen(app.state.limieten)
    assert _lever(driehoek, intake["code"]).status_code == 204


def test_wie_geen_account_heeft_leest_niets_en_stuurt_niets_groots(driehoek: Driehoek) -> None:
    intake, buiten = _open(driehoek), _buiten(driehoek)
    for pad in ("/intakes", f"/intakes/{intake['id']}", f"/groepen/{driehoek.groep}/signalen"):
        assert buiten.vraag("GET", pad).status_code == 401
    assert buiten.vraag("GET", "/intakesignalen").status_code == 405
    vraag = {"organisatie": "jongerenwerk"}
    assert buiten.vraag("POST", "/intakes", json=vraag).status_code == 401
    groot = {"code": intake["code"], **INHOUD, "omschrijving": "a" * 20_000}
    assert buiten.vraag("POST", "/intakesignalen", json=groot).status_code == 413

    async def in_stukken() -> Any:
        yield b'{"code": '

    koppen = {"Content-Type": "application/json"}
    antwoord = buiten.vraag("POST", "/intakesignalen", content=in_stukken(), headers=koppen)
    assert antwoord.status_code == 413
    vreemd = _lever(driehoek, intake["code"], naam="Zorivanio")
    assert vreemd.status_code == 400
    assert _signalen(driehoek) == []


def test_een_intake_is_voor_wie_geen_partij_is_met_een_termijn_en_binnen_de_taak(
    driehoek: Driehoek,
) -> None:
    fouten = _open(driehoek, 400, organisatie="politie", geldigTot="2027-01-01")["fouten"]
    assert {een["pad"] for een in fouten} == {"/organisatie", "/geldigTot"}
    assert "stadsbeheer, jongerenwerk" in fouten[0]["melding"]
    assert _open(driehoek)["geldigTot"] == "2026-12-07"
    assert _open(driehoek, 400, geldigTot="2026-11-22")
    beperkt = {"alleGroepen": False, "groepen": [driehoek.groep]}
    ander, _ = driehoek.bureau("gemeente").medewerker(
        "regisseur", f"i.{driehoek.groep}@gemeente.example", **beperkt
    )
    los = _open(driehoek, groep=None)
    assert ander.vraag("POST", "/intakes", json={"organisatie": "stadsbeheer"}).status_code == 403
    assert ander.vraag("GET", f"/intakes/{los['id']}").status_code == 403
    assert ander.vraag("GET", "/intakes").status_code == 403
    assert ander.vraag("POST", f"/intakes/{los['id']}/_intrekken").status_code == 403
    assert len(ander.haal(f"/intakes?groep={driehoek.groep}")["intakes"]) == 1


def test_zonder_groep_wacht_het_op_de_werklijst_tot_iemand_het_plaatst(driehoek: Driehoek) -> None:
    intake = _open(driehoek, groep=None)
    assert _lever(driehoek, intake["code"]).status_code == 204
    regisseur = driehoek.kantoor.regisseur
    kenmerk = _stand(driehoek, intake)["signaal"]
    werk = regisseur.haal("/werklijst?soort=signaal-plaatsen&paginagrootte=200")["werk"]
    (stuk,) = [een for een in werk if een["pad"] == f"/signalen/{kenmerk}"]
    assert "jongerenwerk" in stuk["titel"]
    kop = {"If-Match": regisseur.vraag("GET", f"/signalen/{kenmerk}").headers["ETag"]}
    geplaatst = regisseur.vraag(
        "POST", f"/signalen/{kenmerk}/_plaats", json={"groep": driehoek.groep}, headers=kop
    )
    assert geplaatst.status_code == 200, geplaatst.text
    assert [rij["id"] for rij in _signalen(driehoek)] == [kenmerk]


def test_het_onderhoud_vergeet_wat_verliep(driehoek: Driehoek) -> None:
    verlopen, open_ = _open(driehoek, geldigTot="2026-11-23"), _open(driehoek)
    engine = driehoek.bureau("gemeente").uitwisseling.dienst.engine

    def hashes() -> dict[str, bool]:
        vraag = text("SELECT id, hash FROM intake WHERE groep = :groep")
        with engine.connect() as verbinding:
            rijen = verbinding.execute(vraag, {"groep": driehoek.groep}).all()
        return {kenmerk: hash_ is not None for kenmerk, hash_ in rijen}

    klok = driehoek.wereld.klok
    klok.nu += timedelta(days=1)
    onderhoud(driehoek, "gemeente")
    assert hashes() == {verlopen["id"]: False, open_["id"]: True}
    klok.nu += timedelta(days=400)
    onderhoud(driehoek, "gemeente")
    assert hashes() == {}
