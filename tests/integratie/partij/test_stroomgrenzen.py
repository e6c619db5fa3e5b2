"""Waar een stroom ophoudt: bij de groep en bij het gegeven zelf.

Elke weigering is er een zoals op kantoor: met haar poort, en er is niets van bij de ander.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from deploy.pki import Pki
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.klok import VasteKlok
from tests.hulp.uitzondering import uitzondering
from tests.integratie.partij.briefwerk import VANDAAG
from tests.integratie.partij.opstelling import groep_in_stap
from tests.integratie.partij.stroomzaak import (
    ANDEREN,
    DOSSIER,
    LID,
    MAG_GEVEN,
    OUDER,
    STAPPEN,
    Stroomzaak,
    soorten_van,
)


@pytest.fixture(scope="module")
def ingericht(
    uitgever: Uitgever, pki: Pki, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stroomzaak]:
    map_ = tmp_path_factory.mktemp("stroomgrenzen")
    with Stroomzaak.op_sqlite(uitgever, pki, map_) as gevonden:
        yield gevonden


@pytest.fixture
def zaak(ingericht: Stroomzaak) -> Stroomzaak:
    """Op een nieuwe dag, in stap 3."""
    ingericht.driehoek.wereld.klok.nu = VasteKlok().nu
    ingericht.zet(3)
    return ingericht


# --- De groep (4.1, 5.1 en 5.3) -------------------------------------------------------------------

START: dict[str, Any] = groep_in_stap(nieuw_id(), 2)["startbesluit"]
DRIE = START["meldingen"]
ZONDER_START: dict[str, dict[str, Any] | None] = {
    "geen besluit": None,
    "niet in groepsverband": {**START, "groepsverband": False},
    "niets eerder geprobeerd": {**START, "eerdereInterventie": False},
    "twee meldingen": {**START, "meldingen": DRIE[:2]},
    "drie meldingen van twee incidenten": {
        **START, "meldingen": [*DRIE[:2], {**DRIE[2], "incident": DRIE[0]["incident"]}],
    },
    "een melding van een bewoner": {
        **START, "meldingen": [*DRIE[:2], {**DRIE[2], "bron": "bewoner"}],
    },
    "een melding van langer dan een jaar geleden": {
        **START, "meldingen": [*DRIE[:2], {**DRIE[2], "datum": "2025-08-31"}],
    },
}  # fmt: skip


@pytest.mark.parametrize("start", ZONDER_START)
def test_zonder_startbesluit_op_alle_drie_de_criteria_gaat_er_niets(
    zaak: Stroomzaak, start: str
) -> None:
    for van, naar in MAG_GEVEN:
        deel = zaak.deel(van, naar, "NAW")
        zaak.zet(3, startbesluit=ZONDER_START[start])
        assert zaak.poorten(naar, zaak.geef(van, naar, [deel])) == {5}
        net_genoeg = [*DRIE[:2], {**DRIE[2], "datum": "2025-09-01"}]
        zaak.zet(3, startbesluit={**START, "meldingen": net_genoeg})
        assert zaak.poorten(naar, zaak.geef(van, naar, [deel])) == set()


@pytest.mark.parametrize("criterium", ["overlast_gestopt", "andere_methodiek", "doelen_gehaald"])
@pytest.mark.parametrize("stap", [2, 3, 5, 6])
def test_na_elk_eindcriterium_gaat_er_niets_meer(
    zaak: Stroomzaak, criterium: str, stap: int
) -> None:
    for van, naar in MAG_GEVEN:
        deel = zaak.deel(van, naar, "NAW")
        zaak.zet(stap)
        assert zaak.poorten(naar, zaak.geef(van, naar, [deel], stap)) == set()
        zaak.zet(stap, eindcriterium=criterium)
        assert zaak.poorten(naar, zaak.geef(van, naar, [deel], stap)) == {5}
        zaak.zet(7, eindcriterium=criterium, status="afgesloten")
        assert 5 in zaak.poorten(naar, zaak.geef(van, naar, [deel], 7))


@pytest.mark.parametrize("stap", [5, 6])
def test_na_stap_vier_gaat_er_alleen_iets_over_een_geprioriteerde_groep(
    zaak: Stroomzaak, stap: int
) -> None:
    for van, naar in MAG_GEVEN:
        deel = zaak.deel(van, naar, "NAW")
        for besluit, poorten in ((None, {5}), ("nee", {5}), ("ja", set())):
            zaak.zet(stap, prioritering=besluit)
            assert zaak.poorten(naar, zaak.geef(van, naar, [deel], stap)) == poorten


@pytest.mark.parametrize("van", ANDEREN["om"])
def test_zonder_onderzoek_krijgt_het_om_na_stap_drie_niets(zaak: Stroomzaak, van: str) -> None:
    for stap in (2, 3, 5, 6):
        for soort in soorten_van(van):
            if stap not in STAPPEN[van, LID].get(soort, set()):
                continue
            deel = zaak.deel(van, "om", soort)
            for onderzoek in (None, {"van": "2026-11-01", "tot": "2026-11-22"}):
                zaak.zet(stap, strafrechtelijkOnderzoek=onderzoek)
                poorten = zaak.poorten("om", zaak.geef(van, "om", [deel], stap))
                assert poorten == (set() if stap < 4 else {13}), soort
            # Op de laatste dag loopt het nog.
            zaak.zet(stap, strafrechtelijkOnderzoek={"van": "2026-11-01", "tot": "2026-11-23"})
            assert zaak.poorten("om", zaak.geef(van, "om", [deel], stap)) == set()


@pytest.mark.parametrize("van", ANDEREN["om"])
def test_wat_het_om_als_context_krijgt_heeft_dertig_dagen(zaak: Stroomzaak, van: str) -> None:
    for stap in (5, 6):
        zaak.zet(stap)
        for soort in STAPPEN[van, LID]:
            antwoord = zaak.geef(van, "om", [zaak.deel(van, "om", soort)], stap)
            assert zaak.poorten("om", antwoord) == set()
            (rij,) = zaak.ontvangen("om", antwoord.json()["id"])
            assert rij.vervalt_op is not None
            assert rij.vervalt_op.isoformat() <= "2026-12-23", soort


# --- Het gegeven (3.1, 3.2, 4.1 tot 4.3) ----------------------------------------------------------


@pytest.mark.parametrize(
    ("soort", "anders", "mag"),
    [
        ("WPG8", {"eersteVerwerking": "2025-11-23"}, True),
        ("WPG8", {"eersteVerwerking": "2025-11-22"}, False),
        ("WPG8", {"eersteVerwerking": "2021-11-23", "gerelateerd": True}, True),
        ("WPG13", {"termijnTot": "2026-11-23"}, True),
        ("WPG13", {"termijnTot": "2026-11-22"}, False),
        ("WPG13", {"bron": "9"}, False),
        ("WPG13", {"bron": "10"}, False),
    ],
)
@pytest.mark.parametrize("naar", ANDEREN["politie"])
def test_een_politiegegeven_gaat_alleen_binnen_zijn_termijn_en_uit_artikel_8(
    zaak: Stroomzaak, naar: str, soort: str, anders: dict[str, Any], mag: bool
) -> None:
    deel = zaak.nieuw("politie", naar, soort, **anders)
    assert zaak.poorten(naar, zaak.geef("politie", naar, [deel])) == (set() if mag else {9})


@pytest.mark.parametrize("naar", ANDEREN["politie"])
def test_wat_na_vijf_jaar_uit_gebruik_is_gaat_nergens_heen(zaak: Stroomzaak, naar: str) -> None:
    """Artikel 8 lid 6 Wpg: de eigen dienst kent het niet meer als iets om te geven."""
    deel = zaak.nieuw("politie", naar, "WPG8", eersteVerwerking="2021-11-22", gerelateerd=True)
    antwoord = zaak.geef("politie", naar, [deel])
    assert antwoord.status_code == 400, antwoord.text
    assert [een["pad"] for een in antwoord.json()["fouten"]] == ["/onderdelen/0/gegeven"]
    assert zaak.ontvangen(naar, antwoord.json().get("id")) == []


VERKLAARD = {
    "herleidingAnderenVoorkomen": False,
    "jdsBevraagd": True,
    "geenSepotOfVrijspraak": False,
}
VAN_DE_SOORT = {
    "STRAFVORDERLIJK": {},
    "JUSTITIEEL": {"reedsBeschikbaar": False},
    "TENUITVOERLEGGING": {"omVerwerkingsverantwoordelijk": False},
}


@pytest.mark.parametrize("soort", VAN_DE_SOORT)
def test_wat_het_om_niet_kan_verklaren_geeft_het_niet(zaak: Stroomzaak, soort: str) -> None:
    for naam, waarde in {**VERKLAARD, **VAN_DE_SOORT[soort]}.items():
        deel = zaak.nieuw("om", "gemeente", soort, **{naam: waarde})
        assert zaak.poorten("gemeente", zaak.geef("om", "gemeente", [deel])) == {9}, naam
    goed = zaak.nieuw("om", "gemeente", soort)
    assert zaak.poorten("gemeente", zaak.geef("om", "gemeente", [goed])) == set()


@pytest.mark.parametrize(("van", "naar"), MAG_GEVEN)
def test_wat_bijzonder_is_of_over_een_derde_gaat_blijft_thuis(
    zaak: Stroomzaak, van: str, naar: str
) -> None:
    for soort in DOSSIER[van]:
        if soort in ("RECENT_VERVOLGD", "B_AANBOD", "B_OUDERBETROKKENHEID"):
            continue
        bijzonder = zaak.nieuw(van, naar, soort, bijzonder=True)
        assert zaak.poorten(naar, zaak.geef(van, naar, [bijzonder])) == {8}, soort
        met_melder = zaak.nieuw(van, naar, soort, derdenVerwijderd=False)
        assert zaak.poorten(naar, zaak.geef(van, naar, [met_melder])) == {15}, soort


@pytest.mark.parametrize(
    ("van", "soort"),
    [("politie", "WPG8"), ("politie", "WPG13"), ("gemeente", "B_OVERLAST"),
     ("gemeente", "B_AANGESPROKEN")],
)  # fmt: skip
def test_over_een_ouder_is_apart_gemotiveerd(zaak: Stroomzaak, van: str, soort: str) -> None:
    for naar in ANDEREN[van]:
        zonder = zaak.nieuw(van, naar, soort, OUDER, extraMotivering=None)
        assert zaak.poorten(naar, zaak.geef(van, naar, [zonder])) == {9}
        met = zaak.nieuw(van, naar, soort, OUDER)
        assert zaak.poorten(naar, zaak.geef(van, naar, [met])) == set()


def test_wie_niet_is_geinformeerd_daarover_geeft_de_burgemeester_niets(zaak: Stroomzaak) -> None:
    klant, _ = zaak.driehoek.klant("gemeente")
    rol = zaak.iemand("gemeente", "Wimpel", "2010-03-05")
    pad = f"/personen/{zaak.mensen['gemeente', rol]}/informatiestatus"

    def zet(klant_: Any, methode: str, waar: str, **anders: Any) -> None:
        etag = klant.vraag("GET", pad).headers["ETag"]
        antwoord = klant_.vraag(methode, waar, headers={"If-Match": etag}, **anders)
        assert antwoord.status_code == 200, antwoord.text

    for naar in ANDEREN["gemeente"]:
        deel = zaak.deel("gemeente", naar, "NAW", rol)
        assert zaak.poorten(naar, zaak.geef("gemeente", naar, [deel])) == set()
        zet(klant, "PUT", pad, json={"status": "open"})
        assert zaak.poorten(naar, zaak.geef("gemeente", naar, [deel])) == {16}
        zet(klant, "PUT", pad, json=uitzondering())
        assert zaak.poorten(naar, zaak.geef("gemeente", naar, [deel])) == {16}, "niemand keek mee"
        ander, _ = zaak.driehoek.bureau("gemeente").medewerker(
            "regisseur", f"{nieuw_id()}@gemeente.example"
        )
        zet(ander, "POST", f"{pad}/_goedkeuren")
        assert zaak.poorten(naar, zaak.geef("gemeente", naar, [deel])) == set()
        # Na de dag van de herbeoordeling is er opnieuw naar te kijken.
        zaak.driehoek.wereld.klok.vooruit(days=60)
        assert zaak.poorten(naar, zaak.geef("gemeente", naar, [deel])) == {16}
        zaak.driehoek.wereld.klok.nu = VasteKlok().nu
        # Elke brief is weg; dat is dan weer vast te leggen, met de dag en de wijze van de laatste.
        gelezen = {"status": "geinformeerd", "geinformeerdOp": VANDAAG, "wijze": "overhandigd"}
        zet(klant, "PUT", pad, json=gelezen)


@pytest.mark.parametrize(
    "grond", [f"AVG14_5_{x}" for x in "abcd"] + [f"UAVG41_1_{x}" for x in "abcdefghij"]
)
def test_elke_uitzondering_van_de_wet_mag_en_een_andere_bestaat_niet(
    zaak: Stroomzaak, grond: str
) -> None:
    rol = zaak.iemand("gemeente", f"Uitzondering {grond[-1]}{len(grond)}", "2010-03-05")
    regisseur, _ = zaak.driehoek.klant("gemeente")
    pad = f"/personen/{zaak.mensen['gemeente', rol]}/informatiestatus"
    ander, _ = zaak.driehoek.bureau("gemeente").medewerker(
        "regisseur", f"{nieuw_id()}@gemeente.example"
    )

    def zet(grondslag: str) -> httpx.Response:
        etag = regisseur.vraag("GET", pad).headers["ETag"]
        return regisseur.vraag("PUT", pad, json=uitzondering(grondslag), headers={"If-Match": etag})

    for verzonnen in ("AVG14_5_e", "UAVG41_1_k", "UAVG41", "algemeen"):
        assert zaak.fouten(zet(verzonnen)) == ["/grond"]
    deel = zaak.deel("gemeente", "politie", "NAW", rol)
    etag = zet(grond).headers["ETag"]
    assert zaak.poorten("politie", zaak.geef("gemeente", "politie", [deel])) == {16}
    gezien = ander.vraag("POST", f"{pad}/_goedkeuren", headers={"If-Match": etag})
    assert gezien.status_code == 200, gezien.text
    assert zaak.poorten("politie", zaak.geef("gemeente", "politie", [deel])) == set()
