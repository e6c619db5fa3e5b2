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
PRIVACY = {
    "politie": "0193aaaa-0000-7000-8000-000000000031",
    "gemeente": "0193aaaa-0000-7000-8000-000000000032",
    "om": "0193aaaa-0000-7000-8000-000000000033",
}
"""Van elke partij de privacyfunctionaris, waar een test die registreert."""
BETROKKENE = "0193aaaa-0000-7000-8000-000000000021"
TWEEDE = "0193aaaa-0000-7000-8000-000000000022"

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


NAAM = "Kruimel Nooitgedacht"
ADRES = "Nergensstraat 1, 0000 AA Nergenshuizen"
OMSCHRIJVING = "Verzonnen voorval bij de verzonnen fontein."
MOTIVERING = "Drie verzonnen meldingen op het verzonnen plein."
ZAAK = "99-000000-26"
VRAAG = "Wat is er bekend over deze groep?"
PLEK = "het verzonnen plein"
VERZONNEN = (NAAM, ADRES, OMSCHRIJVING, MOTIVERING, ZAAK, VRAAG, PLEK, "2010-02-03")
"""Woorden uit de inhoud; die mogen bij de gateway nergens te vinden zijn."""

_SOORTEN: dict[str, dict[str, Any]] = {
    "NAW": {"naam": NAAM, "adres": ADRES},
    "GEBOORTEDATUM": {"geboortedatum": "2010-02-03"},
    "BEKENDHEID": {"bekend": True},
    "WPG8": {"omschrijving": OMSCHRIJVING},
    "WPG13": {"omschrijving": OMSCHRIJVING},
    "STRAFVORDERLIJK": {"zaak": ZAAK, "omschrijving": OMSCHRIJVING},
    "CONTACT_DEELNEMER": {"naam": NAAM, "functie": "analist"},
    "B_OVERLAST": {"omschrijving": OMSCHRIJVING},
    "RECENT_VERVOLGD": {},
}
_VERZOEK = "0193aaaa-0000-7000-8000-000000000051"
_STUKKEN: dict[str, dict[str, Any]] = {
    "vraag": {"vraag": VRAAG},
    "signaal": {
        "soort": "waarneming", "bron": "politie", "datum": "2026-11-20",
        "plek": PLEK, "omschrijving": OMSCHRIJVING,
    },
    "terugkoppeling": {"onderwerp": "overig", "gedaan": True, "toelichting": OMSCHRIJVING},
    "antwoord": {"antwoord": "niets_bekend"},
    "nettolijst": {"verwijderen": [BETROKKENE]},
    "verzoek": {"verzoek": _VERZOEK, "recht": "inzage", "ontvangen": "2026-11-20"},
    "incident": {
        "incident": _VERZOEK, "aard": "vertrouwelijkheid", "ontdekt": "2026-11-22",
        "omschrijving": OMSCHRIJVING,
    },
}  # fmt: skip


def inhoud_bij(kop: dict[str, Any]) -> Inhoud:
    """Verzonnen inhoud bij een kop: bij zijn onderdelen, of bij het stuk dat hij noemt."""
    return stel_inhoud_op(
        [
            InhoudOnderdeel(o["betrokkene"], o["gegevenssoort"], _gegevens(kop, o))
            for o in kop["onderdelen"]
        ],
        MOTIVERING if kop["afweging"] else None,
        None if kop["stuk"] is None else Stuk(kop["stuk"], 1, _STUKKEN[kop["stuk"]]),
    )


def _gegevens(kop: dict[str, Any], onderdeel: dict[str, Any]) -> dict[str, Any]:
    if kop["soort"] == "correctie" and onderdeel["herkomst"] == "ontvangen":
        return {"fout": "onjuist"}
    return _SOORTEN[onderdeel["gegevenssoort"]]


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
