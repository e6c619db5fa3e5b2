"""The portal of this party: its name, its API, and what is its own."""

from __future__ import annotations

from pathlib import Path

from frontends.gemeente import (
    acties,
    besluiten,
    brieven,
    inleveren,
    intakes,
    invullen,
    signalen,
    stap,
    start,
    startdeel,
)
from shared.portaal.partij import DELEN, MENU, SCHERMEN
from shared.portaal.portaal import Menupunt, Portaal, Weg

GEMEENTE = Portaal(
    code="gemeente",
    naam="Gemeente Rotterdam",
    bron="gemeente",
    begin={"burgemeester": "/ondertekenen"},
    partij="gemeente",
    menu=(
        MENU[0],
        signalen.MENU,
        *MENU[1:4],
        Menupunt("Brieven", "/brieven", brieven.LEZEN, groep="Personen"),
        *MENU[4:],
    ),
    schermen=(
        *SCHERMEN,
        *stap.SCHERMEN,
        *invullen.SCHERMEN,
        *signalen.SCHERMEN,
        *intakes.SCHERMEN,
        *start.SCHERMEN,
        *besluiten.SCHERMEN,
        *acties.SCHERMEN,
        *brieven.SCHERMEN,
    ),
    wegen=(
        Weg("/acties/{kenmerk}{rest}", "/acties/{}"),
        Weg("/groepen/{kenmerk}/acties{rest}", "/groepen/{}/acties"),
        Weg("/stapantwoorden/{kenmerk}/{nummer}", "/groepen/{}/stap/{}/vragen"),
        Weg("/besluitconcepten?groep={kenmerk}", "/groepen/{}/stap"),
        *invullen.WEGEN,
        Weg("/signalen/{kenmerk}", "/signalen"),
        Weg("/groepen/{kenmerk}/herbeoordelingen", "/groepen/{}/start"),
        Weg("/groepen/{kenmerk}/besluituitkomsten", "/groepen/{}/prioriteren"),
        Weg("/groepen/{kenmerk}/afsluiting", "/groepen/{}/afsluiten"),
        Weg("/personen/{kenmerk}/brieven", brieven.BIJ_PERSOON, persoon=True),
        Weg("/personen/{kenmerk}/informatiestatus", brieven.BIJ_PERSOON, persoon=True),
    ),
    openbaar=inleveren.OPENBAAR,
    sjablonen=(Path(__file__).with_name("sjablonen"),),
    persoonsdelen=(
        *DELEN,
        brieven.BRIEFDEEL,
    ),
    besluitdelen={"start": startdeel.DEEL},
    thema=Path(__file__).with_name("thema.css"),
)
