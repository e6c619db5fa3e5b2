"""Wat er op een verzoek volgt: beperken, rechtzetten, vernietigen, en een klacht of claim."""

from __future__ import annotations

import base64
import io
import sqlite3
from typing import Any

import pikepdf
import pytest
from sqlalchemy import event

from shared.bestand.tabellen import PersoonRij
from shared.partijdienst.onderdelen import maak_verklaringmelder
from shared.zaak.dubbelen.tabellen import RechtdubbelRij
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.pdftekst import tekst_van
from tests.hulp.vernietigen import planinvoer
from tests.integratie.partij.bewaarwerk import meld
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.kantoor import iemand
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.verzoekwerk import DRIE, Verzoeken
from tests.integratie.partij.zaak.test_afgeschermd import sluit

ADRES = "Het adres klopte niet (verzonnen)."


@pytest.fixture
def verzoeken(gedeelde_driehoek: Wereld) -> Verzoeken:
    return Verzoeken.richt_in(gedeelde_driehoek)


def tweede(verzoeken: Verzoeken, code: str) -> Klant:
    return iemand(verzoeken.driehoek.bureau(code), "privacyfunctionaris", verzoeken.driehoek.groep)[
        0
    ]


def toegewezen(verzoeken: Verzoeken, code: str, wie: str, recht: str) -> str:
    verzoek = str(verzoeken.neem_aan(code, persoon=wie, recht=recht)["id"])
    verzoeken.vertel(code, verzoek)
    verzoeken.doe(code, verzoek, "_afstemmen", voorstel="toewijzen")
    verzoeken.doe(code, verzoek, "_beslis", uitkomst="toegewezen")
    return verzoek


def deels_toegewezen(verzoeken: Verzoeken, wie: str, recht: str) -> str:
    """Een verzoek aan de politie dat zij voor een deel toewees, met een tweede."""
    verzoek = str(verzoeken.neem_aan("politie", persoon=wie, recht=recht)["id"])
    verzoeken.vertel("politie", verzoek)
    verzoeken.doe("politie", verzoek, "_afstemmen", voorstel="deels_toewijzen")
    verzoeken.doe(
        "politie", verzoek, "_beslis", uitkomst="deels_toegewezen", gronden=["WPG27_1_B"],
        motivering="Een deel schaadt een lopend onderzoek (verzonnen).",
    )  # fmt: skip
    pad = f"/rechtenverzoeken/{verzoek}/_bevestig"
    verzoeken.tweede("politie").maak(pad, {"akkoord": True}, 200)
    return verzoek


def zeg_uitgevoerd(verzoeken: Verzoeken, verzoek: str, status: int = 200) -> dict[str, Any]:
    return verzoeken.doe("politie", verzoek, "_uitgevoerd", status, gedaan="gedaan")


def verbeter_adres(verzoeken: Verzoeken, wie: str) -> None:
    klant = verzoeken.klant("politie")
    etag = klant.vraag("GET", f"/personen/{wie}").headers["ETag"]
    wijziging = {"adres": "Rechtpad 4", "reden": "Op verzoek van de betrokkene (verzonnen)."}
    kop = {"If-Match": etag}
    gewijzigd = klant.vraag("PATCH", f"/personen/{wie}", json=wijziging, headers=kop)
    assert gewijzigd.status_code == 200, gewijzigd.text


def start_verbetering(verzoeken: Verzoeken, wie: str) -> str:
    eigen = {"groep": verzoeken.driehoek.groep, "persoon": wie, "gegevenssoort": "NAW"}
    start = {"aard": "onjuist", "reden": ADRES, "eigen": eigen}
    verbetering = verzoeken.driehoek.klant("politie")[0].maak("/verbeteringen", start)["id"]
    return f"/verbeteringen/{verbetering}"


def bevestig_verbetering(verzoeken: Verzoeken, pad: str) -> None:
    """Iedereen die het kreeg hoort hoe het nu is."""
    analist = verzoeken.driehoek.klant("politie")[0]
    kop = {"If-Match": analist.vraag("GET", pad).headers["ETag"]}
    besluit = analist.vraag("POST", f"{pad}/_bevestig", json={"reden": ADRES}, headers=kop)
    assert besluit.status_code == 200, besluit.text
    onderweg = f"/verstrekkingen?groep={verzoeken.driehoek.groep}&status=onderweg"
    verzoeken.driehoek.bureau("politie").ronde()
    while analist.haal(onderweg)["verstrekkingen"]:
        pass


def gedrukt(verzoeken: Verzoeken, verzoek: str) -> str:
    """Wat de betrokkene leest."""
    pdf = base64.b64decode(verzoeken.doe("politie", verzoek, "_druk")["document"])
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return tekst_van(document)


def test_een_toegewezen_beperking_geldt_meteen_bij_elke_partij_die_haar_toewijst(
    verzoeken: Verzoeken,
) -> None:
    wie = verzoeken.deel("Nacht Verdicht")
    verzoek = toegewezen(verzoeken, "politie", wie, "beperking")
    elders = verzoeken.lees("gemeente", verzoek)["persoon"]
    assert elders is not None
    for code in ("gemeente", "om"):
        verzoeken.doe(code, verzoek, "_afstemmen", voorstel="toewijzen")
    verzoeken.doe("gemeente", verzoek, "_beslis", uitkomst="toegewezen")
    for code, persoon in (("politie", wie), ("gemeente", elders)):
        pad = f"/personen/{persoon}/beperkingen"
        (beperking,) = verzoeken.klant(code).haal(pad)["beperkingen"]
        assert (beperking["verzoek"], beperking["opgehevenOp"]) == (verzoek, None)
    bij_om = verzoeken.lees("om", verzoek)["persoon"]
    assert verzoeken.klant("om").haal(f"/personen/{bij_om}/beperkingen")["beperkingen"] == []
    # Wat beperkt is blijft zoals het is: ook twee mensen vernietigen het niet tot dat eindigt.
    plan = verzoeken.klant("gemeente").maak("/vernietigingsplannen", planinvoer(elders), 409)
    assert "beperkt" in plan["detail"]
    (deel,) = [een for een in verzoeken.lees("politie", verzoek)["delen"] if een["uitgevoerdOp"]]
    assert deel["partij"] == "politie"


@pytest.mark.parametrize(("code", "recht"), [("gemeente", "bezwaar"), ("om", "verzet")])
def test_na_een_toegewezen_bezwaar_of_verzet_wordt_niets_van_hem_nog_gebruikt(
    verzoeken: Verzoeken, code: str, recht: str
) -> None:
    naam = f"{recht.capitalize()} Verdicht"
    bij_politie = verzoeken.deel(naam)
    wie = verzoeken.bij(code, naam)
    verzoek = toegewezen(verzoeken, code, wie, recht)
    pad = f"/personen/{wie}/beperkingen"
    (beperking,) = verzoeken.klant(code).haal(pad)["beperkingen"]
    assert (beperking["verzoek"], beperking["opgehevenOp"]) == (verzoek, None)
    # Wie onder een andere wet valt beslist hier niet over, en werkt door.
    elders = f"/personen/{bij_politie}/beperkingen"
    assert verzoeken.klant("politie").haal(elders)["beperkingen"] == []


def test_een_toegewezen_wissing_vernietigt_met_een_tweede_en_vertelt_wie_iets_kreeg_of_gaf(
    verzoeken: Verzoeken,
) -> None:
    wie = verzoeken.deel("Duister Verdicht")
    namen = verzoeken.pseudoniemen("politie", wie)
    inzage = toegewezen(verzoeken, "politie", wie, "inzage")
    verzoek = toegewezen(verzoeken, "politie", wie, "wissing")
    assert "rechtenverzoek-vernietigen" not in verzoeken.werk("politie", verzoek)
    assert "Een ander" in verzoeken.doe("politie", verzoek, "_vernietig", 403)["detail"]
    ander = tweede(verzoeken, "politie")
    werk = {een["soort"] for een in ander.haal("/werklijst?paginagrootte=200")["werk"]}
    assert "rechtenverzoek-vernietigen" in werk
    eerst = ander.maak(f"/rechtenverzoeken/{verzoek}/_vernietig", {}, 409)
    assert "heeft daarop nog geen antwoord: inzage" in eerst["detail"]
    # Een claim die nog loopt had anders geen eigenaar meer.
    claim = str(verzoeken.neem_aan("politie", persoon=wie, recht="schade")["id"])
    for code in ("gemeente", "om"):
        verzoeken.doe(code, inzage, "_afstemmen", voorstel="toewijzen")
        verzoeken.doe(code, inzage, "_beslis", uitkomst="toegewezen")
    verzoeken.doe("politie", inzage, "_stelafschriftop")
    verzoeken.kijk_na("politie", inzage)
    verzoeken.doe("politie", inzage, "_beantwoord")
    eerst = ander.maak(f"/rechtenverzoeken/{verzoek}/_vernietig", {}, 409)
    assert "geen antwoord: vergoeding van schade" in eerst["detail"]
    plan = {**planinvoer(wie), "grond": "verzoekBetrokkene"}
    assert "nog geen antwoord" in ander.maak("/vernietigingsplannen", plan, 409)["detail"]
    verzoeken.vertel("politie", claim)
    for code in DRIE:
        verzoeken.doe(code, claim, "_afstemmen", voorstel="toewijzen")
        verzoeken.doe(code, claim, "_beslis", uitkomst="toegewezen")
    for stap in ("bevestigd", "beoordeeld"):
        verzoeken.doe("politie", claim, "vervolg", 201, stap=stap, op="2026-11-23")
    verzoeken.doe("politie", claim, "_beantwoord")
    gewist = ander.maak(f"/rechtenverzoeken/{verzoek}/_vernietig", {}, 200)
    assert gewist["persoon"] is None
    assert verzoeken.klant("politie").vraag("GET", f"/personen/{wie}").status_code == 410
    verloop = verzoeken.klant("politie").haal(f"/rechtenverzoeken/{verzoek}/verloop")["verloop"]
    (bewijs,) = [een["wat"] for een in verloop if een["gebeurtenis"] == "uitgevoerd"]
    assert bewijs["verteld"] == ["gemeente", "om"]
    gateway = verzoeken.driehoek.wereld.gateway
    for bericht in bewijs["berichten"]:
        kop = gateway.berichten[bericht].kop
        assert (kop.soort, kop.afzender) == ("vernietigingsbericht", "politie")
        assert kop.vernietigd is not None
        assert len(kop.vernietigd.betrokkenen) >= 1
    ander.maak(f"/rechtenverzoeken/{verzoek}/_vernietig", {}, 409)
    assert verzoeken.lees("gemeente", verzoek)["persoon"], "elke partij beslist over wat zij heeft"
    verzoeken.eis_in_geen_lijst("politie", wie, namen)


def test_een_vernietiging_die_halverwege_stopte_gaat_verder_en_vertelt_het_een_keer(
    verzoeken: Verzoeken,
) -> None:
    wie = verzoeken.deel("Duist Verdicht")
    verzoek = toegewezen(verzoeken, "politie", wie, "wissing")
    ander = tweede(verzoeken, "politie")
    engine = verzoeken.driehoek.bureau("politie").uitwisseling.dienst.engine

    def verteld() -> int:
        teller = "SELECT count(*) FROM uitgaand WHERE soort = 'vernietigingsbericht'"
        with engine.connect() as verbinding:
            return int(verbinding.exec_driver_sql(teller).scalar_one())

    verzoeken.driehoek.wereld.doe(
        maak_verklaringmelder(verzoeken.driehoek.bureau("politie").geheel).ronde()
    )

    def is_vol(_: object, __: object, opdracht: str, *___: object) -> None:
        if opdracht.startswith("INSERT INTO uitgaand"):
            raise sqlite3.OperationalError("database or disk is full")

    eerst = verteld()
    event.listen(engine, "before_cursor_execute", is_vol)
    try:
        gestopt = ander.vraag("POST", f"/rechtenverzoeken/{verzoek}/_vernietig", json={})
    finally:
        event.remove(engine, "before_cursor_execute", is_vol)
    assert gestopt.status_code >= 500, "de schijf was vol toen het werd verteld"
    assert verzoeken.klant("politie").vraag("GET", f"/personen/{wie}").status_code == 410
    assert verteld() == eerst
    werk = ander.haal("/werklijst?paginagrootte=200")["werk"]
    nog = {een["soort"] for een in werk if een["pad"].endswith(verzoek)}
    assert "rechtenverzoek-vernietigen" in nog
    ander.maak(f"/rechtenverzoeken/{verzoek}/_vernietig", {}, 200)
    assert verteld() == eerst + 2

    # Een verklaring, ook al begon het twee keer; zij gaat een keer naar het log.
    bureau = verzoeken.driehoek.bureau("politie")
    bladen = verzoeken.driehoek.wereld.gateway.verklaringen
    al = len(bladen)
    verzoeken.driehoek.wereld.doe(maak_verklaringmelder(bureau.geheel).ronde())
    gewist = [een for een in bladen[al:] if een["grond"] == "verzoekBetrokkene"]
    (blad,) = gewist
    aantallen = {een["wat"]: een["aantal"] for een in blad["aantallen"]}
    assert aantallen["personen"] == 1
    assert aantallen["verzondenOnderdelen"] >= 2
    assert (blad["partij"], blad["groep"]) == ("politie", None)
    assert wie not in str(blad)


def test_een_toegewezen_verbetering_gaat_naar_wie_het_gegeven_kreeg(verzoeken: Verzoeken) -> None:
    wie = verzoeken.deel("Schaduw Verdicht")
    verzoek = toegewezen(verzoeken, "politie", wie, "rectificatie")
    klant, analist = verzoeken.klant("politie"), verzoeken.driehoek.klant("politie")[0]
    pad = f"/rechtenverzoeken/{verzoek}/_zetrecht"
    reden = {"aard": "onjuist", "reden": ADRES}
    assert "niets van hem verbeterd" in analist.maak(pad, reden, 409)["detail"]
    # Beslist en beantwoord is nog niet gedaan: dat zegt het antwoord, en de klok loopt door.
    for code in ("gemeente", "om"):
        verzoeken.doe(code, verzoek, "_afstemmen", voorstel="toewijzen")
        verzoeken.doe(code, verzoek, "_beslis", uitkomst="toegewezen")
    delen = klant.haal(f"/rechtenverzoeken/{verzoek}/antwoord")["delen"]
    gedaan = {een["partij"]: een["uitgevoerd"] for een in delen}
    assert gedaan == {"gemeente": None, "om": None, "politie": False}
    assert "Dat wordt nog uitgevoerd." in gedrukt(verzoeken, verzoek)
    assert verzoeken.doe("politie", verzoek, "_beantwoord")["klok"] == "2026-12-21"
    assert verzoeken.werk("politie", verzoek) == {"rechtenverzoek-volgen": "2026-12-21"}
    toezicht = iemand(verzoeken.driehoek.bureau("politie"), "fg", f"t.{nieuw_id()}")[0]
    assert verzoeken.in_toezicht(toezicht, verzoek) == [("verzoek-uitvoeren", "open", "2026-12-21")]
    later = "/rechtenverzoeken?klokVoor=2026-12-22&paginagrootte=200&volgorde=nieuwste"
    assert verzoek in str(klant.haal(later))
    assert verzoeken.werk("om", verzoek) == {"rechtenverzoek-volgen": "2026-12-21"}
    verbeter_adres(verzoeken, wie)
    werk = {een["soort"] for een in analist.haal("/werklijst?paginagrootte=200")["werk"]}
    assert "rechtenverzoek-rechtzetten" in werk
    analist.maak(pad, reden, 200)
    assert verzoeken.werk("politie", verzoek) == {}
    ((soort, *_),) = verzoeken.in_toezicht(toezicht, verzoek)
    assert soort == "verzoek-afgehandeld"
    assert verzoek not in str(klant.haal(later))
    assert "Dat is gedaan." in gedrukt(verzoeken, verzoek)
    analist.maak(pad, reden, 409)
    verloop = klant.haal(f"/rechtenverzoeken/{verzoek}/verloop")["verloop"]
    (bewijs,) = [een["wat"] for een in verloop if een["gebeurtenis"] == "uitgevoerd"]
    (verbetering,) = bewijs["verbeteringen"]
    gevonden = analist.haal(f"/verbeteringen/{verbetering}")
    assert gevonden["stand"] == "bevestigd"
    assert {een["partij"] for een in gevonden["ontvangers"]} == {"gemeente", "om"}


def test_wat_van_een_ander_kwam_is_verbeterd_als_de_bron_het_verbeterde(
    verzoeken: Verzoeken,
) -> None:
    """De gemeente verandert niets aan wat de politie gaf: zij vraagt het, en dan is het gedaan."""
    wie, driehoek = verzoeken.deel("Halfweg Verdicht"), verzoeken.driehoek
    regisseur, klant = driehoek.kantoor.regisseur, verzoeken.klant("gemeente")
    hier = verzoeken.bij("gemeente", "Halfweg Verdicht")
    verzoek = toegewezen(verzoeken, "gemeente", hier, "rectificatie")
    pad, reden = f"/rechtenverzoeken/{verzoek}/_zetrecht", {"aard": "onjuist", "reden": ADRES}
    assert "niets van hem verbeterd" in regisseur.maak(pad, reden, 409)["detail"]
    gekregen = regisseur.haal(f"/ontvangen-gegevens?groep={driehoek.groep}")["ontvangenGegevens"]
    (naw,) = [
        een["id"] for een in gekregen if (een["persoon"], een["gegevenssoort"]) == (hier, "NAW")
    ]
    start = {"aard": "onjuist", "lid": "adres", "reden": ADRES, "ontvangen": {"gegeven": naw}}
    gevraagd = regisseur.maak("/verbeteringen", start)["id"]
    driehoek.bureau("gemeente").ronde()
    assert "niets van hem verbeterd" in regisseur.maak(pad, reden, 409)["detail"], "nog gevraagd"
    verbeter_adres(verzoeken, wie)
    (bij_bron,) = [
        een["id"]
        for een in driehoek.klant("politie")[0].haal("/verbeteringen")["verbeteringen"]
        if een["persoon"] == wie
    ]
    bevestig_verbetering(verzoeken, f"/verbeteringen/{bij_bron}")
    regisseur.maak(pad, reden, 200)
    verloop = klant.haal(f"/rechtenverzoeken/{verzoek}/verloop")["verloop"]
    (bewijs,) = [een["wat"] for een in verloop if een["gebeurtenis"] == "uitgevoerd"]
    assert bewijs["verbeteringen"] == [gevraagd]


def test_een_deel_verbeteren_is_pas_gedaan_als_het_bij_iedereen_is_verbeterd(
    verzoeken: Verzoeken,
) -> None:
    wie = verzoeken.deel("Halflicht Verdicht")
    verzoek = deels_toegewezen(verzoeken, wie, "rectificatie")
    niets = zeg_uitgevoerd(verzoeken, verzoek, 409)
    assert "niets van hem verbeterd" in niets["detail"]
    verbeter_adres(verzoeken, wie)
    nog = zeg_uitgevoerd(verzoeken, verzoek, 409)["detail"]
    regels = verzoeken.driehoek.bureau("politie").uitwisseling.dienst.regels
    namen = [regels.titel_van(code) for code in ("gemeente", "om")]
    assert all(naam in nog for naam in namen), nog
    verbetering = start_verbetering(verzoeken, wie)
    assert zeg_uitgevoerd(verzoeken, verzoek, 409)["detail"] == nog, "dat het fout is zegt niet hoe"
    bevestig_verbetering(verzoeken, verbetering)
    deel = zeg_uitgevoerd(verzoeken, verzoek)["delen"]
    assert [een["partij"] for een in deel if een["uitgevoerdOp"]] == ["politie"]


def test_een_deel_wissen_is_niet_gedaan_zolang_een_ander_heeft_wat_hier_anders_is(
    verzoeken: Verzoeken,
) -> None:
    wie = verzoeken.deel("Halfdonker Verdicht")
    verzoek = deels_toegewezen(verzoeken, wie, "wissing")
    assert "weggehaald" in zeg_uitgevoerd(verzoeken, verzoek, 409)["detail"]
    verbeter_adres(verzoeken, wie)
    nog = zeg_uitgevoerd(verzoeken, verzoek, 409)["detail"]
    assert "Nog zoals het was" in nog
    bevestig_verbetering(verzoeken, start_verbetering(verzoeken, wie))
    assert zeg_uitgevoerd(verzoeken, verzoek)["persoon"] == wie, "de rest van hem blijft"


def test_een_deel_beperken_is_pas_gedaan_als_er_op_dit_verzoek_iets_is_beperkt(
    verzoeken: Verzoeken,
) -> None:
    wie = verzoeken.deel("Halfnacht Verdicht")
    verzoek = deels_toegewezen(verzoeken, wie, "beperking")
    pad = f"/personen/{wie}/beperkingen"
    assert pad in zeg_uitgevoerd(verzoeken, verzoek, 409)["detail"]
    verzoeken.klant("politie").maak(pad, {"verzoek": verzoek, "gegevenssoort": "NAW"})
    assert zeg_uitgevoerd(verzoeken, verzoek)["id"] == verzoek


def test_wat_iemand_zelf_vraagt_gaat_ook_over_wat_er_nog_van_hem_is_bewaard(
    verzoeken: Verzoeken,
) -> None:
    """Hij staat er twee keer: bewaard, en opnieuw vastgelegd door wie dat niet kon weten."""
    driehoek, klant = verzoeken.driehoek, verzoeken.klant("gemeente")
    wie = ("Bewaard Verdicht", "2010-03-04")
    bewaard = driehoek.persoon("gemeente", wie)
    meld(driehoek, "2026-11-20", wie[0])
    driehoek.kantoor.naar_stap(3)
    sluit(driehoek)
    gezocht = {"naam": wie[0], "geboortedatum": wie[1]}
    dubbel = str(driehoek.kantoor.regisseur.maak("/personen", gezocht)["id"])

    def vraag(persoon: str) -> str:
        verzoek = str(verzoeken.neem_aan("gemeente", persoon=persoon, recht="wissing")["id"])
        verzoeken.vertel("gemeente", verzoek)
        verzoeken.doe("gemeente", verzoek, "_afstemmen", voorstel="toewijzen")
        return verzoek

    verzoek = vraag(dubbel)
    nog_niet = verzoeken.doe("gemeente", verzoek, "_beslis", 409, uitkomst="toegewezen")
    assert nog_niet["pad"] == f"/rechtenverzoeken/{verzoek}/dubbelen"
    gevonden = klant.haal(nog_niet["pad"])
    assert (gevonden["afgeschermd"], gevonden["buitenTaak"]) == (False, 0)
    stand = {"afgeschermd": True, "anderMens": False, "beperkt": False, "verzoekId": None}
    assert gevonden["dubbelen"] == [{"persoonId": bewaard, **stand}]
    # Dezelfde mens: dan is het ook zijn verzoek, en gaat ook wat is bewaard.
    for een in (verzoek, vraag(bewaard)):
        verzoeken.doe("gemeente", een, "_beslis", uitkomst="toegewezen")
        verzoeken.tweede("gemeente").maak(f"/rechtenverzoeken/{een}/_vernietig", {}, 200)
    dienst = driehoek.bureau("gemeente").geheel.uitwisseling.dienst
    with dienst.lezend() as sessie:
        assert {sessie.get_one(PersoonRij, een).sleutel_id for een in (bewaard, dubbel)} == {None}
    # Of het is een ander, die net zo heet: dat zegt een mens, ook van twee die in gebruik zijn.
    derde, vierde = (str(driehoek.kantoor.regisseur.maak("/personen", gezocht)["id"]) for _ in "ab")
    verzoek = vraag(derde)
    verzoeken.doe("gemeente", verzoek, "_beslis", 409, uitkomst="toegewezen")
    verzoeken.doe("gemeente", verzoek, f"dubbelen/{bewaard}/_ander", 404)
    gezegd = verzoeken.doe("gemeente", verzoek, f"dubbelen/{vierde}/_ander")
    assert [een["anderMens"] for een in gezegd["dubbelen"]] == [True]
    verzoeken.doe("gemeente", verzoek, "_beslis", uitkomst="toegewezen")
    verzoeken.tweede("gemeente").maak(f"/rechtenverzoeken/{verzoek}/_vernietig", {}, 200)
    assert driehoek.kantoor.regisseur.haal(f"/personen/{vierde}")["naam"] == gezocht["naam"]
    driehoek.bureau("gemeente").vernietig(vierde)
    with dienst.lezend() as sessie:
        assert sessie.get(RechtdubbelRij, (verzoek, vierde)) is None
