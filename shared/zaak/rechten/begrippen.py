"""Words and clocks of requests of people whose data are processed (covenant 11, 12.1). Pure.

One request is several: each party decides on it under its own law, with the clocks of that law
(J9). They all run from the day on which the first party got it, coordination stops none (J13).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from shared.bestand.toegang import bevoegdheid
from shared.convenant.begrippen import Convenantregels
from shared.convenant.bestand.betrokkenenrechten import Rechtsklok
from shared.convenant.termijnen import na_werkdagen, plus

LEZEN: Final = "rechtenverzoeken.lezen"
BEHANDELEN: Final = bevoegdheid.BEHANDELEN
BEVESTIGEN: Final = "rechtenverzoeken.bevestigen"
RAADPLEEGSOORT: Final = "verzoek_betrokkene"
VERTELT, STELT_VOOR, BESLIST = "vertelt", "stelt_voor", "beslist"
NIET_NOEMEN: Final = "nietNoemen"
AFSCHRIFT: Final = "afschrift"
VERNIETIGEN: Final = "vernietigen"
"""What follows on a granted request, in the covenant file: he gets what there is; all of it goes.
"""


class Verzoekstand(StrEnum):
    """Where a request stands at this party."""

    OPEN = "open"
    AFGEHANDELD = "afgehandeld"


class Verzoekgebeurtenis(StrEnum):
    """What happened to a request."""

    AANGENOMEN = "aangenomen"
    ONTVANGEN = "ontvangen"
    AANGEVULD = "aangevuld"
    VERTELD = "verteld"
    AFGESTEMD = "afgestemd"
    VOORGESTELD = "voorgesteld"
    TERUGGEGEVEN = "teruggegeven"
    BESLOTEN = "besloten"
    VERLENGD = "verlengd"
    UITGEVOERD = "uitgevoerd"
    GEVOLGD = "gevolgd"
    OPGESTELD = "opgesteld"
    WEGLATEN_VOORGESTELD = "weglaten_voorgesteld"
    NAGEKEKEN = "nagekeken"
    BEANTWOORD = "beantwoord"


class Besluitstand(StrEnum):
    """Where the decision of a party about its part stands; without one there is none yet.

    ``VOORGESTELD``: it refuses something, and a second person has not looked yet.
    """

    VOORGESTELD = "voorgesteld"
    VAST = "vast"


@dataclass(frozen=True)
class Klok:
    """Until when a party answers, and by which row. ``regel``: the term itself."""

    partij: str
    uiterlijk: date
    regel: Rechtsklok


@dataclass(frozen=True)
class Verlenging:
    """A longer term. ``meer_eenheden``: more than one unit holds his data."""

    meer_eenheden: bool


@dataclass(frozen=True)
class Vrager:
    """Who asks: how and when that was established, for whom, and whom in the own file it is."""

    persoon_id: str | None
    identiteit: str | None
    identiteit_op: date | None
    vertegenwoordiger: str | None


@dataclass(frozen=True)
class NieuwVerzoek:
    """A request as somebody brings it. ``omschrijving``: what exactly he asks."""

    recht: str
    ontvangen_op: date
    wie: Vrager
    omschrijving: str | None = field(repr=False)


@dataclass(frozen=True)
class Antwoordvoorstel:
    """What a party proposes. ``niet_noemen``: the ground on which it objects to being named."""

    voorstel: str
    toelichting: str | None = field(default=None, repr=False)
    niet_noemen: str | None = None


def stuk_met_rol(regels: Convenantregels, rol: str) -> str:
    """The stuk that has this part in dealing with a request."""
    return next(code for code, stuk in regels.stukken.items() if stuk.rol_in_verzoek == rol)


def rol_van(regels: Convenantregels, stuk: str) -> str | None:
    """Which part this stuk has in dealing with a request; ``None``: it has none."""
    return regels.stukken[stuk].rol_in_verzoek


def inzagerechten(regels: Convenantregels) -> frozenset[str]:
    """What somebody asks to get what there is about him: gone before that, and he never does."""
    return _met_gevolg(regels, AFSCHRIFT)


def wisrechten(regels: Convenantregels) -> frozenset[str]:
    """What somebody asks to have everything of him destroyed."""
    return _met_gevolg(regels, VERNIETIGEN)


def _met_gevolg(regels: Convenantregels, gevolg: str) -> frozenset[str]:
    gevolgen = regels.betrokkenenrechten.gevolgen
    return frozenset(recht for recht, volgt in gevolgen.items() if volgt == gevolg)


def delen_van(regels: Convenantregels, recht: str) -> Mapping[str, str]:
    """By party the law under which it decides on this; who has no such right in its law is not in.

    Every party of the covenant, active or not: who left still has data and duties.
    """
    wetten = {klok.regime for klok in regels.betrokkenenrechten.klokken if recht in klok.rechten}
    return {
        code: partij.regime for code, partij in regels.partijen.items() if partij.regime in wetten
    }


def klokken_van(
    regels: Convenantregels,
    partij: str,
    recht: str,
    ontvangen_op: date,
    verlenging: Verlenging | None = None,
) -> list[Klok]:
    """The clocks of one party for a request, the earliest first."""
    klokken = [
        Klok(partij, _uiterlijk(regel, ontvangen_op, verlenging), regel)
        for regel in _regels_van(regels, partij, recht)
    ]
    return sorted(klokken, key=lambda klok: klok.uiterlijk)


def verlengen_tot_en_met(
    regels: Convenantregels, partij: str, recht: str, ontvangen_op: date
) -> date | None:
    """The last day to tell him that it takes longer: within the first term of what may be longer.

    ``None``: the law of this party knows no longer term for this.
    """
    dagen = [
        plus(ontvangen_op, regel.termijn)
        for regel in _regels_van(regels, partij, recht)
        if regel.verlenging is not None
    ]
    return min(dagen, default=None)


def bezwaar_tot_en_met(regels: Convenantregels, gehoord_op: date) -> date:
    """Until when who gave data may object to being named (J10)."""
    return na_werkdagen(gehoord_op, regels.betrokkenenrechten.bezwaar_binnen_werkdagen)


def gronden_tegen_noemen(regels: Convenantregels, partij: str) -> list[str]:
    """The grounds of its own law on which a party objects to that (J10)."""
    lid = regels.stukken[stuk_met_rol(regels, STELT_VOOR)].vorm[NIET_NOEMEN]
    regime, gronden = regels.partijen[partij].regime, regels.betrokkenenrechten.gronden
    return [code for code in lid.waarden if gronden[code].regime == regime]


def eerste(klokken: Iterable[Klok]) -> Klok | None:
    """The clock that leads."""
    return min(klokken, key=lambda klok: klok.uiterlijk, default=None)


def afstemmen_tot(regels: Convenantregels, ontvangen_op: date) -> date:
    """The last day on which the parties may still be coordinating their answer."""
    soort = regels.stukken[stuk_met_rol(regels, STELT_VOOR)].soort
    dagen = [
        plus(ontvangen_op, plicht.termijn)
        for plicht in regels.plichten
        if plicht.termijn is not None and plicht.soorten is not None and soort in plicht.soorten
    ]
    return min(dagen)


def vraagt_vertegenwoordiger(
    regels: Convenantregels, geboren: date | None, ontvangen_op: date, vertegenwoordiger: str | None
) -> bool:
    """Whether somebody this young asks without who represents him: a child authorises nobody (J5).

    Of whom no age is known it is not assumed.
    """
    identiteit = regels.betrokkenenrechten.identiteit
    if geboren is None or vertegenwoordiger in identiteit.van_kind:
        return False
    return plus(geboren, f"P{identiteit.zelf_vanaf}Y") > ontvangen_op


def _regels_van(regels: Convenantregels, partij: str, recht: str) -> list[Rechtsklok]:
    regime = regels.partijen[partij].regime
    alle = regels.betrokkenenrechten.klokken
    return [regel for regel in alle if regel.regime == regime and recht in regel.rechten]


def _uiterlijk(regel: Rechtsklok, ontvangen_op: date, verlenging: Verlenging | None) -> date:
    dag = plus(ontvangen_op, regel.termijn)
    if verlenging is None or regel.verlenging is None:
        return dag
    meer = regel.verlenging_meer_eenheden if verlenging.meer_eenheden else None
    return plus(dag, meer or regel.verlenging)
