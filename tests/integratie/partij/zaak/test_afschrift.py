"""Wat iemand van zijn gegevens krijgt: alles wat er is, zonder anderen, nagekeken en te lezen."""

from __future__ import annotations

import base64
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pikepdf
import pytest
from sqlalchemy import Table
from sqlalchemy.orm import Session

from shared.bestand.personen.register import PersonenRegister
from shared.dataverwerkingen.tabellen import VerwerkingenBasis
from shared.opslag.basis import Basis
from shared.opslag.typen import Tijdstip
from shared.zaak.leesklaar.woorden import woorden
from shared.zaak.rechten import bekenden
from shared.zaak.verzameling.registers import (
    ELDERS,
    GEGEVEN,
    NIET,
    PERSOON,
    PSEUDONIEM,
    tabellen_eronder,
    tabellen_over_personen,
    verzamel_registers,
)
from shared.zaak.verzameling.verzamelen import eigen_tabellen
from tests.hulp.pdftekst import tekst_van
from tests.hulp.toegankelijk import ontoegankelijk
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.verzoekwerk import DRIE, Verzoeken


@pytest.fixture
def verzoeken(gedeelde_driehoek: Wereld) -> Verzoeken:
    return Verzoeken.richt_in(gedeelde_driehoek)


def leg_vast(verzoeken: Verzoeken, wie: str, omschrijving: str) -> None:
    verzoeken.driehoek.klant("politie")[0].maak(
        f"/personen/{wie}/politiegegevens",
        {
            "artikel": "8", "eersteVerwerking": "2026-09-01", "aard": "feit",
            "derdenVerwijderd": True, "omschrijving": omschrijving,
        },
    )  # fmt: skip


def kijk_na(verzoeken: Verzoeken, code: str, verzoek: str) -> None:
    assert "laat het nakijken" in verzoeken.doe(code, verzoek, "_druk", 409)["detail"]
    verzoeken.doe(code, verzoek, "_stelafschriftop")
    verzoeken.kijk_na(code, verzoek)


@pytest.mark.parametrize("code", DRIE)
def test_wat_een_tabel_over_iemand_heeft_komt_terug_in_zijn_verzameling(
    verzoeken: Verzoeken, code: str
) -> None:
    """Wie een tabel met een persoon toevoegt, laat haar verzamelen of zegt waarom niet."""
    driehoek = verzoeken.driehoek
    u, groep = driehoek.bureau(code).uitwisseling, driehoek.groep
    wie = driehoek.bureau(code).persoon(
        driehoek.klant(code)[0], groep, "Vonk Verdicht", "2008-02-03"
    )
    with u.dienst.transactie() as sessie:
        persoon = PersonenRegister(sessie, u.dienst.kluis).lees(wie)
        eigen = eigen_tabellen(u)
        elders = {*eigen, *ELDERS, *NIET}
        namen = sorted(bekenden.namen_van(sessie, wie))
        over = {een for een in tabellen_over_personen(sessie) if een.name not in elders}
        onder = {een for een, _ in tabellen_eronder(sessie) if een.name not in elders}
        gemaakt: dict[str, dict[str, Any]] = {"persoon": {"id": wie}}
        for tabel in Basis.metadata.sorted_tables:
            if tabel in over | onder:
                _leg_verzonnen_vast(sessie, tabel, wie, namen[0], gemaakt)
        gevonden = {
            een.naam: een.rijen
            for een in verzamel_registers(sessie, u.dienst, persoon, namen, eigen)
        }
        sessie.rollback()
    assert gevonden.keys() >= {een.name for een in over | onder}
    assert gevonden.keys().isdisjoint(elders), "elders, of met een reden niet"
    assert all(len(reden) > 20 for reden in NIET.values())
    titels = woorden()["registers"]
    assert gevonden.keys() <= titels.keys(), "op papier heeft elk register een titel in woorden"
    assert not [een for een in titels.values() if "_" in een or not een[0].isupper()]
    bronnen = {*Basis.metadata.tables, *VerwerkingenBasis.metadata.tables}
    assert {*NIET, *ELDERS, *titels} <= bronnen, "een reden van een tabel die er niet meer is"


def _leg_verzonnen_vast(
    sessie: Session, tabel: Table, wie: str, naam: str, gemaakt: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """Een rij over iemand, van elke kolom iets wat erin past, met de rij waar zij naar wijst."""
    if tabel.name in gemaakt:
        return gemaakt[tabel.name]
    nu = datetime(2026, 11, 23, tzinfo=UTC)
    van = {str: "x", int: 1, bool: False, bytes: b"x", date: nu.date(), object: []}
    rij = {
        een.name: nu if isinstance(een.type, Tijdstip) else van[een.type.python_type]
        for een in tabel.columns
    }
    for sleutel in tabel.foreign_keys:
        bron = _leg_verzonnen_vast(sessie, sleutel.column.table, wie, naam, gemaakt)
        rij[sleutel.parent.name] = bron[sleutel.column.name]
    rij |= {een: wie for een in PERSOON if een in tabel.c}
    rij |= {PSEUDONIEM: naam} if PSEUDONIEM in tabel.c else {}
    rij |= {"status": "actief"} if tabel.name == "ontvangen_gegeven" else {}
    if GEGEVEN in tabel.c:
        ontvangen = Basis.metadata.tables["ontvangen_gegeven"]
        rij[GEGEVEN] = _leg_verzonnen_vast(sessie, ontvangen, wie, naam, gemaakt)["id"]
    sessie.execute(tabel.insert().values(rij))
    gemaakt[tabel.name] = rij
    return rij


def test_wat_in_een_register_verzegeld_staat_krijgt_hij_open(verzoeken: Verzoeken) -> None:
    wie = verzoeken.driehoek.persoon("politie", ("Gloor Verdicht", "2008-02-04"))
    klant = verzoeken.klant("politie")
    etag = klant.vraag("GET", f"/personen/{wie}").headers["ETag"]
    wijziging = {"adres": "Nieuwpad 7", "reden": "Hij is verhuisd (verzonnen)."}
    klant.vraag("PATCH", f"/personen/{wie}", json=wijziging, headers={"If-Match": etag})
    verzoek = verzoeken.neem_aan("politie", persoon=wie, omschrijving="Wil alles zien.")["id"]
    alles = klant.maak("/betrokkenen/_verzamel", {"verzoek": verzoek}, 200)
    registers = {een["naam"]: een["rijen"] for een in alles["registers"]}
    assert registers["correctie"][0]["inhoud"]["reden"] == wijziging["reden"]
    assert registers["rechtenverzoek"][-1]["inhoud"]["omschrijving"] == "Wil alles zien."
    namen = {naam for rijen in registers.values() for rij in rijen for naam in rij}
    assert not {naam for naam in namen if naam.lower().endswith("door")}, "geen collega erin"


def test_ook_brief_weging_en_groepsscan_staan_in_wat_iemand_krijgt(verzoeken: Verzoeken) -> None:
    """Wat een partij voor de aanpak over hem vastlegde is van hem, ook wat nooit wegging."""
    driehoek, naam = verzoeken.driehoek, "Hanno Verdicht"
    wie = verzoeken.deel(naam)
    klant, bij_gemeente = driehoek.klant("politie")[0], verzoeken.bij("gemeente", naam)
    scans = f"/groepen/{driehoek.groep}/groepsscans"
    scan = klant.maak(scans, {"verzoekId": driehoek.vraag("gemeente", "politie")})["id"]
    signaal = {"persoonId": wie, "soort": "overlast", "aard": "oordeel"}
    klant.maak(f"{scans}/{scan}/signalen", {**signaal, "omschrijving": "Lijkt mee te lopen."})
    driehoek.kantoor.naar_stap(3)
    lijst = driehoek.stel_samen("gemeente")
    for regel in lijst["regels"]:
        assert driehoek.weeg(lijst["id"], regel, "blijft").status_code == 200
    politie, gemeente = (
        {
            een["naam"]: een["rijen"]
            for een in verzoeken.klant(code).maak(
                "/betrokkenen/_verzamel", {"verzoek": verzoeken.neem_aan(code, persoon=hij)["id"]},
                200,
            )["registers"]
        }
        for code, hij in (("politie", wie), ("gemeente", bij_gemeente))
    )  # fmt: skip
    (gevonden,) = politie["groepsscansignaal"]
    assert gevonden["inhoud"] == {"omschrijving": "Lijkt mee te lopen."}
    assert "opgesteldOp" in gevonden["scanInhoud"], "ook waar het bij hoort"
    (weging,) = gemeente["lijstweging"]
    assert weging["inhoud"] == {"reden": "Geheime reden van weging (verzonnen)."}
    assert gemeente["informatiestatus"][0]["status"] == "geinformeerd"
    assert "verstuurd" in {een["stand"] for een in gemeente["brief"]}
    assert gemeente.keys().isdisjoint(NIET)


def test_een_ander_in_de_tekst_is_een_andere_persoon_en_een_mens_kijkt_het_na(
    verzoeken: Verzoeken,
) -> None:
    wie = verzoeken.deel("Zwaan Verdicht")
    verzoeken.driehoek.persoon("politie", ("Nalin ter Fantasie", "2012-01-11"))
    leg_vast(verzoeken, wie, "Liep met Jan de Vries langs het plein; Zwaan Verdicht riep iets.")
    leg_vast(verzoeken, wie, "Vocht met Nalin (geb. 11 januari 2012), bel 06-12345678.")
    leg_vast(verzoeken, wie, "Later zag Jan de scooter van de buurman.")
    verzoek = verzoeken.neem_aan("politie", persoon=wie)["id"]
    pad = f"/rechtenverzoeken/{verzoek}"
    klant = verzoeken.klant("politie")
    opgesteld = klant.maak(f"{pad}/_stelafschriftop", {}, 200)
    teksten = [een["gegevens"]["omschrijving"] for een in opgesteld["inhoud"]["eigen"]]
    assert "Liep met een andere persoon langs het plein; Zwaan Verdicht riep iets." in teksten
    genoot = "Vocht met een andere persoon (een weggelaten geboortedatum), bel een weggelaten "
    assert f"{genoot}telefoonnummer." in teksten, "wie bij dezelfde groep hoort is bekend"
    assert not {een for een in ("Vries", "Nalin", "2012", "1234") if een in json.dumps(opgesteld)}
    assert opgesteld["nagekekenOp"] is None
    scooter = next(nr for nr, tekst in enumerate(teksten) if "scooter" in tekst)
    vervangen = {een["pad"] for een in opgesteld["vervangen"]}
    assert vervangen == {f"/eigen/{nr}/gegevens/omschrijving" for nr in {0, 1, 2} - {scooter}}
    (bekijk,) = opgesteld["teBekijken"]
    assert (bekijk["pad"], bekijk["tekst"]) == (
        f"/eigen/{scooter}/gegevens/omschrijving", teksten[scooter],
    )  # fmt: skip
    assert bekijk["titel"].startswith("Wat wij zelf over u vastlegden, ")

    verzoeken.doe("politie", verzoek, "_afstemmen", voorstel="toewijzen")
    te_vroeg = verzoeken.doe("politie", verzoek, "_druk", 409)
    assert "besluit staat nog niet vast" in te_vroeg["detail"]
    verzoeken.doe("politie", verzoek, "_beslis", uitkomst="toegewezen")
    niet_nagekeken = verzoeken.doe("politie", verzoek, "_druk", 409)
    assert "laat het nakijken" in niet_nagekeken["detail"], "een antwoord zonder zijn gegevens"
    ongezien = verzoeken.doe("politie", verzoek, "_kijkafschriftna", 409, versie=1)
    assert bekijk["pad"] in ongezien["detail"], "elke tekst bekijkt een mens zelf"
    gekeken = verzoeken.doe(
        "politie", verzoek, "_kijkafschriftna", versie=1, bekeken=[bekijk["pad"]]
    )
    assert gekeken["nagekekenOp"] is not None
    voorgelezen = json.dumps(gekeken["inWoorden"], ensure_ascii=False)
    assert "Wat er staat: Later zag Jan de scooter van de buurman." in voorgelezen
    assert wie not in voorgelezen, "wat alleen voor een computer is leest niemand voor"
    verzoeken.doe("politie", verzoek, "_kijkafschriftna", 409, versie=1)
    verloop = klant.haal(f"{pad}/verloop")["verloop"]
    assert [een["gebeurtenis"] for een in verloop][-1] == "nagekeken"

    pdf = verzoeken.doe("politie", verzoek, "_druk")["document"]
    assert _gegevens_in(pdf)["eigen"] == gekeken["inhoud"]["eigen"], "hetzelfde voor een computer"
    with pikepdf.open(io.BytesIO(base64.b64decode(pdf))) as open_:
        assert ontoegankelijk(open_) == []


def test_wat_iemand_weglaat_uit_een_afschrift_bekijkt_een_tweede_voor_alles_tegelijk(
    verzoeken: Verzoeken,
) -> None:
    """Een tekst niet geven is een afwijzing in deel, ook als zij in stukjes komt."""
    wie = verzoeken.deel("Zwelling Verdicht")
    for tekst in ("Reed weg op de scooter van de buurman.", "Riep iets.", "Liep weg."):
        leg_vast(verzoeken, wie, tekst)
    verzoek = verzoeken.neem_aan("politie", persoon=wie)["id"]
    opgesteld = verzoeken.doe("politie", verzoek, "_stelafschriftop")
    ander, pad = verzoeken.tweede("politie"), f"/rechtenverzoeken/{verzoek}"
    fout = verzoeken.doe("politie", verzoek, "_kijkafschriftna", 400, versie=1, weg=["/niets/0"])
    assert [een["pad"] for een in fout["fouten"]] == ["/weg"]
    ander.maak(f"{pad}/_bevestigafschrift", {"versie": 1, "akkoord": True}, 409)
    weg = [f"/eigen/{nr}/gegevens/omschrijving" for nr in range(3)]
    gevraagd = verzoeken.doe("politie", verzoek, "_kijkafschriftna", versie=1, weg=weg[:1])
    assert (gevraagd["nagekekenOp"], gevraagd["wachtOpTweede"]) == (None, True)
    assert gevraagd["inhoud"] == opgesteld["inhoud"], "er is nog niets weg"
    gevraagd = verzoeken.doe("politie", verzoek, "_kijkafschriftna", versie=1, weg=weg)
    assert gevraagd["weg"] == weg, "wat wordt weggelaten is een geheel"
    zelf = verzoeken.klant("politie").vraag(
        "POST", f"{pad}/_bevestigafschrift", json={"versie": 1, "akkoord": True}
    )
    assert (zelf.status_code, "zelf weg" in zelf.json()["detail"]) == (403, True)
    werk = ander.haal("/werklijst?paginagrootte=200")["werk"]
    (stuk,) = [een for een in werk if een["soort"] == "rechtenverzoek-weglaten"
               and een["onderwerp"] == verzoek]  # fmt: skip
    assert ander.haal(stuk["pad"])["weg"] == weg
    ander.maak(f"{pad}/_bevestigafschrift", {"versie": 1, "akkoord": False}, 200)
    verzoeken.doe("politie", verzoek, "_kijkafschriftna", versie=1, weg=weg[:2])
    klaar = ander.maak(f"{pad}/_bevestigafschrift", {"versie": 1, "akkoord": True}, 200)
    teksten = [een["gegevens"]["omschrijving"] for een in klaar["inhoud"]["eigen"]]
    assert (teksten[:2], klaar["nagekekenOp"] is not None) == (["weggelaten"] * 2, True)
    assert teksten[2] != "weggelaten"
    # In stukjes: opnieuw opstellen begint bij niets, en wat dan weggaat bekijkt weer een tweede.
    opnieuw = verzoeken.doe("politie", verzoek, "_stelafschriftop")
    assert "weggelaten" not in str(opnieuw["inhoud"]["eigen"])
    nog = verzoeken.doe("politie", verzoek, "_kijkafschriftna", versie=2, weg=weg[2:])
    assert nog["nagekekenOp"] is None
    gebeurd = [een["gebeurtenis"] for een in ander.haal(f"{pad}/verloop")["verloop"]]
    assert gebeurd[-1] == "weglaten_voorgesteld"


def test_elke_partij_drukt_haar_eigen_deel_en_niet_voor_het_besluit_vaststaat(
    verzoeken: Verzoeken,
) -> None:
    wie = verzoeken.deel("Oever Verdicht")
    verzoek = verzoeken.neem_aan("politie", persoon=wie)["id"]
    verzoeken.vertel("politie", verzoek)
    for code in DRIE:
        assert "niet vast" in verzoeken.doe(code, verzoek, "_druk", 409)["detail"]
        verzoeken.doe(code, verzoek, "_afstemmen", voorstel="toewijzen")
    verzoeken.doe(
        "om", verzoek, "_beslis", uitkomst="deels_toegewezen", gronden=["WJSG21_2_B"],
        motivering="Zolang dat onderzoek loopt is het nodig (verzonnen).",
    )  # fmt: skip
    assert "tweede" in verzoeken.doe("om", verzoek, "_druk", 409)["detail"]
    pad = f"/rechtenverzoeken/{verzoek}/_bevestig"
    verzoeken.tweede("om").maak(pad, {"akkoord": True}, 200)
    kijk_na(verzoeken, "om", verzoek)
    van_om = _antwoord_in(verzoeken.doe("om", verzoek, "_druk")["document"])
    assert [(een["partij"], een["uitkomst"]) for een in van_om["delen"]] == [
        ("om", "deels_toegewezen")
    ]
    verzoeken.doe("gemeente", verzoek, "_beslis", uitkomst="toegewezen")
    kijk_na(verzoeken, "gemeente", verzoek)
    van_gemeente = _antwoord_in(verzoeken.doe("gemeente", verzoek, "_druk")["document"])
    assert (van_gemeente["delen"][0]["partij"], van_gemeente["ontvangers"]) == (
        "gemeente", ["politie"],
    )  # fmt: skip
    verzoeken.doe("politie", verzoek, "_druk", 409)
    verzoeken.doe("politie", verzoek, "_beslis", uitkomst="toegewezen")
    kijk_na(verzoeken, "politie", verzoek)
    van_politie = _antwoord_in(verzoeken.doe("politie", verzoek, "_druk")["document"])
    assert len(van_politie["delen"]) == len(DRIE)


def test_een_tekst_die_met_een_dag_begint_staat_er_heel(verzoeken: Verzoeken) -> None:
    wie = verzoeken.deel("Reiger Verdicht")
    leg_vast(verzoeken, wie, "2026-09-01 riep hij iets op het plein.")
    verzoek = verzoeken.neem_aan("politie", persoon=wie)["id"]
    verzoeken.doe("politie", verzoek, "_stelafschriftop")
    verzoeken.kijk_na("politie", verzoek)
    verzoeken.doe("politie", verzoek, "_afstemmen", voorstel="toewijzen")
    verzoeken.doe("politie", verzoek, "_beslis", uitkomst="toegewezen")
    pdf = verzoeken.doe("politie", verzoek, "_druk")["document"]
    with pikepdf.open(io.BytesIO(base64.b64decode(pdf))) as open_:
        tekst = tekst_van(open_)
    assert "2026-09-01 riep hij iets op het plein." in tekst
    assert "Voor het eerst vastgelegd op: 1 september 2026" in tekst, (
        "een dag alleen wel zoals men hem leest"
    )


@pytest.mark.parametrize(
    "weg",
    [
        "/eigen",
        "/eigen/0",
        "/registers",
        "/persoon",
        "/persoon/naam",
        "/eigen/²",
        "/eigen/0/²",
        "/",
    ],
)
def test_wie_nakijkt_laat_een_ander_weg_en_wijst_niets_alleen_af(
    verzoeken: Verzoeken, weg: str
) -> None:
    """Een heel onderdeel niet geven is een afwijzing, en die bekijkt een tweede."""
    wie = verzoeken.deel(f"Sperwer {weg.encode().hex()[:9]}")
    leg_vast(verzoeken, wie, "Riep iets op het plein.")
    verzoek = verzoeken.neem_aan("politie", persoon=wie)["id"]
    verzoeken.doe("politie", verzoek, "_stelafschriftop")
    fout = verzoeken.doe("politie", verzoek, "_kijkafschriftna", 400, versie=1, weg=[weg])
    assert [een["pad"] for een in fout["fouten"]] == ["/weg"]
    pad = f"/rechtenverzoeken/{verzoek}/afschrift"
    assert verzoeken.klant("politie").haal(pad)["nagekekenOp"] is None


def test_een_afschrift_gaat_mee_als_iemand_wordt_vernietigd(verzoeken: Verzoeken) -> None:
    wie = verzoeken.driehoek.persoon("politie", ("Schijn Verdicht", "2008-02-05"))
    verzoek = verzoeken.neem_aan("politie", persoon=wie)["id"]
    verzoeken.doe("politie", verzoek, "_stelafschriftop")
    klant = verzoeken.klant("politie")
    verzoeken.driehoek.wereld.bureaus["politie"].laat_gaan(wie)
    assert klant.vraag("GET", f"/rechtenverzoeken/{verzoek}/afschrift").status_code == 404


def _gegevens_in(document: str) -> dict[str, list[object]]:
    """Wat er voor een computer in het document zit."""
    with pikepdf.open(io.BytesIO(base64.b64decode(document))) as pdf:
        (bijlage,) = pdf.attachments.values()
        gegevens: dict[str, list[object]] = json.loads(bijlage.get_file().read_bytes())["gegevens"]
        return gegevens


def _antwoord_in(document: str) -> dict[str, Any]:
    """Het antwoord zelf, voor een computer."""
    with pikepdf.open(io.BytesIO(base64.b64decode(document))) as pdf:
        (bijlage,) = pdf.attachments.values()
        antwoord: dict[str, Any] = json.loads(bijlage.get_file().read_bytes())["antwoord"]
        return antwoord
