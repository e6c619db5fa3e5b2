"""Is a covenant file consistent? Every fault, with its place in the file.

The shape has been checked already (``regelmodel``); this looks at what only the whole file can
tell: names that refer to nothing, rows that say the same twice, rules that can never apply, and
reasons without a sentence. A file with a fault is not used at all.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final, get_args

from shared.convenant.eisen import fouten_in, kenmerksoort
from shared.convenant.redencontrole import controleer_redenen
from shared.convenant.regelbouw import AFWEGINGSVELDEN, stromen, uitgeschreven
from shared.convenant.regelmodel import ALLE, Convenantbestand, Functie, VoorwaardeRij
from shared.convenant.termijnen import OngeldigeTermijn, Termijn
from shared.convenant.verzoek import Kop, Overleg
from shared.convenant.vorm import Fout, json_pointer

Pad = tuple[int | str, ...]

_BERICHTSOORTEN: Final = frozenset(get_args(Kop.model_fields["soort"].annotation))
_OVERLEGSOORTEN: Final = frozenset(get_args(Overleg.model_fields["soort"].annotation))
_BESLUITSOORTEN: Final = frozenset(
    {"openen", "start", "stap", "prioritering", "onderzoek", "afsluiting"}
)
_POORTEN: Final = frozenset(range(1, 17))
_STAPPEN: Final = frozenset(range(1, 8))
_OVERLEGVOORWAARDEN: Final = (
    "partij",
    "van",
    "naar",
    "kanalen",
    "overlegsoorten",
    "vanaf_stap",
    "categorieen",
    "anders_dan",
)


def controleer(bestand: Convenantbestand, ruw: dict[str, Any]) -> Iterator[Fout]:
    """Every fault in the file; ``ruw`` is the same file as parsed."""
    yield from _dubbelen(ruw, ())
    yield from _Controle(bestand).alles()
    yield from controleer_redenen(bestand, ruw)


def _dubbelen(waarde: object, pad: Pad) -> Iterator[Fout]:
    if isinstance(waarde, dict):
        for naam, inhoud in waarde.items():
            yield from _dubbelen(inhoud, (*pad, naam))
    elif isinstance(waarde, list):
        for nummer, inhoud in enumerate(waarde):
            if inhoud in waarde[:nummer]:
                yield Fout(json_pointer((*pad, nummer)), "staat er dubbel")
            yield from _dubbelen(inhoud, (*pad, nummer))


class _Controle:
    """Walks the tables; each method yields the faults of one table."""

    def __init__(self, bestand: Convenantbestand) -> None:
        self.b = bestand
        self.categorieen = _getallen(bestand.categorieen)
        self.stappen = {stap.nummer for stap in bestand.stappen}

    def alles(self) -> Iterator[Fout]:
        yield from self._poorten()
        yield from self._stappen()
        yield from self._soorten()
        yield from self._start()
        yield from self._categorieen()
        yield from self._partijen()
        yield from self._gegevenssoorten()
        yield from self._verstrekkingsregels()
        yield from self._overlegregels()
        yield from self._plichten()
        yield from self._groepsbesluiten()

    def _poorten(self) -> Iterator[Fout]:
        if _getallen(self.b.poorten) != _POORTEN:
            yield Fout("/poorten", "moet precies de poorten 1 tot en met 16 noemen")
        if not self.b.kanalen:
            yield Fout("/kanalen", "noemt geen enkel kanaal")
        yield from _termijn(self.b.convenant.opzegtermijn, ("convenant", "opzegtermijn"))

    def _stappen(self) -> Iterator[Fout]:
        nummers = [stap.nummer for stap in self.b.stappen]
        if nummers != list(range(1, len(nummers) + 1)) or not _STAPPEN.issuperset(nummers):
            yield Fout("/stappen", "moet de stappen 1, 2, 3 … in volgorde noemen, ten hoogste 7")
        for nummer, rij in enumerate(self.b.zonder_verzoek):
            pad: Pad = ("zonderVerzoek", nummer)
            yield from self._partij(rij.van, (*pad, "van"))
            yield from self._partij(rij.naar, (*pad, "naar"))
            if rij.van == rij.naar:
                yield Fout(json_pointer(pad), "van en naar zijn dezelfde partij")
            if not any(stap.nummer == rij.stap and stap.verzoek_nodig for stap in self.b.stappen):
                yield Fout(
                    json_pointer((*pad, "stap")), f"in stap {rij.stap} is geen verzoek nodig"
                )

    def _soorten(self) -> Iterator[Fout]:
        yield from _precies(self.b.soorten, _BERICHTSOORTEN, ("soorten",))
        for code, soort in self.b.soorten.items():
            pad: Pad = ("soorten", code)
            yield from _bestaan(soort.poorten, _POORTEN, (*pad, "poorten"), "poort")
            eisen = soort.groepseisen + soort.groepseisen_gegevens
            if bool(eisen) != (5 in soort.poorten):
                yield Fout(
                    json_pointer((*pad, "groepseisen")),
                    "groepseisen horen bij poort 5: beide of geen van beide",
                )
            if set(eisen) - {"groep", "verwijzing"} and "groep" not in soort.groepseisen:
                yield Fout(
                    json_pointer((*pad, "groepseisen")),
                    "deze eisen gaan over een groep, maar de eis 'groep' ontbreekt",
                )
            if soort.persoonsgegevens and set(soort.poorten) != _POORTEN:
                yield Fout(
                    json_pointer((*pad, "poorten")),
                    "een soort met persoonsgegevens komt alle zestien poorten tegen",
                )
            if not soort.persoonsgegevens and not (soort.convenant and soort.wet):
                yield Fout(
                    json_pointer(pad), "convenant en wet zijn nodig bij een soort zonder gegevens"
                )

    def _start(self) -> Iterator[Fout]:
        yield from _termijn(self.b.start.venster, ("start", "venster"))
        if not self.b.eindcriteria:
            yield Fout("/eindcriteria", "noemt geen enkel eindcriterium")

    def _categorieen(self) -> Iterator[Fout]:
        for code, categorie in self.b.categorieen.items():
            pad: Pad = ("categorieen", code)
            if not code.isdecimal():
                yield Fout(json_pointer(pad), "een categorie is een getal")
            yield from _bestaan(
                categorie.zonder_poorten, _POORTEN, (*pad, "zonderPoorten"), "poort"
            )
            if bool(categorie.leeftijdsklassen) != (categorie.reden_leeftijd is not None):
                yield Fout(
                    json_pointer((*pad, "redenLeeftijd")),
                    "hoort bij leeftijdsklassen: beide of geen van beide",
                )

    def _partijen(self) -> Iterator[Fout]:
        for code, partij in self.b.partijen.items():
            pad: Pad = ("partijen", code)
            yield from _bestaan(partij.doelen, self.b.doelen, (*pad, "doelen"), "doel")
            yield from _bestaan(
                partij.afweging, AFWEGINGSVELDEN, (*pad, "afweging"), "afwegingsveld"
            )
            yield from self._voorwaarden(partij.voorwaarden, (*pad, "voorwaarden"))
            yield from self._functies(partij.functies, (*pad, "functies"))
            for dubbel in sorted(set(partij.functies) & set(self.b.functies)):
                yield Fout(
                    json_pointer((*pad, "functies", dubbel)),
                    "bestaat al als functie bij elke partij",
                )
        yield from self._functies(self.b.functies, ("functies",))

    def _functies(self, functies: dict[str, Functie], pad: Pad) -> Iterator[Fout]:
        for code, functie in functies.items():
            yield from _bestaan(functie.rechten, self.b.rechten, (*pad, code, "rechten"), "recht")

    def _gegevenssoorten(self) -> Iterator[Fout]:
        zonder_gegevens = {s.nummer for s in self.b.stappen if not s.persoonsgegevens}
        for code, soort in self.b.gegevenssoorten.items():
            pad: Pad = ("gegevenssoorten", code)
            yield from self._voorwaarden(soort.voorwaarden, (*pad, "voorwaarden"))
            gezien: set[tuple[str, int]] = set()
            for nummer, regel in enumerate(soort.regels):
                plek: Pad = (*pad, "regels", nummer)
                yield from self._partijlijst(regel.van, (*plek, "van"))
                yield from self._categorielijst(regel.categorieen, (*plek, "categorieen"))
                yield from self._staplijst(regel.stappen, (*plek, "stappen"))
                yield from self._kanaallijst(regel.kanalen, (*plek, "kanalen"))
                for stap in sorted(zonder_gegevens.intersection(regel.stappen)):
                    yield Fout(
                        json_pointer((*plek, "stappen")),
                        f"in stap {stap} worden geen persoonsgegevens gedeeld",
                    )
                paren = {
                    (partij, categorie)
                    for partij in uitgeschreven(regel.van, self.b.partijen)
                    for categorie in regel.categorieen
                }
                for partij, categorie in sorted(paren & gezien):
                    yield Fout(
                        json_pointer(plek),
                        f"partij {partij} en categorie {categorie} staan al in een eerdere regel",
                    )
                gezien |= paren

    def _verstrekkingsregels(self) -> Iterator[Fout]:
        gezien: set[tuple[str, str, str, str]] = set()
        for nummer, rij in enumerate(self.b.verstrekkingsregels):
            pad: Pad = ("verstrekkingsregels", nummer)
            yield from self._partijlijst((rij.van,), (*pad, "van"))
            yield from self._partijlijst((rij.naar,), (*pad, "naar"))
            soorten = set(self.b.gegevenssoorten)
            yield from _bestaan(
                rij.gegevenssoorten, soorten | {ALLE}, (*pad, "gegevenssoorten"), "gegevenssoort"
            )
            yield from _bestaan(rij.behalve, soorten, (*pad, "behalve"), "gegevenssoort")
            yield from _bestaan(
                rij.grondslagen, self.b.grondslagen, (*pad, "grondslagen"), "grondslag"
            )
            yield from _bestaan(
                rij.taakgrondslagen,
                self.b.taakgrondslagen,
                (*pad, "taakgrondslagen"),
                "taakgrondslag",
            )
            yield from self._voorwaarden(rij.voorwaarden, (*pad, "voorwaarden"))
            stroom = list(stromen(rij, self.b))
            if not stroom:
                yield Fout(json_pointer(pad), "gaat over geen enkele stroom tussen twee partijen")
            paren = {(*sleutel, grond) for sleutel in stroom for grond in rij.grondslagen}
            for van, naar, soort, grond in sorted(paren & gezien):
                yield Fout(
                    json_pointer(pad),
                    f"{grond} voor {soort} van {van} naar {naar} staat al in een eerdere regel",
                )
            gezien |= paren

    def _overlegregels(self) -> Iterator[Fout]:
        for nummer, rij in enumerate(self.b.overlegregels):
            pad: Pad = ("overlegregels", nummer)
            for naam in ("partij", "van", "naar"):
                waarde = getattr(rij, naam)
                if waarde is not None:
                    yield from self._partij(waarde, (*pad, naam))
            yield from self._kanaallijst(rij.kanalen, (*pad, "kanalen"))
            yield from _bestaan(
                rij.overlegsoorten or (), _OVERLEGSOORTEN, (*pad, "overlegsoorten"), "soort overleg"
            )
            yield from self._categorielijst(rij.categorieen, (*pad, "categorieen"))
            yield from self._soortlijst(rij.anders_dan, (*pad, "andersDan"))
            if rij.vanaf_stap is not None:
                yield from self._staplijst((rij.vanaf_stap,), (*pad, "vanafStap"))
            if all(getattr(rij, naam) is None for naam in _OVERLEGVOORWAARDEN):
                yield Fout(json_pointer(pad), "noemt geen voorwaarde en zou dus altijd sluiten")

    def _plichten(self) -> Iterator[Fout]:
        for nummer, plicht in enumerate(self.b.plichten):
            pad: Pad = ("plichten", nummer)
            yield from _bestaan(plicht.soorten or (), _BERICHTSOORTEN, (*pad, "soorten"), "soort")
            yield from self._kanaallijst(plicht.kanalen, (*pad, "kanalen"))
            yield from self._partijlijst(plicht.van or (), (*pad, "van"))
            yield from self._partijlijst(plicht.naar or (), (*pad, "naar"))
            yield from self._categorielijst(plicht.categorieen, (*pad, "categorieen"))
            yield from _termijn(plicht.termijn, (*pad, "termijn"))
            if plicht.vanaf is not None and not plicht.per_onderdeel:
                yield Fout(json_pointer((*pad, "vanaf")), "kan alleen met perOnderdeel = true")
        for nummer, termijn in enumerate(self.b.bewaartermijnen):
            pad = ("bewaartermijnen", nummer)
            yield from self._partijlijst(termijn.van or (), (*pad, "van"))
            yield from self._partijlijst(termijn.naar or (), (*pad, "naar"))
            yield from self._soortlijst(termijn.gegevenssoorten, (*pad, "gegevenssoorten"))
            yield from self._staplijst(termijn.stappen or (), (*pad, "stappen"))
            yield from self._categorielijst(termijn.categorieen, (*pad, "categorieen"))
            yield from _termijn(termijn.termijn, (*pad, "termijn"))
            if termijn.vanaf is not None and kenmerksoort(termijn.vanaf) != "datum":
                yield Fout(json_pointer((*pad, "vanaf")), "is geen kenmerk met een datum")

    def _groepsbesluiten(self) -> Iterator[Fout]:
        yield from _precies(self.b.groepsbesluiten, _BESLUITSOORTEN, ("groepsbesluiten",))
        for code, rij in self.b.groepsbesluiten.items():
            pad: Pad = ("groepsbesluiten", code)
            for partij in rij.ondertekenaars:
                yield from self._partij(partij, (*pad, "ondertekenaars"))
            begin = {0} if code == "openen" else self.stappen
            for nummer, overgang in enumerate(rij.overgangen):
                plek: Pad = (*pad, "overgangen", nummer)
                yield from _bestaan((overgang.van,), begin, (*plek, "van"), "stap")
                yield from _bestaan((overgang.naar,), self.stappen, (*plek, "naar"), "stap")

    def _voorwaarden(self, rijen: Sequence[VoorwaardeRij], pad: Pad) -> Iterator[Fout]:
        for nummer, rij in enumerate(rijen):
            for melding in fouten_in(rij):
                yield Fout(json_pointer((*pad, nummer)), melding)
            yield from self._categorielijst(rij.categorieen, (*pad, nummer, "categorieen"))

    def _partij(self, code: str, pad: Pad) -> Iterator[Fout]:
        yield from _bestaan((code,), self.b.partijen, pad, "partij")

    def _partijlijst(self, codes: Iterable[str], pad: Pad) -> Iterator[Fout]:
        yield from _bestaan(codes, set(self.b.partijen) | {ALLE}, pad, "partij")

    def _categorielijst(self, nummers: Iterable[int] | None, pad: Pad) -> Iterator[Fout]:
        yield from _bestaan(nummers or (), self.categorieen, pad, "categorie")

    def _staplijst(self, nummers: Iterable[int], pad: Pad) -> Iterator[Fout]:
        yield from _bestaan(nummers, self.stappen, pad, "stap")

    def _kanaallijst(self, codes: Iterable[str] | None, pad: Pad) -> Iterator[Fout]:
        yield from _bestaan(codes or (), self.b.kanalen, pad, "kanaal")

    def _soortlijst(self, codes: Iterable[str] | None, pad: Pad) -> Iterator[Fout]:
        yield from _bestaan(codes or (), self.b.gegevenssoorten, pad, "gegevenssoort")


def _bestaan(
    waarden: Iterable[object], verzameling: Collection[Any], pad: Pad, wat: str
) -> Iterator[Fout]:
    for waarde in waarden:
        if waarde not in verzameling:
            yield Fout(json_pointer(pad), f"{wat} '{waarde}' bestaat niet")


def _precies(tabel: Collection[str], verwacht: frozenset[str], pad: Pad) -> Iterator[Fout]:
    for code in sorted(set(tabel) - verwacht):
        yield Fout(json_pointer((*pad, code)), "deze soort bestaat niet")
    for code in sorted(verwacht - set(tabel)):
        yield Fout(json_pointer((*pad, code)), "ontbreekt, maar is verplicht")


def _termijn(tekst: str | None, pad: Pad) -> Iterator[Fout]:
    if tekst is None:
        return
    try:
        Termijn.lees(tekst)
    except OngeldigeTermijn as fout:
        yield Fout(json_pointer(pad), str(fout))


def _getallen(namen: Iterable[str]) -> set[int]:
    return {int(naam) for naam in namen if naam.isdecimal()}
