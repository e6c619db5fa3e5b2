"""A restriction holds until somebody ends it, also over an older copy of the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from shared.bestand.afscherming.tabellen import BeperkingRij
from shared.bestand.onthouden.beeld import persoonssleutel
from shared.partij.onthouden.bron import Beeld, Onthoudbron, Thuis

_MOMENTEN: Final = ("sinds", "einde_gevraagd_op", "opgeheven_op")
_DAGEN: Final = ("verteld_op",)
_EINDE: Final = (
    "verteld_op",
    "einde_gevraagd_op",
    "einde_gevraagd_door",
    "opgeheven_op",
    "opgeheven_door",
)


def _beeld(rij: Any) -> Beeld:  # noqa: ANN401 - a row, or its columns
    beeld = {kolom.name: getattr(rij, kolom.name) for kolom in BeperkingRij.__table__.c}
    for naam in (*_MOMENTEN, *_DAGEN):
        beeld[naam] = beeld[naam] and beeld[naam].isoformat()
    return beeld


def _waarden(beeld: Beeld) -> dict[str, Any]:
    waarden = dict(beeld)
    for naam in _MOMENTEN:
        waarden[naam] = waarden[naam] and datetime.fromisoformat(waarden[naam])
    for naam in _DAGEN:
        waarden[naam] = waarden[naam] and date.fromisoformat(waarden[naam])
    return waarden


def _sleutel(sessie: Session, rij: Any) -> str | None:  # noqa: ANN401 - a row, or its columns
    return persoonssleutel(sessie, rij.persoon_id)


def _leg_terug(sessie: Session, _: Thuis, beeld: Beeld) -> bool:
    """Granted since: it holds again. Ended since: it is to be seen when, and by whom."""
    waarden: Mapping[str, Any] = _waarden(beeld)
    rij = sessie.get(BeperkingRij, beeld["id"])
    if rij is None:
        if persoonssleutel(sessie, beeld["persoon_id"]) is None:
            return False
        sessie.add(BeperkingRij(**waarden))
        return True
    if rij.opgeheven_op is not None or waarden["opgeheven_op"] is None:
        return False
    for naam in _EINDE:
        setattr(rij, naam, waarden[naam])
    return True


BEPERKINGEN = Onthoudbron(BeperkingRij, _beeld, _sleutel, _leg_terug)
