"""The vocabulary (profile, 1.1): every code is one the covenant knows, and stands where it may."""

from typing import Any

import pytest

from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import OngeldigToetsverzoek, lees_toetsverzoek
from tests.unit.convenant.gevallen import TOEGESTAAN
from tests.unit.convenant.gevallenbouw import (
    ANDER,
    MEDEWERKER,
    OM_VERKLAART,
    WEG,
    codes,
    commitment,
    correctie,
    met,
)

REGELS = standaard_convenant()
EERSTE = "kop/onderdelen/0"
KENMERKEN = f"{EERSTE}/kenmerken"

_LETTERS = "abcdefghij"
#: Vocabulary -> (used, known and refused), written out by hand from the profile.
WOORDEN: dict[str, tuple[set[str], set[str]]] = {
    "kanalen": ({"koppelvlak", "overleg", "telefoon"}, {"email", "post", "chat", "usb"}),
    "overleglocaties": ({"gemeente", "politie"}, {"om", "online", "thuis", "elders"}),
    "overlegsoorten": ({"structureel", "driehoek"}, set()),
    "doelen": ({"D1", "D2", "D3", "D4", "D5"}, set()),
    "gegevenssoorten": (
        {
            "NAW", "GEBOORTEDATUM", "TEL_EMAIL", "BEKENDHEID", "WPG8", "WPG13", "STRAFVORDERLIJK",
            "JUSTITIEEL", "TENUITVOERLEGGING", "RECENT_VERVOLGD", "B_OVERLAST", "B_AANGESPROKEN",
            "B_AANBOD", "B_OUDERBETROKKENHEID", "CONTACT_DEELNEMER",
        },
        {
            "BSN", "FOTO", "NATIONALITEIT", "GEBOORTEPLAATS", "SCHOOL", "WERK", "SOCIALE_MEDIA",
            "KENTEKEN", "GEZONDHEID", "ZORG", "SCHULDEN", "ETNICITEIT", "RELIGIE", "GROEPSSCAN",
            "ZORGSIGNAAL",
        },
    ),
    "grondslagen": (
        {
            "WPG16_1_A_1", "WPG16_1_A_2", "WPG16_1_B_1", "WPG16_1_B_2", "AVG6_1_E",
            "WJSG39F_A", "WJSG39F_B", "WJSG39F_C", "WJSG39F_D", "WJSG8A_39F_A", "WJSG8A_39F_B",
            "WJSG8A_39F_C", "WJSG8A_39F_D", "WJSG51C_2_B", "WJSG51C_2_D",
        },
        {
            "AVG6_1_A", "AVG6_1_B", "AVG6_1_C", "AVG6_1_D", "AVG6_1_F", "WJSG39F_E", "WJSG39F_F",
            "WJSG39F_G", "WJSG39E_D", "WJSG39E_H", "WJSG8A_39F", "WJSG8A_39F_E", "WJSG8A_39F_F",
            "WJSG8A_39F_G", "WJSG8A_39E", "WJSG51C_2_A", "WJSG51C_2_C", "WJSG51C_2_E", "WPG20",
        },
    ),
    "taakgrondslagen": ({"GEMW172", "GEMW172A", "GEMW174", "PW11"}, {"GEMW172B", "SR38V", "PW3"}),
    "toezicht": ({"apv", "alcoholwet"}, set()),
    "beslissingen": ({"bevel-172", "bevel-172a", "besluit-174"}, {"noodbevel-175"}),
    "subdoelen": (set("abcde"), set()),
    "wpgbronnen": ({"8"}, {"9", "10", "12", "13"}),
    "uitzonderingsgronden": (
        {f"AVG14_5_{x}" for x in "abcd"} | {f"UAVG41_1_{x}" for x in _LETTERS}, set(),
    ),
    "eindcriteria": ({"overlast_gestopt", "andere_methodiek", "doelen_gehaald"}, set()),
    "meldingsbronnen": (
        {"politie", "stadsbeheer", "jongerenwerk"}, {"bewoner", "ondernemer", "school", "anders"},
    ),
    "soorten": (
        {
            "verstrekking", "aanvulling", "correctie", "informatieverzoek", "intrekking",
            "groepsbericht", "vernietigingsbericht", "rechtenverzoek", "incident",
        },
        set(),
    ),
    "stukken": (
        {
            "signaal", "probleemdefinitie", "advies", "driehoeklijst", "nettolijst",
            "plan-van-aanpak", "actie", "voortgang", "terugkoppeling", "antwoord", "restacties",
            "leerpunten", "vraag", "verzoek", "afstemming", "uitkomst", "incident", "ap-melding",
            # Van het convenantbestand zelf, naast het profiel.
            "melding", "gezamenlijk-verslag", "reactie-op-verslag", "besluitantwoord",
        },
        set(),
    ),
}  # fmt: skip


def fouten(document: object) -> dict[str, str]:
    with pytest.raises(OngeldigToetsverzoek) as gevangen:
        lees_toetsverzoek(document, REGELS)
    return {fout.pad: fout.melding for fout in gevangen.value.fouten}


def wordt_gelezen(document: object) -> bool:
    try:
        lees_toetsverzoek(document, REGELS)
    except OngeldigToetsverzoek:
        return False
    return True


def test_de_woordenschat_is_precies_die_van_het_profiel() -> None:
    assert REGELS.woorden.keys() == WOORDEN.keys()
    for naam, (gebruikt, geweigerd) in WOORDEN.items():
        assert REGELS.woorden[naam] == gebruikt | geweigerd, naam
        assert set(getattr(REGELS.geweigerd, naam, ())) == geweigerd, naam


#: Place -> its vocabulary, in a request that has such a place, with what the code then needs.
PLEKKEN: list[tuple[str, str, str]] = [
    ("kanalen", "politie aan gemeente", "kop/kanaal"),
    ("doelen", "politie aan gemeente", "kop/doel"),
    ("stukken", "groepsbericht", "kop/stuk"),
    ("gegevenssoorten", "namen aan gemeente", f"{EERSTE}/gegevenssoort"),
    ("grondslagen", "politie aan gemeente", f"{EERSTE}/grondslag"),
    ("taakgrondslagen", "gemeente aan politie", f"{KENMERKEN}/taakgrondslag"),
    ("toezicht", "om aan gemeente", f"{KENMERKEN}/toezicht"),
    ("beslissingen", "om aan gemeente", f"{KENMERKEN}/beslissing"),
    ("subdoelen", "wpg13 aan gemeente", f"{KENMERKEN}/subdoel"),
    ("wpgbronnen", "wpg13 aan gemeente", f"{KENMERKEN}/bron"),
    ("uitzonderingsgronden", "gemeente aan politie", f"{EERSTE}/informatie/grond"),
    ("eindcriteria", "politie aan gemeente", "toestand/groep/eindcriterium"),
    ("meldingsbronnen", "politie aan gemeente", "toestand/groep/startbesluit/meldingen/0/bron"),
    ("soorten", "intrekking", "toestand/verwijzing/soort"),
    ("stukken", "intrekking", "toestand/verwijzing/stuk"),
    ("gegevenssoorten", "correctie", "toestand/verwijzing/onderdelen/0/gegevenssoort"),
    ("overlegsoorten", "in een overleg", "toestand/overleg/soort"),
    ("overleglocaties", "in een overleg", "toestand/overleg/locatie"),
]


@pytest.mark.parametrize(("woorden", "naam", "plek"), PLEKKEN, ids=lambda x: str(x).split("/")[-1])
def test_elke_plek_kent_elke_code_van_haar_lijst_en_geen_andere(
    woorden: str, naam: str, plek: str
) -> None:
    gebruikt, geweigerd = WOORDEN[woorden]
    for code in gebruikt | geweigerd:
        assert wordt_gelezen(met(TOEGESTAAN[naam](), {plek: code})), code
    for anders in ("verzonnen", "D9", "A1", *(code.swapcase() for code in gebruikt | geweigerd)):
        if anders not in gebruikt | geweigerd:
            melding = fouten(met(TOEGESTAAN[naam](), {plek: anders}))
            assert melding == {f"/{plek}": "is geen code uit het convenant"}, anders


def test_een_soort_die_niet_bestaat_is_een_invoerfout() -> None:
    gevonden = fouten(met(TOEGESTAAN["politie aan gemeente"](), {"kop/soort": "brief"}))
    assert gevonden == {"/kop/soort": "is geen code uit het convenant"}


def test_een_functie_die_niemand_kent_geeft_geen_rechten_en_is_geen_invoerfout() -> None:
    wijziging = {f"toestand/autorisaties/{MEDEWERKER['politie']}/functie": "kok"}
    assert codes(TOEGESTAAN["politie aan gemeente"](), wijziging) == ["FUNCTIE_ZONDER_RECHT"]


# --- Welke kenmerken bij welk onderdeel -----------------------------------------------------------

GEDEELD: dict[str, Any] = {
    "extraMotivering": True, "eersteVerwerking": "2026-06-01", "gerelateerd": True,
    "subdoel": "a", "termijnTot": "2027-01-31", "bron": "8", "zaak": commitment("zaak"),
    "reedsBeschikbaar": True, "omVerwerkingsverantwoordelijk": True,
    "relevantVoorGroepsaanpak": True, "binnenTwaalfMaanden": True, **OM_VERKLAART,
    "helpdeskPrivacyAkkoord": True, "toezicht": "apv", "beslissing": "bevel-172",
    "taakgrondslag": "PW11",
}  # fmt: skip
VAN_OM = {*OM_VERKLAART, "helpdeskPrivacyAkkoord", "toezicht", "beslissing"}


@pytest.mark.parametrize(
    ("naam", "mag"),
    [
        ("namen aan gemeente", {"extraMotivering"}),
        ("politie aan gemeente", {"extraMotivering", "eersteVerwerking", "gerelateerd"}),
        ("over een ouder", {"extraMotivering", "eersteVerwerking", "gerelateerd"}),
        ("wpg13 aan gemeente", {"extraMotivering", "subdoel", "termijnTot", "bron"}),
        ("om aan gemeente", {"extraMotivering", "zaak", *VAN_OM}),
        ("bekendheid van om", {"extraMotivering", *VAN_OM}),
        ("justitieel", {"extraMotivering", "reedsBeschikbaar", *VAN_OM}),
        ("tenuitvoerlegging", {"extraMotivering", "omVerwerkingsverantwoordelijk", *VAN_OM}),
        (
            "recent vervolgd",
            {"extraMotivering", "relevantVoorGroepsaanpak", "binnenTwaalfMaanden", *VAN_OM},
        ),
        ("gemeente aan politie", {"extraMotivering", "taakgrondslag"}),
        ("ouderbetrokkenheid", {"extraMotivering", "taakgrondslag"}),
        ("aanvulling", {"extraMotivering", "eersteVerwerking", "gerelateerd"}),
        ("deelnemer om aan politie", set()),
        ("correctie", set()),
        ("correctie van om", set(OM_VERKLAART)),
        ("correctie van vervolging", set(OM_VERKLAART)),
        ("melding van een fout", set()),
        ("correctie van contact", set()),
        ("intrekking van een plaats", {"extraMotivering"}),
    ],
)
def test_een_onderdeel_heeft_alleen_de_kenmerken_van_zijn_soort_en_afzender(
    naam: str, mag: set[str]
) -> None:
    for kenmerk, waarde in GEDEELD.items():
        verzoek = met(TOEGESTAAN[naam](), {KENMERKEN: {kenmerk: waarde}})
        assert wordt_gelezen(verzoek) is (kenmerk in mag), kenmerk


def test_een_vreemd_kenmerk_wordt_met_zijn_plek_genoemd() -> None:
    verzoek = met(TOEGESTAAN["politie aan gemeente"](), {f"{KENMERKEN}/zaak": commitment("x")})
    assert fouten(verzoek) == {
        f"/{KENMERKEN}/zaak": "hoort niet bij deze soort van deze afzender",
    }


# --- Welke leden samen ----------------------------------------------------------------------------

LEEG = "hoort hier niet en moet leeg zijn"
VERPLICHT = "ontbreekt, maar is verplicht bij deze soort bericht"


@pytest.mark.parametrize(
    ("naam", "plek", "waarde"),
    [
        ("politie aan gemeente", f"{EERSTE}/kind", ANDER),  # alleen bij een ouder
        ("deelnemer om aan politie", f"{EERSTE}/kind", ANDER),
        ("deelnemer om aan politie", f"{EERSTE}/leeftijdsklasse", "18-22"),
        ("politie aan gemeente", f"{EERSTE}/informatie", {"status": "geinformeerd"}),
        ("om aan gemeente", f"{EERSTE}/informatie", {"status": "open"}),
        ("deelnemer gemeente aan om", f"{EERSTE}/informatie", {"status": "geinformeerd"}),
        ("politie aan gemeente", f"{EERSTE}/vervangt", 0),
        ("aanvulling", f"{EERSTE}/vervangt", 0),
        ("correctie", "kop/doel", "D1"),
        ("correctie", "kop/afweging", {}),
        ("correctie", f"{EERSTE}/grondslag", "WPG16_1_B_2"),
        ("politie aan gemeente", "kop/stuk", "signaal"),
        ("correctie", "kop/stuk", "signaal"),
        ("intrekking", "kop/stuk", "signaal"),
        ("vernietigingsbericht", "kop/stuk", "signaal"),
        *[
            (soort, "kop/vernietigd", {"berichten": [], "betrokkenen": [], "heleGroep": True})
            for soort in ("politie aan gemeente", "correctie", "groepsbericht", "intrekking",
                          "incident")
        ],
    ],
)  # fmt: skip
def test_wat_hier_niet_hoort_is_leeg(naam: str, plek: str, waarde: object) -> None:
    assert fouten(met(TOEGESTAAN[naam](), {plek: waarde})) == {f"/{plek}": LEEG}


def test_in_een_correctie_van_de_gemeente_staat_niet_wie_is_geinformeerd() -> None:
    verzoek = correctie(TOEGESTAAN["gemeente aan politie"]())
    erbij = met(verzoek, {f"{EERSTE}/informatie": {"status": "geinformeerd"}})
    assert wordt_gelezen(verzoek)
    assert fouten(erbij) == {f"/{EERSTE}/informatie": LEEG}


@pytest.mark.parametrize(
    "naam",
    ["groepsbericht", "informatieverzoek", "rechtenverzoek", "incident"],
)
@pytest.mark.parametrize("waarde", [None, WEG])
def test_een_bericht_zonder_personen_noemt_zijn_stuk(naam: str, waarde: object) -> None:
    assert fouten(met(TOEGESTAAN[naam](), {"kop/stuk": waarde})) == {"/kop/stuk": VERPLICHT}


@pytest.mark.parametrize("naam", TOEGESTAAN)
@pytest.mark.parametrize("waarde", [None, WEG])
def test_een_bericht_bindt_zich_aan_zijn_inhoud(naam: str, waarde: object) -> None:
    verzoek = met(TOEGESTAAN[naam](), {"kop/inhoudCommitment": waarde})
    mag_zonder = verzoek["kop"]["soort"] in ("intrekking", "vernietigingsbericht")
    assert wordt_gelezen(verzoek) is mag_zonder
    if not mag_zonder:
        assert fouten(verzoek) == {"/kop/inhoudCommitment": VERPLICHT}


def test_zonder_stap_is_er_geen_groep() -> None:
    verzoek = met(TOEGESTAAN["politie aan gemeente"](), {"kop/stap": None})
    assert fouten(verzoek) == {"/kop/groep": "moet leeg zijn als de stap dat is"}
    assert wordt_gelezen(met(verzoek, {"kop/groep": None}))
    assert wordt_gelezen(met(TOEGESTAAN["politie aan gemeente"](), {"kop/groep": None}))


def test_van_een_onbekende_afzender_horen_er_geen_verklaringen_bij() -> None:
    wijziging = {"kop/afzender": "verzonnen-partij"}
    assert wordt_gelezen(met(TOEGESTAAN["politie aan gemeente"](), wijziging))
    assert set(fouten(met(TOEGESTAAN["gemeente aan politie"](), wijziging))) == {
        f"/{KENMERKEN}/taakgrondslag",
        f"/{EERSTE}/informatie",
    }


def test_een_fout_zegt_waar_en_niet_wat_er_stond() -> None:
    geheim = "Wolkje-Verzonnenstein"
    verzoek = met(
        TOEGESTAAN["gemeente aan politie"](),
        {"kop/doel": geheim, f"{EERSTE}/grondslag": geheim, f"{EERSTE}/informatie/grond": geheim,
         f"{KENMERKEN}/taakgrondslag": geheim, "toestand/groep/eindcriterium": geheim},
    )  # fmt: skip
    gevonden = fouten(verzoek)
    assert len(gevonden) == 5
    assert all("Wolkje" not in pad + melding for pad, melding in gevonden.items())
