"""Een partij maakt haar eerste en haar volgende document zelf, op de opdrachtregel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from deploy.uitgifte import Doel, Houder, Termijn, Uitgegeven, geef_uit, maak_wortel
from shared.bericht.partijen.partijbestand import lees_partijbestand
from shared.bericht.partijen.partijdocument import lees_partijdocument
from shared.cli.hoofd import main
from tests.unit.logboek.hulp import getuigesleutel

OIN = "00000099000000002000"
Uitvoer = pytest.CaptureFixture[str]


@dataclass
class Sleutelmap:
    """Sleutels en certificaten van een partij op schijf."""

    map: Path
    wortel: Uitgegeven
    termijn: Termijn

    def maak(self, doel: Doel, naam: str, oin: str = OIN) -> str:
        """Een certificaat met zijn sleutel; de naam van het certificaat."""
        sleutel = (
            rsa.generate_private_key(65537, 2048)
            if doel is Doel.VERSLEUTELING
            else ec.generate_private_key(ec.SECP256R1())
        )
        houder = Houder("proef", "Proefpartij (test)", oin)
        eigen = geef_uit(self.wortel, houder, doel, sleutel, self.termijn)
        (self.map / f"{naam}.pem").write_bytes(eigen.pem)
        (self.map / f"{naam}.sleutel").write_bytes(eigen.sleutel_pem)
        return str(self.map / f"{naam}.pem")

    def tekent(self, naam: str) -> list[str]:
        """De opties waarmee met deze sleutel wordt getekend."""
        sleutel = str(self.map / f"{naam}.sleutel")
        return ["--sleutel", sleutel, "--certificaat", str(self.map / f"{naam}.pem")]


@pytest.fixture(scope="module")
def sleutels(tmp_path_factory: pytest.TempPathFactory) -> Sleutelmap:
    nu = datetime.now(UTC)
    termijn = Termijn(nu - timedelta(days=30), nu + timedelta(days=300))
    wortel = maak_wortel(termijn)
    map_ = tmp_path_factory.mktemp("sleutels")
    (map_ / "ca.pem").write_bytes(wortel.pem)
    bos = Sleutelmap(map_, wortel, termijn)
    for doel in Doel:
        bos.maak(doel, doel.value)
    bos.maak(Doel.ONDERTEKENING, "nieuw")
    bos.maak(Doel.ONDERTEKENING, "vreemd", "00000099000000666000")
    return bos


@pytest.fixture
def bestand(sleutels: Sleutelmap, tmp_path: Path, capsys: Uitvoer) -> Path:
    """Het bestand van een partij die haar eerste document maakte."""
    pad = tmp_path / "politie.json"
    assert main(_eerste(sleutels, pad)) == 0
    assert "document 1" in capsys.readouterr().out
    return pad


def _eerste(sleutels: Sleutelmap, pad: Path, *anders: str) -> list[str]:
    opdracht = ["partijdocument", "eerste", str(pad), "--code", "politie"]
    for doel in Doel:
        opdracht += [f"--{doel.value}", str(sleutels.map / f"{doel.value}.pem")]
    opdracht += ["--endpoint", "https://politie.example", "--dpia", "2026-10-01"]
    opdracht += ["--getuige", getuigesleutel().vkey]
    return [*opdracht, *sleutels.tekent("ondertekening"), *anders]


def _volgende(sleutels: Sleutelmap, pad: Path, naam: str, *wat: str) -> int:
    return main(["partijdocument", "volgende", str(pad), *sleutels.tekent(naam), *wat])


def _toon(sleutels: Sleutelmap, pad: Path, oin: str = OIN) -> int:
    opties = ["--partij", f"politie={oin}", "--vertrouwen", str(sleutels.map / "ca.pem")]
    return main(["partijdocument", "toon", str(pad), *opties])


def test_het_eerste_document_zegt_wat_is_opgegeven(bestand: Path, sleutels: Sleutelmap) -> None:
    (getekend,) = lees_partijbestand(bestand.read_bytes()).keten
    document = lees_partijdocument(getekend.inhoud)
    assert (document.code, document.oin, document.naam) == ("politie", OIN, "Proefpartij (test)")
    assert (document.actief, str(document.dpia)) == (True, "2026-10-01")
    assert document.getuige == getuigesleutel().vkey
    assert _toon(sleutels, bestand) == 0


def test_een_nieuwe_sleutel_wordt_door_de_oude_doorgegeven(
    bestand: Path, sleutels: Sleutelmap, capsys: Uitvoer
) -> None:
    _wacht_een_seconde(bestand)
    nieuw, oud = (str(sleutels.map / f"{naam}.pem") for naam in ("nieuw", "ondertekening"))
    rol = ["--ondertekening", nieuw, "--ondertekening", oud]
    assert _volgende(sleutels, bestand, "ondertekening", *rol) == 0
    assert "certificaten.ondertekening" in capsys.readouterr().out
    assert _toon(sleutels, bestand) == 0


def test_wie_de_sleutel_van_het_vorige_niet_heeft_voegt_niets_toe(
    bestand: Path, sleutels: Sleutelmap, capsys: Uitvoer
) -> None:
    _wacht_een_seconde(bestand)
    was = bestand.read_bytes()
    for naam in ("vreemd", "nieuw"):
        assert _volgende(sleutels, bestand, naam, "--endpoint", "https://elders.example") == 1
        assert "vorige document" in capsys.readouterr().err
    assert bestand.read_bytes() == was


def test_een_tweede_eerste_document_komt_er_niet(
    bestand: Path, sleutels: Sleutelmap, capsys: Uitvoer
) -> None:
    was = bestand.read_bytes()
    assert main(_eerste(sleutels, bestand)) == 1
    assert "is er al" in capsys.readouterr().err
    assert bestand.read_bytes() == was


def test_een_bestand_van_een_ander_oin_is_niet_van_die_partij(
    bestand: Path, sleutels: Sleutelmap, capsys: Uitvoer
) -> None:
    assert _toon(sleutels, bestand, "00000099000000666000") == 1
    assert OIN in capsys.readouterr().err


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        (["--dpia", "2999-01-01"], "/dpia"),
        (["--dpia", "gisteren"], "/dpia"),
        (["--endpoint", "http://politie.example"], "/endpoint"),
    ],
)
def test_wat_niet_kan_wordt_gezegd_en_niet_geschreven(
    sleutels: Sleutelmap, tmp_path: Path, capsys: Uitvoer, anders: list[str], melding: str
) -> None:
    pad = tmp_path / "politie.json"
    assert main(_eerste(sleutels, pad, *anders)) == 1
    assert melding in capsys.readouterr().err
    assert not pad.exists()


@pytest.mark.parametrize("inhoud", [None, b"", b"{}", b"\xff"], ids=str)
def test_een_bestand_dat_er_niet_is_of_niet_klopt(
    sleutels: Sleutelmap, tmp_path: Path, capsys: Uitvoer, inhoud: bytes | None
) -> None:
    pad = tmp_path / "politie.json"
    if inhoud is not None:
        pad.write_bytes(inhoud)
    assert _volgende(sleutels, pad, "ondertekening") == 1
    assert _toon(sleutels, pad) == 1
    assert capsys.readouterr().err


def test_wat_niet_te_openen_is_staat_er_met_de_optie_die_het_noemt(
    sleutels: Sleutelmap, tmp_path: Path, capsys: Uitvoer
) -> None:
    goed, weg = tmp_path / "politie.json", tmp_path / "weg.pem"
    assert main(_eerste(sleutels, goed, "--sleutel", str(weg))) == 1
    zin = f"--sleutel: {weg} is niet te openen: het bestand bestaat niet.\n"
    assert capsys.readouterr().err == zin
    assert main(_eerste(sleutels, goed, "--transport", str(tmp_path))) == 1
    assert "--transport: " in capsys.readouterr().err
    assert main(_eerste(sleutels, tmp_path / "map" / "politie.json")) == 1
    zin = f"is niet te openen: de map {tmp_path / 'map'} bestaat niet.\n"
    assert capsys.readouterr().err.endswith(zin)


def test_een_sleutel_die_geen_getuige_is_wordt_geweigerd(
    sleutels: Sleutelmap, tmp_path: Path
) -> None:
    assert main(_eerste(sleutels, tmp_path / "politie.json", "--getuige", "geen-sleutel")) == 2


def _wacht_een_seconde(bestand: Path) -> None:
    """Een volgend document is later, in hele seconden."""
    getekend = lees_partijbestand(bestand.read_bytes()).keten[-1]
    while datetime.now(UTC) < lees_partijdocument(getekend.inhoud).tijdstip + timedelta(seconds=1):
        pass
