"""Verzonnen teksten uit stap 1: schone, en met iets erin dat een mens aanwijst.

De namen komen uit lettergrepen en staan in geen enkele lijst; zaad vast, dus elke keer hetzelfde.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

PLEKKEN = (
    "het Afrikaanderplein", "het Mathenesserplein", "de Bergselaan", "het Zuidplein",
    "de Kruiskade",
    "het winkelcentrum", "de speeltuin", "metrostation Maashaven", "het Vroesenpark", "Spangen",
    "Lombardijen", "de Dordtselaan", "het buurthuis", "de sporthal", "de fietsenstalling",
)  # fmt: skip
GEDRAG = (
    "veroorzaakt geluidsoverlast", "blokkeert de doorgang", "laat veel zwerfvuil achter",
    "steekt vuurwerk af", "scheldt voorbijgangers uit", "rijdt hard op scooters rond",
    "vernielt prullenbakken", "hangt in portieken", "intimideert winkelend publiek",
)  # fmt: skip
TIJDEN = (
    "op vrijdagavond", "na schooltijd", "rond 22:30 uur", "in het weekend", "sinds 12 maart 2026",
    "vrijwel dagelijks", "tijdens Koningsdag", "tussen 19 en 23 uur", "sinds de zomervakantie",
)  # fmt: skip
SLOT = (
    "Bewoners voelen zich onveilig.", "De politie en Stadsbeheer zijn geïnformeerd.",
    "Jongerenwerk kent de groep.", "Er waren 3 meldingen in 2 weken.",
    "Eerder gesprek had geen effect.",
    "De wijkagent van Feijenoord gaat langs.",
    "De sfeer is grimmig.", "Ze zijn tussen 14 en 18 jaar.",
    "Winkeliers zoals de Albert Heijn klagen.", "Het gaat om 8 à 15 jongeren.",
)  # fmt: skip
_BEGIN = ("Zo", "Ter", "Ky", "Ja", "Ro", "Mi", "Da", "Ze", "Ka", "Lo", "Bre", "Sta", "Vi", "Nu")
_MIDDEN = ("ri", "la", "mo", "ne", "ba", "wi", "du", "fa", "sho", "ke", "ve")
_EIND = (
    "nisha",
    "vanio",
    "dinho",
    "rick",
    "myra",
    "qwan",
    "zade",
    "bert",
    "lotte",
    "shaan",
    "wijn",
)


@dataclass(frozen=True)
class Vrijetekst:
    """`verstopt`: wat er niet in mag staan, leeg bij een schone tekst."""

    tekst: str
    verstopt: str


class Tekstmaker:
    """Maakt teksten; hetzelfde zaad geeft dezelfde."""

    def __init__(self, zaad: int) -> None:
        self._kans = random.Random(zaad)

    def schoon(self) -> Vrijetekst:
        return Vrijetekst(" ".join(self._zinnen()), "")

    def met_persoon(self) -> Vrijetekst:
        zin, verstopt = self._kans.choice(self._verstoppers())()
        zinnen = self._zinnen()
        zinnen.insert(self._kans.randrange(len(zinnen) + 1), zin)
        return Vrijetekst(" ".join(zinnen), verstopt)

    def naam(self) -> str:
        kans = self._kans
        return kans.choice(_BEGIN) + kans.choice(_MIDDEN) + kans.choice(_EIND)

    def _zinnen(self) -> list[str]:
        kans = self._kans
        begin = kans.choice(
            ("Groep van circa {} jongeren", "Een groep van {} personen", "{} jongeren")
        )
        onderwerp = begin.format(kans.randrange(6, 30))
        eerste = (
            f"{onderwerp} rond {kans.choice(PLEKKEN)} {kans.choice(GEDRAG)} {kans.choice(TIJDEN)}."
        )
        return [eerste, *kans.sample(SLOT, kans.randrange(1, 4))]

    def _verstoppers(self):  # type: ignore[no-untyped-def]  # noqa: ANN202 - lijst van eigen methoden
        return [self._naam, self._naam, self._naam, self._klein, self._telefoon, self._kenteken,
                self._adres, self._geboren, self._leeftijd, self._mail, self._account, self._nummer,
                self._vermomd]  # fmt: skip

    def _naam(self) -> tuple[str, str]:
        naam = self.naam()
        vorm = self._kans.choice(
            ("De leider is {}.", "Vooral {} valt op.", "Volgens omwonenden is dat {} B.",
             "Ook {} de Wijsdorp was erbij.", "Een van hen, {}, schreeuwde.")
        )  # fmt: skip
        return vorm.format(naam), naam

    def _klein(self) -> tuple[str, str]:
        naam = self.naam().lower()
        vorm = self._kans.choice(
            ("Een jongen die {} heet doet mee.", "De broer van {} is er ook.",
             "Hij wordt bijgenaamd {}.", "Het gaat om iemand genaamd {}.")
        )  # fmt: skip
        return vorm.format(naam).replace("die " + naam + " heet", "genaamd " + naam), naam

    def _telefoon(self) -> tuple[str, str]:
        cijfers = "".join(str(self._kans.randrange(10)) for _ in range(8))
        vorm = self._kans.choice(("06{}", "06-{}", "+31 6 {}", "06 {}"))
        nummer = vorm.format(cijfers)
        return f"Te bereiken op {nummer}.", nummer

    def _kenteken(self) -> tuple[str, str]:
        kenteken = self._kans.choice(("12-ABC-3", "FG-345-H", "99-ZZ-XX", "K-123-BB", "AB-12-CD"))
        return f"Er stond een scooter met {kenteken}.", kenteken

    def _adres(self) -> tuple[str, str]:
        adres = f"{self.naam()}straat {self._kans.randrange(1, 300)}"
        return f"Hij woont aan de {adres}.", adres

    def _geboren(self) -> tuple[str, str]:
        dag, jaar = self._kans.randrange(1, 29), self._kans.randrange(2003, 2014)
        datum = self._kans.choice(("{}-04-{}", "{} mei {}", "{}/11/{}")).format(dag, jaar)
        return f"De jongste is van {datum}.", datum

    def _leeftijd(self) -> tuple[str, str]:
        leeftijd = self._kans.randrange(12, 24)
        vorm = self._kans.choice(("een {}-jarige jongen", "een jongen van {} jaar"))
        return f"De aanstichter is {vorm.format(leeftijd)}.", str(leeftijd)

    def _mail(self) -> tuple[str, str]:
        adres = f"{self.naam().lower()}@post.example"
        return f"Mailt met {adres}.", adres

    def _account(self) -> tuple[str, str]:
        account = f"@{self.naam().lower()}_010"
        return f"Filmpjes staan op {account}.", account

    def _nummer(self) -> tuple[str, str]:
        nummer = self._kans.choice(("NL00BANK0123456789", "000000012", "XN0000000"))
        return f"Genoteerd is {nummer}.", nummer

    def _vermomd(self) -> tuple[str, str]:
        naam = self._kans.choice(("M o h a m m e d", "4chm3d", "S4nn3", "Mоhаmed", "Ach\u200bmed"))
        return f"Dat was {naam} weer.", naam
