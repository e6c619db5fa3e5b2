"""The end: the log verified, a copy with one leaf changed, and the change found."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from deploy.configuratie import getuige_vkey, log_vkey
from deploy.demo.spel import DemoMislukt, Spel
from deploy.demo.verteller import poort
from deploy.inrichting import token_voor
from deploy.klant import Klant

_BLADEN = "bladen.jsonl"


def sluit_af(spel: Spel, bundel: Path) -> None:
    """Fetch the bundle as the auditor, check it offline, and check a damaged copy."""
    spel.verteller.kop("De auditor zoekt", "Ook dat hij zoekt, staat in het log.")
    _zoek(spel)
    bundel.write_bytes(_haal_bundel(spel))
    spel.verteller.gebeurt(
        "auditor", f"Hij neemt het bewijs van alles mee ({bundel.stat().st_size // 1024} KB)."
    )
    spel.verteller.kop("Bewijs", "Alles hierna gebeurt zonder gateway: met het bestand alleen.")
    uitgang, uitvoer = _verifieer(spel, bundel)
    spel.verteller.resultaat(uitgang == 0, f"driehoek bewijs verifieer {bundel}")
    spel.verteller.gewoon(uitvoer)
    if uitgang != 0:
        raise DemoMislukt("De bewijsbundel klopt niet.")
    _herhaal(spel, bundel)
    vervalst = bundel.with_name("bewijs-vervalst.zip")
    nummer = _vervals(bundel, vervalst)
    uitgang, uitvoer = _verifieer(spel, vervalst)
    spel.verteller.resultaat(
        uitgang == 1, f"Eén byte in blad {nummer} van een kopie gewijzigd: de controle vindt het"
    )
    spel.verteller.gewoon(uitvoer)
    if uitgang != 1 or str(nummer) not in uitvoer:
        raise DemoMislukt("De vervalsing is niet gevonden.")


def _zoek(spel: Spel) -> None:
    """Two of the questions people ask: what was refused, and what rests on an interpretation."""
    with _auditor(spel) as klant:
        geweigerd = klant.stuur("/zoekvragen/weigeringen-per-poort/_beantwoord", {})
        eerder = spel.verteller.geweigerd - spel.verteller.in_het_log
        spel.verteller.gebeurt(
            "auditor",
            f"{geweigerd['aantal']} weigeringen deze maand. Wat de eigen dienst al tegenhield "
            f"({eerder} keer) kwam niet bij de gateway en staat niet in het log.",
        )
        spel.verteller.gebeurt(
            "auditor",
            f"Per poort, en een weigering kan er meer dan een sluiten: {_per_poort(geweigerd)}.",
        )
        eerste = geweigerd["uitwisselingen"][0]["id"]
        verhaal = klant.haal(f"/uitwisselingen/{eerste}")
        spel.verteller.gebeurt(
            "auditor",
            f"Van de laatste weigering leest hij het hele verhaal: {len(verhaal['bladen'])} blad, "
            "met bewijs.",
        )


def _per_poort(antwoord: dict[str, Any]) -> str:
    waarden = antwoord["facetten"]["poort"]
    return ", ".join(f"{poort(een['waarde'])} {een['aantal']} keer" for een in waarden)


def _auditor(spel: Spel) -> Klant:
    lokaal = spel.omgeving.lokaal
    token = token_voor(lokaal, lokaal.account("gemeente", "auditor"))
    return Klant(lokaal.gateway.url, spel.omgeving.pki.vertrouwen, token)


def _haal_bundel(spel: Spel) -> bytes:
    with _auditor(spel) as klant:
        periode = {"van": f"{spel.dag(-1)}T00:00:00Z", "tot": f"{spel.dag(1)}T00:00:00Z"}
        return klant.bestand("/bewijsbundels", {"periode": periode}, "application/zip")


def _verifieer(spel: Spel, bundel: Path) -> tuple[int, str]:
    """With the keys, the roots and the parties' OINs from elsewhere than the bundle."""
    omgeving = spel.omgeving
    sleutels = ["--log-sleutel", log_vkey(omgeving.lokaal, omgeving.pki)]
    for deel in omgeving.lokaal.partijen:
        sleutels += ["--partij", f"{deel.code}={deel.oin}"]
        sleutels += ["--getuige", f"{deel.code}={getuige_vkey(deel, omgeving.pki)}"]
    return _driehoek("verifieer", bundel, *sleutels, "--vertrouwen", str(omgeving.pki.vertrouwen))


def _herhaal(spel: Spel, bundel: Path) -> None:
    """Every decision taken again; all must come out the same."""
    uitgang, uitvoer = _driehoek("herhaal", bundel)
    spel.verteller.resultaat(uitgang == 0, f"driehoek bewijs herhaal {bundel}")
    spel.verteller.gewoon(uitvoer)
    if uitgang != 0:
        raise DemoMislukt("Niet elk besluit valt opnieuw hetzelfde uit.")


def _driehoek(wat: str, bundel: Path, *opties: str) -> tuple[int, str]:
    opdracht = [sys.executable, "-m", "shared.cli", "bewijs", wat, str(bundel), *opties]
    klaar = subprocess.run(opdracht, capture_output=True, text=True, check=False)
    return klaar.returncode, (klaar.stdout + klaar.stderr).strip()


def _vervals(bundel: Path, naar: Path) -> int:
    """Flip one byte of the first besluit leaf; returns its number."""
    with zipfile.ZipFile(bundel) as bron, zipfile.ZipFile(naar, "w") as doel:
        for naam in bron.namelist():
            inhoud = bron.read(naam)
            if naam == _BLADEN:
                inhoud, nummer = _met_vervalst_blad(inhoud)
            doel.writestr(naam, inhoud)
    return nummer


def _met_vervalst_blad(inhoud: bytes) -> tuple[bytes, int]:
    regels = inhoud.decode().splitlines()
    for plek, regel in enumerate(regels):
        rij = json.loads(regel)
        blad = bytearray(b64decode(rij["blad"]))
        raak = blad.find(b'"noodzaak":true')
        if raak >= 0:
            blad[raak + 2] ^= 1
            rij["blad"] = b64encode(blad).decode()
            regels[plek] = json.dumps(rij)
            return ("\n".join(regels) + "\n").encode(), int(rij["bladnummer"])
    raise DemoMislukt("Er staat geen besluit over personen in de bundel.")
