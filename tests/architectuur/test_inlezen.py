"""Een dienst leest bij zijn start alleen in wat hij voor de start nodig heeft.

Elk pakket kost elke start rekentijd en elk proces geheugen, ook waar niemand het gebruikt.
"""

from __future__ import annotations

import subprocess
import sys

from tests.architectuur.bron import WORTEL, meld

PAS_BIJ_GEBRUIK = {
    "alembic": "wie een databank bijwerkt",
    "mako": "alembic",
    "psycopg": "wie een databank op PostgreSQL heeft",
    "google": "wie zijn dataverwerkingen aan een ontvanger geeft (protobuf)",
    "arro3": "wie een antwoord als Parquet vraagt",
    "typst": "wie een stuk als PDF vraagt",
    "pikepdf": "wie een stuk als PDF vraagt",
    "rich": "wie de demo of de proefomgeving bekijkt",
    "pygments": "wie de demo of de proefomgeving bekijkt",
}
PROCESSEN = ("gateway", "services.gemeente", "services.politie", "services.om")
_APP = "maak_app_zonder_verbindingen"


def ingelezen(*opdrachten: str) -> set[str]:
    """Each package that a new Python has read in after these statements."""
    toon = "import sys; print(*{naam.split('.')[0] for naam in sys.modules})"
    klaar = subprocess.run(
        [sys.executable, "-c", "\n".join((*opdrachten, toon))],
        cwd=WORTEL,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(klaar.stdout.split())


def te_veel(pakketten: set[str]) -> list[str]:
    """What was read in too early, and for whom it is."""
    return [f"{naam}: {voor}" for naam, voor in PAS_BIJ_GEBRUIK.items() if naam in pakketten]


def test_een_start_leest_niet_in_wat_pas_bij_gebruik_nodig_is() -> None:
    """Alles wat `serveer` inleest, en de app die dan ontstaat, van alle vier de processen."""
    opdrachten = [f"import {proces}.__main__" for proces in PROCESSEN]
    opdrachten += [
        f"from {proces}.app import {_APP} as app_{nummer}; app_{nummer}()"
        for nummer, proces in enumerate(PROCESSEN)
    ]
    fouten = te_veel(ingelezen(*opdrachten))
    assert not fouten, meld("Importeer dit pas in de functie die het gebruikt:", fouten)


def test_wie_het_bovenaan_een_bestand_importeert_valt_op() -> None:
    assert te_veel(ingelezen("import shared.opslag.migratie"))[0].startswith("alembic: ")
    assert te_veel({"sqlalchemy", "shared"}) == []
