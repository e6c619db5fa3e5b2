"""Niemand overschrijft ongezien het werk van een ander: een wijziging noemt de gelezen versie."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from deploy.openapi import apps
from tests.hulp.beschrijving import beschrijving

ZONDER_VERSIE = {
    "gateway PUT /autorisaties/{id}": "Een partij meldt haar eigen register, ondertekend; "
    "daar is de versie al bewaakt, en de laatste melding geldt.",
    "gateway PUT /overleggen/{id}": "Een partij meldt haar eigen overleg, ondertekend; daar is de "
    "versie al bewaakt, en na het begin verandert het niet meer.",
    "gateway PUT /aanstellingen/{id}": "Elke partij zet haar handtekening onder hetzelfde "
    "document; de versie staat in wat is ondertekend, en een andere is een 409.",
    "gateway PUT /berichten/{id}/inhoud": "De inhoud van wat is gezegd, precies één keer; andere "
    "bytes zijn een 409.",
    "gateway PUT /besluitvoorstellen/{id}": "Een handtekening erbij; een ander besluit onder "
    "hetzelfde kenmerk is een 409, dus niemand overschrijft iets.",
    "gemeente PUT /meldingen/{id}/betrokkenen/{persoonId}": "Een verband dat er is of niet: wie "
    "het nog eens legt, overschrijft niets.",
    **{
        f"{code} PUT /ontvangsten/{{id}}/inhoud": "De inhoud van wat is gezegd, precies één keer."
        for code in ("gemeente", "om", "politie")
    },
    **{
        f"{code} PUT /concepten/{{soort}}/{{onderwerp}}": "Wat iemand zelf typt: niemand "
        "anders schrijft erin, en het laatste wat hij typte telt."
        for code in ("gemeente", "om", "politie")
    },
    **{
        f"{code} PUT /voorkeuren/{{id}}": "Een filter van iemand zelf: niemand anders "
        "schrijft erin."
        for code in ("gemeente", "om", "politie")
    },
    **{
        f"{code} PUT /personen/{{persoonId}}/lokrecord": "Een merk dat er is of niet: wie het nog "
        "eens zet, overschrijft niets."
        for code in ("gemeente", "om", "politie")
    },
}
"""Wat geen If-Match vraagt, met de reden. Liever korter."""


ZONDER_SLEUTEL = {
    "/aanstellingen": "Wie zelf het kenmerk kiest krijgt dezelfde; een tweede is een 409.",
    "/besluitconcepten": "Van een soort ligt er voor een groep een; een tweede is een 409.",
    "/besluitvoorstellen": "Van een soort ligt er voor een groep een; een tweede is een 409.",
    "/groepen": "Wie zelf het kenmerk kiest krijgt dezelfde groep.",
    "/groepen/{groepId}/groepsscans": "Bij een verzoek hoort een scan; een tweede is een 409.",
    "/groepen/{groepId}/leden": "Iemand is lid of niet: nog eens geeft hetzelfde lid.",
    "/groepen/{groepId}/namenlijsten": "Vult de lijst aan die er is.",
    "/groepen/{groepId}/namenlijsten/{lijstId}/driehoekstukken": "Nieuwe nummers voor dezelfde "
    "lijst; er gaat niets weg, en het vorige is nog te lezen.",
    "/groepsbesluiten": "Het kenmerk staat in wat is ondertekend.",
    "/intakesignalen": "De code werkt een keer.",
    "/ontvangsten": "Een bericht heeft zijn eigen kenmerk.",
    "/overleggen/{id}/contactgegevens": "Wie het al heeft krijgt het niet nog eens.",
    "/personen/{persoonId}/brieven": "Maakt wat nog weg moet; er komt er geen bij.",
    "/personen/{persoonId}/vertegenwoordigers": "Een verband dat er is of niet.",
    "/terugblikken": "Elke keer dat iemand kijkt wordt vastgelegd, ook de tweede.",
    "/verstrekkingen/{id}/documenten": "Elk document heeft een eigen wachtwoord.",
    "/getuige/add-checkpoint": "Hetzelfde checkpoint geeft dezelfde handtekening.",
    "/getuige/tegenspraken": "Dezelfde tegenspraak is hetzelfde alarm.",
    "/processing-activities": "Leest.",
}
"""Wat een dienst maakt zonder Idempotency-Key, met de reden. Liever korter."""


def test_wat_iemand_nieuw_maakt_is_te_herhalen_zonder_dat_er_twee_van_komen() -> None:
    """Een werkwoord op wat er al is (`_intrekken`) wordt de tweede keer geweigerd of doet niets."""
    zonder = set()
    for code in set(apps()) - {"gateway"}:
        for pad, wegen in beschrijving(code)["paths"].items():
            if "post" not in wegen or pad.rpartition("/")[2].startswith("_"):
                continue
            koppen = {een.get("name") for een in wegen["post"].get("parameters", ())}
            if not koppen & {"Idempotency-Key", "If-Match"}:
                zonder.add(pad)
    assert zonder == ZONDER_SLEUTEL.keys()


def _wijzigingen() -> Iterator[tuple[str, frozenset[str]]]:
    for code in apps():
        for pad, wegen in beschrijving(code)["paths"].items():
            for methode, operatie in wegen.items():
                if methode in ("put", "patch"):
                    yield f"{code} {methode.upper()} {pad}", frozenset(operatie["responses"])


def test_elke_put_en_patch_vraagt_de_versie_die_iemand_las() -> None:
    ongezien = {naam for naam, antwoorden in _wijzigingen() if not {"412", "428"} <= antwoorden}
    assert ongezien == ZONDER_VERSIE.keys()


@pytest.mark.parametrize("stap", ["_overnemen", "_overdragen", "_afronden"])
def test_ook_een_stap_met_een_taak_vraagt_de_versie(stap: str) -> None:
    for code in apps():
        pad = f"/taken/{{id}}/{stap}"
        wegen = beschrijving(code)["paths"]
        if code != "gateway":
            assert {"409", "412", "428"} <= set(wegen[pad]["post"]["responses"])
