"""One leaf as a line for people: what it says in short, whatever a stranger put in it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from shared.bericht.jsonvorm import JsonWaarde
from shared.logboek.bladen import Bladsoort, GelezenBlad
from shared.logboek.handtekeningen import AANSTELLING, is_aanstelling

#: Members that say in short what such a leaf is about; a member of a member behind a slash.
_LEDEN: Final[Mapping[Bladsoort, tuple[str, ...]]] = MappingProxyType(
    {
        Bladsoort.BEVESTIGING: ("id", "status"),
        Bladsoort.OVERLEG: ("id", "partij", "locatie", "dag"),
        Bladsoort.AUTORISATIE: ("id", "partij", "functie", "geldigTot"),
        Bladsoort.CONVENANT: ("id", "versie"),
        Bladsoort.PARTIJ: ("code", "document/versie", "document/oin", "document/naam"),
        Bladsoort.VERNIETIGING: ("register", "aantal", "eerste", "laatste"),
        Bladsoort.INCIDENT: ("incident", "id", "alarm", "regel", "status"),
        Bladsoort.RECHTENVERZOEK: ("id",),
        Bladsoort.RAADPLEGING: (
            "partij", "autorisatie", "oin", "aanstelling", "vraag/soort", "vraag/aantal",
        ),
        Bladsoort.CONFIGURATIE: ("omgeving", "register"),
    }
)  # fmt: skip
_MAX_TEKENS = 80


def blad_in_een_regel(blad: GelezenBlad) -> str:
    """Time, kind, and what the leaf says; a member of another type is left out."""
    velden = blad.velden
    kern = f"{velden.get('tijdstip')}  {blad.soort.value:<14}"
    if blad.soort is Bladsoort.BESLUIT:
        return f"{kern} {_besluit(velden)}"
    if blad.soort is Bladsoort.MONDELING:
        return f"{kern} {_mondeling(velden)}"
    if blad.soort is Bladsoort.GROEPSBESLUIT:
        besluit = velden.get("besluit")
        wat = f"{_lid(besluit, 'soort')} over groep {_lid(besluit, 'groep')}"
        return f"{kern} {wat}, getekend door {_tekenaars(velden)}"
    if is_aanstelling(blad):
        return f"{kern} {_aanstelling(velden)}"
    leden = [_op_pad(velden, pad) for pad in _LEDEN.get(blad.soort, ())]
    return " ".join([kern, *(deel for deel in map(_kort, leden) if deel)])


def _besluit(velden: Mapping[str, JsonWaarde]) -> str:
    kop, besluit = velden.get("kop"), velden.get("besluit")
    onderdelen = _lid(kop, "onderdelen")
    soorten = sorted({str(_lid(een, "gegevenssoort")) for een in _lijst(onderdelen)})
    stuk = _lid(kop, "stuk")
    wat = ", ".join(soorten) if stuk is None else str(stuk)
    regel = (
        f"{_lid(kop, 'soort')} {_lid(kop, 'id')}: {_lid(kop, 'afzender')} aan "
        f"{_lid(kop, 'ontvanger')} [{wat}] {_lid(besluit, 'besluit')}"
    )
    redenen = {
        (str(_lid(reden, "poort")), str(_lid(reden, "code")))
        for reden in _lijst(_lid(besluit, "redenen"))
    }
    if redenen:
        op_volgorde = sorted(redenen, key=lambda reden: (reden[0].zfill(3), reden[1]))
        regel += f" ({'; '.join(f'poort {poort}: {code}' for poort, code in op_volgorde)})"
    return regel


def _mondeling(velden: Mapping[str, JsonWaarde]) -> str:
    aantal = len(_lijst(velden.get("berichten")))
    zonder = ", ZONDER TOESTEMMING" if velden.get("zonderToestemming") is True else ""
    wat = f"uiting {velden.get('uiting')}: {aantal} bericht{'' if aantal == 1 else 'en'}"
    return f"{wat} gezegd op {velden.get('gezegdOp')}{zonder}"


def _aanstelling(velden: Mapping[str, JsonWaarde]) -> str:
    document = velden.get(AANSTELLING)
    periode = f"van {_lid(document, 'van')} tot en met {_lid(document, 'tot')}"
    wie = f"aanstelling {_lid(document, 'id')} van {_lid(document, 'autorisatie')}"
    return f"{wie}: {_lid(document, 'opdracht')} {periode}, getekend door {_tekenaars(velden)}"


def _tekenaars(velden: Mapping[str, JsonWaarde]) -> str:
    handtekeningen = velden.get("handtekeningen")
    if not isinstance(handtekeningen, dict) or not handtekeningen:
        return "niemand"
    return ", ".join(
        f"{partij} ({_lid(rij, 'functie')})" for partij, rij in sorted(handtekeningen.items())
    )


def _op_pad(velden: Mapping[str, JsonWaarde], pad: str) -> JsonWaarde:
    eerste, _, rest = pad.partition("/")
    waarde = velden.get(eerste)
    return _lid(waarde, rest) if rest else waarde


def _kort(waarde: JsonWaarde) -> str:
    if isinstance(waarde, bool) or not isinstance(waarde, str | int):
        return ""
    return str(waarde)[:_MAX_TEKENS]


def _lijst(waarde: JsonWaarde) -> list[JsonWaarde]:
    return waarde if isinstance(waarde, list) else []


def _lid(waarde: JsonWaarde, naam: str) -> JsonWaarde:
    return waarde.get(naam) if isinstance(waarde, dict) else None
