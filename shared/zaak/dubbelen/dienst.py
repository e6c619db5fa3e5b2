"""The same human in the file twice: what he asks is about both records (covenant 8.1, 11; H4).

Who is kept is looked up by nobody, so whoever records him again records him twice, and what comes
in is not tied to him either. That lasts until somebody looks back for a reason of the covenant's.
Also who is in use may stand there twice, and who came in with a name alone may be somebody whose
data are restricted.
His own request is no such look: it is his right, and it would not be answered while what is kept
of him is left out. So before a party decides, a human says of each record with the same name and
date of birth that it is somebody else, or takes the same request for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from shared.bestand.afscherming.grens import afgeschermd
from shared.bestand.afscherming.tabellen import BeperkingRij
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.tabellen import PersoonRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.bestand.toegang.taakgrens import Taakgrens
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, NietGevonden, Vernietigd
from shared.partij.poorten.taak import Kolom
from shared.zaak.dubbelen.fouten import NogDubbel
from shared.zaak.dubbelen.tabellen import RechtdubbelRij
from shared.zaak.rechten import opslag
from shared.zaak.rechten.begrippen import RAADPLEEGSOORT, Verzoekgebeurtenis, Verzoekstand
from shared.zaak.rechten.opslag import eis_in_taak
from shared.zaak.rechten.tabellen import RechtenverzoekRij


class _Iedereen(Taakgrens):
    """Everybody in the file, shielded or not: only for what somebody asks about himself."""

    def personen(self, persoon_id: Kolom) -> ColumnElement[bool]:  # noqa: ARG002 - the same shape
        return true()


@dataclass(frozen=True)
class Dubbel:
    """Another record with the same name and date of birth, or that came in with the name alone.

    ``beperkt``: restricted until somebody says who it is; ``verzoek``: the same request of it.
    """

    persoon_id: str
    afgeschermd: bool
    ander_mens: bool
    beperkt: bool
    verzoek: str | None

    @property
    def open(self) -> bool:
        """Whether nobody said yet what it is."""
        return not self.ander_mens and self.verzoek is None


@dataclass(frozen=True)
class Dubbelen:
    """``buiten_taak``: how many more belong to somebody else's task. ``afgeschermd``:
    whether whose request it is, is kept himself."""

    van_de_taak: Sequence[Dubbel]
    buiten_taak: int
    afgeschermd: bool


def toon_dubbelen(dienst: Dienst, wie: Medewerker, kenmerk: str) -> Dubbelen:
    """Who else it can be, within the task; that it was looked up is recorded with each of them."""
    with dienst.transactie() as sessie:
        rij = opslag.lees(sessie, kenmerk)
        eis_in_taak(sessie, wie, rij)
        alle = zoek_dubbelen(sessie, dienst, rij)
        mijn = select(PersoonRij.id).where(
            PersoonRij.id.in_([een.persoon_id for een in alle]),
            wie.taak.ook_afgeschermd(PersoonRij.id),
        )
        zichtbaar = set(sessie.scalars(mijn))
        gelezen = [Geraadpleegd(kenmerk, een) for een in (rij.persoon_id, *sorted(zichtbaar))]
        leg_raadpleging_vast(sessie, dienst.klok, wie, "zoeken", RAADPLEEGSOORT, gelezen)
        van_de_taak = [een for een in alle if een.persoon_id in zichtbaar]
        dicht = rij.persoon_id is not None and _is_dicht(sessie, rij.persoon_id)
        return Dubbelen(van_de_taak, len(alle) - len(van_de_taak), dicht)


def zeg_ander(dienst: Dienst, wie: Medewerker, kenmerk: str, persoon_id: str) -> None:
    """Says that this record is of another human. Raises ``NietGevonden``, ``Conflict``."""
    nu = dienst.klok()
    with dienst.transactie() as sessie:
        rij = opslag.lees(sessie, kenmerk, slot=True)
        eis_in_taak(sessie, wie, rij)
        wie.eis_persoon(sessie, persoon_id, ook_afgeschermd=True)
        gedeeld = gedeelde_beperkingen(sessie, rij, persoon_id)
        if rij.stand != Verzoekstand.OPEN and not gedeeld:
            raise Conflict("Dit verzoek is afgehandeld en verandert niet meer.")
        bekend = {een.persoon_id: een for een in zoek_dubbelen(sessie, dienst, rij)}
        if persoon_id not in bekend:
            raise NietGevonden("Deze persoon heeft een andere naam of geboortedatum.")
        for beperking in gedeeld:
            beperking.opgeheven_op, beperking.opgeheven_door = nu, wie.autorisatie_id
        if bekend[persoon_id].ander_mens:
            return
        sessie.add(
            RechtdubbelRij(
                verzoek=kenmerk, persoon_id=persoon_id, gezegd_op=nu, gezegd_door=wie.autorisatie_id
            )
        )
        opslag.noteer(
            sessie, rij, Verzoekgebeurtenis.AANGEVULD, partij=dienst.partij.code,
            door=wie.autorisatie_id, nu=nu, wat={"anderMens": True},
        )  # fmt: skip


def eis_geen_dubbel(sessie: Session, dienst: Dienst, rij: RechtenverzoekRij) -> None:
    """Raises ``NogDubbel`` while there is another record that may be his, kept or in use, and
    nobody said whether it is: what is decided would leave it out unseen."""
    if rij.persoon_id is not None and any(een.open for een in zoek_dubbelen(sessie, dienst, rij)):
        raise NogDubbel(rij.id)


def zoek_dubbelen(sessie: Session, dienst: Dienst, rij: RechtenverzoekRij) -> list[Dubbel]:
    """Who has exactly this name and this date of birth, kept or not, whatever the task; and who is
    shielded because he may be this one."""
    mensen = _zelfde_mensen(sessie, dienst, rij)
    gedeeld = [een.persoon_id for een in gedeelde_beperkingen(sessie, rij)]
    mensen = list(dict.fromkeys([*mensen, *gedeeld]))
    anderen = select(RechtdubbelRij.persoon_id).where(RechtdubbelRij.verzoek == rij.id)
    gezegd = set(sessie.scalars(anderen))
    zelfde = _zelfde_verzoek(sessie, rij, mensen)
    return [
        Dubbel(een, _is_dicht(sessie, een), een in gezegd, een in gedeeld, zelfde.get(een))
        for een in mensen
    ]


def _zelfde_mensen(sessie: Session, dienst: Dienst, rij: RechtenverzoekRij) -> list[str]:
    register = PersonenRegister(sessie, dienst.kluis, dienst.klok)
    try:
        persoon = None if rij.persoon_id is None else register.lees(rij.persoon_id)
    except (NietGevonden, Vernietigd):
        return []
    if persoon is None or persoon.naam is None or persoon.geboortedatum is None:
        return []
    gevonden = register.zoek(persoon.naam, persoon.geboortedatum, taak=_Iedereen())
    return [een.id for een in gevonden if een.id != persoon.id]


def gedeelde_beperkingen(
    sessie: Session, rij: RechtenverzoekRij, persoon_id: str | None = None
) -> Sequence[BeperkingRij]:
    """What holds of others because they may be whose request this is (``deel_beperkingen``)."""
    een, van = BeperkingRij, RechtenverzoekRij
    zijn = select(van.id).where(or_(van.id == rij.id, van.persoon_id == rij.persoon_id))
    vraag = select(een).where(
        een.verzoek.in_(zijn),
        een.persoon_id.is_distinct_from(rij.persoon_id),
        een.opgeheven_op.is_(None),
    )
    if persoon_id is not None:
        vraag = vraag.where(een.persoon_id == persoon_id)
    return sessie.scalars(vraag.order_by(een.id)).all()


def _zelfde_verzoek(
    sessie: Session, rij: RechtenverzoekRij, mensen: Sequence[str]
) -> dict[str, str]:
    """Of whom the same is asked: since the same day, so that no clock of it begins later."""
    ander = RechtenverzoekRij
    vraag = select(ander.persoon_id, ander.id).where(
        ander.persoon_id.in_(mensen),
        ander.recht == rij.recht,
        ander.ontvangen_op == rij.ontvangen_op,
    )
    return {persoon: kenmerk for persoon, kenmerk in sessie.execute(vraag) if persoon is not None}


def _is_dicht(sessie: Session, persoon_id: str) -> bool:
    vraag = select(PersoonRij.id).where(PersoonRij.id == persoon_id, afgeschermd(PersoonRij.id))
    return sessie.scalar(vraag) is not None
