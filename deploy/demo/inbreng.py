"""Step 3: what each party brings in from its own file, each under its own law."""

from __future__ import annotations

from typing import Any

from deploy.demo.bezetting import Bezetting
from deploy.demo.namenlijst import BLIJVEN
from deploy.demo.spel import ANALIST, NAGELEZEN, PARKETSECRETARIS, REGISSEUR, Spel
from deploy.demo.voorspel import TAAK, WPG16, WPG16_OM, Lijst, bekende_leden
from deploy.klant import Klant

ZWAARWEGEND = {"zwaarwegendAlgemeenBelang": True}
OMVERKLARING: dict[str, Any] = {
    "herleidingAnderenVoorkomen": True,
    "jdsBevraagd": False,
    "geenSepotOfVrijspraak": True,
}
"""What the OM declares about everything it gives."""


def politie(spel: Spel, lijst: Lijst, bezetting: Bezetting) -> None:
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


def wie_blijft(spel: Spel, lijst: Lijst, bezetting: Bezetting) -> None:
    """The OM destroyed its brutolijst; who stays comes back as an ordinary disclosure."""
    leden = [lijst.bij_politie[figuur.naam] for figuur in bezetting.jongeren[:BLIJVEN]]
    onderdelen = [
        {"persoon": lid, "gegevenssoort": soort, "grondslag": WPG16_OM}
        for lid in leden
        for soort in ("NAW", "GEBOORTEDATUM")
    ]
    spel.verstrek(
        ANALIST,
        f"De {len(leden)} die blijven gaan opnieuw naar het OM",
        spel.opdracht(PARKETSECRETARIS, onderdelen, motivering="Staan op de nettolijst."),
    )


def om(spel: Spel) -> None:
    """The OM declines one request and answers another; it supplements to the gemeente only."""
    klant = spel.klant(PARKETSECRETARIS)
    verzoek = _vragen_aan_het_om(spel)
    lid = next(iter(spel.leden(PARKETSECRETARIS).values()))
    strafzaak = _strafvorderlijk(klant, lid, spel.dag(-60))
    justitieel = klant.stuur(
        f"/personen/{lid}/justitiele-gegevens",
        {
            "aard": "feit",
            "bijzonder": False,
            "derdenVerwijderd": True,
            "omschrijving": "Taakstraf voor vernieling (verzonnen).",
            "datum": spel.dag(-300),
            "reedsBeschikbaar": True,
            **OMVERKLARING,
        },
    )["id"]
    opdracht = spel.opdracht(
        REGISSEUR,
        [
            eigen(lid, "STRAFVORDERLIJK", strafzaak, "WJSG39F_B"),
            eigen(lid, "JUSTITIEEL", justitieel, "WJSG8A_39F_B"),
        ],
        motivering="Zwaarwegend: herhaalde vernieling op dezelfde plek.",
        reactie_op=verzoek,
    )
    zonder = {**opdracht, "afweging": {**opdracht["afweging"], "zwaarwegendAlgemeenBelang": False}}
    spel.weiger(PARKETSECRETARIS, "Aanvullen zonder zwaarwegend algemeen belang", zonder, [12])
    met = {**opdracht, "afweging": {**opdracht["afweging"], **ZWAARWEGEND}}
    spel.verstrek(PARKETSECRETARIS, "Het OM vult aan, alleen naar de gemeente", met)
    naar_politie = {
        **met,
        "inReactieOp": None,
        "ontvanger": ANALIST.partij,
        "ontvangendeMedewerker": spel.autorisatie(ANALIST),
        "onderdelen": met["onderdelen"][:1],
    }
    spel.weiger(
        PARKETSECRETARIS, "Dezelfde strafvorderlijke gegevens naar de politie", naar_politie, [11]
    )


def _vragen_aan_het_om(spel: Spel) -> str:
    """Two requests: to the first there is no ground; the id of the second."""
    te_ruim = spel.vraag(
        REGISSEUR,
        PARKETSECRETARIS,
        "De regisseur vraagt het OM naar zaken van langer geleden",
        "Is er over deze groep iets bekend van meer dan vijf jaar geleden?",
    )
    spel.klant(PARKETSECRETARIS).stuur(
        f"/informatieverzoeken/{te_ruim}/_beantwoord",
        {
            "antwoord": "geen_grond",
            "toelichting": "Voor zo lang geleden is er geen grond.",
            **NAGELEZEN,
        },
    )

    def gehoord() -> dict[str, Any] | None:
        stand: dict[str, Any] = spel.klant(REGISSEUR).haal(f"/informatieverzoeken/{te_ruim}")
        return stand if stand["beantwoordOp"] else None

    spel.wacht_op(gehoord, "De gemeente hoort niet dat het OM geen grond heeft")
    spel.verteller.gebeurt("om", "Het OM antwoordt zonder gegevens: daarvoor is geen grond.")
    return spel.vraag(
        REGISSEUR,
        PARKETSECRETARIS,
        "De regisseur vraagt wat er nu loopt",
        "Wat loopt er nu dat voor de aanpak van deze groep nodig is?",
    )


def gemeente(spel: Spel) -> None:
    klant = spel.klant(REGISSEUR)
    onderdelen = []
    for persoon in bekende_leden(spel):
        for pad, soort, tekst in (
            ("overlastgegevens", "B_OVERLAST", "Harde muziek op het plein (verzonnen)."),
            ("aanspreekgegevens", "B_AANGESPROKEN", "Aangesproken door een handhaver (verzonnen)."),
        ):
            gegeven = gebeurtenis(klant, persoon, pad, tekst, spel.dag(-40))
            onderdelen.append(eigen(persoon, soort, gegeven, "AVG6_1_E", TAAK))
    _doorgeven(spel)
    spel.verstrek(
        REGISSEUR,
        f"{len(onderdelen)} gegevens van de gemeente over overlast en aanspreken",
        spel.opdracht(
            ANALIST, onderdelen, motivering="Nodig voor de probleemdefinitie.", doel="D2"
        ),
    )


def _doorgeven(spel: Spel) -> None:
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


def verbetering(spel: Spel, lijst: Lijst, bezetting: Bezetting) -> None:
    """Somebody moved: whoever got the old address hears it through the gateway (6.5)."""
    klant = spel.klant(ANALIST)
    persoon = lijst.bij_politie[bezetting.jongeren[0].naam]
    klant.wijzig(
        f"/personen/{persoon}",
        {"adres": "Verzonnenstraat 100", "reden": "Verhuisd, zegt de wijkagent (verzonnen)."},
        {"If-Match": klant.etag(f"/personen/{persoon}")},
    )
    naw = {"persoon": persoon, "gegevenssoort": "NAW"}
    spel.verstrek(
        ANALIST,
        "De politie verbetert een adres dat de gemeente al had",
        spel.vervolg("correctie", REGISSEUR, lijst.antwoord_van_politie, [naw]),
    )


def _strafvorderlijk(klant: Klant, persoon: str, datum: str) -> str:
    return str(
        klant.stuur(
            f"/personen/{persoon}/strafvorderlijke-gegevens",
            {
                "aard": "feit",
                "bijzonder": False,
                "derdenVerwijderd": True,
                **OMVERKLARING,
                "zaaknummer": "10/000000-26",
                "omschrijving": "Verdacht van vernieling (verzonnen).",
                "datum": datum,
            },
        )["id"]
    )


def gebeurtenis(klant: Klant, persoon: str, pad: str, tekst: str, datum: str) -> str:
    inhoud = {
        "aard": "feit",
        "bijzonder": False,
        "derdenVerwijderd": True,
        "omschrijving": tekst,
        "datum": datum,
    }
    return str(klant.stuur(f"/personen/{persoon}/{pad}", inhoud)["id"])


def eigen(
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
