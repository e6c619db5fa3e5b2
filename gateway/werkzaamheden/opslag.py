"""Queries on files that are being made. Works on the connection it is given; no commit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, or_, select, update

from gateway.toegang.raadpleger import Raadpleger
from gateway.werkzaamheden.begrippen import Werk
from gateway.werkzaamheden.tabellen import WerkdeelRij, WerkRij

MEEST: Final = 50
_VRAGER: Final = ("partij", "autorisatie", "oin", "aanstelling")


def voeg_toe(verbinding: Connection, werk: Werk) -> None:
    """It is asked."""
    velden = {
        naam: getattr(werk, naam)
        for naam in (
            "id", "soort", "wat", "bladnummer", "begonnen_op", "totaal", "gedaan", "poging",
            "vervalt_op",
        )
    }  # fmt: skip
    verbinding.execute(insert(WerkRij).values(**velden, **_vrager(werk.wie)))


def lijst(verbinding: Connection, wie: Raadpleger, nu: datetime) -> list[Werk]:
    """Those of this asker that are not over, the newest first."""
    vraag = _alles().where(*_van(wie), WerkRij.vervalt_op > nu)
    rijen = verbinding.execute(vraag.order_by(WerkRij.id.desc()).limit(MEEST))
    return [_werk(rij) for rij in rijen]


def een(verbinding: Connection, kenmerk: str, wie: Raadpleger, nu: datetime) -> Werk | None:
    """One of this asker; of somebody else, and after its end, there is none."""
    vraag = _alles().where(WerkRij.id == kenmerk, *_van(wie), WerkRij.vervalt_op > nu)
    rij = verbinding.execute(vraag).one_or_none()
    return None if rij is None else _werk(rij)


def aantal(verbinding: Connection, wie: Raadpleger, nu: datetime) -> int:
    """How many of this asker take room."""
    vraag = select(func.count()).select_from(WerkRij)
    return verbinding.execute(vraag.where(*_van(wie), WerkRij.vervalt_op > nu)).scalar_one()


def te_maken(verbinding: Connection, nu: datetime) -> list[str]:
    """What nobody is making, the oldest first."""
    vraag = select(WerkRij.id).where(_vrij(nu), WerkRij.vervalt_op > nu).order_by(WerkRij.id)
    return list(verbinding.execute(vraag).scalars())


def claim(verbinding: Connection, kenmerk: str, nu: datetime, tot: datetime) -> Werk | None:
    """From here on this attempt makes it; None: somebody else does, or it is made."""
    gelukt = verbinding.execute(
        update(WerkRij)
        .where(WerkRij.id == kenmerk, _vrij(nu))
        .values(poging=WerkRij.poging + 1, bezig_tot=tot, gedaan=0)
    )
    if gelukt.rowcount != 1:
        return None
    verbinding.execute(delete(WerkdeelRij).where(WerkdeelRij.werk == kenmerk))
    return _werk(verbinding.execute(_alles().where(WerkRij.id == kenmerk)).one())


def houd_vast(verbinding: Connection, werk: Werk, tot: datetime, gedaan: int) -> bool:
    """This attempt goes on; False: another took it."""
    return _wijzig(verbinding, werk, {"bezig_tot": tot, "gedaan": gedaan})


def leg_deel(verbinding: Connection, werk: Werk, volgnummer: int, inhoud: bytes) -> None:
    """A piece of what this attempt makes."""
    verbinding.execute(
        insert(WerkdeelRij).values(
            werk=werk.id, poging=werk.poging, volgnummer=volgnummer, inhoud=inhoud
        )
    )


def rond_af(
    verbinding: Connection, werk: Werk, nu: datetime, vervalt_op: datetime, media: str,
    koppen: Mapping[str, str],
) -> bool:  # fmt: skip
    """The file of this attempt is the one; False: another took it."""
    velden = {"klaar_op": nu, "vervalt_op": vervalt_op, "gedaan": werk.totaal, "media": media}
    return _wijzig(verbinding, werk, {**velden, "koppen": dict(koppen), "bezig_tot": None})


def deel(verbinding: Connection, werk: Werk, volgnummer: int) -> bytes | None:
    """A piece of a file that was made; None: there is no more of it."""
    return verbinding.execute(
        select(WerkdeelRij.inhoud).where(
            WerkdeelRij.werk == werk.id,
            WerkdeelRij.poging == werk.poging,
            WerkdeelRij.volgnummer == volgnummer,
        )
    ).scalar_one_or_none()


def over(verbinding: Connection, nu: datetime) -> bool:
    """Whether anything is over its end."""
    vraag = select(WerkRij.id).where(WerkRij.vervalt_op <= nu).limit(1)
    return verbinding.execute(vraag).first() is not None


def ruim_op(verbinding: Connection, nu: datetime) -> int:
    """What is over its end goes, bytes and all; how many."""
    over = select(WerkRij.id).where(WerkRij.vervalt_op <= nu)
    verbinding.execute(delete(WerkdeelRij).where(WerkdeelRij.werk.in_(over)))
    return verbinding.execute(delete(WerkRij).where(WerkRij.vervalt_op <= nu)).rowcount


def _wijzig(verbinding: Connection, werk: Werk, velden: Mapping[str, Any]) -> bool:
    gelukt = verbinding.execute(
        update(WerkRij)
        .where(WerkRij.id == werk.id, WerkRij.poging == werk.poging, WerkRij.klaar_op.is_(None))
        .values(**velden)
    )
    return gelukt.rowcount == 1


def _vrij(nu: datetime) -> ColumnElement[bool]:
    los = or_(WerkRij.bezig_tot.is_(None), WerkRij.bezig_tot <= nu)
    return WerkRij.klaar_op.is_(None) & los


def _vrager(wie: Raadpleger) -> dict[str, str | None]:
    return {naam: getattr(wie, naam) for naam in _VRAGER}


def _van(wie: Raadpleger) -> list[ColumnElement[bool]]:
    """Exactly who asked: under another authorisation or appointment he may see other things."""
    return [
        getattr(WerkRij, naam).is_(None) if waarde is None else getattr(WerkRij, naam) == waarde
        for naam, waarde in _vrager(wie).items()
    ]


def _alles() -> Any:  # noqa: ANN401 - a select of every column
    return select(*WerkRij.__table__.columns)


def _werk(rij: Row[Any]) -> Werk:
    velden = dict(rij._mapping)
    velden.pop("bezig_tot")
    wie = Raadpleger(**{naam: velden.pop(naam) for naam in _VRAGER})
    return Werk(wie=wie, **velden)
