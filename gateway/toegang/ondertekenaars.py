"""Documents that several parties sign together: whose signature holds, and who decided for whom.

Each party signs which document it is and who of its people decided on it (`ondertekening` in
`shared.convenant.besluiten.groepsbesluit`). The gateway looks that person up in its register of
authorisations: the function counts that stands there, and only with a complete, valid
authorisation of that very party.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from gateway.fouten import HandtekeningenOnvolledig
from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.beeld import Beeld
from shared.bericht.fouten import BerichtFout
from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.certificaten import Gebruik, Vertrouwenslijst
from shared.bericht.sleutels.handtekening import (
    digest_header,
    eis_tekentijd,
    verifieer_digest_handtekening,
)
from shared.convenant.besluiten.groepsbesluit import ondertekening
from shared.convenant.termijnen import datum_nl


@dataclass(frozen=True, slots=True)
class Handtekening:
    """One party's signature, unverified. `medewerker`: who decided for it, as an authorisation."""

    medewerker: str
    handtekening: str

    def als_dict(self) -> dict[str, str]:
        """As a register keeps it."""
        return {"medewerker": self.medewerker, "handtekening": self.handtekening}


@dataclass(frozen=True, slots=True)
class Getekend:
    """A signature that holds. `functie`: None for somebody without a complete authorisation."""

    medewerker: str
    handtekening: str
    functie: str | None

    def als_dict(self) -> dict[str, Any]:
        """As it stands in a leaf."""
        return {
            "medewerker": self.medewerker,
            "functie": self.functie,
            "handtekening": self.handtekening,
        }


def digest_van(document: Mapping[str, Any]) -> str:
    """The value of a `Digest` header over a document in canonical JSON."""
    return digest_header(jcs(dict(document)))


def verifieer(
    verbinding: Connection,
    beeld: Beeld,
    digest: str,
    handtekeningen: Mapping[str, Handtekening],
    vertrouwen: Vertrouwenslijst,
    nu: datetime,
    *,
    niet_voor: datetime,
) -> dict[str, Getekend]:
    """Who signed the document with this digest, by party. `niet_voor`: the time it states.

    One signature that does not hold refuses the whole (`HandtekeningenOnvolledig`). Whether a
    function may sign is left to the rules of the document.
    """
    redenen = []
    for partij, een in handtekeningen.items():
        certificaat = beeld.tekende(partij, een.handtekening)
        if certificaat is None:
            redenen.append(f"'{partij}' is hier geen partij met een certificaat.")
            continue
        getekend = digest_header(jcs(ondertekening(digest, een.medewerker)))
        try:
            vertrouwen.controleer(certificaat, nu, Gebruik.ONDERTEKENEN)
            getekend_op = verifieer_digest_handtekening(een.handtekening, getekend, certificaat)
            eis_tekentijd(getekend_op, nu, niet_voor=niet_voor)
        except BerichtFout as fout:
            redenen.append(f"De handtekening van {partij} is niet geldig: {fout.melding}")
    if redenen:
        raise HandtekeningenOnvolledig(tuple({"uitleg": reden} for reden in redenen))
    wie = {een.medewerker for een in handtekeningen.values()}
    bekend = Autorisatieregister(verbinding).van(sorted(wie))
    uit = {}
    for partij, een in handtekeningen.items():
        autorisatie = bekend.get(een.medewerker)
        volledig = (
            autorisatie is not None
            and autorisatie.partij == partij
            and autorisatie.geldt_op(datum_nl(nu))
        )
        functie = autorisatie.functie if autorisatie is not None and volledig else None
        uit[partij] = Getekend(een.medewerker, een.handtekening, functie)
    return uit


def functies_van(getekend: Mapping[str, Getekend]) -> dict[str, str | None]:
    """By party the function of who decided for it."""
    return {partij: een.functie for partij, een in getekend.items()}
