"""Promises signals to the party's own system, in the very transaction of what they report.

It listens to the sessions on the party's file: whichever code path adds or changes a row, the
promise is written with it or not at all. The one path that adds rows without a session hands its
journal lines over itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from shared.meldingen.gebeurtenis import CloudEvent, bron_urn
from shared.meldingen.opslag import Meldingenbak
from shared.opslag.sessies import SessieMaker
from shared.partij.poorten.sein import Sein, Seinmaker
from shared.tijd.kenmerk import uuid7
from shared.tijd.klok import Klok

_TYPE = "nl.driehoek."
_PLEK = "seingever"


class Seingever:
    """``wegen``: the destinations; without any nothing is written. ``post``: those of people, for
    what they are mailed about too (``Sein.ook_post``)."""

    def __init__(
        self,
        oin: str,
        partij: str,
        adres: str,
        wegen: Sequence[str],
        klok: Klok,
        maker: Seinmaker,
        post: Sequence[str] = (),
    ) -> None:
        self._bron = bron_urn(oin, f"driehoek-{partij}")
        self._adres = adres
        self._wegen = tuple(wegen)
        self._post = tuple(post)
        self._klok = klok
        self._maker = maker

    def volg(self, maker: SessieMaker) -> SessieMaker:
        """From now on what these sessions write is signalled."""
        if self._wegen or self._post:
            maker.configure(info={_PLEK: self})
            event.listen(maker, "after_flush", self._na_flush)
        return maker

    def meld(self, verbinding: Connection, seinen: Iterable[Sein]) -> None:
        """Promises these in the transaction of the connection."""
        nu = self._klok()
        bak = Meldingenbak(verbinding)
        for sein in seinen:
            naar = (*self._wegen, *(self._post if sein.ook_post else ()))
            if not naar:
                continue
            adres = None if sein.pad is None else self._adres + sein.pad
            gebeurtenis = CloudEvent(
                id=uuid7(nu),
                source=self._bron,
                type=_TYPE + sein.wat,
                subject=sein.onderwerp,
                time=nu,
                data={**sein.data, "adres": adres} if sein.ook_post else sein.data,
                dataref=adres,
            )
            bak.zet(gebeurtenis, naar, nu)

    def meld_journaal(self, verbinding: Connection, regels: Iterable[Mapping[str, Any]]) -> None:
        """Promises the signals of journal lines that were written without a session."""
        if self._wegen or self._post:
            self.meld(
                verbinding, (sein for regel in regels for sein in self._maker.van_journaal(regel))
            )

    def _na_flush(self, sessie: Session, _: object) -> None:
        seinen = [sein for rij in sessie.new for sein in self._maker.van_nieuwe(rij)]
        seinen += [sein for rij in sessie.dirty for sein in self._maker.van_gewijzigde(rij)]
        if seinen:
            self.meld(sessie.connection(), seinen)


def geef_sein(sessie: Session, sein: Sein) -> None:
    """Promises a signal that no row tells of by itself."""
    gever = sessie.info.get(_PLEK)
    if isinstance(gever, Seingever):
        gever.meld(sessie.connection(), [sein])
