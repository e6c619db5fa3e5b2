"""Het log van buiten bekeken: elke stand volgt op de vorige, en een bundel houdt zonder ons."""

from __future__ import annotations

import base64
import io
import itertools
import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.conformiteit import profiel
from tests.conformiteit.afzender import onderdeel
from tests.conformiteit.boek import bladen, stand
from tests.conformiteit.buitenstaander import Buitenstaander
from tests.conformiteit.probleem import eis_probleem
from tests.conformiteit.test_toets import DRIEHOEK


def test_elke_stand_van_het_log_is_een_vervolg_op_de_vorige(
    buiten: Buitenstaander, groep: str
) -> None:
    standen = [stand(buiten)]
    for _ in range(4):
        buiten.geef(buiten.verzoek(groep))
        standen.append(stand(buiten))
    for oud, nieuw in itertools.pairwise(standen):
        assert nieuw.grootte > oud.grootte, "besluit en bevestiging staan erbij"
        antwoord = buiten.als("politie").get(
            "/v1/logboek/consistentie", params={"van": oud.grootte, "tot": nieuw.grootte}
        )
        bewijs = [base64.b64decode(hash_) for hash_ in antwoord.json()["bewijs"]]
        profiel.controleer_consistentie(
            oud.grootte, nieuw.grootte, bewijs, oud.wortel, nieuw.wortel
        )


def test_blad_van_een_ander_is_er_niet(buiten: Buitenstaander, groep: str) -> None:
    """Het OM was geen partij bij dit bericht en ziet het blad niet; zelf bestaan is geheim."""
    antwoord = buiten.stuur(buiten.verstrekking(groep)).json()
    pad = f"/v1/logboek/bladen/{antwoord['logboek']['bladnummer']}"
    assert buiten.als("gemeente").get(pad).status_code == 200
    eis_probleem(buiten.als("om").get(pad), 404)


def test_lezen_van_een_blad_staat_zelf_in_het_log(buiten: Buitenstaander, groep: str) -> None:
    nummer = buiten.stuur(buiten.verstrekking(groep)).json()["logboek"]["bladnummer"]
    voor = stand(buiten).grootte
    los = buiten.als("politie").get(f"/v1/logboek/bladen/{nummer}").json()
    # Er kan een blad van iets anders tussen komen, zoals een alarm; de lezing staat er een keer.
    lezingen = [
        blad
        for blad in bladen(buiten, range(voor, los["grootte"]))
        if blad["soort"] == "raadpleging" and nummer in blad.get("vraag", {}).get("bladnummers", [])
    ]
    assert len(lezingen) == 1
    assert lezingen[0]["partij"] == "politie"


@pytest.fixture(scope="module")
def bundel(buiten: Buitenstaander) -> bytes:
    """A group with a request, a disclosure and a refusal, as the gemeente carries it away."""
    groep = buiten.nieuwe_groep()
    buiten.geef(buiten.verzoek(groep))
    buiten.geef(buiten.verstrekking(groep))
    delen = [onderdeel(profiel.uuid4(), leeftijdsklasse="24+")]
    assert buiten.stuur(buiten.verstrekking(groep, onderdelen=delen)).status_code == 403
    antwoord = buiten.als("gemeente").post("/v1/bewijsbundels", json={"groep": groep})
    assert antwoord.status_code == 200, antwoord.text
    assert antwoord.headers["content-type"] == "application/zip"
    return antwoord.content


def _verifieer(pad: Path, *opties: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DRIEHOEK, "bewijs", "verifieer", str(pad), *opties],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_bundel_is_ook_zonder_het_product_na_te_rekenen(
    buiten: Buitenstaander, bundel: bytes
) -> None:
    with zipfile.ZipFile(io.BytesIO(bundel)) as zip_:
        verplicht = {
            "LEESMIJ.txt", "zoekvraag.json", "checkpoint", "sleutels.json", "convenant.json",
            "bladen.jsonl",
        }  # fmt: skip
        assert verplicht <= set(zip_.namelist())
        assert json.loads(zip_.read("sleutels.json"))["log"] == buiten.doel.log_vkey
        checkpoint = zip_.read("checkpoint").decode()
        regels = [json.loads(regel) for regel in zip_.read("bladen.jsonl").splitlines()]
        certificaten = {n for n in zip_.namelist() if n.startswith("certificaten/")}
    stand = profiel.open_checkpoint(checkpoint, buiten.doel.log_vkey)
    soorten = []
    for regel in regels:
        blad = base64.b64decode(regel["blad"])
        bewijs = [base64.b64decode(hash_) for hash_ in regel["bewijs"]]
        wortel = profiel.wortel_uit_bewijs(blad, regel["bladnummer"], stand.grootte, bewijs)
        assert wortel == stand.wortel
        soorten.append(json.loads(blad)["soort"])
    assert soorten.count("besluit") == 3
    assert soorten.count("groepsbesluit") == 3
    assert soorten.count("bevestiging") == 2
    politie = profiel.x5t(buiten.doel.partijen["politie"].ondertekening.certificaat)
    assert f"certificaten/{politie}.pem" in certificaten


def test_bundel_klopt_volgens_de_opdracht(
    buiten: Buitenstaander, bundel: bytes, tmp_path: Path
) -> None:
    pad = tmp_path / "bewijs.zip"
    pad.write_bytes(bundel)
    klaar = _verifieer(
        pad, "--log-sleutel", buiten.doel.log_vkey, "--vertrouwen", buiten.doel.vertrouwen
    )
    assert klaar.returncode == 0, klaar.stdout + klaar.stderr


def test_bundel_met_een_ander_besluit_valt_door_de_mand(bundel: bytes, tmp_path: Path) -> None:
    """Iemand maakt van een weigering een toestemming; het blad wordt bij zijn nummer genoemd."""
    pad = tmp_path / "vals.zip"
    nummer = -1
    with zipfile.ZipFile(io.BytesIO(bundel)) as bron, zipfile.ZipFile(pad, "w") as uit:
        for naam in bron.namelist():
            inhoud = bron.read(naam)
            if naam == "bladen.jsonl":
                regels = [json.loads(regel) for regel in inhoud.splitlines()]
                for regel in regels:
                    blad = base64.b64decode(regel["blad"])
                    if b'"besluit":"geweigerd"' in blad:
                        nummer = regel["bladnummer"]
                        vals = blad.replace(b'"besluit":"geweigerd"', b'"besluit":"toegestaan"')
                        regel["blad"] = base64.b64encode(vals).decode()
                inhoud = "\n".join(json.dumps(regel) for regel in regels).encode() + b"\n"
            uit.writestr(naam, inhoud)
    assert nummer >= 0
    klaar = _verifieer(pad)
    assert klaar.returncode == 1, klaar.stdout + klaar.stderr
    assert f"lad {nummer}" in klaar.stdout


@pytest.mark.parametrize("inhoud", [b"", b"geen zip", b"PK\x03\x04" + bytes(40)])
def test_wat_geen_bundel_is_is_een_nette_nee(tmp_path: Path, inhoud: bytes) -> None:
    pad = tmp_path / "rommel.zip"
    pad.write_bytes(inhoud)
    klaar = _verifieer(pad)
    assert klaar.returncode == 1
    assert "Traceback" not in klaar.stdout + klaar.stderr


def test_bundelvraag_moet_precies_een_ding_noemen(buiten: Buitenstaander, groep: str) -> None:
    vragen: tuple[dict[str, Any], ...] = (
        {},
        {"groep": groep, "bladnummers": [0]},
        {"bladnummers": []},
    )
    for vraag in vragen:
        eis_probleem(buiten.als("gemeente").post("/v1/bewijsbundels", json=vraag), 400)
