"""`ververs-sleutels` zoals een beheerder het draait: alles blijft leesbaar, een oude kluis niet."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from deploy.pki import Pki
from services.politie.partij import POLITIE
from shared.kluis.bestand import BestandsSleutelbron
from shared.kluis.fouten import KluisNietBeschikbaar
from shared.kluis.kluis import Kluis
from shared.opslag.engine import maak_engine
from shared.partijdienst.opdracht import main
from tests.integratie.installatie import richt_in


def test_na_verversen_is_alles_te_lezen_en_een_oude_kluis_waardeloos(
    tmp_path: Path, pki: Pki, capsys: pytest.CaptureFixture[str]
) -> None:
    hier = richt_in(tmp_path / "installatie", pki)
    toen = json.loads(hier.hoofdsleutel.read_text())
    kluis = Path(hier.instellingen.kluis.url.removeprefix("sqlite:///"))
    for deel in kluis.parent.glob(f"{kluis.name}*"):
        shutil.copy(deel, tmp_path / deel.name)
    capsys.readouterr()

    for _ in range(2):
        assert main(POLITIE, ["ververs-sleutels", "--config", str(hier.config)]) == 0
        gezegd = capsys.readouterr()
        assert json.loads(gezegd.out.splitlines()[-1]) == {"zoekvakken": 1, "tijdperken": 1}
        assert "zoekvak 1 van 1" in gezegd.err

    nu = json.loads(hier.hoofdsleutel.read_text())
    assert not set(toen["hoofdsleutels"].values()) & set(nu["hoofdsleutels"].values())
    with hier.register() as register:
        for nummer, persoon in enumerate(hier.personen):
            wie = register.zoek(f"Verzonneling {nummer}", date(2010, 1, 1 + nummer))
            assert [een.id for een in wie] == [persoon]
    oud = maak_engine(f"sqlite:///{tmp_path / kluis.name}")
    with pytest.raises(KluisNietBeschikbaar, match="horen niet bij elkaar"):
        Kluis(oud, BestandsSleutelbron(hier.hoofdsleutel, test_toegestaan=True)).controleer()
    oud.dispose()
