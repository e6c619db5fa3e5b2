"""Invented requests: for each allowed flow one that is permitted (`gevallen`), and ways to change
them."""

import copy
import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from typing import Any

from shared.convenant.besluit import Besluit
from shared.convenant.poorten.toetsing import toets
from shared.convenant.regels.laden import Convenantregels, standaard_convenant
from shared.convenant.verzoek import lees_toetsverzoek

CONVENANT = "rotterdam-groepsaanpak-2019"
GROEP = "0199f000-0000-7000-8000-0000000000a1"
ANDERE_GROEP = "0199f000-0000-7000-8000-0000000000a2"
OVERLEG = "0199f000-0000-7000-8000-0000000000a3"
UITING = "0199f000-0000-7000-8000-0000000000a4"
MEDEWERKER = {
    "politie": "0199f000-0000-7000-8000-0000000000b1",
    "om": "0199f000-0000-7000-8000-0000000000b2",
    "gemeente": "0199f000-0000-7000-8000-0000000000b3",
}
FUNCTIE = {"politie": "analist", "om": "parketsecretaris", "gemeente": "regisseur"}
ONBEKEND = "0199f000-0000-7000-8000-0000000000ff"
VERZOEK = {
    ("gemeente", "politie"): "0199f000-0000-7000-8000-0000000000c1",
    ("politie", "gemeente"): "0199f000-0000-7000-8000-0000000000c2",
    ("gemeente", "om"): "0199f000-0000-7000-8000-0000000000c3",
}
LID = "0199f000-0000-7000-8000-0000000000d1"
OUDER = "0199f000-0000-7000-8000-0000000000d2"
ANDER = "0199f000-0000-7000-8000-0000000000d3"
EERDER_BERICHT = "0199f000-0000-7000-8000-0000000000e1"

#: What the prosecutor declares with everything he gives (3.2, 5.1).
OM_VERKLAART = {
    "herleidingAnderenVoorkomen": True,
    "jdsBevraagd": False,
    "geenSepotOfVrijspraak": True,
}
LOOPT = {"van": "2026-10-01", "tot": None}

Document = dict[str, Any]
#: Marks a member that is taken away.
WEG = object()


def commitment(tekst: str) -> str:
    """base64url of a SHA-256, as every commitment and every hash of an incident is."""
    return urlsafe_b64encode(hashlib.sha256(tekst.encode()).digest()).decode().rstrip("=")


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
        "vervangt": None,
        **anders,
    }


def melding(datum: str, incident: str, bron: str = "politie") -> Document:
    """A report that may count for a start decision."""
    return {"datum": datum, "bron": bron, "incident": commitment(incident)}


def autorisatie(partij: str, functie: str | None = None, **anders: Any) -> Document:
    """A complete authorisation at this party."""
    return {
        "partij": partij,
        "functie": functie or FUNCTIE[partij],
        "aangewezen": True,
        "geautoriseerd": True,
        "geheimhouding": True,
        "vog": True,
        "geldigTot": "2027-06-30",
        **anders,
    }


def groep(stap: int) -> Document:
    """A group that started properly, in this step."""
    return {
        "id": GROEP,
        "stap": stap,
        "status": "actief",
        "startbesluit": {
            "datum": "2026-09-01",
            "groepsverband": True,
            "meldingen": [
                melding("2025-09-01", "i1"),
                melding("2026-05-11", "i2", "stadsbeheer"),
                melding("2026-09-01", "i3", "jongerenwerk"),
            ],
            "eerdereInterventie": True,
        },
        "eindcriterium": None,
        "prioritering": "ja" if stap >= 5 else None,
        "strafrechtelijkOnderzoek": None,
        "informatieverzoeken": [
            {"id": verzoek, "van": van, "aan": aan} for (van, aan), verzoek in VERZOEK.items()
        ],
    }


def toestand(stap: int) -> Document:
    """Everybody is who he must be, on 23 November 2026 at noon UTC."""
    return {
        "nu": "2026-11-23T12:00:00Z",
        "convenant": {
            "id": CONVENANT,
            "laatsteOndertekening": "2019-07-16",
            "beeindigdPer": None,
            "opzeggingen": [],
        },
        "partijen": {p: {"actief": True, "dpiaGoedgekeurd": True} for p in MEDEWERKER},
        "autorisaties": {MEDEWERKER[partij]: autorisatie(partij) for partij in MEDEWERKER},
        "groep": groep(stap),
        "verwijzing": None,
        "overleg": None,
    }


def bericht(
    soort: str,
    van: str,
    naar: str,
    stap: int | None,
    onderdelen: Iterable[Document] = (),
    **kop: Any,
) -> Document:
    """A message over the interface, with what personal data need; ``kop`` sets other members."""
    inhoud = list(onderdelen)
    weegt = bool(inhoud) and soort in ("verstrekking", "aanvulling")
    afweging = {
        "noodzaak": True,
        "proportionaliteit": True,
        "subsidiariteit": True,
        "zwaarwegendAlgemeenBelang": True if van == "om" else None,
        "motivering": commitment("motivering"),
    }
    return {
        "kop": {
            "versie": "2",
            "id": "0199f000-0000-7000-8000-000000000001",
            "tijdstip": "2026-11-23T12:00:00Z",
            "convenant": CONVENANT,
            "soort": soort,
            "afzender": van,
            "ontvanger": naar,
            "medewerker": MEDEWERKER[van],
            "ontvangendeMedewerker": MEDEWERKER[naar],
            "groep": GROEP if stap is not None else None,
            "stap": stap,
            "doel": "D1" if weegt else None,
            "kanaal": "koppelvlak",
            "overleg": None,
            "onderdelen": inhoud,
            "afweging": afweging if weegt else None,
            "inReactieOp": None,
            "inhoudCommitment": commitment("inhoud"),
            "uiting": None,
            "stuk": None,
            "vernietigd": None,
            **kop,
        },
        "toestand": toestand(stap or 3),
    }


def per_telefoon(verzoek: Document) -> Document:
    """The same, said by telephone."""
    return met(verzoek, {"kop/kanaal": "telefoon", "kop/uiting": UITING})


def in_overleg(
    verzoek: Document, soort: str = "structureel", aan_tafel: Iterable[str] = ()
) -> Document:
    """The same, said today in a registered meeting; ``aan_tafel``: parties that sit there too."""
    kop = verzoek["kop"]
    sprekers = [wie for wie in (kop["medewerker"], kop["ontvangendeMedewerker"]) if wie]
    deelnemers = list(dict.fromkeys([*sprekers, *(MEDEWERKER[partij] for partij in aan_tafel)]))
    return met(
        verzoek,
        {
            "kop/kanaal": "overleg",
            "kop/overleg": OVERLEG,
            "kop/uiting": UITING,
            "toestand/overleg": {
                "id": OVERLEG,
                "soort": soort,
                "locatie": "politie",
                "deelnemers": deelnemers,
                "groepen": [GROEP],
                "dag": "2026-11-23",
            },
        },
    )


def eerder(verzoek: Document, bron: str | None = None, **anders: Any) -> Document:
    """`toestand.verwijzing`: a message as the register holds it; `bron`: whose data they were."""
    kop = verzoek["kop"]
    return {
        "id": EERDER_BERICHT,
        "soort": kop["soort"],
        "afzender": kop["afzender"],
        "ontvanger": kop["ontvanger"],
        "groep": kop["groep"],
        "ingetrokken": False,
        "vernietigd": False,
        "stuk": kop["stuk"],
        "onderdelen": [_plaats(nummer, o, bron or kop["afzender"]) for nummer, o in
                       enumerate(kop["onderdelen"])],
        **anders,
    }  # fmt: skip


def _plaats(nummer: int, gegeven: Document, bron: str) -> Document:
    kenmerken = gegeven["kenmerken"] or {}
    data = {n: kenmerken[n] for n in ("eersteVerwerking", "termijnTot", "gerelateerd")
            if n in kenmerken}  # fmt: skip
    vast = {naam: gegeven[naam] for naam in ("betrokkene", "categorie", "gegevenssoort")}
    return {"plaats": nummer, **vast, "bron": bron, **data}


def correctie(oud: Document, van: str | None = None, bron: str | None = None) -> Document:
    """A correction of every onderdeel of ``oud``, by its sender or by who received it (``van``)."""
    kop = oud["kop"]
    wie = van or kop["afzender"]
    naar = kop["ontvanger"] if wie == kop["afzender"] else kop["afzender"]
    herkomst = "eigen" if (bron or kop["afzender"]) == wie else "ontvangen"
    verklaard = OM_VERKLAART if wie == "om" and herkomst == "eigen" else None
    onderdelen = [
        {**o, "grondslag": None, "informatie": None, "herkomst": herkomst, "vervangt": nummer,
         "kenmerken": None if o["categorie"] == 3 else verklaard}
        for nummer, o in enumerate(kop["onderdelen"])
    ]  # fmt: skip
    nieuw = bericht("correctie", wie, naar, kop["stap"], onderdelen, inReactieOp=EERDER_BERICHT)
    nieuw["toestand"]["verwijzing"] = eerder(oud, bron)
    return nieuw


def aanvulling(oud: Document, onderdelen: Iterable[Document] | None = None) -> Document:
    """New kinds about the same people, from the sender of ``oud`` to its receiver."""
    kop = oud["kop"]
    delen = kop["onderdelen"] if onderdelen is None else onderdelen
    nieuw = bericht(
        "aanvulling", kop["afzender"], kop["ontvanger"], kop["stap"], delen,
        inReactieOp=EERDER_BERICHT,
    )  # fmt: skip
    nieuw["toestand"]["verwijzing"] = eerder(oud)
    return nieuw


def intrekking(oud: Document, plaatsen: Iterable[int] = ()) -> Document:
    """The sender takes ``oud`` back, or only these places of it."""
    kop = oud["kop"]
    onderdelen = [
        {**kop["onderdelen"][nummer], "grondslag": None, "informatie": None, "kenmerken": None,
         "vervangt": nummer}
        for nummer in plaatsen
    ]  # fmt: skip
    nieuw = bericht(
        "intrekking", kop["afzender"], kop["ontvanger"], kop["stap"], onderdelen,
        inReactieOp=EERDER_BERICHT, inhoudCommitment=None, ontvangendeMedewerker=None,
    )  # fmt: skip
    nieuw["toestand"]["verwijzing"] = eerder(oud)
    return nieuw


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
            if waarde is WEG:
                del plek[int(laatste)]
            else:
                plek[int(laatste)] = waarde
        elif waarde is WEG:
            plek.pop(laatste, None)
        else:
            plek[laatste] = waarde
    return nieuw


def in_stap(verzoek: Document, stap: int, **wijzigingen: Any) -> Document:
    """The same, with message and group in this step (and prioritised where that has been)."""
    prioritering = "ja" if stap >= 5 else None
    return met(
        verzoek,
        {"kop/stap": stap, "toestand/groep/stap": stap, "toestand/groep/prioritering": prioritering,
         **wijzigingen},
    )  # fmt: skip


def met_functie(verzoek: Document, partij: str, functie: str) -> Document:
    """The same, with the official of this party in another function."""
    return met(verzoek, {f"toestand/autorisaties/{MEDEWERKER[partij]}/functie": functie})


def beslis(verzoek: Document, regels: Convenantregels | None = None) -> Besluit:
    """Read and decide."""
    regels = regels or standaard_convenant()
    return toets(lees_toetsverzoek(verzoek, regels), regels)


def poorten(verzoek: Document, wijzigingen: dict[str, Any] | None = None) -> tuple[int, ...]:
    """The gates that close for a request, changed first."""
    return beslis(met(verzoek, wijzigingen or {})).poorten


def codes(verzoek: Document, wijzigingen: dict[str, Any] | None = None) -> list[str]:
    """The codes of the reasons for a request, changed first."""
    return [reden.code for reden in beslis(met(verzoek, wijzigingen or {})).redenen]
