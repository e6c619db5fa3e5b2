"""Wat er ook wegvalt: wat is gezegd komt één keer aan, zoals het toen in het bestand stond."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.tafel import Tafel


@pytest.fixture
def tafel(gedeelde_driehoek: Wereld) -> Tafel:
    return Tafel.richt_in(gedeelde_driehoek)


GEGEVENS = ["GEBOORTEDATUM", "NAW"]


def _bladen(tafel: Tafel, uiting: dict[str, Any]) -> list[bytes]:
    """De bladen waarin staat wat er van deze uiting is gezegd."""
    soort, kenmerk = b'"soort":"mondeling"', uiting["id"].encode()
    return [b for b in tafel.wereld.gateway.boom.bladen if soort in b and kenmerk in b]


def _statussen(tafel: Tafel, uiting: dict[str, Any]) -> dict[str, str]:
    return {code: rij.status for code, rij in tafel.berichten(uiting).items()}


def test_een_ontvanger_die_de_inhoud_weigert_heeft_haar_niet(tafel: Tafel) -> None:
    uiting = tafel.vraag(tafel.plan())
    tafel.begin()
    with tafel.driehoek.verkeerde_sleutel("om"):
        tafel.vertel(uiting)
        tafel.ronde()
    assert _statussen(tafel, uiting) == {"om": "geweigerd", "gemeente": "afgeleverd"}
    assert tafel.ontvangen("om") == []
    (om,) = [een["id"] for een in uiting["berichten"] if een["ontvanger"] == "om"]
    assert tafel.werk(tafel.analist, "bericht-geweigerd") == [f"/verstrekkingen/{om}"]


def test_de_wachttijd_voor_het_vertellen_loopt_op(tafel: Tafel) -> None:
    uiting = tafel.vraag(tafel.plan())
    tafel.begin()
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
    tafel.begin()
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


def test_de_gateway_is_weg_op_het_moment_van_vertellen(tafel: Tafel) -> None:
    """Wat de medewerker zei staat vast; de uitbak vertelt het tot het is gehoord."""
    stand = tafel.vraag(tafel.plan())
    tafel.begin()
    tafel.wereld.gateway.weg = True
    verteld = tafel.vertel(stand)
    assert (verteld["stand"], verteld["bladnummer"]) == ("te_bevestigen", None)
    tafel.niet_gezegd(stand, 409)
    tafel.wereld.gateway.weg = False
    tafel.wereld.klok.vooruit(minutes=10)
    tafel.ronde()
    assert tafel.stand(stand["id"])["stand"] == "bevestigd"
    assert len(_bladen(tafel, stand)) == 1
    assert tafel.ontvangen("gemeente") == tafel.ontvangen("om") == GEGEVENS


def test_gedood_nadat_de_gateway_het_hoorde(tafel: Tafel) -> None:
    """De gateway wist het al; het antwoord kwam nooit aan. Nog eens vertellen is hetzelfde."""
    stand = tafel.vraag(tafel.plan())
    tafel.begin()
    gateway = tafel.wereld.gateway
    gateway.weg = True
    verteld = tafel.vertel(stand)
    gateway.weg = False
    document = {
        "uiting": stand["id"],
        "gezegdOp": verteld["gezegdOp"],
        "medewerker": verteld["gezegdDoor"],
        "berichten": verteld["gezegd"],
    }
    klant = tafel.bureau("politie").uitwisseling.gateway
    tafel.wereld.doe(klant.bevestig_uiting(stand["id"], document))
    tafel.wereld.klok.vooruit(minutes=10)
    tafel.ronde()
    assert len(_bladen(tafel, stand)) == 1
    assert tafel.stand(stand["id"])["zonderToestemming"] is False
    assert tafel.ontvangen("gemeente") == tafel.ontvangen("om") == GEGEVENS


@pytest.mark.parametrize("storing", ["weg", "sterft-voor-bezorging", "sterft-na-bezorging"])
def test_gedood_tussen_vertellen_en_afleveren(tafel: Tafel, storing: str) -> None:
    stand = tafel.bel("gemeente")
    tafel.wereld.gateway.leveringstoringen.append(storing)
    tafel.vertel(stand)
    tafel.ronde()
    assert _statussen(tafel, stand) == {"gemeente": "wachtend"}
    tafel.wereld.klok.vooruit(minutes=10)
    tafel.ronde()
    assert _statussen(tafel, stand) == {"gemeente": "afgeleverd"}
    rijen = tafel.regisseur.haal(f"/ontvangen-gegevens?groep={tafel.groep}")["ontvangenGegevens"]
    assert sorted(rij["gegevenssoort"] for rij in rijen) == GEGEVENS


def test_een_proces_dat_halverwege_het_afleveren_stierf_wordt_opgevolgd(tafel: Tafel) -> None:
    stand = tafel.bel("gemeente")
    politie = tafel.bureau("politie")
    u, uitingwerk = politie.uitwisseling, politie.geheel.spreken.uitingwerk
    tafel.wereld.gateway.weg = True
    tafel.vertel(stand)
    tafel.ronde()
    tafel.wereld.gateway.weg = False
    (bericht,) = (een["id"] for een in stand["berichten"])

    async def bevestig_en_sterf() -> bool:
        # In één adem: de uitbak, die ook zelf rondloopt, mag het bericht er niet tussenuit nemen.
        await uitingwerk.bevestig(stand["id"])
        nu = tafel.wereld.klok()
        return u.opslag.claim(bericht, "dood proces", nu, timedelta(seconds=90))

    assert tafel.wereld.doe(bevestig_en_sterf())
    tafel.bureau("politie").ronde()
    assert tafel.ontvangen("gemeente") == []
    tafel.wereld.klok.vooruit(minutes=2)
    tafel.ronde()
    assert tafel.ontvangen("gemeente") == GEGEVENS


def test_de_ontvanger_is_dagen_weg(tafel: Tafel) -> None:
    stand = tafel.bel("gemeente", "om")
    tafel.wereld.sluit_af("gemeente")
    tafel.vertel(stand)
    tafel.ronde()
    assert _statussen(tafel, stand) == {"gemeente": "wachtend", "om": "afgeleverd"}
    for _ in range(3):
        tafel.wereld.klok.vooruit(days=1)
        tafel.ronde()
    assert _statussen(tafel, stand)["gemeente"] == "wachtend"
    tafel.wereld.sluit_aan("gemeente")
    tafel.wereld.klok.vooruit(days=1)
    tafel.ronde()
    assert _statussen(tafel, stand)["gemeente"] == "afgeleverd"
    assert tafel.ontvangen("gemeente") == GEGEVENS


def test_blijft_hij_langer_weg_dan_de_termijn_dan_kijkt_er_iemand_naar(tafel: Tafel) -> None:
    stand = tafel.bel("gemeente")
    tafel.wereld.sluit_af("gemeente")
    tafel.vertel(stand)
    tafel.ronde()
    tafel.wereld.sluit_aan("gemeente")
    tafel.wereld.klok.nu += timedelta(days=8)
    tafel.ronde()
    assert _statussen(tafel, stand)["gemeente"] == "dood"
    assert tafel.ontvangen("gemeente") == []
    (bericht,) = (een["id"] for een in stand["berichten"])
    assert tafel.werk(tafel.analist, "bericht-opgegeven") == [f"/verstrekkingen/{bericht}"]


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
