"""De code uit het ontvangstbewijs staat in een kolom, ook van wat er al was."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import text

import shared.partij.migraties
from shared.opslag.engine import maak_engine
from shared.opslag.migratie import migreer

REVISIES = Path(next(iter(shared.partij.migraties.__path__)))
NIEUW = ("partij_0008", "partij_0009")
BEWAARD = (
    "INSERT INTO uitgaand (bericht_id, soort, ontvanger, kop, sleutels, geheim, status, pogingen, "
    "laatste_fout, antwoord, gemaakt_op, bijgewerkt_op, fase) VALUES (:id, 'correctie', 'om', "
    "'{}', '[]', :geheim, 'geweigerd', 1, :fout, :antwoord, :nu, :nu, 'bericht')"
)


def _antwoord(reden: str | None) -> str:
    inhoud: dict[str, Any] = {"status": "geweigerd", "reden": reden}
    return json.dumps({"ontvangst": {"inhoud": json.dumps(inhoud), "handtekening": "x"}})


def test_wat_er_al_stond_krijgt_de_code_uit_zijn_bewijs_en_niet_uit_een_zin(
    databank_url: str, tmp_path: Path
) -> None:
    for bestand in REVISIES.glob("*.py"):
        if not bestand.name.startswith(NIEUW):
            shutil.copy(bestand, tmp_path)
    migreer(databank_url, [tmp_path])
    rijen = {
        "0193aaaa-0000-7000-8000-000000000001": ("In een oude release heette het zo.", "NIET_HIER"),
        "0193aaaa-0000-7000-8000-000000000002": ("Zij schreef (NIET_HIER).", "REGELS"),
        "0193aaaa-0000-7000-8000-000000000003": ("De gateway weigerde.", None),
    }
    engine = maak_engine(databank_url)
    moment = ":nu" if engine.dialect.name == "sqlite" else "CAST(:nu AS timestamptz)"
    with engine.begin() as verbinding:
        for kenmerk, (fout, reden) in rijen.items():
            waarden = {
                "id": kenmerk, "fout": fout, "geheim": b"", "nu": "2026-11-23T10:00:00.000000Z",
                "antwoord": None if reden is None else _antwoord(reden),
            }  # fmt: skip
            verbinding.execute(text(BEWAARD.replace(":nu", moment)), waarden)
    engine.dispose()
    migreer(databank_url, [REVISIES])
    engine = maak_engine(databank_url)
    with engine.connect() as verbinding:
        gevonden = verbinding.execute(text("SELECT bericht_id, ontvangstreden FROM uitgaand"))
        assert {een[0]: een[1] for een in gevonden} == {
            kenmerk: reden for kenmerk, (_, reden) in rijen.items()
        }
    engine.dispose()
