"""The witnesses of a bundle: who cosigned its checkpoint, and what cannot be told about that.

`sleutels.json` names the witnesses that signed, with their keys, and the parties whose
cosignature was missing when the bundle was made (`getuigenOntbreken`). Neither is signed: who
must be certain brings the witnesses' own keys along, and those then have to be under it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from shared.bericht.jsonvorm import JsonWaarde
from shared.bewijsbundel.rapport import Bevindingen, Foutsoort
from shared.bewijsbundel.vorm import GETUIGEN, GETUIGEN_ONTBREKEN, SLEUTELS
from shared.logboek.fouten import NotitieOngeldig
from shared.logboek.notitie import Soort, Verificatiesleutel, lees_vkey, open_notitie

Medeondertekening = tuple[str, datetime]
"""A party, and when its witness cosigned."""


def lees_getuigensleutel(vkey: str) -> Verificatiesleutel:
    """A vkey of a witness; `NotitieOngeldig` for another kind of key."""
    sleutel = lees_vkey(vkey)
    if sleutel.soort is not Soort.COSIGNATURE:
        raise NotitieOngeldig("Dit is geen sleutel voor medeondertekening.")
    return sleutel


class Getuigencontrole:
    """Checks the cosignatures of one bundle. `gewenst`: keys the checker brings, by party."""

    def __init__(self, gewenst: Mapping[str, Verificatiesleutel], bevindingen: Bevindingen) -> None:
        self._gewenst = gewenst
        self._bevindingen = bevindingen
        self._van: dict[bytes, str] = {}

    def controleer(
        self, notitie: bytes, sleutels: Mapping[str, JsonWaarde]
    ) -> list[Medeondertekening]:
        """The cosignatures that hold; whatever does not, or is missing, is noted."""
        genoemd = sleutels.get(GETUIGEN, {})
        if not isinstance(genoemd, dict):
            melding = f"De {GETUIGEN} in {SLEUTELS} zijn geen object."
            self._bevindingen.fout(Foutsoort.SLEUTELS_ONGELDIG, melding)
            genoemd = {}
        getekend = []
        for partij in dict.fromkeys((*genoemd, *self._gewenst)):
            sleutel = self._sleutel(partij, genoemd)
            if sleutel is not None and (tijd := self._tijd(notitie, partij, sleutel)) is not None:
                getekend.append((partij, tijd))
        self._zeg_wat_ontbreekt(sleutels, [partij for partij, _ in getekend])
        return getekend

    def _sleutel(self, partij: str, genoemd: Mapping[str, JsonWaarde]) -> Verificatiesleutel | None:
        """The key to check this party's cosignature with; None when there is none to use."""
        eigen = self._gewenst.get(partij)
        if partij not in genoemd:
            return eigen
        try:
            sleutel = lees_getuigensleutel(str(genoemd[partij]))
        except NotitieOngeldig as fout:
            self._fout(partij, f"ontbreekt of klopt niet: {fout}")
            return eigen
        if eigen is not None and eigen != sleutel:
            self._fout(partij, "staat in de bundel op een andere sleutel dan u opgaf.")
        gekozen = eigen or sleutel
        ander = self._van.setdefault(gekozen.publiek, partij)
        if ander != partij:
            self._fout(partij, f"is gezet met dezelfde sleutel als die door {_kort(ander)}.")
            return None
        return gekozen

    def _tijd(self, notitie: bytes, partij: str, sleutel: Verificatiesleutel) -> datetime | None:
        try:
            handtekening = open_notitie(notitie, [sleutel]).van(sleutel)
        except NotitieOngeldig as fout:
            self._fout(partij, f"ontbreekt of klopt niet: {fout}")
            return None
        tijd = handtekening.tijd if handtekening is not None else None
        try:
            return datetime.fromtimestamp(tijd or 0, UTC)
        except (OverflowError, ValueError, OSError):
            self._fout(partij, "noemt een onmogelijke tijd.")
            return None

    def _zeg_wat_ontbreekt(
        self, sleutels: Mapping[str, JsonWaarde], getekend: Sequence[str]
    ) -> None:
        genoemd = sleutels.get(GETUIGEN_ONTBREKEN)
        ontbreekt = [str(partij) for partij in genoemd] if isinstance(genoemd, list) else []
        wie = ", ".join(_kort(p) for p in dict.fromkeys(ontbreekt) if p not in getekend)
        if wie:
            self._bevindingen.opmerking(
                f"Onder dit checkpoint ontbreekt de medeondertekening van {wie}."
            )
        if not getekend:
            self._bevindingen.opmerking(
                "Geen getuige ondertekende dit checkpoint mede: alleen het log staat ervoor in."
            )
        elif any(partij not in self._gewenst for partij in getekend):
            self._bevindingen.opmerking(
                "De sleutels van de getuigen komen uit de bundel zelf. Vergelijk ze met die van "
                "de partijen, of geef die mee met --getuige."
            )

    def _fout(self, partij: str, wat: str) -> None:
        melding = f"De medeondertekening door {_kort(partij)} {wat}"
        self._bevindingen.fout(Foutsoort.MEDEONDERTEKENING_ONGELDIG, melding)


def _kort(naam: str) -> str:
    """A name of a stranger's making, safe on a terminal."""
    return ascii(naam)[:80]
