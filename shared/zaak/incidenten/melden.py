"""What an official does with an incident he found: report it, and tell the others the rest.

It goes to every other party at once: their messages are promised together with the register, and
each is decided on and delivered by itself, also to a party that is not active (9.3).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.bericht.inhoud import Stuk
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.zonderpersonen.bevestiging import bevestigingsfouten, leg_bevestiging_vast
from shared.convenant.berichtsoorten import voorvalstuk
from shared.partij.fouten import Conflict, GeenToegang, OngeldigeInvoer
from shared.partij.web.vormen import Invoermodel
from shared.tijd.kenmerk import uuid7
from shared.verzenden.samenstellen.vormcontrole import stukfouten
from shared.verzenden.uitbak.opslag import Belofte
from shared.verzenden.uitwisseling import Uitwisseling
from shared.verzenden.versturen.gegevenstuk import probeer_wachtende, stukbelofte
from shared.verzenden.versturen.verstrekken import vingerafdruk
from shared.web.meldingen import Invoerfout
from shared.zaak.incidenten import opslag
from shared.zaak.incidenten.begrippen import (
    BEHANDELEN,
    Beschrijving,
    Incidentgebeurtenis,
    Incidentstand,
    Versiestand,
    momentfouten,
    onderwerplid,
)
from shared.zaak.incidenten.tabellen import (
    IncidentaanleidingRij,
    IncidentberichtRij,
    IncidentRij,
)

Versie_eis: TypeAlias = Callable[[int | str], bool]
_GEBEURTENIS = Incidentgebeurtenis


class Incidentmelding:
    """The use cases of one official. ``wie`` may have been let in by his function alone."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._wie = wie
        self._regels = u.dienst.regels
        self._partij = u.dienst.partij.code

    async def meld(
        self, wat: Beschrijving, opdracht: Invoermodel, sleutel: str | None, *, bevestigd: bool,
        uiting: str | None = None,
    ) -> str:  # fmt: skip
        """Registers it and tells all others; its id. The same order under the same key is the same.

        ``uiting``: what was said without permission, if it is about that; once.

        Raises ``OngeldigeInvoer`` with every fault: then nothing is kept.
        """
        verzoek = vingerafdruk(opdracht)
        kenmerk = await asyncio.to_thread(self._eerder, sleutel, verzoek)
        if kenmerk is None:
            kenmerk = await asyncio.to_thread(self._meld, wat, verzoek, sleutel, bevestigd, uiting)
        await probeer_nu(self._u, kenmerk)
        return kenmerk

    async def werk_bij(
        self,
        kenmerk: str,
        wat: Beschrijving,
        opdracht: Invoermodel,
        eis: Versie_eis,
        sleutel: str | None,
        *,
        bevestigd: bool,
    ) -> None:
        """The next version, to all others. Raises ``GeenToegang`` for whose incident it is not."""
        verzoek = vingerafdruk(opdracht)
        eerder = await asyncio.to_thread(self._eerder, sleutel, verzoek)
        if eerder is None:
            await asyncio.to_thread(self._werk_bij, kenmerk, wat, eis, verzoek, sleutel, bevestigd)
        await probeer_nu(self._u, kenmerk)

    def _meld(
        self, wat: Beschrijving, verzoek: str, sleutel: str | None, bevestigd: bool,
        uiting: str | None,
    ) -> str:  # fmt: skip
        nu = self._u.dienst.klok()
        kenmerk = uuid7(nu)
        stuk = self._stuk(kenmerk, 1, wat)
        self._keur(stuk, wat, nu, bevestigd=bevestigd)
        beloften = beloften_aan_allen(self._u, self._wie, stuk, nu, bevestigd=bevestigd)
        try:
            with self._u.dienst.transactie() as sessie:
                rij = self._nieuw(kenmerk, wat, nu)
                sessie.add(rij)
                sessie.flush()
                self._leg_aanleiding_vast(sessie, rij, uiting)
                self._leg_vast(sessie, rij, stuk, wat, nu, sleutel, verzoek)
                beloof(sessie, self._u, rij.id, stuk, beloften, nu)
                opslag.noteer(
                    sessie, rij, _GEBEURTENIS.GEMELD, partij=self._partij,
                    door=self._wie.autorisatie_id, nu=nu, wat={"aard": wat.aard, "stukversie": 1},
                )  # fmt: skip
        except IntegrityError:
            # The very same order came in twice at once.
            eerder = self._eerder(sleutel, verzoek)
            if eerder is None:
                raise
            return eerder
        return kenmerk

    def _leg_aanleiding_vast(self, sessie: Session, rij: IncidentRij, uiting: str | None) -> None:
        if uiting is None:
            return
        if not opslag.te_melden(sessie, self._wie.taak, uiting):
            zin = "is niet iets dat zonder toestemming is gezegd en nog gemeld moet worden"
            raise OngeldigeInvoer([Invoerfout("/uiting", zin)])
        sessie.add(IncidentaanleidingRij(uiting=uiting, incident=rij.id))
        sessie.flush()

    def _werk_bij(
        self, kenmerk: str, wat: Beschrijving, eis: Versie_eis, verzoek: str,
        sleutel: str | None, bevestigd: bool,
    ) -> None:  # fmt: skip
        nu = self._u.dienst.klok()
        with self._u.dienst.lezend() as sessie:
            rij = opslag.lees(sessie, kenmerk)
            eis_te_wijzigen(rij, self._wie)
            eis(rij.versie)
            volgende = opslag.versies(sessie, kenmerk)[-1].stukversie + 1
        stuk = self._stuk(kenmerk, volgende, wat)
        self._keur(stuk, wat, nu, bevestigd=bevestigd)
        beloften = beloften_aan_allen(self._u, self._wie, stuk, nu, bevestigd=bevestigd)
        with self._u.dienst.transactie() as sessie:
            rij = opslag.lees(sessie, kenmerk, slot=True)
            eis(rij.versie)
            self._leg_vast(sessie, rij, stuk, wat, nu, sleutel, verzoek)
            beloof(sessie, self._u, kenmerk, stuk, beloften, nu)
            opslag.noteer(
                sessie, rij, _GEBEURTENIS.BIJGEWERKT, partij=self._partij,
                door=self._wie.autorisatie_id, nu=nu,
                wat={"aard": wat.aard, "stukversie": volgende},
            )  # fmt: skip

    def _stuk(self, kenmerk: str, versie: int, wat: Beschrijving) -> Stuk:
        soort = voorvalstuk(self._regels)
        lid = onderwerplid(self._regels, soort)
        return Stuk(soort, versie, wat.gegevens(lid, kenmerk))

    def _nieuw(self, kenmerk: str, wat: Beschrijving, nu: datetime) -> IncidentRij:
        return IncidentRij(
            id=kenmerk,
            van=self._partij,
            eigen=True,
            stand=Incidentstand.OPEN,
            versie=0,
            aard=wat.aard,
            ontdekt_op=wat.ontdekt_op,
            stukversie=0,
            melder=self._wie.autorisatie_id,
            ontbrak=list(self._wie.ontbreekt),
            gemeld_op=nu,
            gewijzigd_op=nu,
        )

    def _leg_vast(
        self, sessie: Session, rij: IncidentRij, stuk: Stuk, wat: Beschrijving, nu: datetime,
        sleutel: str | None, verzoek: str,
    ) -> None:  # fmt: skip
        door = self._wie.autorisatie_id
        opslag.voeg_versie_toe(
            sessie, rij, stuk.versie, wat, stand=Versiestand.GELDT, door=door, nu=nu,
            idempotentiesleutel=sleutel, verzoek=verzoek,
        )  # fmt: skip
        leg_bevestiging_vast(sessie, stuk.soort, rij.id, stuk.versie, door=door, nu=nu)

    def _keur(self, stuk: Stuk, wat: Beschrijving, nu: datetime, *, bevestigd: bool) -> None:
        """Everything that is wrong with it at once, in the words of the order."""
        fouten = [
            *momentfouten(wat.ontdekt_op, nu, self._regels.ondertekend),
            *stukfouten(stuk, self._regels, self._partij, bevestigd=bevestigd),
            *bevestigingsfouten(bevestigd=bevestigd),
        ]
        if fouten:
            raise OngeldigeInvoer([_van_opdracht(een) for een in fouten])

    def _eerder(self, sleutel: str | None, verzoek: str) -> str | None:
        if sleutel is None:
            return None
        with self._u.dienst.lezend() as sessie:
            rij = opslag.herhaling(sessie, self._wie.autorisatie_id, sleutel)
            if rij is None:
                return None
            if rij.verzoek != verzoek:
                raise Conflict("Deze Idempotency-Key is al gebruikt voor een andere opdracht.")
            return rij.incident


def eis_te_wijzigen(rij: IncidentRij, wie: Medewerker) -> None:
    """Only who found it tells more of it: its reporter, or who deals with incidents there."""
    if not rij.eigen:
        raise GeenToegang("Een andere partij vond dit incident; die geeft de volgende versie.")
    if wie.autorisatie_id != rij.melder and BEHANDELEN not in wie.rechten:
        raise GeenToegang("Dit incident is van een collega. Vraag wie incidenten behandelt.")
    if rij.stand != Incidentstand.OPEN:
        raise Conflict("Dit incident is gesloten en verandert niet meer.")


def beloften_aan_allen(
    u: Uitwisseling, wie: Medewerker, stuk: Stuk, nu: datetime, *, bevestigd: bool
) -> list[Belofte]:
    """A sealed message with this stuk for each other party of the covenant, active or not."""
    anderen = sorted(set(u.dienst.regels.partijen) - {u.dienst.partij.code})
    return [stukbelofte(u, wie, stuk, een, nu, bevestigd=bevestigd) for een in anderen]


def beloof(
    sessie: Session,
    u: Uitwisseling,
    kenmerk: str,
    stuk: Stuk,
    beloften: list[Belofte],
    nu: datetime,
) -> None:
    """Promises them in the caller's transaction."""
    for belofte in beloften:
        u.opslag.beloof_later(sessie, belofte, nu)
        sessie.add(
            IncidentberichtRij(
                bericht_id=belofte.kop.id,
                incident=kenmerk,
                stuk=stuk.soort,
                stukversie=stuk.versie,
                partij=belofte.kop.ontvanger,
            )
        )
    sessie.flush()


async def probeer_nu(u: Uitwisseling, kenmerk: str) -> None:
    """One attempt at everything about it that waits, for as long as an official does."""
    await probeer_wachtende(u, lambda sessie: opslag.te_proberen(sessie, kenmerk))


_VELDEN: Mapping[str, str] = {"/gegevens/ontdekt": "/ontdektOp"}


def _van_opdracht(fout: Invoerfout) -> Invoerfout:
    """What is a member of the stuk is a field of its own in the order."""
    pad = _VELDEN.get(fout.pad, fout.pad.removeprefix("/gegevens"))
    return Invoerfout(pad, fout.melding)
