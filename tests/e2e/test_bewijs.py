"""Wat een auditor meeneemt en thuis nakijkt, en wie het log niet mag lezen."""

from __future__ import annotations

import base64
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from deploy.klant import Geweigerd
from tests.e2e.bewijs import alles_tot_nu, bladen_van, haal_bundel, vergelijk_log, verifieer
from tests.e2e.kantoor import ANALIST, AUDITOR, OFFICIER, REGISSEUR, Wie
from tests.e2e.verloop import (
    Verloop,
)


@pytest.fixture(scope="module")
def bundel(verloop: Verloop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything about the case, as the auditor carries it away."""
    pad = tmp_path_factory.mktemp("bewijs") / "bewijs.zip"
    return haal_bundel(verloop.wereld, {"groep": verloop.zaak.id}, pad)


def test_bundel_van_de_groep_klopt_en_is_volledig(verloop: Verloop, bundel: Path) -> None:
    klaar = verifieer(bundel, "--vertrouwen", str(verloop.wereld.omgeving.pki.vertrouwen))
    assert klaar.returncode == 0, klaar.stdout + klaar.stderr
    assert "IN ORDE" in klaar.stdout
    assert "Getuigen      gemeente, om, politie" in klaar.stdout
    assert "zoveel als het antwoord had" in klaar.stdout
    for oud in ("Gemaakt ", "Getekend "):
        assert any(r.startswith(oud) and r.endswith(" geleden") for r in klaar.stdout.splitlines())
    besluiten = {
        blad["gelezen"]["kop"]["id"]: blad["bladnummer"]
        for blad in bladen_van(bundel)
        if blad["gelezen"]["soort"] == "besluit"
    }
    for naam, stand in verloop.berichten.items():
        assert besluiten.get(stand["id"]) == stand["bladnummer"], naam


def test_het_hele_log_is_heel_en_gaat_verder_waar_de_bundel_van_de_groep_ophield(
    verloop: Verloop, bundel: Path, tmp_path: Path
) -> None:
    """Wat de auditor later meeneemt of aan de gateway vraagt, spreekt wat hij had niet tegen."""
    heel = haal_bundel(verloop.wereld, alles_tot_nu(), tmp_path / "heel.zip")
    klaar = verifieer(heel)
    assert klaar.returncode == 0, klaar.stdout + klaar.stderr
    assert "het hele log tot de vraag" in klaar.stdout
    token, omgeving = tmp_path / "token", verloop.wereld.omgeving
    token.write_text(verloop.wereld.token(AUDITOR))
    toegang = ["--token-bestand", str(token), "--ca", str(omgeving.pki.vertrouwen)]
    for nieuw in ([str(heel)], [omgeving.lokaal.gateway.url, *toegang]):
        klaar = vergelijk_log(str(bundel), *nieuw)
        assert klaar.returncode == 0, klaar.stdout + klaar.stderr
        assert "HETZELFDE" in klaar.stdout


@pytest.mark.parametrize("waar", [0.0, 0.5, 1.0], ids=["begin", "midden", "eind"])
def test_een_byte_anders_en_het_blad_wordt_genoemd(
    bundel: Path, tmp_path: Path, waar: float
) -> None:
    bladen = bladen_van(bundel)
    slachtoffer = bladen[len(bladen) // 2]["bladnummer"]
    vervalst = tmp_path / "vervalst.zip"
    with zipfile.ZipFile(bundel) as bron, zipfile.ZipFile(vervalst, "w") as uit:
        for naam in bron.namelist():
            inhoud = bron.read(naam)
            if naam == "bladen.jsonl":
                inhoud = _met_ander_byte(inhoud, slachtoffer, waar)
            uit.writestr(naam, inhoud)
    klaar = verifieer(vervalst)
    assert klaar.returncode == 1, klaar.stdout + klaar.stderr
    assert f"lad {slachtoffer}" in klaar.stdout


def _met_ander_byte(regels: bytes, nummer: int, waar: float) -> bytes:
    nieuw = []
    for regel in regels.splitlines():
        document = json.loads(regel)
        if document["bladnummer"] == nummer:
            blad = bytearray(base64.b64decode(document["blad"]))
            blad[int(waar * (len(blad) - 1))] ^= 1
            document["blad"] = base64.b64encode(blad).decode()
        nieuw.append(json.dumps(document).encode())
    return b"\n".join(nieuw) + b"\n"


def test_een_partij_krijgt_een_bundel_met_alleen_haar_eigen_berichten(verloop: Verloop) -> None:
    """De FG van de gemeente controleert wat van of naar de gemeente ging, en meer niet."""
    fg = Wie("gemeente", "fg")
    van_gemeente, van_anderen = (
        verloop.berichten["antwoord"]["bladnummer"],
        verloop.berichten["brutolijst"]["bladnummer"],
    )
    with verloop.wereld.klant(fg, "gateway") as klant:
        assert klant.haal(f"/logboek/bladen/{van_gemeente}")["bladnummer"] == van_gemeente
        with pytest.raises(Geweigerd) as weigering:
            klant.haal(f"/logboek/bladen/{van_anderen}")
    assert weigering.value.status == 404


def test_wie_niet_controleert_leest_het_log_niet(verloop: Verloop) -> None:
    morgen = datetime.now(UTC) + timedelta(days=1)
    periode = {"van": "2020-01-01T00:00:00Z", "tot": morgen.strftime("%Y-%m-%dT%H:%M:%SZ")}
    for wie in (REGISSEUR, ANALIST, OFFICIER):
        with verloop.wereld.klant(wie, "gateway") as klant, pytest.raises(Geweigerd) as weigering:
            klant.stuur("/bewijsbundels", {"periode": periode})
        assert weigering.value.status == 403
