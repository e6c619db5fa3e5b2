"""A second, plain reading of the sixteen gates, straight from the profile's table.

Written as a list of ifs over raw JSON, with parties, kinds and articles by name, and without
looking at the covenant file: what the product derives from its data must agree with this.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

Doc = dict[str, Any]

PARTIJEN = {"politie", "om", "gemeente"}
DOELEN = {
    "politie": {"D1", "D2"},
    "om": {"D1", "D2"},
    "gemeente": {"D1", "D2", "D3", "D4", "D5"},
}
GEGEVENS = {"verstrekking", "aanvulling"}
ALLE_POORTEN = set(range(1, 17))
POORTEN = {
    "verstrekking": ALLE_POORTEN,
    "aanvulling": ALLE_POORTEN,
    "correctie": {2, 4, 5, 8, 14, 15},
    "informatieverzoek": {1, 2, 4, 5, 7, 14},
    "intrekking": {2, 4, 5, 7, 14},
    "vernietigingsbericht": {2, 4, 7, 14},
    "rechtenverzoek": {2, 4, 7, 14},
    "incident": {2, 4, 7, 14},
}
IDENTITEIT = {"NAW", "GEBOORTEDATUM", "BEKENDHEID"}
VAN_ALLEN = IDENTITEIT | {"TEL_EMAIL"}
SOORTEN = {
    "politie": {1: VAN_ALLEN | {"WPG8", "WPG13"}, 2: VAN_ALLEN | {"WPG8", "WPG13"}},
    "om": {
        1: VAN_ALLEN | {"STRAFVORDERLIJK", "JUSTITIEEL", "TENUITVOERLEGGING", "RECENT_VERVOLGD"},
        2: set(),
    },
    "gemeente": {
        1: VAN_ALLEN | {"B_OVERLAST", "B_AANGESPROKEN", "B_AANBOD"},
        2: VAN_ALLEN | {"B_OVERLAST", "B_AANGESPROKEN", "B_OUDERBETROKKENHEID"},
    },
}
STAP_3 = IDENTITEIT | {
    "WPG8",
    "WPG13",
    "STRAFVORDERLIJK",
    "JUSTITIEEL",
    "TENUITVOERLEGGING",
    "B_OVERLAST",
    "B_AANGESPROKEN",
}
STAP_5 = STAP_3 | {"TEL_EMAIL", "B_AANBOD", "B_OUDERBETROKKENHEID"}
PER_STAP: dict[int, set[str]] = {
    1: set(),
    2: IDENTITEIT | {"RECENT_VERVOLGD"},
    3: STAP_3 | {"RECENT_VERVOLGD"},
    4: set(),
    5: STAP_5,
    6: STAP_5,
    7: set(),
}
BEKEND = STAP_5 | {"RECENT_VERVOLGD", "CONTACT_DEELNEMER"}
GRONDEN = {f"AVG14_5_{letter}" for letter in "abcd"} | {
    f"UAVG41_1_{letter}" for letter in "abcdefghij"
}


def dag(tekst: str) -> date:
    return date.fromisoformat(tekst)


def jaren_later(datum: date, jaren: int) -> date:
    try:
        return datum.replace(year=datum.year + jaren)
    except ValueError:
        return datum.replace(year=datum.year + jaren, day=28)


def poorten(verzoek: Doc) -> list[int]:
    """The closing gates, sorted."""
    kop, toestand = verzoek["kop"], verzoek["toestand"]
    nu = datetime.fromisoformat(toestand["nu"].replace("Z", "+00:00"))
    vandaag = nu.astimezone(ZoneInfo("Europe/Amsterdam")).date()
    persoonlijk = kop["soort"] in GEGEVENS and bool(kop["onderdelen"])
    gesloten = _bericht(kop, toestand, vandaag, persoonlijk)
    gesloten |= _groep(kop, toestand["groep"], persoonlijk)
    gesloten |= _overleg(kop, toestand["groep"], vandaag)
    if kop["soort"] in {*GEGEVENS, "correctie"}:
        for onderdeel in kop["onderdelen"]:
            gesloten |= _onderdeel(kop, onderdeel, vandaag)
    if kop["soort"] in GEGEVENS and not kop["onderdelen"]:
        gesloten.add(7)
    if kop["soort"] not in {*GEGEVENS, "correctie"} and kop["onderdelen"]:
        gesloten.add(7)
    return sorted(gesloten & POORTEN[kop["soort"]])


def _bericht(kop: Doc, toestand: Doc, vandaag: date, persoonlijk: bool) -> set[int]:
    afzender = toestand["partijen"].get(kop["afzender"])
    doelen = DOELEN.get(kop["afzender"], DOELEN["gemeente"])
    return {
        poort
        for poort, dicht in {
            1: _convenant_geldt_niet(kop, toestand["convenant"], vandaag),
            2: _partijen_deugen_niet(kop, toestand["partijen"]),
            3: persoonlijk and afzender is not None and not afzender["dpiaGoedgekeurd"],
            4: _medewerker_deugt_niet(kop, toestand, vandaag),
            10: persoonlijk and kop.get("doel") not in doelen,
            12: persoonlijk and not _gewogen(kop),
            14: _kanaal_deugt_niet(kop),
        }.items()
        if dicht
    }


def _convenant_geldt_niet(kop: Doc, convenant: Doc, vandaag: date) -> bool:
    einde = convenant.get("beeindigdPer")
    return (
        not kop["convenant"] == convenant["id"] == "rotterdam-groepsaanpak-2019"
        or vandaag <= dag(convenant["laatsteOndertekening"])
        or (einde is not None and dag(einde) <= vandaag)
        or any(
            opzegging["partij"] in (kop["afzender"], kop["ontvanger"])
            and dag(opzegging["per"]) <= vandaag
            for opzegging in convenant.get("opzeggingen", [])
        )
    )


def _partijen_deugen_niet(kop: Doc, partijen: Doc) -> bool:
    kanten = (kop["afzender"], kop["ontvanger"])
    return (
        kanten[0] == kanten[1]
        or any(p not in PARTIJEN or not partijen.get(p, {}).get("actief") for p in kanten)
        or (
            kop["soort"] != "correctie"
            and any(o["herkomst"] == "ontvangen" for o in kop["onderdelen"])
        )
    )


def _kanaal_deugt_niet(kop: Doc) -> bool:
    overleg = kop.get("overleg")
    if kop["kanaal"] != "overleg":
        return kop["kanaal"] not in {"koppelvlak", "telefoon"}
    return (
        overleg is None
        or overleg["locatie"] not in {"gemeente", "politie"}
        or not overleg["deelnemersVoorafGeregistreerd"]
    )


def _medewerker_deugt_niet(kop: Doc, toestand: Doc, vandaag: date) -> bool:
    mag_weg = {"intrekking", "vernietigingsbericht", "rechtenverzoek", "incident"}
    for wie, partij, null_mag in (
        (kop["medewerker"], kop["afzender"], kop["soort"] == "vernietigingsbericht"),
        (kop["ontvangendeMedewerker"], kop["ontvanger"], kop["soort"] in mag_weg),
    ):
        if wie is None:
            if not null_mag:
                return True
            continue
        a = toestand["autorisaties"].get(wie)
        if a is None or a["partij"] != partij or dag(a["geldigTot"]) < vandaag:
            return True
        if not (a["aangewezen"] and a["geautoriseerd"] and a["geheimhouding"] and a["vog"]):
            return True
    return False


def _gewogen(kop: Doc) -> bool:
    weging = kop.get("afweging") or {}
    velden = ["noodzaak", "proportionaliteit", "subsidiariteit"]
    if kop["afzender"] == "om":
        velden.append("zwaarwegendAlgemeenBelang")
    return all(weging.get(veld) is True for veld in velden) and bool(weging.get("motivering"))


def _groep(kop: Doc, groep: Doc | None, persoonlijk: bool) -> set[int]:
    if kop["soort"] in {"correctie", "intrekking", "aanvulling"} and not kop.get("inReactieOp"):
        return {5}
    if kop["soort"] in {"correctie", "intrekking"}:
        return set()
    if groep is None or kop["groep"] != groep["id"]:
        return {5}
    stap = groep["stap"]
    dicht = groep["status"] != "actief" or kop["stap"] != stap
    if kop["soort"] == "informatieverzoek" or persoonlijk:
        dicht = dicht or stap == 1
    if persoonlijk:
        dicht = dicht or not _gestart(groep.get("startbesluit"))
        dicht = dicht or groep.get("eindcriterium") is not None
        dicht = dicht or (stap in {5, 6} and groep.get("prioritering") != "ja")
        if stap == 2 and kop["soort"] == "verstrekking":
            beantwoordt = any(
                v["id"] == kop.get("inReactieOp")
                and (v["van"], v["aan"]) == (kop["ontvanger"], kop["afzender"])
                for v in groep.get("informatieverzoeken", [])
            )
            brutolijst = (kop["afzender"], kop["ontvanger"]) == ("politie", "om")
            dicht = dicht or not (beantwoordt or brutolijst)
    return {5} if dicht else set()


def _gestart(besluit: Doc | None) -> bool:
    if besluit is None:
        return False
    eind = dag(besluit["datum"])
    incidenten = {
        m["incident"]
        for m in besluit["meldingen"]
        if m["bron"] in {"politie", "stadsbeheer", "jongerenwerk"}
        and jaren_later(eind, -1) <= dag(m["datum"]) <= eind
    }
    return besluit["groepsverband"] and besluit["eerdereInterventie"] and len(incidenten) >= 3


def _overleg(kop: Doc, groep: Doc | None, vandaag: date) -> set[int]:
    in_overleg = kop["kanaal"] == "overleg"
    if (
        in_overleg
        and kop["afzender"] == "om"
        and any(o["gegevenssoort"] != "RECENT_VERVOLGD" for o in kop["onderdelen"])
    ):
        return {13}
    if groep is None or groep["id"] != kop["groep"]:
        return set()
    onderzoek = groep.get("strafrechtelijkOnderzoek")
    loopt = (
        onderzoek is not None
        and dag(onderzoek["van"]) <= vandaag
        and (onderzoek.get("tot") is None or vandaag <= dag(onderzoek["tot"]))
    )
    structureel = in_overleg and (kop.get("overleg") or {}).get("soort") == "structureel"
    if structureel and "om" in (kop["afzender"], kop["ontvanger"]) and not loopt:
        return {13}
    context = any(o["categorie"] in {1, 2} for o in kop["onderdelen"])
    naar_om = (kop["afzender"], kop["ontvanger"]) == ("gemeente", "om")
    if naar_om and context and (kop["stap"] or 0) >= 4 and not loopt:
        return {13}
    return set()


def _onderdeel(kop: Doc, o: Doc, vandaag: date) -> set[int]:
    van, soort, categorie = kop["afzender"], o["gegevenssoort"], o["categorie"]
    k = o.get("kenmerken") or {}
    bekend = soort in BEKEND
    indeelbaar = bekend and van in PARTIJEN and categorie in {1, 2, 3} and kop["stap"] is not None
    stroom_bekend = bekend and {van, kop["ontvanger"]} <= PARTIJEN
    plichtig = van == "gemeente" and categorie in {1, 2}
    return {
        poort
        for poort, dicht in {
            6: not _persoon_mag(o),
            7: indeelbaar and not _soort_mag(van, soort, categorie, kop),
            8: not bekend or o["bijzonder"],
            9: categorie != 3 and not _regime(van, soort, categorie, k, vandaag),
            11: stroom_bekend and not _grondslag(van, kop["ontvanger"], soort, o["grondslag"], k),
            15: o["aard"] is None or not o["derdenVerwijderd"],
            16: plichtig and not _geinformeerd(o, vandaag),
        }.items()
        if dicht
    }


def _persoon_mag(o: Doc) -> bool:
    if o["categorie"] == 1:
        return o.get("leeftijdsklasse") in {"12-15", "16-17", "18-23"}
    if o["categorie"] == 2:
        return o.get("kind") is not None and o.get("leeftijdsklasse") == "12-15"
    return o["categorie"] == 3


def _soort_mag(van: str, soort: str, categorie: int, kop: Doc) -> bool:
    if categorie == 3:
        return soort == "CONTACT_DEELNEMER" and kop["stap"] >= 2
    if soort == "RECENT_VERVOLGD" and kop["kanaal"] not in {"overleg", "telefoon"}:
        return False
    return soort in SOORTEN[van][categorie] and soort in PER_STAP[kop["stap"]]


def _regime(van: str, soort: str, categorie: int, k: Doc, vandaag: date) -> bool:
    goed = van != "om" or k.get("herleidingAnderenVoorkomen") is True
    if soort in {"WPG8", "WPG13"} and categorie == 2:
        goed = goed and k.get("extraMotivering") is True
    if soort == "WPG8":
        eerste = k.get("eersteVerwerking")
        goed = goed and eerste is not None and dag(eerste) <= vandaag
        goed = goed and vandaag <= jaren_later(dag(eerste), 5)
        goed = goed and (k.get("gerelateerd") is True or vandaag <= jaren_later(dag(eerste), 1))
    if soort == "WPG13":
        tot = k.get("termijnTot")
        goed = goed and k.get("subdoel") in {"a", "b", "c", "d", "e"} and k.get("bron") == "8"
        goed = goed and tot is not None and vandaag <= dag(tot)
    if soort == "STRAFVORDERLIJK":
        goed = goed and "zaak" in k
    if soort == "JUSTITIEEL":
        goed = goed and k.get("reedsBeschikbaar") is True and k.get("jdsBevraagd") is False
        goed = goed and k.get("uitkomst") == "overig"
    if soort == "TENUITVOERLEGGING":
        goed = goed and k.get("omVerwerkingsverantwoordelijk") is True
    if soort == "RECENT_VERVOLGD":
        goed = goed and k.get("relevantVoorGroepsaanpak") is True and k.get("uitkomst") == "overig"
    return goed


def _grondslag(van: str, naar: str, soort: str, grondslag: str | None, k: Doc) -> bool:
    if soort == "CONTACT_DEELNEMER":
        return van != naar and grondslag == "AVG6_1_E"
    if (van, naar) == ("politie", "gemeente"):
        return grondslag in {"WPG16_1_B_1", "WPG16_1_B_2"}
    if (van, naar) == ("politie", "om"):
        return grondslag in {"WPG16_1_A_1", "WPG16_1_A_2"}
    if (van, naar) == ("om", "gemeente"):
        if soort == "JUSTITIEEL":
            return grondslag == "WJSG8A_39F"
        if soort == "TENUITVOERLEGGING":
            return grondslag in {"WJSG51C_2_B", "WJSG51C_2_D"}
        return (
            grondslag == "WJSG39F_B"
            or (grondslag == "WJSG39F_A" and k.get("helpdeskPrivacyAkkoord") is True)
            or (grondslag == "WJSG39F_C" and "toezicht" in k)
            or (grondslag == "WJSG39F_D" and "beslissing" in k)
        )
    if van == "gemeente" and naar in {"politie", "om"}:
        taken = {"GEMW172", "GEMW172A", "GEMW174", "PW11"}
        return grondslag == "AVG6_1_E" and k.get("taakgrondslag") in taken
    return False


def _geinformeerd(o: Doc, vandaag: date) -> bool:
    informatie = o.get("informatie")
    if informatie is None or informatie["status"] == "open":
        return False
    if informatie["status"] == "geinformeerd":
        return True
    opnieuw = informatie.get("herbeoordeling")
    return informatie.get("grond") in GRONDEN and opnieuw is not None and dag(opnieuw) > vandaag
