"""The work list of one official: every source asked, and only what is within right and task.

Nothing is kept beside the facts: an item is there because its cause is, and gone with it. The one
exception is what no fact can end: there a human says that it was dealt with, and why.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.groepen.groepsverloop import laatste_momenten
from shared.bestand.toegang.bevoegdheid import CONTROLEREN
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.besluiten.aanstelling import tekenende_functies_bij_aanstelling
from shared.overzicht.werklijst.tabellen import AfgehandeldRij
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, NietGevonden, OngeldigeInvoer
from shared.partij.gatewayfouten import GatewayFout
from shared.partij.poorten.aanstelling import Gelegd
from shared.partij.poorten.alarm import Openalarm
from shared.partij.poorten.besluitvoorstel import Voorstel
from shared.partij.poorten.werkbron import Groepsstand, Werkblik, Werksoort
from shared.partij.poorten.werkstuk import Werkstuk, op_volgorde
from shared.partij.web.teksten import keur
from shared.verzenden.gateway.alarmen import open_alarmen
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.aanstellingen.dienst import aanstellingen_bij_gateway
from shared.zaak.besluiten.voorstellen import uitkomsten_bij_gateway, voorstellen_bij_gateway

_TEKENEN = "ondertekenen"
_AFGEHANDELD = select(AfgehandeldRij.soort, AfgehandeldRij.onderwerp, AfgehandeldRij.sinds)


@dataclass(frozen=True)
class Overzicht:
    """Everything that awaits one official, in order.

    ``groepen`` is ``None`` when the gateway gave no state: what depends on it is missing then.
    """

    stukken: Sequence[Werkstuk]
    groepen: Mapping[str, Groepsstand] | None
    soorten: Mapping[str, Werksoort]


@dataclass(frozen=True)
class _BijGateway:
    """What waits at the gateway: joint decisions, how some ended, appointments, alarms."""

    voorstellen: Sequence[Voorstel] = ()
    uitkomsten: Sequence[Voorstel] = ()
    aanstellingen: Sequence[Gelegd] = ()
    alarmen: Sequence[Openalarm] = ()


class Werklijst:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie
        self._bronnen = uitwisseling.dienst.bijdragen.werk
        self._soorten = uitwisseling.dienst.bijdragen.werksoorten

    async def toon(self) -> Overzicht:
        """What awaits this official now."""
        groepen = await self._u.groepskijker.kijk()
        wacht = None if groepen is None else await self._bij_gateway()
        volledig = None if wacht is None else groepen
        return await asyncio.to_thread(self._toon, volledig, wacht or _BijGateway())

    async def handel_af(self, soort: str, onderwerp: str, reden: str) -> None:
        """Ticks an item off, with the reason. Raises ``NietGevonden`` for what is not there (any
        more), ``Conflict`` for what only goes away when it is done."""
        fouten = keur("/reden", reden)
        if fouten:
            raise OngeldigeInvoer(fouten)
        overzicht = await self.toon()
        stuk = next(
            (s for s in overzicht.stukken if (s.soort, s.onderwerp) == (soort, onderwerp)), None
        )
        if stuk is None:
            raise NietGevonden("Dit staat niet (meer) op uw werklijst.")
        if not self._soorten[soort].afvinken:
            raise Conflict(
                "Dit verdwijnt vanzelf van de lijst als het is gedaan; afvinken kan niet."
            )
        await asyncio.to_thread(self._handel_af, stuk, reden)

    async def _bij_gateway(self) -> _BijGateway | None:
        """What waits there, only asked for who may do it; ``None`` if nobody can say.

        All at once: none of the answers is needed to ask another.
        """
        tekent, controleert = (een in self._wie.rechten for een in (_TEKENEN, CONTROLEREN))
        u = self._u
        vragen: list[Awaitable[Sequence[Any]]] = [
            voorstellen_bij_gateway(u) if tekent else _niets(),
            uitkomsten_bij_gateway(u) if tekent else _niets(),
            aanstellingen_bij_gateway(u) if tekent and self._stelt_aan() else _niets(),
            open_alarmen(u.gateway) if controleert else _niets(),
        ]
        antwoorden = await asyncio.gather(*vragen, return_exceptions=True)
        # Wait for all of them, also where one failed: then nobody is left asking.
        for antwoord in antwoorden:
            if isinstance(antwoord, BaseException) and not isinstance(antwoord, GatewayFout):
                raise antwoord
        gelukt = [een for een in antwoorden if not isinstance(een, BaseException)]
        return _BijGateway(*gelukt) if len(gelukt) == len(vragen) else None

    def _stelt_aan(self) -> bool:
        """Whether this official signs appointments for this party."""
        dienst = self._u.dienst
        functies = tekenende_functies_bij_aanstelling(dienst.regels, dienst.partij.code)
        return self._wie.functie in (functies or ())

    def _toon(self, groepen: Mapping[str, Groepsstand] | None, wacht: _BijGateway) -> Overzicht:
        with self._u.dienst.lezend() as sessie:
            blik = self._blik(sessie, groepen, wacht)
            af = _afgehandeld(sessie)
            stukken = [
                stuk
                for stuk in self._mogelijk(blik)
                if (stuk.soort, stuk.onderwerp, stuk.sinds) not in af
            ]
        return Overzicht(op_volgorde(stukken), groepen, self._soorten)

    def _blik(
        self, sessie: Session, groepen: Mapping[str, Groepsstand] | None, wacht: _BijGateway
    ) -> Werkblik:
        dienst: Dienst = self._u.dienst
        momenten = laatste_momenten(sessie, groepen or ())
        return Werkblik(
            sessie=sessie,
            kluis=dienst.kluis,
            regels=dienst.regels,
            partij=dienst.partij.code,
            nu=dienst.klok(),
            groepen=groepen,
            sinds_stap={groep: rij.gezien_op for groep, rij in momenten.items()},
            taak=self._wie.taak,
            wie=self._wie.autorisatie_id,
            functie=self._wie.functie,
            genoemd=dienst.genoemde_beheerders,
            gelezen=self._wie.gelezen,
            voorstellen=wacht.voorstellen,
            uitkomsten=wacht.uitkomsten,
            aanstellingen=wacht.aanstellingen,
            alarmen=wacht.alarmen,
        )

    def _mogelijk(self, blik: Werkblik) -> Iterator[Werkstuk]:
        """Only sources with a kind this official may do are asked at all."""
        rechten = self._wie.rechten
        for bron in self._bronnen:
            if any(soort.recht in rechten for soort in bron.soorten.values()):
                for stuk in bron.werk(blik):
                    in_taak = stuk.groep is None or self._wie.in_taak(stuk.groep)
                    if in_taak and stuk.recht in rechten:
                        yield stuk

    def _handel_af(self, stuk: Werkstuk, reden: str) -> None:
        with self._u.dienst.transactie() as sessie:
            sleutel = (stuk.soort, stuk.onderwerp, stuk.sinds)
            if sessie.get(AfgehandeldRij, sleutel) is None:
                sessie.add(
                    AfgehandeldRij(
                        soort=stuk.soort,
                        onderwerp=stuk.onderwerp,
                        sinds=stuk.sinds,
                        reden=reden,
                        op=self._u.dienst.klok(),
                        door=self._wie.autorisatie_id,
                    )
                )


async def _niets() -> Sequence[Any]:
    return ()


def _afgehandeld(sessie: Session) -> set[tuple[str, str, object]]:
    return {(soort, onderwerp, sinds) for soort, onderwerp, sinds in sessie.execute(_AFGEHANDELD)}
