"""How the report of a meeting is shown. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.zaak.notulen.begrippen import Notulen, Oordeel, dag_van
from shared.zaak.notulen.opstellen import Tafel
from shared.zaak.notulen.vormen import (
    AanwezigeUit,
    GezegdeUit,
    NotulenregelUit,
    NotulenUit,
    NotulenversieUit,
    PartijoordeelUit,
)


def notulen_uit(
    tafel: Tafel, notulen: Notulen, versies: Sequence[GroepsstukRij], nu: datetime
) -> NotulenUit:
    """The report as everybody who was there sees it."""
    gegevens = notulen.gegevens
    oordelen = [_oordeel(tafel, notulen, *een, nu) for een in notulen.oordelen().items()]
    gezegd = [GezegdeUit(**een) for een in gegevens.get("gezegd") or ()]
    sindsdien = {een.uiting for een in tafel.overleg.uitingen if een.gezegd is not None}
    van_groep = {een.uiting for een in tafel.overleg.uitingen if een.groep == notulen.groep}
    return NotulenUit(
        overleg=notulen.overleg,
        groep=notulen.groep,
        van=notulen.van,
        versie=notulen.versie,
        tekenkenmerk=notulen.tekenkenmerk,
        dag=gegevens["dag"],
        aanwezig=[AanwezigeUit(**een) for een in gegevens["aanwezig"]],
        gezegd=gezegd,
        regels=[
            NotulenregelUit(
                regel=een["regel"],
                soort=een["soort"],
                tekst=een["tekst"],
                door=een["door"],
                eigenaar=een.get("eigenaar"),
                uiterlijk=dag_van(een),
                gedaan=notulen.is_gedaan(een),
            )
            for een in notulen.regels
        ],
        oordelen=oordelen,
        vastgesteld=all(
            een.oordeel == Oordeel.AKKOORD or een.beletsel is not None for een in oordelen
        ),
        aan_te_vullen=bool((sindsdien & van_groep) - {een.uiting for een in gezegd}),
        versies=[NotulenversieUit(versie=rij.versie, op=rij.op) for rij in versies],
    )


def _oordeel(
    tafel: Tafel, notulen: Notulen, partij: str, oordeel: Oordeel, nu: datetime
) -> PartijoordeelUit:
    reactie = notulen.reacties.get(partij)
    gezegd = None if reactie is None or oordeel == Oordeel.OPEN else reactie.toelichting
    return PartijoordeelUit(
        partij=partij, oordeel=oordeel, toelichting=gezegd, beletsel=tafel.beletsel(partij, nu)
    )
