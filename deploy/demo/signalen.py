"""Step 1: what people notice about a group, without anybody in it."""

from __future__ import annotations

from typing import Any

from deploy.demo.spel import REGISSEUR, DemoMislukt, Spel
from deploy.klant import Geweigerd

_GEZIEN = (
    ("jongerenwerk", "Groep van ongeveer twaalf jongeren maakt elke vrijdagavond veel lawaai."),
    ("stadsbeheer", "Drie banken en een prullenbak zijn vernield na een avond met muziek."),
)
_MET_NAAM = "Vooral Zorivanio B. jut de rest op; hij woont op de Nergenslaan 14."


def stap_een(spel: Spel) -> None:
    """A group is seen; about persons nothing may be said yet, not even in a free text."""
    spel.verteller.kop(
        "Stap 1. Signalen over groepsgedrag delen",
        "Nog geen gegevens over personen: wie ze toch opschrijft of stuurt, wordt geweigerd.",
    )
    spel.open_groep("Bedachteplein-2026")
    spel.verteller.gebeurt(
        "gemeente", "De regisseur opent de groep onder de schuilnaam Bedachteplein-2026."
    )
    for bron, tekst in _GEZIEN:
        _signaal(spel, bron, tekst)
    spel.verteller.gebeurt(
        "gemeente", f"Zij legt {len(_GEZIEN)} waarnemingen over de groep vast, elk met de bron."
    )
    try:
        _signaal(spel, "jongerenwerk", _MET_NAAM)
    except Geweigerd as weigering:
        spel.verteller.geweigerd_door("gemeente", "Een naam en een adres in de tekst", weigering)
    else:
        raise DemoMislukt("Een naam in een signaal had geweigerd moeten worden.")
    beantwoord(spel, 1)


def startbesluit(spel: Spel) -> None:
    """Three criteria, counted by the system; twice the same incident is one incident."""
    spel.verteller.kop(
        "Startbesluit", "Drie criteria, geteld door het systeem, beslist door een mens."
    )
    klant, groep = spel.klant(REGISSEUR), f"/groepen/{spel.groep}"
    _meld(spel, "politie", -200)
    avond, ochtend = _meld(spel, "stadsbeheer", -120), _meld(spel, "jongerenwerk", -119)
    (paar,) = klant.haal(f"{groep}/meldingen/samenvoegvoorstellen")["voorstellen"]
    spel.verteller.gebeurt(
        "gemeente", f"Drie meldingen. Twee ervan zijn misschien één incident: {paar['uitleg']}"
    )
    klant.zet(
        f"/meldingen/{ochtend['id']}/incident",
        {"incident": avond["incident"], "reden": "Zelfde avond, gezien door twee bronnen."},
        {"If-Match": klant.etag(f"/meldingen/{ochtend['id']}")},
    )
    _andere_criteria(spel)
    spel.verteller.gebeurt(
        "gemeente", "De groep is ingedeeld: een fluïde netwerk dat overlast veroorzaakt."
    )
    try:
        _neem(spel)
    except Geweigerd as weigering:
        spel.verteller.geweigerd_door(
            "gemeente", "Starten op drie meldingen van twee incidenten", weigering
        )
    else:
        raise DemoMislukt("Op twee incidenten had niet gestart mogen worden.")
    _meld(spel, "politie", -30)
    _neem(spel)
    spel.verteller.gebeurt(
        "gemeente", "Met een derde incident erbij staat het startbesluit; de groep is in stap 2."
    )


def start_groep(spel: Spel) -> None:
    """Straight to step 2, without a story."""
    for dagen in (-30, -60, -90):
        _meld(spel, "politie", dagen)
    _andere_criteria(spel)
    beantwoord(spel, 1)
    _neem(spel)


def _andere_criteria(spel: Spel) -> None:
    klant, groep = spel.klant(REGISSEUR), f"/groepen/{spel.groep}"
    klant.stuur(
        f"{groep}/interventies",
        {
            "partij": REGISSEUR.partij,
            "datum": spel.dag(-60),
            "omschrijving": "Een maand lang elke avond toezicht op het plein (verzonnen).",
            "overlastVerminderd": False,
        },
    )
    klant.zet(
        f"{groep}/indeling",
        {
            "indeling": {
                "aantasting": ["overlast"],
                "groepssoort": ["fluide-netwerk"],
                "gedrag": ["veroorzaakt-overlast"],
            },
            "toelichting": "Wisselende groepjes, steeds op dezelfde plek (verzonnen).",
        },
    )
    klant.zet(
        f"{groep}/groepsverband",
        {"hoofdzakelijk": True, "motivering": "Bij elke melding waren zij met zes of meer."},
    )


def _neem(spel: Spel) -> None:
    klant, groep = spel.klant(REGISSEUR), f"/groepen/{spel.groep}"
    klant.stuur(
        f"{groep}/startbesluiten",
        {"motivering": "De overlast gaat door ondanks het toezicht (verzonnen)."},
        {"If-Match": klant.etag(f"{groep}/startcriteria")},
    )


def _meld(spel: Spel, bron: str, dagen: int) -> dict[str, Any]:
    gemaakt: dict[str, Any] = spel.klant(REGISSEUR).stuur(
        f"/groepen/{spel.groep}/meldingen",
        {
            "bron": bron,
            "datum": spel.dag(dagen),
            "plek": "het winkelcentrum",
            "omschrijving": "Vernieling en geschreeuw door een grote groep (verzonnen).",
        },
    )
    return gemaakt


def beantwoord(spel: Spel, stap: int) -> None:
    """The questions of a step get an answer about the group."""
    klant = spel.klant(REGISSEUR)
    pad = f"/stapantwoorden/{spel.groep}/{stap}"
    antwoord = "Ja, dat is te zien op het plein en het winkelcentrum (verzonnen)."
    vragen = klant.haal(pad)["vragen"]
    klant.zet(pad, {"antwoorden": [antwoord] * len(vragen)})
    spel.verteller.gebeurt("gemeente", f"De {len(vragen)} vragen van stap {stap} zijn beantwoord.")


def _signaal(spel: Spel, bron: str, tekst: str) -> None:
    spel.klant(REGISSEUR).stuur(
        f"/groepen/{spel.groep}/signalen",
        {
            "soort": "waarneming",
            "bron": bron,
            "datum": spel.dag(-20),
            "plek": "het winkelcentrum",
            "omschrijving": tekst,
        },
    )
