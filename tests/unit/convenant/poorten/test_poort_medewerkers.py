"""Gate 4: both officials are who they must be, in a function that gives this message's right."""

import pytest

from tests.unit.convenant.gevallen import (
    TOEGESTAAN,
    bekendheid_in_driehoek,
    incident,
    politie_aan_gemeente,
    rechtenverzoek,
    stuk,
)
from tests.unit.convenant.gevallenbouw import (
    MEDEWERKER,
    ONBEKEND,
    WEG,
    bericht,
    beslis,
    codes,
    in_overleg,
    intrekking,
    met,
    met_functie,
    onderdeel,
    poorten,
)

VAN, AAN = MEDEWERKER["politie"], MEDEWERKER["gemeente"]
GEBREKEN = [
    ("partij", "om", "AUTORISATIE_ANDERE_PARTIJ"),
    ("functie", "beheerder", "FUNCTIE_ZONDER_RECHT"),
    ("functie", "kok", "FUNCTIE_ZONDER_RECHT"),
    ("functie", "systeemaccount", "AUTORISATIE_ONTBREEKT"),  # een programma is geen medewerker
    ("aangewezen", False, "NIET_AANGEWEZEN"),
    ("geautoriseerd", False, "NIET_GEAUTORISEERD"),
    ("geheimhouding", False, "GEHEIMHOUDING_ONTBREEKT"),
    ("vog", False, "VOG_ONTBREEKT"),
    ("geldigTot", "2026-11-22", "AUTORISATIE_VERLOPEN"),
]


@pytest.mark.parametrize("medewerker", [VAN, AAN])
@pytest.mark.parametrize(("veld", "waarde", "code"), GEBREKEN)
def test_elke_waarborg_van_beide_medewerkers_telt(
    medewerker: str, veld: str, waarde: object, code: str
) -> None:
    besluit = beslis(
        met(politie_aan_gemeente(), {f"toestand/autorisaties/{medewerker}/{veld}": waarde})
    )
    # Van de medewerker van een ander hoort men alleen dat hij niet mag ontvangen.
    verwacht = code if medewerker == VAN else "ONTVANGER_MAG_NIET"
    assert [(r.code, r.poort) for r in besluit.redenen] == [(verwacht, 4)]


def test_over_de_medewerker_van_een_ander_zegt_een_weigering_niet_wat_er_mis_is() -> None:
    zinnen = {
        beslis(met(politie_aan_gemeente(), {f"toestand/autorisaties/{AAN}/{veld}": waarde}))
        .redenen[0]
        .uitleg
        for veld, waarde, _ in GEBREKEN
    }
    zinnen.add(beslis(met(politie_aan_gemeente(), {f"toestand/autorisaties/{AAN}": WEG}))
               .redenen[0].uitleg)  # fmt: skip
    assert len(zinnen) == 1


def test_autorisatie_geldt_tot_en_met_de_laatste_dag() -> None:
    wijziging = {f"toestand/autorisaties/{VAN}/geldigTot": "2026-11-23"}
    assert poorten(politie_aan_gemeente(), wijziging) == ()


@pytest.mark.parametrize("kant", ["medewerker", "ontvangendeMedewerker"])
def test_een_verstrekking_noemt_twee_bekende_medewerkers(kant: str) -> None:
    verwacht = "AUTORISATIE_ONTBREEKT" if kant == "medewerker" else "ONTVANGER_MAG_NIET"
    assert codes(politie_aan_gemeente(), {f"kop/{kant}": None}) == ["MEDEWERKER_ONTBREEKT"]
    assert codes(politie_aan_gemeente(), {f"kop/{kant}": ONBEKEND}) == [verwacht]


def test_medewerkers_van_beide_kanten_worden_apart_genoemd() -> None:
    wijziging = {f"toestand/autorisaties/{wie}/vog": False for wie in (VAN, AAN)}
    uitleg = [r.uitleg for r in beslis(met(politie_aan_gemeente(), wijziging)).redenen]
    assert len(uitleg) == 2
    assert "verzendende" in uitleg[0]
    assert "de burgemeester" in uitleg[1]


#: What each function may, from the profile (1.3): give, take in, ask, share, read, requests.
RECHTEN = {
    "politie": {
        "analist": "giosl", "teamchef": "giosl", "wijkagent": "isl", "beheerder": "",
        "privacyfunctionaris": "r", "fg": "", "regisseur": "", "auditor": "",
    },
    "om": {
        "parketsecretaris": "giosl", "officier": "giosl", "zaakofficier": "", "beheerder": "",
        "privacyfunctionaris": "r", "fg": "", "analist": "",
    },
    "gemeente": {
        "regisseur": "giosl", "burgemeester": "l", "beheerder": "", "privacyfunctionaris": "r",
        "fg": "", "officier": "",
    },
}  # fmt: skip
#: Functions that do not exist at this party.
VAN_EEN_ANDER = {
    ("politie", "regisseur"), ("politie", "auditor"), ("om", "analist"), ("gemeente", "officier"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("partij", "functie", "mag"),
    [(p, functie, mag) for p, functies in RECHTEN.items() for functie, mag in functies.items()],
)
def test_elke_functie_doet_alleen_wat_haar_recht_is(partij: str, functie: str, mag: str) -> None:
    ander = "politie" if partij != "politie" else "gemeente"
    contact = onderdeel(
        "CONTACT_DEELNEMER", "AVG6_1_E", categorie=3, leeftijdsklasse=None,
        betrokkene=MEDEWERKER[partij],
    )  # fmt: skip
    terug = {**contact, "betrokkene": MEDEWERKER[ander]}
    verzoek_van = met_functie(rechtenverzoek(), "om", "privacyfunctionaris")
    for letter, verzoek in {
        "g": bericht("verstrekking", partij, ander, 3, [contact]),
        "i": bericht("verstrekking", ander, partij, 3, [terug]),
        "o": bericht("informatieverzoek", partij, ander, 3, stuk="vraag"),
        "s": bericht("groepsbericht", partij, ander, 3, stuk="signaal"),
        "l": bericht("groepsbericht", ander, partij, 3, stuk="signaal"),
        "r": met_functie(
            met(verzoek_van, {"kop/afzender": partij, "kop/ontvanger": ander,
                              "kop/medewerker": MEDEWERKER[partij],
                              "kop/ontvangendeMedewerker": MEDEWERKER[ander]}),
            ander, "privacyfunctionaris",
        ),
    }.items():  # fmt: skip
        gesloten = poorten(met_functie(verzoek, partij, functie))
        assert gesloten == (() if letter in mag else (4,)), letter


@pytest.mark.parametrize(
    ("partij", "functie"),
    [(p, functie) for p, functies in RECHTEN.items() for functie in functies],
)
def test_een_lek_meldt_iedereen_van_de_partij_zelf(partij: str, functie: str) -> None:
    ander = "politie" if partij != "politie" else "gemeente"
    verzoek = bericht("incident", partij, ander, None, stuk="incident")
    gesloten = poorten(met_functie(verzoek, partij, functie))
    assert gesloten == ((4,) if (partij, functie) in VAN_EEN_ANDER else ())


def test_wie_een_lek_vindt_meldt_het_ook_zonder_geldige_autorisatie() -> None:
    for veld, waarde, _ in GEBREKEN[4:]:
        assert poorten(incident(), {f"toestand/autorisaties/{VAN}/{veld}": waarde}) == ()
    assert poorten(incident(), {f"toestand/autorisaties/{VAN}/partij": "om"}) == (4,)
    assert poorten(incident(), {"kop/medewerker": ONBEKEND}) == (4,)
    programma = {f"toestand/autorisaties/{VAN}/functie": "systeemaccount"}
    assert codes(incident(), programma) == ["AUTORISATIE_ONTBREEKT"]


@pytest.mark.parametrize("soort", ["correctie", "intrekking"])
def test_bij_wie_is_vertrokken_tellen_alleen_partij_en_functie(soort: str) -> None:
    verzoek = TOEGESTAAN[soort]()
    verlopen = {f"toestand/autorisaties/{VAN}/geldigTot": "2026-11-22"}
    assert codes(verzoek, verlopen) == ["AUTORISATIE_VERLOPEN"]
    for partij in ("politie", "gemeente"):
        weg = {**verlopen, f"toestand/partijen/{partij}/actief": False}
        assert codes(verzoek, weg) == []
        functie = {**weg, f"toestand/autorisaties/{VAN}/functie": "beheerder"}
        assert codes(verzoek, functie) == ["FUNCTIE_ZONDER_RECHT"]


@pytest.mark.parametrize(
    ("naam", "functie", "mag"),
    [
        ("intrekking", "wijkagent", False),
        ("intrekking", "analist", True),
        ("intrekking van een vraag", "burgemeester", False),
        ("intrekking van een vraag", "regisseur", True),
    ],
)
def test_terugnemen_vraagt_het_recht_van_wat_men_terugneemt(
    naam: str, functie: str, mag: bool
) -> None:
    verzoek = TOEGESTAAN[naam]()
    gesloten = poorten(met_functie(verzoek, verzoek["kop"]["afzender"], functie))
    assert gesloten == (() if mag else (4,))


def test_in_de_driehoek_is_stukken_lezen_genoeg_om_bekendheid_te_horen() -> None:
    assert poorten(bekendheid_in_driehoek()) == ()
    assert poorten(met_functie(bekendheid_in_driehoek(), "gemeente", "beheerder")) == (4, 14)
    elders = met(bekendheid_in_driehoek(), {"toestand/overleg/soort": "structureel"})
    assert poorten(elders) == (4, 14)
    geschreven = met_functie(politie_aan_gemeente(), "gemeente", "burgemeester")
    assert poorten(geschreven) == (4,)


def test_terugnemen_vraagt_ook_in_de_driehoek_het_gewone_recht_om_te_ontvangen() -> None:
    """Wat daar genoeg is om iets te horen, is dat om het kwijt te raken niet."""
    terug = met(intrekking(bekendheid_in_driehoek()), {"kop/ontvangendeMedewerker": AAN})
    terug = in_overleg(terug, "driehoek")
    assert 4 in poorten(met_functie(terug, "gemeente", "burgemeester"))
    assert 4 not in poorten(met_functie(terug, "gemeente", "regisseur"))


def test_in_de_driehoek_vraagt_een_stuk_gewoon_het_recht_van_een_stuk() -> None:
    verzoek = in_overleg(stuk("advies"), "driehoek")
    assert poorten(met_functie(verzoek, "politie", "teamchef")) == ()
    assert poorten(met_functie(verzoek, "politie", "beheerder")) == (4, 14)
