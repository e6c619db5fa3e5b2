"""Wie er wanneer aan tafel zit: de agenda, en wie er op de dag zelf nog bij komt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from shared.bericht.tijd import utc_tekst
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.tafel import Tafel


@pytest.fixture
def tafel(gedeelde_driehoek: Wereld) -> Tafel:
    return Tafel.richt_in(gedeelde_driehoek)


def _op_dag(tafel: Tafel, dagen: int, **anders: Any) -> str:
    begin = tafel.wereld.klok() + timedelta(days=dagen)
    return tafel.plan(begin=utc_tekst(begin), einde=utc_tekst(begin + timedelta(hours=1)), **anders)


def _agenda(tafel: Tafel, klant: Klant, van: int, tot: int, groep: str = "") -> list[Any]:
    """Wat er van deze groep (en met `groep` alleen van die) op deze dagen staat."""
    vandaag = tafel.wereld.klok().date()
    dagen = [(vandaag + timedelta(days=dag)).isoformat() for dag in (van, tot)]
    pad = f"/overleggen?van={dagen[0]}&tot={dagen[1]}{groep and f'&groep={groep}'}"
    gevonden = klant.haal(pad)["overleggen"]
    return [een for een in gevonden if tafel.groep in een["groepen"]]


def test_de_agenda_zegt_wanneer_waar_en_wie_naar_functie(tafel: Tafel) -> None:
    reeks = nieuw_id()
    tafel.zet_reeks(reeks)
    morgen = _op_dag(tafel, 1, reeksen=[reeks])
    later = _op_dag(tafel, 20)
    assert [een["id"] for een in _agenda(tafel, tafel.regisseur, 0, 30)] == [later, morgen]
    (een,) = _agenda(tafel, tafel.regisseur, 0, 7, tafel.groep)
    assert (een["id"], een["reeksen"], een["locatie"]) == (morgen, [reeks], "gemeente")
    assert [(wie["partij"], wie["functie"]) for wie in een["aanTafel"]] == [
        ("politie", "analist"), ("gemeente", "regisseur"), ("om", "parketsecretaris"),
    ]  # fmt: skip
    # Een naam alleen van de eigen collega; de reeks alleen bij wie haar plant.
    assert [wie["naam"] is None for wie in een["aanTafel"]] == [True, False, True]
    (bij_politie,) = _agenda(tafel, tafel.analist, 0, 7)
    assert (bij_politie["id"], bij_politie["reeksen"]) == (morgen, [])
    assert [wie["naam"] is None for wie in bij_politie["aanTafel"]] == [False, True, True]


def test_een_agenda_zegt_niets_over_wat_niet_van_mij_is(tafel: Tafel) -> None:
    """Een collega die niet plant ziet zijn eigen overleggen, het OM niets zonder onderzoek."""
    wijkagent, wie = tafel.collega("politie", "wijkagent")
    reeks = nieuw_id()
    tafel.zet_reeks(reeks, samenstelling=["regisseur", "analist", "wijkagent"])
    met = _op_dag(tafel, 1, reeksen=[reeks], deelnemers=[*tafel.iedereen[:2], wie])
    zonder = _op_dag(tafel, 2)
    assert [een["id"] for een in _agenda(tafel, wijkagent, 0, 7)] == [met]
    assert [een["id"] for een in _agenda(tafel, tafel.secretaris, 0, 7)] == [zonder]
    tafel.onderzoek()
    assert _agenda(tafel, tafel.secretaris, 0, 7) == []
    ander = Driehoek.richt_in(tafel.wereld)
    buiten, _ = tafel.collega("politie", "analist", alleGroepen=False, groepen=[ander.groep])
    assert _agenda(tafel, buiten, 0, 7) == []
    pad = f"/overleggen?groep={tafel.groep}"
    assert buiten.vraag("GET", pad).status_code == 403


@pytest.mark.parametrize(
    ("vraag", "pad"),
    [
        ("", "/groep"),
        ("?van=2026-11-01", "/tot"),
        ("?tot=2026-11-01", "/van"),
        ("?van=2026-11-02&tot=2026-11-01", "/tot"),
        ("?van=2026-01-01&tot=2027-01-02", "/tot"),
    ],
)
def test_een_agenda_die_niet_kan_zegt_waarom(tafel: Tafel, vraag: str, pad: str) -> None:
    antwoord = tafel.regisseur.vraag("GET", f"/overleggen{vraag}")
    assert antwoord.status_code == 400, antwoord.text
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [pad]


# --- Aan de deur ---


def _deur(
    tafel: Tafel, overleg: str, wie: str, status: int = 200, klant: Klant | None = None,
    **anders: Any,
) -> Any:  # fmt: skip
    invoer = {"deelnemer": wie, "naamGecontroleerd": True, **anders}
    antwoord = (klant or tafel.regisseur).vraag(
        "POST", f"/overleggen/{overleg}/_toelaten", json=invoer
    )
    assert antwoord.status_code == status, antwoord.text
    return antwoord.json()


def test_wie_onverwacht_komt_wordt_aan_de_deur_aangemeld_en_hoort_dan_mee(tafel: Tafel) -> None:
    _, chef = tafel.collega("politie", "teamchef")
    overleg = tafel.plan()
    tafel.begin()
    niet = _deur(tafel, overleg, chef, 400, naamGecontroleerd=False)
    assert [fout["pad"] for fout in niet["fouten"]] == ["/naamGecontroleerd"]
    toegelaten = _deur(tafel, overleg, chef)
    assert toegelaten["toegelatenDoor"] == tafel.wie("gemeente")
    assert toegelaten["toegelatenOp"] == utc_tekst(tafel.wereld.klok())
    tafel.wereld.klok.vooruit(minutes=1)
    assert _deur(tafel, overleg, chef) == toegelaten, "twee keer is een keer"
    (een,) = _agenda(tafel, tafel.regisseur, 0, 0)
    laatste = een["aanTafel"][-1]
    assert (laatste["id"], laatste["functie"]) == (chef, "teamchef")
    assert laatste["toegelatenOp"] == toegelaten["toegelatenOp"]
    assert tafel.vraag(overleg)["magGezegd"] is True
    # Nu er iets mag worden gezegd, is de tafel vol.
    _, laat = tafel.collega("gemeente", "burgemeester")
    vol = _deur(tafel, overleg, laat, 409)
    assert "komt niemand meer bij" in vol["detail"].replace("Er komt", "komt")
    assert tafel.regisseur.haal(f"/overleggen/{overleg}")["deelnemers"] == [*tafel.iedereen, chef]


def test_aan_de_deur_komt_alleen_binnen_wie_ook_uitgenodigd_had_kunnen_zijn(tafel: Tafel) -> None:
    overleg = tafel.plan(deelnemers=tafel.iedereen[:2])
    tafel.onderzoek()
    tafel.begin()
    for wie in (tafel.wie("om"), nieuw_id()):
        fouten = _deur(tafel, overleg, wie, 400)["fouten"]
        assert [fout["pad"] for fout in fouten] == ["/deelnemer"]
    _, wijkagent = tafel.collega("politie", "wijkagent")
    (fout,) = _deur(tafel, overleg, wijkagent, 400)["fouten"]
    assert "bij deze reeks horen" in fout["melding"]
    # De organisator laat toe, en van hem wie er zit.
    _, chef = tafel.collega("politie", "teamchef")
    assert "andere partij" in _deur(tafel, overleg, chef, 403, tafel.analist)["detail"]
    collega, _ = tafel.collega("gemeente", "regisseur")
    _deur(tafel, overleg, chef, 403, collega)
    tafel.wereld.klok.vooruit(hours=2)
    _deur(tafel, overleg, chef, 409)
    assert tafel.regisseur.haal(f"/overleggen/{overleg}")["deelnemers"] == tafel.iedereen[:2]


# --- Afgelast terwijl er nog iets te zeggen was ---


def test_een_afgelast_overleg_laat_vervallen_wat_nog_te_zeggen_was(tafel: Tafel) -> None:
    reeks = nieuw_id()
    tafel.zet_reeks(reeks)
    overleg = tafel.plan(reeksen=[reeks])
    uiting = tafel.vraag(overleg)
    etag = tafel.regisseur.vraag("GET", f"/overleggen/{overleg}").headers["ETag"]
    af = tafel.registreer(overleg, etag, reeksen=[reeks], afgelast=True)
    assert af.status_code == 200, af.text
    assert tafel.stand(uiting["id"])["magGezegd"] is False
    tafel.wereld.klok.vooruit(minutes=6)
    tafel.ronde()
    stand = tafel.stand(uiting["id"])
    assert (stand["stand"], stand["magGezegd"]) == ("niet_gezegd", False)
    # Bij wie het zou zeggen staat dat het verviel; het vastleggen is geen werk meer.
    pad = f"/uitingen/{uiting['id']}"
    assert tafel.werk(tafel.analist, "mondeling-vervallen") == [pad]
    assert tafel.werk(tafel.analist, "mondeling-bevestigen") == []
    # Niemand kreeg het: teruggenomen bij wie het zou horen, en hier vernietigd.
    for code in ("gemeente", "om"):
        assert tafel.ontvangen(code) == []
    assert all(rij.geheim == b"" for rij in tafel.berichten(uiting).values())
    for klant in (tafel.regisseur, tafel.secretaris):
        verslag = tafel.verslag(overleg, klant)
        assert (verslag["gehoord"], verslag["open"]) == ([], [])
    # Wie het toch zei, vertelt dat; dan was het zonder toestemming.
    tafel.begin()
    assert tafel.vertel(uiting)["zonderToestemming"] is True


def test_gaat_het_overleg_door_dan_vervalt_er_niets(tafel: Tafel) -> None:
    overleg = tafel.plan()
    uiting = tafel.vraag(overleg)
    tafel.wereld.klok.vooruit(minutes=6)
    tafel.wereld.gateway.overleggen.weg = True
    tafel.ronde()
    tafel.wereld.gateway.overleggen.weg = False
    tafel.wereld.klok.vooruit(minutes=6)
    tafel.ronde()
    assert tafel.stand(uiting["id"])["magGezegd"] is True
    assert tafel.werk(tafel.analist, "mondeling-vervallen") == []
    tafel.begin()
    assert tafel.vertel(uiting)["zonderToestemming"] is False


def test_een_collega_zit_alleen_aan_tafel_bij_groepen_van_zijn_taak(tafel: Tafel) -> None:
    """Aan tafel hoort hij het van elke groep, ook van een waar hij niet aan werkt (6.1)."""
    ander = Driehoek.richt_in(tafel.wereld)
    ander.kantoor.naar_stap(3, strafrechtelijkOnderzoek={"van": "2026-11-01", "tot": None})
    taak = {"alleGroepen": False, "groepen": [tafel.groep]}
    _, beperkt = tafel.collega("gemeente", "regisseur", **taak)
    reeksen = [nieuw_id(), nieuw_id()]
    tafel.zet_reeks(reeksen[0])
    tafel.zet_reeks(reeksen[1], groep=ander.groep)
    erbij = {"deelnemers": [*tafel.iedereen, beperkt]}
    geweigerd = tafel.registreer(nieuw_id(), reeksen=reeksen, **erbij)
    assert geweigerd.status_code == 400, geweigerd.text
    (fout,) = geweigerd.json()["fouten"]
    assert (fout["pad"], "in zijn taak" in fout["melding"]) == ("/deelnemers/3", True)
    # Over de groep van zijn taak alleen mag hij erbij.
    overleg = nieuw_id()
    gepland = tafel.registreer(overleg, reeksen=reeksen[:1], **erbij)
    assert gepland.status_code == 200, gepland.text
    # Aan de deur geldt hetzelfde.
    breed = tafel.plan(reeksen=reeksen)
    tafel.begin()
    deur = {"deelnemer": beperkt, "naamGecontroleerd": True}
    aan_de_deur = tafel.regisseur.vraag("POST", f"/overleggen/{breed}/_toelaten", json=deur)
    assert aan_de_deur.status_code == 400, aan_de_deur.text
    assert [een["pad"] for een in aan_de_deur.json()["fouten"]] == ["/deelnemer"]
