"""Are the words of a covenant file consistent? Part of its check.

Vocabularies, stukken, what a correction carries, and the terms of the log.
"""

from collections.abc import Iterator, Mapping, Sequence

from shared.convenant.bestand.inhoudsvorm import gronden_van_leden, open_leden, vormfouten
from shared.convenant.bestand.model import Convenantbestand
from shared.convenant.bestand.rijen import StukRij, VoorwaardeRij
from shared.convenant.bladsoorten import Bladsoort
from shared.convenant.redencodes import AANVAARDREDENEN, ONTVANGSTREDENEN
from shared.convenant.regels.bouw import woordenlijsten
from shared.convenant.regels.verwijzingen import Pad, Verwijzingen, bestaan, termijn
from shared.convenant.vorm import Fout, json_pointer
from shared.convenant.woorden import KENMERKWOORDEN


class Woordcontrole:
    """Walks the tables of words; each method yields the faults of one table."""

    def __init__(self, bestand: Convenantbestand, naar: Verwijzingen) -> None:
        self.b = bestand
        self.naar = naar

    def alles(self) -> Iterator[Fout]:
        """Every fault in these tables."""
        yield from self._woorden()
        yield from self._waarden()
        yield from self._doelregels()
        yield from self._stukken()
        yield from self._correcties()
        yield from self._logboek()
        yield from self._ontvangstredenen()
        yield from termijn(
            self.b.uitzondering.herbeoordelen_binnen, ("uitzondering", "herbeoordelenBinnen")
        )
        gronden, plek = self.b.uitzonderingsgronden, ("uitzondering", "afwegen")
        yield from bestaan(self.b.uitzondering.afwegen, gronden, plek, "grond")

    def _ontvangstredenen(self) -> Iterator[Fout]:
        for tabel, verplicht in (
            ("ontvangstredenen", ONTVANGSTREDENEN),
            ("aanvaardredenen", AANVAARDREDENEN),
        ):
            for code in sorted(verplicht - set(getattr(self.b, tabel))):
                yield Fout(json_pointer((tabel, code)), "ontbreekt, maar is verplicht")
        for code in sorted(set(self.b.ontvangstredenen) & set(self.b.aanvaardredenen)):
            yield Fout(json_pointer(("aanvaardredenen", code)), "zegt ook dat het is geweigerd")

    def _woorden(self) -> Iterator[Fout]:
        for naam, (mag, geweigerd) in woordenlijsten(self.b).items():
            for code in sorted(set(mag) & set(geweigerd)):
                pad = json_pointer(("geweigerd", naam, code))
                yield Fout(pad, "mag ook; een code mag of is geweigerd")

    def _waarden(self) -> Iterator[Fout]:
        """A condition on a kenmerk that is a code names codes of its vocabulary."""
        for code, partij in self.b.partijen.items():
            yield from self._van_voorwaarden(partij.voorwaarden, ("partijen", code))
        for code, soort in self.b.gegevenssoorten.items():
            yield from self._van_voorwaarden(soort.voorwaarden, ("gegevenssoorten", code))
        for nummer, regel in enumerate(self.b.verstrekkingsregels):
            yield from self._van_voorwaarden(regel.voorwaarden, ("verstrekkingsregels", nummer))

    def _van_voorwaarden(self, rijen: Sequence[VoorwaardeRij], pad: Pad) -> Iterator[Fout]:
        lijsten = woordenlijsten(self.b)
        for nummer, rij in enumerate(rijen):
            if rij.kenmerk in KENMERKWOORDEN:
                mag, _ = lijsten[KENMERKWOORDEN[rij.kenmerk]]
                plek: Pad = (*pad, "voorwaarden", nummer, "waarden")
                yield from bestaan(rij.waarden, set(mag), plek, "code")

    def _doelregels(self) -> Iterator[Fout]:
        for nummer, rij in enumerate(self.b.doelregels):
            pad: Pad = ("doelregels", nummer)
            yield from bestaan(rij.doelen, self.b.doelen, (*pad, "doelen"), "doel")
            yield from self.naar.categorielijst(rij.categorieen, (*pad, "categorieen"))
            yield from self.naar.soortlijst(rij.gegevenssoorten, (*pad, "gegevenssoorten"))

    def _stukken(self) -> Iterator[Fout]:
        yield from _verslagen(self.b.stukken)
        for code, stuk in self.b.stukken.items():
            pad: Pad = ("stukken", code)
            yield from bestaan((stuk.soort,), self.b.soorten, (*pad, "soort"), "soort")
            yield from self._stromen(stuk, (*pad, "stromen"))
            for melding in (*gronden_van_leden(stuk.vorm), *open_leden(stuk.vorm)):
                yield Fout(json_pointer((*pad, "vorm")), melding)
            yield from _leden(stuk, pad)
            yield from _onderwerp(stuk, pad)
            yield from _leden_bij_vlaggen(stuk, pad)
            yield from self._maatwerk(stuk, pad)

    def _maatwerk(self, stuk: StukRij, pad: Pad) -> Iterator[Fout]:
        """What is told of tailor-made work is a content of this stuk."""
        if stuk.maatwerk is not None:
            for fout in vormfouten(stuk.maatwerk, stuk.vorm):
                yield Fout(json_pointer((*pad, "maatwerk")) + fout.pad, fout.melding)
        elif stuk.alleen_maatwerk:
            yield Fout(json_pointer((*pad, "alleenMaatwerk")), "vraagt wat er wel wordt gezegd")
        yield from self.naar.partijen_of_alle(stuk.alleen_maatwerk, (*pad, "alleenMaatwerk"))
        yield from self.naar.partijen_of_alle(tuple(stuk.intern), (*pad, "intern"))

    def _stromen(self, stuk: StukRij, pad: Pad) -> Iterator[Fout]:
        for nummer, stroom in enumerate(stuk.stromen):
            plek: Pad = (*pad, nummer)
            yield from self.naar.partijen_of_alle(stroom.van, (*plek, "van"))
            yield from self.naar.partijen_of_alle(stroom.naar, (*plek, "naar"))
            yield from self.naar.staplijst(stroom.stappen or (), (*plek, "stappen"))

    def _correcties(self) -> Iterator[Fout]:
        rij = self.b.correcties
        for naam, vorm in (("melding", rij.melding), ("verbetering", rij.verbetering)):
            for melding in gronden_van_leden(vorm):
                yield Fout(json_pointer(("correcties", naam)), melding)
        codes = {waarde for lid in rij.melding.values() for waarde in lid.waarden}
        yield from bestaan(sorted(codes), rij.fouten, ("correcties", "melding"), "fout")
        for code in sorted(set(rij.fouten) - codes):
            yield Fout(json_pointer(("correcties", "fouten", code)), "kan geen melding noemen")

    def _logboek(self) -> Iterator[Fout]:
        gezien: dict[str, set[str | None]] = {}
        for nummer, rij in enumerate(self.b.logboek.termijnen):
            pad: Pad = ("logboek", "termijnen", nummer)
            yield from termijn(rij.termijn, (*pad, "termijn"))
            # A kind without a term stays for good; so a slip of the pen may not pass for one.
            yield from bestaan(rij.soorten, set(Bladsoort), (*pad, "soorten"), "soort blad")
            for soort in rij.soorten:
                eerder = gezien.setdefault(soort, set())
                # Without a decision the row is about every leaf of its kind.
                if eerder and (rij.besluit is None or eerder & {rij.besluit, None}):
                    yield Fout(json_pointer(pad), f"'{soort}' heeft al een termijn")
                eerder.add(rij.besluit)


def _leden(stuk: StukRij, pad: Pad) -> Iterator[Fout]:
    """Every member that a row of a stuk names is one of its shape, of a kind that serves."""
    genoemd = [
        ("pseudoniemen", stuk.pseudoniemen, "lijst"),
        ("genummerd", stuk.genummerd, "lijst"),
        ("onderwerp", stuk.onderwerp, None),
        ("overleg", stuk.overleg, "kenmerk"),
    ]
    if stuk.uitstel is not None:
        genoemd += [("uitstel", stuk.uitstel.lid, "code"), ("uitstel", stuk.uitstel.dag, "datum")]
    for naam, genoemde, soort in genoemd:
        if genoemde is None:
            continue
        lid = stuk.vorm.get(genoemde)
        if lid is None:
            yield Fout(json_pointer((*pad, naam)), "is geen lid van de vorm")
        elif soort is not None and lid.soort != soort:
            yield Fout(json_pointer((*pad, naam)), f"'{genoemde}' is geen {soort}")
    if stuk.uitstel is not None and stuk.uitstel.lid in stuk.vorm:
        waarden = stuk.vorm[stuk.uitstel.lid].waarden
        yield from bestaan(stuk.uitstel.waarden, waarden, (*pad, "uitstel"), "waarde")


_LEDEN_BIJ = {
    "draagtOp": ("omschrijving", "uiterlijk"),
    "meldtStand": ("stand", "opVersie"),
    "meldtVoorval": ("aard", "ontdekt", "omschrijving", "maatregelen"),
    "meldtToezicht": ("gemeld",),
}


def _leden_bij_vlaggen(stuk: StukRij, pad: Pad) -> Iterator[Fout]:
    """What gives an action or tells of an incident names it, and has what that takes."""
    vlaggen = {
        "draagtOp": stuk.draagt_op,
        "meldtStand": stuk.meldt_stand,
        "meldtVoorval": stuk.meldt_voorval,
        "meldtToezicht": stuk.meldt_toezicht,
    }
    for naam, is_zo in vlaggen.items():
        if not is_zo:
            continue
        mist = [lid for lid in _LEDEN_BIJ[naam] if lid not in stuk.vorm]
        if stuk.onderwerp is None or mist:
            zin = f"vraagt een onderwerp en de leden {', '.join(_LEDEN_BIJ[naam])}"
            yield Fout(json_pointer((*pad, naam)), zin)


def _onderwerp(stuk: StukRij, pad: Pad) -> Iterator[Fout]:
    """What versions are about is one thing, and is there in every one of them."""
    keuzes = (stuk.onderwerp is not None, stuk.los, stuk.beantwoordt)
    if sum(keuzes) > 1:
        zin = "noemt meer dan één van onderwerp, los en beantwoordt"
        yield Fout(json_pointer(pad), zin)
    if stuk.zonder_groep and not any(keuzes):
        yield Fout(json_pointer((*pad, "zonderGroep")), "laat open waar een versie over gaat")
    lid = stuk.vorm.get(stuk.onderwerp or "")
    if lid is not None and not (lid.verplicht and lid.soort == "kenmerk"):
        yield Fout(json_pointer((*pad, "onderwerp")), "is geen verplicht kenmerk")
    if stuk.uitstel is not None and not stuk.beantwoordt:
        yield Fout(json_pointer((*pad, "uitstel")), "hoort bij wat een vraag beantwoordt")


def _verslagen(stukken: Mapping[str, StukRij]) -> Iterator[Fout]:
    """One stuk is the report of a meeting and one what is said of it, or there is neither."""
    over = [(code, stuk.reactie) for code, stuk in stukken.items() if stuk.overleg is not None]
    if sorted(reactie for _, reactie in over) not in ([], [False, True]):
        zin = "hoort bij één verslag en één reactie daarop, of bij geen stuk"
        yield Fout(json_pointer(("stukken", over[-1][0], "overleg")), zin)
    for code, stuk in stukken.items():
        if stuk.reactie and stuk.overleg is None:
            yield Fout(json_pointer(("stukken", code, "reactie")), "is een reactie op niets")
