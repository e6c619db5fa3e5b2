"""Gate 5 of the second reading: the group, and what a message builds on."""

import calendar
from datetime import date
from typing import Any

Doc = dict[str, Any]


def dag(tekst: str) -> date:
    return date.fromisoformat(tekst)


def jaren_later(datum: date, jaren: int) -> date:
    """The same day so many years on (or back); a day the month has not is its last day."""
    jaar = datum.year + jaren
    if not date.min.year <= jaar <= date.max.year:
        return date.max if jaren > 0 else date.min
    return datum.replace(year=jaar, day=min(datum.day, calendar.monthrange(jaar, datum.month)[1]))


def onderzoek_loopt(groep: Doc | None, vandaag: date) -> bool:
    onderzoek = None if groep is None else groep.get("strafrechtelijkOnderzoek")
    return bool(
        onderzoek
        and dag(onderzoek["van"]) <= vandaag
        and (onderzoek.get("tot") is None or vandaag <= dag(onderzoek["tot"]))
    )


def groep_deugt_niet(kop: Doc, groep: Doc | None, vandaag: date, persoonlijk: bool) -> bool:
    soort, stap = kop["soort"], kop["stap"]
    zonder = kop["groep"] is None and stap is None and kop.get("stuk") == "signaal"
    if soort == "groepsbericht" and zonder:
        return False
    if groep is None or groep["stap"] != stap:
        return True
    if soort == "groepsbericht":
        return False
    if groep["status"] != "actief":
        return True
    if not persoonlijk and soort != "informatieverzoek":
        return False
    return (
        stap == 1
        or not _gestart(groep.get("startbesluit"), vandaag)
        or groep.get("eindcriterium") is not None
        or (stap in (5, 6) and groep.get("prioritering") != "ja")
        or (persoonlijk and soort == "verstrekking" and stap == 2 and not _gevraagd(kop, groep))
    )


def _gevraagd(kop: Doc, groep: Doc) -> bool:
    heen = (kop["afzender"], kop["ontvanger"])
    if heen == ("politie", "om") and all(o["categorie"] in (1, 3) for o in kop["onderdelen"]):
        return True
    return any(
        v["id"] == kop.get("inReactieOp") and (v["aan"], v["van"]) == heen
        for v in groep.get("informatieverzoeken", [])
    )


def _gestart(besluit: Doc | None, vandaag: date) -> bool:
    if besluit is None or dag(besluit["datum"]) > vandaag:
        return False
    op = dag(besluit["datum"])
    incidenten = {
        m["incident"]
        for m in besluit["meldingen"]
        if m["bron"] in ("politie", "stadsbeheer", "jongerenwerk")
        and jaren_later(op, -1) <= dag(m["datum"]) <= op
    }
    return besluit["groepsverband"] and besluit["eerdereInterventie"] and len(incidenten) >= 3


def verwijzing_deugt_niet(kop: Doc, eerder: Doc | None) -> bool:
    if eerder is None or eerder["groep"] != kop["groep"] or eerder["ingetrokken"]:
        return True
    van, naar = kop["afzender"], kop["ontvanger"]
    heen = (eerder["afzender"], eerder["ontvanger"])
    if kop["soort"] == "aanvulling":
        return _aanvulling_deugt_niet(kop, eerder, heen == (van, naar))
    if kop["soort"] == "correctie":
        soorten = ("verstrekking", "aanvulling", "correctie")
        if eerder["soort"] not in soorten or eerder["vernietigd"]:
            return True
        if heen not in ((van, naar), (naar, van)):
            return True
    else:
        soorten = ("verstrekking", "aanvulling", "correctie", "groepsbericht", "informatieverzoek")
        if eerder["soort"] not in soorten or heen != (van, naar):
            return True
    return _plaatsen_deugen_niet(kop, eerder)


def _aanvulling_deugt_niet(kop: Doc, eerder: Doc, gestuurd: bool) -> bool:
    gekregen = eerder["ontvanger"] == kop["afzender"] and kop["stap"] != 2
    if eerder["soort"] not in ("verstrekking", "aanvulling") or eerder["vernietigd"]:
        return True
    if not (gestuurd or gekregen):
        return True
    staan = {
        (p["betrokkene"], p["categorie"])
        for p in eerder["onderdelen"]
        if not p.get("ingetrokken", False)
    }
    return any((o["betrokkene"], o["categorie"]) not in staan for o in kop["onderdelen"])


def _plaatsen_deugen_niet(kop: Doc, eerder: Doc) -> bool:
    plaatsen = {p["plaats"]: p for p in reversed(eerder["onderdelen"])}
    genoemd = [o.get("vervangt") for o in kop["onderdelen"]]
    if kop["soort"] == "correctie" and len(set(genoemd)) < len(genoemd):
        return True
    for onderdeel in kop["onderdelen"]:
        plaats = plaatsen.get(onderdeel.get("vervangt"))
        if plaats is None or plaats.get("ingetrokken", False):
            return True
        if any(plaats[n] != onderdeel[n] for n in ("betrokkene", "categorie", "gegevenssoort")):
            return True
        if kop["soort"] == "correctie":
            eigenaar = "afzender" if onderdeel["herkomst"] == "eigen" else "ontvanger"
            if plaats["bron"] != kop[eigenaar]:
                return True
    return False
