"""A toetsverzoek that does not fit is refused with every fault, its place and a Dutch sentence."""

import copy
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import (
    OngeldigToetsverzoek,
    Toetsverzoek,
    lees_groep,
    lees_kop,
    lees_toestand,
    lees_toetsverzoek,
    stel_verzoek_samen,
)
from tests.unit.convenant.gevallen import TOEGESTAAN, politie_aan_gemeente, vernietigd
from tests.unit.convenant.gevallenbouw import (
    GROEP,
    MEDEWERKER,
    OVERLEG,
    UITING,
    WEG,
    Document,
    in_overleg,
    met,
)

REGELS = standaard_convenant()
EERSTE = "kop/onderdelen/0"
KENMERKEN = f"{EERSTE}/kenmerken"


def fouten(document: object) -> dict[str, str]:
    with pytest.raises(OngeldigToetsverzoek) as gevangen:
        lees_toetsverzoek(document, REGELS)
    return {fout.pad: fout.melding for fout in gevangen.value.fouten}


def test_waarden_krijgen_hun_eigen_soort() -> None:
    verzoek = lees_toetsverzoek(politie_aan_gemeente(), REGELS)
    assert verzoek.kop.tijdstip == datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert verzoek.kop.medewerker == MEDEWERKER["politie"]
    kenmerken = verzoek.kop.onderdelen[0].kenmerken
    assert kenmerken is not None
    assert kenmerken.eerste_verwerking == date(2026, 6, 1)
    assert isinstance(verzoek.kop.onderdelen, tuple)


def test_een_gelezen_verzoek_verandert_niet_meer() -> None:
    verzoek = lees_toetsverzoek(politie_aan_gemeente(), REGELS)
    with pytest.raises(ValidationError, match="frozen"):
        verzoek.kop.afzender = "om"  # type: ignore[misc]


def test_alleen_wie_leest_of_samenstelt_maakt_een_verzoek() -> None:
    """Zo heeft de toetsing nooit een verzoek met een woord dat het convenant niet kent."""
    verzoek = lees_toetsverzoek(politie_aan_gemeente(), REGELS)
    with pytest.raises(TypeError, match="Alleen lees_toetsverzoek"):
        Toetsverzoek(verzoek.kop, verzoek.toestand, object())


@pytest.mark.parametrize("document", [None, 5, "tekst", [], True])
def test_geen_object_is_geen_toetsverzoek(document: object) -> None:
    assert fouten(document) == {"": "moet een object zijn"}


@pytest.mark.parametrize(
    ("pad", "waarde", "melding"),
    [
        ("kop/versie", "1", "moet een van deze zijn: '2'"),
        ("kop/versie", 2, "moet een van deze zijn"),
        ("kop/id", "0193", "heeft niet de vorm"),
        ("kop/id", "0193AAAA-0000-7000-8000-00000000ABCD", "heeft niet de vorm"),
        ("kop/groep", f"{{{GROEP}}}", "heeft niet de vorm"),
        ("kop/overleg", "overleg van maandag", "heeft niet de vorm"),
        ("kop/uiting", "1", "heeft niet de vorm"),
        ("kop/afzender", "Politie", "heeft niet de vorm"),
        ("kop/afzender", "", "heeft niet de vorm"),
        ("kop/convenant", "Rotterdam 2019", "heeft niet de vorm"),
        ("kop/stap", 0, "ten minste 1"),
        ("kop/stap", 8, "ten hoogste 7"),
        ("kop/stap", True, "geheel getal"),
        ("kop/stap", "3", "geheel getal"),
        ("kop/stap", 3.5, "geheel getal"),
        ("kop/tijdstip", "2026-11-23", "geen tijdstip in UTC"),
        ("kop/tijdstip", "2026-11-23T12:00:00", "geen tijdstip in UTC"),
        ("kop/tijdstip", "2026-11-23T12:00:00+01:00", "geen tijdstip in UTC"),
        ("kop/tijdstip", "2026-11-23t12:00:00z", "geen tijdstip in UTC"),
        ("kop/tijdstip", "2026-02-30T12:00:00Z", "geen tijdstip in UTC"),
        ("kop/tijdstip", "2026-11-23T24:00:00Z", "geen tijdstip in UTC"),
        ("kop/tijdstip", "2026-11-23T12:00:60Z", "geen tijdstip in UTC"),
        ("kop/tijdstip", "2026-11-23T12:00:00.1234567Z", "geen tijdstip in UTC"),
        ("kop/tijdstip", 5, "tijdstip"),
        ("kop/onderdelen", None, "lijst"),
        ("kop/onderdelen", {}, "lijst"),
        ("kop/doel", 1, "tekst"),
        ("kop/doel", "D1 en D2", "heeft niet de vorm"),
        ("kop/stuk", 7, "tekst"),
        ("kop/naam", "Jan", "komt in dit bericht niet voor"),
        ("kop/inhoudCommitment", "kort", "heeft niet de vorm"),
        (f"{EERSTE}/categorie", True, "geheel getal"),
        (f"{EERSTE}/categorie", None, "geheel getal"),
        (f"{EERSTE}/leeftijdsklasse", "18-23", "moet een van deze zijn"),
        (f"{EERSTE}/herkomst", "elders", "moet een van deze zijn: 'eigen' of 'ontvangen'"),
        (f"{EERSTE}/bijzonder", "nee", "true of false"),
        (f"{EERSTE}/bijzonder", 0, "true of false"),
        (f"{EERSTE}/bijzonder", None, "true of false"),
        (f"{EERSTE}/vervangt", -1, "ten minste 0"),
        (f"{EERSTE}/bsn", "123", "komt in dit bericht niet voor"),
        (f"{KENMERKEN}/gerelateerd", None, "niet null"),
        (f"{KENMERKEN}/eersteVerwerking", None, "niet null"),
        (f"{KENMERKEN}/eersteVerwerking", "2026-02-29", "geen bestaande datum"),
        (f"{KENMERKEN}/eersteVerwerking", "01-06-2026", "geen bestaande datum"),
        (f"{KENMERKEN}/eersteVerwerking", "20260601", "geen bestaande datum"),
        (f"{KENMERKEN}/eersteVerwerking", 20260601, "moet een datum zijn"),
        ("kop/afweging", [], "object"),
        ("kop/afweging/noodzaak", None, "niet null"),
        ("kop/afweging/motivering", "Drie meldingen op het plein.", "heeft niet de vorm"),
        ("toestand/convenant/opzeggingen", None, "lijst"),
        ("toestand/convenant/opzeggingen", [{"partij": "om", "per": "2026-01-01", "x": 1}], "niet"),
        ("toestand/convenant/extra", 1, "komt in dit bericht niet voor"),
        ("toestand/partijen/Geen Code!", {"actief": True, "dpiaGoedgekeurd": True}, "vorm"),
        ("toestand/partijen/politie/sinds", "2019", "komt in dit bericht niet voor"),
        ("toestand/autorisaties/Jan", {}, "vorm"),
        (f"toestand/autorisaties/{MEDEWERKER['om']}/naam", "x", "komt in dit bericht niet voor"),
        (f"toestand/autorisaties/{MEDEWERKER['om']}/functie", "de baas", "heeft niet de vorm"),
        ("toestand/groep/stap", None, "geheel getal"),
        ("toestand/groep/code", "RTM-2026-001", "komt in dit bericht niet voor"),
        ("toestand/groep/prioritering", "misschien", "moet een van deze zijn"),
        ("toestand/groep/informatieverzoeken", None, "lijst"),
        ("toestand/groep/startbesluit/meldingen", None, "lijst"),
        ("toestand/groep/startbesluit/meldingen/0/incident", "i1", "heeft niet de vorm"),
        ("toestand/groep/startbesluit/toelichting", "tekst", "komt in dit bericht niet voor"),
        ("toestand/groep/strafrechtelijkOnderzoek", {"van": "2026-01-01", "zaak": 2}, "niet voor"),
        ("toestand/partijen", [], "object"),
        ("toestand/verwijzing", {}, "verplicht"),
        ("toestand/overleg", {"id": OVERLEG}, "verplicht"),
    ],
)  # fmt: skip
def test_wat_het_schema_verbiedt_wordt_geweigerd_met_plaats(
    pad: str, waarde: object, melding: str
) -> None:
    gevonden = fouten(met(politie_aan_gemeente(), {pad: waarde}))
    assert any(
        plek.startswith(f"/{pad}") and melding in tekst for plek, tekst in gevonden.items()
    ), gevonden


@pytest.mark.parametrize(
    "pad",
    [
        "kop", "kop/id", "kop/groep", "kop/stap", "kop/medewerker", "kop/onderdelen",
        "kop/kanaal", f"{EERSTE}/grondslag", f"{EERSTE}/aard", "toestand/nu", "toestand/groep",
        "toestand/verwijzing", "toestand/overleg", "toestand/convenant/laatsteOndertekening",
        "toestand/partijen/politie/actief",
        f"toestand/autorisaties/{MEDEWERKER['politie']}/vog", "toestand/groep/status",
        "toestand/groep/startbesluit/eerdereInterventie",
    ],
)  # fmt: skip
def test_wat_verplicht_is_mag_niet_ontbreken(pad: str) -> None:
    gevonden = fouten(met(politie_aan_gemeente(), {pad: WEG}))
    assert gevonden == {f"/{pad}": "ontbreekt, maar is verplicht"}


@pytest.mark.parametrize(
    ("pad", "waarde"),
    [
        ("kop/stap", 3.0),
        (f"{EERSTE}/categorie", 1.0),
        (f"{EERSTE}/categorie", 12345678901234567890),
        ("kop/doel", WEG),
        ("kop/overleg", WEG),
        ("kop/uiting", WEG),
        ("kop/stuk", WEG),
        ("kop/vernietigd", WEG),
        ("kop/inReactieOp", WEG),
        ("kop/afweging/zwaarwegendAlgemeenBelang", None),
        ("kop/tijdstip", "2026-11-23T12:00:00.123456Z"),
        ("kop/tijdstip", "2026-11-23T12:00:00.1Z"),
        (f"{EERSTE}/kenmerken", None),
        (f"{EERSTE}/leeftijdsklasse", WEG),
        (f"{EERSTE}/vervangt", WEG),
        ("toestand/convenant/opzeggingen", WEG),
        ("toestand/partijen/verzonnen-partij", {"actief": True, "dpiaGoedgekeurd": False}),
        (f"toestand/autorisaties/{MEDEWERKER['om']}/functie", "kok"),
        ("toestand/groep/informatieverzoeken", WEG),
        ("toestand/groep/strafrechtelijkOnderzoek", {"van": "2026-01-01"}),
    ],
)
def test_wat_het_schema_toelaat_wordt_gelezen(pad: str, waarde: object) -> None:
    gelezen = lees_toetsverzoek(met(politie_aan_gemeente(), {pad: waarde}), REGELS)
    assert gelezen.kop.versie == "2"


def test_alle_fouten_komen_in_een_keer_die_van_vorm_en_die_van_woorden() -> None:
    verzoek = met(
        politie_aan_gemeente(),
        {"kop/id": 5, f"{EERSTE}/aard": "mening", "toestand/nu": "nu", "kop/x~y/z": 1,
         "kop/doel": "D6", "toestand/groep/eindcriterium": "klaar"},
    )  # fmt: skip
    assert set(fouten(verzoek)) == {
        "/kop/id", f"/{EERSTE}/aard", "/toestand/nu", "/kop/x~0y", "/kop/doel",
        "/toestand/groep/eindcriterium",
    }  # fmt: skip


def test_een_naam_die_geen_kenmerk_is_wordt_op_zijn_plek_genoemd() -> None:
    verzoek = met(politie_aan_gemeente(), {"toestand/partijen/Geen Code": {
        "actief": True, "dpiaGoedgekeurd": True}})  # fmt: skip
    assert list(fouten(verzoek)) == ["/toestand/partijen/Geen Code"]
    # Een lid dat echt zo heet is gewoon een lid te veel.
    assert list(fouten(met(politie_aan_gemeente(), {"kop/[key]": 1}))) == ["/kop/[key]"]


def test_een_melding_herhaalt_geen_lange_waarde() -> None:
    melding = fouten(met(politie_aan_gemeente(), {"kop/tijdstip": "9" * 500}))["/kop/tijdstip"]
    assert len(melding) < 200


def test_delen_zijn_ook_los_te_lezen() -> None:
    verzoek = politie_aan_gemeente()
    assert lees_kop(verzoek["kop"]).groep == GROEP
    assert lees_toestand(verzoek["toestand"]).groep == lees_groep(verzoek["toestand"]["groep"])
    with pytest.raises(OngeldigToetsverzoek, match="/stap"):
        lees_groep({**verzoek["toestand"]["groep"], "stap": 9})


def test_een_kop_zonder_regels_zegt_nog_niets_over_zijn_woorden() -> None:
    """Van wie alleen bytes heeft is nog niet bekend onder welk convenant zij vallen."""
    kop = met(politie_aan_gemeente(), {"kop/doel": "D6"})["kop"]
    assert lees_kop(kop).doel == "D6"
    with pytest.raises(OngeldigToetsverzoek, match=r"^/doel: is geen code"):
        lees_kop(kop, REGELS)


def test_een_kop_en_een_eigen_toestand_worden_samen_een_verzoek() -> None:
    verzoek = in_overleg(politie_aan_gemeente())
    kop: Document = verzoek["kop"]
    gelezen = stel_verzoek_samen(lees_kop(kop), kop, verzoek["toestand"], REGELS)
    assert gelezen.kop == lees_toetsverzoek(verzoek, REGELS).kop
    assert gelezen.toestand == lees_toetsverzoek(verzoek, REGELS).toestand
    vreemd = {**kop, "kanaal": "duif"}
    with pytest.raises(OngeldigToetsverzoek, match=r"^/kanaal: is geen code"):
        stel_verzoek_samen(lees_kop(vreemd), vreemd, verzoek["toestand"], REGELS)


@pytest.mark.parametrize("naam", TOEGESTAAN)
def test_een_gelezen_kop_is_terug_te_schrijven(naam: str) -> None:
    kop: dict[str, Any] = TOEGESTAAN[naam]()["kop"]
    terug = lees_kop(kop).model_dump(mode="json", by_alias=True, exclude_unset=True)
    assert terug == kop


def test_lezen_verandert_het_document_niet() -> None:
    for verzoek in (vernietigd(berichten=[UITING]), in_overleg(politie_aan_gemeente())):
        kopie = copy.deepcopy(verzoek)
        lees_toetsverzoek(verzoek, REGELS)
        assert verzoek == kopie
