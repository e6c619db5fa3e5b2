"""Niets staat in gebruik in een bestand dat een verstrekking die dag niet had mogen brengen.

Willekeurige reeksen van een tot vier berichten gaan over het echte stelsel: van elke soort, tussen
elk paar, door iedere functie, langs de eigen dienst en met de hand. Daarna kijkt de tweede lezing,
die niets met het product deelt, naar alles wat er bij een ander in gebruik is.

`DRIEHOEK_REEKSEN` zegt hoeveel reeksen, `DRIEHOEK_ZAAD` welke.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from typing import Any

import pytest

from deploy.pki import Pki
from shared.bestand.ontvangen.gegevens import gegevenplaats
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.partij.zegel import verzegel_json
from tests.hulp.inloggen import draaiende_uitgever
from tests.integratie.reeksen import hand
from tests.integratie.reeksen import ontwerp as maak
from tests.integratie.reeksen.orakel import bezwaren, in_gebruik
from tests.integratie.reeksen.stelsel import Stelsel, draaiend_stelsel, in_geheugen
from tests.integratie.reeksen.zaak import Mens, Verstuurd, Zaak, geboren
from tests.integratie.reeksen.zoektocht import Telling, zoek
from tests.tweedelezing.maker_basis import uuid

AANTAL = int(os.environ.get("DRIEHOEK_REEKSEN", "0"))
ZAAD = int(os.environ.get("DRIEHOEK_ZAAD", "20261129"))
MEER = 300
"""Zoveel reeksen mogen er bij een kleine zoektocht nog bij komen, tot alles is bereikt."""
PER_STELSEL = 500
"""Daarna een nieuw stelsel: de klok loopt in de reeksen door, en niemand is eeuwig in dienst."""
KLEIN = (*range(8), 25, 29, 58, 61, 129, 137, 161, 162, 165, 187, 199)
"""Wie niet om een aantal vraagt krijgt deze reeksen van het zaad: zij bereiken samen het meeste."""


@pytest.fixture(scope="module")
def gezocht(stelsel: Stelsel, pki: Pki) -> Telling:
    """De reeksen zijn gespeeld; wat zij bereikten en wat er niet had mogen staan."""
    if not AANTAL:
        return zoek(stelsel, ZAAD, KLEIN)
    telling = zoek(stelsel, ZAAD, range(min(AANTAL, PER_STELSEL)))
    for begin in range(PER_STELSEL, AANTAL, PER_STELSEL):
        nummers = range(begin, min(begin + PER_STELSEL, AANTAL))
        with (
            in_geheugen() as map_,
            draaiende_uitgever() as uitgever,
            draaiend_stelsel(uitgever, pki, map_) as nieuw,
        ):
            telling += zoek(nieuw, ZAAD, nummers)
    return telling


def test_niets_staat_in_gebruik_dat_er_niet_mag_staan(gezocht: Telling) -> None:
    print(gezocht.verslag())  # noqa: T201 - wie lang laat zoeken leest hoever het kwam
    assert gezocht.tegenvoorbeelden == [], "\n\n".join(gezocht.tegenvoorbeelden)


def test_de_zoektocht_bereikt_elke_soort_langs_elke_weg(stelsel: Stelsel, gezocht: Telling) -> None:
    """Een zoektocht waarin alles wordt geweigerd vindt ook niets: van alles kwam er iets aan."""
    telling, nummer = gezocht, AANTAL
    while telling.gemist() and nummer < AANTAL + MEER:
        telling += zoek(stelsel, ZAAD, [nummer])
        nummer += 1
    assert telling.gemist() == []
    assert telling.tegenvoorbeelden == [], "\n\n".join(telling.tegenvoorbeelden)


@pytest.fixture
def zaak(stelsel: Stelsel) -> Zaak:
    """De gemeente kreeg van de politie vier gegevens over iemand van 16, zoals het mag."""
    rng = random.Random(ZAAD)
    gevonden = Zaak.in_stap(stelsel, rng, 3)
    lid = Mens(uuid(rng), 1, geboren(16, gevonden.vandaag, rng))
    gevonden.mensen = [lid]
    for soort in ("NAW", "GEBOORTEDATUM", "WPG8", "BEKENDHEID"):
        stelsel.klok.vooruit(seconds=1)
        geef(gevonden, soort)
    assert [een.aanvaard for een in gevonden.verstuurd] == [True] * 4
    assert bezwaren(gevonden) == []
    return gevonden


def geef(zaak: Zaak, soort: str) -> Verstuurd:
    """Een verstrekking van de politie aan de gemeente van één gegeven over het eerste lid."""
    ontwerp = None
    while ontwerp is None or [d["gegevenssoort"] for d in ontwerp.delen] != [soort]:
        ontwerp = maak.verstrekking(zaak, "politie", "gemeente")
    ontwerp.kop |= {
        "medewerker": zaak.stelsel.gekend["politie", "analist"],
        "ontvangendeMedewerker": zaak.stelsel.gekend["gemeente", "regisseur"],
    }
    return hand.stuur(zaak, ontwerp)


def vervals(zaak: Zaak, soort: str, **anders: Any) -> None:
    """Verandert een gegeven in het bestand van de gemeente, buiten alles om."""
    with zaak.stelsel.bureaus["gemeente"].uitwisseling.dienst.transactie() as sessie:
        rij = sessie.query(OntvangenGegevenRij).filter_by(groep=zaak.groep, gegevenssoort=soort)
        for naam, waarde in anders.items():
            setattr(rij.one(), naam, waarde)


def geef_andere_inhoud(zaak: Zaak, soort: str, **gegevens: Any) -> None:
    kluis = zaak.stelsel.bureaus["gemeente"].uitwisseling.dienst.kluis
    (rij,) = [een.rij for een in in_gebruik(zaak) if een.rij.gegevenssoort == soort]
    zegel = verzegel_json(kluis, rij.sleutel_id, gegevenplaats(rij.id), gegevens)
    vervals(zaak, soort, inhoud=zegel)


def trek_in_en_zet_terug(zaak: Zaak) -> None:
    """Wat is teruggenomen en toch nog in gebruik is."""
    zaak.stelsel.klok.vooruit(seconds=1)
    terug = maak.intrekking(zaak, zaak.verstuurd[0], "politie", "gemeente")
    terug.kop |= {
        "medewerker": zaak.stelsel.gekend["politie", "analist"],
        "ontvangendeMedewerker": zaak.stelsel.gekend["gemeente", "regisseur"],
    }
    assert hand.stuur(zaak, terug).aanvaard
    assert bezwaren(zaak) == []
    vervals(zaak, "NAW", status="actief")


def neem_uit_een_geweigerd_bericht(zaak: Zaak) -> None:
    """Een gegeven uit een bericht dat de gemeente niet aannam."""
    zaak.stelsel.klok.vooruit(seconds=1)
    ontwerp = None
    while ontwerp is None or ontwerp.delen[0]["gegevenssoort"] != "NAW":
        ontwerp = maak.verstrekking(zaak, "politie", "gemeente")
    ontwerp.gegevens[0] = {"bsn": "verzonnen"}
    geweigerd = hand.stuur(zaak, ontwerp)
    assert geweigerd.toegestaan
    assert not geweigerd.aanvaard
    vervals(zaak, "NAW", bericht_id=geweigerd.id, volgnummer=0)


@pytest.mark.parametrize(
    ("plant", "waarom"),
    [
        (lambda z: vervals(z, "NAW", gegevenssoort="STRAFVORDERLIJK"), "verstrekking"),
        (lambda z: vervals(z, "NAW", gegevenssoort="BSN"), "verstrekking"),
        (lambda z: vervals(z, "NAW", bron="om"), "de bron is"),
        (lambda z: vervals(z, "NAW", grondslag="WPG16_1_A_1"), "verstrekking"),
        (lambda z: vervals(z, "NAW", doel="D3"), "verstrekking"),
        (lambda z: vervals(z, "NAW", categorie=2), "verstrekking"),
        (lambda z: vervals(z, "BEKENDHEID", categorie=3), "verstrekking"),
        (lambda z: vervals(z, "WPG8", kenmerken={"eersteVerwerking": "2019-01-01"}),
         "verstrekking"),
        (lambda z: vervals(z, "NAW", betrokkene=z.stelsel.gekend["politie", "analist"]),
         "verstrekking"),
        (lambda z: geef_andere_inhoud(z, "GEBOORTEDATUM", geboortedatum="2015-11-25"),
         "verstrekking"),
        (trek_in_en_zet_terug, "nam dit terug"),
        (neem_uit_een_geweigerd_bericht, "niet aanvaard"),
    ],
)  # fmt: skip
def test_wat_er_niet_mag_staan_wordt_gezien(
    zaak: Zaak, plant: Callable[[Zaak], None], waarom: str
) -> None:
    """Het orakel zelf: elk van deze gegevens staat er verkeerd, en dat blijkt."""
    plant(zaak)
    gezien = [een.split("\n") for een in bezwaren(zaak)]
    assert len({regels[0] for regels in gezien}) == 1, "alleen dit gegeven staat verkeerd"
    assert any(waarom in regels[1] for regels in gezien)
