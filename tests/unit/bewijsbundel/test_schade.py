"""Elke schade aan een bewijsbundel komt bij naam en blad in het rapport."""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from shared.bewijsbundel.controle import verifieer_bundel
from shared.bewijsbundel.rapport import Bundelrapport, Foutsoort
from tests.unit.bewijsbundel.proefbundel import (
    Proefbundel,
    Wijziging,
    herschrijf,
    standaardbladen,
    wijzig_json,
    wijzig_regels,
)
from tests.unit.logboek.hulp import getuigesleutel, logsleutel


@pytest.fixture
def bundel(tmp_path: Path) -> Path:
    return Proefbundel().schrijf(tmp_path / "bewijs.zip")


def soorten(rapport: Bundelrapport) -> set[tuple[str, int | None]]:
    """Welke fouten op welk blad."""
    return {(fout.soort.value, fout.blad) for fout in rapport.fouten}


def _zonder(naam: str) -> Mapping[str, Wijziging]:
    return {naam: lambda _: None}


def _b64_bit_om(tekst: str) -> str:
    ruw = bytearray(base64.b64decode(tekst))
    ruw[len(ruw) // 2] ^= 1
    return base64.b64encode(ruw).decode()


def _ander_blad(regels: list[dict[str, Any]]) -> None:
    regels[7]["blad"] = base64.b64encode(standaardbladen()[0]).decode()


def _bewijs_uit_andere_boom(regels: list[dict[str, Any]]) -> None:
    andere = Proefbundel(bladen=[*standaardbladen(), standaardbladen()[7]]).bewezen()
    regels[3]["bewijs"] = [base64.b64encode(k).decode() for k in andere[3].bewijs]


def _verwissel(regels: list[dict[str, Any]]) -> None:
    regels[2], regels[3] = regels[3], regels[2]


def _witregel_in_blad(regels: list[dict[str, Any]]) -> None:
    ruw = base64.b64decode(regels[7]["blad"]).replace(b":", b": ", 1)
    regels[7]["blad"] = base64.b64encode(ruw).decode()


def _handtekening_bit_om(regel: int) -> Wijziging:
    def doe(notitie: bytes) -> bytes:
        tekst, blok = notitie.decode().split("\n\n")
        handtekeningen = blok.splitlines()
        kop, naam, gegevens = handtekeningen[regel].split(" ")
        handtekeningen[regel] = f"{kop} {naam} {_b64_bit_om(gegevens)}"
        return (tekst + "\n\n" + "\n".join(handtekeningen) + "\n").encode()

    return doe


def _zonder_getuige(notitie: bytes) -> bytes:
    return b"".join(notitie.splitlines(keepends=True)[:-1])


def _andere_getuige(notitie: bytes) -> bytes:
    tekst = notitie.decode().split("\n\n")[0] + "\n"
    vals = getuigesleutel(zaad=77).regel(tekst, 1795435260)
    return _zonder_getuige(notitie) + vals.encode()


def _wortel_anders(notitie: bytes) -> bytes:
    regels = notitie.decode().split("\n")
    regels[2] = _b64_bit_om(regels[2])
    return "\n".join(regels).encode()


PER_BESTAND: dict[str, tuple[Mapping[str, Wijziging], set[tuple[str, int | None]]]] = {
    **{
        f"{naam} ontbreekt": (_zonder(naam), {("bestand-ontbreekt", None)})
        for naam in ("LEESMIJ.txt", "zoekvraag.json")
    },
    "checkpoint ontbreekt": (_zonder("checkpoint"), {("bestand-ontbreekt", None)}),
    "sleutels.json ontbreekt": (_zonder("sleutels.json"), {("bestand-ontbreekt", None)}),
    "convenant.json ontbreekt": (
        _zonder("convenant.json"),
        {("bestand-ontbreekt", None), *(("toetsing-onmogelijk", n) for n in (1, 3, 4, 5))},
    ),
    "bladen.jsonl ontbreekt": (
        _zonder("bladen.jsonl"),
        {("bestand-ontbreekt", None), ("zoekvraag-klopt-niet", None), ("blad-ontbreekt", 0)},
    ),
    "vreemd bestand": ({"extra.txt": lambda _: b"x"}, {("bestand-onverwacht", None)}),
    "pad naar boven": ({"../bladen.jsonl": lambda _: b"x"}, {("bestand-onverwacht", None)}),
    "absoluut pad": ({"/etc/passwd": lambda _: b"x"}, {("bestand-onverwacht", None)}),
    "certificaat met padtruc": (
        {"certificaten/../../x.pem": lambda _: b"x"},
        {("bestand-onverwacht", None)},
    ),
    "handtekening van het log vals": (
        {"checkpoint": _handtekening_bit_om(0)},
        {("checkpoint-ongeldig", None)},
    ),
    "wortel in het checkpoint gewijzigd": (
        {"checkpoint": _wortel_anders},
        {("checkpoint-ongeldig", None), ("medeondertekening-ongeldig", None)},
    ),
    "checkpoint is geen notitie": (
        {"checkpoint": lambda _: b"\xff\xfe"},
        {("checkpoint-ongeldig", None), ("medeondertekening-ongeldig", None)},
    ),
    "medeondertekening vals": (
        {"checkpoint": _handtekening_bit_om(1)},
        {("medeondertekening-ongeldig", None)},
    ),
    "medeondertekening weg": (
        {"checkpoint": _zonder_getuige},
        {("medeondertekening-ongeldig", None)},
    ),
    "medeondertekening van een andere sleutel": (
        {"checkpoint": _andere_getuige},
        {("medeondertekening-ongeldig", None)},
    ),
    "sleutel van het log krom": (
        {"sleutels.json": wijzig_json(lambda d: d.update(log="x"))},
        {("sleutels-ongeldig", None)},
    ),
    "sleutel van het log is een andere": (
        {"sleutels.json": wijzig_json(lambda d: d.update(log=logsleutel(zaad=9).vkey))},
        {("checkpoint-ongeldig", None)},
    ),
    "sleutel van een getuige krom": (
        {"sleutels.json": wijzig_json(lambda d: d["getuigen"].update(politie=7))},
        {("medeondertekening-ongeldig", None)},
    ),
    "sleutel van een getuige is die van het log": (
        {"sleutels.json": wijzig_json(lambda d: d["getuigen"].update(politie=d["log"]))},
        {("medeondertekening-ongeldig", None)},
    ),
    "getuigen geen object": (
        {"sleutels.json": wijzig_json(lambda d: d.update(getuigen=["x"]))},
        {("sleutels-ongeldig", None)},
    ),
    "sleutels.json geen JSON": ({"sleutels.json": lambda _: b"{"}, {("bestand-onleesbaar", None)}),
    "sleutels.json geen object": (
        {"sleutels.json": lambda _: b"[]"},
        {("bestand-onleesbaar", None)},
    ),
    "blad gewijzigd": (
        {"bladen.jsonl": wijzig_regels(_ander_blad)},
        {("bewijs-ongeldig", 7)},
    ),
    "bewijs uit een andere boom": (
        {"bladen.jsonl": wijzig_regels(_bewijs_uit_andere_boom)},
        {("bewijs-ongeldig", 3)},
    ),
    "bewijs met een bit om": (
        {
            "bladen.jsonl": wijzig_regels(
                lambda r: r[4]["bewijs"].__setitem__(1, _b64_bit_om(r[4]["bewijs"][1]))
            )
        },
        {("bewijs-ongeldig", 4)},
    ),
    "bladnummer verschoven": (
        {"bladen.jsonl": wijzig_regels(lambda r: r[7].update(bladnummer=6))},
        {
            ("bewijs-ongeldig", 6),
            ("blad-dubbel", 6),
            ("blad-ontbreekt", 7),
        },
    ),
    "bladnummer voorbij het checkpoint": (
        {"bladen.jsonl": wijzig_regels(lambda r: r[7].update(bladnummer=8))},
        {("checkpoint-te-oud", 8), ("zoekvraag-klopt-niet", 8), ("blad-ontbreekt", 7)},
    ),
    "blad weggelaten": (
        {"bladen.jsonl": wijzig_regels(lambda r: r.pop(6))},
        {("blad-ontbreekt", 6), ("zoekvraag-klopt-niet", None)},
    ),
    "blad verdubbeld": (
        {"bladen.jsonl": wijzig_regels(lambda r: r.insert(8, r[7]))},
        {("blad-dubbel", 7), ("zoekvraag-klopt-niet", None)},
    ),
    "bladen verwisseld": (
        {"bladen.jsonl": wijzig_regels(_verwissel)},
        {("blad-verplaatst", 2)},
    ),
    "blad niet canoniek": (
        {"bladen.jsonl": wijzig_regels(_witregel_in_blad)},
        {("bewijs-ongeldig", 7), ("blad-ongeldig", 7)},
    ),
    "zoekvraag noemt minder bladen": (
        {"zoekvraag.json": wijzig_json(lambda d: d.update(bladnummers=[[0, 3], [5, 7]]))},
        {("zoekvraag-klopt-niet", 4)},
    ),
    "zoekvraag noemt onmogelijk veel bladen": (
        {"zoekvraag.json": wijzig_json(lambda d: d.update(bladnummers=[[0, 2**50]]))},
        {("blad-ontbreekt", 8)},
    ),
    "zoekvraag met kromme reeksen": (
        {"zoekvraag.json": wijzig_json(lambda d: d.update(bladnummers=[[3, 1]]))},
        {("zoekvraag-klopt-niet", None)},
    ),
    "zoekvraag met een ander aantal": (
        {"zoekvraag.json": wijzig_json(lambda d: d.update(aantal=9))},
        {("zoekvraag-klopt-niet", None)},
    ),
}


@pytest.mark.parametrize(("wijzigingen", "verwacht"), PER_BESTAND.values(), ids=PER_BESTAND.keys())
def test_schade_wordt_bij_naam_en_blad_genoemd(
    bundel: Path, wijzigingen: Mapping[str, Wijziging], verwacht: set[tuple[str, int | None]]
) -> None:
    rapport = verifieer_bundel(herschrijf(bundel, wijzigingen))
    assert soorten(rapport) == verwacht
    assert not rapport.in_orde
    assert all(fout.melding for fout in rapport.fouten)


KROMME_REGELS: dict[str, Callable[[bytes], bytes]] = {
    "lege regel": lambda _: b"",
    "geen JSON": lambda _: b"{",
    "geen object": lambda _: b"[]",
    "lid te veel": lambda r: r[:-1] + b',"extra":1}',
    "lid dubbel": lambda r: r[:-1] + b',"bladnummer":7}',
    "nummer negatief": lambda r: r.replace(b'"bladnummer": 7', b'"bladnummer": -7'),
    "nummer gebroken": lambda r: r.replace(b'"bladnummer": 7', b'"bladnummer": 7.0'),
    "nummer waar": lambda r: r.replace(b'"bladnummer": 7', b'"bladnummer": true'),
    "blad geen base64": lambda r: r.replace(b'"blad": "', b'"blad": "*'),
    "blad geen tekst": lambda _: b'{"bladnummer": 7, "blad": null, "bewijs": []}',
    "base64 met losse bits": lambda _: b'{"bladnummer": 7, "blad": "AB==", "bewijs": []}',
    "bewijs geen lijst": lambda _: b'{"bladnummer": 7, "blad": "", "bewijs": {}}',
    "bewijs te lang": lambda _: json.dumps(
        {"bladnummer": 7, "blad": "", "bewijs": [""] * 65}
    ).encode(),
}


@pytest.mark.parametrize("maak", KROMME_REGELS.values(), ids=KROMME_REGELS.keys())
def test_kromme_regel_wordt_met_haar_plek_genoemd(
    bundel: Path, maak: Callable[[bytes], bytes]
) -> None:
    def laatste(inhoud: bytes) -> bytes:
        *regels, laatste_regel = inhoud.replace(b'":', b'": ').splitlines()
        nieuw = maak(laatste_regel)
        assert nieuw != laatste_regel
        return b"\n".join([*regels, nieuw]) + b"\n"

    rapport = verifieer_bundel(herschrijf(bundel, {"bladen.jsonl": laatste}))
    assert ("regel-ongeldig", None) in soorten(rapport)
    (regel,) = [f for f in rapport.fouten if f.soort is Foutsoort.REGEL_ONGELDIG]
    assert "Regel 8" in regel.melding
    assert rapport.bladen == 7


def test_alle_fouten_samen_staan_in_een_rapport(bundel: Path) -> None:
    def bederf(regels: list[dict[str, Any]]) -> None:
        _ander_blad(regels)
        _bewijs_uit_andere_boom(regels)
        _verwissel(regels)

    kapot = herschrijf(
        bundel,
        {
            "bladen.jsonl": wijzig_regels(bederf),
            "checkpoint": _handtekening_bit_om(1),
            "extra": lambda _: b"",
            "LEESMIJ.txt": lambda _: None,
        },
    )
    assert soorten(verifieer_bundel(kapot)) == {
        ("bewijs-ongeldig", 7),
        ("bewijs-ongeldig", 3),
        ("blad-verplaatst", 2),
        ("medeondertekening-ongeldig", None),
        ("bestand-onverwacht", None),
        ("bestand-ontbreekt", None),
    }


def test_elke_omgevallen_bit_in_de_zip_wordt_gezien(bundel: Path) -> None:
    """Een bit in de bundel verandert nooit stilletjes wat er bewezen wordt."""
    goed, heel = verifieer_bundel(bundel), bundel.read_bytes()
    with zipfile.ZipFile(bundel) as archief:
        inhoud = {i.filename: archief.read(i) for i in archief.infolist()}
    for plek in range(0, len(heel), 211):
        kapot = bytearray(heel)
        kapot[plek] ^= 0x10
        bundel.write_bytes(kapot)
        rapport = verifieer_bundel(bundel)
        if rapport == goed:
            # Dan viel de bit in de verpakking (een tijd, een recht), niet in wat erin zit.
            with zipfile.ZipFile(bundel) as archief:
                assert {i.filename: archief.read(i) for i in archief.infolist()} == inhoud
