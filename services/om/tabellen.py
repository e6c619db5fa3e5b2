"""Tables of the OM's own records. Content is in ``zegel``; the columns hold no content."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from shared.opslag.basis import Basis
from shared.partij.dossier_tabellen import Dossierrij


class StrafvorderlijkRij(Dossierrij, Basis):
    """A strafvorderlijk gegeven out of a strafdossier (Wjsg 1 b)."""

    __tablename__ = "strafvorderlijk_gegeven"

    herleiding_anderen_voorkomen: Mapped[bool]


class JustitieelRij(Dossierrij, Basis):
    """A justitieel gegeven the OM already had (Wjsg 1 a, 8a)."""

    __tablename__ = "justitieel_gegeven"

    herleiding_anderen_voorkomen: Mapped[bool]
    reeds_beschikbaar: Mapped[bool]
    jds_bevraagd: Mapped[bool]
    uitkomst: Mapped[str] = mapped_column(String(16))


class TenuitvoerleggingRij(Dossierrij, Basis):
    """A tenuitvoerleggingsgegeven (Wjsg 1 d, 51c)."""

    __tablename__ = "tenuitvoerleggingsgegeven"

    herleiding_anderen_voorkomen: Mapped[bool]
    om_verwerkingsverantwoordelijk: Mapped[bool]


class RecenteVervolgingRij(Dossierrij, Basis):
    """Whether somebody was recently prosecuted; only ever told by mouth (covenant 5.1)."""

    __tablename__ = "recente_vervolging"

    herleiding_anderen_voorkomen: Mapped[bool]
    relevant_voor_groepsaanpak: Mapped[bool]
    uitkomst: Mapped[str] = mapped_column(String(16))
