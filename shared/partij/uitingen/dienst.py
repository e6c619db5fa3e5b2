"""What is said in one go (profile, by mouth): asked for everybody at once, told, and delivered.

Asking has every message decided on and announced, under one mark. Only when all of them are
permitted and taken in may the words be spoken; afterwards it is told what was said, and the outbox
delivers the content of that. What was not said is destroyed.
"""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.tijd import lees_utc
from shared.partij.dienst import GatewayFout, GatewayOnbereikbaar
from shared.partij.fouten import Conflict, NietGevonden, OngeldigeInvoer
from shared.partij.journaal import UIT, noteer_gebruik
from shared.partij.kenmerk import nieuw_id
from shared.partij.samenstelling import Samenstelling
from shared.partij.toegang import Medewerker
from shared.partij.uitingen import opslag
from shared.partij.uitingen.vormen import (
    Berichtstand,
    Bevestigopdracht,
    Toehoorder,
    Uitingopdracht,
    Uitingoverzicht,
)
from shared.partij.uitwisseling import Uitwisseling
from shared.partij.uitwisseling_modellen import UitgaandRij, UitingRij, Uitingstand
from shared.partij.uitwisseling_vormen import Verzendopdracht
from shared.partij.verstrekken import Verstrekken
from shared.web.meldingen import Invoerfout

_NIET_HIER = "Deze uiting is hier niet bekend."


class Uitingen:
    """The use cases of one official. Access to the group is checked here."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    async def vraag(self, opdracht: Uitingopdracht, sleutel: str | None) -> str:
        """Has it decided on for everybody who hears it, and announced; the mark of the uiting.

        The same order under the same key is the same uiting. Every order is composed first, so
        that nothing is announced to one party while the order for another has a fault.
        """
        self._wie.eis_groep(opdracht.groep)
        kanaal = self._u.dienst.regels.kanalen.get(opdracht.kanaal)
        if kanaal is None or not kanaal.mondeling:
            raise OngeldigeInvoer([Invoerfout("/kanaal", "Kies een kanaal waarlangs men spreekt.")])
        kenmerk = self._kenmerk(sleutel)
        opdrachten = [self._voor(opdracht, een, kenmerk) for een in opdracht.ontvangers]
        verstrekken = Verstrekken(self._u, self._wie)
        await self._keur(verstrekken, opdrachten)
        for een in opdrachten:
            eigen = None if sleutel is None else f"{sleutel}:{een.ontvanger}"
            await verstrekken.verstuur(een, eigen)
        return kenmerk

    async def stand(self, uiting: str) -> Uitingoverzicht:
        """How it stands. Raises ``NietGevonden``, and ``GatewayFout`` when it is not certain."""
        rij, berichten = await asyncio.to_thread(self._lees, uiting)
        if rij.stand != Uitingstand.OPEN:
            return _overzicht(rij, berichten, {})
        try:
            document = await self._u.gateway.uiting(uiting)
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
        with suppress(GatewayOnbereikbaar):
            await self._u.uitingwerk.bevestig(uiting)
        self._u.verzender.wek()
        rij, rijen = await asyncio.to_thread(self._lees, uiting)
        return _overzicht(rij, rijen, {})

    async def niet_gezegd(self, uiting: str) -> Uitingoverzicht:
        """None of it was said: its content is destroyed here. Repeatable.

        Raises ``Conflict`` when it was told that it was said.
        """
        await asyncio.to_thread(self._leg_niet_gezegd_vast, uiting)
        await asyncio.to_thread(self._u.uitingwerk.ruim_op)
        rij, berichten = await asyncio.to_thread(self._lees, uiting)
        return _overzicht(rij, berichten, {})

    def _kenmerk(self, sleutel: str | None) -> str:
        """A fresh mark; under an idempotency key always the same."""
        if sleutel is None:
            return nieuw_id()
        return str(uuid.uuid5(uuid.UUID(self._wie.autorisatie_id), f"uiting:{sleutel}"))

    def _voor(self, opdracht: Uitingopdracht, een: Toehoorder, uiting: str) -> Verzendopdracht:
        return Verzendopdracht.model_validate(
            {
                "soort": opdracht.soort,
                "ontvanger": een.ontvanger,
                "ontvangende_medewerker": een.ontvangende_medewerker,
                "groep": opdracht.groep,
                "stap": opdracht.stap,
                "doel": opdracht.doel,
                "kanaal": opdracht.kanaal,
                "overleg": opdracht.overleg,
                "uiting": uiting,
                "in_reactie_op": een.in_reactie_op,
                "afweging": opdracht.afweging,
                "bevestigd_zonder_personen": opdracht.bevestigd_zonder_personen,
                "onderdelen": een.onderdelen,
            },
            by_name=True,
        )

    async def _keur(self, verstrekken: Verstrekken, opdrachten: Sequence[Verzendopdracht]) -> None:
        """Composes every order: each is sound, to another party, and about the same data."""
        fouten: list[Invoerfout] = []
        gezegd: list[Counter[tuple[str, str]]] = []
        for nummer, opdracht in enumerate(opdrachten):
            if opdracht.ontvanger in [een.ontvanger for een in opdrachten[:nummer]]:
                zin = "Staat er al bij: elke partij hoort het één keer."
                fouten.append(Invoerfout(f"/ontvangers/{nummer}/ontvanger", zin))
            try:
                gezegd.append(_gegevens_in(await verstrekken.stel_samen(opdracht)))
            except OngeldigeInvoer as fout:
                fouten += [_bij_ontvanger(een, nummer) for een in fout.fouten]
            else:
                if gezegd[-1] != gezegd[0]:
                    zin = "Wie erbij is hoort hetzelfde: noem dezelfde gegevens als bij de eerste."
                    fouten.append(Invoerfout(f"/ontvangers/{nummer}/onderdelen", zin))
        if fouten:
            raise OngeldigeInvoer(list(dict.fromkeys(fouten)))

    def _lees(self, uiting: str) -> tuple[UitingRij, Sequence[UitgaandRij]]:
        with self._u.lezend() as sessie:
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
        nu, gezegd_op = self._u.dienst.klok(), verteld.gezegd_op
        with self._u.dienst.transactie() as sessie:
            rij = self._rij(sessie, uiting, slot=True)
            eigen = {een.bericht_id: een for een in opslag.berichten_van(sessie, uiting)}
            gezegd = sorted(set(verteld.berichten))
            door = verteld.medewerker or rij.medewerker
            _eis_te_vertellen(gezegd_op, gezegd, eigen, nu)
            if rij.stand in (Uitingstand.TE_BEVESTIGEN, Uitingstand.BEVESTIGD):
                if (rij.gezegd_op, rij.gezegd, rij.gezegd_door) != (gezegd_op, gezegd, door):
                    raise Conflict("Hiervan is al iets anders verteld.")
                return
            if rij.stand == Uitingstand.NIET_GEZEGD:
                raise Conflict("Hiervan is verteld dat het niet is gezegd; de inhoud is weg.")
            rij.stand, rij.gezegd_op, rij.gezegd = Uitingstand.TE_BEVESTIGEN, gezegd_op, gezegd
            rij.gezegd_door = door
            rij.bevestigd_door, rij.volgende_poging = self._wie.autorisatie_id, nu
            for bericht_id in gezegd:
                noteer_gebruik(
                    sessie, eigen[bericht_id].kop, richting=UIT, handeling="gezegd",
                    medewerker=self._wie.autorisatie_id, nu=nu,
                )  # fmt: skip

    def _leg_niet_gezegd_vast(self, uiting: str) -> None:
        with self._u.dienst.transactie() as sessie:
            rij = self._rij(sessie, uiting, slot=True)
            if rij.stand in (Uitingstand.TE_BEVESTIGEN, Uitingstand.BEVESTIGD):
                raise Conflict("Hiervan is al verteld dat het is gezegd.")
            rij.stand, rij.bevestigd_door = Uitingstand.NIET_GEZEGD, self._wie.autorisatie_id


def _eis_te_vertellen(
    gezegd_op: datetime, gezegd: Sequence[str], eigen: Mapping[str, UitgaandRij], nu: datetime
) -> None:
    fouten = []
    if gezegd_op > nu:
        fouten.append(Invoerfout("/gezegdOp", "Ligt in de toekomst."))
    fouten += [
        Invoerfout("/berichten", f"{bericht_id} is geen bericht van deze uiting.")
        for bericht_id in gezegd
        if bericht_id not in eigen
    ]
    if fouten:
        raise OngeldigeInvoer(fouten)


def _gegevens_in(samenstelling: Samenstelling) -> Counter[tuple[str, str]]:
    return Counter(
        (deel["betrokkene"], deel["gegevenssoort"]) for deel in samenstelling.kop["onderdelen"]
    )


def _bij_ontvanger(fout: Invoerfout, nummer: int) -> Invoerfout:
    """A fault of one message, at its place in the order for all of them."""
    eigen = ("/onderdelen", "/ontvang", "/inReactieOp")
    if fout.pad.startswith(eigen):
        return Invoerfout(f"/ontvangers/{nummer}{fout.pad}", fout.melding)
    return fout


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
                status=een.status,
                besluit=(een.besluit or {}).get("besluit"),
                fout=een.laatste_fout,
            )
            for een in berichten
        ),
    )
