"""How long a portal is busy with the pages people open most, and with its questions for them.

A portal writes of every page how long it took and how long its questions to the API took together.
So this opens pages as a browser without scripts does, and reads what the portal wrote. What all
processes calculated for it is counted too: that says something on a busy machine as well.
"""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

KEREN = 50
DOEL_MS = 150
_WARM = 3
_WACHT_SECONDEN = 30
_EIGEN_PAGINA = {"sec-fetch-site": "same-origin"}
_CSRF = re.compile(r'name="_csrf" value="([^"]+)"')
_VERHAAL = re.compile(r'href="(/uitwisselingen/[0-9a-f-]{36})"')


class PaginaMislukt(Exception):
    """A page or a step of logging in did not come; the text says which."""


@dataclass(frozen=True)
class Portaal:
    """Where a portal is, where it writes, and which processes work for it."""

    url: str
    log: Path
    vertrouwen: Path
    pids: Sequence[int]

    @contextmanager
    def ingelogd(self, sub: str) -> Iterator[Bezoek]:
        """Somebody who logged in through the whole flow."""
        context = ssl.create_default_context(cafile=str(self.vertrouwen))
        with httpx.Client(
            base_url=self.url, verify=context, trust_env=False, timeout=_WACHT_SECONDEN
        ) as client:
            naar = client.get("/inloggen/verder").headers.get("location", "")
            with httpx.Client(trust_env=False, timeout=_WACHT_SECONDEN) as inlog:
                terug = inlog.post(naar, data={"sub": sub}).headers.get("location", "")
            if client.get(terug).status_code != httpx.codes.OK:
                raise PaginaMislukt(f"inloggen van {sub}")
            yield Bezoek(client, self.log, self.pids)


@dataclass(frozen=True)
class Bladmeting:
    """One page: what 95 of 100 stay under, how long against its questions together, and what all
    processes calculated for it."""

    scherm: str
    p95_ms: float
    verhouding: float
    vragen: int
    cpu_ms: float


@dataclass
class Bezoek:
    """Who looks at the pages of one portal."""

    client: httpx.Client
    log: Path
    pids: Sequence[int]

    def open(self, pad: str) -> str:
        """A page as it stands on the screen."""
        antwoord = self.client.get(pad)
        if antwoord.status_code != httpx.codes.OK:
            raise PaginaMislukt(f"{pad}: {antwoord.status_code}")
        return antwoord.text

    def stuur(self, pad: str, pagina: str, velden: Mapping[str, Any]) -> str:
        """Send a form of that page; where it leads."""
        gevonden = _CSRF.search(pagina)
        data = {"_csrf": gevonden[1] if gevonden else "", **velden}
        antwoord = self.client.post(pad, data=data, headers=_EIGEN_PAGINA)
        naar = antwoord.headers.get("location")
        if naar is None:
            raise PaginaMislukt(f"{pad}: {antwoord.status_code}")
        return str(naar)

    def meet(self, scherm: str, pad: str, keren: int = KEREN) -> Bladmeting:
        """Open it so many times, one after the other, when everything it remembers is there."""
        for _ in range(_WARM):
            self.open(pad)
        begin, rekende = self.log.stat().st_size, self._cpu_seconden()
        for _ in range(keren):
            self.open(pad)
        cpu_ms = (self._cpu_seconden() - rekende) / keren * 1000
        with self.log.open("rb") as bestand:
            bestand.seek(begin)
            regels = [json.loads(een) for een in bestand if een.startswith(b"{")]
        return vat_samen(scherm, [een for een in regels if een["event"] == "pagina"], cpu_ms)

    def _cpu_seconden(self) -> float:
        tijden = [psutil.Process(pid).cpu_times() for pid in self.pids]
        return sum(een.user + een.system for een in tijden)


def vat_samen(scherm: str, regels: list[dict[str, Any]], cpu_ms: float) -> Bladmeting:
    """What the portal wrote of one page, in a few numbers."""
    duur = sorted(float(een["duurMs"]) for een in regels)
    vragen = sum(float(een["vragenMs"]) for een in regels)
    return Bladmeting(
        scherm,
        duur[max(0, -(-len(duur) * 95 // 100) - 1)],
        sum(duur) / vragen if vragen else 0.0,
        max(int(een["aantal"]) for een in regels),
        cpu_ms,
    )


def meet_paginas(
    portaal: Callable[[str], Portaal], groep: str, wie: Mapping[str, str]
) -> list[Bladmeting]:
    """S1, S3, S10 and S11 in a group, and T1 and T2 of the message that comes of it.

    `wie`: by function, under which account somebody logs in.
    """
    with portaal(wie["regisseur"]).ingelogd(wie["regisseur"]) as regisseur:
        metingen = [
            regisseur.meet("S1 werklijst", "/werklijst"),
            regisseur.meet("S3 groep", f"/groepen/{groep}"),
        ]
    with portaal(wie["analist"]).ingelogd(wie["analist"]) as analist:
        kies = f"/groepen/{groep}/geven"
        pagina = analist.open(kies)
        geven = analist.stuur(kies, pagina, _eerste(pagina, "aan"))
        metingen.append(analist.meet("S10 samenstellen", geven))
        pagina = analist.open(geven)
        voorbeeld = analist.stuur(geven, pagina, _opdracht(pagina))
        metingen.append(analist.meet("S11 voorbeeld", voorbeeld))
        analist.stuur(f"{geven}/versturen", pagina, {})
    with portaal(wie["auditor"]).ingelogd(wie["auditor"]) as auditor:
        metingen.append(auditor.meet("T1 uitwisselingen", "/uitwisselingen"))
        verhaal = _VERHAAL.search(auditor.open("/uitwisselingen"))
        if verhaal is None:
            raise PaginaMislukt("er staat geen bericht in het log")
        metingen.append(auditor.meet("T2 verhaal", verhaal[1]))
    return metingen


def _eerste(pagina: str, *namen: str) -> dict[str, Any]:
    """The first choice there is of each of these."""
    return {naam: re.findall(rf'name="{naam}" value="([^"]+)"', pagina)[:1] for naam in namen}


def _opdracht(pagina: str) -> dict[str, Any]:
    """The first thing there may be given, for the first purpose, weighed."""
    velden = _eerste(pagina, "medewerker", "deel", "doel")
    gewogen = dict.fromkeys(("noodzaak", "proportionaliteit", "subsidiariteit"), "ja")
    return {**velden, **gewogen, "motivering": "Nodig om de groep in beeld te brengen."}
