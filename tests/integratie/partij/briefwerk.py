"""Wat de tests over brieven samen hebben: iemand die nog niets weet, en een brief die weggaat."""

from __future__ import annotations

import base64
import io
from typing import Any

import httpx
import pikepdf

from tests.hulp.kenmerk import nieuw_id
from tests.hulp.pdftekst import tekst_van
from tests.hulp.toegankelijk import ontoegankelijk
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.stroomzaak import Stroomzaak

VANDAAG = "2026-11-23"


def de_regisseur(zaak: Stroomzaak) -> Klant:
    return zaak.driehoek.klant("gemeente")[0]


def onwetende(zaak: Stroomzaak, geboren: str = "2009-03-05", **anders: Any) -> str:
    """Een lid van de groep, in het bestand van de gemeente, die nog niets weet."""
    klant = de_regisseur(zaak)
    invoer = {
        "naam": f"Wimpel {nieuw_id()[-6:]}", "geboortedatum": geboren,
        "adres": "Verzonnenlaan 1", "woonplaats": "Nergenshuizen", **anders,
    }  # fmt: skip
    persoon = str(klant.maak("/personen", invoer)["id"])
    lid = {"persoonId": persoon, "categorie": 1}
    klant.maak(f"/groepen/{zaak.driehoek.groep}/leden", lid)
    return persoon


def ouder_van(zaak: Stroomzaak, kind: str, **anders: Any) -> str:
    klant = de_regisseur(zaak)
    invoer = {"naam": f"Hommel {nieuw_id()[-6:]}", "adres": "Elders 2", "woonplaats": "Nergens"}
    ouder = str(klant.maak("/personen", {**invoer, **anders})["id"])
    klant.maak(f"/personen/{kind}/vertegenwoordigers", {"ouderId": ouder, "soort": "ouder"})
    return ouder


def maak_brieven(zaak: Stroomzaak, persoon: str) -> list[dict[str, Any]]:
    antwoord = de_regisseur(zaak).vraag("POST", f"/personen/{persoon}/brieven")
    assert antwoord.status_code == 200, antwoord.text
    brieven: list[dict[str, Any]] = antwoord.json()["brieven"]
    return brieven


def doe_met(zaak: Stroomzaak, brief: dict[str, Any], wat: str, **invoer: Any) -> httpx.Response:
    klant, pad = de_regisseur(zaak), f"/brieven/{brief['id']}"
    etag = klant.vraag("GET", pad).headers["ETag"]
    return klant.vraag("POST", f"{pad}/{wat}", json=invoer, headers={"If-Match": etag})


def verstuur(zaak: Stroomzaak, brief: dict[str, Any], op: str = VANDAAG) -> None:
    antwoord = doe_met(zaak, brief, "_verstuurd", wijze="verzonden", op=op)
    assert antwoord.status_code == 200, antwoord.text


def stand_van(zaak: Stroomzaak, persoon: str, klant: Klant | None = None) -> dict[str, Any]:
    pad = f"/informeerstanden?groep={zaak.driehoek.groep}&paginagrootte=200"
    personen = (klant or de_regisseur(zaak)).haal(pad)["personen"]
    (regel,) = [een for een in personen if een["persoonId"] == persoon]
    gevonden: dict[str, Any] = regel
    return gevonden


def werk_over(zaak: Stroomzaak, onderwerp: str) -> list[dict[str, Any]]:
    stukken = de_regisseur(zaak).haal("/werklijst?paginagrootte=200")["werk"]
    return [stuk for stuk in stukken if stuk["onderwerp"] == onderwerp]


def weet_overal(zaak: Stroomzaak, persoon: str) -> bool:
    """Of deze persoon het weet, volgens wat er meegaat, zijn bladzijde, de lijst en het werk."""
    klant = de_regisseur(zaak)
    status = klant.haal(f"/personen/{persoon}/informatiestatus")
    regel, gaf = stand_van(zaak, persoon), dichte_poorten(zaak, persoon)
    werk = {stuk["soort"] for stuk in werk_over(zaak, persoon)}
    weet = (gaf == set(), status["status"] == "geinformeerd", regel["stand"] == "geinformeerd")
    assert len({*weet, not werk}) == 1, (gaf, status["status"], regel["stand"], werk)
    return weet[0]


def brieven_nodig(zaak: Stroomzaak, toezichthouder: Klant) -> int:
    """Hoeveel mensen van de groep volgens het toezichtoverzicht nog een brief moeten krijgen."""
    pad = "/toezichtoverzicht?rubriek=brieven&paginagrootte=200"
    regels = [
        een for een in toezichthouder.haal(pad)["regels"] if een["groep"] == zaak.driehoek.groep
    ]
    return sum(int(een["titel"].rpartition(": ")[2]) for een in regels)


def dichte_poorten(zaak: Stroomzaak, persoon: str) -> set[int]:
    """De poorten die dicht zijn als de burgemeester iets over deze persoon geeft."""
    zaak.mensen["gemeente", persoon] = persoon
    deel = zaak.deel("gemeente", "politie", "NAW", persoon)
    return zaak.poorten("politie", zaak.geef("gemeente", "politie", [deel]))


def pdf_van(zaak: Stroomzaak, brief: dict[str, Any]) -> bytes:
    return base64.b64decode(de_regisseur(zaak).haal(f"/brieven/{brief['id']}")["document"])


def tekst_uit(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert ontoegankelijk(document) == []
        return tekst_van(document)
