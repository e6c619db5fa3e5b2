"""De opdracht `driehoek bewijs`: wat een controleur ziet, en met welke uitkomst."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from shared.cli.hoofd import main
from shared.convenant.regels.laden import standaard_convenant
from tests.unit.bewijsbundel.proefbundel import (
    ID,
    NU,
    Proefbundel,
    aanstellingsblad,
    autorisatieblad,
    besluitblad,
    certificaat,
    gezegd_en_afgeleverd,
    gezegdblad,
    herschrijf,
    wijzig_regels,
    wortels,
)
from tests.unit.bewijsbundel.proefperiode import Periodebundel
from tests.unit.logboek.hulp import blad_bytes, getuigesleutel, logsleutel

Uitvoer = pytest.CaptureFixture[str]
REGELS = standaard_convenant()


@pytest.fixture
def bundel(tmp_path: Path) -> Path:
    return Proefbundel().schrijf(tmp_path / "bewijs.zip")


def test_bundel_die_klopt_geeft_nul_en_telt_op(bundel: Path, capsys: Uitvoer) -> None:
    assert main(["bewijs", "verifieer", str(bundel)]) == 0
    uitvoer = capsys.readouterr()
    assert (
        "IN ORDE: 8 bladen gelezen, 3 besluiten opnieuw genomen met dezelfde uitkomst, "
        "5 handtekeningen van partijen juist bevonden." in uitvoer.out
    )
    assert "log.example/proef, 8 bladen" in uitvoer.out
    assert "Getuigen      politie" in uitvoer.out
    assert re.search(r"^Getekend      .* \(laatste getuige\), \d+ \w+ geleden$", uitvoer.out, re.M)
    assert uitvoer.err == ""


def test_controle_met_alles_wat_de_controleur_zelf_meebrengt(
    bundel: Path, tmp_path: Path, capsys: Uitvoer
) -> None:
    convenant, wortel = tmp_path / "convenant.toml", tmp_path / "wortels.pem"
    convenant.write_bytes(standaard_convenant().bron)
    wortel.write_bytes(wortels())
    opdracht = ["bewijs", "verifieer", str(bundel), "--log-sleutel", logsleutel().vkey]
    opdracht += ["--convenant", str(convenant), "--vertrouwen", str(wortel)]
    opdracht += ["--getuige", f"politie={getuigesleutel().vkey}"]
    for partij in ("politie", "gemeente"):
        opdracht += ["--partij", f"{partij}={certificaat(partij).oin}"]
    assert main(opdracht) == 0
    uitvoer = capsys.readouterr().out
    assert "IN ORDE" in uitvoer
    assert uitvoer.count("Let op") == 2
    assert "--intrekkingen" in uitvoer
    wie = certificaat("politie")
    regel = f"politie: OIN {wie.oin}, {wie.organisatie} (door u opgegeven)"
    assert regel in uitvoer


def test_zonder_oin_zegt_de_uitvoer_wat_niet_vaststaat(bundel: Path, capsys: Uitvoer) -> None:
    assert main(["bewijs", "verifieer", str(bundel)]) == 0
    uitvoer = capsys.readouterr().out
    assert "(alleen volgens de bundel)" in uitvoer
    assert "--partij CODE=OIN" in uitvoer


def test_een_ander_oin_dan_u_kent_is_een_fout(bundel: Path, capsys: Uitvoer) -> None:
    vreemd = "politie=00000099000000666000"
    assert main(["bewijs", "verifieer", str(bundel), "--partij", vreemd]) == 1
    assert "andere-ondertekenaar" in capsys.readouterr().out


@pytest.mark.parametrize(
    "opties",
    [
        ["--partij", "politie"],
        ["--partij", "politie=123"],
        ["--partij", "=00000099000000001000"],
        ["--partij", "politie=00000099000000001000", "--partij", "om=00000099000000001000"],
        ["--partij", "politie=00000099000000001000", "--partij", "politie=00000099000000002000"],
    ],
)
def test_een_partij_zonder_goed_oin_is_geen_opdracht(bundel: Path, opties: list[str]) -> None:
    assert main(["bewijs", "verifieer", str(bundel), *opties]) == 2


GETUIGE = getuigesleutel().vkey


@pytest.mark.parametrize(
    ("opties", "melding"),
    [
        (["--partij", "fbi=00000099000000666000"], "--partij: fbi komt in deze bundel niet voor"),
        (["--getuige", f"poltie={GETUIGE}"], "--getuige: poltie komt in deze bundel niet voor"),
        (["--getuige", f"politie={GETUIGE}"] * 2, "--getuige: noem elke partij een keer"),
    ],
)
def test_een_code_die_de_bundel_niet_kent_of_twee_keer_is_geen_opdracht(
    bundel: Path, opties: list[str], melding: str, capsys: Uitvoer
) -> None:
    assert main(["bewijs", "verifieer", str(bundel), *opties]) == 2
    uitvoer = capsys.readouterr()
    assert melding in uitvoer.err
    assert "niet voor" not in melding or "Wel: gemeente, om, politie." in uitvoer.err
    assert uitvoer.out == ""


def test_een_partij_die_in_de_bundel_niets_tekende_staat_erbij(
    bundel: Path, capsys: Uitvoer
) -> None:
    opdracht = ["bewijs", "verifieer", str(bundel), "--partij", "om=00000099000000003000"]
    assert main(opdracht) == 0
    assert "tekende niets namens 'om'" in capsys.readouterr().out


def test_bundel_met_fouten_geeft_een_en_noemt_ze_met_hun_blad(
    bundel: Path, capsys: Uitvoer
) -> None:
    herschrijf(
        bundel,
        {
            "bladen.jsonl": wijzig_regels(lambda regels: regels[3].update(bewijs=[])),
            "LEESMIJ.txt": lambda _: None,
        },
    )
    assert main(["bewijs", "verifieer", str(bundel)]) == 1
    uitvoer = capsys.readouterr().out
    assert "FOUT  [bestand-ontbreekt] LEESMIJ.txt" in uitvoer
    assert "FOUT  [bewijs-ongeldig] blad 3:" in uitvoer
    assert "NIET IN ORDE: 2 fouten" in uitvoer


def test_verkeerde_logsleutel_geeft_een(bundel: Path, capsys: Uitvoer) -> None:
    vreemd = logsleutel(zaad=9).vkey
    assert main(["bewijs", "verifieer", str(bundel), "--log-sleutel", vreemd]) == 1
    assert "andere-logsleutel" in capsys.readouterr().out


def test_een_bundel_die_er_niet_is_is_geen_vervalsing(
    bundel: Path, tmp_path: Path, capsys: Uitvoer
) -> None:
    journaal = ["--journaal", "politie=x.json"]
    for opdracht in (
        ["verifieer"], ["toon"], ["rapport", "--uit", str(tmp_path / "r.pdf")], ["herhaal"],
        ["vergelijk", *journaal], ["vergelijk-log", str(bundel)],
    ):  # fmt: skip
        for pad, zin in ((tmp_path / "nee.zip", "bestaat niet."), (tmp_path, "Dit is een map")):
            assert main(["bewijs", *opdracht, str(pad)]) == 2
            uitvoer = capsys.readouterr()
            assert uitvoer.err.startswith(f"{pad}: ")
            assert zin in uitvoer.err
            assert uitvoer.out == ""
        assert main(["bewijs", *opdracht, ""]) == 2
        assert "is leeg: noem hier een bestand" in capsys.readouterr().err


def test_de_controleur_leest_elke_tijd_op_een_klok(tmp_path: Path, capsys: Uitvoer) -> None:
    pad = Periodebundel().schrijf(tmp_path / "b.zip")
    assert main(["bewijs", "verifieer", str(pad)]) == 0
    uitvoer = capsys.readouterr().out
    assert uitvoer.count("Nederlandse tijd") == 1
    (vraag,) = re.findall(r"^Vraag .*$", uitvoer, re.M)
    assert re.search(r"gesteld op 23-11-2026 \d\d:\d\d:\d\d$", vraag)
    assert not re.search(r"\d\dT\d\d:", uitvoer)


@pytest.mark.parametrize(
    ("argumenten", "melding"),
    [
        ([], "er ontbreekt: ONDERDEEL"),
        (["wat"], "kies uit"),
        (["bewijs"], "er ontbreekt: OPDRACHT"),
        (["bewijs", "verifieer"], "er ontbreekt: ZIP"),
        (["bewijs", "verifieer", "x.zip", "--nee"], "onbekend argument: --nee"),
        (["bewijs", "verifieer", "x.zip", "--log-sleutel"], "hier hoort een waarde bij"),
        (["bewijs", "verifieer", "x.zip", "--log-sleutel", "x"], "geen Ed25519-sleutel"),
        (["bewijs", "verifieer", "x.zip", "--convenant", "/nee"], "bestaat niet"),
        (["bewijs", "verifieer", "x.zip", "--convenant", __file__], "geen bruikbaar convenant"),
        (["bewijs", "verifieer", "x.zip", "--vertrouwen", __file__], "PEM"),
        (["bewijs", "verifieer", "x.zip", "--intrekkingen", ""], "is leeg: noem hier een bestand"),
    ],
)
def test_onjuist_gebruik_geeft_twee_en_zegt_het_in_het_nederlands(
    argumenten: list[str], melding: str, capsys: Uitvoer
) -> None:
    assert main(argumenten) == 2
    uitvoer = capsys.readouterr()
    assert melding in uitvoer.err
    assert uitvoer.err.startswith("gebruik: driehoek")
    assert uitvoer.out == ""


def test_hulp_is_nederlands(capsys: Uitvoer) -> None:
    namen = ("verifieer", "herhaal", "vergelijk", "toon", "rapport")
    opdrachten = [["bewijs", naam, "-h"] for naam in namen]
    for argumenten in (["-h"], ["bewijs", "-h"], *opdrachten):
        assert main(argumenten) == 0
        uitvoer = capsys.readouterr().out
        assert "gebruik:" in uitvoer
        assert not {"usage:", "options:", "positional"} & set(uitvoer.split())


def test_toon_laat_elk_blad_lezen(bundel: Path, capsys: Uitvoer) -> None:
    assert main(["bewijs", "toon", str(bundel), "--kort"]) == 0
    *regels, telling = capsys.readouterr().out.splitlines()
    assert len(regels) == 8
    assert telling.startswith("8 bladen: 3 besluit")
    assert "van de politie aan de burgemeester: naam, adres en woonplaats" in regels[1]
    assert "tegengehouden. In onderdeel 1 is de leeftijdsklasse '0-11'" in regels[3]
    assert "bevestiging" in regels[2]
    assert regels[4].endswith(": afsluiting.")


def test_toon_zegt_waarom_iets_is_tegengehouden_met_artikel_wet_en_uitleg(
    bundel: Path, capsys: Uitvoer
) -> None:
    assert main(["bewijs", "toon", str(bundel), "--blad", "3"]) == 0
    uitvoer = capsys.readouterr().out
    reden = REGELS.redenen["LEEFTIJD_LID"]
    for regel in (
        f"    Artikel van het convenant: {reden.convenant}",
        f"    Uitleg van het convenant: {REGELS.interpretaties[reden.interpretatie or '']}",
        "    Poort die sloot: persoon (6)",
        "    Code van de reden: LEEFTIJD_LID",
        "  Verstuurd door: 0193aaaa-0000-7000-8000-000000000011 (analist bij de politie)",
        "  Doel: criminaliteit en overlast aanpakken en terugdringen (D1)",
    ):
        assert regel in uitvoer
    assert "13:00:00 uur (12:00:00 UTC)" in uitvoer
    assert "Waarop is beslist" not in uitvoer
    assert main(["bewijs", "toon", str(bundel), "--blad", "3", "--alles"]) == 0
    alles = capsys.readouterr().out
    assert "Waarop is beslist" in alles
    assert "Stand: de aanpak loopt (actief)" in alles


def test_toon_geeft_alleen_de_gevraagde_soort(bundel: Path, capsys: Uitvoer) -> None:
    assert main(["bewijs", "toon", str(bundel), "--kort", "--soort", "groepsbesluit"]) == 0
    regel, telling = capsys.readouterr().out.splitlines()
    assert "groepsbesluit" in regel
    assert telling == "1 blad: 1 groepsbesluit."


def test_toon_zegt_van_elke_soort_blad_waar_het_over_gaat(tmp_path: Path, capsys: Uitvoer) -> None:
    bladen = [
        *gezegd_en_afgeleverd(1),
        gezegdblad(2, zonderToestemming=True, uiting="0193aaaa-0000-7000-8000-0000000000aa"),
        aanstellingsblad(),
        autorisatieblad("om"),
        blad_bytes("raadpleging", NU, partij="politie", vraag={"soort": "blad", "aantal": 1}),
        blad_bytes("vernietiging", NU, register="logboek", aantal=12),
        blad_bytes("overleg", NU, id="o1", locatie="gemeente", dag="2026-11-23"),
    ]
    pad = str(Proefbundel(bladen=bladen).schrijf(tmp_path / "b.zip"))
    assert main(["bewijs", "toon", pad, "--kort"]) == 0
    regels = capsys.readouterr().out.splitlines()
    assert len(regels) == len(bladen) + 1
    assert "Gezegd op 23 november 2026, 13:03:00 uur (12:03:00 UTC)" in regels[2]
    assert regels[3].endswith(f"{ID.format(1)}: aangenomen door de ontvanger.")
    assert "terwijl niet iedereen het mocht horen" in regels[4]
    assert "de audit die de wet vraagt, van 23 november 2026 tot en met 23 mei 2027" in regels[5]
    zin = "Officier van justitie bij het Openbaar Ministerie, geldig tot en met 30 juni 2027"
    assert zin in regels[6]
    assert "namens de politie: een blad gelezen" in regels[7]
    assert "Van 12 bladen" in regels[8]
    assert "op 23 november 2026, op een vergaderlocatie van de gemeente" in regels[9]
    assert main(["bewijs", "toon", pad, "--blad", "5"]) == 0
    assert "Getekend namens: het Openbaar Ministerie (om)" in capsys.readouterr().out


def test_toon_noemt_wat_het_niet_kan_lezen(bundel: Path, capsys: Uitvoer) -> None:
    herschrijf(bundel, {"bladen.jsonl": lambda inhoud: inhoud + b"{}\n"})
    assert main(["bewijs", "toon", str(bundel)]) == 1
    assert "Onleesbaar" in capsys.readouterr().out


def test_blad_kan_het_scherm_van_de_controleur_niet_besturen(
    tmp_path: Path, capsys: Uitvoer
) -> None:
    vals = blad_bytes("partij", NU, code="x\x1b[2J\u202e", naam="y")
    pad = Proefbundel(bladen=[vals, besluitblad(kop={"onderdelen": 7, "soort": "\x1b]0;x\x07"})])
    for opdracht in ("toon", "verifieer"):
        main(["bewijs", opdracht, str(pad.schrijf(tmp_path / "b.zip"))])
        uitvoer = capsys.readouterr().out
        assert all(teken.isprintable() or teken == "\n" for teken in uitvoer)


def test_uitvoer_die_niemand_meer_leest_geeft_geen_traceback(bundel: Path) -> None:
    """`driehoek bewijs toon … | head -1`, en een scherm dat geen Nederlands kent."""
    wortel = Path(__file__).resolve().parents[3]
    lezen, schrijven = os.pipe()
    os.close(lezen)
    uitkomst = subprocess.run(
        [sys.executable, "-m", "shared.cli", "bewijs", "toon", str(bundel)],
        stdout=schrijven,
        stderr=subprocess.PIPE,
        cwd=wortel,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    os.close(schrijven)
    assert uitkomst.returncode == 1
    assert uitkomst.stderr == b""
