"""A received stuk, in the transaction that stores its message: kept, put in its place, and doing.

One in which a text points at somebody is kept apart whole: it replaces nothing, counts for nothing
and is shown to nobody until somebody has decided about every such text (D4).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.inhoud import Stuk
from shared.bestand.apart import opslag as apartopslag
from shared.bestand.apart.begrippen import Tekststand
from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.bestand.ontvangen.zegel import open_stuk
from shared.convenant.begrippen import Convenantregels
from shared.partij.fouten import Vernietigd
from shared.partij.poorten.stukvastlegger import Geldendstuk, Stukvastleggers
from shared.partij.zegel import Kluispoort
from shared.verzenden.stukken.begrippen import Richting, Stukstand, is_deelbaar, onderwerp_van
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.stukken.verloop import laat_gelden
from shared.zaak.stukken import werking


class Stukontvangst:
    """For one party, in the caller's transaction; never commits."""

    def __init__(
        self,
        sessie: Session,
        kluis: Kluispoort,
        regels: Convenantregels,
        vastleggers: Stukvastleggers,
    ) -> None:
        self._sessie = sessie
        self._kluis = kluis
        self._regels = regels
        self._vastleggers = vastleggers

    def neem_op(self, kop: Mapping[str, Any], stuk: Stuk, nu: datetime, *, apart: bool) -> None:
        """A message brought this stuk. ``apart``: a text in it points at somebody."""
        if not is_deelbaar(self._regels, stuk.soort):
            return
        rij = GroepsstukRij(
            id=kop["id"],
            richting=Richting.IN,
            soort=stuk.soort,
            groep=kop["groep"],
            onderwerp=self._onderwerp(kop, stuk),
            versie=stuk.versie,
            van=kop["afzender"],
            medewerker=kop["medewerker"],
            aan=kop["ontvangendeMedewerker"],
            in_reactie_op=kop.get("inReactieOp"),
            stand=Stukstand.APART,
            op=nu,
        )
        self._sessie.add(rij)
        self._sessie.flush()
        if not apart:
            self._laat_gelden(rij, kop, stuk)

    def trek_in(self, kop: Mapping[str, Any], nu: datetime) -> None:
        """An intrekking of its giver: it is withdrawn, and what it did is undone."""
        rij = self._sessie.get(GroepsstukRij, kop["inReactieOp"], with_for_update=True)
        if rij is None or rij.richting != Richting.IN or rij.van != kop["afzender"]:
            return
        gold = rij.stand == Stukstand.GELDT
        if rij.stand in (Stukstand.GELDT, Stukstand.VERVANGEN, Stukstand.APART):
            rij.stand, rij.ingetrokken_op = Stukstand.INGETROKKEN, nu
        if gold:
            bericht = self._sessie.get_one(InkomendRij, rij.id)
            stuk = self._geldend(rij, bericht.kop, {})
            werking.neem_terug(self._sessie, self._regels, self._vastleggers, stuk, nu)

    def beoordeel(self, bericht_id: str) -> None:
        """Somebody decided about a text of this message: the stuk counts, or is not kept.

        It counts once every text was released; one that was rejected takes the whole along.
        """
        rij = self._sessie.get(GroepsstukRij, bericht_id, with_for_update=True)
        if rij is None or rij.stand != Stukstand.APART:
            return
        standen = apartopslag.standen(self._sessie, bericht_id)
        if Tekststand.AFGEWEZEN in standen:
            rij.stand = Stukstand.AFGEWEZEN
        elif Tekststand.OPEN not in standen:
            stuk = open_stuk(self._sessie, self._kluis, bericht_id)
            if stuk is None:
                raise Vernietigd("Dit stuk is hier niet meer.")
            self._laat_gelden(rij, self._sessie.get_one(InkomendRij, bericht_id).kop, stuk)

    def _laat_gelden(self, rij: GroepsstukRij, kop: Mapping[str, Any], stuk: Stuk) -> None:
        if laat_gelden(self._sessie, rij):
            geldend = self._geldend(rij, kop, stuk.gegevens)
            werking.laat_werken(self._sessie, self._regels, self._vastleggers, geldend)

    def _geldend(
        self, rij: GroepsstukRij, kop: Mapping[str, Any], gegevens: Mapping[str, Any]
    ) -> Geldendstuk:
        return Geldendstuk(
            bericht_id=rij.id,
            soort=rij.soort,
            versie=rij.versie,
            onderwerp=rij.onderwerp,
            van=rij.van,
            medewerker=rij.medewerker,
            groep=rij.groep,
            kop=kop,
            gegevens=gegevens,
            op=rij.op,
        )

    def _onderwerp(self, kop: Mapping[str, Any], stuk: Stuk) -> str:
        """What it is about. One that stands by itself may name the version before it."""
        regel = self._regels.stukken[stuk.soort]
        genoemd = kop.get("inReactieOp")
        eigen = str(kop["id"])
        if regel.los and genoemd is not None:
            eerder = self._sessie.get(GroepsstukRij, genoemd)
            if eerder is not None and self._is_vorige(eerder, kop, stuk):
                eigen = eerder.onderwerp
        return onderwerp_van(regel, stuk.gegevens, kop["groep"], genoemd, eigen)

    def _is_vorige(self, eerder: GroepsstukRij, kop: Mapping[str, Any], stuk: Stuk) -> bool:
        """A version of the same giver about the same group; one about none yet may get a group."""
        if eerder.groep not in (None, kop["groep"]):
            return False
        gaf = (eerder.richting, eerder.van, eerder.soort)
        weg = (Stukstand.INGETROKKEN, Stukstand.AFGEWEZEN, Stukstand.VERNIETIGD)
        return gaf == (Richting.IN, kop["afzender"], stuk.soort) and eerder.stand not in weg
