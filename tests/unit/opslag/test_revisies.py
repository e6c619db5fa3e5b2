"""Wat wij van revisies lezen zonder ze uit te voeren, is wat Alembic ervan weet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from alembic.util import to_tuple

from gateway.kern import databanken as van_gateway
from services.gemeente.partij import GEMEENTE
from services.om.partij import OM
from services.politie.partij import POLITIE
from shared.opslag.gereedheid import Databank
from shared.opslag.revisies import Revisies
from shared.partijdienst.opdracht import databanken as van_partij
from shared.web.instellingen.instellingen import voorbeeld_instellingen

PARTIJEN = {partij.code: partij for partij in (GEMEENTE, POLITIE, OM)}


@pytest.mark.parametrize("code", ["gateway", *PARTIJEN])
def test_elke_revisie_bouwt_op_wat_alembic_zegt(code: str) -> None:
    databanken = _databanken(code)
    assert databanken
    for databank in databanken:
        revisies = Revisies(databank.locaties)
        onder = _volgens_alembic(databank.locaties)
        assert not revisies.onbekende(onder)
        for naam, al_onder in onder.items():
            assert revisies.ontbrekende({naam}) == onder.keys() - al_onder


def test_wat_er_niet_staat_is_onbekend_en_wat_niemand_noemt_ontbreekt(tmp_path: Path) -> None:
    (tmp_path / "een.py").write_text('revision = "een"\ndown_revision = None\ndepends_on = None\n')
    (tmp_path / "twee.py").write_text(
        'revision: str = "twee"\ndown_revision: str | None = "een"\ndepends_on = (\n    "een",\n)\n'
    )
    (tmp_path / "__init__.py").write_text("")
    revisies = Revisies([tmp_path])
    assert revisies.onbekende({"een", "drie"}) == {"drie"}
    assert revisies.ontbrekende({"een"}) == {"twee"}
    assert revisies.ontbrekende({"twee"}) == set()


def _databanken(code: str) -> list[Databank]:
    instellingen = voorbeeld_instellingen(code)
    if code in PARTIJEN:
        return van_partij(PARTIJEN[code], instellingen)
    return van_gateway(instellingen)


def _volgens_alembic(locaties: Sequence[Path]) -> dict[str, set[str]]:
    """By revision: itself and all it builds on."""
    paden = [str(pad) for pad in locaties]
    script = ScriptDirectory(paden[0], version_locations=paden)
    onder: dict[str, set[str]] = {}
    for revisie in reversed(list(script.walk_revisions())):
        eerder = (*to_tuple(revisie.down_revision, ()), *to_tuple(revisie.dependencies, ()))
        onder[revisie.revision] = {revisie.revision}.union(*(onder[een] for een in eerder))
    return onder
