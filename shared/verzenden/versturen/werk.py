"""Work that follows from messages: requests to answer, and what did not arrive as it should."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import or_, select

from shared.bestand.ontvangen.zegel import open_stuk
from shared.convenant.termijnen import datum_nl, plus
from shared.partij.fouten import Vernietigd
from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.verzenden.journaal.journaal import IN
from shared.verzenden.journaal.verzoeken import waarom_vervallen
from shared.verzenden.stukken.tabellen import VerzoekantwoordRij
from shared.verzenden.tabellen import Fase, InformatieverzoekRij, UitgaandRij, Verzendstatus

_PER_STATUS = {
    Verzendstatus.GEWEIGERD: "bericht-geweigerd",
    Verzendstatus.DOOD: "bericht-opgegeven",
    Verzendstatus.BEWIJS_ONVOLDOENDE: "bericht-zonder-bewijs",
}
_SOORTEN = uit(
    "informatieverzoek",
    "informatieverzoek-doorgegeven",
    "antwoord-blijft-uit",
    *_PER_STATUS.values(),
)


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    yield from _verzoeken(blik)
    yield from _verzonden(blik)


def _verzoeken(blik: Werkblik) -> Iterator[Werkstuk]:
    """Requests not answered, not withdrawn, about a group that still runs.

    Who was asked sees it at once; who asked, once the day of the answer has passed.
    """
    vraag = (
        select(InformatieverzoekRij, VerzoekantwoordRij.verwacht_op)
        .outerjoin(VerzoekantwoordRij, VerzoekantwoordRij.verzoek_id == InformatieverzoekRij.id)
        .where(
            InformatieverzoekRij.beantwoord_door.is_(None),
            InformatieverzoekRij.ingetrokken_op.is_(None),
            blik.taak.rijen(InformatieverzoekRij.groep),
        )
    )
    for rij, beloofd in blik.sessie.execute(vraag):
        if _is_vervallen(blik, rij):
            continue
        if rij.richting == IN:
            yield _te_beantwoorden(blik, rij, beloofd or _gevraagde_dag(blik, rij))
        else:
            yield from _blijft_uit(blik, rij, beloofd)


def _is_vervallen(blik: Werkblik, rij: InformatieverzoekRij) -> bool:
    """Nobody awaits it any more; while the gateway says nothing, somebody may."""
    stand = (blik.groepen or {}).get(rij.groep)
    return stand is not None and bool(
        waarom_vervallen(rij, stand["stap"], loopt=blik.actief(rij.groep))
    )


def _te_beantwoorden(blik: Werkblik, rij: InformatieverzoekRij, uiterlijk: date | None) -> Werkstuk:
    soort = "informatieverzoek" if rij.behandelaar is None else "informatieverzoek-doorgegeven"
    return _SOORTEN[soort].stuk(
        rij.id,
        sinds=rij.gemaakt_op,
        pad=f"/informatieverzoeken/{rij.id}",
        groep=rij.groep,
        eigenaar=rij.behandelaar or rij.ontvangende_medewerker,
        uiterlijk=uiterlijk,
        partij=blik.naam(rij.van),
    )


def _blijft_uit(
    blik: Werkblik, rij: InformatieverzoekRij, beloofd: date | None
) -> Iterator[Werkstuk]:
    """Nothing came by the day that was promised, or else within the term of such a request."""
    soort = _SOORTEN["antwoord-blijft-uit"]
    assert soort.termijn is not None  # noqa: S101 - for the type checker: the packaged file
    bericht = blik.sessie.get(UitgaandRij, rij.id)
    if bericht is None or bericht.status != Verzendstatus.AFGELEVERD:
        return
    dag = beloofd or plus(datum_nl(rij.gemaakt_op), soort.termijn)
    if dag < blik.vandaag:
        yield soort.stuk(
            rij.id,
            sinds=rij.gemaakt_op,
            pad=f"/informatieverzoeken/{rij.id}",
            groep=rij.groep,
            eigenaar=rij.medewerker,
            uiterlijk=dag,
            partij=blik.naam(rij.aan),
        )


def _gevraagde_dag(blik: Werkblik, rij: InformatieverzoekRij) -> date | None:
    """The day the asker named, where it comes before the own term; ``None``: the own term holds.

    The day is part of what was asked, and sealed with it.
    """
    try:
        stuk = open_stuk(blik.sessie, blik.kluis, rij.id)
    except Vernietigd:
        return None
    gevraagd = None if stuk is None else stuk.gegevens.get("uiterlijk")
    if gevraagd is None:
        return None
    termijn = _SOORTEN["informatieverzoek"].termijn
    assert termijn is not None  # noqa: S101 - for the type checker: the packaged file
    return min(date.fromisoformat(gevraagd), plus(datum_nl(rij.gemaakt_op), termijn))


def _verzonden(blik: Werkblik) -> Iterator[Werkstuk]:
    """Refused or given up: since it came to rest; without proof: since it was promised.

    What was to be said and may not be, whoever asked it read at once; there is nothing to look up.
    """
    vraag = select(UitgaandRij).where(
        UitgaandRij.status.in_(list(_PER_STATUS)),
        or_(UitgaandRij.uiting.is_(None), UitgaandRij.fase == Fase.INHOUD),
        blik.taak.rijen(UitgaandRij.groep),
    )
    for rij in blik.sessie.scalars(vraag):
        status = Verzendstatus(rij.status)
        rust = status != Verzendstatus.BEWIJS_ONVOLDOENDE
        yield _SOORTEN[_PER_STATUS[status]].stuk(
            rij.bericht_id,
            sinds=rij.bijgewerkt_op if rust else rij.gemaakt_op,
            pad=f"/verstrekkingen/{rij.bericht_id}",
            groep=rij.groep,
            eigenaar=rij.medewerker,
            partij=blik.naam(rij.ontvanger),
        )


BERICHTEN = Werkbron(_SOORTEN, _werk)
