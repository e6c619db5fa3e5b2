"""Een functie geven of ruimer maken doet niemand alleen: een tweede bevestigt het."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from shared.bestand.bevestigen.tabellen import AutorisatieverzoekRij
from shared.bestand.registreren.melder import Autorisatiemelder
from shared.bestand.toegang.tabellen import AutorisatieHistorieRij
from tests.hulp.kenmerk import nieuw_id
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
    _weigering(beheerder.vraag("GET", pad), 404, "wacht op bevestiging door een tweede")
    _weigering(beheerder.vraag("GET", f"/autorisaties/{nieuw_id()}"), 404, "niet in uw register")
    assert _meld(politie) == 0
    assert politie.gateway.ontvangen == []
    assert collega.vraag("GET", "/personen").status_code == 403
    for zelf in (beheerder, collega, politie.klant(TWEEDE_BEHEERDER)):
        assert _bevestig(zelf, verzoek["id"]).status_code == 403
    gelezen = tweede.haal(f"/autorisatieverzoeken/{verzoek['id']}")
    assert (gelezen["naam"], gelezen["sub"]) == (VOLLEDIG["naam"], SUB)
    assert gelezen["gevraagdDoor"] == politie.beheerder_id
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
    assert (uit["stand"], uit["reden"]) == ("geweigerd", reden)
    assert tweede.vraag("POST", pad, json={"reden": reden}).status_code == 409
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
        gelezen = tweede.haal(f"/autorisatieverzoeken/{een}")
        # Van wie het niet werd blijft geen naam, en een account is er vaak een.
        assert (gelezen["stand"], gelezen["naam"], gelezen["sub"]) == (stand, None, None)
        _weigering(_bevestig(tweede, een), 409, "wacht niet meer")
    # De melder ruimt op: ook in het bestand zelf.
    _meld(politie)
    asyncio.run(Autorisatiemelder(politie.dienst).ronde())
    with politie.dienst.transactie() as sessie:
        rij = sessie.get_one(AutorisatieverzoekRij, verlopen)
        assert (rij.stand, rij.zegel, rij.open_voor) == ("verlopen", None, None)
        alles = sessie.scalars(select(AutorisatieverzoekRij.gevraagd)).all()
        assert len(alles) > 3
        assert "@" not in str(alles)


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


def test_wie_het_langst_bevestigt_neemt_niemand_alleen_weg(politie: Opstelling) -> None:
    """Wie vandaag nog bevestigt, doet dat morgen niet: dan bevestigde er niemand."""
    beheerder = politie.beheerder()
    ander = politie.autoriseer(SUB, "teamchef")
    langst = _id_van(beheerder, BEVESTIGER)
    vandaag = {"geldigTot": "2026-11-23"}
    assert _wijzig(beheerder, ander, **vandaag).status_code == 200
    wacht = _wijzig(beheerder, langst, **vandaag)
    assert wacht.status_code == 202
    assert wacht.json()["ontneemtLaatste"]
    # Ook niet als de ander nog maanden bevestigt, maar korter.
    politie.bevestig(_wijzig(beheerder, ander, geldigTot="2027-06-29").json()["id"])
    for anders in (vandaag, {"aangewezen": False}, {"vog": None}):
        assert _wijzig(beheerder, langst, **anders).status_code == 202, anders
    # Wie korter bevestigt, mist niemand; en wie even lang bevestigt, vervangt.
    politie.bevestig(_wijzig(beheerder, ander, geldigTot="2027-06-30").json()["id"])
    assert _wijzig(beheerder, langst, **vandaag).status_code == 200


def test_is_de_tijd_van_wie_bevestigt_om_dan_beginnen_weer_twee(politie: Opstelling) -> None:
    """Eén beheerder die dat afwacht verlengt zichzelf niet, en haalt geen ander terug."""
    beheerder, genoemd = politie.beheerder(), politie.klant(TWEEDE_BEHEERDER)
    zelf, ander = politie.beheerder_id, _id_van(beheerder, TWEEDE_BEHEERDER)
    assert zelf is not None
    politie.bevestig(_wijzig(beheerder, zelf, geldigTot="2027-12-31").json()["id"])
    politie.klok.vooruit(days=300)
    langer = {"geldigTot": "2029-12-31"}
    voor_zich = _wijzig(beheerder, zelf, **langer)
    assert voor_zich.status_code == 202
    assert _wijzig(beheerder, ander, aangewezen=False).status_code == 200
    terug = _wijzig(beheerder, ander, aangewezen=True, **langer)
    assert terug.status_code == 202
    for verzoek in (voor_zich.json()["id"], terug.json()["id"]):
        assert _bevestig(beheerder, verzoek).status_code == 403
    # Wie is weggehaald is geen tweede.
    assert _bevestig(genoemd, voor_zich.json()["id"]).status_code == 403


def test_een_partij_waar_ieders_tijd_om_is_komt_met_twee_terug(politie: Opstelling) -> None:
    """Wiens tijd alleen om is, is dan de tweede; en hij ziet niets anders."""
    beheerder, genoemd = politie.beheerder(), politie.klant(TWEEDE_BEHEERDER)
    zelf, bevestiger = politie.beheerder_id, _id_van(beheerder, BEVESTIGER)
    ander = _id_van(beheerder, TWEEDE_BEHEERDER)
    chef = politie.medewerker("teamchef")
    politie.klok.vooruit(days=300)
    langer = {"geldigTot": "2029-12-31"}
    voor_zich = _wijzig(beheerder, str(zelf), **langer).json()
    for niet in (beheerder, chef, politie.bevestiger):
        assert _bevestig(niet, voor_zich["id"]).status_code == 403
    gelezen = genoemd.haal(f"/autorisatieverzoeken/{voor_zich['id']}")
    assert (gelezen["sub"], gelezen["stand"]) == (BEHEERDER, "open")
    assert _bevestig(genoemd, voor_zich["id"]).status_code == 200
    assert genoemd.vraag("GET", "/autorisaties").status_code == 403
    eerste = _wijzig(beheerder, bevestiger, **langer).json()
    assert _bevestig(genoemd, eerste["id"]).status_code == 200
    # Er bevestigt weer iemand: die laat ook de tweede beheerder terug, en de weg is dicht.
    weer = _wijzig(beheerder, ander, **langer).json()
    assert _bevestig(genoemd, weer["id"]).status_code == 403
    politie.bevestig(weer["id"])
    genoemd.haal("/autorisaties")


def test_het_begin_is_van_twee_die_de_configuratie_noemt(lege_politie: Opstelling) -> None:
    """Wie alleen is, wie niet is genoemd en wie nog geen verklaringen heeft, begint niet."""
    eerste, genoemd = lege_politie.klant(BEHEERDER), lege_politie.klant(TWEEDE_BEHEERDER)

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
    assert _bevestig(lege_politie.klant(BEVESTIGER), analist["id"]).status_code == 200
    # Ook wie genoemd is en wegging, komt niet meer zonder een tweede terug.
    assert _wijzig(eerste, _id_van(eerste, TWEEDE_BEHEERDER), aangewezen=False).status_code == 200
    terug = _wijzig(eerste, _id_van(eerste, TWEEDE_BEHEERDER), aangewezen=True)
    assert terug.status_code == 202
