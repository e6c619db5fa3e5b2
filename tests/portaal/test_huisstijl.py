"""Wat van een ander is staat er zoals het is opgeschreven, met zijn licentie."""

from __future__ import annotations

import hashlib
import re
import tomllib

from deploy.huisstijl import DOEL, KLEUREN, ONDERDELEN, PAKKETTEN, snoei
from tests.architectuur.bron import WORTEL

MAP = WORTEL / DOEL
EIGEN = {"aantal.js", "portaal.css", "kijken.css", "portaal.js", "herkomst.toml", "LICENTIES"}


def test_elk_bestand_van_een_ander_heeft_de_hash_die_is_opgeschreven() -> None:
    herkomst = tomllib.loads((MAP / "herkomst.toml").read_text(encoding="utf-8"))
    gevonden = {
        pad.relative_to(MAP).as_posix(): hashlib.sha256(pad.read_bytes()).hexdigest()
        for pad in MAP.rglob("*")
        if pad.is_file()
    }
    vreemd = {naam: hash_ for naam, hash_ in gevonden.items() if naam not in EIGEN}
    # De kleuren hangen ook af van de eigen stijl; `python -m deploy.huisstijl` werkt ze bij.
    assert vreemd == herkomst["bestanden"]


def test_elk_pakket_staat_erbij_met_versie_licentie_en_hash() -> None:
    herkomst = tomllib.loads((MAP / "herkomst.toml").read_text(encoding="utf-8"))
    assert [(een["naam"], een["versie"]) for een in herkomst["pakket"]] == [
        (een.naam, een.versie) for een in PAKKETTEN
    ]
    licenties = (MAP / "LICENTIES").read_text(encoding="utf-8")
    for een in herkomst["pakket"]:
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", een["hash"])
        assert een["licentie"] in ("EUPL-1.2", "OFL-1.1", "0BSD")
        assert f"{een['naam']}@{een['versie']}" in licenties


def test_elke_kleur_die_een_regel_vraagt_is_er_en_niets_komt_van_buiten() -> None:
    stijlen = {naam: (MAP / naam).read_text(encoding="utf-8") for naam in (ONDERDELEN, KLEUREN)}
    eigen = (MAP / "portaal.css").read_text(encoding="utf-8")
    assert snoei(stijlen[KLEUREN], (stijlen[ONDERDELEN], eigen)) == stijlen[KLEUREN]
    gevraagd = set(re.findall(r"var\((--(?:basis|voorbeeld)[\w-]+)\)", eigen))
    gezet = set(re.findall(r"^\s*(--[\w-]+):", stijlen[KLEUREN], re.MULTILINE))
    assert gevraagd <= gezet
    for tekst in (*stijlen.values(), eigen):
        assert not re.search(r"url\([\"']?(?:https?:)?//", tekst)
        assert "@import" not in tekst


def test_snoeien_houdt_wat_langs_een_omweg_nodig_is() -> None:
    thema = ".t {\n  --a: var(--b);\n  --b: 1px;\n  --c: 2px;\n}"
    assert "--c" not in snoei(thema, ["p { margin: var(--a) }"])
    assert "--b: 1px" in snoei(thema, ["p { margin: var(--a) }"])
