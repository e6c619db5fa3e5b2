"""De inhoud van wat is gezegd komt daarna, één keer, en blijft bij de gateway nergens liggen."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from starlette.responses import Response

from shared.bericht.inhoudlevering import maak_inhoudlevering
from shared.bericht.ontvangst import verifieer_ontvangst
from shared.bericht.sleutels.handtekening import onderteken_digest
from shared.bericht.tijd import utc_tekst
from shared.tijd.kenmerk import uuid7
from tests.integratie.gateway import koppen
from tests.integratie.gateway.controle import bladen_van, certificaat_van, waarom
from tests.integratie.gateway.gegevens import BETROKKENE
from tests.integratie.gateway.logboek.test_verantwoording import OUDER, log_van
from tests.integratie.gateway.ontvanger import ontvangstantwoord
from tests.integratie.gateway.opstelling import Opstelling
from tests.integratie.gateway.storing import log_dicht
from tests.integratie.gateway.zeggen import Spreker

TRACE = "7bf92f3577b34da6a3ce929d0e0e4736"


def _spreker(gateway: Opstelling) -> Spreker:
    gateway.naar_stap_3()
    spreker = Spreker(gateway)
    spreker.vraag(koppen.verstrekking(gateway.klok(), "politie", "gemeente", stap=3))
    return spreker


@pytest.fixture
def gezegd(gateway: Opstelling) -> Spreker:
    """De politie heeft aan de telefoon iets gezegd dat mocht."""
    spreker = _spreker(gateway)
    spreker.gezegd()
    return spreker


@pytest.fixture
def gezegd_aan_de_balie(balie: Opstelling) -> Spreker:
    spreker = _spreker(balie)
    spreker.gezegd()
    return spreker


def test_de_inhoud_komt_aan_met_ontvangst_en_bewijs(gezegd: Spreker) -> None:
    gateway, (bericht,) = gezegd.gateway, gezegd.berichten
    levering = gezegd.levering(bericht)
    antwoord = gezegd.lever(bericht, levering)
    assert antwoord.status_code == 201, antwoord.text
    document = antwoord.json()
    assert set(document) == {"id", "besluit", "ontvangst", "logboek"}
    ontvangst = verifieer_ontvangst(
        document["ontvangst"]["inhoud"],
        document["ontvangst"]["handtekening"],
        certificaat_van(gateway, "gemeente"),
        nu=gateway.klok(),
    )
    assert (ontvangst.id, ontvangst.digest, ontvangst.status) == (
        bericht, levering.digest, "aanvaard",
    )  # fmt: skip
    assert gateway.net.ontvangers["gemeente"].inhouden[bericht] == levering.body
    # Het besluit van toen, en twee bevestigingen: van de aankondiging en van de inhoud.
    (besluit,) = (b for b in bladen_van(gateway, "besluit") if b["kop"]["id"] == bericht)
    digests = [
        json.loads(b["ontvangst"])["digest"]
        for b in bladen_van(gateway, "bevestiging")
        if b["id"] == bericht
    ]
    assert digests == [besluit["digest"], levering.digest]


def test_dezelfde_bytes_geven_hetzelfde_antwoord_en_andere_een_409(gezegd: Spreker) -> None:
    gateway, (bericht,) = gezegd.gateway, gezegd.berichten
    levering = gezegd.levering(bericht)
    eerste = gezegd.lever(bericht, levering)
    gateway.geef(koppen.incident(gateway.klok(), "om", "gemeente"))
    gateway.klok.vooruit(days=30)
    assert gezegd.lever(bericht, levering).content == eerste.content
    ander = gezegd.lever(bericht)
    assert ander.status_code == 409
    assert ander.json()["type"].endswith("kenmerk-al-gebruikt")
    assert gateway.net.ontvangers["gemeente"].keren[f"{bericht}/inhoud"] == 1
    # Het antwoord op het bericht zelf gaat nog steeds over de aankondiging.
    opnieuw = gateway.verstuur(
        gateway.onderteken(gezegd.koppen[bericht], gezegd.inhoud[bericht])
    ).json()
    (besluit,) = (b for b in bladen_van(gateway, "besluit") if b["kop"]["id"] == bericht)
    assert json.loads(opnieuw["ontvangst"]["inhoud"])["digest"] == besluit["digest"]


def test_voor_de_bevestiging_is_er_niets_te_leveren(balie: Opstelling) -> None:
    spreker = _spreker(balie)
    (bericht,) = spreker.berichten
    antwoord = spreker.lever(bericht)
    assert antwoord.status_code == 409
    assert antwoord.json()["type"].endswith("inhoud-kan-niet")
    assert balie.net.ontvangers["gemeente"].inhouden == {}
    spreker.gezegd()
    assert spreker.lever(bericht).status_code == 201


def test_alleen_van_wat_is_gezegd_volgt_de_inhoud(balie: Opstelling) -> None:
    balie.onderzoek(van="2026-11-01")
    balie.naar_stap_3()
    spreker = Spreker(balie)
    for naar in ("gemeente", "om"):
        spreker.vraag(koppen.verstrekking(balie.klok(), "politie", naar, stap=3))
    gezegd, niet_gezegd = spreker.berichten
    spreker.gezegd(berichten=[gezegd])
    assert waarom(spreker.lever(niet_gezegd)).startswith(
        "409 inhoud-kan-niet: Van dit bericht is niet bevestigd"
    )
    assert spreker.lever(gezegd).status_code == 201


def test_wat_op_schrift_ging_heeft_zijn_inhoud_al(balie: Opstelling) -> None:
    balie.naar_stap_3()
    bericht = balie.geef(koppen.verstrekking(balie.klok(), "politie", "gemeente", stap=3))
    levering = maak_inhoudlevering(
        bericht, "eyJhIjoxfQ.YQ.YQ.YQ.YQ", balie.ondertekenaars["politie"], balie.klok()
    )
    spreker = Spreker(balie, koppen={bericht: {"afzender": "politie"}})
    antwoord = spreker.lever(bericht, levering)
    assert waarom(antwoord).startswith("409 inhoud-kan-niet: Dit bericht ging niet mondeling"), (
        antwoord.text
    )


@pytest.mark.parametrize(("dagen", "status"), [(7, 201), (8, 409)])
def test_na_vijf_werkdagen_is_het_te_laat(
    gezegd_aan_de_balie: Spreker, dagen: int, status: int
) -> None:
    (bericht,) = gezegd_aan_de_balie.berichten
    gezegd_aan_de_balie.gateway.klok.vooruit(days=dagen)  # gezegd op een maandag
    assert gezegd_aan_de_balie.lever(bericht).status_code == status


def test_wat_intussen_is_ingetrokken_of_vernietigd_volgt_niet(balie: Opstelling) -> None:
    balie.naar_stap_3()
    nu = balie.klok()
    for wat in ("intrekking", "vernietigd"):
        spreker = Spreker(balie)
        bericht = spreker.vraag(koppen.verstrekking(nu, "politie", "gemeente", stap=3))
        spreker.gezegd()
        balie.geef(
            koppen.intrekking(nu, bericht, "politie", "gemeente", stap=3)
            if wat == "intrekking"
            else koppen.vernietigingsbericht(
                nu, "gemeente", "politie", stap=3, berichten=[bericht], betrokkenen=[BETROKKENE]
            )
        )
        assert waarom(spreker.lever(bericht)).startswith(
            "409 inhoud-kan-niet: Dit bericht is, of iets ervan, ingetrokken"
        ), wat


def test_alleen_de_afzender_levert_en_alleen_met_zijn_handtekening(
    gezegd_aan_de_balie: Spreker,
) -> None:
    spreker, (bericht,) = gezegd_aan_de_balie, gezegd_aan_de_balie.berichten
    gateway, levering = spreker.gateway, spreker.levering(bericht)
    assert spreker.lever(bericht, levering, als="gemeente").status_code == 404
    assert spreker.lever(bericht, levering, als="gateway").status_code == 403
    vals = onderteken_digest(gateway.ondertekenaars["gemeente"], levering.digest, gateway.klok())
    koppen_ = [(n, vals if n == "Payload-Signature" else w) for n, w in levering.koppen]
    assert spreker.lever(bericht, _Levering(levering.body, koppen_)).status_code == 400
    anders = levering.body.replace(b'"inhoud"', b'"inhoud" ')
    assert spreker.lever(bericht, _Levering(anders, levering.koppen)).status_code == 400
    onbekend = uuid7(gateway.klok())
    spreker.koppen[onbekend] = spreker.koppen[bericht]
    ander = maak_inhoudlevering(
        onbekend, "eyJhIjoxfQ.YQ.YQ.YQ.YQ", gateway.ondertekenaars["politie"], gateway.klok()
    )
    assert spreker.lever(onbekend, ander).status_code == 404
    assert gateway.net.ontvangers["gemeente"].inhouden == {}


class _Levering:
    def __init__(self, body: bytes, koppen: Any) -> None:
        self.body, self.koppen = body, koppen


@pytest.mark.parametrize(
    ("document", "paden"),
    [
        ({"id": "ander", "inhoud": "x"}, {"/id", "/inhoud"}),
        ({"inhoud": None}, {"", "/id", "/inhoud"}),
        ({"id": None, "inhoud": None, "Kruimel": "Nooitgedacht"}, {"", "/id", "/inhoud"}),
    ],
)
def test_elke_fout_in_de_levering_wordt_genoemd(
    gezegd_aan_de_balie: Spreker, document: dict[str, Any], paden: set[str]
) -> None:
    (bericht,) = gezegd_aan_de_balie.berichten
    klaar = gezegd_aan_de_balie.gateway.onderteken_rauw(document, "politie", bericht)
    antwoord = gezegd_aan_de_balie.lever(bericht, klaar)
    assert antwoord.status_code == 400
    assert {fout["pad"] for fout in antwoord.json()["fouten"]} == paden
    assert "Nooitgedacht" not in antwoord.text


# --- storingen ------------------------------------------------------------------------------------


def test_de_ontvanger_is_weg_en_komt_terug(gezegd: Spreker) -> None:
    gateway, (bericht,) = gezegd.gateway, gezegd.berichten
    levering = gezegd.levering(bericht)
    gateway.net.weg.add("gemeente")
    antwoord = gezegd.lever(bericht, levering)
    assert antwoord.status_code == 503
    assert int(antwoord.headers["retry-after"]) > 0
    gateway.net.weg.clear()
    assert gezegd.lever(bericht, levering).status_code == 201


def test_wat_de_ontvanger_weigert_is_daarmee_geleverd(gezegd: Spreker) -> None:
    gateway, (bericht,) = gezegd.gateway, gezegd.berichten
    ontvanger, levering = gateway.net.ontvangers["gemeente"], gezegd.levering(bericht)

    def weiger(_: Any, __: bytes) -> Response:
        return ontvangstantwoord(*ontvanger.ontvangst(bericht, levering.digest, "VORM"), 400)

    ontvanger.ingreep = weiger
    antwoord = gezegd.lever(bericht, levering)
    assert antwoord.status_code == 201
    assert json.loads(antwoord.json()["ontvangst"]["inhoud"])["reden"] == "VORM"
    ontvanger.ingreep = None
    assert gezegd.lever(bericht, levering).content == antwoord.content
    correctie = koppen.correctie(gateway.klok(), bericht, "politie", "gemeente", stap=3)
    assert gateway.redenen(correctie) == {"VERWIJZING_ONBEKEND"}


def test_een_ontvangst_van_de_aankondiging_telt_niet_voor_de_inhoud(
    gezegd_aan_de_balie: Spreker,
) -> None:
    gateway, (bericht,) = gezegd_aan_de_balie.gateway, gezegd_aan_de_balie.berichten
    ontvanger = gateway.net.ontvangers["gemeente"]
    ontvanger.ingreep = lambda _request, _body: ontvanger.antwoord(bericht, 201)
    assert waarom(gezegd_aan_de_balie.lever(bericht)).startswith(
        "502 ontvangst-ongeldig: De ontvangst gaat over een ander"
    )
    ontvanger.ingreep = None
    assert gezegd_aan_de_balie.lever(bericht).status_code == 201


def test_zonder_log_is_er_geen_ontvangst(gezegd: Spreker) -> None:
    gateway, (bericht,) = gezegd.gateway, gezegd.berichten
    levering = gezegd.levering(bericht)
    with log_dicht(gateway.instellingen.database.url):
        assert gezegd.lever(bericht, levering).status_code == 503
    assert gezegd.lever(bericht, levering).status_code == 201
    assert gateway.net.ontvangers["gemeente"].keren[f"{bericht}/inhoud"] == 2


def test_het_doorgeven_laat_per_pseudoniem_een_verwerking_na(gezegd: Spreker) -> None:
    (bericht,) = gezegd.berichten
    levering = gezegd.levering(bericht)
    met_spoor = _Levering(
        levering.body, [*levering.koppen, ("traceparent", f"00-{TRACE}-{OUDER}-01")]
    )
    assert gezegd.lever(bericht, met_spoor).status_code == 201
    log = log_van(gezegd.gateway)
    verwerkingen = [een for _, een in log.lees(na=0, limiet=50, trace_id=TRACE)]
    assert len(verwerkingen) == 1
    assert {een.activiteit for een in verwerkingen} == {log.register.met_code("doorgeven").uri}


# --- wat er intussen gebeurde ---------------------------------------------------------------------


def _plaats_ingetrokken(balie: Opstelling, bericht: str) -> None:
    balie.geef(
        koppen.intrekking(balie.klok(), bericht, "politie", "gemeente", [(1, "WPG8")], stap=3)
    )


def _mens_vernietigd(balie: Opstelling, _bericht: str) -> None:
    balie.geef(
        koppen.vernietigingsbericht(
            balie.klok(), "gemeente", "politie", stap=3, betrokkenen=[BETROKKENE]
        )
    )


def _groep_afgesloten(balie: Opstelling, _bericht: str) -> None:
    inhoud = {"eindcriterium": "overlast_gestopt"}
    assert balie.groepsbesluit("afsluiting", inhoud, "gemeente").status_code == 201


@pytest.mark.parametrize("wat", [_plaats_ingetrokken, _mens_vernietigd, _groep_afgesloten])
def test_wat_niet_meer_heel_is_volgt_niet_ook_al_was_het_gezegd(
    balie: Opstelling, wat: Callable[[Opstelling, str], None]
) -> None:
    balie.naar_stap_3()
    spreker = Spreker(balie)
    bericht = spreker.vraag(
        koppen.verstrekking(balie.klok(), "politie", "gemeente", ["NAW", "WPG8"], stap=3)
    )
    assert spreker.gezegd()["zonderToestemming"] is False
    balie.klok.vooruit(minutes=5)
    wat(balie, bericht)
    antwoord = spreker.lever(bericht)
    assert antwoord.status_code == 409, antwoord.text
    assert antwoord.json()["type"].endswith("inhoud-kan-niet")
    assert balie.net.ontvangers["gemeente"].inhouden == {}


@pytest.mark.parametrize("wat", [_plaats_ingetrokken, _mens_vernietigd, _groep_afgesloten])
def test_wat_niet_meer_heel_is_mag_niet_worden_gezegd(
    balie: Opstelling, wat: Callable[[Opstelling, str], None]
) -> None:
    balie.naar_stap_3()
    spreker = Spreker(balie)
    bericht = spreker.vraag(
        koppen.verstrekking(balie.klok(), "politie", "gemeente", ["NAW", "WPG8"], stap=3)
    )
    assert spreker.stand()["magGezegd"] is True
    balie.klok.vooruit(minutes=10)
    wat(balie, bericht)
    balie.klok.vooruit(minutes=10)
    assert spreker.stand()["magGezegd"] is False
    assert spreker.gezegd()["zonderToestemming"] is True
    assert spreker.lever(bericht).status_code == 409
    assert balie.net.ontvangers["gemeente"].inhouden == {}


def test_wat_voor_het_afsluiten_is_gezegd_was_geen_incident(balie: Opstelling) -> None:
    spreker = _spreker(balie)
    (bericht,) = spreker.berichten
    balie.klok.vooruit(minutes=10)
    toen = utc_tekst(balie.klok())
    balie.klok.vooruit(minutes=10)
    _groep_afgesloten(balie, bericht)
    assert spreker.gezegd(gezegdOp=toen)["zonderToestemming"] is False
    assert spreker.lever(bericht).status_code == 409


def test_wat_overblijft_vraagt_de_bron_opnieuw(balie: Opstelling) -> None:
    balie.naar_stap_3()
    spreker = Spreker(balie)
    eerste = spreker.vraag(
        koppen.verstrekking(balie.klok(), "politie", "gemeente", ["NAW", "WPG8"], stap=3)
    )
    _plaats_ingetrokken(balie, eerste)
    tweede = spreker.vraag(
        koppen.verstrekking(balie.klok(), "politie", "gemeente", ["NAW", "WPG8"], stap=3)
    )
    assert spreker.stand()["magGezegd"] is True
    assert spreker.gezegd(berichten=[tweede])["zonderToestemming"] is False
    assert spreker.lever(eerste).status_code == 409
    assert spreker.lever(tweede).status_code == 201
