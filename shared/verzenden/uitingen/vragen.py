"""Asking whether something may be said: decided for everybody who would hear it, before it is said.

Only when this party's own toetsing lets everybody hear it is it announced to anybody. Where one of
them may not, only the refusal is put to the gateway, so that it is on record: what cannot be said
needs no announcement.
"""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.dienst import Dienst
from shared.partij.fouten import NietGevonden, OngeldigeInvoer
from shared.tijd.kenmerk import uuid7
from shared.verzenden.gateway.poort import Document
from shared.verzenden.samenstellen.opdracht import Mondelingopdracht
from shared.verzenden.samenstellen.samenstellen import soort_van
from shared.verzenden.samenstellen.samenstelling import Samenstelling
from shared.verzenden.tabellen import UitingRij, Uitingstand
from shared.verzenden.uitbak.uitingwerk import Uitingwerk
from shared.verzenden.uitbak.verzender import Verzender
from shared.verzenden.uitingen.collegas import Collegabron, collegas
from shared.verzenden.uitingen.toehoorders import (
    Deelnemer,
    aan_de_lijn,
    aan_tafel,
    deelnemers_uit,
    opdracht_voor,
)
from shared.verzenden.uitingen.vormen import Toehoorder, Zegopdracht, Zegvoorbeeld
from shared.verzenden.versturen.verstrekken import Verstrekken
from shared.web.meldingen import Invoerfout

_Vraag = tuple[Toehoorder, Mondelingopdracht]


class Tafelbron(Collegabron, Protocol):
    """Where is asked who is at a meeting; the gateway client fits."""

    async def overleg(self, overleg: str) -> Document:
        """A meeting this party belongs to today. Raises ``NietGevonden``."""
        ...


class Zeggen:
    """The use cases of one official. Access to the group is checked here."""

    def __init__(
        self,
        wie: Medewerker,
        dienst: Dienst,
        gateway: Tafelbron,
        verstrekken: Verstrekken,
        uitingwerk: Uitingwerk,
        verzender: Verzender,
    ) -> None:
        self._wie = wie
        self._dienst = dienst
        self._regels = dienst.regels
        self._gateway = gateway
        self._verstrekken = verstrekken
        self._uitingwerk = uitingwerk
        self._verzender = verzender

    async def voorbeeld(self, opdracht: Zegopdracht) -> list[Zegvoorbeeld]:
        """What each party would hear, and whether it may; nothing is asked or kept."""
        vragen = await self._vragen(opdracht, uuid7(self._dienst.klok()))
        await self._stel_samen(vragen)
        return [Zegvoorbeeld(wie, await self._verstrekken.voorbeeld(een)) for wie, een in vragen]

    async def vraag(self, opdracht: Zegopdracht, sleutel: str | None) -> str:
        """Has it decided on for everybody who hears it; the mark of the uiting.

        The same order under the same key is the same uiting. Every order is composed first, so
        that nothing is announced to one party while the order for another has a fault.
        """
        kenmerk = self._kenmerk(sleutel)
        vragen = await self._vragen(opdracht, kenmerk)
        for een in await self._te_vragen(vragen, kenmerk):
            eigen = None if sleutel is None else f"{sleutel}:{een.ontvanger}"
            await self._verstrekken.verstuur(een, eigen)
        await self._sluit_wat_niet_mag()
        return kenmerk

    async def _sluit_wat_niet_mag(self) -> None:
        """What somebody may not hear is taken back from the others, and destroyed here."""
        for intrekking in await asyncio.to_thread(self._uitingwerk.neem_terug):
            await self._verzender.probeer_nu(intrekking)
        await asyncio.to_thread(self._uitingwerk.ruim_op)

    async def _vragen(self, opdracht: Zegopdracht, kenmerk: str) -> list[_Vraag]:
        self._wie.eis_groep(opdracht.groep)
        soort = soort_van(opdracht.soort, self._regels)
        eigen = self._dienst.partij.code
        if opdracht.overleg is None:
            horen = aan_de_lijn(opdracht, self._regels, eigen)
        else:
            overleg = await self._overleg(opdracht.overleg)
            mensen = [
                Deelnemer(een.id, een.partij, een.functie, een.geldig)
                for een in await collegas(self._dienst, self._gateway, None, None)
            ]
            tafel = deelnemers_uit(overleg, mensen)
            horen = aan_tafel(opdracht, str(overleg["soort"]), tafel, self._regels, eigen, soort)
        return [
            (een, opdracht_voor(opdracht, een, kenmerk, soort, self._regels, eigen))
            for een in horen
        ]

    async def _overleg(self, kenmerk: str) -> Mapping[str, Any]:
        try:
            return await self._gateway.overleg(kenmerk)
        except NietGevonden as fout:
            zin = "is niet geregistreerd, of niet toegankelijk voor deze partij"
            raise OngeldigeInvoer([Invoerfout("/overleg", zin)]) from fout

    async def _te_vragen(
        self, vragen: Sequence[_Vraag], kenmerk: str
    ) -> Sequence[Mondelingopdracht]:
        """What goes to the gateway: all of it where everybody may hear it, else what may not."""
        eerder = await asyncio.to_thread(self._eerder, kenmerk)
        opdrachten = [een for _, een in vragen]
        if eerder is None:
            samengesteld = await self._stel_samen(vragen)
            oordelen = [await self._verstrekken.beoordeel(een) for een in samengesteld]
            paren = zip(opdrachten, oordelen, strict=True)
            return [een for een, oordeel in paren if not oordeel.mag_weg] or opdrachten
        # What was told of it already, or may not be said, is asked no more.
        return opdrachten if eerder == Uitingstand.OPEN else []

    async def _stel_samen(self, vragen: Sequence[_Vraag]) -> list[Samenstelling]:
        """Composes every order: each is sound, and all are about the same data."""
        fouten: list[Invoerfout] = []
        samengesteld: list[Samenstelling] = []
        for toehoorder, opdracht in vragen:
            try:
                samengesteld.append(await self._verstrekken.stel_samen(opdracht))
            except OngeldigeInvoer as fout:
                fouten += [_in_opdracht(een, toehoorder) for een in fout.fouten]
            else:
                if _gegevens_in(samengesteld[-1]) != _gegevens_in(samengesteld[0]):
                    zin = "Wie erbij is hoort hetzelfde, en dit bericht gaat over iets anders."
                    fouten.append(Invoerfout(toehoorder.pad, zin))
        if fouten:
            raise OngeldigeInvoer(list(dict.fromkeys(fouten)))
        return samengesteld

    def _eerder(self, kenmerk: str) -> str | None:
        """How the uiting with this mark stands; None: there is none yet."""
        with self._dienst.lezend() as sessie:
            rij = sessie.get(UitingRij, kenmerk)
            return None if rij is None else rij.stand

    def _kenmerk(self, sleutel: str | None) -> str:
        """A fresh mark; under an idempotency key always the same."""
        if sleutel is None:
            return uuid7(self._dienst.klok())
        return str(uuid.uuid5(uuid.UUID(self._wie.autorisatie_id), f"uiting:{sleutel}"))


def _gegevens_in(samenstelling: Samenstelling) -> Counter[tuple[str, str]]:
    return Counter((deel.betrokkene, deel.gegevenssoort) for deel in samenstelling.kop.onderdelen)


def _in_opdracht(fout: Invoerfout, toehoorder: Toehoorder) -> Invoerfout:
    """A fault in the message for one party, at its place in the order for all of them."""
    if fout.pad.startswith("/onderdelen/") and fout.pad.endswith("/grondslag"):
        return Invoerfout(f"{fout.pad}en/{toehoorder.partij}", fout.melding)
    namen = {
        "/ontvanger": "/partij", "/ontvangendeMedewerker": "/medewerker",
        "/inReactieOp": "/inReactieOp",
    }  # fmt: skip
    if fout.pad in namen:
        return Invoerfout(f"{toehoorder.pad}{namen[fout.pad]}", fout.melding)
    return fout
