"""Een ZIP van een vreemde: bommen, trucs en halve bestanden worden geweigerd, nooit gevolgd."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from shared.bewijsbundel.controle import verifieer_bundel
from shared.bewijsbundel.rapport import Bundelrapport
from shared.bewijsbundel.vorm import Bundellimieten
from tests.unit.bewijsbundel.proefbundel import Proefbundel, besluitblad

KLEIN = Bundellimieten(
    max_zip_bytes=1 << 20,
    max_ingangen=20,
    max_klein_bytes=1 << 18,
    max_bladen_bytes=1 << 21,
    max_regel_bytes=1 << 14,
    max_regels=100,
)


@pytest.fixture
def bundel(tmp_path: Path) -> Path:
    return Proefbundel(bladen=[besluitblad()]).schrijf(tmp_path / "b.zip")


def soorten(rapport: Bundelrapport) -> set[str]:
    return {fout.soort.value for fout in rapport.fouten}


def _inhoud(pad: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(pad) as archief:
        return {naam: archief.read(naam) for naam in archief.namelist()}


def _bouw(bestanden: dict[str, bytes], methode: int = zipfile.ZIP_DEFLATED) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", methode) as archief:
        for naam, inhoud in bestanden.items():
            archief.writestr(naam, inhoud)
    return uit.getvalue()


def test_kleine_bundel_past_binnen_de_grenzen_van_deze_tests(bundel: Path) -> None:
    assert verifieer_bundel(bundel, limieten=KLEIN).in_orde


@pytest.mark.parametrize(
    "maak",
    [
        lambda _: b"",
        lambda _: b"PK",
        lambda _: b"geen zip, wel lang genoeg om er een te kunnen zijn",
        lambda ruw: ruw[: len(ruw) // 2],
        lambda ruw: ruw[:-1],
        lambda ruw: ruw + b"staart",
        lambda ruw: ruw[:-2] + b"\x06\x00staart",
        lambda ruw: ruw + bytes(1 << 20),
    ],
    ids=["leeg", "twee bytes", "tekst", "half", "byte te kort", "staart", "commentaar", "te groot"],
)
def test_bestand_dat_geen_hele_zip_is(bundel: Path, maak: Callable[[bytes], bytes]) -> None:
    bundel.write_bytes(maak(bundel.read_bytes()))
    assert soorten(verifieer_bundel(bundel, limieten=KLEIN)) == {"zip-onleesbaar"}


def test_zip_met_ontelbare_bestanden_wordt_niet_eens_opgesomd(bundel: Path) -> None:
    bundel.write_bytes(_bouw({**_inhoud(bundel), **{f"x{n}": b"" for n in range(20)}}))
    assert soorten(verifieer_bundel(bundel, limieten=KLEIN)) == {"zip-onleesbaar"}


def test_zip64_slot_dat_iets_anders_zegt_dan_het_gewone(bundel: Path) -> None:
    ruw = bundel.read_bytes()
    slot64 = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    bundel.write_bytes(ruw[:-22] + slot64 + ruw[-22:])
    assert soorten(verifieer_bundel(bundel, limieten=KLEIN)) == {"zip-onleesbaar"}


@pytest.mark.parametrize("naam", ["LEESMIJ.txt", "sleutels.json", "checkpoint", "convenant.json"])
def test_bom_in_een_klein_bestand_wordt_niet_uitgepakt(bundel: Path, naam: str) -> None:
    bundel.write_bytes(_bouw({**_inhoud(bundel), naam: bytes(50 << 20)}))
    rapport = verifieer_bundel(bundel, limieten=KLEIN)
    assert any(f"{naam} is te groot" in fout.melding for fout in rapport.fouten)


@pytest.mark.parametrize(
    ("bom", "melding"),
    [
        (bytes(50 << 20), "te lang"),
        (b"\n" * 50_000, "te groot"),
        ((b"{}" + b" " * 10_000 + b"\n") * 90 * 3, "te groot"),
    ],
    ids=["een lange regel", "veel lege regels", "veel volle regels"],
)
def test_bom_in_de_bladen_stopt_het_lezen(bundel: Path, bom: bytes, melding: str) -> None:
    bundel.write_bytes(_bouw({**_inhoud(bundel), "bladen.jsonl": bom}))
    rapport = verifieer_bundel(bundel, limieten=KLEIN)
    (fout,) = [f for f in rapport.fouten if f.soort == "bestand-onleesbaar"]
    assert melding in fout.melding


def test_zelfde_naam_twee_keer_in_de_zip(bundel: Path) -> None:
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(bundel, "a") as archief,
    ):
        archief.writestr("checkpoint", _inhoud(bundel)["checkpoint"])
    assert soorten(verifieer_bundel(bundel, limieten=KLEIN)) == {"bestand-onverwacht"}


def test_map_met_certificaten_als_eigen_ingang_mag(bundel: Path) -> None:
    with zipfile.ZipFile(bundel, "a") as archief:
        archief.writestr("certificaten/", b"")
    assert verifieer_bundel(bundel, limieten=KLEIN).in_orde


@pytest.mark.parametrize("methode", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ongebruikelijke_verpakking_wordt_niet_uitgepakt(bundel: Path, methode: int) -> None:
    bundel.write_bytes(_bouw(_inhoud(bundel), methode))
    rapport = verifieer_bundel(bundel, limieten=KLEIN)
    assert "bestand-onleesbaar" in soorten(rapport)
    assert any("ongebruikelijke wijze" in fout.melding for fout in rapport.fouten)


def test_onverpakte_bestanden_mogen(bundel: Path) -> None:
    bundel.write_bytes(_bouw(_inhoud(bundel), zipfile.ZIP_STORED))
    assert verifieer_bundel(bundel, limieten=KLEIN).in_orde


def test_versleuteld_bestand_wordt_als_onleesbaar_genoemd(bundel: Path) -> None:
    ruw = bytearray(bundel.read_bytes())
    # Het vlaggetje "versleuteld" in elke ingang van de inhoudsopgave en elke kop.
    for merk, plek in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        begin = ruw.find(merk)
        while begin >= 0:
            ruw[begin + plek] |= 1
            begin = ruw.find(merk, begin + 4)
    bundel.write_bytes(ruw)
    rapport = verifieer_bundel(bundel, limieten=KLEIN)
    assert sum(f.soort == "bestand-onleesbaar" for f in rapport.fouten) >= 6


def test_certificaten_en_namen_komen_leesbaar_in_de_melding(bundel: Path) -> None:
    vreemd = "x\x1b[2J\n" + "a" * 300
    bundel.write_bytes(_bouw({**_inhoud(bundel), vreemd: b""}))
    (fout,) = verifieer_bundel(bundel, limieten=KLEIN).fouten
    assert fout.soort == "bestand-onverwacht"
    assert "\x1b" not in fout.melding
    assert len(fout.melding) < 150


def test_laatste_regel_zonder_regeleinde_telt_mee(bundel: Path) -> None:
    inhoud = _inhoud(bundel)
    bundel.write_bytes(_bouw({**inhoud, "bladen.jsonl": inhoud["bladen.jsonl"].rstrip(b"\n")}))
    rapport = verifieer_bundel(bundel, limieten=KLEIN)
    assert rapport.in_orde
    assert rapport.bladen == 1
