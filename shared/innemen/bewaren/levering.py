"""The content of what was announced by mouth, delivered after it was said (profile 2).

It is held against the kop that was announced and decided on, and only now stored: an announcement
of which nothing follows leaves nothing behind but that it came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.bericht.inhoud import Inhoud
from shared.bericht.inhoudlevering import OntvangenInhoud
from shared.bericht.ontvangst import AANVAARD
from shared.bestand.apart.begrippen import AparteTekst, te_bekijken
from shared.bestand.ontvangen.tabellen import InkomendeInhoudRij, InkomendRij
from shared.bestand.ontvangen.weigering import NIET_BEVESTIGD, Weigering
from shared.bestand.vernietigd.onverklaard import meld_vernietigd
from shared.convenant.termijnen import datum_nl
from shared.innemen.bericht import NIET_AANVAARD, ONTVANGEN, Ingenomen, Waarden
from shared.innemen.bewaren.werk import Innamewerk
from shared.innemen.fouten import BerichtAnders
from shared.innemen.oordelen.oordeel import is_voorbij, stukbezwaren
from shared.innemen.oordelen.personen import mensen_hier, personenbezwaren
from shared.innemen.oordelen.sindsdien import bezwaren_sindsdien
from shared.opslag.fouten import DatabankNietBeschikbaar
from shared.opslag.sessies import SessieMaker, transactie
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, NietGevonden
from shared.verzenden.journaal.journaal import IN, Bewijsstuk, regelwaarden
from shared.web.beschrijving.operaties import Operatie, huidige_operatie

_TOEGESTAAN = "toegestaan"
_NIET_GEZEGD = "niet-gezegd"


@dataclass(frozen=True)
class Aangekondigd:
    """A message that was announced and taken in, of which the content may follow."""

    kop: Mapping[str, Any]
    bladnummer: int
    besloten_op: datetime
    ontvangen_op: datetime


@dataclass(frozen=True)
class Levering:
    """Delivered content with the message it belongs to. ``weigering``: what is wrong with it."""

    ontvangen: OntvangenInhoud
    aangekondigd: Aangekondigd
    nu: datetime
    inhoud: Inhoud | None = field(default=None, repr=False)
    weigering: Weigering | None = None

    @property
    def kop(self) -> Mapping[str, Any]:
        """The kop as it was announced."""
        return self.aangekondigd.kop


@dataclass(frozen=True)
class Voorbereidelevering:
    """Such content, judged, with its signed receipt (``TeBewaren``)."""

    volgt_op_aankondiging: ClassVar[bool] = True

    levering: Levering
    weigering: Weigering | None
    ingenomen: Ingenomen
    apart: Sequence[AparteTekst] = field(repr=False)
    operatie: Operatie | None

    @property
    def kop(self) -> Mapping[str, Any]:
        """The kop as it was announced."""
        return self.levering.kop

    @property
    def inhoud(self) -> Inhoud | None:
        """The content; of what is refused nothing goes any further."""
        return None if self.weigering is not None else self.levering.inhoud

    @property
    def nu(self) -> datetime:
        """When it came in."""
        return self.levering.nu

    def postvakwaarden(self) -> Waarden:
        """The values of its own row, beside the one of its announcement."""
        ontvangen = self.levering.ontvangen
        return {
            "bericht_id": ontvangen.bericht_id,
            "digest": ontvangen.digest,
            "payload_signature": ontvangen.payload_signature,
            "gateway_besluit": ontvangen.gateway_besluit or "",
            "status": self.ingenomen.status,
            "ontvangst": self.ingenomen.tekst,
            "handtekening": self.ingenomen.handtekening,
            "ontvangen_op": self.nu,
        }

    def journaalwaarden(self) -> Waarden:
        """The values of its journal line."""
        return regelwaarden(
            self.kop,
            richting=IN,
            handeling=ONTVANGEN if self.weigering is None else NIET_AANVAARD,
            nu=self.nu,
            digest=self.levering.ontvangen.digest,
            besluit=_TOEGESTAAN,
            bewijs=Bewijsstuk(
                self.levering.aangekondigd.bladnummer,
                None,
                self.ingenomen.tekst,
                self.ingenomen.handtekening,
            ),
        )


class Inhoudinname:
    """Stores such content, once."""

    def __init__(self, schrijven: SessieMaker, lezen: SessieMaker, werk: Innamewerk) -> None:
        self._schrijven = schrijven
        self._lezen = lezen
        self._werk = werk
        self._regels = werk.regels

    def aangekondigd(self, bericht_id: str) -> Aangekondigd:
        """The announcement. Raises ``NietGevonden`` where there is none that was taken in."""
        with transactie(self._lezen) as sessie:
            rij = sessie.get(InkomendRij, bericht_id)
            kanaal = None if rij is None else self._regels.kanalen.get(rij.kop.get("kanaal", ""))
            if rij is None or rij.status != AANVAARD or kanaal is None or not kanaal.mondeling:
                raise NietGevonden("Dit bericht is hier niet aangekondigd.")
            return Aangekondigd(rij.kop, rij.bladnummer, rij.besloten_op, rij.ontvangen_op)

    def bewaar(self, levering: Levering) -> Ingenomen:
        """The receipt; the same bytes again get the receipt of then.

        Raises ``BerichtAnders`` for other bytes, ``DatabankNietBeschikbaar``.
        """
        try:
            with transactie(self._schrijven) as sessie:
                return self._bewaar(sessie, levering)
        except (IntegrityError, Conflict) as fout:
            with transactie(self._lezen) as sessie:
                eerder = _eerder(sessie, levering)
            if eerder is None:
                raise DatabankNietBeschikbaar("twee wijzigingen zaten elkaar in de weg") from fout
            return eerder

    def _bewaar(self, sessie: Session, levering: Levering) -> Ingenomen:
        sessie.get_one(InkomendRij, levering.ontvangen.bericht_id, with_for_update=True)
        eerder = _eerder(sessie, levering)
        if eerder is not None:
            return eerder
        voorbereid = self._bereid_voor(sessie, levering)
        over = self._werk.verwerker.over(sessie, voorbereid)
        self._werk.inboeker.schrijf_een(sessie, voorbereid, over)
        if voorbereid.inhoud is not None:
            self._werk.verwerker.verwerk(sessie, voorbereid, over)
        return voorbereid.ingenomen

    def _bereid_voor(self, sessie: Session, levering: Levering) -> Voorbereidelevering:
        weigering = levering.weigering or self._bezwaar(sessie, levering)
        apart = () if levering.inhoud is None else te_bekijken(levering.inhoud, self._regels)
        ontvangen = levering.ontvangen
        ingenomen = self._werk.bewijzen.geef(
            ontvangen.bericht_id, ontvangen.digest, weigering, levering.nu, apart=bool(apart)
        )
        return Voorbereidelevering(levering, weigering, ingenomen, apart, huidige_operatie.get())

    def _bezwaar(self, sessie: Session, levering: Levering) -> Weigering | None:
        """What came between the announcement and its content, and the people in the content."""
        kop, besloten_op = levering.kop, levering.aangekondigd.besloten_op
        if is_voorbij(self._regels, kop["kanaal"], besloten_op, levering.nu):
            return Weigering(NIET_BEVESTIGD, "De tijd om dit af te leveren is voorbij.")
        aangekondigd_op = levering.aangekondigd.ontvangen_op
        sindsdien = bezwaren_sindsdien(sessie, self._regels, kop, aangekondigd_op)
        gevonden = next(sindsdien, None)
        if gevonden is not None:
            return gevonden
        kennis = self._werk.kennis.lees(sessie, [levering])
        bezwaren = (
            *mensen_hier(self._regels, kop, kennis),
            *stukbezwaren(kop, kennis),
            *personenbezwaren(self._regels, kop, levering.inhoud, kennis, datum_nl(besloten_op)),
        )
        return next(iter(bezwaren), None) or self._werk.verwerker.bezwaar(sessie, kop)


def ruim_vervallen(dienst: Dienst) -> dict[str, int]:
    """Forgets announcements of which no content can come any more; how many. Repeatable.

    The journal and its proof stay: that something was announced, and never said.
    """
    nu = dienst.klok()
    vraag = (
        select(InkomendRij.bericht_id, InkomendRij.kop, InkomendRij.besloten_op)
        .outerjoin(InkomendeInhoudRij, InkomendeInhoudRij.bericht_id == InkomendRij.bericht_id)
        .where(
            InkomendRij.status == AANVAARD,
            InkomendRij.geheim.is_(None),
            InkomendeInhoudRij.bericht_id.is_(None),
        )
    )
    with dienst.transactie() as sessie:
        weg = [
            bericht_id
            for bericht_id, kop, besloten_op in sessie.execute(vraag).all()
            if is_voorbij(dienst.regels, kop["kanaal"], besloten_op, nu)
        ]
        sessie.execute(delete(InkomendRij).where(InkomendRij.bericht_id.in_(weg)))
        meld_vernietigd(sessie, dienst, _NIET_GEZEGD, {InkomendRij.__tablename__: len(weg)})
    return {"vervallenAankondigingen": len(weg)}


def _eerder(sessie: Session, levering: Levering) -> Ingenomen | None:
    rij = sessie.get(InkomendeInhoudRij, levering.ontvangen.bericht_id)
    if rij is None:
        return None
    if rij.digest != levering.ontvangen.digest:
        raise BerichtAnders("Van dit bericht is al een andere inhoud afgeleverd.")
    return Ingenomen(rij.bericht_id, rij.digest, rij.status, rij.ontvangst, rij.handtekening)
