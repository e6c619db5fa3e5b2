"""What was recorded of a message sent or received: how long it stays, and how it goes (F7).

Outbox, inbox and journal are one thing: a message. It stays as long as the approach it was for,
and as long as anything else in the file still builds on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Select, select, true, update
from sqlalchemy.orm import Session

from shared.bestand.afscherming.tabellen import GroepseindeRij
from shared.bestand.apart.opslag import vergeet as vergeet_apart
from shared.bestand.ontvangen.tabellen import (
    InkomendeInhoudRij,
    InkomendRij,
    OntvangenGegevenRij,
)
from shared.bestand.ontvangen.zegel import sluit_geheim
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.convenant.bewaren.oordeel import Ding
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.termijnen import begin_nl, datum_nl
from shared.opslag.vast import porties
from shared.partij.bewaring.bron import AUTORISATIE, Bewaarblik, Bewaring, Groepsdeel, Houder, wis
from shared.verzenden.journaal.tabellen import JournaalRij
from shared.verzenden.stukken.begrippen import Richting, Stukstand
from shared.verzenden.stukken.tabellen import GroepsstukRij, StukberichtRij, VerzoekantwoordRij
from shared.verzenden.tabellen import (
    InformatieverzoekRij,
    UitgaandOnderdeelRij,
    UitgaandRij,
    UitingRij,
    Verzendstatus,
)

BERICHT: Final = "bericht"
_ONDERWEG = (
    Verzendstatus.WACHTEND, Verzendstatus.ONDERWEG, Verzendstatus.AANGEKONDIGD,
)  # fmt: skip
_PORTIE = 2_000
_DAG = timedelta(days=1)
_RIJEN = (
    UitgaandRij, UitgaandOnderdeelRij, InkomendRij, InkomendeInhoudRij, JournaalRij,
    InformatieverzoekRij, VerzoekantwoordRij, UitingRij,
)  # fmt: skip
HOUDERS: Final[tuple[Houder, ...]] = (
    OntvangenGegevenRij.bericht_id,
    OntvangenGegevenRij.oorsprong,
    GroepsstukRij.id,
    StukberichtRij.bericht_id,
)


def _berichten(blik: Bewaarblik) -> Iterator[Ding]:
    """Every message that is not on its way any more."""
    uit, in_ = UitgaandRij, InkomendRij
    vragen = (
        (select(uit.bericht_id, uit.groep, uit.gemaakt_op).where(uit.status.not_in(_ONDERWEG)),
         uit.gemaakt_op),
        (select(in_.bericht_id, in_.groep, in_.ontvangen_op), in_.ontvangen_op),
    )  # fmt: skip
    for vraag, op in vragen:
        binnen = true() if blik.voor is None else op < begin_nl(blik.voor + _DAG)
        for rijen in blik.sessie.execute(vraag.where(binnen)).partitions(_PORTIE):
            yield from _dingen(blik, [(een, groep, dag) for een, groep, dag in rijen])


def _dingen(blik: Bewaarblik, rijen: Sequence[tuple[str, str | None, datetime]]) -> Iterator[Ding]:
    kenmerken = [kenmerk for kenmerk, _, _ in rijen]
    nodig = blik.gehouden(kenmerken) | _over_vast(blik, kenmerken)
    contact = _contact_tot(blik.sessie, kenmerken)
    for kenmerk, groep, op in rijen:
        loopt = groep is not None and groep not in blik.einden
        dagen = (blik.einden.get(groep or ""), contact.get(kenmerk))
        tot = max((dag for dag in dagen if dag is not None), default=None)
        yield Ding(
            kenmerk, BERICHT, {"verzonden": datum_nl(op)}, houdt=loopt or kenmerk in nodig,
            tot=tot, groep=groep,
        )  # fmt: skip


def _over_vast(blik: Bewaarblik, berichten: Iterable[str]) -> set[str]:
    """Messages in which something was sent about somebody of whom something is held."""
    onderdeel, gevonden = UitgaandOnderdeelRij, set[str]()
    if blik.vast.personen:
        for portie in porties(sorted(set(berichten))):
            vraag = select(onderdeel.bericht_id, onderdeel.persoon_id)
            for kenmerk, persoon in blik.sessie.execute(
                vraag.where(onderdeel.bericht_id.in_(portie))
            ):
                if persoon in blik.vast.personen:
                    gevonden.add(kenmerk)
    return gevonden


def _contact_tot(sessie: Session, berichten: Iterable[str]) -> dict[str, date]:
    """Where an own official can be reached stays known to who got it until he is one no more."""
    onderdeel, tot = UitgaandOnderdeelRij, dict[str, date]()
    for portie in porties(sorted(set(berichten))):
        vraag = (
            select(onderdeel.bericht_id, AutorisatieRij.geldig_tot)
            .join(AutorisatieRij, AutorisatieRij.id == onderdeel.persoon_id)
            .where(onderdeel.bericht_id.in_(portie))
        )
        for kenmerk, dag in sessie.execute(vraag):
            tot[kenmerk] = max(dag, tot.get(kenmerk, dag))
    return tot


def _sleutels(sessie: Session, ids: Sequence[str]) -> set[str]:
    """The keys of a message with nobody in it are its own; of others only the one beside theirs."""
    weg: set[str] = set()
    uit = select(UitgaandRij.kop, UitgaandRij.sleutels, UitgaandRij.eigen_sleutel)
    for kop, sleutels, eigen in sessie.execute(uit.where(UitgaandRij.bericht_id.in_(ids))):
        weg |= set() if kop["onderdelen"] else set(sleutels)
        weg |= set() if eigen is None else {eigen}
    in_ = select(InkomendRij.kop, InkomendRij.sleutels)
    for kop, sleutels in sessie.execute(in_.where(InkomendRij.bericht_id.in_(ids))):
        weg |= set() if kop.get("onderdelen") else set(sleutels)
    return weg


def _wis(sessie: Session, ids: Sequence[str]) -> int:
    uitingen = set(
        sessie.scalars(select(UitgaandRij.uiting).where(UitgaandRij.bericht_id.in_(ids)))
    )
    vergeet_apart(sessie, ids)
    for kolom in (
        JournaalRij.bericht_id,
        InkomendeInhoudRij.bericht_id,
        UitgaandOnderdeelRij.bericht_id,
        VerzoekantwoordRij.verzoek_id,
        VerzoekantwoordRij.bericht_id,
        InformatieverzoekRij.id,
    ):
        wis(sessie, kolom, ids)
    weg = wis(sessie, InkomendRij.bericht_id, ids) + wis(sessie, UitgaandRij.bericht_id, ids)
    nog = set(sessie.scalars(select(UitgaandRij.uiting).where(UitgaandRij.uiting.in_(uitingen))))
    wis(sessie, UitingRij.id, sorted(een for een in uitingen - nog if een is not None))
    return weg


def _losse_regels(blik: Bewaarblik) -> Iterator[Ding]:
    """Lines of the journal about what is in neither box, such as what was refused at the door."""
    regel = JournaalRij
    vraag = select(regel.id, regel.groep, regel.tijdstip).where(
        regel.bericht_id.not_in(select(UitgaandRij.bericht_id)),
        regel.bericht_id.not_in(select(InkomendRij.bericht_id)),
    )
    if blik.voor is not None:
        vraag = vraag.where(regel.tijdstip < begin_nl(blik.voor + _DAG))
    for kenmerk, groep, op in blik.sessie.execute(vraag):
        loopt = groep is not None and groep not in blik.einden
        yield Ding(
            kenmerk, BERICHT, {"verzonden": datum_nl(op)}, houdt=loopt,
            tot=blik.einden.get(groep or ""), groep=groep,
        )  # fmt: skip


def _wis_regels(sessie: Session, ids: Sequence[str]) -> int:
    return wis(sessie, JournaalRij.id, ids)


def _over_medewerkers(blik: Bewaarblik) -> Iterator[Ding]:
    """Officials about whom something was sent that is still here."""
    vraag = (
        select(AutorisatieRij.id, AutorisatieRij.geldig_tot)
        .join(UitgaandOnderdeelRij, UitgaandOnderdeelRij.persoon_id == AutorisatieRij.id)
        .distinct()
    )
    for kenmerk, tot in blik.sessie.execute(vraag):
        yield Ding(kenmerk, AUTORISATIE, {"geldigTot": tot})


def _sluit(sessie: Session, ids: Sequence[str]) -> int:
    """Their part of what was sent; what was written along opens for nobody any more."""
    voorwaarde = UitgaandOnderdeelRij.persoon_id.in_(ids)
    berichten = sessie.scalars(select(UitgaandOnderdeelRij.bericht_id).where(voorwaarde)).all()
    for portie in porties(sorted(set(berichten))):
        sessie.execute(
            update(UitgaandRij)
            .where(UitgaandRij.bericht_id.in_(portie))
            .values(geheim=b"", body=None, levering=None)
        )
    return wis(sessie, UitgaandOnderdeelRij.persoon_id, ids)


BERICHTEN = Bewaring(BERICHT, _RIJEN, _berichten, _wis, _sleutels)
JOURNAALREGELS = Bewaring(BERICHT, (JournaalRij,), _losse_regels, _wis_regels)
VERZONDEN_NAMEN = Bewaring(
    AUTORISATIE, (UitgaandRij, UitgaandOnderdeelRij), _over_medewerkers, _sluit
)


def _stukken(groep: str) -> Select[str]:
    """The stukken of a group; a signal has a term of its own."""
    k = GroepsstukRij
    return select(k.id).where(k.groep == groep, k.soort != standaard_convenant().signalen.stuk)


def _stukberichten(sessie: Session, groep: str) -> list[str]:
    """Every message that carried one of those, sent or received."""
    stukken = _stukken(groep)
    gegeven = select(StukberichtRij.bericht_id).where(StukberichtRij.stuk_id.in_(stukken))
    gekregen = stukken.where(GroepsstukRij.richting == Richting.IN)
    return [*sessie.scalars(gegeven), *sessie.scalars(gekregen)]


def _stuksleutels(sessie: Session, groep: str) -> set[str]:
    return {
        sleutel
        for portie in porties(_stukberichten(sessie, groep))
        for sleutel in _sleutels(sessie, portie)
    }


def _groepen_met_stukken(sessie: Session) -> set[str]:
    vraag = select(GroepsstukRij.groep).where(
        GroepsstukRij.groep.is_not(None),
        GroepsstukRij.soort != standaard_convenant().signalen.stuk,
    )
    return {groep for groep in sessie.scalars(vraag.distinct()) if groep is not None}


def _open_stukken(sessie: Session) -> set[str]:
    """Groups with a stuk that is on its way, is kept apart, or came after the end and is unread."""
    stuk, einde = GroepsstukRij, GroepseindeRij
    onderweg = (
        select(stuk.groep)
        .join(StukberichtRij, StukberichtRij.stuk_id == stuk.id)
        .join(UitgaandRij, UitgaandRij.bericht_id == StukberichtRij.bericht_id)
        .where(UitgaandRij.status.in_(_ONDERWEG))
    )
    apart = select(stuk.groep).where(stuk.stand == Stukstand.APART)
    na_het_einde = select(stuk.groep, stuk.op, einde.gesloten_op).join(
        einde, einde.groep == stuk.groep
    ).where(stuk.richting == Richting.IN, stuk.gelezen_op.is_(None))  # fmt: skip
    nieuw = {groep for groep, op, dag in sessie.execute(na_het_einde) if datum_nl(op) > dag}
    ander = {groep for vraag in (onderweg, apart) for groep in sessie.scalars(vraag)}
    return {groep for groep in nieuw | ander if groep is not None}


def _wis_stukken(sessie: Session, groep: str) -> int:
    """That there was one goes, and what it said; of its messages only that stays (F7)."""
    stukken = sessie.scalars(_stukken(groep)).all()
    for portie in porties(_stukberichten(sessie, groep)):
        sluit_geheim(sessie, portie)
        vergeet_apart(sessie, portie)
        sessie.execute(
            update(UitgaandRij)
            .where(UitgaandRij.bericht_id.in_(portie))
            .values(geheim=b"", body=None, levering=None)
        )
    aantal = 0
    for portie in porties(stukken):
        wis(sessie, StukberichtRij.stuk_id, portie)
        aantal += wis(sessie, GroepsstukRij.id, portie)
    return aantal


STUKKEN = Groepsdeel(
    (GroepsstukRij, StukberichtRij, UitgaandRij, InkomendRij), _groepen_met_stukken, _wis_stukken,
    _stuksleutels, _open_stukken,
)  # fmt: skip
