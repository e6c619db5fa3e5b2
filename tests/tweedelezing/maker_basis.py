"""Building stones of the generated toetsverzoeken: a day, officials, a group, an overleg."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tests.tweedelezing.lezing_bericht import AMSTERDAM, RECHTEN, maanden_verder
from tests.tweedelezing.lezing_poorten import CONVENANT

Obj = dict[str, Any]

DRIE = ("politie", "om", "gemeente")
# Days on which clocks change, months end and years leap, and their neighbours.
BIJZONDERE_DAGEN = (
    "2026-03-28",
    "2026-03-29",
    "2026-03-30",
    "2026-07-01",
    "2026-10-24",
    "2026-10-25",
    "2026-10-26",
    "2026-11-30",
    "2026-12-31",
    "2027-01-01",
    "2027-02-28",
    "2028-02-28",
    "2028-02-29",
    "2028-03-01",
    "2028-05-31",
    "2029-02-28",
)
# Hours near midnight in Amsterdam: the day in UTC is then another one.
UREN = (
    time(0, 0, 0),
    time(0, 0, 0, 1),
    time(0, 59, 59),
    time(1, 30),
    time(12, 0),
    time(16, 45, 10, 250000),
    time(22, 30),
    time(23, 59, 59),
    time(23, 59, 59, 999999),
)


def kans(rng: random.Random, deel: float) -> bool:
    return rng.random() < deel


def kies(rng: random.Random, *keuzes: Obj) -> Obj:
    return rng.choice(keuzes)


def uuid(rng: random.Random) -> str:
    t = f"{rng.getrandbits(128):032x}"
    versie, variant = rng.choice("47"), rng.choice("89ab")
    return f"{t[:8]}-{t[8:12]}-{versie}{t[13:16]}-{variant}{t[17:20]}-{t[20:]}"


def commitment(rng: random.Random) -> str:
    tekens = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return "".join(rng.choices(tekens, k=43))


def dagen(dag: date, aantal: int) -> str:
    return (dag + timedelta(days=aantal)).isoformat()


def rond(rng: random.Random, dag: date) -> str:
    """The day itself, the one before or the one after; now and then the end of the calendar."""
    if kans(rng, 0.03):
        return rng.choice(("0001-01-01", "1999-12-31", "9999-12-31"))
    return dagen(dag, rng.choice((-1, 0, 1)))


def tijdstip(dag: date, uur: time) -> str:
    moment = datetime.combine(dag, uur, AMSTERDAM).astimezone(UTC)
    vorm = "%Y-%m-%dT%H:%M:%S.%fZ" if moment.microsecond else "%Y-%m-%dT%H:%M:%SZ"
    return moment.strftime(vorm)


def kies_functie(rng: random.Random, partij: str, rechten: set[str]) -> str:
    """A function of this party that gives one of these rights."""
    goed = [f for (p, f), heeft in sorted(RECHTEN.items()) if p == partij and heeft & rechten]
    return rng.choice(goed)


@dataclass
class Zaak:
    """What one generated toetsverzoek is built from."""

    rng: random.Random
    vandaag: date
    nu: str
    groep: str
    autorisaties: dict[str, Obj] = field(default_factory=dict)

    def medewerker(self, partij: str, functie: str) -> str:
        """An authorised official of this party; the same one again for the same function."""
        for verwijzing, gevonden in self.autorisaties.items():
            if (gevonden["partij"], gevonden["functie"]) == (partij, functie):
                return verwijzing
        verwijzing = uuid(self.rng)
        self.autorisaties[verwijzing] = {
            "partij": partij,
            "functie": functie,
            "aangewezen": True,
            "geautoriseerd": True,
            "geheimhouding": True,
            "vog": True,
            "geldigTot": dagen(self.vandaag, self.rng.choice((0, 1, 30, 400))),
        }
        return verwijzing

    def met_recht(self, partij: str, *rechten: str) -> str:
        return self.medewerker(partij, kies_functie(self.rng, partij, set(rechten)))


def nieuwe_zaak(rng: random.Random) -> Zaak:
    if kans(rng, 0.5):
        vandaag = date.fromisoformat(rng.choice(BIJZONDERE_DAGEN))
    else:
        vandaag = date(2026, 1, 1) + timedelta(days=rng.randrange(1200))
    zaak = Zaak(rng, vandaag, tijdstip(vandaag, rng.choice(UREN)), uuid(rng))
    for partij, functie in rng.sample(sorted(RECHTEN), k=rng.randrange(6)):
        zaak.medewerker(partij, functie)
    return zaak


def maak_groep(zaak: Zaak, stap: int, onderzoek: bool | None = None) -> Obj:
    """A group in this step in which everything may go on; onderzoek None leaves it to chance."""
    rng, vandaag = zaak.rng, zaak.vandaag
    start = vandaag - timedelta(days=rng.choice((0, 1, 40, 300)))
    loopt = {
        "van": dagen(vandaag, -rng.choice((0, 1, 50))),
        "tot": rng.choice((None, dagen(vandaag, 0), dagen(vandaag, 30))),
    }
    niet = rng.choice((None, {"van": dagen(vandaag, -90), "tot": dagen(vandaag, -1)}))
    if onderzoek is None:
        onderzoek = kans(rng, 0.5)
    return {
        "id": zaak.groep,
        "stap": stap,
        "status": "actief",
        "startbesluit": {
            "datum": start.isoformat(),
            "groepsverband": True,
            "eerdereInterventie": True,
            "meldingen": _meldingen(rng, start),
        },
        "eindcriterium": None,
        "prioritering": "ja" if stap in (5, 6) else rng.choice(("ja", "nee", None)),
        "strafrechtelijkOnderzoek": loopt if onderzoek else niet,
        "informatieverzoeken": [],
    }


def _meldingen(rng: random.Random, start: date) -> list[Obj]:
    vroegst = maanden_verder(start, -12)
    dag = [start, vroegst] + [start - timedelta(days=rng.randrange(1, 365)) for _ in range(3)]
    gebruikt = rng.sample(dag, k=rng.choice((3, 3, 3, 4)))
    meldingen = [
        {
            "datum": gekozen.isoformat(),
            "bron": rng.choice(("politie", "stadsbeheer", "jongerenwerk")),
            "incident": commitment(rng),
        }
        for gekozen in gebruikt
    ]
    if kans(rng, 0.2):
        bron = rng.choice(("bewoner", "ondernemer", "school", "anders"))
        meldingen.append({**rng.choice(meldingen), "bron": bron})
    return meldingen


def maak_overleg(zaak: Zaak, soort: str, deelnemers: list[str]) -> Obj:
    rng = zaak.rng
    groepen = [zaak.groep] + [uuid(rng) for _ in range(rng.choice((0, 0, 1)))]
    return {
        "id": uuid(rng),
        "soort": soort,
        "locatie": rng.choice(("gemeente", "politie")),
        "groepen": rng.sample(groepen, k=len(groepen)),
        "dag": zaak.vandaag.isoformat(),
        "deelnemers": rng.sample(deelnemers, k=len(deelnemers)),
    }


def maak_afweging(rng: random.Random, afzender: str) -> Obj:
    zwaar = True if afzender == "om" else rng.choice((None, True, False))
    return {
        "noodzaak": True,
        "proportionaliteit": True,
        "subsidiariteit": True,
        "zwaarwegendAlgemeenBelang": zwaar,
        "motivering": commitment(rng),
    }


def maak_verzoek(zaak: Zaak, groep_nu: Obj | None, /, **kop: Any) -> Obj:
    """A toetsverzoek with this kop; what is not given is null."""
    rng = zaak.rng
    volledig: Obj = {
        "versie": "2",
        "id": uuid(rng),
        "tijdstip": zaak.nu,
        "convenant": CONVENANT,
        "doel": None,
        "kanaal": "koppelvlak",
        "overleg": None,
        "uiting": None,
        "stuk": None,
        "onderdelen": [],
        "afweging": None,
        "inReactieOp": None,
        "inhoudCommitment": commitment(rng),
        "vernietigd": None,
    }
    volledig.update(kop)
    return {
        "kop": volledig,
        "toestand": {
            "nu": zaak.nu,
            "convenant": {
                "id": CONVENANT,
                "laatsteOndertekening": "2019-07-16",
                "beeindigdPer": None,
                "opzeggingen": [],
            },
            "partijen": {p: {"actief": True, "dpiaGoedgekeurd": True} for p in DRIE},
            "autorisaties": zaak.autorisaties,
            "groep": groep_nu,
            "verwijzing": None,
            "overleg": None,
        },
    }
