"""Een groep op het scherm: in woorden, op haar eigen tijd, langs de echte gateway."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from deploy.pki import Pki
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.aanpakwerk import Aanpak
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.keten import Keten, draaiende_keten


@pytest.fixture(scope="module")
def keten(
    uitgever: Uitgever, pki: Pki, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Keten]:
    map_ = tmp_path_factory.mktemp("groepspagina")

    def databank(naam: str) -> str:
        return f"sqlite:///{map_ / naam}.sqlite"

    with draaiende_keten(databank, uitgever, pki, map_) as alles:
        yield alles


GROEPSFEITEN = ("stap", "afsluiting")


def _tijdlijn(klant: Klant, groep: str) -> list[dict[str, Any]]:
    pagina = klant.haal(f"/groepen/{groep}/tijdlijn?volgorde=oudste")
    feiten: list[dict[str, Any]] = pagina["feiten"]
    return feiten


def test_een_groep_heeft_namen_dagen_aantallen_en_wat_verder_leidt(keten: Keten) -> None:
    aanpak = Aanpak.open(keten)
    geopend = keten.klok()
    keten.klok.vooruit(days=1)
    for code in ("politie", "gemeente"):
        groep = aanpak.klanten[code].haal(f"/groepen/{aanpak.groep}")
        assert groep["stapnaam"] == "Signalen over groepsgedrag delen"
        assert groep["aantallen"] == {"leden": 2, "verstuurd": 0, "ontvangen": 0}
        assert datetime.fromisoformat(groep["stapSinds"]) <= geopend
        assert groep["geopendOp"] == groep["stapSinds"]
        (verder,) = groep["verder"]
        assert (verder["stap"], verder["besluit"]) == (2, "start")
        assert verder["ondertekenaars"] == [{"partij": "gemeente", "functies": ["burgemeester"]}]
        assert "Naar stap 2 (Informatie verzamelen en verbinden)" in verder["zin"]
    aanpak.sluit()
    gesloten = aanpak.regisseur.haal(f"/groepen/{aanpak.groep}")
    assert (gesloten["verder"], gesloten["stap"]) == ([], 7)
    assert gesloten["stapSinds"] > gesloten["geopendOp"]


def test_de_nieuwste_groep_staat_bovenaan_en_de_totalen_kloppen(keten: Keten) -> None:
    eerste = Aanpak.open(keten)
    keten.klok.vooruit(hours=1)
    tweede = Aanpak.open(keten)
    pagina = eerste.regisseur.haal("/groepen")
    volgorde = [een["id"] for een in pagina["groepen"]]
    assert volgorde[:2] == [tweede.groep, eerste.groep]
    assert pagina["totaal"] == len(volgorde)
    lopend = pagina["lopend"]
    eerste.sluit()
    assert eerste.regisseur.haal("/groepen")["lopend"] == lopend - 1


def test_wie_pas_later_kijkt_ziet_elke_stap_op_haar_eigen_tijd(keten: Keten) -> None:
    aanpak = Aanpak.open(keten)
    keten.klok.vooruit(days=2)
    aanpak.sluit()
    gesloten = keten.klok()
    keten.klok.vooruit(days=5)
    lijnen = [_tijdlijn(aanpak.klanten[code], aanpak.groep) for code in ("om", "gemeente")]
    for lijn in lijnen:
        stappen = [een for een in lijn if een["soort"] == "stap"]
        assert [een["titel"][:7] for een in stappen] == ["Stap 1:", "Stap 7:"]
        (einde,) = [een for een in lijn if een["soort"] == "afsluiting"]
        assert datetime.fromisoformat(einde["tijdstip"]) <= gesloten
        tijden = [een["tijdstip"] for een in lijn]
        assert tijden == sorted(tijden)
    om, gemeente = (
        [(feit["soort"], feit["tijdstip"]) for feit in lijn if feit["soort"] in GROEPSFEITEN]
        for lijn in lijnen
    )
    assert om == gemeente


def test_een_startbesluit_staat_op_de_tijd_waarop_het_is_genomen(kantoor: Kantoor) -> None:
    groep = nieuw_id()
    stand = {
        **kantoor.wereld.gateway.groepen[kantoor.groep],
        "id": groep,
        "code": f"G-{groep[-6:]}",
    }
    open_ = {**stand, "stap": 1, "startbesluit": None}
    verloop = [{**open_, "op": "2026-11-20T09:00:00Z"}, {**stand, "op": "2026-11-20T15:30:00Z"}]
    kantoor.wereld.gateway.groepen[groep] = {**stand, "verloop": verloop}
    lijn = _tijdlijn(kantoor.regisseur, groep)
    gezien = [(een["soort"], een["tijdstip"][:16]) for een in lijn]
    assert gezien == [
        ("stap", "2026-11-20T09:00"),
        ("startbesluit", "2026-11-20T15:30"),
        ("stap", "2026-11-20T15:30"),
    ]


def test_wie_de_groep_niet_heeft_ziet_haar_niet(kantoor: Kantoor) -> None:
    antwoord = kantoor.analist.vraag("GET", f"/groepen/{nieuw_id()}")
    assert antwoord.status_code == 404


def test_wat_er_binnenkwam_is_vanuit_de_tijdlijn_te_vinden(kantoor: Kantoor) -> None:
    verzoek = kantoor.vraag_om_informatie()
    pagina = kantoor.analist.haal(f"/groepen/{kantoor.groep}/tijdlijn?zoom=alles")
    (ontvangen,) = [een for een in pagina["feiten"] if een["soort"] == "bericht-ontvangen"]
    assert ontvangen["pad"] == f"/informatieverzoeken/{verzoek}"
    assert kantoor.analist.haal(ontvangen["pad"])["id"] == verzoek
