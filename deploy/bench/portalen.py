"""What a page of a portal costs besides the questions it asks its API, one page at a time.

The portal measures both itself and writes them with every page in its log: how long it was busy
with the page, and how long its questions took together. A browser is not part of it.
"""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import httpx

from deploy.bench.afzender import MetingMislukt
from deploy.bench.uitwisseling import bereid_voor
from deploy.demo.spel import ANALIST, REGISSEUR, Spel
from deploy.lokaal import Account, lees_lokaal
from deploy.omgeving import Omgeving, vrije_poorten

KEREN = 60
_WARM = 5
_ZELFDE = {"sec-fetch-site": "same-origin"}
_CSRF = re.compile(r'name="_csrf" value="([^"]+)"')
_VAK = re.compile(r'<input type="(\w+)" name="(\w+)" value="([^"]*)"( checked)?>')
_EERSTE = re.compile(r'<select id="(\w+)" name="\w+">\s*<option value="([^"]*)"')
_VERHAAL = re.compile(r'href="(/uitwisselingen/[0-9a-f-]{36})"')


@dataclass(frozen=True)
class Bladmeting:
    """One page: its time in the portal, and that of its questions together."""

    p95_ms: float
    vragen_p95_ms: float
    vragen: int

    @property
    def verhouding(self) -> float:
        """Near 1: the portal itself adds little. Below 1: it asks things at the same time."""
        return self.p95_ms / self.vragen_p95_ms


def meet_portalen(map_: Path) -> dict[str, Bladmeting]:
    """The pages that are opened most, by their number in the design."""
    with Omgeving(map_, vrije_poorten(lees_lokaal(), portalen=True)) as omgeving:
        spel = bereid_voor(omgeving)
        try:
            return _meet(spel)
        finally:
            spel.sluit()


def _meet(spel: Spel) -> dict[str, Bladmeting]:
    lokaal, groep = spel.omgeving.lokaal, f"/groepen/{spel.groep}"
    gemeten: dict[str, Bladmeting] = {}
    with _bezoek(spel, lokaal.account(REGISSEUR.partij, REGISSEUR.functie)) as regisseur:
        gemeten["S1"] = regisseur.meet("/werklijst")
        gemeten["S3"] = regisseur.meet(groep)
    with _bezoek(spel, lokaal.account(ANALIST.partij, ANALIST.functie)) as analist:
        concept = analist.stuur(f"{groep}/geven", {"aan": [REGISSEUR.partij]})
        gemeten["S10"] = analist.meet(concept)
        voorbeeld = analist.stuur(concept, _vul_in(analist.open(concept)))
        gemeten["S11"] = analist.meet(voorbeeld)
    with _bezoek(spel, lokaal.auditor) as auditor:
        gemeten["T1"] = auditor.meet("/uitwisselingen")
        gevonden = _VERHAAL.search(auditor.open("/uitwisselingen"))
        if gevonden is None:
            raise MetingMislukt("Het log toont geen uitwisseling om te openen.")
        gemeten["T2"] = auditor.meet(gevonden[1])
    return gemeten


def _vul_in(pagina: str) -> dict[str, list[str]]:
    """What somebody fills in who gives the first two things he may give."""
    velden: dict[str, list[str]] = {}
    for soort, naam, waarde, aan in _VAK.findall(pagina):
        if aan or soort == "hidden" or naam in ("deel", "doel") or waarde == "ja":
            velden.setdefault(naam, []).append(unescape(waarde))
    velden |= {naam: [unescape(waarde)] for naam, waarde in _EERSTE.findall(pagina)}
    eerste = {"deel": velden["deel"][:2], "doel": velden["doel"][:1]}
    return {**velden, **eerste, "motivering": ["Nodig voor het beeld van de groep (verzonnen)."]}


@dataclass
class _Bezoek:
    """Somebody who is logged in at a portal, with a browser that runs no scripts."""

    client: httpx.Client
    log: Path

    def open(self, pad: str) -> str:
        antwoord = self.client.get(pad)
        if antwoord.status_code != httpx.codes.OK:
            raise MetingMislukt(f"Een pagina gaf {antwoord.status_code}: {antwoord.text[:500]}")
        return antwoord.text

    def stuur(self, pad: str, velden: Mapping[str, list[str]]) -> str:
        """Send a form; where it leads."""
        gevonden = _CSRF.search(self.open("/mijn-rechten"))
        csrf = [gevonden[1]] if gevonden else []
        antwoord = self.client.post(pad, data={**velden, "_csrf": csrf}, headers=_ZELFDE)
        if antwoord.status_code != httpx.codes.SEE_OTHER:
            raise MetingMislukt(f"Een formulier gaf {antwoord.status_code}: {antwoord.text[:500]}")
        return antwoord.headers["location"]

    def meet(self, pad: str) -> Bladmeting:
        """Open it again and again, alone."""
        for _ in range(_WARM):
            self.open(pad)
        begin = self.log.stat().st_size
        for _ in range(KEREN):
            self.open(pad)
        regels = _bladregels(self.log.read_bytes()[begin:])
        if len(regels) != KEREN:
            raise MetingMislukt(f"In het log van het portaal staan {len(regels)} pagina's.")
        return Bladmeting(
            p95_ms=_p95([een["duurMs"] for een in regels]),
            vragen_p95_ms=_p95([een["vragenMs"] for een in regels]),
            vragen=max(een["aantal"] for een in regels),
        )


def _bladregels(log: bytes) -> list[dict[str, int]]:
    regels = [json.loads(regel) for regel in log.splitlines() if regel.startswith(b"{")]
    return [een for een in regels if een["event"] == "pagina"]


def _p95(waarden: list[int]) -> float:
    return float(sorted(waarden)[int(len(waarden) * 0.95)])


@contextmanager
def _bezoek(spel: Spel, account: Account) -> Iterator[_Bezoek]:
    omgeving = spel.omgeving
    portaal = omgeving.lokaal.portaal_van(account)
    if portaal is None:
        raise MetingMislukt(f"Er is geen portaal voor {account.sub}.")
    context = ssl.create_default_context(cafile=str(omgeving.pki.vertrouwen))
    with httpx.Client(base_url=portaal.url, verify=context, trust_env=False, timeout=30) as client:
        _log_in(client, account)
        yield _Bezoek(client, omgeving.paden.uitvoer(portaal.onderdeel))


def _log_in(client: httpx.Client, account: Account) -> None:
    """The whole flow, as a browser goes it."""
    heen = client.get("/inloggen/verder", params={"naar": "/"}).headers["location"]
    with httpx.Client(trust_env=False, timeout=30) as inlog:
        terug = inlog.post(heen, data={"sub": account.sub}).headers["location"]
    if client.get(terug).status_code != httpx.codes.OK:
        raise MetingMislukt(f"Inloggen als {account.sub} lukte niet.")
