"""Who a delivery is from and what is in it: everything a message says by itself.

What the own file knows comes after (``oordelen``). Here nothing is stored and nobody asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from shared.bericht.bericht import GeverifieerdBericht, OntvangenBericht, verifieer
from shared.bericht.fouten import BerichtFout, InhoudKomtNietOvereen, OngeldigBericht
from shared.bericht.gatewaybesluit import GatewayBesluit, verifieer_gateway_besluit
from shared.bericht.inhoud import Inhoud, lees_platte_tekst
from shared.bericht.inhoudlevering import OntvangenInhoud, verifieer_inhoud
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.sleutels.handtekening import TIJDVENSTER, controleer_digest, eis_tekentijd
from shared.bericht.sleutels.sleutels import Ontsleutelaar
from shared.bericht.sleutels.versleuteling import ontsleutel
from shared.bericht.vergelijking import VORM, vergelijk
from shared.bestand.ontvangen.weigering import (
    ANDERE_ONTVANGER,
    HANDTEKENING,
    ONLEESBAAR,
    REGELS,
    Weigering,
)
from shared.convenant.regels.laden import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.innemen.bericht import Gelezen
from shared.innemen.fouten import OntvangstGeweigerd
from shared.partij.burgernummers import met_burgernummer
from shared.tijd.klok import Klok
from shared.verzenden.partijdocumenten.eigen import Eigenwacht
from shared.verzenden.partijdocumenten.partijenboek import Partijenboek, Partijgegevens
from shared.web.beschrijving.operaties import huidige_operatie

_NIET_VAN_AFZENDER = "De handtekening is niet die van de afzender, of niet geldig."


@dataclass(frozen=True)
class Innamemiddelen:
    """What receiving takes: who we are, by which rules, whom we believe, and our own keys."""

    partij: str
    regels: Convenantregels
    gateway_certificaat: Certificaat
    vertrouwen: Vertrouwenslijst
    boek: Partijenboek
    ontsleutelaar: Ontsleutelaar
    eigen: Eigenwacht
    klok: Klok


@dataclass(frozen=True)
class Afgeleverd:
    """What a Gateway-Besluit must be about: exactly these bytes of this message."""

    bericht_id: str
    digest: str
    body: bytes
    besluit: str | None


def lees_besluit(middelen: Innamemiddelen, wat: Afgeleverd, nu: datetime) -> GatewayBesluit:
    """The gateway's own word on it, or ``OntvangstGeweigerd`` or a ``BerichtFout``.

    The certificate is the one this party was configured with, nobody else's.
    """
    if wat.besluit is None:
        raise OntvangstGeweigerd("Het bericht draagt geen besluit van de gateway.")
    middelen.vertrouwen.controleer(middelen.gateway_certificaat, nu)
    controleer_digest(wat.body, wat.digest)
    besluit = verifieer_gateway_besluit(wat.besluit, middelen.gateway_certificaat)
    if (besluit.id, besluit.digest) != (wat.bericht_id, wat.digest):
        raise OntvangstGeweigerd("Het besluit van de gateway gaat over een ander bericht.")
    if besluit.ontvanger != middelen.partij:
        raise OntvangstGeweigerd("Het besluit van de gateway is voor een andere ontvanger.")
    if not besluit.toegestaan:
        raise OntvangstGeweigerd("De gateway heeft dit bericht niet toegestaan.")
    return besluit


def lees_bericht(
    middelen: Innamemiddelen, ontvangen: OntvangenBericht, afzender: Partijgegevens, nu: datetime
) -> Gelezen:
    """A delivered message, with the first thing that is wrong with it by itself; sealed still.

    Raises where nothing proves that anybody decided: then nothing is signed.
    """
    wat = Afgeleverd(ontvangen.kop.id, ontvangen.digest, ontvangen.body, ontvangen.gateway_besluit)
    besluit = lees_besluit(middelen, wat, nu)
    weigering = None
    try:
        certificaat = afzender.tekende(ontvangen.payload_signature)
        bericht = verifieer(ontvangen, certificaat, afzender.oin, nu, middelen.vertrouwen)
        # By the gateway's clock, on which it was taken in; ours may lie apart from the sender's.
        eis_tekentijd(
            bericht.ondertekend_op, max(besluit.tijdstip, nu), niet_voor=bericht.kop.tijdstip
        )
        weigering = _voor_ons(middelen, bericht)
    except BerichtFout:
        weigering = Weigering(HANDTEKENING, _NIET_VAN_AFZENDER)
    onbekend = _onbekend(middelen, ontvangen)
    if onbekend is not None:
        weigering = weigering or Weigering(REGELS, onbekend, alarm=True)
    kanaal = middelen.regels.kanalen.get(ontvangen.kop.kanaal)
    return Gelezen(
        bericht=ontvangen,
        besluit=besluit,
        nu=nu,
        weigering=weigering,
        bekend=onbekend is None,
        mondeling=kanaal is not None and kanaal.mondeling,
        operatie=huidige_operatie.get(),
        partijen={afzender.code: afzender.toestand()},
    )


def open_bericht(middelen: Innamemiddelen, een: Gelezen) -> Gelezen:
    """The same message with what was sealed in it, or with what is wrong with that.

    The private key takes most of the time here, and other threads go on meanwhile.
    """
    if een.weigering is not None or een.bericht.inhoud is None:
        return een
    geopend = open_inhoud(middelen, een.kop, een.bericht.inhoud, een.besluit.tijdstip)
    if isinstance(geopend, Weigering):
        return replace(een, weigering=geopend)
    return replace(een, inhoud=geopend)


def _onbekend(middelen: Innamemiddelen, ontvangen: OntvangenBericht) -> str | None:
    """What the own rules have no word for: a code, or the covenant it says to be of."""
    try:
        ontvangen.eis_woorden(middelen.regels)
    except OngeldigBericht:
        return "De kop noemt iets dat de eigen regels niet kennen."
    if ontvangen.kop.convenant != middelen.regels.id:
        return "De kop noemt een ander convenant."
    return None


def _voor_ons(middelen: Innamemiddelen, bericht: GeverifieerdBericht) -> Weigering | None:
    if bericht.kop.ontvanger != middelen.partij:
        return Weigering(ANDERE_ONTVANGER, "Het bericht noemt een andere ontvanger.")
    return None


def open_inhoud(
    middelen: Innamemiddelen, kop: Mapping[str, Any], jwe: str, besloten_op: datetime
) -> Inhoud | Weigering:
    """The content that belongs to this kop, or why it does not; ages as on that day."""
    try:
        plat = lees_platte_tekst(ontsleutel(jwe, middelen.ontsleutelaar))
        dag = datum_nl(besloten_op)
        vergelijk(kop, plat.kop_digest, plat.inhoud, middelen.regels, dag)
    except InhoudKomtNietOvereen as fout:
        return Weigering(fout.code, "De inhoud is niet die van de kop, of heeft een andere vorm.")
    except BerichtFout:
        return Weigering(ONLEESBAAR, "De inhoud is niet te openen of niet te lezen.")
    if any(met_burgernummer(plat.inhoud.over, middelen.regels)):
        return Weigering(VORM, "Er staat een getal in dat een burgerservicenummer kan zijn.")
    return plat.inhoud


def eis_afzender_van_inhoud(
    middelen: Innamemiddelen, levering: OntvangenInhoud, afzender: Partijgegevens, nu: datetime
) -> Weigering | None:
    """Whether the sender himself signed the content that is delivered."""
    try:
        certificaat = afzender.tekende(levering.payload_signature)
        inhoud = verifieer_inhoud(levering, certificaat, afzender.oin, nu, middelen.vertrouwen)
        eis_tekentijd(inhoud.ondertekend_op, nu, venster=2 * TIJDVENSTER)
    except BerichtFout:
        return Weigering(HANDTEKENING, _NIET_VAN_AFZENDER)
    return None
