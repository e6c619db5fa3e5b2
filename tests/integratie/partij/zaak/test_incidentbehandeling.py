"""Wat een partij over een incident besluit en doet: elk besluit met twee mensen, tot het einde."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from deploy.pki import Pki
from tests.hulp.inloggen import Uitgever
from tests.hulp.toegankelijk import ontoegankelijk, structuur
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.conftest import SOORTEN, databanken
from tests.integratie.partij.incidentwerk import ANDEREN, BEVESTIGD, WAT, Wacht
from tests.integratie.partij.keten import draaiende_keten
from tests.integratie.partij.stukwerk import HARD

MELDEN = {"soort": "toezichthouder", "keuze": "melden"}
NIET_MELDEN = {"soort": "toezichthouder", "keuze": "niet_melden"}
INFORMEREN = {"soort": "betrokkene", "keuze": "informeren"}
GRONDEN = {"politie": "WPG27_1_b", "om": "WJSG21_2_b", "gemeente": "UAVG41_1_d"}
ARTIKELEN = {
    "politie": (
        "art. 33a lid 7 jo. art. 27 lid 1 onder b Wpg",
        "art. 23 lid 1 j 27 lid 1 onder a Wpg",
    ),
    "om": (
        "art. 26g lid 7 jo. art. 21 lid 2 onder b Wjsg",
        "art. 21 lid 2 onder a Wjsg",
    ),
    "gemeente": ("art. 41 lid 1 onder d UAVG", "art. 41 lid 1 onder d UAVG"),
}
"""Het artikel dat ervoor is, en wat het convenant noemt (I4)."""
LEIDING = {"politie": "teamchef", "om": "officier", "gemeente": "burgemeester"}


def later(grond: str, **anders: Any) -> dict[str, Any]:
    return {
        "soort": "betrokkene",
        "keuze": "later",
        "reden": "Er loopt een onderzoek.",
        "grond": grond,
        "noodzaak": "Het onderzoek zou anders bekend worden.",
        "herbeoordelenVoor": "2027-01-15",
        **anders,
    }


@pytest.fixture(scope="module", params=SOORTEN)
def wacht(
    request: pytest.FixtureRequest,
    uitgever: Uitgever,
    pki: Pki,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Wacht]:
    map_: Path = tmp_path_factory.mktemp("behandeling")
    with databanken(request, map_) as nieuw, draaiende_keten(nieuw, uitgever, pki, map_) as keten:
        yield Wacht(keten)


@pytest.fixture(scope="module")
def leiding(wacht: Wacht) -> dict[str, Klant]:
    return {code: wacht.keten.medewerker(code, functie)[0] for code, functie in LEIDING.items()}


def test_wie_meldt_bij_de_toezichthouder_beslissen_twee_en_het_gaat_naar_alle_anderen(
    wacht: Wacht, leiding: dict[str, Klant]
) -> None:
    gemeld = wacht.meld()["id"]
    na = wacht.behandel("politie", gemeld, "besluiten", {**MELDEN, "reden": "Het risico is groot."})
    (voorstel,) = na["besluiten"]
    pad = f"besluiten/{voorstel['id']}/_goedkeuren"
    # Niemand is zelf de tweede; wie het niet voorstelde heeft het op zijn lijst.
    wacht.behandel("politie", gemeld, pad, {"reden": "Mee eens."}, 403)
    werk = leiding["politie"].haal("/werklijst")["werk"]
    assert voorstel["id"] in {w["onderwerp"] for w in werk if w["soort"] == "incident-goedkeuren"}
    goed = wacht.behandel("politie", gemeld, pad, {"reden": "Mee eens."}, wie=leiding["politie"])
    assert [een["stand"] for een in goed["besluiten"]] == ["geldt"]
    assert "incident-besluiten" in wacht.werk("politie", gemeld), "besloten is nog niet gemeld"

    dag = wacht.keten.klok.nu.date().isoformat()
    na = wacht.behandel("politie", gemeld, "_toezichtmelding", {"gemeld": dag})
    assert [(een["partij"], een["gemeld"]) for een in na["toezicht"]] == [("politie", dag)]
    assert "incident-besluiten" not in wacht.werk("politie", gemeld)
    for code in ANDEREN:
        daar = wacht.bij(code, gemeld)
        assert [(een["partij"], een["gemeld"]) for een in daar["toezicht"]] == [("politie", dag)]
        # Wat een ander meldde ontslaat niemand van zijn eigen besluit.
        assert "incident-besluiten" in wacht.werk(code, gemeld)
    wacht.besluit("om", gemeld, leiding["om"], **NIET_MELDEN)
    assert "incident-besluiten" not in wacht.werk("om", gemeld)


def rond_af(wacht: Wacht, incident: str, soort: str) -> None:
    """De politie geeft iemand deze taak, en die doet haar."""
    taak = {"soort": soort, "eigenaar": wacht.wijkagent_id, "uiterlijk": "2026-12-01"}
    na = wacht.behandel("politie", incident, "taken", taak)
    pad = f"taken/{na['taken'][-1]['id']}/_afronden"
    wacht.behandel("politie", incident, pad, {"uitkomst": "Gedaan."}, wie=wacht.wijkagent)


def test_wie_meldt_doet_ook_onderzoek_en_wie_het_vond_stemt_de_woordvoering_af(
    wacht: Wacht, leiding: dict[str, Klant]
) -> None:
    gemeld, einde = wacht.meld()["id"], {"uitkomst": "De werkwijze is aangepast."}
    wacht.besluit("politie", gemeld, leiding["politie"], **INFORMEREN)
    rond_af(wacht, gemeld, "informeren")
    dag = wacht.keten.klok.nu.date().isoformat()
    wacht.behandel("politie", gemeld, "_toezichtmelding", {"gemeld": dag})
    for soort in ("onderzoek", "woordvoering"):
        assert soort in wacht.behandel("politie", gemeld, "_sluiten", einde, 409)["detail"]
        rond_af(wacht, gemeld, soort)
    assert wacht.behandel("politie", gemeld, "_sluiten", einde)["stand"] == "gesloten"
    # Wie het niet vond en niet meldt, hoeft geen van beide.
    wacht.besluit("gemeente", gemeld, leiding["gemeente"], **NIET_MELDEN)
    zin = wacht.behandel("gemeente", gemeld, "_sluiten", einde, 409)["detail"]
    assert "onderzoek" not in zin
    assert "woordvoering" not in zin


def test_melden_kan_ook_zonder_besluit_want_de_tijd_wacht_niet(wacht: Wacht) -> None:
    gemeld = wacht.meld()["id"]
    dag = wacht.keten.klok.nu.date().isoformat()
    wacht.behandel("om", gemeld, "_toezichtmelding", {"gemeld": dag})
    assert [een["partij"] for een in wacht.bij("politie", gemeld)["toezicht"]] == ["om"]
    wacht.behandel("om", gemeld, "_toezichtmelding", {"gemeld": dag}, 409)
    morgen = wacht.behandel("gemeente", gemeld, "_toezichtmelding", {"gemeld": "2030-01-01"}, 400)
    assert [een["pad"] for een in morgen["fouten"]] == ["/gemeld"]


@pytest.mark.parametrize("code", GRONDEN)
def test_later_informeren_alleen_op_de_grond_van_de_eigen_wet_en_tot_een_dag(
    wacht: Wacht, leiding: dict[str, Klant], code: str
) -> None:
    gemeld = wacht.meld()["id"]
    voor = wacht.bij(code, gemeld)
    for grond in set(GRONDEN.values()) - {GRONDEN[code]}:
        fouten = wacht.behandel(code, gemeld, "besluiten", later(grond), 400)["fouten"]
        assert [een["pad"] for een in fouten] == ["/grond"]
    kaal = {"soort": "betrokkene", "keuze": "niet", "reden": HARD, "bevestigdZonderPersonen": False}
    fouten = wacht.behandel(code, gemeld, "besluiten", kaal, 400)["fouten"]
    assert {een["pad"] for een in fouten} == {
        "/reden", "/grond", "/noodzaak", "/herbeoordelenVoor", "/bevestigdZonderPersonen",
    }  # fmt: skip
    te_ver = later(GRONDEN[code], herbeoordelenVoor="2027-02-24")
    fouten = wacht.behandel(code, gemeld, "besluiten", te_ver, 400)["fouten"]
    assert [een["pad"] for een in fouten] == ["/herbeoordelenVoor"]
    assert wacht.bij(code, gemeld) == voor, "van een fout besluit blijft niets"

    na = wacht.besluit(code, gemeld, leiding[code], **later(GRONDEN[code]))
    besluit = na["besluiten"][-1]
    assert (besluit["stand"], besluit["grond"]) == ("geldt", GRONDEN[code])
    assert (besluit["wet"], besluit["noot"]) == ARTIKELEN[code]
    with wacht.later(days=45):
        werk = wacht.functionaris[code].haal("/werklijst")["werk"]
        terug = [w for w in werk if w["soort"] == "incident-herbeoordelen"]
        assert [w["uiterlijk"] for w in terug if w["onderwerp"] == besluit["id"]] == ["2027-01-15"]
    assert "incident-herbeoordelen" not in {
        w["soort"] for w in wacht.functionaris[code].haal("/werklijst")["werk"]
    }


def test_woordvoering_en_onderzoek_hebben_een_eigenaar_een_dag_en_een_uitkomst(
    wacht: Wacht,
) -> None:
    gemeld = wacht.meld()["id"]
    taak = {"eigenaar": wacht.wijkagent_id, "uiterlijk": "2026-12-01"}
    fout = {"soort": "onderzoek", "eigenaar": gemeld, "uiterlijk": "2026-01-01"}
    fouten = wacht.behandel("politie", gemeld, "taken", fout, 400)["fouten"]
    assert {een["pad"] for een in fouten} == {"/eigenaar", "/uiterlijk"}
    for soort in ("woordvoering", "onderzoek"):
        na = wacht.behandel("politie", gemeld, "taken", {"soort": soort, **taak})
    woord, onderzoek = (een["id"] for een in na["taken"])
    mijn = wacht.wijkagent.haal("/werklijst")["werk"]
    assert {woord, onderzoek} <= {w["onderwerp"] for w in mijn if w["soort"] == "incident-taak"}
    for een in (woord, onderzoek):
        uitkomst = {"uitkomst": "De afspraken zijn aangescherpt."}
        na = wacht.behandel(
            "politie", gemeld, f"taken/{een}/_afronden", uitkomst, wie=wacht.wijkagent
        )
    assert [een["uitkomst"] for een in na["taken"]] == ["De afspraken zijn aangescherpt."] * 2
    assert {een["afgerondDoor"] for een in na["taken"]} == {wacht.wijkagent_id}


def test_een_incident_gaat_pas_dicht_als_alles_is_gedaan_en_zegt_wat_er_nog_moet(
    wacht: Wacht, leiding: dict[str, Klant]
) -> None:
    gemeld = wacht.meld()["id"]
    einde = {"uitkomst": "De werkwijze is aangepast."}
    zin = wacht.behandel("politie", gemeld, "_sluiten", einde, 409)["detail"]
    for woord in ("toezichthouder", "betrokkenen"):
        assert woord in zin
    wacht.besluit("politie", gemeld, leiding["politie"], **NIET_MELDEN)
    wacht.besluit("politie", gemeld, leiding["politie"], **later(GRONDEN["politie"]))
    zin = wacht.behandel("politie", gemeld, "_sluiten", einde, 409)["detail"]
    assert "herbeoordeeld" in zin
    wacht.besluit("politie", gemeld, leiding["politie"], **INFORMEREN)
    # Dat zij het horen is besloten; dat zij het hoorden nog niet gezegd.
    zin = wacht.behandel("politie", gemeld, "_sluiten", einde, 409)["detail"]
    assert "hoe en wanneer de betrokkenen het hoorden" in zin
    assert "onderzoek" not in zin, "wie niet meldt, hoeft dat niet"
    rond_af(wacht, gemeld, "informeren")
    na = wacht.behandel("politie", gemeld, "_sluiten", einde)
    assert (na["stand"], na["uitkomst"]) == ("gesloten", "De werkwijze is aangepast.")
    assert [een["stand"] for een in na["besluiten"]] == ["geldt", "vervangen", "geldt"]
    assert wacht.werk("politie", gemeld) == set()
    wacht.behandel("politie", gemeld, "besluiten", {**MELDEN, "reden": "Toch."}, 409)
    gesloten = wacht.functionaris["politie"].haal("/incidenten?stand=gesloten")["incidenten"]
    assert gemeld in {een["id"] for een in gesloten}
    verloop = wacht.functionaris["politie"].haal(f"/incidenten/{gemeld}/verloop")["verloop"]
    assert [een["versie"] for een in verloop] == list(range(1, len(verloop) + 1))
    assert verloop[-1]["gebeurtenis"] == "gesloten"
    assert all(een["door"] for een in verloop)


def test_de_melding_aan_de_toezichthouder_is_opgesteld_uit_het_register(
    wacht: Wacht, leiding: dict[str, Klant]
) -> None:
    gemeld = wacht.meld()["id"]
    wacht.besluit("politie", gemeld, leiding["politie"], **MELDEN)
    document = wacht.functionaris["politie"].haal(f"/incidenten/{gemeld}/toezichtdocument")
    regels = {een["vraag"]: een["antwoord"] for een in document["regels"]}
    assert regels["Onder welke wet"] == "Wpg"
    assert regels["Wie meldt"] == "Politie-eenheid Rotterdam, voor de korpschef"
    assert regels["Wat er is gebeurd"] == WAT["omschrijving"]
    assert regels["Besluit (toezichthouder)"] == "melden: Zo is het gewogen."
    assert "uiterlijk" in regels["Termijn: melden bij de toezichthouder"]
    for antwoord in regels.values():
        assert antwoord in document["tekst"]
    assert wacht.wijkagent.vraag("GET", f"/incidenten/{gemeld}/toezichtdocument").status_code == 403


def test_wie_een_oude_versie_las_verandert_niets(wacht: Wacht) -> None:
    gemeld = wacht.meld()["id"]
    pad, document = f"/incidenten/{gemeld}/besluiten", {**MELDEN, "reden": "Zo.", **BEVESTIGD}
    functionaris = wacht.functionaris["politie"]
    etag = functionaris.vraag("GET", f"/incidenten/{gemeld}").headers["etag"]
    stand = [
        functionaris.vraag("POST", pad, json=document, headers=kop).status_code
        for kop in ({}, {"If-Match": etag}, {"If-Match": etag})
    ]
    assert stand == [428, 200, 412]


def test_de_melding_aan_de_toezichthouder_staat_ook_op_papier_dat_ieder_kan_lezen(
    wacht: Wacht, leiding: dict[str, Klant]
) -> None:
    gemeld = wacht.meld()["id"]
    wacht.besluit("politie", gemeld, leiding["politie"], **MELDEN)
    afdruk = wacht.functionaris["politie"].haal(f"/incidenten/{gemeld}/toezichtdocument/afdruk")
    with pikepdf.open(io.BytesIO(base64.b64decode(afdruk["document"]))) as pdf:
        assert ontoegankelijk(pdf) == []
        assert str(pdf.docinfo["/Title"]) == "Melding van een inbreuk aan de toezichthouder"
        soorten = [een.soort for een in structuur(pdf).alle()]
    assert (soorten.count("H1"), soorten.count("Table")) == (1, 1)
    assert afdruk["bestandsnaam"].endswith(f"{gemeld}.pdf")
    assert (
        wacht.wijkagent.vraag("GET", f"/incidenten/{gemeld}/toezichtdocument/afdruk").status_code
        == 403
    )


def test_het_hele_register_staat_in_een_tijdlijn_het_nieuwste_eerst(
    wacht: Wacht, leiding: dict[str, Klant]
) -> None:
    een, twee = wacht.meld()["id"], wacht.meld()["id"]
    with wacht.later(hours=1):
        wacht.besluit("politie", een, leiding["politie"], **MELDEN)
    with wacht.later(hours=2):
        wacht.werk_bij(twee, omschrijving="Het was een andere zaal.")
    register, feiten, cursor = wacht.functionaris["politie"], [], ""
    while True:
        pagina = register.haal(f"/incidententijdlijn?paginagrootte=2{cursor}")
        feiten += pagina["feiten"]
        if pagina["volgende"] is None:
            break
        cursor = f"&cursor={pagina['volgende']}"
    momenten = [feit["tijdstip"] for feit in feiten]
    assert momenten == sorted(momenten, reverse=True)
    sleutels = [(feit["incident"], feit["versie"]) for feit in feiten]
    assert len(set(sleutels)) == len(sleutels), "elke gebeurtenis staat er een keer"
    hier = [feit for feit in feiten if feit["incident"] in (een, twee)]
    assert [(feit["incident"] == een, feit["gebeurtenis"]) for feit in hier[:3]] == [
        (False, "bijgewerkt"), (True, "besluit_goedgekeurd"), (True, "besluit_voorgesteld"),
    ]  # fmt: skip
    assert WAT["omschrijving"] not in str(feiten)
    assert {feit["pad"] for feit in hier} == {f"/incidenten/{een}", f"/incidenten/{twee}"}
    bij_om = wacht.functionaris["om"].haal("/incidententijdlijn?paginagrootte=200")["feiten"]
    assert ("ontvangen", een) in {(feit["gebeurtenis"], feit["incident"]) for feit in bij_om}
    assert wacht.wijkagent.vraag("GET", "/incidententijdlijn").status_code == 403
