"""A well-formed message of each of the nine soorten, as a rule permitted."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tests.tweedelezing.lezing_bericht import RECHT_VAN_SOORT
from tests.tweedelezing.lezing_onderdelen import SOORTEN, STUKKEN_VAN_GROEP, STUKKEN_VAN_SOORT
from tests.tweedelezing.maker_basis import (
    DRIE,
    Obj,
    Zaak,
    dagen,
    kans,
    maak_afweging,
    maak_groep,
    maak_overleg,
    maak_verzoek,
    nieuwe_zaak,
    uuid,
)
from tests.tweedelezing.maker_gegevens import (
    kies_doel,
    kies_personen,
    maak_onderdeel,
    maak_onderdelen,
    mogelijk,
    wpg8_termijn,
)

PAREN = tuple((van, aan) for van in DRIE for aan in DRIE if van != aan)
STROMEN = (*PAREN, ("politie", "gemeente"), ("om", "gemeente"), ("gemeente", "politie"))


def _kanaal(rng: random.Random) -> tuple[str, str | None]:
    kanaal = rng.choice(("koppelvlak", "koppelvlak", "overleg", "telefoon", "overleg"))
    soort = rng.choice(("structureel", "driehoek")) if kanaal == "overleg" else None
    return kanaal, soort


def _mondeling(zaak: Zaak, verzoek: Obj, overlegsoort: str | None, extra: list[str]) -> None:
    """Fills in what saying it asks: an uiting, and at a table the registered overleg."""
    kop = verzoek["kop"]
    if kop["kanaal"] != "koppelvlak":
        kop["uiting"] = uuid(zaak.rng)
    if overlegsoort is not None:
        aan_tafel = [kop["medewerker"], kop["ontvangendeMedewerker"], *extra]
        overleg = maak_overleg(zaak, overlegsoort, list(dict.fromkeys(aan_tafel)))
        kop["overleg"] = overleg["id"]
        verzoek["toestand"]["overleg"] = overleg


def _medewerkers(zaak: Zaak, soort: str, van: str, aan: str, driehoek: bool = False) -> Obj:
    recht_van, recht_aan = RECHT_VAN_SOORT[soort]
    rechten = set(recht_aan or {"incidenten.melden"})
    if driehoek and soort in ("verstrekking", "aanvulling"):
        rechten |= {"stukken.lezen"}
    return {
        "medewerker": zaak.met_recht(van, *(recht_van or {"incidenten.melden"})),
        "ontvangendeMedewerker": zaak.met_recht(aan, *rechten),
    }


def _derde(zaak: Zaak, van: str, aan: str, deel: float) -> list[str]:
    """Sometimes somebody of the third party is at the table."""
    (ander,) = set(DRIE) - {van, aan}
    return [zaak.met_recht(ander, "ontvangen")] if kans(zaak.rng, deel) else []


def maak_verstrekking(zaak: Zaak, soort: str = "verstrekking") -> Obj:
    rng = zaak.rng
    while True:
        van, aan = rng.choice(STROMEN)
        stap = rng.choice((2, 2, 3, 3, 3, 4, 5, 5, 6, 7))
        kanaal, overlegsoort = _kanaal(rng)
        keuze = mogelijk(van, aan, stap, kanaal, overlegsoort)
        if keuze:
            break
    onderdelen = maak_onderdelen(zaak, van, aan, keuze)
    recent = any(o["gegevenssoort"] == "RECENT_VERVOLGD" for o in onderdelen)
    aan_tafel = 0.0 if overlegsoort is None else 0.1 if recent else 0.4
    extra = _derde(zaak, van, aan, aan_tafel)
    om_erbij = "om" in (van, aan) or bool(extra)
    nodig = om_erbij and (kanaal != "koppelvlak" or stap >= 4)
    groep = maak_groep(zaak, stap, True if nodig and kans(rng, 0.95) else None)
    verzoek = maak_verzoek(
        zaak,
        groep,
        soort=soort,
        afzender=van,
        ontvanger=aan,
        groep=zaak.groep,
        stap=stap,
        doel=kies_doel(rng, van, onderdelen),
        kanaal=kanaal,
        onderdelen=onderdelen,
        afweging=maak_afweging(rng, van),
        **_medewerkers(zaak, soort, van, aan, overlegsoort == "driehoek"),
    )
    if stap == 2 or kans(rng, 0.3):
        _beantwoord(zaak, verzoek, aan, van)
    _mondeling(zaak, verzoek, overlegsoort, extra)
    return verzoek


def _beantwoord(zaak: Zaak, verzoek: Obj, van: str, aan: str) -> None:
    vraag = {"id": uuid(zaak.rng), "van": van, "aan": aan}
    ander = {"id": uuid(zaak.rng), "van": aan, "aan": van}
    verzoek["kop"]["inReactieOp"] = vraag["id"]
    verzoek["toestand"]["groep"]["informatieverzoeken"] = [
        vraag,
        *([ander] if kans(zaak.rng, 0.3) else []),
    ]


def _verwijzing(zaak: Zaak, van: str, aan: str, soort: str, onderdelen: list[Obj]) -> Obj:
    return {
        "id": uuid(zaak.rng),
        "soort": soort,
        "afzender": van,
        "ontvanger": aan,
        "groep": zaak.groep,
        "onderdelen": onderdelen,
        "ingetrokken": False,
        "vernietigd": False,
    }


def maak_aanvulling(zaak: Zaak) -> Obj:
    rng = zaak.rng
    verzoek = maak_verstrekking(zaak, "aanvulling")
    kop = verzoek["kop"]
    van, aan = kop["afzender"], kop["ontvanger"]
    eerder_van, eerder_aan = van, aan
    if kop["stap"] != 2 and kans(rng, 0.4):
        eerder_van, eerder_aan = rng.choice([p for p in DRIE if p != van]), van
    paren = list(dict.fromkeys((o["betrokkene"], o["categorie"]) for o in kop["onderdelen"]))
    eerder = [
        {
            "plaats": plaats,
            "betrokkene": betrokkene,
            "categorie": categorie,
            "gegevenssoort": "CONTACT_DEELNEMER" if categorie == 3 else "NAW",
            "bron": eerder_van,
        }
        for plaats, (betrokkene, categorie) in enumerate(paren, start=rng.randrange(3))
    ]
    soort = rng.choice(("verstrekking", "verstrekking", "aanvulling"))
    verwijzing = _verwijzing(zaak, eerder_van, eerder_aan, soort, eerder)
    kop["inReactieOp"] = verwijzing["id"]
    verzoek["toestand"]["verwijzing"] = verwijzing
    return verzoek


def _te_herstellen(
    zaak: Zaak, van: str, aan: str, recent: bool, herkomst: str | None
) -> tuple[list[Obj], list[Obj]]:
    """Onderdelen that name places of an earlier message, and those places."""
    rng = zaak.rng
    nieuw, oud = [], []
    for plaats in rng.sample(range(8), k=1 if recent else rng.choice((1, 2, 3))):
        bron = rng.choice((van, aan)) if herkomst is None else van
        if recent:
            bron = "om"
        keuze = [
            (soort, categorie)
            for soort, wie in SOORTEN.items()
            for categorie in sorted(wie.get(bron, ()))
            if (soort == "RECENT_VERVOLGD") == recent
        ]
        soort, categorie = rng.choice(keuze)
        persoon = {**rng.choice(kies_personen(zaak, bron)[categorie]), "categorie": categorie}
        onderdeel = maak_onderdeel(zaak, van, aan, soort, persoon)
        onderdeel["herkomst"] = "eigen" if bron == van else "ontvangen"
        onderdeel["vervangt"] = plaats
        plek = {
            "plaats": plaats,
            "betrokkene": persoon["betrokkene"],
            "categorie": categorie,
            "gegevenssoort": soort,
            "bron": bron,
        }
        if soort == "WPG8":
            plek.update(wpg8_termijn(zaak))
        if soort == "WPG13":
            plek["termijnTot"] = dagen(zaak.vandaag, rng.choice((0, 1, 90)))
        nieuw.append(onderdeel)
        oud.append(plek)
    return nieuw, rng.sample(oud, k=len(oud))


def maak_correctie(zaak: Zaak) -> Obj:
    rng = zaak.rng
    van, aan = rng.choice(PAREN)
    recent = "om" in (van, aan) and kans(rng, 0.25)
    nieuw, oud = _te_herstellen(zaak, van, aan, recent, None)
    for onderdeel in nieuw:
        onderdeel.update(grondslag=None, informatie=None)
    stap = rng.randrange(1, 8)
    groep = maak_groep(zaak, stap)
    groep["status"] = rng.choice(("actief", "actief", "afgesloten", "niet_geprioriteerd"))
    verzoek = maak_verzoek(
        zaak,
        groep,
        soort="correctie",
        afzender=van,
        ontvanger=aan,
        groep=zaak.groep,
        stap=stap,
        kanaal="telefoon" if recent else "koppelvlak",
        onderdelen=nieuw,
        **_medewerkers(zaak, "correctie", van, aan),
    )
    eerder_soort = rng.choice(("verstrekking", "aanvulling", "correctie"))
    eerder_van, eerder_aan = (van, aan) if kans(rng, 0.6) else (aan, van)
    verwijzing = _verwijzing(zaak, eerder_van, eerder_aan, eerder_soort, oud)
    verzoek["kop"]["inReactieOp"] = verwijzing["id"]
    verzoek["toestand"]["verwijzing"] = verwijzing
    _mondeling(zaak, verzoek, None, [])
    _soms_vertrokken(zaak, verzoek)
    return verzoek


def _soms_vertrokken(zaak: Zaak, verzoek: Obj) -> None:
    """A party that left, whose officials are no longer authorised; or nobody on the other side."""
    rng, kop = zaak.rng, verzoek["kop"]
    if kans(rng, 0.2):
        kop["ontvangendeMedewerker"] = None
    if kans(rng, 0.15):
        weg = rng.choice((kop["afzender"], kop["ontvanger"]))
        verzoek["toestand"]["partijen"][weg]["actief"] = False
        for gevonden in zaak.autorisaties.values():
            gevonden["aangewezen"] = kans(rng, 0.5)


def maak_intrekking(zaak: Zaak) -> Obj:
    rng = zaak.rng
    van, aan = rng.choice(PAREN)
    eerder_soort = rng.choice(
        (
            "verstrekking",
            "verstrekking",
            "aanvulling",
            "correctie",
            "groepsbericht",
            "informatieverzoek",
        )
    )
    nieuw: list[Obj] = []
    oud: list[Obj] = []
    if eerder_soort in ("verstrekking", "aanvulling", "correctie") and kans(rng, 0.5):
        herkomst = None if eerder_soort == "correctie" else "eigen"
        nieuw, oud = _te_herstellen(zaak, van, aan, False, herkomst)
    stap = rng.randrange(1, 8)
    verzoek = maak_verzoek(
        zaak,
        maak_groep(zaak, stap),
        soort="intrekking",
        afzender=van,
        ontvanger=aan,
        groep=zaak.groep,
        stap=stap,
        onderdelen=nieuw,
        inhoudCommitment=None,
        **_medewerkers(zaak, eerder_soort, van, aan),
    )
    verwijzing = _verwijzing(zaak, van, aan, eerder_soort, oud)
    if eerder_soort == "groepsbericht":
        verwijzing["stuk"] = "signaal"
    verzoek["kop"]["inReactieOp"] = verwijzing["id"]
    verzoek["toestand"]["verwijzing"] = verwijzing
    _soms_vertrokken(zaak, verzoek)
    return verzoek


def _over_groep(zaak: Zaak, soort: str, van: str, aan: str, stap: int | None, stuk: str) -> Obj:
    """An informatieverzoek or a groepsbericht, over any channel."""
    kanaal, overlegsoort = _kanaal(zaak.rng) if stap is not None else ("koppelvlak", None)
    nodig = "om" in (van, aan) and overlegsoort == "structureel"
    verzoek = maak_verzoek(
        zaak,
        None if stap is None else maak_groep(zaak, stap, True if nodig else None),
        soort=soort,
        afzender=van,
        ontvanger=aan,
        groep=None if stap is None else zaak.groep,
        stap=stap,
        kanaal=kanaal,
        stuk=stuk,
        **_medewerkers(zaak, soort, van, aan),
    )
    extra = _derde(zaak, van, aan, 0.4) if overlegsoort else []
    _mondeling(zaak, verzoek, overlegsoort, extra)
    return verzoek


def maak_informatieverzoek(zaak: Zaak) -> Obj:
    van, aan = zaak.rng.choice(PAREN)
    stap = zaak.rng.randrange(2, 8)
    return _over_groep(zaak, "informatieverzoek", van, aan, stap, "vraag")


def maak_groepsbericht(zaak: Zaak) -> Obj:
    rng = zaak.rng
    stuk, (wie, voor, stappen) = rng.choice(list(STUKKEN_VAN_GROEP.items()))
    van, aan = rng.choice([(v, a) for v, a in PAREN if v in wie and a in voor])
    stap: int | None = rng.choice(list(stappen))
    if stuk == "signaal" and kans(rng, 0.4):
        stap = None
    verzoek = _over_groep(zaak, "groepsbericht", van, aan, stap, stuk)
    groep = verzoek["toestand"]["groep"]
    if groep is not None:
        groep["status"] = rng.choice(("actief", "actief", "afgesloten", "niet_geprioriteerd"))
        groep["startbesluit"] = rng.choice((groep["startbesluit"], None))
    if verzoek["kop"]["kanaal"] != "overleg" and kans(rng, 0.5):
        verzoek["kop"]["ontvangendeMedewerker"] = None
    return verzoek


def _zonder_gegevens(zaak: Zaak, soort: str, **kop: Any) -> Obj:
    """A vernietigingsbericht, rechtenverzoek or incident, with or without a group."""
    rng = zaak.rng
    van, aan = rng.choice(PAREN)
    stap = rng.choice((None, rng.randrange(1, 8)))
    verzoek = maak_verzoek(
        zaak,
        None if stap is None else maak_groep(zaak, stap),
        soort=soort,
        afzender=van,
        ontvanger=aan,
        groep=None if stap is None else zaak.groep,
        stap=stap,
        **_medewerkers(zaak, soort, van, aan),
        **kop,
    )
    if kans(rng, 0.4):
        verzoek["kop"]["ontvangendeMedewerker"] = None
    return verzoek


def maak_vernietigingsbericht(zaak: Zaak) -> Obj:
    rng = zaak.rng
    vernietigd = {
        "berichten": [uuid(rng) for _ in range(rng.randrange(3))],
        "betrokkenen": [uuid(rng) for _ in range(rng.randrange(3))],
        "heleGroep": kans(rng, 0.3),
    }
    verzoek = _zonder_gegevens(zaak, "vernietigingsbericht", vernietigd=vernietigd)
    if kans(rng, 0.5):
        verzoek["kop"]["medewerker"] = None
    if kans(rng, 0.7):
        verzoek["kop"]["inhoudCommitment"] = None
    return verzoek


def maak_rechtenverzoek(zaak: Zaak) -> Obj:
    stuk = zaak.rng.choice(sorted(STUKKEN_VAN_SOORT["rechtenverzoek"]))
    return _zonder_gegevens(zaak, "rechtenverzoek", stuk=stuk)


def maak_incident(zaak: Zaak) -> Obj:
    stuk = zaak.rng.choice(sorted(STUKKEN_VAN_SOORT["incident"]))
    return _zonder_gegevens(zaak, "incident", stuk=stuk)


MAKERS: dict[str, Callable[[Zaak], Obj]] = {
    "verstrekking": maak_verstrekking,
    "aanvulling": maak_aanvulling,
    "correctie": maak_correctie,
    "informatieverzoek": maak_informatieverzoek,
    "groepsbericht": maak_groepsbericht,
    "intrekking": maak_intrekking,
    "vernietigingsbericht": maak_vernietigingsbericht,
    "rechtenverzoek": maak_rechtenverzoek,
    "incident": maak_incident,
}
_GEWICHT = (8, 4, 3, 2, 3, 2, 1, 1, 1)


def maak_basis(rng: random.Random) -> Obj:
    soort = rng.choices(list(MAKERS), weights=_GEWICHT)[0]
    return MAKERS[soort](nieuwe_zaak(rng))
