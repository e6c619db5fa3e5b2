"""What a betrokkene gets of his data, in the words and in the order in which he reads it. Pure.

The letter and the page on which an official looks at it beforehand say the same: both come from
here. Nothing is left out that is about him; what is there for a computer only is in the file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from shared.convenant.begrippen import Convenantregels
from shared.drukwerk.opgemaakt import Druktabel
from shared.leesbaar.tijd import datum_tekst
from shared.zaak.leesklaar.woorden import (
    dag,
    hoofdletter,
    in_het_woordenboek,
    is_moment,
    op_welke_dag,
    regels_van,
    veldnaam,
    woorden,
    zeg,
)

_WIE: Final = "Wie u bent in ons bestand"
_EIGEN: Final = "Wat wij zelf over u vastlegden"
_ONTVANGEN: Final = "Wat wij over u van anderen kregen"
_VERSTREKT: Final = "Wat wij over u aan anderen gaven"
_GROEPEN: Final = "In welke groepsaanpak u staat"
_OVERLEGGEN: Final = "Overleg waarin u ter sprake kwam"
_LEZINGEN: Final = "Wie naar uw gegevens keek"
_DAGEN: Final = (
    "tijdstip", "gemaaktOp", "vastgelegdOp", "aangemaaktOp", "opgesteldOp", "ontvangenOp", "sinds",
)  # fmt: skip
"""By which day a thing is named, the first there is."""
Rij = Mapping[str, Any]


@dataclass(frozen=True)
class Papierstuk:
    """One thing that was kept. ``kop``: what it is called, where there are more of its kind."""

    kop: str
    regels: tuple[str, ...]


@dataclass(frozen=True)
class Papierdeel:
    """A part: a heading, a sentence before it, and what is in it."""

    titel: str
    stukken: tuple[Papierstuk, ...]
    zin: str | None = None
    tabel: Druktabel | None = None


def delen_van(regels: Convenantregels, afschrift: Rij, *, van: str) -> list[Papierdeel]:
    """The whole copy, of the party that gives it."""
    delen = [
        Papierdeel(
            _WIE, (Papierstuk("", tuple(regels_van(regels, "persoon", afschrift["persoon"]))),)
        ),
        Papierdeel(_EIGEN, tuple(_eigen(regels, een) for een in afschrift.get("eigen") or ())),
        Papierdeel(_ONTVANGEN, tuple(_ontvangen(regels, afschrift.get("ontvangen") or ()))),
        Papierdeel(_VERSTREKT, tuple(_verstrekt(regels, afschrift.get("verstrekt") or ()))),
        Papierdeel(_GROEPEN, _een(_groepen(regels, afschrift.get("groepen") or ()))),
        Papierdeel(_OVERLEGGEN, _een(_overleggen(afschrift.get("overleggen") or ()))),
        *(_register(regels, een) for een in afschrift.get("registers") or ()),
        _lezingen(regels, afschrift.get("lezingen") or (), van),
    ]
    return [deel for deel in delen if deel.stukken or deel.tabel]


def lees_voor(
    regels: Convenantregels, afschrift: Rij, *, van: str
) -> list[tuple[str, list[list[str]]]]:
    """The copy in the words of the letter: per heading, per thing that was kept, its lines."""
    uit = []
    for deel in delen_van(regels, afschrift, van=van):
        rijen = [[een for een in (stuk.kop, *stuk.regels) if een] for stuk in deel.stukken]
        uit.append((deel.titel, [*([[deel.zin]] if deel.zin else []), *rijen]))
    return uit


def titel_van(regels: Convenantregels, afschrift: Rij, pad: str) -> str:
    """What stands at a JSON pointer in the copy, for somebody who must look at it there."""
    lid, *verder = pad.strip("/").split("/")
    if lid == "registers" and len(verder) > 2:
        register = afschrift["registers"][int(verder[0])]
        rij = register["rijen"][int(verder[2])]
        waar = [_register_titel(register["naam"]), _op_dag(rij)]
    else:
        titels = {"eigen": _EIGEN, "ontvangen": _ONTVANGEN, "verstrekt": _VERSTREKT}
        rij = afschrift[lid][int(verder[0])] if verder and verder[0].isdigit() else {}
        waar = [titels.get(lid, hoofdletter(lid)), _gegevenssoort(regels, rij), _op_dag(rij)]
    velden = [een for een in verder if not een.isdigit() and een not in _OMHULSELS]
    veld = veldnaam(velden[-1]) if velden else ""
    return ", ".join(een for een in (*waar, veld[:1].lower() + veld[1:]) if een)


_OMHULSELS: Final = frozenset({"rijen", "gegevens", "inhoud"})


def _een(regels: Iterator[str]) -> tuple[Papierstuk, ...]:
    gevonden = tuple(dict.fromkeys(regels))
    return (Papierstuk("", gevonden),) if gevonden else ()


def _gegevenssoort(regels: Convenantregels, rij: Rij) -> str:
    soort = rij.get("gegevenssoort")
    return "" if soort is None else in_het_woordenboek(regels, "gegevenssoorten", soort)


def _op_dag(rij: Rij) -> str:
    momenten = (str(rij.get(een) or "") for een in (*_DAGEN, "op"))
    moment = next((een for een in momenten if is_moment(een)), None)
    return "" if moment is None else f"op {dag(moment)}"


def _eigen(regels: Convenantregels, rij: Rij) -> Papierstuk:
    kop = f"{hoofdletter(_gegevenssoort(regels, rij))}, vastgelegd {_op_dag(rij)}"
    return Papierstuk(kop, tuple(_inhoud(regels, rij, "eigen")))


def _inhoud(regels: Convenantregels, rij: Rij, tabel: str) -> Iterator[str]:
    if rij.get("gegevens"):
        yield from regels_van(regels, tabel, rij["gegevens"])
    else:
        yield f"{hoofdletter(_gegevenssoort(regels, rij))}: dit is vernietigd"


def _ontvangen(regels: Convenantregels, rijen: Sequence[Rij]) -> Iterator[Papierstuk]:
    def waarom(rij: Rij) -> Iterator[str]:
        if rij.get("bron") and rij["bron"] != rij["van"]:
            yield f"Wie het wist: {in_het_woordenboek(regels, 'partijen', rij['bron'])}"
        yield from _grond_en_doel(regels, rij, "Waarom dat mocht")
        for termijn in rij.get("termijnen") or ():
            daarna = woorden()["bijAfloop"].get(termijn["bijAfloop"], "")
            wet = f" ({termijn['wet']})" if termijn.get("wet") else ""
            yield f"Wij bewaren dit tot en met {dag(termijn['dag'])}{wet}. {daarna}".strip()

    def kop(rij: Rij) -> str:
        return f"Van {in_het_woordenboek(regels, 'partijen', rij['van'])}, {_op_dag(rij)}"

    return _gebundeld(regels, rijen, "ontvangen", kop, waarom)


def _verstrekt(regels: Convenantregels, rijen: Sequence[Rij]) -> Iterator[Papierstuk]:
    def kop(rij: Rij) -> str:
        return f"Aan {in_het_woordenboek(regels, 'partijen', rij['partij'])}, {_op_dag(rij)}"

    return _gebundeld(
        regels, rijen, "verstrekt", kop, lambda rij: _grond_en_doel(regels, rij, "Waarom dat mocht")
    )


def _grond_en_doel(regels: Convenantregels, rij: Rij, waarom: str) -> Iterator[str]:
    if rij.get("grondslag"):
        yield f"{waarom}: {in_het_woordenboek(regels, 'grondslagen', rij['grondslag'])}"
    if rij.get("doel"):
        yield f"Waarvoor: {in_het_woordenboek(regels, 'doelen', rij['doel'])}"
    if stand := zeg(regels, "", "status", rij.get("status")):
        yield hoofdletter(stand)


def _gebundeld(
    regels: Convenantregels,
    rijen: Sequence[Rij],
    tabel: str,
    kop: Callable[[Rij], str],
    waarom: Callable[[Rij], Iterator[str]],
) -> Iterator[Papierstuk]:
    """What came or went together, for the same reason, is one thing."""
    samen: dict[str, tuple[str, list[str], list[str]]] = {}
    for rij in rijen:
        hoe = list(waarom(rij))
        sleutel = json.dumps([kop(rij), hoe])
        _, _, wat = samen.setdefault(sleutel, (kop(rij), hoe, []))
        wat += _inhoud(regels, rij, tabel)
    for titel, hoe, wat in samen.values():
        yield Papierstuk(titel, (*dict.fromkeys(wat), *hoe))


def _groepen(regels: Convenantregels, rijen: Sequence[Rij]) -> Iterator[str]:
    for rij in rijen:
        als = in_het_woordenboek(regels, "categorieen", rij.get("categorie"))
        tot = rij.get("beeindigdOp")
        einde = "" if not tot else f" tot {dag(tot)}"
        yield f"U staat in een groepsaanpak als {als}, sinds {dag(rij['aangemaaktOp'])}{einde}"


def _overleggen(rijen: Sequence[str]) -> Iterator[str]:
    if rijen:
        keer = "een overleg" if len(rijen) == 1 else f"{len(rijen)} overleggen"
        yield f"Uw gegevens kwamen ter sprake in {keer} van de partijen"


def _register_titel(naam: str) -> str:
    titel: str = woorden()["registers"][naam]
    return titel


def _register(regels: Convenantregels, register: Rij) -> Papierdeel:
    naam, rijen = register["naam"], register["rijen"]
    stukken = []
    for rij in rijen:
        op = _op_dag(rij) if len(rijen) > 1 else ""
        regels_ = tuple(dict.fromkeys(regels_van(regels, naam, rij)))
        stukken.append(Papierstuk(hoofdletter(op), regels_ or ("Dat dit zo is, staat vast.",)))
    return Papierdeel(_register_titel(naam), tuple(dict.fromkeys(stukken)))


def _lezingen(regels: Convenantregels, rijen: Sequence[Rij], van: str) -> Papierdeel:
    """By day and purpose, with a count: who opened somebody five times reads as five times."""
    woord, zo = woorden()["handelingen"], woorden()["lezingen"]
    telling = Counter(
        (op_welke_dag(een["tijdstip"]), woord.get(een["handeling"], een["handeling"]),
         in_het_woordenboek(regels, "rechten", een["recht"]))
        for een in rijen
    )  # fmt: skip
    gelezen = [
        {"dag": datum_tekst(op), "keer": str(keer), "wat": wat, "werk": werk}
        for (op, wat, werk), keer in sorted(telling.items())
    ]
    if not gelezen:
        return Papierdeel(_LEZINGEN, ())
    tabel = Druktabel(
        "Per dag, hoe vaak en waarvoor",
        ("Dag", "Hoe vaak", "Wat er gebeurde", "Voor welk werk"),
        tuple((een["dag"], een["keer"], een["wat"], een["werk"]) for een in gelezen),
        (3, 2, 3, 6),
    )
    zinnen = tuple(zo["regel"].format(**een) for een in gelezen)
    wie = regels.partijen[van].naam
    return Papierdeel(_LEZINGEN, (Papierstuk("", zinnen),), zo["zin"].format(wie=wie), tabel)
