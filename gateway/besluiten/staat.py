"""How a proposal stands: who signs it, whether the group can still take it, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from gateway.besluiten.opslag import Stand, Voorstel
from gateway.registers.beeld import Beeld
from gateway.registers.groepen import Groepenregister
from shared.convenant.besluiten.groepsbesluit import tekenende_functies


@dataclass(frozen=True, slots=True)
class Toegepast:
    """A decision that is in the log, and the group right after it."""

    bladnummer: int
    groep: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Voorgelegd:
    """A proposal with who still has to sign; ``toegepast`` once nobody has to."""

    voorstel: Voorstel
    wacht_op: tuple[str, ...]
    toegepast: Toegepast | None = None


def hoe_het_staat(beeld: Beeld, voorstel: Voorstel) -> str:
    """One sentence on a proposal that is not open any more."""
    wie = " en ".join(beeld.regels.titel_van(een) for een in sorted(voorstel.antwoorden or {}))
    return {
        Stand.GENOMEN: "Over dit voorstel is al besloten.",
        Stand.INGETROKKEN: "Dit voorstel is ingetrokken door wie het voorlegde.",
        Stand.AFGEWEZEN: f"Dit voorstel is afgewezen door {wie}.",
        Stand.TERUGGEGEVEN: f"Dit voorstel is teruggegeven door {wie}: ja, onder een voorwaarde.",
    }.get(voorstel.stand, "Dit voorstel wacht op handtekeningen.")


def tekent(beeld: Beeld, soort: str, partij: str) -> bool:
    rij = beeld.regels.groepsbesluiten.get(soort)
    return rij is not None and tekenende_functies(rij, partij) is not None


def kan_nog(verbinding: Connection, beeld: Beeld, voorstel: Voorstel) -> bool:
    """Whether the group still stands where this can be decided."""
    groep = Groepenregister(verbinding).een(voorstel.groep)
    if groep is None or not groep.loopt:
        return False
    overgangen = beeld.regels.groepsbesluiten[voorstel.soort].overgangen
    return any(overgang.van == groep.toestand["stap"] for overgang in overgangen)
