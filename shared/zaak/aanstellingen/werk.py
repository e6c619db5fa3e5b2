"""Work that follows from appointments of auditors: one waits for this party's signature."""

from __future__ import annotations

from collections.abc import Iterator

from shared.convenant.besluiten.aanstelling import tekenende_functies_bij_aanstelling
from shared.partij.poorten.aanstelling import wachtende
from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk

_SOORTEN = uit("aanstelling-ondertekenen")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    functies = tekenende_functies_bij_aanstelling(blik.regels, blik.partij) or ()
    if blik.functie not in functies:
        return
    opdrachten = blik.regels.aanstellingen.opdrachten
    for gelegd in wachtende(blik.aanstellingen):
        if blik.partij in gelegd.wacht_op and gelegd.aanstelling.tot >= blik.vandaag:
            yield _SOORTEN["aanstelling-ondertekenen"].stuk(
                gelegd.id,
                sinds=gelegd.voorgelegd_op,
                pad=f"/aanstellingen/{gelegd.id}",
                functies=functies,
                opdracht=opdrachten.get(gelegd.aanstelling.opdracht, gelegd.aanstelling.opdracht),
                partij=blik.naam(gelegd.voorgelegd_door),
            )


AANSTELLINGEN = Werkbron(_SOORTEN, _werk)
