"""What one party may give another about a group as it stands now. Pure.

Nothing of the rules is said here a second time: the toetsing is asked, about a message in which
everything that is chosen is right. What it has against that lies in the group, or never changes;
which of the two, the same question about a group in which everything was decided tells.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import Any, Final

from shared.convenant.begrippen import Convenantregels
from shared.convenant.besluit import Besluit, Plicht
from shared.convenant.einde import groep_loopt
from shared.convenant.poorten.aangenomen import groep_in_stap
from shared.convenant.poorten.redenzin import Oorzaak, oorzaken
from shared.convenant.regels.bouw import BEWAARTERMIJN
from shared.convenant.regels.laden import laad_convenant
from shared.verzenden.mogelijk.denkbeeldig import Denkbeeldig, Gegeven, Stand, Weg

_VERZOEK: Final = "00000000-0000-7000-8000-000000000009"


class Oordeel(StrEnum):
    """How it stands with one thing that could be given."""

    MAG = "mag"
    EERST = "eerst"
    """In this step, once what the reasons name is there."""
    ANDERE_STAP = "andere-stap"
    NOOIT = "nooit"


@dataclass(frozen=True)
class Wegoordeel:
    """Along one way."""

    weg: Weg
    oorzaken: tuple[Oorzaak, ...]

    @property
    def mag(self) -> bool:
        return not self.oorzaken


@dataclass(frozen=True)
class Mogelijkheid:
    """One kind of data about one category of people, or one stuk, to one receiver.

    ``gronden`` and ``doelen``: with which it may, or least is against it. ``stappen``: in which
    steps it may, once everything is decided. ``vastleggen``: what has to be recorded of the item,
    and weighed. ``plichten`` and ``bewaren``: what follows when it goes.
    """

    oordeel: Oordeel
    wegen: tuple[Wegoordeel, ...]
    stappen: tuple[int, ...]
    gronden: tuple[str, ...] = ()
    doelen: tuple[str, ...] = ()
    vastleggen: tuple[Oorzaak, ...] = ()
    plichten: tuple[Plicht, ...] = ()
    bewaren: Plicht | None = None

    @property
    def oorzaken(self) -> tuple[Oorzaak, ...]:
        """Why it may not now: along the way on which least is against it."""
        return min((weg.oorzaken for weg in self.wegen), key=len)


@dataclass(frozen=True)
class Echtoordeel:
    """About a datum that is in the file. ``oorzaken``: why it may not, along the best way;
    ``eigen_motivering``: an official says of it by itself why it is needed."""

    wegen: tuple[Wegoordeel, ...]
    gronden: tuple[str, ...]
    doelen: tuple[str, ...]
    oorzaken: tuple[Oorzaak, ...]
    eigen_motivering: bool

    @property
    def mag(self) -> bool:
        return not self.oorzaken


def stromen(regels: Convenantregels, van: str) -> Iterator[tuple[str, int]]:
    """Every kind of data this party has a rule for, with about which category."""
    for code, soort in regels.gegevenssoorten.items():
        yield from ((code, categorie) for partij, categorie in soort.regels if partij == van)


def over_gegeven(toetsing: Denkbeeldig, gegevenssoort: str, categorie: int) -> Mogelijkheid:
    """One kind about one category of people, as the group stands."""
    regels, van, naar = toetsing.regels, toetsing.van, toetsing.naar
    keuzes = _keuzes(regels, van, naar, gegevenssoort, categorie)
    even_goed, besluiten = _vraag(toetsing, keuzes, toetsing.gegeven)
    weg = min(besluiten, key=lambda een: len(besluiten[een].redenen))
    besluit = besluiten[weg]
    kaal = toetsing.gegeven(replace(even_goed[0], kaal=True), weg)
    al_gezegd = {reden.code for reden in besluit.redenen}
    stappen = _stappen(regels.bron, van, naar, gegevenssoort, categorie)
    return Mogelijkheid(
        oordeel=_oordeel(besluit, toetsing.stand, stappen),
        wegen=_wegen(besluiten),
        stappen=stappen,
        gronden=tuple(dict.fromkeys(een.grondslag for een in even_goed if een.grondslag)),
        doelen=tuple(dict.fromkeys(een.doel for een in even_goed if een.doel)),
        vastleggen=oorzaken(reden for reden in kaal.redenen if reden.code not in al_gezegd),
        plichten=tuple(een for een in besluit.plichten if een.code != BEWAARTERMIJN),
        bewaren=next((een for een in besluit.plichten if een.code == BEWAARTERMIJN), None),
    )


def over_stuk(toetsing: Denkbeeldig, stuk: str) -> Mogelijkheid:
    """One stuk about the group."""
    besluiten = {
        weg: toetsing.stuk(stuk, weg) for weg in toetsing.wegen() if weg.overlegsoort is None
    }
    besluit = min(besluiten.values(), key=lambda een: len(een.redenen))
    stappen = _stappen_van_stuk(toetsing.regels.bron, toetsing.van, toetsing.naar, stuk)
    return Mogelijkheid(
        oordeel=_oordeel(besluit, toetsing.stand, stappen),
        wegen=_wegen(besluiten),
        stappen=stappen,
        plichten=besluit.plichten,
    )


def _keuzes(
    regels: Convenantregels, van: str, naar: str, gegevenssoort: str, categorie: int
) -> list[Gegeven]:
    """With every basis and purpose somebody can choose; without one where there is none."""
    gronden = tuple(regels.grondslagregels.get((van, naar, gegevenssoort), {})) or (None,)
    doelen = tuple(regels.partijen[van].doelen) or (None,)
    return [Gegeven(gegevenssoort, categorie, *keuze) for keuze in product(gronden, doelen)]


class Onderdeeltoets:
    """Data as the own file has them; only what an official chooses and declares is assumed.

    Of two that differ in whom they are about, and in nothing else, the toetsing says the same: in a
    message of one onderdeel it looks whether his child is another, and at who works here.
    """

    def __init__(self, toetsing: Denkbeeldig) -> None:
        self._toetsing = toetsing
        self._gezegd: dict[tuple[str, frozenset[str]], Echtoordeel] = {}

    def over(self, onderdeel: Mapping[str, Any], weet: frozenset[str]) -> Echtoordeel:
        """One of them. ``weet``: the kenmerken the file can know."""
        van_iemand = self._toetsing.van_iemand(onderdeel)
        sleutel = json.dumps(van_iemand, sort_keys=True), weet
        if sleutel not in self._gezegd:
            self._gezegd[sleutel] = self._over(van_iemand, weet)
        return self._gezegd[sleutel]

    def _over(self, onderdeel: Mapping[str, Any], weet: frozenset[str]) -> Echtoordeel:
        toetsing = self._toetsing
        soort, categorie = onderdeel["gegevenssoort"], onderdeel["categorie"]
        keuzes = _keuzes(toetsing.regels, toetsing.van, toetsing.naar, soort, categorie)
        even_goed, besluiten = _vraag(
            toetsing, keuzes, lambda gegeven, weg: toetsing.echt(onderdeel, weet, gegeven, weg)
        )
        beste = min(besluiten.values(), key=lambda een: len(een.redenen))
        return Echtoordeel(
            wegen=_wegen(besluiten),
            gronden=tuple(dict.fromkeys(een.grondslag for een in even_goed if een.grondslag)),
            doelen=tuple(dict.fromkeys(een.doel for een in even_goed if een.doel)),
            oorzaken=oorzaken(beste.redenen),
            eigen_motivering=toetsing.vraagt_motivering(onderdeel, weet, even_goed[0]),
        )


def _vraag(
    toetsing: Denkbeeldig, keuzes: list[Gegeven], oordeel: Callable[[Gegeven, Weg], Besluit]
) -> tuple[list[Gegeven], dict[Weg, Besluit]]:
    """The choices least is against, and with the first of them what is said along every way.

    Which basis and which purpose are right does not hang on the way it goes.
    """
    eerste, *andere = toetsing.wegen()
    gevraagd = [(gegeven, oordeel(gegeven, eerste)) for gegeven in keuzes]
    minst = min(len(besluit.redenen) for _, besluit in gevraagd)
    goed = [(gegeven, besluit) for gegeven, besluit in gevraagd if len(besluit.redenen) == minst]
    gekozen, besluit = goed[0]
    besluiten = {eerste: besluit, **{weg: oordeel(gekozen, weg) for weg in andere}}
    return [gegeven for gegeven, _ in goed], besluiten


def _wegen(besluiten: Mapping[Weg, Besluit]) -> tuple[Wegoordeel, ...]:
    return tuple(Wegoordeel(weg, oorzaken(een.redenen)) for weg, een in besluiten.items())


def _oordeel(besluit: Besluit, stand: Stand, stappen: tuple[int, ...]) -> Oordeel:
    if besluit.toegestaan:
        return Oordeel.MAG
    if not stappen or not groep_loopt(stand.groep):
        return Oordeel.NOOIT
    return Oordeel.EERST if stand.groep["stap"] in stappen else Oordeel.ANDERE_STAP


# --- In which steps it may once everything is decided: of the rules only, so asked once -----------


@lru_cache(maxsize=1024)
def _stappen(
    bron: bytes, van: str, naar: str, gegevenssoort: str, categorie: int
) -> tuple[int, ...]:
    regels = laad_convenant(bron)
    keuzes = _keuzes(regels, van, naar, gegevenssoort, categorie)
    return tuple(
        stap
        for stap, toetsing in _ideaal(regels, van, naar)
        if any(
            besluit.toegestaan for besluit in _vraag(toetsing, keuzes, toetsing.gegeven)[1].values()
        )
    )


@lru_cache(maxsize=1024)
def _stappen_van_stuk(bron: bytes, van: str, naar: str, stuk: str) -> tuple[int, ...]:
    return tuple(
        stap
        for stap, toetsing in _ideaal(laad_convenant(bron), van, naar)
        if any(toetsing.stuk(stuk, weg).toegestaan for weg in toetsing.wegen())
    )


def _ideaal(regels: Convenantregels, van: str, naar: str) -> Iterator[tuple[int, Denkbeeldig]]:
    """Every step of a group about which everything was decided that has to be."""
    moment = datetime.combine(regels.ondertekend, time(12), UTC) + timedelta(days=30)
    verzoek = {"id": _VERZOEK, "van": naar, "aan": van}
    for stap in regels.stappen:
        vandaag = moment.date()
        yield stap, Denkbeeldig(regels, van, naar, Stand(
            nu=moment,
            groep=groep_in_stap(regels, _VERZOEK, stap, vandaag, [verzoek]),
            partijen={
                code: {"actief": True, "dpiaGoedgekeurd": True} for code in regels.partijen
            },
            convenant={"id": regels.id, "laatsteOndertekening": regels.ondertekend.isoformat()},
        ))  # fmt: skip
