"""Whether the databases of a process are what its program expects, before it opens them.

A table that is not there yet, or one of another version, would otherwise be found by the first
statement that needs it, in words of the database library. Every fault is named at once, with the
place of its url in the configuration and what would be right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sqlalchemy import MetaData

from shared.opslag.engine import lezend, maak_engine
from shared.opslag.fouten import RAAD, DatabankFout, DatabankNietBeschikbaar
from shared.opslag.revisies import Revisies, vastgelegd


@dataclass(frozen=True, slots=True)
class Databank:
    """One database of a process: where its url stands in the configuration, and its revisions.

    `metadata`: the tables to compare with after a migration, when that is wanted.
    """

    plaats: str
    url: str
    locaties: Sequence[Path]
    metadata: MetaData | None = None


class DatabankNietGereed(DatabankFout):
    """One or more databases cannot be worked with as they are; the text says what to do."""


class _Stand(Enum):
    LEEG = "nog niet ingericht"
    OUD = "van een eerdere versie van dit programma"
    NIEUW = "van een latere versie van dit programma"


def eis_bijgewerkt(databanken: Sequence[Databank], opdracht: str) -> None:
    """Raise `DatabankNietGereed` unless every database is at the newest revision.

    `opdracht`: the command that brings them there, as a person types it.
    """
    zinnen: list[str] = []
    per_stand: dict[_Stand, list[str]] = {}
    for databank in databanken:
        try:
            stand = _stand(databank)
        except DatabankFout as fout:
            zinnen.append(_onbruikbaar(databank, fout))
        else:
            if stand is not None:
                per_stand.setdefault(stand, []).append(databank.plaats)
    zinnen += [_zin(stand, plaatsen, opdracht) for stand, plaatsen in per_stand.items()]
    if zinnen:
        raise DatabankNietGereed("\n".join(zinnen))


def migreer_alle(databanken: Sequence[Databank], meld: Callable[[str], None] = print) -> None:
    """Bring every database to the newest revision; the first that cannot be is named.

    `meld` is told of each, as soon as it is there: whoever runs this sees that it was done.
    """
    # Alleen wie bijwerkt leest Alembic in; een start hoeft alleen te weten dat er niets te doen is.
    from shared.opslag.migratie import migreer

    for databank in databanken:
        try:
            was = _stand(databank)
            migreer(databank.url, databank.locaties, databank.metadata)
            meld(f"{databank.plaats} {'was al bij' if was is None else 'is bijgewerkt'}.")
        except DatabankNietBeschikbaar as fout:
            raise DatabankNietGereed(_onbruikbaar(databank, fout)) from fout


def werk_oude_bij(databanken: Sequence[Databank]) -> list[str]:
    """Those of an earlier version to the newest; which, by their place in the configuration.

    Of copies that nobody serves from: whoever asks says nothing about the databases themselves.
    """
    oud = [een for een in databanken if _stand(een) is _Stand.OUD]
    migreer_alle(oud, lambda _: None)
    return [een.plaats for een in oud]


def _stand(databank: Databank) -> _Stand | None:
    """None for a database at the newest revision. Nothing is made, not even an empty file."""
    engine = maak_engine(databank.url, pool_grootte=1)
    bestand = Path(engine.url.database or "")
    try:
        if engine.dialect.name == "sqlite" and bestand.parent.is_dir() and not bestand.exists():
            return _Stand.LEEG
        with lezend(engine).connect() as verbinding:
            hier = vastgelegd(verbinding)
    finally:
        engine.dispose()
    if not hier:
        return _Stand.LEEG
    revisies = Revisies(databank.locaties)
    if revisies.onbekende(hier):
        return _Stand.NIEUW
    return _Stand.OUD if revisies.ontbrekende(hier) else None


def _zin(stand: _Stand, plaatsen: Sequence[str], opdracht: str) -> str:
    raad = f"draai eerst: {opdracht}"
    if stand is _Stand.NIEUW:
        raad = "start die versie, of zet de kopie terug van voor het bijwerken."
    return f"{_onderwerp(plaatsen)} {stand.value}; {raad}"


def _onderwerp(plaatsen: Sequence[str]) -> str:
    if len(plaatsen) == 1:
        return f"De databank van {plaatsen[0]} is"
    return f"De databanken van {', '.join(plaatsen[:-1])} en {plaatsen[-1]} zijn"


def _onbruikbaar(databank: Databank, fout: DatabankFout) -> str:
    return f"{databank.plaats}: " + "; ".join(_delen(fout))


def _delen(fout: DatabankFout) -> Iterator[str]:
    yield str(fout).removesuffix(".")
    if isinstance(fout, DatabankNietBeschikbaar) and fout.oorzaak in RAAD:
        yield RAAD[fout.oorzaak]
