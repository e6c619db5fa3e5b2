"""`driehoek bewijs vergelijk`: lay the parties' journals beside the log and name what differs.

A journal is what `GET /v1/journaal` of a party gives, saved: one or more pages, as a JSON object
each, or one line of JSON per entry. Exit code 0: they agree; 1: they differ; 2: a file is not
readable.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import JsonLimieten, JsonWaarde, lees_json
from shared.bewijsbundel.rapport import Bevindingen
from shared.bewijsbundel.regel import lees_regel
from shared.bewijsbundel.vorm import BUNDELLIMIETEN
from shared.bewijsbundel.zip import Bundelbestand
from shared.cli.scherm import FOUT, GOED, PERIODE_OMGEKEERD, eis_te_openen, meervoud, veilig
from shared.convenant.termijnen import datum_nl
from shared.logboek.bladen import GelezenBlad, lees_blad
from shared.logboek.fouten import LogboekFout
from shared.logboek.vergelijking import (
    IN,
    UIT,
    Journaalregel,
    Logbericht,
    Verschil,
    lees_log,
    vergelijk,
)
from shared.opslag.bestandsfout import waarom_niet

ONBRUIKBAAR = 2
MAX_JOURNAAL_BYTES = 512 * 1024 * 1024
_GEEN_BERICHT = frozenset({"groepsbesluit", "aanstelling"})
"""Lines about what all parties sign together, not about a message."""

BESCHRIJVING = """\
Legt de journalen van de partijen naast het log in een bewijsbundel, en noemt per bericht wat het
ene zegt en het andere niet.

Haal de journalen op met GET /v1/journaal van elke partij en de bundel over dezelfde periode.

Uitkomst 0: alles komt overeen. Uitkomst 1: er zijn verschillen. Uitkomst 2: een bestand is niet te
gebruiken.
"""


class _Onleesbaar(Exception):
    """A journal that cannot be used; the text says which and why."""


def voer_uit(keuze: argparse.Namespace) -> int:
    """Compare and print; the exit code."""
    eis_te_openen(keuze.zip)
    bevindingen = Bevindingen(BUNDELLIMIETEN.max_fouten)
    periode = _Periode(keuze.van or date.min, keuze.tot or date.max)
    try:
        if periode.van > periode.tot:
            raise _Onleesbaar(PERIODE_OMGEKEERD)
        journalen: dict[str, list[Journaalregel]] = {}
        for partij, pad in keuze.journaal:
            journalen.setdefault(partij, []).extend(_lees_journaal(partij, pad, periode))
        with Bundelbestand(keuze.zip, BUNDELLIMIETEN, bevindingen) as bundel:
            log = lees_log(_bladen(bundel, periode))
    except (LogboekFout, _Onleesbaar) as fout:
        print(veilig(str(fout)))
        return ONBRUIKBAAR
    if bevindingen.fouten:
        print(veilig("\n".join(f"FOUT  {bevinding}" for bevinding in bevindingen.fouten)))
        return ONBRUIKBAAR
    verschillen = [een for een in vergelijk(log, journalen) if een.bericht in periode.berichten]
    aantallen = (
        sum(bericht in periode.berichten for bericht in log),
        sum(regel.bericht in periode.berichten for lijst in journalen.values() for regel in lijst),
    )
    if keuze.json:
        uitvoer = _als_json(verschillen)
    else:
        uitvoer = chain(_niet_vergeleken(log, journalen), _als_tekst(verschillen, *aantallen))
    for regel in uitvoer:
        print(veilig(regel))
    return FOUT if verschillen else GOED


@dataclass
class _Periode:
    """The days that count, and the messages of which anything happened on one of them.

    A message that began on one day and was received on the next is compared as a whole.
    """

    van: date
    tot: date
    berichten: set[str] = field(default_factory=set)

    def zie(self, bericht: object, tijdstip: datetime) -> None:
        """Something happened to a message at this time."""
        if self.van <= datum_nl(tijdstip) <= self.tot:
            self.berichten.add(str(bericht))


def journaal(tekst: str) -> tuple[str, Path]:
    """An argument `partij=bestand`."""
    partij, gelijk, pad = tekst.partition("=")
    if not partij or not gelijk or not pad:
        raise argparse.ArgumentTypeError("schrijf partij=bestand, zoals partij-a=journaal.json")
    return partij, Path(pad)


def _bladen(bundel: Bundelbestand, periode: _Periode) -> Iterator[GelezenBlad]:
    for ruw in bundel.regels():
        blad = lees_blad(lees_regel(ruw).inhoud)
        kop = blad.velden.get("kop")
        periode.zie(
            kop.get("id") if isinstance(kop, dict) else blad.velden.get("id"), blad.tijdstip
        )
        yield blad


def _lees_journaal(partij: str, pad: Path, periode: _Periode) -> Iterator[Journaalregel]:
    try:
        if pad.stat().st_size > MAX_JOURNAAL_BYTES:
            raise _Onleesbaar(f"{pad} is te groot; geef een kortere periode.")
        inhoud = pad.read_bytes()
    except OSError as fout:
        raise _Onleesbaar(f"{pad} is niet te lezen: {waarom_niet(fout)}.") from fout
    for rij in _rijen(pad, inhoud):
        try:
            if rij["soort"] in _GEEN_BERICHT:
                continue
            tijdstip = datetime.fromisoformat(str(rij["tijdstip"])).astimezone(UTC)
            periode.zie(rij["bericht"], tijdstip)
            yield Journaalregel(
                partij=partij,
                bericht=str(rij["bericht"]),
                richting=_richting(rij["richting"]),
                handeling=str(rij["handeling"]),
                digest=_tekst(rij.get("digest")),
                ontvangst=_tekst(rij.get("ontvangst")),
            )
        except (KeyError, ValueError, OverflowError) as fout:
            raise _Onleesbaar(f"{pad}: dit is geen regel van een journaal ({fout}).") from fout


def _rijen(pad: Path, inhoud: bytes) -> Iterator[Mapping[str, JsonWaarde]]:
    """Entries out of one page, a page per line, or an entry per line."""
    limieten = JsonLimieten(max_bytes=MAX_JOURNAAL_BYTES)
    try:
        documenten: list[JsonWaarde] = [lees_json(inhoud, limieten=limieten)]
    except OngeldigeJson:
        try:
            regels = [regel for regel in inhoud.splitlines() if regel.strip()]
            documenten = [lees_json(regel, limieten=limieten) for regel in regels]
        except OngeldigeJson as fout:
            raise _Onleesbaar(f"{pad} is geen JSON: {fout.melding}") from fout
    for document in documenten:
        rijen: Any = (
            document.get("journaal", [document]) if isinstance(document, dict) else document
        )
        if not isinstance(rijen, list) or not all(isinstance(rij, dict) for rij in rijen):
            raise _Onleesbaar(f"{pad} is geen journaal.")
        yield from rijen


def _richting(waarde: JsonWaarde) -> str:
    if waarde not in (UIT, IN):
        raise ValueError("richting is geen uit of in")
    return str(waarde)


def _niet_vergeleken(
    log: Mapping[str, Logbericht], journalen: Mapping[str, object]
) -> Iterator[str]:
    """Whose side was not looked at: without it, that nothing differs says less than it seems."""
    in_log = {p for bericht in log.values() for p in (bericht.afzender, bericht.ontvanger) if p}
    for partij in sorted(in_log - journalen.keys()):
        yield f"Let op: van {partij} is er geen journaal; haar kant is niet vergeleken."
    for partij in sorted(journalen.keys() - in_log):
        yield f"Let op: {partij} komt in het log van deze bundel niet voor."


def _tekst(waarde: JsonWaarde) -> str | None:
    return waarde if isinstance(waarde, str) else None


def _als_tekst(verschillen: list[Verschil], berichten: int, regels: int) -> Iterator[str]:
    for verschil in verschillen:
        yield f"VERSCHIL  [{verschil.soort}] bericht {verschil.bericht}, {verschil.partij}:"
        yield f"          {verschil.melding}"
    gedaan = (
        f"Vergeleken: {meervoud(berichten, 'bericht', 'berichten')} uit het log met "
        f"{meervoud(regels, 'regel', 'regels')} uit de journalen."
    )
    if verschillen:
        hoeveel = meervoud(len(verschillen), "verschil", "verschillen")
        yield f"NIET GELIJK: {hoeveel} tussen het log en de journalen. {gedaan}"
    else:
        yield f"GELIJK: de journalen en het log zeggen hetzelfde. {gedaan}"


def _als_json(verschillen: list[Verschil]) -> Iterator[str]:
    for verschil in verschillen:
        velden = {naam: getattr(verschil, naam) for naam in Verschil.__slots__}
        yield json.dumps(velden, ensure_ascii=False)
