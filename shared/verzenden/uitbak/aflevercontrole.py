"""What the gateway answered, checked whole: receipt, decision, proof, and the log's own memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.convenant.begrippen import Convenantregels
from shared.logboek.notitie import Verificatiesleutel
from shared.opslag.draad import in_draad
from shared.tijd.klok import Klok
from shared.verzenden.gateway.poort import Document
from shared.verzenden.getuigen.geheugen import Getuige
from shared.verzenden.getuigen.logalarmen import Alarmboek
from shared.verzenden.partijdocumenten.partijenboek import Partijenboek
from shared.verzenden.tabellen import Fase, Verzendstatus
from shared.verzenden.uitbak import bewijscontrole
from shared.verzenden.uitbak.bewijscontrole import Afleverbewijs, Verzonden
from shared.verzenden.uitbak.zending import Uitkomst, Zending

S = Verzendstatus


class Postweg(Protocol):
    """The way out, and the leaf to an answer that came without; the gateway client fits.

    Every call may raise ``GatewayFout``. Posting the same bytes again is no second message.
    """

    async def verstuur(self, body: bytes, koppen: Mapping[str, str]) -> Document:
        """``POST /v1/berichten`` with exactly these bytes; the 201 document, unverified."""
        ...

    async def lever_inhoud(
        self, bericht_id: str, body: bytes, koppen: Mapping[str, str]
    ) -> Document:
        """``PUT /v1/berichten/{id}/inhoud`` with exactly these bytes: content of what was said."""
        ...

    async def blad(self, bladnummer: int) -> Document:
        """One leaf of the log with its inclusion proof."""
        ...


@dataclass(frozen=True)
class Verzendmiddelen:
    """What delivering takes besides the outbox itself."""

    gateway: Postweg
    boek: Partijenboek
    getuige: Getuige
    alarmboek: Alarmboek
    ondertekenaar: Ondertekenaar
    vertrouwen: Vertrouwenslijst
    logsleutel: Verificatiesleutel
    regels: Convenantregels
    klok: Klok


async def beoordeel(middelen: Verzendmiddelen, zending: Zending, document: Document) -> Uitkomst:
    """What a 201 comes to. Raises ``BewijsOnvoldoende`` when it does not prove what it says."""
    bewijs = await _controleer(middelen, zending, document)
    ontvangst = bewijs.ontvangst
    if not ontvangst.aanvaard:
        reden = middelen.regels.ontvangstredenen.get(ontvangst.reden or "", ontvangst.reden)
        fout = f"De ontvanger weigert het bericht: {reden} ({ontvangst.reden})."
        status = S.GEWEIGERD
    else:
        fout = None
        status = S.AANGEKONDIGD if _is_aankondiging(zending) else S.AFGELEVERD
    return Uitkomst(
        status,
        fout,
        ontvangstreden=ontvangst.reden,
        besluit=bewijs.besluit,
        bladnummer=bewijs.bladnummer,
        antwoord=document,
    )


def _is_aankondiging(zending: Zending) -> bool:
    """Whether the content still follows, once it was said."""
    return zending.fase == Fase.BERICHT and zending.samenstelling.kop.uiting is not None


async def _controleer(
    middelen: Verzendmiddelen, zending: Zending, document: Document
) -> Afleverbewijs:
    """Every check of ``bewijscontrole``, and the checkpoint against this party's memory."""
    antwoord = bewijscontrole.lees_antwoord(document)
    blad = await _blad(middelen.gateway, antwoord.logboek)
    ontvanger = await middelen.boek.zoek(zending.ontvanger)
    bewijs = await in_draad(
        bewijscontrole.controleer_antwoord,
        antwoord,
        blad,
        _verzonden(zending),
        ontvanger=ontvanger.tekende(antwoord.ontvangst.handtekening),
        ontvanger_oin=ontvanger.oin,
        vertrouwen=middelen.vertrouwen,
        logsleutel=middelen.logsleutel,
        nu=middelen.klok(),
    )
    await middelen.getuige.controleer(bewijs.checkpoint, bewijs.checkpoint_notitie)
    return bewijs


def _verzonden(zending: Zending) -> Verzonden:
    gereed = zending.gereed
    assert gereed is not None  # noqa: S101 - for the type checker: it was just posted
    koppen = gereed.koppen
    if zending.fase == Fase.INHOUD and zending.aangekondigd is not None:
        koppen = zending.aangekondigd
    return Verzonden(
        bericht_id=zending.bericht_id,
        digest=koppen["Digest"],
        payload_signature=koppen["Payload-Signature"],
        ontvangen_digest=gereed.digest,
        kop=gereed.kop,
    )


async def _blad(gateway: Postweg, logboek: bewijscontrole.LogboekVorm) -> bytes:
    tekst = logboek.blad
    if tekst is None:
        tekst = str((await gateway.blad(logboek.bladnummer)).get("blad", ""))
    return bewijscontrole.lees_blad(tekst)
