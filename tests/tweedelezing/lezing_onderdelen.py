"""Second reading, part four: gates 6 to 12, 15 and 16, which look at the onderdelen."""

from __future__ import annotations

from tests.tweedelezing.lezing_bericht import PARTIJEN, Bericht, Obj, datum, maanden_verder
from tests.tweedelezing.lezing_poorten import Plaatsen
from tests.tweedelezing.lezing_vorm import (
    BESLISSINGEN,
    BRONNEN,
    DOELEN,
    INFORMATIEGRONDEN,
    SOORTEN_GEWEIGERD,
    SUBDOELEN,
    TAAKGRONDSLAGEN,
    TOEZICHTEN,
)

# Gate 7: which party gives which kind for which category.
SOORTEN: dict[str, dict[str, frozenset[int]]] = {
    # «NAW, GEBOORTEDATUM and TEL_EMAIL by every party for category 1 and (not by om) category 2»
    **{
        soort: {
            "politie": frozenset({1, 2}),
            "gemeente": frozenset({1, 2}),
            "om": frozenset({1}),
        }
        for soort in ("NAW", "GEBOORTEDATUM", "TEL_EMAIL")
    },
    # «BEKENDHEID by every party for category 1 (5.1; 4.3 does not know it)»
    "BEKENDHEID": {partij: frozenset({1}) for partij in PARTIJEN},
    # «WPG8 and WPG13 by politie for category 1 and 2»
    "WPG8": {"politie": frozenset({1, 2})},
    "WPG13": {"politie": frozenset({1, 2})},
    # «STRAFVORDERLIJK, JUSTITIEEL, TENUITVOERLEGGING, RECENT_VERVOLGD by om for category 1»
    "STRAFVORDERLIJK": {"om": frozenset({1})},
    "JUSTITIEEL": {"om": frozenset({1})},
    "TENUITVOERLEGGING": {"om": frozenset({1})},
    "RECENT_VERVOLGD": {"om": frozenset({1})},
    # «B_OVERLAST and B_AANGESPROKEN by gemeente for 1 and 2, B_AANBOD for 1,
    # B_OUDERBETROKKENHEID for 2»
    "B_OVERLAST": {"gemeente": frozenset({1, 2})},
    "B_AANGESPROKEN": {"gemeente": frozenset({1, 2})},
    "B_AANBOD": {"gemeente": frozenset({1})},
    "B_OUDERBETROKKENHEID": {"gemeente": frozenset({2})},
    # «CONTACT_DEELNEMER by every party for category 3»
    "CONTACT_DEELNEMER": {partij: frozenset({3}) for partij in PARTIJEN},
}
# «Steps: 2 NAW, GEBOORTEDATUM, BEKENDHEID; 3 these, WPG8, ...; 5 and 6 all these, TEL_EMAIL, ...»
_STAP_2 = frozenset({"NAW", "GEBOORTEDATUM", "BEKENDHEID"})
_STAP_3 = _STAP_2 | {
    "WPG8",
    "WPG13",
    "STRAFVORDERLIJK",
    "JUSTITIEEL",
    "TENUITVOERLEGGING",
    "B_OVERLAST",
    "B_AANGESPROKEN",
}
_STAP_5 = _STAP_3 | {"TEL_EMAIL", "B_AANBOD", "B_OUDERBETROKKENHEID"}
SOORTEN_IN_STAP: dict[int, frozenset[str]] = {2: _STAP_2, 3: _STAP_3, 5: _STAP_5, 6: _STAP_5}

# 1.4: senders, receivers and steps of each stuk of a groepsbericht.
_G, _PO, _ALLEN = frozenset({"gemeente"}), frozenset({"politie", "om"}), PARTIJEN
STUKKEN_VAN_GROEP: dict[str, tuple[frozenset[str], frozenset[str], range]] = {
    "signaal": (_ALLEN, _ALLEN, range(1, 7)),
    # Covenant 5.3 and E12: a report of nuisance by its source, the only one that is a party.
    "melding": (frozenset({"politie"}), _G, range(1, 7)),
    "probleemdefinitie": (_G, _PO, range(3, 7)),
    "advies": (_G, _PO, range(3, 6)),
    "driehoeklijst": (_G, _PO, range(3, 6)),
    "nettolijst": (_G, _PO, range(3, 7)),
    "plan-van-aanpak": (_G, _PO, range(5, 8)),
    "actie": (_ALLEN, _ALLEN, range(5, 8)),
    "voortgang": (_ALLEN, _ALLEN, range(5, 8)),
    "terugkoppeling": (_PO, _G, range(2, 8)),
    "antwoord": (_ALLEN, _ALLEN, range(2, 8)),
    # Covenant 5.1: why a party does not sign what was proposed; a row of the covenant file.
    "besluitantwoord": (_ALLEN, _ALLEN, range(1, 8)),
    "restacties": (_G, _PO, range(7, 8)),
    "leerpunten": (_ALLEN, _ALLEN, range(7, 8)),
    # Not in 1.4 but rows of the covenant file since: «a further stuk is a row».
    "gezamenlijk-verslag": (_ALLEN, _ALLEN, range(1, 8)),
    "reactie-op-verslag": (_ALLEN, _ALLEN, range(1, 8)),
}
# 1.4: «vraag goes with informatieverzoek; verzoek, afstemming, uitkomst with rechtenverzoek ...;
# incident, ap-melding with incident».
STUKKEN_VAN_SOORT: dict[str, frozenset[str]] = {
    "informatieverzoek": frozenset({"vraag"}),
    "rechtenverzoek": frozenset({"verzoek", "afstemming", "uitkomst"}),
    "incident": frozenset({"incident", "ap-melding"}),
}


def van_ander(b: Bericht, onderdeel: Obj) -> bool:
    """«a known kind of another sender or category» (1.3)."""
    wie = SOORTEN.get(onderdeel["gegevenssoort"])
    return wie is not None and onderdeel["categorie"] not in wie.get(b.afzender, frozenset())


def kenmerk(onderdeel: Obj, naam: str) -> object:
    return (onderdeel.get("kenmerken") or {}).get(naam)


def poort_6(b: Bericht) -> Plaatsen:
    for i, onderdeel in b.onderdelen:
        if b.soort == "correctie":
            # «In a correctie this gate closes for nothing but category 1 in 0-11»
            if onderdeel["categorie"] == 1 and onderdeel.get("leeftijdsklasse") == "0-11":
                yield i
        elif not _persoon_goed(b, onderdeel):
            yield i
    if b.soort != "correctie" and _tegenstrijdig(b):
        yield None


def _persoon_goed(b: Bericht, onderdeel: Obj) -> bool:
    betrokkene, klasse = onderdeel["betrokkene"], onderdeel.get("leeftijdsklasse")
    kind = onderdeel.get("kind")
    if onderdeel["categorie"] == 1:
        # «category 1 with leeftijdsklasse other than 12-15, 16-17, 18-22, 23»; «category 1 or 2
        # whose betrokkene or kind is an autorisatie»
        return klasse in ("12-15", "16-17", "18-22", "23") and b.autorisatie(betrokkene) is None
    if onderdeel["categorie"] == 2:
        # «category 2 without kind, with himself as kind, or with a child not in 12-15»
        vreemd = b.autorisatie(betrokkene) is None and b.autorisatie(kind) is None
        return kind is not None and kind != betrokkene and klasse == "12-15" and vreemd
    if onderdeel["categorie"] == 3:
        # «category 3 whose betrokkene is not ... an autorisatie of the sender's own party that is
        # aangewezen, geautoriseerd, with geheimhouding and VOG and not past»
        gevonden = b.autorisatie(betrokkene)
        return gevonden is not None and gevonden["partij"] == b.afzender and b.deugdelijk(gevonden)
    return False  # «a category other than 1, 2, 3»


def _tegenstrijdig(b: Bericht) -> bool:
    # «two onderdelen that give one betrokkene different categories, or one person different
    # leeftijdsklassen (of category 2 the class is the child's, so it counts for kind)»
    categorieen: dict[str, set[int]] = {}
    klassen: dict[str, set[str]] = {}
    for _, onderdeel in b.onderdelen:
        categorieen.setdefault(onderdeel["betrokkene"], set()).add(onderdeel["categorie"])
        wie = onderdeel.get("kind") if onderdeel["categorie"] == 2 else onderdeel["betrokkene"]
        klasse = onderdeel.get("leeftijdsklasse")
        if wie is not None and klasse is not None:
            klassen.setdefault(wie, set()).add(klasse)
    twee_categorieen = any(len(gegeven) > 1 for gegeven in categorieen.values())
    return twee_categorieen or any(len(gegeven) > 1 for gegeven in klassen.values())


def poort_7(b: Bericht) -> Plaatsen:
    # «Verstrekking, aanvulling or correctie without onderdelen; informatieverzoek, groepsbericht,
    # vernietigingsbericht, rechtenverzoek or incident with onderdelen»
    draagt = b.soort in ("verstrekking", "aanvulling", "correctie")
    if draagt != bool(b.onderdelen):
        yield None
    # «a kind the covenant knows, but not from this sender, for this category, in this step or
    # over this channel»
    for i, onderdeel in b.gegevens:
        if onderdeel["gegevenssoort"] not in SOORTEN_GEWEIGERD and (
            van_ander(b, onderdeel) or not _stap_en_kanaal(b, onderdeel["gegevenssoort"])
        ):
            yield i
    # «a correctie of RECENT_VERVOLGD other than by telefoon»
    if b.soort == "correctie" and b.kanaal != "telefoon":
        for i, onderdeel in b.onderdelen:
            if onderdeel["gegevenssoort"] == "RECENT_VERVOLGD":
                yield i
    # «a vernietigingsbericht without vernietigd»
    if b.soort == "vernietigingsbericht" and b.kop.get("vernietigd") is None:
        yield None
    # «a stuk this sender may not send this receiver in this step, or not with this soort (1.4)»
    stuk = b.kop.get("stuk")
    if b.soort == "groepsbericht" and not _stuk_goed(b, stuk):
        yield None
    if b.soort in STUKKEN_VAN_SOORT and stuk not in STUKKEN_VAN_SOORT[b.soort]:
        yield None


def _stap_en_kanaal(b: Bericht, soort: str) -> bool:
    if soort == "RECENT_VERVOLGD":  # «only by mouth and only in steps 2 and 3 (E7)»
        return b.mondeling and b.stap in (2, 3)
    if soort == "CONTACT_DEELNEMER":  # «in every step from 2»
        return b.stap is not None and b.stap >= 2
    return b.stap is not None and soort in SOORTEN_IN_STAP.get(b.stap, frozenset())


def _stuk_goed(b: Bericht, stuk: str | None) -> bool:
    if stuk not in STUKKEN_VAN_GROEP:
        return False
    van, aan, stappen = STUKKEN_VAN_GROEP[stuk]
    # «signaal ... 1 to 6, and without a group»
    zonder_groep = stuk == "signaal" and b.kop["groep"] is None and b.stap is None
    return b.afzender in van and b.ontvanger in aan and (b.stap in stappen or zonder_groep)


def poort_8(b: Bericht) -> Plaatsen:
    # «a kind known as refused (1.1; D1), or bijzonder is true (D3)»
    for i, onderdeel in b.onderdelen:
        if onderdeel["gegevenssoort"] in SOORTEN_GEWEIGERD or onderdeel["bijzonder"]:
            yield i


def poort_9(b: Bericht) -> Plaatsen:
    for i, onderdeel in b.onderdelen:
        if onderdeel["categorie"] == 3:  # «Category 3 skips gates 9 and 16»
            continue
        goed = _correctie_goed if b.soort == "correctie" else _regime_goed
        if not goed(b, onderdeel):
            yield i


def _regime_goed(b: Bericht, onderdeel: Obj) -> bool:
    soort = onderdeel["gegevenssoort"]
    if b.afzender == "om" and not _om_verklaart(onderdeel):
        return False
    # «WPG8, WPG13, B_OVERLAST or B_AANGESPROKEN on category 2 without extraMotivering (D7, D9)»
    op_ouder = soort in ("WPG8", "WPG13", "B_OVERLAST", "B_AANGESPROKEN")
    if (
        op_ouder
        and onderdeel["categorie"] == 2
        and kenmerk(onderdeel, "extraMotivering") is not True
    ):
        return False
    gegeven = onderdeel.get("kenmerken") or {}
    if soort == "WPG8":
        return _wpg8_goed(b, gegeven)
    if soort == "WPG13":
        # «WPG13: subdoel not a to e, termijnTot missing or past, bron other than 8»
        herkomst = gegeven.get("subdoel") in SUBDOELEN and gegeven.get("bron") in BRONNEN
        return herkomst and _wpg13_goed(b, gegeven)
    # «STRAFVORDERLIJK without zaak; JUSTITIEEL unless reedsBeschikbaar; TENUITVOERLEGGING unless
    # omVerwerkingsverantwoordelijk; RECENT_VERVOLGD unless relevantVoorGroepsaanpak and
    # binnenTwaalfMaanden (E6)»
    if soort == "STRAFVORDERLIJK":
        return gegeven.get("zaak") is not None
    nodig = {
        "JUSTITIEEL": ("reedsBeschikbaar",),
        "TENUITVOERLEGGING": ("omVerwerkingsverantwoordelijk",),
        "RECENT_VERVOLGD": ("relevantVoorGroepsaanpak", "binnenTwaalfMaanden"),
    }
    return all(gegeven.get(naam) is True for naam in nodig.get(soort, ()))


def _correctie_goed(b: Bericht, onderdeel: Obj) -> bool:
    # «In a correctie, for onderdelen with herkomst eigen: the terms of WPG8 and WPG13 by the dates
    # in toestand.verwijzing.onderdelen, and om's three declarations»
    if onderdeel["herkomst"] != "eigen":
        return True
    if b.afzender == "om" and not _om_verklaart(onderdeel):
        return False
    plaats = b.plaats(onderdeel) or {}
    if onderdeel["gegevenssoort"] == "WPG8":
        return _wpg8_goed(b, plaats)
    return onderdeel["gegevenssoort"] != "WPG13" or _wpg13_goed(b, plaats)


def _om_verklaart(onderdeel: Obj) -> bool:
    # «every onderdeel by om: herleidingAnderenVoorkomen not true, jdsBevraagd not false,
    # geenSepotOfVrijspraak not true»
    return (
        kenmerk(onderdeel, "herleidingAnderenVoorkomen") is True
        and kenmerk(onderdeel, "jdsBevraagd") is False
        and kenmerk(onderdeel, "geenSepotOfVrijspraak") is True
    )


def _wpg8_goed(b: Bericht, gegeven: Obj) -> bool:
    # «WPG8: eersteVerwerking missing or in the future, older than 5 years, or older than 1 year
    # and not gerelateerd»; «the last day still counts»
    if gegeven.get("eersteVerwerking") is None:
        return False
    eerste = datum(gegeven["eersteVerwerking"])
    if eerste > b.vandaag or b.vandaag > maanden_verder(eerste, 60):
        return False
    return b.vandaag <= maanden_verder(eerste, 12) or gegeven.get("gerelateerd") is True


def _wpg13_goed(b: Bericht, gegeven: Obj) -> bool:
    # «termijnTot missing or past»; «a termijnTot ... hold[s] through [its] last day»
    return gegeven.get("termijnTot") is not None and datum(gegeven["termijnTot"]) >= b.vandaag


def poort_10(b: Bericht) -> Plaatsen:
    if not b.gegevens:
        return
    doel = b.kop.get("doel")
    # «personal data without a doel D1 to D5»
    if doel not in DOELEN:
        yield None
    if doel not in ("D3", "D4", "D5"):
        return
    # «politie or om with D3, D4 or D5»
    if b.afzender in ("politie", "om"):
        yield None
    # «gemeente with D3, D4 or D5 and an onderdeel of category 1 or 2 other than B_AANBOD or
    # B_OUDERBETROKKENHEID (A7)»
    if b.afzender == "gemeente":
        for i, onderdeel in b.gegevens:
            aanbod = onderdeel["gegevenssoort"] in ("B_AANBOD", "B_OUDERBETROKKENHEID")
            if onderdeel["categorie"] in (1, 2) and not aanbod:
                yield i


def poort_11(b: Bericht) -> Plaatsen:
    for i, onderdeel in b.gegevens:
        if not _grondslag_goed(b, onderdeel):
            yield i


def _grondslag_goed(b: Bericht, onderdeel: Obj) -> bool:
    soort, grondslag = onderdeel["gegevenssoort"], onderdeel["grondslag"]
    van_aan = (b.afzender, b.ontvanger)
    if soort == "CONTACT_DEELNEMER":  # «between any two parties only AVG6_1_E (no taakgrondslag)»
        twee = b.afzender != b.ontvanger and {*van_aan} <= PARTIJEN
        return twee and grondslag == "AVG6_1_E"
    if van_aan == ("politie", "gemeente"):
        return grondslag in ("WPG16_1_B_1", "WPG16_1_B_2")
    if van_aan == ("politie", "om"):
        return grondslag in ("WPG16_1_A_1", "WPG16_1_A_2")
    if van_aan in (("gemeente", "politie"), ("gemeente", "om")):
        # «AVG6_1_E with taakgrondslag GEMW172, GEMW172A, GEMW174 or PW11»
        return grondslag == "AVG6_1_E" and kenmerk(onderdeel, "taakgrondslag") in TAAKGRONDSLAGEN
    if van_aan == ("om", "gemeente"):
        return _om_grondslag_goed(soort, grondslag, onderdeel)
    return False  # «om to politie nothing else (B2)»


def _om_grondslag_goed(soort: str, grondslag: str | None, onderdeel: Obj) -> bool:
    # «for TENUITVOERLEGGING only WJSG51C_2_B or WJSG51C_2_D»
    if soort == "TENUITVOERLEGGING":
        return grondslag in ("WJSG51C_2_B", "WJSG51C_2_D")
    # «WJSG39F_B, or WJSG39F_A with helpdeskPrivacyAkkoord, WJSG39F_C with toezicht, WJSG39F_D with
    # beslissing; for JUSTITIEEL the same letters of WJSG8A_39F ..., nothing else»
    artikel = "WJSG8A_39F" if soort == "JUSTITIEEL" else "WJSG39F"
    voorwaarden = {
        f"{artikel}_A": kenmerk(onderdeel, "helpdeskPrivacyAkkoord") is True,
        f"{artikel}_B": True,
        f"{artikel}_C": kenmerk(onderdeel, "toezicht") in TOEZICHTEN,
        f"{artikel}_D": kenmerk(onderdeel, "beslissing") in BESLISSINGEN,
    }
    return grondslag is not None and voorwaarden.get(grondslag, False)


def poort_12(b: Bericht) -> Plaatsen:
    if not b.gegevens:
        return
    afweging = b.kop.get("afweging") or {}
    # «noodzaak, proportionaliteit or subsidiariteit is not true or motivering is missing»
    vlaggen = ("noodzaak", "proportionaliteit", "subsidiariteit")
    if any(afweging.get(vlag) is not True for vlag in vlaggen) or not afweging.get("motivering"):
        yield None
    # «sender om and zwaarwegendAlgemeenBelang is not true»
    if b.afzender == "om" and afweging.get("zwaarwegendAlgemeenBelang") is not True:
        yield None
    # «category 1 in class 23 without extraMotivering (A4)»
    for i, onderdeel in b.gegevens:
        is_23 = onderdeel["categorie"] == 1 and onderdeel.get("leeftijdsklasse") == "23"
        if is_23 and kenmerk(onderdeel, "extraMotivering") is not True:
            yield i


def poort_15(b: Bericht) -> Plaatsen:
    # «aard missing, or derdenVerwijderd not true»
    for i, onderdeel in b.onderdelen:
        if onderdeel["aard"] is None or onderdeel["derdenVerwijderd"] is not True:
            yield i


def poort_16(b: Bericht) -> Plaatsen:
    # «sender gemeente, category 1 or 2, and informatie is missing or open, or ...»
    for i, onderdeel in b.gegevens:
        toepasselijk = b.afzender == "gemeente" and onderdeel["categorie"] in (1, 2)
        if toepasselijk and not _informatie_goed(b, onderdeel.get("informatie") or {}):
            yield i


def _informatie_goed(b: Bericht, informatie: Obj) -> bool:
    if informatie.get("status") != "uitzondering":
        return informatie.get("status") == "geinformeerd"
    # «an uitzondering without a ground ..., without tweedePersoon, or without a herbeoordeling
    # after nu and at most three months after it (I5, J3)»
    if informatie.get("grond") not in INFORMATIEGRONDEN:
        return False
    if informatie.get("tweedePersoon") is not True or informatie.get("herbeoordeling") is None:
        return False
    herbeoordeling = datum(informatie["herbeoordeling"])
    return b.vandaag < herbeoordeling <= maanden_verder(b.vandaag, 3)
