"""Eén ding aan een ontwerp dat niet klopt: wat een partij die zich niet gedraagt zou proberen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.integratie.partij.voorbeeldgegevens import GEBOREN
from tests.integratie.reeksen.ontwerp import Ontwerp, waarde
from tests.integratie.reeksen.zaak import Zaak
from tests.tweedelezing.lezing_bericht import RECHTEN
from tests.tweedelezing.lezing_vorm import (
    GRONDSLAGEN,
    SOORTEN_GEBRUIKT,
    SOORTEN_GEWEIGERD,
    toegelaten_kenmerken,
)
from tests.tweedelezing.maker_basis import Obj, uuid

Vervorming = Callable[[Zaak, Ontwerp], None]
KLASSEN = ("0-11", "12-15", "16-17", "18-22", "23", "24+", None)
KANALEN = ("koppelvlak", "koppelvlak", "email", "telefoon")


def _deel(zaak: Zaak, ontwerp: Ontwerp) -> Obj:
    return zaak.rng.choice(ontwerp.delen) if ontwerp.delen else {}


def _ander_lid(naam: str, *keuzes: Any) -> Vervorming:
    def vervorm(zaak: Zaak, ontwerp: Ontwerp) -> None:
        _deel(zaak, ontwerp)[naam] = zaak.rng.choice(keuzes)

    return vervorm


def _andere_soort(zaak: Zaak, ontwerp: Ontwerp) -> None:
    """Een andere soort gegeven, met de inhoud en de kenmerken die daarbij horen."""
    if not ontwerp.delen:
        return
    nummer = zaak.rng.randrange(len(ontwerp.delen))
    deel = ontwerp.delen[nummer]
    soort = zaak.rng.choice(sorted(SOORTEN_GEBRUIKT) + sorted(SOORTEN_GEWEIGERD)[:3])
    deel["gegevenssoort"] = soort
    if ontwerp.gegevens:
        ontwerp.gegevens[nummer] = waarde(zaak, soort, deel["betrokkene"])


def _andere_mens(zaak: Zaak, ontwerp: Ontwerp) -> None:
    deel = _deel(zaak, ontwerp)
    mens = zaak.rng.choice(zaak.mensen)
    deel |= {"betrokkene": mens.betrokkene}
    if zaak.rng.random() < 0.5:
        deel |= {
            "categorie": mens.categorie,
            "kind": mens.kind.betrokkene if mens.kind else None,
        }


def _iemand_nieuw(zaak: Zaak, ontwerp: Ontwerp) -> None:
    _deel(zaak, ontwerp)["betrokkene"] = uuid(zaak.rng)


def _ander_kind(zaak: Zaak, ontwerp: Ontwerp) -> None:
    kinderen = [mens.betrokkene for mens in zaak.mensen if mens.categorie == 1]
    _deel(zaak, ontwerp)["kind"] = zaak.rng.choice([*kinderen, uuid(zaak.rng), None])


def _andere_plaats(zaak: Zaak, ontwerp: Ontwerp) -> None:
    _deel(zaak, ontwerp)["vervangt"] = zaak.rng.choice((0, 0, 1, 2, 39))


def _ander_bericht(zaak: Zaak, ontwerp: Ontwerp) -> None:
    eerdere = [een.id for een in zaak.verstuurd]
    ontwerp.kop["inReactieOp"] = zaak.rng.choice([*eerdere, *eerdere, uuid(zaak.rng), None])


def _ander_doel(zaak: Zaak, ontwerp: Ontwerp) -> None:
    ontwerp.kop["doel"] = zaak.rng.choice(("D1", "D2", "D3", "D4", "D5", None))


def _andere_stap(zaak: Zaak, ontwerp: Ontwerp) -> None:
    ontwerp.kop["stap"] = zaak.rng.randint(1, 7)


def _ander_kanaal(zaak: Zaak, ontwerp: Ontwerp) -> None:
    ontwerp.kop["kanaal"] = zaak.rng.choice(KANALEN)
    ontwerp.kop["uiting"] = uuid(zaak.rng) if zaak.rng.random() < 0.5 else None


def _andere_soort_bericht(zaak: Zaak, ontwerp: Ontwerp) -> None:
    """Dezelfde onderdelen onder een ander soort bericht, met wat die soort niet weegt eraf."""
    soort = zaak.rng.choice(("verstrekking", "aanvulling", "correctie", "groepsbericht"))
    ontwerp.kop["soort"] = soort
    if soort == "groepsbericht":
        ontwerp.kop |= {"doel": None, "afweging": None, "stuk": "antwoord"}
        ontwerp.stuk = {"antwoord": "niets_bekend"}
    if soort == "correctie":
        ontwerp.kop |= {"doel": None, "afweging": None}
        for deel in ontwerp.delen:
            deel |= {"grondslag": None, "informatie": None, "vervangt": deel.get("vervangt") or 0}
        if zaak.verstuurd:
            ontwerp.kop["inReactieOp"] = zaak.rng.choice(zaak.verstuurd).id


def _andere_groep(zaak: Zaak, ontwerp: Ontwerp) -> None:
    """Een groep waar de reeks niet over gaat, meestal met haar eigen stap."""
    groep = zaak.rng.choice(list(zaak.stelsel.elders))
    ontwerp.kop["groep"] = groep
    if zaak.rng.random() < 0.8:
        ontwerp.kop["stap"] = zaak.stelsel.elders[groep]["stap"]


def _andere_medewerker(zaak: Zaak, ontwerp: Ontwerp) -> None:
    wie = zaak.rng.choice(("medewerker", "ontvangendeMedewerker"))
    ontwerp.kop[wie] = zaak.rng.choice(
        [zaak.stelsel.gekend[een] for een in sorted(RECHTEN)]
        + list(zaak.stelsel.autorisaties)
        + [uuid(zaak.rng)]
    )


def _andere_ontvanger(zaak: Zaak, ontwerp: Ontwerp) -> None:
    """Wat voor de een was, naar de ander."""
    kop = ontwerp.kop
    ander = next(p for p in zaak.stelsel.bureaus if p not in (kop["afzender"], kop["ontvanger"]))
    functie = zaak.rng.choice(sorted(f for p, f in RECHTEN if p == ander))
    kop |= {"ontvanger": ander, "ontvangendeMedewerker": zaak.stelsel.gekend[ander, functie]}


def _geen_kenmerken(zaak: Zaak, ontwerp: Ontwerp) -> None:
    _deel(zaak, ontwerp)["kenmerken"] = None


def _half_kenmerk(zaak: Zaak, ontwerp: Ontwerp) -> None:
    deel = _deel(zaak, ontwerp)
    kenmerken = dict(deel.get("kenmerken") or {})
    if kenmerken:
        del kenmerken[zaak.rng.choice(sorted(kenmerken))]
        deel["kenmerken"] = kenmerken or None


def _oude_datum(zaak: Zaak, ontwerp: Ontwerp) -> None:
    """Een datum die te oud is, of in de toekomst ligt."""
    for deel in ontwerp.delen:
        kenmerken = deel.get("kenmerken") or {}
        for naam in sorted({"eersteVerwerking", "termijnTot"} & set(kenmerken)):
            kenmerken[naam] = zaak.rng.choice(("2019-01-01", "2025-01-01", "2030-01-01"))


def _geen_informatie(zaak: Zaak, ontwerp: Ontwerp) -> None:
    deel = _deel(zaak, ontwerp)
    deel["informatie"] = zaak.rng.choice((None, {"status": "open"}))


def _halve_afweging(zaak: Zaak, ontwerp: Ontwerp) -> None:
    afweging = ontwerp.kop["afweging"]
    if afweging is not None:
        afweging[zaak.rng.choice(("noodzaak", "zwaarwegendAlgemeenBelang"))] = False


def _andere_geboortedatum(zaak: Zaak, ontwerp: Ontwerp) -> None:
    """In de inhoud, waar de gateway niet bij kan."""
    for gegevens in ontwerp.gegevens:
        if "geboortedatum" in gegevens:
            gegevens["geboortedatum"] = zaak.rng.choice(sorted(GEBOREN.values()))


def _andere_inhoud(zaak: Zaak, ontwerp: Ontwerp) -> None:
    """Inhoud die niet is wat de kop aankondigt."""
    if ontwerp.gegevens:
        soort = zaak.rng.choice(("STRAFVORDERLIJK", "NAW", "WPG8", "GEBOORTEDATUM"))
        wie = zaak.rng.choice(zaak.mensen).betrokkene
        ontwerp.gegevens[-1] = waarde(zaak, soort, wie)


def _waarde_in_melding(zaak: Zaak, ontwerp: Ontwerp) -> None:
    """Van een melding een eigen correctie maken, of andersom."""
    for nummer, deel in enumerate(ontwerp.delen):
        deel["herkomst"] = "ontvangen" if deel["herkomst"] == "eigen" else "eigen"
        if ontwerp.gegevens and zaak.rng.random() < 0.7:
            ontwerp.gegevens[nummer] = (
                {"fout": "onjuist"}
                if deel["herkomst"] == "ontvangen" and ontwerp.kop["soort"] == "correctie"
                else waarde(zaak, deel["gegevenssoort"], deel["betrokkene"])
            )


def _dubbel(zaak: Zaak, ontwerp: Ontwerp) -> None:
    """Hetzelfde onderdeel twee keer; de tweede over iets anders."""
    if ontwerp.delen and len(ontwerp.gegevens) == len(ontwerp.delen):
        ontwerp.delen.append(dict(ontwerp.delen[0]))
        ontwerp.gegevens.append(dict(ontwerp.gegevens[0]))
        zaak.rng.choice((_andere_soort, _andere_mens, _andere_plaats))(zaak, ontwerp)


VERVORMINGEN: tuple[Vervorming, ...] = (
    _andere_soort, _andere_soort, _andere_mens, _andere_mens, _iemand_nieuw, _ander_kind,
    _andere_plaats, _ander_bericht, _ander_bericht, _ander_doel, _andere_stap, _ander_kanaal,
    _andere_soort_bericht, _andere_soort_bericht, _andere_medewerker, _andere_ontvanger,
    _andere_ontvanger, _andere_groep, _andere_groep, _geen_kenmerken, _half_kenmerk,
    _oude_datum, _geen_informatie, _halve_afweging, _andere_geboortedatum,
    _andere_geboortedatum, _andere_inhoud,
    _waarde_in_melding, _waarde_in_melding, _dubbel,
    _ander_lid("herkomst", "ontvangen", "eigen"),
    _ander_lid("leeftijdsklasse", *KLASSEN),
    _ander_lid("leeftijdsklasse", *KLASSEN),
    _ander_lid("categorie", 1, 2, 3),
    _ander_lid("grondslag", None, *sorted(GRONDSLAGEN)),
    _ander_lid("bijzonder", True),
    _ander_lid("aard", None),
    _ander_lid("derdenVerwijderd", False),
)  # fmt: skip


def vervorm(zaak: Zaak, ontwerp: Ontwerp) -> str:
    """Vervormt het ontwerp op één plaats; hoe."""
    gekozen = zaak.rng.choice(VERVORMINGEN)
    gekozen(zaak, ontwerp)
    if zaak.rng.random() < 0.85:
        _laat_passen(ontwerp)
    return gekozen.__qualname__.removeprefix("_").split(".")[0]


def _laat_passen(ontwerp: Ontwerp) -> None:
    """Wat door de vervorming een fout in de vorm zou zijn, gaat weg: dan wordt er beslist."""
    kop = ontwerp.kop
    for deel in ontwerp.delen:
        mag = toegelaten_kenmerken(kop["soort"], kop["afzender"], deel)
        kenmerken = {n: w for n, w in (deel.get("kenmerken") or {}).items() if n in mag}
        deel["kenmerken"] = kenmerken or None
        if deel.get("categorie") != 2:
            deel["kind"] = None
        if deel.get("categorie") == 3:
            deel |= {"leeftijdsklasse": None, "informatie": None}
        if kop["afzender"] != "gemeente" or kop["soort"] == "correctie":
            deel["informatie"] = None
        if kop["soort"] not in ("correctie", "intrekking"):
            deel.pop("vervangt", None)
    if kop["kanaal"] not in ("telefoon", "overleg"):
        kop["uiting"] = None
