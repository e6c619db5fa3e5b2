"""The start decision, and step 2: asking, and the brutolijst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from deploy.brievenbus import geef_brieven
from deploy.demo import systeem
from deploy.demo.bezetting import Bezetting, Figuur
from deploy.demo.spel import (
    ANALIST,
    OVER_ALLES,
    PARKETSECRETARIS,
    REGISSEUR,
    DemoMislukt,
    Spel,
)
from deploy.inrichting import autorisatie_invoer, token_voor
from deploy.klant import Klant
from deploy.lokaal import Account
from shared.tijd.kenmerk import uuid7

WPG16 = "WPG16_1_B_2"
WPG16_OM = "WPG16_1_A_2"
TAAK = {"taakgrondslag": "GEMW172"}
AANTAL_BEKEND = 4
KENBAAR = ("NAW", "GEBOORTEDATUM", "BEKENDHEID")


@dataclass
class Lijst:
    """Who is on it, in the files of the two parties that look in their own systems."""

    bij_politie: dict[str, str] = field(default_factory=dict)
    """From an invented name to the person's id in the file of the politie."""
    ouders: dict[str, str] = field(default_factory=dict)
    verzoek_aan_politie: str = ""
    antwoord_van_politie: str = ""


def te_vroeg(spel: Spel, lijst: Lijst, bezetting: Bezetting) -> None:
    """The first refusal: a name in step 1."""
    naam = bezetting.jongeren[0].naam
    spel.weiger(
        ANALIST,
        "De analist stuurt alvast een naam naar de gemeente",
        spel.opdracht(
            REGISSEUR,
            [_kenbaar(lijst.bij_politie[naam], "NAW", WPG16)],
            motivering="Alvast voor het overleg.",
        ),
        [5, 7],
    )


def vul_bestand_politie(spel: Spel, bezetting: Bezetting) -> Lijst:
    """The politie has its own file; the groepsscan stays inside."""
    lijst = Lijst()
    klant = spel.klant(ANALIST)
    for figuur in (*bezetting.jongeren, bezetting.te_oud):
        lijst.bij_politie[figuur.naam] = _leg_vast(klant, figuur)
    for kind, ouder in zip(bezetting.jongeren, bezetting.ouders, strict=False):
        lijst.ouders[ouder.naam] = _leg_vast(klant, ouder)
        klant.stuur(
            f"/personen/{lijst.bij_politie[kind.naam]}/vertegenwoordigers",
            {"ouderId": lijst.ouders[ouder.naam], "soort": "ouder"},
        )
    _maak_leden(spel, klant, lijst, bezetting)
    spel.verteller.gebeurt(
        "politie",
        f"De analist legt {len(lijst.bij_politie)} jongeren en {len(lijst.ouders)} ouders vast in "
        "het eigen bestand, elk onder een eigen sleutel.",
    )
    return lijst


def vul_bestand_gemeente(spel: Spel, bezetting: Bezetting) -> None:
    """The gemeente knows some of them from its own work; it does not know of any group."""
    klant = spel.klant(REGISSEUR)
    for figuur in bezetting.jongeren[:AANTAL_BEKEND]:
        _leg_vast(klant, figuur)
    spel.verteller.gebeurt(
        "gemeente", f"In het bestand van de gemeente staan {AANTAL_BEKEND} van deze jongeren al."
    )


def opvragen(spel: Spel, lijst: Lijst) -> dict[str, str]:
    """Step 2 is asked for: who is in it? Returns the ids of the requests per answering party."""
    spel.verteller.kop(
        "Stap 2. Informatie verzamelen en verbinden", "Elk antwoord hoort bij een vraag."
    )
    reden = "Wie zijn de leden van deze groep en zijn zij bij u bekend?"
    lijst.verzoek_aan_politie = spel.vraag(
        REGISSEUR, ANALIST, "De regisseur vraagt de politie wie de leden zijn", reden
    )
    aan_gemeente = spel.vraag(
        ANALIST, REGISSEUR, "De politie vraagt of de gemeente deze leden kent", reden
    )
    return {"politie": lijst.verzoek_aan_politie, "gemeente": aan_gemeente}


def brutolijst(spel: Spel, lijst: Lijst, bezetting: Bezetting) -> None:
    """The answer of the politie, and the brutolijst to the OM."""
    leden = [lijst.bij_politie[figuur.naam] for figuur in bezetting.jongeren]
    onderdelen = [_kenbaar(lid, soort, WPG16) for lid in leden for soort in KENBAAR]
    antwoord = spel.verstrek(
        ANALIST,
        f"Uitkomst van de groepsscan: {len(leden)} leden, met naam, geboortedatum en bekendheid",
        spel.opdracht(
            REGISSEUR,
            onderdelen,
            motivering="Gezien bij de drie incidenten; nodig om de groep in beeld te brengen.",
            reactie_op=lijst.verzoek_aan_politie,
        ),
    )
    lijst.antwoord_van_politie = str(antwoord["id"])
    ouders = [
        _kenbaar(ouder, soort, WPG16) for ouder in lijst.ouders.values() for soort in ("NAW",)
    ]
    spel.verstrek(
        ANALIST,
        f"De {len(lijst.ouders)} ouders van de leden onder de 16",
        spel.opdracht(
            REGISSEUR,
            ouders,
            motivering="De ouders worden bij de aanpak betrokken.",
            reactie_op=lijst.verzoek_aan_politie,
        ),
    )
    spel.verstrek(
        ANALIST,
        "De brutolijst gaat naar het OM",
        spel.opdracht(
            PARKETSECRETARIS,
            [_kenbaar(lid, soort, WPG16_OM) for lid in leden for soort in KENBAAR[:2]],
            motivering="Brutolijst: wie is bij het OM bekend?",
        ),
    )


def weigeringen_stap_twee(spel: Spel, lijst: Lijst, bezetting: Bezetting) -> None:
    """What people would try."""
    spel.verteller.kop("Wat mensen proberen", "Elke weigering noemt alle poorten die sluiten.")
    te_oud = lijst.bij_politie[bezetting.te_oud.naam]
    spel.weiger(
        ANALIST,
        "Iemand van 24 op de lijst zetten",
        spel.opdracht(
            REGISSEUR,
            [_kenbaar(te_oud, "NAW", WPG16)],
            motivering="Hoort er altijd bij.",
            reactie_op=lijst.verzoek_aan_politie,
        ),
        [6],
    )
    _bsn(spel, lijst, bezetting)
    _zonder_vog(spel, lijst, bezetting)
    spel.weiger(
        ANALIST,
        "De brutolijst naar het OM op de grond die voor de burgemeester geldt",
        spel.opdracht(
            PARKETSECRETARIS,
            [_kenbaar(lijst.bij_politie[bezetting.jongeren[0].naam], "NAW", WPG16)],
            motivering="Brutolijst.",
        ),
        [11],
    )
    _kind(spel, lijst, bezetting)
    _alarm(spel)


def _kind(spel: Spel, lijst: Lijst, bezetting: Bezetting) -> None:
    persoon = lijst.bij_politie[bezetting.jongeren[0].naam]
    poorten = systeem.kind_als_verbetering(spel, lijst.antwoord_van_politie, persoon)
    if poorten != [6]:
        raise DemoMislukt(f"Een kind van elf sloot poorten {poorten}, verwacht [6].")


def _alarm(spel: Spel) -> None:
    """Trying again what never may be: everybody hears of it, once."""

    def gehoord() -> dict[str, Any] | None:
        rijen = spel.klant(OVER_ALLES).haal("/alarmen")["alarmen"]
        wie = spel.autorisatie(ANALIST)
        return next((rij for rij in rijen if wie in rij["onderwerp"]), None)

    alarm = spel.wacht_op(gehoord, "Niemand hoort dat het nog eens is geprobeerd")
    spel.verteller.gebeurt(
        "gateway",
        f"Alarm voor {', '.join(sorted(alarm['partijen']))}: {alarm['titel'].lower()} "
        f"({alarm['aantal']} keer, door één medewerker).",
    )


def _bsn(spel: Spel, lijst: Lijst, bezetting: Bezetting) -> None:
    """Not to be chosen in the service, and refused on the wire too."""
    lid = lijst.bij_politie[bezetting.jongeren[0].naam]
    opdracht = spel.opdracht(
        REGISSEUR, [_kenbaar(lid, "BSN", WPG16)], motivering="Voor de zekerheid."
    )
    spel.probeer(
        ANALIST,
        "Een burgerservicenummer meesturen",
        lambda: spel.klant(ANALIST).stuur("/verstrekkingen", opdracht),
    )
    poorten = systeem.bsn(spel, lijst.verzoek_aan_politie)
    if poorten != [8]:
        raise DemoMislukt(f"Een BSN buiten de dienst om sloot poorten {poorten}, verwacht [8].")


def _zonder_vog(spel: Spel, lijst: Lijst, bezetting: Bezetting) -> None:
    """A colleague who is not authorised in full."""
    lokaal = spel.omgeving.lokaal
    waarnemer = Account("waarnemer@gemeente.example", "Sien Verzonnen", "gemeente", "regisseur")
    autorisatie = uuid7(datetime.now(UTC))
    token = token_voor(lokaal, lokaal.beheerder(REGISSEUR.partij))
    with Klant(lokaal.onderdeel("gemeente").url, spel.omgeving.pki.vertrouwen, token) as klant:
        klant.zet(f"/autorisaties/{autorisatie}", autorisatie_invoer(waarnemer, vog=None))
        spel.wacht_op(lambda: _bevestigd(klant, autorisatie), "De gateway kent de waarnemer niet")
    lid = lijst.bij_politie[bezetting.jongeren[0].naam]
    opdracht = spel.opdracht(
        REGISSEUR,
        [_kenbaar(lid, "NAW", WPG16)],
        motivering="De collega neemt waar.",
        reactie_op=lijst.verzoek_aan_politie,
    )
    spel.weiger(
        ANALIST,
        "Naar een collega van de gemeente zonder VOG",
        {**opdracht, "ontvangendeMedewerker": autorisatie},
        [4],
    )


def _bevestigd(klant: Klant, autorisatie: str) -> dict[str, Any] | None:
    rij: dict[str, Any] = klant.haal(f"/autorisaties/{autorisatie}")
    return rij if rij["gateway"]["stand"] == "bevestigd" else None


def bijdrage_gemeente(spel: Spel, verzoek: str) -> None:
    """The gemeente looks in its own systems and tells the politie whom it knows."""
    bekend = bekende_leden(spel)
    informeer(spel, bekend)
    spel.verstrek(
        REGISSEUR,
        f"De gemeente laat weten dat zij {len(bekend)} leden kent",
        spel.opdracht(
            ANALIST,
            [_kenbaar(persoon, "BEKENDHEID", "AVG6_1_E", TAAK) for persoon in bekend],
            motivering="Nodig om de lijst samen te stellen.",
            reactie_op=verzoek,
        ),
    )


def bekende_leden(spel: Spel) -> list[str]:
    """The members the gemeente has a record of its own of."""
    klant = spel.klant(REGISSEUR)
    personen = spel.leden(REGISSEUR).values()
    return [p for p in personen if klant.haal(f"/personen/{p}")["herkomst"] == "eigen"]


def informeer(spel: Spel, personen: Sequence[str]) -> None:
    """The gemeente hands over the letters of the burgemeester, and says to how many."""
    klant = spel.klant(REGISSEUR)
    soorten = Counter(soort for een in personen for soort in geef_brieven(klant.stuur, een))
    welke = ", ".join(f"{aantal} aan een {soort}" for soort, aantal in sorted(soorten.items()))
    spel.verteller.gebeurt(
        "gemeente",
        f"De brief van de burgemeester is overhandigd, voordat er iets weggaat: {welke}.",
    )


def _leg_vast(klant: Klant, figuur: Figuur) -> str:
    return str(klant.stuur("/personen", figuur.als_invoer())["id"])


def _maak_leden(spel: Spel, klant: Klant, lijst: Lijst, bezetting: Bezetting) -> None:
    pad = f"/groepen/{spel.groep}/leden"
    for persoon in lijst.bij_politie.values():
        klant.stuur(pad, {"persoonId": persoon, "categorie": 1})
    for kind, ouder in zip(bezetting.jongeren, bezetting.ouders, strict=False):
        klant.stuur(
            pad,
            {
                "persoonId": lijst.ouders[ouder.naam],
                "categorie": 2,
                "kindPersoonId": lijst.bij_politie[kind.naam],
            },
        )


def _kenbaar(
    persoon: str, soort: str, grondslag: str, kenmerken: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    onderdeel: dict[str, Any] = {
        "persoon": persoon,
        "gegevenssoort": soort,
        "grondslag": grondslag,
    }
    return {**onderdeel, "kenmerken": dict(kenmerken)} if kenmerken else onderdeel
