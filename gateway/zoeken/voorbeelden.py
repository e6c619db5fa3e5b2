"""Examples for the API description of searching: the same invented exchange everywhere."""

from __future__ import annotations

from gateway.web import voorbeelden
from gateway.web.voorbeelden import Voorbeeld

_BERICHT = voorbeelden.BERICHT["kop"]["id"]
_MEDEWERKER = voorbeelden.BERICHT["kop"]["medewerker"]
_PERIODE: Voorbeeld = {"van": "2026-11-01T00:00:00Z", "tot": "2026-12-01T00:00:00Z"}
_VRAAG: Voorbeeld = {**_PERIODE, "afzender": "partij-a", "uitkomst": "aanvaard"}
_FILTERS: Voorbeeld = {"periode": _PERIODE, "afzender": "partij-a", "uitkomst": "aanvaard"}
REGEL: Voorbeeld = {
    "id": _BERICHT,
    "bladnummer": 1,
    "tijdstip": "2026-11-23T12:00:00Z",
    "lokaleTijd": "2026-11-23T13:00:00+01:00",
    "soort": "informatieverzoek",
    "afzender": "partij-a",
    "ontvanger": "partij-b",
    "groep": voorbeelden.GROEP["id"],
    "stap": 2,
    "doel": None,
    "kanaal": "koppelvlak",
    "medewerker": _MEDEWERKER,
    "functie": "functie-a",
    "ontvangendeMedewerker": voorbeelden.BERICHT["kop"]["ontvangendeMedewerker"],
    "ontvangendeFunctie": "functie-b",
    "inReactieOp": None,
    "stuk": "voorbeeldstuk",
    "overleg": None,
    "uiting": None,
    "besluit": "toegestaan",
    "uitkomst": "aanvaard",
    "bevestigingBladnummer": 2,
    "gezegd": None,
    "gezegdBladnummer": None,
    "inhoud": None,
    "inhoudBladnummer": None,
    "betrokkenen": [],
    "categorieen": [],
    "gegevenssoorten": [],
    "grondslagen": [],
    "convenantartikelen": ["4.1"],
    "wetsartikelen": [],
    "interpretaties": [],
    "poorten": [],
    "redenen": [],
    "plichten": [],
    "inWoorden": {
        "soort": "informatieverzoek",
        "afzender": "partij a",
        "ontvanger": "partij b",
        "stap": "Informatie verzamelen en verbinden",
        "doel": None,
        "kanaal": "het koppelvlak",
        "functie": "medewerker van a",
        "ontvangendeFunctie": "medewerker van b",
        "stuk": "een stuk over de groep",
        "besluit": "toegestaan",
        "uitkomst": "aangenomen door de ontvanger",
        "gezegd": None,
        "inhoud": None,
        "categorieen": [],
        "gegevenssoorten": [],
        "grondslagen": [],
        "interpretaties": [],
        "poorten": [],
    },
}
_IN_WOORDEN: Voorbeeld = {
    "titel": "besluit over een bericht",
    "zin": "Informatieverzoek van partij a aan partij b. Toegestaan.",
    "lokaleTijd": "2026-11-23T13:00:00+01:00",
    "regels": [{"naam": "Besluit", "waarde": "toegestaan", "diepte": 0}],
}
BLADEN_IN: Voorbeeld = {
    "periode": _PERIODE,
    "bladsoort": "raadpleging",
    "facetten": ["lezing"],
}
BLADEN_UIT: Voorbeeld = {
    "bladen": [
        {
            "bladnummer": 2,
            "bladsoort": "raadpleging",
            "tijdstip": "2026-11-23T12:00:00Z",
            "inWoorden": {
                "titel": "lezen in het logboek",
                "zin": "Gelezen namens partij a: een antwoord meegenomen als bestand.",
                "lokaleTijd": "2026-11-23T13:00:00+01:00",
                "regels": [{"naam": "Partij", "waarde": "partij a (partij-a)", "diepte": 0}],
            },
        }
    ],
    "volgende": None,
    "aantal": 1,
    "grootte": 3,
    "facetten": {
        "lezing": [
            {
                "waarde": "export",
                "inWoorden": "een antwoord meegenomen als bestand",
                "aantal": 1,
            }
        ]
    },
    "vraag": {**_PERIODE, "bladsoort": "raadpleging"},
}
ZOEK_IN: Voorbeeld = {**_FILTERS, "facetten": ["ontvanger"]}
ZOEK_UIT: Voorbeeld = {
    "uitwisselingen": [REGEL],
    "volgende": None,
    "aantal": 1,
    "grootte": 3,
    "facetten": {"ontvanger": [{"waarde": "partij-b", "inWoorden": "partij b", "aantal": 1}]},
    "vraag": _VRAAG,
}
BLADEXPORT_IN: Voorbeeld = {"periode": _PERIODE, "bladsoort": "raadpleging", "vorm": "csv"}
BLADCSV_UIT = "bladnummer;bladsoort;titel;tijdstip;lokaleTijd;zin;inhoud\r\n"
BLADJSONL_UIT = '{"bladnummer":2,"bladsoort":"raadpleging","tijdstip":"2026-11-23T12:00:00Z"}\n'
EXPORT_IN: Voorbeeld = {**_FILTERS, "vorm": "csv", "grootte": 3}
CSV_UIT = "id;bladnummer;tijdstip;lokaleTijd;soort;soortInWoorden\r\n"
PARQUET_UIT = "PAR1…"
JSONL_UIT = '{"id":"0193aaaa-0000-7000-8000-000000000900","bladnummer":1}\n'
VERHAAL: Voorbeeld = {
    "id": _BERICHT,
    "uitkomst": "aanvaard",
    "besluiten": [REGEL],
    "eerder": [],
    "later": [],
    "samen": [],
    "gezegd": None,
    "bladen": [
        {
            "bladnummer": 1,
            "soort": "besluit",
            "tijdstip": "2026-11-23T12:00:00Z",
            "blad": voorbeelden.BLAD["blad"],
            "inWoorden": _IN_WOORDEN,
            "bewijs": voorbeelden.BLAD["bewijs"],
        }
    ],
    "wieIsWie": [
        {
            "soort": "medewerker",
            "wat": "verwijzing naar een medewerker",
            "verwijzingen": [_MEDEWERKER],
            "partijen": ["partij-a"],
            "hoe": "De naam staat alleen in het register van partij a. Vraag haar daar.",
        }
    ],
    "grootte": 3,
    "checkpoint": voorbeelden.CHECKPOINT,
    "getuigen": ["partij-a"],
    "getuigenOntbreken": ["partij-b"],
}
_BESLUIT: Voorbeeld = voorbeelden.EVALUATIE_UIT["context"]
HERHALING: Voorbeeld = {
    "id": _BERICHT,
    "bladnummer": 1,
    "gelijk": True,
    "uitleg": "Opnieuw genomen valt het besluit hetzelfde uit.",
    "convenant": {"id": "voorbeeldconvenant", "versie": "1.0.0", "hash": "ab" * 32},
    "vastgelegd": _BESLUIT,
    "opnieuw": _BESLUIT,
}
ZOEKVRAGEN: Voorbeeld = {
    "zoekvragen": [
        {
            "naam": "medewerker",
            "titel": "Alles wat een medewerker deed",
            "uitleg": "Wat deze medewerker verstuurde en wat aan deze medewerker was gericht.",
            "parameters": [{"naam": "medewerker", "uitleg": "De verwijzing naar de autorisatie."}],
            "over": "uitwisselingen",
            "periode": "alles",
            "facetten": ["soort"],
            "vraag": {"medewerker": "$medewerker"},
        }
    ]
}
ZOEKVRAAG_IN: Voorbeeld = {"parameters": {"medewerker": _MEDEWERKER}, "periode": _PERIODE}
