"""Decisions about a group: who signs, from which step, and what changes."""

from datetime import UTC, datetime
from typing import Any

import pytest

from shared.convenant.besluiten.groepsbesluit import (
    GroepsbesluitGeweigerd,
    OngeldigGroepsbesluit,
    lees_groepsbesluit,
    ondertekening,
    pas_toe,
    registreer_informatieverzoek,
    tekenende_functies,
)
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import lees_groep
from tests.unit.convenant.gevallen import politie_aan_gemeente
from tests.unit.convenant.gevallenbouw import (
    ANDERE_GROEP,
    EERDER_BERICHT,
    GROEP,
    MEDEWERKER,
    beslis,
    melding,
    met,
)

NU = datetime(2026, 11, 23, 12, tzinfo=UTC)
CODE = "RTM-2026-001"
Groep = dict[str, Any]
#: Per kind who signs it, in which function; written out by hand from the covenant and design.
TEKENAARS: dict[str, dict[str, str]] = {
    "openen": {"gemeente": "regisseur"},
    "start": {"gemeente": "burgemeester"},
    "stap": {"gemeente": "regisseur"},
    "prioritering": {"gemeente": "burgemeester", "politie": "teamchef", "om": "officier"},
    "onderzoek": {"om": "officier"},
    "afsluiting": {"gemeente": "burgemeester"},
}


def besluit(soort: str, gegevens: dict[str, Any], **anders: Any) -> dict[str, Any]:
    return {
        "id": "0199f000-0000-7000-8000-0000000000f1",
        "groep": GROEP,
        "soort": soort,
        "tijdstip": "2026-11-23T12:00:00Z",
        "gegevens": gegevens,
        **anders,
    }


def neem(groep: Groep | None, soort: str, gegevens: dict[str, Any], **wie: str | None) -> Groep:
    """Signed by those the covenant names, or else by ``wie`` (party -> function)."""
    tekenaars = wie or TEKENAARS.get(soort, {})
    return pas_toe(groep, besluit(soort, gegevens), tekenaars, standaard_convenant(), NU)


def geweigerd(
    groep: Groep | None, soort: str, gegevens: dict[str, Any], **wie: str | None
) -> dict[str, str]:
    with pytest.raises(GroepsbesluitGeweigerd) as gevangen:
        neem(groep, soort, gegevens, **wie)
    return {reden.code: reden.uitleg for reden in gevangen.value.redenen}


def start(**anders: Any) -> dict[str, Any]:
    return {
        "datum": "2026-11-20",
        "groepsverband": True,
        "meldingen": [
            melding("2025-11-20", "i1"),
            melding("2026-03-01", "i2", "stadsbeheer"),
            melding("2026-11-20", "i3", "jongerenwerk"),
        ],
        "eerdereInterventie": True,
        **anders,
    }


def in_stap(stap: int, **anders: Any) -> Groep:
    groep = {**politie_aan_gemeente()["toestand"]["groep"], "code": CODE, "stap": stap}
    return {**groep, "startbesluit": None if stap == 1 else groep["startbesluit"], **anders}


def test_een_groep_doorloopt_de_zeven_stappen() -> None:
    groep = neem(None, "openen", {"code": CODE})
    assert (groep["id"], groep["code"], groep["stap"], groep["status"]) == (
        GROEP,
        CODE,
        1,
        "actief",
    )
    groep = neem(groep, "start", start())
    assert (groep["stap"], groep["startbesluit"]) == (2, start())
    groep = neem(groep, "stap", {"stap": 3})
    groep = neem(groep, "stap", {"stap": 4})
    ja = {"prioritering": "ja", "randvoorwaarden": ["extra-toezicht"]}
    groep = neem(groep, "prioritering", ja)
    assert (groep["stap"], groep["prioritering"]) == (5, "ja")
    groep = neem(groep, "onderzoek", {"van": "2026-11-01", "tot": None})
    assert groep["strafrechtelijkOnderzoek"] == {"van": "2026-11-01", "tot": None}
    groep = neem(groep, "stap", {"stap": 6})
    groep = neem(groep, "stap", {"stap": 7})
    groep = neem(groep, "afsluiting", {"eindcriterium": "doelen_gehaald"})
    assert (groep["stap"], groep["status"], groep["eindcriterium"]) == (
        7,
        "afgesloten",
        "doelen_gehaald",
    )


def test_elke_stand_past_in_de_toestand_van_een_toetsverzoek() -> None:
    groep = neem(None, "openen", {"code": CODE})
    for soort, gegevens in (("start", start()), ("stap", {"stap": 3})):
        groep = neem(groep, soort, gegevens)
        gelezen = lees_groep({naam: w for naam, w in groep.items() if naam != "code"})
        assert gelezen.stap == groep["stap"]
    zonder_code = {naam: waarde for naam, waarde in groep.items() if naam != "code"}
    assert beslis(met(politie_aan_gemeente(), {"toestand/groep": zonder_code})).toegestaan


def test_de_oude_stand_blijft_zoals_hij_was() -> None:
    groep = in_stap(3)
    kopie = {**groep, "informatieverzoeken": [dict(v) for v in groep["informatieverzoeken"]]}
    nieuw = neem(groep, "stap", {"stap": 4})
    nieuw["informatieverzoeken"].append({"id": "x"})
    assert groep == kopie


BESLUITEN: list[tuple[Groep | None, str, dict[str, Any]]] = [
    (None, "openen", {"code": CODE}),
    (in_stap(1), "start", start()),
    (in_stap(2), "stap", {"stap": 3}),
    (in_stap(4), "prioritering", {"prioritering": "ja", "randvoorwaarden": []}),
    (in_stap(3), "onderzoek", {"van": "2026-11-01"}),
    (in_stap(6), "afsluiting", {"eindcriterium": "overlast_gestopt"}),
]


@pytest.mark.parametrize(("groep", "soort", "gegevens"), BESLUITEN)
def test_alleen_wie_het_convenant_noemt_ondertekent(
    groep: Groep | None, soort: str, gegevens: dict[str, Any]
) -> None:
    nodig = TEKENAARS[soort]
    assert neem(groep, soort, gegevens, **nodig)["id"] == GROEP
    for partij in nodig:
        andere = {p: "teamchef" for p in ("politie", "om", "gemeente") if p != partij}
        zonder = {**andere, **{p: f for p, f in nodig.items() if p != partij}}
        assert set(geweigerd(groep, soort, gegevens, **zonder)) == {"BESLUIT_HANDTEKENING"}


@pytest.mark.parametrize(("groep", "soort", "gegevens"), BESLUITEN)
def test_wie_ondertekent_doet_dat_in_de_functie_die_besluit(
    groep: Groep | None, soort: str, gegevens: dict[str, Any]
) -> None:
    """De regisseur tekent niet voor de burgemeester, en een analist niet voor de teamchef."""
    rij = standaard_convenant().groepsbesluiten[soort]
    functies = standaard_convenant().functies
    for partij, functie in TEKENAARS[soort].items():
        assert tekenende_functies(rij, partij) == (functie,)
        for ander in (*functies[partij], "kok", None):
            if ander != functie:
                wie = {**TEKENAARS[soort], partij: ander}
                gevonden = geweigerd(groep, soort, gegevens, **wie)
                assert set(gevonden) == {"BESLUIT_FUNCTIE"}, ander
                assert functies[partij][functie].titel in gevonden["BESLUIT_FUNCTIE"]


def test_een_partij_die_niet_tekent_heeft_daar_ook_geen_functie_voor() -> None:
    rij = standaard_convenant().groepsbesluiten["openen"]
    assert tekenende_functies(rij, "politie") is None


def test_een_handtekening_erbij_verandert_niets() -> None:
    erbij = {**TEKENAARS["stap"], "politie": None, "om": "officier"}
    assert neem(in_stap(2), "stap", {"stap": 3}, **erbij)["stap"] == 3


def test_een_partij_ondertekent_welk_besluit_het_is_en_wie_besloot() -> None:
    een = ondertekening("SHA-256=AAAA", MEDEWERKER["om"])
    assert een == {"besluit": "SHA-256=AAAA", "medewerker": MEDEWERKER["om"]}
    assert een != ondertekening("SHA-256=AAAA", MEDEWERKER["politie"])
    assert een != ondertekening("SHA-256=BBBB", MEDEWERKER["om"])


def test_elke_ontbrekende_handtekening_wordt_genoemd() -> None:
    gegevens = {"prioritering": "ja", "randvoorwaarden": []}
    with pytest.raises(GroepsbesluitGeweigerd) as gevangen:
        neem(in_stap(4), "prioritering", gegevens, gemeente="burgemeester")
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
    assert code in geweigerd(in_stap(1), "start", start(**anders))


def test_alle_ontbrekende_criteria_worden_samen_genoemd() -> None:
    niets = start(groepsverband=False, eerdereInterventie=False, meldingen=[])
    assert set(geweigerd(in_stap(1), "start", niets, politie="teamchef")) == {
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
        assert neem(in_stap(van), "stap", {"stap": naar})["stap"] == naar
    else:
        assert set(geweigerd(in_stap(van), "stap", {"stap": naar})) == {"BESLUIT_STAP"}


@pytest.mark.parametrize(
    ("van", "uitleg"),
    [
        (
            3,
            "De groep is in stap 3; dit besluit kan alleen naar stap 4; van stap 4 naar stap 5 "
            "gaat de groep door het besluit 'prioritering'.",
        ),
        (
            4,
            "De groep is in stap 4; dit besluit kan alleen vanuit stap 2, 3, 5 of 6; van stap 4 "
            "naar stap 5 gaat de groep door het besluit 'prioritering'.",
        ),
    ],
)
def test_wie_de_driehoek_voorbij_wil_leest_welk_besluit_daarheen_gaat(
    van: int, uitleg: str
) -> None:
    assert geweigerd(in_stap(van), "stap", {"stap": 5})["BESLUIT_STAP"] == uitleg


@pytest.mark.parametrize("stap", [1, 2, 3, 5, 6, 7])
def test_prioriteren_kan_alleen_in_stap_4(stap: int) -> None:
    gegevens = {"prioritering": "nee", "randvoorwaarden": []}
    gevonden = geweigerd(in_stap(stap), "prioritering", gegevens)
    assert set(gevonden) == {"BESLUIT_STAP"}


def test_een_groep_die_niet_wordt_geprioriteerd_stopt() -> None:
    nee = {"prioritering": "nee", "randvoorwaarden": []}
    groep = neem(in_stap(4), "prioritering", nee)
    assert (groep["stap"], groep["status"], groep["prioritering"]) == (
        4,
        "niet_geprioriteerd",
        "nee",
    )
    assert set(geweigerd(groep, "onderzoek", {"van": "2026-01-01"})) == {"GROEP_NIET_ACTIEF"}


@pytest.mark.parametrize("stap", range(1, 8))
def test_afsluiten_kan_altijd_met_een_eindcriterium(stap: int) -> None:
    afsluiting = {"eindcriterium": "andere_methodiek"}
    assert neem(in_stap(stap), "afsluiting", afsluiting)["status"] == "afgesloten"
    onbekend = geweigerd(in_stap(stap), "afsluiting", {"eindcriterium": "geen-zin"})
    assert "overlast_gestopt" in onbekend["BESLUIT_EINDCRITERIUM"]


def test_een_onderzoek_eindigt_niet_voor_het_begint() -> None:
    assert neem(in_stap(3), "onderzoek", {"van": "2026-11-01", "tot": "2026-11-01"})
    gevonden = geweigerd(in_stap(3), "onderzoek", {"van": "2026-11-02", "tot": "2026-11-01"})
    assert set(gevonden) == {"BESLUIT_PERIODE"}


def test_een_groep_wordt_een_keer_geopend() -> None:
    gevonden = geweigerd(in_stap(1), "openen", {"code": "RTM-2026-002"})
    assert set(gevonden) == {"BESLUIT_GROEP_BESTAAT"}


def test_zonder_groep_valt_er_niets_te_besluiten() -> None:
    assert set(geweigerd(None, "stap", {"stap": 3})) == {"GROEP_ONTBREEKT"}


def test_een_besluit_over_een_andere_groep_telt_niet() -> None:
    ander = besluit("stap", {"stap": 4}, groep=ANDERE_GROEP)
    with pytest.raises(GroepsbesluitGeweigerd) as gevangen:
        pas_toe(in_stap(3), ander, TEKENAARS["stap"], standaard_convenant(), NU)
    assert [reden.code for reden in gevangen.value.redenen] == ["GROEP_ANDERE"]


@pytest.mark.parametrize(
    ("soort", "gegevens", "plaats"),
    [
        ("openen", {}, "/gegevens/code"),
        ("openen", {"code": "Jan Jansen, Kade 7"}, "/gegevens/code"),
        ("openen", {"code": "KADE-7"}, "/gegevens/code"),
        ("openen", {"code": "RTM-2026-1"}, "/gegevens/code"),
        ("openen", {"code": "AMS-2026-001"}, "/gegevens/code"),
        ("start", start(meldingen="drie"), "/gegevens/meldingen"),
        ("start", start(toelichting="vrije tekst"), "/gegevens/toelichting"),
        (
            "start",
            start(meldingen=[{**melding("2026-03-01", "i1"), "bron": "buurman"}]),
            "/gegevens/meldingen/0/bron",
        ),
        (
            "start",
            start(meldingen=[{**melding("2026-03-01", "i1"), "incident": "i1"}]),
            "/gegevens/meldingen/0/incident",
        ),
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
    gevonden = geweigerd(groep, soort, gegevens)
    assert plaats in gevonden["BESLUIT_ONGELDIG"]


def test_een_onbekende_soort_noemt_de_mogelijke() -> None:
    assert "afsluiting" in geweigerd(None, "opheffen", {})["BESLUIT_SOORT_ONBEKEND"]


def test_een_besluit_heeft_een_vaste_vorm() -> None:
    with pytest.raises(OngeldigGroepsbesluit) as gevangen:
        lees_groepsbesluit({"id": "x", "groep": GROEP, "soort": "stap", "gegevens": []})
    assert {fout.pad for fout in gevangen.value.fouten} == {"/id", "/tijdstip", "/gegevens"}
    with pytest.raises(GroepsbesluitGeweigerd, match="/tijdstip"):
        pas_toe(None, {"soort": "stap"}, {}, standaard_convenant(), NU)


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
