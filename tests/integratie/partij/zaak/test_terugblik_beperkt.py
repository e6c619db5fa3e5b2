"""Terugkijken als wat is bewaard ook nog is beperkt (8.1; 11.1, c)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hulp.klok import VasteKlok
from tests.integratie.partij.driehoek import STERRIN, Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.zaak.test_terugblik import (
    REDEN,
    gesloten,
    lopend,
    toets,
    uitkomsten,
    wie_kijkt,
)


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    gedeelde_driehoek.klok.nu = VasteKlok().nu
    return Driehoek.richt_in(gedeelde_driehoek)


def test_wie_beperking_kreeg_wordt_niet_teruggevonden_en_een_beperkt_gegeven_niet_getoetst(
    driehoek: Driehoek,
) -> None:
    """Beperken kan ook van wie is bewaard (11.1, c); geen aanleiding brengt dat terug."""
    sterrin = gesloten(driehoek)
    klant, behandelt = wie_kijkt(driehoek), wie_kijkt(driehoek, "privacyfunctionaris")
    vraag = {
        "aanleiding": "persoonsgerichte-aanpak",
        "naam": STERRIN[0],
        "geboortedatum": STERRIN[1],
        **REDEN,
    }
    # Wat een rechter van hem opvraagt gaat buiten dit om, en ligt ook dan vast (7.1).
    gegeven = {
        "soort": "voorschrift",
        "derde": "Rechtbank Verzonnenwaard",
        "voorschrift": "Een vordering op grond van artikel 126nd Wetboek van Strafvordering.",
        "gegevenssoorten": ["B_OVERLAST"],
        "gegevenOp": "2026-11-20",
        "opdrachtgever": driehoek.kantoor.regisseur_id,
        "personen": [sterrin],
        "bevestigdZonderPersonen": True,
    }
    assert behandelt.maak("/bekendmakingen", gegeven)["personen"] == 1
    eerder = klant.maak("/terugblikken", vraag)
    verzoek = behandelt.maak(
        "/rechtenverzoeken",
        {"recht": "beperking", "ontvangenOp": "2026-11-23", "persoon": sterrin,
         "identiteit": {"wijze": "getoond", "op": "2026-11-23"}},
    )["id"]  # fmt: skip
    pad, beperk = f"/personen/{sterrin}/beperkingen", {"verzoek": verzoek}
    behandelt.maak(pad, {**beperk, "gegevenssoort": "B_OVERLAST"})

    def open_staat() -> list[dict[str, Any]]:
        alle = klant.haal(f"/terugblikken/{eerder['id']}")["personen"]
        return [een for een in alle if een["persoonId"] == sterrin]

    (nu,) = open_staat()
    assert {item["bron"] for item in nu["items"]} == {"persoon"}, "de overlast is beperkt"
    behandelt.maak(pad, beperk)
    assert open_staat() == []
    dicht = toets(klant, eerder, sterrin, uitkomsten(nu))
    assert (dicht.status_code, "beperking" in dicht.text) == (403, True)
    op_naam = klant.vraag("POST", "/terugblikken", json=vraag)
    assert (op_naam.status_code, "Leg hem niet nog eens vast" in op_naam.text) == (403, True)
    van_groep = {"aanleiding": "herleving", "groep": driehoek.groep, **REDEN}
    blik = klant.maak("/terugblikken", {**van_groep, "nieuweGroep": lopend(driehoek)})
    assert sterrin not in {een["persoonId"] for een in blik["personen"]}
    tweede, vandaag = wie_kijkt(driehoek, "privacyfunctionaris"), driehoek.wereld.klok().date()
    for een in behandelt.haal(pad)["beperkingen"]:
        einde = {"verteldOp": vandaag.isoformat()}
        behandelt.maak(f"/beperkingen/{een['id']}/_opheffen", einde, 200)
        tweede.maak(f"/beperkingen/{een['id']}/_bevestigopheffen", {"akkoord": True}, 200)
    (weer,) = open_staat()
    assert {item["bron"] for item in weer["items"]} == {"persoon", "overlastgegeven"}
