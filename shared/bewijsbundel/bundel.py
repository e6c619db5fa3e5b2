"""Writing a proof bundle. Checking one is `bundelcontrole.py`'s."""

from __future__ import annotations

import json
import zipfile
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import IO

from shared.bericht.jsonvorm import JsonWaarde
from shared.bewijsbundel import vorm
from shared.bewijsbundel.blad.handtekeningen import genoemde_certificaten
from shared.bewijsbundel.regel import als_regel, schrijf_regel
from shared.bewijsbundel.vorm import Bundelinhoud, Convenantversie, Dekking
from shared.logboek.bladen import lees_blad
from shared.logboek.controlepunt import open_checkpoint
from shared.logboek.fouten import LogboekFout
from shared.logboek.notitie import Verificatiesleutel, splits_notitie

_LEESMIJ = "leesmij.txt"
# Een vast tijdstip: dezelfde inhoud geeft dezelfde ZIP.
_ZIPTIJD = (1980, 1, 1, 0, 0, 0)


class OnvolledigeBundel(LogboekFout):
    """A bundle with these contents would not hold."""


def schrijf_bundel(doel: Path | IO[bytes], inhoud: Bundelinhoud) -> int:
    """Write a bundle and return its number of leaves; memory does not grow with that number.

    Faults: `NotitieOngeldig` (the checkpoint), `BladOngeldig` (a leaf), `OnvolledigeBundel` (no
    covenant, leaves out of order, a certificate that is not to be had). What was written until
    then is of no use.
    """
    if not inhoud.convenanten:
        raise OnvolledigeBundel("Een bewijsbundel draagt het convenant waarmee besloten is.")
    grootte, getuigen = _getuigen_die_tekenden(inhoud)
    with zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as archief:
        _schrijf(archief, vorm.LEESMIJ, files(__package__).joinpath(_LEESMIJ).read_bytes())
        _schrijf(archief, vorm.CHECKPOINT, inhoud.checkpoint.encode())
        _schrijf(archief, vorm.SLEUTELS, _json(_sleutels(inhoud, getuigen)))
        _schrijf(archief, vorm.CONVENANT, _json(_convenant(inhoud.convenanten)))
        reeksen, certificaten = _schrijf_bladen(archief, inhoud)
        for naam in sorted(certificaten):
            pem = inhoud.certificaat(naam)
            if pem is None:
                raise OnvolledigeBundel(f"Het certificaat {naam} is er niet bij.")
            _schrijf(archief, f"{vorm.CERTIFICAATMAP}{naam}.pem", pem.encode())
        aantal = sum(tot - van + 1 for van, tot in reeksen)
        _schrijf(archief, vorm.ZOEKVRAAG, _json(_zoekvraag(inhoud, reeksen, aantal, grootte)))
    return aantal


def _getuigen_die_tekenden(inhoud: Bundelinhoud) -> tuple[int, dict[str, Verificatiesleutel]]:
    """The size of the checkpoint, verified, and the witnesses with a signature under it."""
    getekend = {(naam, id_) for naam, id_, _ in splits_notitie(inhoud.checkpoint)[1]}
    getuigen = {
        partij: sleutel
        for partij, sleutel in inhoud.getuigen.items()
        if (sleutel.naam, sleutel.sleutelid) in getekend
    }
    checkpoint, _ = open_checkpoint(inhoud.checkpoint, inhoud.logsleutel, getuigen.values())
    return checkpoint.grootte, getuigen


def _schrijf_bladen(
    archief: zipfile.ZipFile, inhoud: Bundelinhoud
) -> tuple[list[tuple[int, int]], set[str]]:
    """Write the lines; the runs of leaf numbers and the certificates their signatures name."""
    nummers: list[int] = []
    certificaten: set[str] = set()
    with archief.open(_ingang(vorm.BLADEN), "w", force_zip64=True) as regels:
        for blad in inhoud.bladen:
            if nummers and blad.nummer <= nummers[-1]:
                raise OnvolledigeBundel("De bladen van een bundel staan op volgorde van nummer.")
            gelezen = lees_blad(blad.inhoud)
            certificaten.update(genoemde_certificaten(gelezen))
            regels.write(schrijf_regel(blad))
            nummers.append(blad.nummer)
    return reeksen_van(nummers), certificaten


def reeksen_van(nummers: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending numbers as runs: first and last of each."""
    reeksen: list[tuple[int, int]] = []
    for nummer in nummers:
        if reeksen and nummer == reeksen[-1][1] + 1:
            reeksen[-1] = (reeksen[-1][0], nummer)
        else:
            reeksen.append((nummer, nummer))
    return reeksen


def _sleutels(
    inhoud: Bundelinhoud, getuigen: Mapping[str, Verificatiesleutel]
) -> dict[str, JsonWaarde]:
    sleutels: dict[str, JsonWaarde] = {
        "log": inhoud.logsleutel.vkey,
        vorm.GETUIGEN: {p: s.vkey for p, s in sorted(getuigen.items())},
    }
    if ontbreekt := [partij for partij in inhoud.vereist if partij not in getuigen]:
        sleutels[vorm.GETUIGEN_ONTBREKEN] = list(ontbreekt)
    return sleutels


def _convenant(versies: Sequence[Convenantversie]) -> JsonWaarde:
    """The newest version on top, older ones beside it."""
    *eerdere, laatste = sorted(versies, key=lambda versie: versie.vanaf_blad)
    uitkomst = laatste.als_dict()
    if eerdere:
        uitkomst["eerdere"] = [versie.als_dict() for versie in eerdere]
    return uitkomst


def _zoekvraag(
    inhoud: Bundelinhoud, reeksen: list[tuple[int, int]], aantal: int, grootte: int
) -> dict[str, JsonWaarde]:
    document: dict[str, JsonWaarde] = {
        "vraag": dict(inhoud.vraag),
        "gemaakt": inhoud.gemaakt,
        vorm.BEWEZEN_TEGEN: grootte,
        "aantal": aantal,
        "bladnummers": [list(reeks) for reeks in reeksen],
    }
    if inhoud.opgeschoond:
        weg = reeksen_van(sorted(inhoud.opgeschoond))
        document[vorm.OPGESCHOOND] = [list(reeks) for reeks in weg]
    if inhoud.gevraagd is not None:
        document[vorm.GEVRAAGD] = als_regel(inhoud.gevraagd)
    if inhoud.dekking is not None:
        document[vorm.DEKKING] = _dekking(inhoud.dekking(reeksen))
    return document


def _dekking(dekking: Dekking) -> dict[str, JsonWaarde]:
    return {
        "voor": None if dekking.voor is None else als_regel(dekking.voor),
        "na": None if dekking.na is None else als_regel(dekking.na),
        "weggelaten": [
            {
                "bladen": [een.van, een.tot],
                "waarom": een.waarom,
                "hashes": [b64encode(hash_).decode() for hash_ in een.hashes],
            }
            for een in dekking.weggelaten
        ],
    }


def _json(waarde: JsonWaarde) -> bytes:
    return json.dumps(waarde, ensure_ascii=False, indent=2).encode() + b"\n"


def _ingang(naam: str) -> zipfile.ZipInfo:
    ingang = zipfile.ZipInfo(naam, _ZIPTIJD)
    ingang.compress_type = zipfile.ZIP_DEFLATED
    ingang.external_attr = 0o644 << 16
    return ingang


def _schrijf(archief: zipfile.ZipFile, naam: str, inhoud: bytes) -> None:
    archief.writestr(_ingang(naam), inhoud)
