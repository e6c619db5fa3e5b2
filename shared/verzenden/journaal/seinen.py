"""What went out and came in, as signals to the party's own system.

A signal is a reference: that something happened, to what, and where to read it. Whoever reads it
there is asked who they are; nothing about a person travels along.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shared.convenant.berichtsoorten import geeft_gegevens, is_correctie, is_verzoek
from shared.convenant.regels.laden import Convenantregels
from shared.partij.poorten.sein import Sein, Seinbron
from shared.verzenden.journaal.journaal import IN
from shared.verzenden.journaal.tabellen import JournaalRij
from shared.verzenden.stukken.begrippen import is_deelbaar
from shared.verzenden.tabellen import InformatieverzoekRij

_UIT = {"afgeleverd": "afgeleverd", "geweigerd": "geweigerd", "opgegeven": "opgegeven"}
_IN = {"ontvangen": "ontvangen", "geweigerd": "niet-aanvaard"}
_VELDEN = ("richting", "handeling", "bericht_id", "tegenpartij", "soort", "groep")


def leesplaats(regels: Convenantregels, soort: str, bericht: str, groep: str | None) -> str:
    """Where this party reads what a message of this soort brought it."""
    if is_verzoek(regels, soort):
        return f"/informatieverzoeken/{bericht}"
    if any(
        een.soort == soort and is_deelbaar(regels, code) for code, een in regels.stukken.items()
    ):
        return f"/stukken/{bericht}"
    if groep is not None and (geeft_gegevens(regels, soort) or is_correctie(regels, soort)):
        return f"/ontvangen-gegevens?groep={groep}"
    return f"/journaal?bericht={bericht}"


def _nieuwe_regel(rij: JournaalRij, regels: Convenantregels) -> Iterator[Sein]:
    yield from _uit_regel({naam: getattr(rij, naam) for naam in _VELDEN}, regels)


def _uit_regel(regel: Mapping[str, Any], regels: Convenantregels) -> Iterator[Sein]:
    binnen = regel["richting"] == IN
    wat = (_IN if binnen else _UIT).get(regel["handeling"])
    if wat is None:
        return
    bericht, groep, soort = regel["bericht_id"], regel["groep"], regel["soort"]
    aanvaard = binnen and wat == _IN["ontvangen"]
    if not binnen:
        pad = f"/verstrekkingen/{bericht}"
    elif aanvaard:
        pad = leesplaats(regels, soort, bericht, groep)
    else:
        pad = f"/journaal?bericht={bericht}"
    data = {"soort": soort, "partij": regel["tegenpartij"], "groep": groep}
    yield Sein(f"bericht.{wat}", bericht, pad, data)
    # What mends something given before is signalled by itself too.
    if aanvaard and is_correctie(regels, soort):
        yield Sein("correctie.ontvangen", bericht, pad, data)


def _nieuw_verzoek(rij: InformatieverzoekRij, _regels: Convenantregels) -> Iterator[Sein]:
    if rij.richting == IN:
        data = {"groep": rij.groep, "partij": rij.van}
        yield Sein("informatieverzoek.ontvangen", rij.id, f"/informatieverzoeken/{rij.id}", data)


JOURNAALSEINEN = Seinbron(JournaalRij, nieuw=_nieuwe_regel, uit_regel=_uit_regel)
VERZOEKSEINEN = Seinbron(InformatieverzoekRij, nieuw=_nieuw_verzoek)
