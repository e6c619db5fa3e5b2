"""Gates 1 to 3, 10 and 12: what closes them, and the last day or value that does not."""

from typing import Any

import pytest

from tests.unit.convenant.gevallen import (
    PER_SOORT,
    TOEGESTAAN,
    aanbod_aan_politie,
    gemeente_aan_politie,
    namen_aan_gemeente,
    om_aan_gemeente,
    ouderbetrokkenheid,
    politie_aan_gemeente,
    vraag,
)
from tests.unit.convenant.gevallenbouw import (
    MEDEWERKER,
    WEG,
    bericht,
    beslis,
    codes,
    met,
    poorten,
)

VAN, AAN = MEDEWERKER["politie"], MEDEWERKER["gemeente"]
#: Kinds of message that are possible without a covenant in force, and for who left.
PLICHTEN = ["correctie", "intrekking", "vernietigingsbericht", "rechtenverzoek", "incident"]
ANDERE = ["verstrekking", "aanvulling", "informatieverzoek", "groepsbericht"]


# --- Poort 1 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wijziging", "gesloten"),
    [
        ({"toestand/convenant/laatsteOndertekening": "2026-11-23"}, True),
        ({"toestand/convenant/laatsteOndertekening": "2026-11-22"}, False),
        ({"toestand/convenant/laatsteOndertekening": "9999-12-31"}, True),
        ({"toestand/convenant/beeindigdPer": "2026-11-23"}, True),
        ({"toestand/convenant/beeindigdPer": "2026-11-24"}, False),
        ({"toestand/convenant/beeindigdPer": WEG}, False),
        ({"kop/convenant": "eindhoven-2020"}, True),
        ({"toestand/convenant/id": "eindhoven-2020"}, True),
        ({"kop/convenant": "eindhoven-2020", "toestand/convenant/id": "eindhoven-2020"}, True),
    ],
)
def test_verstrekken_kan_alleen_onder_een_convenant_dat_loopt(
    wijziging: dict[str, Any], gesloten: bool
) -> None:
    assert poorten(politie_aan_gemeente(), wijziging) == ((1,) if gesloten else ())


@pytest.mark.parametrize(
    ("partij", "per", "voortgezet", "code"),
    [
        ("politie", "2026-11-23", True, "CONVENANT_OPGEZEGD"),
        ("politie", "2026-11-24", True, None),
        ("gemeente", "2026-01-01", True, "CONVENANT_OPGEZEGD"),
        ("om", "2026-01-01", True, None),
        ("om", "2026-01-01", False, "CONVENANT_NIET_VOORTGEZET"),
        ("om", "2026-01-01", WEG, "CONVENANT_NIET_VOORTGEZET"),
        ("om", "2026-11-24", WEG, None),
    ],
)
def test_opzegging_raakt_alleen_wie_opzegt_vanaf_de_ingangsdatum(
    partij: str, per: str, voortgezet: object, code: str | None
) -> None:
    """De anderen gaan alleen samen door als zij dat schriftelijk hebben bevestigd (K7)."""
    opzegging = {"partij": partij, "per": per, "voortgezet": voortgezet}
    if voortgezet is WEG:
        del opzegging["voortgezet"]
    wijziging = {"toestand/convenant/opzeggingen": [opzegging]}
    assert codes(politie_aan_gemeente(), wijziging) == ([] if code is None else [code])


@pytest.mark.parametrize("soort", ANDERE)
def test_zonder_convenant_gaat_er_niets_nieuws_meer(soort: str) -> None:
    wijziging = {"toestand/convenant/beeindigdPer": "2020-01-01"}
    assert poorten(TOEGESTAAN[PER_SOORT[soort]](), wijziging) == (1,)


@pytest.mark.parametrize("soort", PLICHTEN)
def test_een_plicht_eindigt_niet_met_het_convenant_maar_noemt_wel_het_goede(soort: str) -> None:
    verzoek = TOEGESTAAN[soort]()
    voorbij = {
        "toestand/convenant/beeindigdPer": "2020-01-01",
        "toestand/convenant/opzeggingen": [{"partij": "om", "per": "2020-01-01"}],
        "toestand/convenant/laatsteOndertekening": "2030-01-01",
    }
    assert poorten(verzoek, voorbij) == ()
    assert codes(verzoek, {"kop/convenant": "eindhoven-2020"}) == ["CONVENANT_ANDER"]


@pytest.mark.parametrize(
    ("nu", "gesloten"),
    [
        ("2026-11-22T22:59:59Z", True),  # nog 22 november in Rotterdam
        ("2026-11-22T23:00:00Z", False),  # daar is het al de 23e
    ],
)
def test_de_dag_is_die_in_nederland(nu: str, gesloten: bool) -> None:
    wijziging = {"toestand/nu": nu, "toestand/convenant/laatsteOndertekening": "2026-11-22"}
    assert poorten(politie_aan_gemeente(), wijziging) == ((1,) if gesloten else ())


# --- Poort 2 --------------------------------------------------------------------------------------


def test_partij_buiten_het_convenant_ontvangt_niets() -> None:
    wijziging = {
        "kop/ontvanger": "jongerenwerk",
        "toestand/partijen/jongerenwerk": {"actief": True, "dpiaGoedgekeurd": True},
        f"toestand/autorisaties/{AAN}/partij": "jongerenwerk",
    }
    # Een functie bestaat alleen bij een partij van het convenant (poort 4).
    assert poorten(politie_aan_gemeente(), wijziging) == (2, 4)


def test_partij_buiten_het_convenant_verstrekt_niets() -> None:
    wijziging = {
        "kop/afzender": "jongerenwerk",
        "kop/onderdelen/0/kenmerken": {"eersteVerwerking": "2026-06-01"},
        "toestand/partijen/jongerenwerk": {"actief": True, "dpiaGoedgekeurd": True},
        f"toestand/autorisaties/{VAN}/partij": "jongerenwerk",
    }
    assert poorten(politie_aan_gemeente(), wijziging) == (2, 4)


@pytest.mark.parametrize("partij", ["politie", "gemeente"])
def test_beide_partijen_zijn_ingeschreven_en_actief(partij: str) -> None:
    verzoek = politie_aan_gemeente()
    assert codes(verzoek, {f"toestand/partijen/{partij}": WEG}) == ["PARTIJ_NIET_GEREGISTREERD"]
    assert codes(verzoek, {f"toestand/partijen/{partij}/actief": False}) == ["PARTIJ_NIET_ACTIEF"]


def test_een_derde_partij_hoeft_niet_actief_te_zijn() -> None:
    assert poorten(politie_aan_gemeente(), {"toestand/partijen/om/actief": False}) == ()


@pytest.mark.parametrize("soort", [*ANDERE, *PLICHTEN])
@pytest.mark.parametrize("kant", ["afzender", "ontvanger"])
def test_wie_is_vertrokken_hoort_nog_van_fouten_en_vernietiging(soort: str, kant: str) -> None:
    verzoek = TOEGESTAAN[PER_SOORT[soort]]()
    partij = verzoek["kop"][kant]
    gevonden = codes(verzoek, {f"toestand/partijen/{partij}/actief": False})
    assert gevonden == ([] if soort in PLICHTEN else ["PARTIJ_NIET_ACTIEF"])
    weg = codes(verzoek, {f"toestand/partijen/{partij}": WEG})
    assert "PARTIJ_NIET_GEREGISTREERD" in weg


def test_een_bericht_aan_jezelf_wordt_geweigerd() -> None:
    verzoek = bericht("incident", "politie", "politie", None, stuk="incident")
    assert "PARTIJ_ZICHZELF" in codes(verzoek)


def test_ontvangen_gegevens_worden_niet_doorgegeven() -> None:
    wijziging = {"kop/onderdelen/0/herkomst": "ontvangen"}
    besluit = beslis(met(politie_aan_gemeente(), wijziging))
    assert [(r.code, r.onderdeel) for r in besluit.redenen] == [("DOORVERSTREKKING", 0)]
    assert codes(TOEGESTAAN["aanvulling"](), wijziging) == ["DOORVERSTREKKING"]


def test_terugnemen_mag_ook_wat_van_een_ander_heette() -> None:
    wijziging = {"kop/onderdelen/0/herkomst": "ontvangen"}
    assert poorten(TOEGESTAAN["intrekking van een plaats"](), wijziging) == ()


# --- Poort 3 --------------------------------------------------------------------------------------


@pytest.mark.parametrize("partij", ["politie", "gemeente"])
def test_de_dpia_van_afzender_en_ontvanger_telt(partij: str) -> None:
    wijziging = {f"toestand/partijen/{partij}/dpiaGoedgekeurd": False}
    assert poorten(politie_aan_gemeente(), wijziging) == (3,)
    assert poorten(TOEGESTAAN["aanvulling"](), wijziging) == (3,)


def test_de_dpia_van_een_ander_telt_niet() -> None:
    wijziging = {"toestand/partijen/om/dpiaGoedgekeurd": False}
    assert poorten(politie_aan_gemeente(), wijziging) == ()


@pytest.mark.parametrize("soort", [s for s in PER_SOORT if s not in ("verstrekking", "aanvulling")])
def test_zonder_persoonsgegevens_is_geen_dpia_nodig(soort: str) -> None:
    wijziging = {f"toestand/partijen/{p}/dpiaGoedgekeurd": False for p in MEDEWERKER}
    assert poorten(TOEGESTAAN[soort](), wijziging) == ()


# --- Poort 10 -------------------------------------------------------------------------------------


@pytest.mark.parametrize("doel", ["D1", "D2"])
def test_politie_verstrekt_voor_overlast_en_groepsdynamiek(doel: str) -> None:
    assert poorten(politie_aan_gemeente(), {"kop/doel": doel}) == ()


@pytest.mark.parametrize("doel", ["D3", "D4", "D5", None])
def test_politie_verstrekt_voor_geen_ander_doel(doel: str | None) -> None:
    assert 10 in poorten(politie_aan_gemeente(), {"kop/doel": doel})
    # Ook niet als er alleen contactgegevens in staan.
    assert poorten(TOEGESTAAN["deelnemer om aan politie"](), {"kop/doel": doel}) == (10,)


def test_om_verstrekt_niet_voor_perspectief() -> None:
    assert "DOEL_NIET_VOOR_PARTIJ" in codes(om_aan_gemeente(), {"kop/doel": "D4"})


@pytest.mark.parametrize("doel", ["D1", "D2", "D3", "D4", "D5"])
@pytest.mark.parametrize("maak", [aanbod_aan_politie, ouderbetrokkenheid])
def test_burgemeester_verstrekt_voor_elk_doel_van_het_convenant(maak: Any, doel: str) -> None:
    assert poorten(maak(), {"kop/doel": doel}) == ()


@pytest.mark.parametrize("doel", ["D3", "D4", "D5"])
def test_onder_de_andere_doelen_gaat_alleen_het_aanbod_mee(doel: str) -> None:
    besluit = beslis(met(gemeente_aan_politie(), {"kop/doel": doel}))
    assert [(r.code, r.onderdeel) for r in besluit.redenen] == [("DOEL_ALLEEN_AANBOD", 0)]
    contact = TOEGESTAAN["deelnemer gemeente aan om"]()
    assert poorten(contact, {"kop/doel": doel}) == ()


def test_een_weggelaten_doel_is_geen_doel() -> None:
    assert poorten(gemeente_aan_politie(), {"kop/doel": WEG}) == (10,)


# --- Poort 12 -------------------------------------------------------------------------------------


@pytest.mark.parametrize("veld", ["noodzaak", "proportionaliteit", "subsidiariteit"])
@pytest.mark.parametrize("waarde", [False, WEG])
def test_elk_deel_van_de_afweging_is_bevestigd(veld: str, waarde: object) -> None:
    assert poorten(politie_aan_gemeente(), {f"kop/afweging/{veld}": waarde}) == (12,)


@pytest.mark.parametrize("veld", ["noodzaak", "proportionaliteit", "subsidiariteit"])
def test_ook_wie_buiten_het_convenant_staat_bevestigt_wat_iedereen_bevestigt(veld: str) -> None:
    vreemd = {
        "kop/afzender": "jongerenwerk",
        "kop/onderdelen/0/kenmerken": {"eersteVerwerking": "2026-06-01"},
        f"kop/afweging/{veld}": False,
    }
    assert 12 in poorten(politie_aan_gemeente(), vreemd)


@pytest.mark.parametrize("waarde", [None, WEG])
def test_een_afweging_is_gemotiveerd(waarde: object) -> None:
    assert codes(politie_aan_gemeente(), {"kop/afweging/motivering": waarde}) == [
        "MOTIVERING_ONTBREEKT"
    ]


@pytest.mark.parametrize("waarde", [None, WEG, {}])
def test_zonder_afweging_geen_verstrekking(waarde: object) -> None:
    assert poorten(politie_aan_gemeente(), {"kop/afweging": waarde}) == (12,)


@pytest.mark.parametrize("waarde", [False, None, WEG])
def test_om_bevestigt_het_zwaarwegend_belang(waarde: object) -> None:
    wijziging = {"kop/afweging/zwaarwegendAlgemeenBelang": waarde}
    assert poorten(om_aan_gemeente(), wijziging) == (12,)
    assert poorten(politie_aan_gemeente(), wijziging) == ()


@pytest.mark.parametrize("waarde", [False, WEG])
def test_wie_drieentwintig_is_vraagt_een_eigen_motivering(waarde: object) -> None:
    drieentwintig = {"kop/onderdelen/0/leeftijdsklasse": "23"}
    motivering = {"kop/onderdelen/0/kenmerken/extraMotivering": waarde}
    assert codes(politie_aan_gemeente(), {**drieentwintig, **motivering}) == ["LEEFTIJD_MOTIVERING"]
    gemotiveerd = {**drieentwintig, "kop/onderdelen/0/kenmerken/extraMotivering": True}
    assert codes(politie_aan_gemeente(), gemotiveerd) == []


def test_zonder_kenmerken_is_er_ook_geen_eigen_motivering() -> None:
    zonder = {
        f"kop/onderdelen/{nummer}/{lid}": waarde
        for nummer in (0, 1)
        for lid, waarde in (("leeftijdsklasse", "23"), ("kenmerken", None))
    }
    assert codes(namen_aan_gemeente(), zonder) == ["LEEFTIJD_MOTIVERING"] * 2


def test_een_vraag_wordt_niet_gewogen() -> None:
    assert poorten(vraag(), {"kop/doel": None, "kop/afweging": None}) == ()
