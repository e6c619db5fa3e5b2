"""Een functie geven of ruimer maken doet niemand alleen: een tweede bevestigt het."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from shared.partij.autorisatiemelder import Autorisatiemelder
from shared.partij.bevestigen.tabellen import AutorisatieverzoekRij
from shared.partij.dossier_tabellen import AutorisatieHistorieRij
from shared.partij.kenmerk import nieuw_id
from tests.integratie.diensten.opstelling import (
    BEHEERDER,
    BEVESTIGER,
    TWEEDE_BEHEERDER,
    VOLLEDIG,
    Klant,
    Opstelling,
)

SUB = "medewerker@partij.example"
GROEP, ANDERE_GROEP = nieuw_id(), nieuw_id()


def _bevestig(wie: Klant, *verzoeken: str) -> httpx.Response:
    vraag = {"autorisatieverzoeken": list(verzoeken)}
    return wie.vraag("POST", "/autorisatieverzoeken/_bevestig", json=vraag)


def _wijzig(wie: Klant, autorisatie_id: str, **anders: Any) -> httpx.Response:
    """Wat de beheerder las, anders."""
    pad = f"/autorisaties/{autorisatie_id}"
    gelezen = wie.vraag("GET", pad)
    velden = ("sub", "functie", "alleGroepen", "groepen", *(set(VOLLEDIG) - {"alleGroepen"}))
    invoer = {**{veld: gelezen.json()[veld] for veld in velden}, **anders}
    return wie.vraag("PUT", pad, json=invoer, headers={"If-Match": gelezen.headers["ETag"]})


def _meld(opstelling: Opstelling) -> int:
    return asyncio.run(Autorisatiemelder(opstelling.dienst).meld_wachtende())


def _weigering(antwoord: httpx.Response, status: int, deel: str) -> None:
    assert antwoord.status_code == status, antwoord.text
    assert deel in antwoord.json()["detail"]


def _id_van(wie: Klant, sub: str) -> str:
    rijen = wie.haal("/autorisaties")["autorisaties"]
    return str(next(rij["id"] for rij in rijen if rij["sub"] == sub))


def test_een_functie_die_besluit_geldt_pas_als_een_ander_het_bevestigt(
    politie: Opstelling,
) -> None:
    beheerder, tweede = politie.beheerder(), politie.bevestiger
    verzoek = politie.vraag_aan(beheerder, SUB, "teamchef")
    collega, pad = politie.klant(SUB), f"/autorisaties/{verzoek['autorisatie']}"
    # Zij is er nog niet: niet hier, niet bij de gateway, en voor haarzelf niet.
    assert beheerder.vraag("GET", pad).status_code == 404
    assert _meld(politie) == 0
    assert politie.gateway.ontvangen == []
    assert collega.vraag("GET", "/personen").status_code == 403
    for zelf in (beheerder, collega, politie.klant(TWEEDE_BEHEERDER)):
        assert _bevestig(zelf, verzoek["id"]).status_code == 403
    gelezen = tweede.haal(f"/autorisatieverzoeken/{verzoek['id']}")
    assert (gelezen["naam"], gelezen["gevraagdDoor"]) == (VOLLEDIG["naam"], BEHEERDER)
    assert _bevestig(tweede, verzoek["id"]).status_code == 200
    collega.haal("/personen")
    wie = tweede.haal("/autorisaties/mij")["id"]
    assert beheerder.haal(pad)["bevestigdDoor"] == wie
    assert _meld(politie) == 1
    (verteld,) = politie.gateway.ontvangen
    assert verteld[1]["bevestigdDoor"] == wie
    assert BEVESTIGER not in str(verteld)
    afgedaan = beheerder.haal(f"/autorisatieverzoeken/{verzoek['id']}")
    assert (afgedaan["stand"], afgedaan["afgedaanDoor"]) == ("bevestigd", wie)
    with politie.dienst.transactie() as sessie:
        vraag = select(AutorisatieHistorieRij.door, AutorisatieHistorieRij.bevestigd_door)
        vraag = vraag.where(AutorisatieHistorieRij.autorisatie_id == verzoek["autorisatie"])
        assert [tuple(rij) for rij in sessie.execute(vraag)] == [(BEHEERDER, wie)]


RUIMER: dict[str, dict[str, Any]] = {
    "een andere functie": {"functie": "teamchef"},
    "een langere duur": {"geldigTot": "2028-01-01"},
    "een groep erbij": {"groepen": [GROEP, ANDERE_GROEP]},
    "alle groepen": {"alleGroepen": True, "groepen": []},
}
MINDER: dict[str, dict[str, Any]] = {
    "korter": {"geldigTot": "2027-01-01"},
    "zonder groep": {"groepen": []},
    "bereikbaar": {"telefoon": "010 0000001"},
    "ingetrokken": {"geautoriseerd": False},
}


def test_wat_ruimer_wordt_wacht_en_wat_minder_wordt_geldt_meteen(politie: Opstelling) -> None:
    kenmerk = politie.autoriseer(SUB, "analist", alleGroepen=False, groepen=[GROEP])
    beheerder, pad = politie.beheerder(), f"/autorisaties/{kenmerk}"
    for anders in RUIMER.values():
        assert _wijzig(beheerder, kenmerk, **anders).status_code == 202, anders
    assert beheerder.haal(pad)["versie"] == 1
    for nummer, anders in enumerate(MINDER.values(), start=2):
        antwoord = _wijzig(beheerder, kenmerk, **anders)
        assert (antwoord.status_code, antwoord.json()["versie"]) == (200, nummer), anders
    # Wat is afgenomen, geeft één mens niet terug; en wie minder kreeg, krijgt het oude ook niet.
    terug = _wijzig(beheerder, kenmerk, geautoriseerd=True)
    assert terug.status_code == 202
    assert politie.klant(SUB).vraag("GET", "/personen").status_code == 403
    standen = [
        rij["stand"]
        for rij in beheerder.haal("/autorisatieverzoeken?paginagrootte=100")["autorisatieverzoeken"]
        if rij["autorisatie"] == kenmerk
    ]
    assert standen == ["bevestigd", *["achterhaald"] * len(RUIMER), "open"]
    politie.bevestig(terug.json()["id"])
    politie.klant(SUB).haal("/personen")


def test_hetzelfde_nog_eens_vragen_is_dezelfde_vraag(politie: Opstelling) -> None:
    beheerder, kenmerk = politie.beheerder(), nieuw_id()
    invoer = {**VOLLEDIG, "sub": SUB, "functie": "analist"}
    eerste, weer = (
        beheerder.vraag("PUT", f"/autorisaties/{kenmerk}", json=invoer).json() for _ in range(2)
    )
    assert eerste == weer
    ander = beheerder.vraag("PUT", f"/autorisaties/{nieuw_id()}", json=invoer)
    _weigering(ander, 409, "wacht al een andere")


def test_weigeren_intrekken_en_verlopen(politie: Opstelling) -> None:
    beheerder, tweede = politie.beheerder(), politie.bevestiger
    geweigerd, ingetrokken, verlopen = (
        politie.vraag_aan(beheerder, f"{n}@partij.example", "analist")["id"] for n in "abc"
    )
    pad = f"/autorisatieverzoeken/{geweigerd}/_weiger"
    assert beheerder.vraag("POST", pad, json={"reden": "Toch niet."}).status_code == 403
    met_naam = {"reden": "Bel 06-12345678 van deze collega."}
    assert tweede.vraag("POST", pad, json=met_naam).status_code == 400
    reden = "Deze taak hoort bij een andere afdeling."
    uit = tweede.vraag("POST", pad, json={"reden": reden}).json()
    assert (uit["stand"], uit["reden"], uit["naam"]) == ("geweigerd", reden, None)
    pad = f"/autorisatieverzoeken/{ingetrokken}"
    ander = politie.klant(TWEEDE_BEHEERDER)
    _weigering(ander.vraag("DELETE", pad), 403, "Alleen wie dit vroeg")
    assert beheerder.vraag("DELETE", pad).status_code == 204
    politie.klok.vooruit(days=14)
    assert beheerder.haal(f"/autorisatieverzoeken/{verlopen}")["stand"] == "open"
    politie.klok.vooruit(days=1)
    for een, stand in (
        (geweigerd, "geweigerd"), (ingetrokken, "ingetrokken"), (verlopen, "verlopen"),
    ):  # fmt: skip
        assert tweede.haal(f"/autorisatieverzoeken/{een}")["stand"] == stand
        _weigering(_bevestig(tweede, een), 409, "wacht niet meer")
    # De melder ruimt op: van wie het niet werd, blijft geen naam staan.
    asyncio.run(Autorisatiemelder(politie.dienst).ruim_verzoeken_op())
    with politie.dienst.transactie() as sessie:
        rij = sessie.get_one(AutorisatieverzoekRij, verlopen)
        assert (rij.stand, rij.zegel, rij.open_voor) == ("verlopen", None, None)


def test_bij_het_bevestigen_wordt_alles_opnieuw_nagegaan(politie: Opstelling) -> None:
    beheerder, tweede = politie.beheerder(), politie.bevestiger
    ontslagen = politie.medewerker("beheerder", "weg@partij.example")
    van_wie_weg_is = politie.vraag_aan(ontslagen, "d@partij.example", "teamchef")
    bijna_om = politie.vraag_aan(beheerder, "e@partij.example", "analist", geldigTot="2026-11-24")
    dubbel, ook = nieuw_id(), "f@partij.example"
    weg = _id_van(beheerder, "weg@partij.example")
    assert _wijzig(beheerder, weg, aangewezen=False).status_code == 200
    _weigering(_bevestig(tweede, van_wie_weg_is["id"]), 409, "beheert niet meer")
    # Het account is intussen in gebruik: zonder VOG, want dat hoeft niemand te bevestigen.
    wacht = politie.vraag_aan(beheerder, ook, "analist")
    zonder = {**VOLLEDIG, "sub": ook, "functie": "analist", "vog": None}
    assert beheerder.vraag("PUT", f"/autorisaties/{dubbel}", json=zonder).status_code == 201
    _weigering(_bevestig(tweede, wacht["id"]), 409, "heeft al een autorisatie")
    politie.klok.vooruit(days=2)
    _weigering(_bevestig(tweede, bijna_om["id"]), 409, "verlopen op 2026-11-24")
    # Alles of niets: het goede gaat niet door als er een bij is die niet kan.
    goed = politie.vraag_aan(beheerder, SUB, "analist")
    assert _bevestig(tweede, goed["id"], bijna_om["id"]).status_code == 409
    assert politie.klant(SUB).vraag("GET", "/personen").status_code == 403


def test_niemand_bevestigt_wat_over_hemzelf_gaat(politie: Opstelling) -> None:
    beheerder, tweede = politie.beheerder(), politie.bevestiger
    kenmerk = _id_van(beheerder, BEVESTIGER)
    langer = _wijzig(beheerder, kenmerk, geldigTot="2028-06-30")
    assert langer.status_code == 202
    _weigering(_bevestig(tweede, langer.json()["id"]), 403, "zijn eigen autorisatie")
    chef = politie.medewerker("teamchef")
    assert _bevestig(chef, langer.json()["id"]).status_code == 200


def test_wie_voor_een_programma_instaat_bevestigt_het_niet(politie: Opstelling) -> None:
    """Een programma leest wat hij leest; een ander laat het toe, ook als het van hand wisselt."""
    chef = politie.medewerker("teamchef")
    borg = chef.haal("/autorisaties/mij")["id"]
    van_een_programma = {"geheimhouding": None, "vog": None, "verantwoordelijke": borg}
    wacht = politie.vraag_aan(
        politie.beheerder(), "zaaksysteem.example", "systeemaccount", **van_een_programma
    )
    _weigering(_bevestig(chef, wacht["id"]), 403, "Wie voor een programma instaat")
    politie.bevestig(wacht["id"])
    ander = politie.autoriseer("ander@partij.example", "analist")
    wissel = _wijzig(politie.beheerder(), wacht["autorisatie"], verantwoordelijke=ander)
    assert wissel.status_code == 202


@pytest.mark.parametrize(
    "anders", [{"aangewezen": False}, {"geldigTot": "2026-11-23"}, {"functie": "beheerder"}]
)
def test_de_laatste_die_bevestigt_neemt_niemand_alleen_weg(
    politie: Opstelling, anders: dict[str, Any]
) -> None:
    """Anders opende één beheerder zo het begin weer."""
    beheerder = politie.beheerder()
    kenmerk = _id_van(beheerder, BEVESTIGER)
    wacht = _wijzig(beheerder, kenmerk, **anders)
    assert wacht.status_code == 202, wacht.text
    politie.bevestiger.haal("/autorisaties")
    assert _bevestig(beheerder, wacht.json()["id"]).status_code == 403
    if "functie" in anders:
        return
    assert wacht.json()["ontneemtLaatste"]
    assert _bevestig(politie.klant(TWEEDE_BEHEERDER), wacht.json()["id"]).status_code == 200


def test_is_er_nog_een_die_bevestigt_dan_neemt_een_mens_weg(politie: Opstelling) -> None:
    politie.autoriseer(SUB, "teamchef")
    beheerder = politie.beheerder()
    weg = _wijzig(beheerder, _id_van(beheerder, BEVESTIGER), aangewezen=False)
    assert weg.status_code == 200
    laatste = _wijzig(beheerder, _id_van(beheerder, SUB), aangewezen=False)
    assert laatste.status_code == 202


def test_het_begin_is_van_twee_die_de_configuratie_noemt(politie: Opstelling) -> None:
    """Wie alleen is, wie niet is genoemd en wie nog geen verklaringen heeft, begint niet."""
    eerste, genoemd = politie.klant(BEHEERDER), politie.klant(TWEEDE_BEHEERDER)

    def zet(sub: str, functie: str, **anders: Any) -> httpx.Response:
        invoer = {**VOLLEDIG, "sub": sub, "functie": functie, **anders}
        return eerste.vraag("PUT", f"/autorisaties/{nieuw_id()}", json=invoer)

    assert zet(BEHEERDER, "beheerder").status_code == 201
    # Een vriend die beheert maar niet is genoemd, komt er zonder tweede niet in.
    vriend = zet("vriend@partij.example", "beheerder")
    assert vriend.status_code == 202
    chef, analist = zet(BEVESTIGER, "teamchef").json(), zet(SUB, "analist").json()
    assert _bevestig(eerste, chef["id"]).status_code == 403
    assert _bevestig(genoemd, chef["id"]).status_code == 403
    assert zet(TWEEDE_BEHEERDER, "beheerder").status_code == 201
    for een in (vriend.json(), analist):
        # De twee laten alleen wie bevestigt toe; die bevestigt de rest.
        assert _bevestig(genoemd, een["id"]).status_code == 403
    assert _bevestig(genoemd, chef["id"]).status_code == 200
    tweede = zet("nog-een-chef@partij.example", "teamchef").json()
    _weigering(_bevestig(genoemd, tweede["id"]), 403, "een collega als")
    assert _bevestig(politie.klant(BEVESTIGER), analist["id"]).status_code == 200
    # Ook wie genoemd is en wegging, komt niet meer zonder een tweede terug.
    assert _wijzig(eerste, _id_van(eerste, TWEEDE_BEHEERDER), aangewezen=False).status_code == 200
    terug = _wijzig(eerste, _id_van(eerste, TWEEDE_BEHEERDER), aangewezen=True)
    assert terug.status_code == 202
