"""Telling the other parties of a request, and coordinating the answer (covenant 11.4, 11.8).

Who it is of hears only a party that gave or got data about him, by the pseudonym it knows; the
others hear that a request came. Each message is decided on and delivered by itself, and goes also
to a party that is not active any more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.inhoud import Stuk
from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.fouten import Conflict, OngeldigeInvoer
from shared.verzenden.uitbak.opslag import Belofte
from shared.verzenden.uitwisseling import Uitwisseling
from shared.verzenden.versturen.gegevenstuk import probeer_wachtende, stukbelofte
from shared.zaak.rechten import opslag
from shared.zaak.rechten.begrippen import (
    STELT_VOOR,
    VERTELT,
    Verzoekgebeurtenis,
    Verzoekstand,
    stuk_met_rol,
)
from shared.zaak.rechten.opslag import eis_in_taak
from shared.zaak.rechten.tabellen import RechtenberichtRij, RechtendeelRij, RechtenverzoekRij


@dataclass(frozen=True)
class Verzoekmelding:
    """What one party is told. ``genoemd``: with whom it is of."""

    partij: str
    gegevens: Mapping[str, Any] = field(repr=False)
    genoemd: bool = False


class Vertellen:
    """The use cases of one official."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._wie = wie
        self._regels = u.dienst.regels
        self._partij = u.dienst.partij.code

    async def meld(self, kenmerk: str) -> None:
        """Tells everybody who does not know yet. Repeatable: who knows is not told again.

        Raises ``Conflict`` while it is not established who asks, or where another party took it.
        """
        await asyncio.to_thread(self._meld, kenmerk)
        await probeer_nu(self._u, kenmerk)

    async def stem_af(
        self, kenmerk: str, voorstel: str, toelichting: str | None, *, bevestigd: bool
    ) -> None:
        """Tells all others what this party proposes. Raises ``OngeldigeInvoer``, ``Conflict``."""
        await asyncio.to_thread(self._stem_af, kenmerk, voorstel, toelichting, bevestigd)
        await probeer_nu(self._u, kenmerk)

    def _meld(self, kenmerk: str) -> None:
        code, nu = stuk_met_rol(self._regels, VERTELT), self._u.dienst.klok()
        with self._u.dienst.lezend() as sessie:
            rij = opslag.lees(sessie, kenmerk)
            eis_in_taak(sessie, self._wie, rij)
            _eis_te_melden(rij)
            weten_het = opslag.heeft_bericht(sessie, kenmerk, code)
            berichten = [een for een in self._meldingen(sessie, rij) if een.partij not in weten_het]
        beloften = [(een, self.belofte(code, een, nu)) for een in berichten]
        with self._u.dienst.transactie() as sessie:
            rij = opslag.lees(sessie, kenmerk, slot=True)
            weten_het = opslag.heeft_bericht(sessie, kenmerk, code)
            nieuw = [paar for paar in beloften if paar[0].partij not in weten_het]
            self.beloof(sessie, rij, code, nieuw, nu)
            if nieuw:
                wat = {"partijen": [een.partij for een, _ in nieuw]}
                self._noteer(sessie, rij, Verzoekgebeurtenis.VERTELD, nu, wat)

    def _meldingen(self, sessie: Session, rij: RechtenverzoekRij) -> list[Verzoekmelding]:
        namen = {} if rij.persoon_id is None else opslag.namen_per_partij(sessie, rij.persoon_id)
        basis = {
            "verzoek": rij.id,
            "recht": rij.recht,
            "ontvangen": rij.ontvangen_op.isoformat(),
        }
        berichten = []
        for partij in self.anderen():
            bekend = sorted(namen.get(partij, ()))
            gegevens = {**basis, "betrokkenen": bekend} if bekend else basis
            berichten.append(Verzoekmelding(partij, gegevens, genoemd=bool(bekend)))
        return berichten

    def _stem_af(
        self, kenmerk: str, voorstel: str, toelichting: str | None, bevestigd: bool
    ) -> None:
        code, nu = stuk_met_rol(self._regels, STELT_VOOR), self._u.dienst.klok()
        gegevens = {"verzoek": kenmerk, "voorstel": voorstel}
        if toelichting is not None:
            gegevens["toelichting"] = toelichting
        try:
            beloften = [
                (een, self.belofte(code, een, nu, bevestigd=bevestigd))
                for een in (Verzoekmelding(partij, gegevens) for partij in self.anderen())
            ]
        except OngeldigeInvoer as fout:
            # What is a member of the stuk is a field of its own in the order.
            raise fout.als_velden("gegevens") from None
        with self._u.dienst.transactie() as sessie:
            rij = opslag.lees(sessie, kenmerk, slot=True)
            eis_in_taak(sessie, self._wie, rij)
            if rij.stand != Verzoekstand.OPEN:
                raise Conflict("Dit verzoek is afgehandeld; er is niets meer af te stemmen.")
            deel = sessie.get(RechtendeelRij, (kenmerk, self._partij))
            if deel is not None:
                deel.voorstel, deel.voorstel_op = voorstel, nu
            self.beloof(sessie, rij, code, beloften, nu)
            wat = {"voorstel": voorstel}
            self._noteer(sessie, rij, Verzoekgebeurtenis.AFGESTEMD, nu, wat)

    def anderen(self) -> list[str]:
        """Every other party of the covenant, active or not."""
        return sorted(set(self._regels.partijen) - {self._partij})

    def belofte(
        self, code: str, bericht: Verzoekmelding, nu: datetime, *, bevestigd: bool = False
    ) -> Belofte:
        """The sealed message, made before a transaction is open."""
        stuk = Stuk(code, 1, dict(bericht.gegevens))
        return stukbelofte(self._u, self._wie, stuk, bericht.partij, nu, bevestigd=bevestigd)

    def beloof(
        self,
        sessie: Session,
        rij: RechtenverzoekRij,
        code: str,
        beloften: list[tuple[Verzoekmelding, Belofte]],
        nu: datetime,
    ) -> None:
        """Promises them in the caller's transaction."""
        for bericht, belofte in beloften:
            self._u.opslag.beloof_later(sessie, belofte, nu)
            sessie.add(
                RechtenberichtRij(
                    bericht_id=belofte.kop.id,
                    verzoek=rij.id,
                    stuk=code,
                    partij=bericht.partij,
                    genoemd=bericht.genoemd,
                )
            )
        sessie.flush()

    def _noteer(
        self,
        sessie: Session,
        rij: RechtenverzoekRij,
        wat: Verzoekgebeurtenis,
        nu: datetime,
        inhoud: Mapping[str, Any],
    ) -> None:
        door = self._wie.autorisatie_id
        opslag.noteer(sessie, rij, wat, partij=self._partij, door=door, nu=nu, wat=inhoud)


def _eis_te_melden(rij: RechtenverzoekRij) -> None:
    if not rij.eigen:
        raise Conflict("Een andere partij nam dit verzoek aan; die vertelt het de anderen.")
    if rij.identiteit is None:
        raise Conflict(
            "Stel eerst vast wie het verzoek deed, en leg dat vast. Pas dan horen anderen ervan."
        )


async def probeer_nu(u: Uitwisseling, kenmerk: str) -> None:
    """One attempt at everything about it that waits, for as long as an official does."""
    await probeer_wachtende(u, lambda sessie: opslag.te_proberen(sessie, kenmerk))
