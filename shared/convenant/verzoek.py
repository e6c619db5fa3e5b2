"""The toetsverzoek: what the decision gets to see, as immutable typed values.

Reading happens in two steps. The shape is the same for every covenant (``kopvorm``,
``toestandvorm``): whoever has only bytes reads that far. Which codes there are, and which members
go together, the covenant file says (``woorden``): a ``Toetsverzoek`` has passed both, so the
decision never meets a code it does not know. A document that fails either is an input error.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import ValidationError

from shared.convenant.begrippen import Convenantregels
from shared.convenant.kopvorm import (
    Afweging,
    Informatie,
    Kenmerken,
    Kop,
    Onderdeel,
    Vernietigd,
)
from shared.convenant.toestandvorm import (
    GEPAST,
    Autorisatie,
    Convenanttoestand,
    EerderOnderdeel,
    Groep,
    Informatieverzoek,
    Melding,
    Opzegging,
    Overleg,
    Partijtoestand,
    Startbesluit,
    StrafrechtelijkOnderzoek,
    Toestand,
    Toetsverzoek,
    Verwijzing,
)
from shared.convenant.vorm import Fout, Vorm, fouten_uit
from shared.convenant.woorden import woordfouten_in_kop, woordfouten_in_toestand

__all__ = [
    "Afweging",
    "Autorisatie",
    "Convenanttoestand",
    "EerderOnderdeel",
    "Fout",
    "Groep",
    "Informatie",
    "Informatieverzoek",
    "Kenmerken",
    "Kop",
    "Melding",
    "Onderdeel",
    "OngeldigToetsverzoek",
    "Opzegging",
    "Overleg",
    "Partijtoestand",
    "Startbesluit",
    "StrafrechtelijkOnderzoek",
    "Toestand",
    "Toetsverzoek",
    "Vernietigd",
    "Verwijzing",
    "lees_groep",
    "lees_kop",
    "lees_toestand",
    "lees_toetsverzoek",
    "stel_samen_in",
    "stel_verzoek_samen",
]

_V = TypeVar("_V", bound=Vorm)


class OngeldigToetsverzoek(ValueError):
    """The document is an input error; ``fouten`` has every fault, in document order."""

    def __init__(self, fouten: tuple[Fout, ...]) -> None:
        self.fouten = fouten
        super().__init__("; ".join(str(fout) for fout in fouten))


class _Document(Vorm):
    kop: Kop
    toestand: Toestand


def lees_toetsverzoek(obj: object, regels: Convenantregels) -> Toetsverzoek:
    """Read a parsed JSON document; ``OngeldigToetsverzoek`` lists every fault."""
    fouten: list[Fout] = []
    document = _probeer(_Document.model_validate, obj, fouten)
    if isinstance(obj, dict):
        fouten += woordfouten_in_kop(obj.get("kop"), regels, "/kop")
        fouten += woordfouten_in_toestand(obj.get("toestand"), regels, "/toestand")
    if document is None or fouten:
        raise OngeldigToetsverzoek(_elk_een_keer(fouten))
    return Toetsverzoek(document.kop, document.toestand, GEPAST)


def stel_verzoek_samen(
    kop: Kop, kop_json: dict[str, Any], toestand: dict[str, Any], regels: Convenantregels
) -> Toetsverzoek:
    """The request for a header that was read before, in a state of the caller's own making.

    Raises ``OngeldigToetsverzoek`` with every fault in the codes of the header; paths start at
    the header. ``toestand`` is what the caller's registers say and is read as it is.
    """
    return stel_samen_in(kop, kop_json, lees_toestand(toestand), regels)


def stel_samen_in(
    kop: Kop, kop_json: dict[str, Any], toestand: Toestand, regels: Convenantregels
) -> Toetsverzoek:
    """The same in a state that was read before; many headers may be decided in one."""
    fouten = tuple(woordfouten_in_kop(kop_json, regels, ""))
    if fouten:
        raise OngeldigToetsverzoek(fouten)
    return Toetsverzoek(kop, toestand, GEPAST)


def lees_kop(obj: object, regels: Convenantregels | None = None) -> Kop:
    """Read a header on its own; paths in faults start at the header.

    Without ``regels`` only its shape is read: whose covenant it is, is not known yet.
    """
    fouten: list[Fout] = []
    kop = _probeer(Kop.uit_json, obj, fouten)
    if regels is not None:
        fouten += woordfouten_in_kop(obj, regels, "")
    if kop is None or fouten:
        raise OngeldigToetsverzoek(_elk_een_keer(fouten))
    return kop


def lees_toestand(obj: object) -> Toestand:
    """Read a state on its own; paths in faults start at the state."""
    return _lees(Toestand, obj)


def lees_groep(obj: object) -> Groep:
    """Read a group's state on its own; paths in faults start at the group."""
    return _lees(Groep, obj)


def _lees(model: type[_V], obj: object) -> _V:
    fouten: list[Fout] = []
    gelezen = _probeer(model.model_validate, obj, fouten)
    if gelezen is None:
        raise OngeldigToetsverzoek(tuple(fouten))
    return gelezen


def _probeer(lees: Callable[[Any], _V], obj: object, fouten: list[Fout]) -> _V | None:
    try:
        return lees(obj)
    except ValidationError as fout:
        fouten += fouten_uit(fout.errors(include_url=False, include_input=False))
        return None


def _elk_een_keer(fouten: list[Fout]) -> tuple[Fout, ...]:
    """A place that has no shape needs not be told to hold no code as well."""
    plekken: dict[str, Fout] = {}
    for fout in fouten:
        plekken.setdefault(fout.pad, fout)
    return tuple(plekken.values())
