"""A second, plain reading of the vocabulary (profile, 1.1), over a document that has the shape.

Which codes exist, used or known and refused, and which members may stand together; written out by
hand, without looking at the covenant file.
"""

from typing import Any

from tests.property.convenant.naslag_tabellen import BEKEND, GEGEVENS, GEWEIGERD, STUKKEN

Doc = dict[str, Any]


def _letters(voor: str, letters: str) -> set[str]:
    return {f"{voor}_{letter}" for letter in letters}


KANALEN = {"koppelvlak", "overleg", "telefoon", "email", "post", "chat", "usb"}
LOCATIES = {"gemeente", "politie", "om", "online", "thuis", "elders"}
DOELEN = {"D1", "D2", "D3", "D4", "D5"}
GRONDSLAGEN = (
    _letters("AVG6_1", "ABCDEF")
    | {"WPG16_1_A_1", "WPG16_1_A_2", "WPG16_1_B_1", "WPG16_1_B_2", "WPG20"}
    | _letters("WJSG39F", "ABCDEFG")
    | {"WJSG39E_D", "WJSG39E_H", "WJSG8A_39F", "WJSG8A_39E"}
    | _letters("WJSG8A_39F", "ABCDEFG")
    | _letters("WJSG51C_2", "ABCDE")
)
KENMERKWAARDEN = {
    "taakgrondslag": {"GEMW172", "GEMW172A", "GEMW174", "PW11", "GEMW172B", "SR38V", "PW3"},
    "toezicht": {"apv", "alcoholwet"},
    "beslissing": {"bevel-172", "bevel-172a", "besluit-174", "noodbevel-175"},
    "subdoel": set("abcde"),
    "bron": {"8", "9", "10", "12", "13"},
}
INFORMATIEGRONDEN = _letters("AVG14_5", "abcd") | _letters("UAVG41_1", "abcdefghij")
EINDCRITERIA = {"overlast_gestopt", "andere_methodiek", "doelen_gehaald"}
MELDINGSBRONNEN = {"politie", "stadsbeheer", "jongerenwerk", "bewoner", "ondernemer", "school",
                   "anders"}  # fmt: skip
SOORTEN = BEKEND | GEWEIGERD

_VAN_SOORT = {
    "WPG8": {"eersteVerwerking", "gerelateerd"},
    "WPG13": {"subdoel", "termijnTot", "bron"},
    "STRAFVORDERLIJK": {"zaak"},
    "JUSTITIEEL": {"reedsBeschikbaar"},
    "TENUITVOERLEGGING": {"omVerwerkingsverantwoordelijk"},
    "RECENT_VERVOLGD": {"relevantVoorGroepsaanpak", "binnenTwaalfMaanden"},
}
_OM_ALTIJD = {"herleidingAnderenVoorkomen", "jdsBevraagd", "geenSepotOfVrijspraak"}
_VAN_PARTIJ = {
    "om": _OM_ALTIJD | {"helpdeskPrivacyAkkoord", "toezicht", "beslissing"},
    "gemeente": {"taakgrondslag"},
}


def is_invoerfout(verzoek: Doc) -> bool:
    """Whether a document that fits the schema is an input error all the same."""
    kop, t = verzoek["kop"], verzoek["toestand"]
    groep, eerder, overleg = t["groep"] or {}, t["verwijzing"] or {}, t["overleg"] or {}
    start = groep.get("startbesluit") or {}
    return not (
        kop["kanaal"] in KANALEN
        and kop.get("doel") in DOELEN | {None}
        and kop.get("stuk") in STUKKEN.keys() | {None}
        and all(_onderdeel_mag(o, kop) for o in kop["onderdelen"])
        and groep.get("eindcriterium") in EINDCRITERIA | {None}
        and all(m["bron"] in MELDINGSBRONNEN for m in start.get("meldingen", ()))
        and eerder.get("stuk") in STUKKEN.keys() | {None}
        and all(p["gegevenssoort"] in SOORTEN for p in eerder.get("onderdelen", ()))
        and overleg.get("locatie") in LOCATIES | {None}
    )


def _onderdeel_mag(o: Doc, kop: Doc) -> bool:
    informatie, kenmerken = o.get("informatie"), o.get("kenmerken") or {}
    if o["gegevenssoort"] not in SOORTEN or o["grondslag"] not in GRONDSLAGEN | {None}:
        return False
    if informatie is not None:
        if kop["afzender"] != "gemeente" or o["categorie"] not in (1, 2):
            return False
        if informatie.get("grond") not in INFORMATIEGRONDEN | {None}:
            return False
    if o.get("vervangt") is not None and kop["soort"] not in ("correctie", "intrekking"):
        return False
    if not kenmerken.keys() <= _kenmerken(o, kop):
        return False
    return all(
        kenmerken[naam] in waarden for naam, waarden in KENMERKWAARDEN.items() if naam in kenmerken
    )


def _kenmerken(o: Doc, kop: Doc) -> set[str]:
    van_partij = _VAN_PARTIJ.get(kop["afzender"], set())
    if o["categorie"] == 3:
        return set()
    if kop["soort"] == "correctie":
        return van_partij & _OM_ALTIJD
    extra = {"extraMotivering"} if o["categorie"] in (1, 2) else set()
    return van_partij | extra | _VAN_SOORT.get(o["gegevenssoort"], set())


#: Kinds of message with a purpose, a weighing and grounds of their own.
WEEGT = GEGEVENS
