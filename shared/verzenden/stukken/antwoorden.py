"""A request answered without data: nothing known, no ground, or later (profile, 1.4).

Every fact counts by itself, in whichever order they come, so both parties end up with the same: a
request that was taken back stays so, whatever answer crossed it; one that was answered stays
answered when it is taken back. An answer with data goes before one without.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.convenant.bestand.rijen import StukRij
from shared.verzenden.stukken.tabellen import VerzoekantwoordRij
from shared.verzenden.tabellen import InformatieverzoekRij


@dataclass(frozen=True)
class Antwoord:
    """``open_``: the request is still to be answered, on ``verwacht`` if a day was named."""

    code: str
    open_: bool
    verwacht: date | None

    @classmethod
    def van(cls, rij: StukRij, gegevens: Mapping[str, Any]) -> Self | None:
        """What a stuk that answers says; None where its row does not tell."""
        uitstel = rij.uitstel
        if uitstel is None:
            return None
        code, dag = str(gegevens[uitstel.lid]), gegevens.get(uitstel.dag)
        open_ = code in uitstel.waarden
        return cls(code, open_, date.fromisoformat(dag) if open_ and dag is not None else None)

    @classmethod
    def uit_json(cls, vorm: Mapping[str, Any]) -> Self:
        """What ``als_json`` made."""
        dag = vorm["verwacht"]
        return cls(vorm["code"], vorm["open"], None if dag is None else date.fromisoformat(dag))

    def als_json(self) -> dict[str, Any]:
        """Codes and a day; no text."""
        dag = None if self.verwacht is None else self.verwacht.isoformat()
        return {"code": self.code, "open": self.open_, "verwacht": dag}


def leg_vast(sessie: Session, kop: Mapping[str, Any], antwoord: Antwoord, nu: datetime) -> None:
    """An answer counts: only of whoever was asked, to whoever asked it."""
    verzoek = _verzoek(sessie, kop)
    if verzoek is None or met_gegevens(sessie, verzoek):
        return
    rij = sessie.get(VerzoekantwoordRij, verzoek.id)
    if rij is None:
        rij = VerzoekantwoordRij(verzoek_id=verzoek.id)
        sessie.add(rij)
    rij.bericht_id, rij.antwoord, rij.op = kop["id"], antwoord.code, nu
    rij.verwacht_op = antwoord.verwacht
    verzoek.beantwoord_door = None if antwoord.open_ else kop["id"]
    verzoek.beantwoord_op = None if antwoord.open_ else nu
    sessie.flush()


def neem_terug(sessie: Session, bericht_id: str) -> None:
    """An answer was taken back, or is not kept: the request awaits one again."""
    vraag = select(VerzoekantwoordRij).where(VerzoekantwoordRij.bericht_id == bericht_id)
    rij = sessie.scalars(vraag).one_or_none()
    if rij is None:
        return
    verzoek = sessie.get_one(InformatieverzoekRij, rij.verzoek_id)
    if verzoek.beantwoord_door == bericht_id:
        verzoek.beantwoord_door = verzoek.beantwoord_op = None
    sessie.delete(rij)
    sessie.flush()


def met_gegevens(sessie: Session, verzoek: InformatieverzoekRij) -> bool:
    """Whether it was answered with data."""
    if verzoek.beantwoord_door is None:
        return False
    rij = sessie.get(VerzoekantwoordRij, verzoek.id)
    return rij is None or rij.bericht_id != verzoek.beantwoord_door


def _verzoek(sessie: Session, kop: Mapping[str, Any]) -> InformatieverzoekRij | None:
    genoemd = kop.get("inReactieOp")
    verzoek = None if genoemd is None else sessie.get(InformatieverzoekRij, genoemd)
    if verzoek is None or verzoek.groep != kop["groep"]:
        return None
    past = (verzoek.van, verzoek.aan) == (kop["ontvanger"], kop["afzender"])
    return verzoek if past else None
