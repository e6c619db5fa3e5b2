"""De kluis met een sleuteldienst van buiten: een echte OpenBao, over TLS, met een certificaat."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
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
from shared.kluis.transit import TransitSleutelbron
from shared.opslag.engine import maak_engine
from shared.opslag.migratie import migreer
from tests.hulp.openbao import VOORVOEGSEL, OpenBao, start

PLEK = b"proef/1"
SLEUTEL = bytes(range(32))


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    return maak_pki(tmp_path_factory.mktemp("pki"), ondertekening="p256", rsa_bits=2048)


@pytest.fixture(scope="module")
def openbao(tmp_path_factory: pytest.TempPathFactory, pki: Pki) -> Iterator[OpenBao]:
    gestart = start(tmp_path_factory.mktemp("openbao"), pki)
    yield gestart
    gestart.stop()


@pytest.fixture
def dienst(openbao: OpenBao) -> Iterator[OpenBao]:
    """Voor elke test zonder een sleutel."""
    token = openbao.toegang.token.read_text()
    yield openbao
    openbao.toegang.token.write_text(token)
    openbao.toegang.token.chmod(0o600)
    openbao.vraag("DELETE", "sys/mounts/transit")
    openbao.vraag("POST", "sys/mounts/transit", {"type": "transit"})


@pytest.fixture
def bron(dienst: OpenBao) -> Iterator[TransitSleutelbron]:
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


def test_het_token_van_de_handleiding_mag_niets_meer_dan_nodig_is(
    dienst: OpenBao, bron: TransitSleutelbron
) -> None:
    bron.maak_tijdperk("een")
    naam = f"{VOORVOEGSEL}-een"
    sleutel = dienst.vraag("GET", f"transit/keys/{naam}")["data"]
    assert (sleutel["exportable"], sleutel["allow_plaintext_backup"]) == (False, False)
    token = {"X-Vault-Token": dienst.toegang.token.read_text().strip()}
    for methode, pad in (
        ("GET", f"transit/export/encryption-key/{naam}"),
        ("GET", f"transit/backup/{naam}"),
        ("POST", "transit/keys/driehoek-om-een"),
        ("GET", "sys/mounts"),
    ):
        assert dienst.beheer.request(methode, pad, headers=token, json={}).status_code == 403, pad
    # Wie de dienst beheert kan een sleutel maken die eruit mag: dan begint de kluis niet.
    dienst.vraag("POST", f"transit/keys/{VOORVOEGSEL}-twee", {"exportable": True})
    with pytest.raises(OngeldigeSleutelbron, match="mag eruit"):
        bron.maak_tijdperk("twee")


def test_wat_er_ook_mis_is_de_kluis_wacht_en_zegt_niets_geheims(
    dienst: OpenBao, bron: TransitSleutelbron, pki: Pki, tmp_path: Path
) -> None:
    bron.maak_tijdperk("een")
    token = dienst.toegang.token.read_text()
    dienst.toegang.token.write_text("een-ander-geheim-token")
    with pytest.raises(KluisNietBeschikbaar, match="status 403") as geweigerd:
        bron.wikkel("een", SLEUTEL)
    dienst.toegang.token.write_text(token)
    vreemd = TransitSleutelbron(replace(dienst.toegang, mount="elders"))
    with pytest.raises(KluisNietBeschikbaar, match="status 403"):
        vreemd.maak_tijdperk("een")
    vreemd.sluit()
    ander = start(tmp_path, pki)
    try:
        elders = TransitSleutelbron(ander.toegang)
        elders.maak_tijdperk("een")
        gewikkeld = elders.wikkel("een", SLEUTEL)
        ander.vraag("PUT", "sys/seal")
        with pytest.raises(KluisNietBeschikbaar, match="status 503") as verzegeld:
            elders.ontwikkel("een", gewikkeld)
        ander.proces.kill()
        ander.proces.wait()
        with pytest.raises(KluisNietBeschikbaar, match="antwoordt niet") as weg:
            elders.ontwikkel("een", b"vault:v1:geheim")
        elders.sluit()
    finally:
        ander.stop()
    for fout in (geweigerd, verzegeld, weg):
        assert "geheim" not in str(fout.value)
        assert fout.value.__cause__ is None


def test_alleen_wie_zij_kent_en_alleen_met_een_certificaat(dienst: OpenBao, tmp_path: Path) -> None:
    zonder = TransitSleutelbron(replace(dienst.toegang, paar=None))
    with pytest.raises(KluisNietBeschikbaar, match="antwoordt niet"):
        zonder.tijdperken()
    zonder.sluit()
    andere = maak_pki(tmp_path / "andere-pki", ondertekening="p256", rsa_bits=2048)
    vreemd = TransitSleutelbron(replace(dienst.toegang, vertrouwen=andere.vertrouwen))
    with pytest.raises(KluisNietBeschikbaar, match="ConnectError"):
        vreemd.tijdperken()
    vreemd.sluit()


def test_zij_begint_niet_zonder_bescherming(dienst: OpenBao) -> None:
    goed = dienst.toegang
    with pytest.raises(OngeldigeSleutelbron, match="alleen over https"):
        TransitSleutelbron(replace(goed, url="http://localhost:8200"))
    goed.token.chmod(0o644)
    with pytest.raises(OngeldigeSleutelbron, match="chmod 600"):
        TransitSleutelbron(goed)
    with pytest.raises(OngeldigeSleutelbron, match="geen leesbaar token"):
        TransitSleutelbron(replace(goed, token=goed.token.with_name("weg")))
