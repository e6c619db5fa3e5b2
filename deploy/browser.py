"""Finds a browser for the tests of the portals, or fetches one that needs no installing.

In this order: ``$DRIEHOEK_BROWSER``, what the system has, what was fetched before into
``.venv/browser``, and otherwise the npm package ``@sparticuz/chromium`` (MIT; pinned), unpacked
with node. Nobody but the tests uses this.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PAKKET = "@sparticuz/chromium@147.0.0"
EIGEN = Path(sys.prefix) / "browser"
NAMEN = ("chromium-headless-shell", "chromium", "google-chrome")
_PAK_UIT = """
const zlib = require("node:zlib"), fs = require("node:fs");
const [bron, naar] = process.argv.slice(1);
for (const naam of fs.readdirSync(bron)) {
  if (!naam.endsWith(".br")) continue;
  fs.writeFileSync(`${naar}/${naam.slice(0, -3)}`, zlib.brotliDecompressSync(fs.readFileSync(`${bron}/${naam}`)));
}
"""  # noqa: E501 - een programma van een ander, in zijn eigen regels


@dataclass(frozen=True)
class Browser:
    """A program to start, with what it needs around it."""

    programma: Path
    omgeving: Mapping[str, str] = field(default_factory=dict)


def zoek_browser(*, haal: bool = True) -> Browser | None:
    """A browser, or None when there is none to be had. `haal`: whether to fetch one."""
    gewezen = os.environ.get("DRIEHOEK_BROWSER")
    if gewezen:
        return Browser(Path(gewezen)) if Path(gewezen).exists() else None
    for naam in NAMEN:
        gevonden = shutil.which(naam)
        if gevonden is not None:
            return Browser(Path(gevonden))
    if not _eigen().programma.exists() and haal:
        _haal()
    return _eigen() if _eigen().programma.exists() else None


def _eigen() -> Browser:
    bibliotheken = EIGEN / "al2023" / "lib"
    return Browser(EIGEN / "chromium", {"LD_LIBRARY_PATH": str(bibliotheken)})


def _haal() -> None:
    """Fetch and unpack; when anything is missing nothing is left behind."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        return
    with tempfile.TemporaryDirectory() as tijdelijk:
        map_ = Path(tijdelijk)
        klaar = subprocess.run(
            ["npm", "pack", "--silent", PAKKET],
            cwd=map_, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if klaar.returncode != 0:
            return
        with tarfile.open(map_ / klaar.stdout.split()[-1]) as tar:
            tar.extractall(map_, filter="data")
        uit = map_ / "uit"
        uit.mkdir()
        opdracht = ["node", "-e", _PAK_UIT, str(map_ / "package" / "bin"), str(uit)]
        if subprocess.run(opdracht, check=False, capture_output=True).returncode != 0:
            return
        for bundel in uit.glob("*.tar"):
            with tarfile.open(bundel) as tar:
                tar.extractall(uit / bundel.stem, filter="data")
            bundel.unlink()
        (uit / "chromium").chmod(0o755)
        for deel in (uit / "al2023", uit / "swiftshader"):
            if (deel / deel.name).is_dir():
                shutil.copytree(deel / deel.name, deel, dirs_exist_ok=True)
        shutil.rmtree(EIGEN, ignore_errors=True)
        shutil.copytree(uit, EIGEN)
