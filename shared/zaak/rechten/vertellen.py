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
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import Conflict, OngeldigeInvoer
from shared.verzenden.uitbak.opslag import Belofte
from shared.verzenden.uitwisseling import Uitwisseling
from shared.verzenden.versturen.gegevenstuk import probeer_wachtende, stukbelofte
from shared.web.meldingen import Invoerfout
from shared.zaak.rechten import bekenden, opslag
from shared.zaak.rechten.begrippen import (
    NIET_NOEMEN,
    STELT_VOOR,
    VERTELT,
    Antwoordvoorstel,
    Verzoekgebeurtenis,
    Verzoekstand,
    bezwaar_tot_en_met,
    gronden_tegen_noemen,
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

        Raises ``Conflict`` while it is not established who asks, or whom in the own file it is of.
        """
        await asyncio.to_thread(self._meld, kenmerk)
        await probeer_nu(self._u, kenmerk)

    async def geef_door(self, kenmerk: str) -> None:
        """Whom it is of, once that is known here, to whoever shares a pseudonym with this party."""
        await asyncio.to_thread(self._geef_door, kenmerk)
        await probeer_nu(self._u, kenmerk)

    async def stem_af(self, kenmerk: str, voorstel: Antwoordvoorstel, *, bevestigd: bool) -> None:
        """Tells all others what this party proposes. Raises ``OngeldigeInvoer``, ``Conflict``."""
        await asyncio.to_thread(self._stem_af, kenmerk, voorstel, bevestigd)
        await asyncio.to_thread(self._geef_door, kenmerk)
        await probeer_nu(self._u, kenmerk)

    def _geef_door(self, kenmerk: str) -> None:
        with self._u.dienst.lezend() as sessie:
            rij = opslag.lees(sessie, kenmerk)
            code = stuk_met_rol(self._regels, VERTELT)
            # Who took it begins by telling that it came; that he asks for.
            begonnen = not rij.eigen or opslag.heeft_bericht(sessie, kenmerk, code)
            if not begonnen or rij.persoon_id is None or (rij.eigen and rij.identiteit is None):
                return
        self._meld(kenmerk)

    def _meld(self, kenmerk: str) -> None:
        code, nu = stuk_met_rol(self._regels, VERTELT), self._u.dienst.klok()
        with self._u.dienst.lezend() as sessie:
            rij = opslag.lees(sessie, kenmerk)
            eis_in_taak(sessie, self._wie, rij)
            _eis_te_melden(rij)
            berichten = self._meldingen(sessie, rij)
        beloften = [(een, self.belofte(code, een, nu)) for een in berichten]
        with self._u.dienst.transactie() as sessie:
            rij = opslag.lees(sessie, kenmerk, slot=True)
            nog = bekenden.nog_te_vertellen(sessie, self._regels, self._partij, rij)
            nieuw = [paar for paar in beloften if paar[0].partij in nog]
            self.beloof(sessie, rij, code, nieuw, nu)
            if nieuw:
                wat = {"partijen": [een.partij for een, _ in nieuw]}
                self._noteer(sessie, rij, Verzoekgebeurtenis.VERTELD, nu, wat)

    def _meldingen(self, sessie: Session, rij: RechtenverzoekRij) -> list[Verzoekmelding]:
        basis = {
            "verzoek": rij.id,
            "recht": rij.recht,
            "ontvangen": rij.ontvangen_op.isoformat(),
        }
        nog = bekenden.nog_te_vertellen(sessie, self._regels, self._partij, rij)
        return [
            Verzoekmelding(
                partij, {**basis, "betrokkenen": namen} if namen else basis, genoemd=bool(namen)
            )
            for partij, namen in nog.items()
        ]

    def _stem_af(self, kenmerk: str, wat: Antwoordvoorstel, bevestigd: bool) -> None:
        code, nu = stuk_met_rol(self._regels, STELT_VOOR), self._u.dienst.klok()
        self._eis_te_verzwijgen(kenmerk, wat.niet_noemen, nu)
        leden = {
            "verzoek": kenmerk,
            "voorstel": wat.voorstel,
            "toelichting": wat.toelichting,
            NIET_NOEMEN: wat.niet_noemen,
        }
        gegevens = {lid: waarde for lid, waarde in leden.items() if waarde is not None}
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
                deel.voorstel, deel.voorstel_op = wat.voorstel, nu
                deel.niet_noemen = wat.niet_noemen or deel.niet_noemen
            self.beloof(sessie, rij, code, beloften, nu)
            gezegd: dict[str, Any] = {
                lid: gegevens[lid] for lid in ("voorstel", NIET_NOEMEN) if lid in gegevens
            }
            self._noteer(sessie, rij, Verzoekgebeurtenis.AFGESTEMD, nu, gezegd)

    def _eis_te_verzwijgen(self, kenmerk: str, grond: str | None, nu: datetime) -> None:
        """Objecting to being named takes a ground of the own law, and is in time (J10)."""
        if grond is None:
            return
        mag = gronden_tegen_noemen(self._regels, self._partij)
        if grond not in mag:
            zin = f"is geen grond van uw wet; kies: {', '.join(mag)}"
            raise OngeldigeInvoer([Invoerfout("/nietNoemen", zin)])
        with self._u.dienst.lezend() as sessie:
            rij = opslag.lees(sessie, kenmerk)
            eis_in_taak(sessie, self._wie, rij)
            laatste = bezwaar_tot_en_met(self._regels, datum_nl(rij.gemaakt_op))
        if datum_nl(nu) > laatste:
            raise Conflict(f"Bezwaar tegen noemen kon tot en met {laatste.isoformat()}.")

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
    if not rij.eigen and rij.persoon_id is None:
        raise Conflict(
            "Een andere partij nam dit verzoek aan; die vertelt het de anderen. U vertelt pas van "
            "wie het is als u dat weet."
        )
    if rij.eigen and rij.identiteit is None:
        raise Conflict(
            "Stel eerst vast wie het verzoek deed, en leg dat vast. Pas dan horen anderen ervan."
        )


async def probeer_nu(u: Uitwisseling, kenmerk: str) -> None:
    """One attempt at everything about it that waits, for as long as an official does."""
    await probeer_wachtende(u, lambda sessie: opslag.te_proberen(sessie, kenmerk))
