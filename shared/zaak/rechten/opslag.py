"""Every query on requests of people; never a commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, or_, select, update
from sqlalchemy.orm import Session

from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.taakgrens import Taakgrens
from shared.convenant.begrippen import Convenantregels
from shared.partij.bladeren import vanaf
from shared.partij.dienst import Dienst
from shared.partij.fouten import GeenToegang, NietGevonden, Vernietigd
from shared.partij.poorten.meegaand import Meegaand
from shared.partij.zegel import open_json
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from shared.zaak.rechten.begrippen import (
    AFSCHRIFT,
    BEHANDELEN,
    Besluitstand,
    Klok,
    Verlenging,
    Verzoekgebeurtenis,
    Verzoekstand,
    delen_van,
    eerste,
    klokken_van,
)
from shared.zaak.rechten.tabellen import (
    RechtenberichtRij,
    RechtendeelRij,
    RechtenverloopRij,
    RechtenverzoekRij,
)

_WACHT = (Verzendstatus.WACHTEND, Verzendstatus.ONDERWEG, Verzendstatus.BEWIJS_ONVOLDOENDE)
_KWAM_NIET = (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD, Verzendstatus.VERVALLEN)
AANGEKOMEN = (Verzendstatus.AFGELEVERD, Verzendstatus.BEWIJS_ONVOLDOENDE)
"""What another party has."""
Aflevering = tuple[RechtenberichtRij, UitgaandRij]


def lees(sessie: Session, kenmerk: str, *, slot: bool = False) -> RechtenverzoekRij:
    """One request; ``slot``: to be changed in this transaction. Raises ``NietGevonden``."""
    rij = sessie.get(RechtenverzoekRij, kenmerk, with_for_update=slot or None)
    if rij is None:
        raise NietGevonden("Dit verzoek is hier niet bekend.")
    return rij


def zoek(
    *,
    na: str | None,
    hoogstens: int,
    stand: str | None,
    van: str | None,
    klok_voor: date | None,
    taak: Taakgrens,
    nieuwste: bool = False,
) -> Select[RechtenverzoekRij]:
    """Requests in order of id; of somebody in the own file only within the task.

    ``klok_voor``: with a clock that runs and ends before this day; of an old one that is not known.
    """
    vraag = select(RechtenverzoekRij).limit(hoogstens)
    vraag = vanaf(vraag, RechtenverzoekRij.id, na, nieuwste=nieuwste)
    if not taak.alles:
        van_wie = RechtenverzoekRij.persoon_id
        vraag = vraag.where(or_(van_wie.is_(None), taak.ook_afgeschermd(van_wie)))
    if stand is not None:
        vraag = vraag.where(RechtenverzoekRij.stand == stand)
    if van is not None:
        vraag = vraag.where(RechtenverzoekRij.van == van)
    if klok_voor is not None:
        klok = RechtenverzoekRij.klok
        vraag = vraag.where(
            or_(
                klok < klok_voor,
                and_(klok.is_(None), RechtenverzoekRij.stand == Verzoekstand.OPEN),
            )
        )
    return vraag


def herhaling(sessie: Session, door: str, sleutel: str) -> RechtenverzoekRij | None:
    """The request this official took under this key."""
    tabel = RechtenverzoekRij
    vraag = select(tabel).where(tabel.gemaakt_door == door, tabel.idempotentiesleutel == sleutel)
    return sessie.scalars(vraag).one_or_none()


def delen(sessie: Session, kenmerken: Iterable[str]) -> dict[str, list[RechtendeelRij]]:
    """By request the part of each party."""
    gevonden: dict[str, list[RechtendeelRij]] = {kenmerk: [] for kenmerk in kenmerken}
    vraag = select(RechtendeelRij).where(RechtendeelRij.verzoek.in_(gevonden))
    for rij in sessie.scalars(vraag.order_by(RechtendeelRij.partij)):
        gevonden[rij.verzoek].append(rij)
    return gevonden


def afleveringen(sessie: Session, kenmerken: Iterable[str]) -> dict[str, list[Aflevering]]:
    """By request its messages with how they stand, the first one first."""
    gevonden: dict[str, list[Aflevering]] = {kenmerk: [] for kenmerk in kenmerken}
    vraag = (
        select(RechtenberichtRij, UitgaandRij)
        .join(UitgaandRij, UitgaandRij.bericht_id == RechtenberichtRij.bericht_id)
        .where(RechtenberichtRij.verzoek.in_(gevonden))
        .order_by(RechtenberichtRij.bericht_id)
    )
    for bericht, uitgaand in sessie.execute(vraag):
        gevonden[bericht.verzoek].append((bericht, uitgaand))
    return gevonden


def heeft_bericht(
    sessie: Session, kenmerk: str, stuk: str, *, genoemd: bool = False
) -> frozenset[str]:
    """The parties that have this stuk about a request, or are getting it; ``genoemd``: with whom it
    is of."""
    vraag = (
        select(RechtenberichtRij.partij)
        .join(UitgaandRij, UitgaandRij.bericht_id == RechtenberichtRij.bericht_id)
        .where(
            RechtenberichtRij.verzoek == kenmerk,
            RechtenberichtRij.stuk == stuk,
            UitgaandRij.status.not_in(_KWAM_NIET),
        )
    )
    if genoemd:
        vraag = vraag.where(RechtenberichtRij.genoemd)
    return frozenset(sessie.scalars(vraag))


def noemden_hem(sessie: Session, kenmerk: str) -> frozenset[str]:
    """The parties that told this one whom it is of."""
    return frozenset(
        rij.partij
        for rij in verloop(sessie, kenmerk)
        if rij.gebeurtenis == Verzoekgebeurtenis.ONTVANGEN and rij.wat.get("genoemd") is True
    )


def te_proberen(sessie: Session, kenmerk: str) -> list[str]:
    """The messages about it that wait to be delivered."""
    vraag = (
        select(UitgaandRij.bericht_id)
        .join(RechtenberichtRij, RechtenberichtRij.bericht_id == UitgaandRij.bericht_id)
        .where(RechtenberichtRij.verzoek == kenmerk, UitgaandRij.status.in_(_WACHT))
        .order_by(UitgaandRij.bericht_id)
    )
    return list(sessie.scalars(vraag))


def verloop(sessie: Session, kenmerk: str) -> Sequence[RechtenverloopRij]:
    """What happened to one, the first event first."""
    tabel = RechtenverloopRij
    vraag = select(tabel).where(tabel.verzoek == kenmerk).order_by(tabel.versie)
    return sessie.scalars(vraag).all()


def noteer(
    sessie: Session,
    rij: RechtenverzoekRij,
    gebeurtenis: Verzoekgebeurtenis,
    *,
    partij: str,
    door: str | None,
    nu: datetime,
    wat: Mapping[str, Any] | None = None,
) -> None:
    """The request is at its next version: what happened to it, and who did it."""
    rij.versie += 1
    rij.gewijzigd_op = nu
    sessie.flush()
    sessie.add(
        RechtenverloopRij(
            verzoek=rij.id,
            versie=rij.versie,
            gebeurtenis=gebeurtenis,
            tijdstip=nu,
            partij=partij,
            door=door,
            wat=dict(wat or {}),
        )
    )
    sessie.flush()


def eis_in_taak(sessie: Session, wie: Medewerker, rij: RechtenverzoekRij) -> None:
    """Refuses a request of somebody who belongs only to groups outside the task."""
    if rij.persoon_id is not None:
        wie.eis_persoon(sessie, rij.persoon_id, ook_afgeschermd=True)


def eis_van_belang(
    sessie: Session, dienst: Dienst, wie: Medewerker, rij: RechtenverzoekRij
) -> None:
    """Who does not handle requests sees only what awaits him as a second, or what he looked at."""
    if BEHANDELEN in wie.rechten:
        return
    deel = eigen_deel(sessie, dienst, rij.id)
    wacht = deel is not None and deel.besluitstand == Besluitstand.VOORGESTELD
    if deel is None or not (wacht or deel.bevestigd_door == wie.autorisatie_id):
        raise GeenToegang(
            "U bekijkt als tweede alleen een verzoek waarop iets is afgewezen en dat op u wacht."
        )


def leg_delen_aan(sessie: Session, regels: Convenantregels, rij: RechtenverzoekRij) -> None:
    """One part for each party whose law knows the right."""
    for partij, regime in delen_van(regels, rij.recht).items():
        sessie.add(RechtendeelRij(verzoek=rij.id, partij=partij, regime=regime))
    sessie.flush()
    zet_klok(sessie, regels, rij)


def verlenging_van(deel: RechtendeelRij) -> Verlenging | None:
    """The longer term of a part, where he was told of one."""
    return None if deel.verlengd_op is None else Verlenging(deel.verlengd_meer is True)


def klokken_van_deel(
    regels: Convenantregels, rij: RechtenverzoekRij, deel: RechtendeelRij
) -> list[Klok]:
    """The clocks of one part as they are now, the earliest first."""
    return klokken_van(regels, deel.partij, rij.recht, rij.ontvangen_op, verlenging_van(deel))


def wacht_op_uitvoering(
    regels: Convenantregels, rij: RechtenverzoekRij, deel: RechtendeelRij
) -> bool:
    """Whether what was granted is still to be done here; the copy goes with the answer of who took
    it. Only of the own part it is known who decided."""
    rechten = regels.betrokkenenrechten
    gevolg = rechten.gevolgen.get(rij.recht)
    return (
        gevolg is not None
        and not (gevolg == AFSCHRIFT and rij.eigen)
        and deel.besluitstand == Besluitstand.VAST
        and deel.besloten_door is not None
        and deel.uitkomst != rechten.hele_afwijzing
        and deel.uitgevoerd_op is None
        and (rij.persoon_id is not None or deel.gevolg is not None)
    )


def uiterlijk_van_deel(
    regels: Convenantregels, rij: RechtenverzoekRij, deel: RechtendeelRij
) -> date | None:
    """The first day on which a clock of this part ends."""
    klok = eerste(klokken_van_deel(regels, rij, deel))
    return None if klok is None else klok.uiterlijk


def zet_klok(sessie: Session, regels: Convenantregels, rij: RechtenverzoekRij) -> None:
    """Writes down which clock runs first here: of what is not decided or not done, or of the
    answer. It runs on after the answer, until what was granted is done.

    Who took it watches all parts, and another party its own.
    """
    gezien = delen(sessie, [rij.id])[rij.id]
    open_ = [een for een in gezien if wacht_op_uitvoering(regels, rij, een)]
    if rij.stand == Verzoekstand.OPEN:
        open_ += [een for een in gezien if een.besluitstand != Besluitstand.VAST]
        open_ = open_ or gezien
    klok = eerste(klok for een in open_ for klok in klokken_van_deel(regels, rij, een))
    rij.klok = None if klok is None else klok.uiterlijk
    sessie.flush()


def eigen_deel(sessie: Session, dienst: Dienst, kenmerk: str) -> RechtendeelRij | None:
    """The part this party decides on; ``None``: its law does not know the right."""
    return sessie.get(RechtendeelRij, (kenmerk, dienst.partij.code))


def verteld_op(sessie: Session, kenmerk: str, stuk: str, partij: str) -> datetime | None:
    """When a party was sent this stuk about a request first."""
    vraag = (
        select(UitgaandRij.gemaakt_op)
        .join(RechtenberichtRij, RechtenberichtRij.bericht_id == UitgaandRij.bericht_id)
        .where(
            RechtenberichtRij.verzoek == kenmerk,
            RechtenberichtRij.stuk == stuk,
            RechtenberichtRij.partij == partij,
        )
        .order_by(UitgaandRij.gemaakt_op)
    )
    return sessie.scalars(vraag.limit(1)).first()


def open_inhoud(dienst: Dienst, rij: RechtenverzoekRij) -> dict[str, Any]:
    """What is sealed of it; nothing once its person was destroyed, or of what another took."""
    if rij.zegel is None or rij.sleutel_id is None:
        return {}
    try:
        return open_json(dienst.kluis, rij.sleutel_id, plaats_van(rij.id), rij.zegel)
    except Vernietigd:
        return {}


def sleutel_voor(sessie: Session, dienst: Dienst, rij: RechtenverzoekRij) -> str:
    """The key under which what is written about it is sealed: his own, where he is known."""
    if rij.sleutel_id is None:
        register = PersonenRegister(sessie, dienst.kluis)
        van = None if rij.persoon_id is None else register.sleutel_van(rij.persoon_id)
        rij.sleutel_id = van or dienst.kluis.maak_sleutel()
    return rij.sleutel_id


def plaats_van(kenmerk: str) -> str:
    """Where what is asked is sealed for."""
    return f"rechtenverzoek/{kenmerk}"


def open_motivering(dienst: Dienst, rij: RechtenverzoekRij, deel: RechtendeelRij) -> dict[str, Any]:
    """Why it was decided so; nothing once its person was destroyed, or of another party."""
    if deel.besluitzegel is None or rij.sleutel_id is None:
        return {}
    try:
        return open_json(dienst.kluis, rij.sleutel_id, besluitplaats(rij.id), deel.besluitzegel)
    except Vernietigd:
        return {}


def besluitplaats(kenmerk: str) -> str:
    """Where the reasons of a decision are sealed for."""
    return f"rechtenverzoek/{kenmerk}/besluit"


def _maak_naamloos(sessie: Session, personen: Collection[str]) -> None:
    """That it was asked and dealt with stays as proof; of whom it was does not."""
    tabel = RechtenverzoekRij
    zijn = select(tabel.id).where(tabel.persoon_id.in_(personen)).scalar_subquery()
    sessie.execute(
        update(RechtendeelRij)
        .where(RechtendeelRij.verzoek.in_(zijn))
        .values(besluitzegel=None, verlengzegel=None)
        .execution_options(synchronize_session=False)
    )
    # Of who is gone nothing is left to be done.
    afgehandeld = tabel.stand == Verzoekstand.AFGEHANDELD
    sessie.execute(
        update(tabel).where(tabel.persoon_id.in_(personen), afgehandeld).values(klok=None)
    )
    sessie.execute(
        update(tabel)
        .where(tabel.persoon_id.in_(personen))
        .values(persoon_id=None, sleutel_id=None, zegel=None)
    )


def in_verzoek(sessie: Session, personen: Collection[str]) -> list[tuple[str, datetime | None]]:
    """Who of these asked something; of what is not answered yet ``None``."""
    rij = RechtenverzoekRij
    vraag = select(rij.persoon_id, rij.stand, rij.gewijzigd_op).where(rij.persoon_id.in_(personen))
    return [
        (wie, None if stand == Verzoekstand.OPEN else op)
        for wie, stand, op in sessie.execute(vraag)
        if wie is not None
    ]


NAAMLOOS = Meegaand((RechtenverzoekRij, RechtendeelRij), _maak_naamloos)
