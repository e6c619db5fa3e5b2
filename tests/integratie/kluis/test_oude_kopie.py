"""Vernietigd is onleesbaar, ook in een oudere kopie van de kluis."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Engine, select

from shared.kluis.bestand import BestandsSleutelbron
from shared.kluis.fouten import KluisNietBeschikbaar, ZegelGebroken
from shared.kluis.kluis import Kluis
from shared.kluis.tabellen import MIGRATIES, KluisBasis, Tijdperk
from shared.kluis.zegel import ontzegel, samen, zegelcontext
from shared.opslag.engine import maak_engine
from shared.opslag.migratie import migreer
from tests.hulp.databank import NieuweDatabank
from tests.integratie.kluis.opstelling import Opstelling

PLEK = zegelcontext("persoon", "naam", "1")


@pytest.fixture
def reservekopie(
    opstelling: Opstelling, nieuwe_databank: NieuweDatabank
) -> Iterator[tuple[Engine, str, bytes]]:
    """Een kopie van de kluis uit de tijd dat de persoon er nog in zat."""
    sleutel = opstelling.kluis.maak_sleutel()
    verzegeld = opstelling.kluis.verzegel(sleutel, b"inhoud", PLEK)
    engine = _kopieer(opstelling.engine, nieuwe_databank("kopie"))
    yield engine, sleutel, verzegeld
    engine.dispose()


def test_voor_de_vernietiging_is_een_reservekopie_een_echte_reserve(
    opstelling: Opstelling, reservekopie: tuple[Engine, str, bytes]
) -> None:
    engine, sleutel, verzegeld = reservekopie
    assert Kluis(engine, opstelling.bron).open(sleutel, verzegeld, PLEK) == b"inhoud"


def test_na_de_vernietiging_opent_een_oude_kopie_niets_meer(
    opstelling: Opstelling, reservekopie: tuple[Engine, str, bytes]
) -> None:
    engine, sleutel, verzegeld = reservekopie
    blijft = opstelling.kluis.maak_sleutel()
    van_blijft = opstelling.kluis.verzegel(blijft, b"blijft", PLEK)
    opstelling.kluis.vernietig(sleutel)

    oud = Kluis(engine, BestandsSleutelbron(opstelling.pad, test_toegestaan=True))
    with pytest.raises(KluisNietBeschikbaar):
        oud.open(sleutel, verzegeld, PLEK)
    # Wie de oude kopie in gebruik neemt, mag de echte kluis niet beschadigen.
    for poging in (oud.controleer, oud.maak_sleutel, lambda: oud.vernietig(sleutel)):
        with pytest.raises(KluisNietBeschikbaar, match="horen niet bij elkaar"):
            poging()
    assert opstelling.kluis.open(blijft, van_blijft, PLEK) == b"blijft"


def test_met_alles_uit_de_sleutelbron_van_vandaag_is_de_oude_tijdperksleutel_niet_te_maken(
    opstelling: Opstelling, reservekopie: tuple[Engine, str, bytes]
) -> None:
    engine, sleutel, _ = reservekopie
    with engine.connect() as verbinding:
        oud = verbinding.execute(select(Tijdperk.id, Tijdperk.gewikkeld)).one()
    assert oud.gewikkeld is not None
    gereedschap = _alle_wikkelsleutels(opstelling.pad, oud.id)
    assert any(_opent(s, oud.gewikkeld, oud.id) for s in gereedschap)
    opstelling.kluis.vernietig(sleutel)
    gereedschap = _alle_wikkelsleutels(opstelling.pad, oud.id)
    assert gereedschap
    assert not any(_opent(s, oud.gewikkeld, oud.id) for s in gereedschap)


def test_een_lege_kluis_bij_een_gebruikte_sleutelbron_wordt_geweigerd(
    opstelling: Opstelling, nieuwe_databank: NieuweDatabank
) -> None:
    sleutel = opstelling.kluis.maak_sleutel()
    verzegeld = opstelling.kluis.verzegel(sleutel, b"inhoud", PLEK)
    leeg_url = nieuwe_databank("leeg")
    migreer(leeg_url, [MIGRATIES])
    leeg_engine = maak_engine(leeg_url)
    leeg = Kluis(leeg_engine, opstelling.bron)
    for poging in (leeg.controleer, leeg.maak_sleutel, lambda: leeg.vernietig(sleutel)):
        with pytest.raises(KluisNietBeschikbaar, match="horen niet bij elkaar"):
            poging()
    leeg_engine.dispose()
    assert opstelling.kluis.open(sleutel, verzegeld, PLEK) == b"inhoud"


def test_een_andere_sleutelbron_opent_niets_en_beschadigt_niets(
    opstelling: Opstelling, tmp_path: Path
) -> None:
    sleutel = opstelling.kluis.maak_sleutel()
    verzegeld = opstelling.kluis.verzegel(sleutel, b"inhoud", PLEK)
    vreemd = BestandsSleutelbron.maak(tmp_path / "vreemd.json", test=True)
    met_vreemd = Kluis(opstelling.engine, vreemd)
    for poging in (
        met_vreemd.controleer,
        met_vreemd.maak_sleutel,
        lambda: met_vreemd.vernietig(sleutel),
        lambda: met_vreemd.open(sleutel, verzegeld, PLEK),
    ):
        with pytest.raises(KluisNietBeschikbaar):
            poging()
    assert opstelling.kluis.open(sleutel, verzegeld, PLEK) == b"inhoud"


def test_de_oude_geheimen_staan_in_geen_bestand_meer(opstelling: Opstelling) -> None:
    sleutel = opstelling.kluis.maak_sleutel()
    geheimen = json.loads(opstelling.pad.read_text())["tijdperken"].values()
    with opstelling.engine.connect() as verbinding:
        gewikkeld = verbinding.scalar(select(Tijdperk.gewikkeld))
    assert gewikkeld is not None
    opstelling.kluis.vernietig(sleutel)
    for bestand in opstelling.pad.parent.iterdir():
        inhoud = bestand.read_bytes()
        for geheim in geheimen:
            assert geheim.encode() not in inhoud, bestand
        assert gewikkeld not in inhoud, bestand


def _kopieer(van: Engine, naar_url: str) -> Engine:
    migreer(naar_url, [MIGRATIES])
    naar = maak_engine(naar_url)
    with van.connect() as bron, naar.begin() as doel:
        for tabel in KluisBasis.metadata.sorted_tables:
            for rij in bron.execute(select(tabel)).mappings():
                doel.execute(tabel.insert(), dict(rij))
    return naar


def _alle_wikkelsleutels(pad: Path, tijdperk: str) -> list[bytes]:
    """Wat een aanvaller met het sleutelbestand van nu voor een tijdperk kan afleiden."""
    inhoud = json.loads(pad.read_text())
    hoofd = [inhoud["hoofdsleutel"], *inhoud["hoofdsleutels"].values()]
    geheimen = [b64decode(geheim) for geheim in inhoud["tijdperken"].values()]
    return [
        HKDF(algorithm=SHA256(), length=32, salt=None, info=_context(tijdperk)).derive(deel)
        for geheim in (*geheimen, b"")
        for een in map(b64decode, hoofd)
        for deel in (een + geheim, geheim + een, geheim)
    ]


def _context(tijdperk: str) -> bytes:
    return samen(b"driehoek/kluis/tijdperk/1", tijdperk.encode())


def _opent(sleutel: bytes, gewikkeld: bytes, tijdperk: str) -> bool:
    try:
        ontzegel(sleutel, gewikkeld, _context(tijdperk))
    except ZegelGebroken:
        return False
    return True
