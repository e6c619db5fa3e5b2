"""Keeps a changed toetsverzoek free of input errors: only what may be decided is decided."""

from __future__ import annotations

import random

from tests.tweedelezing.lezing_vorm import toegelaten_kenmerken
from tests.tweedelezing.maker_basis import Obj, commitment

MET_STUK = frozenset({"groepsbericht", "informatieverzoek", "rechtenverzoek", "incident"})
STUK_ANDERS = {
    "groepsbericht": "antwoord",
    "informatieverzoek": "vraag",
    "rechtenverzoek": "verzoek",
    "incident": "incident",
}
# Members that may be left out instead of null.
WEGLAATBAAR = {
    "kop": ("doel", "overleg", "afweging", "inReactieOp", "uiting", "vernietigd"),
    "onderdeel": ("leeftijdsklasse", "kind", "kenmerken", "informatie", "vervangt"),
    "groep": ("startbesluit", "eindcriterium", "prioritering", "strafrechtelijkOnderzoek"),
    "convenant": ("beeindigdPer",),
}


def pas(rng: random.Random, verzoek: Obj) -> None:
    """Takes away what 1.1 would make an input error of."""
    kop = verzoek["kop"]
    soort = kop["soort"]
    if soort == "correctie":
        kop["doel"] = kop["afweging"] = None
    if soort != "vernietigingsbericht":
        kop["vernietigd"] = None
    if soort not in ("intrekking", "vernietigingsbericht") and not kop.get("inhoudCommitment"):
        kop["inhoudCommitment"] = commitment(rng)
    if soort not in MET_STUK:
        kop["stuk"] = None
    elif kop.get("stuk") is None:
        kop["stuk"] = STUK_ANDERS[soort]
    if kop["stap"] is None:
        kop["groep"] = None
    for onderdeel in kop["onderdelen"]:
        _pas_onderdeel(soort, kop["afzender"], onderdeel)


def _pas_onderdeel(soort: str, afzender: str, onderdeel: Obj) -> None:
    categorie = onderdeel["categorie"]
    if soort not in ("correctie", "intrekking"):
        onderdeel.pop("vervangt", None)
    if soort == "correctie":
        onderdeel["grondslag"] = onderdeel["informatie"] = None
    if categorie != 2:
        onderdeel["kind"] = None
    if afzender != "gemeente" or categorie not in (1, 2):
        onderdeel["informatie"] = None
    if categorie == 3:
        onderdeel["leeftijdsklasse"] = onderdeel["kenmerken"] = None
    mag = toegelaten_kenmerken(soort, afzender, onderdeel)
    kenmerken = onderdeel.get("kenmerken")
    if kenmerken is not None:
        onderdeel["kenmerken"] = {naam: w for naam, w in kenmerken.items() if naam in mag}


def laat_weg(rng: random.Random, verzoek: Obj) -> None:
    """Leaves out some members that are null: that says the same."""
    toestand = verzoek["toestand"]
    delen = [("kop", verzoek["kop"]), ("convenant", toestand["convenant"])]
    delen += [("onderdeel", onderdeel) for onderdeel in verzoek["kop"]["onderdelen"]]
    if toestand["groep"] is not None:
        delen.append(("groep", toestand["groep"]))
    for naam, deel in delen:
        for lid in WEGLAATBAAR[naam]:
            if lid in deel and deel[lid] is None and rng.random() < 0.3:
                del deel[lid]
