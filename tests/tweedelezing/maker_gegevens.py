"""Permitted onderdelen: a kind, a person it is about, its ground and what it must declare."""

from __future__ import annotations

import random
from datetime import timedelta

from tests.tweedelezing.lezing_bericht import maanden_verder
from tests.tweedelezing.lezing_onderdelen import SOORTEN, SOORTEN_IN_STAP
from tests.tweedelezing.lezing_vorm import (
    BESLISSINGEN,
    INFORMATIEGRONDEN,
    TAAKGRONDSLAGEN,
    TOEZICHTEN,
)
from tests.tweedelezing.maker_basis import Obj, Zaak, commitment, dagen, kans, kies_functie, uuid

OUDERSOORTEN = ("WPG8", "WPG13", "B_OVERLAST", "B_AANGESPROKEN")


def mogelijk(
    afzender: str, ontvanger: str, stap: int, kanaal: str, overlegsoort: str | None
) -> list[tuple[str, int]]:
    """Which kind for which category may go this way, in this step, over this channel."""
    uit = []
    for soort, wie in SOORTEN.items():
        for categorie in sorted(wie.get(afzender, ())):
            if _gaat(soort, categorie, stap, kanaal, overlegsoort) and (
                soort == "CONTACT_DEELNEMER"
                or (
                    (afzender, ontvanger) != ("om", "politie") and _om_zegt(soort, afzender, kanaal)
                )
            ):
                uit.append((soort, categorie))
    return uit


def _gaat(soort: str, categorie: int, stap: int, kanaal: str, overlegsoort: str | None) -> bool:
    gestuurd = categorie == 3 or soort in ("BEKENDHEID", "RECENT_VERVOLGD")
    if overlegsoort == "driehoek" and not gestuurd:
        return False
    if soort == "RECENT_VERVOLGD":
        return stap in (2, 3) and kanaal != "koppelvlak"
    return soort == "CONTACT_DEELNEMER" or soort in SOORTEN_IN_STAP.get(stap, ())


def _om_zegt(soort: str, afzender: str, kanaal: str) -> bool:
    return afzender != "om" or kanaal != "overleg" or soort == "RECENT_VERVOLGD"


def kies_personen(zaak: Zaak, afzender: str) -> dict[int, list[Obj]]:
    """A few members, parents of members and officials, to give data about."""
    rng = zaak.rng
    leden = [
        {"betrokkene": uuid(rng), "leeftijdsklasse": klasse, "kind": None}
        for klasse in rng.choices(("12-15", "16-17", "18-22", "23"), k=rng.choice((1, 2, 3)))
    ]
    kinderen = [lid["betrokkene"] for lid in leden if lid["leeftijdsklasse"] == "12-15"]
    ouders = [
        {
            "betrokkene": uuid(rng),
            "leeftijdsklasse": "12-15",
            "kind": rng.choice([*kinderen, uuid(rng)]),
        }
        for _ in range(rng.choice((1, 2)))
    ]
    functie = kies_functie(rng, afzender, {"incidenten.melden"})
    deelnemer = zaak.medewerker(afzender, functie)
    return {
        1: leden,
        2: ouders,
        3: [{"betrokkene": deelnemer, "leeftijdsklasse": None, "kind": None}],
    }


def maak_onderdeel(zaak: Zaak, afzender: str, ontvanger: str, soort: str, persoon: Obj) -> Obj:
    rng = zaak.rng
    categorie = persoon["categorie"]
    grondslag, voorwaarde = _grondslag(rng, afzender, ontvanger, soort)
    onderdeel: Obj = {
        "betrokkene": persoon["betrokkene"],
        "categorie": categorie,
        "leeftijdsklasse": persoon["leeftijdsklasse"],
        "kind": persoon["kind"],
        "gegevenssoort": soort,
        "grondslag": grondslag,
        "herkomst": "eigen",
        "bijzonder": False,
        "aard": rng.choice(("feit", "feit", "oordeel")),
        "derdenVerwijderd": True,
        "kenmerken": None,
        "informatie": None,
    }
    if categorie == 3:
        return onderdeel
    kenmerken = {**voorwaarde, **_van_soort(zaak, soort), **_van_afzender(rng, afzender)}
    nodig = persoon["leeftijdsklasse"] == "23" or (categorie == 2 and soort in OUDERSOORTEN)
    if nodig or kans(rng, 0.1):
        kenmerken["extraMotivering"] = True if nodig else rng.choice((True, False))
    onderdeel["kenmerken"] = kenmerken or None
    if afzender == "gemeente":
        onderdeel["informatie"] = _informatie(zaak)
    return onderdeel


def _grondslag(rng: random.Random, afzender: str, ontvanger: str, soort: str) -> tuple[str, Obj]:
    if soort == "CONTACT_DEELNEMER" or afzender == "gemeente":
        return "AVG6_1_E", {}
    if afzender == "politie":
        lid = "B" if ontvanger == "gemeente" else "A"
        return f"WPG16_1_{lid}_{rng.choice('12')}", {}
    if soort == "TENUITVOERLEGGING":
        return rng.choice(("WJSG51C_2_B", "WJSG51C_2_D")), {}
    artikel = "WJSG8A_39F" if soort == "JUSTITIEEL" else "WJSG39F"
    voorwaarden: dict[str, Obj] = {
        "A": {"helpdeskPrivacyAkkoord": True},
        "B": {},
        "C": {"toezicht": rng.choice(sorted(TOEZICHTEN))},
        "D": {"beslissing": rng.choice(sorted(BESLISSINGEN))},
    }
    letter = rng.choice("ABBBCD")
    return f"{artikel}_{letter}", voorwaarden[letter]


def _van_afzender(rng: random.Random, afzender: str) -> Obj:
    if afzender == "gemeente":
        return {"taakgrondslag": rng.choice(sorted(TAAKGRONDSLAGEN))}
    if afzender == "om":
        return {
            "herleidingAnderenVoorkomen": True,
            "jdsBevraagd": False,
            "geenSepotOfVrijspraak": True,
        }
    return {}


def wpg8_termijn(zaak: Zaak) -> Obj:
    """An article 8 datum within its terms, now and then on its last day."""
    rng, vandaag = zaak.rng, zaak.vandaag
    if kans(rng, 0.7):
        jong = (
            vandaag,
            vandaag - timedelta(days=rng.randrange(1, 360)),
            maanden_verder(vandaag, -12),
        )
        eerste = rng.choice(jong)
        return {"eersteVerwerking": eerste.isoformat(), "gerelateerd": rng.choice((True, False))}
    oud = (vandaag - timedelta(days=rng.randrange(370, 1800)), maanden_verder(vandaag, -60))
    return {"eersteVerwerking": rng.choice(oud).isoformat(), "gerelateerd": True}


def _van_soort(zaak: Zaak, soort: str) -> Obj:
    rng = zaak.rng
    if soort == "WPG8":
        return wpg8_termijn(zaak)
    if soort == "WPG13":
        termijn = dagen(zaak.vandaag, rng.choice((0, 1, 200)))
        return {"subdoel": rng.choice("abcde"), "termijnTot": termijn, "bron": "8"}
    vast: dict[str, Obj] = {
        "STRAFVORDERLIJK": {"zaak": commitment(rng)},
        "JUSTITIEEL": {"reedsBeschikbaar": True},
        "TENUITVOERLEGGING": {"omVerwerkingsverantwoordelijk": True},
        "RECENT_VERVOLGD": {"relevantVoorGroepsaanpak": True, "binnenTwaalfMaanden": True},
    }
    return vast.get(soort, {})


def _informatie(zaak: Zaak) -> Obj:
    rng, vandaag = zaak.rng, zaak.vandaag
    if kans(rng, 0.6):
        return {"status": "geinformeerd", "grond": None, "herbeoordeling": None}
    uiterlijk = maanden_verder(vandaag, 3)
    return {
        "status": "uitzondering",
        "grond": rng.choice(sorted(INFORMATIEGRONDEN)),
        "herbeoordeling": rng.choice((dagen(vandaag, 1), dagen(vandaag, 60), str(uiterlijk))),
        "tweedePersoon": True,
    }


def maak_onderdelen(
    zaak: Zaak, afzender: str, ontvanger: str, keuze: list[tuple[str, int]], hoogstens: int = 4
) -> list[Obj]:
    """One to four permitted onderdelen of these kinds, about a few persons."""
    rng = zaak.rng
    personen = kies_personen(zaak, afzender)
    uit = []
    for _ in range(rng.randrange(1, hoogstens + 1)):
        soort, categorie = rng.choice(keuze)
        persoon = {**rng.choice(personen[categorie]), "categorie": categorie}
        uit.append(maak_onderdeel(zaak, afzender, ontvanger, soort, persoon))
    return uit


def kies_doel(rng: random.Random, afzender: str, onderdelen: list[Obj]) -> str:
    aanbod = all(
        onderdeel["categorie"] == 3
        or onderdeel["gegevenssoort"] in ("B_AANBOD", "B_OUDERBETROKKENHEID")
        for onderdeel in onderdelen
    )
    ruim = afzender == "gemeente" and aanbod
    return rng.choice(("D1", "D2", "D3", "D4", "D5") if ruim else ("D1", "D2"))
