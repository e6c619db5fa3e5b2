"""Documents that several parties sign together: whose signature holds, and who decided for whom.

Each party signs which document it is and who of its people decided on it (`ondertekening` in
`shared.convenant.besluiten.groepsbesluit`). The gateway looks that person up in its register of
authorisations: the function counts that stands there, and only with a complete, valid
authorisation of that very party.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from gateway.fouten import HandtekeningenOnvolledig
from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.beeld import Beeld
from gateway.toegang.handtekeningen import Getekend, Handtekening
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
