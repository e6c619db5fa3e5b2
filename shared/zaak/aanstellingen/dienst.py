"""The use cases of one official: appoint an auditor, see what lies before us, sign it, end it.

The gateway keeps an appointment until every party of the covenant signed; here somebody in the
function that the covenant names puts this party's signature under exactly what was shown. The same
again changes nothing at the gateway, so an answer that got lost is simply asked again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.tijd import utc_tekst
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.besluiten.aanstelling import (
    fouten_in_aanstelling,
    lees_aanstelling,
    tekenende_functies_bij_aanstelling,
)
from shared.convenant.besluiten.groepsbesluit import ondertekening
from shared.convenant.regels.laden import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import Conflict, GeenToegang, OngeldigeInvoer
from shared.partij.gatewayfouten import GatewayFout, InvoerAfgekeurd
from shared.partij.poorten.aanstelling import BEEINDIGD, GELDIG, OPEN, Gelegd, lees_gelegd
from shared.tijd.kenmerk import uuid7
from shared.verzenden.gateway.poort import Zetting
from shared.verzenden.journaal.journaal import BEEINDIGD as JOURNAAL_BEEINDIGD
from shared.verzenden.journaal.journaal import ONDERTEKEND, noteer_aanstelling
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout

_ANDERS = "Dit is niet de aanstelling die u las. Bekijk haar opnieuw."
_IN_DOCUMENT = "/aanstelling"


@dataclass(frozen=True)
class Nieuw:
    """Who is appointed, for what, and from which day through which day."""

    autorisatie: str
    opdracht: str
    van: date
    tot: date

    def document(self, kenmerk: str, versie: int, tijdstip: str) -> dict[str, Any]:
        """What the parties sign."""
        return {
            "id": kenmerk,
            "versie": versie,
            "tijdstip": tijdstip,
            "autorisatie": self.autorisatie,
            "opdracht": self.opdracht,
            "van": self.van.isoformat(),
            "tot": self.tot.isoformat(),
        }

    def is_van(self, gelegd: Gelegd) -> bool:
        """Whether that version says exactly this."""
        een = gelegd.aanstelling
        return (een.autorisatie, een.opdracht, een.van, een.tot) == (
            self.autorisatie, self.opdracht, self.van, self.tot,
        )  # fmt: skip


class Aanstellingen:
    """What one official can do with appointments."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._dienst = uitwisseling.dienst
        self._wie = wie

    async def lijst(self) -> list[Gelegd]:
        """Every appointment with all its versions: what waits, what holds, what is over."""
        return await aanstellingen_bij_gateway(self._u)

    async def een(self, kenmerk: str) -> list[Gelegd]:
        """One appointment, its oldest version first. Raises ``NietGevonden``."""
        return _lees_alle(await self._u.gateway.aanstelling(kenmerk))

    async def leg_voor(self, nieuw: Nieuw, kenmerk: str | None = None) -> Gelegd:
        """Compose, sign for this party and lay before the others.

        ``kenmerk``: of an appointment that gets a next version; or one of one's own choice, with
        which the same question again gives the same appointment. Raises ``GeenToegang``,
        ``OngeldigeInvoer`` with everything that is wrong, or what the gateway has against it.
        """
        self._eis_functie()
        eerder = [] if kenmerk is None else await self._bekend(kenmerk)
        zelfde = next((een for een in eerder[-1:] if _loopt(een) and nieuw.is_van(een)), None)
        if zelfde is not None:
            if self._dienst.partij.code not in zelfde.getekend_door:
                raise Conflict("Deze aanstelling ligt al voor. Lees haar, en teken haar dan.")
            return zelfde
        versie = eerder[-1].versie + 1 if eerder else 1
        nu = self._dienst.klok()
        document = nieuw.document(kenmerk or uuid7(nu), versie, utc_tekst(nu))
        gevonden = list(self._fouten(nieuw, document, eerder))
        if gevonden:
            raise OngeldigeInvoer(gevonden)
        await self._eis_geen_tweede(nieuw, document["id"])
        return await self._teken(document)

    def _fouten(
        self, nieuw: Nieuw, document: Mapping[str, Any], eerder: Sequence[Gelegd]
    ) -> Iterator[Invoerfout]:
        """What is wrong by itself. The first day has passed only where it stays what it was."""
        vandaag = datum_nl(self._dienst.klok())
        aanstelling = lees_aanstelling(dict(document))
        for een in fouten_in_aanstelling(aanstelling, self._dienst.regels, vandaag):
            yield Invoerfout(een.pad, een.melding)
        blijft = bool(eerder) and eerder[-1].aanstelling.van == nieuw.van
        if nieuw.van < vandaag and not blijft:
            yield Invoerfout("/van", "is al voorbij; kies vandaag of later")

    async def _eis_geen_tweede(self, nieuw: Nieuw, kenmerk: str) -> None:
        """One of these is enough: two would have to be ended both."""
        for een in await self.lijst():
            if een.id != kenmerk and _loopt(een) and nieuw.is_van(een):
                raise Conflict(
                    f"Precies deze aanstelling is er al ({een.id}) en geldt of wacht op "
                    "handtekeningen; lees die."
                )

    async def onderteken(self, kenmerk: str, gezien: str) -> Gelegd:
        """Sign what was shown (``gezien``: its digest); the last signature puts it into force.

        Raises ``GeenToegang``, ``NietGevonden``, or ``Conflict`` when it was not this that was
        shown, or when it is over.
        """
        self._eis_functie()
        versies = await self.een(kenmerk)
        gelegd = next((een for een in versies if een.digest == gezien), None)
        if gelegd is None:
            raise Conflict(_ANDERS)
        if not _loopt(gelegd) or gelegd is not versies[-1]:
            raise Conflict("Deze aanstelling is beëindigd of vervangen; hier tekent niemand meer.")
        if gelegd.stand == GELDIG:
            return gelegd
        return await self._teken(gelegd.document)

    async def beeindig(self, kenmerk: str, versie: int) -> Gelegd:
        """This party alone ends it, for everybody and at once; also one that still waits.

        Raises ``GeenToegang``, ``NietGevonden`` or ``Conflict`` for another version than the last.
        """
        self._eis_functie()
        laatste = (await self.een(kenmerk))[-1]
        if laatste.versie != versie:
            raise Conflict(f"Van deze aanstelling is versie {laatste.versie} de laatste.")
        if laatste.stand == BEEINDIGD:
            return laatste
        nu, wie = self._dienst.klok(), self._wie.autorisatie_id
        document = {
            "id": kenmerk,
            "versie": versie,
            "tijdstip": utc_tekst(nu),
            "medewerker": wie,
        }
        await asyncio.to_thread(
            self._noteer, laatste.document, JOURNAAL_BEEINDIGD, digest_header(jcs(document))
        )
        return _lees(await self._u.gateway.beeindig_aanstelling(kenmerk, document))

    async def _bekend(self, kenmerk: str) -> list[Gelegd]:
        """Its versions; none where nobody used this reference yet."""
        return [een for een in await self.lijst() if een.id == kenmerk]

    def _eis_functie(self) -> None:
        """Refuses who holds no function in which this party signs."""
        regels, partij = self._dienst.regels, self._dienst.partij.code
        functies = tekenende_functies_bij_aanstelling(regels, partij)
        if functies is None:
            raise GeenToegang(
                f"Volgens het convenant stelt {regels.titel_van(partij)} geen auditor mee aan."
            )
        if self._wie.functie not in functies:
            raise GeenToegang(
                f"Een aanstelling tekent en beëindigt bij {regels.titel_van(partij)} alleen: "
                f"{functietitels(regels, partij, functies)}."
            )

    async def _teken(self, document: Mapping[str, Any]) -> Gelegd:
        zetting = await asyncio.to_thread(self._zet_handtekening, document)
        try:
            return _lees(await self._u.gateway.teken_aanstelling(dict(document), zetting))
        except InvoerAfgekeurd as fout:
            fouten = [Invoerfout(f.pad.removeprefix(_IN_DOCUMENT), f.melding) for f in fout.fouten]
            raise InvoerAfgekeurd(fout.melding, fouten) from None

    def _zet_handtekening(self, document: Mapping[str, Any]) -> Zetting:
        """Over the document and who decided: neither can be set under another."""
        wie, digest = self._wie.autorisatie_id, digest_header(jcs(dict(document)))
        self._noteer(document, ONDERTEKEND, digest)
        over = digest_header(jcs(dict(ondertekening(digest, wie))))
        handtekening = onderteken_digest(self._u.ondertekenaar, over, self._dienst.klok())
        return {"medewerker": wie, "handtekening": handtekening}

    def _noteer(self, document: Mapping[str, Any], handeling: str, digest: str) -> None:
        with self._dienst.transactie() as sessie:
            noteer_aanstelling(
                sessie, document, handeling=handeling, digest=digest,
                medewerker=self._wie.autorisatie_id, nu=self._dienst.klok(),
            )  # fmt: skip


async def aanstellingen_bij_gateway(u: Uitwisseling) -> list[Gelegd]:
    """All appointments as the gateway has them. Raises ``GatewayFout``."""
    return _lees_alle(await u.gateway.aanstellingen())


def functietitels(regels: Convenantregels, partij: str, functies: Sequence[str]) -> str:
    """How these functions are called, in a sentence."""
    bekend = regels.functies[partij]
    return " of ".join(bekend[code].titel for code in functies)


def _loopt(gelegd: Gelegd) -> bool:
    """Whether this version waits for signatures or is in force."""
    return gelegd.stand in (OPEN, GELDIG)


def _lees_alle(vormen: Sequence[Mapping[str, Any]]) -> list[Gelegd]:
    return [_lees(vorm) for vorm in vormen]


def _lees(vorm: Mapping[str, Any]) -> Gelegd:
    try:
        return lees_gelegd(vorm)
    except ValueError:
        raise GatewayFout("De gateway gaf een aanstelling die niet te lezen is.") from None
