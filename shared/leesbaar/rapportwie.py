"""Whom and what the leaves of a report name, and which parties know who is meant. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shared.bericht.jsonvorm import JsonWaarde
from shared.convenant.begrippen import Convenantregels
from shared.leesbaar.rijen import MEDEWERKER, Lid, bladwoorden
from shared.logboek.bladen import GelezenBlad

_PARTIJLEDEN = ("afzender", "ontvanger")
#: Of a message: which official is of which party.
_MEDEWERKERS = {"kop/medewerker": "afzender", "kop/ontvangendeMedewerker": "ontvanger"}


class Genoemd:
    """Gathers references, in the order in which they come by."""

    def __init__(self, regels: Convenantregels) -> None:
        self._deelnemers = {code for code, een in regels.categorieen.items() if een.deelnemer}
        self._alles: dict[tuple[str, str], dict[str, None]] = {}

    def neem(self, blad: GelezenBlad) -> None:
        """Take in a leaf: who it names, and the parties that exchanged it."""
        kop = blad.velden.get("kop")
        partijen = _partijen(kop if isinstance(kop, dict) else dict(blad.velden))
        for een in _verwijzingen(dict(blad.velden), bladwoorden().bladen[blad.soort].leden, ""):
            soort, kenners = str(een.lid.wie), partijen
            # Een deelnemer aan een overleg is een medewerker, en geen schuilnummer.
            if een.staat_in.get("categorie") in self._deelnemers:
                soort, kenners = MEDEWERKER, partijen[:1]
            if een.pad in _MEDEWERKERS and isinstance(kop, dict):
                kenners = [str(kop.get(_MEDEWERKERS[een.pad]))]
            self._alles.setdefault((soort, een.waarde), {}).update(dict.fromkeys(kenners))

    def alles(self) -> Iterator[tuple[str, str, Sequence[str]]]:
        """Kind, reference, and codes of the parties that know."""
        for (soort, verwijzing), partijen in self._alles.items():
            yield soort, verwijzing, list(partijen)


class _Verwijzing(NamedTuple):
    """A reference in a leaf, its row, and the object it stands in."""

    pad: str
    lid: Lid
    waarde: str
    staat_in: dict[str, JsonWaarde]


def _partijen(velden: dict[str, JsonWaarde]) -> list[str]:
    genoemd = [velden.get(naam) for naam in (*_PARTIJLEDEN, "partij")]
    return [een for een in genoemd if isinstance(een, str)]


def _verwijzingen(
    velden: dict[str, JsonWaarde], leden: Sequence[Lid], voor: str
) -> Iterator[_Verwijzing]:
    for lid in leden:
        if lid.detail:
            continue
        waarde: JsonWaarde = velden
        for deel in lid.delen:
            waarde = waarde.get(deel) if isinstance(waarde, dict) else None
        elementen = waarde if isinstance(waarde, list) else [waarde]
        for een in elementen:
            if isinstance(een, dict) and lid.sleutel is None:
                yield from _verwijzingen(een, lid.leden, f"{voor}{lid.pad}/")
            elif lid.wie is not None and isinstance(een, str):
                yield _Verwijzing(f"{voor}{lid.pad}", lid, een, velden)
