"""The inbox: from a delivery by the gateway to a stored message with a signed receipt.

Order of checks; the first that fails decides what happens:

1. the connection is the gateway's own                                    refused, no receipt
2. the message has the profile's shape                                    refused, no receipt
3. Gateway-Besluit: signed by the pinned gateway certificate, for exactly
   these bytes, for this party, permitted                                 refused, no receipt
4. the sender's own signature, by its registered certificate and OIN      receipt ``geweigerd``
5. the content opens and is what the kop declared                         receipt ``geweigerd``
   and is not about something that was destroyed here since
6. stored in one transaction with the signed receipt; an id that is there
   already gives the receipt of then, or a conflict for another digest    receipt ``aanvaard``

Without 1 to 3 there is no proof that anybody decided, so nothing is signed. What fails at 4 or 5
is stored nowhere but as a refusal. When the own database cannot store, nothing is signed either:
the sender keeps the message and tries again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
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
from shared.partij.innameopslag import Innameopslag
from shared.partij.innamerij import Innamerij
from shared.partij.innamevormen import Ingenomen, Voorbereid
from shared.partij.kenmerk import Klok
from shared.partij.lijsten.ontvangst import draagt_lijst
from shared.partij.partijenboek import Partijenboek, Partijgegevens
from shared.partij.uitwisseling_fouten import OntvangstGeweigerd
from shared.partij.verbetering.begrippen import NIETS_MEER
from shared.partij.verbetering.ontvangst import is_verbetering
from shared.web.operaties import huidige_operatie


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

    def __init__(
        self,
        middelen: Innamemiddelen,
        opslag: Innameopslag,
        na_lijst: Callable[[], None] = lambda: None,
    ) -> None:
        """``na_lijst`` is called when a message that belongs to a list of names was stored."""
        self._middelen = middelen
        self._na_lijst = na_lijst
        self._opslag = opslag
        self._rij = Innamerij(opslag.bewaar_samen)

    async def neem_in(self, body: bytes, koppen: RuweKoppen, oin: str) -> Ingenomen:
        """A signed receipt for a delivery that came over the connection of ``oin``.

        Raises ``OntvangstGeweigerd``, ``BerichtFout`` or ``BerichtAnders`` where no receipt is
        given, and ``DatabankNietBeschikbaar`` or ``GatewayOnbereikbaar`` when it cannot be now.
        """
        if oin != self._middelen.gateway_certificaat.oin:
            raise OntvangstGeweigerd("Alleen de gateway mag hier berichten afleveren.")
        ontvangen = OntvangenBericht.lees(body, koppen, eis_transactie_id=False)
        afzender = await self._afzender(ontvangen.kop.afzender)
        nu = self._middelen.klok()
        # In this very thread: the cryptography keeps the interpreter to itself in any thread.
        voorbereid = self._bereid_voor(ontvangen, afzender, nu)
        if voorbereid.reden is not None:
            # The sender may have changed certificates since the register was read.
            vers = await self._middelen.boek.zoek(ontvangen.kop.afzender, opnieuw=True)
            if vers.ondertekening != afzender.ondertekening:
                voorbereid = self._bereid_voor(ontvangen, vers, nu)
        if (
            is_verbetering(voorbereid.kop)
            and voorbereid.reden is None
            and await asyncio.to_thread(self._opslag.niets_meer, voorbereid.kop)
        ):
            voorbereid = self._weiger(voorbereid, NIETS_MEER)
        ingenomen = await self._rij.bewaar(voorbereid)
        if draagt_lijst(voorbereid.inhoud):
            self._na_lijst()
        return ingenomen

    async def _afzender(self, code: str) -> Partijgegevens:
        boek = self._middelen.boek
        return boek.bekend(code) or await boek.zoek(code)

    def _bereid_voor(
        self, ontvangen: OntvangenBericht, afzender: Partijgegevens, nu: datetime
    ) -> Voorbereid:
        """Steps 3 to 5, and the signed receipt that says what came of them."""
        besluit = self._controleer_besluit(ontvangen, nu)
        inhoud, reden = self._beoordeel(ontvangen, afzender, nu)
        return self._met_ontvangst(ontvangen, besluit, inhoud, reden, nu)

    def _weiger(self, voorbereid: Voorbereid, reden: str) -> Voorbereid:
        return self._met_ontvangst(
            voorbereid.bericht, voorbereid.besluit, None, reden, voorbereid.nu
        )

    def _met_ontvangst(
        self,
        ontvangen: OntvangenBericht,
        besluit: GatewayBesluit,
        inhoud: Inhoud | None,
        reden: str | None,
        nu: datetime,
    ) -> Voorbereid:
        status = AANVAARD if reden is None else GEWEIGERD
        ontvangst = Ontvangst(ontvangen.kop.id, ontvangen.digest, status, reden, nu)
        tekst, handtekening = maak_ontvangst(self._middelen.ondertekenaar, ontvangst)
        ingenomen = Ingenomen(ontvangen.kop.id, ontvangen.digest, status, tekst, handtekening)
        return Voorbereid(ontvangen, besluit, inhoud, reden, ingenomen, nu, huidige_operatie.get())

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

    def _beoordeel(
        self, ontvangen: OntvangenBericht, afzender: Partijgegevens, nu: datetime
    ) -> tuple[Inhoud | None, str | None]:
        """Steps 4 and 5: the content (if there is any), or the one sentence why not."""
        try:
            bericht = verifieer(
                ontvangen, afzender.ondertekening, afzender.oin, nu, self._middelen.vertrouwen
            )
            if bericht.kop.ontvanger != self._middelen.partij:
                return None, "Het bericht noemt een andere ontvanger."
            if bericht.kop.onderdelen and bericht.kop.groep is None:
                return None, "Het bericht gaat over personen en noemt geen groep."
            return self._open(bericht), None
        except BerichtFout as fout:
            return None, fout.melding

    def _open(self, bericht: GeverifieerdBericht) -> Inhoud | None:
        if bericht.inhoud is None:
            return None
        plat = lees_platte_tekst(ontsleutel(bericht.inhoud, self._middelen.ontsleutelaar))
        vergelijk(bericht.kop_json, plat.kop_digest, plat.inhoud, bericht.kop.tijdstip)
        return plat.inhoud
