"""The content of what was said, on its way to who heard it (profile, section 2, by mouth).

In this order: the sender's identity and signature; that these words were said, with permission,
and not too long ago; forwarded under the decision that was taken before they were; the receipt in
the log; the answer. The gateway keeps nothing of it but the digest: the same bytes get the same
answer, others a refusal.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from gateway.berichten.aflevering import Inhoudaflevering
from gateway.berichten.antwoorden import Antwoord
from gateway.berichten.beslissing import Beslist
from gateway.berichten.bezorger import GeldigeOntvangst
from gateway.berichten.doorgeven import Afmaker, Doorgave
from gateway.berichten.verkeersdelen import Verkeersdelen
from gateway.fouten import IdAlGebruikt, InhoudKanNiet, NietGevonden
from gateway.registers.beeld import Beeld
from gateway.registers.begrippen import Berichtstand
from gateway.registers.berichten import Berichtenregister
from gateway.registers.groepen import Groepenregister
from gateway.registers.onderdelen import Onderdelenregister
from gateway.uitingen.begrippen import Gezegd
from gateway.uitingen.opslag import Uitingregister
from shared.bericht.inhoudlevering import (
    GeverifieerdeInhoud,
    OntvangenInhoud,
    verifieer_inhoud,
)
from shared.bericht.sleutels.certificaten import CertificaatOngeldig
from shared.bericht.sleutels.handtekening import eis_tekentijd
from shared.convenant.berichtsoorten import wil_lopende_groep
from shared.convenant.termijnen import datum_nl, na_werkdagen
from shared.logboek.bladen import lees_blad
from shared.opslag.engine import lezend
from shared.web.sloten import Sloten


@dataclass(frozen=True, slots=True)
class _Herkend:
    """Delivered content of which is known whose it is; `geleverd`: it came before."""

    stand: Berichtstand
    beeld: Beeld
    inhoud: GeverifieerdeInhoud
    geleverd: bool


class Inhoudlevering:
    """Takes content in and brings it on, one at a time per message, each to the end."""

    def __init__(self, delen: Verkeersdelen) -> None:
        self._o = delen
        self._fundament = delen.fundament
        self._lezend = lezend(delen.fundament.engine)
        self._sloten = Sloten()
        self._afmaker: Afmaker[Antwoord] = Afmaker()

    async def lever(self, ontvangen: OntvangenInhoud, oin: str) -> Antwoord:
        """The answer as for a message. Raises `NietGevonden` for a message of somebody else,
        `InhoudKanNiet`, `IdAlGebruikt` for other bytes than came before, or a `BerichtFout`."""
        return await self._afmaker.maak_af(self._een_tegelijk(ontvangen, oin))

    async def sluit(self) -> None:
        """Wait for what has begun."""
        await self._afmaker.sluit()

    async def _een_tegelijk(self, ontvangen: OntvangenInhoud, oin: str) -> Antwoord:
        kenmerk, digest = ontvangen.bericht_id, ontvangen.digest
        async with self._sloten.op(kenmerk):
            herkend = await asyncio.to_thread(self._herken, ontvangen, oin)
            if herkend.geleverd:
                return await asyncio.to_thread(self._o.antwoorden.inhoud_opnieuw, kenmerk, digest)
            beslist = await asyncio.to_thread(self._o.antwoorden.eerder_besluit, kenmerk)
            await asyncio.to_thread(self._o.verantwoording.doorgegeven, _kop(beslist))
            ontvangst = await self._geef_door(herkend, beslist)
            return await self._leg_vast_en_antwoord(kenmerk, beslist, ontvangst)

    def _herken(self, ontvangen: OntvangenInhoud, oin: str) -> _Herkend:
        nu = self._fundament.klok()
        with self._lezend.connect() as verbinding:
            beeld = self._fundament.beelden.lees(verbinding)
            partij = beeld.partij_van(oin)
            stand = Berichtenregister(verbinding).een(ontvangen.bericht_id)
            if stand is None or stand.afzender != partij.code:
                raise NietGevonden("Dit bericht is er niet, of niet van u.")
            certificaat = beeld.tekende(partij.code, ontvangen.payload_signature)
            if certificaat is None:
                raise CertificaatOngeldig(
                    "Van deze partij is geen ondertekeningscertificaat bekend."
                )
            inhoud = verifieer_inhoud(ontvangen, certificaat, oin, nu, self._fundament.vertrouwen)
            eis_tekentijd(inhoud.ondertekend_op, nu)
            geleverd = stand.inhoud_digest is not None
            if geleverd and stand.inhoud_digest != ontvangen.digest:
                raise IdAlGebruikt("Van dit bericht is al andere inhoud afgeleverd.")
            if not geleverd:
                _eis_leverbaar(verbinding, stand, beeld, nu)
        return _Herkend(stand, beeld, inhoud, geleverd)

    async def _geef_door(self, herkend: _Herkend, beslist: Beslist) -> GeldigeOntvangst:
        ontvangen = herkend.inhoud.ontvangen
        doorgave = Doorgave(
            bericht=ontvangen.bericht_id,
            ontvanger=herkend.stand.ontvanger,
            body=ontvangen.body,
            digest=ontvangen.digest,
            payload_signature=ontvangen.payload_signature,
            is_inhoud=True,
        )
        return await self._o.doorgever.geef_door(doorgave, beslist, herkend.beeld)

    async def _leg_vast_en_antwoord(
        self, kenmerk: str, beslist: Beslist, ontvangst: GeldigeOntvangst
    ) -> Antwoord:
        geschreven = await self._fundament.schrijver.voer_uit(
            Inhoudaflevering(kenmerk, ontvangst, self._fundament.klok(), self._fundament.beelden),
            bewijs_van=beslist.bladnummer,
        )
        if geschreven.inclusie is None:
            # Another process was first; what it recorded is the answer.
            digest = ontvangst.ontvangst.digest
            return await asyncio.to_thread(self._o.antwoorden.inhoud_opnieuw, kenmerk, digest)
        tekst = {"inhoud": ontvangst.tekst, "handtekening": ontvangst.handtekening}
        return self._o.antwoorden.afgeleverd(kenmerk, beslist, tekst, geschreven.inclusie)


def _eis_leverbaar(verbinding: Connection, stand: Berichtstand, beeld: Beeld, nu: datetime) -> None:
    """Said, with permission, not taken back or destroyed since, and within the covenant's term."""
    if stand.uiting is None:
        raise InhoudKanNiet("Dit bericht ging niet mondeling; zijn inhoud kwam al mee.")
    if not stand.aangekomen:
        raise InhoudKanNiet("Dit bericht is niet toegestaan, of nog niet door de ander ingenomen.")
    _eis_heel(verbinding, stand)
    _eis_lopende_groep(verbinding, stand, beeld)
    uiting = Uitingregister(verbinding).een(stand.uiting)
    gezegd = None if uiting is None else uiting.gezegd
    if gezegd is None:
        raise InhoudKanNiet("Bevestig eerst dat het is gezegd; daarna volgt de inhoud.")
    _eis_gezegd(stand, gezegd)
    dagen = beeld.regels.mondeling.afleveren_binnen_werkdagen
    if datum_nl(nu) > na_werkdagen(datum_nl(gezegd.gezegd_op), dagen):
        raise InhoudKanNiet(f"De inhoud volgt binnen {dagen} werkdagen nadat het is gezegd.")


def _eis_heel(verbinding: Connection, stand: Berichtstand) -> None:
    """What was said goes whole: without the place that is gone it is another message."""
    weg = stand.ingetrokken() or stand.vernietigd
    if weg or Onderdelenregister(verbinding).met_een_gat([stand.id]):
        raise InhoudKanNiet(
            "Dit bericht is, of iets ervan, ingetrokken of vernietigd; zijn inhoud volgt niet. "
            "Vraag voor wat nog mag opnieuw of het gezegd mag worden."
        )


def _eis_lopende_groep(verbinding: Connection, stand: Berichtstand, beeld: Beeld) -> None:
    if stand.groep is None or not wil_lopende_groep(beeld.regels, stand.soort):
        return
    groep = Groepenregister(verbinding).een(stand.groep)
    if groep is None or not groep.loopt:
        raise InhoudKanNiet("De aanpak van deze groep is intussen geëindigd; er volgt niets meer.")


def _eis_gezegd(stand: Berichtstand, gezegd: Gezegd) -> None:
    if gezegd.zonder_toestemming:
        raise InhoudKanNiet("Dit is gezegd zonder toestemming; er volgt geen inhoud.")
    if stand.id not in gezegd.berichten:
        raise InhoudKanNiet("Van dit bericht is niet bevestigd dat het is gezegd.")


def _kop(beslist: Beslist) -> dict[str, Any]:
    kop = lees_blad(beslist.blad).velden["kop"]
    if not isinstance(kop, dict):
        raise AssertionError("een besluitblad heeft een kop")
    return kop
