"""What a production start refuses.

Protection cannot be switched off by a missing setting: with `omgeving = "productie"` a process
that holds a test key, a test certificate or a test login does not start, and says everything that
is in the way at once. There is no switch to skip this.
"""

import json
import stat
from pathlib import Path

from cryptography import x509

from shared.bericht.certificaten import TESTMERK, Certificaat, CertificaatOngeldig
from shared.web.instellingen import (
    Instellingen,
    OngeldigeInstellingen,
    bestanden,
    is_lokaal,
)
from shared.web.meldingen import Invoerfout

_GEHEIM = ("sleutel", "hoofdsleutel", "wachtwoord")
_TE_OPEN = stat.S_IROTH | stat.S_IWOTH | stat.S_IXOTH | stat.S_IWGRP


def controleer_productie(instellingen: Instellingen) -> None:
    """Raise `OngeldigeInstellingen` when production may not start with these settings.

    Does nothing in any other `omgeving`.
    """
    if not instellingen.productie:
        return
    fouten = [
        *_certificaten(instellingen),
        *_geheimen(instellingen),
        *_inlog(instellingen),
    ]
    if fouten:
        raise OngeldigeInstellingen("een productieomgeving", tuple(fouten))


def _certificaten(instellingen: Instellingen) -> list[Invoerfout]:
    fouten = []
    for plaats, pad in bestanden(instellingen):
        if plaats.endswith("certificaat"):
            try:
                if Certificaat.uit_pem(pad.read_bytes()).is_test:
                    fouten.append(Invoerfout(plaats, "is een testcertificaat"))
            except CertificaatOngeldig as fout:
                fouten.append(Invoerfout(plaats, fout.melding))
        elif plaats.endswith("vertrouwen"):
            fouten += [Invoerfout(plaats, melding) for melding in _keur_bundel(pad)]
    return fouten


def _keur_bundel(pad: Path) -> list[str]:
    try:
        wortels = x509.load_pem_x509_certificates(pad.read_bytes())
    except ValueError:
        return ["is geen leesbare PEM-bundel"]
    namen = " ".join(naam.rfc4514_string() for ca in wortels for naam in (ca.subject, ca.issuer))
    return ["bevat een testwortel"] if TESTMERK in namen else []


def _geheimen(instellingen: Instellingen) -> list[Invoerfout]:
    fouten = []
    for plaats, pad in bestanden(instellingen):
        if not plaats.endswith(_GEHEIM):
            continue
        if pad.stat().st_mode & _TE_OPEN:
            fouten.append(Invoerfout(plaats, "is leesbaar of schrijfbaar voor anderen"))
        if _is_testsleutel(pad.read_bytes()):
            fouten.append(Invoerfout(plaats, "is een testsleutel"))
    return fouten


def _is_testsleutel(inhoud: bytes) -> bool:
    """A PEM key under the test mark, or a key file of the kluis that says it is for tests."""
    if TESTMERK.encode() in inhoud:
        return True
    try:
        document = json.loads(inhoud)
    except (ValueError, RecursionError):
        return False
    return isinstance(document, dict) and document.get("test", False) is not False


def _inlog(instellingen: Instellingen) -> list[Invoerfout]:
    oidc = instellingen.oidc
    if oidc is None:
        return []
    fouten = []
    for naam in ("uitgever", "jwks_url"):
        adres = str(getattr(oidc, naam))
        if is_lokaal(adres) or not adres.startswith("https://"):
            fouten.append(Invoerfout(f"oidc.{naam}", "is een testinlog (http of deze machine)"))
    return fouten
