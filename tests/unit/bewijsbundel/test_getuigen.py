"""Van een bundel is altijd te zien wie het checkpoint mede ondertekende, en wie niet."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from shared.bewijsbundel.bundel import schrijf_bundel
from shared.bewijsbundel.controle import Vertrouwd, verifieer_bundel
from shared.bewijsbundel.rapport import Bundelrapport
from shared.cli.hoofd import main
from tests.unit.bewijsbundel.proefbundel import (
    NU,
    Proefbundel,
    herschrijf,
    standaardbladen,
    wijzig_json,
)
from tests.unit.logboek.hulp import blad_bytes, getuigesleutel, logsleutel

VREEMD = getuigesleutel(zaad=77)


@pytest.fixture
def bundel(tmp_path: Path) -> Path:
    return Proefbundel().schrijf(tmp_path / "bewijs.zip")


def _soorten(rapport: Bundelrapport) -> set[str]:
    return {fout.soort.value for fout in rapport.fouten}


def _zonder_getuigen(notitie: bytes) -> bytes:
    tekst, blok = notitie.decode().split("\n\n")
    return f"{tekst}\n\n{blok.splitlines()[0]}\n".encode()


def _ondertekend_door_een_vreemde(notitie: bytes) -> bytes:
    tekst = notitie.decode().split("\n\n")[0] + "\n"
    return _zonder_getuigen(notitie) + VREEMD.regel(tekst, int(NU.timestamp()) + 60).encode()


def test_wie_ontbreekt_staat_in_de_bundel_en_in_het_rapport(tmp_path: Path) -> None:
    pad = tmp_path / "b.zip"
    schrijf_bundel(pad, replace(Proefbundel().inhoud(), vereist=("gemeente", "om", "politie")))
    rapport = verifieer_bundel(pad)
    assert rapport.in_orde
    assert any(
        "ontbreekt de medeondertekening van 'gemeente', 'om'." in o for o in rapport.opmerkingen
    )


def test_zonder_een_enkele_getuige_zegt_het_rapport_dat(
    bundel: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ook als iemand de handtekening en de sleutel er allebei uithaalt."""
    herschrijf(
        bundel,
        {
            "checkpoint": _zonder_getuigen,
            "sleutels.json": wijzig_json(lambda s: s.update(getuigen={})),
        },
    )
    assert main(["bewijs", "verifieer", str(bundel)]) == 0
    uitvoer = capsys.readouterr().out
    assert "Getuigen      geen" in uitvoer
    assert "Geen getuige ondertekende dit checkpoint mede" in uitvoer
    sleutel = f"politie={getuigesleutel().vkey}"
    assert main(["bewijs", "verifieer", str(bundel), "--getuige", sleutel]) == 1
    assert "[medeondertekening-ongeldig]" in capsys.readouterr().out


def test_een_eigen_sleutel_van_de_vervalser_helpt_niet_tegen_die_van_de_partij(
    bundel: Path,
) -> None:
    herschrijf(
        bundel,
        {
            "checkpoint": _ondertekend_door_een_vreemde,
            "sleutels.json": wijzig_json(lambda s: s["getuigen"].update(politie=VREEMD.vkey)),
        },
    )
    assert verifieer_bundel(bundel).in_orde
    echt = {"politie": getuigesleutel().verificatiesleutel}
    rapport = verifieer_bundel(bundel, Vertrouwd(getuigen=echt))
    assert _soorten(rapport) == {"medeondertekening-ongeldig"}
    assert any("andere sleutel dan u opgaf" in fout.melding for fout in rapport.fouten)
    assert rapport.getuigen == ()


def test_een_getuige_telt_niet_voor_twee_partijen(bundel: Path) -> None:
    wijziging = wijzig_json(lambda s: s["getuigen"].update(om=s["getuigen"]["politie"]))
    rapport = verifieer_bundel(herschrijf(bundel, {"sleutels.json": wijziging}))
    assert _soorten(rapport) == {"medeondertekening-ongeldig"}
    assert rapport.getuigen == ("politie",)


@pytest.mark.parametrize("waarde", ["politie", "=x", "politie=x", f"politie={logsleutel().vkey}"])
def test_een_sleutel_die_niets_is_wordt_niet_aangenomen(
    bundel: Path, waarde: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bewijs", "verifieer", str(bundel), "--getuige", waarde]) == 2
    assert "--getuige" in capsys.readouterr().err


# --- een ander checkpoint, een ander convenant, iets voor de ZIP -------------------------------


@pytest.mark.parametrize(
    ("ander", "soort"),
    [
        (Proefbundel(grootte=6), "checkpoint-te-oud"),
        (Proefbundel(bladen=[*standaardbladen(), standaardbladen()[7]]), "checkpoint-ongeldig"),
    ],
)
def test_een_verwisseld_checkpoint_wordt_genoemd(
    tmp_path: Path, ander: Proefbundel, soort: str
) -> None:
    """Ook als geen van de bladen buiten het andere checkpoint valt."""
    pad = Proefbundel(nummers=[1, 2]).schrijf(tmp_path / "b.zip")
    rapport = verifieer_bundel(
        herschrijf(pad, {"checkpoint": lambda _: ander.checkpoint().encode()})
    )
    assert _soorten(rapport) == {soort, "bewijs-ongeldig"}


def test_een_verwisseld_convenant_wordt_genoemd_als_het_log_het_zijne_noemt(bundel: Path) -> None:
    def verwissel(document: dict[str, Any]) -> None:
        document["bron"] += "\n# niet wat is ondertekend\n"
        document["hash"] = hashlib.sha256(document["bron"].encode()).hexdigest()

    rapport = verifieer_bundel(herschrijf(bundel, {"convenant.json": wijzig_json(verwissel)}))
    assert [(f.soort.value, f.blad) for f in rapport.fouten] == [("convenant-ongeldig", 0)]


def test_een_zip_met_iets_ervoor_is_geen_bundel(bundel: Path) -> None:
    bundel.write_bytes(b"#!/bin/sh\n" + bundel.read_bytes())
    assert _soorten(verifieer_bundel(bundel)) == {"zip-onleesbaar"}


def test_een_hele_bundel_zegt_waartegen_is_bewezen_en_niets_te_veel(bundel: Path) -> None:
    with zipfile.ZipFile(bundel) as archief:
        assert set(json.loads(archief.read("sleutels.json"))) == {"log", "getuigen"}
        assert json.loads(archief.read("zoekvraag.json"))["bewezenTegen"] == 8


def test_een_blad_dat_niets_van_een_convenant_zegt_blijft_goed(tmp_path: Path) -> None:
    bladen = [blad_bytes("convenant", NU, id="rotterdam-groepsaanpak-2019")]
    assert verifieer_bundel(Proefbundel(bladen=bladen).schrijf(tmp_path / "b.zip")).in_orde
