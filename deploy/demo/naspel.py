"""Steps 3 to 7: content, the driehoek's decision, the plan, and the end."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from deploy.demo import aanpak, inbreng, namenlijst, vergadering
from deploy.demo.bezetting import Bezetting
from deploy.demo.inbreng import eigen, gebeurtenis
from deploy.demo.signalen import beantwoord
from deploy.demo.spel import (
    ANALIST,
    BURGEMEESTER,
    OFFICIER,
    REGISSEUR,
    TEAMCHEF,
    DemoMislukt,
    Spel,
)
from deploy.demo.voorspel import TAAK, WPG16, Lijst, bekende_leden
from shared.tijd.kenmerk import uuid7


def stap_drie(spel: Spel, lijst: Lijst, bezetting: Bezetting) -> None:
    """Content from each party's own file, each under its own law."""
    beantwoord(spel, 2)
    spel.stap(3)
    spel.verteller.kop(
        "Stap 3. Integrale probleemdefinitie",
        "Nu mag er inhoud bij, van ieder uit het eigen bestand.",
    )
    namenlijst.stel_vast(spel)
    inbreng.politie(spel, lijst, bezetting)
    inbreng.wie_blijft(spel, lijst, bezetting)
    inbreng.om(spel)
    inbreng.gemeente(spel)
    inbreng.verbetering(spel, lijst, bezetting)
    aanpak.schrijf(
        spel,
        "probleemdefinities",
        aanpak.DEFINITIE,
        "De integrale probleemdefinitie staat vast: aard, omvang, domeinen, oorzaak, advies.",
    )
    _deel(spel, "probleemdefinitie", "De probleemdefinitie gaat naar wie beslist", aanpak.DEFINITIE)
    beantwoord(spel, 3)


def stap_vier(spel: Spel) -> None:
    """The driehoek decides; three signatures or none."""
    spel.stap(4)
    spel.verteller.kop("Stap 4. Adviseren en prioriteren")
    aanpak.schrijf(
        spel, "adviezen", aanpak.ADVIES, "Het advies aan de driehoek; andere groepen als cijfers."
    )
    _deel(spel, "advies", "Het advies gaat naar teamchef en officier", aanpak.ADVIES)
    (kop,) = spel.klant(REGISSEUR).haal(f"/groepen/{spel.groep}/namenlijsten")["namenlijsten"]
    _leg_voor(spel, str(kop["id"]))
    beantwoord(spel, 4)
    prioritering = {
        "prioritering": "ja",
        "randvoorwaarden": ["inzet-jongerenwerk", "evaluatie-half-jaar"],
    }
    stukken = spel.samen_besluiten(
        "prioritering", prioritering, REGISSEUR, BURGEMEESTER, [TEAMCHEF, OFFICIER]
    )
    spel.verteller.gebeurt(
        "gemeente",
        f"De driehoek besluit: aanpakken. Burgemeester, teamchef en officier lezen dezelfde "
        f"{stukken} stukken en tekenen daarover, elk in de eigen dienst; twee randvoorwaarden.",
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
    _onderzoek(spel)
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
    beantwoord(spel, 5)
    spel.stap(6)
    spel.verteller.gebeurt("gemeente", "Het plan wordt uitgevoerd; de groep is in stap 6.")
    vergadering.overleg(spel, _telefoonnummer(spel, persoon))
    aanpak.volg(spel, acties)


def stap_zeven(spel: Spel) -> None:
    """One end criterion is enough; from then on nothing leaves."""
    spel.verteller.kop("Stap 7. Afronden en evalueren")
    te_laat = _context(spel)
    aanpak.sluit_af(spel, "overlast_gestopt")
    spel.verteller.gebeurt("gemeente", "De overlast is gestopt; de groep is afgesloten.")
    aanpak.actie(spel, "G2", "Het jongerenwerk blijft elke maand langs het plein gaan.", rest=True)
    aanpak.schrijf(
        spel,
        "evaluaties",
        aanpak.EVALUATIE,
        "Eén rest-actie met een eigenaar, en een evaluatie van het proces: niemand staat erin.",
    )
    beantwoord(spel, 7)
    spel.weiger(
        REGISSEUR,
        "Na de afsluiting toch nog een gegeven sturen",
        te_laat,
        [5, 7],
        of_weg=True,
    )


def _deel(spel: Spel, soort: str, wat: str, document: dict[str, Any]) -> None:
    """What lies under the decision is with whoever decides, as a stuk: the same for each."""
    spel.stuk(REGISSEUR, soort, wat, document, TEAMCHEF, OFFICIER)


def _leg_voor(spel: Spel, lijst: str) -> None:
    """Numbers, age classes and counts: who decides on the group sees no name and no pseudonym."""
    klant = spel.klant(REGISSEUR)
    stuk = klant.stuur(f"/groepen/{spel.groep}/namenlijsten/{lijst}/driehoekstukken", {})
    for wie in (TEAMCHEF, OFFICIER):
        spel.kom_aan(
            REGISSEUR,
            f"De lijst onder nummers gaat naar de {wie.functie}",
            klant.stuur(
                f"/groepen/{spel.groep}/driehoekstukken/{stuk['id']}/_deel",
                {"ontvanger": wie.partij, "ontvangendeMedewerker": spel.autorisatie(wie)},
            ),
        )
        (gelezen,) = spel.klant(wie).haal(f"/groepen/{spel.groep}/driehoekstukken")[
            "driehoekstukken"
        ]
        if len(gelezen["leden"]) != len(stuk["leden"]):
            raise DemoMislukt(f"De {wie.functie} leest niet de hele lijst.")
    spel.verteller.gebeurt(
        "gemeente",
        f"De driehoek leest {len(stuk['leden'])} nummers met leeftijdsklasse en aantallen, geen "
        "namen.",
    )


def _onderzoek(spel: Spel) -> None:
    zaak = {
        "id": uuid7(datetime.now(UTC)),
        "nummer": "10/000000-26",
        "zaakofficier": spel.autorisatie(OFFICIER),
    }
    spel.klant(OFFICIER).zet(
        f"/onderzoeken/{uuid7(datetime.now(UTC))}",
        {
            "groep": spel.groep,
            "eigenaar": spel.autorisatie(OFFICIER),
            "zaken": [zaak],
            "van": spel.dag(0),
            "tot": spel.dag(60),
        },
    )
    spel.verteller.gebeurt("om", "De officier legt vast: er loopt een strafrechtelijk onderzoek.")


def _telefoonnummer(spel: Spel, persoon: str) -> dict[str, Any]:
    return spel.opdracht(
        REGISSEUR,
        [{"persoon": persoon, "gegevenssoort": "TEL_EMAIL", "grondslag": WPG16}],
        motivering="De regisseur nodigt hem uit voor een gesprek.",
    )


def _context(spel: Spel) -> dict[str, Any]:
    klant = spel.klant(REGISSEUR)
    persoon = bekende_leden(spel)[0]
    gegeven = gebeurtenis(
        klant,
        persoon,
        "aanbodgegevens",
        "Begeleiding naar werk aangeboden (verzonnen).",
        spel.dag(-5),
    )
    return spel.opdracht(
        OFFICIER,
        [eigen(persoon, "B_AANBOD", gegeven, "AVG6_1_E", TAAK)],
        motivering="Context voor de strafzaak.",
        doel="D4",
    )
