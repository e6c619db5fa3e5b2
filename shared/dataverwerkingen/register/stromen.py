"""What the covenant says about the data of one party: kinds, people, receivers, grounds, terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shared.convenant.begrippen import Convenantregels, Plichtregel
from shared.convenant.logtermijnen import (
    VANAF_AFSLUITING,
    VANAF_BLAD,
    VANAF_GELDIG_TOT,
    bladtermijnen,
    langste_bladtermijn,
)
from shared.convenant.termijnen import Termijn

_KANTEN = {"verstrekt": (True, False), "ontvangen": (False, True), "gedeeld": (True, True)}


@dataclass(frozen=True, slots=True)
class Stroom:
    """Data to (``richting`` "aan") or from ("van") another party, and the legal grounds of it.

    ``met`` is None for what a party keeps itself.
    """

    richting: str
    met: str | None
    gegevens: tuple[str, ...]
    grondslagen: tuple[str, ...]


def stromen_van(regels: Convenantregels, partij: str, bron: str) -> tuple[Stroom, ...]:
    """The flows that an activity with this source (a word of the data file) consists of."""
    if bron == "pseudoniem":
        return ()
    if bron == "eigen":
        return (Stroom("eigen", None, _eigen_soorten(regels, partij), ()),)
    uit, in_ = _KANTEN[bron]
    gevonden: list[Stroom] = []
    for ander in regels.partijen:
        if uit:
            gevonden += _stroom(regels, partij, ander, "aan", ander)
        if in_:
            gevonden += _stroom(regels, ander, partij, "van", ander)
    return tuple(gevonden)


def _stroom(
    regels: Convenantregels, van: str, naar: str, richting: str, ander: str
) -> Iterable[Stroom]:
    soorten: list[str] = []
    grondslagen: dict[str, None] = {}
    for code, soort in regels.gegevenssoorten.items():
        gevonden = regels.grondslagregels.get((van, naar, code), {})
        if gevonden and any(partij == van for partij, _ in soort.regels):
            soorten.append(soort.titel)
            grondslagen.update({regel.wet: None for regel in gevonden.values()})
    if soorten:
        yield Stroom(richting, regels.partijen[ander].naam, tuple(soorten), tuple(grondslagen))


def _eigen_soorten(regels: Convenantregels, partij: str) -> tuple[str, ...]:
    return tuple(
        soort.titel
        for soort in regels.gegevenssoorten.values()
        if any(van == partij for van, _ in soort.regels)
    )


def betrokkenen_in(regels: Convenantregels, partij: str, bron: str) -> tuple[str, ...]:
    """The categories of people such an activity is about."""
    if bron == "pseudoniem" or partij not in regels.partijen:
        return tuple(categorie.titel for categorie in regels.categorieen.values())
    geven = {partij} if bron in ("eigen", "verstrekt") else set(regels.partijen)
    nummers = {
        categorie
        for soort in regels.gegevenssoorten.values()
        for van, categorie in soort.regels
        if van in geven
    }
    return tuple(regels.categorieen[nummer].titel for nummer in sorted(nummers))


def termijnen(regels: Convenantregels, partij: str, bron: str, eigen: str) -> tuple[str, ...]:
    """How long is kept what this activity is about, one sentence per rule of the covenant.

    ``eigen`` is the sentence for a party's own data, whose term its own law sets.
    """
    wet = regels.logboek.wet
    vastgelegd = in_woorden(langste_bladtermijn(regels))
    zinnen = [f"wat over deze verwerking is vastgelegd: {vastgelegd} ({wet})"]
    if partij not in regels.partijen:
        return (*(f"{zin} ({wet})" for zin in _logtermijnen(regels)), *zinnen)
    zelf = bron in ("eigen", "verstrekt")
    gelden = [
        _zin(regels, regel)
        for regel in regels.bewaartermijnen
        if (_over_eigen(regels, regel, partij) if zelf else _bij_ontvanger(regel, partij))
    ]
    return (*([eigen] if zelf else []), *gelden, *zinnen)


_VANAF = {
    VANAF_BLAD: "",
    VANAF_AFSLUITING: " nadat de groep is gesloten",
    VANAF_GELDIG_TOT: " na de laatste dag van de autorisatie",
}


def _logtermijnen(regels: Convenantregels) -> Iterable[str]:
    """How long each kind of leaf keeps its body; what has no term stays."""
    for rij, termijn in bladtermijnen(regels):
        welke = "" if rij.besluit is None else f" ({rij.besluit})"
        soorten = ", ".join(rij.soorten)
        yield f"inhoud van bladen {soorten}{welke}: {in_woorden(termijn)}{_VANAF[rij.vanaf]}"


def _over_eigen(regels: Convenantregels, regel: Plichtregel, partij: str) -> bool:
    soorten = regel.gegevenssoorten or frozenset()
    return any(van == partij for code in soorten for van, _ in regels.gegevenssoorten[code].regels)


def _bij_ontvanger(regel: Plichtregel, partij: str) -> bool:
    return (regel.naar is None or partij in regel.naar) and (
        regel.van is None or partij not in regel.van
    )


def _zin(regels: Convenantregels, regel: Plichtregel) -> str:
    wat = (
        "gegevens"
        if regel.gegevenssoorten is None
        else " en ".join(
            s.titel for c, s in regels.gegevenssoorten.items() if c in regel.gegevenssoorten
        )
    )
    wie = ""
    if regel.categorieen is not None:
        titels = [regels.categorieen[nummer].titel for nummer in sorted(regel.categorieen)]
        wie = f" over {' of '.join(titels)}"
    stap = ""
    if regel.stappen is not None and len(regel.stappen) < len(regels.stappen):
        stap = f" in stap {', '.join(str(nummer) for nummer in sorted(regel.stappen))}"
    daarna = "opnieuw beoordelen" if regel.bij_afloop == "herzien" else "vernietigen"
    duur = "" if regel.termijn is None else in_woorden(regel.termijn)
    bron = ", ".join(deel for deel in (f"convenant {regel.convenant}", regel.wet) if deel)
    vanaf = "" if regel.vanaf is None else " vanaf de datum bij het gegeven"
    return f"{wat}{wie}{stap}: {duur}{vanaf}, daarna {daarna} ({bron})"


def in_woorden(termijn: Termijn) -> str:
    """A term as one reads it: '6 maanden', '2 jaar', 'tot en met de dag zelf'."""
    jaren, maanden = divmod(termijn.maanden, 12)
    delen = []
    if jaren:
        delen.append(f"{jaren} jaar")
    if maanden:
        delen.append(f"{maanden} maand{'en' if maanden > 1 else ''}")
    if termijn.dagen:
        delen.append(f"{termijn.dagen} dag{'en' if termijn.dagen > 1 else ''}")
    return " en ".join(delen) or "tot en met de dag zelf"
