"""Gates 1 to 4, 10, 12, 13 and 14: what closes them, and the last day or value that does not."""

from typing import Any

import pytest

from tests.unit.convenant.gevallenbouw import (
    MEDEWERKER,
    WEG,
    bericht,
    beslis,
    brutolijst_aan_om,
    codes,
    context_aan_om,
    deelnemer,
    gemeente_aan_politie,
    met,
    om_aan_gemeente,
    onderdeel,
    politie_aan_gemeente,
    poorten,
    recent_vervolgd,
)

VAN, AAN = MEDEWERKER["politie"], MEDEWERKER["gemeente"]
STRUCTUREEL = {"soort": "structureel", "locatie": "politie", "deelnemersVoorafGeregistreerd": True}
DRIEHOEK = {**STRUCTUREEL, "soort": "driehoek"}


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
    ("partij", "per", "gesloten"),
    [
        ("politie", "2026-11-23", True),
        ("politie", "2026-11-24", False),
        ("gemeente", "2026-01-01", True),
        ("om", "2026-01-01", False),
    ],
)
def test_opzegging_raakt_alleen_wie_opzegt_vanaf_de_ingangsdatum(
    partij: str, per: str, gesloten: bool
) -> None:
    opzeggingen = [{"partij": partij, "per": per, "toelichting": "mag erbij staan"}]
    wijziging = {"toestand/convenant/opzeggingen": opzeggingen}
    assert poorten(politie_aan_gemeente(), wijziging) == ((1,) if gesloten else ())


@pytest.mark.parametrize(
    ("nu", "gesloten"),
    [
        ("2026-11-22T22:59:59Z", True),  # nog 22 november in Rotterdam
        ("2026-11-22T23:00:00Z", False),  # daar is het al de 23e
        ("2026-11-23T00:30:00+14:00", True),  # elders de 23e, in Rotterdam de 22e
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
    assert poorten(politie_aan_gemeente(), wijziging) == (2,)


def test_partij_buiten_het_convenant_verstrekt_niets() -> None:
    wijziging = {
        "kop/afzender": "jongerenwerk",
        "toestand/partijen/jongerenwerk": {"actief": True, "dpiaGoedgekeurd": True},
        f"toestand/autorisaties/{VAN}/partij": "jongerenwerk",
    }
    assert poorten(politie_aan_gemeente(), wijziging) == (2,)


@pytest.mark.parametrize("partij", ["politie", "gemeente"])
def test_beide_partijen_zijn_ingeschreven_en_actief(partij: str) -> None:
    verzoek = politie_aan_gemeente()
    assert codes(verzoek, {f"toestand/partijen/{partij}": WEG}) == ["PARTIJ_NIET_GEREGISTREERD"]
    assert codes(verzoek, {f"toestand/partijen/{partij}/actief": False}) == ["PARTIJ_NIET_ACTIEF"]


def test_een_derde_partij_hoeft_niet_actief_te_zijn() -> None:
    assert poorten(politie_aan_gemeente(), {"toestand/partijen/om/actief": False}) == ()


def test_een_bericht_aan_jezelf_wordt_geweigerd() -> None:
    verzoek = bericht("incident", "politie", "politie", None)
    assert codes(verzoek) == ["PARTIJ_ZICHZELF"]


def test_ontvangen_gegevens_worden_niet_doorgegeven() -> None:
    wijziging = {"kop/onderdelen/0/herkomst": "ontvangen"}
    besluit = beslis(met(politie_aan_gemeente(), wijziging))
    assert [(r.code, r.onderdeel) for r in besluit.redenen] == [("DOORVERSTREKKING", 0)]


# --- Poort 3 --------------------------------------------------------------------------------------


def test_alleen_de_dpia_van_de_afzender_telt() -> None:
    verzoek = politie_aan_gemeente()
    assert poorten(verzoek, {"toestand/partijen/politie/dpiaGoedgekeurd": False}) == (3,)
    assert poorten(verzoek, {"toestand/partijen/gemeente/dpiaGoedgekeurd": False}) == ()


def test_zonder_persoonsgegevens_is_geen_dpia_nodig() -> None:
    verzoek = bericht("informatieverzoek", "politie", "gemeente", 2)
    assert poorten(verzoek, {"toestand/partijen/politie/dpiaGoedgekeurd": False}) == ()


# --- Poort 4 --------------------------------------------------------------------------------------


@pytest.mark.parametrize("medewerker", [VAN, AAN])
@pytest.mark.parametrize(
    ("veld", "waarde", "code"),
    [
        ("partij", "om", "AUTORISATIE_ANDERE_PARTIJ"),
        ("aangewezen", False, "NIET_AANGEWEZEN"),
        ("geautoriseerd", False, "NIET_GEAUTORISEERD"),
        ("geheimhouding", False, "GEHEIMHOUDING_ONTBREEKT"),
        ("vog", False, "VOG_ONTBREEKT"),
        ("geldigTot", "2026-11-22", "AUTORISATIE_VERLOPEN"),
    ],
)
def test_elke_waarborg_van_beide_medewerkers_telt(
    medewerker: str, veld: str, waarde: object, code: str
) -> None:
    besluit = beslis(
        met(politie_aan_gemeente(), {f"toestand/autorisaties/{medewerker}/{veld}": waarde})
    )
    assert [(r.code, r.poort) for r in besluit.redenen] == [(code, 4)]


def test_autorisatie_geldt_tot_en_met_de_laatste_dag() -> None:
    wijziging = {f"toestand/autorisaties/{VAN}/geldigTot": "2026-11-23"}
    assert poorten(politie_aan_gemeente(), wijziging) == ()


@pytest.mark.parametrize("kant", ["medewerker", "ontvangendeMedewerker"])
def test_een_verstrekking_noemt_twee_bekende_medewerkers(kant: str) -> None:
    onbekend = "0199f000-0000-7000-8000-0000000000ff"
    assert codes(politie_aan_gemeente(), {f"kop/{kant}": None}) == ["MEDEWERKER_ONTBREEKT"]
    assert codes(politie_aan_gemeente(), {f"kop/{kant}": onbekend}) == ["AUTORISATIE_ONTBREEKT"]


def test_medewerkers_van_beide_kanten_worden_apart_genoemd() -> None:
    wijziging = {f"toestand/autorisaties/{wie}/vog": False for wie in (VAN, AAN)}
    uitleg = [r.uitleg for r in beslis(met(politie_aan_gemeente(), wijziging)).redenen]
    assert len(uitleg) == 2
    assert "verzendende" in uitleg[0]
    assert "ontvangende" in uitleg[1]


# --- Poort 10 -------------------------------------------------------------------------------------


@pytest.mark.parametrize("doel", ["D1", "D2"])
def test_politie_verstrekt_voor_overlast_en_groepsdynamiek(doel: str) -> None:
    assert poorten(politie_aan_gemeente(), {"kop/doel": doel}) == ()


@pytest.mark.parametrize("doel", ["D3", "D4", "D5", "D6", "d1", "", None])
def test_politie_verstrekt_voor_geen_ander_doel(doel: str | None) -> None:
    assert poorten(politie_aan_gemeente(), {"kop/doel": doel}) == (10,)


def test_om_verstrekt_niet_voor_perspectief() -> None:
    assert codes(om_aan_gemeente(), {"kop/doel": "D4"}) == ["DOEL_NIET_VOOR_PARTIJ"]


@pytest.mark.parametrize("doel", ["D1", "D2", "D3", "D4", "D5"])
def test_burgemeester_verstrekt_voor_elk_doel_van_het_convenant(doel: str) -> None:
    assert poorten(gemeente_aan_politie(), {"kop/doel": doel}) == ()


def test_een_weggelaten_doel_is_geen_doel() -> None:
    assert poorten(gemeente_aan_politie(), {"kop/doel": WEG}) == (10,)


# --- Poort 12 -------------------------------------------------------------------------------------


@pytest.mark.parametrize("veld", ["noodzaak", "proportionaliteit", "subsidiariteit"])
@pytest.mark.parametrize("waarde", [False, WEG])
def test_elk_deel_van_de_afweging_is_bevestigd(veld: str, waarde: object) -> None:
    assert poorten(politie_aan_gemeente(), {f"kop/afweging/{veld}": waarde}) == (12,)


@pytest.mark.parametrize("waarde", [None, WEG, ""])
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


# --- Poort 13 -------------------------------------------------------------------------------------


def in_overleg(verzoek: dict[str, Any], overleg: dict[str, Any]) -> dict[str, Any]:
    return met(verzoek, {"kop/kanaal": "overleg", "kop/overleg": overleg})


@pytest.mark.parametrize("richting", ["van om", "aan om"])
def test_om_zit_zonder_onderzoek_niet_in_structureel_overleg(richting: str) -> None:
    verzoek = recent_vervolgd() if richting == "van om" else brutolijst_aan_om()
    assert poorten(in_overleg(verzoek, STRUCTUREEL)) == (13,)
    assert poorten(in_overleg(verzoek, DRIEHOEK)) == ()


def test_overleg_zonder_om_kent_deze_beperking_niet() -> None:
    assert poorten(in_overleg(politie_aan_gemeente(), STRUCTUREEL)) == ()


@pytest.mark.parametrize(
    ("van", "tot", "gesloten"),
    [
        ("2026-11-23", None, False),
        ("2026-11-24", None, True),
        ("2026-01-01", "2026-11-23", False),
        ("2026-01-01", "2026-11-22", True),
        ("2026-11-23", "2026-11-23", False),
    ],
)
def test_onderzoek_loopt_van_de_eerste_tot_en_met_de_laatste_dag(
    van: str, tot: str | None, gesloten: bool
) -> None:
    wijziging = {"toestand/groep/strafrechtelijkOnderzoek": {"van": van, "tot": tot}}
    verwacht = (13,) if gesloten else ()
    assert poorten(in_overleg(recent_vervolgd(), STRUCTUREEL), wijziging) == verwacht
    assert poorten(context_aan_om(), wijziging) == verwacht


def test_om_geeft_in_een_overleg_alleen_recente_vervolging() -> None:
    loopt = {"toestand/groep/strafrechtelijkOnderzoek": {"van": "2026-01-01"}}
    for overleg in (STRUCTUREEL, DRIEHOEK):
        assert codes(in_overleg(om_aan_gemeente(), overleg), loopt) == ["OVERLEG_ALLEEN_OPHALEN"]
    assert poorten(met(om_aan_gemeente(), {"kop/kanaal": "telefoon"})) == ()


def test_om_geeft_ook_geen_contactgegevens_in_een_overleg() -> None:
    assert poorten(in_overleg(deelnemer("om", "gemeente"), DRIEHOEK)) == (13,)


def test_context_voor_om_mag_voor_stap_4_zonder_onderzoek() -> None:
    overlast = onderdeel(
        "B_OVERLAST",
        "AVG6_1_E",
        kenmerken={"taakgrondslag": "GEMW174"},
        informatie={"status": "geinformeerd"},
    )
    assert poorten(bericht("verstrekking", "gemeente", "om", 3, [overlast])) == ()
    verzoek = bericht("verstrekking", "gemeente", "om", 5, [overlast])
    assert poorten(verzoek) == (13,)
    assert 13 in poorten(bericht("verstrekking", "gemeente", "om", 4, [overlast]))


def test_contactgegevens_van_deelnemers_zijn_geen_context() -> None:
    assert poorten(deelnemer("gemeente", "om")) == ()


def test_poort_13_zwijgt_zonder_groep() -> None:
    assert poorten(context_aan_om(), {"toestand/groep": None}) == (5,)


# --- Poort 14 -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kanaal", ["e-mail", "Koppelvlak", "", "papier"])
def test_een_ander_kanaal_wordt_geweigerd(kanaal: str) -> None:
    assert poorten(politie_aan_gemeente(), {"kop/kanaal": kanaal}) == (14,)


@pytest.mark.parametrize("waarde", [None, WEG])
def test_een_overleg_zegt_welk_overleg(waarde: object) -> None:
    wijziging = {"kop/kanaal": "overleg", "kop/overleg": waarde}
    assert codes(politie_aan_gemeente(), wijziging) == ["OVERLEG_ONTBREEKT"]


@pytest.mark.parametrize(
    ("locatie", "gesloten"),
    [("gemeente", False), ("politie", False), ("om", True), ("online", True), ("", True)],
)
def test_overleg_is_bij_gemeente_of_politie(locatie: str, gesloten: bool) -> None:
    verzoek = in_overleg(politie_aan_gemeente(), {**STRUCTUREEL, "locatie": locatie})
    assert poorten(verzoek) == ((14,) if gesloten else ())


def test_deelnemers_zijn_vooraf_bekend() -> None:
    overleg = {**STRUCTUREEL, "deelnemersVoorafGeregistreerd": False}
    assert codes(in_overleg(politie_aan_gemeente(), overleg)) == ["OVERLEG_DEELNEMERS"]


# --- Alles tegelijk -------------------------------------------------------------------------------


def test_alle_gesloten_poorten_worden_samen_gemeld() -> None:
    wijziging = {
        "kop/convenant": "eindhoven-2020",
        "kop/doel": "D3",
        "kop/kanaal": "fax",
        "kop/afweging": None,
        "kop/stap": 5,
        "kop/onderdelen/0/aard": None,
        "kop/onderdelen/0/bijzonder": True,
        "kop/onderdelen/0/herkomst": "ontvangen",
        "kop/onderdelen/0/leeftijdsklasse": "24+",
        "kop/onderdelen/0/grondslag": "WPG16_1_A_1",
        "kop/onderdelen/0/kenmerken": None,
        "toestand/partijen/politie/dpiaGoedgekeurd": False,
        f"toestand/autorisaties/{AAN}/vog": False,
    }
    assert poorten(politie_aan_gemeente(), wijziging) == (
        1,
        2,
        3,
        4,
        5,
        6,
        8,
        9,
        10,
        11,
        12,
        14,
        15,
    )
