"""Koppen van profiel 2: van elke soort een die klopt, voor elke stroom op zijn eigen grond.

Een test wijzigt daarin wat zij wil laten zien. De inhoud erbij is in `gegevens.inhoud_bij`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from shared.bericht.tijd import utc_tekst
from shared.tijd.kenmerk import uuid7
from tests.integratie.gateway.gegevens import BETROKKENE, GROEP, MEDEWERKERS, PRIVACY

Kop = dict[str, Any]

_GRONDSLAGEN = {
    ("politie", "gemeente"): "WPG16_1_B_2",
    ("politie", "om"): "WPG16_1_A_2",
    ("om", "gemeente"): "WJSG39F_B",
    ("gemeente", "politie"): "AVG6_1_E",
    ("gemeente", "om"): "AVG6_1_E",
}
_VAN_PARTIJ: dict[str, dict[str, Any]] = {
    "om": {
        "herleidingAnderenVoorkomen": True,
        "jdsBevraagd": False,
        "geenSepotOfVrijspraak": True,
    },
    "gemeente": {"taakgrondslag": "GEMW172"},
}
_VAN_SOORT: dict[str, dict[str, Any]] = {
    "WPG8": {"eersteVerwerking": "2026-03-01"},
    "WPG13": {"subdoel": "a", "termijnTot": "2027-03-01", "bron": "8"},
    "RECENT_VERVOLGD": {"relevantVoorGroepsaanpak": True, "binnenTwaalfMaanden": True},
}
_BIJ_CORRECTIE = ("herleidingAnderenVoorkomen", "jdsBevraagd", "geenSepotOfVrijspraak")


def kop(nu: datetime, soort: str, van: str, naar: str, **anders: Any) -> Kop:
    """Een kop zonder onderdelen, met een nieuw kenmerk, in stap 2 van de groep."""
    return {
        "versie": "2",
        "id": uuid7(nu),
        "tijdstip": utc_tekst(nu),
        "convenant": "rotterdam-groepsaanpak-2019",
        "soort": soort,
        "afzender": van,
        "ontvanger": naar,
        "medewerker": MEDEWERKERS[van][0],
        "ontvangendeMedewerker": MEDEWERKERS[naar][0],
        "groep": GROEP,
        "stap": 2,
        "doel": None,
        "kanaal": "koppelvlak",
        "overleg": None,
        "uiting": None,
        "stuk": None,
        "onderdelen": [],
        "afweging": None,
        "inReactieOp": None,
        "inhoudCommitment": None,
        "vernietigd": None,
        **anders,
    }


def deel(van: str, naar: str, soort: str, betrokkene: str = BETROKKENE, **anders: Any) -> Kop:
    """Een onderdeel over een lid van 16 of 17, met wat deze afzender erbij verklaart."""
    kenmerken = {**_VAN_PARTIJ.get(van, {}), **_VAN_SOORT.get(soort, {})}
    return {
        "betrokkene": betrokkene,
        "categorie": 1,
        "leeftijdsklasse": "16-17",
        "kind": None,
        "gegevenssoort": soort,
        "grondslag": _GRONDSLAGEN.get((van, naar)),
        "herkomst": "eigen",
        "bijzonder": False,
        "aard": "feit",
        "derdenVerwijderd": True,
        "kenmerken": kenmerken or None,
        "informatie": {"status": "geinformeerd"} if van == "gemeente" else None,
        "vervangt": None,
        **anders,
    }


def verstrekking(
    nu: datetime, van: str, naar: str, delen: Iterable[str | Kop] = ("NAW",), **anders: Any
) -> Kop:
    """Een verstrekking of aanvulling; `delen` zijn gegevenssoorten of hele onderdelen."""
    onderdelen = [deel(van, naar, d) if isinstance(d, str) else d for d in delen]
    gewogen = {
        "noodzaak": True,
        "proportionaliteit": True,
        "subsidiariteit": True,
        "zwaarwegendAlgemeenBelang": True if van == "om" else None,
        "motivering": None,
    }
    velden = {"doel": "D1", "afweging": gewogen, "onderdelen": onderdelen, **anders}
    return kop(nu, velden.pop("soort", "verstrekking"), van, naar, **velden)


def aanvulling(
    nu: datetime, op: str, van: str, naar: str, delen: Iterable[str | Kop], **anders: Any
) -> Kop:
    """Nieuwe soorten over mensen uit een eerder bericht."""
    velden = {"soort": "aanvulling", "inReactieOp": op, **anders}
    return verstrekking(nu, van, naar, delen, **velden)


def correctie(
    nu: datetime,
    op: str,
    van: str,
    naar: str,
    plaatsen: Sequence[tuple[int, str]] = ((0, "NAW"),),
    *,
    herkomst: str = "eigen",
    betrokkene: str = BETROKKENE,
    **anders: Any,
) -> Kop:
    """Een nieuwe waarde van de bron, of (herkomst ontvangen) een melding aan de bron."""
    mee = {naam: _VAN_PARTIJ.get(van, {}).get(naam) for naam in _BIJ_CORRECTIE}
    kenmerken = {naam: waarde for naam, waarde in mee.items() if waarde is not None}
    onderdelen = [
        deel(
            van, naar, soort, betrokkene, grondslag=None, informatie=None, herkomst=herkomst,
            kenmerken=kenmerken or None, vervangt=plaats,
        )
        for plaats, soort in plaatsen
    ]  # fmt: skip
    velden = {"inReactieOp": op, "onderdelen": onderdelen, **anders}
    return kop(nu, "correctie", van, naar, **velden)


def intrekking(
    nu: datetime,
    op: str,
    van: str,
    naar: str,
    plaatsen: Sequence[tuple[int, str]] = (),
    betrokkene: str = BETROKKENE,
    **anders: Any,
) -> Kop:
    """Het hele bericht terug, of deze plaatsen eruit."""
    onderdelen = [
        deel(
            van, naar, soort, betrokkene, grondslag=None, informatie=None, kenmerken=None,
            vervangt=plaats,
        )
        for plaats, soort in plaatsen
    ]  # fmt: skip
    velden = {"inReactieOp": op, "onderdelen": onderdelen, **anders}
    return kop(nu, "intrekking", van, naar, **velden)


def verzoek(nu: datetime, van: str, naar: str, **anders: Any) -> Kop:
    """Een informatieverzoek."""
    return kop(nu, "informatieverzoek", van, naar, **{"stuk": "vraag", **anders})


def groepsbericht(
    nu: datetime, van: str, naar: str, stuk: str = "terugkoppeling", **anders: Any
) -> Kop:
    """Een stuk over de groep."""
    return kop(nu, "groepsbericht", van, naar, **{"stuk": stuk, **anders})


def signaal_zonder_groep(nu: datetime, van: str, naar: str, **anders: Any) -> Kop:
    """Een signaal voor er een groep is."""
    return groepsbericht(nu, van, naar, "signaal", **{"groep": None, "stap": None, **anders})


def vernietigingsbericht(
    nu: datetime,
    van: str,
    naar: str,
    *,
    berichten: Sequence[str] = (),
    betrokkenen: Sequence[str] = (),
    hele_groep: bool = False,
    **anders: Any,
) -> Kop:
    """Wat de afzender heeft vernietigd; het systeem zegt het zelf."""
    vernietigd = {
        "berichten": list(berichten),
        "betrokkenen": list(betrokkenen),
        "heleGroep": hele_groep,
    }
    velden = {"vernietigd": vernietigd, "medewerker": None, "ontvangendeMedewerker": None, **anders}
    return kop(nu, "vernietigingsbericht", van, naar, **velden)


def rechtenverzoek(nu: datetime, van: str, naar: str, **anders: Any) -> Kop:
    """Van privacyfunctionaris tot privacyfunctionaris."""
    velden = {
        "stuk": "verzoek",
        "medewerker": PRIVACY[van],
        "ontvangendeMedewerker": PRIVACY[naar],
        "groep": None,
        "stap": None,
        **anders,
    }
    return kop(nu, "rechtenverzoek", van, naar, **velden)


def incident(nu: datetime, van: str, naar: str, **anders: Any) -> Kop:
    """Een lek dat gemeld wordt."""
    velden = {"stuk": "incident", "groep": None, "stap": None, **anders}
    return kop(nu, "incident", van, naar, **velden)


def mondeling(
    kop: Kop, uiting: str, *, overleg: str | None = None, kanaal: str | None = None
) -> Kop:
    """Hetzelfde, maar gezegd: in dit overleg, of anders aan de telefoon."""
    weg = kanaal or ("telefoon" if overleg is None else "overleg")
    return {**kop, "kanaal": weg, "overleg": overleg, "uiting": uiting}
