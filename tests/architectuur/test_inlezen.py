"""Een dienst leest bij zijn start alleen in wat hij voor de start nodig heeft.

Elk pakket kost elke start rekentijd en elk proces geheugen, ook waar niemand het gebruikt.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from deploy.pki import Pki
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


def uitvoer_van(*opdrachten: str, **omgeving: str) -> list[str]:
    """The words that a new Python writes that carries out these statements."""
    klaar = subprocess.run(
        [sys.executable, "-c", "\n".join(opdrachten)],
        cwd=WORTEL,
        env={**os.environ, **omgeving},
        capture_output=True,
        text=True,
        check=True,
    )
    return klaar.stdout.split()


def ingelezen(*opdrachten: str) -> set[str]:
    """Each package that a new Python has read in after these statements."""
    toon = "import sys; print(*{naam.split('.')[0] for naam in sys.modules})"
    return set(uitvoer_van(*opdrachten, toon))


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


@pytest.mark.parametrize(
    ("lees_in", "iemand"),
    [(f"import {PROCESSEN[0]}.__main__", "False"), ("import aiohttp", "True")],
)
def test_wat_een_pakket_klaarzet_om_te_bellen_vertrouwt_niemand(
    lees_in: str, iemand: str, pki: Pki
) -> None:
    """Geen wortel van het web; het tweede geval laat zien dat het pakket ze anders zelf leest."""
    tel = "print(any(een.get_ca_certs() for een in alle if isinstance(een, ssl.SSLContext)))"
    opdrachten = (lees_in, "import gc, ssl", "gc.unfreeze()", "alle = gc.get_objects()", tel)
    assert uitvoer_van(*opdrachten, SSL_CERT_FILE=str(pki.vertrouwen), SSL_CERT_DIR=os.devnull) == [
        iemand
    ]
