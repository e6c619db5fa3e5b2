"""Een melding telt als bewijs omdat haar bron haar zelf gaf, of omdat zij daar na te vragen is."""

from __future__ import annotations

from typing import Any

import pytest

from shared.bestand.zonderpersonen.tabellen import TekstbevestigingRij
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.startbewijs import (
    BEVESTIGD,
    TEKST,
    bewijs,
    herbeoordelingen,
    meld,
    met_etag,
    neem,
)
from tests.integratie.partij.stukwerk import HARD, aan, geef, in_een_blad, nieuwe_dag, trek_in


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    nieuw = nieuwe_dag(gedeelde_driehoek)
    nieuw.kantoor.naar_stap(1, startbesluit=None)
    return nieuw


def _melding(driehoek: Driehoek, kenmerk: str, dag: str = "2026-10-01", **anders: Any) -> Any:
    opdracht = {"inReactieOp": anders.pop("inReactieOp")} if "inReactieOp" in anders else {}
    inhoud = {"kenmerk": kenmerk, "datum": dag, "plek": "het plein", "omschrijving": TEKST}
    return {
        "stuk": "melding",
        "groep": driehoek.groep,
        "ontvangers": aan(driehoek, "gemeente"),
        "gegevens": {**inhoud, **anders},
        **BEVESTIGD,
        **opdracht,
    }


def _bekend(driehoek: Driehoek) -> list[dict[str, Any]]:
    pad = f"/groepen/{driehoek.groep}/meldingen"
    rijen: list[dict[str, Any]] = driehoek.kantoor.regisseur.haal(pad)["meldingen"]
    return rijen


def _criteria(driehoek: Driehoek) -> dict[str, Any]:
    pad = f"/groepen/{driehoek.groep}/startcriteria"
    gelezen: dict[str, Any] = driehoek.kantoor.regisseur.haal(pad)
    return gelezen


def test_de_politie_geeft_haar_zelf_en_zij_telt_mee(driehoek: Driehoek) -> None:
    gegeven = geef(driehoek, "politie", _melding(driehoek, "2026-0412"))
    (rij,) = _bekend(driehoek)
    (ontvanger,) = gegeven["ontvangers"]
    assert (rij["bron"], rij["van"], rij["stuk"], rij["bronkenmerk"]) == (
        "politie", "politie", ontvanger["bericht"], "2026-0412",
    )  # fmt: skip
    assert (rij["datum"], rij["plek"], rij["omschrijving"]) == ("2026-10-01", "het plein", TEKST)
    assert _criteria(driehoek)["incidenten"] == 1
    versies = driehoek.kantoor.regisseur.haal(f"/meldingen/{rij['id']}/versies")["versies"]
    assert [v["door"] for v in versies] == [driehoek.kantoor.analist_id]
    tijdlijn = driehoek.kantoor.regisseur.haal(f"/groepen/{driehoek.groep}/tijdlijn?zoom=alles")[
        "feiten"
    ]
    assert [f["partij"] for f in tijdlijn if f["soort"] == "melding"] == ["politie"]
    assert not in_een_blad(driehoek, "2026-0412")
    # Dat wie schreef bevestigde dat er niemand in staat, ligt bij de politie vast (D4).
    with driehoek.bureau("politie").geheel.uitwisseling.dienst.lezend() as sessie:
        bevestigd = sessie.get_one(TekstbevestigingRij, ("melding", gegeven["id"], 1))
        assert bevestigd.door == driehoek.kantoor.analist_id


def test_zonder_kenmerk_telt_een_getypte_melding_pas_als_de_bron_haar_geeft(
    driehoek: Driehoek,
) -> None:
    los = meld(driehoek.kantoor, "2026-10-01", bronkenmerk=None)
    gelezen = _criteria(driehoek)
    assert gelezen["incidenten"] == 0
    (een,) = gelezen["meldingen"]
    assert een["telt"] is False
    assert "na te vragen" in een["waaromNiet"]
    # Met het nummer bij de bron is zij na te vragen; geeft de bron haar zelf, dan is het er een.
    pad = f"/meldingen/{los['id']}"
    erbij = {"bronkenmerk": "2026-0412", "reden": "Bij de bron nagevraagd.", **BEVESTIGD}
    assert met_etag(driehoek.kantoor, "PATCH", pad, erbij).json()["bronkenmerk"] == "2026-0412"
    assert _criteria(driehoek)["incidenten"] == 1
    geef(driehoek, "politie", _melding(driehoek, "2026-0412", "2026-10-02"))
    (rij,) = _bekend(driehoek)
    assert (rij["id"], rij["van"], rij["datum"]) == (los["id"], "politie", "2026-10-02")
    assert _criteria(driehoek)["incidenten"] == 1
    # Een tweede melding krijgt dat nummer niet ook nog.
    ander = meld(driehoek.kantoor, "2026-10-05", bronkenmerk=None)
    dubbel = met_etag(driehoek.kantoor, "PATCH", f"/meldingen/{ander['id']}", erbij)
    assert dubbel.status_code == 409, dubbel.text


def test_een_nummer_met_nullen_ervoor_is_dezelfde_melding(driehoek: Driehoek) -> None:
    """Anders telt een melding die drie keer wordt gegeven voor drie incidenten (5.3; E12)."""
    for kenmerk in ("2026-7", "2026-07", "2026-0007"):
        geef(driehoek, "politie", _melding(driehoek, kenmerk))
    (rij,) = _bekend(driehoek)
    assert (rij["bronkenmerk"], _criteria(driehoek)["incidenten"]) == ("2026-0007", 1)
    geef(driehoek, "politie", _melding(driehoek, "2026-70"))
    geef(driehoek, "politie", _melding(driehoek, "2026-1007"))
    assert _criteria(driehoek)["incidenten"] == 3


def test_alleen_de_bron_verbetert_haar_en_de_gemeente_zegt_bij_welk_incident(
    driehoek: Driehoek,
) -> None:
    een = geef(driehoek, "politie", _melding(driehoek, "2026-1"))
    ander = meld(driehoek.kantoor, "2026-10-01", bron="stadsbeheer")
    rij = next(m for m in _bekend(driehoek) if m["van"])
    pad, regisseur = f"/meldingen/{rij['id']}", driehoek.kantoor
    reden = {"reden": "Het was elders.", **BEVESTIGD}
    for methode, waar, anders in (
        ("PATCH", pad, {**reden, "plek": "elders"}),
        ("POST", f"{pad}/_intrekken", reden),
    ):
        geweigerd = met_etag(regisseur, methode, waar, anders, pad)
        assert geweigerd.status_code == 409
        assert "bron zelf" in geweigerd.json()["detail"]
    keuze = {**reden, "incident": ander["incident"]}
    assert met_etag(regisseur, "PUT", f"{pad}/incident", keuze, pad).status_code == 200
    beter = _melding(driehoek, "2026-1", "2026-09-30", inReactieOp=een["id"])
    assert geef(driehoek, "politie", beter)["versie"] == 2
    na = next(m for m in _bekend(driehoek) if m["van"])
    assert (na["id"], na["datum"], na["incident"]) == (rij["id"], "2026-09-30", ander["incident"])
    assert _criteria(driehoek)["incidenten"] == 1


def test_neemt_de_bron_bewijs_terug_dan_kijkt_iemand_opnieuw(driehoek: Driehoek) -> None:
    """Twee getypte meldingen en een van de politie: valt die weg, dan zijn het er te weinig."""
    getypt = bewijs(driehoek.kantoor)
    met_etag(
        driehoek.kantoor, "POST", f"/meldingen/{getypt[0]['id']}/_intrekken",
        {"reden": "Andere groep.", **BEVESTIGD}, f"/meldingen/{getypt[0]['id']}",
    )  # fmt: skip
    gegeven = geef(driehoek, "politie", _melding(driehoek, "2026-0412", "2026-09-15"))
    neem(driehoek.kantoor)
    driehoek.kantoor.naar_stap(2)
    assert herbeoordelingen(driehoek.kantoor) == []
    trek_in(driehoek, "politie", gegeven["id"])
    rij = next(m for m in _bekend(driehoek) if m["van"])
    assert rij["ingetrokken"] is True
    (vraag,) = herbeoordelingen(driehoek.kantoor)
    assert (vraag["melding"], vraag["over"], vraag["nodig"]) == (rij["id"], 2, 3)
    # Geeft de bron haar onder hetzelfde nummer weer, dan telt zij weer: het is dezelfde melding.
    geef(driehoek, "politie", _melding(driehoek, "2026-0412", "2026-09-15"))
    weer = next(m for m in _bekend(driehoek) if m["van"])
    assert (weer["id"], weer["ingetrokken"]) == (rij["id"], False)


def test_een_verbetering_naar_een_dag_die_niet_telt_vraagt_het_ook(driehoek: Driehoek) -> None:
    getypt = bewijs(driehoek.kantoor)
    met_etag(
        driehoek.kantoor, "POST", f"/meldingen/{getypt[0]['id']}/_intrekken",
        {"reden": "Andere groep.", **BEVESTIGD}, f"/meldingen/{getypt[0]['id']}",
    )  # fmt: skip
    gegeven = geef(driehoek, "politie", _melding(driehoek, "2026-7", "2026-09-15"))
    neem(driehoek.kantoor)
    driehoek.kantoor.naar_stap(2)
    oud = _melding(driehoek, "2026-7", "2024-09-15", inReactieOp=gegeven["id"])
    geef(driehoek, "politie", oud)
    (vraag,) = herbeoordelingen(driehoek.kantoor)
    assert vraag["over"] == 2


def test_een_verbetering_onder_het_nummer_van_een_andere_gaat_daar_verder(
    driehoek: Driehoek,
) -> None:
    een = geef(driehoek, "politie", _melding(driehoek, "2026-1"))
    geef(driehoek, "politie", _melding(driehoek, "2026-2", "2026-08-01"))
    geef(driehoek, "politie", _melding(driehoek, "2026-2", "2026-08-02", inReactieOp=een["id"]))
    stand = {m["bronkenmerk"]: (m["ingetrokken"], m["datum"]) for m in _bekend(driehoek)}
    assert stand == {"2026-1": (True, "2026-10-01"), "2026-2": (False, "2026-08-02")}
    assert _criteria(driehoek)["incidenten"] == 1


def test_een_naam_een_nummer_en_een_andere_gever_komen_er_niet_door(driehoek: Driehoek) -> None:
    for kenmerk in ("JANSEN-1", "PL1700-2026123456", "123456782", "=1+1"):
        fouten = geef(driehoek, "politie", _melding(driehoek, kenmerk), 400)["fouten"]
        assert [fout["pad"] for fout in fouten] == ["/gegevens/kenmerk"], kenmerk
    hard = geef(driehoek, "politie", _melding(driehoek, "2026-1", omschrijving=HARD), 400)
    assert {fout["pad"] for fout in hard["fouten"]} == {"/gegevens/omschrijving"}
    zonder = {**_melding(driehoek, "2026-1"), "bevestigdZonderPersonen": False}
    fouten = geef(driehoek, "politie", zonder, 400)["fouten"]
    assert [fout["pad"] for fout in fouten] == ["/bevestigdZonderPersonen"]
    van_om = geef(driehoek, "om", _melding(driehoek, "2026-1"), 403)
    assert {reden["poort"] for reden in van_om["redenen"]} == {7}
    assert _bekend(driehoek) == []
