"""De brief van de burgemeester: wie hem krijgt, dat hij weg is, en dat er zonder niets weggaat."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from typing import Any

import httpx
import pikepdf
import pytest

from deploy.pki import Pki
from services.gemeente.brieven.tabellen import BriefRij
from shared.bestand.aanpakeinde.einde import vernietig_wat_aanpak_bracht
from shared.bestand.personen.vernietiging import vernietig_persoon
from tests.hulp.briefhoofd import BRIEFHOOFD
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.klok import VasteKlok
from tests.hulp.pdftekst import tekst_van
from tests.hulp.toegankelijk import ontoegankelijk
from tests.hulp.uitzondering import uitzondering
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.kantoor import iemand
from tests.integratie.partij.stroomzaak import Stroomzaak

PAGINA = "https://www.rotterdam.nl/bestuur-organisatie/uw-gegevens/"
VANDAAG = "2026-11-23"
GEEN_BRIEF = uitzondering()  # fmt: skip


@pytest.fixture(scope="module")
def ingericht(
    uitgever: Uitgever, pki: Pki, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stroomzaak]:
    with Stroomzaak.op_sqlite(uitgever, pki, tmp_path_factory.mktemp("brieven")) as gevonden:
        yield gevonden


@pytest.fixture
def zaak(ingericht: Stroomzaak) -> Stroomzaak:
    """Op een nieuwe dag, in stap 3."""
    ingericht.driehoek.wereld.klok.nu = VasteKlok().nu
    ingericht.zet(3)
    return ingericht


def _regisseur(zaak: Stroomzaak) -> Klant:
    return zaak.driehoek.klant("gemeente")[0]


def _iemand(zaak: Stroomzaak, geboren: str = "2009-03-05", **anders: Any) -> str:
    """Een lid van de groep, in het bestand van de gemeente, die nog niets weet."""
    klant = _regisseur(zaak)
    invoer = {
        "naam": f"Wimpel {nieuw_id()[-6:]}", "geboortedatum": geboren,
        "adres": "Verzonnenlaan 1", "woonplaats": "Nergenshuizen", **anders,
    }  # fmt: skip
    persoon = str(klant.maak("/personen", invoer)["id"])
    lid = {"persoonId": persoon, "categorie": 1}
    klant.maak(f"/groepen/{zaak.driehoek.groep}/leden", lid)
    return persoon


def _ouder(zaak: Stroomzaak, kind: str, **anders: Any) -> str:
    klant = _regisseur(zaak)
    invoer = {"naam": f"Hommel {nieuw_id()[-6:]}", "adres": "Elders 2", "woonplaats": "Nergens"}
    ouder = str(klant.maak("/personen", {**invoer, **anders})["id"])
    klant.maak(f"/personen/{kind}/vertegenwoordigers", {"ouderId": ouder, "soort": "ouder"})
    return ouder


def _maak(zaak: Stroomzaak, persoon: str) -> list[dict[str, Any]]:
    antwoord = _regisseur(zaak).vraag("POST", f"/personen/{persoon}/brieven")
    assert antwoord.status_code == 200, antwoord.text
    brieven: list[dict[str, Any]] = antwoord.json()["brieven"]
    return brieven


def _doe(zaak: Stroomzaak, brief: dict[str, Any], wat: str, **invoer: Any) -> httpx.Response:
    klant, pad = _regisseur(zaak), f"/brieven/{brief['id']}"
    etag = klant.vraag("GET", pad).headers["ETag"]
    return klant.vraag("POST", f"{pad}/{wat}", json=invoer, headers={"If-Match": etag})


def _verstuur(zaak: Stroomzaak, brief: dict[str, Any], op: str = VANDAAG) -> None:
    antwoord = _doe(zaak, brief, "_verstuurd", wijze="verzonden", op=op)
    assert antwoord.status_code == 200, antwoord.text


def _stand(zaak: Stroomzaak, persoon: str, klant: Klant | None = None) -> dict[str, Any]:
    pad = f"/informeerstanden?groep={zaak.driehoek.groep}&paginagrootte=200"
    personen = (klant or _regisseur(zaak)).haal(pad)["personen"]
    (regel,) = [een for een in personen if een["persoonId"] == persoon]
    gevonden: dict[str, Any] = regel
    return gevonden


def _werk(zaak: Stroomzaak, onderwerp: str) -> list[dict[str, Any]]:
    stukken = _regisseur(zaak).haal("/werklijst?paginagrootte=200")["werk"]
    return [stuk for stuk in stukken if stuk["onderwerp"] == onderwerp]


def _geef(zaak: Stroomzaak, persoon: str) -> set[int]:
    """De poorten die dicht zijn als de burgemeester iets over deze persoon geeft."""
    zaak.mensen["gemeente", persoon] = persoon
    deel = zaak.deel("gemeente", "politie", "NAW", persoon)
    return zaak.poorten("politie", zaak.geef("gemeente", "politie", [deel]))


def _pdf(zaak: Stroomzaak, brief: dict[str, Any]) -> bytes:
    return base64.b64decode(_regisseur(zaak).haal(f"/brieven/{brief['id']}")["document"])


def _tekst(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert ontoegankelijk(document) == []
        return tekst_van(document)


def test_zonder_brief_gaat_er_niets_weg_en_met_de_brief_wel(zaak: Stroomzaak) -> None:
    persoon = _iemand(zaak)
    assert _geef(zaak, persoon) == {16}
    (brief,) = _maak(zaak, persoon)
    assert (brief["soort"], brief["stand"], brief["ontvangerId"]) == ("jongere", "gereed", persoon)
    assert _geef(zaak, persoon) == {16}, "een brief die nog op het bureau ligt telt niet"
    assert [stuk["soort"] for stuk in _werk(zaak, brief["id"])] == ["brief-versturen"]
    _verstuur(zaak, brief)
    assert _geef(zaak, persoon) == set()
    status = _regisseur(zaak).haal(f"/personen/{persoon}/informatiestatus")
    assert (status["status"], status["geinformeerdOp"]) == ("geinformeerd", VANDAAG)
    regel = _stand(zaak, persoon)
    assert (status["wijze"], regel["stand"], regel["metBrief"]) == (
        "verzonden", "geinformeerd", True,
    )  # fmt: skip
    assert _werk(zaak, brief["id"]) == _werk(zaak, persoon) == []
    # Er is niets meer te maken: de brief is weg.
    assert [een["id"] for een in _maak(zaak, persoon)] == [brief["id"]]


def test_de_brief_zegt_alles_wat_moet_en_niets_over_wat_er_over_iemand_bekend_is(
    zaak: Stroomzaak,
) -> None:
    persoon = _iemand(zaak, naam="Sterrin Nooitgedacht")
    stuk = {
        "aard": "feit", "bijzonder": False, "derdenVerwijderd": True, "datum": "2026-10-03",
        "omschrijving": "Vuurwerk op het Verzonnenplein.",
    }  # fmt: skip
    _regisseur(zaak).maak(f"/personen/{persoon}/overlastgegevens", stuk)
    (brief,) = _maak(zaak, persoon)
    tekst = _tekst(_pdf(zaak, brief))
    for moet in (
        "Beste Sterrin Nooitgedacht,", "Verzonnenlaan 1", PAGINA, "een klacht",
        "Autoriteit Persoonsgegevens", "fg@gemeente-rotterdam.example", "hoogstens twee jaar",
        "de politie en het Openbaar Ministerie", "artikel 172 van de Gemeentewet",
        "samen verantwoordelijk", "23 november 2026",
        *(str(BRIEFHOOFD[wat]) for wat in ("naam", "email", "telefoon", "functie")),
    ):  # fmt: skip
        assert moet in tekst, moet
    for niet in ("Vuurwerk", "Verzonnenplein", "2026-10-03", "verdacht", "aangifte"):
        assert niet not in tekst
    assert "Rotterdam" not in tekst, "wie de afzender is zeggen de instellingen"


def test_een_kind_en_elke_ouder_krijgen_een_eigen_brief(zaak: Stroomzaak) -> None:
    kind = _iemand(zaak, "2013-03-05", naam="Knikker Fabelaar")
    klant = _regisseur(zaak)
    niemand = klant.vraag("POST", f"/personen/{kind}/brieven")
    assert niemand.status_code == 409
    assert "ouder of voogd" in niemand.json()["detail"]
    ouders = [_ouder(zaak, kind), _ouder(zaak, kind)]
    brieven = _maak(zaak, kind)
    assert [(een["soort"], een["ontvangerId"]) for een in brieven] == [
        ("kind", kind), *(("vertegenwoordiger", ouder) for ouder in ouders),
    ]  # fmt: skip
    aan_kind, aan_ouder, _ = (_tekst(_pdf(zaak, een)) for een in brieven)
    assert "Wij gebruiken gegevens over jou" in aan_kind
    assert "Elders 2" not in aan_kind
    assert "U bent ouder of voogd van Knikker Fabelaar." in aan_ouder
    assert "Elders 2" in aan_ouder
    for brief in brieven[:2]:
        _verstuur(zaak, brief)
        assert _geef(zaak, kind) == {16}, "de tweede ouder weet nog niets"
    overhandigd = _doe(zaak, brieven[2], "_verstuurd", wijze="overhandigd", op=VANDAAG)
    assert overhandigd.status_code == 200, overhandigd.text
    assert _stand(zaak, kind)["stand"] == "geinformeerd"
    assert _geef(zaak, kind) == set()


def test_een_ouder_over_wie_zelf_gegevens_zijn_krijgt_zijn_eigen_brief(zaak: Stroomzaak) -> None:
    kind = _iemand(zaak, "2013-03-05")
    ouder = _ouder(zaak, kind, naam="Hommel Fabelaar")
    klant, groep = _regisseur(zaak), zaak.driehoek.groep
    lid = {"persoonId": ouder, "categorie": 2, "kindPersoonId": kind}
    klant.maak(f"/groepen/{groep}/leden", lid)
    (brief,) = _maak(zaak, ouder)
    assert (brief["soort"], brief["ontvangerId"]) == ("ouder", ouder)
    assert "U bent ouder of voogd van een kind" in _tekst(_pdf(zaak, brief))


def test_een_brief_die_terugkomt_sluit_de_poort_tot_er_een_nieuwe_weg_is(zaak: Stroomzaak) -> None:
    persoon = _iemand(zaak)
    (brief,) = _maak(zaak, persoon)
    _verstuur(zaak, brief)
    assert _geef(zaak, persoon) == set()
    te_vroeg = _doe(zaak, brief, "_teruggekomen", op="2026-11-22")
    assert zaak.fouten(te_vroeg) == ["/op"]
    terug = _doe(zaak, brief, "_teruggekomen", op=VANDAAG)
    assert (terug.status_code, terug.json()["stand"]) == (200, "onbestelbaar")
    assert _geef(zaak, persoon) == {16}
    assert _stand(zaak, persoon)["stand"] == "onbestelbaar"
    assert [stuk["soort"] for stuk in _werk(zaak, brief["id"])] == ["brief-terug"]
    assert [stuk["soort"] for stuk in _werk(zaak, persoon)] == ["informeren"]
    oud, nieuw = _maak(zaak, persoon)
    assert (oud["stand"], nieuw["stand"]) == ("onbestelbaar", "gereed")
    assert _werk(zaak, brief["id"]) == []
    _verstuur(zaak, nieuw)
    assert _geef(zaak, persoon) == set()


def test_wat_klaarligt_wordt_vervangen_en_is_dan_niet_meer_te_versturen(zaak: Stroomzaak) -> None:
    persoon = _iemand(zaak, adres=None)
    (zonder,) = _maak(zaak, persoon)
    assert zonder["metAdres"] is False
    post = _doe(zaak, zonder, "_verstuurd", wijze="verzonden", op=VANDAAG)
    assert zaak.fouten(post) == ["/wijze"]
    etag = _regisseur(zaak).vraag("GET", f"/brieven/{zonder['id']}").headers["ETag"]
    zaak.mensen["gemeente", persoon] = persoon
    zaak.verbeter("gemeente", persoon, adres="Nieuwelaan 4")
    oud, nieuw = _maak(zaak, persoon)
    assert (oud["stand"], nieuw["metAdres"]) == ("vervallen", True)
    assert "Nieuwelaan 4" in _tekst(_pdf(zaak, nieuw))
    klant, pad = _regisseur(zaak), f"/brieven/{oud['id']}"
    assert klant.vraag("GET", pad).status_code == 410
    invoer = {"wijze": "overhandigd", "op": VANDAAG}
    assert klant.vraag("POST", f"{pad}/_verstuurd", json=invoer).status_code == 428
    laat = klant.vraag("POST", f"{pad}/_verstuurd", json=invoer, headers={"If-Match": etag})
    assert laat.status_code == 412
    morgen = _doe(zaak, nieuw, "_verstuurd", wijze="verzonden", op="2026-11-24")
    assert zaak.fouten(morgen) == ["/op"]
    onzin = _doe(zaak, nieuw, "_verstuurd", wijze="gefluisterd", op="gisteren")
    assert zaak.fouten(onzin) == ["/wijze", "/op"]


def test_de_laatste_dag_volgt_uit_wat_het_eerst_gebeurt(zaak: Stroomzaak) -> None:
    klok = zaak.driehoek.wereld.klok
    persoon = _iemand(zaak)
    regel = _stand(zaak, persoon)
    assert (regel["aanleiding"], regel["uiterlijk"]) == ("vastlegging", "2026-12-23")
    klok.vooruit(days=2)
    stuk = {
        "aard": "feit", "bijzonder": False, "derdenVerwijderd": True, "datum": "2026-11-25",
        "omschrijving": "Aangesproken op het plein (verzonnen).",
    }  # fmt: skip
    _regisseur(zaak).maak(f"/personen/{persoon}/aanspreekgegevens", stuk)
    regel = _stand(zaak, persoon)
    assert (regel["aanleiding"], regel["uiterlijk"]) == ("eerste_contact", "2026-11-25")
    assert regel["teLaat"] is False
    (werk,) = _werk(zaak, persoon)
    assert (werk["uiterlijk"], werk["urgentie"]) == ("2026-11-25", "vandaag")
    klok.vooruit(days=1)
    assert _stand(zaak, persoon)["teLaat"] is True
    (werk,) = _werk(zaak, persoon)
    assert werk["urgentie"] == "te_laat"


def test_wie_al_verstrekt_is_moet_het_die_dag_weten_ook_als_hij_de_groep_verlaat(
    zaak: Stroomzaak,
) -> None:
    """De brief kwam terug nadat er iets was gegeven: dan was die dag de laatste."""
    klok = zaak.driehoek.wereld.klok
    persoon, nooit = _iemand(zaak), _iemand(zaak)
    (brief,) = _maak(zaak, persoon)
    _verstuur(zaak, brief)
    klok.vooruit(days=3)
    assert _geef(zaak, persoon) == set()
    klok.vooruit(days=1)
    assert _doe(zaak, brief, "_teruggekomen", op="2026-11-27").status_code == 200
    regel = _stand(zaak, persoon)
    assert (regel["aanleiding"], regel["uiterlijk"]) == ("eerste_verstrekking", "2026-11-26")
    assert regel["teLaat"] is True
    klant, groep = _regisseur(zaak), zaak.driehoek.groep
    leden = klant.haal(f"/groepen/{groep}/leden?paginagrootte=200")["leden"]
    for lid in leden:
        if lid["persoonId"] in (persoon, nooit):
            klant.vraag("DELETE", f"/groepen/{groep}/leden/{lid['betrokkene']}")
    assert _stand(zaak, persoon)["uiterlijk"] == "2026-11-26"
    personen = klant.haal(f"/informeerstanden?groep={groep}&paginagrootte=200")["personen"]
    assert nooit not in {een["persoonId"] for een in personen}


def test_een_uitzondering_telt_met_een_tweede_en_vervalt_als_niemand_haar_verlengt(
    zaak: Stroomzaak,
) -> None:
    klok, klant, persoon = zaak.driehoek.wereld.klok, _regisseur(zaak), _iemand(zaak)
    pad = f"/personen/{persoon}/informatiestatus"
    ander, _ = zaak.driehoek.bureau("gemeente").medewerker(
        "regisseur", f"{nieuw_id()}@gemeente.example", geldigTot="2027-12-31"
    )

    def leg_vast(etag: str | None = None, **anders: Any) -> str:
        koppen = {} if etag is None else {"If-Match": etag}
        antwoord = klant.vraag("PUT", pad, json=uitzondering(**anders), headers=koppen)
        assert antwoord.status_code in (200, 201), antwoord.text
        return str(antwoord.headers["ETag"])

    def keur_goed(wie: Klant, etag: str) -> int:
        pad_ = f"{pad}/_goedkeuren"
        return wie.vraag("POST", pad_, headers={"If-Match": etag}).status_code

    etag = leg_vast()
    (werk,) = _werk(zaak, persoon)
    assert (werk["soort"], werk["uiterlijk"]) == ("informeren-goedkeuren", "2026-12-23")
    assert (_stand(zaak, persoon)["stand"], _geef(zaak, persoon)) == ("open", {16})
    assert keur_goed(klant, etag) == 403, "wie haar vastlegde keurt haar niet goed"
    assert keur_goed(ander, etag) == 200
    regel = _stand(zaak, persoon)
    assert (regel["stand"], regel["grond"]) == ("uitzondering", "UAVG41_1_d")
    assert (_geef(zaak, persoon), _werk(zaak, persoon)) == (set(), [])
    # Twee weken van tevoren staat zij op de lijst; op de dag zelf telt zij niet meer.
    klok.vooruit(days=42)
    (werk,) = _werk(zaak, persoon)
    assert (werk["soort"], werk["uiterlijk"]) == ("informeren-herbeoordelen", "2027-01-15")
    klok.vooruit(days=12)
    regel = _stand(zaak, persoon)
    assert (regel["stand"], regel["teLaat"], _geef(zaak, persoon)) == ("open", True, {16})
    # Verlengen is opnieuw zeggen waarom, en opnieuw een tweede.
    etag = leg_vast(klant.vraag("GET", pad).headers["ETag"], herbeoordeling="2027-04-01")
    assert _geef(zaak, persoon) == {16}
    assert keur_goed(ander, etag) == 200
    assert _geef(zaak, persoon) == set()
    # En wie alsnog een brief krijgt, is geïnformeerd.
    (brief,) = _maak(zaak, persoon)
    _verstuur(zaak, brief, op="2027-01-16")
    assert _stand(zaak, persoon)["stand"] == "geinformeerd"


def test_de_fg_ziet_per_groep_wie_nog_niets_weet_en_wijzigt_niets(zaak: Stroomzaak) -> None:
    groep = zaak.driehoek.groep
    fg, _ = zaak.driehoek.bureau("gemeente").medewerker("fg", f"{nieuw_id()}@gemeente.example")
    persoon = _iemand(zaak)
    zaak.driehoek.wereld.klok.vooruit(days=40)
    alles = fg.haal(f"/informeerstanden?groep={groep}&paginagrootte=200")
    aantallen = alles["aantallen"]
    assert aantallen["totaal"] == len(alles["personen"]) == sum(aantallen["perStand"].values())
    laat = fg.haal(f"/informeerstanden?groep={groep}&teLaat=true&paginagrootte=200")
    assert persoon in {een["persoonId"] for een in laat["personen"]}
    assert len(laat["personen"]) == aantallen["teLaat"] >= 1
    open_ = fg.haal(f"/informeerstanden?groep={groep}&stand=open&paginagrootte=200")["personen"]
    assert len(open_) == aantallen["perStand"]["open"]
    gezien: list[str] = []
    na = ""
    while True:
        blad = fg.haal(f"/informeerstanden?groep={groep}&paginagrootte=2{na}")
        gezien += [een["persoonId"] for een in blad["personen"]]
        if blad["volgende"] is None:
            break
        na = f"&na={blad['volgende']}"
    assert gezien == [een["persoonId"] for een in alles["personen"]]
    assert fg.vraag("POST", f"/personen/{persoon}/brieven").status_code == 403
    buiten, _ = zaak.driehoek.bureau("gemeente").medewerker(
        "regisseur", f"{nieuw_id()}@gemeente.example", alleGroepen=False, groepen=[nieuw_id()]
    )
    assert buiten.vraag("GET", f"/informeerstanden?groep={groep}").status_code == 403
    assert buiten.haal("/informeerstanden")["personen"] == []
    assert buiten.vraag("POST", f"/personen/{persoon}/brieven").status_code == 403


def test_wie_wordt_vernietigd_neemt_zijn_brieven_mee(zaak: Stroomzaak) -> None:
    kind = _iemand(zaak, "2013-03-05")
    ouder = _ouder(zaak, kind)
    aan_kind, aan_ouder = _maak(zaak, kind)
    dienst, klant = zaak.driehoek.bureau("gemeente").uitwisseling.dienst, _regisseur(zaak)
    vernietig_persoon(dienst, ouder, door=None, grond="test")
    assert klant.vraag("GET", f"/brieven/{aan_ouder['id']}").status_code == 410
    with dienst.lezend() as sessie:
        rij = sessie.get_one(BriefRij, aan_ouder["id"])
        assert (rij.zegel, str(rij.stand)) == (None, "vervallen"), (
            "dat er een brief was blijft staan"
        )
    assert _tekst(_pdf(zaak, aan_kind))
    vernietig_persoon(dienst, kind, door=None, grond="test")
    assert klant.vraag("GET", f"/brieven/{aan_kind['id']}").status_code in (404, 410)
    assert klant.vraag("GET", f"/personen/{kind}/brieven").status_code == 410


def test_het_einde_van_de_aanpak_neemt_de_brief_mee_en_niet_wie_de_gemeente_zelf_kent(
    zaak: Stroomzaak,
) -> None:
    persoon, klant = _iemand(zaak), _regisseur(zaak)
    (brief,) = _maak(zaak, persoon)
    _verstuur(zaak, brief)
    dienst = zaak.driehoek.bureau("gemeente").uitwisseling.dienst
    vernietig_wat_aanpak_bracht(dienst, zaak.driehoek.groep, [persoon], grond="test")
    assert klant.vraag("GET", f"/brieven/{brief['id']}").status_code == 404
    assert klant.haal(f"/personen/{persoon}")["id"] == persoon


@pytest.mark.parametrize(
    ("geboren", "zin"), [("2018-01-01", "geen brief voor deze leeftijd"), (None, "geboortedatum")]
)
def test_zonder_bekende_leeftijd_of_te_jong_is_er_geen_brief(
    zaak: Stroomzaak, geboren: str | None, zin: str
) -> None:
    klant = _regisseur(zaak)
    persoon = str(klant.maak("/personen", {"naam": f"Wimpel {nieuw_id()[-6:]}"})["id"])
    lid = {"persoonId": persoon, "categorie": 1}
    toegelaten = klant.vraag("POST", f"/groepen/{zaak.driehoek.groep}/leden", json=lid)
    assert toegelaten.status_code == 201, toegelaten.text
    if geboren is not None:
        zaak.mensen["gemeente", persoon] = persoon
        zaak.verbeter("gemeente", persoon, geboortedatum=geboren)
    antwoord = klant.vraag("POST", f"/personen/{persoon}/brieven")
    assert antwoord.status_code == 409
    assert zin in antwoord.json()["detail"]


def test_wie_toezicht_houdt_ziet_hoeveel_brieven_wachten_en_wie_er_geen_krijgt_en_waarom(
    zaak: Stroomzaak,
) -> None:
    fg, _ = iemand(zaak.driehoek.bureau("gemeente"), "fg")
    regisseur = _regisseur(zaak)

    def regels(rubriek: str) -> list[dict[str, Any]]:
        alle = fg.haal(f"/toezichtoverzicht?rubriek={rubriek}&paginagrootte=200")["regels"]
        return [een for een in alle if een["groep"] == zaak.driehoek.groep]

    def wachten() -> int:
        return sum(int(een["titel"].rpartition(": ")[2]) for een in regels("brieven"))

    eerder = wachten()
    een, ander = _iemand(zaak), _iemand(zaak)
    assert wachten() == eerder + 2
    assert all(een not in str(regel) for regel in regels("brieven")), "aantallen, geen mensen"
    pad = f"/personen/{ander}/informatiestatus"
    gezet = regisseur.vraag("PUT", pad, json=GEEN_BRIEF)
    assert gezet.status_code == 201, gezet.text
    assert wachten() == eerder + 1
    (wacht,) = [regel for regel in regels("uitzonderingen") if regel["onderwerp"] == ander]
    assert (wacht["soort"], wacht["pad"]) == ("uitzondering-goedkeuren", pad)
    tweede, _ = iemand(zaak.driehoek.bureau("gemeente"), "regisseur", nieuw_id())
    goed = tweede.vraag("POST", f"{pad}/_goedkeuren", headers={"If-Match": gezet.headers["ETag"]})
    assert goed.status_code == 200, goed.text
    (loopt,) = [regel for regel in regels("uitzonderingen") if regel["onderwerp"] == ander]
    assert (loopt["soort"], loopt["uiterlijk"]) == ("uitzondering-loopt", "2027-01-15")
    assert "UAVG41_1_d" in loopt["titel"]
    assert "onderzoek" not in str(loopt), "de toelichting blijft verzegeld"
