"""What a portal refuses at its start: in production nothing of a test, outside it nothing real."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from shared.portaal.instellingen import Portaalinstellingen
from shared.web.instellingen.bestandsrechten import te_open
from shared.web.instellingen.deel import kan_lokaal_zijn
from shared.web.instellingen.lezen import OngeldigeInstellingen, bestanden
from shared.web.instellingen.productie import heeft_testwortel, is_testcertificaat, is_testsleutel
from shared.web.meldingen import Invoerfout

_GEHEIM = ("sleutel", "geheim")
_POGINGEN = 10


def controleer_portaal(instellingen: Portaalinstellingen) -> None:
    """Raise `OngeldigeInstellingen` when these settings do not belong in their `omgeving`."""
    controle = _productie if instellingen.productie else _ontwikkeling
    fouten = tuple(controle(instellingen))
    if fouten:
        bron = (
            f"{instellingen.bestand or instellingen.onderdeel} (omgeving '{instellingen.omgeving}')"
        )
        raise OngeldigeInstellingen(bron, fouten)


def _certificaten(instellingen: Portaalinstellingen) -> Iterator[tuple[str, bool | None]]:
    """What this portal shows to others, and whether it is of a test."""
    yield "tls.certificaat", is_testcertificaat(instellingen.tls.certificaat)
    if instellingen.herkenning is not None:
        yield "herkenning.certificaat", is_testcertificaat(instellingen.herkenning.certificaat)


def _ontwikkeling(instellingen: Portaalinstellingen) -> Iterator[Invoerfout]:
    zin = "is geen testcertificaat; een echte omgeving draait alleen met omgeving = 'productie'"
    for plaats, van_test in _certificaten(instellingen):
        if van_test is False:
            yield Invoerfout(plaats, zin)
    if not heeft_testwortel(instellingen.tls.vertrouwen):
        yield Invoerfout("tls.vertrouwen", zin)


def _productie(instellingen: Portaalinstellingen) -> Iterator[Invoerfout]:
    for plaats, van_test in _certificaten(instellingen):
        if van_test is not False:
            yield Invoerfout(plaats, "is een testcertificaat")
    if heeft_testwortel(instellingen.tls.vertrouwen):
        yield Invoerfout("tls.vertrouwen", "bevat een testwortel")
    for plaats, pad in bestanden(instellingen):
        geheim = plaats.endswith(_GEHEIM)
        if geheim and is_testsleutel(pad):
            yield Invoerfout(plaats, "is van een test")
        for zin in te_open(pad, geheim=geheim):
            yield Invoerfout(plaats, zin)
    yield from _adressen(instellingen)
    if instellingen.herkenning is None:
        zin = (
            "ontbreekt: noem het certificaat waaraan een dienst dit portaal herkent, en zet zijn "
            "vingerafdruk daar in server.portalen; anders telt zij wie zonder account komt als "
            "een en dezelfde bezoeker"
        )
        yield Invoerfout("herkenning", zin)
    if instellingen.inlog.pogingen_per_minuut > _POGINGEN:
        zin = f"mag in productie hoogstens {_POGINGEN} zijn"
        yield Invoerfout("inlog.pogingen_per_minuut", zin)
    for naam, hoogstens in instellingen.limieten.boven_productiegrens():
        yield Invoerfout(f"limieten.{naam}", f"mag in productie hoogstens {hoogstens} zijn")


def _adressen(instellingen: Portaalinstellingen) -> Iterator[Invoerfout]:
    oidc = instellingen.oidc
    inlog = {"oidc.uitgever": oidc.uitgever, "oidc.jwks_url": oidc.jwks_url}
    for plaats, adres in inlog.items():
        if kan_lokaal_zijn(adres) or urlsplit(adres).scheme != "https":
            yield Invoerfout(plaats, "is een testinlog (http of deze machine)")
    if kan_lokaal_zijn(instellingen.server.publieke_url):
        yield Invoerfout("server.publieke_url", "is een adres van deze machine")
    if instellingen.inlog.geheim is None:
        yield Invoerfout("inlog.geheim", "ontbreekt: noem het bestand met het geheim")
