"""Composes kop and content of a message from the party's own records.

The official points at persons and records; what is said about them comes from the file. Reading
happens through the ports; putting together is pure. Every fault in the order is reported at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import (
    bouwt_voort_op_plaats,
    gewone_verstrekking,
    is_intrekking,
    kan_over_personen,
)
from shared.partij.fouten import OngeldigeInvoer
from shared.verzenden.samenstellen.bestandslezers import Bestand
from shared.verzenden.samenstellen.onderdelen import lees_onderdeel
from shared.verzenden.samenstellen.opdracht import (
    Afwegingopdracht,
    Mondelingopdracht,
    Onderdeelopdracht,
    Verzendopdracht,
)
from shared.verzenden.samenstellen.samenstelling import (
    Afzender,
    Deel,
    Samenstelling,
    klasse_van,
    stel_kop_op,
)
from shared.verzenden.samenstellen.vervolgdelen import (
    Gelezen,
    lees_correctiedeel,
    lees_intrekkingsdeel,
)
from shared.web.meldingen import Invoerfout

__all__ = [
    "Afzender",
    "Bestand",
    "Deel",
    "Samenstelling",
    "klasse_van",
    "soort_van",
    "stel_kop_op",
    "stel_samen",
]


def soort_van(gevraagd: str | None, regels: Convenantregels) -> str:
    """The kind of message an order asks for. Raises ``OngeldigeInvoer`` for any other kind."""
    if gevraagd is None:
        return gewone_verstrekking(regels)
    soorten = [code for code in regels.soorten if kan_over_personen(regels, code)]
    if gevraagd not in soorten:
        raise OngeldigeInvoer([Invoerfout("/soort", f"Kies een van: {', '.join(soorten)}.")])
    return gevraagd


def stel_samen(
    opdracht: Verzendopdracht,
    stap: int | None,
    bericht_id: str,
    afzender: Afzender,
    bestand: Bestand,
) -> Samenstelling:
    """Kop and content for an order. Raises ``OngeldigeInvoer`` with every fault."""
    regels = afzender.regels
    soort = soort_van(opdracht.soort, regels)
    fouten = _fouten_in_kop(opdracht, soort, regels)
    gelezen: list[Gelezen] = []
    lees = _lezer(soort, opdracht, afzender, bestand)
    for nummer, gevraagd in enumerate(opdracht.onderdelen):
        try:
            gelezen.append(lees(gevraagd))
        except OngeldigeInvoer as fout:
            fouten += [Invoerfout(f"/onderdelen/{nummer}{f.pad}", f.melding) for f in fout.fouten]
    if fouten:
        raise OngeldigeInvoer(fouten)
    kop = stel_kop_op(
        afzender,
        bericht_id,
        soort=soort,
        ontvanger=opdracht.ontvanger,
        ontvangende_medewerker=opdracht.ontvangende_medewerker,
        groep=opdracht.groep,
        stap=stap,
        doel=opdracht.doel,
        kanaal=opdracht.kanaal,
        overleg=opdracht.overleg if isinstance(opdracht, Mondelingopdracht) else None,
        uiting=opdracht.uiting if isinstance(opdracht, Mondelingopdracht) else None,
        onderdelen=[kopdeel for kopdeel, _ in gelezen],
        afweging=_afweging(opdracht.afweging),
        in_reactie_op=opdracht.in_reactie_op,
    )
    return Samenstelling(
        kop,
        tuple(deel for _, deel in gelezen if deel is not None),
        opdracht.afweging.motivering if opdracht.afweging else None,
        bevestigd=opdracht.bevestigd_zonder_personen,
    )


def _lezer(
    soort: str, opdracht: Verzendopdracht, afzender: Afzender, bestand: Bestand
) -> Callable[[Onderdeelopdracht], Gelezen]:
    """How the onderdelen of this kind of message are read."""
    if is_intrekking(afzender.regels, soort):
        return lambda gevraagd: lees_intrekkingsdeel(gevraagd, opdracht, bestand)
    if bouwt_voort_op_plaats(afzender.regels, soort):
        return lambda gevraagd: lees_correctiedeel(gevraagd, soort, opdracht, afzender, bestand)
    return lambda gevraagd: lees_onderdeel(gevraagd, soort, opdracht.groep, afzender, bestand)


def _fouten_in_kop(
    opdracht: Verzendopdracht, soort: str, regels: Convenantregels
) -> list[Invoerfout]:
    """What the official filled in that this kind of message has no place for."""
    leeg: dict[str, object] = {}
    if is_intrekking(regels, soort):
        leeg = {"afweging": opdracht.afweging, "doel": opdracht.doel}
    elif not regels.soorten[soort].weging:
        # Why it was wrong is told with the message; purpose and weighing are the earlier one's.
        leeg = {"doel": opdracht.doel}
    fouten = [
        Invoerfout(f"/{naam}", "Laat dit weg: dat van het eerdere bericht geldt.")
        for naam, waarde in leeg.items()
        if waarde is not None
    ]
    if _is_mondeling(opdracht, regels) and not isinstance(opdracht, Mondelingopdracht):
        zin = "Wat u zegt, vraagt u als uiting: dan is het getoetst voor iedereen die het hoort."
        fouten.append(Invoerfout("/kanaal", zin))
    return fouten


def _is_mondeling(opdracht: Verzendopdracht, regels: Convenantregels) -> bool:
    kanaal = regels.kanalen.get(opdracht.kanaal or "")
    return kanaal is not None and kanaal.mondeling


def _afweging(afweging: Afwegingopdracht | None) -> dict[str, Any] | None:
    """The weighing as the kop carries it; the commitment on the text follows at sealing."""
    if afweging is None:
        return None
    velden: dict[str, Any] = afweging.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude={"motivering"}
    )
    return {"zwaarwegendAlgemeenBelang": None, **velden, "motivering": None}
