"""Tables of the OM's own records. Content is in ``zegel``; the columns hold no content."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from shared.bestand.dossier.tabellen import Dossierrij
from shared.opslag.basis import Basis


class Verklaard:
    """Mixin: what the OM states about everything it gives (3.2, 5.1; B7, B10, D13)."""

    herleiding_anderen_voorkomen: Mapped[bool]
    jds_bevraagd: Mapped[bool]
    geen_sepot_of_vrijspraak: Mapped[bool]


class StrafvorderlijkRij(Verklaard, Dossierrij, Basis):
    """A strafvorderlijk gegeven out of a strafdossier (Wjsg 1 b)."""

    __tablename__ = "strafvorderlijk_gegeven"


class JustitieelRij(Verklaard, Dossierrij, Basis):
    """A justitieel gegeven the OM already had (Wjsg 1 a, 8a)."""

    __tablename__ = "justitieel_gegeven"

    reeds_beschikbaar: Mapped[bool]


class TenuitvoerleggingRij(Verklaard, Dossierrij, Basis):
    """A tenuitvoerleggingsgegeven (Wjsg 1 d, 51c)."""

    __tablename__ = "tenuitvoerleggingsgegeven"

    om_verwerkingsverantwoordelijk: Mapped[bool]


class RecenteVervolgingRij(Verklaard, Dossierrij, Basis):
    """Whether somebody was recently prosecuted; only ever told by mouth (covenant 5.1)."""

    __tablename__ = "recente_vervolging"

    relevant_voor_groepsaanpak: Mapped[bool]
