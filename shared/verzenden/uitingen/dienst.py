"""What is said in one go (profile, by mouth): how it stands, and what was told of it.

Only when every message of it is permitted and taken in may the words be spoken; afterwards it is
told what was said, and the outbox delivers the content of that. What was not said is destroyed, and
taken back from who it was announced to. That it was said can always be told, also of what might not
be said.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Protocol

from sqlalchemy.orm import Session

from shared.bericht.tijd import lees_utc
from shared.bestand.toegang.bevoegdheid import is_systeem
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, NietGevonden, OngeldigeInvoer
from shared.partij.gatewayfouten import GatewayFout, GatewayOnbereikbaar
from shared.verzenden.gateway.poort import Document
from shared.verzenden.journaal.journaal import UIT, noteer_gebruik
from shared.verzenden.tabellen import UitgaandRij, UitingRij, Uitingstand
from shared.verzenden.uitbak import uitingen as opslag
from shared.verzenden.uitbak.uitingwerk import Uitingwerk
from shared.verzenden.uitbak.verzender import Verzender
from shared.verzenden.uitingen.vormen import Berichtstand, Bevestigopdracht, Uitingoverzicht
from shared.web.meldingen import Invoerfout

_NIET_HIER = "Deze uiting is hier niet bekend."


class Uitingbron(Protocol):
    """Where is asked how an uiting stands; the gateway client fits."""

    async def uiting(self, uiting: str) -> Document:
        """Whether it may be said, and what was told of it. Raises ``NietGevonden``."""
        ...


class Uitingen:
    """The use cases of one official. Access to the group is checked here."""

    def __init__(
        self,
        wie: Medewerker,
        dienst: Dienst,
        gateway: Uitingbron,
        uitingwerk: Uitingwerk,
        verzender: Verzender,
    ) -> None:
        self._wie = wie
        self._dienst = dienst
        self._gateway = gateway
        self._uitingwerk = uitingwerk
        self._verzender = verzender

    async def stand(self, uiting: str) -> Uitingoverzicht:
        """How it stands. Raises ``NietGevonden``, and ``GatewayFout`` when it is not certain."""
        rij, berichten = await asyncio.to_thread(self._lees, uiting)
        if rij.stand != Uitingstand.OPEN:
            return _overzicht(rij, berichten, {})
        try:
            document = await self._gateway.uiting(uiting)
        except NietGevonden:
            # None of its messages was decided on yet.
            document = {}
        return _overzicht(rij, berichten, document)

    async def bevestig(self, uiting: str, verteld: Bevestigopdracht) -> Uitingoverzicht:
        """Tells what was said, when and by whom; its content is then delivered. Repeatable.

        On record here first; when the gateway cannot be reached it is told later. Raises
        ``OngeldigeInvoer``, and ``Conflict`` when it was told otherwise before.
        """
        await asyncio.to_thread(self._leg_vast, uiting, verteld)
        # What cannot be told now, the outbox tells in its next rounds.
        with suppress(GatewayOnbereikbaar, NietGevonden):
            await self._uitingwerk.bevestig(uiting)
        self._verzender.wek()
        rij, rijen = await asyncio.to_thread(self._lees, uiting)
        return _overzicht(rij, rijen, {})

    async def niet_gezegd(self, uiting: str) -> Uitingoverzicht:
        """None of it was said: taken back everywhere, and its content destroyed here. Repeatable.

        Raises ``Conflict`` when it was told that it was said.
        """
        await asyncio.to_thread(self._leg_niet_gezegd_vast, uiting)
        await asyncio.to_thread(self._uitingwerk.ruim_op)
        for intrekking in await asyncio.to_thread(self._uitingwerk.neem_terug):
            await self._verzender.probeer_nu(intrekking)
        rij, berichten = await asyncio.to_thread(self._lees, uiting)
        return _overzicht(rij, berichten, {})

    def _lees(self, uiting: str) -> tuple[UitingRij, Sequence[UitgaandRij]]:
        with self._dienst.lezend() as sessie:
            rij = self._rij(sessie, uiting)
            berichten = opslag.berichten_van(sessie, uiting)
            sessie.expunge_all()
            return rij, berichten

    def _rij(self, sessie: Session, uiting: str, *, slot: bool = False) -> UitingRij:
        rij = sessie.get(UitingRij, uiting, with_for_update=slot or None)
        if rij is None:
            raise NietGevonden(_NIET_HIER)
        self._wie.eis_groep(rij.groep)
        return rij

    def _leg_vast(self, uiting: str, verteld: Bevestigopdracht) -> None:
        nu, gezegd_op = self._dienst.klok(), verteld.gezegd_op
        with self._dienst.transactie() as sessie:
            rij = self._rij(sessie, uiting, slot=True)
            eigen = {een.bericht_id: een for een in opslag.berichten_van(sessie, uiting)}
            gezegd = sorted(set(verteld.berichten))
            door = verteld.medewerker or rij.medewerker
            self._eis_te_vertellen(sessie, verteld, eigen)
            if rij.stand in (Uitingstand.TE_BEVESTIGEN, Uitingstand.BEVESTIGD):
                if (rij.gezegd_op, rij.gezegd, rij.gezegd_door) != (gezegd_op, gezegd, door):
                    raise Conflict("Hiervan is al iets anders verteld.")
                return
            rij.stand, rij.gezegd_op, rij.gezegd = Uitingstand.TE_BEVESTIGEN, gezegd_op, gezegd
            rij.gezegd_door = door
            rij.bevestigd_door, rij.volgende_poging = self._wie.autorisatie_id, nu
            for bericht_id in gezegd:
                noteer_gebruik(
                    sessie, eigen[bericht_id].kop, richting=UIT, handeling="gezegd",
                    medewerker=self._wie.autorisatie_id, nu=nu,
                )  # fmt: skip

    def _eis_te_vertellen(
        self, sessie: Session, verteld: Bevestigopdracht, eigen: Mapping[str, UitgaandRij]
    ) -> None:
        """What cannot have been said like this is not put on record, for it could not be told."""
        fouten = []
        if verteld.gezegd_op > self._dienst.klok():
            fouten.append(Invoerfout("/gezegdOp", "Ligt in de toekomst."))
        wie = verteld.medewerker
        if wie is not None and not self._is_collega(sessie, wie):
            fouten.append(Invoerfout("/medewerker", "Is geen medewerker van de eigen partij."))
        fouten += [
            Invoerfout(f"/berichten/{nummer}", "Is geen bericht van deze uiting.")
            for nummer, bericht_id in enumerate(verteld.berichten)
            if bericht_id not in eigen
        ]
        if fouten:
            raise OngeldigeInvoer(fouten)

    def _is_collega(self, sessie: Session, wie: str) -> bool:
        """Whether this is an official of the own party; a program says nothing."""
        rij, dienst = sessie.get(AutorisatieRij, wie), self._dienst
        return rij is not None and not is_systeem(dienst.regels, dienst.partij.code, rij.functie)

    def _leg_niet_gezegd_vast(self, uiting: str) -> None:
        with self._dienst.transactie() as sessie:
            rij = self._rij(sessie, uiting, slot=True)
            if rij.stand in (Uitingstand.TE_BEVESTIGEN, Uitingstand.BEVESTIGD):
                raise Conflict("Hiervan is al verteld dat het is gezegd.")
            rij.stand, rij.bevestigd_door = Uitingstand.NIET_GEZEGD, self._wie.autorisatie_id


def _overzicht(
    rij: UitingRij, berichten: Sequence[UitgaandRij], document: Mapping[str, Any]
) -> Uitingoverzicht:
    geldig_tot = document.get("geldigTot")
    try:
        tot = None if geldig_tot is None else lees_utc(geldig_tot)
    except ValueError:
        raise GatewayFout("De gateway zegt niet tot wanneer dit mag worden gezegd.") from None
    return Uitingoverzicht(
        id=rij.id,
        groep=rij.groep,
        kanaal=rij.kanaal,
        overleg=rij.overleg,
        stand=rij.stand,
        mag_gezegd=document.get("magGezegd") is True,
        geldig_tot=tot,
        wacht_op=tuple(document.get("wachtOp", ())),
        gezegd_op=rij.gezegd_op,
        gezegd=tuple(rij.gezegd or ()),
        gezegd_door=rij.gezegd_door,
        zonder_toestemming=rij.zonder_toestemming,
        bladnummer=rij.bladnummer,
        berichten=tuple(
            Berichtstand(
                bericht_id=een.bericht_id,
                ontvanger=een.ontvanger,
                medewerker=een.kop["ontvangendeMedewerker"],
                status=een.status,
                besluit=een.besluit or {},
                fout=een.laatste_fout,
                bladnummer=een.bladnummer,
            )
            for een in berichten
        ),
    )
