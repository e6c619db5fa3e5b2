"""Wat als herstel in een idempotentiesleutel stond, staat na de migratie in zijn eigen kolom."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import text

from shared.opslag.engine import maak_engine
from shared.opslag.migratie import migreer
from tests.architectuur.bron import WORTEL

GROEP = "0193aaaa-0000-7000-8000-0000000000a1"
OUD, EERSTE, TWEEDE, EIGEN, ANDERS, LOS = (
    f"0193aaaa-0000-7000-8000-00000000000{nummer}" for nummer in range(1, 7)
)
NERGENS = "0193aaaa-0000-7000-8000-0000000000ff"
RIJEN = (
    (OUD, "verstrekking", "a1", "gewoon"),
    (EERSTE, "verstrekking", "a1", f"opnieuw:{OUD}"),
    (TWEEDE, "verstrekking", "a2", f"opnieuw:{OUD}"),
    (EIGEN, "verstrekking", "a1", f"opnieuw:{NERGENS}"),
    (ANDERS, "informatieverzoek", "a1", f"opnieuw:{EERSTE}"),
    (LOS, "verstrekking", "a1", None),
)


def test_een_herstel_verhuist_en_een_sleutel_van_een_client_blijft(
    databank_url: str, tmp_path: Path
) -> None:
    map_ = WORTEL / "shared" / "partij" / "migraties"
    for pad in map_.glob("partij_000[1-8]_*.py"):
        shutil.copy(pad, tmp_path)
    migreer(databank_url, [tmp_path])
    engine = maak_engine(databank_url)
    postgresql = engine.dialect.name == "postgresql"
    nu = "CAST(:nu AS timestamptz)" if postgresql else ":nu"
    opdracht = text(
        "INSERT INTO uitgaand (bericht_id, soort, ontvanger, groep, medewerker, kop, sleutels, "  # noqa: S608 - vaste tekst
        "geheim, status, pogingen, idempotentiesleutel, gemaakt_op, bijgewerkt_op) VALUES "
        "(:bericht, :soort, 'gemeente', :groep, :medewerker, '{}', '[]', :geheim, 'geweigerd', 1, "
        f":sleutel, {nu}, {nu})"
    )
    vast = {"groep": GROEP, "geheim": b"", "nu": "2026-11-23T10:00:00.000000Z"}
    with engine.begin() as verbinding:
        for rij in RIJEN:
            namen = ("bericht", "soort", "medewerker", "sleutel")
            verbinding.execute(opdracht, {**vast, **dict(zip(namen, rij, strict=True))})
    engine.dispose()
    migreer(databank_url, [map_])
    engine = maak_engine(databank_url)
    with engine.connect() as verbinding:
        gevonden = verbinding.execute(
            text("SELECT bericht_id, opnieuw_van, idempotentiesleutel FROM uitgaand")
        )
        na = {rij[0]: (rij[1], rij[2]) for rij in gevonden}
    engine.dispose()
    zoals_het_was = {bericht: (None, sleutel) for bericht, _, _, sleutel in RIJEN}
    assert na == {**zoals_het_was, EERSTE: (OUD, None)}
