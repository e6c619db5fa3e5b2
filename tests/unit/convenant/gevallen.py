"""For each allowed flow a request that is permitted."""

from collections.abc import Callable
from functools import partial

from tests.unit.convenant.gevallenbouw import (
    LID,
    LOOPT,
    MEDEWERKER,
    OM_VERKLAART,
    OUDER,
    Document,
    aanvulling,
    bericht,
    correctie,
    in_overleg,
    intrekking,
    met,
    met_functie,
    onderdeel,
    per_telefoon,
)

GEINFORMEERD = {"status": "geinformeerd", "grond": None, "herbeoordeling": None}
WPG8_KENMERKEN = {"eersteVerwerking": "2026-06-01", "gerelateerd": False}


def politie_aan_gemeente() -> Document:
    """Step 3: a police record of less than a year old."""
    wpg8 = onderdeel("WPG8", "WPG16_1_B_2", kenmerken=WPG8_KENMERKEN)
    return bericht("verstrekking", "politie", "gemeente", 3, [wpg8])


def namen_aan_gemeente() -> Document:
    """Step 3: who somebody is, in two onderdelen."""
    onderdelen = [onderdeel(soort, "WPG16_1_B_2") for soort in ("NAW", "GEBOORTEDATUM")]
    return bericht("verstrekking", "politie", "gemeente", 3, onderdelen)


def wpg13_aan_gemeente() -> Document:
    """Step 3: an article 13 record."""
    wpg13 = onderdeel(
        "WPG13",
        "WPG16_1_B_1",
        kenmerken={"subdoel": "c", "termijnTot": "2027-01-31", "bron": "8"},
    )
    return bericht("verstrekking", "politie", "gemeente", 3, [wpg13])


def ouder_aan_gemeente() -> Document:
    """Step 3: a police record about the parent of a child of 12 to 15."""
    wpg8 = onderdeel(
        "WPG8",
        "WPG16_1_B_2",
        categorie=2,
        betrokkene=OUDER,
        kind=LID,
        leeftijdsklasse="12-15",
        kenmerken={"eersteVerwerking": "2026-06-01", "extraMotivering": True},
    )
    return bericht("verstrekking", "politie", "gemeente", 3, [wpg8])


def brutolijst_aan_om() -> Document:
    """Step 2: the police give the list of names to the prosecutor, unasked."""
    onderdelen = [onderdeel(soort, "WPG16_1_A_2") for soort in ("NAW", "BEKENDHEID")]
    return bericht("verstrekking", "politie", "om", 2, onderdelen)


def om_aan_gemeente() -> Document:
    """Step 3: data from a criminal case."""
    strafvorderlijk = onderdeel(
        "STRAFVORDERLIJK", "WJSG39F_B", kenmerken={**OM_VERKLAART, "zaak": "A" * 43}
    )
    return bericht("verstrekking", "om", "gemeente", 3, [strafvorderlijk])


def justitieel_aan_gemeente() -> Document:
    """Step 3: judicial data the prosecutor already had."""
    justitieel = onderdeel(
        "JUSTITIEEL", "WJSG8A_39F_B", kenmerken={**OM_VERKLAART, "reedsBeschikbaar": True}
    )
    return bericht("verstrekking", "om", "gemeente", 3, [justitieel])


def tenuitvoerlegging_aan_gemeente() -> Document:
    """Step 3: data on carrying out a sentence."""
    kenmerken = {**OM_VERKLAART, "omVerwerkingsverantwoordelijk": True}
    gegevens = onderdeel("TENUITVOERLEGGING", "WJSG51C_2_D", kenmerken=kenmerken)
    return bericht("verstrekking", "om", "gemeente", 3, [gegevens])


def recent_vervolgd() -> Document:
    """Step 3: said over the telephone, while no investigation runs."""
    kenmerken = {**OM_VERKLAART, "relevantVoorGroepsaanpak": True, "binnenTwaalfMaanden": True}
    gegevens = onderdeel("RECENT_VERVOLGD", "WJSG39F_B", kenmerken=kenmerken)
    return per_telefoon(bericht("verstrekking", "om", "gemeente", 3, [gegevens]))


def bekendheid_van_om() -> Document:
    """Step 3: whether the prosecutor knows somebody."""
    gegeven = onderdeel("BEKENDHEID", "WJSG39F_B", kenmerken=OM_VERKLAART)
    return bericht("verstrekking", "om", "gemeente", 3, [gegeven])


def gemeente_aan_politie() -> Document:
    """Step 3: the mayor's own data on nuisance."""
    overlast = onderdeel(
        "B_OVERLAST", "AVG6_1_E", kenmerken={"taakgrondslag": "GEMW172"}, informatie=GEINFORMEERD
    )
    return bericht("verstrekking", "gemeente", "politie", 3, [overlast])


def aanbod_aan_politie() -> Document:
    """Step 5: the mayor made somebody an offer."""
    aanbod = onderdeel(
        "B_AANBOD", "AVG6_1_E", kenmerken={"taakgrondslag": "GEMW174"}, informatie=GEINFORMEERD
    )
    return bericht("verstrekking", "gemeente", "politie", 5, [aanbod], doel="D4")


def ouderbetrokkenheid() -> Document:
    """Step 5: the mayor involved the parents."""
    gegeven = onderdeel(
        "B_OUDERBETROKKENHEID",
        "AVG6_1_E",
        categorie=2,
        betrokkene=OUDER,
        kind=LID,
        leeftijdsklasse="12-15",
        kenmerken={"taakgrondslag": "GEMW172"},
        informatie=GEINFORMEERD,
    )
    return bericht("verstrekking", "gemeente", "politie", 5, [gegeven], doel="D3")


def context_aan_om() -> Document:
    """Step 5: context for the prosecutor while an investigation runs."""
    aanbod = onderdeel(
        "B_AANBOD", "AVG6_1_E", kenmerken={"taakgrondslag": "PW11"}, informatie=GEINFORMEERD
    )
    verzoek = bericht("verstrekking", "gemeente", "om", 5, [aanbod], doel="D4")
    return met(verzoek, {"toestand/groep/strafrechtelijkOnderzoek": LOOPT})


def deelnemer(van: str, naar: str) -> Document:
    """Step 7: contact data of somebody who takes part in the meetings."""
    contact = onderdeel(
        "CONTACT_DEELNEMER",
        "AVG6_1_E",
        betrokkene=MEDEWERKER[van],
        categorie=3,
        leeftijdsklasse=None,
    )
    return bericht("verstrekking", van, naar, 7, [contact])


def vraag(stap: int = 2) -> Document:
    """The mayor asks the police."""
    return bericht("informatieverzoek", "gemeente", "politie", stap, stuk="vraag")


def stuk(naam: str, van: str = "gemeente", naar: str = "politie", stap: int | None = 3) -> Document:
    """A message about the group, without persons."""
    return bericht("groepsbericht", van, naar, stap, stuk=naam)


def bekendheid_in_driehoek() -> Document:
    """The police tell the mayor himself, in the driehoek, whom they know."""
    gegeven = onderdeel("BEKENDHEID", "WPG16_1_B_2")
    verzoek = in_overleg(bericht("verstrekking", "politie", "gemeente", 3, [gegeven]), "driehoek")
    return met_functie(verzoek, "gemeente", "burgemeester")


def vernietigd(**wat: object) -> Document:
    """The mayor's service says what it destroyed."""
    inhoud = {"berichten": [], "betrokkenen": [LID], "heleGroep": False, **wat}
    return bericht(
        "vernietigingsbericht", "gemeente", "om", 7,
        medewerker=None, ontvangendeMedewerker=None, inhoudCommitment=None, vernietigd=inhoud,
    )  # fmt: skip


def rechtenverzoek() -> Document:
    """The prosecutor's privacy official tells the police of a request."""
    verzoek = bericht("rechtenverzoek", "om", "politie", None, stuk="verzoek")
    for partij in ("om", "politie"):
        verzoek = met_functie(verzoek, partij, "privacyfunctionaris")
    return verzoek


def incident() -> Document:
    """The police tell the mayor of a leak."""
    return bericht("incident", "politie", "gemeente", None, stuk="incident")


def correctie_van_contact() -> Document:
    """Contact data of a participant change."""
    return correctie(deelnemer("gemeente", "om"))


def correctie_van_vervolging() -> Document:
    """What was told is corrected by telling."""
    return per_telefoon(correctie(recent_vervolgd()))


TOEGESTAAN: dict[str, Callable[[], Document]] = {
    "politie aan gemeente": politie_aan_gemeente,
    "namen aan gemeente": namen_aan_gemeente,
    "wpg13 aan gemeente": wpg13_aan_gemeente,
    "over een ouder": ouder_aan_gemeente,
    "brutolijst aan om": brutolijst_aan_om,
    "om aan gemeente": om_aan_gemeente,
    "justitieel": justitieel_aan_gemeente,
    "tenuitvoerlegging": tenuitvoerlegging_aan_gemeente,
    "recent vervolgd": recent_vervolgd,
    "bekendheid van om": bekendheid_van_om,
    "gemeente aan politie": gemeente_aan_politie,
    "aanbod aan politie": aanbod_aan_politie,
    "ouderbetrokkenheid": ouderbetrokkenheid,
    "context aan om": context_aan_om,
    "deelnemer om aan politie": partial(deelnemer, "om", "politie"),
    "deelnemer gemeente aan om": partial(deelnemer, "gemeente", "om"),
    "in een overleg": lambda: in_overleg(politie_aan_gemeente()),
    "aan de telefoon": lambda: per_telefoon(politie_aan_gemeente()),
    "bekendheid in de driehoek": bekendheid_in_driehoek,
    "informatieverzoek": vraag,
    "groepsbericht": partial(stuk, "signaal", stap=1),
    "signaal zonder groep": partial(stuk, "signaal", stap=None),
    "nettolijst": partial(stuk, "nettolijst", naar="om", stap=4),
    "aanvulling": lambda: aanvulling(politie_aan_gemeente()),
    "correctie": lambda: correctie(politie_aan_gemeente()),
    "correctie van namen": lambda: correctie(namen_aan_gemeente()),
    "correctie van om": lambda: correctie(om_aan_gemeente()),
    "melding van een fout": lambda: correctie(politie_aan_gemeente(), van="gemeente"),
    "correctie van contact": correctie_van_contact,
    "correctie van vervolging": correctie_van_vervolging,
    "intrekking": lambda: intrekking(politie_aan_gemeente()),
    "intrekking van een plaats": lambda: intrekking(namen_aan_gemeente(), [1]),
    "intrekking van een vraag": lambda: intrekking(vraag()),
    "vernietigingsbericht": vernietigd,
    "rechtenverzoek": rechtenverzoek,
    "incident": incident,
}
#: Per kind of message one of them.
PER_SOORT = {
    "verstrekking": "politie aan gemeente",
    **{
        soort: soort
        for soort in (
            "aanvulling", "correctie", "informatieverzoek", "groepsbericht", "intrekking",
            "vernietigingsbericht", "rechtenverzoek", "incident",
        )
    },
}  # fmt: skip
