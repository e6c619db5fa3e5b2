"""What was sent about somebody, once a group's approach of him ends."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from shared.partij.poorten.meegaand import Aanpakdeel, Aanpakeinde
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij, Verzendstatus
from shared.verzenden.uitbak.zending import RUSTEND

# What was announced rests too, until it is said: then its content has to go.
_ONDERWEG = frozenset(Verzendstatus) - {*RUSTEND} | {Verzendstatus.AANGEKONDIGD}


def _sluit(sessie: Session, einde: Aanpakeinde) -> int:
    """Sent copies about who goes; their messages open for nobody any more."""
    in_groep = select(UitgaandRij.bericht_id).where(UitgaandRij.groep == einde.groep)
    voorwaarde = (
        UitgaandOnderdeelRij.persoon_id.in_(einde.personen),
        UitgaandOnderdeelRij.bericht_id.in_(in_groep),
    )
    berichten = sessie.scalars(select(UitgaandOnderdeelRij.bericht_id).where(*voorwaarde)).all()
    sessie.execute(
        update(UitgaandRij)
        .where(UitgaandRij.bericht_id.in_(set(berichten)))
        .values(geheim=b"", body=None, levering=None, sleutels=[einde.dode_sleutel])
        .execution_options(synchronize_session=False)
    )
    sessie.execute(
        delete(UitgaandOnderdeelRij).where(*voorwaarde).execution_options(synchronize_session=False)
    )
    return len(berichten)


VERZONDEN = Aanpakdeel("verzondenOnderdelen", (UitgaandRij, UitgaandOnderdeelRij), _sluit)


def in_bericht(sessie: Session, personen: Collection[str]) -> list[tuple[str, datetime | None]]:
    """About whom of these something was sent; of what still has to arrive ``None``."""
    deel, bericht = UitgaandOnderdeelRij, UitgaandRij
    vraag = (
        select(deel.persoon_id, bericht.status, bericht.bijgewerkt_op)
        .join(bericht, bericht.bericht_id == deel.bericht_id)
        .where(deel.persoon_id.in_(personen))
    )
    gevonden = sessie.execute(vraag)
    return [(wie, None if status in _ONDERWEG else op) for wie, status, op in gevonden]
