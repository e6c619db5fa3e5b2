"""The verslag of a meeting: produced from what was decided and spoken, never typed by hand.

Each party has its own: what it said and what it heard in all uitingen of the meeting, and what
lapsed (covenant 6.2 and 6.4; F2: the party for which the covenant forgot to ask it, too). It can be
laid down once it is known of everything, whoever at the table would say it, whether it was said.
What is told after that, for that is never refused, comes in a next version; the earlier one stays.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.handtekening import digest_header
from shared.bestand.afscherming.opslag import beperkte_namen
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import leg_raadpleging_vast, onder_pseudoniem
from shared.bestand.zonderpersonen.bevestiging import eis_zonder_personen, leg_bevestiging_vast
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import Conflict, NietGevonden
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.overleg import opslag
from shared.zaak.overleg.register import eis_erbij, lees_overleg
from shared.zaak.overleg.tabellen import VerslagRij
from shared.zaak.overleg.verslagregel import Regels, genoemd_in, leesbaar, stel_regels_op
from shared.zaak.overleg.vormen import (
    OpenUit,
    OverlegkopUit,
    OverlegUit,
    Vaststelling,
    VerslagregelUit,
    VerslagUit,
    VerslagversieUit,
)

SOORT = "verslag"

_REGELS = ("gezegd", "gehoord", "niet_gezegd")


@dataclass(frozen=True)
class _Stand:
    """The verslag as it would be now, and the versions that were laid down."""

    overleg: OverlegUit
    nu: Regels
    open: list[OpenUit]
    versies: Sequence[VerslagRij]

    @property
    def nieuw(self) -> bool:
        """Whether something was told that the latest version does not have."""
        if not self.versies:
            return False
        vast = self.versies[-1].inhoud
        stond_er = {regel["uiting"] for naam in ("gezegd", "gehoord") for regel in vast[naam]}
        return any(een.uiting not in stond_er for een in (*self.nu.gezegd, *self.nu.gehoord))


class Verslagen:
    """The use cases of one official who was there."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    async def lees(self, kenmerk: str, versie: int | None = None) -> VerslagUit:
        """The verslag as it was laid down last, or as it stands. Reading it is recorded.

        ``versie``: an earlier one. Raises ``GeenToegang`` for who was not there.
        """
        overleg = await lees_overleg(self._u, kenmerk)
        eis_erbij(self._wie, overleg)
        return await asyncio.to_thread(self._lees, overleg, versie)

    async def stel_vast(self, kenmerk: str, vaststelling: Vaststelling) -> VerslagUit:
        """Lays the verslag down, or a next version when something was told since.

        Raises ``Conflict`` before the meeting begins, with words still open, or with nothing to
        add; ``OngeldigeInvoer`` when the agreements point at somebody.
        """
        eis_zonder_personen(
            [("/afspraken", vaststelling.afspraken)],
            bevestigd=vaststelling.bevestigd_zonder_personen,
        )
        overleg = await lees_overleg(self._u, kenmerk)
        eis_erbij(self._wie, overleg)
        for groep in overleg.groepen:
            self._wie.eis_groep(groep)
        if overleg.begin > self._u.dienst.klok():
            raise Conflict("Dit overleg moet nog beginnen.")
        async with self._u.sloten.op(f"verslag/{kenmerk}"):
            await asyncio.to_thread(self._stel_vast, overleg, vaststelling.afspraken)
        return await self.lees(kenmerk)

    def _lees(self, overleg: OverlegUit, versie: int | None) -> VerslagUit:
        dienst = self._u.dienst
        with dienst.transactie() as sessie:
            verslag = self._toon(sessie, self._stand(sessie, overleg), versie)
            regels = [een for naam in _REGELS for een in getattr(verslag, naam)]
            gelezen = onder_pseudoniem(sessie, overleg.id, genoemd_in(regels))
            leg_raadpleging_vast(
                sessie, dienst.klok, self._wie, "raadplegen", SOORT, gelezen, gericht=False
            )
        return verslag

    def _stand(self, sessie: Session, overleg: OverlegUit) -> _Stand:
        eigen = opslag.eigen_in_overleg(sessie, overleg.id)
        genoemd = [bericht.id for een in overleg.uitingen for bericht in een.berichten]
        gehoord = opslag.gehoord_in_overleg(sessie, overleg.id, overleg.groepen, genoemd)
        partij = self._u.dienst.partij.code
        open_ = {een.uiting: een for een in overleg.open}
        for wacht in (een.uiting for een in eigen if een.wacht):
            open_.setdefault(wacht, OpenUit(uiting=wacht, afzender=partij, uiterlijk=None))
        regels = stel_regels_op(partij, overleg.uitingen, open_, eigen, gehoord)
        return _Stand(overleg, regels, list(open_.values()), opslag.versies(sessie, overleg.id))

    def _toon(self, sessie: Session, stand: _Stand, versie: int | None) -> VerslagUit:
        """What this official may see of it: its task, and the kinds its function reads."""
        rij = _gekozen(stand.versies, versie)
        regels = _regels(stand.nu) if rij is None else rij.inhoud
        alle = {
            naam: [VerslagregelUit.model_validate(een) for een in regels[naam]] for naam in _REGELS
        }
        beperkt = beperkte_namen(sessie, genoemd_in(chain(*alle.values())))
        gezien: dict[str, list[VerslagregelUit]] = {}
        weggelaten = 0
        for naam, een in alle.items():
            gezien[naam], weg = leesbaar(een, self._wie.in_taak, self._wie.leest, beperkt)
            weggelaten += weg
        kop = _kop(stand.overleg) if rij is None else rij.inhoud["overleg"]
        return VerslagUit(
            overleg=OverlegkopUit.model_validate(kop),
            **gezien,
            open=stand.open,
            weggelaten=weggelaten,
            aan_te_vullen=stand.nieuw,
            afspraken=None if rij is None else rij.afspraken,
            vastgesteld=None if rij is None else _versie(rij),
            versies=[_versie(een) for een in stand.versies],
        )

    def _stel_vast(self, overleg: OverlegUit, afspraken: str) -> None:
        dienst, nu, wie = self._u.dienst, self._u.dienst.klok(), self._wie.autorisatie_id
        with dienst.transactie() as sessie:
            stand = self._stand(sessie, overleg)
            self._eis_vast_te_stellen(stand)
            vorige = stand.versies[-1] if stand.versies else None
            versie = 1 if vorige is None else vorige.versie + 1
            inhoud = {"overleg": _kop(overleg), **_regels(stand.nu)}
            vast = {
                **inhoud, "afspraken": afspraken, "versie": versie,
                "vorige": None if vorige is None else vorige.digest,
            }  # fmt: skip
            sessie.add(
                VerslagRij(
                    overleg=overleg.id,
                    versie=versie,
                    afspraken=afspraken,
                    inhoud=inhoud,
                    digest=digest_header(jcs(vast)),
                    vorige=vast["vorige"],
                    vastgesteld_op=nu,
                    vastgesteld_door=wie,
                )
            )
            leg_bevestiging_vast(sessie, SOORT, overleg.id, versie, door=wie, nu=nu)

    def _eis_vast_te_stellen(self, stand: _Stand) -> None:
        if stand.versies and not stand.nieuw:
            raise Conflict("Dit verslag is al vastgesteld, en sindsdien is er niets verteld.")
        if stand.overleg.afgelast and not (stand.nu.gezegd or stand.nu.gehoord):
            raise Conflict("Dit overleg is afgelast; er is geen verslag.")
        if not stand.open:
            return
        regels = self._u.dienst.regels
        van = Counter(een.afzender for een in stand.open)
        wie = ", ".join(
            f"{regels.titel_van(partij)} ({hoe_vaak})" for partij, hoe_vaak in van.items()
        )
        dagen = [datum_nl(een.uiterlijk) for een in stand.open if een.uiterlijk is not None]
        tot = f" Anders geldt het na {max(dagen).isoformat()} als niet gezegd." if dagen else ""
        raise Conflict(f"Nog niet van alles is verteld of het is gezegd: {wie}.{tot}")


def _gekozen(versies: Sequence[VerslagRij], versie: int | None) -> VerslagRij | None:
    """The version asked for; by default the latest, if there is one."""
    if versie is None:
        return versies[-1] if versies else None
    for een in versies:
        if een.versie == versie:
            return een
    raise NietGevonden("Deze versie van het verslag is er niet.")


def _regels(regels: Regels) -> dict[str, Any]:
    """The lines as they are kept: field names, times in UTC."""
    return {
        naam: [een.model_dump(mode="json") for een in getattr(regels, naam)] for naam in _REGELS
    }


def _kop(overleg: OverlegUit) -> dict[str, Any]:
    velden = set(OverlegkopUit.model_fields)
    return overleg.model_dump(mode="json", include=velden)


def _versie(rij: VerslagRij) -> VerslagversieUit:
    return VerslagversieUit(
        versie=rij.versie,
        digest=rij.digest,
        vorige=rij.vorige,
        vastgesteld_op=rij.vastgesteld_op,
        vastgesteld_door=rij.vastgesteld_door,
    )
