"""Een overleg: vooraf gepland, eerst getoetst, dan gezegd, en het verslag volgt vanzelf."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from shared.bericht.jsonvorm import ontb64url
from shared.bericht.tijd import utc_tekst
from shared.partij.autorisatiemelder import Autorisatiemelder
from shared.partij.kenmerk import nieuw_id
from shared.partij.overleg.verslagregel import bindwaarde, verslagregel
from tests.integratie.partij.kantoor import Kantoor

REEKS = {
    "doel": "De overlast op het verzonnen plein terugbrengen.",
    "frequentie": "elke maand",
    "samenstelling": ["regisseur", "analist"],
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
    _zet_reeks(kantoor, reeks)
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


def _woorden(kantoor: Kantoor, persoon: str, **anders: Any) -> dict[str, Any]:
    return kantoor.opdracht(persoon, kantoor.vraag_om_informatie(), **anders)


def _zeg(
    kantoor: Kantoor, persoon: str, overleg: str | None, status: int = 201, **anders: Any
) -> dict[str, Any]:
    opdracht = {"overleg": overleg, "verstrekking": _woorden(kantoor, persoon, **anders)}
    antwoord = kantoor.analist.vraag("POST", "/mondelinge-verstrekkingen", json=opdracht)
    assert antwoord.status_code == status, antwoord.text
    uit: dict[str, Any] = antwoord.json()
    return uit


def _bevestig(kantoor: Kantoor, bericht: str, status: int = 200, **wat: Any) -> dict[str, Any]:
    antwoord = kantoor.analist.vraag(
        "POST", f"/mondelinge-verstrekkingen/{bericht}/_bevestig", json={"gedeeld": True, **wat}
    )
    assert antwoord.status_code == status, antwoord.text
    uit: dict[str, Any] = antwoord.json()
    return uit


def test_eerst_getoetst_dan_gezegd_dan_in_het_verslag(kantoor: Kantoor, persoon: str) -> None:
    overleg = _plan(kantoor)
    mag = _zeg(kantoor, persoon, overleg)
    assert (mag["status"], mag["gedeeld"], mag["bladnummer"]) == ("afgeleverd", None, None)
    gezegd = _bevestig(kantoor, mag["bericht"])
    assert gezegd["gedeeld"] is True
    assert kantoor.wereld.gateway.boom.bladen[gezegd["bladnummer"]].find(b'"mondeling"') > 0

    van_politie = kantoor.analist.haal(f"/overleggen/{overleg}/verslag")
    (regel,) = van_politie["gezegd"]
    assert [deel["gegevenssoort"] for deel in regel["gedeeld"]] == ["NAW", "GEBOORTEDATUM"]
    assert "Nooitgedacht" not in str(van_politie)
    van_gemeente = kantoor.regisseur.haal(f"/overleggen/{overleg}/verslag")
    assert van_gemeente["gehoord"] == [regel]
    assert ("verslag", overleg, None) in kantoor.gelezen(kantoor.gemeente)


def test_het_log_bindt_aan_de_regel_in_het_verslag(kantoor: Kantoor, persoon: str) -> None:
    mag = _zeg(kantoor, persoon, None)
    gezegd = _bevestig(kantoor, mag["bericht"])
    kop = kantoor.analist.haal(f"/verstrekkingen/{mag['bericht']}/inhoud")["kop"]
    assert kop["kanaal"] == "telefoon"
    assert gezegd["verslag"] != bindwaarde(verslagregel(kop), b"een ander zout")
    assert len(gezegd["verslag"]) == 43


def test_niet_gezegd_is_ingetrokken(kantoor: Kantoor, persoon: str) -> None:
    overleg = _plan(kantoor)
    mag = _zeg(kantoor, persoon, overleg)
    assert kantoor.ontvangen()
    _bevestig(kantoor, mag["bericht"], gedeeld=False)
    assert {gegeven["status"] for gegeven in kantoor.ontvangen()} == {"ingetrokken"}
    assert kantoor.analist.haal(f"/overleggen/{overleg}/verslag")["gezegd"] == []
    _bevestig(kantoor, mag["bericht"], gedeeld=False)
    _bevestig(kantoor, mag["bericht"], 409, gedeeld=True)


def test_wie_niet_vooraf_bekend_was_krijgt_niets_te_horen(kantoor: Kantoor, persoon: str) -> None:
    _, ander_id = kantoor.gemeente.medewerker("regisseur", f"{nieuw_id()}@gemeente.example")
    overleg = _plan(kantoor, deelnemers=[kantoor.regisseur_id, ander_id, kantoor.analist_id])
    _zeg(kantoor, persoon, overleg)
    zonder = _plan(kantoor, deelnemers=[kantoor.analist_id, ander_id])
    weigering = _zeg(kantoor, persoon, zonder, 403)
    assert [(r["poort"], r["code"]) for r in weigering["redenen"]] == [(14, "OVERLEG_DEELNEMERS")]


@pytest.mark.parametrize(
    "anders",
    [
        {"afgelast": True},
        {"begin": "2026-11-24T09:00:00Z", "einde": "2026-11-24T10:00:00Z"},
        {"begin": "2026-11-20T09:00:00Z", "einde": "2026-11-20T10:00:00Z"},
    ],
)
def test_buiten_het_overleg_wordt_er_niets_gezegd(
    kantoor: Kantoor, persoon: str, anders: dict[str, Any]
) -> None:
    weigering = _zeg(kantoor, persoon, _plan(kantoor, **anders), 400)
    assert weigering["fouten"] == [{"pad": "/overleg", "melding": "is nu niet gaande"}]


def test_een_onbekend_overleg_of_een_van_een_andere_groep(kantoor: Kantoor, persoon: str) -> None:
    assert _zeg(kantoor, persoon, nieuw_id(), 400)["fouten"][0]["pad"] == "/overleg"
    andere_groep = Kantoor.richt_in(kantoor.wereld)
    overleg = _plan(andere_groep)
    assert _zeg(kantoor, persoon, overleg, 400)["fouten"][0]["pad"] == "/overleg"


def test_kanaal_en_overleg_verzint_niemand_zelf(kantoor: Kantoor, persoon: str) -> None:
    weigering = _zeg(kantoor, persoon, None, 400, kanaal="overleg")
    assert weigering["fouten"][0]["pad"] == "/verstrekking"


def test_een_verslag_met_open_einden_wordt_niet_vastgesteld(kantoor: Kantoor, persoon: str) -> None:
    overleg = _plan(kantoor)
    mag = _zeg(kantoor, persoon, overleg)
    pad = f"/overleggen/{overleg}/verslag/_vaststellen"
    afspraken = {"afspraken": "Het plein wordt vaker bezocht."}
    te_vroeg = kantoor.analist.vraag("POST", pad, json=afspraken)
    assert (te_vroeg.status_code, mag["bericht"] in te_vroeg.text) == (409, True)
    _bevestig(kantoor, mag["bericht"])
    vast = kantoor.analist.vraag("POST", pad, json=afspraken)
    assert vast.status_code == 200, vast.text
    assert vast.json()["vastgesteldDoor"] == kantoor.analist_id
    assert kantoor.analist.vraag("POST", pad, json=afspraken).status_code == 409
    assert kantoor.analist.haal(f"/overleggen/{overleg}/verslag") == vast.json()


def test_gateway_weg_op_het_moment_van_bevestigen(kantoor: Kantoor, persoon: str) -> None:
    """Wat de medewerker zei staat vast; later nog eens bevestigen maakt het af."""
    mag = _zeg(kantoor, persoon, _plan(kantoor))
    overleggen = kantoor.wereld.gateway.overleggen
    overleggen.weg = True
    _bevestig(kantoor, mag["bericht"], 503)
    overleggen.weg = False
    lijst = kantoor.analist.haal(f"/mondelinge-verstrekkingen?groep={kantoor.groep}")
    (stand,) = lijst["mondelingeVerstrekkingen"]
    assert (stand["gedeeld"], stand["bladnummer"]) == (True, None)
    assert _bevestig(kantoor, mag["bericht"])["bladnummer"] is not None
    _bevestig(kantoor, mag["bericht"], 409, gedeeld=False)


def test_wat_op_schrift_ging_is_geen_mondelinge_verstrekking(
    kantoor: Kantoor, persoon: str
) -> None:
    stand = kantoor.verstrek(persoon)
    _bevestig(kantoor, stand["id"], 404)


def test_wat_de_gateway_afkeurt_leest_de_regisseur_als_invoerfout(kantoor: Kantoor) -> None:
    kenmerk = _plan(kantoor, 400, locatie="kroeg")
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
    afspraken = {"afspraken": "Zorivanio B. wordt elke dag bezocht."}
    geweigerd = kantoor.regisseur.vraag("POST", pad, json=afspraken)
    assert geweigerd.status_code == 400
    assert geweigerd.json()["fouten"][0]["pad"] == "/afspraken"


def test_ook_van_een_telefoongesprek_is_er_een_verslag_bij_allebei(
    kantoor: Kantoor, persoon: str
) -> None:
    mag = _zeg(kantoor, persoon, None)
    pad = f"/gespreksnotities?groep={kantoor.groep}"
    assert kantoor.analist.haal(pad)["gespreksnotities"] == [], "het is nog niet gezegd"
    gezegd = _bevestig(kantoor, mag["bericht"])
    (notitie,) = kantoor.analist.haal(pad)["gespreksnotities"]
    assert [d["gegevenssoort"] for d in notitie["regel"]["gedeeld"]] == ["NAW", "GEBOORTEDATUM"]
    assert "Nooitgedacht" not in str(notitie)
    # Met de regel en het zout is te zien dat het log aan precies deze regel bindt.
    assert bindwaarde(notitie["regel"], ontb64url(notitie["zout"])) == gezegd["verslag"]
    assert notitie["bladnummer"] == gezegd["bladnummer"]
    (gehoord,) = kantoor.regisseur.haal(f"{pad}&richting=gehoord")["gespreksnotities"]
    assert (gehoord["regel"], gehoord["zout"]) == (notitie["regel"], None)
    assert ("gespreksnotitie", mag["bericht"], None) in kantoor.gelezen(kantoor.gemeente)

    niet_gezegd = _zeg(kantoor, persoon, None)
    _bevestig(kantoor, niet_gezegd["bericht"], gedeeld=False)
    in_overleg = _zeg(kantoor, persoon, _plan(kantoor))
    _bevestig(kantoor, in_overleg["bericht"])
    assert kantoor.regisseur.haal(f"{pad}&richting=gehoord")["gespreksnotities"] == [gehoord]
    assert kantoor.analist.haal(pad)["gespreksnotities"] == [notitie]
