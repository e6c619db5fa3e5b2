"""A leaf in words: what it says, line by line, whatever a stranger put in it. Pure.

Which member is called what is a row of `bladwoorden.toml`; the words of codes are those of the
covenant. A member without a row is told under its own name: nothing of a leaf is left out but the
bytes of signatures, of which only is said that they are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeAlias

from shared.alarmen.regels import standaard_alarmregels
from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import JsonWaarde, lees_json
from shared.convenant.regels.woordenboek import Woord, Woordenboek
from shared.leesbaar.rijen import MEDEWERKER, VRAAG, Bladwoorden, Lid, bladwoorden
from shared.leesbaar.tijd import als_tijd
from shared.logboek.bladen import Bladsoort, GelezenBlad

MAX_TEKENS: Final = 600
"""A longer value is cut off; the leaf itself has all of it."""

_AANWEZIG: Final = "staat in het blad"
_VAST: Final = frozenset({"v", "soort", "tijdstip"})
_KAMEEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_INVULPLEK: Final = re.compile(r"\{([^{}]+)\}")
_SLEUTEL: Final = "/sleutel"
#: Where a decision leaf says in which function each official acted.
_AUTORISATIES: Final = ("toestand", "autorisaties")

Object: TypeAlias = dict[str, JsonWaarde]


@dataclass(frozen=True, slots=True)
class Leesregel:
    """A line. `waarde` is None of a heading; `diepte`: below how many headings it stands.

    `detail`: it says on what the rest can be checked, and not what happened.
    """

    naam: str
    waarde: str | None
    diepte: int = 0
    detail: bool = False


@dataclass(frozen=True, slots=True)
class Leesblad:
    """A leaf in words: what kind it is, one sentence, and every line."""

    soort: str
    titel: str
    tijdstip: datetime
    zin: str
    regels: tuple[Leesregel, ...]


def met_bladwoorden(woorden: Woordenboek, rijen: Bladwoorden | None = None) -> Woordenboek:
    """The covenant's words with those of what is no code of it, such as an outcome."""
    eigen = (bladwoorden() if rijen is None else rijen).woorden
    lijsten = {
        naam: tuple(Woord(code, tekst) for code, tekst in codes.items())
        for naam, codes in eigen.items()
    }
    alarmregels = tuple(Woord(een.naam, een.titel) for een in standaard_alarmregels().regels)
    return woorden.met({**lijsten, "alarmregels": alarmregels})


class Bladlezer:
    """Tells leaves in the words of one covenant. Safe to share between threads."""

    def __init__(self, woorden: Woordenboek) -> None:
        self._rijen = bladwoorden()
        self._woorden = met_bladwoorden(woorden)
        self._op_pad = {soort: rij.op_pad() for soort, rij in self._rijen.bladen.items()}

    @property
    def woorden(self) -> Woordenboek:
        """The words it uses."""
        return self._woorden

    def lees(self, blad: GelezenBlad) -> Leesblad:
        """The leaf in words."""
        rij = self._rijen.bladen[blad.soort]
        velden = {naam: waarde for naam, waarde in blad.velden.items() if naam not in _VAST}
        loop = _Loop(self._woorden, _functies(velden))
        return Leesblad(
            soort=blad.soort.value,
            titel=rij.titel,
            tijdstip=blad.tijdstip,
            zin=self._zin(blad, velden, loop),
            regels=tuple(loop.object(velden, rij.leden, 0, None)),
        )

    def vraag(self, vraag: Object) -> tuple[Leesregel, ...]:
        """What was asked of the log, as a reading leaf or a bundle has it, in words."""
        leden = next(
            lid.leden for lid in self._rijen.bladen[Bladsoort.RAADPLEGING].leden
            if lid.pad == VRAAG
        )  # fmt: skip
        return tuple(_Loop(self._woorden, {}).object(vraag, leden, 0, None))

    def _zin(self, blad: GelezenBlad, velden: Object, loop: _Loop) -> str:
        op_pad = self._op_pad[blad.soort]

        def vul_in(plek: re.Match[str]) -> str:
            pad = plek.group(1)
            lid = op_pad.get(pad)
            gevonden = [
                loop.kort(lid, waarde, velden) for waarde in _alle(velden, tuple(pad.split("/")))
            ]
            return _samen(list(dict.fromkeys(gevonden)))

        for zin in self._rijen.bladen[blad.soort].zinnen:
            if zin.bij is None or _geldt(_alle(velden, tuple(zin.bij.split("/"))), zin.is_):
                tekst = _INVULPLEK.sub(vul_in, zin.zin)
                return tekst[:1].upper() + tekst[1:]
        return self._rijen.bladen[blad.soort].titel


def zoekwaarden(soort: Bladsoort, velden: Object) -> Iterator[tuple[str, str]]:
    """Under which names, and with which values, a leaf can be found: the rows with `zoek`."""
    yield from _zoek(velden, bladwoorden().bladen[soort].leden)


class _Loop:
    """One walk through one leaf. `functies`: what officials named in it were."""

    def __init__(self, woorden: Woordenboek, functies: Mapping[str, tuple[str, str]]) -> None:
        self._woorden = woorden
        self._functies = functies

    def object(
        self, velden: Object, leden: tuple[Lid, ...], diepte: int, sleutel: str | None
    ) -> Iterator[Leesregel]:
        """The members of an object: those with a row in its order, then the others."""
        for lid in leden:
            waarde = _op(velden, lid.delen)
            if waarde is not None and waarde != []:
                yield from self._lid(lid, waarde, diepte, velden, sleutel)
        yield from self._overig(velden, [lid.delen for lid in leden], diepte)

    def kort(self, lid: Lid | None, waarde: JsonWaarde, velden: Object) -> str:
        """A value within a sentence: in words only."""
        if lid is None or lid.lijst is None or isinstance(waarde, bool | list | dict):
            return self._tekst(lid, waarde, velden, None)
        return self._woorden.tekst(lid.lijst, waarde, _bij(lid, velden, None))

    def _lid(
        self, lid: Lid, waarde: JsonWaarde, diepte: int, velden: Object, sleutel: str | None
    ) -> Iterator[Leesregel]:
        for regel in self._regels(lid, waarde, diepte, velden, sleutel):
            yield replace(regel, detail=True) if lid.detail else regel

    def _regels(
        self, lid: Lid, waarde: JsonWaarde, diepte: int, velden: Object, sleutel: str | None
    ) -> Iterator[Leesregel]:
        if lid.als == "bewijs":
            yield Leesregel(lid.naam, _AANWEZIG, diepte)
        elif lid.als == "json" and isinstance(waarde, str):
            yield from self._json(lid, waarde, diepte)
        elif lid.sleutel is not None and isinstance(waarde, dict):
            for naam, een in waarde.items():
                yield from self._per_sleutel(lid, naam, een, diepte)
        elif isinstance(waarde, dict):
            yield Leesregel(lid.naam, None, diepte)
            yield from self.object(waarde, lid.leden, diepte + 1, sleutel)
        elif isinstance(waarde, list) and any(isinstance(een, dict) for een in waarde):
            yield from self._lijst(lid.naam, waarde, lid.leden, diepte)
        else:
            yield Leesregel(lid.naam, self._tekst(lid, waarde, velden, sleutel), diepte)

    def _json(self, lid: Lid, tekst: str, diepte: int) -> Iterator[Leesregel]:
        try:
            waarde = lees_json(tekst.encode("utf-8", "surrogatepass"))
        except OngeldigeJson:
            waarde = None
        if isinstance(waarde, dict):
            yield Leesregel(lid.naam, None, diepte)
            yield from self.object(waarde, lid.leden, diepte + 1, None)
        else:
            yield Leesregel(lid.naam, _kap(tekst), diepte)

    def _per_sleutel(
        self, lid: Lid, naam: str, waarde: JsonWaarde, diepte: int
    ) -> Iterator[Leesregel]:
        wie = self._persoon(naam) if lid.sleutel == MEDEWERKER else self._code(lid.sleutel, naam)
        if isinstance(waarde, dict):
            yield Leesregel(f"{lid.naam}: {wie}", None, diepte)
            yield from self.object(waarde, lid.leden, diepte + 1, naam)
        else:
            yield Leesregel(f"{lid.naam}: {wie}", self._tekst(None, waarde, {}, None), diepte)

    def _lijst(
        self, naam: str, waarden: list[JsonWaarde], leden: tuple[Lid, ...], diepte: int
    ) -> Iterator[Leesregel]:
        for nummer, een in enumerate(waarden, 1):
            kop = naam if len(waarden) == 1 else f"{naam} {nummer}"
            if isinstance(een, dict):
                yield Leesregel(kop, None, diepte)
                yield from self.object(een, leden, diepte + 1, None)
            else:
                yield Leesregel(kop, self._tekst(None, een, {}, None), diepte)

    def _overig(
        self, velden: Object, genoemd: list[tuple[str, ...]], diepte: int
    ) -> Iterator[Leesregel]:
        """What has no row, under its own name."""
        for naam, waarde in velden.items():
            dieper = [pad[1:] for pad in genoemd if pad[0] == naam]
            if () in dieper or waarde is None or waarde == []:
                continue
            if dieper and isinstance(waarde, dict):
                yield from self._overig(waarde, dieper, diepte)
            else:
                yield from self._lid(Lid(pad=naam, naam=_naam(naam)), waarde, diepte, velden, None)

    def _tekst(
        self, lid: Lid | None, waarde: JsonWaarde, velden: Object, sleutel: str | None
    ) -> str:
        if isinstance(waarde, list):
            return "; ".join(self._tekst(lid, een, velden, sleutel) for een in waarde)
        if isinstance(waarde, dict):
            delen = (f"{_naam(n)}: {self._tekst(None, w, {}, None)}" for n, w in waarde.items())
            return _kap("; ".join(delen))
        if isinstance(waarde, bool):
            return "ja" if waarde else "nee"
        if lid is not None and lid.als == "plaats" and isinstance(waarde, int):
            return str(waarde + 1)
        if lid is not None and lid.lijst is not None:
            return self._code(lid.lijst, waarde, _bij(lid, velden, sleutel))
        if lid is not None and lid.wie == MEDEWERKER:
            return self._persoon(str(waarde))
        tekst = "geen" if waarde is None else str(waarde)
        return als_tijd(tekst) or _kap(tekst)

    def _code(self, lijst: str | None, code: JsonWaarde, partij: str | None = None) -> str:
        """A code in words with the code itself behind it, so that people can search for it."""
        tekst = str(code) if lijst is None else self._woorden.tekst(lijst, code, partij)
        return _kap(tekst) if tekst == str(code) else f"{tekst} ({code})"

    def _persoon(self, verwijzing: str) -> str:
        functie = self._functies.get(verwijzing)
        if functie is None:
            return _kap(verwijzing)
        wat = self._woorden.tekst("functies", functie[1], functie[0])
        return f"{_kap(verwijzing)} ({wat} bij {self._woorden.tekst('partijen', functie[0])})"


def _functies(velden: Object) -> Mapping[str, tuple[str, str]]:
    """Of each official in a decision leaf his party and his function."""
    autorisaties = _op(velden, _AUTORISATIES)
    return {
        verwijzing: (str(een.get("partij")), str(een.get("functie")))
        for verwijzing, een in (autorisaties.items() if isinstance(autorisaties, dict) else ())
        if isinstance(een, dict)
    }


def _bij(lid: Lid, velden: Object, sleutel: str | None) -> str | None:
    """The party at which a function is held, where the row says so."""
    if lid.bij is None:
        return None
    gevonden = sleutel if lid.bij == _SLEUTEL else velden.get(lid.bij)
    return gevonden if isinstance(gevonden, str) else None


def _op(waarde: JsonWaarde, pad: tuple[str, ...]) -> JsonWaarde:
    for deel in pad:
        waarde = waarde.get(deel) if isinstance(waarde, dict) else None
    return waarde


def _alle(waarde: JsonWaarde, pad: tuple[str, ...]) -> list[JsonWaarde]:
    """Every value at a path in which a `*` is each element of a list."""
    if not pad:
        return [] if waarde is None else [waarde]
    if pad[0] != "*":
        return _alle(_op(waarde, pad[:1]), pad[1:])
    elementen = waarde if isinstance(waarde, list) else []
    return [gevonden for een in elementen for gevonden in _alle(een, pad[1:])]


def _geldt(waarden: list[JsonWaarde], is_: bool | str | None) -> bool:
    return bool(waarden) and (is_ is None or waarden == [is_])


def _zoek(velden: JsonWaarde, leden: tuple[Lid, ...]) -> Iterator[tuple[str, str]]:
    for lid in leden:
        waarde = _op(velden, lid.delen)
        elementen = waarde if isinstance(waarde, list) else [waarde]
        if lid.sleutel is not None and isinstance(waarde, dict):
            elementen = list(waarde.values())
        for een in elementen:
            if isinstance(een, dict):
                yield from _zoek(een, lid.leden)
            elif lid.zoek is not None and isinstance(een, str):
                yield lid.zoek, een


def _samen(teksten: list[str]) -> str:
    """Sentences behind each other, anything else with commas."""
    return (" " if all(tekst.endswith(".") for tekst in teksten) else ", ").join(teksten)


def _naam(lid: str) -> str:
    """A member's name in words: ``geldigTot`` is *Geldig tot*."""
    tekst = _KAMEEL.sub(" ", lid).lower()
    return _kap(tekst[:1].upper() + tekst[1:])


def _kap(tekst: str) -> str:
    return tekst if len(tekst) <= MAX_TEKENS else f"{tekst[:MAX_TEKENS]}…"
