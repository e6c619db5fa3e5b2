"""Is a covenant file consistent? Every fault, with its place in the file.

The shape has been checked already (``regelmodel``); this looks at what only the whole file can
tell: names that refer to nothing, rows that say the same twice, rules that can never apply, and
reasons without a sentence. A file with a fault is not used at all.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from shared.convenant.besluiten.soorten import SOORTEN
from shared.convenant.bestand.eisen import KENMERKEN
from shared.convenant.bestand.model import Berichtsoort, Convenantbestand, Functie
from shared.convenant.bestand.rijen import Ondertekenaar
from shared.convenant.regels.betrokkenenrechten import controleer_betrokkenenrechten
from shared.convenant.regels.bouw import AFWEGINGSVELDEN
from shared.convenant.regels.documenten import controleer_documenten
from shared.convenant.regels.nietactief import controleer_nietactief
from shared.convenant.regels.redencontrole import controleer_redenen
from shared.convenant.regels.stroomcontrole import Stroomcontrole
from shared.convenant.regels.verwijzingen import (
    Pad,
    Verwijzingen,
    bestaan,
    is_getal,
    precies,
    termijn,
)
from shared.convenant.regels.woordcontrole import Woordcontrole
from shared.convenant.vorm import Fout, json_pointer

_POORTEN: Final = frozenset(range(1, 17))
_STAPPEN: Final = frozenset(range(1, 8))


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
        self.naar = Verwijzingen(bestand)

    def alles(self) -> Iterator[Fout]:
        yield from self._poorten()
        yield from self._stappen()
        yield from self._soorten()
        yield from self._start()
        yield from self._categorieen()
        yield from self._partijen()
        yield from Stroomcontrole(self.b, self.naar).alles()
        yield from self._namenlijsten()
        yield from self._signalen()
        yield from self._incidenten()
        yield from controleer_betrokkenenrechten(self.b)
        yield from controleer_nietactief(self.b)
        yield from controleer_documenten(self.b.documenten, self.naar)
        yield from self._groepsbesluiten()
        yield from self._aanstellingen()
        yield from termijn(self.b.bevestigingen.termijn, ("bevestigingen", "termijn"))
        yield from Woordcontrole(self.b, self.naar).alles()

    def _poorten(self) -> Iterator[Fout]:
        if set(self.b.poorten) != {str(nummer) for nummer in _POORTEN}:
            yield Fout("/poorten", "moet precies de poorten 1 tot en met 16 noemen")
        if not self.b.kanalen:
            yield Fout("/kanalen", "noemt geen enkel kanaal")
        if any(kanaal.overleg for kanaal in self.b.kanalen.values()):
            for tabel in ("overlegsoorten", "overleglocaties"):
                if not getattr(self.b, tabel):
                    yield Fout(f"/{tabel}", "is leeg, maar een van de kanalen is een overleg")
        yield from termijn(self.b.convenant.opzegtermijn, ("convenant", "opzegtermijn"))

    def _stappen(self) -> Iterator[Fout]:
        nummers = [stap.nummer for stap in self.b.stappen]
        if nummers != list(range(1, len(nummers) + 1)) or not _STAPPEN.issuperset(nummers):
            yield Fout("/stappen", "moet de stappen 1, 2, 3 … in volgorde noemen, ten hoogste 7")
        for nummer, stap in enumerate(self.b.stappen):
            plek: Pad = ("stappen", nummer, "documenten")
            yield from bestaan(stap.documenten, self.b.stukken, plek, "stuk")
        for nummer, rij in enumerate(self.b.zonder_verzoek):
            pad: Pad = ("zonderVerzoek", nummer)
            yield from self.naar.partij(rij.van, (*pad, "van"))
            yield from self.naar.partij(rij.naar, (*pad, "naar"))
            yield from self.naar.categorielijst(rij.categorieen, (*pad, "categorieen"))
            if rij.van == rij.naar:
                yield Fout(json_pointer(pad), "van en naar zijn dezelfde partij")
            if not any(stap.nummer == rij.stap and stap.verzoek_nodig for stap in self.b.stappen):
                yield Fout(
                    json_pointer((*pad, "stap")), f"in stap {rij.stap} is geen verzoek nodig"
                )

    def _soorten(self) -> Iterator[Fout]:
        for code, soort in self.b.soorten.items():
            pad: Pad = ("soorten", code)
            yield from bestaan(soort.poorten, _POORTEN, (*pad, "poorten"), "poort")
            yield from self._rechten(soort, pad)
            yield from self.naar.kanaallijst(soort.kanalen, (*pad, "kanalen"))
            yield from bestaan(soort.kenmerken or (), KENMERKEN, (*pad, "kenmerken"), "kenmerk")
            yield from self._groepseisen(soort, pad)
            if soort.persoonsgegevens and set(soort.poorten) != _POORTEN:
                yield Fout(
                    json_pointer((*pad, "poorten")),
                    "een soort met persoonsgegevens komt alle zestien poorten tegen",
                )
            if not soort.persoonsgegevens and not (soort.convenant and soort.wet):
                yield Fout(
                    json_pointer(pad), "convenant en wet zijn nodig bij een soort zonder gegevens"
                )

    def _groepseisen(self, soort: Berichtsoort, pad: Pad) -> Iterator[Fout]:
        eisen = soort.groepseisen + soort.groepseisen_gegevens
        if (bool(eisen) or soort.verwijzing is not None) != (5 in soort.poorten):
            yield Fout(
                json_pointer((*pad, "groepseisen")),
                "groepseisen en verwijzing horen bij poort 5: beide of geen van beide",
            )
        if set(eisen) - {"groep"} and "groep" not in soort.groepseisen:
            yield Fout(
                json_pointer((*pad, "groepseisen")),
                "deze eisen gaan over een groep, maar de eis 'groep' ontbreekt",
            )
        if soort.verwijzing is not None:
            plek: Pad = (*pad, "verwijzing")
            yield from bestaan(
                soort.verwijzing.soorten, self.b.soorten, (*plek, "soorten"), "soort"
            )
            yield from self.naar.staplijst(
                soort.verwijzing.niet_gekregen_in_stappen, (*plek, "nietGekregenInStappen")
            )
        if (soort.regime == "verwijzing" or soort.recht_van_verwijzing) and (
            soort.verwijzing is None or soort.verwijzing.onderdelen != "plaats"
        ):
            yield Fout(
                json_pointer(pad), "kijkt naar een eerder bericht, maar noemt er geen plaats"
            )

    def _rechten(self, soort: Berichtsoort, pad: Pad) -> Iterator[Fout]:
        genoemd = [soort.recht_afzender, soort.recht_ontvanger]
        genoemd += [recht for rechten in soort.recht_in_overleg.values() for recht in rechten]
        rechten = [recht for recht in genoemd if recht is not None]
        yield from bestaan(rechten, self.b.rechten, pad, "recht")
        overleggen = self.b.overlegsoorten
        yield from bestaan(
            soort.recht_in_overleg, overleggen, (*pad, "rechtInOverleg"), "soort overleg"
        )

    def _start(self) -> Iterator[Fout]:
        yield from termijn(self.b.start.venster, ("start", "venster"))
        yield from termijn(self.b.start.herbeoordeling, ("start", "herbeoordeling"))
        if not self.b.eindcriteria:
            yield Fout("/eindcriteria", "noemt geen enkel eindcriterium")

    def _categorieen(self) -> Iterator[Fout]:
        for code, categorie in self.b.categorieen.items():
            pad: Pad = ("categorieen", code)
            if not is_getal(code):
                yield Fout(json_pointer(pad), "een categorie is een getal")
            yield from bestaan(categorie.zonder_poorten, _POORTEN, (*pad, "zonderPoorten"), "poort")
            yield from termijn(categorie.na_leeftijd, (*pad, "naLeeftijd"))
            yield from bestaan(categorie.kenmerken, KENMERKEN, (*pad, "kenmerken"), "kenmerk")
            niet = set(categorie.met_motivering) - set(categorie.leeftijdsklassen)
            for klasse in sorted(niet):
                yield Fout(
                    json_pointer((*pad, "metMotivering")), f"klasse {klasse} mag helemaal niet"
                )
            if bool(categorie.leeftijdsklassen) != (categorie.reden_leeftijd is not None):
                yield Fout(
                    json_pointer((*pad, "redenLeeftijd")),
                    "hoort bij leeftijdsklassen: beide of geen van beide",
                )

    def _partijen(self) -> Iterator[Fout]:
        for code, partij in self.b.partijen.items():
            pad: Pad = ("partijen", code)
            yield from bestaan(partij.doelen, self.b.doelen, (*pad, "doelen"), "doel")
            yield from bestaan(
                partij.afweging, AFWEGINGSVELDEN, (*pad, "afweging"), "afwegingsveld"
            )
            yield from bestaan(partij.kenmerken, KENMERKEN, (*pad, "kenmerken"), "kenmerk")
            yield from self.naar.voorwaarden(partij.voorwaarden, (*pad, "voorwaarden"))
            yield from self._functies(partij.functies, (*pad, "functies"), (code,))
            for dubbel in sorted(set(partij.functies) & set(self.b.functies)):
                yield Fout(
                    json_pointer((*pad, "functies", dubbel)),
                    "bestaat al als functie bij elke partij",
                )
        yield from self._functies(self.b.functies, ("functies",), self.b.partijen)

    def _functies(
        self, functies: dict[str, Functie], pad: Pad, partijen: Iterable[str]
    ) -> Iterator[Fout]:
        for code, functie in functies.items():
            yield from bestaan(functie.rechten, self.b.rechten, (*pad, code, "rechten"), "recht")
            yield from self.naar.soortlijst(functie.soorten, (*pad, code, "soorten"))
            for partij in partijen:
                bekend = {**self.b.functies, **self.b.partijen[partij].functies}
                wie = functie.bevestigd_door or ()
                yield from bestaan(wie, bekend, (*pad, code, "bevestigdDoor"), "functie")

    def _namenlijsten(self) -> Iterator[Fout]:
        rij, pad = self.b.namenlijsten, ("namenlijsten",)
        yield from self.naar.partij(rij.brutolijst, (*pad, "brutolijst"))
        yield from self.naar.partij(rij.nettolijst, (*pad, "nettolijst"))
        yield from bestaan(
            (rij.gegevenssoort,), self.b.gegevenssoorten, (*pad, "gegevenssoort"), "gegevenssoort"
        )
        bewaarder: Pad = (*pad, "naAfsluiting")
        yield from self.naar.partij(rij.na_afsluiting.partij, (*bewaarder, "partij"))
        yield from termijn(rij.na_afsluiting.termijn, (*bewaarder, "termijn"))

    def _signalen(self) -> Iterator[Fout]:
        rij, pad = self.b.signalen, ("signalen",)
        yield from bestaan((rij.stuk,), self.b.stukken, (*pad, "stuk"), "stuk")
        yield from self.naar.partij(rij.verzamelaar, (*pad, "verzamelaar"))
        yield from termijn(rij.termijn, (*pad, "termijn"))
        yield from termijn(rij.intake_termijn, (*pad, "intakeTermijn"))
        for nummer, bron in enumerate(rij.intakebronnen):
            if bron in self.b.partijen:
                zin = f"'{bron}' is partij; die geeft een signaal zelf"
                yield Fout(json_pointer((*pad, "intakebronnen", nummer)), zin)

    def _incidenten(self) -> Iterator[Fout]:
        """Every ground is one of a law that a party works under, and every party has one."""
        yield from self._gezegd()
        regimes = {partij.regime for partij in self.b.partijen.values()}
        over = set(regimes)
        for code, grond in self.b.incidenten.gronden.items():
            pad: Pad = ("incidenten", "gronden", code)
            yield from bestaan(grond.regimes, regimes, (*pad, "regimes"), "regime")
            over -= set(grond.regimes)
        for regime in sorted(over):
            yield Fout(json_pointer(("incidenten", "gronden")), f"heeft geen grond voor {regime}")

    def _gezegd(self) -> Iterator[Fout]:
        """A report that is filled in beforehand has a kind that a report may have."""
        aard = self.b.incidenten.gezegd.aard
        for stuk in self.b.stukken.values():
            lid = stuk.vorm.get("aard") if stuk.meldt_voorval else None
            if lid is not None and aard not in lid.waarden:
                zin = f"'{aard}' is geen aard van een melding"
                yield Fout(json_pointer(("incidenten", "gezegd", "aard")), zin)

    def _groepsbesluiten(self) -> Iterator[Fout]:
        yield from precies(self.b.groepsbesluiten, frozenset(SOORTEN), ("groepsbesluiten",))
        for code, rij in self.b.groepsbesluiten.items():
            pad: Pad = ("groepsbesluiten", code)
            yield from self._ondertekenaars(rij.ondertekenaars, (*pad, "ondertekenaars"))
            if code in SOORTEN:
                namen = {i.alias or n for n, i in SOORTEN[code].model_fields.items()}
                yield from bestaan(rij.velden, namen, (*pad, "velden"), "veld")
            yield from bestaan(rij.stukken, self.b.stukken, (*pad, "stukken"), "stuk")
            eerder = self.b.groepsbesluiten
            yield from bestaan(rij.anders_dan, eerder, (*pad, "andersDan"), "groepsbesluit")
            yield from self.naar.staplijst(rij.zonder_stapeisen, (*pad, "zonderStapeisen"))
            begin = {0} if code == "openen" else self.naar.stapnummers
            for nummer, overgang in enumerate(rij.overgangen):
                plek: Pad = (*pad, "overgangen", nummer)
                yield from bestaan((overgang.van,), begin, (*plek, "van"), "stap")
                yield from bestaan((overgang.naar,), self.naar.stapnummers, (*plek, "naar"), "stap")

    def _ondertekenaars(self, rijen: Sequence[Ondertekenaar], pad: Pad) -> Iterator[Fout]:
        gezien: set[str] = set()
        for nummer, een in enumerate(rijen):
            wie: Pad = (*pad, nummer)
            yield from self.naar.partij(een.partij, (*wie, "partij"))
            partij = self.b.partijen.get(een.partij)
            bekend = {} if partij is None else partij.functies
            yield from bestaan(een.functies, bekend, (*wie, "functies"), "functie")
            for functie in een.functies:
                if functie in bekend and bekend[functie].systeem:
                    melding = f"{functie} is van een programma; alleen een mens tekent"
                    yield Fout(json_pointer((*wie, "functies")), melding)
            if een.partij in gezien:
                yield Fout(json_pointer(wie), f"partij {een.partij} staat al in een eerdere regel")
            gezien.add(een.partij)

    def _aanstellingen(self) -> Iterator[Fout]:
        rij, pad = self.b.aanstellingen, ("aanstellingen",)
        yield from self._ondertekenaars(rij.ondertekenaars, (*pad, "ondertekenaars"))
        yield from termijn(rij.termijn, (*pad, "termijn"))
        tekenen = {een.partij for een in rij.ondertekenaars}
        for partij in sorted(set(self.b.partijen) - tekenen):
            melding = f"noemt partij {partij} niet; wie over haar heen kijkt, stelt zij mee aan"
            yield Fout(json_pointer((*pad, "ondertekenaars")), melding)
        if not rij.opdrachten:
            yield Fout(json_pointer((*pad, "opdrachten")), "noemt geen enkele opdracht")
