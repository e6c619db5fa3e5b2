"""Wat er ook wegvalt: wat is gezegd komt één keer aan, en wat niet is gezegd vervalt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.tafel import NAAR, Tafel, aan_tafel


@pytest.fixture
def tafel(gedeelde_driehoek: Wereld) -> Iterator[Tafel]:
    with aan_tafel(gedeelde_driehoek) as gevonden:
        yield gevonden


@pytest.mark.parametrize("storing", ["weg", "sterft-voor-bezorging", "sterft-na-bezorging"])
def test_valt_er_iets_weg_bij_het_afleveren_dan_komt_het_een_keer_aan(
    tafel: Tafel, storing: str
) -> None:
    uiting = tafel.vraag("politie", overleg=None, kanaal="telefoon")
    tafel.driehoek.wereld.gateway.leveringstoringen.append(storing)
    assert tafel.bevestig(uiting).status_code == 200
    tafel.lever()
    tafel.later(seconds=60)
    assert tafel.standen(uiting) == {"politie": "afgeleverd"}
    assert len(tafel.ontvangen("politie")) == 2


def test_valt_de_dienst_weg_na_het_vertellen_dan_hoort_de_gateway_het_later(
    tafel: Tafel,
) -> None:
    uiting = tafel.vraag()
    tafel.driehoek.wereld.gateway.weg = True
    verteld = tafel.bevestig(uiting)
    assert (verteld.status_code, verteld.json()["stand"]) == (200, "te_bevestigen")
    assert tafel.stand(uiting)["gezegd"] == sorted(b["id"] for b in uiting["berichten"])
    tafel.driehoek.wereld.gateway.weg = False
    tafel.later(seconds=60)
    assert tafel.stand(uiting)["stand"] == "bevestigd"
    tafel.later(seconds=1)
    assert {len(tafel.ontvangen(code)) for code in NAAR} == {2}


def test_een_ontvanger_die_de_inhoud_weigert_heeft_haar_niet(tafel: Tafel) -> None:
    uiting = tafel.vraag()
    assert tafel.bevestig(uiting).status_code == 200
    with tafel.driehoek.verkeerde_sleutel("om"):
        tafel.lever()
    assert tafel.standen(uiting) == {"om": "geweigerd", "politie": "afgeleverd"}
    assert tafel.ontvangen("om") == []


def test_de_wachttijd_voor_het_vertellen_loopt_op(tafel: Tafel) -> None:
    uiting = tafel.vraag()
    tafel.driehoek.wereld.gateway.weg = True
    assert tafel.bevestig(uiting).json()["stand"] == "te_bevestigen"
    tafel.driehoek.wereld.gateway.weg = False
    tafel.driehoek.wereld.klok.nu += timedelta(seconds=9)
    tafel.lever()
    assert tafel.stand(uiting)["stand"] == "te_bevestigen", "te vroeg"
    tafel.later(seconds=1)
    assert tafel.stand(uiting)["stand"] == "bevestigd"


def test_vertelt_niemand_op_tijd_dat_het_is_gezegd_dan_vervalt_de_inhoud(tafel: Tafel) -> None:
    uiting = tafel.vraag()
    # Vijf werkdagen na de dag zelf: maandag 23 wordt maandag 30.
    tafel.later(days=7)
    assert tafel.bewaard(uiting) > 0, "de laatste dag telt nog mee"
    tafel.later(days=1)
    assert tafel.bewaard(uiting) == 0
    assert tafel.standen(uiting) == {"om": "vervallen", "politie": "vervallen"}
    for bericht in uiting["berichten"]:
        assert tafel.handelingen(bericht["id"])[-1] == "vervallen"


def test_wat_bevestigd_is_gaat_ook_als_het_bestand_intussen_verder_ging(tafel: Tafel) -> None:
    """Gezegd is gezegd: wat er toen stond gaat erachteraan, niet wat er nu staat."""
    uiting = tafel.vraag()
    etag = tafel.spreker.vraag("GET", f"/personen/{tafel.persoon}").headers["etag"]
    beter = tafel.spreker.vraag(
        "PATCH",
        f"/personen/{tafel.persoon}",
        json={"adres": "Proefpad 7", "reden": "Verkeerd overgenomen."},
        headers={"If-Match": etag},
    )
    assert beter.status_code == 200, beter.text
    tafel.driehoek.wereld.klok.vooruit(minutes=1)
    assert tafel.bevestig(uiting).status_code == 200
    tafel.lever()
    adressen = [g["gegevens"].get("adres") for g in tafel.ontvangen("politie")]
    assert adressen == ["Verzonnenlaan 1", None]


class _Stroomuitval(BaseException):
    """Het proces houdt op, midden in een regel."""


@pytest.mark.parametrize("na_bezorging", [False, True])
def test_valt_de_stroom_uit_bij_het_afleveren_dan_neemt_een_ander_het_over(
    tafel: Tafel, na_bezorging: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    uiting = tafel.vraag("politie", overleg=None, kanaal="telefoon")
    gateway = tafel.driehoek.bureau("gemeente").uitwisseling.gateway
    echt, keren = gateway.lever_inhoud, []

    async def sterf(*wat: Any) -> Any:
        keren.append(wat)
        if na_bezorging:
            await echt(*wat)
        raise _Stroomuitval

    tafel.driehoek.wereld.gateway.leveringstoringen.append("weg")
    assert tafel.bevestig(uiting).status_code == 200
    tafel.lever()
    monkeypatch.setattr(gateway, "lever_inhoud", sterf)
    tafel.driehoek.wereld.klok.vooruit(seconds=10)
    with pytest.raises(_Stroomuitval):
        tafel.driehoek.bureau("gemeente").ronde()
    monkeypatch.setattr(gateway, "lever_inhoud", echt)
    assert tafel.standen(uiting) == {"politie": "onderweg"}
    tafel.driehoek.wereld.klok.vooruit(seconds=90)
    tafel.lever()
    assert tafel.standen(uiting) == {"politie": "afgeleverd"}
    assert (len(keren), len(tafel.ontvangen("politie"))) == (1, 2)
