"""The outbox as rows: placing, claiming, settling. No network here, and never a commit.

A row is placed in the transaction that also writes the journal, so a message is either promised
and recorded or neither. An attempt holds a lease; whoever finds a lease expired (its process was
killed) takes over. Only the attempt that holds the newest lease may settle.

What is to be said goes twice: first the message, without content, and the row then rests as
announced; once it is told that it was said, its content is due (``uitingen``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, Select, Update, and_, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from shared.bericht.bericht import kop_om_te_verzenden
from shared.bestand.toegang.taakgrens import Taakgrens
from shared.partij.bladeren import vanaf
from shared.partij.zegellagen import Geheim
from shared.verzenden.samenstellen.bestandslezers import onderdelen_van
from shared.verzenden.samenstellen.samenstelling import Deel, Samenstelling
from shared.verzenden.tabellen import Fase, UitgaandOnderdeelRij, UitgaandRij, Verzendstatus
from shared.verzenden.uitbak.zegel import Uitbakzegel
from shared.verzenden.uitbak.zending import Aanleiding, Geopend, Gereed, Uitkomst, Zending
from shared.web.spoor import huidig_spoor

S = Verzendstatus


def bereid_rijen_voor(
    zegel: Uitbakzegel,
    zending: Zending,
    nu: datetime,
    lease: timedelta,
    aanleiding: Aanleiding,
) -> list[UitgaandRij | UitgaandOnderdeelRij]:
    """The rows of a new message, sealed, with its first attempt under way (not yet added)."""
    samenstelling, gereed, kenmerk = zending.samenstelling, zending.gereed, zending.bericht_id
    kop = gereed.kop if gereed else samenstelling.kop
    eigen = zegel.maak_sleutel() if kop.uiting is not None else None
    sleutels = zegel.sleutels(samenstelling.delen, eigen)
    geheim = Geheim(
        samenstelling.motivering, gereed.zout if gereed else None, aanleiding.verzoek,
        samenstelling.stuk,
    )  # fmt: skip
    body = gereed.body if gereed else None
    verzegeld = zegel.verzegel_nieuw(kenmerk, sleutels, geheim, body, samenstelling.delen, eigen)
    rij = UitgaandRij(
        bericht_id=kenmerk,
        soort=kop.soort,
        ontvanger=kop.ontvanger,
        groep=kop.groep,
        medewerker=kop.medewerker,
        in_reactie_op=kop.in_reactie_op,
        kop=dict(kop.als_json()),
        sleutels=sleutels,
        geheim=verzegeld.geheim,
        body=verzegeld.body,
        koppen=dict(gereed.koppen) if gereed else None,
        status=S.ONDERWEG,
        fase=Fase.BERICHT,
        uiting=kop.uiting,
        eigen_sleutel=eigen,
        pogingen=zending.poging,
        houder=zending.houder,
        volgende_poging=nu + lease,
        idempotentiesleutel=aanleiding.sleutel,
        opnieuw_van=aanleiding.opnieuw_van,
        gemaakt_op=nu,
        bijgewerkt_op=nu,
        traceparent=_huidig_spoor(),
    )
    delen = enumerate(zip(samenstelling.delen, verzegeld.delen, strict=True))
    return [rij, *(_deelrij(kenmerk, nummer, *paar, eigen) for nummer, paar in delen)]


def _deelrij(
    bericht_id: str, nummer: int, deel: Deel, inhoud: bytes, eigen: str | None
) -> UitgaandOnderdeelRij:
    return UitgaandOnderdeelRij(
        bericht_id=bericht_id,
        volgnummer=nummer,
        persoon_id=deel.persoon_id,
        sleutel_id=deel.sleutel_id,
        eigen_sleutel=eigen,
        leeftijd_van=deel.leeftijd_van,
        betrokkene=deel.betrokkene,
        gegevenssoort=deel.gegevenssoort,
        gegeven_id=deel.gegeven_id,
        inhoud=inhoud,
    )


def _aan_de_beurt(nu: datetime) -> ColumnElement[bool]:
    """Due: waiting until now, or under way under a lease that has expired."""
    return and_(
        UitgaandRij.status.in_((S.WACHTEND, S.BEWIJS_ONVOLDOENDE, S.ONDERWEG)),
        or_(UitgaandRij.volgende_poging.is_(None), UitgaandRij.volgende_poging <= nu),
    )


def zoek_aan_de_beurt(sessie: Session, nu: datetime, hoogstens: int) -> list[str]:
    """Ids of messages that are due, longest waiting first."""
    vraag = (
        select(UitgaandRij.bericht_id)
        .where(_aan_de_beurt(nu))
        .order_by(UitgaandRij.volgende_poging)
        .limit(hoogstens)
    )
    return list(sessie.scalars(vraag))


def claim(sessie: Session, bericht_id: str, houder: str, nu: datetime, lease: timedelta) -> bool:
    """Takes a due message under lease; ``False`` when another worker was first."""
    # One statement decides, so two workers on one row cannot both win.
    geclaimd = sessie.execute(
        update(UitgaandRij)
        .where(UitgaandRij.bericht_id == bericht_id, _aan_de_beurt(nu))
        .values(
            status=S.ONDERWEG,
            pogingen=UitgaandRij.pogingen + 1,
            houder=houder,
            volgende_poging=nu + lease,
            bijgewerkt_op=nu,
        )
        .execution_options(synchronize_session=False)
    )
    return _geraakt(geclaimd) == 1


def lees_geopend(sessie: Session, zegel: Uitbakzegel, bericht_id: str) -> Geopend:
    """The message as it stands, to be read. Raises ``Vernietigd``."""
    rij = sessie.get_one(UitgaandRij, bericht_id, populate_existing=True)
    geheim = zegel.open_geheim(rij)
    return Geopend(rij.kop, _delen(sessie, zegel, bericht_id), geheim.motivering, geheim.stuk)


def lees_zending(sessie: Session, zegel: Uitbakzegel, bericht_id: str) -> Zending:
    """The message as it stands, to be sent. Raises ``Vernietigd``, and ``OngeldigBericht`` when its
    kop is of another profile than ours."""
    rij = sessie.get_one(UitgaandRij, bericht_id, populate_existing=True)
    geheim, kop = zegel.open_geheim(rij), kop_om_te_verzenden(rij.kop)
    gereed = None
    body = zegel.open_bytes(rij, rij.fase)
    koppen = rij.levering_koppen if rij.fase == Fase.INHOUD else rij.koppen
    if body is not None and koppen is not None and geheim.zout is not None:
        gereed = Gereed(kop, geheim.zout, body, koppen)
    delen = _delen(sessie, zegel, bericht_id)
    return Zending(
        Samenstelling(kop, delen, geheim.motivering, geheim.stuk),
        gereed,
        rij.pogingen,
        rij.houder or "",
        fase=rij.fase,
        zout=geheim.zout,
        aangekondigd=rij.koppen,
    )


def _delen(sessie: Session, zegel: Uitbakzegel, bericht_id: str) -> tuple[Deel, ...]:
    return tuple(
        Deel(
            persoon_id=deel.persoon_id,
            sleutel_id=deel.sleutel_id,
            leeftijd_van=deel.leeftijd_van,
            gegeven_id=deel.gegeven_id,
            betrokkene=deel.betrokkene,
            gegevenssoort=deel.gegevenssoort,
            gegevens=zegel.open_deel(deel),
        )
        for deel in onderdelen_van(sessie, bericht_id)
    )


def lees_spoor_van(sessie: Session, bericht_id: str) -> str | None:
    """The trace in which a message was promised."""
    vraag = select(UitgaandRij.traceparent).where(UitgaandRij.bericht_id == bericht_id)
    return sessie.scalar(vraag)


def _huidig_spoor() -> str | None:
    spoor = huidig_spoor.get()
    return None if spoor is None else spoor.traceparent


def zoek(
    *,
    na: str | None,
    hoogstens: int,
    waarden: Mapping[str, str | None],
    taak: Taakgrens,
    zonder_groep: Collection[str],
    nieuwste: bool = False,
) -> Select[UitgaandRij]:
    """Messages in order of sending, where each named column has its value, within a task.

    ``zonder_groep``: of what is about no group only these kinds.
    """
    vraag = select(UitgaandRij).limit(hoogstens)
    for kolom, waarde in waarden.items():
        if waarde is not None:
            vraag = vraag.where(getattr(UitgaandRij, kolom) == waarde)
    vraag = vanaf(vraag, UitgaandRij.bericht_id, na, nieuwste=nieuwste)
    ziet = or_(UitgaandRij.groep.is_not(None), UitgaandRij.soort.in_(sorted(zonder_groep)))
    return vraag.where(taak.rijen(UitgaandRij.groep), ziet)


def zoek_vervolg(sessie: Session, bericht_id: str, soort: str) -> list[UitgaandRij]:
    """The messages of this kind that build on it and were not in vain, the first first."""
    vraag = select(UitgaandRij).where(
        UitgaandRij.in_reactie_op == bericht_id,
        UitgaandRij.soort == soort,
        UitgaandRij.status.not_in((S.GEWEIGERD, S.DOOD)),
    )
    return list(sessie.scalars(vraag.order_by(UitgaandRij.bericht_id)))


def zoek_herhaling(sessie: Session, medewerker: str, sleutel: str) -> UitgaandRij | None:
    """The message this employee already sent under this idempotency key."""
    vraag = select(UitgaandRij).where(
        UitgaandRij.medewerker == medewerker, UitgaandRij.idempotentiesleutel == sleutel
    )
    return sessie.scalars(vraag).one_or_none()


def zoek_herstel(sessie: Session, bericht_id: str) -> str | None:
    """The message that was composed anew for this one, whoever asked for it."""
    vraag = select(UitgaandRij.bericht_id).where(UitgaandRij.opnieuw_van == bericht_id)
    return sessie.scalar(vraag)


def bewaar_gereed(
    sessie: Session, zegel: Uitbakzegel, zending: Zending, gereed: Gereed, nu: datetime
) -> bool:
    """Keeps newly sealed bytes before they are posted; ``False`` when the lease was lost."""
    rij = sessie.get_one(UitgaandRij, zending.bericht_id, with_for_update=True)
    if not _houdt_lease(rij, zending.houder):
        return False
    body = zegel.verzegel_bytes(rij.sleutels, rij.bericht_id, rij.fase, gereed.body)
    if rij.fase == Fase.INHOUD:
        rij.levering, rij.levering_koppen = body, dict(gereed.koppen)
    else:
        oud = zegel.open_geheim(rij)
        geheim = Geheim(oud.motivering, gereed.zout, oud.verzoek, oud.stuk)
        rij.geheim = zegel.verzegel_geheim(rij.sleutels, rij.bericht_id, geheim)
        rij.body, rij.koppen = body, dict(gereed.koppen)
        rij.kop = dict(gereed.kop.als_json())
    rij.bijgewerkt_op = nu
    return True


def rond_af(
    sessie: Session, bericht_id: str, houder: str, uitkomst: Uitkomst, nu: datetime
) -> UitgaandRij | None:
    """Settles an attempt; ``None`` when a newer attempt holds the lease (its outcome counts)."""
    rij = sessie.get_one(UitgaandRij, bericht_id, with_for_update=True)
    if not _houdt_lease(rij, houder):
        return None
    rij.status = uitkomst.status
    rij.laatste_fout = uitkomst.fout
    rij.ontvangstreden = uitkomst.ontvangstreden
    wacht = uitkomst.wacht
    rij.volgende_poging = None if wacht is None else nu + timedelta(seconds=wacht)
    rij.besluit = dict(uitkomst.besluit) if uitkomst.besluit else rij.besluit
    rij.antwoord = dict(uitkomst.antwoord) if uitkomst.antwoord else rij.antwoord
    if uitkomst.bladnummer is not None:
        rij.bladnummer = uitkomst.bladnummer
    rij.houder = None
    if uitkomst.status in (S.AANGEKONDIGD, S.AFGELEVERD, S.GEWEIGERD):
        # These will not be posted again, and bytes not kept cannot leak.
        rij.body = rij.levering = None
    rij.bijgewerkt_op = nu
    return rij


def wek_dode(sessie: Session, bericht_id: str, nu: datetime, uitgeput: int) -> bool:
    """Puts a dead letter back in the queue, its attempts counted anew; ``False`` if not dead, or
    replaced by what was composed anew.

    Everything for the same receiver that was given up after ``uitgeput`` attempts goes with it:
    that receiver was away for all of them alike. What died of itself stays for a person to look at.
    """
    ontvanger = sessie.scalar(
        select(UitgaandRij.ontvanger).where(UitgaandRij.bericht_id == bericht_id)
    )
    gewekt = sessie.execute(_wek(nu).where(UitgaandRij.bericht_id == bericht_id))
    if _geraakt(gewekt) != 1:
        return False
    sessie.execute(
        _wek(nu).where(UitgaandRij.ontvanger == ontvanger, UitgaandRij.pogingen >= uitgeput)
    )
    return True


def _wek(nu: datetime) -> Update:
    # What was composed anew goes as the new message; the old one with it would be a second.
    vervangen = select(UitgaandRij.opnieuw_van).where(UitgaandRij.opnieuw_van.is_not(None))
    return (
        update(UitgaandRij)
        .where(UitgaandRij.status == S.DOOD, UitgaandRij.bericht_id.not_in(vervangen))
        .values(status=S.WACHTEND, pogingen=0, volgende_poging=nu, bijgewerkt_op=nu)
        .execution_options(synchronize_session=False)
    )


def _houdt_lease(rij: UitgaandRij, houder: str) -> bool:
    return rij.status == S.ONDERWEG and rij.houder == houder


def _geraakt(resultaat: object) -> int:
    assert isinstance(resultaat, CursorResult)  # noqa: S101 - for the type checker: DML has one
    return int(resultaat.rowcount)
