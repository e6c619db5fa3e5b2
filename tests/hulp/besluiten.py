"""Wie er namens een partij besluit, en hoe een partij dat tekent (profiel 2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.convenant.besluiten.groepsbesluit import ondertekening, tekenende_functies
from shared.convenant.regels.laden import standaard_convenant

BESLISSERS = {
    ("politie", "teamchef"): "0193aaaa-0000-7000-8000-000000000041",
    ("gemeente", "burgemeester"): "0193aaaa-0000-7000-8000-000000000042",
    ("om", "officier"): "0193aaaa-0000-7000-8000-000000000043",
    ("gemeente", "regisseur"): "0193aaaa-0000-7000-8000-000000000012",
}
"""De autorisatie van wie in die functie over een groep besluit."""


def beslisser(partij: str, soort: str) -> str:
    """Wie bij deze partij zo'n besluit neemt; tekent zij het niet, dan haar teamchef of zo."""
    rij = standaard_convenant().groepsbesluiten.get(soort)
    functies = (None if rij is None else tekenende_functies(rij, partij)) or ()
    bekend = {functie: wie for (van, functie), wie in BESLISSERS.items() if van == partij}
    return next((bekend[f] for f in functies if f in bekend), next(iter(bekend.values())))


def teken(
    document: Mapping[str, Any], medewerker: str, ondertekenaar: Ondertekenaar, nu: datetime
) -> dict[str, str]:
    """De handtekening van een partij, met wie er namens haar besloot."""
    digest = digest_header(jcs(dict(document)))
    getekend = digest_header(jcs(ondertekening(digest, medewerker)))
    return {
        "medewerker": medewerker,
        "handtekening": onderteken_digest(ondertekenaar, getekend, nu),
    }
