"""Faults that make an input error of a toetsverzoek, one at a time (profile, 1.1 and schema).

Every fault takes the chance and a valid toetsverzoek, alters it in place and says whether it
could: where there is nothing to spoil it returns False and another toetsverzoek is drawn.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tests.tweedelezing.lezing_vorm import KENMERKCODES, toegelaten_kenmerken
from tests.tweedelezing.maker_basis import Obj, commitment, uuid

Fout = Callable[[random.Random, Obj], bool]

# No code of the vocabulary, though each fits the pattern of a code.
ONBEKEND = ("BANAAN", "Putselaan-12", "x", "D9", "WPG99", "naw", "koppelvlak2", "GEMW172Z")
# What the pattern of a code, a reference or a commitment does not let through.
WOORDEN = ("Kevin de Vries, Putselaan 12", "", "é", " D1", "a" * 60, "D1\n", "06-12345678 bellen")
KENMERKWAARDEN: dict[str, object] = {
    "eersteVerwerking": "2026-01-01",
    "gerelateerd": True,
    "subdoel": "a",
    "termijnTot": "2027-01-01",
    "bron": "8",
    "extraMotivering": True,
    "zaak": "rDgzO2NvVozqTU-1ioQPUBKzY-XRsHH_lekqns2xg_M",
    "reedsBeschikbaar": True,
    "jdsBevraagd": False,
    "herleidingAnderenVoorkomen": True,
    "omVerwerkingsverantwoordelijk": True,
    "relevantVoorGroepsaanpak": True,
    "beslissing": "bevel-172",
    "toezicht": "apv",
    "helpdeskPrivacyAkkoord": True,
    "taakgrondslag": "GEMW172",
    "geenSepotOfVrijspraak": True,
    "binnenTwaalfMaanden": True,
}


def _onderdeel(rng: random.Random, v: Obj) -> Obj | None:
    onderdelen = v["kop"]["onderdelen"]
    return rng.choice(onderdelen) if onderdelen else None


def _zet(*pad: str, waarden: tuple[object, ...]) -> Fout:
    """A fault that gives the member at this path one of these values, where the path exists."""

    def fout(rng: random.Random, v: Obj) -> bool:
        deel: Any = v
        for stuk in pad[:-1]:
            deel = deel.get(stuk)
            if not isinstance(deel, dict):
                return False
        deel[pad[-1]] = rng.choice(waarden)
        return True

    fout.__name__ = ".".join(pad)
    return fout


def _zet_in_onderdeel(lid: str, waarden: tuple[object, ...]) -> Fout:
    def fout(rng: random.Random, v: Obj) -> bool:
        onderdeel = _onderdeel(rng, v)
        if onderdeel is None:
            return False
        onderdeel[lid] = rng.choice(waarden)
        return True

    fout.__name__ = f"onderdeel.{lid}"
    return fout


def _onbekend_kenmerkcode(rng: random.Random, v: Obj) -> bool:
    """A code from nowhere in a kenmerk the onderdeel may carry."""
    for onderdeel in v["kop"]["onderdelen"]:
        mag = toegelaten_kenmerken(v["kop"]["soort"], v["kop"]["afzender"], onderdeel)
        namen = sorted(mag & set(KENMERKCODES))
        if namen:
            kenmerken = dict(onderdeel.get("kenmerken") or {})
            kenmerken[rng.choice(namen)] = rng.choice((*ONBEKEND[:1], "intrekken-bijstand", "f"))
            onderdeel["kenmerken"] = kenmerken
            return True
    return False


def _vreemd_kenmerk(rng: random.Random, v: Obj) -> bool:
    """A kenmerk of another kind, sender or category."""
    onderdeel = _onderdeel(rng, v)
    if onderdeel is None:
        return False
    mag = toegelaten_kenmerken(v["kop"]["soort"], v["kop"]["afzender"], onderdeel)
    naam = rng.choice(sorted(set(KENMERKWAARDEN) - mag))
    onderdeel["kenmerken"] = {**(onderdeel.get("kenmerken") or {}), naam: KENMERKWAARDEN[naam]}
    return True


def _informatie_van_ander(rng: random.Random, v: Obj) -> bool:
    onderdeel = _onderdeel(rng, v)
    if onderdeel is None or v["kop"]["soort"] == "correctie":
        return False
    if v["kop"]["afzender"] == "gemeente" and onderdeel["categorie"] in (1, 2):
        return False
    onderdeel["informatie"] = {"status": "geinformeerd"}
    return True


def _onbekende_informatiegrond(rng: random.Random, v: Obj) -> bool:
    onderdeel = _onderdeel(rng, v)
    if onderdeel is None or not onderdeel.get("informatie"):
        return False
    onderdeel["informatie"]["grond"] = rng.choice(("AVG14_5_e", "UAVG41_1_k", "BANAAN"))
    return True


def _vervangt_elders(rng: random.Random, v: Obj) -> bool:
    onderdeel = _onderdeel(rng, v)
    if onderdeel is None or v["kop"]["soort"] in ("correctie", "intrekking"):
        return False
    onderdeel["vervangt"] = rng.choice((0, 1))
    return True


def _kind_elders(rng: random.Random, v: Obj) -> bool:
    onderdeel = _onderdeel(rng, v)
    if onderdeel is None or onderdeel["categorie"] == 2:
        return False
    onderdeel["kind"] = uuid(rng)
    return True


def _klasse_van_deelnemer(rng: random.Random, v: Obj) -> bool:
    onderdeel = _onderdeel(rng, v)
    if onderdeel is None or onderdeel["categorie"] != 3:
        return False
    onderdeel["leeftijdsklasse"] = "18-22"
    return True


def _vernietigd_elders(rng: random.Random, v: Obj) -> bool:
    if v["kop"]["soort"] == "vernietigingsbericht":
        return False
    v["kop"]["vernietigd"] = {"berichten": [], "betrokkenen": [], "heleGroep": False}
    return True


def _van_correctie(rng: random.Random, v: Obj) -> bool:
    """A doel, an afweging, a ground or informatie in a correctie."""
    if v["kop"]["soort"] != "correctie":
        return False
    onderdeel = _onderdeel(rng, v)
    keuze = rng.randrange(4)
    if keuze == 0 or onderdeel is None:
        v["kop"]["doel"] = "D1"
    elif keuze == 1:
        v["kop"]["afweging"] = {"noodzaak": True}
    elif keuze == 2:
        onderdeel["grondslag"] = "WPG16_1_B_2"
    else:
        onderdeel["informatie"] = {"status": "geinformeerd"}
    return True


def _stuk_elders(rng: random.Random, v: Obj) -> bool:
    if v["kop"].get("stuk") is not None:
        v["kop"]["stuk"] = rng.choice((None, *ONBEKEND))
    else:
        v["kop"]["stuk"] = "signaal"
    return True


def _geen_commitment(rng: random.Random, v: Obj) -> bool:
    if v["kop"]["soort"] in ("intrekking", "vernietigingsbericht"):
        v["kop"]["inhoudCommitment"] = "kort"
    elif rng.random() < 0.5:
        v["kop"]["inhoudCommitment"] = None
    else:
        del v["kop"]["inhoudCommitment"]
    return True


def _groep_zonder_stap(rng: random.Random, v: Obj) -> bool:
    v["kop"].update(groep=uuid(rng), stap=None)
    return True


def _lid_ontbreekt(rng: random.Random, v: Obj) -> bool:
    """A member every toetsverzoek must have is not there."""
    kop = ("versie", "id", "soort", "afzender", "medewerker", "groep", "stap", "onderdelen")
    toestand = ("nu", "convenant", "partijen", "autorisaties", "groep", "verwijzing", "overleg")
    waar, leden = rng.choice((("kop", kop), ("toestand", toestand)))
    del v[waar][rng.choice(leden)]
    return True


def _lid_te_veel(rng: random.Random, v: Obj) -> bool:
    """«No object takes a member the schema does not name»."""
    plekken = [v, v["kop"], v["toestand"], v["toestand"]["convenant"]]
    plekken += v["kop"]["onderdelen"]
    plekken += [autorisatie for autorisatie in v["toestand"]["autorisaties"].values()]
    plekken += [
        deel for naam in ("groep", "overleg", "verwijzing") if (deel := v["toestand"][naam])
    ]
    rng.choice(plekken)[rng.choice(("naam", "opmerking", "bsn"))] = "Kevin de Vries"
    return True


def _te_veel_onderdelen(rng: random.Random, v: Obj) -> bool:
    onderdeel = _onderdeel(rng, v)
    if onderdeel is None:
        return False
    v["kop"]["onderdelen"] = [dict(onderdeel) for _ in range(41)]
    return True


def _regeleinde(rng: random.Random, v: Obj) -> bool:
    """A pattern ends where the string ends, not before a line end."""
    lid = rng.choice(("id", "convenant", "afzender", "kanaal", "tijdstip"))
    v["kop"][lid] += "\n"
    return True


def _sleutel_zonder_vorm(rng: random.Random, v: Obj) -> bool:
    if rng.random() < 0.5:
        v["toestand"]["partijen"]["Politie Rotterdam"] = {"actief": True, "dpiaGoedgekeurd": True}
    else:
        autorisaties = v["toestand"]["autorisaties"]
        autorisaties["kevin"] = {
            "partij": "politie",
            "functie": "analist",
            "aangewezen": True,
            "geautoriseerd": True,
            "geheimhouding": True,
            "vog": True,
            "geldigTot": "2027-01-01",
        }
    return True


def _melding(rng: random.Random, v: Obj) -> bool:
    startbesluit = (v["toestand"]["groep"] or {}).get("startbesluit")
    if not startbesluit or not startbesluit["meldingen"]:
        return False
    melding = rng.choice(startbesluit["meldingen"])
    melding.update(
        rng.choice(({"bron": "buurman"}, {"incident": "schuur"}, {"datum": "2026-02-30"}))
    )
    return True


def _verwezen(rng: random.Random, v: Obj) -> bool:
    eerder = v["toestand"]["verwijzing"]
    if not eerder or not eerder["onderdelen"]:
        return False
    waarden: tuple[Obj, ...] = ({"gegevenssoort": "BANAAN"}, {"plaats": 40}, {"plaats": -1})
    rng.choice(eerder["onderdelen"]).update(rng.choice((*waarden, {"bron": "De Politie"})))
    return True


def _functie(rng: random.Random, v: Obj) -> bool:
    """An unknown functie is no fault, but a sentence is."""
    autorisaties = v["toestand"]["autorisaties"]
    if not autorisaties:
        return False
    autorisaties[rng.choice(sorted(autorisaties))]["functie"] = "de heer De Vries"
    return True


def _motivering(rng: random.Random, v: Obj) -> bool:
    if v["kop"]["soort"] == "correctie":
        return False
    v["kop"]["afweging"] = {"motivering": rng.choice((*WOORDEN[:2], commitment(rng) + "A"))}
    return True


FOUTEN: tuple[Fout, ...] = (
    _zet("kop", "doel", waarden=(*ONBEKEND, "D6", "d1")),
    _zet("kop", "kanaal", waarden=(*ONBEKEND, "Overleg", "sms")),
    _zet("kop", "versie", waarden=("1", "3", 2, None)),
    _zet("kop", "id", waarden=WOORDEN),
    _zet("kop", "soort", waarden=(*ONBEKEND, "mededeling")),
    _zet("kop", "stap", waarden=(0, 8, "3", 2.5)),
    _zet("kop", "afzender", waarden=("Politie", "de politie", "", None, "9politie")),
    _zet("kop", "ontvanger", waarden=("OM", "o m", "", None)),
    _zet("kop", "convenant", waarden=("Ons Convenant", "x", "")),
    _zet("kop", "tijdstip", waarden=("2026-02-30T12:00:00Z", "2026-02-03", "2026-02-03T12:00:00")),
    _zet("kop", "medewerker", waarden=WOORDEN),
    _zet("kop", "uiting", waarden=WOORDEN),
    _zet("kop", "inReactieOp", waarden=WOORDEN),
    _zet("toestand", "nu", waarden=("nu", "2026-11-23T12:00:00+01:00", "2026-13-01T00:00:00Z")),
    _zet("toestand", "convenant", "laatsteOndertekening", waarden=("2019-7-16", "2019-02-29")),
    _zet("toestand", "convenant", "beeindigdPer", waarden=("morgen", "2026-04-31")),
    _zet("toestand", "groep", "eindcriterium", waarden=(*ONBEKEND, "klaar")),
    _zet("toestand", "groep", "status", waarden=("open", None, "Actief")),
    _zet("toestand", "groep", "prioritering", waarden=("misschien", True)),
    _zet("toestand", "groep", "stap", waarden=(0, 8, None)),
    _zet("toestand", "overleg", "locatie", waarden=("cafe", "rotterdam", "Gemeente")),
    _zet("toestand", "overleg", "soort", waarden=("bilateraal", None)),
    _zet("toestand", "verwijzing", "stuk", waarden=ONBEKEND),
    _zet("toestand", "verwijzing", "soort", waarden=ONBEKEND),
    _zet_in_onderdeel("gegevenssoort", (*ONBEKEND[:6], *WOORDEN)),
    _zet_in_onderdeel("grondslag", (*ONBEKEND, "WJSG39F_H", "AVG6_1", *WOORDEN)),
    _zet_in_onderdeel("categorie", ("1", None, 1.5, True)),
    _zet_in_onderdeel("leeftijdsklasse", ("12-16", "12", 12)),
    _zet_in_onderdeel("betrokkene", WOORDEN),
    _zet_in_onderdeel("herkomst", ("gekregen", None)),
    _zet_in_onderdeel("aard", ("gerucht", "")),
    _zet_in_onderdeel("bijzonder", ("nee", None, 0)),
    _zet_in_onderdeel("derdenVerwijderd", ("ja", None, 1)),
    _onbekend_kenmerkcode,
    _vreemd_kenmerk,
    _vreemd_kenmerk,
    _informatie_van_ander,
    _onbekende_informatiegrond,
    _vervangt_elders,
    _kind_elders,
    _klasse_van_deelnemer,
    _vernietigd_elders,
    _van_correctie,
    _stuk_elders,
    _geen_commitment,
    _groep_zonder_stap,
    _lid_ontbreekt,
    _lid_te_veel,
    _te_veel_onderdelen,
    _regeleinde,
    _sleutel_zonder_vorm,
    _melding,
    _verwezen,
    _functie,
    _motivering,
)
