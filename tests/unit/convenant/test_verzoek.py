"""A toetsverzoek that does not fit is refused with every fault, its place and a Dutch sentence."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from pydantic import ValidationError

from shared.convenant.verzoek import (
    OngeldigToetsverzoek,
    lees_groep,
    lees_kop,
    lees_toestand,
    lees_toetsverzoek,
)
from tests.unit.convenant.gevallenbouw import (
    GROEP,
    MEDEWERKER,
    TOEGESTAAN,
    WEG,
    met,
    politie_aan_gemeente,
)

EERSTE = "kop/onderdelen/0"
KENMERKEN = f"{EERSTE}/kenmerken"
OVERLEG = {"soort": "driehoek", "locatie": "politie", "deelnemersVoorafGeregistreerd": True}


def fouten(document: object) -> dict[str, str]:
    with pytest.raises(OngeldigToetsverzoek) as gevangen:
        lees_toetsverzoek(document)
    return {fout.pad: fout.melding for fout in gevangen.value.fouten}


def test_waarden_krijgen_hun_eigen_soort() -> None:
    verzoek = lees_toetsverzoek(politie_aan_gemeente())
    assert verzoek.kop.tijdstip == datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert verzoek.kop.medewerker == MEDEWERKER["politie"]
    kenmerken = verzoek.kop.onderdelen[0].kenmerken
    assert kenmerken is not None
    assert kenmerken.eerste_verwerking == date(2026, 6, 1)
    assert isinstance(verzoek.kop.onderdelen, tuple)


def test_een_gelezen_verzoek_verandert_niet_meer() -> None:
    verzoek = lees_toetsverzoek(politie_aan_gemeente())
    with pytest.raises(ValidationError, match="frozen"):
        verzoek.kop.afzender = "om"  # type: ignore[misc]


@pytest.mark.parametrize("document", [None, 5, "tekst", [], True])
def test_geen_object_is_geen_toetsverzoek(document: object) -> None:
    assert fouten(document) == {"": "moet een object zijn"}


@pytest.mark.parametrize(
    ("pad", "waarde", "melding"),
    [
        ("kop/versie", "2", "moet een van deze zijn: '1'"),
        ("kop/versie", 1, "moet een van deze zijn"),
        ("kop/soort", "verzoek", "moet een van deze zijn"),
        ("kop/id", "0193", "heeft niet de vorm"),
        ("kop/afzender", "Politie", "heeft niet de vorm"),
        ("kop/afzender", "", "heeft niet de vorm"),
        ("kop/stap", 0, "ten minste 1"),
        ("kop/stap", 8, "ten hoogste 7"),
        ("kop/stap", True, "geheel getal"),
        ("kop/stap", "3", "geheel getal"),
        ("kop/stap", 3.5, "geheel getal"),
        ("kop/tijdstip", "2026-11-23", "RFC 3339"),
        ("kop/tijdstip", "2026-11-23T12:00:00", "RFC 3339"),
        ("kop/tijdstip", "2026-02-30T12:00:00Z", "RFC 3339"),
        ("kop/tijdstip", "2026-11-23T24:00:00Z", "RFC 3339"),
        ("kop/tijdstip", "2026-11-23T12:00:60Z", "RFC 3339"),
        ("kop/tijdstip", 5, "tijdstip"),
        ("kop/overleg", {**OVERLEG, "soort": "borrel"}, "moet een van deze zijn"),
        ("kop/overleg", {**OVERLEG, "notulist": "x"}, "komt in dit bericht niet voor"),
        ("kop/onderdelen", None, "lijst"),
        ("kop/onderdelen", {}, "lijst"),
        ("kop/doel", 1, "tekst"),
        ("kop/naam", "Jan", "komt in dit bericht niet voor"),
        (f"{EERSTE}/categorie", True, "geheel getal"),
        (f"{EERSTE}/categorie", None, "geheel getal"),
        (f"{EERSTE}/herkomst", "elders", "moet een van deze zijn: 'eigen' of 'ontvangen'"),
        (f"{EERSTE}/bijzonder", "nee", "true of false"),
        (f"{EERSTE}/bijzonder", 0, "true of false"),
        (f"{EERSTE}/bijzonder", None, "true of false"),
        (f"{EERSTE}/bsn", "123", "komt in dit bericht niet voor"),
        (f"{KENMERKEN}/gerelateerd", None, "niet null"),
        (f"{KENMERKEN}/eersteVerwerking", None, "niet null"),
        (f"{KENMERKEN}/eersteVerwerking", "2026-02-29", "geen bestaande datum"),
        (f"{KENMERKEN}/eersteVerwerking", "01-06-2026", "geen bestaande datum"),
        (f"{KENMERKEN}/eersteVerwerking", "20260601", "geen bestaande datum"),
        (f"{KENMERKEN}/eersteVerwerking", 20260601, "moet een datum zijn"),
        (f"{KENMERKEN}/zaak", "te-kort", "heeft niet de vorm"),
        (f"{KENMERKEN}/beslissing", "Bevel 172a", "heeft niet de vorm"),
        (f"{EERSTE}/informatie", {"grond": None}, ""),
        ("kop/afweging", [], "object"),
        ("kop/afweging/noodzaak", None, "niet null"),
        ("toestand/convenant/opzeggingen", None, "lijst"),
        ("toestand/convenant/extra", 1, "komt in dit bericht niet voor"),
        ("toestand/groep/stap", None, "geheel getal"),
        ("toestand/groep/prioritering", "misschien", "moet een van deze zijn"),
        ("toestand/groep/informatieverzoeken", None, "lijst"),
        ("toestand/groep/startbesluit/meldingen", None, "lijst"),
        ("toestand/partijen", [], "object"),
    ],
)  # fmt: skip
def test_wat_het_schema_verbiedt_wordt_geweigerd_met_plaats(
    pad: str, waarde: object, melding: str
) -> None:
    gevonden = fouten(met(politie_aan_gemeente(), {pad: waarde}))
    assert len(gevonden) == 1
    ((plek, tekst),) = gevonden.items()
    assert plek.startswith(f"/{pad}")
    assert melding in tekst


@pytest.mark.parametrize(
    "pad",
    [
        "kop", "kop/id", "kop/groep", "kop/stap", "kop/medewerker", "kop/onderdelen",
        f"{EERSTE}/grondslag", f"{EERSTE}/aard", "toestand/nu", "toestand/groep",
        "toestand/convenant/laatsteOndertekening", "toestand/partijen/politie/actief",
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
        ("kop/inReactieOp", WEG),
        ("kop/afweging/zwaarwegendAlgemeenBelang", None),
        ("kop/tijdstip", "2026-11-23t12:00:00.123456789z"),
        ("kop/tijdstip", "2026-11-23T12:00:00-00:30"),
        (f"{EERSTE}/kenmerken", None),
        (f"{EERSTE}/leeftijdsklasse", WEG),
        ("kop/id", "0193AAAA-0000-7000-8000-00000000ABCD"),
        ("toestand/convenant/opzeggingen", WEG),
        ("toestand/partijen/politie/sinds", "2019"),
        ("toestand/partijen/Geen Code!", {"actief": True, "dpiaGoedgekeurd": False}),
        (f"toestand/autorisaties/{MEDEWERKER['om']}/extra", None),
        ("toestand/groep/startbesluit/toelichting", "mag erbij"),
        ("toestand/groep/informatieverzoeken", WEG),
        ("toestand/groep/strafrechtelijkOnderzoek", {"van": "2026-01-01", "zaken": 2}),
    ],
)
def test_wat_het_schema_toelaat_wordt_gelezen(pad: str, waarde: object) -> None:
    assert lees_toetsverzoek(met(politie_aan_gemeente(), {pad: waarde})).kop.versie == "1"


def test_alle_fouten_komen_in_een_keer() -> None:
    verzoek = met(
        politie_aan_gemeente(),
        {"kop/id": 5, f"{EERSTE}/aard": "mening", "toestand/nu": "nu", "kop/x~y/z": 1},
    )
    assert set(fouten(verzoek)) == {"/kop/id", f"/{EERSTE}/aard", "/toestand/nu", "/kop/x~0y"}


def test_een_melding_herhaalt_geen_lange_waarde() -> None:
    melding = fouten(met(politie_aan_gemeente(), {"kop/tijdstip": "9" * 500}))["/kop/tijdstip"]
    assert len(melding) < 200


def test_tijdstip_met_tijdzone() -> None:
    kop = met(politie_aan_gemeente(), {"kop/tijdstip": "2026-11-23T12:00:00.5+01:00"})["kop"]
    verwacht = datetime(2026, 11, 23, 12, 0, 0, 500_000, tzinfo=timezone(timedelta(hours=1)))
    assert lees_kop(kop).tijdstip == verwacht


def test_delen_zijn_ook_los_te_lezen() -> None:
    verzoek = politie_aan_gemeente()
    assert lees_kop(verzoek["kop"]).groep == GROEP
    assert lees_toestand(verzoek["toestand"]).groep == lees_groep(verzoek["toestand"]["groep"])
    with pytest.raises(OngeldigToetsverzoek, match="/stap"):
        lees_groep({**verzoek["toestand"]["groep"], "stap": 9})


@pytest.mark.parametrize("naam", TOEGESTAAN)
def test_een_gelezen_kop_is_terug_te_schrijven(naam: str) -> None:
    kop: dict[str, Any] = TOEGESTAAN[naam]()["kop"]
    terug = lees_kop(kop).model_dump(mode="json", by_alias=True, exclude_unset=True)
    assert terug == kop
