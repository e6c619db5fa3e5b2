"""Documents as officials make them: from a message that was permitted and arrived, and no other.

The message is the legal act; a document is its readable form. It is made only while the same
message would still be permitted, for the receiver the message names, and it is kept nowhere: who
loses it makes another. The password, shown once, goes another way than the document (6.3).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bericht.sleutels.handtekening import digest_header
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import is_correctie, is_intrekking
from shared.convenant.regels.documenten import documentwegen, wachtwoord_verplicht
from shared.drukwerk.drukpers import druk
from shared.partij.fouten import Conflict, NietGevonden, OngeldigeInvoer
from shared.partij.gatewayfouten import ToetsingWeigert
from shared.tijd.kenmerk import uuid7
from shared.verzenden.journaal.journaal import UIT, noteer_gebruik
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.documenten.opstellen import Berichtinhoud, Uitgifte, sjabloon, stel_op
from shared.zaak.documenten.tabellen import DocumentRij, WachtwoordRij
from shared.zaak.documenten.wachtwoord import nieuw_wachtwoord

SOORT = "document"


@dataclass(frozen=True)
class Gemaakt:
    """A document that was just made: the only moment at which file and password are here."""

    rij: DocumentRij
    pdf: bytes = field(repr=False)
    wachtwoord: str | None = field(repr=False)


Stand = tuple[DocumentRij, WachtwoordRij | None]


class Documenten:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._dienst = uitwisseling.dienst
        self._wie = wie

    async def maak(self, bericht: str, weg: str, *, wachtwoord: bool) -> Gemaakt:
        """The document of a message, protected where asked or demanded.

        Raises ``NietGevonden``, ``Conflict`` for a message of which there can be no document,
        ``OngeldigeInvoer`` for a way this party may not use or a password left out where the
        covenant demands one, ``Vernietigd``, or ``ToetsingWeigert`` when it may no longer.
        """
        rij = await asyncio.to_thread(self._bericht, bericht)
        self._keur(rij, weg, wachtwoord=wachtwoord)
        await self._eis_nog_toegestaan(rij)
        code = (await self._u.gateway.groep(str(rij.groep))).get("code")
        return await asyncio.to_thread(self._maak, rij, weg, wachtwoord, str(code or rij.groep))

    def van_bericht(self, bericht: str) -> list[Stand]:
        """The documents made of a message, and whether their password was told."""
        with self._u.dienst.lezend() as sessie:
            self._lees(sessie, bericht)
            vraag = (
                select(DocumentRij, WachtwoordRij)
                .outerjoin(WachtwoordRij, WachtwoordRij.document_id == DocumentRij.id)
                .where(DocumentRij.bericht_id == bericht)
                .order_by(DocumentRij.id)
            )
            standen: list[Stand] = [(rij[0], rij[1]) for rij in sessie.execute(vraag)]
            sessie.expunge_all()
        return standen

    def noteer_wachtwoord(self, document: str, weg: str, aan: str) -> Stand:
        """Records that the password was told: how and to whom. Repeatable.

        Raises ``Conflict`` when it was told otherwise, or the document has none.
        """
        wegen = self._dienst.regels.documenten.wachtwoordwegen
        fouten = [] if weg in wegen else [Invoerfout("/weg", f"kan niet; wel: {_wel(wegen)}")]
        with self._dienst.transactie() as sessie:
            rij = sessie.get(DocumentRij, document)
            if rij is None:
                raise NietGevonden("Dit document is hier niet gemaakt.")
            bericht = self._lees(sessie, rij.bericht_id)
            if not rij.wachtwoord:
                raise Conflict("Dit document heeft geen wachtwoord.")
            if bericht.kop["ontvangendeMedewerker"] != aan:
                zin = "is niet de medewerker voor wie dit bericht is"
                fouten.append(Invoerfout("/aan", zin))
            if fouten:
                raise OngeldigeInvoer(fouten)
            verstrekt = self._leg_wachtwoord_vast(sessie, document, weg, aan)
            sessie.flush()
            sessie.expunge_all()
        return rij, verstrekt

    def _lees(self, sessie: Session, bericht: str) -> UitgaandRij:
        rij = sessie.get(UitgaandRij, bericht)
        if rij is None or rij.groep is None:
            raise NietGevonden("Dit bericht is hier niet verstuurd.")
        self._wie.eis_groep(rij.groep)
        self._wie.eis_soort(*(deel["gegevenssoort"] for deel in rij.kop["onderdelen"]))
        return rij

    def _bericht(self, bericht: str) -> UitgaandRij:
        """The message, if there can be a document of it."""
        with self._u.dienst.lezend() as sessie:
            rij = self._lees(sessie, bericht)
            if self._dienst.regels.kanalen[rij.kop["kanaal"]].mondeling:
                raise Conflict("Wat gezegd wordt, gaat niet op papier. Het staat in het verslag.")
            if rij.status != Verzendstatus.AFGELEVERD or not rij.kop["onderdelen"]:
                raise Conflict(
                    "Alleen van een bericht met gegevens dat mocht en is aangekomen is een "
                    "document te maken."
                )
            if self._vervolg(sessie, bericht, is_intrekking):
                raise Conflict("Dit bericht is ingetrokken. Er is geen document van te maken.")
            sessie.expunge(rij)
        return rij

    def _keur(self, rij: UitgaandRij, weg: str, *, wachtwoord: bool) -> None:
        partij, regels = self._dienst.partij.code, self._dienst.regels
        wegen = documentwegen(regels, partij, rij.ontvanger)
        fouten = []
        if weg not in wegen:
            fouten.append(Invoerfout("/weg", f"mag niet; wel: {_wel(wegen)}"))
        if not wachtwoord and wachtwoord_verplicht(regels, partij):
            zin = "kan hier niet uit: uw partij geeft elk document een wachtwoord"
            fouten.append(Invoerfout("/metWachtwoord", zin))
        if fouten:
            raise OngeldigeInvoer(fouten)

    async def _eis_nog_toegestaan(self, rij: UitgaandRij) -> None:
        """A document handed out later is giving again: it must be allowed now as well."""
        antwoord = await self._u.gateway.evalueer(rij.kop)
        if antwoord.get("decision") is not True:
            context = antwoord.get("context")
            raise ToetsingWeigert(
                context if isinstance(context, dict) else {}, None, rij.bericht_id
            )

    def _maak(self, rij: UitgaandRij, weg: str, met: bool, groep: str) -> Gemaakt:
        bericht = self._u.opslag.open(rij.bericht_id)
        self._u.opslag.eis_vrij(bericht)
        nu = self._dienst.klok()
        with self._u.dienst.lezend() as sessie:
            verbeterd = self._vervolg(sessie, rij.bericht_id, is_correctie)
        inhoud = Berichtinhoud(
            kop=bericht.kop,
            delen=[deel.gegevens for deel in bericht.delen],
            motivering=bericht.motivering,
            besluit=rij.besluit or {},
            bladnummer=rij.bladnummer,
            groep=groep,
            verbeterd=verbeterd,
        )
        titel = self._dienst.regels.documenten.wegen[weg]
        uitgifte = Uitgifte(weg=titel, wachtwoord=met, door=self._wie.autorisatie_id, nu=nu)
        wachtwoord = nieuw_wachtwoord() if met else None
        pdf = druk(sjabloon(), stel_op(self._dienst.regels, inhoud, uitgifte), nu, wachtwoord)
        personen = [deel.persoon_id for deel in bericht.delen]
        document = self._leg_vast(rij, weg, pdf, personen, met=met)
        return Gemaakt(document, pdf, wachtwoord)

    def _leg_vast(
        self, rij: UitgaandRij, weg: str, pdf: bytes, personen: Sequence[str], *, met: bool
    ) -> DocumentRij:
        """Recorded before the document leaves: no row, no answer."""
        nu = self._dienst.klok()
        document = DocumentRij(
            id=uuid7(nu),
            bericht_id=rij.bericht_id,
            weg=weg,
            wachtwoord=met,
            digest=digest_header(pdf),
            gemaakt_op=nu,
            gemaakt_door=self._wie.autorisatie_id,
        )
        gelezen = [Geraadpleegd(rij.bericht_id, persoon) for persoon in personen]
        with self._dienst.transactie() as sessie:
            sessie.add(document)
            leg_raadpleging_vast(sessie, self._dienst.klok, self._wie, "raadplegen", SOORT, gelezen)
            self._noteer(sessie, rij.kop, "document-gemaakt")
            sessie.flush()
            sessie.expunge(document)
        return document

    def _leg_wachtwoord_vast(
        self, sessie: Session, document: str, weg: str, aan: str
    ) -> WachtwoordRij:
        eerder = sessie.get(WachtwoordRij, document)
        if eerder is not None:
            if (eerder.weg, eerder.aan) != (weg, aan):
                raise Conflict("Van dit wachtwoord is al vastgelegd hoe het is gegeven.")
            return eerder
        rij = WachtwoordRij(
            document_id=document,
            weg=weg,
            aan=aan,
            verstrekt_op=self._dienst.klok(),
            verstrekt_door=self._wie.autorisatie_id,
        )
        sessie.add(rij)
        bericht = sessie.get_one(DocumentRij, document).bericht_id
        kop = sessie.get_one(UitgaandRij, bericht).kop
        self._noteer(sessie, kop, "wachtwoord-verstrekt")
        return rij

    def _noteer(self, sessie: Session, kop: dict[str, Any], handeling: str) -> None:
        noteer_gebruik(
            sessie, kop, richting=UIT, handeling=handeling,
            medewerker=self._wie.autorisatie_id, nu=self._dienst.klok(),
        )  # fmt: skip

    def _vervolg(
        self, sessie: Session, bericht: str, is_soort: Callable[[Convenantregels, str], bool]
    ) -> bool:
        """Whether such a message was sent about this one, or is to be."""
        vraag = select(UitgaandRij.soort).where(
            UitgaandRij.in_reactie_op == bericht, UitgaandRij.status != Verzendstatus.GEWEIGERD
        )
        return any(is_soort(self._dienst.regels, soort) for soort in sessie.scalars(vraag))


def _wel(wegen: Iterable[str]) -> str:
    return ", ".join(wegen) or "geen"
