"""Examples for the API description: one invented exchange, the same everywhere."""

from __future__ import annotations

from typing import Any

Voorbeeld = dict[str, Any]

_GROEP = "0193aaaa-0000-7000-8000-000000000001"
_AFZENDER = "0193aaaa-0000-7000-8000-000000000011"
_ONTVANGER = "0193aaaa-0000-7000-8000-000000000012"
_BERICHT = "0193aaaa-0000-7000-8000-000000000900"
_BESLUIT = "0193aaaa-0000-7000-8000-000000000700"
_NU = "2026-11-23T12:00:00Z"
_HANDTEKENING = "eyJhbGciOiJQUzI1NiJ9..c2lnbmF0dXJl"
_PEM = "-----BEGIN CERTIFICATE-----\nMIIB…\n-----END CERTIFICATE-----\n"
_HASH = "P3d4BBV9QXS3341MA9jCZgcVyFQqgD/ROOanJf0ahgc="
CHECKPOINT = (
    "driehoek.example/rotterdam\n3\nSNwzCjsAPDvgXc/mcVcKfHVU2b8Tf4g45cV4mlYuq7Y=\n\n"
    "— driehoek.example/rotterdam nwYGVWT1y6j6o7D8uVzMejQx0PMUfeUb\n"
)

_COMMITMENT = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
_UITING = "0193aaaa-0000-7000-8000-000000000b01"
_OVERLEG = "0193aaaa-0000-7000-8000-000000000a01"

_KOP: Voorbeeld = {
    "versie": "2",
    "id": _BERICHT,
    "tijdstip": _NU,
    "convenant": "rotterdam-groepsaanpak-2019",
    "soort": "informatieverzoek",
    "afzender": "partij-a",
    "ontvanger": "partij-b",
    "medewerker": _AFZENDER,
    "ontvangendeMedewerker": _ONTVANGER,
    "groep": _GROEP,
    "stap": 2,
    "doel": None,
    "kanaal": "koppelvlak",
    "overleg": None,
    "onderdelen": [],
    "afweging": None,
    "inReactieOp": None,
    "inhoudCommitment": _COMMITMENT,
    "uiting": None,
    "stuk": "vraag",
    "vernietigd": None,
}
_TOEGESTAAN: Voorbeeld = {
    "besluit": "toegestaan",
    "redenen": [],
    "grondslagen": [],
    "plichten": [],
}
GROEP: Voorbeeld = {
    "id": _GROEP,
    "code": "RTM-2026-014",
    "stap": 2,
    "status": "actief",
    "startbesluit": {
        "datum": "2026-09-01",
        "groepsverband": True,
        "eerdereInterventie": True,
        "meldingen": [{"datum": "2026-08-20", "bron": "jongerenwerk", "incident": "i3" + "A" * 41}],
    },
    "eindcriterium": None,
    "prioritering": None,
    "strafrechtelijkOnderzoek": None,
    "informatieverzoeken": [],
}
_LOGBOEK: Voorbeeld = {
    "bladnummer": 1,
    "grootte": 3,
    "bewijs": [_HASH],
    "checkpoint": CHECKPOINT,
    "getuigen": [],
}
BLAD: Voorbeeld = {**_LOGBOEK, "blad": "eyJ2IjoxfQ=="}

BLADREEKS: Voorbeeld = {
    "vanaf": 0,
    "tot": 3,
    "grootte": 3,
    "checkpoint": CHECKPOINT,
    "bladen": [{"bladnummer": 1, "blad": "eyJ2IjoxfQ==", "bewijs": [_HASH]}],
}

_JWE = "eyJhbGciOiJSU0EtT0FFUCJ9.c2xldXRlbA.aXY.aW5ob3Vk.dGFn"
BERICHT: Voorbeeld = {"kop": _KOP, "inhoud": _JWE}
UITWISSELING: Voorbeeld = {
    "id": _BERICHT,
    "besluit": _TOEGESTAAN,
    "ontvangst": {
        "inhoud": f'{{"id":"{_BERICHT}","status":"aanvaard"}}',
        "handtekening": _HANDTEKENING,
    },
    "logboek": BLAD,
}
PARTIJEN: Voorbeeld = {
    "partijen": [
        {
            "code": "partij-a",
            "oin": "00000099000000000001",
            "naam": "Voorbeeldpartij A",
            "endpoint": "https://partij-a.example",
            "actief": True,
            "dpiaGoedgekeurd": True,
            "certificaten": {
                "transport": _PEM,
                "ondertekening": _PEM,
                "versleuteling": _PEM,
            },
            "documenten": [
                {
                    "inhoud": '{"code":"partij-a","soort":"partijdocument","versie":1}',
                    "handtekening": _HANDTEKENING,
                }
            ],
            "bewijsstukken": [_PEM],
        }
    ]
}
GELEZEN_GROEP: Voorbeeld = {
    **GROEP,
    "afgeslotenOp": None,
    "convenant": {"laatsteOndertekening": "2026-07-16", "beeindigdPer": None, "opzeggingen": []},
}
GROEPEN: Voorbeeld = {"groepen": [GELEZEN_GROEP], "volgende": None}
AUTORISATIES: Voorbeeld = {
    "autorisaties": [
        {
            "id": _ONTVANGER,
            "partij": "partij-b",
            "functie": "regisseur",
            "geldigTot": "2027-06-30",
            "geldig": True,
        }
    ],
    "volgende": None,
}
EIGEN_AUTORISATIE: Voorbeeld = {
    "id": _AFZENDER,
    "partij": "partij-a",
    "functie": "functie-a",
    "rechten": ["controleren"],
    "geldigTot": "2027-06-30",
    "aanstelling": None,
}
AUTORISATIE_IN: Voorbeeld = {
    "id": _AFZENDER,
    "versie": 1,
    "tijdstip": "2026-11-23T12:00:00Z",
    "partij": "partij-a",
    "functie": "analist",
    "aangewezen": True,
    "geautoriseerd": True,
    "geheimhouding": True,
    "vog": True,
    "geldigTot": "2027-06-30",
}
AUTORISATIE_UIT: Voorbeeld = {
    "id": _AFZENDER,
    "partij": "partij-a",
    "functie": "analist",
    "geldigTot": "2027-06-30",
    "bladnummer": 7,
}
GROEPSBESLUIT_IN: Voorbeeld = {
    "besluit": {
        "id": _BESLUIT,
        "groep": _GROEP,
        "soort": "openen",
        "tijdstip": _NU,
        "gegevens": {"code": "RTM-2026-014"},
    },
    "handtekeningen": {"partij-b": {"medewerker": _ONTVANGER, "handtekening": _HANDTEKENING}},
}
_VOORGESTELD: Voorbeeld = {
    "id": _BESLUIT,
    "groep": _GROEP,
    "soort": "prioritering",
    "tijdstip": _NU,
    "gegevens": {"prioritering": "ja", "randvoorwaarden": ["maandelijks-overleg"]},
}
VOORSTEL_IN: Voorbeeld = {
    "besluit": _VOORGESTELD, "medewerker": _ONTVANGER, "handtekening": _HANDTEKENING,
}  # fmt: skip
VOORSTEL: Voorbeeld = {
    "besluit": _VOORGESTELD,
    "digest": "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ=",
    "voorgelegdDoor": "partij-b",
    "voorgelegdOp": _NU,
    "getekendDoor": ["partij-b"],
    "wachtOp": ["partij-a", "partij-c"],
    "stand": "open",
    "antwoorden": {},
    "afgedaanOp": None,
}
_ANTWOORD: Voorbeeld = {
    "besluit": "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ=",
    "antwoord": "ja_mits",
    "randvoorwaarden": ["extra-toezicht"],
    "toelichting": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "tijdstip": _NU,
}
ANTWOORD_IN: Voorbeeld = {
    "antwoord": _ANTWOORD, "medewerker": _ONTVANGER, "handtekening": _HANDTEKENING,
}  # fmt: skip
VOORSTEL_TERUG: Voorbeeld = {
    **VOORSTEL,
    "wachtOp": [],
    "stand": "teruggegeven",
    "antwoorden": {"partij-a": {**ANTWOORD_IN, "op": _NU}},
    "afgedaanOp": _NU,
}
GROEPSBESLUIT_UIT: Voorbeeld = {"bladnummer": 8, "groep": GROEP}
EVALUATIE_IN: Voorbeeld = {
    "subject": {"type": "medewerker", "id": _AFZENDER, "properties": {"partij": "partij-a"}},
    "action": {"name": "informatieverzoek"},
    "resource": {"type": "groep", "id": _GROEP},
    "context": {"kop": _KOP},
}
EVALUATIE_UIT: Voorbeeld = {"decision": True, "context": _TOEGESTAAN}
EVALUATIES_IN: Voorbeeld = {**EVALUATIE_IN, "evaluations": [{"context": {"kop": _KOP}}]}
EVALUATIES_UIT: Voorbeeld = {"evaluations": [EVALUATIE_UIT]}
AUTHZEN_CONFIGURATIE: Voorbeeld = {
    "policy_decision_point": "https://gateway.driehoek.example",
    "access_evaluation_endpoint": "https://gateway.driehoek.example/access/v1/evaluation",
    "access_evaluations_endpoint": "https://gateway.driehoek.example/access/v1/evaluations",
}
DAGSTAND: Voorbeeld = {
    "dag": "2026-11-23", "grootte": 3, "notitie": CHECKPOINT, "getuigen": ["partij-a"],
}  # fmt: skip
CONSISTENTIE: Voorbeeld = {"van": 1, "tot": 3, "bewijs": [_HASH]}
BUNDEL_IN: Voorbeeld = {"bericht": _BERICHT}
BUNDEL_UIT = "(de bytes van de bundel)"

INVOERFOUTEN: Voorbeeld = {
    "invoerfouten": [
        {
            "partij": "partij-a",
            "plaats": "/kop/onderdelen/*/gegevenssoort",
            "aantal": 3,
            "eersteOp": "2026-11-20T09:12:00Z",
            "laatsteOp": _NU,
        }
    ]
}

OVERLEG_IN: Voorbeeld = {
    "id": _OVERLEG,
    "versie": 1,
    "tijdstip": "2026-11-23T12:00:00Z",
    "partij": "partij-b",
    "groepen": [_GROEP],
    "soort": "structureel",
    "locatie": "partij-b",
    "begin": "2026-11-30T09:00:00Z",
    "einde": "2026-11-30T10:30:00Z",
    "deelnemers": [_AFZENDER, _ONTVANGER],
    "afgelast": False,
}
UITINGMELDING: Voorbeeld = {
    "uiting": _UITING,
    "gezegdOp": "2026-11-30T09:20:00Z",
    "medewerker": _AFZENDER,
    "berichten": [_BERICHT],
}
GEZEGD: Voorbeeld = {
    "gezegdOp": "2026-11-30T09:20:00Z",
    "berichten": [_BERICHT],
    "zonderToestemming": False,
    "bladnummer": 14,
}
UITING: Voorbeeld = {
    "uiting": _UITING,
    "afzender": "partij-a",
    "kanaal": "overleg",
    "overleg": _OVERLEG,
    "groep": _GROEP,
    "magGezegd": True,
    "geldigTot": "2026-11-30T22:59:59Z",
    "berichten": [
        {
            "id": _BERICHT,
            "ontvanger": "partij-b",
            "besluit": "toegestaan",
            "status": "aanvaard",
        }
    ],
    "wachtOp": [],
    "gezegd": GEZEGD,
}
INHOUD: Voorbeeld = {"id": _BERICHT, "inhoud": _JWE}
OVERLEG: Voorbeeld = {
    **{lid: waarde for lid, waarde in OVERLEG_IN.items() if lid not in ("versie", "tijdstip")},
    "uitingen": [UITING],
    "open": [],
}


RAPPORT_UIT = "%PDF-1.7…"
