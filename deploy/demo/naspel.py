"""Steps 3 to 7: content, the driehoek's decision, the plan, and the end."""

from __future__ import annotations

from typing import Any

from deploy.demo import aanpak, vergadering
from deploy.demo.bezetting import Bezetting
from deploy.demo.signalen import beantwoord
from deploy.demo.spel import (
    ANALIST,
    OFFICIER,
    PARKETSECRETARIS,
    REGISSEUR,
    TEAMCHEF,
    Spel,
)
from deploy.demo.voorspel import TAAK, WPG16, Lijst, bekende_leden
from deploy.klant import Klant

ZWAARWEGEND = {"zwaarwegendAlgemeenBelang": True}


def stap_drie(spel: Spel, lijst: Lijst, bezetting: Bezetting) -> None:
    """Content from each party's own file, each under its own law."""
    spel.besluit(REGISSEUR, "stap", {"stap": 3})
    spel.verteller.kop(
        "Stap 3. Integrale probleemdefinitie",
        "Nu mag er inhoud bij, van ieder uit het eigen bestand.",
    )
    _politiegegevens(spel, lijst, bezetting)
    _aanvulling_om(spel)
    _bijdrage_gemeente(spel)
    _weigeringen(spel)
    _verbetering(spel, lijst, bezetting)
    aanpak.schrijf(
        spel,
        "probleemdefinities",
        aanpak.DEFINITIE,
        "De integrale probleemdefinitie staat vast: aard, omvang, domeinen, oorzaak, advies.",
    )
    beantwoord(spel, 3)


def stap_vier(spel: Spel) -> None:
    """The driehoek decides; three signatures or none."""
    spel.besluit(REGISSEUR, "stap", {"stap": 4})
    spel.verteller.kop("Stap 4. Adviseren en prioriteren")
    aanpak.schrijf(
        spel, "adviezen", aanpak.ADVIES, "Het advies aan de driehoek; andere groepen als cijfers."
    )
    (kop,) = spel.klant(REGISSEUR).haal(f"/groepen/{spel.groep}/namenlijsten")["namenlijsten"]
    stuk = spel.klant(REGISSEUR).haal(
        f"/groepen/{spel.groep}/namenlijsten/{kop['id']}/driehoekstuk"
    )
    spel.verteller.gebeurt(
        "gemeente", f"De driehoek krijgt de lijst van {stuk['aantal']} onder pseudoniem."
    )
    prioritering = {
        "prioritering": "ja",
        "randvoorwaarden": ["inzet-jongerenwerk", "evaluatie-half-jaar"],
    }
    spel.weiger_besluit(
        REGISSEUR, "Prioriteren met alleen de eigen handtekening", "prioritering", prioritering
    )
    spel.samen_besluiten(REGISSEUR, "prioritering", prioritering, [TEAMCHEF, OFFICIER])
    spel.verteller.gebeurt(
        "gemeente",
        "De driehoek besluit: aanpakken. Ieder tekent in de eigen dienst; twee randvoorwaarden.",
    )


def stap_vijf_en_zes(spel: Spel, bezetting: Bezetting) -> None:
    """Context for the OM only while an investigation runs; contact data only now."""
    spel.verteller.kop("Stap 5 en 6. Plan van aanpak, uitvoeren en volgen")
    opdracht = _context(spel)
    spel.weiger(
        REGISSEUR,
        "Context aan het OM terwijl er geen strafrechtelijk onderzoek loopt",
        opdracht,
        [13],
    )
    spel.besluit(OFFICIER, "onderzoek", {"van": spel.dag(-3), "tot": spel.dag(60)})
    spel.verteller.gebeurt("om", "De officier zet de vlag: er loopt een strafrechtelijk onderzoek.")
    spel.verstrek(REGISSEUR, "Dezelfde context, nu het onderzoek loopt", opdracht)
    persoon = spel.klant(ANALIST).stuur(
        "/personen/_zoek",
        {
            "naam": bezetting.jongeren[3].naam,
            "geboortedatum": bezetting.jongeren[3].geboortedatum.isoformat(),
        },
    )["personen"][0]["id"]
    spel.verstrek(
        ANALIST,
        "Telefoonnummer van een lid, voor het plan van aanpak",
        _telefoonnummer(spel, persoon),
    )
    acties = aanpak.plan_van_aanpak(spel)
    spel.besluit(REGISSEUR, "stap", {"stap": 6})
    spel.verteller.gebeurt("gemeente", "Het plan wordt uitgevoerd; de groep is in stap 6.")
    vergadering.overleg(spel, _telefoonnummer(spel, persoon))
    aanpak.volg(spel, acties)


def stap_zeven(spel: Spel) -> None:
    """One end criterion is enough; from then on nothing leaves."""
    spel.verteller.kop("Stap 7. Afronden en evalueren")
    aanpak.sluit_af(spel, "overlast-gestopt")
    spel.verteller.gebeurt("gemeente", "De overlast is gestopt; de groep is afgesloten.")
    aanpak.actie(spel, "G2", "Het jongerenwerk blijft elke maand langs het plein gaan.", rest=True)
    aanpak.schrijf(
        spel,
        "evaluaties",
        aanpak.EVALUATIE,
        "Eén rest-actie met een eigenaar, en een evaluatie van het proces: niemand staat erin.",
    )
    spel.weiger(
        REGISSEUR,
        "Na de afsluiting toch nog een gegeven sturen",
        _context(spel),
        [5, 7],
    )


def _politiegegevens(spel: Spel, lijst: Lijst, bezetting: Bezetting) -> None:
    klant = spel.klant(ANALIST)
    onderdelen = []
    for figuur in bezetting.jongeren[:5]:
        persoon = lijst.bij_politie[figuur.naam]
        gegeven = klant.stuur(
            f"/personen/{persoon}/politiegegevens",
            {
                "artikel": "8",
                "aard": "feit",
                "bijzonder": False,
                "derdenVerwijderd": True,
                "omschrijving": "Weggestuurd van het plein na vernieling van een bank (verzonnen).",
                "eersteVerwerking": spel.dag(-100),
            },
        )["id"]
        onderdelen.append(
            {
                "persoon": persoon,
                "gegevenssoort": "WPG8",
                "gegeven": gegeven,
                "grondslag": WPG16,
            }
        )
    spel.verstrek(
        ANALIST,
        f"{len(onderdelen)} artikel 8-politiegegevens, elk met eerste verwerking",
        spel.opdracht(REGISSEUR, onderdelen, motivering="Laat zien waar de overlast vandaan komt."),
    )


def _aanvulling_om(spel: Spel) -> None:
    """The OM supplements to the gemeente only."""
    klant = spel.klant(PARKETSECRETARIS)
    lid = next(iter(spel.leden(PARKETSECRETARIS).values()))
    strafzaak = _strafvorderlijk(klant, lid, spel.dag(-60))
    justitieel = klant.stuur(
        f"/personen/{lid}/justitiele-gegevens",
        {
            "aard": "feit",
            "bijzonder": False,
            "derdenVerwijderd": True,
            "herleidingAnderenVoorkomen": True,
            "omschrijving": "Taakstraf voor vernieling (verzonnen).",
            "datum": spel.dag(-300),
            "reedsBeschikbaar": True,
            "jdsBevraagd": False,
            "uitkomst": "overig",
        },
    )["id"]
    opdracht = spel.opdracht(
        REGISSEUR,
        [
            _eigen(lid, "STRAFVORDERLIJK", strafzaak, "WJSG39F_B"),
            _eigen(lid, "JUSTITIEEL", justitieel, "WJSG8A_39F"),
        ],
        motivering="Zwaarwegend: herhaalde vernieling op dezelfde plek.",
    )
    zonder = {**opdracht, "afweging": {**opdracht["afweging"], "zwaarwegendAlgemeenBelang": False}}
    spel.weiger(PARKETSECRETARIS, "Aanvullen zonder zwaarwegend algemeen belang", zonder, [12])
    met = {**opdracht, "afweging": {**opdracht["afweging"], **ZWAARWEGEND}}
    spel.verstrek(PARKETSECRETARIS, "Het OM vult aan, alleen naar de gemeente", met)
    naar_politie = {
        **met,
        "ontvanger": ANALIST.partij,
        "ontvangendeMedewerker": spel.autorisatie(ANALIST),
        "onderdelen": met["onderdelen"][:1],
    }
    spel.weiger(
        PARKETSECRETARIS, "Dezelfde strafvorderlijke gegevens naar de politie", naar_politie, [11]
    )


def _bijdrage_gemeente(spel: Spel) -> None:
    klant = spel.klant(REGISSEUR)
    onderdelen = []
    for persoon in bekende_leden(spel):
        for pad, soort, tekst in (
            ("overlastgegevens", "B_OVERLAST", "Harde muziek op het plein (verzonnen)."),
            ("aanspreekgegevens", "B_AANGESPROKEN", "Aangesproken door een handhaver (verzonnen)."),
        ):
            gegeven = _gebeurtenis(klant, persoon, pad, tekst, spel.dag(-40))
            onderdelen.append(_eigen(persoon, soort, gegeven, "AVG6_1_E", TAAK))
    spel.verstrek(
        REGISSEUR,
        f"{len(onderdelen)} gegevens van de gemeente over overlast en aanspreken",
        spel.opdracht(
            ANALIST, onderdelen, motivering="Nodig voor de probleemdefinitie.", doel="D2"
        ),
    )


def _weigeringen(spel: Spel) -> None:
    klant = spel.klant(REGISSEUR)
    ontvangen = next(
        persoon
        for persoon in spel.leden(REGISSEUR).values()
        if klant.haal(f"/personen/{persoon}")["herkomst"] == "ontvangen"
    )
    spel.weiger(
        REGISSEUR,
        "Een van de politie gekregen naam doorgeven aan het OM",
        spel.opdracht(
            PARKETSECRETARIS,
            [
                {
                    "persoon": ontvangen,
                    "gegevenssoort": "NAW",
                    "grondslag": "AVG6_1_E",
                    "kenmerken": TAAK,
                }
            ],
            motivering="Dan heeft het OM hem ook.",
        ),
        [2],
    )


def _verbetering(spel: Spel, lijst: Lijst, bezetting: Bezetting) -> None:
    """Somebody moved: whoever got the old address hears it through the gateway (6.5)."""
    klant = spel.klant(ANALIST)
    persoon = lijst.bij_politie[bezetting.jongeren[0].naam]
    klant.wijzig(
        f"/personen/{persoon}",
        {"adres": "Verzonnenstraat 100", "reden": "Verhuisd, zegt de wijkagent (verzonnen)."},
        {"If-Match": klant.etag(f"/personen/{persoon}")},
    )
    spel.verstrek(
        ANALIST,
        "De politie verbetert een adres dat de gemeente al had",
        spel.opdracht(
            REGISSEUR,
            [{"persoon": persoon, "gegevenssoort": "NAW", "grondslag": WPG16}],
            motivering="Het adres klopte niet meer.",
            soort="correctie",
            reactie_op=lijst.antwoord_van_politie,
        ),
    )


def _telefoonnummer(spel: Spel, persoon: str) -> dict[str, Any]:
    return spel.opdracht(
        REGISSEUR,
        [{"persoon": persoon, "gegevenssoort": "TEL_EMAIL", "grondslag": WPG16}],
        motivering="De regisseur nodigt hem uit voor een gesprek.",
    )


def _context(spel: Spel) -> dict[str, Any]:
    klant = spel.klant(REGISSEUR)
    persoon = bekende_leden(spel)[0]
    gegeven = _gebeurtenis(
        klant,
        persoon,
        "aanbodgegevens",
        "Begeleiding naar werk aangeboden (verzonnen).",
        spel.dag(-5),
    )
    return spel.opdracht(
        OFFICIER,
        [_eigen(persoon, "B_AANBOD", gegeven, "AVG6_1_E", TAAK)],
        motivering="Context voor de strafzaak.",
        doel="D4",
    )


def _strafvorderlijk(klant: Klant, persoon: str, datum: str) -> str:
    return str(
        klant.stuur(
            f"/personen/{persoon}/strafvorderlijke-gegevens",
            {
                "aard": "feit",
                "bijzonder": False,
                "derdenVerwijderd": True,
                "herleidingAnderenVoorkomen": True,
                "zaaknummer": "10/000000-26",
                "omschrijving": "Verdacht van vernieling (verzonnen).",
                "datum": datum,
            },
        )["id"]
    )


def _gebeurtenis(klant: Klant, persoon: str, pad: str, tekst: str, datum: str) -> str:
    inhoud = {
        "aard": "feit",
        "bijzonder": False,
        "derdenVerwijderd": True,
        "omschrijving": tekst,
        "datum": datum,
    }
    return str(klant.stuur(f"/personen/{persoon}/{pad}", inhoud)["id"])


def _eigen(
    persoon: str,
    soort: str,
    gegeven: str,
    grondslag: str,
    kenmerken: dict[str, Any] | None = None,
) -> dict[str, Any]:
    return {
        "persoon": persoon,
        "gegevenssoort": soort,
        "gegeven": gegeven,
        "grondslag": grondslag,
        "kenmerken": kenmerken,
    }
