"""Whom and what the leaves of a report name, and which parties know who is meant. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shared.bericht.jsonvorm import JsonWaarde
from shared.leesbaar.rijen import MEDEWERKER, Lid, bladwoorden
from shared.logboek.bladen import GelezenBlad

_PARTIJLEDEN = ("afzender", "ontvanger")
#: Of a message: which official is of which party.
_MEDEWERKERS = {"kop/medewerker": "afzender", "kop/ontvangendeMedewerker": "ontvanger"}


class Genoemd:
    """Gathers references, in the order in which they come by."""

    def __init__(self) -> None:
        self._alles: dict[tuple[str, str], dict[str, None]] = {}

    def neem(self, blad: GelezenBlad) -> None:
        """Take in a leaf: who it names, and the parties that exchanged it."""
        kop = blad.velden.get("kop")
        partijen = _partijen(kop if isinstance(kop, dict) else dict(blad.velden))
        for pad, lid, waarde in _verwijzingen(
            dict(blad.velden), bladwoorden().bladen[blad.soort].leden, ""
        ):
            kenners: Sequence[str] = partijen
            if lid.wie == MEDEWERKER and pad in _MEDEWERKERS and isinstance(kop, dict):
                kenners = [str(kop.get(_MEDEWERKERS[pad]))]
            self._alles.setdefault((str(lid.wie), waarde), {}).update(dict.fromkeys(kenners))

    def alles(self) -> Iterator[tuple[str, str, Sequence[str]]]:
        """Kind, reference, and codes of the parties that know."""
        for (soort, verwijzing), partijen in self._alles.items():
            yield soort, verwijzing, list(partijen)


def _partijen(velden: dict[str, JsonWaarde]) -> list[str]:
    genoemd = [velden.get(naam) for naam in (*_PARTIJLEDEN, "partij")]
    return [een for een in genoemd if isinstance(een, str)]


def _verwijzingen(
    velden: dict[str, JsonWaarde], leden: Sequence[Lid], voor: str
) -> Iterator[tuple[str, Lid, str]]:
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
                yield f"{voor}{lid.pad}", lid, een
