"""Wat de tests van berichten delen: de uitwisseling van het profiel, sleutels en een bericht."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from deploy.uitgifte import Doel, Houder, Sleutel, Termijn, Uitgegeven, geef_uit, maak_wortel
from shared.bericht.inhoud import Inhoud, InhoudOnderdeel, Stuk, stel_inhoud_op
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar, BestandsOntsleutelaar
from shared.bericht.vergelijking import gebonden_leden
from shared.convenant.regels.laden import standaard_convenant
from tests.hulp.koppen import kop_met_inhoud
from tests.hulp.profiel import lees

VECTOREN: dict[str, Any] = lees("vectoren/uitwisseling.json")
REGELS = standaard_convenant()

NU = datetime(2026, 11, 23, 12, tzinfo=UTC)
NU_TEKST = "2026-11-23T12:00:00Z"
VANDAAG = date(2026, 11, 23)
TERMIJN = Termijn(NU - timedelta(days=30), NU + timedelta(days=300))
POLITIE = Houder("politie", "Politie Nergenshuizen (test)", "00000099000000001000")
GEMEENTE = Houder("gemeente", "Gemeente Nergenshuizen (test)", "00000099000000002000")
GATEWAY = Houder("gateway", "Gateway Nergenshuizen (test)", "00000099000000009000")
SOORTEN = ("rsa", "p256")


@cache
def sleutel(soort: str, nummer: int) -> Sleutel:
    """Een sleutel; hetzelfde nummer geeft dezelfde. `soort`: rsa (2048), rsa1024 of p256."""
    if soort == "p256":
        return ec.generate_private_key(ec.SECP256R1())
    bits = 1024 if soort == "rsa1024" else 2048
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@cache
def _wortel(nummer: int) -> Uitgegeven:
    return maak_wortel(TERMIJN)


def wortel(nummer: int = 0) -> Uitgegeven:
    return _wortel(nummer)


@cache
def _uitgegeven(
    soort: str, houder: Houder, doel: Doel, termijn: Termijn, wortelnummer: int, sleutelnummer: int
) -> Uitgegeven:
    return geef_uit(wortel(wortelnummer), houder, doel, sleutel(soort, sleutelnummer), termijn)


def uitgegeven(
    soort: str = "rsa",
    houder: Houder = POLITIE,
    doel: Doel = Doel.ONDERTEKENING,
    termijn: Termijn = TERMIJN,
    wortelnummer: int = 0,
    sleutelnummer: int = 0,
) -> Uitgegeven:
    """Een certificaat met sleutel; dezelfde vraag geeft hetzelfde certificaat."""
    return _uitgegeven(soort, houder, doel, termijn, wortelnummer, sleutelnummer)


def vertrouwen() -> Vertrouwenslijst:
    return Vertrouwenslijst([wortel().certificaat])


@cache
def _ondertekenaar(soort: str, houder: Houder) -> BestandsOndertekenaar:
    bewijs = uitgegeven(soort, houder)
    return BestandsOndertekenaar.uit_pem(bewijs.sleutel_pem, bewijs.pem)


def ondertekenaar(soort: str = "rsa", houder: Houder = POLITIE) -> BestandsOndertekenaar:
    return _ondertekenaar(soort, houder)


def ontvanger(sleutelnummer: int = 1) -> Uitgegeven:
    return uitgegeven("rsa", GEMEENTE, Doel.VERSLEUTELING, sleutelnummer=sleutelnummer)


@cache
def ontsleutelaar() -> BestandsOntsleutelaar:
    return BestandsOntsleutelaar.uit_pem(ontvanger().sleutel_pem, ontvanger().pem)


def publiek_pem(certificaat: x509.Certificate) -> bytes:
    return certificaat.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def certificaat(bewijs: Uitgegeven) -> Certificaat:
    return Certificaat.uit_pem(bewijs.pem)


def een_kop(**anders: Any) -> dict[str, Any]:
    """De kop van de vector, met andere waarden waar gevraagd."""
    return {**json.loads(json.dumps(VECTOREN["kop"])), **anders}


def een_onderdeel(nummer: int = 0, **anders: Any) -> dict[str, Any]:
    """Een onderdeel van de kop van de vector: 0 is NAW, 1 de geboortedatum."""
    return {**een_kop()["onderdelen"][nummer], **anders}


def een_inhoud(**anders: Any) -> Inhoud:
    """De inhoud die bij `een_kop` past."""
    betrokkene = VECTOREN["kop"]["onderdelen"][0]["betrokkene"]
    velden: dict[str, Any] = {
        "onderdelen": (
            InhoudOnderdeel(betrokkene, "NAW", {"naam": "Wolkje Verzonnenstein"}),
            InhoudOnderdeel(betrokkene, "GEBOORTEDATUM", {"geboortedatum": "2010-02-03"}),
        ),
        "motivering": "Drie meldingen op het Fantasieplein.",
        **anders,
    }
    return stel_inhoud_op(**velden)


def gebonden(kop: dict[str, Any] | None = None, inhoud: Inhoud | None = None) -> dict[str, Any]:
    """Een kop die zich aan de inhoud bindt."""
    kop = kop or een_kop()
    return kop_met_inhoud(kop, inhoud or een_inhoud(), gebonden_leden(REGELS, kop["soort"]))


def een_stukkop(stuk: str = "signaal", **anders: Any) -> dict[str, Any]:
    """De kop van een bericht over de groep, zonder personen."""
    leeg: dict[str, Any] = {
        "onderdelen": [],
        "doel": None,
        "afweging": None,
        "inReactieOp": None,
        "stap": 3,
    }
    return een_kop(**{**leeg, "soort": "groepsbericht", "stuk": stuk, **anders})


def een_signaal(**anders: Any) -> Inhoud:
    """De inhoud die bij `een_stukkop` past."""
    gegevens = {
        "soort": "signaal",
        "bron": "politie",
        "datum": "2026-11-20",
        "plek": "Fantasieplein",
        "omschrijving": "Veel lawaai op vrijdagavond.",
        **anders,
    }
    return stel_inhoud_op((), stuk=Stuk("signaal", 1, gegevens))
