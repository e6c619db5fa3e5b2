"""Random changes of a toetsverzoek, one rule at a time: covenant, parties, officials, group.

Every change takes the chance and the toetsverzoek and alters it in place. Changes of channel and
earlier message stand in maker_wijzigingen_bericht, those of onderdelen in
maker_wijzigingen_onderdelen.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta

from tests.tweedelezing.lezing_bericht import AMSTERDAM, RECHTEN, maanden_verder
from tests.tweedelezing.lezing_vorm import EINDCRITERIA, MELDINGBRON
from tests.tweedelezing.maker_basis import DRIE, UREN, Obj, dagen, kans, kies, rond, tijdstip, uuid

Wijziging = Callable[[random.Random, Obj], None]

FUNCTIES = (*sorted({functie for _, functie in RECHTEN}), "stagiair", "Analist", "jongerenwerker")


def vandaag(verzoek: Obj) -> date:
    return datetime.fromisoformat(verzoek["toestand"]["nu"]).astimezone(AMSTERDAM).date()


def nieuw_medewerker(rng: random.Random, verzoek: Obj, partij: str, functie: str) -> str:
    verwijzing = uuid(rng)
    verzoek["toestand"]["autorisaties"][verwijzing] = {
        "partij": partij,
        "functie": functie,
        "aangewezen": True,
        "geautoriseerd": True,
        "geheimhouding": True,
        "vog": True,
        "geldigTot": dagen(vandaag(verzoek), 30),
    }
    return verwijzing


# --- covenant -------------------------------------------------------------------------------


def _ondertekening(rng: random.Random, v: Obj) -> None:
    v["toestand"]["convenant"]["laatsteOndertekening"] = rond(rng, vandaag(v))


def _beeindigd(rng: random.Random, v: Obj) -> None:
    v["toestand"]["convenant"]["beeindigdPer"] = rond(rng, vandaag(v))


def _opzegging(rng: random.Random, v: Obj) -> None:
    opzegging: Obj = {"partij": rng.choice((*DRIE, "waterschap")), "per": rond(rng, vandaag(v))}
    voortgezet = rng.choice((True, True, False, None))
    if voortgezet is not None:
        opzegging["voortgezet"] = voortgezet
    v["toestand"]["convenant"].setdefault("opzeggingen", []).append(opzegging)


def _zonder_opzeggingen(rng: random.Random, v: Obj) -> None:
    v["toestand"]["convenant"].pop("opzeggingen", None)


def _ander_convenant(rng: random.Random, v: Obj) -> None:
    if kans(rng, 0.7):
        v["kop"]["convenant"] = "dordrecht-groepsaanpak-2020"
    else:
        v["toestand"]["convenant"]["id"] = "dordrecht-groepsaanpak-2020"


def _ander_uur(rng: random.Random, v: Obj) -> None:
    """Another moment around midnight, or the next or previous day."""
    dag = vandaag(v) + timedelta(days=rng.choice((-1, 0, 0, 1)))
    v["toestand"]["nu"] = tijdstip(dag, rng.choice(UREN))


# --- parties --------------------------------------------------------------------------------


def _partij_vlag(rng: random.Random, v: Obj) -> None:
    partijen = v["toestand"]["partijen"]
    if partijen:
        gekozen = partijen[rng.choice(sorted(partijen))]
        gekozen[rng.choice(("actief", "dpiaGoedgekeurd"))] = False


def _partij_ontbreekt(rng: random.Random, v: Obj) -> None:
    v["toestand"]["partijen"].pop(rng.choice(DRIE), None)


def _onbekende_partij(rng: random.Random, v: Obj) -> None:
    kant = rng.choice(("afzender", "ontvanger"))
    v["kop"][kant] = "jeugdzorg"
    if kans(rng, 0.5):
        staat = {"actief": kans(rng, 0.7), "dpiaGoedgekeurd": kans(rng, 0.7)}
        v["toestand"]["partijen"]["jeugdzorg"] = staat
    if kans(rng, 0.5):
        wie = "medewerker" if kant == "afzender" else "ontvangendeMedewerker"
        v["kop"][wie] = nieuw_medewerker(rng, v, "jeugdzorg", "regisseur")


def _zelfde_partij(rng: random.Random, v: Obj) -> None:
    v["kop"]["ontvanger"] = v["kop"]["afzender"]
    if kans(rng, 0.7):
        v["kop"]["ontvangendeMedewerker"] = v["kop"]["medewerker"]


def _andersom(rng: random.Random, v: Obj) -> None:
    kop = v["kop"]
    kop["afzender"], kop["ontvanger"] = kop["ontvanger"], kop["afzender"]
    if kop["ontvangendeMedewerker"] is not None and kop["medewerker"] is not None:
        wie = kop["ontvangendeMedewerker"]
        kop["medewerker"], kop["ontvangendeMedewerker"] = wie, kop["medewerker"]


def _andere_kant(rng: random.Random, v: Obj) -> None:
    """The third party takes a side, with an official who has most rights."""
    kop = v["kop"]
    over = sorted(set(DRIE) - {kop["afzender"], kop["ontvanger"]})
    kant = rng.choice(("afzender", "ontvanger"))
    wie = "medewerker" if kant == "afzender" else "ontvangendeMedewerker"
    kop[kant] = rng.choice(over or list(DRIE))
    vol = {"politie": "analist", "om": "officier", "gemeente": "regisseur"}
    kop[wie] = nieuw_medewerker(rng, v, kop[kant], vol[kop[kant]])
    if v["toestand"]["overleg"] is not None and kans(rng, 0.8):
        v["toestand"]["overleg"]["deelnemers"].append(kop[wie])


# --- officials ------------------------------------------------------------------------------


def _een_autorisatie(rng: random.Random, v: Obj) -> Obj | None:
    """An autorisatie, mostly of an official this message names."""
    kop, alle = v["kop"], v["toestand"]["autorisaties"]
    genoemd = [kop["medewerker"], kop["ontvangendeMedewerker"]]
    if v["toestand"]["overleg"] is not None:
        genoemd += v["toestand"]["overleg"]["deelnemers"]
    genoemd += [onderdeel["betrokkene"] for onderdeel in kop["onderdelen"]]
    keuze = sorted({naam for naam in genoemd if naam in alle}) or sorted(alle)
    gevonden: Obj | None = alle[rng.choice(keuze)] if keuze else None
    return gevonden


def _autorisatie(rng: random.Random, v: Obj) -> None:
    gevonden = _een_autorisatie(rng, v)
    if gevonden is not None:
        vlag = rng.choice(("aangewezen", "geautoriseerd", "geheimhouding", "vog"))
        wat = kies(
            rng,
            {vlag: False},
            {"geldigTot": rond(rng, vandaag(v))},
            {"functie": rng.choice(FUNCTIES)},
            {"functie": rng.choice(FUNCTIES)},
            {"partij": rng.choice((*DRIE, "jeugdzorg"))},
        )
        gevonden.update(wat)


def _autorisatie_weg(rng: random.Random, v: Obj) -> None:
    alle = v["toestand"]["autorisaties"]
    if alle:
        del alle[rng.choice(sorted(alle))]


def _medewerker(rng: random.Random, v: Obj) -> None:
    wie = rng.choice(("medewerker", "ontvangendeMedewerker"))
    alle = sorted(v["toestand"]["autorisaties"])
    v["kop"][wie] = rng.choice([None, uuid(rng), *alle])


def _medewerker_met_functie(rng: random.Random, v: Obj) -> None:
    """Another official of the right party, of any of its functions, registered where needed."""
    kop = v["kop"]
    wie, kant = rng.choice((("medewerker", "afzender"), ("ontvangendeMedewerker", "ontvanger")))
    functies = [f for p, f in sorted(RECHTEN) if p == kop[kant]] or ["regisseur"]
    kop[wie] = nieuw_medewerker(rng, v, kop[kant], rng.choice(functies))
    if v["toestand"]["overleg"] is not None:
        v["toestand"]["overleg"]["deelnemers"].append(kop[wie])


# --- group ----------------------------------------------------------------------------------


def _stap(rng: random.Random, v: Obj) -> None:
    groep, nieuw = v["toestand"]["groep"], rng.randrange(1, 8)
    wie = rng.choice(("beide", "beide", "beide", "kop", "groep"))
    if wie in ("beide", "kop") and v["kop"]["groep"] is not None:
        v["kop"]["stap"] = nieuw
    if wie in ("beide", "groep") and groep is not None:
        groep["stap"] = nieuw
        if nieuw in (5, 6) and kans(rng, 0.8):
            groep["prioritering"] = "ja"


def _groep_anders(rng: random.Random, v: Obj) -> None:
    keuze = rng.choice(("kop", "toestand", "geen", "kop leeg", "alles leeg", "stap leeg"))
    if keuze == "kop" and v["kop"]["stap"] is not None:
        v["kop"]["groep"] = uuid(rng)
    elif keuze == "toestand" and v["toestand"]["groep"] is not None:
        v["toestand"]["groep"]["id"] = uuid(rng)
    elif keuze in ("geen", "alles leeg"):
        v["toestand"]["groep"] = None
    if keuze in ("kop leeg", "alles leeg", "stap leeg"):
        v["kop"]["groep"] = None
    if keuze in ("alles leeg", "stap leeg"):
        v["kop"]["stap"] = None


def _groep_lid(rng: random.Random, v: Obj) -> None:
    groep = v["toestand"]["groep"]
    if groep is None:
        return
    wat = kies(
        rng,
        {"status": rng.choice(("afgesloten", "niet_geprioriteerd"))},
        {"eindcriterium": rng.choice(sorted(EINDCRITERIA))},
        {"prioritering": rng.choice(("nee", None))},
        {"prioritering": rng.choice(("nee", None))},
        {"startbesluit": None},
    )
    groep.update(wat)


def _onderzoek(rng: random.Random, v: Obj) -> None:
    groep, dag = v["toestand"]["groep"], vandaag(v)
    if groep is not None:
        groep["strafrechtelijkOnderzoek"] = rng.choice(
            (
                None,
                {"van": rond(rng, dag), "tot": None},
                {"van": rond(rng, dag)},
                {"van": dagen(dag, -9), "tot": rond(rng, dag)},
                {"van": dagen(dag, -9), "tot": rond(rng, dag)},
            )
        )


def _start(rng: random.Random, v: Obj) -> None:
    groep, dag = v["toestand"]["groep"], vandaag(v)
    if groep is None or not groep.get("startbesluit"):
        return
    start = groep["startbesluit"]
    keuze = rng.randrange(6)
    if keuze == 0:
        start["datum"] = rond(rng, dag)
    elif keuze == 1:
        start[rng.choice(("groepsverband", "eerdereInterventie"))] = False
    elif keuze == 2 and start["meldingen"]:
        start["meldingen"].pop()
    elif start["meldingen"]:
        _melding(rng, start, rng.choice(start["meldingen"]))


def _melding(rng: random.Random, start: Obj, melding: Obj) -> None:
    dag = date.fromisoformat(start["datum"])
    wat = kies(
        rng,
        {"datum": rond(rng, dag) if date.min < dag < date.max else start["datum"]},
        {"datum": rond(rng, max(maanden_verder(dag, -12), date(2, 1, 1)))},
        {"bron": rng.choice(sorted(MELDINGBRON))},
        {"incident": rng.choice(start["meldingen"])["incident"]},
    )
    melding.update(wat)


def _verzoek_om_informatie(rng: random.Random, v: Obj) -> None:
    groep, kop = v["toestand"]["groep"], v["kop"]
    keuze = rng.randrange(4)
    if keuze == 0:
        kop["inReactieOp"] = rng.choice((None, uuid(rng)))
    elif groep is not None and keuze == 1:
        groep.pop("informatieverzoeken", None)
    elif groep is not None:
        for vraag in groep.get("informatieverzoeken", []):
            vraag.update(rng.choice(({"van": vraag["aan"], "aan": vraag["van"]}, {"van": "om"})))


WIJZIGINGEN: tuple[Wijziging, ...] = (
    _ondertekening,
    _beeindigd,
    _opzegging,
    _zonder_opzeggingen,
    _ander_convenant,
    _ander_uur,
    *(_partij_vlag,) * 3,
    _partij_ontbreekt,
    _onbekende_partij,
    _zelfde_partij,
    _andersom,
    _andere_kant,
    _andere_kant,
    *(_autorisatie,) * 4,
    _autorisatie_weg,
    _medewerker,
    _medewerker_met_functie,
    _medewerker_met_functie,
    _stap,
    _stap,
    _groep_anders,
    *(_groep_lid,) * 4,
    *(_onderzoek,) * 5,
    *(_start,) * 4,
    _verzoek_om_informatie,
)
