"""Nothing about somebody who is shielded leaves, in a message of any kind (covenant 8.1; H4), and
no data of whose data are restricted (11.1, c; J8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.grens import afgeschermd, beperkt, beperkt_gegeven
from shared.bestand.tabellen import PersoonRij
from shared.bestand.toegang.medewerker import BEPERKT
from shared.verzenden.fouten import Tegengehouden
from shared.verzenden.samenstellen.samenstelling import Deel
from shared.verzenden.tabellen import UitgaandOnderdeelRij


def eis_niet_afgeschermd(sessie: Session, delen: Iterable[Deel]) -> None:
    """Raises ``Tegengehouden`` when one is about somebody who is kept after the closing."""
    wie = {deel.persoon_id for deel in delen}
    vraag = select(PersoonRij.id).where(PersoonRij.id.in_(wie), afgeschermd(PersoonRij.id)).limit(1)
    if wie and sessie.scalar(vraag) is not None:
        raise Tegengehouden(
            "Over iemand in dit bericht gaat niets meer weg: zijn groep is afgesloten, en wat van "
            "hem is bewaard is afgeschermd (8.1)."
        )


def eis_niet_beperkt(sessie: Session, personen: Collection[str]) -> None:
    """Raises ``Tegengehouden`` for whose data are restricted, before any of it is read."""
    vraag = select(PersoonRij.id).where(PersoonRij.id.in_(personen), beperkt(PersoonRij.id))
    if personen and sessie.scalar(vraag.limit(1)) is not None:
        raise Tegengehouden(BEPERKT)


def noemt_beperkten(sessie: Session, bericht_id: str) -> bool:
    """Whether data went with this message that are restricted since: of that person, of that kind,
    or that one record."""
    # As a plain table: whoever reads does not see these rows.
    deel = UitgaandOnderdeelRij.__table__.c
    dicht = or_(
        beperkt(deel.persoon_id),
        beperkt_gegeven(deel.persoon_id, deel.gegeven_id, deel.gegevenssoort),
    )
    vraag = select(deel.persoon_id).where(deel.bericht_id == bericht_id, dicht)
    return sessie.scalar(vraag.limit(1)) is not None
