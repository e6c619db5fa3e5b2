"""What a start refuses, in production and outside it.

Protection cannot be switched off by a missing setting, a limit out of reach or one word: with
`omgeving = "productie"` a process that holds a test key, a test certificate or a test login does
not start, and outside production one that holds real ones does not. Everything that is in the way
is said at once. There is no switch to skip this.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509

from shared.bericht.sleutels.certificaten import TESTMERK, Certificaat, CertificaatOngeldig
from shared.bericht.sleutels.intrekkingen import fouten_in
from shared.tijd.klok import nu_utc
from shared.web.instellingen.bestandsrechten import te_open
from shared.web.instellingen.deel import kan_lokaal_zijn
from shared.web.instellingen.instellingen import Instellingen
from shared.web.instellingen.lezen import OngeldigeInstellingen, bestanden
from shared.web.instellingen.sleutelbestanden import (
    fouten_in_sleutels,
    is_certificaat,
    onleesbare,
    wortels_in,
)
from shared.web.instellingen.sleutelbezit import eigen_certificaten, fouten_in_bezit
from shared.web.meldingen import Invoerfout

_GEHEIM = ("sleutel", "hoofdsleutel", "wachtwoord", "token")


def controleer_omgeving(instellingen: Instellingen) -> None:
    """Raise `OngeldigeInstellingen` when these settings do not belong in their `omgeving`."""
    controle = _productie if instellingen.productie else _ontwikkeling
    fouten = tuple(onleesbare(instellingen))
    if not fouten:
        fouten = (*fouten_in_sleutels(instellingen), *controle(instellingen))
    if fouten:
        omgeving = f"omgeving '{instellingen.omgeving}'"
        bestand = instellingen.bestand
        bron = omgeving if bestand is None else f"{bestand} ({omgeving})"
        raise OngeldigeInstellingen(bron, fouten)


def _ontwikkeling(instellingen: Instellingen) -> Iterator[Invoerfout]:
    """What is real does not run without the protection of production."""
    zin = "een echte omgeving draait alleen met omgeving = 'productie'"
    for plaats, pad in bestanden(instellingen):
        if is_certificaat(plaats) and is_testcertificaat(pad) is False:
            yield Invoerfout(plaats, f"is geen testcertificaat; {zin}")
        elif plaats.endswith(_GEHEIM) and _testmerk_in_json(pad.read_bytes()) is False:
            yield Invoerfout(plaats, f"is geen testsleutel; {zin}")
    wortels = wortels_in(instellingen.tls.vertrouwen) or []
    if any(TESTMERK not in _namen(ca) for ca in wortels):
        yield Invoerfout("tls.vertrouwen", f"bevat een echte wortel; {zin}")


def _productie(instellingen: Instellingen) -> Iterator[Invoerfout]:
    yield from _testcertificaten(instellingen)
    yield from _rechten(instellingen)
    yield from _sleutels(instellingen)
    yield from fouten_in_bezit(instellingen)
    yield from _transport(instellingen)
    yield from _inlog(instellingen)
    yield from _grenzen(instellingen)


def _testcertificaten(instellingen: Instellingen) -> Iterator[Invoerfout]:
    for plaats, pad in bestanden(instellingen):
        if is_certificaat(plaats) and is_testcertificaat(pad):
            yield Invoerfout(plaats, "is een testcertificaat")
        elif plaats.endswith("vertrouwen") and heeft_testwortel(pad):
            yield Invoerfout(plaats, "bevat een testwortel")


def heeft_testwortel(pad: Path) -> bool:
    """Whether a bundle trusts a root of a test."""
    return any(TESTMERK in _namen(ca) for ca in wortels_in(pad) or [])


def is_testcertificaat(pad: Path) -> bool | None:
    """None for what is no certificate: that is said where it is used."""
    try:
        return Certificaat.uit_pem(pad.read_bytes()).is_test
    except CertificaatOngeldig:
        return None


def _namen(ca: x509.Certificate) -> str:
    return " ".join(naam.rfc4514_string() for naam in (ca.subject, ca.issuer))


def _rechten(instellingen: Instellingen) -> Iterator[Invoerfout]:
    """Who can write a certificate or the trust list decides who is trusted."""
    for plaats, pad in bestanden(instellingen):
        for zin in te_open(pad, geheim=plaats.endswith(_GEHEIM)):
            yield Invoerfout(plaats, zin)


def _sleutels(instellingen: Instellingen) -> Iterator[Invoerfout]:
    for plaats, pad in bestanden(instellingen):
        if plaats.endswith(_GEHEIM) and is_testsleutel(pad):
            yield Invoerfout(plaats, "is een testsleutel")


def is_testsleutel(pad: Path) -> bool:
    """Whether a key or a secret says of itself that it is for tests."""
    inhoud = pad.read_bytes()
    return TESTMERK.encode() in inhoud or bool(_testmerk_in_json(inhoud))


def _testmerk_in_json(inhoud: bytes) -> bool | None:
    """What a key file of ours says of itself; None for what is no such file."""
    try:
        document = json.loads(inhoud)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or "test" not in document:
        return None
    return document["test"] is not False


def _transport(instellingen: Instellingen) -> Iterator[Invoerfout]:
    """Who may connect: what was taken back, and whose certificate it is."""
    tls = instellingen.tls
    if tls.intrekkingen is None:
        yield Invoerfout("tls.intrekkingen", "ontbreekt: noem het bestand met intrekkingen (CRL)")
    else:
        inhoud, bundel = tls.intrekkingen.read_bytes(), tls.vertrouwen.read_bytes()
        for zin in fouten_in(inhoud, bundel, nu_utc(), eigen_certificaten(instellingen)):
            yield Invoerfout("tls.intrekkingen", zin)
    genoemd = {
        f"getuigen.{code}": ander.transport_certificaten
        for code, ander in instellingen.getuigen.items()
    }
    if instellingen.gateway is not None:
        genoemd["gateway"] = instellingen.gateway.transport_certificaten
    for plaats, certificaten in genoemd.items():
        if not certificaten:
            zin = "ontbreekt: noem het certificaat waarmee zij verbinding maakt"
            yield Invoerfout(f"{plaats}.transport_certificaten", zin)


def _inlog(instellingen: Instellingen) -> Iterator[Invoerfout]:
    oidc = instellingen.oidc
    if oidc is None:
        return
    for naam in ("uitgever", "jwks_url"):
        adres = str(getattr(oidc, naam))
        if kan_lokaal_zijn(adres) or not adres.startswith("https://"):
            yield Invoerfout(f"oidc.{naam}", "is een testinlog (http of deze machine)")
    uitgever, sleutels = (
        urlsplit(adres).hostname or "" for adres in (oidc.uitgever, oidc.jwks_url)
    )
    if sleutels != uitgever and not sleutels.endswith(f".{uitgever}"):
        yield Invoerfout(
            "oidc.jwks_url",
            f"staat bij {sleutels} en niet bij de uitgever zelf ({uitgever}); wie de sleutels "
            "geeft, bepaalt wie er binnenkomt",
        )


def _grenzen(instellingen: Instellingen) -> Iterator[Invoerfout]:
    for tabel in ("limieten", "verzending"):
        for naam, hoogstens in getattr(instellingen, tabel).boven_productiegrens():
            yield Invoerfout(f"{tabel}.{naam}", f"mag in productie hoogstens {hoogstens} zijn")
