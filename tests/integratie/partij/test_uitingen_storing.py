"""Wat er ook wegvalt: wat is gezegd komt één keer aan, zoals het toen in het bestand stond."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.tafel import Tafel
from tests.integratie.partij.vervolging import vervolging


@pytest.fixture
def tafel(gedeelde_driehoek: Wereld) -> Tafel:
    return Tafel.richt_in(gedeelde_driehoek)


def _statussen(tafel: Tafel, uiting: dict[str, Any]) -> dict[str, str]:
    return {code: rij.status for code, rij in tafel.berichten(uiting).items()}


def test_een_ontvanger_die_de_inhoud_weigert_heeft_haar_niet(tafel: Tafel) -> None:
    uiting = tafel.vraag(tafel.plan())
    with tafel.driehoek.verkeerde_sleutel("om"):
        tafel.vertel(uiting)
        tafel.ronde()
    assert _statussen(tafel, uiting) == {"om": "geweigerd", "gemeente": "afgeleverd"}
    assert tafel.ontvangen("om") == []
    (om,) = [een["id"] for een in uiting["berichten"] if een["ontvanger"] == "om"]
    assert tafel.werk(tafel.analist, "bericht-geweigerd") == [f"/verstrekkingen/{om}"]


def test_de_wachttijd_voor_het_vertellen_loopt_op(tafel: Tafel) -> None:
    uiting = tafel.vraag(tafel.plan())
    tafel.wereld.gateway.weg = True
    assert tafel.vertel(uiting)["stand"] == "te_bevestigen"
    tafel.wereld.gateway.weg = False
    tafel.wereld.klok.nu += timedelta(seconds=9)
    tafel.ronde()
    assert tafel.stand(uiting["id"])["stand"] == "te_bevestigen", "te vroeg"
    tafel.wereld.klok.nu += timedelta(seconds=1)
    tafel.ronde()
    assert tafel.stand(uiting["id"])["stand"] == "bevestigd"


def test_wat_bevestigd_is_gaat_ook_als_het_bestand_intussen_verder_ging(tafel: Tafel) -> None:
    """Gezegd is gezegd: wat er toen stond gaat erachteraan, niet wat er nu staat."""
    uiting = tafel.vraag(tafel.plan())
    pad = f"/personen/{tafel.persoon}"
    beter = tafel.analist.vraag(
        "PATCH",
        pad,
        json={"adres": "Proefpad 7", "reden": "Verkeerd overgenomen."},
        headers={"If-Match": tafel.analist.vraag("GET", pad).headers["etag"]},
    )
    assert beter.status_code == 200, beter.text
    tafel.wereld.klok.vooruit(minutes=1)
    tafel.vertel(uiting)
    tafel.ronde()
    kreeg = tafel.regisseur.haal(f"/ontvangen-gegevens?groep={tafel.groep}")["ontvangenGegevens"]
    assert [g["gegevens"].get("adres") for g in kreeg] == ["Verzonnenlaan 1", None]


class _Stroomuitval(BaseException):
    """Het proces houdt op, midden in een regel."""


@pytest.mark.parametrize("na_bezorging", [False, True])
def test_valt_de_stroom_uit_bij_het_afleveren_dan_neemt_een_ander_het_over(
    tafel: Tafel, na_bezorging: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    uiting = tafel.bel("gemeente")
    gateway = tafel.bureau("politie").uitwisseling.gateway
    echt, keren = gateway.lever_inhoud, []

    async def sterf(*wat: Any) -> Any:
        keren.append(wat)
        if na_bezorging:
            await echt(*wat)
        raise _Stroomuitval

    tafel.wereld.gateway.leveringstoringen.append("weg")
    tafel.vertel(uiting)
    tafel.ronde()
    monkeypatch.setattr(gateway, "lever_inhoud", sterf)
    tafel.wereld.klok.vooruit(seconds=10)
    with pytest.raises(_Stroomuitval):
        tafel.bureau("politie").ronde()
    monkeypatch.setattr(gateway, "lever_inhoud", echt)
    assert _statussen(tafel, uiting) == {"gemeente": "onderweg"}
    tafel.wereld.klok.vooruit(seconds=90)
    tafel.ronde()
    assert _statussen(tafel, uiting) == {"gemeente": "afgeleverd"}
    assert (len(keren), len(tafel.ontvangen("gemeente"))) == (1, 2)


def test_een_correctie_kan_ook_aan_de_telefoon(tafel: Tafel) -> None:
    """Wat alleen gezegd mag worden, wordt ook alleen aan de telefoon verbeterd."""
    opdracht = vervolging(tafel)
    (eerste,) = _zeg(tafel, opdracht)
    (deel,) = opdracht["onderdelen"]
    (gemeente,) = opdracht["toehoorders"]
    correctie = {
        "groep": tafel.groep,
        "soort": "correctie",
        "onderdelen": [{naam: lid for naam, lid in deel.items() if naam != "grondslagen"}],
        "toehoorders": [{**gemeente, "inReactieOp": eerste}],
    }
    _zeg(tafel, correctie)
    standen = [een["status"] for een in tafel.driehoek.kantoor.ontvangen()]
    assert standen == ["vervangen", "actief"]


def _zeg(tafel: Tafel, opdracht: dict[str, Any]) -> list[str]:
    """Het OM vraagt of het mag, zegt het, en vertelt dat; de berichten."""
    uiting = tafel.vraag_of_het_mag(opdracht, klant=tafel.secretaris)
    assert uiting["magGezegd"] is True, uiting
    tafel.vertel(uiting, klant=tafel.secretaris)
    tafel.ronde("om")
    na = tafel.stand(uiting["id"], tafel.secretaris)
    assert [een["status"] for een in na["berichten"]] == ["afgeleverd"]
    return [een["id"] for een in na["berichten"]]
