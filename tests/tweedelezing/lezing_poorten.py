"""Second reading, part three: gates 1 to 5, 13 and 14, which look at message, people and group.

Each gate yields the place of the onderdeel it closes on, or None where it closes on the message.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.tweedelezing.lezing_bericht import (
    INTREKBAAR,
    PARTIJEN,
    VERSTREKKEND,
    Bericht,
    Obj,
    Recht,
    datum,
    geeft,
    maanden_verder,
)
from tests.tweedelezing.lezing_vorm import KANALEN, LOCATIES, MELDINGBRONNEN

Plaatsen = Iterator[int | None]

# The one covenant this reading was written for.
CONVENANT = "rotterdam-groepsaanpak-2019"
# Gate 5, «For verstrekking, aanvulling, informatieverzoek and groepsbericht»; gate 1 and 13 alike.
LOPEND = VERSTREKKEND | {"informatieverzoek", "groepsbericht"}
# Schema, ontvangendeMedewerker: «null mag bij ...».
ONTVANGER_MAG_LEEG = frozenset(
    {
        "correctie",
        "intrekking",
        "groepsbericht",
        "vernietigingsbericht",
        "rechtenverzoek",
        "incident",
    }
)
# Gate 2: who left «still hears of faults and destruction».
OOK_NA_VERTREK = frozenset(
    {"correctie", "intrekking", "vernietigingsbericht", "rechtenverzoek", "incident"}
)


def poort_1(b: Bericht) -> Plaatsen:
    convenant = b.toestand["convenant"]
    # «For every soort: kop names another covenant»
    if b.kop["convenant"] != convenant["id"] or b.kop["convenant"] != CONVENANT:
        yield None
    if b.soort not in LOPEND:
        return
    # «nu is before the day after laatsteOndertekening»
    if b.vandaag <= datum(convenant["laatsteOndertekening"]):
        yield None
    # «beeindigdPer has come»
    per = convenant.get("beeindigdPer")
    if per is not None and b.vandaag >= datum(per):
        yield None
    # «an opzegging's date has come and it is the sender's or the receiver's, or the others have
    # not confirmed that they go on (voortgezet is not true: K7)»
    for opzegging in convenant.get("opzeggingen", []):
        eigen = opzegging["partij"] in (b.afzender, b.ontvanger)
        if b.vandaag >= datum(opzegging["per"]) and (
            eigen or opzegging.get("voortgezet") is not True
        ):
            yield None


def poort_2(b: Bericht) -> Plaatsen:
    # «sender or receiver unknown to the covenant or to toestand.partijen; the same party twice»
    if b.onbekend(b.afzender) or b.onbekend(b.ontvanger) or b.afzender == b.ontvanger:
        yield None
    # «one of them not actief, except for correctie, intrekking, ...»
    if b.soort not in OOK_NA_VERTREK and (b.weg(b.afzender) or b.weg(b.ontvanger)):
        yield None
    # «any onderdeel with herkomst ontvangen ..., except in correctie and intrekking»
    if b.soort not in ("correctie", "intrekking"):
        for i, onderdeel in b.onderdelen:
            if onderdeel["herkomst"] == "ontvangen":
                yield i


def poort_3(b: Bericht) -> Plaatsen:
    # «personal data, and the DPIA of the sender or of the receiver is not approved (K3)»
    for partij in (b.afzender, b.ontvanger):
        gevonden = b.toestand["partijen"].get(partij, {"dpiaGoedgekeurd": False})
        if b.gegevens and not gevonden["dpiaGoedgekeurd"]:
            yield None


def poort_4(b: Bericht) -> Plaatsen:
    recht_af, recht_ont = b.gevraagde_rechten
    kanten: list[tuple[str | None, str, Recht, bool]] = [
        (b.kop["medewerker"], b.afzender, recht_af, b.soort == "vernietigingsbericht"),
        (b.kop["ontvangendeMedewerker"], b.ontvanger, recht_ont, b.soort in ONTVANGER_MAG_LEEG),
    ]
    # «For incident, and for correctie and intrekking from or to a party that is not actief, only
    # party and function count»
    soepel = b.soort == "incident" or (
        b.soort in ("correctie", "intrekking") and (b.weg(b.afzender) or b.weg(b.ontvanger))
    )
    for medewerker, partij, recht, mag_leeg in kanten:
        # «a null medewerker closes it except where the schema's description allows null»
        if medewerker is None:
            if not mag_leeg:
                yield None
            continue
        # «has no autorisatie, or one of another party, or not aangewezen, ...; or his function
        # does not give the right this soort asks of that side»
        gevonden = b.autorisatie(medewerker)
        van_partij = gevonden is not None and gevonden["partij"] == partij
        if not van_partij or not geeft(gevonden, recht):
            yield None
        if gevonden is not None and not soepel and not b.deugdelijk(gevonden):
            yield None


def poort_5(b: Bericht) -> Plaatsen:
    if b.soort in LOPEND:
        yield from _groep(b)
    if b.soort == "informatieverzoek" or b.gegevens:
        yield from _start_en_einde(b)
    if b.gegevens and b.soort == "verstrekking":
        yield from _stap_2(b)
    if b.soort in ("correctie", "aanvulling", "intrekking"):
        yield from _eerder_bericht(b)


def _groep(b: Bericht) -> Plaatsen:
    # «(A groepsbericht with stuk signaal may have groep and stap both null: there is no group
    # yet.)»
    leeg = b.kop["groep"] is None and b.stap is None
    if b.soort == "groepsbericht" and b.kop.get("stuk") == "signaal" and leeg:
        return
    # «no group or another one than the kop's; the group's step differs from kop.stap»
    if not b.groep or b.groep["id"] != b.kop["groep"] or b.groep["stap"] != b.stap:
        yield None
    # «and, but for a groepsbericht, status not actief»
    if b.groep and b.soort != "groepsbericht" and b.groep["status"] != "actief":
        yield None


def _start_en_einde(b: Bericht) -> Plaatsen:
    # «step 1»
    if b.stap == 1:
        yield None
    # «no startbesluit, one dated after nu, or one of its three criteria not met»
    startbesluit = b.groep.get("startbesluit")
    if startbesluit is None or not _start_goed(startbesluit, b):
        yield None
    # «an eindcriterium is set (E15)»
    if b.groep.get("eindcriterium") is not None:
        yield None
    # «steps 5 and 6 without prioritering ja»
    if b.stap in (5, 6) and b.groep.get("prioritering") != "ja":
        yield None


def _start_goed(startbesluit: Obj, b: Bericht) -> bool:
    dag = datum(startbesluit["datum"])
    # «at least 3 distinct incidents by bron politie, stadsbeheer or jongerenwerk dated within the
    # 12 months up to and including the startbesluit's date»
    vanaf = maanden_verder(dag, -12)
    incidenten = {
        melding["incident"]
        for melding in startbesluit["meldingen"]
        if melding["bron"] in MELDINGBRONNEN and vanaf <= datum(melding["datum"]) <= dag
    }
    return (
        dag <= b.vandaag
        and startbesluit["groepsverband"]
        and startbesluit["eerdereInterventie"]
        and len(incidenten) >= 3
    )


def _stap_2(b: Bericht) -> Plaatsen:
    # «in step 2 a verstrekking that does not answer an informatieverzoek from the receiver to the
    # sender ..., unless it goes from politie to om and all of it is category 1 or 3»
    if b.stap != 2:
        return
    antwoord = any(
        verzoek["id"] == b.kop.get("inReactieOp")
        and (verzoek["van"], verzoek["aan"]) == (b.ontvanger, b.afzender)
        for verzoek in b.groep.get("informatieverzoeken", [])
    )
    brutolijst = (b.afzender, b.ontvanger) == ("politie", "om") and all(
        onderdeel["categorie"] in (1, 3) for _, onderdeel in b.gegevens
    )
    if not antwoord and not brutolijst:
        yield None


def _eerder_bericht(b: Bericht) -> Plaatsen:
    eerder = b.verwijzing
    # «no such message, another id, another group than kop.groep, or withdrawn»
    if eerder is None:
        yield None
        return
    anders = eerder["id"] != b.kop.get("inReactieOp") or eerder["groep"] != b.kop["groep"]
    if anders or eerder["ingetrokken"]:
        yield None
    yield from {"correctie": _correctie, "aanvulling": _aanvulling, "intrekking": _intrekking}[
        b.soort
    ](b, eerder)


def _correctie(b: Bericht, eerder: Obj) -> Plaatsen:
    # «the message is a verstrekking, aanvulling or correctie between these two parties, and not
    # destroyed by its receiver»
    tussen = {eerder["afzender"], eerder["ontvanger"]} == {b.afzender, b.ontvanger}
    if eerder["soort"] not in VERSTREKKEND | {"correctie"} or not tussen or eerder["vernietigd"]:
        yield None
    yield from _vervangen_plaatsen(b)
    # «herkomst eigen only where bron is the sender ..., ontvangen only where bron is the receiver»
    for i, onderdeel in b.onderdelen:
        plaats = b.plaats(onderdeel)
        houder = b.afzender if onderdeel["herkomst"] == "eigen" else b.ontvanger
        if plaats is not None and plaats["bron"] != houder:
            yield i


def _vervangen_plaatsen(b: Bericht) -> Plaatsen:
    # «Every onderdeel names in vervangt the place (from 0) of one onderdeel of that message that
    # still stands, no place twice, with the same betrokkene, categorie and gegevenssoort»
    genoemd: set[int] = set()
    for i, onderdeel in b.onderdelen:
        plaats = b.plaats(onderdeel)
        if plaats is None or plaats.get("ingetrokken") or plaats["plaats"] in genoemd:
            yield i
            continue
        genoemd.add(plaats["plaats"])
        leden = ("betrokkene", "categorie", "gegevenssoort")
        if any(plaats[lid] != onderdeel[lid] for lid in leden):
            yield i


def _aanvulling(b: Bericht, eerder: Obj) -> Plaatsen:
    # «the message is a verstrekking or aanvulling, not destroyed by its receiver»
    if eerder["soort"] not in VERSTREKKEND or eerder["vernietigd"]:
        yield None
    # «that this sender sent to this receiver, or, but not in step 2, that this sender received»
    verstuurd = (eerder["afzender"], eerder["ontvanger"]) == (b.afzender, b.ontvanger)
    ontvangen = b.stap != 2 and eerder["ontvanger"] == b.afzender
    if not verstuurd and not ontvangen:
        yield None
    # «every betrokkene is, in the same categorie, in an onderdeel of it that still stands»
    bekend = {
        (plaats["betrokkene"], plaats["categorie"])
        for plaats in eerder["onderdelen"]
        if not plaats.get("ingetrokken")
    }
    for i, onderdeel in b.onderdelen:
        if (onderdeel["betrokkene"], onderdeel["categorie"]) not in bekend:
            yield i


def _intrekking(b: Bericht, eerder: Obj) -> Plaatsen:
    # «a verstrekking, aanvulling, correctie, groepsbericht or informatieverzoek of this sender to
    # this receiver»
    zelfde = (eerder["afzender"], eerder["ontvanger"]) == (b.afzender, b.ontvanger)
    if eerder["soort"] not in INTREKBAAR or not zelfde:
        yield None
    # «with onderdelen those (vervangt and the same three members; nothing else is read)»
    yield from _vervangen_plaatsen(b)


def poort_13(b: Bericht) -> Plaatsen:
    om_is_partij = "om" in (b.afzender, b.ontvanger)
    # «while no strafrechtelijk onderzoek runs on nu's date»
    if not b.onderzoek_loopt:
        # «any verstrekking, aanvulling, informatieverzoek or groepsbericht in an overleg of soort
        # structureel with om on either side»
        if b.overlegsoort == "structureel" and om_is_partij:
            yield None
        for i, onderdeel in b.gegevens:
            if onderdeel["categorie"] in (1, 2) and _zonder_onderzoek(b, onderdeel, om_is_partij):
                yield i
    # «Always, for personal data: ...»
    for i, onderdeel in b.gegevens:
        if _altijd_dicht(b, onderdeel):
            yield i


def _zonder_onderzoek(b: Bericht, onderdeel: Obj, om_is_partij: bool) -> bool:
    # «personal data of category 1 or 2 in such an overleg at which om has a registered deelnemer»
    if b.overlegsoort == "structureel" and "om" in b.partijen_aan_tafel:
        return True
    # «... by telefoon with om on either side, but RECENT_VERVOLGD»
    recent = onderdeel["gegevenssoort"] == "RECENT_VERVOLGD"
    if b.kanaal == "telefoon" and om_is_partij and not recent:
        return True
    # «... from politie or gemeente to om from step 4 on (8.1)»
    naar_om = b.afzender in ("politie", "gemeente") and b.ontvanger == "om"
    return naar_om and b.stap is not None and b.stap >= 4


def _altijd_dicht(b: Bericht, onderdeel: Obj) -> bool:
    soort, categorie = onderdeel["gegevenssoort"], onderdeel["categorie"]
    if b.kanaal == "overleg" and b.afzender == "om":
        # «om giving anything but RECENT_VERVOLGD or CONTACT_DEELNEMER in an overleg (E10)»
        if soort not in ("RECENT_VERVOLGD", "CONTACT_DEELNEMER"):
            return True
        # «om giving RECENT_VERVOLGD where a third party has a registered deelnemer (B2)»
        if soort == "RECENT_VERVOLGD" and b.partijen_aan_tafel - {b.afzender, b.ontvanger}:
            return True
    # «in an overleg of soort driehoek anything of category 2, and of category 1 anything but
    # BEKENDHEID or RECENT_VERVOLGD (E4, E8)»
    if b.overlegsoort != "driehoek":
        return False
    return categorie == 2 or (categorie == 1 and soort not in ("BEKENDHEID", "RECENT_VERVOLGD"))


def poort_14(b: Bericht) -> Plaatsen:
    # «other than koppelvlak, overleg, telefoon»
    if b.kanaal not in KANALEN:
        yield None
    # «by mouth (overleg, telefoon) without uiting, or not by mouth with uiting»
    if b.mondeling != (b.kop.get("uiting") is not None):
        yield None
    # «overleg on another channel»
    if b.kanaal != "overleg" and b.kop.get("overleg") is not None:
        yield None
    if b.kanaal == "overleg":
        yield from _overleg(b)
    # «A correctie other than over koppelvlak (RECENT_VERVOLGD over telefoon)»
    if b.soort == "correctie" and b.kanaal != "koppelvlak":
        soorten = {onderdeel["gegevenssoort"] for _, onderdeel in b.onderdelen}
        if b.kanaal != "telefoon" or soorten != {"RECENT_VERVOLGD"}:
            yield None
    # «an intrekking, vernietigingsbericht, rechtenverzoek or incident other than over koppelvlak»
    if b.soort in OOK_NA_VERTREK - {"correctie"} and b.kanaal != "koppelvlak":
        yield None


def _overleg(b: Bericht) -> Plaatsen:
    # «an overleg that toestand.overleg does not hold»
    if b.overleg is None:
        yield None
        return
    # «that is not about kop.groep, or whose day is not nu's date; elsewhere than gemeente or
    # politie»
    if b.kop["groep"] not in b.overleg["groepen"] or datum(b.overleg["dag"]) != b.vandaag:
        yield None
    if b.overleg["locatie"] not in LOCATIES:
        yield None
    # «either medewerker not a registered deelnemer (null is none)»
    deelnemers = b.overleg["deelnemers"]
    if not {b.kop["medewerker"], b.kop["ontvangendeMedewerker"]} <= set(deelnemers):
        yield None
    # «a registered deelnemer without an autorisatie that is aangewezen, ... and not past, or one
    # of the receiving party whose function may not take in this soort»
    _, recht = b.gevraagde_rechten
    for deelnemer in deelnemers:
        gevonden = b.autorisatie(deelnemer)
        neemt_aan = gevonden is not None and gevonden["partij"] == b.ontvanger
        if gevonden is None or not b.deugdelijk(gevonden):
            yield None
        if neemt_aan and not geeft(gevonden, recht):
            yield None


__all__ = [
    "CONVENANT",
    "LOPEND",
    "PARTIJEN",
    "Plaatsen",
    "poort_1",
    "poort_2",
    "poort_3",
    "poort_4",
    "poort_5",
    "poort_13",
    "poort_14",
]
