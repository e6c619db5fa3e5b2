"""Room for requests: who may have how much of this process at a time.

A request takes room only when all of it is in and its caller is known, so half a request takes
none. One part is kept for organisations: messages go on whatever the people's screens do. Somebody
unknown has little, an account and an organisation no more than their share; whether the process
lives is always answered. What is too much is a 503 that says when to come back.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from shared.web.aanmelding.aanroeper import Aanroeper, Soort
from shared.web.limieten import Limieten
from shared.web.problemen import ProbleemFout


class Toelating:
    """Counts, for one process. Used from the event loop only."""

    def __init__(self, limieten: Limieten) -> None:
        self._limieten = limieten
        self._bezig = 0
        self._per_aanroeper: Counter[Aanroeper] = Counter()
        self._onaf: Counter[Aanroeper] = Counter()

    @property
    def bezig(self) -> int:
        """Requests that have room now."""
        return self._bezig

    @contextmanager
    def ontvangst(self, wie: Aanroeper) -> Iterator[None]:
        """While a known caller's content comes in. Raises a 503 for more at a time than may be."""
        hoogstens = self._limieten.max_onaf_per_aanroeper
        if wie.soort is Soort.ONBEKEND:
            hoogstens = self._limieten.max_onbekend_per_adres
        if self._onaf[wie] >= hoogstens:
            # Wat er nog komt lezen we niet; dan kan de verbinding niet blijven.
            raise ProbleemFout(
                503,
                f"U stuurt al {hoogstens} verzoeken tegelijk; maak er eerst een af.",
                koppen={"Connection": "close"},
            )
        with _geteld(self._onaf, wie):
            yield

    @contextmanager
    def plaats(self, wie: Aanroeper) -> Iterator[None]:
        """While a request is handled. Raises a 503 when the process is full for this caller."""
        if self._bezig >= self._ruimte(wie) or self._per_aanroeper[wie] >= self._aandeel(wie):
            raise ProbleemFout(503)
        self._bezig += 1
        try:
            with _geteld(self._per_aanroeper, wie):
                yield
        finally:
            self._bezig -= 1

    def _ruimte(self, wie: Aanroeper) -> int:
        alles = self._limieten.max_gelijktijdig
        if wie.soort is Soort.ORGANISATIE:
            return alles
        return alles - int(alles * self._limieten.deel_voor_organisaties)

    def _aandeel(self, wie: Aanroeper) -> int:
        if wie.soort is Soort.ORGANISATIE:
            return self._limieten.max_gelijktijdig
        if wie.soort is Soort.MEDEWERKER:
            return self._limieten.max_per_medewerker
        return self._limieten.max_onbekend_per_adres


@contextmanager
def _geteld(teller: Counter[Aanroeper], wie: Aanroeper) -> Iterator[None]:
    teller[wie] += 1
    try:
        yield
    finally:
        teller[wie] -= 1
        if not teller[wie]:
            del teller[wie]
