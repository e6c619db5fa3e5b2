"""Wat na elke test waar moet zijn, bekeken van buiten: alleen het log en wat er aankwam."""

from __future__ import annotations

import json
from typing import Any

import httpx

from shared.bericht.gatewaybesluit import verifieer_gateway_besluit
from shared.bericht.ontvangst import verifieer_ontvangst
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.handtekening import verifieer_digest_handtekening
from shared.convenant.poorten.toetsing import toets
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import lees_toetsverzoek
from shared.logboek.controlepunt import open_checkpoint
from shared.logboek.lezer import Loglezer
from shared.logboek.merkle import bladhash, controleer_inclusie
from shared.logboek.notitie import Verificatiesleutel
from shared.opslag.engine import maak_engine
from tests.integratie.gateway.naslag_toestand import controleer_toestanden
from tests.integratie.gateway.omgeving import log_verificatiesleutel
from tests.integratie.gateway.opstelling import Opstelling


def lees_log(opstelling: Opstelling) -> list[dict[str, Any]]:
    """Alle bladen, rechtstreeks uit de databank; wat is opgeschoond zegt alleen dat."""
    engine = maak_engine(opstelling.instellingen.database.url)
    try:
        lezer = Loglezer(engine)
        return [
            {"soort": "opgeschoond"} if blad.inhoud is None else json.loads(blad.inhoud)
            for blad in lezer.bladen(0, lezer.stand().grootte)
        ]
    finally:
        engine.dispose()


def waarom(antwoord: httpx.Response) -> str:
    """De status van een probleem, hoe het heet (einde van zijn type, of titel), en de zin."""
    probleem = antwoord.json()
    assert antwoord.headers["content-type"] == "application/problem+json"
    assert probleem["status"] == antwoord.status_code
    naam = probleem["type"].rpartition("/")[2]
    heet = probleem["title"] if naam == "about:blank" else naam
    return f"{antwoord.status_code} {heet}: {probleem['detail']}"


def bladen_van(opstelling: Opstelling, soort: str) -> list[dict[str, Any]]:
    """De bladen van één soort, op volgorde."""
    return [blad for blad in lees_log(opstelling) if blad["soort"] == soort]


def logsleutel(opstelling: Opstelling) -> Verificatiesleutel:
    """De sleutel die een buitenstaander van het log heeft."""
    return log_verificatiesleutel(opstelling.pki)


def controleer_log(opstelling: Opstelling) -> None:
    """Elk blad is bewezen, elk besluit is opnieuw te nemen, en niets ging door zonder besluit."""
    engine = maak_engine(opstelling.instellingen.database.url)
    try:
        lezer = Loglezer(engine)
        stand = lezer.stand()
        checkpoint, _ = open_checkpoint(stand.checkpoint, logsleutel(opstelling))
        assert (checkpoint.grootte, checkpoint.wortel) == (stand.grootte, stand.wortel)
        for bewezen in lezer.bewezen_bladen(range(stand.grootte), opgeschoond=[]):
            controleer_inclusie(
                bladhash(bewezen.inhoud), bewezen.nummer, stand.grootte, bewezen.bewijs,
                checkpoint.wortel,
            )  # fmt: skip
    finally:
        engine.dispose()
    bladen = lees_log(opstelling)
    _controleer_besluiten(opstelling, bladen)
    controleer_toestanden(bladen)
    _controleer_doorgestuurd(opstelling, bladen)
    _controleer_bevestigingen(opstelling, bladen)


def certificaat_van(opstelling: Opstelling, code: str) -> Certificaat:
    return Certificaat.uit_pem(
        opstelling.pki.deelnemers[code].ondertekening.certificaat.read_bytes()
    )


def _controleer_besluiten(opstelling: Opstelling, bladen: list[dict[str, Any]]) -> None:
    regels = standaard_convenant()
    for blad in bladen:
        if blad["soort"] != "besluit":
            continue
        verzoek = lees_toetsverzoek({"kop": blad["kop"], "toestand": blad["toestand"]}, regels)
        assert toets(verzoek, regels).als_dict() == blad["besluit"]
        verifieer_digest_handtekening(
            blad["payloadSignature"],
            blad["digest"],
            certificaat_van(opstelling, blad["kop"]["afzender"]),
        )


def _controleer_doorgestuurd(opstelling: Opstelling, bladen: list[dict[str, Any]]) -> None:
    gateway = certificaat_van(opstelling, "gateway")
    for code, ontvanger in opstelling.net.ontvangers.items():
        for koppen in ontvanger.verzoeken:
            besluit = verifieer_gateway_besluit(koppen["gateway-besluit"], gateway)
            blad = bladen[besluit.bladnummer]
            assert blad["soort"] == "besluit"
            assert blad["besluit"]["besluit"] == "toegestaan"
            assert besluit.digest == koppen["digest"]
            assert (blad["kop"]["id"], blad["kop"]["ontvanger"]) == (besluit.id, code)
            if blad["digest"] == besluit.digest:
                assert blad["payloadSignature"] == koppen["payload-signature"]
            else:
                _controleer_inhoud(opstelling, blad, koppen, bladen)


def _controleer_inhoud(
    opstelling: Opstelling,
    blad: dict[str, Any],
    koppen: httpx.Headers,
    bladen: list[dict[str, Any]],
) -> None:
    """Inhoud die later kwam: van wat gezegd is, met toestemming, en van de afzender zelf."""
    kop = blad["kop"]
    verifieer_digest_handtekening(
        koppen["payload-signature"], koppen["digest"], certificaat_van(opstelling, kop["afzender"])
    )
    (gezegd,) = [
        een for een in bladen if een["soort"] == "mondeling" and een["uiting"] == kop["uiting"]
    ]
    assert kop["id"] in gezegd["berichten"]
    assert gezegd["zonderToestemming"] is False


def _controleer_bevestigingen(opstelling: Opstelling, bladen: list[dict[str, Any]]) -> None:
    ontvangers = {
        blad["kop"]["id"]: blad["kop"]["ontvanger"] for blad in bladen if blad["soort"] == "besluit"
    }
    for blad in bladen:
        if blad["soort"] != "bevestiging":
            continue
        if blad["status"] == "onbereikbaar":
            assert (blad["ontvangst"], blad["handtekening"]) == (None, None)
            continue
        certificaat = certificaat_van(opstelling, ontvangers[blad["id"]])
        ontvangst = verifieer_ontvangst(
            blad["ontvangst"], blad["handtekening"], certificaat, nu=opstelling.klok()
        )
        assert (ontvangst.id, ontvangst.status) == (blad["id"], blad["status"])
