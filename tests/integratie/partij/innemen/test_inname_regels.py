"""De ontvanger weigert zelf wat niet mag, ook als de gateway het doorliet."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from deploy.pki import Pki
from shared.bestand.bewaking.wacht import Bestandswacht
from shared.bestand.ontvangen import weigering
from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.partijdienst.onderdelen import maak_bestandswacht
from shared.tijd.kenmerk import nieuw_pseudoniem
from shared.verzenden.journaal.tabellen import JournaalRij
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.partijdocumenten import documenten_van
from tests.integratie.partij.afleveren import Postbode, bij_de_driehoek
from tests.integratie.partij.nepregister import REGELS
from tests.integratie.partij.opstelling import Wereld, groep_in_stap
from tests.integratie.partij.voorbeeldgegevens import WAARDEN

OVER_LEDEN = sorted(set(WAARDEN) - {"CONTACT_DEELNEMER"})


@pytest.fixture
def post(driehoek_voor_tabellen: Wereld, pki: Pki) -> Postbode:
    return bij_de_driehoek(driehoek_voor_tabellen, pki)


# --- Het OM aan de politie ---


@pytest.mark.parametrize("gegeven", OVER_LEDEN)
@pytest.mark.parametrize("soort", ["verstrekking", "aanvulling", "correctie"])
def test_van_het_om_komt_bij_de_politie_niets_over_een_lid_binnen(
    post: Postbode, soort: str, gegeven: str
) -> None:
    bode = post.tussen("om", "politie")
    terug = post.tussen("politie", "om").geef("NAW", "GEBOORTEDATUM")
    kop, inhoud = bode.over(gegeven)
    deel = {**kop["onderdelen"][0], "grondslag": "WJSG39F_B"}
    if soort == "verstrekking":
        kop = {**kop, "onderdelen": [deel]}
    elif soort == "aanvulling":
        kop = {**kop, "soort": soort, "onderdelen": [deel], "inReactieOp": terug}
    else:
        kop = bode.vervolg(soort, terug, [bode.vervolgdeel(gegeven, 0)])
    assert bode.weiger(kop, inhoud) in ("REGELS", "NIET_HIER")


def test_over_een_fout_in_wat_de_politie_gaf_mag_het_om_haar_wel_iets_zeggen(
    post: Postbode,
) -> None:
    d = post.driehoek
    assert d is not None
    persoon = d.persoon("politie", ("Plofje Oefenaar", "2010-03-04"))
    delen = [
        {"persoon": persoon, "gegevenssoort": soort, "grondslag": "WPG16_1_A_2"}
        for soort in ("NAW", "GEBOORTEDATUM")
    ]
    eerst = d.geef("politie", "om", delen, d.vraag("om", "politie"))["id"]
    bode = post.tussen("om", "politie")
    (bode.betrokkene,) = {rij.betrokkene for rij in post.tussen("politie", "om").rijen(eerst)}
    deel = bode.vervolgdeel("GEBOORTEDATUM", 1, herkomst="ontvangen")
    inhoud = bode.inhoud({"geboortedatum": "2010-05-06"}, soorten=("GEBOORTEDATUM",))
    assert bode.weiger(bode.vervolg("correctie", eerst, [deel]), inhoud) == "VORM", "geen waarde"
    inhoud = bode.inhoud({"lid": "geboortedatum", "fout": "onjuist"}, soorten=("GEBOORTEDATUM",))
    bode.neem(bode.vervolg("correctie", eerst, [deel]), inhoud)
    als_eigen = bode.vervolgdeel("GEBOORTEDATUM", 1)
    inhoud = bode.inhoud({"geboortedatum": "2010-05-06"}, soorten=("GEBOORTEDATUM",))
    assert bode.weiger(bode.vervolg("correctie", eerst, [als_eigen]), inhoud) == "REGELS"


# --- Vervolgberichten waar niets onder ligt ---


@pytest.mark.parametrize("soort", ["aanvulling", "correctie", "intrekking"])
def test_een_vervolg_op_een_verzonnen_bericht_wordt_geweigerd(post: Postbode, soort: str) -> None:
    kop, inhoud = _vervolg(post, soort, nieuw_id())
    assert post.weiger(kop, inhoud) == "NIET_HIER"


@pytest.mark.parametrize("soort", ["aanvulling", "correctie", "intrekking"])
def test_een_vervolg_over_een_andere_groep_wordt_geweigerd(post: Postbode, soort: str) -> None:
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    andere = nieuw_id()
    post.wereld.gateway.groepen[andere] = groep_in_stap(andere, 3)
    kop, inhoud = _vervolg(post, soort, eerst)
    assert post.weiger({**kop, "groep": andere}, inhoud) == (
        "NIET_HIER" if soort == "aanvulling" else "ANDERE_GROEP"
    )


@pytest.mark.parametrize("soort", ["correctie", "intrekking"])
def test_een_vervolg_op_het_bericht_van_een_ander_wordt_geweigerd(
    post: Postbode, soort: str
) -> None:
    eerst = post.tussen("om", "gemeente").geef("NAW", "GEBOORTEDATUM")
    kop, inhoud = _vervolg(post, soort, eerst)
    assert post.weiger(kop, inhoud) == "REGELS"
    assert len(post.rijen(eerst)) == 2
    assert {rij.status for rij in post.rijen(eerst)} == {"actief"}


def test_een_naam_komt_in_stap_een_niet_binnen_als_correctie(post: Postbode) -> None:
    """Zo kwam er vroeger een naam over de groep voordat er een besluit was."""
    kop, inhoud = _vervolg(post, "correctie", nieuw_id())
    assert post.weiger({**kop, "stap": 1}, inhoud) == "NIET_HIER"
    verstrekking, naam = post.over("NAW")
    assert post.weiger({**verstrekking, "stap": 1}, naam) == "REGELS"


def test_een_correctie_geeft_geen_andere_soort_dan_er_lag(post: Postbode) -> None:
    eerst = post.geef("GEBOORTEDATUM")
    kop = post.vervolg("correctie", eerst, [post.vervolgdeel("NAW", 0)])
    assert post.weiger(kop, post.inhoud(WAARDEN["NAW"], soorten=("NAW",))) == "REGELS"


def test_een_correctie_noemt_een_plaats_maar_een_keer(post: Postbode) -> None:
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    delen = [post.vervolgdeel("NAW", 0), post.vervolgdeel("NAW", 0)]
    inhoud = post.inhoud(WAARDEN["NAW"], {"naam": "Nog Iemand"}, soorten=("NAW", "NAW"))
    assert post.weiger(post.vervolg("correctie", eerst, delen), inhoud) == "REGELS"


def test_een_correctie_op_een_plaats_die_er_niet_is_wordt_geweigerd(post: Postbode) -> None:
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    kop = post.vervolg("correctie", eerst, [post.vervolgdeel("NAW", 7)])
    assert post.weiger(kop, post.inhoud(WAARDEN["NAW"], soorten=("NAW",))) == "REGELS"


def test_een_correctie_over_een_ander_dan_wie_er_staat_wordt_geweigerd(post: Postbode) -> None:
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    ander = post.tussen("politie", "gemeente")
    ander.betrokkene = nieuw_pseudoniem()
    kop = ander.vervolg("correctie", eerst, [ander.vervolgdeel("NAW", 0)])
    assert post.weiger(kop, ander.inhoud(WAARDEN["NAW"], soorten=("NAW",))) == "REGELS"


def test_een_aanvulling_gaat_alleen_over_wie_hier_is(post: Postbode) -> None:
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    kop, inhoud = _vervolg(post, "aanvulling", eerst)
    post.neem(kop, inhoud)
    ander = post.tussen("politie", "gemeente")
    ander.betrokkene = nieuw_pseudoniem()
    kop, inhoud = _vervolg(ander, "aanvulling", eerst)
    assert ander.weiger(kop, inhoud) == "NIET_HIER"


def _vervolg(bode: Postbode, soort: str, op: str) -> tuple[Any, Any]:
    if soort == "intrekking":
        return bode.vervolg(soort, op), None
    if soort == "correctie":
        deel = bode.vervolgdeel("NAW", 0)
        return bode.vervolg(soort, op, [deel]), bode.inhoud(WAARDEN["NAW"], soorten=("NAW",))
    kop, inhoud = bode.over("BEKENDHEID")
    return {**kop, "soort": soort, "inReactieOp": op}, inhoud


# --- Wat er in de kop niet kan ---


def test_een_burgerservicenummer_komt_nergens_binnen(post: Postbode) -> None:
    inhoud = post.inhoud({"bsn": "geheim-nummer"}, soorten=("BSN",))
    kop = post.kop([post.deel("BSN", grondslag="WPG16_1_B_1")])
    assert post.weiger(kop, inhoud) in ("REGELS", "VORM")
    naw = post.inhoud({**WAARDEN["NAW"], "bsn": "geheim-nummer"}, soorten=("NAW",))
    assert post.weiger(post.kop([post.deel("NAW")]), naw) == "VORM"
    assert not _ergens(post, "geheim-nummer")
    # Ook niet in een veld dat er wel hoort te zijn: dat is hoe iemand het zou opsturen.
    verborgen = post.inhoud({**WAARDEN["NAW"], "adres": "BSN 999-900-006"}, soorten=("NAW",))
    assert post.weiger(post.kop([post.deel("NAW")]), verborgen) == "VORM"
    assert not _ergens(post, "999-900-006")


def test_een_onbekende_code_wordt_geweigerd_en_nergens_bewaard(post: Postbode) -> None:
    kop = post.kop([post.deel("SOFI-Plofje-Oefenaar", grondslag="WPG16_1_B_1")])
    inhoud = post.inhoud({"waarde": "x"}, soorten=("SOFI-Plofje-Oefenaar",))
    bericht, status, reden = post.stuur(kop, inhoud)
    assert (status, reden) == ("geweigerd", "REGELS")
    assert post.journaal(bericht) == ["geweigerd"]
    assert not _ergens(post, "SOFI-Plofje-Oefenaar")


@pytest.mark.parametrize(
    "anders",
    [
        {"doel": "Plofje-Oefenaar"},
        {"stuk": "Plofje-Oefenaar"},
        {"soort": "Plofje-Oefenaar"},
        {"kanaal": "Plofje-Oefenaar"},
        {"convenant": "plofje-oefenaar"},
    ],
)
def test_een_naam_waar_een_code_hoort_wordt_nergens_bewaard(
    post: Postbode, anders: dict[str, Any]
) -> None:
    kop, inhoud = post.over("NAW", "GEBOORTEDATUM")
    assert post.weiger({**kop, **anders}, inhoud) == "REGELS"
    assert not _ergens(post, "lofje-Oefenaar")
    assert not _ergens(post, "plofje-oefenaar")


@pytest.mark.parametrize(
    ("pad", "waarde"),
    [
        (("doel",), "Plofje Oefenaar van de Verzonnenlaan"),
        (("opmerking",), "Plofje Oefenaar"),
        (("onderdelen", 0, "opmerking"), "Plofje Oefenaar"),
        (("onderdelen", 0, "betrokkene"), "Plofje Oefenaar"),
        (("onderdelen", 0, "kenmerken"), {"zaak": "Plofje Oefenaar"}),
        (("inhoudCommitment",), "Plofje Oefenaar"),
        (("vernietigd",), "Plofje Oefenaar"),
    ],
)
def test_wat_een_kop_niet_hebben_kan_is_geen_bericht(
    post: Postbode, pad: tuple[Any, ...], waarde: Any
) -> None:
    goed = post.bericht(*post.over("NAW"))
    document = json.loads(goed.ontvangen.body)
    waar = document["kop"]
    for stap in pad[:-1]:
        waar = waar[stap]
    waar[pad[-1]] = waarde
    antwoord = post.lever_ruw_af(goed, json.dumps(document).encode())
    if antwoord.status_code == 200:
        assert (antwoord.json()["status"], antwoord.json()["reden"]) == ("geweigerd", "REGELS")
    else:
        assert antwoord.status_code == 400
        assert post.status(goed) == (None, 0)
    assert "Plofje" not in antwoord.text
    assert not _ergens(post, "Plofje Oefenaar")


@pytest.mark.parametrize("bladnummer", [999_999_999, 2**40])
def test_een_blad_dat_het_log_niet_kan_hebben_wordt_geweigerd(
    post: Postbode, bladnummer: int
) -> None:
    # Wie zelf iets stuurde, zag hoe ver het log toen was.
    assert post.driehoek is not None
    post.driehoek.vraag("gemeente", "politie")
    kop, inhoud = post.over("NAW", "GEBOORTEDATUM")
    assert post.weiger(kop, inhoud, bladnummer=bladnummer) == "REGELS"


def test_wat_van_een_ander_kwam_geeft_niemand_door(post: Postbode) -> None:
    kop, inhoud = post.over("NAW", "GEBOORTEDATUM")
    delen = [{**deel, "herkomst": "ontvangen"} for deel in kop["onderdelen"]]
    assert post.weiger({**kop, "onderdelen": delen}, inhoud) == "REGELS"


def test_zonder_grond_of_met_de_grond_van_een_ander_komt_niets_binnen(post: Postbode) -> None:
    for grond in (None, "WJSG39F_B", "AVG6_1_A"):
        kop, inhoud = post.over("NAW")
        delen = [{**kop["onderdelen"][0], "grondslag": grond}]
        assert post.weiger({**kop, "onderdelen": delen}, inhoud) == "REGELS"


def test_in_stap_twee_komt_alleen_binnen_waar_deze_partij_om_vroeg(post: Postbode) -> None:
    for verzoek in (None, nieuw_id()):
        kop, inhoud = post.over("NAW", "GEBOORTEDATUM")
        assert post.weiger({**kop, "stap": 2, "inReactieOp": verzoek}, inhoud) == "REGELS"


# --- Wie het krijgt ---


@pytest.mark.parametrize(
    ("functie", "anders"),
    [
        ("fg", {}),
        ("beheerder", {}),
        ("regisseur", {"vog": None}),
        ("regisseur", {"geheimhouding": None}),
        ("regisseur", {"aangewezen": False}),
        ("regisseur", {"geldigTot": "2026-10-01"}),
        ("regisseur", {"alleGroepen": False, "groepen": [nieuw_id()]}),
    ],
)
def test_wie_het_hier_niet_mag_krijgen_krijgt_het_niet(
    post: Postbode, functie: str, anders: dict[str, Any]
) -> None:
    _, wie = post.bureau.medewerker(functie, f"{nieuw_id()}@gemeente.example", **anders)
    kop, inhoud = post.over("NAW", "GEBOORTEDATUM")
    assert post.weiger({**kop, "ontvangendeMedewerker": wie}, inhoud) == "REGELS"


def test_een_medewerker_die_hier_niet_bestaat_krijgt_niets(post: Postbode) -> None:
    kop, inhoud = post.over("NAW", "GEBOORTEDATUM")
    assert post.weiger({**kop, "ontvangendeMedewerker": nieuw_id()}, inhoud) == "REGELS"


def test_een_medewerker_kan_geen_lid_van_de_groep_zijn(post: Postbode) -> None:
    post.betrokkene = post.medewerkers["gemeente"]
    assert post.weiger(*post.over("NAW", "GEBOORTEDATUM")) == "REGELS"


# --- Wat er niet meer is ---


def test_een_correctie_op_wat_hier_vernietigd_is_zegt_dat(post: Postbode) -> None:
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    (persoon,) = {rij.persoon_id for rij in post.rijen(eerst)}
    post.bureau.vernietig(persoon)
    kop, inhoud = _vervolg(post, "correctie", eerst)
    assert post.weiger(kop, inhoud) == "VERNIETIGD"
    kop, inhoud = _vervolg(post, "aanvulling", eerst)
    assert post.weiger(kop, inhoud) == "VERNIETIGD"


def test_een_correctie_op_wat_is_ingetrokken_is_er_niet_meer(post: Postbode) -> None:
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    post.neem(post.vervolg("intrekking", eerst))
    for soort in ("correctie", "intrekking"):
        kop, inhoud = _vervolg(post, soort, eerst)
        assert post.weiger(kop, inhoud) == "NIET_HIER"


# --- Het alarm ---


def test_liet_de_gateway_iets_door_dat_niet_mag_dan_slaat_de_partij_alarm(
    post: Postbode,
) -> None:
    post.wereld.gateway.alarmen.clear()
    kop, inhoud = post.over("NAW", "GEBOORTEDATUM")
    delen = [{**deel, "herkomst": "ontvangen"} for deel in kop["onderdelen"]]
    wacht = maak_bestandswacht(post.bureau.geheel)
    assert _alarmen(post, wacht) == 0
    assert post.weiger({**kop, "onderdelen": delen}, inhoud) == "REGELS"
    # De dienst kijkt ook zelf: is zij eerst, dan meldt zij het even later.
    for _ in range(200):
        if _alarmen(post, wacht):
            break
        post.wereld.doe(asyncio.sleep(0.05))
    (alarm,) = post.wereld.gateway.alarmen
    assert (alarm["regel"], alarm["onderwerp"]) == ("tegen-eigen-regels", "politie")
    assert "Plofje" not in json.dumps(alarm)


def test_zonder_dpia_die_de_afzender_zelf_noemt_komt_er_niets_binnen(post: Postbode) -> None:
    """De gateway zegt dat het mag; de politie zei zelf dat haar DPIA er niet meer is."""
    politie, boek = post.wereld.gateway.partijen["politie"], post.bureau.geheel.boek
    for dpia, uitkomst in ((None, "REGELS"), ("2026-11-02", None)):
        politie.bestand = documenten_van(post.wereld.pki, "politie", politie.bestand, dpia=dpia)
        post.wereld.doe(boek.zoek("politie", opnieuw=True))
        kop, inhoud = post.over("NAW", "GEBOORTEDATUM")
        if uitkomst is None:
            post.neem(kop, inhoud)
        else:
            assert post.weiger(kop, inhoud) == uitkomst


def test_wie_een_fout_maakt_die_de_gateway_niet_zien_kan_geeft_geen_alarm(
    post: Postbode,
) -> None:
    post.wereld.gateway.alarmen.clear()
    kop, inhoud = post.over("NAW", "GEBOORTEDATUM", geboren="2016-03-04")
    assert post.weiger(kop, inhoud) == "LEEFTIJD"
    assert _alarmen(post, maak_bestandswacht(post.bureau.geheel)) == 0


def _alarmen(post: Postbode, wacht: Bestandswacht) -> int:
    post.wereld.doe(wacht.ronde())
    return len(post.wereld.gateway.alarmen)


def _ergens(post: Postbode, tekst: str) -> bool:
    """Of deze tekst ergens in de inbak of het journaal staat."""
    with post.bureau.uitwisseling.dienst.lezend() as sessie:
        return any(
            tekst in str({k.name: getattr(rij, k.name) for k in rij.__table__.columns})
            for tabel in (InkomendRij, JournaalRij)
            for rij in sessie.query(tabel)
        )


def test_elke_reden_van_een_weigering_staat_in_het_convenant() -> None:
    codes = {
        waarde
        for naam, waarde in vars(weigering).items()
        if naam.isupper() and not naam.startswith("_") and isinstance(waarde, str)
        and waarde.isupper()
    }  # fmt: skip
    assert {weigering.NIET_HIER} <= codes <= {*REGELS.ontvangstredenen, *REGELS.aanvaardredenen}


def test_het_journaal_toont_alleen_groepen_van_de_eigen_taak(post: Postbode) -> None:
    pad = f"/journaal?bericht={post.geef('NAW')}"
    anderen = {"alleGroepen": False, "groepen": [nieuw_id()]}
    elders, _ = post.bureau.medewerker("regisseur", f"{nieuw_id()}@gemeente.example", **anderen)
    fg, _ = post.bureau.medewerker("fg", f"{nieuw_id()}@gemeente.example", **anderen)
    assert elders.haal(pad)["journaal"] == []
    assert len(fg.haal(pad)["journaal"]) == 1
    assert post.driehoek is not None
    assert len(post.driehoek.kantoor.regisseur.haal(pad)["journaal"]) == 1
