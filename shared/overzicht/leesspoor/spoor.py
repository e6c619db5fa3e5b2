"""What officials did with the data of people, out of the tables that keep it, as one list.

Nothing is written for this: every act left a row where it was done. Each kind of act is a query
with the same columns; they are put together, ordered and paged by the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, literal, null, or_, select
from sqlalchemy import cast as als
from sqlalchemy.orm import Session

from shared.bestand.tabellen import CorrectieRij, GroepslidRij, PersoonRij, VertegenwoordigerRij
from shared.bestand.toegang.taakgrens import Taakgrens
from shared.bestand.toegang.tabellen import RaadplegingRij
from shared.partij.poorten.spoorbron import Spoorbron
from shared.partij.poorten.taak import Kolom
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij
from shared.zaak.lijsten.tabellen import LijstregelRij, LijstwegingRij
from shared.zaak.verbetering.tabellen import VerbeteringRij

_GEMAAKT = "gemaakt"


@dataclass(frozen=True, order=True)
class Plaats:
    """Where a line stands among the others: no two stand in the same place."""

    tijdstip: datetime
    sleutel: str


@dataclass(frozen=True)
class Spoorregel:
    """One act. No content: who, when, what kind of record, of whom."""

    plaats: Plaats
    handeling: str
    soort: str
    onderwerp: str | None
    persoon: str | None
    medewerker: str
    aan: str | None
    recht: str | None
    verantwoordelijke: str | None
    operatie: str | None
    groep: str | None
    taak: str | None


@dataclass(frozen=True)
class Spoorvraag:
    """Acts about a person, by an official, or by that official about that person.

    What a program did is among the acts of who answered for it then.

    From ``van`` until (not at) ``tot``. ``taak``: of whoever asks; who is outside it is left out.
    """

    persoon: str | None
    medewerker: str | None
    van: datetime
    tot: datetime
    taak: Taakgrens
    na: Plaats | None = None


def eigen_bronnen(dossiers: Iterable[type[Any]]) -> Iterator[Spoorbron]:
    """What every party keeps; ``dossiers`` are the tables of its own records."""
    lezing, wijziging, persoon = RaadplegingRij, CorrectieRij, PersoonRij
    yield Spoorbron(
        lezing.handeling, lezing.soort, lezing.tijdstip, lezing.autorisatie_id, lezing.object_id,
        lezing.persoon_id, lezing.id, recht=lezing.recht, borg=lezing.verantwoordelijke,
        operatie=lezing.operatie, groep=lezing.groep, taak=lezing.taak,
    )  # fmt: skip
    yield Spoorbron(
        "gewijzigd", wijziging.soort, wijziging.tijdstip, wijziging.door, wijziging.object_id,
        wijziging.persoon_id, wijziging.id,
    )  # fmt: skip
    for wat, op, door in (
        (_GEMAAKT, persoon.aangemaakt_op, persoon.aangemaakt_door),
        ("vernietigd", persoon.vernietigd_op, persoon.vernietigd_door),
    ):
        yield Spoorbron(wat, "persoon", op, door, persoon.id, persoon.id, persoon.id)
    for tabel in dossiers:
        if hasattr(tabel, "aangemaakt_door"):
            yield Spoorbron(
                _GEMAAKT, tabel.__tablename__, tabel.aangemaakt_op, tabel.aangemaakt_door,
                tabel.id, tabel.persoon_id, tabel.id,
            )  # fmt: skip
    yield from _van_groep_en_gezin()
    yield from _van_lijst_en_bericht()


def _van_groep_en_gezin() -> Iterator[Spoorbron]:
    lid, ouder = GroepslidRij, VertegenwoordigerRij
    yield Spoorbron(
        _GEMAAKT, "groepslid", lid.aangemaakt_op, lid.aangemaakt_door, lid.groep, lid.persoon_id,
        lid.id, groep=lid.groep,
    )  # fmt: skip
    for wie in (ouder.kind_id, ouder.ouder_id):
        yield Spoorbron(
            _GEMAAKT, "vertegenwoordiger", ouder.aangemaakt_op, ouder.aangemaakt_door, ouder.id,
            wie, ouder.id + ":" + wie,
        )  # fmt: skip


def _van_lijst_en_bericht() -> Iterator[Spoorbron]:
    weging, regel = LijstwegingRij, LijstregelRij
    yield Spoorbron(
        weging.handeling, "lijstregel", weging.tijdstip, weging.door, regel.lijst_id,
        regel.persoon_id, weging.id, waar=weging.regel_id == regel.id,
    )  # fmt: skip
    bericht, deel, traject = UitgaandRij, UitgaandOnderdeelRij, VerbeteringRij
    yield Spoorbron(
        "verstuurd", deel.gegevenssoort, bericht.gemaakt_op, bericht.medewerker,
        bericht.bericht_id, deel.persoon_id,
        bericht.bericht_id + ":" + als(deel.volgnummer, String), aan=bericht.ontvanger,
        groep=bericht.groep, waar=deel.bericht_id == bericht.bericht_id,
    )  # fmt: skip
    for wat, op, door in (
        ("verbetering-gestart", traject.gestart_op, traject.gestart_door),
        ("verbetering-besloten", traject.besloten_op, traject.besloten_door),
    ):
        yield Spoorbron(
            wat, traject.gegevenssoort, op, door, traject.id, traject.persoon_id, traject.id
        )


def lees_spoor(
    sessie: Session, bronnen: Iterable[Spoorbron], vraag: Spoorvraag, hoogstens: int
) -> list[Spoorregel]:
    """The lines in order of time, after ``vraag.na``, at most ``hoogstens``."""
    delen = [_vraag(bron, vraag) for bron in bronnen]
    alles = delen[0].union_all(*delen[1:]).subquery()
    kolom = alles.c
    zoek = select(alles).order_by(kolom.op, kolom.sleutel).limit(hoogstens)
    if vraag.na is not None:
        later = kolom.op > vraag.na.tijdstip
        gelijk = and_(kolom.op == vraag.na.tijdstip, kolom.sleutel > vraag.na.sleutel)
        zoek = zoek.where(or_(later, gelijk))
    return [
        Spoorregel(
            plaats=Plaats(rij.op, rij.sleutel),
            handeling=rij.handeling,
            soort=rij.soort,
            onderwerp=rij.onderwerp,
            persoon=rij.persoon,
            medewerker=rij.door,
            aan=rij.aan,
            recht=rij.recht,
            verantwoordelijke=rij.borg,
            operatie=rij.operatie,
            groep=rij.groep,
            taak=rij.taak,
        )
        for rij in sessie.execute(zoek)
    ]


def _vraag(bron: Spoorbron, vraag: Spoorvraag) -> Select[Any]:
    """One kind of act as lines. The kind is in front of its key, so that keys differ."""
    zoek = select(
        _tekst(bron.handeling).label("handeling"),
        _tekst(bron.soort).label("soort"),
        bron.op.label("op"),
        bron.door.label("door"),
        als(bron.onderwerp, String).label("onderwerp"),
        als(bron.persoon, String).label("persoon"),
        (_tekst(bron.handeling) + ":" + als(bron.sleutel, String)).label("sleutel"),
        _tekst(bron.aan).label("aan"),
        _tekst(bron.recht).label("recht"),
        _tekst(bron.borg).label("borg"),
        _tekst(bron.operatie).label("operatie"),
        _tekst(bron.groep).label("groep"),
        _tekst(bron.taak).label("taak"),
    ).where(bron.op >= vraag.van, bron.op < vraag.tot, bron.door.is_not(None))
    if bron.waar is not None:
        zoek = zoek.where(bron.waar)
    if vraag.persoon is not None:
        zoek = zoek.where(bron.persoon == vraag.persoon)
    if vraag.medewerker is not None:
        zelf = bron.door == vraag.medewerker
        zoek = zoek.where(zelf if bron.borg is None else zelf | (bron.borg == vraag.medewerker))
    return zoek.where(vraag.taak.personen_of_geen(bron.persoon))


def _tekst(waarde: str | Kolom) -> ColumnElement[Any]:
    """As a column of text, whatever it is: the parts of one list have the same types."""
    if waarde is None:
        return als(null(), String)
    return als(literal(waarde) if isinstance(waarde, str) else waarde, String)
