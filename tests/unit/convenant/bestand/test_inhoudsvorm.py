"""De gesloten vorm van wat versleuteld reist: per soort en per stuk, en niets anders (D1)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.convenant.bestand.inhoudsvorm import (
    MAX_GETAL,
    MAX_LIJST,
    MAX_REGEL,
    MAX_TEKST,
    Ledenvorm,
    Lid,
    VrijeTekst,
    vormfouten,
    vrije_teksten,
)
from shared.convenant.regels.laden import standaard_convenant

REGELS = standaard_convenant()
UUID = "0199f000-0000-7000-8000-0000000000d1"
TEKST, REGEL = "Een verzonnen zin.\nEn nog een.", "Een verzonnen regel"
DATUM = "2026-11-23"

#: Per kind of data a content that has its shape, with every member it may have.
GEGEVENS: dict[str, dict[str, Any]] = {
    "NAW": {"naam": REGEL, "adres": REGEL, "woonplaats": REGEL},
    "GEBOORTEDATUM": {"geboortedatum": DATUM},
    "TEL_EMAIL": {"telefoon": REGEL, "email": REGEL},
    "BEKENDHEID": {"bekend": True},
    "WPG8": {"omschrijving": TEKST, "extraMotivering": TEKST},
    "WPG13": {"omschrijving": TEKST, "extraMotivering": TEKST},
    "STRAFVORDERLIJK": {"zaak": REGEL, "omschrijving": TEKST, "datum": DATUM},
    "JUSTITIEEL": {"omschrijving": TEKST, "datum": DATUM},
    "TENUITVOERLEGGING": {"omschrijving": TEKST, "datum": DATUM},
    "RECENT_VERVOLGD": {},
    "B_OVERLAST": {"omschrijving": TEKST, "datum": DATUM},
    "B_AANGESPROKEN": {"omschrijving": TEKST, "datum": DATUM},
    "B_AANBOD": {"omschrijving": TEKST, "datum": DATUM},
    "B_OUDERBETROKKENHEID": {"omschrijving": TEKST, "datum": DATUM},
    "CONTACT_DEELNEMER": {
        "naam": REGEL, "functie": REGEL, "organisatie": REGEL, "email": REGEL, "telefoon": REGEL,
    },
}  # fmt: skip
#: The same per stuk.
STUKKEN: dict[str, dict[str, Any]] = {
    "signaal": {"soort": "waarneming", "bron": "jongerenwerk", "datum": DATUM, "plek": REGEL,
                "omschrijving": TEKST},
    "melding": {"kenmerk": "2026-0412", "datum": DATUM, "plek": REGEL, "omschrijving": TEKST},
    "probleemdefinitie": {
        "aard": TEKST, "omvang": TEKST, "plekken": [REGEL], "oorzaak": TEKST, "nodig": TEKST,
        "domeinen": [{"domein": REGEL, "inzicht": TEKST}], "aanpakOpHoofdlijnen": TEKST,
        "advies": TEKST,
    },
    "advies": {"aardEnOmvang": TEKST, "aanpak": TEKST, "inzet": TEKST, "andereGroepen": TEKST,
               "prioriteren": True, "randvoorwaarden": [REGEL]},
    "driehoeklijst": {
        "lijst": "netto",
        "leden": [{"nummer": 1, "leeftijdsklasse": "16-17", "stand": "blijft", "bekendBij": 2,
                   "eigenGegevens": 0, "vanAnderen": 3}],
    },
    "nettolijst": {"verwijderen": [UUID]},
    "plan-van-aanpak": {
        "duiding": TEKST, "aanpak": TEKST,
        "doelen": [{"code": "G1", "titel": REGEL, "convenantdoel": "D1", "resultaat": TEKST}],
        "monitoring": {"hoe": TEKST, "frequentie": REGEL},
    },
    "actie": {"actie": UUID, "doel": "G1", "omschrijving": TEKST, "eigenaar": UUID,
              "functie": "wijkagent", "uitvoerder": "jongerenwerk", "uiterlijk": DATUM,
              "restactie": True},
    "voortgang": {"actie": UUID, "stand": "bezig", "opVersie": 1, "reden": TEKST,
                  "voortgang": TEKST, "effect": TEKST},
    "terugkoppeling": {"onderwerp": "maatwerk", "gedaan": False, "datum": DATUM,
                       "toelichting": TEKST},
    "antwoord": {"antwoord": "later", "verwacht": DATUM, "toelichting": TEKST},
    "besluitantwoord": {"besluit": UUID, "antwoord": "nee", "reden": TEKST},
    "restacties": {"acties": [{"actie": UUID, "omschrijving": TEKST, "partij": "om",
                               "uiterlijk": DATUM}]},
    "leerpunten": {"leerpunten": [TEKST]},
    "gezamenlijk-verslag": {
        "verslag": UUID, "overleg": UUID, "soort": "driehoek", "dag": DATUM,
        "aanwezig": [{"deelnemer": UUID, "partij": "om"}],
        "gezegd": [{"uiting": UUID, "afzender": "politie", "aan": ["gemeente", "om"]}],
        "regels": [{"regel": UUID, "soort": "afspraak", "tekst": TEKST, "door": UUID,
                    "eigenaar": "politie", "uiterlijk": DATUM}],
    },
    "reactie-op-verslag": {"verslag": UUID, "overleg": UUID, "over": 2, "getekend": UUID,
                           "akkoord": False, "toelichting": TEKST, "gedaan": [UUID]},
    "vraag": {"vraag": TEKST, "uiterlijk": DATUM, "betrokkenen": [UUID]},
    "verzoek": {"verzoek": UUID, "recht": "inzage", "ontvangen": DATUM, "betrokkenen": [UUID]},
    "afstemming": {"verzoek": UUID, "voorstel": "toewijzen", "toelichting": TEKST,
                   "nietNoemen": "WPG27_1_B"},
    "uitkomst": {"verzoek": UUID, "uitkomst": "afgewezen", "datum": DATUM,
                 "ontvangers": ["politie"]},
    "incident": {"incident": UUID, "aard": "juistheid", "ontdekt": DATUM, "omschrijving": TEKST,
                 "maatregelen": TEKST},
    "ap-melding": {"incident": UUID, "gemeld": DATUM},
}  # fmt: skip
VORMEN: list[tuple[Ledenvorm, dict[str, Any]]] = [
    *((REGELS.gegevenssoorten[naam].vorm, inhoud) for naam, inhoud in GEGEVENS.items()),
    *((REGELS.stukken[naam].vorm, inhoud) for naam, inhoud in STUKKEN.items()),
]
NAMEN = [*GEGEVENS, *STUKKEN]


def plekken(gegevens: object, vorm: Ledenvorm) -> list[str]:
    return [fout.pad for fout in vormfouten(gegevens, vorm)]


def test_elke_soort_en_elk_stuk_heeft_een_vorm() -> None:
    assert GEGEVENS.keys() == REGELS.gegevenssoorten.keys()
    assert STUKKEN.keys() == REGELS.stukken.keys()


@pytest.mark.parametrize(("vorm", "inhoud"), VORMEN, ids=NAMEN)
def test_wat_de_vorm_heeft_past(vorm: Ledenvorm, inhoud: dict[str, Any]) -> None:
    assert plekken(inhoud, vorm) == []
    # Alles is genoemd: zo valt een nieuw lid in het convenantbestand hier op.
    assert set(inhoud) == set(vorm)
    verplicht = {naam: w for naam, w in inhoud.items() if vorm[naam].verplicht}
    # Waar niets verplicht is, zegt een lege inhoud niets.
    assert plekken(verplicht, vorm) == ([] if verplicht or not vorm else [""])


@pytest.mark.parametrize(("vorm", "inhoud"), VORMEN, ids=NAMEN)
def test_een_lid_te_veel_of_te_weinig_past_niet(vorm: Ledenvorm, inhoud: dict[str, Any]) -> None:
    assert plekken({**inhoud, "bsn": "verzonnen"}, vorm) == [""]
    for naam, lid in vorm.items():
        zonder = {n: w for n, w in inhoud.items() if n != naam}
        verwacht = [f"/{naam}"] if lid.verplicht else []
        assert plekken(zonder, vorm) == verwacht
        assert plekken({**inhoud, naam: None}, vorm) == verwacht


@pytest.mark.parametrize(("vorm", "inhoud"), VORMEN, ids=NAMEN)
def test_van_een_lid_van_een_andere_soort_wordt_de_plek_genoemd_en_niet_de_waarde(
    vorm: Ledenvorm, inhoud: dict[str, Any]
) -> None:
    for naam, lid in vorm.items():
        vreemd = {"x": "Wolkje"} if lid.soort != "object" else "Wolkje"
        fouten = list(vormfouten({**inhoud, naam: vreemd}, vorm))
        assert [fout.pad for fout in fouten] == [f"/{naam}"]
        assert "Wolkje" not in fouten[0].melding


def test_een_naam_die_er_niet_in_hoort_wordt_niet_herhaald() -> None:
    """Ook de naam van een lid kan iemand noemen."""
    (fout,) = vormfouten({"Wolkje Verzonnenstein": 1}, {"titel": Lid(soort="regel")})
    assert fout.pad == ""
    assert "Wolkje" not in fout.melding
    assert "titel" in fout.melding


def test_van_wat_er_niet_in_hoort_staat_er_hoeveel_en_op_welke_plaats() -> None:
    vorm = {"titel": Lid(soort="regel")}
    (een,) = vormfouten({"titel": "Plein", "Wolkje": 1}, vorm)
    assert een.melding == "heeft een lid dat er niet in hoort (het 2e); wel: titel"
    (meer,) = vormfouten({"Wolkje": 1, "titel": "Plein", "Sterrin": 2, "Dromer": 3}, vorm)
    assert meer.melding == (
        "heeft 3 leden die er niet in horen (het 1e, het 3e en het 4e); wel: titel"
    )


@pytest.mark.parametrize("waarde", [None, [], "tekst", 1, True])
def test_een_inhoud_is_een_object(waarde: object) -> None:
    assert plekken(waarde, {}) == [""]


GOED_EN_FOUT: list[tuple[str, list[Any], list[Any]]] = [
    ("regel", ["a", "é 😀", "a" * MAX_REGEL],
     ["", "  ", "\u200b", "\u2060\ufeff", "a\nb", "a\tb", "a\u2028b", "a\x00b", "a\x1fb", "a\x85b",
      "a" * (MAX_REGEL + 1), 1, None, ["a"]]),
    ("tekst", ["a", "a\nb\tc", "a" * MAX_TEKST],
     ["", " \n ", "\u200b", "a\rb", "a\x07b", "a\u2029b", "a" * (MAX_TEKST + 1), 1]),
    ("datum", ["2026-11-23", "2024-02-29", "0001-01-01"],
     ["2026-02-29", "20261123", "23-11-2026", "2026-1-1", "2026-11-23T00:00:00Z", "２０２６-11-23",
      "0000-01-01", 20261123, ""]),
    ("getal", [0, 1, MAX_GETAL], [-1, MAX_GETAL + 1, 1.0, "1", True]),
    ("vlag", [True, False], [0, 1, "true", "ja"]),
    ("kenmerk", [UUID], [UUID.upper(), UUID[:-1], UUID.replace("-7", "-9"), UUID + "\n", 1, ""]),
]  # fmt: skip


@pytest.mark.parametrize(("soort", "goed", "fout"), GOED_EN_FOUT)
def test_wat_een_lid_van_een_soort_is(soort: Any, goed: list[Any], fout: list[Any]) -> None:
    vorm = {"lid": Lid(soort=soort, verplicht=True)}
    for waarde in goed:
        assert plekken({"lid": waarde}, vorm) == [], waarde
    for waarde in fout:
        assert plekken({"lid": waarde}, vorm) == ["/lid"], waarde


def test_een_code_is_een_van_de_waarden() -> None:
    vorm = {"lid": Lid(soort="code", waarden=("a", "b"))}
    assert plekken({"lid": "b"}, vorm) == []
    for waarde in ("c", "A", "", 1, ["a"]):
        assert plekken({"lid": waarde}, vorm) == ["/lid"]


def test_een_eigen_grens_gaat_voor() -> None:
    for soort, past, te_lang in (("regel", "aaa", "aaaa"), ("tekst", "aaa", "aaaa"),
                                 ("getal", 3, 4), ("lijst", [1, 1, 1], [1, 1, 1, 1])):  # fmt: skip
        van = Lid(soort="getal") if soort == "lijst" else None
        vorm = {"lid": Lid(soort=soort, max=3, van=van)}  # type: ignore[arg-type]
        assert plekken({"lid": past}, vorm) == []
        assert plekken({"lid": te_lang}, vorm) == ["/lid"]


def test_in_een_lijst_wordt_elk_deel_bekeken() -> None:
    vorm = {
        "lijst": Lid(soort="lijst", leden={"n": Lid(soort="getal", verplicht=True)}),
        "kort": Lid(soort="lijst", van=Lid(soort="regel")),
    }
    inhoud = {"lijst": [{"n": 1}, {"n": "x"}, {}, "y"], "kort": ["a", "", 3]}
    assert plekken(inhoud, vorm) == ["/lijst/1/n", "/lijst/2/n", "/lijst/3", "/kort/1", "/kort/2"]
    assert plekken({"lijst": {}, "kort": "a"}, vorm) == ["/lijst", "/kort"]
    assert plekken({"kort": ["a"] * MAX_LIJST}, vorm) == []
    assert plekken({"kort": ["a"] * (MAX_LIJST + 1)}, vorm) == ["/kort"]


# --- Vrije tekst ----------------------------------------------------------------------------------


def test_elke_vrije_tekst_in_een_stuk_gaat_langs_de_controle() -> None:
    """In een stuk is niemand herkenbaar: al wat iemand zelf tikt wordt nagelezen (D4)."""
    for naam, inhoud in STUKKEN.items():
        vorm = REGELS.stukken[naam].vorm
        gevonden = {pad for pad, _ in vrije_teksten(inhoud, vorm)}
        getikt = {pad for pad, waarde in _bladen(inhoud) if waarde in (TEKST, REGEL)}
        # Het doel van een actie is een code van het plan, geen zin.
        assert gevonden == getikt - {"/doel"}, naam


def test_gegevens_over_een_persoon_zijn_geen_vrije_tekst_over_een_groep() -> None:
    for naam, inhoud in GEGEVENS.items():
        assert list(vrije_teksten(inhoud, REGELS.gegevenssoorten[naam].vorm)) == []


def test_vrije_tekst_komt_met_haar_plek() -> None:
    vorm = REGELS.stukken["probleemdefinitie"].vorm
    inhoud = {"plekken": ["Kade", "Plein"], "domeinen": [{"domein": "Wonen", "inzicht": "Druk"}]}
    assert list(vrije_teksten(inhoud, vorm)) == [
        VrijeTekst("/plekken/0", "Kade"), VrijeTekst("/plekken/1", "Plein"),
        VrijeTekst("/domeinen/0/domein", "Wonen"), VrijeTekst("/domeinen/0/inzicht", "Druk"),
    ]  # fmt: skip
    assert list(vrije_teksten({"monitoring": {"hoe": "Zo"}}, REGELS.stukken["plan-van-aanpak"].vorm)
                ) == [VrijeTekst("/monitoring/hoe", "Zo")]  # fmt: skip


def _bladen(waarde: object, pad: str = "") -> list[tuple[str, object]]:
    if isinstance(waarde, dict):
        return [blad for n, w in waarde.items() for blad in _bladen(w, f"{pad}/{n}")]
    if isinstance(waarde, list):
        return [blad for n, w in enumerate(waarde) for blad in _bladen(w, f"{pad}/{n}")]
    return [(pad, waarde)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda kind: (
        st.lists(kind, max_size=3) | st.dictionaries(st.text(max_size=8), kind, max_size=3)
    ),
    max_leaves=10,
)


@given(st.sampled_from(VORMEN), JSON, st.text(max_size=8))
def test_op_elke_json_komt_een_antwoord(
    vorm_en_inhoud: tuple[Ledenvorm, dict[str, Any]], json: Any, naam: str
) -> None:
    vorm, inhoud = vorm_en_inhoud
    for waarde in (json, {**inhoud, naam: json}, *({**inhoud, lid: json} for lid in vorm)):
        fouten = list(vormfouten(waarde, vorm))
        list(vrije_teksten(waarde, vorm))
        if not fouten:
            assert isinstance(waarde, dict)
            assert set(waarde) <= set(vorm)
