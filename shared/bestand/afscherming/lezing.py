"""Whether somebody only reads now, and whether what is restricted is hidden from him.

Apart from the screen itself: also who opens one row asks it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from sqlalchemy import Select
from sqlalchemy.orm import Session

from shared.web.beschrijving.operaties import huidige_operatie

_LEEST: Final = frozenset({"GET", "HEAD"})
_LEEST_MET_INHOUD: Final = re.compile(r"/_(zoek|voorbeeld|mogelijkheden)$")
_STELT_SAMEN: Final = "/_voorbeeld"
_WAT_ER_IS: Final = "wat_er_is_te_verbergen"
_ZIET_BEPERKT: Final = "driehoek_ziet_beperkt"


_opzij: ContextVar[bool] = ContextVar("scherm_opzij", default=False)


@contextmanager
def scherm_opzij() -> Iterator[None]:
    """What is read here shows everybody: to destroy, and to say when and why somebody goes.

    Whatever works out who stays stands in this, also where a request gave occasion to: somebody it
    does not see would be destroyed.
    """
    voor = _opzij.set(True)
    try:
        yield
    finally:
        _opzij.reset(voor)


@contextmanager
def scherm_terug() -> Iterator[None]:
    """Within a reading past the screen, a part that needs nobody who is held: it opens nothing of
    whose data are restricted."""
    voor = _opzij.set(False)
    try:
        yield
    finally:
        _opzij.reset(voor)


def toon_beperkt() -> None:
    """Who asks handles requests: the rest of this operation shows him what is restricted."""
    operatie = huidige_operatie.get()
    if operatie is not None and operatie.scope is not None:
        operatie.scope.setdefault("state", {})[_ZIET_BEPERKT] = True


def leest_alleen() -> bool:
    """Whether this operation only reads, and is not one that reads what is shielded."""
    operatie = huidige_operatie.get()
    if operatie is None or operatie.scope is None or _opzij.get():
        return False
    if operatie.label in _doorlezers(operatie.scope):
        return False
    methode, pad = operatie.scope.get("method"), operatie.scope.get("path", "")
    return methode in _LEEST or _LEEST_MET_INHOUD.search(pad) is not None


def laat_doorlezen(staat: Any, labels: Collection[str]) -> None:  # noqa: ANN401 - of an app
    """The subjects of this app's API that read what is shielded; they say so of themselves."""
    staat.leest_door = frozenset(labels)


def _doorlezers(scope: Mapping[str, Any]) -> frozenset[str]:
    """None where nobody said any: what is not named is screened."""
    staat = getattr(scope.get("app"), "state", None)
    labels: frozenset[str] = getattr(staat, "leest_door", frozenset())
    return labels


def verbergt_beperkt() -> bool:
    """Not where a message is composed: that refuses what is restricted, and lets a correction go
    that is a duty (covenant 6.5)."""
    operatie = huidige_operatie.get()
    if operatie is None or operatie.scope is None:
        return False
    if operatie.scope.get("path", "").endswith(_STELT_SAMEN):
        return False
    return not operatie.scope.get("state", {}).get(_ZIET_BEPERKT)


def wat_er_is(sessie: Session, vraag: Select[bool, bool]) -> tuple[bool, bool]:
    """Whether there is any row of each; asked once of a session, for most files there is none."""
    gevonden: tuple[bool, bool] | None = sessie.info.get(_WAT_ER_IS)
    if gevonden is None:
        # Before the question, because that one comes by here too.
        sessie.info[_WAT_ER_IS] = (False, False)
        dicht, beperkt = sessie.execute(vraag).one()
        gevonden = sessie.info[_WAT_ER_IS] = (bool(dicht), bool(beperkt))
    return gevonden


def er_is_niets(sessie: Session) -> bool:
    """Whether that was asked of this session, and there is none of either."""
    return sessie.info.get(_WAT_ER_IS) == (False, False)
