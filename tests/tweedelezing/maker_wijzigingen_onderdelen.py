"""Random changes of the onderdelen of a toetsverzoek, one rule of the profile at a time."""

from __future__ import annotations

import copy
import random
from datetime import date

from tests.tweedelezing.lezing_bericht import maanden_verder
from tests.tweedelezing.lezing_onderdelen import SOORTEN
from tests.tweedelezing.lezing_vorm import (
    GEGEVENSSOORT,
    GRONDSLAG,
    INFORMATIEGRONDEN,
    KENMERKCODES,
    SOORTEN_GEWEIGERD,
    toegelaten_kenmerken,
)
from tests.tweedelezing.maker_basis import Obj, commitment, kans, kies, rond, uuid
from tests.tweedelezing.maker_wijzigingen import Wijziging, nieuw_medewerker, vandaag

KLASSEN = ("0-11", "12-15", "16-17", "18-22", "23", "24+", "onbekend", None)


def _een(rng: random.Random, v: Obj) -> Obj | None:
    onderdelen = v["kop"]["onderdelen"]
    return rng.choice(onderdelen) if onderdelen else None


def _categorie(rng: random.Random, v: Obj) -> None:
    onderdeel = _een(rng, v)
    if onderdeel is not None:
        onderdeel["categorie"] = rng.choice((1, 2, 3, 3, 0, 4, -1))


def _klasse(rng: random.Random, v: Obj) -> None:
    onderdeel = _een(rng, v)
    if onderdeel is not None:
        onderdeel["leeftijdsklasse"] = rng.choice((*KLASSEN, "0-11", "23"))


def _hele_klasse(rng: random.Random, v: Obj) -> None:
    """Another class for one person, everywhere the same."""
    onderdeel = _een(rng, v)
    if onderdeel is not None:
        klasse = rng.choice(("12-15", "16-17", "18-22", "23"))
        for ander in v["kop"]["onderdelen"]:
            if ander["betrokkene"] == onderdeel["betrokkene"]:
                ander["leeftijdsklasse"] = klasse


def _kind(rng: random.Random, v: Obj) -> None:
    onderdeel = _een(rng, v)
    if onderdeel is not None:
        alle = sorted(v["toestand"]["autorisaties"]) or [uuid(rng)]
        betrokkenen = [ander["betrokkene"] for ander in v["kop"]["onderdelen"]]
        onderdeel["kind"] = rng.choice((None, uuid(rng), rng.choice(alle), *betrokkenen))


def _betrokkene(rng: random.Random, v: Obj) -> None:
    onderdeel = _een(rng, v)
    if onderdeel is not None:
        alle = sorted(v["toestand"]["autorisaties"]) or [uuid(rng)]
        betrokkenen = [ander["betrokkene"] for ander in v["kop"]["onderdelen"]]
        onderdeel["betrokkene"] = rng.choice((uuid(rng), rng.choice(alle), *betrokkenen))


def _soort(rng: random.Random, v: Obj) -> None:
    onderdeel = _een(rng, v)
    if onderdeel is not None:
        keuze = (sorted(SOORTEN), sorted(SOORTEN), sorted(GEGEVENSSOORT))
        onderdeel["gegevenssoort"] = rng.choice(rng.choice(keuze))


def _geweigerde_soort(rng: random.Random, v: Obj) -> None:
    onderdeel = _een(rng, v)
    if onderdeel is not None:
        onderdeel["gegevenssoort"] = rng.choice(sorted(SOORTEN_GEWEIGERD))


def _grondslag(rng: random.Random, v: Obj) -> None:
    onderdeel = _een(rng, v)
    if onderdeel is not None:
        onderdeel["grondslag"] = rng.choice([None, *sorted(GRONDSLAG)])


def _buurgrondslag(rng: random.Random, v: Obj) -> None:
    """The same article with another letter."""
    onderdeel = _een(rng, v)
    if onderdeel is not None and onderdeel["grondslag"]:
        stam = onderdeel["grondslag"][:5]
        onderdeel["grondslag"] = rng.choice([g for g in sorted(GRONDSLAG) if g[:5] == stam])


def _lid(rng: random.Random, v: Obj) -> None:
    onderdeel = _een(rng, v)
    if onderdeel is not None:
        wat = kies(
            rng,
            {"herkomst": "ontvangen"},
            {"herkomst": "eigen"},
            {"bijzonder": True},
            {"aard": rng.choice((None, "oordeel"))},
            {"derdenVerwijderd": False},
        )
        onderdeel.update(wat)


def _kenmerk(rng: random.Random, v: Obj) -> None:
    """One kenmerk this onderdeel may carry: gone, turned round, or on the edge of its term."""
    onderdeel = _een(rng, v)
    if onderdeel is None:
        return
    mag = sorted(toegelaten_kenmerken(v["kop"]["soort"], v["kop"]["afzender"], onderdeel))
    kenmerken = dict(onderdeel.get("kenmerken") or {})
    if mag:
        naam = rng.choice(mag)
        if naam in kenmerken and kans(rng, 0.35):
            del kenmerken[naam]
        else:
            kenmerken[naam] = _waarde(rng, naam, vandaag(v))
    onderdeel["kenmerken"] = kenmerken


def _waarde(rng: random.Random, naam: str, dag: date) -> object:
    if naam == "eersteVerwerking":
        return rond(rng, rng.choice((dag, maanden_verder(dag, -12), maanden_verder(dag, -60))))
    if naam == "termijnTot":
        return rond(rng, dag)
    if naam == "zaak":
        return commitment(rng)
    if naam in KENMERKCODES:
        return rng.choice(sorted(KENMERKCODES[naam]))
    return kans(rng, 0.5)


def _zonder_kenmerken(rng: random.Random, v: Obj) -> None:
    onderdeel = _een(rng, v)
    if onderdeel is not None:
        onderdeel["kenmerken"] = rng.choice((None, {}))


def _informatie(rng: random.Random, v: Obj) -> None:
    onderdeel = _een(rng, v)
    if onderdeel is None:
        return
    dag = vandaag(v)
    uitzondering = {
        "status": "uitzondering",
        "grond": rng.choice((None, *sorted(INFORMATIEGRONDEN))),
        "herbeoordeling": rng.choice((rond(rng, dag), rond(rng, maanden_verder(dag, 3)), None)),
        "tweedePersoon": kans(rng, 0.8),
    }
    goed = {
        "status": "uitzondering",
        "grond": "UAVG41_1_d",
        "herbeoordeling": rond(rng, rng.choice((dag, maanden_verder(dag, 3)))),
        "tweedePersoon": True,
    }
    kort = {"status": rng.choice(("open", "geinformeerd", "uitzondering"))}
    onderdeel["informatie"] = rng.choice((None, kort, uitzondering, goed))


def _leeg(rng: random.Random, v: Obj) -> None:
    v["kop"]["onderdelen"] = []


def _erbij(rng: random.Random, v: Obj) -> None:
    """An onderdeel more, of the kind this message has none of or of its own."""
    onderdelen = v["kop"]["onderdelen"]
    if onderdelen and kans(rng, 0.5):
        onderdelen.append(copy.deepcopy(rng.choice(onderdelen)))
        return
    onderdelen.append(
        {
            "betrokkene": uuid(rng),
            "categorie": 1,
            "leeftijdsklasse": rng.choice(KLASSEN[1:4]),
            "kind": None,
            "gegevenssoort": rng.choice(sorted(GEGEVENSSOORT)),
            "grondslag": "AVG6_1_E",
            "herkomst": "eigen",
            "bijzonder": False,
            "aard": "feit",
            "derdenVerwijderd": True,
            "kenmerken": None,
            "informatie": None,
        }
    )


def _dubbel(rng: random.Random, v: Obj) -> None:
    """The same person again, in another category or another class."""
    onderdeel = _een(rng, v)
    if onderdeel is not None:
        nog = copy.deepcopy(onderdeel)
        keuze = rng.randrange(3)
        if keuze == 0:
            nog["categorie"] = rng.choice((1, 2, 3))
        elif keuze == 1:
            nog["leeftijdsklasse"] = rng.choice(KLASSEN)
        elif nog.get("kind"):
            nog.update(betrokkene=nog["kind"], categorie=1, leeftijdsklasse=rng.choice(KLASSEN))
        v["kop"]["onderdelen"].append(nog)


def _deelnemer_erbij(rng: random.Random, v: Obj) -> None:
    """Contact data of an official: of the sender, of another, or of nobody."""
    kop = v["kop"]
    partij = kop["afzender"] if kans(rng, 0.7) else rng.choice(("politie", "om", "gemeente"))
    functie = rng.choice(("beheerder", "fg", "regisseur", "wijkagent"))
    wie = nieuw_medewerker(rng, v, partij, functie) if kans(rng, 0.9) else uuid(rng)
    kop["onderdelen"].append(
        {
            "betrokkene": wie,
            "categorie": 3,
            "gegevenssoort": "CONTACT_DEELNEMER",
            "grondslag": rng.choice(("AVG6_1_E", "AVG6_1_E", "AVG6_1_E", "AVG6_1_F", None)),
            "herkomst": "eigen",
            "bijzonder": False,
            "aard": "feit",
            "derdenVerwijderd": True,
        }
    )


def _vervangt(rng: random.Random, v: Obj) -> None:
    onderdeel = _een(rng, v)
    if onderdeel is not None:
        ander = rng.choice(v["kop"]["onderdelen"]).get("vervangt")
        onderdeel["vervangt"] = rng.choice((None, ander, rng.randrange(8), 39))


WIJZIGINGEN: tuple[Wijziging, ...] = (
    _categorie,
    _klasse,
    _klasse,
    _hele_klasse,
    _kind,
    _betrokkene,
    _soort,
    _soort,
    _geweigerde_soort,
    _grondslag,
    _buurgrondslag,
    *(_lid,) * 3,
    *(_kenmerk,) * 9,
    _zonder_kenmerken,
    *(_informatie,) * 7,
    _leeg,
    _erbij,
    _erbij,
    _dubbel,
    _dubbel,
    _deelnemer_erbij,
    _vervangt,
    _vervangt,
)
