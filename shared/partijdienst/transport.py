"""Which transport certificates the gateway and the other parties have, by the own configuration.

Not what the gateway says of them: a party knows by itself who it talks to, whoever calls whom.
"""

from __future__ import annotations

from collections.abc import Iterator

import httpx

from shared.bericht.sleutels.certificaten import Certificaat, CertificaatOngeldig, Gebruik
from shared.web.aanmelding.gebelden import VasteGebelden, per_adres
from shared.web.aanmelding.transportregister import VastRegister
from shared.web.instellingen.instellingen import Instellingen
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.meldingen import Invoerfout
from shared.web.proces.clients import maak_client as maak_webclient


def maak_transportregister(instellingen: Instellingen) -> VastRegister:
    """What the settings name. ``OngeldigeInstellingen`` for another party's certificate, and for
    one that is not made to connect with."""
    fouten: list[Invoerfout] = []
    gevonden = []
    for plaats, oin, pem in _genoemd(instellingen):
        try:
            certificaat = Certificaat.uit_pem(pem)
            certificaat.controleer_gebruik(Gebruik.VERBINDEN)
        except CertificaatOngeldig as fout:
            fouten.append(Invoerfout(plaats, fout.melding))
            continue
        if certificaat.oin != oin:
            fouten.append(Invoerfout(plaats, f"is van OIN {certificaat.oin}, niet van {oin}"))
        gevonden.append((oin, certificaat))
    if fouten:
        raise OngeldigeInstellingen("deze partij", tuple(fouten))
    return VastRegister.van(gevonden)


def maak_client(instellingen: Instellingen, basis_url: str) -> httpx.AsyncClient:
    """A client that finds the gateway at the gateway's address and another party at its witness.

    Who the settings name no transport certificate of, is known there by its OIN.
    """
    register = maak_transportregister(instellingen)
    rijen = [
        (url, oin, register.vingerafdrukken(oin) or frozenset())
        for url, oin in _adressen(instellingen)
    ]
    return maak_webclient(instellingen, basis_url, gebelden=VasteGebelden(per_adres(rijen)))


def _adressen(instellingen: Instellingen) -> Iterator[tuple[str, str]]:
    """Address and OIN of everybody else that the settings know."""
    adres = instellingen.gateway
    if adres is not None:
        certificaat = Certificaat.uit_pem(adres.ondertekening_certificaat.read_bytes())
        yield adres.url, certificaat.oin
    for ander in instellingen.getuigen.values():
        yield ander.url, ander.oin


def _genoemd(instellingen: Instellingen) -> Iterator[tuple[str, str, bytes]]:
    """Place, OIN and PEM of every transport certificate of somebody else."""
    adres = instellingen.gateway
    if adres is not None:
        oin = Certificaat.uit_pem(adres.ondertekening_certificaat.read_bytes()).oin
        for nummer, pad in enumerate(adres.transport_certificaten, 1):
            yield f"gateway.transport_certificaten[{nummer}]", oin, pad.read_bytes()
    for code, ander in instellingen.getuigen.items():
        for nummer, pad in enumerate(ander.transport_certificaten, 1):
            plaats = f"getuigen.{code}.transport_certificaten[{nummer}]"
            yield plaats, ander.oin, pad.read_bytes()
