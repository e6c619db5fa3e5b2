"""Een verzonnen log waar iemand een periode van vroeg, en de bundel die dat opleverde."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from shared.bericht.tijd import utc_tekst
from shared.bewijsbundel.bundel import reeksen_van, schrijf_bundel
from shared.bewijsbundel.vorm import Bundelinhoud, Dekking, Reeksen, Weglating
from shared.convenant.regels.laden import standaard_convenant
from shared.logboek.bladen import BewezenBlad
from shared.logboek.merkle import deelbomen
from shared.logboek.notitie import Notitiesleutel
from tests.unit.bewijsbundel.proefbundel import (
    NU,
    Proefbundel,
    Wijziging,
    besluitblad,
    bevestigingsblad,
    wijzig_json,
    wijzig_regels,
)
from tests.unit.logboek.hulp import blad_bytes, lezer_van, logsleutel

VAN, TOT = NU - timedelta(minutes=5), NU + timedelta(minutes=5)
GEVRAAGD_OP = NU + timedelta(minutes=20)
VROEGER, EERSTE, LAATSTE, LATER = 3, 4, 9, 10
"""Het laatste blad van voor de periode, haar eerste en laatste, en het eerste van erna."""


def _gewoon(moment: datetime, nummer: int) -> bytes:
    return blad_bytes("configuratie", moment, omgeving="ontwikkeling", nummer=nummer)


@cache
def logbladen() -> tuple[bytes, ...]:
    """Vier bladen van ervoor, zes uit de periode, twee van erna."""
    regels = standaard_convenant()
    begin = NU - timedelta(hours=1)
    return (
        blad_bytes("convenant", begin, id=regels.id, versie=regels.versie, hash=regels.hash),
        *(_gewoon(begin + timedelta(minutes=n), n) for n in range(3)),
        besluitblad(nummer=1),
        bevestigingsblad(nummer=1),
        besluitblad("kind-van-elf", nummer=2),
        *(_gewoon(NU + timedelta(minutes=1, seconds=n), n) for n in range(3)),
        *(_gewoon(NU + timedelta(minutes=6, seconds=n), n) for n in range(2)),
    )


@dataclass
class Periodebundel:
    """De bundel van een periode. `weg`: welke bladen er niet in zitten en waarom; `geteld`: wat het
    log over het antwoord zegt als dat anders is; `partij`: None kijkt over alle partijen heen."""

    vraag: Mapping[str, Any] = field(
        default_factory=lambda: {"soort": "periode", "van": utc_tekst(VAN), "tot": utc_tekst(TOT)}
    )
    bladen: Sequence[bytes] = field(default_factory=logbladen)
    nummers: Sequence[int] = tuple(range(EERSTE, LAATSTE + 1))
    weg: Mapping[int, str] = field(default_factory=dict)
    voor: int | None = VROEGER
    na: int | None = LATER
    partij: str | None = None
    geteld: int | None = None
    log: Notitiesleutel = field(default_factory=logsleutel)

    def proef(self) -> Proefbundel:
        """Het log met het blad over de vraag erbij, en alle bladen erin."""
        opgeschoond = sum(1 for waarom in self.weg.values() if waarom == "opgeschoond")
        aantal = len(self._erin()) if self.geteld is None else self.geteld
        vraag = {**self.vraag, "aantal": aantal}
        if opgeschoond:
            vraag["opgeschoond"] = opgeschoond
        gevraagd = blad_bytes("raadpleging", GEVRAAGD_OP, partij=self.partij, vraag=vraag)
        return Proefbundel(
            bladen=[*self.bladen, gevraagd],
            getuigetijd=GEVRAAGD_OP + timedelta(seconds=5),
            log=self.log,
        )

    def _erin(self) -> list[int]:
        return [nummer for nummer in self.nummers if nummer not in self.weg]

    def inhoud(self) -> Bundelinhoud:
        """Wat er in de bundel gaat."""
        proef = self.proef()
        bewezen = {blad.nummer: blad for blad in proef.bewezen()}
        return replace(
            proef.inhoud(),
            vraag=self.vraag,
            gemaakt=utc_tekst(GEVRAAGD_OP),
            bladen=[bewezen[nummer] for nummer in self._erin()],
            opgeschoond=[n for n, waarom in self.weg.items() if waarom == "opgeschoond"],
            gevraagd=bewezen[len(self.bladen)],
            dekking=self._dekking(bewezen) if self.vraag["soort"] == "periode" else None,
        )

    def _dekking(self, bewezen: Mapping[int, BewezenBlad]) -> Any:
        def maak(_: Reeksen) -> Dekking:
            return Dekking(
                None if self.voor is None else bewezen[self.voor],
                None if self.na is None else bewezen[self.na],
                [
                    Weglating(van, tot, self.weg[van], hashes(self.proef().bladen, van, tot))
                    for van, tot in self._reeksen_weg()
                ],
            )

        return maak

    def _reeksen_weg(self) -> Iterable[tuple[int, int]]:
        redenen = set(self.weg.values())
        per_reden = (sorted(n for n, w in self.weg.items() if w == reden) for reden in redenen)
        return sorted(reeks for nummers in per_reden for reeks in reeksen_van(nummers))

    def schrijf(self, pad: Path) -> Path:
        """Schrijf de ZIP."""
        schrijf_bundel(pad, self.inhoud())
        return pad


def hashes(bladen: Sequence[bytes], van: int, tot: int) -> tuple[bytes, ...]:
    """De hashes van deze weggelaten bladen."""
    lezer = lezer_van(bladen)
    return tuple(lezer(*plek) for plek in deelbomen(van, tot + 1))


def zonder(
    nummer: int, anders: Mapping[str, Any] | Callable[[dict[str, Any]], Any] | None = None
) -> dict[str, Wijziging]:
    """De bundel zonder dit blad, met een zoekvraag die daarbij is aangepast."""

    def regels(lijst: list[dict[str, Any]]) -> None:
        lijst[:] = [regel for regel in lijst if regel["bladnummer"] != nummer]

    def zoekvraag(document: dict[str, Any]) -> None:
        over = [
            n for van, tot in document["bladnummers"] for n in range(van, tot + 1) if n != nummer
        ]
        document["bladnummers"] = [list(reeks) for reeks in reeksen_van(over)]
        document["aantal"] = len(over)
        if callable(anders):
            anders(document)
        else:
            document.update(anders or {})

    return {"bladen.jsonl": wijzig_regels(regels), "zoekvraag.json": wijzig_json(zoekvraag)}


def als_json(blad: BewezenBlad) -> dict[str, Any]:
    """Een blad met zijn bewijs zoals het in een bundel staat."""
    return {
        "bladnummer": blad.nummer,
        "blad": base64.b64encode(blad.inhoud).decode(),
        "bewijs": [base64.b64encode(knoop).decode() for knoop in blad.bewijs],
    }
