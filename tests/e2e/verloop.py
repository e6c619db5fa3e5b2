"""Een hele verzonnen zaak door stap 2 en 3, zoals de drie partijen haar zouden doen.

Alles wat er aan inhoud in voorkomt is herkenbaar: het staat in ``INHOUD`` en mag nergens anders
staan dan verzegeld bij wie het gaf en bij wie het kreeg.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shared.partij.web.versies import etag_van
from tests.e2e.kantoor import ANALIST, OMVERKLARING, PARKETSECRETARIS, REGISSEUR, TAAK, deel
from tests.e2e.wereld import Wereld, Zaak

NAAR_GEMEENTE, NAAR_OM = "WPG16_1_B_2", "WPG16_1_A_2"
ZWAARWEGEND = {"noodzaak": True, "proportionaliteit": True, "subsidiariteit": True,
               "zwaarwegendAlgemeenBelang": True}  # fmt: skip

# Ook letters buiten ASCII: die staan in JSON soms als \u-reeks.
QUIRIËN = {
    "naam": "Quiriën Zandloper-Verzonnen",
    "adres": "Kwartelbedachtlaan 417",
    "woonplaats": "Fictiedijk aan de Droomkreek",
    "telefoon": "010 555 73 19",
    "email": "quirien.zandloper@bedenksel.example",
}
YSBRECHT = {"naam": "Ysbrecht Dwaalgast", "adres": "Schijnbaarsteeg 88-bis"}
OUDER = {"naam": "Wilhelmijntje Dwaalgast-Fabel", "adres": "Schijnbaarsteeg 88-bis"}
VERHUISD = "Hersenschimplein 1203"
ZAAKNUMMER = "10/778812-26"
TEKSTEN = {
    "vraag": "Wie van het Dromerijplein kent u?",
    "antwoord": "Drie keer gezien bij de waterpartij met de zwanenbootjes.",
    "brutolijst": "Brutolijst van de zwanenbootjesgroep.",
    "bekendheid": "Bekend wegens eerdere baldadigheid met zwanenbootjes.",
    "politiegegeven": "Zette een zwanenboot in brand naast het botenhuis.",
    "strafzaak": "Verdacht van het ontvreemden van elf zwanenbootjes.",
    "overlast": "Zong om middernacht zeemansliederen op het Dromerijplein.",
    "definitie": "Nodig om de zwanenbootjesproblemen te begrijpen.",
    "verbetering": "Verhuisd naar het Hersenschimplein, zei de wijkagent.",
}
WOORDEN = ("zwanenboot", "Dromerijplein", "Hersenschim", "baldadigheid", "zeemansliederen")
"""Of the texts, the words nobody would use by accident."""


@dataclass
class Verloop:
    """What happened: messages by name, and persons in the file of the party named."""

    wereld: Wereld
    zaak: Zaak
    berichten: dict[str, dict[str, Any]] = field(default_factory=dict)
    bij: dict[tuple[str, str], str] = field(default_factory=dict)
    geboren: str = ""

    def inhoud(self) -> list[str]:
        """Every text about a person that was used, and the employees' names."""
        personen = [waarde for wie in (QUIRIËN, YSBRECHT, OUDER) for waarde in wie.values()]
        medewerkers = [account.naam for account in self.wereld.omgeving.lokaal.accounts]
        dag = date.fromisoformat(self.geboren)
        data = [self.geboren, dag.strftime("%Y%m%d"), dag.strftime("%d-%m-%Y")]
        return [*personen, *medewerkers, *data, VERHUISD, ZAAKNUMMER, *TEKSTEN.values()]


def speel(wereld: Wereld) -> Verloop:
    """The whole case, on the running environment."""
    verloop = Verloop(wereld, wereld.zaak(), geboren=_geboren(wereld))
    _leg_vast(verloop)
    _stap_twee(verloop)
    verloop.zaak.naar_stap(3)
    _stap_drie(verloop)
    _verbetering(verloop)
    return verloop


def _geboren(wereld: Wereld) -> str:
    """Sixteen or seventeen all year, and no date that anything else in the case has."""
    return date(wereld.vandaag.year - 17, 1, 3).isoformat()


def _leg_vast(v: Verloop) -> None:
    klant = v.wereld.als(ANALIST)
    quirien = klant.stuur("/personen", {**QUIRIËN, "geboortedatum": v.geboren})["id"]
    ysbrecht = v.wereld.persoon(ANALIST, jaren=13, **YSBRECHT)
    ouder = v.wereld.persoon(ANALIST, jaren=47, **OUDER)
    klant.stuur(f"/personen/{ysbrecht}/vertegenwoordigers", {"ouderId": ouder, "soort": "ouder"})
    for persoon in (quirien, ysbrecht):
        v.zaak.lid(ANALIST, persoon)
    v.zaak.lid(ANALIST, ouder, 2, kind=ysbrecht)
    v.bij |= {("politie", "quirien"): quirien, ("politie", "ysbrecht"): ysbrecht,
              ("politie", "ouder"): ouder}  # fmt: skip


def _stap_twee(v: Verloop) -> None:
    zaak, bij = v.zaak, v.bij
    leden = [bij["politie", naam] for naam in ("quirien", "ysbrecht")]
    vraag = zaak.vraag(REGISSEUR, ANALIST, TEKSTEN["vraag"])
    soorten = ("NAW", "GEBOORTEDATUM", "BEKENDHEID")
    delen = [deel(lid, soort, NAAR_GEMEENTE) for lid in leden for soort in soorten]
    delen.append(deel(bij["politie", "ouder"], "NAW", NAAR_GEMEENTE))
    v.berichten["antwoord"] = zaak.verstrek(
        ANALIST,
        zaak.opdracht(REGISSEUR, delen, reactie_op=vraag, motivering=TEKSTEN["antwoord"]),
    )
    v.berichten["brutolijst"] = zaak.verstrek(
        ANALIST,
        zaak.opdracht(
            PARKETSECRETARIS,
            [deel(lid, soort, NAAR_OM) for lid in leden for soort in soorten[:2]],
            motivering=TEKSTEN["brutolijst"],
        ),
    )
    _onthoud_leden(v)
    v.wereld.verklaar(bij["om", "quirien"])
    v.berichten["bekendheid-om"] = zaak.verstrek(
        PARKETSECRETARIS,
        zaak.opdracht(
            REGISSEUR,
            [deel(bij["om", "quirien"], "BEKENDHEID", "WJSG39F_B")],
            reactie_op=zaak.vraag(REGISSEUR, PARKETSECRETARIS, TEKSTEN["vraag"]),
            afweging={**ZWAARWEGEND, "motivering": TEKSTEN["bekendheid"]},
        ),
    )
    aan_gemeente = zaak.vraag(ANALIST, REGISSEUR, TEKSTEN["vraag"])
    v.wereld.informeer(bij["gemeente", "quirien"])
    v.berichten["bekendheid"] = zaak.verstrek(
        REGISSEUR,
        zaak.opdracht(
            ANALIST,
            [deel(bij["gemeente", "quirien"], "BEKENDHEID", "AVG6_1_E", kenmerken=TAAK)],
            reactie_op=aan_gemeente,
        ),
    )


def _stap_drie(v: Verloop) -> None:
    wereld, zaak, bij = v.wereld, v.zaak, v.bij
    gegeven = wereld.stuk(
        ANALIST, bij["politie", "quirien"], "politiegegevens",
        artikel="8", omschrijving=TEKSTEN["politiegegeven"], eersteVerwerking=wereld.dag(-100),
    )  # fmt: skip
    v.berichten["politiegegeven"] = zaak.verstrek(
        ANALIST,
        zaak.opdracht(
            REGISSEUR,
            [deel(bij["politie", "quirien"], "WPG8", NAAR_GEMEENTE, gegeven)],
            motivering=TEKSTEN["definitie"],
        ),
    )
    strafzaak = wereld.stuk(
        PARKETSECRETARIS, bij["om", "quirien"], "strafvorderlijke-gegevens",
        zaaknummer=ZAAKNUMMER, omschrijving=TEKSTEN["strafzaak"], datum=wereld.dag(-60),
        **OMVERKLARING,
    )  # fmt: skip
    v.berichten["strafzaak"] = zaak.verstrek(
        PARKETSECRETARIS,
        zaak.opdracht(
            REGISSEUR,
            [deel(bij["om", "quirien"], "STRAFVORDERLIJK", "WJSG39F_B", strafzaak)],
            soort="aanvulling",
            reactie_op=v.berichten["brutolijst"]["id"],
            afweging={**ZWAARWEGEND, "motivering": TEKSTEN["definitie"]},
        ),
    )
    overlast = wereld.stuk(
        REGISSEUR, bij["gemeente", "quirien"], "overlastgegevens",
        omschrijving=TEKSTEN["overlast"], datum=wereld.dag(-40),
    )  # fmt: skip
    v.berichten["overlast"] = zaak.verstrek(
        REGISSEUR,
        zaak.opdracht(
            ANALIST,
            [deel(bij["gemeente", "quirien"], "B_OVERLAST", "AVG6_1_E", overlast, TAAK)],
            doel="D2",
            motivering=TEKSTEN["definitie"],
        ),
    )


def _verbetering(v: Verloop) -> None:
    klant, quirien = v.wereld.als(ANALIST), v.bij["politie", "quirien"]
    versie = klant.haal(f"/personen/{quirien}")["versie"]
    klant.wijzig(
        f"/personen/{quirien}",
        {"adres": VERHUISD, "reden": TEKSTEN["verbetering"]},
        {"If-Match": etag_van(quirien, versie)},
    )
    v.berichten["verbetering"] = v.zaak.verstrek(
        ANALIST,
        v.zaak.vervolg(
            "correctie",
            REGISSEUR,
            v.berichten["antwoord"]["id"],
            [{"persoon": quirien, "gegevenssoort": "NAW"}],
        ),
    )


def _onthoud_leden(v: Verloop) -> None:
    """Each party knows the members under an id of its own, tied by the pseudonym."""
    politie = {persoon: lid for lid, persoon in v.zaak.leden(ANALIST).items()}
    for wie in (REGISSEUR, PARKETSECRETARIS):
        leden = v.zaak.leden(wie)
        for naam in ("quirien", "ysbrecht"):
            v.bij[wie.partij, naam] = leden[politie[v.bij["politie", naam]]]


def klare_opdracht(klaar: Verloop, **anders: Any) -> dict[str, Any]:
    """What may be sent in the group that is ready, or something else."""
    lid = klaar.bij["politie", "lid"]
    delen = [deel(lid, "NAW", NAAR_GEMEENTE), deel(lid, "GEBOORTEDATUM", NAAR_GEMEENTE)]
    vraag = klaar.berichten["vraag"]["id"]
    return {**klaar.zaak.opdracht(REGISSEUR, delen, reactie_op=vraag), **anders}
