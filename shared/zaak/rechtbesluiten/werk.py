"""What awaits people once it was decided: carry it out, and deal with a complaint or a claim."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.zaak.rechtbesluiten.begrippen import BEPERKEN, VERBETEREN
from shared.zaak.rechtbesluiten.vervolg import nog_nodig
from shared.zaak.rechten.begrippen import AFSCHRIFT, VERNIETIGEN, Besluitstand, Verzoekstand
from shared.zaak.rechten.tabellen import RechtendeelRij, RechtenverzoekRij

_VERNIETIGEN, _RECHTZETTEN = "rechtenverzoek-vernietigen", "rechtenverzoek-rechtzetten"
_UITVOEREN, _VERVOLGEN = "rechtenverzoek-uitvoeren", "rechtenverzoek-vervolgen"
_GEVEN = "rechtenverzoek-geven"
_SOORTEN = uit(_VERNIETIGEN, _RECHTZETTEN, _UITVOEREN, _VERVOLGEN, _GEVEN)
_SOORT_VAN = {VERNIETIGEN: _VERNIETIGEN, VERBETEREN: _RECHTZETTEN, BEPERKEN: _UITVOEREN}


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    rechten = blik.regels.betrokkenenrechten
    vraag = (
        select(RechtenverzoekRij, RechtendeelRij)
        .join(RechtendeelRij, RechtendeelRij.verzoek == RechtenverzoekRij.id)
        .where(
            RechtendeelRij.partij == blik.partij,
            RechtendeelRij.besluitstand == Besluitstand.VAST,
            RechtendeelRij.uitkomst != rechten.hele_afwijzing,
            RechtendeelRij.uitgevoerd_op.is_(None),
        )
        .order_by(RechtenverzoekRij.id)
    )
    for rij, deel in blik.sessie.execute(vraag):
        gevolg = rechten.gevolgen.get(rij.recht, "")
        soort = _SOORT_VAN.get(gevolg)
        if gevolg == AFSCHRIFT and not rij.eigen:
            # Who took it gives it with the answer; everybody else gives his own part.
            soort = _GEVEN
        if soort is None or (rij.persoon_id is None and deel.gevolg is None):
            continue
        geheel = deel.uitkomst == rechten.toewijzing
        if soort == _VERNIETIGEN and geheel and deel.besloten_door == blik.wie:
            continue
        yield _stuk(soort if geheel or soort == _GEVEN else _UITVOEREN, blik, rij)
    open_ = select(RechtenverzoekRij).where(
        RechtenverzoekRij.stand == Verzoekstand.OPEN,
        RechtenverzoekRij.eigen,
        RechtenverzoekRij.recht.in_(rechten.vervolg),
    )
    for rij in blik.sessie.scalars(open_.order_by(RechtenverzoekRij.id)):
        nodig = nog_nodig(blik.sessie, blik.regels, rij)
        if nodig:
            yield _stuk(_VERVOLGEN, blik, rij, wat=nodig[0])


def _stuk(soort: str, blik: Werkblik, rij: RechtenverzoekRij, wat: str = "") -> Werkstuk:
    return _SOORTEN[soort].stuk(
        rij.id,
        sinds=rij.gemaakt_op,
        pad=f"/rechtenverzoeken/{rij.id}",
        uiterlijk=rij.klok,
        recht=blik.regels.betrokkenenrechten.soorten.get(rij.recht, rij.recht),
        wat=wat,
    )


GEVOLGWERK = Werkbron(_SOORTEN, _werk)
