"""Invented requests: for each allowed flow one that is permitted, and ways to change them."""

import copy
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from shared.convenant.besluit import Besluit
from shared.convenant.regels import Convenantregels, standaard_convenant
from shared.convenant.toetsing import toets
from shared.convenant.verzoek import lees_toetsverzoek

PROFIEL = Path(__file__).resolve().parents[4] / "shared" / "profiel"

CONVENANT = "rotterdam-groepsaanpak-2019"
GROEP = "0199f000-0000-7000-8000-0000000000a1"
ANDERE_GROEP = "0199f000-0000-7000-8000-0000000000a2"
MEDEWERKER = {
    "politie": "0199f000-0000-7000-8000-0000000000b1",
    "om": "0199f000-0000-7000-8000-0000000000b2",
    "gemeente": "0199f000-0000-7000-8000-0000000000b3",
}
FUNCTIE = {"politie": "analist", "om": "parketsecretaris", "gemeente": "regisseur"}
VERZOEK = {
    ("gemeente", "politie"): "0199f000-0000-7000-8000-0000000000c1",
    ("politie", "gemeente"): "0199f000-0000-7000-8000-0000000000c2",
    ("gemeente", "om"): "0199f000-0000-7000-8000-0000000000c3",
}
LID = "0199f000-0000-7000-8000-0000000000d1"
OUDER = "0199f000-0000-7000-8000-0000000000d2"
EERDER_BERICHT = "0199f000-0000-7000-8000-0000000000e1"

Document = dict[str, Any]
#: Marks a member that is taken away.
WEG = object()


def onderdeel(gegevenssoort: str, grondslag: str | None, **anders: Any) -> Document:
    """One onderdeel about a member of 16 or 17; ``anders`` by name on the wire."""
    return {
        "betrokkene": LID,
        "categorie": 1,
        "leeftijdsklasse": "16-17",
        "kind": None,
        "gegevenssoort": gegevenssoort,
        "grondslag": grondslag,
        "herkomst": "eigen",
        "bijzonder": False,
        "aard": "feit",
        "derdenVerwijderd": True,
        "kenmerken": None,
        "informatie": None,
        **anders,
    }


def toestand(stap: int) -> Document:
    """A group that started properly, in this step, on 23 November 2026 at noon UTC."""
    return {
        "nu": "2026-11-23T12:00:00Z",
        "convenant": {
            "id": CONVENANT,
            "laatsteOndertekening": "2019-07-16",
            "beeindigdPer": None,
            "opzeggingen": [],
        },
        "partijen": {p: {"actief": True, "dpiaGoedgekeurd": True} for p in MEDEWERKER},
        "autorisaties": {
            MEDEWERKER[partij]: {
                "partij": partij,
                "functie": FUNCTIE[partij],
                "aangewezen": True,
                "geautoriseerd": True,
                "geheimhouding": True,
                "vog": True,
                "geldigTot": "2027-06-30",
            }
            for partij in MEDEWERKER
        },
        "groep": {
            "id": GROEP,
            "stap": stap,
            "status": "actief",
            "startbesluit": {
                "datum": "2026-09-01",
                "groepsverband": True,
                "meldingen": [
                    {"datum": "2025-09-01", "bron": "politie", "incident": "i1"},
                    {"datum": "2026-05-11", "bron": "stadsbeheer", "incident": "i2"},
                    {"datum": "2026-09-01", "bron": "jongerenwerk", "incident": "i3"},
                ],
                "eerdereInterventie": True,
            },
            "eindcriterium": None,
            "prioritering": "ja" if stap >= 5 else None,
            "strafrechtelijkOnderzoek": None,
            "informatieverzoeken": [
                {"id": verzoek, "van": van, "aan": aan} for (van, aan), verzoek in VERZOEK.items()
            ],
        },
    }


def bericht(
    soort: str, van: str, naar: str, stap: int | None, onderdelen: Iterable[Document] = ()
) -> Document:
    """A message over the interface, with what personal data need."""
    inhoud = list(onderdelen)
    afweging = {
        "noodzaak": True,
        "proportionaliteit": True,
        "subsidiariteit": True,
        "zwaarwegendAlgemeenBelang": True if van == "om" else None,
        "motivering": "bW90aXZlcmluZw",
    }
    return {
        "kop": {
            "versie": "1",
            "id": "0199f000-0000-7000-8000-000000000001",
            "tijdstip": "2026-11-23T12:00:00Z",
            "convenant": CONVENANT,
            "soort": soort,
            "afzender": van,
            "ontvanger": naar,
            "medewerker": MEDEWERKER[van],
            "ontvangendeMedewerker": MEDEWERKER[naar],
            "groep": GROEP,
            "stap": stap,
            "doel": "D1" if inhoud else None,
            "kanaal": "koppelvlak",
            "overleg": None,
            "onderdelen": inhoud,
            "afweging": afweging if inhoud else None,
            "inReactieOp": None,
            "inhoudCommitment": "Y29tbWl0bWVudA" if inhoud else None,
        },
        "toestand": toestand(stap or 3),
    }


def politie_aan_gemeente() -> Document:
    """Step 3: a police record of less than a year old."""
    wpg8 = onderdeel(
        "WPG8",
        "WPG16_1_B_2",
        kenmerken={"eersteVerwerking": "2026-06-01", "gerelateerd": False},
    )
    return bericht("verstrekking", "politie", "gemeente", 3, [wpg8])


def wpg13_aan_gemeente() -> Document:
    """Step 3: an article 13 record."""
    wpg13 = onderdeel(
        "WPG13",
        "WPG16_1_B_1",
        kenmerken={"subdoel": "c", "termijnTot": "2027-01-31", "bron": "8"},
    )
    return bericht("verstrekking", "politie", "gemeente", 3, [wpg13])


def ouder_aan_gemeente() -> Document:
    """Step 3: a police record about the parent of a child of 12 to 15."""
    wpg8 = onderdeel(
        "WPG8",
        "WPG16_1_B_2",
        categorie=2,
        betrokkene=OUDER,
        kind=LID,
        leeftijdsklasse="12-15",
        kenmerken={"eersteVerwerking": "2026-06-01", "extraMotivering": True},
    )
    return bericht("verstrekking", "politie", "gemeente", 3, [wpg8])


def brutolijst_aan_om() -> Document:
    """Step 2: the police give the list of names to the prosecutor, unasked."""
    onderdelen = [onderdeel(soort, "WPG16_1_A_2") for soort in ("NAW", "BEKENDHEID")]
    return bericht("verstrekking", "politie", "om", 2, onderdelen)


def om_aan_gemeente() -> Document:
    """Step 3: data from a criminal case."""
    strafvorderlijk = onderdeel(
        "STRAFVORDERLIJK",
        "WJSG39F_B",
        kenmerken={"zaak": "Y29tbWl0bWVudC16YWFr", "herleidingAnderenVoorkomen": True},
    )
    return bericht("verstrekking", "om", "gemeente", 3, [strafvorderlijk])


def justitieel_aan_gemeente() -> Document:
    """Step 3: judicial data the prosecutor already had."""
    justitieel = onderdeel(
        "JUSTITIEEL",
        "WJSG8A_39F",
        kenmerken={
            "reedsBeschikbaar": True,
            "jdsBevraagd": False,
            "uitkomst": "overig",
            "herleidingAnderenVoorkomen": True,
        },
    )
    return bericht("verstrekking", "om", "gemeente", 3, [justitieel])


def tenuitvoerlegging_aan_gemeente() -> Document:
    """Step 3: data on carrying out a sentence."""
    gegevens = onderdeel(
        "TENUITVOERLEGGING",
        "WJSG51C_2_D",
        kenmerken={"omVerwerkingsverantwoordelijk": True, "herleidingAnderenVoorkomen": True},
    )
    return bericht("verstrekking", "om", "gemeente", 3, [gegevens])


def recent_vervolgd() -> Document:
    """Step 3: said over the telephone, while no investigation runs."""
    gegevens = onderdeel(
        "RECENT_VERVOLGD",
        "WJSG39F_B",
        kenmerken={
            "relevantVoorGroepsaanpak": True,
            "uitkomst": "overig",
            "herleidingAnderenVoorkomen": True,
        },
    )
    verzoek = bericht("verstrekking", "om", "gemeente", 3, [gegevens])
    return met(verzoek, {"kop/kanaal": "telefoon"})


def gemeente_aan_politie() -> Document:
    """Step 3: the mayor's own data on nuisance."""
    overlast = onderdeel(
        "B_OVERLAST",
        "AVG6_1_E",
        kenmerken={"taakgrondslag": "GEMW172"},
        informatie={"status": "geinformeerd", "grond": None, "herbeoordeling": None},
    )
    return bericht("verstrekking", "gemeente", "politie", 3, [overlast])


def context_aan_om() -> Document:
    """Step 5: context for the prosecutor while an investigation runs."""
    aanbod = onderdeel(
        "B_AANBOD",
        "AVG6_1_E",
        kenmerken={"taakgrondslag": "PW11"},
        informatie={"status": "geinformeerd", "grond": None, "herbeoordeling": None},
    )
    verzoek = bericht("verstrekking", "gemeente", "om", 5, [aanbod])
    verzoek["toestand"]["groep"]["strafrechtelijkOnderzoek"] = {"van": "2026-10-01", "tot": None}
    return met(verzoek, {"kop/doel": "D4"})


def deelnemer(van: str, naar: str) -> Document:
    """Step 7: contact data of somebody who takes part in the meetings."""
    contact = onderdeel("CONTACT_DEELNEMER", "AVG6_1_E", categorie=3, leeftijdsklasse=None)
    return bericht("verstrekking", van, naar, 7, [contact])


TOEGESTAAN = {
    "politie aan gemeente": politie_aan_gemeente,
    "wpg13 aan gemeente": wpg13_aan_gemeente,
    "over een ouder": ouder_aan_gemeente,
    "brutolijst aan om": brutolijst_aan_om,
    "om aan gemeente": om_aan_gemeente,
    "justitieel": justitieel_aan_gemeente,
    "tenuitvoerlegging": tenuitvoerlegging_aan_gemeente,
    "recent vervolgd": recent_vervolgd,
    "gemeente aan politie": gemeente_aan_politie,
    "context aan om": context_aan_om,
    "deelnemer om aan politie": lambda: deelnemer("om", "politie"),
    "deelnemer gemeente aan om": lambda: deelnemer("gemeente", "om"),
    "informatieverzoek": lambda: bericht("informatieverzoek", "gemeente", "politie", 2),
    "aanvulling": lambda: met(
        politie_aan_gemeente(), {"kop/soort": "aanvulling", "kop/inReactieOp": EERDER_BERICHT}
    ),
    "correctie": lambda: met(
        politie_aan_gemeente(), {"kop/soort": "correctie", "kop/inReactieOp": EERDER_BERICHT}
    ),
    "intrekking": lambda: met(
        bericht("intrekking", "politie", "gemeente", 3), {"kop/inReactieOp": EERDER_BERICHT}
    ),
    "vernietigingsbericht": lambda: bericht("vernietigingsbericht", "gemeente", "om", 7),
    "rechtenverzoek": lambda: bericht("rechtenverzoek", "om", "politie", None),
    "incident": lambda: bericht("incident", "politie", "gemeente", None),
}


def met(verzoek: Document, wijzigingen: dict[str, Any]) -> Document:
    """A copy with other values; a path is ``kop/onderdelen/0/aard``, ``WEG`` takes it away.

    Objects on the way that are null or absent are made.
    """
    nieuw: Document = copy.deepcopy(verzoek)
    for pad, gegeven in wijzigingen.items():
        waarde = WEG if gegeven is WEG else copy.deepcopy(gegeven)
        *weg, laatste = pad.split("/")
        plek: Any = nieuw
        for stuk in weg:
            if isinstance(plek, list):
                plek = plek[int(stuk)]
            else:
                plek[stuk] = {} if plek.get(stuk) is None else plek[stuk]
                plek = plek[stuk]
        if isinstance(plek, list):
            plek[int(laatste)] = waarde
        elif waarde is WEG:
            plek.pop(laatste, None)
        else:
            plek[laatste] = waarde
    return nieuw


def beslis(verzoek: Document, regels: Convenantregels | None = None) -> Besluit:
    """Read and decide."""
    return toets(lees_toetsverzoek(verzoek), regels or standaard_convenant())


def poorten(verzoek: Document, wijzigingen: dict[str, Any] | None = None) -> tuple[int, ...]:
    """The gates that close for a request, changed first."""
    return beslis(met(verzoek, wijzigingen or {})).poorten


def codes(verzoek: Document, wijzigingen: dict[str, Any] | None = None) -> list[str]:
    """The codes of the reasons for a request, changed first."""
    return [reden.code for reden in beslis(met(verzoek, wijzigingen or {})).redenen]
