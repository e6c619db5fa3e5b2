"""Hoe een scherm zegt wanneer iemand is geboren, wat er wanneer weggaat, en hoe ver een klok is."""

from __future__ import annotations

from datetime import date

import pytest

from shared.portaal.beeld.bewaarkalender import (
    Kalender,
    korte_maand,
    maanden_van,
    teken_kalender,
    zin_van,
)
from shared.portaal.betrokkenen import werk
from shared.portaal.betrokkenen.incidenten import klokregels
from shared.portaal.personen.weergave import geboren, getypt, ingevuld, keuzewoord, lees_geboren
from shared.portaal.schermen.gegevens import als_tekst, tabellen_van
from shared.portaal.woorden import Woordenlijst

KALENDER = Kalender(
    ("2026-11", "2026-12", "2027-01"),
    (("eigen", "eigen gegevens"), ("ontvangen", "ontvangen <gegevens>")),
    {("eigen", "2026-12"): 3, ("ontvangen", "2026-12"): 2, ("eigen", "2027-01"): 1},
)


@pytest.mark.parametrize(
    ("getikt", "gegeven", "gezegd"),
    [
        ("3-2-2010", "2010-02-03", "3 februari 2010"),
        ("2-2010", "2010-02-00", "in februari 2010"),
        ("2010", "2010-00-00", "in 2010"),
    ],
)
def test_een_geboortedatum_heen_en_terug(getikt: str, gegeven: str, gezegd: str) -> None:
    assert lees_geboren(getikt) == gegeven
    assert getypt(gegeven) == getikt
    assert geboren(gegeven) == gezegd


@pytest.mark.parametrize("getikt", ["gisteren", "13-2010", "31-2-2010", "10"])
def test_wat_geen_datum_is_wordt_er_geen(getikt: str) -> None:
    assert lees_geboren(getikt) is None
    assert geboren(None) == "onbekend"


def test_elke_maand_van_de_kalender_staat_er_een_keer() -> None:
    assert maanden_van(date(2026, 11, 30), date(2027, 2, 1)) == (
        "2026-11", "2026-12", "2027-01", "2027-02",
    )  # fmt: skip
    assert korte_maand("2027-03") == "mrt 27"


@pytest.mark.parametrize("smal", [True, False])
def test_de_tekening_zegt_hetzelfde_als_de_getallen(smal: bool) -> None:
    tekening = teken_kalender(KALENDER, smal=smal)
    for aantal in (3, 2, 1):
        assert f">{aantal}</text>" in tekening
    assert "<gegevens>" not in tekening
    assert "Er gaan 6 gegevens weg" in zin_van(KALENDER)
    assert "december 2026: 5" in zin_van(KALENDER)
    assert zin_van(Kalender((), (), {})) == "In deze maanden gaat er niets weg."


def test_een_klok_zegt_hoe_lang_nog_en_of_het_te_laat_is() -> None:
    klok = {
        "titel": "melden", "uiterlijk": "2026-11-30T10:00:00Z", "gestoptOp": None,
        "overMinuten": 130, "teLaat": False, "convenant": "9.3", "wet": None,
    }  # fmt: skip
    laat = {**klok, "overMinuten": -70, "teLaat": True}
    klaar = {**klok, "gestoptOp": "2026-11-30T09:00:00Z"}
    assert [een["stand"] for een in klokregels([klok, laat, klaar])] == [
        "Nog 2 uur", "1 uur te laat", "Gehaald",
    ]  # fmt: skip
    assert [een["kleur"] for een in klokregels([klok, laat, klaar])] == ["let-op", "fout", "goed"]


@pytest.mark.parametrize(
    ("waarde", "gelezen"),
    [
        ({"stukken": [{"soort": "probleemdefinitie"}, {"soort": "advies"}]},
         "probleemdefinitie; advies"),
        ([{"domein": "Veiligheid", "inzicht": "Rustiger."}], "Veiligheid: Rustiger."),
        ({"dag": "2026-02-03", "waar": ""}, "3 februari 2026"),
        ({"een": True, "twee": None, "drie": False}, "een: ja; drie: nee"),
    ],
)  # fmt: skip
def test_wat_genest_is_leest_zonder_de_namen_van_leden_die_niets_zeggen(
    waarde: object, gelezen: str
) -> None:
    assert als_tekst(waarde) == gelezen


def test_een_getal_is_geen_woord_van_een_andere_lijst() -> None:
    """Artikel 8 is geen poort 8: elke lijst telt voor zichzelf."""
    begrippen = Woordenlijst(
        {"poorten": {"8": {"kort": "verboden"}}, "doelen": {"D1": {"kort": "overlast"}}}
    )
    eigen = {"artikel": {"8": "Artikel 8"}}
    assert keuzewoord("artikel", "8", begrippen, eigen) == "Artikel 8"
    assert keuzewoord("bron", "8", begrippen, eigen) == "8"
    assert keuzewoord("aard", "feit", begrippen, {}) == "Een feit"
    gegevens = {"artikel": "8", "omschrijving": "Gezien om 8 uur.", "datum": "2026-02-03"}
    assert dict(ingevuld(gegevens, begrippen, eigen)) == {
        "Onder welk artikel?": "Artikel 8",
        "Wat is er vastgelegd?": "Gezien om 8 uur.",
        "Op welke dag?": "3 februari 2026",
    }


def test_een_lijst_met_rijen_is_een_tabel_en_de_rest_blijft_tekst() -> None:
    inhoud = {
        "lijst": "netto",
        "leden": [{"nummer": 1, "bekendBij": 2, "stand": "blijft"}, {"nummer": 2, "bekendBij": 1}],
        "domeinen": ["wonen", "school"],
    }
    tabellen, rest = tabellen_van(inhoud)
    assert tabellen == [
        (
            "Leden",
            ["Nummer", "Bekend bij", "Stand"],
            [["1", "2", "blijft"], ["2", "1", "niet ingevuld"]],
        )
    ]
    assert rest == {"lijst": "netto", "domeinen": ["wonen", "school"]}


def test_wat_de_dienst_aanhaalt_staat_er_als_getal_of_met_zijn_naam() -> None:
    woorden = Woordenlijst(
        {"besluiten": {"volgende": {"code": "volgende", "kort": "de volgende stap"}}}
    )
    zin = "Iemand van '23' of '12-15' jaar, besluit 'volgende', locatie 'het plein'."
    assert woorden.in_woorden(zin) == (
        "Iemand van 23 of 12-15 jaar, besluit de volgende stap, locatie 'het plein'."
    )


def _verzoek(**anders: object) -> dict[str, object]:
    deel = {"partij": "hier", "besluit": None, "voorstel": None, "uitgevoerdOp": None}
    return {
        "stand": "open", "eigen": True, "van": "hier", "recht": "inzage", "identiteit": None,
        "persoon": None, "berichten": [], "afstemmenTot": "2026-12-10", "vandaag": "2026-11-30",
        "delen": [deel], **anders,
    }  # fmt: skip


def _nog_niet(verzoek: dict[str, object]) -> dict[str, str]:
    keuzes = {"rechtenverzoeken": {"gevolgen": {"inzage": "afschrift"}, "vervolg": {}}}
    alle = {een.naam: een.nog_niet(verzoek, "hier", keuzes) for een in werk.HANDELINGEN}
    return {naam: waarom for naam, waarom in alle.items() if waarom}


def test_wat_nog_niet_kan_zegt_waarom_en_eerst_komt_wie_het_is() -> None:
    eerst = _nog_niet(_verzoek())
    assert set(eerst) == {"vertellen", "beslissen", "opstellen", "beantwoorden"}
    assert eerst["vertellen"] == eerst["beslissen"] == "Leg eerst vast van wie het verzoek is."
    bekend = _verzoek(identiteit={"wijze": "getoond"}, persoon="iemand")
    assert _nog_niet(bekend) == {
        "beslissen": "Stem eerst af met de andere partijen. "
        "Anders kan het pas na 10 december 2026.",
        "beantwoorden": "Nog niet elke partij besliste over haar deel.",
    }
    assert "beslissen" not in _nog_niet({**bekend, "vandaag": "2026-12-11"})
    assert _nog_niet({**bekend, "stand": "afgehandeld"}) == {}
