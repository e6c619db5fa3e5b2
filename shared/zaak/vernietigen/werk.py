"""What awaits people because of destroying: decide about a plan, and ask an archivist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from sqlalchemy import exists, inspect, select

from shared.bestand.dossier.tabellen import Dossierrij
from shared.opslag.basis import Basis
from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.zaak.vernietigen import opslag
from shared.zaak.vernietigen.begrippen import Akkoord, Planstand

_OORDELEN, _LOOPT = "vernietiging-bevestigen", "vernietigingsplan-loopt"
_AKKOORD = "selectielijst-akkoord"
_RAAKT, _GERAAKT = "vernietiging-raakt-aanpak", "vernietigd-in-aanpak"
_SOORTEN = uit(_OORDELEN, _LOOPT, _AKKOORD, _RAAKT, _GERAAKT)
NA_AFLOOP: Final = timedelta(days=14)
"""How long it is shown that somebody went."""


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    for rij in opslag.in_stand(blik.sessie, Planstand.VOORGESTELD):
        if rij.opgesteld_door != blik.wie:
            yield _SOORTEN[_OORDELEN].stuk(
                rij.id, sinds=rij.opgesteld_op, pad=f"/vernietigingsplannen/{rij.id}"
            )
    for rij in opslag.in_stand(blik.sessie, Planstand.BEVESTIGD):
        if rij.beoordeeld_op is not None and rij.beoordeeld_op < blik.nu:
            yield _SOORTEN[_LOOPT].stuk(
                rij.id, sinds=rij.beoordeeld_op, pad=f"/vernietigingsplannen/{rij.id}"
            )
    yield from _in_een_aanpak(blik)
    yield from _akkoorden(blik)


def _in_een_aanpak(blik: Werkblik) -> Iterator[Werkstuk]:
    """Who works in a group under way hears that somebody is to go, and that somebody went."""
    sinds = blik.nu - NA_AFLOOP
    for rij in opslag.met_groepen(blik.sessie):
        wacht = rij.stand == Planstand.VOORGESTELD
        moment = rij.opgesteld_op if wacht else rij.beoordeeld_op
        if moment is None or (not wacht and moment < sinds):
            continue
        for groep in rij.groepen or ():
            yield _SOORTEN[_RAAKT if wacht else _GERAAKT].stuk(
                rij.id, sinds=moment, pad=f"/groepen/{groep}/leden", groep=groep
            )


def _akkoorden(blik: Werkblik) -> Iterator[Werkstuk]:
    """Own records that go by themselves and that no archivist approved: loudly, and they still go.

    Of which people they are is not looked at: only whether there are any.
    """
    akkoorden = opslag.akkoorden(blik.sessie)
    open_ = {
        een.__tablename__: een
        for een in Dossierrij.__subclasses__()
        if issubclass(een, Basis) and not _geldt(akkoorden.get(een.__tablename__), blik.vandaag)
    }
    # Another party's kinds are known to this program too, when it runs in one process with it.
    hier = set(inspect(blik.sessie.connection()).get_table_names()) if open_ else set()
    for categorie in _met_iets(blik, {een: open_[een] for een in sorted(hier & open_.keys())}):
        yield _SOORTEN[_AKKOORD].stuk(
            categorie, sinds=blik.nu, pad="/selectielijst", categorie=categorie
        )


def _met_iets(blik: Werkblik, tabellen: Mapping[str, type[Basis]]) -> list[str]:
    """Which of these tables hold anything, in one question."""
    if not tabellen:
        return []
    vraag = select(*(exists().select_from(een).label(naam) for naam, een in tabellen.items()))
    er_is = blik.sessie.execute(vraag).one()
    return [naam for naam, iets in zip(tabellen, er_is, strict=True) if iets]


def _geldt(akkoord: Akkoord | None, vandaag: date) -> bool:
    return akkoord is not None and akkoord.geldt(vandaag)


VERNIETIGWERK = Werkbron(_SOORTEN, _werk)
