"""Are the rows that decide over data consistent? Part of the check of a covenant file.

Kinds of data, flows and legal bases, meeting rules, duties and retention.
"""

from collections.abc import Iterator
from typing import Final

from pydantic.alias_generators import to_camel

from shared.convenant.bestand.eisen import KENMERKEN, kenmerksoort
from shared.convenant.bestand.inhoudsvorm import gronden_van_leden
from shared.convenant.bestand.model import Convenantbestand, GegevenssoortRij
from shared.convenant.bestand.typen import ALLE
from shared.convenant.regels.bouw import BEWAARTERMIJN, stromen, uitgeschreven
from shared.convenant.regels.verwijzingen import Pad, Verwijzingen, bestaan, termijn
from shared.convenant.vorm import Fout, json_pointer

_OVERLEGVOORWAARDEN: Final = (
    "partij",
    "van",
    "naar",
    "kanalen",
    "overlegsoorten",
    "aan_tafel",
    "vanaf_stap",
    "categorieen",
    "gegevenssoorten",
    "anders_dan",
)


class Stroomcontrole:
    """Walks the tables about data; each method yields the faults of one table."""

    def __init__(self, bestand: Convenantbestand, naar: Verwijzingen) -> None:
        self.b = bestand
        self.naar = naar

    def alles(self) -> Iterator[Fout]:
        """Every fault in these tables."""
        yield from self._gegevenssoorten()
        yield from self._verstrekkingsregels()
        yield from self._overlegregels()
        yield from self._plichten()
        yield from self._bewaartermijnen()
        yield from self._vervullingen()

    def _gegevenssoorten(self) -> Iterator[Fout]:
        zonder_gegevens = {s.nummer for s in self.b.stappen if not s.persoonsgegevens}
        for code, soort in self.b.gegevenssoorten.items():
            pad: Pad = ("gegevenssoorten", code)
            yield from self.naar.voorwaarden(soort.voorwaarden, (*pad, "voorwaarden"))
            yield from bestaan(soort.kenmerken, KENMERKEN, (*pad, "kenmerken"), "kenmerk")
            yield from self.naar.kanaallijst(soort.correctiekanalen, (*pad, "correctiekanalen"))
            yield from self._vorm(soort, pad)
            gezien: set[tuple[str, int]] = set()
            for nummer, regel in enumerate(soort.regels):
                plek: Pad = (*pad, "regels", nummer)
                yield from self.naar.partijen_of_alle(regel.van, (*plek, "van"))
                yield from self.naar.categorielijst(regel.categorieen, (*plek, "categorieen"))
                yield from self.naar.staplijst(regel.stappen, (*plek, "stappen"))
                yield from self.naar.kanaallijst(regel.kanalen, (*plek, "kanalen"))
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

    def _vorm(self, soort: GegevenssoortRij, pad: Pad) -> Iterator[Fout]:
        for melding in gronden_van_leden(soort.vorm):
            yield Fout(json_pointer((*pad, "vorm")), melding)
        if soort.geboortedatum is not None:
            lid = soort.vorm.get(soort.geboortedatum)
            if lid is None:
                yield Fout(json_pointer((*pad, "geboortedatum")), "is geen lid van de vorm")
            elif lid.soort != "datum":
                yield Fout(json_pointer((*pad, "geboortedatum")), "is geen lid met een datum")
        if soort.persoonsvelden and not soort.enkelvoudig:
            # Who somebody is stands once in a file: of two in a message one would be chosen.
            yield Fout(
                json_pointer((*pad, "enkelvoudig")),
                "moet true zijn: wie iemand is, staat er in een bericht één keer",
            )
        for naam, lid in soort.vorm.items():
            if lid.kop is not None and lid.kop not in soort.kenmerken:
                yield Fout(json_pointer((*pad, "vorm", naam)), f"'{lid.kop}' is hier geen kenmerk")

    def _verstrekkingsregels(self) -> Iterator[Fout]:
        gezien: set[tuple[str, str, str, str]] = set()
        for nummer, rij in enumerate(self.b.verstrekkingsregels):
            pad: Pad = ("verstrekkingsregels", nummer)
            yield from self.naar.partijen_of_alle((rij.van,), (*pad, "van"))
            yield from self.naar.partijen_of_alle((rij.naar,), (*pad, "naar"))
            soorten = set(self.b.gegevenssoorten)
            yield from bestaan(
                rij.gegevenssoorten, soorten | {ALLE}, (*pad, "gegevenssoorten"), "gegevenssoort"
            )
            yield from bestaan(rij.behalve, soorten, (*pad, "behalve"), "gegevenssoort")
            yield from bestaan(
                rij.grondslagen, self.b.grondslagen, (*pad, "grondslagen"), "grondslag"
            )
            yield from bestaan(
                rij.taakgrondslagen,
                self.b.taakgrondslagen,
                (*pad, "taakgrondslagen"),
                "taakgrondslag",
            )
            yield from self.naar.voorwaarden(rij.voorwaarden, (*pad, "voorwaarden"))
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
            for naam in ("partij", "van", "naar", "aan_tafel"):
                yield from self.naar.partijlijst(getattr(rij, naam), (*pad, to_camel(naam)))
            yield from self.naar.kanaallijst(rij.kanalen, (*pad, "kanalen"))
            yield from bestaan(
                rij.overlegsoorten or (),
                self.b.overlegsoorten,
                (*pad, "overlegsoorten"),
                "soort overleg",
            )
            yield from self.naar.categorielijst(rij.categorieen, (*pad, "categorieen"))
            yield from self.naar.soortlijst(rij.gegevenssoorten, (*pad, "gegevenssoorten"))
            yield from self.naar.soortlijst(rij.anders_dan, (*pad, "andersDan"))
            if rij.vanaf_stap is not None:
                yield from self.naar.staplijst((rij.vanaf_stap,), (*pad, "vanafStap"))
            if all(getattr(rij, naam) is None for naam in _OVERLEGVOORWAARDEN):
                yield Fout(json_pointer(pad), "noemt geen voorwaarde en zou dus altijd sluiten")

    def _plichten(self) -> Iterator[Fout]:
        for nummer, plicht in enumerate(self.b.plichten):
            pad: Pad = ("plichten", nummer)
            yield from bestaan(plicht.soorten or (), self.b.soorten, (*pad, "soorten"), "soort")
            yield from bestaan(plicht.stukken or (), self.b.stukken, (*pad, "stukken"), "stuk")
            yield from self.naar.kanaallijst(plicht.kanalen, (*pad, "kanalen"))
            yield from self.naar.partijlijst(plicht.van, (*pad, "van"))
            yield from self.naar.partijlijst(plicht.naar, (*pad, "naar"))
            yield from self.naar.categorielijst(plicht.categorieen, (*pad, "categorieen"))
            yield from termijn(plicht.termijn, (*pad, "termijn"))
            if plicht.vanaf is not None and not plicht.per_onderdeel:
                yield Fout(json_pointer((*pad, "vanaf")), "kan alleen met perOnderdeel = true")

    def _bewaartermijnen(self) -> Iterator[Fout]:
        for nummer, rij in enumerate(self.b.bewaartermijnen):
            pad: Pad = ("bewaartermijnen", nummer)
            yield from self.naar.partijlijst(rij.van, (*pad, "van"))
            yield from self.naar.partijlijst(rij.naar, (*pad, "naar"))
            yield from self.naar.kanaallijst(rij.kanalen, (*pad, "kanalen"))
            yield from self.naar.soortlijst(rij.gegevenssoorten, (*pad, "gegevenssoorten"))
            yield from self.naar.staplijst(rij.stappen or (), (*pad, "stappen"))
            yield from self.naar.categorielijst(rij.categorieen, (*pad, "categorieen"))
            yield from termijn(rij.termijn, (*pad, "termijn"))
            if rij.vanaf is not None and kenmerksoort(rij.vanaf) != "datum":
                yield Fout(json_pointer((*pad, "vanaf")), "is geen kenmerk met een datum")

    def _vervullingen(self) -> Iterator[Fout]:
        plichten = {rij.code for rij in self.b.plichten} | {BEWAARTERMIJN}
        for code in self.b.vervullingen:
            yield from bestaan((code,), plichten, ("vervullingen", code), "plicht")
