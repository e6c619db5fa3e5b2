"""Mocht dit hier staan? De tweede lezing, over elk gegeven dat in het bestand van een ander staat.

Van een gegeven dat in gebruik is wordt een verse verstrekking gemaakt, van de bron aan deze partij,
op de dag dat het kwam, op wat de test zelf over die dag weet. Mag die niet, dan is het gegeven
langs een weg gekomen die er niet hoort te zijn.

Een correctie volgt daarin het bericht dat zij corrigeert: zij mag ook als de groep verder is, de
aanpak voorbij of iemand 24 (profiel 1.3). Daarom telt voor wat een correctie bracht de dag van het
eerste bericht in de keten, en daarna op de eigen dag alles waar een correctie niet van is ontheven.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from shared.bestand.ontvangen.gegevens import open_gegeven
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from tests.integratie.partij.voorbeeldgegevens import klasse_van
from tests.integratie.reeksen.zaak import Verstuurd, Zaak
from tests.tweedelezing.lezing import gesloten
from tests.tweedelezing.lezing_bericht import AMSTERDAM
from tests.tweedelezing.lezing_vorm import invoerfouten_zonder_schema
from tests.tweedelezing.maker_basis import Obj, commitment

IN_GEBRUIK = ("actief", "opgeschort")
OOK_BIJ_CORRECTIE = frozenset({2, 8, 9, 11, 15})
"""De poorten waar op de dag van een correctie niets aan afdoet (profiel 1.3, rij correctie)."""
TE_JONG = "0-11"


@dataclass(frozen=True)
class Plaats:
    """Een onderdeel van een bericht van de reeks."""

    bericht: Verstuurd
    nummer: int

    @property
    def deel(self) -> Obj:
        return self.bericht.delen[self.nummer]


@dataclass(frozen=True)
class Gevonden:
    """Een gegeven dat in gebruik is bij een partij, met wat er echt in staat."""

    bij: str
    rij: OntvangenGegevenRij
    inhoud: Obj

    def __str__(self) -> str:
        rij = self.rij
        return (
            f"bij {self.bij} {rij.status}: {rij.betrokkene[-6:]} categorie {rij.categorie} "
            f"{rij.gegevenssoort} grondslag {rij.grondslag} doel {rij.doel} bron {rij.bron} "
            f"kenmerken {rij.kenmerken} uit {rij.bericht_id[-6:]} plaats {rij.volgnummer}"
        )


def in_gebruik(zaak: Zaak) -> list[Gevonden]:
    """Alles van een ander dat nu over deze groep in gebruik is."""
    uit = []
    eigen = {een.id for een in zaak.verstuurd}
    for partij, bureau in zaak.stelsel.bureaus.items():
        kluis = bureau.uitwisseling.dienst.kluis
        for rij in zaak.stelsel.ontvangen(partij, zaak.groep, *zaak.stelsel.elders):
            if rij.status in IN_GEBRUIK and (rij.groep == zaak.groep or rij.bericht_id in eigen):
                uit.append(Gevonden(partij, rij, open_gegeven(kluis, rij) or {}))
    return uit


def bezwaren(zaak: Zaak) -> list[str]:
    """Elk gegeven dat er niet had mogen staan, en waarom niet."""
    return [
        f"{gevonden}\n    {bezwaar}"
        for gevonden in in_gebruik(zaak)
        for bezwaar in _bezwaren(zaak, gevonden)
    ]


def _bezwaren(zaak: Zaak, gevonden: Gevonden) -> Iterator[str]:
    rij = gevonden.rij
    bericht = zaak.per_id(rij.bericht_id)
    if bericht is None or not bericht.aanvaard or rij.volgnummer >= len(bericht.delen):
        yield "dit bericht is er niet, of is niet aanvaard"
        return
    keten = list(_keten(zaak, Plaats(bericht, rij.volgnummer)))
    begin = keten[-1]
    if begin.bericht.soort not in ("verstrekking", "aanvulling"):
        yield f"de keten begint met een {begin.bericht.soort}"
        return
    if not all(een.bericht.gezegd for een in keten):
        yield "dit is niet gezegd, of zonder toestemming"
    if {rij.groep} != {een.bericht.kop["groep"] for een in keten}:
        yield "dit ging over een andere groep"
    if rij.bron != begin.bericht.kop["afzender"]:
        yield f"de bron is {begin.bericht.kop['afzender']}, niet {rij.bron}"
    if gevonden.bij not in (een.bericht.kop["ontvanger"] for een in keten):
        yield "dit ging naar een ander"
    yield from _teruggenomen(zaak, keten)
    poorten = _poorten(zaak, gevonden, begin, begin.bericht.stand, begin)
    if poorten:
        yield f"een verstrekking hiervan mocht die dag niet: {poorten}"
    if keten[0] is not begin:
        stand = {**begin.bericht.stand, "nu": bericht.stand["nu"]}
        stand["autorisaties"] = bericht.stand["autorisaties"]
        poorten = _poorten(zaak, gevonden, begin, stand, keten[0]) & OOK_BIJ_CORRECTIE
        klasse = _klasse(zaak, gevonden, begin, stand, keten[0])
        if poorten or (rij.categorie == 1 and klasse == TE_JONG):
            yield f"een correctie hiervan mocht die dag niet: {poorten}"


def _keten(zaak: Zaak, plaats: Plaats) -> Iterator[Plaats]:
    """Deze plaats, en wat zij verving, tot het begin."""
    yield plaats
    while plaats.bericht.soort == "correctie":
        eerder = zaak.per_id(plaats.bericht.kop["inReactieOp"])
        nummer = plaats.deel.get("vervangt")
        if eerder is None or nummer is None or nummer >= len(eerder.delen):
            return
        plaats = Plaats(eerder, nummer)
        yield plaats


def _teruggenomen(zaak: Zaak, keten: list[Plaats]) -> Iterator[str]:
    """Wat is teruggenomen, hier of verderop in de keten, is er niet meer."""
    for terug in zaak.verstuurd:
        if terug.soort != "intrekking" or not terug.aanvaard:
            continue
        genoemd = {deel.get("vervangt") for deel in terug.delen}
        for plaats in keten:
            heel = not genoemd or plaats.nummer in genoemd
            if plaats.bericht.id == terug.kop["inReactieOp"] and heel:
                yield f"{terug.id[-6:]} nam dit terug"


def _poorten(
    zaak: Zaak, gevonden: Gevonden, begin: Plaats, stand: Obj, nu_in: Plaats
) -> frozenset[int | str]:
    """Wat er dicht gaat voor een verse verstrekking van dit gegeven; fouten in de vorm ook."""
    kop, rij = begin.bericht.kop, gevonden.rij
    deel = {
        "betrokkene": rij.betrokkene,
        "categorie": rij.categorie,
        "leeftijdsklasse": begin.deel.get("leeftijdsklasse"),
        "kind": begin.deel.get("kind"),
        "gegevenssoort": rij.gegevenssoort,
        "grondslag": rij.grondslag,
        "herkomst": begin.deel["herkomst"],
        "bijzonder": nu_in.deel["bijzonder"],
        "aard": rij.aard,
        "derdenVerwijderd": nu_in.deel["derdenVerwijderd"],
        "kenmerken": rij.kenmerken,
        "informatie": begin.deel.get("informatie"),
    }
    uit: set[int | str] = set()
    deel["leeftijdsklasse"] = _klasse(zaak, gevonden, begin, stand, nu_in)
    if deel["leeftijdsklasse"] is None and rij.categorie == 2:
        uit.add("kind zonder geboortedatum")
        deel["leeftijdsklasse"] = begin.deel.get("leeftijdsklasse")
    antwoord, stand = _antwoord(zaak, begin, stand)
    verzoek = {
        "kop": {
            **kop,
            "soort": "verstrekking",
            "afzender": rij.bron,
            "ontvanger": gevonden.bij,
            "doel": rij.doel,
            "onderdelen": [deel],
            "inReactieOp": antwoord,
            "inhoudCommitment": commitment(zaak.rng),
        },
        "toestand": stand,
    }
    return frozenset(uit | gesloten(verzoek) | set(invoerfouten_zonder_schema(verzoek)))


def _antwoord(zaak: Zaak, begin: Plaats, stand: Obj) -> tuple[str | None, Obj]:
    """Het informatieverzoek waar dit antwoord op gaf: dat van het bericht dat werd aangevuld."""
    bericht = begin.bericht
    while bericht.soort == "aanvulling":
        eerder = zaak.per_id(bericht.kop["inReactieOp"])
        if eerder is None:
            break
        bericht = eerder
    if stand["groep"] is None or bericht.stand["groep"] is None:
        return bericht.kop["inReactieOp"], stand
    verzoeken = bericht.stand["groep"]["informatieverzoeken"]
    groep = {**stand["groep"], "informatieverzoeken": verzoeken}
    return bericht.kop["inReactieOp"], {**stand, "groep": groep}


def _klasse(zaak: Zaak, gevonden: Gevonden, begin: Plaats, stand: Obj, nu_in: Plaats) -> str | None:
    """De leeftijdsklasse die de ontvanger kon nagaan, en anders die de afzender verklaarde."""
    rij, dag = gevonden.rij, _dag(stand)
    verklaard: str | None = begin.deel.get("leeftijdsklasse")
    if rij.categorie == 3:
        return verklaard
    if rij.categorie == 1 and "geboortedatum" in gevonden.inhoud:
        klasse = klasse_van(gevonden.inhoud["geboortedatum"], dag)
        # Van een correctie is de 24e verjaardag geen beletsel; de eerste keer was dat er wel een.
        verbeterd = nu_in.bericht.soort == "correctie" or begin is not nu_in
        oud = klasse in ("23", "24+") and (verbeterd or _verbeterd(zaak, gevonden))
        return verklaard if oud else klasse
    wie = rij.betrokkene if rij.categorie == 1 else begin.deel.get("kind")
    bekend = {klasse_van(een, dag) for een in _geboortedata(zaak, gevonden.bij, wie, begin)}
    if not bekend:
        return verklaard if rij.categorie == 1 else None
    return verklaard if verklaard in bekend else sorted(bekend)[0]


def _verbeterd(zaak: Zaak, gevonden: Gevonden) -> bool:
    bericht = zaak.per_id(gevonden.rij.bericht_id)
    return bericht is not None and bericht.soort == "correctie"


def _geboortedata(zaak: Zaak, bij: str, wie: Any, tot: Plaats) -> set[str]:
    """Wat deze partij zelf weet, en tot en met dit bericht hoorde, over iemands geboortedatum."""
    eigen = [mens for mens in zaak.mensen if mens.bij == bij and mens.betrokkene == wie]
    data = {mens.geboren for mens in eigen if mens.geboren is not None}
    for bericht in zaak.verstuurd:
        if bericht.aanvaard and bericht.kop["ontvanger"] == bij:
            for deel, gegevens in zip(bericht.delen, bericht.gegevens, strict=False):
                geboren = gegevens.get("geboortedatum")
                if deel["betrokkene"] == wie and deel["categorie"] == 1 and geboren:
                    data.add(geboren)
        if bericht is tot.bericht:
            break
    return data


def _dag(stand: Obj) -> date:
    return datetime.fromisoformat(stand["nu"]).astimezone(AMSTERDAM).date()
