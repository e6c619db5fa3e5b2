"""Turns a composed message into the bytes that leave: commitments, encryption, signature.

Every time it is done anew, with a fresh time and a fresh salt; the id stays. Bytes once posted
are repeated as they are, until the gateway says it never decided on them. Content of what was
said goes later, under the salt the kop was bound to.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from shared.bericht.bericht import maak_bericht, verzegel
from shared.bericht.inhoudlevering import maak_inhoudlevering
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.convenant.begrippen import Convenantregels
from shared.verzenden.samenstellen.samenstelling import Samenstelling
from shared.verzenden.samenstellen.vormcontrole import bind, inhoud_van
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
    kop = bind(samenstelling.kop.op_tijd(nu, klassen), inhoud, regels)
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
    jwe = verzegel(samenstelling.kop.als_json(), inhoud, ontvanger)
    levering = maak_inhoudlevering(samenstelling.kop.id, jwe, ondertekenaar, nu)
    return Gereed(samenstelling.kop, zout, levering.body, dict(levering.koppen))
