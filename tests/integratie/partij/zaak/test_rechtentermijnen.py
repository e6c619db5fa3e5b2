"""Klokken van een verzoek: langer de tijd, te laat, en wie er niet genoemd wil worden."""

from __future__ import annotations

import pytest

from tests.integratie.partij.kantoor import iemand
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.verzoekwerk import Verzoeken

LANGER = {"verteldOp": "2026-11-23", "reden": "Uw gegevens staan op veel plaatsen (verzonnen)."}


@pytest.fixture
def verzoeken(gedeelde_driehoek: Wereld) -> Verzoeken:
    return Verzoeken.richt_in(gedeelde_driehoek)


def klokken(verzoeken: Verzoeken, code: str, verzoek: str) -> list[str]:
    """De dagen waarop het eigen deel van een partij uiterlijk is beantwoord."""
    delen = verzoeken.lees(code, verzoek)["delen"]
    (deel,) = [een for een in delen if een["partij"] == code]
    return [een["uiterlijk"] for een in deel["klokken"]]


@pytest.mark.parametrize(
    ("code", "meer", "dagen"),
    [
        ("gemeente", False, ["2027-02-23"]),
        ("politie", False, ["2027-02-01"]),
        ("politie", True, ["2027-02-15"]),
        ("om", False, ["2026-12-21", "2027-02-01"]),
        ("om", True, ["2026-12-21", "2027-02-15"]),
    ],
)
def test_wie_het_op_tijd_vertelt_heeft_langer_de_tijd_onder_zijn_eigen_wet(
    verzoeken: Verzoeken, code: str, meer: bool, dagen: list[str]
) -> None:
    verzoek = verzoeken.neem_aan(code)["id"]
    verzoeken.doe(code, verzoek, "_verleng", **LANGER, meerEenheden=meer)
    assert klokken(verzoeken, code, verzoek) == dagen, "de ontvangers van het OM wachten niet"
    assert verzoeken.werk(code, verzoek)["rechtenverzoek-beslissen"] == min(dagen)
    weer = verzoeken.doe(code, verzoek, "_verleng", 409, **LANGER)
    assert "al verlengd" in weer["detail"], "één keer, en dan niet meer"


def test_zonder_langere_termijn_in_de_wet_of_te_laat_verteld_blijft_de_klok_staan(
    verzoeken: Verzoeken,
) -> None:
    wissing = verzoeken.neem_aan("politie", recht="wissing")["id"]
    nee = verzoeken.doe("politie", wissing, "_verleng", 409, **LANGER)
    assert "Wpg" in nee["detail"]
    oud = verzoeken.neem_aan("gemeente", ontvangenOp="2026-10-01")["id"]
    fout = verzoeken.doe("gemeente", oud, "_verleng", 400, **LANGER)
    assert "2026-11-01" in fout["fouten"][0]["melding"], "hij moest het binnen een maand horen"
    vroeg = {**LANGER, "verteldOp": "2026-09-30"}
    fout = verzoeken.doe("gemeente", oud, "_verleng", 400, **vroeg)
    assert [een["pad"] for een in fout["fouten"]] == ["/verteldOp"]
    achteraf = {**LANGER, "verteldOp": "2026-10-20"}
    fout = verzoeken.doe("gemeente", oud, "_verleng", 400, **achteraf)
    assert "nu is het verzoek te laat" in fout["fouten"][0]["melding"], (
        "een dag van toen helpt niet"
    )
    assert klokken(verzoeken, "gemeente", oud) == ["2026-11-01"]


def test_het_register_geeft_wat_te_laat_is_en_wat_het_dreigt_te_worden(
    verzoeken: Verzoeken,
) -> None:
    laat = verzoeken.neem_aan("om", ontvangenOp="2026-09-01")["id"]
    straks = verzoeken.neem_aan("om")["id"]

    def gevonden(filter_: str) -> set[str]:
        pad = f"/rechtenverzoeken?paginagrootte=200&{filter_}"
        return {een["id"] for een in verzoeken.klant("om").haal(pad)["rechtenverzoeken"]}

    assert {laat, straks} & gevonden("teLaat=true") == {laat}
    assert {laat, straks} & gevonden("klokVoor=2026-12-21") == {laat}
    assert {laat, straks} & gevonden("klokVoor=2026-12-22") == {laat, straks}
    assert verzoeken.lees("om", straks)["klok"] == "2026-12-21"
    bij_politie = verzoeken.neem_aan("politie")["id"]
    verzoeken.vertel("politie", bij_politie)
    verzoeken.doe("om", bij_politie, "_afstemmen", voorstel="toewijzen")
    assert bij_politie in gevonden("klokVoor=2026-12-22")
    verzoeken.wie("om", bij_politie)
    verzoeken.doe("om", bij_politie, "_beslis", uitkomst="toegewezen")
    assert bij_politie not in gevonden("klokVoor=2030-01-01"), "hier loopt niets meer"


def test_het_antwoord_noemt_wie_gegevens_kreeg_van_elke_partij_tenzij_wie_ze_gaf_bezwaar_maakt(
    verzoeken: Verzoeken,
) -> None:
    """De gemeente weet niet aan wie de politie gaf; dat zegt de politie, of zij maakt bezwaar."""
    verzoeken.deel("Bries Verdicht")
    bij_gemeente = verzoeken.bij("gemeente", "Bries Verdicht")
    for grond, verwacht in (
        (None, ["gemeente", "om", "politie"]),
        ("WPG27_1_B", ["politie"]),
    ):
        verzoek = verzoeken.neem_aan("gemeente", persoon=bij_gemeente)["id"]
        verzoeken.vertel("gemeente", verzoek)
        for code in ("gemeente", "om"):
            verzoeken.doe(code, verzoek, "_afstemmen", voorstel="toewijzen")
        vreemd = verzoeken.doe(
            "politie", verzoek, "_afstemmen", 400, voorstel="toewijzen", nietNoemen="WJSG21_2_B"
        )
        assert [een["pad"] for een in vreemd["fouten"]] == ["/nietNoemen"]
        verzoeken.doe("politie", verzoek, "_afstemmen", voorstel="toewijzen", nietNoemen=grond)
        for code in ("politie", "om", "gemeente"):
            verzoeken.doe(code, verzoek, "_beslis", uitkomst="toegewezen")
        antwoord = verzoeken.klant("gemeente").haal(f"/rechtenverzoeken/{verzoek}/antwoord")
        assert (antwoord["ontvangers"], antwoord["ontvangersUitLog"]) == (verwacht, True)


def test_wie_vernietigd_is_voor_het_antwoord_hoort_nog_wie_zijn_gegevens_kreeg(
    verzoeken: Verzoeken,
) -> None:
    """Ook van wie toch ging, blijft te zeggen aan wie iets ging (11.4; H12)."""
    wie = verzoeken.deel("Dooi Verdicht")
    verzoek = verzoeken.neem_aan("politie", persoon=wie)["id"]
    verzoeken.vertel("politie", verzoek)
    verzoeken.driehoek.bureau("politie").laat_gaan(wie)
    assert verzoeken.lees("politie", verzoek)["persoon"] is None
    bij_gemeente = verzoeken.lees("gemeente", verzoek)["persoon"]
    verzoeken.driehoek.bureau("gemeente").laat_gaan(bij_gemeente)
    for code in ("politie", "gemeente", "om"):
        verzoeken.doe(code, verzoek, "_afstemmen", voorstel="toewijzen")
    for code in ("gemeente", "om", "politie"):
        verzoeken.doe(code, verzoek, "_beslis", uitkomst="toegewezen")
    antwoord = verzoeken.klant("politie").haal(f"/rechtenverzoeken/{verzoek}/antwoord")
    assert antwoord["ontvangers"] == ["gemeente", "om", "politie"]
    zelf = verzoeken.klant("gemeente").vraag("POST", f"/rechtenverzoeken/{verzoek}/_druk")
    assert zelf.status_code == 200, "ook wie het niet aannam drukt haar eigen deel"


def test_bezwaar_tegen_noemen_kan_vijf_werkdagen(verzoeken: Verzoeken) -> None:
    verzoek = verzoeken.neem_aan("gemeente")["id"]
    verzoeken.vertel("gemeente", verzoek)
    klok = verzoeken.driehoek.wereld.klok
    toen = klok()
    klok.vooruit(days=8)
    te_laat = verzoeken.doe(
        "om", verzoek, "_afstemmen", 409, voorstel="toewijzen", nietNoemen="WJSG21_2_B"
    )
    klok.nu = toen
    assert "2026-11-30" in te_laat["detail"]


@pytest.mark.parametrize(
    ("code", "functie"), [("gemeente", "burgemeester"), ("politie", "teamchef"), ("om", "officier")]
)
def test_met_een_privacyfunctionaris_kijkt_wie_mag_besluiten_als_tweede(
    verzoeken: Verzoeken, code: str, functie: str
) -> None:
    grond = {"gemeente": "UAVG41_1_I", "politie": "WPG27_1_B", "om": "WJSG21_2_B"}[code]
    beslisser = iemand(verzoeken.driehoek.bureau(code), functie, verzoeken.driehoek.groep)[0]
    verzoek = verzoeken.neem_aan(code, omschrijving="Wil alles zien.")["id"]
    pad = f"/rechtenverzoeken/{verzoek}"
    assert beslisser.vraag("GET", pad).status_code == 403, "er wacht nog niets op hem"
    verzoeken.wie(code, verzoek)
    verzoeken.doe(code, verzoek, "_afstemmen", voorstel="deels_toewijzen")
    verzoeken.doe(
        code, verzoek, "_beslis", uitkomst="deels_toegewezen", gronden=[grond],
        motivering="Een deel schaadt een ander (verzonnen).",
    )  # fmt: skip
    werk = beslisser.haal("/werklijst?paginagrootte=200")["werk"]
    assert ("rechtenverzoek-bevestigen", pad) in {(een["soort"], een["pad"]) for een in werk}
    assert beslisser.haal(pad)["omschrijving"] == "Wil alles zien.", "hij ziet wat er is gevraagd"
    vast = beslisser.maak(f"{pad}/_bevestig", {"akkoord": True}, 200)
    (deel,) = [een for een in vast["delen"] if een["partij"] == code]
    assert deel["besluit"]["stand"] == "vast"
    gegeven = {een["status"] for een in vast["berichten"] if een["stuk"] == "uitkomst"}
    assert gegeven == {"afgeleverd"}, "wie besliste geeft de uitkomst, en die mag dat"
    ander = verzoeken.neem_aan(code)["id"]
    for weg in (f"/rechtenverzoeken/{ander}", "/rechtenverzoeken"):
        assert beslisser.vraag("GET", weg).status_code == 403
