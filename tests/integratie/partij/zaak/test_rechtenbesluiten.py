"""Wat partijen op een verzoek beslissen: elk onder de eigen wet, een afwijzing met een tweede."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.kantoor import iemand
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.verzoekwerk import Verzoeken

WAAROM = "Zolang dat onderzoek loopt is het nodig, en de rest geven wij (verzonnen)."


@pytest.fixture
def verzoeken(gedeelde_driehoek: Wereld) -> Verzoeken:
    return Verzoeken.richt_in(gedeelde_driehoek)


def tweede(verzoeken: Verzoeken, code: str) -> Klant:
    bureau = verzoeken.driehoek.bureau(code)
    return iemand(bureau, "privacyfunctionaris", verzoeken.driehoek.groep)[0]


def bekend(verzoeken: Verzoeken, naam: str) -> str:
    """Een verzoek om inzage bij de politie, waarvan iedereen weet."""
    verzoek = verzoeken.neem_aan("politie", persoon=verzoeken.deel(naam))["id"]
    verzoeken.vertel("politie", verzoek)
    return str(verzoek)


def deel(verzoeken: Verzoeken, code: str, verzoek: str, van: str) -> dict[str, Any]:
    delen = verzoeken.lees(code, verzoek)["delen"]
    (gevonden,) = [een for een in delen if een["partij"] == van]
    besluit: dict[str, Any] = gevonden["besluit"]
    return besluit


def test_drie_partijen_beslissen_elk_voor_zich_en_er_gaat_een_antwoord_uit(
    verzoeken: Verzoeken,
) -> None:
    verzoek = bekend(verzoeken, "Nevel Verdicht")
    te_vroeg = verzoeken.doe("om", verzoek, "_beslis", 409, uitkomst="toegewezen")
    assert "Stem eerst" in te_vroeg["detail"]
    for code, voorstel in (
        ("om", "deels_toewijzen"), ("gemeente", "toewijzen"), ("politie", "toewijzen"),
    ):  # fmt: skip
        verzoeken.doe(code, verzoek, "_afstemmen", voorstel=voorstel)
    verzoeken.doe(
        "om", verzoek, "_beslis", uitkomst="deels_toegewezen", gronden=["WJSG21_2_B"],
        motivering=WAAROM,
    )  # fmt: skip
    assert deel(verzoeken, "politie", verzoek, "om") is None, "een tweede keek nog niet"
    zelf = verzoeken.klant("om").vraag(
        "POST", f"/rechtenverzoeken/{verzoek}/_bevestig", json={"akkoord": True}
    )
    assert zelf.status_code == 403, "wie besliste is niet zijn eigen tweede"
    nog_niet = verzoeken.klant("politie").vraag("POST", f"/rechtenverzoeken/{verzoek}/_beantwoord")
    assert nog_niet.status_code == 409
    tweede(verzoeken, "om").maak(f"/rechtenverzoeken/{verzoek}/_bevestig", {"akkoord": True}, 200)
    for code in ("gemeente", "politie"):
        verzoeken.doe(code, verzoek, "_beslis", uitkomst="toegewezen")
        gezien = deel(verzoeken, code, verzoek, "om")
        assert (gezien["uitkomst"], gezien["gronden"], gezien["motivering"]) == (
            "deels_toegewezen", [], None,
        ), "de grond en de reden blijven bij wie besliste"  # fmt: skip
    bij_om = deel(verzoeken, "om", verzoek, "om")
    assert (bij_om["gronden"], bij_om["motivering"]) == (["WJSG21_2_B"], WAAROM)
    assert set(verzoeken.werk("om", verzoek)) == {"rechtenverzoek-geven"}, "haar eigen deel"
    assert set(verzoeken.werk("politie", verzoek)) == {"rechtenverzoek-beantwoorden"}

    antwoord = verzoeken.klant("politie").haal(f"/rechtenverzoeken/{verzoek}/antwoord")
    assert (antwoord["behandeldDoor"], antwoord["volledig"], antwoord["kosten"]) == (
        "politie", True, "geen",
    )  # fmt: skip
    assert antwoord["verteldAan"] == ["gemeente", "om"]
    assert antwoord["ontvangers"] == ["gemeente", "om", "politie"]
    assert {een["partij"]: een["uitkomst"] for een in antwoord["delen"]} == {
        "gemeente": "toegewezen", "politie": "toegewezen", "om": "deels_toegewezen",
    }  # fmt: skip
    assert antwoord["klachtroutes"][0] == "Autoriteit Persoonsgegevens"
    elders = verzoeken.klant("om").vraag("GET", f"/rechtenverzoeken/{verzoek}/antwoord")
    assert elders.status_code == 409, "een verzoek krijgt één antwoord, van wie het aannam"
    eerst = verzoeken.doe("politie", verzoek, "_beantwoord", 409)
    assert "nakijken" in eerst["detail"], "hij krijgt zijn gegevens, en een mens kijkt ze na"
    verzoeken.doe("politie", verzoek, "_stelafschriftop")
    verzoeken.doe("politie", verzoek, "_kijkafschriftna", versie=1)
    klaar = verzoeken.doe("politie", verzoek, "_beantwoord")
    assert klaar["stand"] == "afgehandeld"
    assert verzoeken.werk("politie", verzoek) == {}


@pytest.mark.parametrize(
    ("code", "eigen", "van_een_ander"),
    [
        ("gemeente", "UAVG41_1_I", "WPG27_1_D"),
        ("politie", "WPG27_1_B", "WJSG21_2_B"),
        ("om", "WJSG21_2_B", "UAVG41_1_D"),
    ],
)
def test_een_partij_wijst_alleen_af_op_de_gronden_van_haar_eigen_wet(
    verzoeken: Verzoeken, code: str, eigen: str, van_een_ander: str
) -> None:
    verzoek = verzoeken.neem_aan(code)["id"]
    verzoeken.doe(code, verzoek, "_afstemmen", voorstel="afwijzen")
    kaal = verzoeken.doe(code, verzoek, "_beslis", 400, uitkomst="afgewezen")
    assert [een["pad"] for een in kaal["fouten"]] == [
        "/gronden", "/motivering", "/waaromNietDeels",
    ]  # fmt: skip
    fout = verzoeken.doe(
        code, verzoek, "_beslis", 400, uitkomst="deels_toegewezen", gronden=[van_een_ander],
        motivering=WAAROM,
    )  # fmt: skip
    assert [een["pad"] for een in fout["fouten"]] == ["/gronden"]
    assert eigen in fout["fouten"][0]["melding"], "wat wel kan staat erbij"
    verzoeken.doe(
        code, verzoek, "_beslis", uitkomst="afgewezen", gronden=[eigen], motivering=WAAROM,
        waaromNietDeels="Ook een deel zegt al dat er een onderzoek is.",
    )  # fmt: skip
    ander = tweede(verzoeken, code)
    pad = f"/rechtenverzoeken/{verzoek}/_bevestig"
    terug = ander.maak(pad, {"akkoord": False}, 200)
    assert [een["besluit"] for een in terug["delen"] if een["partij"] == code] == [None]
    assert "rechtenverzoek-beslissen" in verzoeken.werk(code, verzoek)
    verzoeken.doe(
        code, verzoek, "_beslis", uitkomst="deels_toegewezen", gronden=[eigen], motivering=WAAROM
    )
    ander.maak(pad, {"akkoord": True}, 200)
    vast = deel(verzoeken, code, verzoek, code)
    assert (vast["stand"], vast["gronden"]) == ("vast", [eigen])
    assert vast["door"] != vast["bevestigdDoor"]
    weer = verzoeken.doe(code, verzoek, "_beslis", 409, uitkomst="toegewezen")
    assert "al beslist" in weer["detail"]


def test_zonder_vertegenwoordiger_beslist_de_politie_niet_over_wie_te_jong_is(
    verzoeken: Verzoeken,
) -> None:
    verzoeken.driehoek.deel_de_brutolijst()
    wie = verzoeken.persoon("politie", ("Knikker Bedenksel", "2011-04-05"))
    verzoek = verzoeken.neem_aan("politie", persoon=wie)["id"]
    verzoeken.doe("politie", verzoek, "_afstemmen", voorstel="toewijzen")
    geweigerd = verzoeken.doe("politie", verzoek, "_beslis", 409, uitkomst="toegewezen")
    assert "vertegenwoordigt" in geweigerd["detail"]


def test_verbeteren_en_wissen_op_verzoek_gaan_langs_de_gewone_weg_en_laten_bewijs_na(
    verzoeken: Verzoeken,
) -> None:
    klant = verzoeken.klant("politie")
    for recht in ("rectificatie", "wissing"):
        wie = verzoeken.driehoek.persoon("politie", (f"Rook {recht}", "2008-07-06"))
        pad = f"/personen/{wie}"
        verzoek = verzoeken.neem_aan("politie", persoon=wie, recht=recht, omschrijving="Zo (v).")
        verzoeken.doe("politie", verzoek["id"], "_afstemmen", voorstel="toewijzen")
        verzoeken.doe("politie", verzoek["id"], "_beslis", uitkomst="toegewezen")
        if recht == "rectificatie":
            etag = klant.vraag("GET", pad).headers["ETag"]
            wijziging = {"adres": "Nieuwpad 9", "reden": "Op verzoek van de betrokkene."}
            beter = klant.vraag("PATCH", pad, json=wijziging, headers={"If-Match": etag})
            assert (beter.status_code, beter.json()["adres"]) == (200, "Nieuwpad 9")
            assert len(klant.haal(f"{pad}/correcties")["correcties"]) == 1
            continue
        verzoeken.driehoek.wereld.bureaus["politie"].vernietig(wie, grond="verzoekBetrokkene")
        assert klant.vraag("GET", pad).status_code == 410
        bewijs = verzoeken.lees("politie", verzoek["id"])
        (zelf,) = [een for een in bewijs["delen"] if een["partij"] == "politie"]
        assert (bewijs["persoon"], bewijs["omschrijving"], zelf["besluit"]["uitkomst"]) == (
            None, None, "toegewezen",
        )  # fmt: skip


def test_de_gemeente_wist_niet_wat_nodig_is_voor_een_taak_van_algemeen_belang(
    verzoeken: Verzoeken,
) -> None:
    """En alleen bij wissen: verbeteren houdt die grond niet tegen."""
    for recht, status in (("rectificatie", 400), ("wissing", 200)):
        verzoek = verzoeken.neem_aan("gemeente", recht=recht)["id"]
        verzoeken.doe("gemeente", verzoek, "_afstemmen", voorstel="deels_toewijzen")
        verzoeken.doe(
            "gemeente", verzoek, "_beslis", status, uitkomst="deels_toegewezen",
            gronden=["AVG17_3_B"], motivering=WAAROM,
        )  # fmt: skip
