"""What a leaf can be found by. Pure: a leaf's members in, values out.

A value (`Term`) is a name with a text, such as `afzender` with a party's code. The register, the
search and the counts per facet all speak in terms; what a term is called is said here only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from shared.leesbaar.bladtekst import zoekwaarden
from shared.logboek.bladen import Bladsoort

_NUMMER = re.compile(r"\d+(?:\.\d+)*")
_OPSOMMING = re.compile(r"art\.\s*(\d+[a-z]*(?:(?:,\s*|\s+en\s+)\d+[a-z]*(?!°))*)")
_LID = re.compile(r"\d+[a-z]*")
_WET = re.compile(r"(?<!\S)[A-Z]\w*$")
_RUIMTE = re.compile(r"\s+")

MAX_WAARDE = 200
"""Longer texts are in the leaf, but cannot be searched for (nor asked)."""

ALLE = "alle"
PARTIJ = "partij"
"""A party whose it is to see the leaf."""

BLADSOORT = "bladsoort"
BETROKKENE = "betrokkene"
MEDEWERKER = "medewerker"
BESLUIT = "besluit"
TOEGESTAAN, GEWEIGERD = "toegestaan", "geweigerd"
WETSARTIKEL = "wetsartikel"
WETTEKST = "wettekst"
REDEN = "reden"
PLICHT = "plicht"
VERVULD = "vervuld"
AFLOOP = "afloop"
"""How it went after the decision: `aanvaard`, `geweigerd`, `onbereikbaar` or `opgevolgd`."""

AANVAARD, OPGEVOLGD = "aanvaard", "opgevolgd"
GEZEGD = "gezegd"
"""That what the message announced was said: `met-toestemming` or `zonder-toestemming`."""

INHOUD = "inhoud"
"""What came back on the content of what was said: `aanvaard`, `geweigerd` or `onbereikbaar`."""

GEBEURTENISSEN = frozenset({AFLOOP, VERVULD, GEZEGD, INHOUD})
"""Terms that a decision gets by later leaves."""


class Term(NamedTuple):
    """A value that a leaf can be found by."""

    soort: str
    waarde: str

    @property
    def sleutel(self) -> bytes:
        """How the register stores it: 16 bytes, the same for every spelling of the text."""
        return _sleutel(self.soort, self.waarde)


@lru_cache(maxsize=4096)
def _sleutel(soort: str, waarde: str) -> bytes:
    tekst = f"{soort}\0{genormaliseerd(waarde)}"
    return blake2b(tekst.encode(), digest_size=16).digest()


ELK = Term(ALLE, "")
"""Every decision has it."""


def uiterlijk(plicht: str) -> str:
    """The kind of term that holds the last day of a duty, as an ISO date."""
    return f"uiterlijk {plicht}"


@dataclass(frozen=True, slots=True)
class Beslisblad:
    """A decision leaf, read for the register. `personen`: pairs of betrokkene and category."""

    bladnummer: int
    tijdstip: datetime
    kop: Mapping[str, Any]
    besluit: str
    kenmerken: dict[str, Any]
    geinformeerd: tuple[tuple[str, str], ...] = ()
    termen: frozenset[Term] = field(default_factory=frozenset)

    @property
    def bericht(self) -> str:
        """The message's id."""
        return str(self.kop["id"]).lower()

    @property
    def toegestaan(self) -> bool:
        """Whether the message was let through."""
        return self.besluit == TOEGESTAAN

    @property
    def vernietigt(self) -> bool:
        """Whether it says, and may say, that something was destroyed."""
        return self.toegestaan and self.kop.get("vernietigd") is not None

    def rij(self) -> dict[str, Any]:
        """As a row of the register."""
        kop = self.kop
        return {
            "bladnummer": self.bladnummer,
            "bericht": self.bericht,
            "tijdstip": self.tijdstip,
            "soort": kop["soort"],
            "afzender": kop["afzender"],
            "ontvanger": kop["ontvanger"],
            "groep": kop["groep"],
            "stap": kop["stap"],
            "doel": kop.get("doel"),
            "kanaal": kop["kanaal"],
            "medewerker": kop["medewerker"],
            "ontvangende_medewerker": kop["ontvangendeMedewerker"],
            "in_reactie_op": kop.get("inReactieOp"),
            "stuk": kop.get("stuk"),
            "overleg": kop.get("overleg"),
            "uiting": kop.get("uiting"),
            "besluit": self.besluit,
            "kenmerken": self.kenmerken,
        }


def lees_besluit(bladnummer: int, tijdstip: datetime, velden: Mapping[str, Any]) -> Beslisblad:
    """Read a decision leaf's members."""
    kop, besluit = velden["kop"], velden["besluit"]
    onderdelen = kop["onderdelen"]
    rust_op = [*besluit["grondslagen"], *besluit["redenen"]]
    kenmerken = {
        "betrokkenen": _uniek(o["betrokkene"].lower() for o in onderdelen),
        "categorieen": _uniek(o["categorie"] for o in onderdelen),
        "gegevenssoorten": _uniek(o["gegevenssoort"] for o in onderdelen),
        "grondslagen": _uniek(o["grondslag"] for o in onderdelen),
        "convenantartikelen": _uniek(
            artikel for bron in rust_op for artikel in convenantartikelen(bron["convenant"] or "")
        ),
        "wetsartikelen": _uniek(
            artikel for bron in rust_op for artikel in wetsartikelen(bron["wet"] or "")
        ),
        "interpretaties": _uniek(bron["interpretatie"] for bron in rust_op),
        "poorten": _uniek(reden["poort"] for reden in besluit["redenen"]),
        "redenen": besluit["redenen"],
        "plichten": [
            {"code": code, "uiterlijk": dag}
            for code, dag in dict.fromkeys((p["code"], p["uiterlijk"]) for p in besluit["plichten"])
        ],
        "personen": sorted({(o["betrokkene"].lower(), o["categorie"]) for o in onderdelen}),
        "functies": _functies(kop, velden["toestand"].get("autorisaties", {})),
    }
    wetteksten = [bron["wet"] for bron in rust_op if bron["wet"]]
    return Beslisblad(
        bladnummer=bladnummer,
        tijdstip=tijdstip,
        kop=kop,
        besluit=besluit["besluit"],
        kenmerken=kenmerken,
        geinformeerd=tuple(_geinformeerd(onderdelen)),
        termen=frozenset(_termen(kop, besluit["besluit"], kenmerken, wetteksten)),
    )


def _termen(
    kop: Mapping[str, Any], besluit: str, kenmerken: Mapping[str, Any], wetteksten: Iterable[str]
) -> Iterator[Term]:
    yield ELK
    yield Term(BLADSOORT, Bladsoort.BESLUIT)
    yield Term(BESLUIT, besluit)
    paren = [(naam, kop.get(lid)) for naam, lid in ENKEL.items()]
    paren += [(PARTIJ, kop["afzender"]), (PARTIJ, kop["ontvanger"])]
    paren += [(MEDEWERKER, kop["medewerker"]), (MEDEWERKER, kop["ontvangendeMedewerker"])]
    for lijst, naam in LIJSTEN.items():
        paren += [(naam, waarde) for waarde in kenmerken[lijst]]
    paren += [(REDEN, reden["code"]) for reden in kenmerken["redenen"]]
    paren += [(WETTEKST, tekst) for tekst in wetteksten]
    for plicht in kenmerken["plichten"]:
        paren.append((PLICHT, plicht["code"]))
        if plicht["uiterlijk"] is not None:
            paren.append((uiterlijk(plicht["code"]), plicht["uiterlijk"]))
    for naam, waarde in paren:
        if waarde is not None and len(str(waarde)) <= MAX_WAARDE:
            yield Term(naam, str(waarde))


ENKEL: Mapping[str, str] = {
    "soort": "soort",
    "afzender": "afzender",
    "ontvanger": "ontvanger",
    "groep": "groep",
    "stap": "stap",
    "doel": "doel",
    "kanaal": "kanaal",
    "stuk": "stuk",
    "overleg": "overleg",
    "uiting": "uiting",
    "in_reactie_op": "inReactieOp",
}
"""Kinds of term of which a decision has one at most, and the member of the kop that says it."""

LIJSTEN: Mapping[str, str] = {
    "betrokkenen": BETROKKENE,
    "categorieen": "categorie",
    "gegevenssoorten": "gegevenssoort",
    "grondslagen": "grondslag",
    "convenantartikelen": "convenantartikel",
    "wetsartikelen": WETSARTIKEL,
    "interpretaties": "interpretatie",
    "poorten": "poort",
}
"""Lists in `kenmerken`, and the kind of term each of their values is."""


def bladtermen(
    soort: Bladsoort, velden: Mapping[str, Any], zichtbaar: Iterable[str]
) -> Iterator[Term]:
    """What any leaf but a decision can be found by; `zichtbaar`: the parties who may see it."""
    yield Term(BLADSOORT, soort)
    for partij in zichtbaar:
        yield Term(PARTIJ, partij)
    for naam, waarde in zoekwaarden(soort, dict(velden)):
        if len(waarde) <= MAX_WAARDE:
            yield Term(naam, waarde)


def _functies(kop: Mapping[str, Any], autorisaties: Mapping[str, Any]) -> dict[str, str]:
    """In which function each of both officials acted, as far as the state knew them."""
    wie = {lid: autorisaties.get(kop[lid]) for lid in ("medewerker", "ontvangendeMedewerker")}
    return {lid: een["functie"] for lid, een in wie.items() if een is not None}


def _geinformeerd(onderdelen: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for onderdeel in onderdelen:
        informatie = onderdeel.get("informatie")
        if informatie is not None:
            yield onderdeel["betrokkene"].lower(), informatie["status"]


def _uniek(waarden: Iterable[Any]) -> list[Any]:
    return sorted({waarde for waarde in waarden if waarde is not None and waarde != ""})


# Which articles a text names: the covenant file writes sources the way lawyers do, several in one
# text, shortened. Knows the way of writing, no article and no law.


def genormaliseerd(tekst: str) -> str:
    """One spelling for comparing: single spaces, case ignored."""
    return _RUIMTE.sub(" ", tekst).strip().casefold()


def convenantartikelen(tekst: str) -> Iterator[str]:
    """Each covenant article in a text such as `6.2, 6.3 en 6.4`; a text without any as it is."""
    nummers = _NUMMER.findall(tekst)
    yield from nummers or [tekst]


def wetsartikelen(tekst: str) -> Iterator[str]:
    """Each article with its law, in the form `art. <number> <law>`.

    Laws are divided by `;` or `jo.`; a part without a law takes that of the part after it.
    """
    for groep in tekst.split(";"):
        wet: str | None = None
        gevonden: list[str] = []
        for deel in reversed(groep.split(" jo. ")):
            genoemd = _WET.search(deel.strip())
            wet = genoemd.group() if genoemd is not None else wet
            gevonden += [
                f"art. {nummer} {wet}" if wet else f"art. {nummer}"
                for opsomming in reversed(_OPSOMMING.findall(deel))
                for nummer in reversed(_LID.findall(opsomming))
            ]
        yield from reversed(gevonden)
