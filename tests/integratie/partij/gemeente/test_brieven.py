"""De brief van de burgemeester: wie hem krijgt, dat hij weg is, en dat er zonder niets weggaat."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from deploy.pki import Pki
from services.gemeente.brieven.tabellen import BriefRij
from shared.bestand.personen.vernietiging import vernietig_persoon
from tests.hulp.briefhoofd import BRIEFHOOFD
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.aanpakwerk import eindig_voor
from tests.integratie.partij.briefwerk import (
    VANDAAG,
    brieven_nodig,
    de_regisseur,
    dichte_poorten,
    doe_met,
    maak_brieven,
    onwetende,
    ouder_van,
    pdf_van,
    stand_van,
    tekst_uit,
    verstuur,
    weet_overal,
    werk_over,
)
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.kantoor import iemand
from tests.integratie.partij.opstelling import groep_in_stap
from tests.integratie.partij.stroomzaak import KIND, OUDER, Stroomzaak

PAGINA = "https://www.rotterdam.nl/bestuur-organisatie/uw-gegevens/"


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


def test_zonder_brief_gaat_er_niets_weg_en_met_de_brief_wel(zaak: Stroomzaak) -> None:
    persoon = onwetende(zaak)
    assert dichte_poorten(zaak, persoon) == {16}
    (brief,) = maak_brieven(zaak, persoon)
    assert (brief["soort"], brief["stand"], brief["ontvangerId"]) == ("jongere", "gereed", persoon)
    assert dichte_poorten(zaak, persoon) == {16}, "een brief die nog op het bureau ligt telt niet"
    assert [stuk["soort"] for stuk in werk_over(zaak, brief["id"])] == ["brief-versturen"]
    verstuur(zaak, brief)
    assert dichte_poorten(zaak, persoon) == set()
    status = de_regisseur(zaak).haal(f"/personen/{persoon}/informatiestatus")
    assert (status["status"], status["geinformeerdOp"]) == ("geinformeerd", VANDAAG)
    regel = stand_van(zaak, persoon)
    assert (status["wijze"], regel["stand"], regel["metBrief"]) == (
        "verzonden", "geinformeerd", True,
    )  # fmt: skip
    assert werk_over(zaak, brief["id"]) == werk_over(zaak, persoon) == []
    # Er is niets meer te maken: de brief is weg.
    assert [een["id"] for een in maak_brieven(zaak, persoon)] == [brief["id"]]


def test_de_brief_zegt_alles_wat_moet_en_niets_over_wat_er_over_iemand_bekend_is(
    zaak: Stroomzaak,
) -> None:
    persoon = onwetende(zaak, naam="Sterrin Nooitgedacht")
    stuk = {
        "aard": "feit", "bijzonder": False, "derdenVerwijderd": True, "datum": "2026-10-03",
        "omschrijving": "Vuurwerk op het Verzonnenplein.",
    }  # fmt: skip
    de_regisseur(zaak).maak(f"/personen/{persoon}/overlastgegevens", stuk)
    (brief,) = maak_brieven(zaak, persoon)
    tekst = tekst_uit(pdf_van(zaak, brief))
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
    kind = onwetende(zaak, "2013-03-05", naam="Knikker Fabelaar")
    klant = de_regisseur(zaak)
    niemand = klant.vraag("POST", f"/personen/{kind}/brieven")
    assert niemand.status_code == 409
    assert "ouder of voogd" in niemand.json()["detail"]
    ouders = [ouder_van(zaak, kind), ouder_van(zaak, kind)]
    brieven = maak_brieven(zaak, kind)
    assert [(een["soort"], een["ontvangerId"]) for een in brieven] == [
        ("kind", kind), *(("vertegenwoordiger", ouder) for ouder in ouders),
    ]  # fmt: skip
    aan_kind, aan_ouder, _ = (tekst_uit(pdf_van(zaak, een)) for een in brieven)
    assert "Wij gebruiken gegevens over jou" in aan_kind
    assert "Elders 2" not in aan_kind
    assert "U bent ouder of voogd van Knikker Fabelaar." in aan_ouder
    assert "Elders 2" in aan_ouder
    for brief in brieven[:2]:
        verstuur(zaak, brief)
        assert dichte_poorten(zaak, kind) == {16}, "de tweede ouder weet nog niets"
    overhandigd = doe_met(zaak, brieven[2], "_verstuurd", wijze="overhandigd", op=VANDAAG)
    assert overhandigd.status_code == 200, overhandigd.text
    assert stand_van(zaak, kind)["stand"] == "geinformeerd"
    assert dichte_poorten(zaak, kind) == set()


def test_een_ouder_over_wie_zelf_gegevens_zijn_krijgt_zijn_eigen_brief(zaak: Stroomzaak) -> None:
    kind = onwetende(zaak, "2013-03-05")
    ouder = ouder_van(zaak, kind, naam="Hommel Fabelaar")
    klant, groep = de_regisseur(zaak), zaak.driehoek.groep
    lid = {"persoonId": ouder, "categorie": 2, "kindPersoonId": kind}
    klant.maak(f"/groepen/{groep}/leden", lid)
    (brief,) = maak_brieven(zaak, ouder)
    assert (brief["soort"], brief["ontvangerId"]) == ("ouder", ouder)
    assert "U bent ouder of voogd van een kind" in tekst_uit(pdf_van(zaak, brief))


def test_een_brief_die_terugkomt_sluit_de_poort_tot_er_een_nieuwe_weg_is(zaak: Stroomzaak) -> None:
    persoon = onwetende(zaak)
    (brief,) = maak_brieven(zaak, persoon)
    verstuur(zaak, brief)
    assert dichte_poorten(zaak, persoon) == set()
    te_vroeg = doe_met(zaak, brief, "_teruggekomen", op="2026-11-22")
    assert zaak.fouten(te_vroeg) == ["/op"]
    terug = doe_met(zaak, brief, "_teruggekomen", op=VANDAAG)
    assert (terug.status_code, terug.json()["stand"]) == (200, "onbestelbaar")
    assert dichte_poorten(zaak, persoon) == {16}
    assert stand_van(zaak, persoon)["stand"] == "onbestelbaar"
    assert [stuk["soort"] for stuk in werk_over(zaak, brief["id"])] == ["brief-terug"]
    assert [stuk["soort"] for stuk in werk_over(zaak, persoon)] == ["informeren"]
    oud, nieuw = maak_brieven(zaak, persoon)
    assert (oud["stand"], nieuw["stand"]) == ("onbestelbaar", "gereed")
    assert werk_over(zaak, brief["id"]) == []
    verstuur(zaak, nieuw)
    assert dichte_poorten(zaak, persoon) == set()


def test_wat_klaarligt_wordt_vervangen_en_is_dan_niet_meer_te_versturen(zaak: Stroomzaak) -> None:
    persoon = onwetende(zaak, adres=None)
    (zonder,) = maak_brieven(zaak, persoon)
    assert zonder["metAdres"] is False
    post = doe_met(zaak, zonder, "_verstuurd", wijze="verzonden", op=VANDAAG)
    assert zaak.fouten(post) == ["/wijze"]
    etag = de_regisseur(zaak).vraag("GET", f"/brieven/{zonder['id']}").headers["ETag"]
    zaak.mensen["gemeente", persoon] = persoon
    zaak.verbeter("gemeente", persoon, adres="Nieuwelaan 4")
    oud, nieuw = maak_brieven(zaak, persoon)
    assert (oud["stand"], nieuw["metAdres"]) == ("vervallen", True)
    assert "Nieuwelaan 4" in tekst_uit(pdf_van(zaak, nieuw))
    klant, pad = de_regisseur(zaak), f"/brieven/{oud['id']}"
    assert klant.vraag("GET", pad).status_code == 410
    invoer = {"wijze": "overhandigd", "op": VANDAAG}
    assert klant.vraag("POST", f"{pad}/_verstuurd", json=invoer).status_code == 428
    laat = klant.vraag("POST", f"{pad}/_verstuurd", json=invoer, headers={"If-Match": etag})
    assert laat.status_code == 412
    morgen = doe_met(zaak, nieuw, "_verstuurd", wijze="verzonden", op="2026-11-24")
    assert zaak.fouten(morgen) == ["/op"]
    onzin = doe_met(zaak, nieuw, "_verstuurd", wijze="gefluisterd", op="gisteren")
    assert zaak.fouten(onzin) == ["/wijze", "/op"]


def test_wie_wordt_vernietigd_neemt_zijn_brieven_mee(zaak: Stroomzaak) -> None:
    kind = onwetende(zaak, "2013-03-05")
    ouder = ouder_van(zaak, kind)
    aan_kind, aan_ouder = maak_brieven(zaak, kind)
    dienst, klant = zaak.driehoek.bureau("gemeente").uitwisseling.dienst, de_regisseur(zaak)
    vernietig_persoon(dienst, ouder, door=None, grond="test")
    assert klant.vraag("GET", f"/brieven/{aan_ouder['id']}").status_code == 410
    with dienst.lezend() as sessie:
        rij = sessie.get_one(BriefRij, aan_ouder["id"])
        assert (rij.zegel, str(rij.stand)) == (None, "vervallen"), (
            "dat er een brief was blijft staan"
        )
    assert tekst_uit(pdf_van(zaak, aan_kind))
    vernietig_persoon(dienst, kind, door=None, grond="test")
    assert klant.vraag("GET", f"/brieven/{aan_kind['id']}").status_code in (404, 410)
    assert klant.vraag("GET", f"/personen/{kind}/brieven").status_code == 410


def test_het_einde_van_de_aanpak_neemt_de_brief_mee_en_niet_wie_de_gemeente_zelf_kent(
    zaak: Stroomzaak,
) -> None:
    persoon, klant = onwetende(zaak), de_regisseur(zaak)
    (brief,) = maak_brieven(zaak, persoon)
    verstuur(zaak, brief)
    dienst = zaak.driehoek.bureau("gemeente").uitwisseling.dienst
    eindig_voor(dienst, zaak.driehoek.groep, persoon)
    assert klant.vraag("GET", f"/brieven/{brief['id']}").status_code == 404
    assert klant.haal(f"/personen/{persoon}")["id"] == persoon


@pytest.mark.parametrize(
    ("geboren", "zin"), [("2018-01-01", "geen brief voor deze leeftijd"), (None, "geboortedatum")]
)
def test_zonder_bekende_leeftijd_of_te_jong_is_er_geen_brief(
    zaak: Stroomzaak, geboren: str | None, zin: str
) -> None:
    klant = de_regisseur(zaak)
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


def met_de_hand(
    zaak: Stroomzaak, persoon: str, *, wie: Klant | None = None, **anders: str
) -> httpx.Response:
    """Invullen dat iemand het weet, zoals wie haast heeft dat doet."""
    klant, pad = wie or de_regisseur(zaak), f"/personen/{persoon}/informatiestatus"
    etag = klant.vraag("GET", pad).headers.get("ETag", "")
    invoer = {"status": "geinformeerd", "geinformeerdOp": VANDAAG, "wijze": "verzonden", **anders}
    return klant.vraag("PUT", pad, json=invoer, headers={"If-Match": etag} if etag else {})


def test_dat_een_kind_het_weet_is_niet_in_te_vullen_zolang_er_een_brief_weg_moet(
    zaak: Stroomzaak,
) -> None:
    """Elke weg erheen: geen brief gemaakt, klaar op het bureau, een van drie weg, of terug."""
    kind = onwetende(zaak, "2013-03-05")
    antwoord = met_de_hand(zaak, kind)
    assert antwoord.status_code == 409
    assert "ouder of voogd" in antwoord.json()["detail"]
    een, ander = ouder_van(zaak, kind), ouder_van(zaak, kind)
    brieven = maak_brieven(zaak, kind)
    for aantal, brief in enumerate(brieven):
        zin = met_de_hand(zaak, kind).json()["detail"]
        for nummer, over in enumerate(brieven):
            wie = f"de brief '{over['soort']}' aan {over['ontvangerId']}"
            assert (wie in zin) is (nummer >= aantal), "genoemd wordt wat nog weg moet"
        assert dichte_poorten(zaak, kind) == {16}
        verstuur(zaak, brief)
    assert {brief["ontvangerId"] for brief in brieven} == {kind, een, ander}
    assert dichte_poorten(zaak, kind) == set()
    anders = met_de_hand(zaak, kind, wijze="overhandigd")
    assert anders.status_code == 409
    assert f"verzonden op {VANDAAG}" in anders.json()["detail"]
    assert met_de_hand(zaak, kind).status_code == 200, "wat uit de brieven volgt mag er staan"
    assert doe_met(zaak, brieven[1], "_teruggekomen", op=VANDAAG).status_code == 200
    terug = met_de_hand(zaak, kind)
    assert terug.status_code == 409
    assert f"'vertegenwoordiger' aan {een}" in terug.json()["detail"]
    assert dichte_poorten(zaak, kind) == {16}


@pytest.mark.parametrize("geboren", ["2009-03-05", "2018-01-01", None])
def test_ook_van_een_ander_volgt_het_uit_de_brieven(zaak: Stroomzaak, geboren: str | None) -> None:
    klant = de_regisseur(zaak)
    persoon = str(klant.maak("/personen", {"naam": f"Wimpel {nieuw_id()[-6:]}"})["id"])
    assert met_de_hand(zaak, persoon).status_code == 409, "wie in geen groep zit kreeg geen brief"
    lid = {"persoonId": persoon, "categorie": 1}
    klant.maak(f"/groepen/{zaak.driehoek.groep}/leden", lid)
    if geboren is not None:
        zaak.mensen["gemeente", persoon] = persoon
        zaak.verbeter("gemeente", persoon, geboortedatum=geboren)
    assert met_de_hand(zaak, persoon).status_code == 409
    pad = f"/personen/{persoon}/informatiestatus"
    assert klant.vraag("GET", pad).status_code == 404, "er is niets vastgelegd"


def test_wie_er_later_bij_komt_als_ouder_krijgt_ook_een_brief(zaak: Stroomzaak) -> None:
    kind, klant = onwetende(zaak, "2013-03-05"), de_regisseur(zaak)
    ouder_van(zaak, kind)
    assert klant.geef_brieven(kind) == ["kind", "vertegenwoordiger"]
    assert dichte_poorten(zaak, kind) == set()
    fg, _ = iemand(zaak.driehoek.bureau("gemeente"), "fg")
    eerder = brieven_nodig(zaak, fg)
    tweede = ouder_van(zaak, kind)
    assert dichte_poorten(zaak, kind) == {16}
    assert stand_van(zaak, kind)["stand"] == "open"
    assert [stuk["soort"] for stuk in werk_over(zaak, kind)] == ["brief-nog-nodig"]
    assert brieven_nodig(zaak, fg) == eerder + 1, "toezicht oordeelt hetzelfde"
    (brief,) = [een for een in maak_brieven(zaak, kind) if een["stand"] == "gereed"]
    assert (brief["soort"], brief["ontvangerId"]) == ("vertegenwoordiger", tweede)
    verstuur(zaak, brief)
    assert (dichte_poorten(zaak, kind), werk_over(zaak, kind)) == (set(), [])
    assert brieven_nodig(zaak, fg) == eerder


def laat_los(zaak: Stroomzaak, kind: str, ouder: str) -> None:
    """Wie hem vertegenwoordigde doet dat niet meer, of deed het nooit."""
    pad = f"/personen/{kind}/vertegenwoordigers/{ouder}"
    assert de_regisseur(zaak).vraag("DELETE", pad).status_code == 204


def test_wie_toch_een_kind_blijkt_is_niet_geinformeerd_met_een_brief_voor_wie_ouder_is(
    zaak: Stroomzaak,
) -> None:
    """De geboortedatum stond er te oud in, of iemand zette haar zo om de ouders over te slaan."""
    persoon, klant = onwetende(zaak, "2008-03-05"), de_regisseur(zaak)
    assert klant.geef_brieven(persoon) == ["jongere"]
    assert weet_overal(zaak, persoon)
    zaak.verbeter("gemeente", persoon, geboortedatum="2013-03-05")
    assert not weet_overal(zaak, persoon)
    assert [stuk["soort"] for stuk in werk_over(zaak, persoon)] == ["brief-nog-nodig"]
    eerste = ouder_van(zaak, persoon)
    assert dichte_poorten(zaak, persoon) == {16}, "een ouder vastleggen is geen brief"
    open_ = [een for een in maak_brieven(zaak, persoon) if een["stand"] == "gereed"]
    assert [een["soort"] for een in open_] == ["kind", "vertegenwoordiger"]
    for brief in open_:
        assert dichte_poorten(zaak, persoon) == {16}
        verstuur(zaak, brief)
    assert weet_overal(zaak, persoon)
    tweede = ouder_van(zaak, persoon)
    assert not weet_overal(zaak, persoon), "ook wie twee brieven kreeg heeft twee ouders"
    laat_los(zaak, persoon, tweede)
    # Wie een ouder weghaalt zegt daarmee niet dat het kind het weet: een ander kijkt of dat klopt.
    assert not weet_overal(zaak, persoon)
    zelf = met_de_hand(zaak, persoon)
    assert (zelf.status_code, "een andere functionaris" in zelf.text) == (403, True), zelf.text
    ander, _ = iemand(zaak.driehoek.bureau("gemeente"), "regisseur", f"r.{nieuw_id()}")
    gezegd = met_de_hand(zaak, persoon, wie=ander)
    assert gezegd.status_code == 200, gezegd.text
    assert weet_overal(zaak, persoon), "wie hem niet vertegenwoordigt hoeft geen brief"
    laat_los(zaak, persoon, eerste)
    assert not weet_overal(zaak, persoon), "een brief aan wie hem niet vertegenwoordigt telt niet"
    ouder_van(zaak, persoon)
    assert klant.geef_brieven(persoon) == ["vertegenwoordiger"]
    assert weet_overal(zaak, persoon)
    # Is de datum maar half bekend, dan is niet te zeggen welke brief het had moeten zijn.
    zaak.verbeter("gemeente", persoon, geboortedatum="2010-00-00")
    assert stand_van(zaak, persoon)["stand"] == "open"
    # Wie het als kind hoorde, en nu geen kind meer is, weet het.
    zaak.verbeter("gemeente", persoon, geboortedatum="2010-11-23")
    assert weet_overal(zaak, persoon)


def test_wie_alleen_als_ouder_een_brief_kreeg_weet_het_als_lid_nog_niet(zaak: Stroomzaak) -> None:
    kind, klant = onwetende(zaak, "2013-03-05"), de_regisseur(zaak)
    ouder = ouder_van(zaak, kind)
    leden = f"/groepen/{zaak.driehoek.groep}/leden"
    klant.maak(leden, {"persoonId": ouder, "categorie": 2, "kindPersoonId": kind})
    assert klant.geef_brieven(ouder) == ["ouder"]
    assert stand_van(zaak, ouder)["stand"] == "geinformeerd"
    andere = nieuw_id()
    zaak.driehoek.wereld.gateway.groepen[andere] = groep_in_stap(andere, 3)
    klant.maak(f"/groepen/{andere}/leden", {"persoonId": ouder, "categorie": 1})
    assert stand_van(zaak, ouder)["stand"] == "open"
    assert [stuk["soort"] for stuk in werk_over(zaak, ouder)] == ["brief-nog-nodig"]


def test_een_ouder_die_van_de_politie_kwam_krijgt_ook_een_brief(zaak: Stroomzaak) -> None:
    """De gemeente legde niets over hem vast: hij staat als ouder van het kind in de groep."""
    klant, groep = de_regisseur(zaak), zaak.driehoek.groep
    delen = [
        zaak.deel("politie", "gemeente", soort, wie)
        for wie, soort in ((KIND, "NAW"), (KIND, "GEBOORTEDATUM"), (OUDER, "NAW"))
    ]
    assert zaak.geef("politie", "gemeente", delen).status_code == 201
    leden = klant.haal(f"/groepen/{groep}/leden?paginagrootte=200")["leden"]
    (ouder,) = [
        een
        for een in leden
        if een["categorie"] == 2
        and klant.haal(f"/personen/{een['persoonId']}")["herkomst"] == "ontvangen"
    ]
    (kind,) = [een for een in leden if een["betrokkene"] == ouder["kind"]]
    assert {een["ontvangerId"] for een in maak_brieven(zaak, kind["persoonId"])} == {
        kind["persoonId"], ouder["persoonId"],
    }  # fmt: skip
