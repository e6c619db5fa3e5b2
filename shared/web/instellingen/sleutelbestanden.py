"""Whether the files with keys and certificates can be used at all, in every `omgeving`.

A certificate in the place of a key, a key with a password, a pair that is none: each would stop the
start somewhere inside a library. Here each is named with its place in the configuration.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from cryptography import x509

from shared.bericht.fouten import SleutelOngeldig
from shared.bericht.sleutels.certificaten import Certificaat, CertificaatOngeldig
from shared.bericht.sleutels.sleutels import lees_sleutel
from shared.opslag.bestandsfout import waarom_niet
from shared.web.instellingen.instellingen import Instellingen, lees_ed25519
from shared.web.instellingen.lezen import OngeldigeInstellingen, bestanden
from shared.web.instellingen.tabellen import Sleutelpaar, Versleutelparen
from shared.web.meldingen import Invoerfout

_PAREN = ("tls", "ondertekening", "versleuteling")
_ED25519 = ("log", "getuige")
_NUMMER = re.compile(r"\[\d+\]$")


def is_certificaat(plaats: str) -> bool:
    """Whether a certificate belongs at this place of the file."""
    return _NUMMER.sub("", plaats).endswith(("certificaat", "certificaten"))


def wortels_in(pad: Path) -> list[x509.Certificate] | None:
    """The certificates in a PEM bundle; None when it is none."""
    try:
        return x509.load_pem_x509_certificates(pad.read_bytes())
    except ValueError:
        return None


def eigen_paren(instellingen: Instellingen) -> Iterator[tuple[str, Sleutelpaar]]:
    """Each pair of this process, with its place in the file."""
    for naam in _PAREN:
        paar: Sleutelpaar | None = getattr(instellingen, naam)
        if paar is not None:
            yield naam, paar
        if isinstance(paar, Versleutelparen):
            for nummer, een in enumerate(paar.andere, start=1):
                yield f"{naam}.andere[{nummer}]", een


def onleesbare(instellingen: Instellingen) -> Iterator[Invoerfout]:
    """Every file this user may not read."""
    for plaats, pad in bestanden(instellingen):
        try:
            with pad.open("rb"):
                pass
        except OSError as fout:
            yield Invoerfout(plaats, f"{pad} is niet te lezen: {waarom_niet(fout)}")


def fouten_in_sleutels(instellingen: Instellingen) -> Iterator[Invoerfout]:
    """Every certificate, bundle or key that is not what its place asks for."""
    for plaats, pad in bestanden(instellingen):
        if is_certificaat(plaats):
            try:
                Certificaat.uit_pem(pad.read_bytes())
            except CertificaatOngeldig as fout:
                yield Invoerfout(plaats, fout.melding)
        elif plaats.endswith("vertrouwen") and not wortels_in(pad):
            yield Invoerfout(plaats, "is geen leesbare PEM-bundel")
    for naam, paar in eigen_paren(instellingen):
        yield from _fouten_in_paar(naam, paar)
    for naam in _ED25519:
        deel = getattr(instellingen, naam)
        if deel is not None:
            try:
                lees_ed25519(deel.sleutel, f"{naam}.sleutel")
            except OngeldigeInstellingen as fout:
                yield from fout.fouten


def _fouten_in_paar(naam: str, paar: Sleutelpaar) -> Iterator[Invoerfout]:
    try:
        sleutel = lees_sleutel(paar.sleutel.read_bytes())
    except SleutelOngeldig:
        yield Invoerfout(f"{naam}.sleutel", "is geen leesbare sleutel in PEM, zonder wachtwoord")
        return
    try:
        publiek = Certificaat.uit_pem(paar.certificaat.read_bytes()).publieke_sleutel
    except CertificaatOngeldig:
        return
    if sleutel.public_key() != publiek:
        yield Invoerfout(f"{naam}.sleutel", f"hoort niet bij {naam}.certificaat")
