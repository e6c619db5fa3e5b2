"""Look up the locked packages in the advisory database (pip-audit).

    python -m deploy.kwetsbaarheden

Exit code 0: nothing known, or only what ``kwetsbaarheden.toml`` accepts, with a reason and an end
date. Exit code 1: a known vulnerability, or an acceptance that has run out. Exit code 3: nothing
was looked up, because the advisory service could not be reached. That is no approval: a build that
wants to go on without one says so itself, by that code.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

SLOT = Path("requirements/alles.lock")
AANVAARD = Path(__file__).with_name("kwetsbaarheden.toml")
NIET_GEVRAAGD = 3
_SECONDEN = 240


@dataclass(frozen=True)
class Aanvaard:
    """One advisory we live with for now."""

    id: str
    reden: str
    tot: date


class OngeldigeLijst(Exception):
    """The list of acceptances has an entry that is incomplete or has run out."""


def lees_aanvaard(pad: Path, vandaag: date) -> list[Aanvaard]:
    """The acceptances that still hold; `OngeldigeLijst` names every one that does not."""
    rijen = tomllib.loads(pad.read_text(encoding="utf-8")).get("aanvaard", [])
    fouten, goed = [], []
    for rij in rijen:
        naam = str(rij.get("id", "(zonder id)"))
        if set(rij) != {"id", "reden", "tot"} or not str(rij["reden"]).strip():
            fouten.append(f"{naam}: noem id, reden en tot, en niets anders")
        elif not isinstance(rij["tot"], date) or rij["tot"] < vandaag:
            fouten.append(f"{naam}: de aanvaarding liep tot {rij['tot']}; beslis opnieuw")
        else:
            goed.append(Aanvaard(naam, str(rij["reden"]), rij["tot"]))
    if fouten:
        raise OngeldigeLijst("\n".join(fouten))
    return goed


@dataclass(frozen=True)
class Bevinding:
    """What the look-up gave: advisories per package, and packages it could say nothing about."""

    kwetsbaar: tuple[str, ...]
    onbekend: tuple[str, ...]
    gecontroleerd: int


def lees_bevinding(uitvoer: str) -> Bevinding | None:
    """Read pip-audit's JSON; None when it is no answer at all.

    A package the service does not know is NOT a package without vulnerabilities, although
    pip-audit ends with "none found" even when it could look up nothing.
    """
    try:
        pakketten = json.loads(uitvoer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return None
    kwetsbaar = tuple(
        f"{p['name']} {p['version']}: {v['id']} ({', '.join(v['fix_versions']) or 'geen herstel'})"
        for p in pakketten
        for v in p.get("vulns", ())
    )
    onbekend = tuple(p["name"] for p in pakketten if "skip_reason" in p)
    return Bevinding(kwetsbaar, onbekend, len(pakketten) - len(onbekend))


def oordeel(bevinding: Bevinding | None) -> tuple[int, str]:
    """Exit code and what to say about it."""
    if bevinding is None or not bevinding.gecontroleerd:
        return NIET_GEVRAAGD, (
            "LET OP: de dienst met bekende kwetsbaarheden is niet bereikbaar. Er is dus NIET "
            "gecontroleerd; draai dit opnieuw waar die dienst wel te bereiken is."
        )
    if bevinding.kwetsbaar:
        return 1, "Bekende kwetsbaarheden:\n" + "\n".join(bevinding.kwetsbaar)
    if bevinding.onbekend:
        return 1, "De dienst kent deze pakketten niet: " + ", ".join(bevinding.onbekend)
    return 0, f"{bevinding.gecontroleerd} pakketten gecontroleerd; geen bekende kwetsbaarheden."


def _vraag_op(aanvaard: Sequence[Aanvaard]) -> str:
    negeer = [deel for rij in aanvaard for deel in ("--ignore-vuln", rij.id)]
    opdracht = [sys.executable, "-m", "pip_audit", "--requirement", str(SLOT)]
    opdracht += ["--require-hashes", "--disable-pip", "--progress-spinner", "off"]
    opdracht += ["--format", "json", *negeer]
    try:
        klaar = subprocess.run(
            opdracht, capture_output=True, text=True, check=False, timeout=_SECONDEN
        )
    except subprocess.TimeoutExpired:
        return ""
    return klaar.stdout


def main(argumenten: Sequence[str] | None = None) -> int:
    """Print what was found and return the exit code."""
    argparse.ArgumentParser(description="Zoekt bekende kwetsbaarheden.").parse_args(argumenten)
    try:
        aanvaard = lees_aanvaard(AANVAARD, datetime.now(UTC).date())
    except OngeldigeLijst as fout:
        print(f"{AANVAARD.name} klopt niet meer:\n{fout}", file=sys.stderr)
        return 1
    for rij in aanvaard:
        print(f"aanvaard tot {rij.tot}: {rij.id}: {rij.reden}")
    code, tekst = oordeel(lees_bevinding(_vraag_op(aanvaard)))
    print(tekst, file=sys.stderr if code else sys.stdout)
    return code


if __name__ == "__main__":
    sys.exit(main())
