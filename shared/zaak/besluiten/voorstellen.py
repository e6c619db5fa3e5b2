"""The use cases of one official: propose a joint decision, see what waits, sign it, take it back.

The gateway keeps the proposal until every party has signed; here an official puts the party's
signature under exactly what was shown, as under any other decision.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.handtekening import digest_header
from shared.bericht.tijd import lees_utc, utc_tekst
from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.fouten import Conflict, GeenToegang, NietGevonden, OngeldigeInvoer
from shared.partij.gatewayfouten import BerichtBestaatAl, GatewayFout, InvoerAfgekeurd
from shared.partij.poorten.besluitvoorstel import Voorstel
from shared.tijd.kenmerk import uuid7
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.besluiten.groepsbesluiten import Groepsbesluiten, in_de_vraag
from shared.zaak.besluiten.stukken import Besluitstuk, met_stukken, onder_besluit

_WEG = "Dit voorstel is er niet (meer). Er is al over besloten, of het is ingetrokken."


class Voorstellen:
    """What one official can do with proposals, within the task."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie
        self._besluiten = Groepsbesluiten(uitwisseling, wie)

    async def leg_voor(self, groep: str, soort: str, gegevens: Mapping[str, Any]) -> Voorstel:
        """Compose the decision, sign it for this party and lay it before the others."""
        nu = self._u.dienst.klok()
        self._wie.eis_groep(groep)
        gegevens = await asyncio.to_thread(self._met_stukken, groep, soort, gegevens)
        besluit = {
            "id": uuid7(nu),
            "groep": groep,
            "soort": soort,
            "tijdstip": utc_tekst(nu),
            "gegevens": dict(gegevens),
        }
        try:
            return await self._teken(besluit, digest_header(jcs(besluit)))
        except OngeldigeInvoer as fout:
            raise OngeldigeInvoer(in_de_vraag(fout.fouten)) from None
        except InvoerAfgekeurd as fout:
            raise InvoerAfgekeurd(fout.melding, in_de_vraag(fout.fouten)) from None

    async def open(self, groep: str | None = None) -> list[Voorstel]:
        """What waits in the groups of the task, the oldest first."""
        gevonden = await voorstellen_bij_gateway(self._u)
        return [
            een for een in gevonden if self._wie.in_taak(een.groep) and groep in (None, een.groep)
        ]

    async def een(self, kenmerk: str) -> Voorstel:
        """One of those. Raises ``NietGevonden``."""
        for voorstel in await self.open():
            if voorstel.id == kenmerk:
                return voorstel
        raise NietGevonden(_WEG)

    async def onderteken(self, kenmerk: str, gezien: str) -> Voorstel:
        """Sign what was shown (``gezien``: its digest); the last one to sign takes the decision."""
        voorstel = await self.een(kenmerk)
        return await self._teken(voorstel.besluit, gezien)

    async def trek_in(self, kenmerk: str) -> None:
        """Take a proposal of this party back, for everybody who has to sign it.

        Raises ``GeenToegang`` for the proposal of another party: who signs it, signs or does not;
        and for who could not have signed it: a prepared decision is not undone by its preparer.
        """
        voorstel = await self.een(kenmerk)
        if voorstel.voorgelegd_door != self._u.dienst.partij.code:
            wie = self._u.dienst.regels.titel_van(voorstel.voorgelegd_door)
            raise GeenToegang(f"Dit voorstel is van {wie}; alleen wie het voorlegde trekt het in.")
        self._besluiten.eis_functie(voorstel.soort)
        await self._u.gateway.trek_voorstel_in(kenmerk)

    def _met_stukken(
        self, groep: str, soort: str, gegevens: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        with self._u.dienst.lezend() as sessie:
            return met_stukken(self._u, sessie, groep, soort, gegevens)

    def stukken(self, voorstel: Voorstel) -> list[Besluitstuk]:
        """What lies under it, as it is found in this party's own file."""
        with self._u.dienst.lezend() as sessie:
            return onder_besluit(self._u, sessie, self._wie, voorstel.besluit)

    async def _teken(self, besluit: Mapping[str, Any], gezien: str) -> Voorstel:
        getekend = await self._besluiten.teken(besluit, gezien)
        try:
            antwoord = await self._u.gateway.teken_voorstel(dict(besluit), getekend.zetting or {})
        except BerichtBestaatAl as fout:
            # It ended between looking and signing: withdrawn, or answered by another party.
            raise Conflict(fout.uitleg) from None
        voorstel = lees_voorstel(antwoord)
        if antwoord.get("bladnummer") is not None:
            await self._u.groepskijker.kijk_na_besluit()
        return voorstel


async def voorstellen_bij_gateway(u: Uitwisseling) -> list[Voorstel]:
    """All open proposals this party signs. Raises ``GatewayFout``."""
    return [_lees(een, {}) for een in await u.gateway.voorstellen()]


async def uitkomsten_bij_gateway(u: Uitwisseling, groep: str | None = None) -> list[Voorstel]:
    """What ended without a decision, of those this party signs: of one group, or of every group
    that still waits for one. Raises ``GatewayFout``."""
    return [_lees(een, {}) for een in await u.gateway.afgedane_voorstellen(groep)]


def lees_voorstel(antwoord: Mapping[str, Any]) -> Voorstel:
    """Out of what the gateway answers to a signature or an answer. Raises ``GatewayFout``."""
    voorstel = antwoord.get("voorstel")
    if not isinstance(voorstel, dict):
        raise GatewayFout("Het antwoord van de gateway heeft geen voorstel.")
    return _lees(voorstel, antwoord)


def _lees(document: Mapping[str, Any], antwoord: Mapping[str, Any]) -> Voorstel:
    """The digest is taken over what will be shown, not over what the gateway says."""
    try:
        besluit = document["besluit"]
        voorstel = Voorstel(
            besluit=besluit,
            digest=digest_header(jcs(besluit)),
            voorgelegd_door=str(document["voorgelegdDoor"]),
            voorgelegd_op=lees_utc(document["voorgelegdOp"]),
            getekend_door=tuple(document["getekendDoor"]),
            wacht_op=tuple(document["wachtOp"]),
            uitkomst=str(document["stand"]),
            antwoorden=dict(document["antwoorden"]),
            afgedaan_op=_moment(document["afgedaanOp"]),
            bladnummer=antwoord.get("bladnummer"),
            stand=antwoord.get("groep"),
        )
        _ = (voorstel.id, voorstel.groep, voorstel.soort)
    except (KeyError, TypeError, ValueError):
        raise GatewayFout("De gateway gaf een voorstel dat niet te lezen is.") from None
    return voorstel


def _moment(tekst: str | None) -> datetime | None:
    return None if tekst is None else lees_utc(tekst)
