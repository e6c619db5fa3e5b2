"""The closed shape of what travels sealed: per kind of data and per stuk, from the file (D1). Pure.

A member that is not in the shape is refused by sender and receiver. Faults name a place and what
would be right, never a value: the content is about somebody.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, NamedTuple

from pydantic import Field, StringConstraints

from shared.convenant.vorm import Fout, Rij, Vorm, json_pointer

__all__ = [
    "Lid",
    "Ledenvorm",
    "VrijeTekst",
    "gronden_van_leden",
    "kenmerken",
    "open_leden",
    "vormfouten",
    "vrije_teksten",
]

MAX_REGEL: Final = 200
MAX_TEKST: Final = 4000
MAX_LIJST: Final = 100
MAX_GETAL: Final = 1_000_000

_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_KENMERK = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_STUURTEKENS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_REGELEINDEN = re.compile(r"[\n\t]")

Soort = Literal["regel", "tekst", "datum", "getal", "vlag", "code", "kenmerk", "lijst", "object"]
Pad = tuple[int | str, ...]


class Lid(Vorm):
    """One member. ``vrij``: free text about a group, in which nobody may be recognisable.

    ``patroon``: what a code without ``waarden`` looks like: signs, classes and "may be there", so
    that no sentence fits. ``pseudoniem``: a kenmerk that may be somebody's pseudonym.
    ``van`` or ``leden``: what each item of a list is; ``leden`` also what is in an object.
    ``kop``: the kop holds a commitment on it, as the kenmerk of this name.
    """

    soort: Soort
    verplicht: bool = False
    vrij: bool = False
    max: Annotated[int, Field(ge=1)] | None = None
    waarden: Annotated[tuple[str, ...], Rij] = ()
    patroon: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9?\[\]-]{1,40}$")] | None = None
    pseudoniem: bool = False
    van: "Lid | None" = None
    leden: "dict[Lidnaam, Lid] | None" = None
    kop: Annotated[str, StringConstraints(min_length=1)] | None = None


Lidnaam = Annotated[str, StringConstraints(pattern=r"^[a-z][A-Za-z0-9]{0,39}$")]
Ledenvorm = Mapping[str, Lid]


class VrijeTekst(NamedTuple):
    """Free text in a content, and its place."""

    pad: str
    tekst: str


def vormfouten(gegevens: object, vorm: Ledenvorm, pad: Pad = ()) -> Iterator[Fout]:
    """Everything in which ``gegevens`` is not of this shape."""
    if not isinstance(gegevens, dict):
        yield Fout(json_pointer(pad), "moet een object zijn")
        return
    vreemd = [plaats for plaats, naam in enumerate(gegevens, 1) if naam not in vorm]
    if vreemd:
        yield Fout(json_pointer(pad), f"{_niet_van_hier(vreemd)}; wel: {', '.join(vorm)}")
    if _zegt_niets(gegevens, vorm):
        yield Fout(json_pointer(pad), f"is leeg; noem ten minste een van: {', '.join(vorm)}")
    for naam, lid in vorm.items():
        if gegevens.get(naam) is None:
            if lid.verplicht:
                yield Fout(json_pointer((*pad, naam)), "ontbreekt, maar is verplicht")
        else:
            yield from _lidfouten(gegevens[naam], lid, (*pad, naam))


def _niet_van_hier(plaatsen: list[int]) -> str:
    """Which members do not belong, by place: a name may be somebody's word, so none is repeated."""
    if len(plaatsen) == 1:
        return f"heeft een lid dat er niet in hoort (het {plaatsen[0]}e)"
    welke = ", ".join(f"het {plaats}e" for plaats in plaatsen[:-1])
    return f"heeft {len(plaatsen)} leden die er niet in horen ({welke} en het {plaatsen[-1]}e)"


def _zegt_niets(gegevens: dict[str, Any], vorm: Ledenvorm) -> bool:
    """Nothing has to be there, and nothing is: what is required is named by itself."""
    return (
        bool(vorm)
        and not any(lid.verplicht for lid in vorm.values())
        and all(waarde is None for waarde in gegevens.values())
    )


def vrije_teksten(gegevens: object, vorm: Ledenvorm, pad: Pad = ()) -> Iterator[VrijeTekst]:
    """Every free text in a content that has this shape."""
    for naam, lid in vorm.items():
        waarde = gegevens.get(naam) if isinstance(gegevens, dict) else None
        if waarde is not None:
            yield from _vrij(waarde, lid, (*pad, naam))


def gronden_van_leden(vorm: Ledenvorm) -> Iterator[str]:
    """What is wrong with a shape by itself, in Dutch."""
    for naam, lid in vorm.items():
        yield from _gebreken(naam, lid)


def _gebreken(naam: str, lid: Lid) -> Iterator[str]:
    if lid.soort == "lijst" and (lid.van is None) == (lid.leden is None):
        yield f"lijst '{naam}' heeft van of leden, en niet beide"
    if lid.soort == "object" and lid.leden is None:
        yield f"object '{naam}' heeft geen leden"
    if lid.soort not in ("lijst", "object") and (lid.van is not None or lid.leden is not None):
        yield f"'{naam}' is geen lijst of object en heeft geen van of leden"
    if lid.waarden and lid.soort != "code":
        yield f"waarden horen bij een code, niet bij '{naam}'"
    yield from _patroongebreken(naam, lid)
    if lid.pseudoniem and lid.soort != "kenmerk":
        yield f"'{naam}' is geen kenmerk en dus geen pseudoniem"
    if lid.vrij and lid.soort not in ("regel", "tekst"):
        yield f"'{naam}' is geen tekst en dus niet vrij"
    if lid.van is not None:
        yield from _gebreken(naam, lid.van)
    for deelnaam, deel in (lid.leden or {}).items():
        yield from _gebreken(f"{naam}.{deelnaam}", deel)


def _patroongebreken(naam: str, lid: Lid) -> Iterator[str]:
    if lid.patroon is None:
        return
    if lid.soort != "code" or lid.waarden:
        yield f"een patroon hoort bij een code zonder waarden, niet bij '{naam}'"
    try:
        re.compile(lid.patroon)
    except re.error:
        yield f"'{naam}' heeft een patroon dat niet te lezen is"


def open_leden(vorm: Ledenvorm) -> Iterator[str]:
    """Members of a text about a group that could hold anything without anybody reading it.

    A text is free and goes past the detector, or it is a code with bounds; a person's name has no
    third way in.
    """
    for naam, lid in vorm.items():
        yield from _open(naam, lid)


def _open(naam: str, lid: Lid) -> Iterator[str]:
    if lid.soort in ("regel", "tekst") and not lid.vrij:
        yield f"'{naam}' is tekst die niemand nakijkt; maak haar vrij of er een code van"
    if lid.soort == "code" and not lid.waarden and lid.patroon is None:
        yield f"code '{naam}' heeft geen waarden en geen patroon"
    if lid.van is not None:
        yield from _open(naam, lid.van)
    for deelnaam, deel in (lid.leden or {}).items():
        yield from _open(f"{naam}.{deelnaam}", deel)


class Genoemdkenmerk(NamedTuple):
    """A kenmerk in a content that may not be a pseudonym, and its place."""

    pad: str
    kenmerk: str


def kenmerken(gegevens: object, vorm: Ledenvorm, pad: Pad = ()) -> Iterator[Genoemdkenmerk]:
    """Every kenmerk in a content of this shape that names no person by the rules."""
    for naam, lid in vorm.items():
        waarde = gegevens.get(naam) if isinstance(gegevens, dict) else None
        if waarde is not None:
            yield from _kenmerken_in(waarde, lid, (*pad, naam))


def _kenmerken_in(waarde: Any, lid: Lid, pad: Pad) -> Iterator[Genoemdkenmerk]:  # noqa: ANN401
    if lid.soort == "kenmerk" and not lid.pseudoniem and isinstance(waarde, str):
        yield Genoemdkenmerk(json_pointer(pad), waarde)
    elif lid.soort == "object":
        yield from kenmerken(waarde, lid.leden or {}, pad)
    elif lid.soort == "lijst" and isinstance(waarde, list):
        for nummer, deel in enumerate(waarde):
            if lid.van is not None:
                yield from _kenmerken_in(deel, lid.van, (*pad, nummer))
            else:
                yield from kenmerken(deel, lid.leden or {}, (*pad, nummer))


def _lidfouten(waarde: Any, lid: Lid, pad: Pad) -> Iterator[Fout]:  # noqa: ANN401 - any JSON
    if lid.soort == "lijst":
        yield from _lijstfouten(waarde, lid, pad)
    elif lid.soort == "object":
        yield from vormfouten(waarde, lid.leden or {}, pad)
    else:
        melding = _OORDELEN[lid.soort](waarde, lid)
        if melding is not None:
            yield Fout(json_pointer(pad), melding)


def _lijstfouten(waarde: Any, lid: Lid, pad: Pad) -> Iterator[Fout]:  # noqa: ANN401
    hoogstens = lid.max or MAX_LIJST
    if not isinstance(waarde, list):
        yield Fout(json_pointer(pad), "moet een lijst zijn")
        return
    if len(waarde) > hoogstens:
        yield Fout(json_pointer(pad), f"heeft meer dan {hoogstens} waarden")
        return
    for nummer, deel in enumerate(waarde):
        if lid.van is not None:
            yield from _lidfouten(deel, lid.van, (*pad, nummer))
        else:
            yield from vormfouten(deel, lid.leden or {}, (*pad, nummer))


def _vrij(waarde: Any, lid: Lid, pad: Pad) -> Iterator[VrijeTekst]:  # noqa: ANN401
    if lid.vrij and isinstance(waarde, str):
        yield VrijeTekst(json_pointer(pad), waarde)
    elif lid.soort == "object":
        yield from vrije_teksten(waarde, lid.leden or {}, pad)
    elif lid.soort == "lijst" and isinstance(waarde, list):
        for nummer, deel in enumerate(waarde):
            if lid.van is not None:
                yield from _vrij(deel, lid.van, (*pad, nummer))
            else:
                yield from vrije_teksten(deel, lid.leden or {}, (*pad, nummer))


def _tekst(waarde: object, hoogstens: int) -> str | None:
    if not isinstance(waarde, str):
        return "moet tekst zijn"
    if not any(teken.isprintable() and not teken.isspace() for teken in waarde):
        # Signs that show nothing make no text either.
        return "is leeg"
    if len(waarde) > hoogstens:
        return f"is langer dan {hoogstens} tekens"
    return "bevat stuurtekens" if _STUURTEKENS.search(waarde) else None


def _regel(waarde: object, lid: Lid) -> str | None:
    fout = _tekst(waarde, lid.max or MAX_REGEL)
    if fout is None and _REGELEINDEN.search(str(waarde)):
        return "moet op één regel staan"
    return fout


def _datum(waarde: object, lid: Lid) -> str | None:  # noqa: ARG001 - one signature for all
    try:
        if isinstance(waarde, str) and _DATUM.fullmatch(waarde):
            date.fromisoformat(waarde)
            return None
    except ValueError:
        pass
    return "moet een bestaande datum zijn (JJJJ-MM-DD)"


def _getal(waarde: object, lid: Lid) -> str | None:
    hoogstens = lid.max or MAX_GETAL
    if isinstance(waarde, bool) or not isinstance(waarde, int) or not 0 <= waarde <= hoogstens:
        return f"moet een geheel getal zijn van 0 tot en met {hoogstens}"
    return None


def _code(waarde: object, lid: Lid) -> str | None:
    if isinstance(waarde, str) and lid.patroon is not None:
        past = re.fullmatch(lid.patroon, waarde, re.ASCII) is not None
        return None if past else f"heeft niet de vorm van deze code ({lid.patroon})"
    if isinstance(waarde, str) and (waarde in lid.waarden or not lid.waarden):
        return None
    return f"moet een van deze zijn: {', '.join(lid.waarden)}"


def _kenmerk(waarde: object, lid: Lid) -> str | None:  # noqa: ARG001
    past = isinstance(waarde, str) and _KENMERK.fullmatch(waarde) is not None
    return None if past else "moet een UUID zijn"


_OORDELEN: Final[Mapping[str, Callable[[Any, Lid], str | None]]] = MappingProxyType(
    {
        "regel": _regel,
        "tekst": lambda waarde, lid: _tekst(waarde, lid.max or MAX_TEKST),
        "datum": _datum,
        "getal": _getal,
        "vlag": lambda waarde, _: None if isinstance(waarde, bool) else "moet true of false zijn",
        "code": _code,
        "kenmerk": _kenmerk,
    }
)
