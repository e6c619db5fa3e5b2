"""Wat beloofd is gaat weg: één keer, wat er onderweg ook wegvalt."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest

from shared.kluis.fouten import KluisNietBeschikbaar
from shared.kluis.kluis import Kluis
from shared.verzenden.tabellen import UitgaandRij
from shared.verzenden.uitbak.opslag import Verzendopslag
from shared.verzenden.uitbak.zending import Zending
from tests.integratie.partij.kantoor import Kantoor


@pytest.fixture
def opdracht(kantoor: Kantoor) -> dict[str, Any]:
    return kantoor.opdracht(kantoor.persoon(), kantoor.vraag_om_informatie())


def _verstuur(kantoor: Kantoor, opdracht: dict[str, Any], *storingen: str) -> Any:
    kantoor.wereld.gateway.storingen.extend(storingen)
    return kantoor.analist.maak("/verstrekkingen", opdracht, 202)


def _later(kantoor: Kantoor, stand: dict[str, Any], **duur: float) -> dict[str, Any]:
    """Zoveel later, na één ronde van de uitbak."""
    kantoor.wereld.klok.vooruit(**duur)
    kantoor.politie.ronde()
    return kantoor.stand(stand["id"])


def _vanzelf(kantoor: Kantoor, stand: dict[str, Any]) -> str:
    """De stand waarin het bericht komt als de uitbak op de achtergrond haar werk doet."""
    for _ in range(200):
        status = str(kantoor.stand(stand["id"])["status"])
        if status not in ("wachtend", "onderweg"):
            return status
        kantoor.wereld.doe(asyncio.sleep(0.05))
    raise AssertionError("de uitbak deed niets")


def _digests(kantoor: Kantoor, stand: dict[str, Any]) -> list[str]:
    return [
        digest for kenmerk, digest in kantoor.wereld.gateway.aangeboden if kenmerk == stand["id"]
    ]


@pytest.mark.parametrize(
    "storing", ["weg", "later", "sterft-voor-bezorging", "sterft-na-bezorging"]
)
def test_wat_niet_meteen_lukt_lukt_later(
    kantoor: Kantoor, opdracht: dict[str, Any], storing: str
) -> None:
    stand = _verstuur(kantoor, opdracht, storing)
    assert (stand["status"], stand["pogingen"]) == ("wachtend", 1)
    assert stand["laatsteFout"]
    stand = _later(kantoor, stand, seconds=10)
    assert (stand["status"], stand["pogingen"], stand["laatsteFout"]) == ("afgeleverd", 2, None)
    assert len(set(_digests(kantoor, stand))) == 1
    assert len(kantoor.ontvangen()) == 2


def test_een_latere_poging_gaat_verder_in_het_spoor_van_de_toezegging(
    kantoor: Kantoor, opdracht: dict[str, Any]
) -> None:
    stand = _verstuur(kantoor, opdracht, "weg")
    assert _later(kantoor, stand, seconds=10)["status"] == "afgeleverd"
    eerste, tweede = (spoor.split("-") for spoor in kantoor.wereld.gateway.sporen[-2:])
    assert eerste[1] == tweede[1], "hetzelfde spoor"
    assert eerste[2] != tweede[2], "een eigen span per poging"


def test_voor_zijn_tijd_wordt_niet_opnieuw_geprobeerd(
    kantoor: Kantoor, opdracht: dict[str, Any]
) -> None:
    stand = _verstuur(kantoor, opdracht, "weg", "weg")
    assert _later(kantoor, stand, seconds=9)["pogingen"] == 1
    stand = _later(kantoor, stand, seconds=1)
    assert stand["pogingen"] == 2
    # De wachttijd verdubbelt: tien, twintig.
    assert _later(kantoor, stand, seconds=19)["pogingen"] == 2
    assert _later(kantoor, stand, seconds=1)["status"] == "afgeleverd"


def test_de_gateway_bepaalt_hoe_lang_er_ten_minste_gewacht_wordt(
    kantoor: Kantoor, opdracht: dict[str, Any]
) -> None:
    kantoor.wereld.sluit_af("gemeente")
    stand = _verstuur(kantoor, opdracht)
    for _ in range(2):
        stand = _later(kantoor, stand, seconds=20)
    assert stand["status"] == "wachtend"
    kantoor.wereld.sluit_aan("gemeente")
    assert _later(kantoor, stand, seconds=40)["status"] == "afgeleverd"


def test_na_een_lange_storing_gaat_hetzelfde_bericht_met_een_verse_tijd(
    kantoor: Kantoor, opdracht: dict[str, Any]
) -> None:
    stand = _verstuur(kantoor, opdracht, "weg")
    stand = _later(kantoor, stand, hours=8)
    assert stand["status"] == "afgeleverd"
    oud, nieuw = _digests(kantoor, stand)
    assert oud != nieuw
    kop = kantoor.analist.haal(f"/verstrekkingen/{stand['id']}/inhoud")["kop"]
    assert kop["tijdstip"].startswith("2026-11-23T18:")
    assert len(kantoor.ontvangen()) == 2


def test_wie_tijdens_de_storing_jarig_was_krijgt_de_nieuwe_leeftijdsklasse(
    kantoor: Kantoor,
) -> None:
    jarig = kantoor.persoon("Wimpel Proefkonijn", "2010-11-24")
    opdracht = kantoor.opdracht(jarig, kantoor.vraag_om_informatie())
    stand = _verstuur(kantoor, opdracht, "weg")
    assert _klassen(kantoor, stand) == {"12-15"}
    stand = _later(kantoor, stand, hours=20)
    assert stand["status"] == "afgeleverd"
    assert _klassen(kantoor, stand) == {"16-17"}


def _klassen(kantoor: Kantoor, stand: dict[str, Any]) -> set[str]:
    kop = kantoor.analist.haal(f"/verstrekkingen/{stand['id']}/inhoud")["kop"]
    return {deel["leeftijdsklasse"] for deel in kop["onderdelen"]}


def test_wat_al_beslist_was_wordt_na_een_lange_storing_onveranderd_opnieuw_beoordeeld(
    kantoor: Kantoor, opdracht: dict[str, Any]
) -> None:
    stand = _verstuur(kantoor, opdracht, "sterft-voor-bezorging")
    stand = _later(kantoor, stand, hours=8)
    assert stand["status"] == "afgeleverd"
    assert len(set(_digests(kantoor, stand))) == 1
    # Wat niet bezorgd is telt niet als gegeven: het oordeel van nu staat in een eigen blad.
    bladen = [json.loads(blad) for blad in kantoor.wereld.gateway.boom.bladen]
    besluiten = [b for b in bladen if b["soort"] == "besluit" and b["kop"]["id"] == stand["id"]]
    assert len(besluiten) == 2
    assert len(kantoor.ontvangen()) == 2


def test_is_het_certificaat_van_de_ontvanger_er_nog_niet_dan_wordt_er_later_verzegeld(
    eigen_kantoor: Kantoor,
) -> None:
    kantoor = eigen_kantoor
    opdracht = kantoor.opdracht(kantoor.persoon(), kantoor.vraag_om_informatie())
    kantoor.wereld.klok.vooruit(hours=1)
    kantoor.wereld.gateway.weg = True
    stand = kantoor.analist.maak("/verstrekkingen", opdracht, 202)
    assert stand["status"] == "wachtend"
    kantoor.wereld.gateway.weg = False
    assert _later(kantoor, stand, seconds=10)["status"] == "afgeleverd"


def test_een_ander_bericht_onder_hetzelfde_id_vraagt_om_een_mens(
    kantoor: Kantoor, opdracht: dict[str, Any]
) -> None:
    stand = _verstuur(kantoor, opdracht, "weg", "later")
    bericht = kantoor.wereld.gateway.berichten
    voorbeeld = next(iter(bericht.values()))
    bericht[stand["id"]] = voorbeeld
    stand = _later(kantoor, stand, seconds=10)
    assert stand["status"] == "wachtend"
    stand = _later(kantoor, stand, seconds=20)
    assert stand["status"] == "dood"
    assert "409" in stand["laatsteFout"]
    # Rusten is rusten: hij komt niet vanzelf weer in beweging.
    assert _later(kantoor, stand, days=2)["pogingen"] == stand["pogingen"]
    del bericht[stand["id"]]
    kantoor.analist.maak(f"/verstrekkingen/{stand['id']}/_opnieuw", {}, 202)
    assert _vanzelf(kantoor, stand) == "afgeleverd"
    weer = kantoor.analist.vraag("POST", f"/verstrekkingen/{stand['id']}/_opnieuw")
    assert weer.status_code == 409


def test_na_genoeg_pogingen_moet_een_mens_kijken(
    kantoor: Kantoor, opdracht: dict[str, Any]
) -> None:
    stand = _verstuur(kantoor, opdracht, *["weg"] * 6)
    for _ in range(5):
        stand = _later(kantoor, stand, seconds=300)
    assert (stand["status"], stand["pogingen"]) == ("dood", 6)
    regels = kantoor.analist.haal(f"/journaal?bericht={stand['id']}")["journaal"]
    assert [regel["handeling"] for regel in regels] == ["toegezegd", "opgegeven"]
    kantoor.analist.maak(f"/verstrekkingen/{stand['id']}/_opnieuw", {}, 202)
    assert _vanzelf(kantoor, stand) == "afgeleverd"


def test_een_handeling_brengt_alles_terug_wat_een_ontvanger_miste(
    kantoor: Kantoor, opdracht: dict[str, Any]
) -> None:
    """Wie weg was miste alles; wat om een andere reden is opgegeven wacht op zijn eigen mens."""
    zelf_dood = _verstuur(kantoor, opdracht, "weg")
    bericht = kantoor.wereld.gateway.berichten
    bericht[zelf_dood["id"]] = next(iter(bericht.values()))
    assert _later(kantoor, zelf_dood, seconds=10)["status"] == "dood"
    kantoor.wereld.gateway.weg = True
    gewekt, mee = (_verstuur(kantoor, opdracht) for _ in range(2))
    for _ in range(5):
        gewekt = _later(kantoor, gewekt, seconds=300)
    mee = kantoor.stand(mee["id"])
    assert (gewekt["status"], mee["status"]) == ("dood", "dood")
    kantoor.wereld.gateway.weg = False
    kantoor.analist.maak(f"/verstrekkingen/{gewekt['id']}/_opnieuw", {}, 202)
    assert _vanzelf(kantoor, mee) == "afgeleverd"
    assert kantoor.stand(zelf_dood["id"])["status"] == "dood"


def test_wat_opnieuw_is_samengesteld_gaat_niet_ook_zelf(kantoor: Kantoor, opdracht: Any) -> None:
    kantoor.wereld.gateway.weg = True
    vervangen, ander = (_verstuur(kantoor, opdracht) for _ in range(2))
    for _ in range(5):
        vervangen = _later(kantoor, vervangen, seconds=300)
    assert vervangen["status"] == "dood"
    kantoor.wereld.gateway.weg = False
    pad = f"/verstrekkingen/{vervangen['id']}"
    nieuw = kantoor.analist.maak(f"{pad}/_hersamenstellen", {}, 201)
    assert kantoor.analist.vraag("POST", f"{pad}/_opnieuw").status_code == 409
    kantoor.analist.maak(f"/verstrekkingen/{ander['id']}/_opnieuw", {}, 202)
    assert _vanzelf(kantoor, ander) == "afgeleverd"
    standen = [kantoor.stand(een["id"])["status"] for een in (vervangen, nieuw)]
    assert standen == ["dood", "afgeleverd"]


def test_een_weigering_na_een_storing_is_een_weigering(
    kantoor: Kantoor, opdracht: dict[str, Any]
) -> None:
    stand = _verstuur(kantoor, opdracht, "weg")
    kantoor.naar_stap(2, status="afgesloten")
    stand = _later(kantoor, stand, seconds=10)
    assert stand["status"] == "geweigerd"
    assert {reden["poort"] for reden in stand["besluit"]["redenen"]} == {5}
    assert kantoor.ontvangen() == []


def test_wordt_de_persoon_vernietigd_dan_gaat_er_niets_meer_weg(
    kantoor: Kantoor,
) -> None:
    persoon = kantoor.persoon()
    opdracht = kantoor.opdracht(persoon, kantoor.vraag_om_informatie())
    stand = _verstuur(kantoor, opdracht, "weg")
    kantoor.politie.vernietig(persoon)
    stand = _later(kantoor, stand, seconds=10)
    assert stand["status"] == "dood"
    assert kantoor.ontvangen() == []


class _Stroomuitval(BaseException):
    """Het proces houdt op, midden in een regel."""


@pytest.mark.parametrize("na_bezorging", [False, True])
def test_valt_de_stroom_uit_dan_neemt_een_ander_het_na_de_lease_over(
    kantoor: Kantoor, opdracht: dict[str, Any], na_bezorging: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand = _verstuur(kantoor, opdracht, "weg")
    gateway = kantoor.politie.uitwisseling.gateway
    echt = gateway.verstuur

    async def sterf(*wat: Any) -> Any:
        if na_bezorging:
            await echt(*wat)
        raise _Stroomuitval

    monkeypatch.setattr(gateway, "verstuur", sterf)
    kantoor.wereld.klok.vooruit(seconds=10)
    with pytest.raises(_Stroomuitval):
        kantoor.politie.ronde()
    monkeypatch.setattr(gateway, "verstuur", echt)
    assert kantoor.stand(stand["id"])["status"] == "onderweg"
    assert _later(kantoor, stand, seconds=89)["status"] == "onderweg"
    stand = _later(kantoor, stand, seconds=1)
    assert (stand["status"], stand["pogingen"]) == ("afgeleverd", 3)
    assert len(kantoor.ontvangen()) == 2


def test_twee_werkers_bezorgen_een_bericht_een_keer(
    kantoor: Kantoor, opdracht: dict[str, Any]
) -> None:
    standen = [_verstuur(kantoor, opdracht, "weg") for _ in range(5)]
    kantoor.wereld.klok.vooruit(seconds=10)
    verzender = kantoor.politie.uitwisseling.verzender

    async def samen() -> None:
        await asyncio.gather(*(verzender.ronde() for _ in range(4)))

    voor = len(kantoor.wereld.gateway.aangeboden)
    kantoor.wereld.doe(samen())
    assert len(kantoor.wereld.gateway.aangeboden) == voor + 5
    assert {kantoor.stand(s["id"])["status"] for s in standen} == {"afgeleverd"}


def test_een_late_uitkomst_overschrijft_die_van_de_overnemer_niet(
    kantoor: Kantoor, opdracht: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """De eerste poging duurt langer dan haar lease; intussen leverde een ander het af."""
    stand = _verstuur(kantoor, opdracht, "weg")
    uitwisseling = kantoor.politie.uitwisseling
    echt, poging = uitwisseling.gateway.verstuur, 0

    async def traag(*wat: Any) -> Any:
        nonlocal poging
        poging += 1
        if poging == 1:
            kantoor.wereld.klok.vooruit(seconds=91)
            await uitwisseling.verzender.ronde()
            raise httpx.ReadTimeout("te laat")
        return await echt(*wat)

    monkeypatch.setattr(uitwisseling.gateway, "verstuur", traag)
    stand = _later(kantoor, stand, seconds=10)
    assert (stand["status"], stand["pogingen"]) == ("afgeleverd", 3)


def test_is_de_eigen_databank_weg_dan_blijft_de_belofte_staan(
    kantoor: Kantoor, opdracht: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from shared.opslag.fouten import DatabankNietBeschikbaar

    stand = _verstuur(kantoor, opdracht, "weg")

    def vol(*_: Any, **__: Any) -> bool:
        raise DatabankNietBeschikbaar("de schijf is vol")

    monkeypatch.setattr(Verzendopslag, "rond_af", vol)
    stand = _later(kantoor, stand, seconds=10)
    assert stand["status"] == "onderweg"
    monkeypatch.undo()
    stand = _later(kantoor, stand, seconds=90)
    assert stand["status"] == "afgeleverd"
    assert len(kantoor.ontvangen()) == 2


def test_is_de_kluis_even_weg_dan_gaat_het_later_verder(
    kantoor: Kantoor, opdracht: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    standen = [_verstuur(kantoor, opdracht, "weg") for _ in range(2)]

    def weg(*_: Any) -> bytes:
        raise KluisNietBeschikbaar("de verbinding met de databank is weg")

    monkeypatch.setattr(Kluis, "open", weg)
    assert _later(kantoor, standen[0], seconds=10)["status"] == "onderweg"
    monkeypatch.undo()
    kantoor.wereld.klok.vooruit(seconds=90)
    kantoor.politie.ronde()
    assert {kantoor.stand(s["id"])["status"] for s in standen} == {"afgeleverd"}


def test_een_bedorven_rij_ligt_zichtbaar_stil_en_houdt_niemand_op(
    kantoor: Kantoor, opdracht: dict[str, Any]
) -> None:
    bedorven, goed = (_verstuur(kantoor, opdracht, "weg") for _ in range(2))
    with kantoor.politie.uitwisseling.dienst.transactie() as sessie:
        rij = sessie.get_one(UitgaandRij, bedorven["id"])
        rij.geheim = rij.geheim[:-1] + bytes([rij.geheim[-1] ^ 1])
    stand = _later(kantoor, bedorven, seconds=10)
    assert (stand["status"], "niet te openen" in stand["laatsteFout"]) == ("dood", True)
    assert kantoor.stand(goed["id"])["status"] == "afgeleverd"


def test_een_onverwachte_fout_laat_geen_bericht_hangen(
    kantoor: Kantoor, opdracht: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand = _verstuur(kantoor, opdracht, "weg")
    verzender = kantoor.politie.uitwisseling.verzender

    async def kapot(zending: Zending) -> Any:
        raise ZeroDivisionError(zending.bericht_id)

    monkeypatch.setattr(verzender, "_poging", kapot)
    stand = _later(kantoor, stand, seconds=10)
    assert stand["status"] == "wachtend"
    assert "ZeroDivisionError" in stand["laatsteFout"]
    monkeypatch.undo()
    assert _later(kantoor, stand, seconds=20)["status"] == "afgeleverd"


def test_een_kop_van_een_ander_profiel_houdt_de_rest_niet_op(
    kantoor: Kantoor, opdracht: dict[str, Any]
) -> None:
    """Wat van voor een nieuwe versie nog in de uitbak staat ligt stil tot iemand kijkt."""
    oud = _verstuur(kantoor, opdracht, "weg")
    with kantoor.politie.uitwisseling.dienst.transactie() as sessie:
        rij = sessie.get_one(UitgaandRij, oud["id"])
        rij.kop = {**rij.kop, "versie": "1"}
    gewoon = _verstuur(kantoor, opdracht, "weg")
    stand = _later(kantoor, oud, seconds=10)
    assert (stand["status"], "/kop/versie" in stand["laatsteFout"]) == ("dood", True)
    assert kantoor.stand(gewoon["id"])["status"] == "afgeleverd"
    inhoud = kantoor.analist.haal(f"/verstrekkingen/{oud['id']}/inhoud")
    assert inhoud["kop"]["versie"] == "1", "te lezen blijft het"
