"""The portal of this party: its name, its API, and what is its own."""

from __future__ import annotations

from pathlib import Path

from frontends.om import context, maatwerk, onderzoek, termijnen, verklaring
from shared.portaal.partij import DELEN, MENU, SCHERMEN
from shared.portaal.portaal import Menupunt, Portaal, Weg
from shared.portaal.signalen import gegeven

OM = Portaal(
    code="om",
    naam="Openbaar Ministerie Rotterdam",
    bron="om",
    begin={"zaakofficier": "/zaken"},
    partij="om",
    menu=(
        *MENU[:2],
        gegeven.MENU,
        Menupunt("Onderzoek", "/onderzoek", onderzoek.LEZEN, groep="Groepen"),
        Menupunt("Zaken", "/zaken", context.ZAKEN, groep="Groepen"),
        *MENU[2:],
    ),
    schermen=(
        *SCHERMEN,
        *gegeven.SCHERMEN,
        *onderzoek.SCHERMEN,
        *context.SCHERMEN,
        *maatwerk.SCHERMEN,
        *verklaring.SCHERMEN,
        *termijnen.SCHERMEN,
    ),
    persoonsdelen=(*DELEN, verklaring.DEEL, termijnen.DEEL),
    wegen=(
        Weg("/gegeven-signalen/{kenmerk}{rest}", "/onze-signalen/{}"),
        Weg("/groepen/{kenmerk}/contextinformatie", "/groepen/{}/context"),
        Weg("/zaken/{kenmerk}/contextinformatie", "/zaken/{}"),
        Weg("/groepen/{kenmerk}/maatwerk", "/groepen/{}/maatwerk"),
        Weg("/onderzoeken/{kenmerk}", "/onderzoek"),
        Weg("/wjsg-zonder-termijn", "/wjsg-termijnen"),
    ),
    sjablonen=(Path(__file__).with_name("sjablonen"),),
    thema=Path(__file__).with_name("thema.css"),
)
