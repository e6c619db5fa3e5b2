"""Random changes of a toetsverzoek, one rule at a time: earlier message, channel, message."""

from __future__ import annotations

import random

from tests.tweedelezing.lezing_bericht import RECHTEN, maanden_verder
from tests.tweedelezing.lezing_vorm import KANAAL, LOCATIE, STUKKEN
from tests.tweedelezing.maker_basis import DRIE, Obj, commitment, kans, kies, rond, uuid
from tests.tweedelezing.maker_wijzigingen import Wijziging, nieuw_medewerker, vandaag

SOORTEN_BERICHT = (
    "verstrekking",
    "aanvulling",
    "correctie",
    "informatieverzoek",
    "intrekking",
    "groepsbericht",
    "vernietigingsbericht",
    "rechtenverzoek",
    "incident",
)


# --- earlier message ------------------------------------------------------------------------


def _verwijzing(rng: random.Random, v: Obj) -> None:
    eerder = v["toestand"]["verwijzing"]
    if eerder is None or kans(rng, 0.08):
        v["toestand"]["verwijzing"] = None
        return
    wat = kies(
        rng,
        {"id": uuid(rng)},
        {"soort": rng.choice(SOORTEN_BERICHT)},
        {"soort": rng.choice(("verstrekking", "aanvulling", "correctie"))},
        {"afzender": eerder["ontvanger"], "ontvanger": eerder["afzender"]},
        {"afzender": rng.choice((*DRIE, "jeugdzorg"))},
        {"ontvanger": rng.choice(DRIE)},
        {"groep": rng.choice((None, uuid(rng)))},
        {"ingetrokken": True},
        {"vernietigd": True},
    )
    eerder.update(wat)


def _verwezen_onderdeel(rng: random.Random, v: Obj) -> None:
    eerder, dag = v["toestand"]["verwijzing"], vandaag(v)
    if eerder is None or not eerder["onderdelen"]:
        return
    plek = rng.choice(eerder["onderdelen"])
    grens = rng.choice((dag, maanden_verder(dag, -12), maanden_verder(dag, -60)))
    wat = kies(
        rng,
        {"ingetrokken": True},
        {"ingetrokken": False},
        {"bron": rng.choice(DRIE)},
        {"categorie": rng.choice((1, 2, 3))},
        {"gegevenssoort": rng.choice(("NAW", "WPG8", "WPG13", "BSN", "RECENT_VERVOLGD"))},
        {"betrokkene": uuid(rng)},
        {"eersteVerwerking": rond(rng, grens), "gerelateerd": kans(rng, 0.5)},
        {"eersteVerwerking": rond(rng, grens)},
        {"termijnTot": rond(rng, dag)},
        {"weg": True},
    )
    if "weg" in wat:
        eerder["onderdelen"].remove(plek)
    else:
        plek.update(wat)
    if kans(rng, 0.1):
        plek.pop(rng.choice(("eersteVerwerking", "termijnTot", "gerelateerd")), None)


# --- channel --------------------------------------------------------------------------------


def _kanaal(rng: random.Random, v: Obj) -> None:
    kop = v["kop"]
    keuze = rng.randrange(5)
    if keuze == 0:
        kop["kanaal"] = rng.choice(sorted(KANAAL))
    elif keuze == 1:
        kop["uiting"] = None if kop.get("uiting") else uuid(rng)
    elif keuze == 2:
        kop["overleg"] = rng.choice((None, uuid(rng)))
    else:
        kop["kanaal"] = rng.choice(("koppelvlak", "telefoon"))
        kop["uiting"] = uuid(rng) if kop["kanaal"] == "telefoon" else None
        kop["overleg"] = None


def _naar_overleg(rng: random.Random, v: Obj) -> None:
    """Says the same in a registered overleg, with one or more others at the table."""
    kop = v["kop"]
    wie = [naam for naam in (kop["medewerker"], kop["ontvangendeMedewerker"]) if naam]
    overleg = {
        "id": uuid(rng),
        "soort": rng.choice(("structureel", "driehoek")),
        "locatie": "politie",
        "groepen": [kop["groep"]] if kop["groep"] else [],
        "dag": vandaag(v).isoformat(),
        "deelnemers": wie,
    }
    kop.update(kanaal="overleg", uiting=uuid(rng), overleg=overleg["id"])
    v["toestand"]["overleg"] = overleg
    if kans(rng, 0.6):
        _deelnemer(rng, v)


def _deelnemer(rng: random.Random, v: Obj) -> None:
    overleg = v["toestand"]["overleg"]
    if overleg is None:
        return
    deelnemers = overleg["deelnemers"]
    keuze = rng.randrange(6)
    if keuze == 0 and deelnemers:
        deelnemers.remove(rng.choice(deelnemers))
    elif keuze == 1:
        deelnemers.append(uuid(rng))
    elif keuze == 2:
        deelnemers.append(nieuw_medewerker(rng, v, "om", "officier"))
    elif keuze == 3:
        functies = [functie for p, functie in sorted(RECHTEN) if p == v["kop"]["ontvanger"]]
        functie = rng.choice(functies or ["regisseur"])
        deelnemers.append(nieuw_medewerker(rng, v, v["kop"]["ontvanger"], functie))
    else:
        partij, functie = rng.choice(sorted(RECHTEN))
        deelnemers.append(nieuw_medewerker(rng, v, partij, functie))


def _overleg(rng: random.Random, v: Obj) -> None:
    overleg = v["toestand"]["overleg"]
    if overleg is None:
        return
    wat = kies(
        rng,
        {"id": uuid(rng)},
        {"soort": "structureel"},
        {"soort": "driehoek"},
        {"locatie": rng.choice(sorted(LOCATIE))},
        {"dag": rond(rng, vandaag(v))},
        {"groepen": []},
        {"weg": True},
    )
    if "weg" in wat:
        v["toestand"]["overleg"] = None
    else:
        overleg.update(wat)


# --- message --------------------------------------------------------------------------------


def _doel(rng: random.Random, v: Obj) -> None:
    v["kop"]["doel"] = rng.choice((None, "D1", "D2", "D3", "D4", "D5"))


def _afweging(rng: random.Random, v: Obj) -> None:
    afweging = v["kop"].get("afweging")
    if not afweging or kans(rng, 0.1):
        v["kop"]["afweging"] = rng.choice((None, {}))
        return
    lid = rng.choice(sorted(afweging))
    if lid in ("motivering", "zwaarwegendAlgemeenBelang") and kans(rng, 0.5):
        afweging[lid] = None
    elif lid == "motivering" or kans(rng, 0.3):
        del afweging[lid]
    else:
        afweging[lid] = False


def _stuk(rng: random.Random, v: Obj) -> None:
    if v["kop"].get("stuk") is not None:
        v["kop"]["stuk"] = rng.choice(sorted(STUKKEN))


def _vernietigd(rng: random.Random, v: Obj) -> None:
    v["kop"]["vernietigd"] = None


def _soort(rng: random.Random, v: Obj) -> None:
    v["kop"]["soort"] = rng.choice(SOORTEN_BERICHT)


def _commitment(rng: random.Random, v: Obj) -> None:
    v["kop"]["inhoudCommitment"] = commitment(rng)


WIJZIGINGEN: tuple[Wijziging, ...] = (
    *(_verwijzing,) * 3,
    *(_verwezen_onderdeel,) * 4,
    _kanaal,
    *(_naar_overleg,) * 3,
    *(_deelnemer,) * 3,
    *(_overleg,) * 3,
    *(_doel,) * 2,
    *(_afweging,) * 2,
    *(_stuk,) * 2,
    _vernietigd,
    _soort,
    _commitment,
)
