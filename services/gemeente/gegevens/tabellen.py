"""Tables of the gemeente's own records. Content is in ``zegel``; the columns hold no content."""

from __future__ import annotations

from shared.bestand.dossier.tabellen import Dossierrij
from shared.opslag.basis import Basis


class OverlastRij(Dossierrij, Basis):
    """That a person causes nuisance (covenant 4.2, 4.3)."""

    __tablename__ = "overlastgegeven"


class AangesprokenRij(Dossierrij, Basis):
    """That a person was addressed about nuisance (covenant 4.2, 4.3)."""

    __tablename__ = "aanspreekgegeven"


class AanbodRij(Dossierrij, Basis):
    """That a person was made an offer (covenant 4.2)."""

    __tablename__ = "aanbodgegeven"


class OuderbetrokkenheidRij(Dossierrij, Basis):
    """That the parents are involved in stopping the nuisance (covenant 4.3)."""

    __tablename__ = "ouderbetrokkenheid"
