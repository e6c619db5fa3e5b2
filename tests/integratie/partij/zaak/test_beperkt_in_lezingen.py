"""Wiens gegevens zijn beperkt staat in geen enkele lezing, tot de beperking eindigt (11.1, c; J8).

Elke operatie die een dienst zelf beschrijft, voor elke functie, bij elk van de drie: er komt niets
van hem uit, en er wordt niets van hem gelezen om het daarna weg te laten. Wel blijft staan dat er
iemand is: anders legt een collega hem nog eens vast.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.hulp.klok import VasteKlok
from tests.hulp.verdeling import is_steekproef
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.matrix import (
    REGELS,
    Inhoud,
    Operatie,
    Rijenvanger,
    is_open,
    mag,
    operaties,
)
from tests.integratie.partij.matrixbestand import vul
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.verzoekwerk import DRIE, Verzoeken

BEHANDELEN = "rechtenverzoeken.behandelen"
#: Wie nagaat wie er keek, ziet wat daarnaar is gevraagd. Wie op naam zoekt hoort dat er iemand is:
#: daarvoor wordt de naam vergeleken, en verder niets.
GAAT_DOOR = frozenset({"lijstLeesspoorvragen", "exporteerLeesspoor", "zoekLeesspoor"})
VERGELIJKT = frozenset({"zoekPersonen"})
#: Of hij er is wordt nagegaan, en verder niets.
DAT_ER_EEN_IS = frozenset({"lijstBeperkingen"})
#: Dat er een verzoek en een beperking zijn blijft staan: dat werk gaat door.
VAN_HET_VERZOEK = frozenset({"RechtenverzoekRij", "BeperkingRij"})
OVER_HEM = frozenset(REGELS.gegevenssoorten)


@dataclass
class Beperkt:
    """Een driehoek waarin iedere partij iemand kent om wie het gaat."""

    verzoeken: Verzoeken
    inhoud: dict[str, Inhoud]
    vanger: Rijenvanger
    mensen: dict[str, dict[str, Klant]]

    def lezingen(self, code: str) -> list[Operatie]:
        alle = operaties(self.verzoeken.driehoek.bureau(code).app)
        return [een for een in alle if not is_open(een) and not een.wijzigt]

    def persoon(self, code: str) -> str:
        return self.inhoud[code].objecten["personen"]


@pytest.fixture(scope="module")
def beperkt(driehoek_voor_tabellen: Wereld) -> Iterator[Beperkt]:
    driehoek_voor_tabellen.klok.nu = VasteKlok().nu
    verzoeken = Verzoeken.richt_in(driehoek_voor_tabellen)
    driehoek = verzoeken.driehoek
    driehoek.deel_de_brutolijst()
    inhoud = {code: vul(driehoek, code, letters) for code, letters in _LETTERS.items()}
    vanger = Rijenvanger()
    with vanger.luister():
        mensen = {
            code: {een: driehoek.bureau(code).medewerker(een)[0] for een in REGELS.functies[code]}
            for code in DRIE
        }
        yield Beperkt(verzoeken, inhoud, vanger, mensen)


_LETTERS = {"politie": "aap", "om": "noot", "gemeente": "mies"}


def gezien(beperkt: Beperkt, code: str) -> set[tuple[str, str]]:
    """Welke functie die geen verzoeken behandelt bij welke lezing iets van hem kreeg.

    In een steekproef vraagt elke functie de helft, en de volgende de rest.
    """
    gevonden, inhoud, vanger = set(), beperkt.inhoud[code], beperkt.vanger
    stap = 2 if is_steekproef() else 1
    for nummer, (functie, klant) in enumerate(beperkt.mensen[code].items()):
        if BEHANDELEN in REGELS.functies[code][functie].rechten:
            continue
        alle = [een for een in beperkt.lezingen(code) if mag(code, functie, een)]
        for operatie in alle[nummer % stap :: stap]:
            vanger.begin()
            antwoord = inhoud.vraag(klant, operatie)
            assert antwoord.status_code < 500, (operatie.naam, antwoord.text)
            gelezen = set(vanger.van(beperkt.persoon(code))) - VAN_HET_VERZOEK
            if operatie.naam in VERGELIJKT | DAT_ER_EEN_IS:
                gelezen = set()
            if inhoud.gelekt(antwoord.text, OVER_HEM) or gelezen:
                gevonden.add((functie, operatie.naam))
    return gevonden


@pytest.mark.parametrize("code", DRIE)
def test_wiens_gegevens_zijn_beperkt_staat_in_geen_enkele_lezing_tot_het_eindigt(
    beperkt: Beperkt, code: str
) -> None:
    voor = gezien(beperkt, code)
    assert len({naam for _, naam in voor}) > 8, "zonder beperking staat hij er"
    klant, wie = beperkt.verzoeken.klant(code), beperkt.persoon(code)
    verzoek = beperkt.verzoeken.neem_aan(code, persoon=wie, recht="beperking")["id"]
    beperking = klant.maak(f"/personen/{wie}/beperkingen", {"verzoek": verzoek})["id"]
    tijdens = {een for een in gezien(beperkt, code) if een[1] not in GAAT_DOOR}
    assert tijdens == set()
    beperkt.verzoeken.hef_op(code, beperking)
    assert voor <= gezien(beperkt, code), "alles is er weer"


def test_wie_hem_zoekt_hoort_dat_er_iemand_is_en_verder_niets(beperkt: Beperkt) -> None:
    """Anders staat hij er straks twee keer, en geldt de beperking voor de ene en niet de andere."""
    verzoeken, wie = beperkt.verzoeken, beperkt.persoon("politie")
    analist, naam = (
        verzoeken.driehoek.klant("politie")[0],
        beperkt.inhoud["politie"].geheimen["NAW"],
    )
    leden = f"/groepen/{verzoeken.driehoek.groep}/leden?met=naam"
    assert analist.haal(leden)["beperkt"] is None
    klant = verzoeken.klant("politie")
    verzoek = verzoeken.neem_aan("politie", persoon=wie, recht="beperking")["id"]
    beperking = klant.maak(f"/personen/{wie}/beperkingen", {"verzoek": verzoek})["id"]
    gevonden = analist.maak("/personen/_zoek", {"naam": naam}, 200)
    assert wie not in str(gevonden)
    assert gevonden["beperkt"].startswith("Er is nog 1 persoon van wie de gegevens zijn beperkt")
    assert "1 persoon" in analist.haal(leden)["beperkt"]
    gelezen = analist.vraag("GET", f"/personen/{wie}")
    assert (gelezen.status_code, "beperking" in gelezen.text) == (403, True), gelezen.text
    # Wie een andere groep in zijn taak heeft krijgt hem door de beperking niet ineens te zien.
    elders, _ = verzoeken.driehoek.bureau("politie").medewerker(
        "fg", f"elders.{nieuw_id()}@politie.example", alleGroepen=False, groepen=[nieuw_id()]
    )
    gelezen = elders.vraag("GET", f"/personen/{wie}")
    assert "buiten uw taak" in gelezen.json()["detail"]
    spoor = {
        "medewerker": verzoeken.driehoek.kantoor.analist_id, "van": "2026-11-01",
        "tot": "2026-12-31", "reden": "Wat deed deze collega?", "bevestigdZonderPersonen": True,
    }  # fmt: skip
    for wie_vraagt, ziet in ((beperkt.mensen["politie"]["fg"], True), (elders, False)):
        assert (wie in str(wie_vraagt.maak("/leesspoor/_zoek", spoor, 200))) is ziet

    assert klant.haal(f"/personen/{wie}")["naam"] == naam, "wie het verzoek behandelt leest hem"
    assert klant.maak("/personen/_zoek", {"naam": naam}, 200)["beperkt"] is None
    verzamelen = klant.maak("/betrokkenen/_verzamel", {"verzoek": verzoek}, 200)
    assert len(verzamelen["eigen"]) == 2, "het verzoek zelf gaat door"
    verzoeken.hef_op("politie", beperking)
    assert analist.haal(f"/personen/{wie}")["naam"] == naam


def test_een_beperkt_gegeven_of_soort_is_weg_en_de_rest_niet(beperkt: Beperkt) -> None:
    verzoeken, inhoud = beperkt.verzoeken, beperkt.inhoud["politie"]
    wie, klant = beperkt.persoon("politie"), beperkt.verzoeken.klant("politie")
    analist = verzoeken.driehoek.klant("politie")[0]
    verzoek = verzoeken.neem_aan("politie", persoon=wie, recht="beperking")["id"]
    pad = f"/personen/{wie}/politiegegevens"

    def soorten() -> set[str]:
        return set(inhoud.gelekt(analist.vraag("GET", pad).text)) & {"WPG8", "WPG13"}

    alle = soorten()
    assert alle == {"WPG8", "WPG13"}
    eerste = inhoud.objecten["politiegegevens"]
    soort = next(
        een
        for een in ("WPG8", "WPG13")
        if inhoud.geheimen[een] in analist.haal(f"{pad}/{eerste}")["omschrijving"]
    )
    een = {"verzoek": verzoek, "gegevenssoort": soort}
    for anders in ({}, {"gegeven": eerste}):
        beperking = klant.maak(f"/personen/{wie}/beperkingen", {**een, **anders})["id"]
        assert soorten() == alle - {soort}
        assert analist.vraag("GET", f"{pad}/{eerste}").status_code == 404
        assert analist.haal(f"/personen/{wie}")["naam"] == inhoud.geheimen["NAW"]
        verzoeken.hef_op("politie", beperking)
    assert soorten() == alle


@pytest.mark.parametrize(
    ("soort", "velden"),
    [("NAW", {"naam", "adres", "woonplaats"}), ("GEBOORTEDATUM", {"geboortedatum"}),
     ("TEL_EMAIL", {"telefoon", "email"})],
)  # fmt: skip
def test_wat_er_bij_iemand_zelf_staat_is_ook_niet_te_lezen_zolang_het_is_beperkt(
    beperkt: Beperkt, soort: str, velden: set[str]
) -> None:
    """Zijn naam of adres: op zijn kaart, in de ledenlijst, bij het zoeken en wat er eerst was."""
    verzoeken = beperkt.verzoeken
    wie = beperkt.persoon("politie")
    analist, klant = verzoeken.driehoek.klant("politie")[0], verzoeken.klant("politie")
    pad = f"/personen/{wie}"
    voor = analist.haal(pad)
    etag = {"If-Match": analist.vraag("GET", pad).headers["ETag"]}
    anders = {"adres": "Ergens 9", "telefoon": "010 000 00 01", "reden": "Verhuisd (verzonnen)."}
    assert analist.vraag("PATCH", pad, json=anders, headers=etag).status_code == 200
    voor = analist.haal(pad)
    verzoek = verzoeken.neem_aan("politie", persoon=wie, recht="beperking")["id"]
    wat = {"verzoek": verzoek, "gegevenssoort": soort}
    beperking = klant.maak(f"{pad}/beperkingen", wat)["id"]
    gelezen = analist.haal(pad)
    weg = {veld for veld in voor if gelezen[veld] is None and voor[veld] is not None}
    assert weg == {veld for veld in velden if voor[veld] is not None} != set()
    assert klant.haal(pad)["naam"] == voor["naam"], "wie het verzoek behandelt leest hem"
    oud = {
        veld
        for een in analist.haal(f"{pad}/correcties")["correcties"]
        for veld in een["oudeWaarden"]
    }
    assert oud.isdisjoint(velden)
    gezocht = analist.maak("/personen/_zoek", {"naam": voor["naam"]}, 200)
    for een in gezocht["personen"]:
        assert all(een[veld] is None for veld in velden)
    leden = analist.haal(f"/groepen/{verzoeken.driehoek.groep}/leden?met=naam")
    (lid,) = [een for een in leden["leden"] if een["persoonId"] == wie]
    assert (lid["naam"] is None) is (soort == "NAW")
    # Verbeteren mag, en daarna staat er nog alles van wat niemand ziet.
    etag = {"If-Match": analist.vraag("GET", pad).headers["ETag"]}
    terug = analist.vraag(
        "PATCH", pad, json={"email": "nieuw@verzonnen.example", "reden": "Nieuw adres."},
        headers=etag,
    )  # fmt: skip
    assert terug.status_code == 200, terug.text
    assert all(terug.json()[veld] is None for veld in velden)
    verzoeken.hef_op("politie", beperking)
    assert {veld: w for veld, w in analist.haal(pad).items() if veld in velden - {"email"}} == {
        veld: voor[veld] for veld in velden - {"email"}
    }


@dataclass
class Naaste:
    """Een van een ouder en een kind in de groep, te zoeken langs de ander."""

    persoon: str
    pseudoniem: str
    naam: str
    langs: str

    def gelezen(self, beperkt: Beperkt, code: str, *alleen: str) -> set[str]:
        """Welke lezing iets van hem geeft of opent voor wie naar de ander of de groep vraagt; van
        elke een functie die haar mag en geen verzoeken behandelt."""
        inhoud = Inhoud(beperkt.inhoud[code].groep, dict(beperkt.inhoud[code].objecten))
        inhoud.objecten |= {"personen": self.langs, "leden": self.pseudoniem}
        gevonden = set()
        for operatie in beperkt.lezingen(code):
            if alleen and operatie.naam not in alleen:
                continue
            klanten = (
                klant
                for functie, klant in beperkt.mensen[code].items()
                if BEHANDELEN not in REGELS.functies[code][functie].rechten
                and mag(code, functie, operatie)
            )
            if operatie.naam in VAN_HET_WERK or (klant := next(klanten, None)) is None:
                continue
            beperkt.vanger.begin()
            tekst = inhoud.vraag(klant, operatie).text
            genoemd = any(een in tekst for een in (self.persoon, self.pseudoniem, self.naam))
            if genoemd or set(beperkt.vanger.van(self.persoon)) - VAN_HET_VERZOEK:
                gevonden.add(operatie.naam)
        return gevonden


#: Dat er een verzoek is en wie daarnaar keek staat er; wie op naam zoekt laat namen vergelijken.
VAN_HET_WERK = GAAT_DOOR | VERGELIJKT | {"lijstRechtenverzoeken"}


@pytest.mark.parametrize("code", DRIE)
def test_wie_bij_een_ander_hoort_is_ook_langs_die_ander_niet_te_vinden(
    beperkt: Beperkt, code: str
) -> None:
    """Een kind langs zijn ouder, en een ouder langs zijn kind: leden, brieven, wat weggaat."""
    verzoeken = beperkt.verzoeken
    groep, klant = verzoeken.driehoek.groep, verzoeken.driehoek.klant(code)[0]
    naam, van_ouder = f"Kruimel Verbeeld{_LETTERS[code]}", f"Korst Verbeeld{_LETTERS[code]}"
    kind = verzoeken.driehoek.bureau(code).persoon(klant, groep, naam, "2012-05-07")
    ouder = str(klant.maak("/personen", {"naam": van_ouder})["id"])
    klant.maak(f"/personen/{kind}/vertegenwoordigers", {"ouderId": ouder, "soort": "ouder"})
    plaats = {"persoonId": ouder, "categorie": 2, "kindPersoonId": kind}
    lid = klant.maak(f"/groepen/{groep}/leden", plaats)
    if code == "gemeente":
        klant.maak(f"/personen/{kind}/brieven", {}, 200)
    mensen = (
        Naaste(kind, lid["kind"], naam, langs=ouder),
        Naaste(ouder, lid["betrokkene"], van_ouder, langs=kind),
    )
    vraag = {"groep": groep, "ontvanger": "politie" if code == "gemeente" else "gemeente"}
    for naaste in mensen:
        voor = {"lijstGroepsleden", "lijstBewaarposten"}
        assert naaste.gelezen(beperkt, code, *voor) >= {"lijstGroepsleden"}, "hij staat er"
        verzoek = verzoeken.neem_aan(code, persoon=naaste.persoon, recht="beperking")["id"]
        pad = f"/personen/{naaste.persoon}/beperkingen"
        beperking = verzoeken.klant(code).maak(pad, {"verzoek": verzoek})["id"]
        assert naaste.gelezen(beperkt, code) == set()
        wat = {**vraag, "personen": [naaste.langs]}
        beperkt.vanger.begin()
        (langs,) = klant.maak("/verstrekkingen/_mogelijkheden", wat, 200)["personen"]
        assert beperkt.vanger.van(naaste.persoon) == []
        beletsels = {een["beletsel"] for soort in langs["soorten"] for een in soort["gegevens"]}
        assert ("is beperkt" in str(beletsels)) is (naaste.persoon == kind), beletsels
        verzoeken.hef_op(code, beperking)


def test_een_signaal_in_een_groepsscan_toont_niet_wat_op_zichzelf_is_beperkt(
    beperkt: Beperkt,
) -> None:
    """Het signaal rust op een politiegegeven: is dat beperkt, dan staat het signaal er ook niet."""
    verzoeken, inhoud = beperkt.verzoeken, beperkt.inhoud["politie"]
    wie, gegeven = beperkt.persoon("politie"), inhoud.objecten["politiegegevens"]
    scan = f"/groepen/{inhoud.groep}/groepsscans/{inhoud.objecten['groepsscans']}"
    analist = verzoeken.driehoek.klant("politie")[0]
    omschrijving = analist.haal(f"/personen/{wie}/politiegegevens/{gegeven}")["omschrijving"]
    soort = next(een for een in ("WPG8", "WPG13") if inhoud.geheimen[een] in omschrijving)

    def gezien() -> tuple[bool, int]:
        gelezen = analist.haal(scan)
        return inhoud.geheimen["scan"] in str(gelezen), gelezen["weggelaten"]

    signaal = {
        "persoonId": wie, "soort": "overlast", "aard": "feit", "politiegegevenId": gegeven,
        "omschrijving": "Een verzonnen groep maakte lawaai.",
    }  # fmt: skip
    assert gezien() == (True, 0)
    verzoek = verzoeken.neem_aan("politie", persoon=wie, recht="beperking")["id"]
    for anders in ({"gegeven": gegeven}, {}):
        wat = {"verzoek": verzoek, "gegevenssoort": soort, **anders}
        beperking = verzoeken.klant("politie").maak(f"/personen/{wie}/beperkingen", wat)["id"]
        assert gezien() == (False, 1), "er staat dat er iets is, en verder niets"
        fout = analist.maak(f"{scan}/signalen", signaal, 400)
        assert [een["pad"] for een in fout["fouten"]] == ["/politiegegevenId"]
        verzoeken.hef_op("politie", beperking)
    assert gezien() == (True, 0)
