"""Valt er na een startbesluit bewijs weg, dan kijkt iemand opnieuw."""

from __future__ import annotations

import pytest

from tests.hulp.ontmoeting import ontmoeting, schrijft_samen
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.startbewijs import (
    BEVESTIGD,
    bereid_voor,
    bewijs,
    herbeoordelingen,
    meld,
    neem,
    op_de_werklijst,
    rond_af,
    trek_in,
)


@pytest.fixture
def stap_een(kantoor: Kantoor) -> Kantoor:
    kantoor.naar_stap(1, startbesluit=None)
    return kantoor


def test_valt_er_na_het_besluit_een_melding_weg_dan_kijkt_iemand_opnieuw(
    stap_een: Kantoor,
) -> None:
    meldingen = bewijs(stap_een)
    neem(stap_een)
    assert trek_in(stap_een, meldingen[0]).status_code == 200
    (vraag,) = herbeoordelingen(stap_een)
    assert (vraag["over"], vraag["nodig"], vraag["uiterlijk"]) == (2, 3, "2026-12-07")
    assert vraag["eigenaar"] == stap_een.regisseur_id
    assert op_de_werklijst(stap_een) == [("2 van de 3", "2026-12-07")]
    # Het besluit zelf staat: het was juist op wat toen bekend was.
    lezen = stap_een.regisseur.haal(f"/groepen/{stap_een.groep}/startbesluiten")
    assert len(lezen["gegevens"]["meldingen"]) == 3
    assert rond_af(stap_een, vraag["id"], "blijft").status_code == 409
    meld(stap_een, "2026-07-01", bron="jongerenwerk")
    assert rond_af(stap_een, vraag["id"], "blijft").json()["uitkomst"] == "blijft"
    assert op_de_werklijst(stap_een) == []
    assert rond_af(stap_een, vraag["id"], "blijft").status_code == 409
    assert trek_in(stap_een, meldingen[0]).status_code == 409


def test_vallen_er_twee_meldingen_tegelijk_weg_dan_ziet_de_laatste_dat_het_te_weinig_is(
    stap_een: Kantoor,
) -> None:
    meldingen = bewijs(stap_een)
    meldingen.append(meld(stap_een, "2026-07-01", bron="jongerenwerk"))
    neem(stap_een)
    vragen = []
    for melding in (meldingen[0], meldingen[-1]):
        etag = stap_een.regisseur.vraag("GET", f"/meldingen/{melding['id']}").headers["etag"]
        wat = {"json": {"reden": "Andere groep.", **BEVESTIGD}, "headers": {"If-Match": etag}}
        vragen.append(("POST", f"/meldingen/{melding['id']}/_intrekken", wat))
    engine = stap_een.gemeente.uitwisseling.dienst.engine
    samen = schrijft_samen(engine)
    with ontmoeting(engine, "UPDATE groepsmelding SET", samen=samen) as wachter:
        antwoorden = stap_een.regisseur.tegelijk(*vragen)
    assert wachter.gelukt == samen
    assert [een.status_code for een in antwoorden] == [200, 200]
    (vraag,) = herbeoordelingen(stap_een)
    assert (vraag["over"], vraag["nodig"]) == (2, 3)


def test_een_melding_die_er_niet_toe_deed_vraagt_niets(stap_een: Kantoor) -> None:
    bewijs(stap_een)
    los = meld(stap_een, "2024-01-01")
    neem(stap_een)
    assert trek_in(stap_een, los).status_code == 200
    assert herbeoordelingen(stap_een) == []


def test_wordt_bewijs_ingetrokken_terwijl_het_besluit_loopt_dan_kijkt_iemand_opnieuw(
    stap_een: Kantoor,
) -> None:
    meldingen = bewijs(stap_een)
    concept = bereid_voor(stap_een).json()
    besluiten = stap_een.wereld.gateway.groepsbesluiten
    besluiten.antwoord_kwijt = True
    try:
        stap_een.neem(concept, 503)
    finally:
        besluiten.antwoord_kwijt = False
    assert trek_in(stap_een, meldingen[0]).status_code == 200
    assert herbeoordelingen(stap_een) == []
    lezen = stap_een.regisseur.haal(f"/groepen/{stap_een.groep}/startbesluiten")
    assert len(lezen["gegevens"]["meldingen"]) == 3
    (vraag,) = herbeoordelingen(stap_een)
    assert (vraag["over"], vraag["melding"]) == (2, meldingen[0]["id"])


def test_een_verkeerd_vastgelegde_interventie_telt_niet_meer(stap_een: Kantoor) -> None:
    bewijs(stap_een)
    pad = f"/groepen/{stap_een.groep}"
    (interventie,) = stap_een.regisseur.haal(f"{pad}/interventies")["interventies"]
    intrekken = f"/interventies/{interventie['id']}/_intrekken"
    reden = {"reden": "Dit was bij een andere groep.", **BEVESTIGD}
    assert stap_een.regisseur.vraag("POST", intrekken, json=reden).status_code == 200
    assert stap_een.regisseur.vraag("POST", intrekken, json=reden).status_code == 409
    ontbreekt = stap_een.regisseur.haal(f"{pad}/startcriteria")["ontbreekt"]
    assert [een["code"] for een in ontbreekt] == ["START_INTERVENTIE"]
