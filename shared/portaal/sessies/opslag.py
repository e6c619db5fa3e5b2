"""Every question to the portal's database: sessions by the hash of what the browser holds.

The content is sealed with a key made of that same secret. Who copies the database can open
nothing of it and can be nobody.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shared.opslag.sessies import SessieMaker, transactie
from shared.portaal.handvat import HandvatOnbekend, open_zegel, sleutel_voor, verzegel
from shared.portaal.sessies.sessie import Geldigheid, Sessie
from shared.portaal.sessies.tabellen import Sessierij


@dataclass(frozen=True)
class Sessieopslag:
    """Sessions of one portal; `stil` is how long one may be silent."""

    maker: SessieMaker
    stil: timedelta

    def begin(self, geheim: bytes, sessie: Sessie, nu: datetime, einde: datetime) -> None:
        """Log somebody in; what ended earlier goes."""
        inhoud = verzegel(sleutel_voor(geheim, "sessie"), sessie.als_bytes())
        with transactie(self.maker) as db:
            db.execute(delete(Sessierij).where(Sessierij.einde_op <= nu))
            db.execute(delete(Sessierij).where(Sessierij.gezien_op <= nu - self.stil))
            db.add(Sessierij(kenmerk=_kenmerk(geheim), inhoud=inhoud, gezien_op=nu, einde_op=einde))

    def lees(self, geheim: bytes, nu: datetime, *, telt: bool) -> tuple[Sessie, Geldigheid] | None:
        """Who this is, if still logged in. `telt`: whether this is a sign of life."""
        with transactie(self.maker) as db:
            rij = _rij(db, geheim)
            if rij is None:
                return None
            if nu >= rij.einde_op or nu >= rij.gezien_op + self.stil:
                db.delete(rij)
                return None
            try:
                inhoud = open_zegel(sleutel_voor(geheim, "sessie"), rij.inhoud)
            except HandvatOnbekend:
                db.delete(rij)
                return None
            if telt:
                rij.gezien_op = nu
            return Sessie.uit_bytes(inhoud), Geldigheid(rij.gezien_op + self.stil, rij.einde_op)

    def bewaar(self, geheim: bytes, sessie: Sessie) -> None:
        """Keep what was chosen; of who was logged out meanwhile nothing is kept."""
        with transactie(self.maker) as db:
            rij = _rij(db, geheim)
            if rij is not None:
                rij.inhoud = verzegel(sleutel_voor(geheim, "sessie"), sessie.als_bytes())

    def eindig(self, geheim: bytes) -> None:
        """Log out: nothing remains."""
        with transactie(self.maker) as db:
            db.execute(delete(Sessierij).where(Sessierij.kenmerk == _kenmerk(geheim)))


def _kenmerk(geheim: bytes) -> str:
    return hashlib.sha256(geheim).hexdigest()


def _rij(db: Session, geheim: bytes) -> Sessierij | None:
    return db.scalar(select(Sessierij).where(Sessierij.kenmerk == _kenmerk(geheim)))
