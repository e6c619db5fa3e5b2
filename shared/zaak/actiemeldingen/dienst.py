"""An owner says how an action stands: here and at its giver at once, in one transaction.

What is said is a stuk; it is promised to the giver in the transaction that records it here, so
neither is there without the other. Of two colleagues who say something at once, the second reads
the action again first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.berichtsoorten import standstuk
from shared.partij.fouten import Conflict, OngeldigeInvoer
from shared.verzenden.stukken import opslag as stukopslag
from shared.verzenden.stukken.begrippen import Stukstand
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.uitwisseling import Uitwisseling
from shared.verzenden.versturen.gegevenstuk import Gegevenstuk
from shared.zaak.acties import opslag
from shared.zaak.acties.begrippen import Actiegebeurtenis, Actiestand, Melding, meldfouten
from shared.zaak.acties.tabellen import OntvangenActieRij
from shared.zaak.stukken.opdracht import Stukopdracht
from shared.zaak.stukken.versturen import Stukverzending

Versie_eis = Callable[[int], bool]


@dataclass(frozen=True)
class _Over:
    """The action as it was when this was said."""

    van: str
    actie: str
    groep: str
    stukversie: int


class Actiemelden:
    """The use case of one official."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._wie = wie
        self._regels = u.dienst.regels

    async def meld(
        self, kenmerk: str, melding: Melding, eis: Versie_eis, sleutel: str | None, *,
        bevestigd: bool,
    ) -> str:  # fmt: skip
        """Records it and tells the giver; the id of the stuk. The same again is the same stuk.

        Raises ``OngeldigeInvoer`` with every fault, ``Conflict`` for an action that was taken back.
        """
        over = await asyncio.to_thread(self._over, kenmerk, melding, eis, sleutel)
        opdracht = Stukopdracht.model_validate(
            {
                "stuk": standstuk(self._regels),
                "groep": over.groep,
                "ontvangers": [{"partij": over.van}],
                "gegevens": melding.gegevens(over.actie, over.stukversie),
                # Who writes nothing has nothing to confirm.
                "bevestigd_zonder_personen": bevestigd or not melding.heeft_tekst,
            },
            by_name=True,
        )

        def mee(sessie: Session, gegeven: Gegevenstuk) -> None:
            rij = opslag.lees(sessie, kenmerk, slot=True)
            eis(rij.versie)
            self._keur(sessie, rij, melding)
            rij.stand = melding.stand
            opslag.noteer(
                sessie, rij, Actiegebeurtenis.GEMELD, gegeven.id,
                door=self._wie.autorisatie_id, nu=self._u.dienst.klok(), melding=melding,
            )  # fmt: skip

        try:
            return await Stukverzending(self._u, self._wie, mee=mee).deel(opdracht, sleutel)
        except OngeldigeInvoer as fout:
            # What is a member of the stuk is a field of its own in this order.
            raise fout.als_velden("gegevens") from None

    def _over(self, kenmerk: str, melding: Melding, eis: Versie_eis, sleutel: str | None) -> _Over:
        with self._u.dienst.lezend() as sessie:
            rij = opslag.lees(sessie, kenmerk)
            self._wie.eis_groep(rij.groep)
            eerder = self._eerder(sessie, kenmerk, sleutel)
            if eerder is None:
                eis(rij.versie)
                self._keur(sessie, rij, melding)
            versie = rij.stukversie if eerder is None else eerder
            return _Over(rij.van, rij.actie, rij.groep, versie)

    def _keur(self, sessie: Session, rij: OntvangenActieRij, melding: Melding) -> None:
        if rij.teruggenomen_op is not None:
            raise Conflict("Deze actie is teruggenomen; er is niets meer te melden.")
        stuk = self._regels.stukken[standstuk(self._regels)]
        fouten = list(
            meldfouten(
                Actiestand(rij.stand),
                melding,
                opnieuw=_kwam_niet_aan(sessie, rij.id),
                intern=self._u.dienst.partij.code in stuk.intern,
            )
        )
        if fouten:
            raise OngeldigeInvoer(fouten)

    def _eerder(self, sessie: Session, kenmerk: str, sleutel: str | None) -> int | None:
        """What version of the action was told of under this key, if it was."""
        if sleutel is None:
            return None
        stuk = stukopslag.zoek_herhaling(sessie, self._wie.autorisatie_id, sleutel)
        gemeld = None if stuk is None else opslag.gemeld_met(sessie, kenmerk, stuk.id)
        return None if gemeld is None else gemeld.stukversie


def _kwam_niet_aan(sessie: Session, kenmerk: str) -> bool:
    """Whether the giver will never hear what was said last."""
    gemeld = opslag.laatst_gemeld(sessie, kenmerk)
    stuk = None if gemeld is None else sessie.get(GroepsstukRij, gemeld.stuk)
    return stuk is not None and stuk.stand == Stukstand.NIET_GEGEVEN
