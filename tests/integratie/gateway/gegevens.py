"""Verzonnen gegevens: één groep, één betrokkene, van elke partij één medewerker."""

from __future__ import annotations

from typing import Any

from shared.bericht.inhoud import Inhoud, InhoudOnderdeel, Stuk, stel_inhoud_op

GROEP = "0193aaaa-0000-7000-8000-000000000001"
MEDEWERKERS = {
    "politie": ("0193aaaa-0000-7000-8000-000000000011", "analist"),
    "gemeente": ("0193aaaa-0000-7000-8000-000000000012", "regisseur"),
    "om": ("0193aaaa-0000-7000-8000-000000000013", "parketsecretaris"),
}
BETROKKENE = "0193aaaa-0000-7000-8000-000000000021"

SCHUILNAAM = "RTM-2026-014"

STARTBESLUIT: dict[str, Any] = {
    "datum": "2026-09-01",
    "groepsverband": True,
    "eerdereInterventie": True,
    "meldingen": [
        {"datum": "2026-03-04", "bron": "politie", "incident": "i1" + "A" * 41},
        {"datum": "2026-05-11", "bron": "stadsbeheer", "incident": "i2" + "A" * 41},
        {"datum": "2026-08-20", "bron": "jongerenwerk", "incident": "i3" + "A" * 41},
    ],
}


def onderdeel(soort: str, **anders: Any) -> dict[str, Any]:
    """Een onderdeel over de verzonnen betrokkene."""
    return {
        "betrokkene": BETROKKENE,
        "categorie": 1,
        "leeftijdsklasse": "16-17",
        "kind": None,
        "gegevenssoort": soort,
        "grondslag": "WPG16_1_B_2",
        "herkomst": "eigen",
        "bijzonder": False,
        "aard": "feit",
        "derdenVerwijderd": True,
        "kenmerken": None,
        "informatie": None,
        **anders,
    }


def inhoud_bij(kop: dict[str, Any]) -> Inhoud:
    """Verzonnen inhoud bij een kop: bij zijn onderdelen, of bij het stuk dat hij noemt."""
    verzonnen = {
        "NAW": {"naam": "Kruimel Nooitgedacht", "adres": "Nergensstraat 1, 0000 AA Nergenshuizen"},
        "GEBOORTEDATUM": {"geboortedatum": "2010-02-03"},
    }
    return stel_inhoud_op(
        [
            InhoudOnderdeel(o["betrokkene"], o["gegevenssoort"], verzonnen[o["gegevenssoort"]])
            for o in kop["onderdelen"]
        ],
        "Drie verzonnen meldingen op het verzonnen plein." if kop["afweging"] else None,
        None if kop["stuk"] is None else Stuk(kop["stuk"], 1, _STUKKEN[kop["stuk"]]),
    )


_STUKKEN: dict[str, dict[str, Any]] = {
    "vraag": {"vraag": "Wat is er bekend over deze groep?"},
}


def autorisatie(partij: str, functie: str, **anders: Any) -> dict[str, Any]:
    """Een autorisatie van een medewerker die alles op orde heeft."""
    return {
        "partij": partij,
        "functie": functie,
        "aangewezen": True,
        "geautoriseerd": True,
        "geheimhouding": True,
        "vog": True,
        "geldigTot": "2027-06-30",
        **anders,
    }
