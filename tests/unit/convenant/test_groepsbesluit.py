"""Decisions about a group: who signs, from which step, and what changes."""

from datetime import UTC, datetime
from typing import Any

import pytest

from shared.convenant.groepsbesluit import (
    GroepsbesluitGeweigerd,
    OngeldigGroepsbesluit,
    lees_groepsbesluit,
    pas_toe,
    registreer_informatieverzoek,
)
from shared.convenant.regels import standaard_convenant
from shared.convenant.verzoek import lees_groep
from tests.unit.convenant.gevallenbouw import (
    ANDERE_GROEP,
    EERDER_BERICHT,
    GROEP,
    beslis,
    met,
    politie_aan_gemeente,
)

NU = datetime(2026, 11, 23, 12, tzinfo=UTC)
Groep = dict[str, Any]


def besluit(soort: str, gegevens: dict[str, Any], **anders: Any) -> dict[str, Any]:
    return {
        "id": "0199f000-0000-7000-8000-0000000000f1",
        "groep": GROEP,
        "soort": soort,
        "tijdstip": "2026-11-23T12:00:00Z",
        "gegevens": gegevens,
        **anders,
    }


def neem(groep: Groep | None, soort: str, gegevens: dict[str, Any], *wie: str) -> Groep:
    return pas_toe(groep, besluit(soort, gegevens), frozenset(wie), standaard_convenant(), NU)


def geweigerd(
    groep: Groep | None, soort: str, gegevens: dict[str, Any], *wie: str
) -> dict[str, str]:
    with pytest.raises(GroepsbesluitGeweigerd) as gevangen:
        neem(groep, soort, gegevens, *wie)
    return {reden.code: reden.uitleg for reden in gevangen.value.redenen}


def start(**anders: Any) -> dict[str, Any]:
    return {
        "datum": "2026-11-20",
        "groepsverband": True,
        "meldingen": [
            {"datum": "2025-11-20", "bron": "politie", "incident": "i1"},
            {"datum": "2026-03-01", "bron": "stadsbeheer", "incident": "i2"},
            {"datum": "2026-11-20", "bron": "jongerenwerk", "incident": "i3"},
        ],
        "eerdereInterventie": True,
        **anders,
    }


def in_stap(stap: int, **anders: Any) -> Groep:
    groep = {**politie_aan_gemeente()["toestand"]["groep"], "code": "KADE-7", "stap": stap}
    return {**groep, "startbesluit": None if stap == 1 else groep["startbesluit"], **anders}


def test_een_groep_doorloopt_de_zeven_stappen() -> None:
    groep = neem(None, "openen", {"code": "KADE-7"}, "gemeente")
    assert (groep["id"], groep["code"], groep["stap"], groep["status"]) == (
        GROEP,
        "KADE-7",
        1,
        "actief",
    )
    groep = neem(groep, "start", start(), "gemeente")
    assert (groep["stap"], groep["startbesluit"]) == (2, start())
    groep = neem(groep, "stap", {"stap": 3}, "gemeente")
    groep = neem(groep, "stap", {"stap": 4}, "gemeente")
    ja = {"prioritering": "ja", "randvoorwaarden": ["extra-toezicht"]}
    groep = neem(groep, "prioritering", ja, "gemeente", "politie", "om")
    assert (groep["stap"], groep["prioritering"]) == (5, "ja")
    groep = neem(groep, "onderzoek", {"van": "2026-11-01", "tot": None}, "om")
    assert groep["strafrechtelijkOnderzoek"] == {"van": "2026-11-01", "tot": None}
    groep = neem(groep, "stap", {"stap": 6}, "gemeente")
    groep = neem(groep, "stap", {"stap": 7}, "gemeente")
    groep = neem(groep, "afsluiting", {"eindcriterium": "doelen-behaald"}, "gemeente")
    assert (groep["stap"], groep["status"], groep["eindcriterium"]) == (
        7,
        "afgesloten",
        "doelen-behaald",
    )


def test_elke_stand_past_in_de_toestand_van_een_toetsverzoek() -> None:
    groep = neem(None, "openen", {"code": "KADE-7"}, "gemeente")
    for soort, gegevens in (("start", start()), ("stap", {"stap": 3})):
        groep = neem(groep, soort, gegevens, "gemeente")
        gelezen = lees_groep({naam: w for naam, w in groep.items() if naam != "code"})
        assert gelezen.stap == groep["stap"]
    zonder_code = {naam: waarde for naam, waarde in groep.items() if naam != "code"}
    assert beslis(met(politie_aan_gemeente(), {"toestand/groep": zonder_code})).toegestaan


def test_de_oude_stand_blijft_zoals_hij_was() -> None:
    groep = in_stap(3)
    kopie = {**groep, "informatieverzoeken": [dict(v) for v in groep["informatieverzoeken"]]}
    nieuw = neem(groep, "stap", {"stap": 4}, "gemeente")
    nieuw["informatieverzoeken"].append({"id": "x"})
    assert groep == kopie


@pytest.mark.parametrize(
    ("groep", "soort", "gegevens", "nodig"),
    [
        (None, "openen", {"code": "KADE-7"}, {"gemeente"}),
        (in_stap(1), "start", start(), {"gemeente"}),
        (in_stap(2), "stap", {"stap": 3}, {"gemeente"}),
        (
            in_stap(4),
            "prioritering",
            {"prioritering": "ja", "randvoorwaarden": []},
            {"gemeente", "politie", "om"},
        ),
        (in_stap(3), "onderzoek", {"van": "2026-11-01"}, {"om"}),
        (in_stap(6), "afsluiting", {"eindcriterium": "overlast-gestopt"}, {"gemeente"}),
    ],
)
def test_alleen_wie_het_convenant_noemt_ondertekent(
    groep: Groep | None, soort: str, gegevens: dict[str, Any], nodig: set[str]
) -> None:
    assert neem(groep, soort, gegevens, *nodig)["id"] == GROEP
    for partij in nodig:
        zonder = {"politie", "om", "gemeente"} - {partij}
        assert set(geweigerd(groep, soort, gegevens, *zonder)) == {"BESLUIT_HANDTEKENING"}


def test_elke_ontbrekende_handtekening_wordt_genoemd() -> None:
    gegevens = {"prioritering": "ja", "randvoorwaarden": []}
    with pytest.raises(GroepsbesluitGeweigerd) as gevangen:
        neem(in_stap(4), "prioritering", gegevens, "gemeente")
    zinnen = [reden.uitleg for reden in gevangen.value.redenen]
    assert ["de politie;" in zinnen[0], "Openbaar Ministerie;" in zinnen[1]] == [True, True]


@pytest.mark.parametrize(
    ("anders", "code"),
    [
        ({"groepsverband": False}, "START_GROEPSVERBAND"),
        ({"eerdereInterventie": False}, "START_INTERVENTIE"),
        ({"meldingen": start()["meldingen"][:2]}, "START_MELDINGEN"),
        ({"datum": "2026-11-21"}, "START_MELDINGEN"),  # de eerste melding valt er net buiten
        ({"datum": "2026-11-24"}, "BESLUIT_TOEKOMST"),
    ],
)
def test_een_start_zonder_een_criterium_wordt_geweigerd_en_noemt_het(
    anders: dict[str, Any], code: str
) -> None:
    assert code in geweigerd(in_stap(1), "start", start(**anders), "gemeente")


def test_alle_ontbrekende_criteria_worden_samen_genoemd() -> None:
    niets = start(groepsverband=False, eerdereInterventie=False, meldingen=[])
    assert set(geweigerd(in_stap(1), "start", niets, "politie")) == {
        "BESLUIT_HANDTEKENING",
        "START_GROEPSVERBAND",
        "START_MELDINGEN",
        "START_INTERVENTIE",
    }


@pytest.mark.parametrize(
    ("van", "naar", "mag"),
    [
        (van, naar, (van, naar) in {(2, 3), (3, 4), (5, 6), (6, 7)})
        for van in range(1, 8)
        for naar in range(1, 8)
    ],
)
def test_een_stap_gaat_een_plaats_vooruit_en_niet_langs_een_besluit(
    van: int, naar: int, mag: bool
) -> None:
    if mag:
        assert neem(in_stap(van), "stap", {"stap": naar}, "gemeente")["stap"] == naar
    else:
        assert set(geweigerd(in_stap(van), "stap", {"stap": naar}, "gemeente")) == {"BESLUIT_STAP"}


@pytest.mark.parametrize("stap", [1, 2, 3, 5, 6, 7])
def test_prioriteren_kan_alleen_in_stap_4(stap: int) -> None:
    gegevens = {"prioritering": "nee", "randvoorwaarden": []}
    gevonden = geweigerd(in_stap(stap), "prioritering", gegevens, "gemeente", "politie", "om")
    assert set(gevonden) == {"BESLUIT_STAP"}


def test_een_groep_die_niet_wordt_geprioriteerd_stopt() -> None:
    nee = {"prioritering": "nee", "randvoorwaarden": []}
    groep = neem(in_stap(4), "prioritering", nee, "gemeente", "politie", "om")
    assert (groep["stap"], groep["status"], groep["prioritering"]) == (
        4,
        "niet_geprioriteerd",
        "nee",
    )
    assert set(geweigerd(groep, "onderzoek", {"van": "2026-01-01"}, "om")) == {"GROEP_NIET_ACTIEF"}


@pytest.mark.parametrize("stap", range(1, 8))
def test_afsluiten_kan_altijd_met_een_eindcriterium(stap: int) -> None:
    afsluiting = {"eindcriterium": "methodiek-niet-passend"}
    assert neem(in_stap(stap), "afsluiting", afsluiting, "gemeente")["status"] == "afgesloten"
    onbekend = geweigerd(in_stap(stap), "afsluiting", {"eindcriterium": "geen-zin"}, "gemeente")
    assert "overlast-gestopt" in onbekend["BESLUIT_EINDCRITERIUM"]


def test_een_onderzoek_eindigt_niet_voor_het_begint() -> None:
    assert neem(in_stap(3), "onderzoek", {"van": "2026-11-01", "tot": "2026-11-01"}, "om")
    gevonden = geweigerd(in_stap(3), "onderzoek", {"van": "2026-11-02", "tot": "2026-11-01"}, "om")
    assert set(gevonden) == {"BESLUIT_PERIODE"}


def test_een_groep_wordt_een_keer_geopend() -> None:
    gevonden = geweigerd(in_stap(1), "openen", {"code": "KADE-8"}, "gemeente")
    assert set(gevonden) == {"BESLUIT_GROEP_BESTAAT"}


def test_zonder_groep_valt_er_niets_te_besluiten() -> None:
    assert set(geweigerd(None, "stap", {"stap": 3}, "gemeente")) == {"GROEP_ONTBREEKT"}


def test_een_besluit_over_een_andere_groep_telt_niet() -> None:
    ander = besluit("stap", {"stap": 4}, groep=ANDERE_GROEP)
    with pytest.raises(GroepsbesluitGeweigerd) as gevangen:
        pas_toe(in_stap(3), ander, frozenset({"gemeente"}), standaard_convenant(), NU)
    assert [reden.code for reden in gevangen.value.redenen] == ["GROEP_ANDERE"]


@pytest.mark.parametrize(
    ("soort", "gegevens", "plaats"),
    [
        ("openen", {}, "/gegevens/code"),
        ("openen", {"code": "Jan Jansen, Kade 7"}, "/gegevens/code"),
        ("start", start(meldingen="drie"), "/gegevens/meldingen"),
        ("start", start(toelichting="vrije tekst"), "/gegevens/toelichting"),
        ("stap", {"stap": "3"}, "/gegevens/stap"),
        ("prioritering", {"prioritering": "ja"}, "/gegevens/randvoorwaarden"),
        (
            "prioritering",
            {"prioritering": "ja", "randvoorwaarden": ["Let op Jan"]},
            "/gegevens/randvoorwaarden/0",
        ),
        (
            "prioritering",
            {"prioritering": "ja", "randvoorwaarden": ["extra-toezicht", "let-op-jan"]},
            "/gegevens/randvoorwaarden/1",
        ),
        ("onderzoek", {"tot": "2026-01-01"}, "/gegevens/van"),
        ("afsluiting", {"eindcriterium": 1}, "/gegevens/eindcriterium"),
    ],
)
def test_een_onvolledig_besluit_zegt_wat_er_mis_is(
    soort: str, gegevens: dict[str, Any], plaats: str
) -> None:
    groep = None if soort == "openen" else in_stap(4)
    gevonden = geweigerd(groep, soort, gegevens, "gemeente", "politie", "om")
    assert plaats in gevonden["BESLUIT_ONGELDIG"]


def test_een_onbekende_soort_noemt_de_mogelijke() -> None:
    assert "afsluiting" in geweigerd(None, "opheffen", {})["BESLUIT_SOORT_ONBEKEND"]


def test_een_besluit_heeft_een_vaste_vorm() -> None:
    with pytest.raises(OngeldigGroepsbesluit) as gevangen:
        lees_groepsbesluit({"id": "x", "groep": GROEP, "soort": "stap", "gegevens": []})
    assert {fout.pad for fout in gevangen.value.fouten} == {"/id", "/tijdstip", "/gegevens"}
    with pytest.raises(GroepsbesluitGeweigerd, match="/tijdstip"):
        pas_toe(None, {"soort": "stap"}, frozenset(), standaard_convenant(), NU)


def test_een_toegestaan_verzoek_komt_een_keer_in_de_lijst() -> None:
    groep = registreer_informatieverzoek(in_stap(2), EERDER_BERICHT, "gemeente", "politie")
    nog_eens = registreer_informatieverzoek(groep, EERDER_BERICHT, "gemeente", "politie")
    assert groep == nog_eens
    assert groep["informatieverzoeken"][-1] == {
        "id": EERDER_BERICHT,
        "van": "gemeente",
        "aan": "politie",
    }
    assert len(groep["informatieverzoeken"]) == len(in_stap(2)["informatieverzoeken"]) + 1
