"""The portal of this party: its name, its API, and what is its own."""

from __future__ import annotations

from pathlib import Path

from frontends.politie import groepsscan
from shared.portaal.partij import DELEN, MENU, SCHERMEN
from shared.portaal.portaal import Menupunt, Portaal, Weg
from shared.portaal.signalen import gegeven

_ARTIKEL = {
    "8": "Artikel 8: de dagelijkse politietaak",
    "9": "Artikel 9: onderzoek voor de rechtsorde in een bepaald geval",
    "10": "Artikel 10: zicht op ernstige bedreigingen van de rechtsorde",
    "13": "Artikel 13: ondersteunende taken",
}
_KEUZEWOORDEN = {
    "artikel": _ARTIKEL,
    "bron": _ARTIKEL,
    "subdoel": {een: f"Artikel 13 lid 1 onder {een}" for een in "abcde"},
}

POLITIE = Portaal(
    code="politie",
    naam="Politie-eenheid Rotterdam",
    bron="politie",
    begin={"teamchef": "/ondertekenen", "wijkagent": "/groepsscan"},
    partij="politie",
    menu=(
        *MENU[:2],
        gegeven.MENU,
        Menupunt("Groepsscan", "/groepsscan", groepsscan.SCHRIJVEN, groep="Groepen"),
        *MENU[2:],
    ),
    schermen=(*SCHERMEN, *gegeven.SCHERMEN, *groepsscan.SCHERMEN),
    wegen=(
        Weg("/gegeven-signalen/{kenmerk}{rest}", "/onze-signalen/{}"),
        Weg("/groepen/{kenmerk}/groepsscans/{kenmerk}", "/groepen/{}/groepsscan"),
    ),
    persoonsdelen=DELEN,
    sjablonen=(Path(__file__).with_name("sjablonen"),),
    keuzewoorden=_KEUZEWOORDEN,
    thema=Path(__file__).with_name("thema.css"),
)
