"""Vragen of iets gezegd mag worden: één keer, voor iedereen die het hoort, voordat het klinkt."""

from __future__ import annotations

from typing import Any

import pytest

from shared.verzenden.tabellen import UitgaandRij, UitingRij
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.tafel import GEMEENTE, OM, Tafel


@pytest.fixture
def tafel(gedeelde_driehoek: Wereld) -> Tafel:
    return Tafel.richt_in(gedeelde_driehoek)


def _aantallen(tafel: Tafel) -> tuple[int, int]:
    """Hoeveel de politie heeft toegezegd te zeggen, en wat er in het log staat."""
    with tafel.bureau("politie").uitwisseling.dienst.lezend() as sessie:
        rijen = sessie.query(UitingRij).filter_by(groep=tafel.groep).count()
    return rijen, len(tafel.wereld.gateway.boom.bladen)


# --- aan tafel ---


def test_wie_een_keer_aanwijst_vraagt_het_voor_iedereen_aan_tafel(tafel: Tafel) -> None:
    overleg = tafel.plan()
    stand = tafel.vraag(overleg)
    assert (stand["magGezegd"], stand["zegNiet"], stand["wachtOp"]) == (True, [], [])
    assert stand["waarschuwing"] is None
    assert (stand["stand"], stand["kanaal"], stand["overleg"]) == ("open", "overleg", overleg)
    assert stand["geldigTot"] == "2026-11-23T22:59:59Z"
    assert [
        (een["ontvanger"], een["medewerker"], een["besluit"], een["status"])
        for een in stand["berichten"]
    ] == [
        ("om", tafel.wie("om"), "toegestaan", "aangekondigd"),
        ("gemeente", tafel.wie("gemeente"), "toegestaan", "aangekondigd"),
    ]
    assert [{grond["grondslag"] for grond in een["grondslagen"]} for een in stand["berichten"]] == [
        {OM},
        {GEMEENTE},
    ]
    koppen = {code: rij.kop for code, rij in tafel.berichten(stand).items()}
    assert {kop["uiting"] for kop in koppen.values()} == {stand["id"]}
    wat = [
        [(d["betrokkene"], d["gegevenssoort"]) for d in kop["onderdelen"]]
        for kop in koppen.values()
    ]
    assert wat[0] == wat[1]
    # Er is nog niets gezegd, dus de anderen weten alleen dat er iets komt.
    assert (tafel.ontvangen("gemeente"), tafel.ontvangen("om")) == ([], [])


def test_ook_wie_de_politie_vergeet_hoort_het_en_dus_wordt_het_gevraagd(tafel: Tafel) -> None:
    overleg = tafel.plan()
    stand = tafel.vraag(overleg, 403, gronden={"gemeente": GEMEENTE})
    assert [een["ontvanger"] for een in stand["berichten"]] == ["om"]
    (om,) = stand["berichten"]
    assert (om["besluit"], stand["magGezegd"]) == ("geweigerd", False)
    assert {reden["poort"] for reden in om["redenen"]} == {11}
    # In een zin: wie het niet mag horen, en waarom niet.
    zin = stand["waarschuwing"]
    assert zin.startswith(
        "Zeg dit niet: het Openbaar Ministerie zit aan tafel en mag het niet horen: "
    )
    assert zin.removesuffix(".").endswith(om["redenen"][0]["uitleg"][1:].removesuffix("."))


def test_zit_het_om_aan_tafel_zonder_onderzoek_dan_hoort_niemand_iets(tafel: Tafel) -> None:
    """Het onderzoek eindigde nadat de uitnodigingen weg waren."""
    overleg = tafel.plan()
    tafel.onderzoek()
    tafel.begin()
    stand = tafel.vraag(overleg, 403)
    assert (stand["magGezegd"], stand["stand"]) == (False, "niet_toegestaan")
    assert any(
        zin.startswith("Zeg dit niet: het Openbaar Ministerie zit aan tafel")
        for zin in stand["zegNiet"]
    )
    codes = {
        een["ontvanger"]: {reden["code"] for reden in een["redenen"]} for een in stand["berichten"]
    }
    assert stand["waarschuwing"] == (
        "Zeg dit niet: het Openbaar Ministerie zit aan tafel en er loopt vandaag geen "
        "strafrechtelijk onderzoek. Deel het via het koppelvlak."
    )
    assert "OM_LUISTERT_MEE" in codes["gemeente"]
    assert "OVERLEG_ZONDER_ONDERZOEK" in codes["om"]
    assert (tafel.ontvangen("gemeente"), tafel.ontvangen("om")) == ([], [])


def test_mag_een_van_hen_het_niet_horen_dan_wordt_het_niemand_aangekondigd(tafel: Tafel) -> None:
    overleg = tafel.plan()
    voor = len(tafel.wereld.gateway.berichten)
    stand = tafel.vraag(overleg, 403, gronden={"gemeente": GEMEENTE, "om": GEMEENTE})
    assert (stand["magGezegd"], stand["stand"]) == (False, "niet_toegestaan")
    assert [een["ontvanger"] for een in stand["berichten"]] == ["om"]
    assert stand["zegNiet"]
    # De weigering staat wel in het log; over de gemeente staat er niets.
    assert len(tafel.wereld.gateway.berichten) == voor + 1
    # Wat er klaarstond om te zeggen is hier weg.
    (rij,) = tafel.berichten(stand).values()
    assert (rij.status, rij.geheim, rij.body) == ("geweigerd", b"", None)


def test_het_voorbeeld_zegt_per_partij_wat_er_mag_en_bewaart_niets(tafel: Tafel) -> None:
    overleg = tafel.plan()
    voor = _aantallen(tafel)
    opdracht = tafel.opdracht(overleg, gronden={"gemeente": GEMEENTE, "om": GEMEENTE})
    getoond = tafel.analist.maak("/uitingen/_voorbeeld", opdracht, 200)
    assert getoond["magGezegd"] is False
    per_partij = {een["partij"]: een for een in getoond["toehoorders"]}
    assert (per_partij["gemeente"]["mag"], per_partij["gemeente"]["zegNiet"]) == (True, [])
    assert per_partij["om"]["mag"] is False
    assert getoond["zegNiet"] == per_partij["om"]["zegNiet"] != []
    deel = per_partij["gemeente"]["voorbeeld"]["onderdelen"][0]
    assert deel["gegevens"]["naam"] == "Sterrin Nooitgedacht"
    assert _aantallen(tafel) == voor
    assert ("verstrekking", None, tafel.persoon) in tafel.driehoek.kantoor.gelezen(
        tafel.bureau("politie")
    )
    goed = tafel.analist.maak("/uitingen/_voorbeeld", tafel.opdracht(overleg), 200)
    assert (goed["magGezegd"], goed["zegNiet"], goed["waarschuwing"]) == (True, [], None)
    assert "het Openbaar Ministerie zit aan tafel" in getoond["waarschuwing"]


def test_er_is_altijd_iemand_die_het_van_een_partij_hoort(tafel: Tafel) -> None:
    """Van een partij hoort het wie dat mag; zit er ook iemand die dat niet mag, dan niet."""
    _, burgemeester = tafel.collega("gemeente", "burgemeester")
    _, tweede = tafel.collega("gemeente", "regisseur")
    samen = tafel.plan(deelnemers=[tafel.wie("politie"), tweede, tafel.wie("gemeente")])
    stand = tafel.vraag(samen, gronden={"gemeente": GEMEENTE})
    assert [een["medewerker"] for een in stand["berichten"]] == [tweede]
    gekozen = tafel.vraag(
        samen,
        gronden={"gemeente": GEMEENTE},
        toehoorders=[{"partij": "gemeente", "medewerker": tafel.wie("gemeente")}],
    )
    assert [een["medewerker"] for een in gekozen["berichten"]] == [tafel.wie("gemeente")]
    met = tafel.plan(deelnemers=[tafel.wie("politie"), burgemeester, tafel.wie("gemeente")])
    stand = tafel.vraag(met, 403, gronden={"gemeente": GEMEENTE})
    (een,) = stand["berichten"]
    assert een["medewerker"] == tafel.wie("gemeente")
    assert {reden["code"] for reden in een["redenen"]} == {"OVERLEG_FUNCTIE"}
    assert stand["magGezegd"] is False


def test_wie_zelf_niet_aan_tafel_zit_zegt_er_niets(tafel: Tafel) -> None:
    overleg = tafel.plan()
    ander, _ = tafel.collega("politie", "analist")
    stand = tafel.vraag_of_het_mag(tafel.opdracht(overleg), 403, klant=ander)
    assert stand["magGezegd"] is False
    codes = {reden["code"] for een in stand["berichten"] for reden in een["redenen"]}
    assert codes == {"OVERLEG_MEDEWERKER"}


def test_is_er_maar_een_grondslag_dan_hoeft_die_er_niet_bij(tafel: Tafel) -> None:
    """Over een eigen medewerker is er voor elke partij één grondslag."""
    overleg = tafel.plan()
    opdracht = tafel.opdracht(overleg)
    opdracht["onderdelen"] = [
        {"deelnemer": tafel.wie("politie"), "gegevenssoort": "CONTACT_DEELNEMER"}
    ]
    stand = tafel.vraag_of_het_mag(opdracht)
    assert stand["magGezegd"] is True
    assert {g["grondslag"] for een in stand["berichten"] for g in een["grondslagen"]} == {
        "AVG6_1_E"
    }


def test_niet_op_een_andere_dag_en_niet_over_een_andere_groep(tafel: Tafel) -> None:
    ander = Tafel.richt_in(tafel.wereld)
    van_een_andere_groep = ander.plan(deelnemers=tafel.iedereen)
    stand = tafel.vraag(van_een_andere_groep, 403)
    assert {r["code"] for een in stand["berichten"] for r in een["redenen"]} == {
        "OVERLEG_ANDERE_GROEP"
    }
    overleg = tafel.plan()
    tafel.wereld.klok.vooruit(days=1)
    stand = tafel.vraag(overleg, 403)
    assert {r["code"] for een in stand["berichten"] for r in een["redenen"]} == {
        "OVERLEG_ANDERE_DAG"
    }


def test_in_een_afgelast_overleg_wordt_er_niets_gezegd(tafel: Tafel) -> None:
    overleg = tafel.plan(afgelast=True)
    stand = tafel.vraag(overleg, 403)
    assert {r["code"] for een in stand["berichten"] for r in een["redenen"]} == {"OVERLEG_ONBEKEND"}


def test_wie_er_niet_meer_bij_kan_komt_er_ook_niet_bij(tafel: Tafel) -> None:
    """Na de eerste toestemming is de tafel vol: met een zin die zegt waarom."""
    overleg = tafel.plan()
    etag = tafel.regisseur.vraag("GET", f"/overleggen/{overleg}").headers["ETag"]
    reeksen = tafel.regisseur.haal(f"/overlegreeksen?groep={tafel.groep}")["overlegreeksen"]
    _, chef = tafel.collega("politie", "teamchef")
    erbij = {"deelnemers": [*tafel.iedereen, chef], "reeksen": [reeksen[-1]["id"]]}
    geweigerd = tafel.vraag(overleg, 403, doel="D5")
    assert geweigerd["magGezegd"] is False
    ruim = tafel.registreer(overleg, etag, **erbij)
    assert ruim.status_code == 200, ruim.text
    assert tafel.vraag(overleg)["magGezegd"] is True
    _, tweede = tafel.collega("politie", "teamchef")
    erbij = {**erbij, "deelnemers": [*tafel.iedereen, chef, tweede]}
    vol = tafel.registreer(overleg, ruim.headers["ETag"], **erbij)
    assert vol.status_code == 409
    assert vol.json()["detail"].startswith("In dit overleg is al iets toegestaan.")


# --- wat niet klopt ---


@pytest.mark.parametrize(
    ("anders", "paden"),
    [
        ({"toehoorders": []}, ["/toehoorders"]),
        ({"toehoorders": [{"partij": "gemeente"}]}, ["/toehoorders/0/medewerker"]),
        (
            {"toehoorders": [{"partij": "politie", "medewerker": nieuw_id()}]},
            ["/toehoorders/0/partij"],
        ),
        ({"onderdelen": []}, ["/onderdelen"]),
        ({"kanaal": "telefoon"}, ["/kanaal"]),
        ({"uiting": nieuw_id()}, ["/uiting"]),
        ({"groep": "hier"}, ["/groep"]),
    ],
)
def test_een_opdracht_die_niet_klopt_laat_niets_achter(
    tafel: Tafel, anders: dict[str, Any], paden: list[str]
) -> None:
    voor = _aantallen(tafel)
    goed = tafel.opdracht(None, gronden={"gemeente": GEMEENTE}, toehoorders=tafel.lijn("gemeente"))
    if "toehoorders" in anders:
        goed = {**goed, "onderdelen": [{**een, "grondslagen": {}} for een in goed["onderdelen"]]}
    fouten = tafel.vraag_of_het_mag({**goed, **anders}, 400)["fouten"]
    assert [fout["pad"] for fout in fouten] == paden
    assert _aantallen(tafel) == voor


def test_wie_niet_aan_tafel_zit_is_geen_toehoorder(tafel: Tafel) -> None:
    overleg = tafel.plan(deelnemers=[tafel.wie("politie"), tafel.wie("gemeente")])
    fouten = tafel.vraag(
        overleg,
        400,
        toehoorders=[
            {"partij": "om"}, {"partij": "gemeente", "medewerker": tafel.wie("om")},
        ],
    )["fouten"]  # fmt: skip
    assert [fout["pad"] for fout in fouten] == [
        "/toehoorders/0/partij",
        "/toehoorders/1/medewerker",
        "/onderdelen/0/grondslagen/om",
        "/onderdelen/1/grondslagen/om",
    ]
    alleen = tafel.plan(deelnemers=[tafel.wie("politie"), tafel.collega("politie", "analist")[1]])
    fouten = tafel.vraag(alleen, 400, gronden={})["fouten"]
    assert [fout["pad"] for fout in fouten] == ["/overleg"]
    assert tafel.vraag(nieuw_id(), 400)["fouten"][0]["pad"] == "/overleg"


def test_een_fout_in_het_bestand_staat_op_zijn_plaats_en_wordt_niemand_verteld(
    tafel: Tafel,
) -> None:
    overleg = tafel.plan()
    voor = len(tafel.wereld.gateway.aangeboden)
    opdracht = tafel.opdracht(overleg)
    opdracht["onderdelen"][1]["persoon"] = nieuw_id()
    opdracht["afweging"] = {**opdracht["afweging"], "motivering": "Zorivanio B. hangt er rond."}
    fouten = tafel.vraag_of_het_mag(opdracht, 400)["fouten"]
    assert [fout["pad"] for fout in fouten] == ["/onderdelen/1/persoon"]
    opdracht = tafel.opdracht(overleg)
    opdracht["afweging"] = {**opdracht["afweging"], "motivering": "Zorivanio B. hangt er rond."}
    fouten = tafel.vraag_of_het_mag(opdracht, 400)["fouten"]
    assert {fout["pad"] for fout in fouten} == {"/afweging/motivering"}
    assert len(tafel.wereld.gateway.aangeboden) == voor


def test_er_is_geen_andere_weg_om_iets_te_mogen_zeggen(tafel: Tafel) -> None:
    """Geen schriftelijke opdracht noemt een gesprek, een overleg of een uiting."""
    overleg = tafel.plan()
    opdracht = tafel.driehoek.kantoor.opdracht(tafel.persoon, None, stap=3)
    for anders, pad in (
        ({"kanaal": "telefoon"}, "/kanaal"),
        ({"kanaal": "overleg"}, "/kanaal"),
        ({"kanaal": "overleg", "overleg": overleg}, "/overleg"),
        ({"uiting": nieuw_id()}, "/uiting"),
    ):
        for weg in ("/verstrekkingen", "/verstrekkingen/_voorbeeld"):
            antwoord = tafel.analist.vraag("POST", weg, json={**opdracht, **anders})
            assert antwoord.status_code == 400, antwoord.text
            assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [pad]
    for weg in ("/mondelinge-verstrekkingen", f"/mondelinge-verstrekkingen/{nieuw_id()}/_bevestig"):
        assert tafel.analist.vraag("POST", weg, json={}).status_code == 404
    with tafel.bureau("politie").uitwisseling.dienst.lezend() as sessie:
        assert not sessie.query(UitgaandRij).filter_by(groep=tafel.groep).count()


def test_wie_niet_mag_verstrekken_vraagt_niets(tafel: Tafel) -> None:
    wijkagent, _ = tafel.collega("politie", "wijkagent")
    opdracht = tafel.opdracht(tafel.plan())
    for weg in ("/uitingen", "/uitingen/_voorbeeld"):
        assert wijkagent.vraag("POST", weg, json=opdracht).status_code == 403
    buiten, _ = tafel.collega("politie", "analist", alleGroepen=False, groepen=[nieuw_id()])
    assert buiten.vraag("POST", "/uitingen", json=opdracht).status_code == 403
    stand = tafel.vraag_of_het_mag(opdracht)
    assert buiten.vraag("GET", f"/uitingen/{stand['id']}").status_code == 403
    assert buiten.vraag("POST", f"/uitingen/{stand['id']}/_nietgezegd").status_code == 403


def test_twee_keer_klikken_is_een_uiting(tafel: Tafel) -> None:
    overleg = tafel.plan()
    sleutel = nieuw_id()
    een = tafel.vraag_of_het_mag(tafel.opdracht(overleg), sleutel=sleutel)
    twee = tafel.vraag_of_het_mag(tafel.opdracht(overleg), sleutel=sleutel)
    assert [b["id"] for b in een["berichten"]] == [b["id"] for b in twee["berichten"]]
    assert een["id"] == twee["id"]
    tafel.vraag_of_het_mag(tafel.opdracht(overleg, soorten=("NAW",)), 409, sleutel=sleutel)
    geweigerd = tafel.opdracht(overleg, gronden={"gemeente": GEMEENTE, "om": GEMEENTE})
    sleutel = nieuw_id()
    een = tafel.vraag_of_het_mag(geweigerd, 403, sleutel=sleutel)
    twee = tafel.vraag_of_het_mag(geweigerd, 403, sleutel=sleutel)
    assert (een["id"], een["berichten"]) == (twee["id"], twee["berichten"])
    assert een["stand"] == "niet_toegestaan"


def test_zonder_gateway_mag_er_niets(tafel: Tafel) -> None:
    overleg = tafel.plan()
    tafel.wereld.gateway.weg = True
    voor = _aantallen(tafel)
    tafel.vraag(overleg, 503)
    tafel.bel("gemeente", status=503)
    tafel.wereld.gateway.weg = False
    assert _aantallen(tafel) == voor


def test_is_een_van_hen_even_weg_dan_mag_het_pas_als_hij_het_innam(tafel: Tafel) -> None:
    overleg = tafel.plan()
    tafel.wereld.sluit_af("om")
    stand = tafel.vraag(overleg)
    assert (stand["magGezegd"], stand["wachtOp"], stand["zegNiet"]) == (False, ["om"], [])
    assert tafel.werk(tafel.analist, "mondeling-bevestigen") == []
    tafel.wereld.sluit_aan("om")
    tafel.wereld.klok.vooruit(minutes=1)
    tafel.ronde()
    assert tafel.stand(stand["id"])["magGezegd"] is True
    assert tafel.werk(tafel.analist, "mondeling-bevestigen") == [f"/uitingen/{stand['id']}"]


def test_weigert_een_van_hen_het_alsnog_dan_hoort_niemand_iets(tafel: Tafel) -> None:
    """De één was weg, de ander wist het al; daarna blijkt dat het niet mag."""
    overleg = tafel.plan()
    tafel.wereld.sluit_af("om")
    stand = tafel.vraag(overleg)
    tafel.onderzoek()
    tafel.wereld.sluit_aan("om")
    tafel.wereld.klok.vooruit(minutes=1)
    tafel.ronde()
    tafel.ronde()
    na = tafel.stand(stand["id"])
    assert (na["stand"], na["magGezegd"]) == ("niet_toegestaan", False)
    gemeente = next(een["id"] for een in na["berichten"] if een["ontvanger"] == "gemeente")
    ingetrokken = tafel.wereld.gateway.berichten.is_ingetrokken(
        tafel.wereld.gateway.berichten[gemeente]
    )
    assert ingetrokken
    assert {rij.status for rij in tafel.berichten(stand).values()} == {"geweigerd", "vervallen"}
    assert all(rij.geheim == b"" for rij in tafel.berichten(stand).values())


def test_een_lijst_van_wat_er_is_gevraagd_en_verteld(tafel: Tafel) -> None:
    overleg = tafel.plan()
    een, ander = tafel.vraag(overleg), tafel.bel("gemeente")
    tafel.niet_gezegd(ander)
    pad = f"/uitingen?groep={tafel.groep}"
    alle = tafel.analist.haal(pad)["uitingen"]
    assert {(u["id"], u["stand"]) for u in alle} == {
        (een["id"], "open"),
        (ander["id"], "niet_gezegd"),
    }
    assert [u["id"] for u in tafel.analist.haal(f"{pad}&overleg={overleg}")["uitingen"]] == [
        een["id"]
    ]
    open_ = tafel.analist.haal(f"{pad}&stand=open&paginagrootte=1")
    assert ([u["id"] for u in open_["uitingen"]], open_["volgende"]) == ([een["id"]], None)
    assert tafel.analist.vraag("GET", f"{pad}&stand=onzin").status_code == 400
