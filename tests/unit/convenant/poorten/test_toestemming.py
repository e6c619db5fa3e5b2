"""What a permission carries: both articles per onderdeel, and duties with their last day."""

import json
from datetime import date
from typing import Any

import pytest

from shared.convenant.besluit import Besluit, Plicht
from shared.convenant.regels.laden import standaard_convenant
from tests.hulp.profiel import lees
from tests.unit.convenant.gevallen import (
    TOEGESTAAN,
    brutolijst_aan_om,
    context_aan_om,
    deelnemer,
    gemeente_aan_politie,
    om_aan_gemeente,
    politie_aan_gemeente,
    recent_vervolgd,
    stuk,
    wpg13_aan_gemeente,
)
from tests.unit.convenant.gevallenbouw import LOOPT, beslis, in_overleg, met, per_telefoon

AVG = "art. 6 lid 1 onder e AVG"


def plicht(besluit: Besluit, code: str) -> Plicht:
    (gevonden,) = [plicht for plicht in besluit.plichten if plicht.code == code]
    return gevonden


def plichtcodes(verzoek: dict[str, Any]) -> set[str]:
    return {plicht.code for plicht in beslis(verzoek).plichten}


def gemeente_aan_politie_en_om() -> dict[str, Any]:
    """What the mayor says to the prosecutor, in step 3."""
    naar_om = TOEGESTAAN["deelnemer gemeente aan om"]()["kop"]
    return met(
        gemeente_aan_politie(),
        {naam: naar_om[naam.split("/")[1]] for naam in
         ("kop/ontvanger", "kop/ontvangendeMedewerker")},
    )  # fmt: skip


@pytest.mark.parametrize("naam", TOEGESTAAN)
def test_elke_toestemming_noemt_convenant_en_wet(naam: str) -> None:
    verzoek = TOEGESTAAN[naam]()
    besluit = beslis(verzoek)
    onderdelen = range(len(verzoek["kop"]["onderdelen"]))
    assert [g.onderdeel for g in besluit.grondslagen] == (list(onderdelen) or [None])
    for grondslag in besluit.grondslagen:
        assert grondslag.convenant
        assert grondslag.wet
        assert grondslag.interpretatie in {None, *standaard_convenant().interpretaties}


@pytest.mark.parametrize(
    ("naam", "convenant", "wet", "interpretatie"),
    [
        ("politie aan gemeente", "3.1 en 4.2", "art. 16 lid 1 onder b, 2° Wpg", "B1"),
        ("over een ouder", "3.1 en 4.3", "art. 16 lid 1 onder b, 2° Wpg", "B1"),
        ("brutolijst aan om", "3.1 en 4.2", "art. 16 lid 1 onder a, 2° Wpg", "B1"),
        ("justitieel", "3.2 en 4.2", "art. 8a jo. art. 39f lid 1 onder b en lid 2 Wjsg", "B7"),
        ("bekendheid van om", "3.2 en 5.1", "art. 39f lid 1 onder b en lid 2 Wjsg", "B8"),
        ("om aan gemeente", "3.2 en 4.2", "art. 39f lid 1 onder b en lid 2 Wjsg", "B8"),
        ("tenuitvoerlegging", "4.2", "art. 51c lid 2 onder d en lid 3 Wjsg", "B3"),
        ("context aan om", "3.3 en 4.2", f"{AVG} jo. art. 11 Politiewet 2012", "B4"),
        ("deelnemer om aan politie", "3.3 en 4.4", AVG, "B4"),
    ],
)  # fmt: skip
def test_grondslag_in_artikelen(naam: str, convenant: str, wet: str, interpretatie: str) -> None:
    grondslag = beslis(TOEGESTAAN[naam]()).grondslagen[0]
    gevonden = (grondslag.convenant, grondslag.wet, grondslag.interpretatie)
    assert gevonden == (convenant, wet, interpretatie)


def test_een_weigering_heeft_geen_grondslag_en_geen_plicht() -> None:
    besluit = beslis(met(politie_aan_gemeente(), {"kop/doel": None}))
    assert (besluit.besluit, besluit.grondslagen, besluit.plichten) == ("geweigerd", (), ())


@pytest.mark.parametrize("naam", TOEGESTAAN)
def test_alles_wordt_gelogd(naam: str) -> None:
    assert "LOGGEN" in plichtcodes(TOEGESTAAN[naam]())


@pytest.mark.parametrize(
    ("naam", "convenant", "interpretatie"),
    [
        ("correctie", "6.5", "F5"),
        ("intrekking", "6.5", "F5"),
        ("informatieverzoek", "4.1", None),
        ("groepsbericht", "4.1", "D4"),  # wat het stuk zelf noemt gaat voor
        ("nettolijst", "8.1", "H7"),
        ("vernietigingsbericht", "8.2", None),
        ("rechtenverzoek", "11.4", None),
        ("incident", "9.3", None),
    ],
)
def test_waar_een_bericht_zonder_persoonsgegevens_op_rust(
    naam: str, convenant: str, interpretatie: str | None
) -> None:
    besluit = beslis(TOEGESTAAN[naam]())
    assert {(g.convenant, g.interpretatie) for g in besluit.grondslagen} == {
        (convenant, interpretatie)
    }
    assert all(g.wet for g in besluit.grondslagen)


def test_verslag_van_wat_mondeling_is_gedeeld() -> None:
    assert "VERSLAG" in plichtcodes(recent_vervolgd())
    assert "VERSLAG" not in plichtcodes(om_aan_gemeente())


def test_een_stuk_van_om_krijgt_een_wachtwoord() -> None:
    assert "WACHTWOORD" in plichtcodes(om_aan_gemeente())
    assert "WACHTWOORD" not in plichtcodes(recent_vervolgd())
    assert "WACHTWOORD" not in plichtcodes(politie_aan_gemeente())


def test_wie_ontvangt_houdt_geheim() -> None:
    assert "GEHEIMHOUDING" in plichtcodes(politie_aan_gemeente())
    assert "GEHEIMHOUDING" in plichtcodes(TOEGESTAAN["correctie"]())
    assert "GEHEIMHOUDING" not in plichtcodes(TOEGESTAAN["informatieverzoek"]())


def test_de_burgemeester_stuurt_binnen_een_maand_een_brief() -> None:
    assert plicht(beslis(politie_aan_gemeente()), "INFORMEREN").uiterlijk == date(2026, 12, 23)
    assert "INFORMEREN" not in plichtcodes(brutolijst_aan_om())
    assert "INFORMEREN" not in plichtcodes(deelnemer("politie", "gemeente"))


def test_een_uitzondering_op_de_brief_wordt_herbeoordeeld() -> None:
    informatie = {"status": "uitzondering", "grond": "AVG14_5_c", "herbeoordeling": "2027-02-01",
                   "tweedePersoon": True}  # fmt: skip
    verzoek = met(gemeente_aan_politie(), {"kop/onderdelen/0/informatie": informatie})
    gevonden = plicht(beslis(verzoek), "HERBEOORDELEN")
    assert (gevonden.uiterlijk, gevonden.onderdeel) == (date(2027, 2, 1), 0)
    assert "HERBEOORDELEN" not in plichtcodes(gemeente_aan_politie())


@pytest.mark.parametrize(
    ("verzoek", "uiterlijk"),
    [
        (politie_aan_gemeente(), date(2027, 5, 23)),  # halfjaarlijkse beoordeling
        (
            met(
                politie_aan_gemeente(),
                {
                    "kop/onderdelen/0/kenmerken": {
                        "eersteVerwerking": "2022-01-15",
                        "gerelateerd": True,
                    }
                },
            ),
            date(2027, 1, 15),  # vijf jaar na de eerste verwerking
        ),
        (wpg13_aan_gemeente(), date(2027, 1, 31)),  # de eigen termijn
        (brutolijst_aan_om(), date(2026, 12, 23)),  # brutolijst: dertig dagen
        (context_aan_om(), date(2026, 12, 23)),  # context buiten een strafdossier: dertig dagen
        (
            met(
                in_overleg(gemeente_aan_politie_en_om()),
                {"toestand/groep/strafrechtelijkOnderzoek": LOOPT},
            ),
            date(2026, 12, 23),  # wat OM in een overleg hoort ook
        ),
        (deelnemer("om", "politie"), date(2027, 11, 23)),  # elk jaar
    ],
)
def test_elk_onderdeel_krijgt_de_vroegste_bewaartermijn(
    verzoek: dict[str, Any], uiterlijk: date
) -> None:
    termijnen = [p for p in beslis(verzoek).plichten if p.code == "BEWAARTERMIJN"]
    assert [p.onderdeel for p in termijnen] == list(range(len(verzoek["kop"]["onderdelen"])))
    assert {p.uiterlijk for p in termijnen} == {uiterlijk}


def test_wie_een_nettolijst_krijgt_ruimt_dezelfde_dag_op() -> None:
    assert plicht(beslis(TOEGESTAAN["nettolijst"]()), "VERWIJDEREN").uiterlijk == date(2026, 11, 23)
    assert "VERWIJDEREN" not in plichtcodes(stuk("advies"))


def test_wat_wordt_gezegd_wordt_niet_versleuteld_verstuurd() -> None:
    for zeg in (in_overleg, per_telefoon):
        assert "VERSLEUTELEN" not in plichtcodes(zeg(politie_aan_gemeente()))


def test_een_correctie_krijgt_geen_nieuwe_bewaartermijn() -> None:
    """Die van het gegeven dat zij verbetert blijft gelden."""
    for naam in ("correctie", "melding van een fout", "intrekking", "informatieverzoek"):
        assert "BEWAARTERMIJN" not in plichtcodes(TOEGESTAAN[naam]())


def test_na_een_correctie_wordt_het_gebruik_gestaakt() -> None:
    for soort in ("correctie", "intrekking"):
        assert "GEBRUIK_STAKEN" in plichtcodes(TOEGESTAAN[soort]())


def test_een_rechtenverzoek_wordt_binnen_tien_dagen_afgestemd() -> None:
    besluit = beslis(TOEGESTAAN["rechtenverzoek"]())
    assert plicht(besluit, "AFSTEMMEN").uiterlijk == date(2026, 12, 3)


def test_het_besluit_als_json_heeft_data_als_tekst() -> None:
    json_vorm = json.loads(json.dumps(beslis(politie_aan_gemeente()).als_dict()))
    (informeren,) = [p for p in json_vorm["plichten"] if p["code"] == "INFORMEREN"]
    assert informeren["uiterlijk"] == "2026-12-23"
    schema = lees("besluit.schema.json")
    assert set(schema["required"]) == set(json_vorm)
