"""Opening a stored log: believe nothing that the store cannot show.

A log that contradicts itself is not written on: an appended leaf would cover up what happened.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from shared.logboek import opslag
from shared.logboek.aangroei import Aangroei
from shared.logboek.controlepunt import Checkpoint, onderteken_checkpoint, open_checkpoint
from shared.logboek.fouten import LogBeschadigd, MerkleFout, NotitieOngeldig
from shared.logboek.merkle import HASH_BYTES, LEGE_WORTEL, bladhash
from shared.logboek.notitie import Notitiesleutel
from shared.logboek.opslag import LOG_BLAD, Logstand
from shared.logboek.tegels import TEGEL_BREEDTE, TEGEL_HOOGTE, Tegelhashes, tegelbreedte


def open_log(verbinding: Connection, sleutel: Notitiesleutel) -> tuple[Logstand, Aangroei]:
    """The stored state and the edge to append to; an empty log is made when there is none.

    Faults: `LogBeschadigd` when the checkpoint is not of this log and key or says something else
    than the stored state, when the tiles do not give the root, or when the last leaves are
    missing, changed or too many.
    """
    stand = opslag.lees_stand(verbinding, slot=True)
    if stand is None:
        leeg = Checkpoint(sleutel.naam, 0, LEGE_WORTEL)
        opslag.begin_stand(
            verbinding, Logstand(0, LEGE_WORTEL, onderteken_checkpoint(leeg, sleutel))
        )
        stand = opslag.lees_stand(verbinding, slot=True)
        if stand is None:
            raise LogBeschadigd("De eerste stand van het log is niet bewaard.")
    _controleer_checkpoint(stand, sleutel)
    rand = lees_rand(verbinding, stand)
    _controleer_laatste_bladen(verbinding, stand)
    return stand, rand


def lees_rand(verbinding: Connection, stand: Logstand) -> Aangroei:
    """Edge of the stored tree; `LogBeschadigd` when the tiles do not give the stored root."""

    def tegel(niveau: int, nummer: int) -> bytes:
        hashes = opslag.lees_tegel(verbinding, niveau, nummer)
        if len(hashes) != tegelbreedte(niveau, nummer, stand.grootte) * HASH_BYTES:
            raise LogBeschadigd(f"Tegel {nummer} op niveau {niveau} heeft een verkeerde breedte.")
        return hashes

    try:
        rand = Aangroei.uit_lezer(stand.grootte, Tegelhashes(tegel))
    except MerkleFout as fout:
        raise LogBeschadigd("De tegels van het log zijn niet te lezen.") from fout
    if rand.wortel() != stand.wortel:
        raise LogBeschadigd("De tegels van het log geven een andere wortel dan de stand.")
    return rand


def _controleer_checkpoint(stand: Logstand, sleutel: Notitiesleutel) -> None:
    try:
        checkpoint, _ = open_checkpoint(stand.checkpoint, sleutel.verificatiesleutel)
    except NotitieOngeldig as fout:
        raise LogBeschadigd(
            "Het bewaarde checkpoint is niet van dit log en deze sleutel."
        ) from fout
    if (checkpoint.grootte, checkpoint.wortel) != (stand.grootte, stand.wortel):
        raise LogBeschadigd("Het bewaarde checkpoint zegt iets anders dan de stand van het log.")


def _controleer_laatste_bladen(verbinding: Connection, stand: Logstand) -> None:
    """The leaves of the last tile are there, hash to the tile, and nothing comes after them."""
    hoogste = verbinding.scalar(select(func.max(LOG_BLAD.c.nummer)))
    if (-1 if hoogste is None else hoogste) != stand.grootte - 1:
        raise LogBeschadigd("Het log heeft meer of minder bladen dan zijn stand zegt.")
    if stand.grootte == 0:
        return
    nummer = (stand.grootte - 1) >> TEGEL_HOOGTE
    tegel = opslag.lees_tegel(verbinding, 0, nummer)
    rijen = verbinding.execute(
        select(LOG_BLAD.c.inhoud, LOG_BLAD.c.bladhash)
        .where(LOG_BLAD.c.nummer >= nummer * TEGEL_BREEDTE)
        .order_by(LOG_BLAD.c.nummer)
    ).all()
    hashes = b"".join(
        bytes(rij.bladhash) if rij.inhoud is None else bladhash(bytes(rij.inhoud)) for rij in rijen
    )
    if hashes != tegel:
        raise LogBeschadigd("De laatste bladen van het log horen niet bij zijn tegels.")
