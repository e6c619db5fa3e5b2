"""Writes down beside the file what an older copy of it may not undo, whoever changes it.

The one seam: it listens to every session that writes in the file. What is new is remembered before
the file has it, and marked as such (``vast``): killed in between, it is there for who puts a copy
back, and of a file that simply lives on it is forgotten (``aanvullen``). What ends is remembered
after the file has it: killed in between, it holds for a while too long, and not too short.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

import structlog
from sqlalchemy import event
from sqlalchemy.orm import Session

from shared.bestand.onthouden.beeld import herinnering_van
from shared.kluis.fouten import KluisNietBeschikbaar
from shared.kluis.geheugen import Geheugen, Herinnering, Sleutel
from shared.opslag.sessies import SessieMaker
from shared.partij.onthouden.bron import Onthoudbron

_log = structlog.get_logger(__name__)
_GERAAKT: Final = "onthouden_geraakt"
_STRAKS: Final = "onthouden_straks"


class Onthouder:
    """Listens to the sessions on a party's own file."""

    def __init__(self, geheugen: Geheugen, bronnen: Iterable[Onthoudbron]) -> None:
        self._geheugen = geheugen
        self._bronnen: Mapping[type[Any], Onthoudbron] = {bron.rij: bron for bron in bronnen}

    def volg(self, maker: SessieMaker) -> SessieMaker:
        """The same maker, whose sessions from now on are remembered of.

        After whoever else adds rows before a commit.
        """
        event.listen(maker, "after_flush", self._geschreven)
        event.listen(maker, "before_commit", self._vooraf)
        event.listen(maker, "after_commit", self._achteraf)
        event.listen(maker, "after_rollback", self._vergeet)
        return maker

    def _geschreven(self, sessie: Session, _: object) -> None:
        for rijen, is_nieuw in ((sessie.new, True), (sessie.dirty, False)):
            for rij in rijen:
                if type(rij) in self._bronnen:
                    sessie.info.setdefault(_GERAAKT, {}).setdefault(rij, is_nieuw)

    def _vooraf(self, sessie: Session) -> None:
        sessie.flush()
        geraakt: dict[Any, bool] = sessie.info.pop(_GERAAKT, {})
        if not geraakt:
            return
        straks: dict[Sleutel, Herinnering | None] = {}
        nieuw: list[Herinnering] = []
        for rij, is_nieuw in geraakt.items():
            bron = self._bronnen[type(rij)]
            een = herinnering_van(sessie, bron, rij)
            straks[bron.soort, rij.id] = een
            if een is not None and is_nieuw:
                nieuw.append(replace(een, vast=False))
        self._geheugen.onthoud(nieuw)
        sessie.info[_STRAKS] = straks

    def _achteraf(self, sessie: Session) -> None:
        straks: dict[Sleutel, Herinnering | None] = sessie.info.pop(_STRAKS, {})
        if not straks:
            return
        try:
            self._geheugen.onthoud([een for een in straks.values() if een is not None])
            self._geheugen.vergeet(sleutel for sleutel, een in straks.items() if een is None)
        except KluisNietBeschikbaar:
            # The file has it, and the next start or the next maintenance lays both side by side.
            _log.exception("onthouden kwam niet af")

    def _vergeet(self, sessie: Session) -> None:
        sessie.info.pop(_GERAAKT, None)
        sessie.info.pop(_STRAKS, None)
