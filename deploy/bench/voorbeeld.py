"""A toetsverzoek for the measurements: politie to gemeente in step 2, two onderdelen, permitted."""

from __future__ import annotations

from typing import Any

_ID = "0197f000-0000-7000-8000-0000000000{:02d}"
_HASH = "A" * 43
"""A hash of nothing in particular."""

_GROEP, _VERZOEK, _AFZENDER, _ONTVANGER, _BETROKKENE = (_ID.format(n) for n in range(1, 6))


def toetsverzoek() -> dict[str, Any]:
    """Kop and toestand in the shape of the profile."""
    return {"kop": _kop(), "toestand": _toestand()}


def _kop() -> dict[str, Any]:
    return {
        "versie": "2",
        "id": _ID.format(9),
        "tijdstip": "2026-11-24T10:00:00Z",
        "convenant": "rotterdam-groepsaanpak-2019",
        "soort": "verstrekking",
        "afzender": "politie",
        "ontvanger": "gemeente",
        "medewerker": _AFZENDER,
        "ontvangendeMedewerker": _ONTVANGER,
        "groep": _GROEP,
        "stap": 2,
        "doel": "D1",
        "kanaal": "koppelvlak",
        "overleg": None,
        "uiting": None,
        "stuk": None,
        "onderdelen": [_onderdeel("NAW"), _onderdeel("GEBOORTEDATUM")],
        "afweging": {
            "noodzaak": True,
            "proportionaliteit": True,
            "subsidiariteit": True,
            "zwaarwegendAlgemeenBelang": None,
            "motivering": _HASH,
        },
        "inReactieOp": _VERZOEK,
        "inhoudCommitment": _HASH,
        "vernietigd": None,
    }


def _onderdeel(soort: str) -> dict[str, Any]:
    return {
        "betrokkene": _BETROKKENE,
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
    }


def _toestand() -> dict[str, Any]:
    return {
        "nu": "2026-11-24T10:00:00Z",
        "convenant": {
            "id": "rotterdam-groepsaanpak-2019",
            "laatsteOndertekening": "2019-07-16",
            "beeindigdPer": None,
            "opzeggingen": [],
        },
        "partijen": {
            "politie": {"actief": True, "dpiaGoedgekeurd": True},
            "gemeente": {"actief": True, "dpiaGoedgekeurd": True},
        },
        "autorisaties": {
            _AFZENDER: _autorisatie("politie", "analist"),
            _ONTVANGER: _autorisatie("gemeente", "regisseur"),
        },
        "groep": {
            "id": _GROEP,
            "stap": 2,
            "status": "actief",
            "startbesluit": {
                "datum": "2026-09-01",
                "groepsverband": True,
                "eerdereInterventie": True,
                "meldingen": [
                    {"datum": "2026-03-04", "bron": "politie", "incident": f"i1{_HASH[2:]}"},
                    {"datum": "2026-05-11", "bron": "stadsbeheer", "incident": f"i2{_HASH[2:]}"},
                    {"datum": "2026-08-20", "bron": "jongerenwerk", "incident": f"i3{_HASH[2:]}"},
                ],
            },
            "eindcriterium": None,
            "prioritering": None,
            "strafrechtelijkOnderzoek": None,
            "informatieverzoeken": [{"id": _VERZOEK, "van": "gemeente", "aan": "politie"}],
        },
        "verwijzing": None,
        "overleg": None,
    }


def _autorisatie(partij: str, functie: str) -> dict[str, Any]:
    return {
        "partij": partij,
        "functie": functie,
        "aangewezen": True,
        "geautoriseerd": True,
        "geheimhouding": True,
        "vog": True,
        "geldigTot": "2027-06-30",
    }
