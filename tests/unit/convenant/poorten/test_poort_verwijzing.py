"""Gate 5, for what builds on an earlier message: nothing and nobody that was not there."""

from typing import Any

import pytest

from tests.unit.convenant.gevallen import (
    TOEGESTAAN,
    brutolijst_aan_om,
    gemeente_aan_politie,
    namen_aan_gemeente,
    om_aan_gemeente,
    politie_aan_gemeente,
    stuk,
    vraag,
    wpg13_aan_gemeente,
)
from tests.unit.convenant.gevallenbouw import (
    ANDER,
    ANDERE_GROEP,
    GROEP,
    MEDEWERKER,
    ONBEKEND,
    WEG,
    Document,
    aanvulling,
    bericht,
    beslis,
    codes,
    correctie,
    eerder,
    in_stap,
    intrekking,
    met,
    onderdeel,
    poorten,
)

EERDER = "toestand/verwijzing"
PLAATS = f"{EERDER}/onderdelen/0"
EERSTE = "kop/onderdelen/0"
BOUWT_VOORT = ["correctie", "aanvulling", "intrekking"]
ALLE_SOORTEN = [
    "verstrekking", "aanvulling", "correctie", "informatieverzoek", "intrekking", "groepsbericht",
    "vernietigingsbericht", "rechtenverzoek", "incident",
]  # fmt: skip


# --- Het bericht waar het op slaat ----------------------------------------------------------------


@pytest.mark.parametrize("soort", BOUWT_VOORT)
@pytest.mark.parametrize("waarde", [None, WEG])
def test_wat_op_een_eerder_bericht_slaat_noemt_dat_bericht(soort: str, waarde: object) -> None:
    assert codes(TOEGESTAAN[soort](), {"kop/inReactieOp": waarde}) == ["VERWIJZING_ONTBREEKT"]


@pytest.mark.parametrize("soort", BOUWT_VOORT)
@pytest.mark.parametrize(
    ("wijziging", "code"),
    [
        ({EERDER: None}, "VERWIJZING_ONBEKEND"),
        ({f"{EERDER}/id": ONBEKEND}, "VERWIJZING_ONBEKEND"),
        ({"kop/inReactieOp": ONBEKEND}, "VERWIJZING_ONBEKEND"),
        ({f"{EERDER}/groep": ANDERE_GROEP}, "VERWIJZING_ANDERE_GROEP"),
        ({f"{EERDER}/groep": None}, "VERWIJZING_ANDERE_GROEP"),
        ({f"{EERDER}/ingetrokken": True}, "VERWIJZING_INGETROKKEN"),
    ],
)
def test_op_een_verzonnen_ander_of_ingetrokken_bericht_bouwt_niets_voort(
    soort: str, wijziging: dict[str, Any], code: str
) -> None:
    assert codes(TOEGESTAAN[soort](), wijziging) == [code]


def test_een_verwijzing_ontbreekt_ook_als_de_groep_ontbreekt() -> None:
    wijziging = {"kop/inReactieOp": None, "toestand/groep": None}
    gevonden = codes(TOEGESTAAN["aanvulling"](), wijziging)
    assert sorted(gevonden) == ["GROEP_ONTBREEKT", "VERWIJZING_ONTBREEKT"]


@pytest.mark.parametrize(
    ("soort", "gesloten"), [("correctie", True), ("aanvulling", True), ("intrekking", False)]
)
def test_aan_wat_is_vernietigd_valt_niets_te_verbeteren(soort: str, gesloten: bool) -> None:
    gevonden = codes(TOEGESTAAN[soort](), {f"{EERDER}/vernietigd": True})
    assert gevonden == (["VERWIJZING_VERNIETIGD"] if gesloten else [])


@pytest.mark.parametrize(
    ("soort", "mag"),
    [
        ("correctie", {"verstrekking", "aanvulling", "correctie"}),
        ("aanvulling", {"verstrekking", "aanvulling"}),
        (
            "intrekking",
            {"verstrekking", "aanvulling", "correctie", "groepsbericht", "informatieverzoek"},
        ),
    ],
)
def test_op_welke_soorten_iets_kan_voortbouwen(soort: str, mag: set[str]) -> None:
    for op in ALLE_SOORTEN:
        gevonden = codes(TOEGESTAAN[soort](), {f"{EERDER}/soort": op})
        assert gevonden == ([] if op in mag else ["VERWIJZING_SOORT"]), op


@pytest.mark.parametrize(
    ("soort", "van", "naar", "mag"),
    [
        ("correctie", "gemeente", "politie", True),
        ("correctie", "politie", "om", False),
        ("correctie", "om", "gemeente", False),
        ("aanvulling", "gemeente", "politie", True),  # wat de afzender zelf kreeg
        ("aanvulling", "om", "politie", True),
        ("aanvulling", "politie", "om", False),
        ("aanvulling", "om", "gemeente", False),
        ("intrekking", "gemeente", "politie", False),
        ("intrekking", "politie", "om", False),
        ("intrekking", "om", "gemeente", False),
    ],
)
def test_tussen_welke_partijen_het_eerdere_bericht_ging(
    soort: str, van: str, naar: str, mag: bool
) -> None:
    """Het bericht dat nu gaat is steeds van de politie aan de gemeente."""
    ging = {f"{EERDER}/afzender": van, f"{EERDER}/ontvanger": naar}
    assert codes(TOEGESTAAN[soort](), ging) == ([] if mag else ["VERWIJZING_RICHTING"])


# --- Een correctie --------------------------------------------------------------------------------


def test_de_bron_vervangt_en_een_ander_meldt() -> None:
    assert poorten(correctie(politie_aan_gemeente())) == ()
    assert poorten(correctie(politie_aan_gemeente(), van="gemeente")) == ()


@pytest.mark.parametrize("van", ["politie", "gemeente"])
def test_herkomst_volgt_wiens_eigen_gegeven_het_was(van: str) -> None:
    verzoek = correctie(politie_aan_gemeente(), van=van)
    andersom = "ontvangen" if verzoek["kop"]["onderdelen"][0]["herkomst"] == "eigen" else "eigen"
    assert codes(verzoek, {f"{EERSTE}/herkomst": andersom}) == ["HERKOMST_BRON"]


def test_in_een_keten_van_correcties_blijft_de_bron_dezelfde() -> None:
    """De gemeente meldde een fout; de politie antwoordt met haar eigen correctie daarop."""
    gemeld = correctie(namen_aan_gemeente(), van="gemeente")
    antwoord = correctie(gemeld, van="politie", bron="politie")
    assert poorten(antwoord) == ()
    assert antwoord["kop"]["onderdelen"][0]["herkomst"] == "eigen"
    # De gemeente kan haar melding niet tot haar eigen gegeven maken.
    eigen = correctie(gemeld, van="gemeente", bron="gemeente")
    assert codes(eigen, {f"{PLAATS}/bron": "politie"}) == ["HERKOMST_BRON"]


def test_van_een_derde_partij_valt_hier_niets_te_verbeteren() -> None:
    for van in ("politie", "gemeente"):
        verzoek = correctie(politie_aan_gemeente(), van=van)
        assert codes(verzoek, {f"{PLAATS}/bron": "om"}) == ["HERKOMST_BRON"]


@pytest.mark.parametrize(
    ("wijziging", "code"),
    [
        ({f"{EERSTE}/vervangt": None}, "PLAATS_ONTBREEKT"),
        ({f"{EERSTE}/vervangt": WEG}, "PLAATS_ONTBREEKT"),
        ({f"{EERSTE}/vervangt": 2}, "PLAATS_STAAT_NIET"),
        ({f"{EERSTE}/vervangt": 39}, "PLAATS_STAAT_NIET"),
        ({f"{PLAATS}/ingetrokken": True}, "PLAATS_STAAT_NIET"),
        ({f"{EERDER}/onderdelen": []}, "PLAATS_STAAT_NIET"),
        ({f"{PLAATS}/betrokkene": ANDER}, "PLAATS_ANDERS"),
        ({f"{PLAATS}/categorie": 2}, "PLAATS_ANDERS"),
        ({f"{PLAATS}/gegevenssoort": "TEL_EMAIL"}, "PLAATS_ANDERS"),
        ({f"{EERSTE}/betrokkene": ANDER}, "PLAATS_ANDERS"),
    ],
)
@pytest.mark.parametrize("maak", [correctie, lambda oud: intrekking(oud, [0])])
def test_elk_onderdeel_noemt_een_plaats_die_nog_staat(
    maak: Any, wijziging: dict[str, Any], code: str
) -> None:
    besluit = beslis(met(maak(namen_aan_gemeente()), wijziging))
    assert {reden.poort for reden in besluit.redenen} == {5}
    assert (code, 0) in [(reden.code, reden.onderdeel) for reden in besluit.redenen]


def test_een_plaats_wordt_een_keer_genoemd() -> None:
    verzoek = correctie(namen_aan_gemeente())
    tweede = {
        "kop/onderdelen/1/vervangt": 0,
        "kop/onderdelen/1/gegevenssoort": "NAW",
    }
    assert codes(verzoek, tweede) == ["PLAATS_DUBBEL"]


def test_een_deel_verbeteren_kan_ook() -> None:
    verzoek = correctie(namen_aan_gemeente())
    assert poorten(verzoek, {EERSTE: WEG}) == ()


def test_er_is_nooit_een_naam_gegeven_dus_valt_er_geen_te_verbeteren() -> None:
    """OM gaf de politie niets: zo komt er langs een correctie ook niets (B2)."""
    verzoek = correctie(om_aan_gemeente())
    naar = {"kop/ontvanger": "politie", "kop/ontvangendeMedewerker": MEDEWERKER["politie"]}
    assert codes(verzoek, naar) == ["VERWIJZING_RICHTING"]
    assert codes(verzoek, {**naar, EERDER: None}) == ["VERWIJZING_ONBEKEND"]
    eigen = {**naar, f"{EERDER}/ontvanger": "politie", f"{PLAATS}/bron": "gemeente"}
    assert codes(verzoek, eigen) == ["HERKOMST_BRON"]


@pytest.mark.parametrize("klasse", ["12-15", "24+", "onbekend", None])
def test_geen_stap_en_geen_verjaardag_houdt_een_correctie_tegen(klasse: str | None) -> None:
    verzoek = met(correctie(politie_aan_gemeente()), {f"{EERSTE}/leeftijdsklasse": klasse})
    for stap in range(1, 8):
        assert poorten(in_stap(verzoek, stap)) == ()


def test_een_kind_van_elf_komt_ook_langs_een_correctie_niet_binnen() -> None:
    jong = {f"{EERSTE}/leeftijdsklasse": "0-11"}
    for van in ("politie", "gemeente"):
        verzoek = correctie(politie_aan_gemeente(), van=van)
        assert codes(verzoek, jong) == ["LEEFTIJD_ONDERGRENS"]
    # Bij een ouder is het de klasse van het kind; terugnemen kan altijd.
    assert poorten(correctie(TOEGESTAAN["over een ouder"]()), jong) == ()
    assert poorten(intrekking(politie_aan_gemeente(), [0]), jong) == ()


# --- Een correctie houdt zich aan de termijnen van toen -------------------------------------------


@pytest.mark.parametrize(
    ("wijziging", "code"),
    [
        ({f"{PLAATS}/eersteVerwerking": "2025-11-23"}, None),
        ({f"{PLAATS}/eersteVerwerking": "2025-11-22"}, "WPG8_EEN_JAAR"),
        ({f"{PLAATS}/eersteVerwerking": "2025-11-22", f"{PLAATS}/gerelateerd": True}, None),
        (
            {f"{PLAATS}/eersteVerwerking": "2021-11-22", f"{PLAATS}/gerelateerd": True},
            "WPG8_VIJF_JAAR",
        ),
        ({f"{PLAATS}/eersteVerwerking": "2026-11-24"}, "WPG8_TOEKOMST"),
        ({f"{PLAATS}/eersteVerwerking": WEG}, "WPG8_EERSTE_VERWERKING"),
    ],
)
def test_wat_te_oud_is_wordt_ingetrokken_en_niet_verbeterd(
    wijziging: dict[str, Any], code: str | None
) -> None:
    verzoek = correctie(politie_aan_gemeente())
    assert codes(verzoek, wijziging) == ([] if code is None else [code])
    # Wie het ontving meldt de fout ook dan; terugnemen kan altijd.
    assert codes(correctie(politie_aan_gemeente(), van="gemeente"), wijziging) == []
    assert codes(intrekking(politie_aan_gemeente(), [0]), wijziging) == []


@pytest.mark.parametrize(
    ("tot", "code"),
    [
        ("2026-11-23", None),
        ("2026-11-22", "WPG13_TERMIJN_VOORBIJ"),
        (WEG, "WPG13_TERMIJN_ONTBREEKT"),
    ],
)
def test_artikel_13_wordt_verbeterd_zolang_het_verwerkt_mag_worden(
    tot: object, code: str | None
) -> None:
    wijziging = {f"{PLAATS}/termijnTot": tot}
    gevonden = codes(correctie(wpg13_aan_gemeente()), wijziging)
    assert gevonden == ([] if code is None else [code])


@pytest.mark.parametrize(
    ("kenmerk", "waarde", "code"),
    [
        ("herleidingAnderenVoorkomen", False, "HERLEIDING_ANDEREN"),
        ("jdsBevraagd", True, "JDS_BEVRAAGD"),
        ("geenSepotOfVrijspraak", WEG, "SEPOT_OF_VRIJSPRAAK"),
    ],
)
def test_om_verklaart_ook_bij_een_correctie(kenmerk: str, waarde: object, code: str) -> None:
    wijziging = {f"{EERSTE}/kenmerken/{kenmerk}": waarde}
    assert codes(correctie(om_aan_gemeente()), wijziging) == [code]


def test_om_verklaart_niets_over_wat_het_zelf_ontving() -> None:
    gekregen = met(
        gemeente_aan_politie(),
        {"kop/ontvanger": "om", "kop/ontvangendeMedewerker": MEDEWERKER["om"]},
    )
    assert poorten(correctie(gekregen, van="om")) == ()


# --- Een aanvulling -------------------------------------------------------------------------------


def test_een_aanvulling_brengt_nieuwe_soorten_over_dezelfde_mensen() -> None:
    erbij = [onderdeel("NAW", "WPG16_1_B_2"), onderdeel("GEBOORTEDATUM", "WPG16_1_B_2")]
    assert poorten(aanvulling(politie_aan_gemeente(), erbij)) == ()


@pytest.mark.parametrize(
    ("wijziging", "nieuw"),
    [
        ({PLAATS: WEG}, True),
        ({f"{PLAATS}/betrokkene": ANDER}, True),
        ({f"{PLAATS}/categorie": 2}, True),
        ({f"{PLAATS}/ingetrokken": True}, True),
        ({f"{PLAATS}/ingetrokken": False}, False),
        ({f"{PLAATS}/gegevenssoort": "NAW"}, False),
        ({f"{PLAATS}/bron": "gemeente"}, False),
    ],
)
def test_een_aanvulling_brengt_niemand_nieuw(wijziging: dict[str, Any], nieuw: bool) -> None:
    gevonden = codes(aanvulling(politie_aan_gemeente()), wijziging)
    assert gevonden == (["BETROKKENE_NIEUW"] if nieuw else [])


def gekregen_van_gemeente(stap: int) -> Document:
    """The police add to what the mayor gave them, for the mayor."""
    wat = onderdeel("NAW", "WPG16_1_B_2")
    verzoek = bericht("aanvulling", "politie", "gemeente", stap, [wat])
    gegeven = eerder(gemeente_aan_politie())
    verzoek["kop"]["inReactieOp"] = gegeven["id"]
    verzoek["toestand"]["verwijzing"] = gegeven
    return verzoek


@pytest.mark.parametrize(("stap", "mag"), [(2, False), (3, True), (5, True)])
def test_aanvullen_op_wat_men_kreeg_kan_pas_na_stap_2(stap: int, mag: bool) -> None:
    assert codes(gekregen_van_gemeente(stap)) == ([] if mag else ["VERWIJZING_RICHTING"])


def test_aanvullen_aan_een_ander_dan_wie_het_gaf_kan_ook() -> None:
    """OM kreeg de brutolijst van de politie, en vertelt de burgemeester of het iemand kent."""
    verzoek = met(TOEGESTAAN["bekendheid van om"](), {"kop/soort": "aanvulling"})
    gegeven = eerder(brutolijst_aan_om())
    verzoek["kop"]["inReactieOp"] = gegeven["id"]
    verzoek["toestand"]["verwijzing"] = gegeven
    assert poorten(verzoek) == ()


# --- Een intrekking -------------------------------------------------------------------------------


@pytest.mark.parametrize("maak", [politie_aan_gemeente, vraag, lambda: stuk("signaal")])
def test_een_heel_bericht_wordt_zonder_onderdelen_teruggenomen(maak: Any) -> None:
    verzoek = intrekking(maak())
    assert verzoek["kop"]["onderdelen"] == []
    assert poorten(verzoek, {f"{EERDER}/onderdelen": []}) == ()


def test_van_een_intrekking_wordt_verder_niets_gelezen() -> None:
    anders = {
        f"{EERSTE}/bijzonder": True,
        f"{EERSTE}/aard": None,
        f"{EERSTE}/derdenVerwijderd": False,
        f"{EERSTE}/leeftijdsklasse": "0-11",
        f"{EERSTE}/herkomst": "ontvangen",
        f"{EERSTE}/grondslag": "WPG20",
        f"{PLAATS}/bron": "om",
    }
    assert poorten(intrekking(politie_aan_gemeente(), [0]), anders) == ()


def test_een_signaal_zonder_groep_kan_worden_teruggenomen() -> None:
    verzoek = intrekking(stuk("signaal", stap=None))
    assert verzoek["kop"]["groep"] is None
    assert poorten(verzoek) == ()
    assert codes(verzoek, {f"{EERDER}/groep": GROEP}) == ["VERWIJZING_ANDERE_GROEP"]
