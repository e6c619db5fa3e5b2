"""Ontwerpen van berichten die kloppen: van elke soort, tussen elk paar, op wat er al is verstuurd.

Wat de afzender in de kop zegt komt uit de maker van de tweede lezing; zo hangt ook het zoeken niet
aan de regels van het product.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shared.tijd.kenmerk import uuid7
from tests.integratie.partij.voorbeeldgegevens import WAARDEN, klasse_van
from tests.integratie.reeksen.zaak import Mens, Verstuurd, Zaak
from tests.tweedelezing.lezing_bericht import RECHT_VAN_SOORT, RECHTEN, Recht
from tests.tweedelezing.lezing_onderdelen import STUKKEN_VAN_GROEP
from tests.tweedelezing.lezing_poorten import CONVENANT
from tests.tweedelezing.maker_basis import Obj, kans, uuid
from tests.tweedelezing.maker_basis import Zaak as Toetszaak
from tests.tweedelezing.maker_gegevens import kies_doel, maak_onderdeel, mogelijk

STUKKEN: Mapping[str, Obj] = {
    "vraag": {"vraag": "Wie horen er bij deze groep?"},
    "signaal": {
        "soort": "waarneming", "bron": "politie", "datum": "2026-11-20",
        "plek": "het plein", "omschrijving": "Lawaai op het plein.",
    },
    "terugkoppeling": {"onderwerp": "overig", "gedaan": True},
    "antwoord": {"antwoord": "niets_bekend"},
    "leerpunten": {"leerpunten": ["Eerder bellen."]},
    "verzoek": {"verzoek": "0193aaaa-0000-7000-8000-000000000051", "recht": "inzage",
                "ontvangen": "2026-11-20"},
    "incident": {"incident": "0193aaaa-0000-7000-8000-000000000052", "aard": "vertrouwelijkheid",
                 "ontdekt": "2026-11-22", "omschrijving": "Een brief lag op het plein."},
}  # fmt: skip
_BIJ_CORRECTIE = ("herleidingAnderenVoorkomen", "jdsBevraagd", "geenSepotOfVrijspraak")
_LID = {"NAW": "naam", "GEBOORTEDATUM": "geboortedatum", "BEKENDHEID": "bekend"}


@dataclass
class Ontwerp:
    """Een bericht zoals het bedoeld is. `gegevens`: wat er per onderdeel verzegeld mee gaat."""

    kop: Obj
    gegevens: list[Obj] = field(default_factory=list)
    stuk: Obj | None = None

    @property
    def delen(self) -> list[Obj]:
        delen: list[Obj] = self.kop["onderdelen"]
        return delen


def kop_van(
    zaak: Zaak, soort: str, van: str, naar: str, *, rechten_van: str = "", **anders: Any
) -> Obj:
    """Een kop zonder onderdelen, van en aan iemand die dat mag.

    `rechten_van`: de soort bericht waarvan de rechten tellen, als dat niet deze soort is.
    """
    nu = zaak.stelsel.klok()
    recht_van, recht_aan = RECHT_VAN_SOORT.get(rechten_van or soort, (None, None))
    return {
        "versie": "2",
        "id": uuid7(nu),
        "tijdstip": nu.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "convenant": CONVENANT,
        "soort": soort,
        "afzender": van,
        "ontvanger": naar,
        "medewerker": wie_mag(zaak, van, recht_van),
        "ontvangendeMedewerker": wie_mag(zaak, naar, recht_aan),
        "groep": zaak.groep,
        "stap": zaak.stap,
        "doel": None,
        "kanaal": "koppelvlak",
        "overleg": None,
        "uiting": None,
        "stuk": None,
        "onderdelen": [],
        "afweging": None,
        "inReactieOp": None,
        "inhoudCommitment": None,
        "vernietigd": None,
        **anders,
    }


def wie_mag(zaak: Zaak, partij: str, recht: Recht) -> str:
    """Een medewerker van deze partij met dit recht; nu en dan zomaar iemand."""
    functies = sorted(f for p, f in RECHTEN if p == partij)
    goed = [f for f in functies if recht is None or RECHTEN[partij, f] & recht]
    functie = zaak.rng.choice(functies if kans(zaak.rng, 0.05) else goed)
    return zaak.stelsel.gekend[partij, functie]


def verstrekking(
    zaak: Zaak, van: str, naar: str, *, kanaal: str = "koppelvlak", overlegsoort: str | None = None
) -> Ontwerp | None:
    """Nieuwe gegevens over mensen van deze zaak; niets als er op deze weg niets te geven is."""
    keuze = _keuze(zaak, van, naar, kanaal, overlegsoort)
    if not keuze:
        return None
    ontwerp = Ontwerp(kop_van(zaak, "verstrekking", van, naar, kanaal=kanaal))
    _vul(zaak, ontwerp, keuze)
    if zaak.stap == 2:
        verzoeken = [v["id"] for v in zaak.verzoeken() if (v["van"], v["aan"]) == (naar, van)]
        ontwerp.kop["inReactieOp"] = zaak.rng.choice(verzoeken) if verzoeken else None
    return ontwerp


def zelfde_voor(zaak: Zaak, eerste: Ontwerp, naar: str, over: list[Mens | None]) -> Ontwerp:
    """Hetzelfde, maar voor een ander die meeluistert: op een eigen grond."""
    van = eerste.kop["afzender"]
    ontwerp = Ontwerp(
        kop_van(zaak, "verstrekking", van, naar, doel=eerste.kop["doel"]), eerste.gegevens
    )
    toets = Toetszaak(zaak.rng, zaak.vandaag, ontwerp.kop["tijdstip"], zaak.groep)
    for deel, mens in zip(eerste.delen, over, strict=True):
        persoon = {naam: deel[naam] for naam in ("betrokkene", "categorie", "kind")}
        persoon["leeftijdsklasse"] = None if mens is None else klasse(mens, zaak.vandaag)
        soort = deel["gegevenssoort"]
        ontwerp.delen.append(maak_onderdeel(toets, van, naar, soort, persoon))
    ontwerp.kop["afweging"] = dict(eerste.kop["afweging"])
    return ontwerp


def aanvulling(zaak: Zaak, op: Verstuurd, van: str, naar: str) -> Ontwerp | None:
    """Nieuwe soorten over mensen uit een eerder bericht."""
    over = {deel["betrokkene"] for deel in op.delen}
    keuze = [
        (soort, mens)
        for soort, mens in _keuze(zaak, van, naar, "koppelvlak", None)
        if mens.betrokkene in over
    ]
    if not keuze:
        return None
    ontwerp = Ontwerp(kop_van(zaak, "aanvulling", van, naar, inReactieOp=op.id))
    _vul(zaak, ontwerp, keuze)
    return ontwerp


def correctie(zaak: Zaak, op: Verstuurd, van: str, naar: str, herkomst: str) -> Ontwerp | None:
    """Een nieuwe waarde van de bron (eigen), of een melding aan de bron (ontvangen)."""
    if not op.delen:
        return None
    ontwerp = Ontwerp(kop_van(zaak, "correctie", van, naar, inReactieOp=op.id))
    plaatsen = zaak.rng.sample(range(len(op.delen)), k=zaak.rng.randint(1, len(op.delen)))
    for plaats in plaatsen:
        oud = op.delen[plaats]
        soort = oud["gegevenssoort"]
        if soort == "RECENT_VERVOLGD":
            ontwerp.kop |= {"kanaal": "telefoon", "uiting": uuid7(zaak.stelsel.klok())}
        ontwerp.delen.append(_vervolgdeel(zaak, oud, plaats, van, herkomst))
        if herkomst == "ontvangen":
            ontwerp.gegevens.append({"lid": _LID.get(soort, "omschrijving"), "fout": "onjuist"})
        else:
            fase = zaak.rng.choice((None, None, "onderzoek", "bevestigd", "afgewezen"))
            nieuw = {**waarde(zaak, soort, oud["betrokkene"]), "verbetering": fase}
            ontwerp.gegevens.append({n: w for n, w in nieuw.items() if w is not None})
    return ontwerp


def intrekking(zaak: Zaak, op: Verstuurd, van: str, naar: str) -> Ontwerp:
    """Een eerder bericht terug: helemaal, of plaats voor plaats."""
    ontwerp = Ontwerp(
        kop_van(zaak, "intrekking", van, naar, rechten_van=op.soort, inReactieOp=op.id)
    )
    if op.delen and kans(zaak.rng, 0.5):
        plaats = zaak.rng.randrange(len(op.delen))
        ontwerp.delen.append(_vervolgdeel(zaak, op.delen[plaats], plaats, van, "eigen"))
    return ontwerp


def zonder_personen(zaak: Zaak, soort: str, van: str, naar: str) -> Ontwerp | None:
    """Een informatieverzoek, groepsbericht, rechtenverzoek, incident of vernietigingsbericht."""
    rng = zaak.rng
    if soort == "vernietigingsbericht":
        return Ontwerp(kop_van(zaak, soort, van, naar, vernietigd=_vernietigd(zaak, van)))
    stuk = {"informatieverzoek": "vraag", "rechtenverzoek": "verzoek", "incident": "incident"}.get(
        soort
    )
    if stuk is None:
        goed = [
            code
            for code, (af, ont, stappen) in STUKKEN_VAN_GROEP.items()
            if van in af and naar in ont and zaak.stap in stappen
            and (code in STUKKEN or code == "nettolijst")
        ]  # fmt: skip
        if not goed:
            return None
        stuk = rng.choice(goed)
    kop = kop_van(zaak, soort, van, naar, stuk=stuk)
    if stuk == "nettolijst":
        wie = [mens.betrokkene for mens in zaak.mensen if mens.categorie != 3 and kans(rng, 0.4)]
        return Ontwerp(kop, stuk={"verwijderen": wie})
    if stuk == "antwoord":
        kop["inReactieOp"] = next((v["id"] for v in zaak.verzoeken() if v["aan"] == van), None)
    return Ontwerp(kop, stuk=dict(STUKKEN[stuk]))


def waarde(zaak: Zaak, soort: str, betrokkene: str) -> Obj:
    """Wat er verzegeld mee gaat over iemand; zijn echte geboortedatum als die bekend is."""
    gegevens = dict(WAARDEN.get(soort, {"omschrijving": "Verzonnen."}))
    if soort == "GEBOORTEDATUM":
        mens = mens_van(zaak, betrokkene)
        geboren = None if mens is None else mens.geboren
        gegevens["geboortedatum"] = geboren or "1980-01-01"
    if soort == "NAW":
        gegevens["naam"] = f"Plofje Oefenaar-{betrokkene[-4:]}".translate(_LETTERS)
    return gegevens


_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def mens_van(zaak: Zaak, betrokkene: str) -> Mens | None:
    return next((mens for mens in zaak.mensen if mens.betrokkene == betrokkene), None)


def klasse(mens: Mens, dag: date) -> str | None:
    """De leeftijdsklasse die er bij hem hoort: zijn eigen, of die van zijn kind."""
    wie = mens.kind or mens
    return None if wie.geboren is None else klasse_van(wie.geboren, dag)


def _keuze(
    zaak: Zaak, van: str, naar: str, kanaal: str, overlegsoort: str | None
) -> list[tuple[str, Mens]]:
    goed = mogelijk(van, naar, zaak.stap, kanaal, overlegsoort)
    over_mensen = [een for een in goed if een[1] != 3]
    if over_mensen and kans(zaak.rng, 0.85):
        goed = over_mensen
    over_ouders = [een for een in goed if een[1] == 2]
    if over_ouders and kans(zaak.rng, 0.15):
        goed = [*over_ouders, *(een for een in goed if een == ("GEBOORTEDATUM", 1))]
    return [
        (soort, mens)
        for soort, categorie in goed
        for mens in zaak.mensen
        if mens.categorie == categorie and (categorie != 3 or is_van(zaak, mens, van))
    ]


def is_van(zaak: Zaak, mens: Mens, partij: str) -> bool:
    gevonden = zaak.stelsel.autorisaties.get(mens.betrokkene)
    return gevonden is not None and gevonden["partij"] == partij


def _vul(zaak: Zaak, ontwerp: Ontwerp, keuze: list[tuple[str, Mens]]) -> None:
    rng, van, naar = zaak.rng, ontwerp.kop["afzender"], ontwerp.kop["ontvanger"]
    toets = Toetszaak(rng, zaak.vandaag, ontwerp.kop["tijdstip"], zaak.groep)
    gekozen = rng.sample(keuze, k=min(len(keuze), rng.choice((1, 1, 2, 2, 3))))
    # Over een ouder gaat pas iets als de ander weet hoe oud het kind is.
    kinderen = [mens.kind for _, mens in gekozen if mens.kind is not None]
    if kinderen and kans(rng, 0.7):
        gekozen = [een for een in keuze if een == ("GEBOORTEDATUM", kinderen[0])] + gekozen
    for soort, mens in gekozen:
        persoon = {
            "betrokkene": mens.betrokkene,
            "categorie": mens.categorie,
            "leeftijdsklasse": klasse(mens, zaak.vandaag) if mens.categorie != 3 else None,
            "kind": mens.kind.betrokkene if mens.kind else None,
        }
        ontwerp.delen.append(maak_onderdeel(toets, van, naar, soort, persoon))
        ontwerp.gegevens.append(waarde(zaak, soort, mens.betrokkene))
    ontwerp.kop["doel"] = kies_doel(rng, van, ontwerp.delen)
    ontwerp.kop["afweging"] = {
        "noodzaak": True,
        "proportionaliteit": True,
        "subsidiariteit": True,
        "zwaarwegendAlgemeenBelang": True if van == "om" else None,
        "motivering": None,
    }


def _vervolgdeel(zaak: Zaak, oud: Obj, plaats: int, van: str, herkomst: str) -> Obj:
    mens = mens_van(zaak, oud["betrokkene"])
    kent = mens is not None and oud["categorie"] in (1, 2) and kans(zaak.rng, 0.5)
    verklaringen = {"herleidingAnderenVoorkomen": True, "jdsBevraagd": False,
                    "geenSepotOfVrijspraak": True}  # fmt: skip
    van_om = van == "om" and oud["categorie"] != 3
    return {
        "betrokkene": oud["betrokkene"],
        "categorie": oud["categorie"],
        "leeftijdsklasse": klasse(mens, zaak.vandaag) if kent and mens is not None else None,
        "kind": oud.get("kind"),
        "gegevenssoort": oud["gegevenssoort"],
        "grondslag": None,
        "herkomst": herkomst,
        "bijzonder": False,
        "aard": "feit",
        "derdenVerwijderd": True,
        "kenmerken": verklaringen if van_om else None,
        "informatie": None,
        "vervangt": plaats,
    }


def _vernietigd(zaak: Zaak, van: str) -> Obj:
    rng = zaak.rng
    gekregen = [een.id for een in zaak.verstuurd if een.kop["ontvanger"] == van]
    alles = kans(rng, 0.2)
    berichten = rng.sample(gekregen, k=min(len(gekregen), 1)) if kans(rng, 0.5) else []
    mensen = [mens.betrokkene for mens in zaak.mensen if mens.categorie != 3 and kans(rng, 0.3)]
    leeg = not berichten and not mensen and not alles
    return {
        "berichten": berichten,
        "betrokkenen": mensen if not leeg else [uuid(rng)],
        "heleGroep": alles,
    }
