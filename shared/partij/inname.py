"""The inbox: from a delivery by the gateway to a stored message with a signed receipt.

Order of checks; the first that fails decides what happens:

1. the connection is the gateway's own                                    refused, no receipt
2. the message has the profile's shape                                    refused, no receipt
3. Gateway-Besluit: signed by the pinned gateway certificate, for exactly
   these bytes, for this party, permitted                                 refused, no receipt
4. the id was seen before: same digest, the same receipt; other, conflict
5. the sender's own signature, by its registered certificate and OIN      receipt ``geweigerd``
6. the content opens and is what the kop declared                         receipt ``geweigerd``
7. stored in one transaction with the signed receipt                      receipt ``aanvaard``

Without 1 to 3 there is no proof that anybody decided, so nothing is signed. What fails at 5 or 6
is stored nowhere but as a refusal. When the own database cannot store, nothing is signed either:
the sender keeps the message and tries again.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from shared.bericht.bericht import GeverifieerdBericht, OntvangenBericht, verifieer
from shared.bericht.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.fouten import BerichtFout
from shared.bericht.gatewaybesluit import GatewayBesluit, verifieer_gateway_besluit
from shared.bericht.handtekening import controleer_digest
from shared.bericht.inhoud import Inhoud, lees_platte_tekst, vergelijk
from shared.bericht.koppen import RuweKoppen
from shared.bericht.ontvangst import AANVAARD, GEWEIGERD, Ontvangst, maak_ontvangst
from shared.bericht.sleutels import Ondertekenaar, Ontsleutelaar
from shared.bericht.versleuteling import ontsleutel
from shared.partij.innameopslag import Ingenomen, Innameopslag, Oordeel
from shared.partij.kenmerk import Klok
from shared.partij.partijenboek import Partijenboek
from shared.partij.uitwisseling_fouten import BerichtAnders, OntvangstGeweigerd


@dataclass(frozen=True)
class Innamemiddelen:
    """What receiving takes: who we are, whom we believe, and our own keys."""

    partij: str
    gateway_certificaat: Certificaat
    vertrouwen: Vertrouwenslijst
    boek: Partijenboek
    ondertekenaar: Ondertekenaar
    ontsleutelaar: Ontsleutelaar
    klok: Klok


class Inname:
    """Takes messages in. Safe to call for many at once; a message counts once."""

    def __init__(self, middelen: Innamemiddelen, opslag: Innameopslag) -> None:
        self._middelen = middelen
        self._opslag = opslag

    async def neem_in(self, body: bytes, koppen: RuweKoppen, oin: str) -> Ingenomen:
        """A signed receipt for a delivery that came over the connection of ``oin``.

        Raises ``OntvangstGeweigerd``, ``BerichtFout`` or ``BerichtAnders`` where no receipt is
        given, and ``DatabankNietBeschikbaar`` or ``GatewayOnbereikbaar`` when it cannot be now.
        """
        nu = self._middelen.klok()
        if oin != self._middelen.gateway_certificaat.oin:
            raise OntvangstGeweigerd("Alleen de gateway mag hier berichten afleveren.")
        ontvangen = OntvangenBericht.lees(body, koppen, eis_transactie_id=False)
        besluit = await asyncio.to_thread(self._controleer_besluit, ontvangen, nu)
        eerder = await asyncio.to_thread(self._opslag.eerder, ontvangen.kop.id)
        if eerder is not None:
            return _herhaling(eerder, ontvangen.digest)
        oordeel = await self._beoordeel(ontvangen, nu)
        return await asyncio.to_thread(self._leg_vast, ontvangen, besluit, oordeel, nu)

    def _controleer_besluit(self, ontvangen: OntvangenBericht, nu: datetime) -> GatewayBesluit:
        """Step 3. The certificate is the one this party was configured with, nobody else's."""
        if ontvangen.gateway_besluit is None:
            raise OntvangstGeweigerd("Het bericht draagt geen besluit van de gateway.")
        certificaat = self._middelen.gateway_certificaat
        self._middelen.vertrouwen.controleer(certificaat, nu)
        controleer_digest(ontvangen.body, ontvangen.digest)
        besluit = verifieer_gateway_besluit(ontvangen.gateway_besluit, certificaat)
        if (besluit.id, besluit.digest) != (ontvangen.kop.id, ontvangen.digest):
            raise OntvangstGeweigerd("Het besluit van de gateway gaat over een ander bericht.")
        if besluit.ontvanger != self._middelen.partij:
            raise OntvangstGeweigerd("Het besluit van de gateway is voor een andere ontvanger.")
        if not besluit.toegestaan:
            raise OntvangstGeweigerd("De gateway heeft dit bericht niet toegestaan.")
        return besluit

    async def _beoordeel(self, ontvangen: OntvangenBericht, nu: datetime) -> Oordeel:
        """Steps 5 and 6: content, or the one sentence why not."""
        try:
            bericht = await self._verifieer(ontvangen, nu)
            if bericht.kop.ontvanger != self._middelen.partij:
                return Oordeel(None, "Het bericht noemt een andere ontvanger.")
            if bericht.kop.onderdelen and bericht.kop.groep is None:
                return Oordeel(None, "Het bericht gaat over personen en noemt geen groep.")
            return Oordeel(await asyncio.to_thread(self._open, bericht), None)
        except BerichtFout as fout:
            return Oordeel(None, fout.melding)

    async def _verifieer(self, ontvangen: OntvangenBericht, nu: datetime) -> GeverifieerdBericht:
        afzender = await self._middelen.boek.zoek(ontvangen.kop.afzender)
        try:
            return await asyncio.to_thread(
                verifieer, ontvangen, afzender.ondertekening, afzender.oin, nu,
                self._middelen.vertrouwen,
            )  # fmt: skip
        except BerichtFout:
            # The sender may have changed certificates since the register was read.
            vers = await self._middelen.boek.zoek(ontvangen.kop.afzender, opnieuw=True)
            if vers.ondertekening == afzender.ondertekening:
                raise
            return await asyncio.to_thread(
                verifieer, ontvangen, vers.ondertekening, vers.oin, nu, self._middelen.vertrouwen
            )

    def _open(self, bericht: GeverifieerdBericht) -> Inhoud | None:
        if bericht.inhoud is None:
            return None
        plat = lees_platte_tekst(ontsleutel(bericht.inhoud, self._middelen.ontsleutelaar))
        vergelijk(bericht.kop_json, plat.kop_digest, plat.inhoud, bericht.kop.tijdstip)
        return plat.inhoud

    def _leg_vast(
        self,
        ontvangen: OntvangenBericht,
        besluit: GatewayBesluit,
        oordeel: Oordeel,
        nu: datetime,
    ) -> Ingenomen:
        status = AANVAARD if oordeel.reden is None else GEWEIGERD
        ontvangst = Ontvangst(ontvangen.kop.id, ontvangen.digest, status, oordeel.reden, nu)
        tekst, handtekening = maak_ontvangst(self._middelen.ondertekenaar, ontvangst)
        ingenomen = Ingenomen(ontvangen.kop.id, ontvangen.digest, status, tekst, handtekening)
        # Two deliveries of one message at once: one stores, the other finds it stored.
        if self._opslag.bewaar(ontvangen, besluit, oordeel, ingenomen, nu):
            return ingenomen
        eerder = self._opslag.eerder(ontvangen.kop.id)
        if eerder is None:
            raise OntvangstGeweigerd("Het bericht kon niet worden vastgelegd.")
        return _herhaling(eerder, ontvangen.digest)


def _herhaling(eerder: Ingenomen, digest: str) -> Ingenomen:
    """Step 4: the same message again gets the same receipt."""
    if eerder.digest != digest:
        raise BerichtAnders("Dit bericht-id is al ontvangen met een andere inhoud.")
    return eerder
