"""Wat partijen op een verzoek beslissen: elk onder de eigen wet, een afwijzing met een tweede."""

from __future__ import annotations

import base64
import io
from typing import Any

import pikepdf
import pytest

from tests.hulp.pdftekst import tekst_van
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.kantoor import iemand
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.verzoekwerk import DRIE, Verzoeken

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


def gedrukt(verzoeken: Verzoeken, code: str, verzoek: str) -> str:
    """Wat de betrokkene leest, zonder regeleinden."""
    pdf = base64.b64decode(verzoeken.doe(code, verzoek, "_druk")["document"])
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return " ".join(tekst_van(document).split())


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
    verzoeken.kijk_na("politie", verzoek)
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
    verzoeken.wie(code, verzoek)
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


def test_elke_partij_die_weet_hoe_jong_iemand_is_wacht_op_wie_hem_vertegenwoordigt(
    verzoeken: Verzoeken,
) -> None:
    """Onder de Wpg en de Wjsg (J5), waar hij ook vroeg; de AVG wacht niet."""
    kiezel = ("Kiezel Verdicht", "2012-03-04")
    verzoeken.deel(*kiezel)
    verzoek = verzoeken.neem_aan("gemeente", persoon=verzoeken.bij("gemeente", *kiezel))["id"]
    verzoeken.vertel("gemeente", verzoek)
    for code in DRIE:
        verzoeken.doe(code, verzoek, "_afstemmen", voorstel="toewijzen")
    verzoeken.doe("gemeente", verzoek, "_beslis", uitkomst="toegewezen")
    for code in ("politie", "om"):
        wie = verzoeken.lees(code, verzoek)["persoon"]
        assert wie == verzoeken.bij(code, *kiezel)
        for als, status in ((None, 409), ("gemachtigde", 409), ("ouder", 200)):
            verzoeken.wie(code, verzoek, persoon=wie, vertegenwoordiger=als)
            uit = verzoeken.doe(code, verzoek, "_beslis", status, uitkomst="toegewezen")
            assert status == 200 or "vertegenwoordigt" in uit["detail"]


def test_wie_een_partij_met_beide_deelt_vertelt_de_ander_om_wie_het_gaat(
    verzoeken: Verzoeken,
) -> None:
    """Anders gaf het OM hem alles wat hij vroeg, en gebeurde er niets."""
    verzoeken.deel("Stilte Verdicht")
    wie = verzoeken.bij("gemeente", "Stilte Verdicht")
    verzoek = verzoeken.neem_aan("gemeente", persoon=wie, recht="beperking")["id"]
    verteld = verzoeken.vertel("gemeente", verzoek)
    assert {(een["partij"], een["genoemd"]) for een in verteld["berichten"]} == {
        ("politie", True), ("om", False),
    }  # fmt: skip
    assert verzoeken.lees("om", verzoek)["inBestand"] is None
    assert "rechtenverzoek-wie" in verzoeken.werk("om", verzoek)
    verzoeken.doe("om", verzoek, "_afstemmen", voorstel="toewijzen")
    weet_niet = verzoeken.doe("om", verzoek, "_beslis", 409, uitkomst="toegewezen")
    assert "om wie het gaat" in weet_niet["detail"]
    assert verzoeken.klant("om").vraag(
        "POST", f"/rechtenverzoeken/{verzoek}/_vertel"
    ).status_code == 409, "wie het niet weet vertelt niets"  # fmt: skip
    assert "rechtenverzoek-vertellen" in verzoeken.werk("politie", verzoek)
    verzoeken.doe("politie", verzoek, "_afstemmen", voorstel="toewijzen")
    assert "rechtenverzoek-vertellen" not in verzoeken.werk("politie", verzoek)
    bij_om = verzoeken.lees("om", verzoek)
    assert (bij_om["persoon"], bij_om["inBestand"], bij_om["van"]) == (
        verzoeken.bij("om", "Stilte Verdicht"), True, "gemeente",
    )  # fmt: skip
    assert not {"rechtenverzoek-wie", "rechtenverzoek-vertellen"} & set(
        verzoeken.werk("om", verzoek)
    )
    aantal = len(verzoeken.vertel("politie", verzoek)["berichten"])
    assert len(verzoeken.vertel("politie", verzoek)["berichten"]) == aantal, "niemand twee keer"
    verzoeken.doe("om", verzoek, "_beslis", uitkomst="toegewezen")
    pad = f"/personen/{bij_om['persoon']}/beperkingen"
    assert [een["verzoek"] for een in verzoeken.klant("om").haal(pad)["beperkingen"]] == [verzoek]


def test_wie_alleen_de_politie_kent_hoort_ook_bij_het_om_dat_hij_het_is(
    verzoeken: Verzoeken,
) -> None:
    """De gemeente weet niet wie hij is en zegt dat; de politie zoekt hem, en zegt het het OM."""
    naam = "Zwerver Verdicht"
    verzoeken.deel(naam)
    verzoek = verzoeken.neem_aan("gemeente")["id"]
    assert "rechtenverzoek-wie" in verzoeken.werk("gemeente", verzoek)
    assert verzoeken.wie("gemeente", verzoek)["inBestand"] is False
    verzoeken.vertel("gemeente", verzoek)
    for code in DRIE:
        verzoeken.doe(code, verzoek, "_afstemmen", voorstel="toewijzen")
    assert verzoeken.wie("om", verzoek)["inBestand"] is False
    bij_politie = verzoeken.bij("politie", naam)
    verzoeken.wie("politie", verzoek, persoon=bij_politie)
    assert verzoeken.lees("om", verzoek)["persoon"] == verzoeken.bij("om", naam)
    # Wie het aannam wijst zelf aan wie het is, en kijkt opnieuw als een ander hem noemt.
    hier = verzoeken.lees("gemeente", verzoek)
    assert (hier["persoon"], hier["inBestand"]) == (None, None)
    assert "rechtenverzoek-wie" in verzoeken.werk("gemeente", verzoek)
    verzoeken.doe("gemeente", verzoek, "_beslis", 409, uitkomst="toegewezen")
    verzoeken.wie("gemeente", verzoek, persoon=verzoeken.bij("gemeente", naam))
    verzoeken.doe("gemeente", verzoek, "_beslis", uitkomst="toegewezen")


def test_een_antwoord_zegt_wie_niets_over_hem_heeft_en_wie_het_niet_hoorde(
    verzoeken: Verzoeken,
) -> None:
    verzoek = verzoeken.neem_aan("gemeente")["id"]
    verzoeken.vertel("gemeente", verzoek)
    for code in DRIE:
        verzoeken.wie(code, verzoek)
        verzoeken.doe(code, verzoek, "_afstemmen", voorstel="toewijzen")
        verzoeken.doe(code, verzoek, "_beslis", uitkomst="toegewezen")
    delen = verzoeken.klant("gemeente").haal(f"/rechtenverzoeken/{verzoek}/antwoord")["delen"]
    assert {een["partij"]: (een["inBestand"], een["genoemd"]) for een in delen} == {
        "gemeente": (False, None), "om": (None, False), "politie": (None, False),
    }  # fmt: skip
    tekst = gedrukt(verzoeken, "gemeente", verzoek)
    assert tekst.count("De partij vond niets over u in haar bestand") == 1
    assert tekst.count("Wij konden deze partij niet zeggen onder welke naam") == 2
    eigen = gedrukt(verzoeken, "om", verzoek)
    assert "vond niets over u" in eigen
    assert "geeft u wat u vraagt" not in eigen


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
        verzoeken.wie("gemeente", verzoek)
        verzoeken.doe("gemeente", verzoek, "_afstemmen", voorstel="deels_toewijzen")
        verzoeken.doe(
            "gemeente", verzoek, "_beslis", status, uitkomst="deels_toegewezen",
            gronden=["AVG17_3_B"], motivering=WAAROM,
        )  # fmt: skip
