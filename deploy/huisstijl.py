"""Fetches the style and the scripts of the portals, once, into the product itself.

    python -m deploy.huisstijl

For a developer, with npm at hand: a machine that runs the product needs none of it. Every package
is pinned with the integrity hash of its registry; of each only the parts named here are kept, and
of the theme only the tokens that some rule uses. What came from where, under which licence and
with which hash is written beside it (``herkomst.toml``, ``LICENTIES``), and a test recomputes it.
"""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

DOEL = Path("shared/portaal/statisch")
EIGEN_STIJL = "portaal.css"
ONDERDELEN = "onderdelen.css"
KLEUREN = "kleuren.css"
THEMAKLASSE = ".voorbeeld-theme"
_NLDS = "@nl-design-system-candidate"
_THEMA = "@nl-design-system-unstable/voorbeeld-design-tokens"
_RIJ = re.compile(r"^\s*(--[\w-]+):\s*(.+);$", re.MULTILINE)
_GEBRUIKT = re.compile(r"var\(\s*(--[\w-]+)")


class HuisstijlMislukt(Exception):
    """A package is not what was agreed; the message says which."""


@dataclass(frozen=True)
class Pakket:
    """One package: its exact version, its licence, and which of its files go where."""

    naam: str
    versie: str
    licentie: str
    bestanden: Mapping[str, str]
    """From a path in the package to a file of ours; ``ONDERDELEN`` collects style sheets."""

    @property
    def kenmerk(self) -> str:
        return f"{self.naam}@{self.versie}"


def _stijl(naam: str, versie: str, pad: str) -> Pakket:
    return Pakket(naam, versie, "EUPL-1.2", {pad: ONDERDELEN})


def _letter(naam: str, versie: str) -> Pakket:
    bestanden = {
        f"files/{naam}-latin-{dikte}-normal.woff2": f"letters/{naam}-{dikte}.woff2"
        for dikte in (400, 700)
    }
    return Pakket(f"@fontsource/{naam}", versie, "OFL-1.1", bestanden)


PAKKETTEN = (
    Pakket(
        "htmx.org",
        "4.0.1",
        "0BSD",
        {"dist/htmx.min.js": "htmx.min.js", "dist/ext/hx-csp.min.js": "hx-csp.min.js"},
    ),
    _stijl(f"{_NLDS}/button-css", "1.1.0", "dist/button.css"),
    _stijl(f"{_NLDS}/heading-css", "1.1.3", "dist/heading.css"),
    _stijl(f"{_NLDS}/link-css", "2.0.3", "dist/link.css"),
    _stijl(f"{_NLDS}/paragraph-css", "2.1.3", "dist/paragraph.css"),
    _stijl(f"{_NLDS}/data-badge-css", "1.0.5", "dist/data-badge.css"),
    _stijl(f"{_NLDS}/skip-link-css", "1.0.5", "dist/skip-link.css"),
    _stijl(f"{_NLDS}/code-css", "2.0.3", "dist/code.css"),
    _stijl("@utrecht/alert-css", "4.0.2", "dist/index.min.css"),
    _stijl("@utrecht/table-css", "3.0.1", "dist/index.min.css"),
    _stijl("@utrecht/form-field-css", "3.0.1", "dist/index.min.css"),
    _stijl("@utrecht/data-list-css", "3.0.1", "dist/index.min.css"),
    _stijl("@utrecht/select-css", "3.0.1", "dist/index.min.css"),
    _stijl("@utrecht/textbox-css", "4.0.1", "dist/index.min.css"),
    Pakket(_THEMA, "7.4.1", "EUPL-1.2", {"dist/theme.css": KLEUREN}),
    _letter("noto-sans", "5.3.0"),
    _letter("noto-serif", "5.3.0"),
)


def haal(pakket: Pakket, map_: Path) -> tuple[Path, str]:
    """The package as a tarball, and its integrity hash (sha512) as npm writes it."""
    klaar = subprocess.run(
        ["npm", "pack", "--silent", pakket.kenmerk],
        cwd=map_, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if klaar.returncode != 0:
        raise HuisstijlMislukt(f"{pakket.kenmerk} is niet te halen: {klaar.stderr[-500:]}")
    pad = map_ / klaar.stdout.split()[-1]
    hash_ = base64.b64encode(hashlib.sha512(pad.read_bytes()).digest()).decode("ascii")
    gezegd = subprocess.run(
        ["npm", "view", pakket.kenmerk, "dist.integrity"],
        cwd=map_, capture_output=True, text=True, check=False,
    ).stdout.strip()  # fmt: skip
    if gezegd and gezegd != f"sha512-{hash_}":
        raise HuisstijlMislukt(f"{pakket.kenmerk} heeft een andere hash dan het register zegt.")
    return pad, f"sha512-{hash_}"


def snoei(thema: str, gebruikers: Iterable[str]) -> str:
    """Of the theme the tokens that these style sheets use, also by way of another token."""
    waarden = dict(_RIJ.findall(thema))
    te_doen = {naam for tekst in gebruikers for naam in _GEBRUIKT.findall(tekst)}
    houden: set[str] = set()
    while te_doen:
        naam = te_doen.pop()
        if naam in waarden and naam not in houden:
            houden.add(naam)
            te_doen.update(_GEBRUIKT.findall(waarden[naam]))
    rijen = "".join(f"  {naam}: {waarde};\n" for naam, waarde in waarden.items() if naam in houden)
    return f"{THEMAKLASSE} {{\n{rijen}}}\n"


def _lees(tar: tarfile.TarFile, pad: str) -> bytes:
    stroom = tar.extractfile(f"package/{pad}")
    if stroom is None:
        raise HuisstijlMislukt(f"{pad} zit niet in het pakket.")
    return stroom.read()


def _licentie(tar: tarfile.TarFile) -> str:
    naam = next(een for een in tar.getnames() if een.startswith("package/LICENSE"))
    return _lees(tar, naam.removeprefix("package/")).decode("utf-8").strip()


def _zonder_kaart(stijl: bytes) -> bytes:
    """A style sheet without the pointer to a map that does not come along."""
    return re.sub(rb"/\*# sourceMappingURL=.*?\*/", b"", stijl).strip() + b"\n"


def haal_alles(doel: Path) -> None:
    """Write everything anew. Faults: ``HuisstijlMislukt``."""
    inhoud: dict[str, bytes] = {}
    herkomst: list[tuple[Pakket, str]] = []
    licenties: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as tijdelijk:
        for pakket in PAKKETTEN:
            pad, hash_ = haal(pakket, Path(tijdelijk))
            with tarfile.open(pad) as tar:
                for bron, naar in pakket.bestanden.items():
                    ruw = _lees(tar, bron)
                    inhoud[naar] = inhoud.get(naar, b"") * (naar == ONDERDELEN) + (
                        _zonder_kaart(ruw) if naar == ONDERDELEN else ruw
                    )
                licenties.setdefault(_licentie(tar), []).append(pakket.kenmerk)
            herkomst.append((pakket, hash_))
    eigen = (doel / EIGEN_STIJL).read_text(encoding="utf-8")
    onderdelen = inhoud[ONDERDELEN].decode("utf-8")
    inhoud[KLEUREN] = snoei(inhoud[KLEUREN].decode("utf-8"), (onderdelen, eigen)).encode("utf-8")
    for naam, bytes_ in inhoud.items():
        (doel / naam).parent.mkdir(parents=True, exist_ok=True)
        (doel / naam).write_bytes(bytes_)
    (doel / "LICENTIES").write_text(_licentietekst(licenties), encoding="utf-8")
    (doel / "herkomst.toml").write_text(_herkomst(herkomst, inhoud), encoding="utf-8")


def _licentietekst(licenties: Mapping[str, list[str]]) -> str:
    delen = [f"{', '.join(wie)}\n\n{tekst}\n" for tekst, wie in licenties.items()]
    return ("\n" + "-" * 80 + "\n\n").join(delen)


def _herkomst(herkomst: list[tuple[Pakket, str]], inhoud: Mapping[str, bytes]) -> str:
    regels = ["# Geschreven door: python -m deploy.huisstijl"]
    for pakket, hash_ in herkomst:
        regels += [
            "",
            "[[pakket]]",
            f'naam = "{pakket.naam}"',
            f'versie = "{pakket.versie}"',
            f'licentie = "{pakket.licentie}"',
            f'hash = "{hash_}"',
        ]
    regels += ["", "[bestanden]"]
    regels += [
        f'"{naam}" = "{hashlib.sha256(inhoud[naam]).hexdigest()}"' for naam in sorted(inhoud)
    ]
    return "\n".join(regels) + "\n"


def main() -> int:
    """Renew the files; 1 when a package is not to be had or not what was agreed."""
    try:
        haal_alles(DOEL)
    except HuisstijlMislukt as fout:
        print(fout, file=sys.stderr)
        return 1
    print(f"De huisstijl staat in {DOEL}. Kijk na wat er veranderde: git diff --stat {DOEL}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
