"""Turns a composed message into the bytes that leave: commitments, encryption, signature.

Every time it is done anew, with a fresh time and a fresh salt; the id stays. Bytes once posted
are repeated as they are, until the gateway says it never decided on them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from shared.bericht.bericht import maak_bericht
from shared.bericht.certificaten import Certificaat
from shared.bericht.inhoud import Inhoud, InhoudOnderdeel, kop_met_inhoud, stel_inhoud_op
from shared.bericht.sleutels import Ondertekenaar
from shared.partij.samenstellen import Deel, Samenstelling, tijdstip_tekst
from shared.partij.uitbak import Gereed


def maak_gereed(
    samenstelling: Samenstelling,
    klassen: Sequence[str | None] | None,
    ondertekenaar: Ondertekenaar,
    ontvanger: Certificaat,
    nu: datetime,
) -> Gereed:
    """Seals and signs at ``nu``. ``klassen``: age classes of today, where time went by."""
    inhoud = inhoud_van(samenstelling)
    kop = kop_met_inhoud(_op_tijd(samenstelling.kop, klassen, nu), inhoud)
    bericht = maak_bericht(kop, inhoud, ondertekenaar, ontvanger, nu)
    zout = inhoud.zout if inhoud is not None else b""
    return Gereed(kop, zout, bericht.body, dict(bericht.koppen))


def inhoud_van(samenstelling: Samenstelling) -> Inhoud | None:
    """The content in the profile's form, with a fresh salt; none where there is nothing to say."""
    if not samenstelling.delen and samenstelling.motivering is None:
        return None
    return stel_inhoud_op(map(_onderdeel, samenstelling.delen), samenstelling.motivering)


def _onderdeel(deel: Deel) -> InhoudOnderdeel:
    return InhoudOnderdeel(deel.betrokkene, deel.gegevenssoort, deel.gegevens)


def _op_tijd(
    kop: Mapping[str, Any], klassen: Sequence[str | None] | None, nu: datetime
) -> dict[str, Any]:
    """The kop as it is true at ``nu``: somebody may have had a birthday since."""
    onderdelen = kop["onderdelen"]
    if klassen is not None:
        onderdelen = [
            {**onderdeel, "leeftijdsklasse": klasse}
            for onderdeel, klasse in zip(onderdelen, klassen, strict=True)
        ]
    return {**kop, "tijdstip": tijdstip_tekst(nu), "onderdelen": onderdelen}
