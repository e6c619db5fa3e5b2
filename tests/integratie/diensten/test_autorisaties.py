"""Autorisaties: registreren, wijzigen, en de gateway die het moet weten."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from sqlalchemy import select

from shared.bericht.tijd import utc_tekst
from shared.bestand.registreren.melder import Autorisatiemelder
from shared.bestand.toegang.tabellen import AutorisatieHistorieRij
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.diensten.opstelling import VOLLEDIG, Klant, Opstelling

SUB = "medewerker@partij.example"


def _invoer(**anders: Any) -> dict[str, Any]:
    return {**VOLLEDIG, "sub": SUB, "functie": "analist", **anders}


def _meld(opstelling: Opstelling) -> int:
    return asyncio.run(Autorisatiemelder(opstelling.dienst).meld_wachtende())


def _wijzig(beheerder: Klant, pad: str, **anders: Any) -> httpx.Response:
    """Wat de beheerder las, anders."""
    etag = beheerder.vraag("GET", pad).headers["ETag"]
    return beheerder.vraag("PUT", pad, json=_invoer(**anders), headers={"If-Match": etag})


def test_registreren_wijzigen_en_de_geschiedenis_blijft(politie: Opstelling) -> None:
    autorisatie_id = politie.autoriseer(SUB, "analist")
    beheerder = politie.beheerder()
    pad = f"/autorisaties/{autorisatie_id}"
    eerste = beheerder.haal(pad)
    assert (eerste["versie"], eerste["naam"]) == (1, VOLLEDIG["naam"])
    zonder = beheerder.vraag("PUT", pad, json=_invoer(geldigTot="2026-12-31"))
    assert zonder.status_code == 428
    gewijzigd = _wijzig(beheerder, pad, geldigTot="2026-12-31")
    assert (gewijzigd.status_code, gewijzigd.json()["versie"]) == (200, 2)
    herhaald = beheerder.vraag("PUT", pad, json=_invoer(geldigTot="2026-12-31"))
    assert (herhaald.status_code, herhaald.json()["versie"]) == (200, 2)
    with politie.dienst.transactie() as sessie:
        vraag = select(AutorisatieHistorieRij).order_by(AutorisatieHistorieRij.versie)
        vraag = vraag.where(AutorisatieHistorieRij.autorisatie_id == autorisatie_id)
        standen = [rij.stand for rij in sessie.scalars(vraag)]
    assert [stand["geldig_tot"] for stand in standen] == ["2027-06-30", "2026-12-31"]
    assert all("naam" not in stand for stand in standen)


def test_een_verouderde_wijziging_wordt_geweigerd(politie: Opstelling) -> None:
    autorisatie_id = politie.autoriseer(SUB, "analist")
    beheerder, pad = politie.beheerder(), f"/autorisaties/{autorisatie_id}"
    etag = beheerder.vraag("GET", pad).headers["ETag"]
    _wijzig(beheerder, pad, vog="2026-02-02")
    te_laat = beheerder.vraag(
        "PUT", pad, json=_invoer(aangewezen=False), headers={"If-Match": etag}
    )
    assert te_laat.status_code == 412


FOUTEN: list[tuple[dict[str, Any], list[str]]] = [
    ({"functie": "stagiair"}, ["/functie"]),
    ({"functie": "regisseur"}, ["/functie"]),
    ({"geheimhouding": "2026-12-01", "vog": "2026-12-02"}, ["/geheimhouding", "/vog"]),
    ({"groepen": [nieuw_id()]}, ["/groepen"]),
    ({"groepen": ["geen-uuid"], "alleGroepen": "ja"}, ["/alleGroepen", "/groepen/0"]),
    ({"telefoon": "06"}, ["/telefoon"]),
]


def test_alle_fouten_in_een_autorisatie_worden_genoemd(politie: Opstelling) -> None:
    beheerder = politie.beheerder()
    for anders, paden in FOUTEN:
        antwoord = beheerder.vraag("PUT", f"/autorisaties/{nieuw_id()}", json=_invoer(**anders))
        assert antwoord.status_code == 400
        assert sorted(fout["pad"] for fout in antwoord.json()["fouten"]) == paden


def test_een_account_heeft_een_autorisatie_en_die_blijft_van_die_persoon(
    politie: Opstelling,
) -> None:
    autorisatie_id = politie.autoriseer(SUB, "analist")
    beheerder = politie.beheerder()
    tweede = beheerder.vraag("PUT", f"/autorisaties/{nieuw_id()}", json=_invoer())
    assert tweede.status_code == 409
    ander = beheerder.vraag(
        "PUT", f"/autorisaties/{autorisatie_id}", json=_invoer(sub="ander@partij.example")
    )
    assert ander.status_code == 409


def test_de_gateway_hoort_alleen_verwijzing_functie_en_waarborgen(politie: Opstelling) -> None:
    autorisatie_id = politie.autoriseer(SUB, "analist", vog=None)
    assert (
        politie.beheerder().haal(f"/autorisaties/{autorisatie_id}")["gateway"]["stand"] == "wacht"
    )
    opgesteld = politie.klok()
    politie.klok.vooruit(minutes=1)
    assert _meld(politie) == 1
    assert politie.gateway.ontvangen == [
        (
            autorisatie_id,
            {
                "id": autorisatie_id,
                "versie": 1,
                "tijdstip": utc_tekst(opgesteld),
                "partij": "politie",
                "functie": "analist",
                "aangewezen": True,
                "geautoriseerd": True,
                "geheimhouding": True,
                "vog": False,
                "geldigTot": "2027-06-30",
            },
        )
    ]
    stand = politie.beheerder().haal(f"/autorisaties/{autorisatie_id}")["gateway"]
    assert (stand["stand"], stand["bladnummer"], stand["pogingen"]) == ("bevestigd", 1, 1)
    assert _meld(politie) == 0


def test_wie_het_logboek_mag_controleren_is_bij_de_gateway_herkenbaar_zonder_naam(
    politie: Opstelling,
) -> None:
    politie.autoriseer(SUB, "privacyfunctionaris")
    _meld(politie)
    [(_, document)] = politie.gateway.ontvangen
    account = document["account"]
    assert isinstance(account, str)
    assert len(account) == 43
    assert SUB not in str(document)


def test_een_onbereikbare_gateway_wordt_steeds_minder_vaak_geprobeerd(politie: Opstelling) -> None:
    autorisatie_id = politie.autoriseer(SUB, "analist")
    pad = f"/autorisaties/{autorisatie_id}"
    politie.gateway.stemming = "weg"
    wachttijden = []
    for _ in range(4):
        nu = politie.klok()
        assert _meld(politie) == 0
        stand = politie.beheerder().haal(pad)["gateway"]
        assert (stand["stand"], stand["laatsteFout"]) == ("wacht", "De gateway is niet bereikbaar.")
        assert _meld(politie) == 0, "te vroeg"
        for seconde in range(1, 400):
            politie.klok.vooruit(seconds=1)
            if stand["volgendePoging"] <= politie.klok().isoformat().replace("+00:00", "Z"):
                wachttijden.append(seconde)
                break
        assert nu < politie.klok()
    assert wachttijden == [1, 2, 4, 8]
    politie.gateway.stemming = "goed"
    assert _meld(politie) == 1
    assert politie.beheerder().haal(pad)["gateway"]["pogingen"] == 5


def test_een_gateway_die_om_geduld_vraagt_krijgt_dat(politie: Opstelling) -> None:
    politie.autoriseer(SUB, "analist")
    politie.gateway.stemming = "later"
    assert _meld(politie) == 0
    politie.gateway.stemming = "goed"
    politie.klok.vooruit(seconds=39)
    assert _meld(politie) == 0, "te vroeg"
    politie.klok.vooruit(seconds=1)
    assert _meld(politie) == 1


def test_een_weigering_van_de_gateway_is_te_zien_en_een_nieuwe_versie_gaat_weer_uit(
    politie: Opstelling,
) -> None:
    autorisatie_id = politie.autoriseer(SUB, "analist")
    pad = f"/autorisaties/{autorisatie_id}"
    politie.gateway.stemming = "weigert"
    _meld(politie)
    stand = politie.beheerder().haal(pad)["gateway"]
    assert (stand["stand"], stand["volgendePoging"]) == ("geweigerd", None)
    politie.gateway.stemming = "goed"
    assert _meld(politie) == 0
    _wijzig(politie.beheerder(), pad, geldigTot="2026-12-31")
    assert _meld(politie) == 1


def test_een_wijziging_tijdens_het_melden_gaat_niet_verloren(politie: Opstelling) -> None:
    autorisatie_id = politie.autoriseer(SUB, "analist")
    pad = f"/autorisaties/{autorisatie_id}"
    beheerder = politie.beheerder()

    class Tussendoor(type(politie.gateway)):  # type: ignore[misc]
        async def meld_autorisatie(self, autorisatie_id: str, autorisatie: Any) -> int | None:
            nummer = await super().meld_autorisatie(autorisatie_id, autorisatie)
            if len(self.ontvangen) == 1:
                await asyncio.to_thread(lambda: _wijzig(beheerder, pad, geautoriseerd=False))
            return nummer

    object.__setattr__(politie.dienst, "gateway", Tussendoor())
    _meld(politie)
    assert beheerder.haal(pad)["gateway"]["stand"] == "wacht"
    _meld(politie)
    assert beheerder.haal(pad)["gateway"]["stand"] == "bevestigd"
    assert [document["geautoriseerd"] for _, document in politie.dienst.gateway.ontvangen] == [
        True,
        False,
    ]
