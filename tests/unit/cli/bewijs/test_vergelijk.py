"""`driehoek bewijs vergelijk`: journalen zoals een partij ze bewaart, naast een bundel."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shared.bericht.sleutels.handtekening import digest_header
from shared.cli.hoofd import main
from shared.logboek.bladen import lees_blad
from tests.unit.bewijsbundel.proefbundel import ID, Proefbundel, besluitblad, bevestigingsblad

Uitvoer = pytest.CaptureFixture[str]
DAG = "2026-11-23"


@pytest.fixture
def bundel(tmp_path: Path) -> Path:
    """Twee verstrekkingen van de politie aan de gemeente, allebei aanvaard."""
    bladen = [blad for n in (1, 2) for blad in (besluitblad(nummer=n), bevestigingsblad(n))]
    return Proefbundel(bladen=bladen).schrijf(tmp_path / "bewijs.zip")


def _rij(nummer: int, richting: str, handeling: str, **anders: Any) -> dict[str, Any]:
    return {
        "bericht": ID.format(nummer),
        "soort": "verstrekking",
        "richting": richting,
        "handeling": handeling,
        "tijdstip": f"{DAG}T12:00:05Z",
        "digest": digest_header(f"body {nummer}".encode()),
        "ontvangst": lees_blad(bevestigingsblad(nummer)).velden["ontvangst"],
        **anders,
    }


POLITIE = [_rij(n, "uit", "afgeleverd") for n in (1, 2)]
GEMEENTE = [_rij(n, "in", "ontvangen") for n in (1, 2)]
VORMEN: dict[str, Callable[[list[dict[str, Any]]], str]] = {
    "een pagina": lambda rijen: json.dumps({"journaal": rijen, "volgende": None}),
    "een pagina per regel": lambda rijen: "\n".join(json.dumps({"journaal": [r]}) for r in rijen),
    "een regel per gebeurtenis": lambda rijen: "\n".join(map(json.dumps, rijen)) + "\n",
    "een lijst": json.dumps,
}


def _vergelijk(bundel: Path, politie: str, gemeente: str, *opties: str) -> int:
    paden = {naam: bundel.with_name(f"{naam}.json") for naam in ("politie", "gemeente")}
    paden["politie"].write_text(politie, encoding="utf-8")
    paden["gemeente"].write_text(gemeente, encoding="utf-8")
    journalen = [f"--journaal={partij}={pad}" for partij, pad in paden.items()]
    return main(["bewijs", "vergelijk", str(bundel), *journalen, *opties])


@pytest.mark.parametrize("vorm", VORMEN.values(), ids=VORMEN.keys())
def test_elke_vorm_waarin_iemand_een_journaal_bewaart(
    bundel: Path, vorm: Callable[[list[dict[str, Any]]], str], capsys: Uitvoer
) -> None:
    assert _vergelijk(bundel, vorm(POLITIE), vorm(GEMEENTE)) == 0
    uitvoer = capsys.readouterr().out
    assert uitvoer.startswith("GELIJK: de journalen en het log zeggen hetzelfde. ")
    assert "2 berichten uit het log met 4 regels uit de journalen." in uitvoer


def test_wat_de_een_zegt_en_de_ander_niet_staat_er_bij_naam(bundel: Path, capsys: Uitvoer) -> None:
    gemeente = [GEMEENTE[0], _rij(7, "in", "ontvangen")]
    politie = [{**POLITIE[0], "ontvangst": "een andere"}, POLITIE[1]]
    assert _vergelijk(bundel, json.dumps(politie), json.dumps(gemeente), "--json") == 1
    regels = [json.loads(regel) for regel in capsys.readouterr().out.splitlines()]
    assert {(regel["soort"], regel["bericht"], regel["partij"]) for regel in regels} == {
        ("ontvangst-verschilt", ID.format(1), "politie"),
        ("niet-bij-ontvanger", ID.format(2), "gemeente"),
        ("niet-in-log", ID.format(7), "gemeente"),
    }


def test_een_bericht_van_voor_middernacht_dat_erna_aankwam_is_geen_verschil(
    bundel: Path, capsys: Uitvoer
) -> None:
    """Het besluit is van de ene dag, de ontvangst staat op de andere in het journaal."""
    later = [{**rij, "tijdstip": "2026-11-24T00:30:00Z"} for rij in GEMEENTE]
    op_de_dag = ("--van", DAG, "--tot", DAG)
    assert _vergelijk(bundel, json.dumps(POLITIE), json.dumps(later), *op_de_dag) == 0
    elders = [*later, _rij(7, "in", "ontvangen", tijdstip="2026-12-24T00:30:00Z")]
    assert _vergelijk(bundel, json.dumps(POLITIE), json.dumps(elders), *op_de_dag) == 0
    assert _vergelijk(bundel, json.dumps(POLITIE), json.dumps(elders)) == 1
    assert "[niet-in-log]" in capsys.readouterr().out


@pytest.mark.parametrize(
    "krom", ["{", "7", "[7]", '{"journaal": 7}', '{"bericht": "x"}',
             json.dumps([{**POLITIE[0], "tijdstip": "gisteren"}])],
)  # fmt: skip
def test_een_journaal_dat_niet_te_lezen_is_geeft_twee(
    bundel: Path, krom: str, capsys: Uitvoer
) -> None:
    assert _vergelijk(bundel, krom, json.dumps(GEMEENTE)) == 2
    assert "politie.json" in capsys.readouterr().out


def test_een_journaal_zonder_partij_of_zonder_bestand(bundel: Path, capsys: Uitvoer) -> None:
    assert main(["bewijs", "vergelijk", str(bundel), "--journaal", "alleen.json"]) == 2
    assert "schrijf partij=bestand" in capsys.readouterr().err
    assert main(["bewijs", "vergelijk", str(bundel), "--journaal", "politie=/nee"]) == 2
    assert "niet te lezen" in capsys.readouterr().out


def test_het_verslag_zegt_wiens_kant_niet_is_bekeken(bundel: Path, capsys: Uitvoer) -> None:
    """Met een verschreven partij of een vergeten journaal is 'gelijk' minder dan het lijkt."""
    journaal = bundel.with_name("politie.json")
    journaal.write_text(json.dumps(POLITIE), encoding="utf-8")
    assert main(["bewijs", "vergelijk", str(bundel), f"--journaal=politie={journaal}"]) == 0
    assert "van gemeente is er geen journaal" in capsys.readouterr().out
    leeg = bundel.with_name("leeg.json")
    leeg.write_text("[]", encoding="utf-8")
    assert main(["bewijs", "vergelijk", str(bundel), f"--journaal=gemeentte={leeg}"]) == 0
    assert "gemeentte komt in het log van deze bundel niet voor" in capsys.readouterr().out


def test_meer_bestanden_van_een_partij_tellen_samen(bundel: Path) -> None:
    journalen = []
    for nummer, rij in enumerate(POLITIE):
        pad = bundel.with_name(f"{nummer}.json")
        pad.write_text(json.dumps([rij]), encoding="utf-8")
        journalen.append(f"--journaal=politie={pad}")
    assert main(["bewijs", "vergelijk", str(bundel), *journalen]) == 0


@pytest.mark.parametrize(
    "anders", [{"richting": "zijwaarts"}, {"tijdstip": "0001-01-01T00:00:00+14:00"}]
)
def test_een_regel_die_nergens_op_slaat_geeft_twee(
    bundel: Path, anders: dict[str, Any], capsys: Uitvoer
) -> None:
    krom = json.dumps([{**POLITIE[0], **anders}])
    assert _vergelijk(bundel, krom, json.dumps(GEMEENTE)) == 2
    assert "geen regel van een journaal" in capsys.readouterr().out


def test_een_omgekeerde_periode_is_geen_leeg_antwoord(bundel: Path, capsys: Uitvoer) -> None:
    omgekeerd = ("--van", "2026-11-24", "--tot", DAG)
    assert _vergelijk(bundel, "[]", "[]", *omgekeerd) == 2
    assert main(["bewijs", "herhaal", str(bundel), *omgekeerd]) == 2
    assert capsys.readouterr().out.count("(--van) ligt na de laatste") == 2


def test_wie_geweigerd_opschreef_wat_het_log_aanvaard_noemt_valt_op(
    bundel: Path, capsys: Uitvoer
) -> None:
    politie = [{**POLITIE[0], "handeling": "geweigerd"}, POLITIE[1]]
    gemeente = [GEMEENTE[0], {**GEMEENTE[1], "handeling": "geweigerd"}]
    assert _vergelijk(bundel, json.dumps(politie), json.dumps(gemeente), "--json") == 1
    regels = [json.loads(regel) for regel in capsys.readouterr().out.splitlines()]
    assert {(regel["soort"], regel["partij"]) for regel in regels} == {
        ("uitkomst-verschilt", "politie"),
        ("uitkomst-verschilt", "gemeente"),
    }
