"""Een databank die even niet wil, zoals een volle schijf: wat erin gaat, mislukt."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Engine, text

_DICHT = {
    "sqlite": (
        "CREATE TRIGGER {naam} BEFORE INSERT ON {tabel} "
        "BEGIN SELECT RAISE(ABORT, 'de schijf is vol'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION {naam}() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'de schijf is vol' USING ERRCODE = 'disk_full'; END $$",
        "CREATE TRIGGER {naam} BEFORE INSERT ON {tabel} FOR EACH ROW EXECUTE FUNCTION {naam}()",
    ),
}
_OPEN = {
    "sqlite": ("DROP TRIGGER {naam}",),
    "postgresql": ("DROP TRIGGER {naam} ON {tabel}", "DROP FUNCTION {naam}"),
}


@contextmanager
def weigerende_databank(engine: Engine, tabel: str) -> Iterator[None]:
    """Zolang dit duurt gaat er in deze tabel niets bij, langs welke weg ook."""
    soort = engine.dialect.name
    # Een eigen naam: een verbinding uit de voorraad kan de vorige nog voor zich zien.
    namen = {"tabel": tabel, "naam": f"proef_vol_{secrets.token_hex(4)}"}
    _voer_uit(engine, _DICHT[soort], namen)
    try:
        yield
    finally:
        _voer_uit(engine, _OPEN[soort], namen)


def _voer_uit(engine: Engine, opdrachten: tuple[str, ...], namen: Mapping[str, str]) -> None:
    with engine.begin() as verbinding:
        for opdracht in opdrachten:
            verbinding.execute(text(opdracht.format(**namen)))
