"""The use cases of one official: say no to a proposal, or yes on a condition; see how each ended.

Why goes sealed to the other parties that sign, as a stuk; the gateway gets what was said, by whom,
and the digest of that stuk. The stuk goes first: an answer without its reason never stands. Where
the gateway then refuses the answer, because the proposal ended meanwhile, the stuk is taken back.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import b64url, jcs
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.tijd import utc_tekst
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.besluiten.antwoord import OngeldigAntwoord, lees_antwoord
from shared.convenant.besluiten.groepsbesluit import ondertekening
from shared.partij.fouten import Conflict, GeenToegang, OngeldigeInvoer
from shared.partij.gatewayfouten import BerichtBestaatAl, GatewayFout, GatewayOnbereikbaar
from shared.partij.poorten.besluitvoorstel import Voorstel
from shared.tijd.kenmerk import uuid7
from shared.verzenden.stukken import opslag
from shared.verzenden.stukken.begrippen import DELEN, NIET_IN_LIJST
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.uitbak.stukinhoud import open_inhoud
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.besluiten.groepsbesluiten import Groepsbesluiten
from shared.zaak.besluiten.voorstellen import (
    Voorstellen,
    lees_voorstel,
    uitkomsten_bij_gateway,
)
from shared.zaak.stukken.intrekken import Stukintrekking
from shared.zaak.stukken.opdracht import Stukopdracht
from shared.zaak.stukken.uitkomst import eis_gegeven
from shared.zaak.stukken.versturen import Stukverzending


@dataclass(frozen=True)
class Partijantwoord:
    """What an official says to a proposal. ``digest``: of what was shown."""

    digest: str
    antwoord: str
    randvoorwaarden: Sequence[str]
    reden: str | None
    bevestigd_zonder_personen: bool


class Besluitantwoorden:
    """What one official can say to proposals, within the task."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie
        self._regels = uitwisseling.dienst.regels

    async def antwoord(self, kenmerk: str, gezegd: Partijantwoord) -> Voorstel:
        """Says it for this party; the same again gives the same.

        Raises ``NietGevonden`` for a proposal that is not open any more, ``GeenToegang``,
        ``Conflict`` when another was shown, ``OngeldigeInvoer``.
        """
        voorstel = await self._open(kenmerk, gezegd)
        if voorstel.uitkomst != "open":
            return voorstel
        self._keur(voorstel, gezegd)
        stuk_id = await self._geef_reden(voorstel, gezegd)
        document = await asyncio.to_thread(self._document, voorstel, gezegd, stuk_id)
        zetting = await asyncio.to_thread(self._onderteken, document)
        try:
            antwoord = await self._u.gateway.beantwoord_voorstel(kenmerk, document, zetting)
        except GatewayOnbereikbaar:
            raise
        except BerichtBestaatAl as fout:
            await self._neem_terug(stuk_id)
            raise Conflict(fout.uitleg) from None
        except GatewayFout:
            await self._neem_terug(stuk_id)
            raise
        return lees_voorstel(antwoord)

    async def uitkomsten(self, groep: str) -> list[Voorstel]:
        """What ended without a decision about a group of the task, the oldest first."""
        self._wie.eis_groep(groep)
        return await uitkomsten_bij_gateway(self._u, groep)

    def redenen(self, voorstel: Voorstel) -> dict[str, str]:
        """By party the stuk here in which it says why; read it as any other stuk."""
        vraag = select(GroepsstukRij).where(
            GroepsstukRij.soort == antwoordstuk(self._u),
            GroepsstukRij.onderwerp == voorstel.id,
            GroepsstukRij.stand.not_in(NIET_IN_LIJST),
        )
        with self._u.dienst.lezend() as sessie:
            return {rij.van: rij.id for rij in sessie.scalars(vraag.order_by(GroepsstukRij.versie))}

    async def _open(self, kenmerk: str, gezegd: Partijantwoord) -> Voorstel:
        """The proposal that is answered; one that this party ended with this, as it ended."""
        eigen = self._u.dienst.partij.code
        for een in await uitkomsten_bij_gateway(self._u):
            mijn = een.antwoorden.get(eigen, {})
            zelfde = mijn.get("antwoord", {}).get("antwoord") == gezegd.antwoord
            if een.id == kenmerk and zelfde and self._wie.in_taak(een.groep):
                return een
        voorstel = await Voorstellen(self._u, self._wie).een(kenmerk)
        Groepsbesluiten(self._u, self._wie).eis_functie(voorstel.soort)
        if gezegd.digest != voorstel.digest:
            raise Conflict("Dit is niet het voorstel dat u zag. Bekijk het opnieuw.")
        if voorstel.voorgelegd_door == eigen:
            raise GeenToegang("Uw partij legde dit voor. Trek het in als u het niet meer wilt.")
        return voorstel

    async def _geef_reden(self, voorstel: Voorstel, gezegd: Partijantwoord) -> str | None:
        """The stuk; None from a function that gives none."""
        if gezegd.reden is None:
            return None
        ondertekenaars = self._regels.groepsbesluiten[voorstel.soort].ondertekenaars
        anderen = [een.partij for een in ondertekenaars if een.partij != self._eigen]
        opdracht = Stukopdracht.model_validate(
            {
                "stuk": antwoordstuk(self._u),
                "groep": voorstel.groep,
                "ontvangers": [{"partij": een} for een in anderen],
                "gegevens": {
                    "besluit": voorstel.id,
                    "antwoord": gezegd.antwoord,
                    "reden": gezegd.reden,
                },
                "bevestigd_zonder_personen": gezegd.bevestigd_zonder_personen,
            },
            by_name=True,
        )
        zelfde = b64url(hashlib.sha256(jcs(opdracht.gegevens)).digest())
        verzending = Stukverzending(self._u, self._wie, stuk_id=uuid7(self._u.dienst.klok()))
        try:
            stuk_id = await verzending.deel(opdracht, f"{voorstel.id}:{zelfde}")
        except OngeldigeInvoer as fout:
            raise fout.als_velden("gegevens") from None
        await asyncio.to_thread(self._eis_gegeven, stuk_id)
        return stuk_id

    def _eis_gegeven(self, stuk_id: str) -> None:
        with self._u.dienst.lezend() as sessie:
            eis_gegeven(sessie, stuk_id)

    async def _neem_terug(self, stuk_id: str | None) -> None:
        if stuk_id is not None:
            with suppress(Conflict):
                await Stukintrekking(self._u, self._wie).trek_in(stuk_id)

    def _keur(self, voorstel: Voorstel, gezegd: Partijantwoord) -> None:
        """Before anything is given: what the gateway would not take in."""
        geeft = DELEN in self._wie.rechten
        if geeft and gezegd.reden is None:
            raise OngeldigeInvoer([Invoerfout("/reden", "ontbreekt: zeg de anderen waarom")])
        if not geeft and gezegd.reden is not None:
            zin = "gaat als stuk, en uw functie geeft er geen; laat haar weg en licht mondeling toe"
            raise OngeldigeInvoer([Invoerfout("/reden", zin)])
        proef = self._als_document(voorstel, gezegd, "A" * 43, utc_tekst(self._u.dienst.klok()))
        try:
            lees_antwoord(proef, self._regels.randvoorwaarden)
        except OngeldigAntwoord as fout:
            raise OngeldigeInvoer([Invoerfout(f.pad, f.melding) for f in fout.fouten]) from None

    def _document(
        self, voorstel: Voorstel, gezegd: Partijantwoord, stuk_id: str | None
    ) -> dict[str, Any]:
        """The same for the same reason: with the time at which that was given."""
        if stuk_id is None:
            return self._als_document(voorstel, gezegd, None, utc_tekst(self._u.dienst.klok()))
        with self._u.dienst.lezend() as sessie:
            rij = opslag.lees(sessie, stuk_id)
            toelichting = self._digest(sessie, rij)
            return self._als_document(voorstel, gezegd, toelichting, utc_tekst(rij.op))

    def _digest(self, sessie: Session, rij: GroepsstukRij) -> str:
        inhoud = open_inhoud(sessie, self._u.dienst.kluis, self._u.opslag.zegel, rij)
        if inhoud is None:
            raise Conflict("De reden is hier niet meer. Antwoord opnieuw.")
        return inhoud.digest

    @staticmethod
    def _als_document(
        voorstel: Voorstel, gezegd: Partijantwoord, toelichting: str | None, tijdstip: str
    ) -> dict[str, Any]:
        return {
            "besluit": voorstel.digest,
            "antwoord": gezegd.antwoord,
            "randvoorwaarden": list(gezegd.randvoorwaarden),
            "toelichting": toelichting,
            "tijdstip": tijdstip,
        }

    def _onderteken(self, document: dict[str, Any]) -> dict[str, str]:
        wie = self._wie.autorisatie_id
        getekend = digest_header(jcs(ondertekening(digest_header(jcs(document)), wie)))
        nu = self._u.dienst.klok()
        handtekening = onderteken_digest(self._u.ondertekenaar, getekend, nu)
        return {"medewerker": wie, "handtekening": handtekening}

    @property
    def _eigen(self) -> str:
        return self._u.dienst.partij.code


def antwoordstuk(u: Uitwisseling) -> str:
    """The stuk of the covenant in which a party says why it does not sign."""
    return next(code for code, rij in u.dienst.regels.stukken.items() if rij.bij_besluit)
