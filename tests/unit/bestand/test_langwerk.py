"""Hoe lang werk ervoor staat, in een zin voor wie het begon."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shared.partij.voortgang.bron import Voortgang, Voortgangbron
from shared.web.langwerk.begrippen import Werkstand, werkstand, zin

BEGIN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BRON = Voortgangbron(
    soort="proef", titel="Mappen dichten", eenheid=("map", "mappen"), gedaan="gedicht",
    resultaat="/mappen/{}", kijk=lambda _sessie, _onderwerp: None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("voortgang", "later", "stand"),
    [
        (Voortgang(12), timedelta(0), Werkstand.BEZIG),
        # Ook als elk deel is gedaan kan er nog iets volgen.
        (Voortgang(0), timedelta(minutes=12), Werkstand.BEZIG),
        (Voortgang(12), timedelta(minutes=12, seconds=1), Werkstand.STOKT),
        (Voortgang(0, BEGIN), timedelta(days=3), Werkstand.KLAAR),
    ],
)
def test_het_is_klaar_bezig_of_het_duurt_te_lang(
    voortgang: Voortgang, later: timedelta, stand: Werkstand
) -> None:
    assert werkstand(voortgang, 12, BEGIN, BEGIN + later) is stand


def test_de_zin_telt_en_zegt_wat_men_kan_doen() -> None:
    assert zin(BRON, Werkstand.KLAAR, 1, 1) == "Klaar: 1 van 1 map gedicht."
    assert zin(BRON, Werkstand.BEZIG, 3, 12).startswith("3 van 12 mappen gedicht. U kunt weggaan")
    stokt = zin(BRON, Werkstand.STOKT, 3, 12)
    assert "Wat gedaan is, blijft gedaan" in stokt
    assert "Begin niet nog eens" in stokt
