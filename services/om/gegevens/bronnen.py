"""What the OM gives: strafvorderlijk, justitieel and tenuitvoerlegging; a row holds no content.

- strafvorderlijk: bound to a case, whose number travels sealed (Wjsg 39f; B7). The kop holds a
  commitment on that number under the message's own salt, so the gateway learns nothing of it.
- justitieel: only what the OM already had, never looked up for this (3.2; B7, D13).
- tenuitvoerlegging: only where the OM itself is controller (Wjsg 51c; reading B3).

Told by mouth only, and with rules of its own: `recente_vervolging.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from pydantic import Field
from sqlalchemy.orm import Mapped

from services.om.gegevens.recente_vervolging import EIGEN as RECENT_VERVOLGD
from services.om.gegevens.tabellen import Omverklaard
from services.om.gegevens.vormen import (
    VOORBEELD_VERKLARING,
    Omgegeven,
    Ominvoer,
    attestatie,
    omschrijving_en_datum,
)
from shared.bestand.dossier.bronnen import Dossierbron, Gegevens
from shared.bestand.dossier.dossier import Dossiersoort, Dossierstuk
from shared.bestand.dossier.tabellen import Dossierrij
from shared.opslag.basis import Basis
from shared.partij.web.vormen import Regel, Tekst, Versiekop


class StrafvorderlijkRij(Omverklaard, Dossierrij, Basis):
    """A strafvorderlijk gegeven out of a strafdossier (Wjsg 1 b)."""

    __tablename__ = "strafvorderlijk_gegeven"


class JustitieelRij(Omverklaard, Dossierrij, Basis):
    """A justitieel gegeven the OM already had (Wjsg 1 a, 8a)."""

    __tablename__ = "justitieel_gegeven"

    reeds_beschikbaar: Mapped[bool]


class TenuitvoerleggingRij(Omverklaard, Dossierrij, Basis):
    """A tenuitvoerleggingsgegeven (Wjsg 1 d, 51c)."""

    __tablename__ = "tenuitvoerleggingsgegeven"

    om_verwerkingsverantwoordelijk: Mapped[bool]


class Omschreven(Ominvoer):
    """A record that is a description and a day, and what the OM states beside it."""

    omschrijving: Tekst = Field(description="Wat er is vastgelegd, zonder gegevens over anderen.")
    datum: date | None = Field(default=None, description="De dag waarop het gegeven slaat.")


class StrafvorderlijkGegevenInvoer(Omschreven):
    """A strafvorderlijk gegeven as the OM records it for the approach."""

    zaaknummer: Regel = Field(
        description="Het nummer van de strafzaak waar het gegeven vandaan komt."
    )


class StrafvorderlijkGegevenUit(StrafvorderlijkGegevenInvoer, Versiekop):
    """A recorded strafvorderlijk gegeven."""

    id: str
    persoon_id: str


class JustitieelGegevenInvoer(Omschreven):
    """A justitieel gegeven as the OM records it for the approach."""

    reeds_beschikbaar: bool = Field(
        description="Het OM beschikte al over dit gegeven, los van deze aanpak."
    )


class JustitieelGegevenUit(JustitieelGegevenInvoer, Versiekop):
    """A recorded justitieel gegeven."""

    id: str
    persoon_id: str


class TenuitvoerleggingsgegevenInvoer(Omschreven):
    """A tenuitvoerleggingsgegeven as the OM records it for the approach."""

    om_verwerkingsverantwoordelijk: bool = Field(
        description="Het College van procureurs-generaal is voor dit gegeven verantwoordelijk."
    )


class TenuitvoerleggingsgegevenUit(TenuitvoerleggingsgegevenInvoer, Versiekop):
    """A recorded tenuitvoerleggingsgegeven."""

    id: str
    persoon_id: str


def _voorbeeld(omschrijving: str, datum: str, **eigen: str | bool) -> dict[str, Any]:
    return {
        "aard": "feit",
        "bijzonder": False,
        "derdenVerwijderd": True,
        **VOORBEELD_VERKLARING,
        "omschrijving": omschrijving,
        "datum": datum,
        **eigen,
    }


def _met_zaak(stuk: Dossierstuk[StrafvorderlijkGegevenInvoer]) -> Gegevens:
    return {"zaak": stuk.invoer.zaaknummer, **omschrijving_en_datum(stuk)}


STRAFVORDERLIJK: Dossiersoort[StrafvorderlijkRij, StrafvorderlijkGegevenInvoer] = Dossiersoort(
    code="strafvorderlijk",
    gegevenssoort="STRAFVORDERLIJK",
    pad="strafvorderlijke-gegevens",
    naam="strafvorderlijk gegeven",
    naam_meervoud="strafvorderlijke gegevens",
    tabel=StrafvorderlijkRij,
    invoer=StrafvorderlijkGegevenInvoer,
    uitvoer=StrafvorderlijkGegevenUit,
    verzegeld=frozenset({"zaaknummer", "omschrijving", "datum"}),
    voorbeeld=_voorbeeld(
        "Verdacht van openlijke geweldpleging tegen goederen (verzonnen).",
        "2026-09-12",
        zaaknummer="10/000000-26",
    ),
)

R = TypeVar("R", bound=Dossierrij)
In = TypeVar("In", bound=Omschreven)


def _omschreven(
    soort: Dossiersoort[R, In],
    *,
    wjsg_termijn: bool,
    ook: Callable[[In], Gegevens] = lambda _: {},
) -> Omgegeven:
    """One of which the description and the day leave; ``ook``: what the OM states beside it."""

    def kenmerken(stuk: Dossierstuk[In]) -> Gegevens:
        return {**attestatie(stuk.invoer), **ook(stuk.invoer)}

    assert isinstance(soort.gegevenssoort, str)  # noqa: S101 - one table, one kind
    bron = Dossierbron(soort.gegevenssoort, soort, omschrijving_en_datum, kenmerken)
    return Omgegeven(soort, (bron,), wjsg_termijn=wjsg_termijn)


JUSTITIEEL: Dossiersoort[JustitieelRij, JustitieelGegevenInvoer] = Dossiersoort(
    code="justitieel",
    gegevenssoort="JUSTITIEEL",
    pad="justitiele-gegevens",
    naam="justitieel gegeven",
    naam_meervoud="justitiële gegevens",
    tabel=JustitieelRij,
    invoer=JustitieelGegevenInvoer,
    uitvoer=JustitieelGegevenUit,
    verzegeld=frozenset({"omschrijving", "datum"}),
    voorbeeld=_voorbeeld(
        "Onherroepelijke taakstraf voor vernieling (verzonnen).",
        "2026-04-02",
        reedsBeschikbaar=True,
    ),
)
TENUITVOERLEGGING: Dossiersoort[TenuitvoerleggingRij, TenuitvoerleggingsgegevenInvoer] = (
    Dossiersoort(
        code="tenuitvoerlegging",
        gegevenssoort="TENUITVOERLEGGING",
        pad="tenuitvoerleggingsgegevens",
        naam="tenuitvoerleggingsgegeven",
        naam_meervoud="tenuitvoerleggingsgegevens",
        tabel=TenuitvoerleggingRij,
        invoer=TenuitvoerleggingsgegevenInvoer,
        uitvoer=TenuitvoerleggingsgegevenUit,
        verzegeld=frozenset({"omschrijving", "datum"}),
        voorbeeld=_voorbeeld(
            "Taakstraf van 40 uur loopt (verzonnen).",
            "2026-08-20",
            omVerwerkingsverantwoordelijk=True,
        ),
    )
)


def _justitieel(invoer: JustitieelGegevenInvoer) -> Gegevens:
    return {"reedsBeschikbaar": invoer.reeds_beschikbaar}


def _tenuitvoerlegging(invoer: TenuitvoerleggingsgegevenInvoer) -> Gegevens:
    return {"omVerwerkingsverantwoordelijk": invoer.om_verwerkingsverantwoordelijk}


_STRAFVORDERLIJK = Dossierbron(
    "STRAFVORDERLIJK", STRAFVORDERLIJK, _met_zaak, lambda stuk: attestatie(stuk.invoer)
)

EIGEN = (
    Omgegeven(STRAFVORDERLIJK, (_STRAFVORDERLIJK,), wjsg_termijn=True),
    _omschreven(JUSTITIEEL, wjsg_termijn=True, ook=_justitieel),
    _omschreven(TENUITVOERLEGGING, wjsg_termijn=True, ook=_tenuitvoerlegging),
    RECENT_VERVOLGD,
)
