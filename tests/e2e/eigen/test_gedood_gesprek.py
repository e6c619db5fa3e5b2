"""Een telefoongesprek waarin tussen elke twee stappen processen worden gedood.

Gevraagd, beslist en aangekondigd, verteld dat het is gezegd, en de inhoud geleverd: wat er ook
wegvalt, elke stap gebeurt precies één keer.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.klant import Geweigerd
from shared.bericht.tijd import utc_tekst
from shared.tijd.kenmerk import uuid7
from tests.e2e.bewijs import bladen_van, haal_bundel
from tests.e2e.kantoor import ANALIST, REGISSEUR, wacht_tot
from tests.e2e.storing import zonder
from tests.e2e.verloop import NAAR_GEMEENTE
from tests.e2e.wereld import Wereld, Zaak


@pytest.fixture(scope="module")
def zaak(proefwereld: Wereld) -> Zaak:
    return proefwereld.zaak(stap=3)


@pytest.fixture
def opdracht(zaak: Zaak) -> dict[str, Any]:
    """What the analist wants to say; it names the step, so that nobody needs to be asked."""
    persoon = zaak.wereld.persoon(ANALIST, "Telma Gesprek", adres="Draadlaan 3")
    zaak.lid(ANALIST, persoon)
    naam = {"persoon": persoon, "gegevenssoort": "NAW"}
    return zaak.uiting([naam], {REGISSEUR: NAAR_GEMEENTE}, stap=3)


def _vraag(zaak: Zaak, opdracht: dict[str, Any], sleutel: str) -> str | None:
    """Ask under this key; None as long as there is no answer."""
    try:
        antwoord = zaak.wereld.als(ANALIST).stuur(
            "/uitingen", opdracht, {"Idempotency-Key": sleutel}
        )
    except (Geweigerd, httpx.TransportError):
        return None
    return str(antwoord["id"])


def _stand(zaak: Zaak, uiting: str) -> dict[str, Any] | None:
    try:
        stand: dict[str, Any] = zaak.wereld.als(ANALIST).haal(f"/uitingen/{uiting}")
    except (Geweigerd, httpx.TransportError):
        return None
    return stand


def _herstart(zaak: Zaak, *codes: str) -> None:
    for code in codes:
        with zonder(zaak.wereld, code):
            pass


def _mag(zaak: Zaak, uiting: str) -> dict[str, Any]:
    def gezien() -> dict[str, Any] | None:
        stand = _stand(zaak, uiting)
        return stand if stand is not None and stand["magGezegd"] else None

    stand: dict[str, Any] = wacht_tot(gezien, "het mag worden gezegd")
    return stand


def test_tussen_elke_twee_stappen_gedood_gebeurt_elke_stap_een_keer(
    zaak: Zaak, opdracht: dict[str, Any], tmp_path: Path
) -> None:
    wereld, sleutel = zaak.wereld, uuid7(datetime.now(UTC))
    # 1. Gevraagd, en er is niemand om erover te beslissen.
    with zonder(wereld, "gateway"):
        _vraag(zaak, opdracht, sleutel)
        _herstart(zaak, "politie")
    uiting = wacht_tot(lambda: _vraag(zaak, opdracht, sleutel), "de vraag wordt aangenomen")
    stand = _mag(zaak, uiting)
    (bericht,) = [een["id"] for een in stand["berichten"]]
    # 2. Beslist en aangekondigd, nog niet gezegd.
    _herstart(zaak, "gateway", "gemeente", "politie")
    assert _mag(zaak, uiting)["berichten"][0]["status"] == "aangekondigd"
    assert zaak.ontvangen(REGISSEUR, bericht) == [], "van wat niet is gezegd staat er niets"
    # 3. Gezegd, en dat kon nog niet worden verteld. 4. Verteld, en de inhoud kan nog niet weg.
    verteld = {"gezegdOp": utc_tekst(datetime.now(UTC)), "berichten": [bericht]}
    with zonder(wereld, "gemeente"):
        with zonder(wereld, "gateway"):
            klant = wereld.als(ANALIST)
            assert klant.stuur(f"/uitingen/{uiting}/_bevestig", verteld)["stand"] == "te_bevestigen"
            _herstart(zaak, "politie")
        wacht_tot(
            lambda: (_stand(zaak, uiting) or {}).get("stand") == "bevestigd", "het is verteld"
        )
        _herstart(zaak, "gateway", "politie")
    assert zaak.wacht_op(ANALIST, bericht)["status"] == "afgeleverd"
    assert len(zaak.ontvangen(REGISSEUR, bericht)) == 1
    nog_eens = wereld.als(ANALIST).stuur(f"/uitingen/{uiting}/_bevestig", verteld)
    assert nog_eens["stand"] == "bevestigd"
    _eis_een_spoor(zaak, uiting, bericht, tmp_path)


def _eis_een_spoor(zaak: Zaak, uiting: str, bericht: str, map_: Path) -> None:
    """In the log: said once, taken in once, and its content once."""
    bladen = [
        blad["gelezen"]
        for blad in bladen_van(haal_bundel(zaak.wereld, {"groep": zaak.id}, map_ / "groep.zip"))
    ]
    gezegd = [b for b in bladen if b["soort"] == "mondeling" and b["uiting"] == uiting]
    assert [(b["berichten"], b["zonderToestemming"]) for b in gezegd] == [([bericht], False)]
    toegestaan = [b for b in bladen if b["soort"] == "besluit" and b["kop"]["id"] == bericht]
    assert {b["besluit"]["besluit"] for b in toegestaan} == {"toegestaan"}
    ontvangsten = Counter(
        b["status"] for b in bladen if b["soort"] == "bevestiging" and b["id"] == bericht
    )
    assert ontvangsten["aanvaard"] == 2, "de aankondiging, en de inhoud"


def test_wat_niet_werd_gezegd_is_na_een_dood_ook_weg(zaak: Zaak, opdracht: dict[str, Any]) -> None:
    uiting = wacht_tot(lambda: _vraag(zaak, opdracht, uuid7(datetime.now(UTC))), "aangenomen")
    (bericht,) = [een["id"] for een in _mag(zaak, uiting)["berichten"]]
    zaak.wereld.als(ANALIST).stuur(f"/uitingen/{uiting}/_nietgezegd", {})
    _herstart(zaak, "politie", "gemeente")
    assert zaak.wacht_op(ANALIST, bericht)["status"] == "vervallen"
    assert zaak.ontvangen(REGISSEUR, bericht) == []
    # Toch gezegd: dat wordt nooit geweigerd, maar het mocht niet meer en er volgt niets.
    toch = zaak.wereld.als(ANALIST).stuur(
        f"/uitingen/{uiting}/_bevestig",
        {"gezegdOp": utc_tekst(datetime.now(UTC)), "berichten": [bericht]},
    )
    assert (toch["stand"], toch["zonderToestemming"]) == ("bevestigd", True)
    assert zaak.ontvangen(REGISSEUR, bericht) == []
