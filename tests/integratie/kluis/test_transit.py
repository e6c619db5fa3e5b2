"""De kluis met een sleuteldienst van buiten: een eigen proces, over TLS, met een certificaat."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from deploy.pki import Pki, maak_pki
from shared.kluis.fouten import (
    KluisNietBeschikbaar,
    OngeldigeSleutelbron,
    SleutelVernietigd,
    TijdperkOnbekend,
    ZegelGebroken,
)
from shared.kluis.kluis import Kluis
from shared.kluis.tabellen import MIGRATIES, KluisBasis
from shared.kluis.transit import TransitSleutelbron, Transittoegang
from shared.opslag.engine import maak_engine
from shared.opslag.migratie import migreer

TOKEN = "proef-token-van-niemand"
PLEK = b"proef/1"
SLEUTEL = bytes(range(32))


@dataclass
class Dienst:
    """De sleuteldienst die draait, en hoe een partij haar bereikt."""

    proces: subprocess.Popen[str]
    toegang: Transittoegang
    pki: Pki


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    return maak_pki(tmp_path_factory.mktemp("pki"), ondertekening="p256", rsa_bits=2048)


@pytest.fixture
def dienst(pki: Pki, tmp_path: Path) -> Iterator[Dienst]:
    zij, wij = pki.deelnemers["gateway"].transport, pki.deelnemers["politie"].transport
    token = tmp_path / "token"
    token.write_text(f"{TOKEN}\n")
    token.chmod(0o600)
    opdracht = [
        sys.executable, "-m", "tests.hulp.transitdienst",
        str(zij.certificaat), str(zij.sleutel), str(pki.vertrouwen), TOKEN,
    ]  # fmt: skip
    proces = subprocess.Popen(opdracht, stdout=subprocess.PIPE, text=True)
    try:
        assert proces.stdout is not None
        poort = int(proces.stdout.readline())
        yield Dienst(
            proces,
            Transittoegang(
                url=f"https://localhost:{poort}",
                mount="transit",
                voorvoegsel="driehoek-politie",
                token=token,
                vertrouwen=pki.vertrouwen,
                paar=(wij.certificaat, wij.sleutel),
            ),
            pki,
        )
    finally:
        proces.kill()
        proces.communicate()


@pytest.fixture
def bron(dienst: Dienst) -> Iterator[TransitSleutelbron]:
    gemaakt = TransitSleutelbron(dienst.toegang)
    yield gemaakt
    gemaakt.sluit()


def test_een_tijdperk_leeft_en_sterft_in_de_sleuteldienst(bron: TransitSleutelbron) -> None:
    assert bron.tijdperken() == frozenset()
    with pytest.raises(TijdperkOnbekend):
        bron.wikkel("een", SLEUTEL)
    bron.maak_tijdperk("een")
    bron.maak_tijdperk("een")
    bron.maak_tijdperk("twee")
    assert bron.tijdperken() == {"een", "twee"}
    gewikkeld = bron.wikkel("een", SLEUTEL)
    assert bron.ontwikkel("een", gewikkeld) == SLEUTEL
    for tijdperk, ander in (
        ("twee", gewikkeld),
        ("een", gewikkeld[:-6] + b"AAAA=="),
        ("een", b"x"),
    ):
        with pytest.raises(ZegelGebroken):
            bron.ontwikkel(tijdperk, ander)
    bron.vernietig_tijdperk("een")
    bron.vernietig_tijdperk("een")
    assert bron.tijdperken() == {"twee"}
    with pytest.raises(TijdperkOnbekend):
        bron.ontwikkel("een", gewikkeld)


def test_een_kluis_op_de_sleuteldienst_vernietigt_ook_oude_kopieen(
    bron: TransitSleutelbron, tmp_path: Path
) -> None:
    pad = tmp_path / "kluis.sqlite"
    migreer(f"sqlite:///{pad}", [MIGRATIES], KluisBasis.metadata)
    engine = maak_engine(f"sqlite:///{pad}")
    kluis = Kluis(engine, bron)
    kluis.controleer()
    weg, blijft = kluis.maak_sleutel(), kluis.maak_sleutel()
    verzegeld = {een: kluis.verzegel(een, b"verzonnen", PLEK) for een in (weg, blijft)}
    engine.dispose()
    for deel in tmp_path.glob("kluis.sqlite*"):
        shutil.copy(deel, tmp_path / deel.name.replace("kluis", "oud"))
    (toen,) = bron.tijdperken()

    kluis.vernietig(weg)

    assert kluis.open(blijft, verzegeld[blijft], PLEK) == b"verzonnen"
    with pytest.raises(SleutelVernietigd):
        kluis.open(weg, verzegeld[weg], PLEK)
    assert len(bron.tijdperken()) == 1
    assert toen not in bron.tijdperken()
    oud = maak_engine(f"sqlite:///{tmp_path / 'oud.sqlite'}")
    with pytest.raises(KluisNietBeschikbaar, match="horen niet bij elkaar"):
        Kluis(oud, bron).controleer()
    with pytest.raises(KluisNietBeschikbaar):
        Kluis(oud, bron).open(weg, verzegeld[weg], PLEK)
    oud.dispose()
    engine.dispose()


def test_wat_er_ook_mis_is_de_kluis_wacht_en_zegt_niets_geheims(
    dienst: Dienst, bron: TransitSleutelbron
) -> None:
    bron.maak_tijdperk("een")
    dienst.toegang.token.write_text("een-ander-geheim-token")
    with pytest.raises(KluisNietBeschikbaar, match="status 403") as geweigerd:
        bron.wikkel("een", SLEUTEL)
    dienst.toegang.token.write_text(TOKEN)
    vreemd = TransitSleutelbron(replace(dienst.toegang, mount="elders"))
    with pytest.raises(KluisNietBeschikbaar, match="status 404"):
        vreemd.maak_tijdperk("een")
    vreemd.sluit()
    dienst.proces.kill()
    dienst.proces.wait()
    with pytest.raises(KluisNietBeschikbaar, match="antwoordt niet") as weg:
        bron.ontwikkel("een", b"vault:v1:geheim")
    for fout in (geweigerd, weg):
        assert "geheim" not in str(fout.value)
        assert fout.value.__cause__ is None


def test_alleen_wie_zij_kent_en_alleen_met_een_certificaat(dienst: Dienst, tmp_path: Path) -> None:
    zonder = TransitSleutelbron(replace(dienst.toegang, paar=None))
    with pytest.raises(KluisNietBeschikbaar, match="antwoordt niet"):
        zonder.tijdperken()
    zonder.sluit()
    andere = maak_pki(tmp_path / "andere-pki", ondertekening="p256", rsa_bits=2048)
    vreemd = TransitSleutelbron(replace(dienst.toegang, vertrouwen=andere.vertrouwen))
    with pytest.raises(KluisNietBeschikbaar, match="ConnectError"):
        vreemd.tijdperken()
    vreemd.sluit()


def test_zij_begint_niet_zonder_bescherming(dienst: Dienst) -> None:
    goed = dienst.toegang
    with pytest.raises(OngeldigeSleutelbron, match="alleen over https"):
        TransitSleutelbron(replace(goed, url="http://localhost:8200"))
    goed.token.chmod(0o644)
    with pytest.raises(OngeldigeSleutelbron, match="chmod 600"):
        TransitSleutelbron(goed)
    with pytest.raises(OngeldigeSleutelbron, match="geen leesbaar token"):
        TransitSleutelbron(replace(goed, token=goed.token.with_name("weg")))
