"""Een overleg: vooraf gepland, gezegd wat mag, en dan een verslag voor wie erbij was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from shared.bericht.tijd import utc_tekst
from shared.partij.autorisatiemelder import Autorisatiemelder
from shared.partij.kenmerk import nieuw_id
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.opstelling import Klant

BEVESTIGD = {"bevestigdZonderPersonen": True}
REEKS = {
    "doel": "De overlast op het verzonnen plein terugbrengen.",
    "frequentie": "elke maand",
    "samenstelling": ["regisseur", "analist"],
    **BEVESTIGD,
}


@pytest.fixture
def persoon(kantoor: Kantoor) -> str:
    return kantoor.persoon()


def _zet_reeks(kantoor: Kantoor, kenmerk: str, status: int = 200, **anders: Any) -> Any:
    koppen = {"If-Match": anders.pop("etag")} if "etag" in anders else {}
    antwoord = kantoor.regisseur.vraag(
        "PUT",
        f"/overlegreeksen/{kenmerk}",
        json={**REEKS, "groep": kantoor.groep, **anders},
        headers=koppen,
    )
    assert antwoord.status_code == status, antwoord.text
    return antwoord


def _plan(kantoor: Kantoor, status: int = 200, **anders: Any) -> str:
    """Een overleg dat nu gaande is, tenzij `anders`; het kenmerk."""
    reeks, kenmerk = nieuw_id(), anders.pop("kenmerk", nieuw_id())
    _zet_reeks(kantoor, reeks, samenstelling=["regisseur", "analist", "burgemeester", "wijkagent"])
    nu = kantoor.wereld.klok()
    antwoord = kantoor.regisseur.vraag(
        "PUT",
        f"/overleggen/{kenmerk}",
        json={
            "reeks": reeks,
            "soort": "structureel",
            "locatie": "gemeente",
            "begin": utc_tekst(nu - timedelta(minutes=5)),
            "einde": utc_tekst(nu + timedelta(hours=1)),
            "deelnemers": [kantoor.analist_id, kantoor.regisseur_id],
            **anders,
        },
    )
    assert antwoord.status_code == status, antwoord.text
    return str(kenmerk)


def _vraag(kantoor: Kantoor, persoon: str, overleg: str | None, **anders: Any) -> dict[str, Any]:
    """De analist vraagt of hij dit tegen de regisseur mag zeggen."""
    schrift = kantoor.opdracht(persoon, kantoor.vraag_om_informatie(), **anders)
    opdracht = {
        "groep": kantoor.groep,
        "kanaal": "telefoon" if overleg is None else "overleg",
        "overleg": overleg,
        "doel": schrift["doel"],
        "afweging": schrift["afweging"],
        "ontvangers": [
            {naam: schrift[naam] for naam in
             ("ontvanger", "ontvangendeMedewerker", "inReactieOp", "onderdelen")}
        ],
    }  # fmt: skip
    uiting: dict[str, Any] = kantoor.analist.maak("/uitingen", opdracht)
    return uiting


def _vertel(kantoor: Kantoor, uiting: dict[str, Any]) -> None:
    """De analist zegt het, en vertelt dat."""
    verteld = {
        "gezegdOp": utc_tekst(kantoor.wereld.klok()),
        "berichten": [bericht["id"] for bericht in uiting["berichten"]],
    }
    antwoord = kantoor.analist.vraag("POST", f"/uitingen/{uiting['id']}/_bevestig", json=verteld)
    assert antwoord.status_code == 200, antwoord.text


def _zeg(kantoor: Kantoor, persoon: str, overleg: str | None, **anders: Any) -> dict[str, Any]:
    uiting = _vraag(kantoor, persoon, overleg, **anders)
    assert uiting["magGezegd"] is True
    _vertel(kantoor, uiting)
    return uiting


def _stel_vast(klant: Klant, overleg: str, **anders: Any) -> httpx.Response:
    invoer = {"afspraken": "Het plein wordt vaker bezocht.", **BEVESTIGD, **anders}
    return klant.vraag("POST", f"/overleggen/{overleg}/verslag/_vaststellen", json=invoer)


def _soorten(regels: list[dict[str, Any]]) -> list[str]:
    return [deel["gegevenssoort"] for regel in regels for deel in regel["gedeeld"]]


# --- Het verslag ----------------------------------------------------------------------------------


def test_het_verslag_is_bij_iedere_partij_wat_zij_zei_en_hoorde(
    kantoor: Kantoor, persoon: str
) -> None:
    overleg = _plan(kantoor)
    uiting = _vraag(kantoor, persoon, overleg)
    pad = f"/overleggen/{overleg}/verslag"
    assert kantoor.regisseur.haal(pad)["gehoord"] == [], "het is nog niet gezegd"
    assert kantoor.analist.haal(pad)["open"] == [uiting["id"]]
    _vertel(kantoor, uiting)
    van_politie = kantoor.analist.haal(pad)
    (regel,) = van_politie["gezegd"]
    assert (van_politie["open"], van_politie["weggelaten"]) == ([], 0)
    assert _soorten([regel]) == ["NAW", "GEBOORTEDATUM"]
    assert regel["uiting"] == uiting["id"]
    assert "Nooitgedacht" not in str(van_politie)
    van_gemeente = kantoor.regisseur.haal(pad)
    assert (van_gemeente["gehoord"], van_gemeente["gezegd"]) == ([regel], [])
    assert ("verslag", overleg, None) in kantoor.gelezen(kantoor.gemeente)


def test_wat_niet_is_gezegd_staat_niet_in_het_verslag(kantoor: Kantoor, persoon: str) -> None:
    overleg = _plan(kantoor)
    uiting = _vraag(kantoor, persoon, overleg)
    antwoord = kantoor.analist.vraag("POST", f"/uitingen/{uiting['id']}/_nietgezegd")
    assert antwoord.status_code == 200, antwoord.text
    for klant in (kantoor.analist, kantoor.regisseur):
        verslag = klant.haal(f"/overleggen/{overleg}/verslag")
        assert (verslag["gezegd"], verslag["gehoord"], verslag["open"]) == ([], [], [])


def test_een_verslag_met_open_einden_wordt_niet_vastgesteld(kantoor: Kantoor, persoon: str) -> None:
    overleg = _plan(kantoor)
    uiting = _vraag(kantoor, persoon, overleg)
    te_vroeg = _stel_vast(kantoor.analist, overleg)
    assert (te_vroeg.status_code, uiting["id"] in te_vroeg.text) == (409, True)
    _vertel(kantoor, uiting)
    vast = _stel_vast(kantoor.analist, overleg)
    assert vast.status_code == 200, vast.text
    assert vast.json()["vastgesteldDoor"] == kantoor.analist_id
    assert _stel_vast(kantoor.analist, overleg).status_code == 409
    assert kantoor.analist.haal(f"/overleggen/{overleg}/verslag") == vast.json()


def test_de_burgemeester_leest_het_verslag_van_een_overleg_waar_hij_bij_was(
    kantoor: Kantoor, persoon: str
) -> None:
    deelnemers = [kantoor.analist_id, kantoor.regisseur_id, kantoor.burgemeester_id]
    overleg = _plan(kantoor, deelnemers=deelnemers, soort="driehoek")
    ander = _plan(kantoor, soort="driehoek")
    _zeg(kantoor, persoon, overleg, soorten=("BEKENDHEID",))
    pad = f"/overleggen/{overleg}/verslag"
    verslag = kantoor.burgemeester.haal(pad)
    assert (_soorten(verslag["gehoord"]), verslag["weggelaten"]) == (["BEKENDHEID"], 0)
    assert verslag["gehoord"] == kantoor.regisseur.haal(pad)["gehoord"]
    assert ("verslag", overleg, None) in kantoor.gelezen(kantoor.gemeente)
    dicht = kantoor.burgemeester.vraag("GET", f"/overleggen/{ander}/verslag")
    assert (dicht.status_code, "deelnemer" in dicht.json()["detail"]) == (403, True)
    assert kantoor.burgemeester.vraag("GET", f"/overleggen/{ander}").status_code == 403
    gezien = kantoor.burgemeester.haal(f"/overleggen?groep={kantoor.groep}")["overleggen"]
    assert [een["id"] for een in gezien] == [overleg]
    # Lezen is geen vaststellen: dat doet wie overleggen plant en bijwoont.
    assert _stel_vast(kantoor.burgemeester, overleg).status_code == 403


def test_ook_in_een_verslag_staat_alleen_wat_de_functie_leest(
    kantoor: Kantoor,
) -> None:
    kantoor.naar_stap(5, prioritering="ja")
    wijkagent, wijkagent_id = kantoor.politie.medewerker(
        "wijkagent", f"wijk.{kantoor.groep}@politie.example"
    )
    kantoor.wereld.doe(Autorisatiemelder(kantoor.politie.uitwisseling.dienst).meld_wachtende())
    deelnemers = [kantoor.analist_id, kantoor.regisseur_id, wijkagent_id]
    overleg = _plan(kantoor, deelnemers=deelnemers)
    mail = {"telefoon": "010-0000000", "email": "sterrin@verzonnen.example"}
    bereikbaar = kantoor.persoon("Zonnewip Bedenksel", "2010-03-04", **mail)
    _zeg(kantoor, bereikbaar, overleg, soorten=("NAW", "TEL_EMAIL"))
    pad = f"/overleggen/{overleg}/verslag"
    gezien = wijkagent.haal(pad)
    assert (_soorten(gezien["gezegd"]), gezien["weggelaten"]) == (["NAW"], 1)
    assert _soorten(kantoor.analist.haal(pad)["gezegd"]) == ["NAW", "TEL_EMAIL"]
    # Ook als het is vastgesteld.
    assert _stel_vast(kantoor.analist, overleg).status_code == 200
    gezien = wijkagent.haal(pad)
    assert (_soorten(gezien["gezegd"]), gezien["weggelaten"]) == (["NAW"], 1)


def test_ook_een_collega_die_er_niet_bij_was_leest_het_verslag_niet(
    kantoor: Kantoor, persoon: str
) -> None:
    collega, _ = kantoor.politie.medewerker("analist", f"{nieuw_id()}@politie.example")
    overleg = _plan(kantoor)
    _zeg(kantoor, persoon, overleg)
    assert collega.vraag("GET", f"/overleggen/{overleg}/verslag").status_code == 403
    assert _stel_vast(collega, overleg).status_code == 403
    # De agenda ziet hij wel: hij plant overleggen over deze groep.
    assert collega.haal(f"/overleggen/{overleg}")["deelnemers"]
    # Wie toezicht houdt leest mee, en dat blijft staan.
    fg, _ = kantoor.politie.medewerker("fg", f"fg.{kantoor.groep}@politie.example")
    assert _soorten(fg.haal(f"/overleggen/{overleg}/verslag")["gezegd"]) == ["NAW", "GEBOORTEDATUM"]
    assert _stel_vast(fg, overleg).status_code == 403


# --- Plannen --------------------------------------------------------------------------------------


def test_een_overleg_gaat_over_de_groep_van_de_reeks_en_wat_erbij_wordt_genoemd(
    kantoor: Kantoor,
) -> None:
    ander = Kantoor.richt_in(kantoor.wereld)
    overleg = _plan(kantoor, groepen=[ander.groep])
    assert kantoor.regisseur.haal(f"/overleggen/{overleg}")["groepen"] == [
        kantoor.groep, ander.groep,
    ]  # fmt: skip
    for groep in (kantoor.groep, ander.groep):
        (gezien,) = kantoor.regisseur.haal(f"/overleggen?groep={groep}")["overleggen"]
        assert gezien["id"] == overleg
    beperkt, _ = kantoor.gemeente.medewerker(
        "regisseur", f"{nieuw_id()}@gemeente.example", alleGroepen=False, groepen=[kantoor.groep]
    )
    eigen = kantoor.regisseur
    kantoor.regisseur = beperkt
    _plan(kantoor, 403, groepen=[ander.groep])
    kantoor.regisseur = eigen


@pytest.mark.parametrize(
    ("anders", "pad"), [({"soort": "borrel"}, "/soort"), ({"locatie": "kroeg"}, "/locatie")]
)
def test_een_overleg_dat_niet_kan_zegt_waarom(
    kantoor: Kantoor, anders: dict[str, Any], pad: str
) -> None:
    kenmerk = nieuw_id()
    reeks = nieuw_id()
    _zet_reeks(kantoor, reeks)
    invoer = {
        "reeks": reeks,
        "soort": "structureel",
        "locatie": "gemeente",
        "begin": "2026-11-23T11:00:00Z",
        "einde": "2026-11-23T12:00:00Z",
        "deelnemers": [kantoor.analist_id, kantoor.regisseur_id],
        **anders,
    }
    antwoord = kantoor.regisseur.vraag("PUT", f"/overleggen/{kenmerk}", json=invoer)
    assert antwoord.status_code == 400
    (fout,) = antwoord.json()["fouten"]
    assert (fout["pad"], "kies uit" in fout["melding"]) == (pad, True)
    assert kantoor.regisseur.vraag("GET", f"/overleggen/{kenmerk}").status_code == 404


def test_twee_mensen_wijzigen_dezelfde_reeks(kantoor: Kantoor) -> None:
    reeks = nieuw_id()
    etag = _zet_reeks(kantoor, reeks).headers["etag"]
    _zet_reeks(kantoor, reeks, 428)
    _zet_reeks(kantoor, reeks, frequentie="elke week", etag=etag)
    _zet_reeks(kantoor, reeks, 412, frequentie="nooit", etag=etag)
    lijst = kantoor.regisseur.haal(f"/overlegreeksen?groep={kantoor.groep}")["overlegreeksen"]
    assert [een["frequentie"] for een in lijst if een["id"] == reeks] == ["elke week"]


def test_een_groep_buiten_de_taak_heeft_geen_overleg(kantoor: Kantoor) -> None:
    ander, _ = kantoor.gemeente.medewerker(
        "regisseur", f"{nieuw_id()}@gemeente.example", alleGroepen=False, groepen=[nieuw_id()]
    )
    overleg = _plan(kantoor)
    for pad in (f"/overleggen/{overleg}", f"/overleggen/{overleg}/verslag"):
        assert ander.vraag("GET", pad).status_code == 403
    assert ander.vraag("GET", f"/overleggen?groep={kantoor.groep}").status_code == 403


# --- Wie erbij hoort, en wat er buiten een overleg wordt gezegd -----------------------------------


def test_wie_niet_bij_de_reeks_hoort_wordt_niet_uitgenodigd(kantoor: Kantoor) -> None:
    _, chef_id = kantoor.politie.medewerker("teamchef", f"{nieuw_id()}@politie.example")
    kantoor.wereld.doe(Autorisatiemelder(kantoor.politie.uitwisseling.dienst).meld_wachtende())
    reeks, kenmerk = nieuw_id(), nieuw_id()
    etag = _zet_reeks(kantoor, reeks).headers["etag"]
    nu = kantoor.wereld.klok()
    invoer = {
        "reeks": reeks,
        "soort": "structureel",
        "locatie": "gemeente",
        "begin": utc_tekst(nu),
        "einde": utc_tekst(nu + timedelta(hours=1)),
        "deelnemers": [kantoor.analist_id, kantoor.regisseur_id, chef_id],
    }
    pad = f"/overleggen/{kenmerk}"
    geweigerd = kantoor.regisseur.vraag("PUT", pad, json=invoer)
    (fout,) = geweigerd.json()["fouten"]
    assert (geweigerd.status_code, fout["pad"]) == (400, "/deelnemers/2")
    assert "teamchef" in fout["melding"]
    assert kantoor.regisseur.vraag("GET", pad).status_code == 404
    _zet_reeks(kantoor, reeks, etag=etag, samenstelling=[*REEKS["samenstelling"], "teamchef"])
    assert kantoor.regisseur.vraag("PUT", pad, json=invoer).status_code == 200


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"samenstelling": ["regisseur", "buurvrouw"]}, "/samenstelling/1"),
        ({"doel": "Zorivanio B. van het plein houden."}, "/doel"),
        ({"frequentie": "elke maand bij Zorivanio B."}, "/frequentie"),
    ],
)
def test_een_reeks_noemt_functies_en_geen_mensen(
    kantoor: Kantoor, anders: dict[str, Any], pad: str
) -> None:
    fouten = _zet_reeks(kantoor, nieuw_id(), 400, **anders).json()["fouten"]
    assert [fout["pad"] for fout in fouten] == [pad]


def test_afspraken_in_een_verslag_wijzen_niemand_aan(kantoor: Kantoor) -> None:
    pad = f"/overleggen/{_plan(kantoor)}/verslag/_vaststellen"
    afspraken = {"afspraken": "Zorivanio B. wordt elke dag bezocht.", **BEVESTIGD}
    geweigerd = kantoor.regisseur.vraag("POST", pad, json=afspraken)
    assert geweigerd.status_code == 400
    assert [fout["pad"] for fout in geweigerd.json()["fouten"]] == ["/afspraken"]
    zonder = {"afspraken": "Het plein wordt vaker bezocht."}
    geweigerd = kantoor.regisseur.vraag("POST", pad, json=zonder)
    assert [fout["pad"] for fout in geweigerd.json()["fouten"]] == ["/bevestigdZonderPersonen"]


def test_ook_van_een_telefoongesprek_is_er_een_verslag_bij_allebei(
    kantoor: Kantoor, persoon: str
) -> None:
    uiting = _vraag(kantoor, persoon, None)
    pad = f"/gespreksnotities?groep={kantoor.groep}"
    hoorde = f"{pad}&richting=gehoord"
    for klant, waar in ((kantoor.analist, pad), (kantoor.regisseur, hoorde)):
        assert klant.haal(waar)["gespreksnotities"] == [], "het is nog niet gezegd"
    _vertel(kantoor, uiting)
    (notitie,) = kantoor.analist.haal(pad)["gespreksnotities"]
    assert notitie["uiting"] == uiting["id"]
    assert _soorten(notitie["regels"]) == ["NAW", "GEBOORTEDATUM"]
    assert "Nooitgedacht" not in str(notitie)
    assert (notitie["zonderToestemming"], notitie["bladnummer"] is None) == (False, False)
    (gehoord,) = kantoor.regisseur.haal(hoorde)["gespreksnotities"]
    assert gehoord == notitie
    assert ("gespreksnotitie", uiting["id"], None) in kantoor.gelezen(kantoor.gemeente)
    # Een collega was er niet bij, en leest het dus niet; wie toezicht houdt wel.
    collega, _ = kantoor.politie.medewerker("analist", f"{nieuw_id()}@politie.example")
    assert collega.haal(pad)["gespreksnotities"] == []
    fg, _ = kantoor.politie.medewerker("fg", f"fg.{kantoor.groep}@politie.example")
    assert fg.haal(pad)["gespreksnotities"] == [notitie]

    niet = _vraag(kantoor, persoon, None)
    kantoor.analist.vraag("POST", f"/uitingen/{niet['id']}/_nietgezegd")
    _zeg(kantoor, persoon, _plan(kantoor))
    assert kantoor.regisseur.haal(hoorde)["gespreksnotities"] == [gehoord]
    assert kantoor.analist.haal(pad)["gespreksnotities"] == [notitie]
