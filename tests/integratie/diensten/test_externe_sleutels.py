"""Hoe het eigen systeem van een partij een persoon kent; het blijft binnen en gaat met hem weg."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from shared.bestand.personen.sleuteltabellen import ExterneSleutelRij
from shared.bestand.toegang.spoor import LEZING
from shared.bestand.toegang.tabellen import AlarmspoorRij, RaadplegingRij
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.vernietigen import vernietig
from tests.integratie.diensten.opstelling import Klant, Opstelling
from tests.integratie.diensten.test_systemen import COLLEGA, programma, registreer

SLEUTEL = {"systeem": "zaaksysteem", "sleutel": "PROEFZAAK-0042"}
ANDERE = {"systeem": "archief", "sleutel": "0042"}
IEMAND: dict[str, Any] = {"naam": "Wolkje Verzonnenstein", "externeSleutels": [SLEUTEL]}


def zoek(klant: Klant, sleutel: dict[str, str]) -> tuple[int, str | None]:
    antwoord = klant.vraag("POST", "/personen/externe-sleutels/_zoek", json=sleutel)
    return antwoord.status_code, antwoord.json().get("persoonId")


def verbeter(klant: Klant, persoon: str, **velden: Any) -> Any:
    etag = klant.vraag("GET", f"/personen/{persoon}").headers["ETag"]
    invoer = {"reden": "Het dossier is verhuisd.", **velden}
    return klant.vraag("PATCH", f"/personen/{persoon}", json=invoer, headers={"If-Match": etag})


def klopt_als_bsn(nummer: int) -> bool:
    """De elfproef, los van de code geschreven: 9, 8, … 2 en dan -1 keer de cijfers."""
    rest, som = divmod(nummer, 10)[0], -(nummer % 10)
    for gewicht in range(2, 10):
        som += gewicht * (rest % 10)
        rest //= 10
    return som % 11 == 0


def test_een_systeem_vindt_de_persoon_die_het_zelf_een_nummer_gaf(politie: Opstelling) -> None:
    borg = politie.autoriseer(COLLEGA, "analist")
    kenmerk = registreer(politie, borg)
    collega, systeem = politie.klant(COLLEGA), programma(politie)
    persoon = collega.maak("/personen", {**IEMAND, "externeSleutels": [SLEUTEL, ANDERE]})
    assert persoon["externeSleutels"] == [ANDERE, SLEUTEL]
    assert zoek(systeem, SLEUTEL) == (200, persoon["id"])
    assert zoek(systeem, {**SLEUTEL, "systeem": "archief"}) == (404, None)
    assert zoek(systeem, {**SLEUTEL, "sleutel": "proefzaak-0042"}) == (404, None)
    assert systeem.haal(f"/personen/{persoon['id']}") == persoon
    vondst = systeem.vraag("POST", "/personen/_zoek", json={"naam": IEMAND["naam"]}).json()
    assert vondst["personen"] == [persoon]
    with politie.dienst.transactie() as sessie:
        vraag = select(RaadplegingRij.persoon_id, RaadplegingRij.verantwoordelijke).where(
            RaadplegingRij.autorisatie_id == kenmerk, RaadplegingRij.handeling == "zoeken"
        )
        spoor = [tuple(rij) for rij in sessie.execute(vraag.order_by(RaadplegingRij.id))]
    gezocht = [persoon["id"], None, None, persoon["id"]]
    assert spoor == [(wie, borg) for wie in gezocht]


def test_buiten_de_taak_is_een_sleutel_van_niemand(politie: Opstelling) -> None:
    analist, groep = politie.medewerker("analist"), nieuw_id()
    persoon = analist.maak("/personen", IEMAND)["id"]
    analist.maak(f"/groepen/{groep}/leden", {"persoonId": persoon, "categorie": 1})
    ander = politie.medewerker(
        "analist", "ander@partij.example", alleGroepen=False, groepen=[nieuw_id()]
    )
    assert zoek(ander, SLEUTEL) == (404, None)
    assert zoek(analist, SLEUTEL) == (200, persoon)
    beheerder = politie.beheerder()
    assert zoek(beheerder, SLEUTEL) == (403, None)


def test_wie_buiten_zijn_taak_een_sleutel_raadt_staat_bij_die_persoon_in_het_spoor(
    politie: Opstelling,
) -> None:
    """De 409 zegt dat iemand er is; dan telt zij ook als een blik op hem."""
    analist, groep = politie.medewerker("analist"), nieuw_id()
    persoon = analist.maak("/personen", IEMAND)["id"]
    analist.maak(f"/groepen/{groep}/leden", {"persoonId": persoon, "categorie": 1})
    sub, taak = "ander@partij.example", {"alleGroepen": False, "groepen": [nieuw_id()]}
    kenmerk = politie.autoriseer(sub, "analist", **taak)
    ander = politie.klant(sub)
    eigen = ander.maak("/personen", {"naam": "Zonnetje Verzonnenstein"})["id"]
    for antwoord in (
        ander.vraag("POST", "/personen", json=IEMAND),
        verbeter(ander, eigen, externeSleutels=[ANDERE, SLEUTEL]),
    ):
        assert antwoord.status_code == 409
        assert persoon not in antwoord.text
    with politie.dienst.transactie() as sessie:
        spoor, alarm = RaadplegingRij, AlarmspoorRij
        gezien = select(spoor.recht, spoor.handeling).where(
            spoor.autorisatie_id == kenmerk, spoor.persoon_id == persoon
        )
        assert list(sessie.execute(gezien)) == [("personen.schrijven", "zoeken")] * 2
        geteld = select(func.count()).where(
            alarm.medewerker == kenmerk, alarm.persoon_id == persoon, alarm.soort == LEZING
        )
        assert sessie.scalar(geteld) == 2
    # Wie er niet is laat niets na, en wat niet doorging staat er niet half.
    assert zoek(analist, ANDERE) == (404, None)
    assert verbeter(ander, eigen, externeSleutels=[ANDERE]).status_code == 200


def test_wie_de_persoon_verbetert_verbetert_ook_zijn_sleutels(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", IEMAND)["id"]
    anders = verbeter(analist, persoon, externeSleutels=[ANDERE], adres="Nergensplein 1")
    assert anders.status_code == 200, anders.text
    assert (anders.json()["externeSleutels"], anders.json()["versie"]) == ([ANDERE], 3)
    assert verbeter(analist, persoon, externeSleutels=[ANDERE]).json()["versie"] == 3
    assert verbeter(analist, persoon, adres="Nergensplein 2").json()["externeSleutels"] == [ANDERE]
    assert zoek(analist, SLEUTEL) == (404, None)
    assert zoek(analist, ANDERE) == (200, persoon)
    historie = analist.haal(f"/personen/{persoon}/correcties")["correcties"]
    assert [een["oudeWaarden"] for een in historie] == [
        {"adres": None},
        {"externeSleutels": [SLEUTEL]},
        {"adres": "Nergensplein 1"},
    ]
    # Niets zeggen is geen "haal ze weg", en null dus ook niet; een lege lijst wel.
    leeg = verbeter(analist, persoon, externeSleutels=None)
    nieuw = analist.vraag("POST", "/personen", json={**IEMAND, "externeSleutels": None})
    for antwoord in (leeg, nieuw):
        assert antwoord.status_code == 400
        assert [een["pad"] for een in antwoord.json()["fouten"]] == ["/externeSleutels"]
    assert zoek(analist, ANDERE) == (200, persoon)
    assert verbeter(analist, persoon, externeSleutels=[]).json()["externeSleutels"] == []
    wijkagent = politie.medewerker("wijkagent", "wijkagent@partij.example")
    assert verbeter(wijkagent, persoon, externeSleutels=[]).status_code == 403


def test_een_sleutel_is_van_een_persoon(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    analist.maak("/personen", IEMAND)
    ander = analist.maak("/personen", {"naam": "Zonnetje Verzonnenstein"})["id"]
    for antwoord in (
        analist.vraag("POST", "/personen", json=IEMAND),
        verbeter(analist, ander, externeSleutels=[SLEUTEL]),
    ):
        assert antwoord.status_code == 409
        assert SLEUTEL["sleutel"] not in antwoord.text
    assert len(analist.haal("/personen")["personen"]) == 2
    zelfde = [SLEUTEL, {**SLEUTEL, "systeem": "archief"}]
    assert verbeter(analist, ander, externeSleutels=zelfde[1:]).status_code == 200


def _een_burgernummer() -> str:
    (negen,) = (een for een in range(999900000, 999900011) if klopt_als_bsn(een))
    return str(negen)


def test_een_burgerservicenummer_wordt_geen_sleutel(politie: Opstelling) -> None:
    """Hoe het ook is opgeschreven, en ook niet om mee te zoeken."""
    analist = politie.medewerker("analist")
    (acht,) = (een for een in range(99990000, 99990011) if klopt_als_bsn(een))
    negen = _een_burgernummer()
    geknipt = (negen[:3], negen[3:6], negen[6:])
    gevallen = [
        *(("sleutel", teken.join(geknipt)) for teken in "/_,:.- "),
        *(("sleutel", voor + negen) for voor in ("", "0", "+", "#", "BSN", "bsn:", "Sofi-", "X")),
        *(("sleutel", een) for een in (str(acht), f"{acht:09d}", f'"{negen}"')),
        *(("systeem", teken.join(geknipt)) for teken in ("", "-", ".")),
    ]
    for veld, waarde in gevallen:
        sleutel = {**SLEUTEL, veld: waarde}
        for pad, invoer, plek in (
            ("/personen", {"naam": "Wolkje", "externeSleutels": [sleutel]}, "/externeSleutels/0"),
            ("/personen/externe-sleutels/_zoek", sleutel, ""),
        ):
            antwoord = analist.vraag("POST", pad, json=invoer)
            assert antwoord.status_code == 400, waarde
            (fout,) = antwoord.json()["fouten"]
            assert fout["pad"] == f"{plek}/{veld}"
            assert "burgerservicenummer" in fout["melding"]
            assert "letters" not in fout["melding"]
            assert waarde not in antwoord.text
    eigen = (str(int(negen) + 1), "Z-2026-00053", "0193aaaa-0000-7000-8000-000099900006")
    goed = [{"systeem": "zaaksysteem", "sleutel": een} for een in eigen]
    analist.maak("/personen", {"naam": "Wolkje", "externeSleutels": goed})


def test_een_burgerservicenummer_komt_bij_niemand_in_het_bestand(politie: Opstelling) -> None:
    """In geen enkel veld, want een van die velden gaat later naar een andere partij."""
    analist, nummer = politie.medewerker("analist"), _een_burgernummer()
    gewoon = {
        "naam": "Wolkje Verzonnenstein",
        "adres": "Verzonnenstraat 12345-12347, 3011 AB",
        "woonplaats": "3011 AB Rotterdam",
        "telefoon": "+31 (0)6 9990 0006",
    }
    persoon = analist.maak("/personen", gewoon)["id"]
    fout = {
        "naam": f"Wolkje {nummer}",
        "adres": f"BSN {nummer[:4]} {nummer[4:]}",
        "woonplaats": nummer,
        "telefoon": nummer,
        "email": f"{nummer}@voorbeeld.example",
    }
    nieuw = analist.vraag("POST", "/personen", json=fout)
    anders = verbeter(analist, persoon, **fout, reden=f"nummer {nummer}")
    for antwoord, velden in ((nieuw, {*fout}), (anders, {*fout, "reden"})):
        assert antwoord.status_code == 400
        assert {een["pad"] for een in antwoord.json()["fouten"]} == {f"/{een}" for een in velden}
        assert all("burgerservicenummer" in een["melding"] for een in antwoord.json()["fouten"])
        assert nummer not in antwoord.text
    reden = "Op 12-03-2024 om 12:30 gebeld met 010 123 45 67, woont nu op 3011 AB 12."
    assert verbeter(analist, persoon, adres="Nergensplein 1", reden=reden).status_code == 200


def test_alles_wat_er_mis_is_met_sleutels_wordt_genoemd(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    fout = [{"systeem": "Zaak Systeem", "sleutel": " x"}, {"systeem": "zaaksysteem"}]
    antwoord = analist.vraag("POST", "/personen", json={"naam": "x", "externeSleutels": fout})
    assert sorted(een["pad"] for een in antwoord.json()["fouten"]) == [
        "/externeSleutels/0/sleutel",
        "/externeSleutels/0/systeem",
        "/externeSleutels/1/sleutel",
    ]
    dubbel = {"naam": "x", "externeSleutels": [SLEUTEL, SLEUTEL]}
    antwoord = analist.vraag("POST", "/personen", json=dubbel)
    assert [een["pad"] for een in antwoord.json()["fouten"]] == ["/externeSleutels"]


def test_een_vernietigde_persoon_laat_geen_sleutel_na(politie: Opstelling) -> None:
    """Ook niet op schijf: van de blinde index is te raden wie er was."""
    privacy = politie.medewerker("privacyfunctionaris")
    persoon = privacy.maak("/personen", IEMAND)["id"]
    with politie.dienst.transactie() as sessie:
        index = sessie.scalar(select(ExterneSleutelRij.zoekindex))
    assert index is not None
    vernietig(privacy, politie.bevestiger, persoon)
    assert zoek(privacy, SLEUTEL) == (404, None)
    with politie.dienst.transactie() as sessie:
        assert sessie.scalar(select(func.count()).select_from(ExterneSleutelRij)) == 0
    if politie.urls["bestand"].startswith("sqlite"):
        bestand = Path(politie.urls["bestand"].removeprefix("sqlite:///"))
        for deel in bestand.parent.glob(f"{bestand.name}*"):
            assert index.encode() not in deel.read_bytes()
    privacy.maak("/personen", IEMAND)
