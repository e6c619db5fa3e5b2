"""Whether the keys and certificates in a configuration are this process's own, and each its own.

A signing certificate of somebody else, or one key for signing and for connecting: each looks like a
working configuration, and each gives away what it protects.
"""

from collections.abc import Iterator
from contextlib import suppress

from cryptography import x509

from shared.bericht.sleutels.certificaten import Certificaat, CertificaatOngeldig, Gebruik
from shared.web.instellingen.instellingen import Instellingen
from shared.web.instellingen.sleutelbestanden import eigen_paren
from shared.web.meldingen import Invoerfout

_GEBRUIK = {
    "tls": Gebruik.VERBINDEN,
    "ondertekening": Gebruik.ONDERTEKENEN,
    "versleuteling": Gebruik.VERSLEUTELEN,
}


def fouten_in_bezit(instellingen: Instellingen) -> Iterator[Invoerfout]:
    """Every key or certificate that is not the one it should be, with its place in the file."""
    eigen = dict(_eigen_certificaten(instellingen))
    for naam, certificaat in eigen.items():
        yield from _doel(naam, certificaat)
    yield from _zelfde_houder(eigen)
    yield from _eigen_sleutel_per_doel(eigen)
    yield from _anderen(instellingen, eigen["tls"].oin if "tls" in eigen else None)


def eigen_certificaten(instellingen: Instellingen) -> list[x509.Certificate]:
    """Every certificate of this process that can be read."""
    return [een.x509 for _, een in _eigen_certificaten(instellingen)]


def _eigen_certificaten(instellingen: Instellingen) -> Iterator[tuple[str, Certificaat]]:
    """By pair. One that cannot be read is named by the check on certificates."""
    for naam, paar in eigen_paren(instellingen):
        with suppress(CertificaatOngeldig):
            yield naam, Certificaat.uit_pem(paar.certificaat.read_bytes())


def _doel(naam: str, certificaat: Certificaat) -> Iterator[Invoerfout]:
    try:
        certificaat.controleer_gebruik(_GEBRUIK[_doel_van(naam)])
    except CertificaatOngeldig as fout:
        yield Invoerfout(f"{naam}.certificaat", fout.melding)


def _doel_van(plaats: str) -> str:
    return plaats.partition(".")[0]


def _zelfde_houder(eigen: dict[str, Certificaat]) -> Iterator[Invoerfout]:
    """One process is one organisation: what it signs is under the OIN it connects with."""
    tls = eigen.get("tls")
    if tls is None:
        return
    for naam, certificaat in eigen.items():
        if certificaat.oin != tls.oin:
            yield Invoerfout(
                f"{naam}.certificaat",
                f"is van {certificaat.organisatie} (OIN {certificaat.oin}), en het "
                f"transportcertificaat van {tls.organisatie} (OIN {tls.oin})",
            )


def _eigen_sleutel_per_doel(eigen: dict[str, Certificaat]) -> Iterator[Invoerfout]:
    namen = list(eigen)
    for nummer, naam in enumerate(namen):
        for eerder in namen[:nummer]:
            if _doel_van(naam) == _doel_van(eerder):
                continue  # Een vernieuwd certificaat bij dezelfde sleutel mag.
            if eigen[naam].zelfde_sleutel(eigen[eerder]):
                zin = f"heeft dezelfde sleutel als {eerder}.certificaat; elk doel heeft een eigen"
                yield Invoerfout(f"{naam}.certificaat", zin)


def _anderen(instellingen: Instellingen, eigen_oin: str | None) -> Iterator[Invoerfout]:
    """Nobody else is we, and no two others are one."""
    gezien = {} if eigen_oin is None else {eigen_oin: "dit onderdeel zelf"}
    if instellingen.gateway is not None:
        plaats = "gateway.ondertekening_certificaat"
        try:
            oin = Certificaat.uit_pem(
                instellingen.gateway.ondertekening_certificaat.read_bytes()
            ).oin
        except CertificaatOngeldig:
            oin = None
        if oin in gezien:
            yield Invoerfout(plaats, f"is van OIN {oin}, en dat is {gezien[oin]}")
        elif oin is not None:
            gezien[oin] = "de gateway"
    for code, ander in instellingen.getuigen.items():
        if ander.oin in gezien:
            yield Invoerfout(f"getuigen.{code}.oin", f"is ook die van {gezien[ander.oin]}")
        gezien.setdefault(ander.oin, f"getuigen.{code}")
