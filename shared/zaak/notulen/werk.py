"""Work that follows from the one report of a meeting: draw it up, sign it off, do as agreed."""

from __future__ import annotations

from collections.abc import Iterator

from shared.bericht.tijd import lees_utc
from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.zaak.notulen import opslag
from shared.zaak.notulen.begrippen import Notulen, Oordeel, dag_van, kenmerk_van
from shared.zaak.overleg.opslag import gepland_in, groepen_van
from shared.zaak.overleg.werk import mag_erbij

_SOORTEN = uit("notulen-opstellen", "notulen-ondertekenen", "notulen-herzien", "afspraak-nakomen")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    rijen = opslag.van_groepen(blik.sessie, blik.regels, blik.taak)
    yield from _op_te_stellen(blik, {rij.onderwerp for rij in rijen if rij.van == blik.partij})
    for rij in rijen:
        notulen = opslag.lees(blik.sessie, blik.kluis, blik.regels, rij)
        # Whom the covenant keeps out of the meeting today cannot open its report: no such work.
        if notulen is not None and mag_erbij(blik, [notulen.groep], notulen.soort):
            yield from _van_verslag(blik, rij, notulen)


def _op_te_stellen(blik: Werkblik, gegeven: set[str]) -> Iterator[Werkstuk]:
    """Meetings this party organised that are over, and of which nobody got a report."""
    for rij in blik.sessie.scalars(gepland_in(blik.taak)):
        einde = lees_utc(rij.document["einde"])
        if einde >= blik.nu or rij.document["afgelast"]:
            continue
        for groep in groepen_van(blik.sessie, rij.id):
            if blik.taak.bevat(groep) and kenmerk_van(rij.id, groep) not in gegeven:
                yield _SOORTEN["notulen-opstellen"].stuk(
                    kenmerk_van(rij.id, groep),
                    sinds=einde,
                    pad=_pad(rij.id, groep),
                    groep=groep,
                    eigenaar=rij.gewijzigd_door,
                )


def _van_verslag(blik: Werkblik, rij: GroepsstukRij, notulen: Notulen) -> Iterator[Werkstuk]:
    pad, oordelen = _pad(notulen.overleg, notulen.groep), notulen.oordelen()
    if oordelen.get(blik.partij) == Oordeel.OPEN:
        yield _SOORTEN["notulen-ondertekenen"].stuk(
            rij.onderwerp, sinds=rij.op, pad=pad, groep=rij.groep, partij=blik.naam(rij.van)
        )
    if rij.van == blik.partij:
        for partij in (wie for wie, een in oordelen.items() if een == Oordeel.BEZWAAR):
            yield _SOORTEN["notulen-herzien"].stuk(
                f"{rij.onderwerp}/{partij}",
                sinds=rij.op,
                pad=pad,
                groep=rij.groep,
                eigenaar=rij.medewerker,
                partij=blik.naam(partij),
            )
    for regel in notulen.afspraken_van(blik.partij):
        yield _SOORTEN["afspraak-nakomen"].stuk(
            regel["regel"], sinds=rij.op, pad=pad, groep=rij.groep, uiterlijk=dag_van(regel)
        )


def _pad(overleg: str, groep: str) -> str:
    return f"/overleggen/{overleg}/notulen?groep={groep}"


NOTULENWERK = Werkbron(_SOORTEN, _werk)
