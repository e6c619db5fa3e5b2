"""The inbox: from a delivery by the gateway to a stored message with a signed receipt.

Order of checks; the first that fails decides what happens:

1. the connection is the gateway's own                                    refused, no receipt
2. the message has the profile's shape                                    refused, no receipt
3. Gateway-Besluit: signed by the pinned gateway certificate, for exactly
   these bytes, for this party, permitted                                 refused, no receipt
4. the message by itself: the sender's own signature, this party, words
   the own rules know, content that is what the kop declared              receipt ``geweigerd``
5. the own rules and the own file (``oordelen``)                     receipt ``geweigerd``
6. stored in one transaction with the signed receipt; an id that is there
   already gives the receipt of then, or a conflict for another digest    receipt ``aanvaard``

Before all that: as long as the own keys are not those of the own document, or content is sealed for
a certificate this party names and has no key of, it is 503 and the sender waits (`Eigenwacht`): the
message is not at fault, and a refusal cannot be taken back.

Without 1 to 3 there is no proof that anybody decided, so nothing is signed. What fails at 4 or 5
is stored nowhere but as a refusal. When the own database cannot store, nothing is signed either:
the sender keeps the message and tries again.

What goes by mouth is announced: then there is no content. It follows once it was said, under the
same id (``neem_inhoud_in``), and is held against the kop that was announced.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from shared.bericht.bericht import OntvangenBericht
from shared.bericht.inhoudlevering import OntvangenInhoud
from shared.bericht.koppen import RuweKoppen
from shared.bericht.ontvangst import AANVAARD
from shared.bestand.ontvangen.weigering import HANDTEKENING, ONLEESBAAR, Weigering
from shared.innemen.bericht import Gelezen, Ingenomen
from shared.innemen.bewaren.levering import Aangekondigd, Inhoudinname, Levering
from shared.innemen.bewaren.opslag import Innameopslag
from shared.innemen.controle import (
    Afgeleverd,
    Innamemiddelen,
    eis_afzender_van_inhoud,
    lees_bericht,
    lees_besluit,
    open_bericht,
    open_inhoud,
)
from shared.innemen.fouten import OntvangstGeweigerd
from shared.opslag.draad import in_draad
from shared.verzenden.partijdocumenten.eigen import Eigenwacht
from shared.verzenden.partijdocumenten.partijenboek import Partijgegevens
from shared.verzenden.stukken.vlaggen import vraagt_iets_weg

MAX_SAMEN = 64
"""So that one transaction stays short."""

Opener = Callable[[Gelezen], Gelezen]
Bewaarder = Callable[[Sequence[Gelezen]], list[Ingenomen | Exception]]


class Inname:
    """Takes messages in. Safe to call for many at once; a message counts once."""

    def __init__(
        self,
        middelen: Innamemiddelen,
        opslag: Innameopslag,
        inhoudinname: Inhoudinname,
        na_lijst: Callable[[], None] = lambda: None,
    ) -> None:
        """``na_lijst`` is called when a stuk was stored that asks for something to be destroyed."""
        self._middelen = middelen
        self._na_lijst = na_lijst
        self._inhoud = inhoudinname
        self._rij = Innamerij(lambda een: open_bericht(self._middelen, een), opslag.bewaar_samen)

    @property
    def eigen(self) -> Eigenwacht:
        """Holds the settings beside the own document."""
        return self._middelen.eigen

    def eis_gateway(self, oin: str) -> None:
        """Nobody but the gateway delivers here; asked before anything is read."""
        if oin != self._middelen.gateway_certificaat.oin:
            raise OntvangstGeweigerd("Alleen de gateway mag hier berichten afleveren.")

    async def neem_in(self, body: bytes, koppen: RuweKoppen, oin: str) -> Ingenomen:
        """A signed receipt for a delivery that came over the connection of ``oin``.

        Raises ``OntvangstGeweigerd``, ``BerichtFout`` or ``BerichtAnders`` where no receipt is
        given, and ``DatabankNietBeschikbaar`` or ``GatewayOnbereikbaar`` when it cannot be now.
        """
        self.eis_gateway(oin)
        ontvangen = OntvangenBericht.lees(body, koppen, eis_transactie_id=False)
        nu = self._middelen.klok()
        afzender = await self._afzender(ontvangen.kop.afzender)
        self._middelen.eigen.eis_sleutels()
        # In this very thread: verifying is quick. What is sealed is opened where it is stored.
        gelezen = lees_bericht(self._middelen, ontvangen, afzender, nu)
        if _is_vals(gelezen.weigering):
            vers = await self._vernieuwd(ontvangen.kop.afzender, afzender)
            if vers is not None:
                gelezen = lees_bericht(self._middelen, ontvangen, vers, nu)
        if gelezen.weigering is None and ontvangen.inhoud is not None:
            await self._middelen.eigen.eis_niet_voor_ons(ontvangen.inhoud)
        ingenomen = await self._rij.bewaar(gelezen)
        regels = self._middelen.regels
        if ingenomen.status == AANVAARD and vraagt_iets_weg(regels, gelezen.kop.get("stuk")):
            self._na_lijst()
        return ingenomen

    async def neem_inhoud_in(
        self, bericht_id: str, body: bytes, koppen: RuweKoppen, oin: str
    ) -> Ingenomen:
        """A signed receipt for the content of what was announced by mouth and then said.

        Raises as ``neem_in``, and ``NietGevonden`` where nothing was announced.
        """
        self.eis_gateway(oin)
        ontvangen = OntvangenInhoud.lees(body, koppen, bericht_id)
        nu = self._middelen.klok()
        wat = Afgeleverd(bericht_id, ontvangen.digest, body, ontvangen.gateway_besluit)
        besluit = lees_besluit(self._middelen, wat, nu)
        aangekondigd = await in_draad(self._inhoud.aangekondigd, bericht_id)
        if besluit.bladnummer != aangekondigd.bladnummer:
            raise OntvangstGeweigerd("Het besluit van de gateway noemt een ander blad.")
        afzender = await self._afzender(aangekondigd.kop["afzender"])
        self._middelen.eigen.eis_sleutels()
        levering = self._lees_levering(ontvangen, aangekondigd, afzender, nu)
        if _is_vals(levering.weigering):
            vers = await self._vernieuwd(aangekondigd.kop["afzender"], afzender)
            if vers is not None:
                levering = self._lees_levering(ontvangen, aangekondigd, vers, nu)
        await self._eis_niet_voor_ons(levering.weigering, ontvangen.inhoud)
        return await in_draad(self._inhoud.bewaar, levering)

    def _lees_levering(
        self,
        ontvangen: OntvangenInhoud,
        aangekondigd: Aangekondigd,
        afzender: Partijgegevens,
        nu: datetime,
    ) -> Levering:
        vals = eis_afzender_van_inhoud(self._middelen, ontvangen, afzender, nu)
        levering = Levering(ontvangen, aangekondigd, nu, weigering=vals)
        if vals is not None:
            return levering
        geopend = open_inhoud(
            self._middelen, aangekondigd.kop, ontvangen.inhoud, aangekondigd.besloten_op
        )
        if isinstance(geopend, Weigering):
            return replace(levering, weigering=geopend)
        return replace(levering, inhoud=geopend)

    async def _eis_niet_voor_ons(self, weigering: Weigering | None, jwe: str | None) -> None:
        if jwe is not None and weigering is not None and weigering.code == ONLEESBAAR:
            await self._middelen.eigen.eis_niet_voor_ons(jwe)

    async def _afzender(self, code: str) -> Partijgegevens:
        boek = self._middelen.boek
        return boek.bekend(code) or await boek.zoek(code)

    async def _vernieuwd(self, code: str, gebruikt: Partijgegevens) -> Partijgegevens | None:
        """The sender may have changed certificates since the register was read."""
        vers = await self._middelen.boek.zoek(code, opnieuw=True)
        return None if vers == gebruikt else vers


def _is_vals(weigering: Weigering | None) -> bool:
    return weigering is not None and weigering.code == HANDTEKENING


class Innamerij:
    """Brings messages that come in at the same time to the store together.

    While one transaction runs, what arrives waits; the next takes all of it. Under load that is one
    commit for many messages, and without load nobody waits for anybody. One per process and event
    loop; ``bewaar`` may be called by many at once.
    """

    def __init__(self, open_bericht: Opener, bewaar_samen: Bewaarder) -> None:
        """``open_bericht`` opens what is sealed in one, ``bewaar_samen`` stores them."""
        self._open_bericht = open_bericht
        self._bewaar_samen = bewaar_samen
        self._wachtend: list[tuple[Gelezen, asyncio.Future[Ingenomen]]] = []
        self._werk: asyncio.Task[None] | None = None

    async def bewaar(self, een: Gelezen) -> Ingenomen:
        """The receipt, once the message is durably stored; raises what storing it raised."""
        klaar: asyncio.Future[Ingenomen] = asyncio.get_running_loop().create_future()
        self._wachtend.append((een, klaar))
        if self._werk is None or self._werk.done():
            self._werk = asyncio.create_task(self._werk_weg())
        return await klaar

    async def _werk_weg(self) -> None:
        while self._wachtend:
            portie, self._wachtend = self._wachtend[:MAX_SAMEN], self._wachtend[MAX_SAMEN:]
            try:
                uitkomsten = await in_draad(self._open_en_bewaar, [een for een, _ in portie])
            except Exception as fout:  # noqa: BLE001 - everybody who waits must hear of it
                uitkomsten = [fout for _ in portie]
            for (_, klaar), uitkomst in zip(portie, uitkomsten, strict=True):
                _meld(klaar, uitkomst)

    def _open_en_bewaar(self, berichten: Sequence[Gelezen]) -> list[Ingenomen | Exception]:
        """In the thread of the store, so that the loop meanwhile takes in the next."""
        geopend = [self._open(een) for een in berichten]
        goed = [een for een in geopend if not isinstance(een, Exception)]
        bewaard = iter(self._bewaar_samen(goed) if goed else ())
        return [een if isinstance(een, Exception) else next(bewaard) for een in geopend]

    def _open(self, een: Gelezen) -> Gelezen | Exception:
        try:
            return self._open_bericht(een)
        except Exception as fout:  # noqa: BLE001 - one message's fault must not touch the others
            return fout


def _meld(klaar: asyncio.Future[Ingenomen], uitkomst: Ingenomen | Exception) -> None:
    if klaar.done():
        # Whoever waited is gone; the message is stored and will be asked for again.
        return
    if isinstance(uitkomst, Exception):
        klaar.set_exception(uitkomst)
    else:
        klaar.set_result(uitkomst)
