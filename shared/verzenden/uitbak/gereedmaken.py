"""Turns a composed message into the bytes that leave: commitments, encryption, signature.

Every time it is done anew, with a fresh time and a fresh salt; the id stays. Bytes once posted
are repeated as they are, until the gateway says it never decided on them. Content of what was
said goes later, under the salt the kop was bound to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from shared.bericht.bericht import maak_bericht, verzegel
from shared.bericht.inhoud import kop_met_inhoud
from shared.bericht.inhoudlevering import maak_inhoudlevering
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.bericht.vergelijking import gebonden_leden
from shared.convenant.begrippen import Convenantregels
from shared.verzenden.samenstellen.samenstelling import Samenstelling, tijdstip_tekst
from shared.verzenden.samenstellen.vormcontrole import inhoud_van
from shared.verzenden.uitbak.zending import Gereed


def maak_gereed(
    samenstelling: Samenstelling,
    klassen: Sequence[str | None] | None,
    ondertekenaar: Ondertekenaar,
    ontvanger: Certificaat,
    nu: datetime,
    regels: Convenantregels,
) -> Gereed:
    """Seals and signs at ``nu``. ``klassen``: age classes of today, where time went by."""
    inhoud = inhoud_van(samenstelling)
    gebonden = gebonden_leden(regels, samenstelling.kop["soort"])
    kop = kop_met_inhoud(_op_tijd(samenstelling.kop, klassen, nu), inhoud, gebonden)
    bericht = maak_bericht(kop, inhoud, ondertekenaar, ontvanger, nu, regels)
    zout = inhoud.zout if inhoud is not None else b""
    return Gereed(kop, zout, bericht.body, dict(bericht.koppen))


def maak_levering(
    samenstelling: Samenstelling,
    zout: bytes,
    ondertekenaar: Ondertekenaar,
    ontvanger: Certificaat,
    nu: datetime,
) -> Gereed:
    """The content of what was said, sealed and signed at ``nu``; the kop of then is bound to it."""
    inhoud = inhoud_van(samenstelling, zout)
    assert inhoud is not None  # noqa: S101 - for the type checker: what is said has content
    jwe = verzegel(samenstelling.kop, inhoud, ontvanger)
    levering = maak_inhoudlevering(samenstelling.kop["id"], jwe, ondertekenaar, nu)
    return Gereed(samenstelling.kop, zout, levering.body, dict(levering.koppen))


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
