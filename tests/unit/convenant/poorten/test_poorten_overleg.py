"""Gates 13 and 14: who is at the table, whether an investigation runs, and along which way."""

from typing import Any

import pytest

from tests.unit.convenant.gevallen import (
    GEINFORMEERD,
    TOEGESTAAN,
    bekendheid_in_driehoek,
    bekendheid_van_om,
    brutolijst_aan_om,
    context_aan_om,
    deelnemer,
    gemeente_aan_politie,
    om_aan_gemeente,
    ouder_aan_gemeente,
    politie_aan_gemeente,
    recent_vervolgd,
    stuk,
    vraag,
)
from tests.unit.convenant.gevallenbouw import (
    ANDERE_GROEP,
    GROEP,
    LOOPT,
    MEDEWERKER,
    ONBEKEND,
    OVERLEG,
    UITING,
    WEG,
    Document,
    autorisatie,
    bericht,
    beslis,
    codes,
    correctie,
    in_overleg,
    in_stap,
    met,
    met_functie,
    onderdeel,
    per_telefoon,
    poorten,
)

ONDERZOEK = "toestand/groep/strafrechtelijkOnderzoek"
MET_ONDERZOEK = {ONDERZOEK: LOOPT}
TAFEL = "toestand/overleg"


def vervolging_in_overleg(soort: str = "structureel", aan_tafel: tuple[str, ...] = ()) -> Document:
    return in_overleg(recent_vervolgd(), soort, aan_tafel)


# --- Poort 13: zonder strafrechtelijk onderzoek ---------------------------------------------------


@pytest.mark.parametrize(
    "maak",
    [
        recent_vervolgd,
        brutolijst_aan_om,
        lambda: deelnemer("om", "gemeente"),
        lambda: deelnemer("gemeente", "om"),
        lambda: bericht("informatieverzoek", "gemeente", "om", 3, stuk="vraag"),
        lambda: stuk("signaal", "om", "politie"),
        lambda: stuk("signaal", "politie", "om", None),
    ],
)
def test_om_zit_zonder_onderzoek_niet_in_structureel_overleg(maak: Any) -> None:
    """Ook een vraag of een stuk is meedoen (5.2)."""
    verzoek = maak()
    assert codes(in_overleg(verzoek)).count("OVERLEG_ZONDER_ONDERZOEK") == 1
    if verzoek["kop"]["groep"]:
        assert 13 not in poorten(in_overleg(verzoek), MET_ONDERZOEK)


def test_overleg_zonder_om_kent_deze_beperking_niet() -> None:
    assert poorten(in_overleg(politie_aan_gemeente())) == ()
    assert poorten(in_overleg(gemeente_aan_politie())) == ()


@pytest.mark.parametrize("maak", [politie_aan_gemeente, gemeente_aan_politie, ouder_aan_gemeente])
def test_zonder_onderzoek_luistert_om_niet_mee_naar_wat_over_mensen_gaat(maak: Any) -> None:
    verzoek = in_overleg(maak(), aan_tafel=["om"])
    assert codes(verzoek) == ["OM_LUISTERT_MEE"]
    assert codes(verzoek, MET_ONDERZOEK) == []


def test_een_vraag_een_stuk_en_contactgegevens_mag_om_wel_horen() -> None:
    for maak in (vraag(3), stuk("advies"), deelnemer("politie", "gemeente")):
        assert 13 not in poorten(in_overleg(maak, aan_tafel=["om"]))


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
    wijziging = {ONDERZOEK: {"van": van, "tot": tot}}
    verwacht = (13,) if gesloten else ()
    assert poorten(vervolging_in_overleg(), wijziging) == verwacht
    assert poorten(context_aan_om(), wijziging) == verwacht
    assert poorten(per_telefoon(brutolijst_aan_om()), wijziging) == verwacht
    assert poorten(in_overleg(politie_aan_gemeente(), aan_tafel=["om"]), wijziging) == verwacht


@pytest.mark.parametrize("maak", [brutolijst_aan_om, om_aan_gemeente, bekendheid_van_om])
def test_zonder_onderzoek_gaat_er_per_telefoon_niets_over_mensen_van_of_naar_om(maak: Any) -> None:
    assert codes(per_telefoon(maak())) == ["TELEFOON_ZONDER_ONDERZOEK"]
    assert codes(per_telefoon(maak()), MET_ONDERZOEK) == []
    assert poorten(recent_vervolgd()) == ()
    assert poorten(per_telefoon(deelnemer("om", "politie"))) == ()
    assert poorten(per_telefoon(politie_aan_gemeente())) == ()


@pytest.mark.parametrize("stap", [5, 6])
@pytest.mark.parametrize("van", ["politie", "gemeente"])
@pytest.mark.parametrize("categorie", [1, 2])
def test_vanaf_stap_4_krijgt_om_alleen_context_zolang_er_onderzoek_loopt(
    van: str, stap: int, categorie: int
) -> None:
    gegeven = onderdeel(
        "NAW",
        "AVG6_1_E" if van == "gemeente" else "WPG16_1_A_2",
        categorie=categorie,
        kind=ONBEKEND if categorie == 2 else None,
        leeftijdsklasse="12-15",
        kenmerken={"taakgrondslag": "GEMW174"} if van == "gemeente" else None,
        informatie=GEINFORMEERD if van == "gemeente" else None,
    )
    verzoek = bericht("verstrekking", van, "om", stap, [gegeven])
    assert codes(verzoek) == ["CONTEXT_ZONDER_ONDERZOEK"]
    assert codes(verzoek, MET_ONDERZOEK) == []
    assert poorten(in_stap(verzoek, 3)) == ()


def test_in_stap_4_sluit_de_regel_ook_al_is_er_dan_niets_te_geven() -> None:
    assert 13 in poorten(in_stap(brutolijst_aan_om(), 4))


def test_contactgegevens_van_deelnemers_zijn_geen_context() -> None:
    assert poorten(deelnemer("gemeente", "om")) == ()


def test_zonder_groep_is_er_geen_onderzoek_bekend() -> None:
    assert poorten(context_aan_om(), {"toestand/groep": None}) == (5, 13)
    wijziging = {"kop/groep": ANDERE_GROEP}
    assert poorten(context_aan_om(), wijziging) == (5, 13)


# --- Poort 13: altijd -----------------------------------------------------------------------------


def test_om_geeft_in_een_overleg_alleen_recente_vervolging() -> None:
    for soort in ("structureel", "driehoek"):
        gevonden = codes(in_overleg(om_aan_gemeente(), soort), MET_ONDERZOEK)
        assert "OVERLEG_ALLEEN_OPHALEN" in gevonden
    assert poorten(vervolging_in_overleg(), MET_ONDERZOEK) == ()
    assert poorten(vervolging_in_overleg("driehoek")) == ()


def test_om_geeft_in_een_overleg_ook_contactgegevens() -> None:
    assert poorten(in_overleg(deelnemer("om", "gemeente"), "driehoek")) == ()
    assert poorten(in_overleg(deelnemer("om", "gemeente")), MET_ONDERZOEK) == ()


@pytest.mark.parametrize("soort", ["structureel", "driehoek"])
def test_recente_vervolging_hoort_geen_derde_partij(soort: str) -> None:
    verzoek = vervolging_in_overleg(soort, ("politie",))
    assert codes(verzoek, MET_ONDERZOEK) == ["VERVOLGING_MET_DERDE"]
    zonder_derde = [MEDEWERKER["om"], MEDEWERKER["gemeente"]]
    assert codes(verzoek, {**MET_ONDERZOEK, f"{TAFEL}/deelnemers": zonder_derde}) == []


@pytest.mark.parametrize(
    ("maak", "mag"),
    [
        (politie_aan_gemeente, False),
        (TOEGESTAAN["namen aan gemeente"], False),
        (ouder_aan_gemeente, False),
        (gemeente_aan_politie, False),
        (recent_vervolgd, True),
        (lambda: deelnemer("politie", "gemeente"), True),
        (lambda: stuk("advies"), True),
    ],
)
def test_in_de_driehoek_wordt_over_mensen_alleen_gezegd_of_zij_bekend_zijn(
    maak: Any, mag: bool
) -> None:
    gevonden = codes(in_overleg(maak(), "driehoek"))
    assert gevonden == ([] if mag else ["DRIEHOEK_ZONDER_PERSONEN"])


def test_bekendheid_mag_in_de_driehoek_over_een_lid_en_niet_over_een_ouder() -> None:
    assert poorten(bekendheid_in_driehoek()) == ()
    ouder = {"kop/onderdelen/0/categorie": 2, "kop/onderdelen/0/kind": ONBEKEND,
             "kop/onderdelen/0/leeftijdsklasse": "12-15"}  # fmt: skip
    assert "DRIEHOEK_ZONDER_PERSONEN" in codes(bekendheid_in_driehoek(), ouder)


# --- Poort 14: de weg -----------------------------------------------------------------------------


@pytest.mark.parametrize("kanaal", ["email", "post", "chat", "usb"])
@pytest.mark.parametrize("naam", ["politie aan gemeente", "informatieverzoek", "groepsbericht"])
def test_een_ander_kanaal_wordt_geweigerd(naam: str, kanaal: str) -> None:
    assert codes(TOEGESTAAN[naam](), {"kop/kanaal": kanaal}) == ["KANAAL_GEWEIGERD"]


@pytest.mark.parametrize("waarde", [None, WEG])
@pytest.mark.parametrize("zeg", [per_telefoon, in_overleg])
def test_wat_wordt_gezegd_is_een_uiting(zeg: Any, waarde: object) -> None:
    verzoek = zeg(politie_aan_gemeente())
    assert codes(verzoek) == []
    assert codes(verzoek, {"kop/uiting": waarde}) == ["UITING_ONTBREEKT"]


def test_wat_op_schrift_gaat_is_geen_uiting() -> None:
    assert codes(politie_aan_gemeente(), {"kop/uiting": UITING}) == ["UITING_OVERBODIG"]


@pytest.mark.parametrize("verzoek", [politie_aan_gemeente(), per_telefoon(politie_aan_gemeente())])
def test_een_overleg_hoort_alleen_bij_een_overleg(verzoek: Document) -> None:
    assert codes(verzoek, {"kop/overleg": OVERLEG}) == ["OVERLEG_OVERBODIG"]


@pytest.mark.parametrize(
    "wijziging",
    [
        {"kop/overleg": None},
        {"kop/overleg": WEG},
        {"kop/overleg": ONBEKEND},
        {TAFEL: None},
        {f"{TAFEL}/id": ONBEKEND},
    ],
)
def test_een_overleg_is_vooraf_geregistreerd(wijziging: dict[str, Any]) -> None:
    assert codes(in_overleg(politie_aan_gemeente()), wijziging) == ["OVERLEG_ONBEKEND"]


@pytest.mark.parametrize(
    ("locatie", "gesloten"),
    [("gemeente", False), ("politie", False), ("om", True), ("online", True), ("thuis", True),
     ("elders", True)],
)  # fmt: skip
def test_overleg_is_bij_gemeente_of_politie(locatie: str, gesloten: bool) -> None:
    verzoek = in_overleg(politie_aan_gemeente())
    gevonden = codes(verzoek, {f"{TAFEL}/locatie": locatie})
    assert gevonden == (["OVERLEG_LOCATIE"] if gesloten else [])


def test_deelnemers_zijn_vooraf_bekend() -> None:
    verzoek = in_overleg(politie_aan_gemeente())
    for partij, rol in (("politie", "verzendende"), ("gemeente", "ontvangende")):
        zonder = [wie for p, wie in MEDEWERKER.items() if p not in (partij, "om")]
        besluit = beslis(met(verzoek, {f"{TAFEL}/deelnemers": zonder}))
        assert [reden.code for reden in besluit.redenen] == ["OVERLEG_MEDEWERKER"]
        assert rol in besluit.redenen[0].uitleg


def test_zonder_ontvangende_medewerker_hoort_niemand_een_stuk() -> None:
    """Op schrift mag die ontbreken; in een overleg niet."""
    zonder = {"kop/ontvangendeMedewerker": None}
    assert poorten(stuk("advies"), zonder) == ()
    assert codes(in_overleg(stuk("advies")), zonder) == ["OVERLEG_MEDEWERKER"]


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [("aangewezen", False), ("geautoriseerd", False), ("geheimhouding", False), ("vog", False),
     ("geldigTot", "2026-11-22"), ("functie", "systeemaccount")],
)  # fmt: skip
def test_iedereen_aan_tafel_is_wie_hij_moet_zijn(veld: str, waarde: object) -> None:
    verzoek = in_overleg(stuk("advies"), aan_tafel=["om"])
    wijziging = {f"toestand/autorisaties/{MEDEWERKER['om']}/{veld}": waarde}
    assert codes(verzoek, wijziging) == ["OVERLEG_DEELNEMERS"]


def test_wie_niemand_kent_zit_niet_aan_tafel() -> None:
    deelnemers = [MEDEWERKER["politie"], MEDEWERKER["gemeente"], ONBEKEND]
    verzoek = in_overleg(politie_aan_gemeente())
    assert codes(verzoek, {f"{TAFEL}/deelnemers": deelnemers}) == ["OVERLEG_DEELNEMERS"]


@pytest.mark.parametrize(
    ("partij", "functie", "code"),
    [
        ("gemeente", "beheerder", ["OVERLEG_FUNCTIE"]),
        ("gemeente", "burgemeester", ["OVERLEG_FUNCTIE"]),
        ("gemeente", "regisseur", []),
        ("politie", "wijkagent", []),  # van de afzender telt alleen wie het geeft
    ],
)
def test_ieder_van_de_ontvanger_aan_tafel_mag_dit_horen(
    partij: str, functie: str, code: list[str]
) -> None:
    erbij = {
        f"toestand/autorisaties/{ONBEKEND}": autorisatie(partij, functie),
        f"{TAFEL}/deelnemers": [MEDEWERKER["politie"], MEDEWERKER["gemeente"], ONBEKEND],
    }
    assert codes(in_overleg(politie_aan_gemeente()), erbij) == code


def test_de_burgemeester_hoort_in_de_driehoek_wel_en_elders_niet_wie_bekend_is() -> None:
    assert poorten(bekendheid_in_driehoek()) == ()
    verzoek = met_functie(in_overleg(politie_aan_gemeente()), "gemeente", "burgemeester")
    assert codes(verzoek) == ["ONTVANGER_MAG_NIET", "OVERLEG_FUNCTIE"]


@pytest.mark.parametrize(
    ("groepen", "gesloten"),
    [([GROEP], False), ([ANDERE_GROEP, GROEP], False), ([ANDERE_GROEP], True), ([], True)],
)
def test_een_overleg_gaat_over_de_groep_van_het_bericht(groepen: list[str], gesloten: bool) -> None:
    verzoek = in_overleg(politie_aan_gemeente())
    gevonden = codes(verzoek, {f"{TAFEL}/groepen": groepen})
    assert gevonden == (["OVERLEG_ANDERE_GROEP"] if gesloten else [])


@pytest.mark.parametrize(
    ("dag", "nu", "gesloten"),
    [
        ("2026-11-23", "2026-11-23T22:59:59Z", False),
        ("2026-11-23", "2026-11-23T23:00:00Z", True),  # in Rotterdam is het de 24e
        ("2026-11-22", "2026-11-23T12:00:00Z", True),
        ("2026-11-24", "2026-11-23T23:00:00Z", False),
    ],
)
def test_toestemming_om_iets_te_zeggen_is_er_alleen_op_de_dag_van_het_overleg(
    dag: str, nu: str, gesloten: bool
) -> None:
    wijziging = {f"{TAFEL}/dag": dag, "toestand/nu": nu}
    gevonden = codes(in_overleg(politie_aan_gemeente()), wijziging)
    assert gevonden == (["OVERLEG_ANDERE_DAG"] if gesloten else [])


# --- Poort 14: de weg van een soort ---------------------------------------------------------------


@pytest.mark.parametrize(
    "soort", ["correctie", "intrekking", "vernietigingsbericht", "rechtenverzoek", "incident"]
)
@pytest.mark.parametrize("zeg", [per_telefoon, in_overleg])
def test_wat_moet_blijven_staan_gaat_alleen_over_het_koppelvlak(zeg: Any, soort: str) -> None:
    assert "KANAAL_NIET_VOOR_SOORT" in codes(zeg(TOEGESTAAN[soort]()))
    assert poorten(TOEGESTAAN[soort]()) == ()


def test_wat_is_gezegd_wordt_aan_de_telefoon_verbeterd_en_nergens_anders() -> None:
    verzoek = correctie(recent_vervolgd())
    assert codes(per_telefoon(verzoek)) == []
    assert codes(verzoek) == ["CORRECTIE_KANAAL"]
    # In een overleg is het geen van beide wegen.
    assert set(codes(in_overleg(verzoek))) == {"CORRECTIE_KANAAL", "KANAAL_NIET_VOOR_SOORT"}


def test_met_iets_anders_erbij_gaat_een_correctie_langs_geen_enkele_weg() -> None:
    samen = om_aan_gemeente()
    samen["kop"]["onderdelen"] += recent_vervolgd()["kop"]["onderdelen"]
    verzoek = correctie(samen)
    assert codes(verzoek) == ["CORRECTIE_KANAAL"]
    assert codes(per_telefoon(verzoek)) == ["KANAAL_NIET_VOOR_SOORT"]
