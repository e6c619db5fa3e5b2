"""The vocabulary of a covenant file, and which members of a kop go together (profile, 1.1).

Every code in a kop or a state is one the file knows: it may be used somewhere, or is known and
refused. Any other is an input error: it is not decided, not logged, and nothing of it is kept.
So no kop, and no leaf, can hold a sentence somebody made up. Reads raw JSON, so that every fault
is told at once, next to those in the shape.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from shared.convenant.begrippen import Convenantregels, Partij
from shared.convenant.bestand.model import Berichtsoort, Categorie
from shared.convenant.vorm import Fout

__all__ = [
    "KENMERKWOORDEN",
    "mogelijke_kenmerken",
    "woordfouten_in_kop",
    "woordfouten_in_toestand",
]

#: Name of a kenmerk that is a code -> the vocabulary it is taken from.
KENMERKWOORDEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "subdoel": "subdoelen",
        "bron": "wpgbronnen",
        "toezicht": "toezicht",
        "beslissing": "beslissingen",
        "taakgrondslag": "taakgrondslagen",
    }
)
_HOORT_NIET: Final = "hoort hier niet en moet leeg zijn"
_VERPLICHT: Final = "ontbreekt, maar is verplicht bij deze soort bericht"


def woordfouten_in_kop(kop: object, regels: Convenantregels, pad: str) -> Iterator[Fout]:
    """Every code in a kop the file does not know, and every member that does not belong there.

    ``kop``: the header as parsed JSON; ``pad``: the JSON Pointer of its place in the document.
    """
    if not isinstance(kop, dict):
        return
    for naam, woorden in (
        ("soort", "soorten"),
        ("kanaal", "kanalen"),
        ("doel", "doelen"),
        ("stuk", "stukken"),
    ):
        yield from _woord(kop.get(naam), regels.woorden[woorden], f"{pad}/{naam}")
    if "stap" in kop and kop["stap"] is None and kop.get("groep") is not None:
        yield Fout(f"{pad}/groep", "moet leeg zijn als de stap dat is")
    soort = _bekende(kop.get("soort"), regels.soorten)
    if soort is not None:
        yield from _bij_soort(kop, str(kop["soort"]), soort, regels, pad)
    afzender = _bekende(kop.get("afzender"), regels.partijen)
    onderdelen = kop.get("onderdelen")
    for nummer, onderdeel in enumerate(onderdelen if isinstance(onderdelen, list) else ()):
        if isinstance(onderdeel, dict):
            plek = f"{pad}/onderdelen/{nummer}"
            yield from _in_onderdeel(onderdeel, soort, afzender, regels, plek)


def woordfouten_in_toestand(toestand: object, regels: Convenantregels, pad: str) -> Iterator[Fout]:
    """Every code in a state the file does not know; a function is the one exception."""
    groep, verwijzing, overleg = (_object(toestand, n) for n in ("groep", "verwijzing", "overleg"))
    woorden = regels.woorden
    yield from _woord(
        groep.get("eindcriterium"), woorden["eindcriteria"], f"{pad}/groep/eindcriterium"
    )
    meldingen = _object(groep, "startbesluit").get("meldingen")
    for nummer, melding in enumerate(meldingen if isinstance(meldingen, list) else ()):
        plek = f"{pad}/groep/startbesluit/meldingen/{nummer}/bron"
        yield from _woord(_veld(melding, "bron"), woorden["meldingsbronnen"], plek)
    yield from _woord(verwijzing.get("soort"), woorden["soorten"], f"{pad}/verwijzing/soort")
    yield from _woord(verwijzing.get("stuk"), woorden["stukken"], f"{pad}/verwijzing/stuk")
    onderdelen = verwijzing.get("onderdelen")
    for nummer, deel in enumerate(onderdelen if isinstance(onderdelen, list) else ()):
        plek = f"{pad}/verwijzing/onderdelen/{nummer}/gegevenssoort"
        yield from _woord(_veld(deel, "gegevenssoort"), woorden["gegevenssoorten"], plek)
    yield from _woord(overleg.get("soort"), woorden["overlegsoorten"], f"{pad}/overleg/soort")
    yield from _woord(overleg.get("locatie"), woorden["overleglocaties"], f"{pad}/overleg/locatie")


def _bij_soort(
    kop: Mapping[str, Any], code: str, soort: Berichtsoort, regels: Convenantregels, pad: str
) -> Iterator[Fout]:
    if soort.inhoud == "verplicht" and kop.get("inhoudCommitment") is None:
        yield Fout(f"{pad}/inhoudCommitment", _VERPLICHT)
    met_stuk = code in regels.soorten_met_stuk
    if met_stuk and kop.get("stuk") is None:
        yield Fout(f"{pad}/stuk", _VERPLICHT)
    leeg = [
        naam for naam, hoort in (("stuk", met_stuk), ("vernietigd", soort.vernietigd)) if not hoort
    ]
    if not soort.weging:
        leeg += ["doel", "afweging"]
    for naam in leeg:
        if kop.get(naam) is not None:
            yield Fout(f"{pad}/{naam}", _HOORT_NIET)


def _in_onderdeel(
    onderdeel: Mapping[str, Any],
    soort: Berichtsoort | None,
    afzender: Partij | None,
    regels: Convenantregels,
    pad: str,
) -> Iterator[Fout]:
    woorden = regels.woorden
    informatie, kenmerken = (_object(onderdeel, naam) for naam in ("informatie", "kenmerken"))
    yield from _woord(
        onderdeel.get("gegevenssoort"), woorden["gegevenssoorten"], f"{pad}/gegevenssoort"
    )
    yield from _woord(onderdeel.get("grondslag"), woorden["grondslagen"], f"{pad}/grondslag")
    yield from _woord(
        informatie.get("grond"), woorden["uitzonderingsgronden"], f"{pad}/informatie/grond"
    )
    for naam, woordenlijst in KENMERKWOORDEN.items():
        yield from _woord(kenmerken.get(naam), woorden[woordenlijst], f"{pad}/kenmerken/{naam}")
    nummer = _als_geheel(onderdeel.get("categorie"))
    categorie = None if nummer is None else regels.categorieen.get(nummer)
    for naam in _leeg_in_onderdeel(soort, categorie, afzender):
        if onderdeel.get(naam) is not None:
            yield Fout(f"{pad}/{naam}", _HOORT_NIET)
    if soort is not None and not (categorie is not None and categorie.deelnemer):
        gegevenssoort = onderdeel.get("gegevenssoort")
        mag = mogelijke_kenmerken(gegevenssoort, soort, categorie, afzender, regels)
        for naam in kenmerken:
            if naam not in mag:
                yield Fout(f"{pad}/kenmerken/{naam}", "hoort niet bij deze soort van deze afzender")


def _leeg_in_onderdeel(
    soort: Berichtsoort | None, categorie: Categorie | None, afzender: Partij | None
) -> Iterator[str]:
    """The members that may hold nothing here."""
    if categorie is None or not categorie.kind_verplicht:
        yield "kind"
    if categorie is not None and categorie.deelnemer:
        yield from ("leeftijdsklasse", "kenmerken")
    plicht = afzender is not None and afzender.informatieplicht
    vrij = categorie is None or 16 in categorie.zonder_poorten
    if not plicht or vrij or (soort is not None and not soort.weging):
        yield "informatie"
    if soort is None:
        return
    if not soort.weging:
        yield "grondslag"
    if soort.verwijzing is None or soort.verwijzing.onderdelen != "plaats":
        yield "vervangt"


def mogelijke_kenmerken(
    gegevenssoort: object,
    soort: Berichtsoort,
    categorie: Categorie | None,
    afzender: Partij | None,
    regels: Convenantregels,
) -> frozenset[str]:
    """The kenmerken an onderdeel of this kind may have, from this sender and in this message."""
    van_partij = frozenset() if afzender is None else afzender.kenmerken
    if soort.kenmerken is not None:
        return van_partij & frozenset(soort.kenmerken)
    gegeven = _bekende(gegevenssoort, regels.gegevenssoorten)
    van_soort = frozenset() if gegeven is None else gegeven.kenmerken
    van_categorie = frozenset(() if categorie is None else categorie.kenmerken)
    return van_partij | van_soort | van_categorie


def _als_geheel(waarde: object) -> int | None:
    # JSON Schema counts 1.0 as an integer, and true not.
    if isinstance(waarde, bool):
        return None
    if isinstance(waarde, float):
        return int(waarde) if waarde.is_integer() else None
    return waarde if isinstance(waarde, int) else None


def _woord(waarde: object, bekend: frozenset[str], pad: str) -> Iterator[Fout]:
    # What is no text at all has been told by the shape.
    if isinstance(waarde, str) and waarde not in bekend:
        yield Fout(pad, "is geen code uit het convenant")


def _bekende(code: object, tabel: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a row of any table
    return tabel.get(code) if isinstance(code, str) else None


def _object(van: object, naam: str) -> Mapping[str, Any]:
    gevonden = _veld(van, naam)
    return gevonden if isinstance(gevonden, dict) else {}


def _veld(van: object, naam: str) -> object:
    return van.get(naam) if isinstance(van, dict) else None
