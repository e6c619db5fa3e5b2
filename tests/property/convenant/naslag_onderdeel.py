"""The gates about each onderdeel of the second reading: 6 to 9, 11, 12 (age), 15 and 16."""

from datetime import date
from typing import Any

from tests.property.convenant.naslag_groep import dag, jaren_later
from tests.property.convenant.naslag_tabellen import (
    GEGEVENS,
    GEWEIGERD,
    PARTIJEN,
    PER_STAP,
    SOORTEN,
    UITZONDERINGEN,
)

Doc = dict[str, Any]


def geheel_deugt_niet(kop: Doc) -> bool:
    """Gate 6 over all onderdelen: one betrokkene one category, one person one age."""
    if kop["soort"] not in GEGEVENS:
        return False
    categorie: dict[str, int] = {}
    klasse: dict[str, str] = {}
    for o in kop["onderdelen"]:
        if categorie.setdefault(o["betrokkene"], o["categorie"]) != o["categorie"]:
            return True
        wie = {1: o["betrokkene"], 2: o.get("kind")}.get(o["categorie"])
        gegeven = o.get("leeftijdsklasse")
        if wie and gegeven and klasse.setdefault(wie, gegeven) != gegeven:
            return True
    return False


class Gegeven:
    """One onderdeel, in its message and state."""

    def __init__(self, o: Doc, kop: Doc, t: Doc, vandaag: date, eerder: Doc | None) -> None:
        self.o, self.kop, self.t, self.dag, self.eerder = o, kop, t, vandaag, eerder
        self.van, self.naar = kop["afzender"], kop["ontvanger"]
        self.soort, self.cat = o["gegevenssoort"], o["categorie"]
        self.k: Doc = o.get("kenmerken") or {}

    def oordeel(self) -> tuple[set[int], set[int]]:
        """The gates that must close, and those that may."""
        if self.kop["soort"] == "correctie":
            dicht = self._correctie()
        elif self.kop["soort"] in GEGEVENS:
            dicht = self._gegeven()
        else:
            return set(), set()
        hoeft_niet = self._hoeft_niet()
        gesloten = {poort for poort, ja in dicht.items() if ja}
        return gesloten - hoeft_niet, gesloten | hoeft_niet

    def _hoeft_niet(self) -> set[int]:
        if self.soort in GEWEIGERD:
            return {7, 9, 10, 11, 13}
        if self.soort not in SOORTEN.get((self.van, self.cat), set()):
            return {9, 11}
        plaats_bestaat = self.kop["soort"] != "correctie" or self._plaats() is not None
        return set() if plaats_bestaat else {9}

    def _correctie(self) -> dict[int, bool]:
        eigen = self.o["herkomst"] == "eigen" and self.cat != 3
        return {
            6: self.cat == 1 and self.o.get("leeftijdsklasse") == "0-11",
            7: self.soort == "RECENT_VERVOLGD" and self.kop["kanaal"] != "telefoon",
            8: self._verboden(),
            9: eigen and not (self._om_verklaart() and self._termijnen_van_toen()),
            15: self._kwaliteit(),
        }

    def _gegeven(self) -> dict[int, bool]:
        beide = {self.van, self.naar} <= PARTIJEN
        return {
            6: self._persoon(),
            7: self.soort not in GEWEIGERD and not self._mag_hier(),
            8: self._verboden(),
            9: self.cat != 3 and not self._regime(),
            11: beide and not self._grondslag(),
            12: self.cat == 1
            and self.o.get("leeftijdsklasse") == "23"
            and self.k.get("extraMotivering") is not True,
            15: self._kwaliteit(),
            16: self.van == "gemeente" and self.cat in (1, 2) and not self._geinformeerd(),
        }

    def _persoon(self) -> bool:
        wie, kind, klasse = self.o["betrokkene"], self.o.get("kind"), self.o.get("leeftijdsklasse")
        a = self.t["autorisaties"]
        if self.cat == 3:
            eigen = a.get(wie)
            return not (
                eigen
                and eigen["partij"] == self.van
                and all(eigen[n] for n in ("aangewezen", "geautoriseerd", "geheimhouding", "vog"))
                and self.dag <= dag(eigen["geldigTot"])
            )
        if self.cat not in (1, 2) or wie in a or kind in a:
            return True
        if self.cat == 1:
            return klasse not in ("12-15", "16-17", "18-22", "23")
        return kind is None or kind == wie or klasse != "12-15"

    def _mag_hier(self) -> bool:
        kop = self.kop
        return (
            self.soort in SOORTEN.get((self.van, self.cat), set())
            and self.soort in PER_STAP[kop["stap"]]
            and (self.soort != "RECENT_VERVOLGD" or kop["kanaal"] in ("overleg", "telefoon"))
        )

    def _verboden(self) -> bool:
        return self.soort in GEWEIGERD or self.o["bijzonder"]

    def _kwaliteit(self) -> bool:
        return self.o["aard"] is None or not self.o["derdenVerwijderd"]

    def _om_verklaart(self) -> bool:
        return self.van != "om" or (
            self.k.get("herleidingAnderenVoorkomen") is True
            and self.k.get("jdsBevraagd") is False
            and self.k.get("geenSepotOfVrijspraak") is True
        )

    def _termijnen(self, k: Doc) -> bool:
        if self.soort == "WPG8":
            eerste = k.get("eersteVerwerking")
            if eerste is None or dag(eerste) > self.dag or self.dag > jaren_later(dag(eerste), 5):
                return False
            return k.get("gerelateerd") is True or self.dag <= jaren_later(dag(eerste), 1)
        if self.soort == "WPG13":
            tot = k.get("termijnTot")
            return tot is not None and self.dag <= dag(tot)
        return True

    def _plaats(self) -> Doc | None:
        for plaats in self.eerder["onderdelen"] if self.eerder else ():
            if plaats["plaats"] == self.o.get("vervangt"):
                gevonden: Doc = plaats
                return gevonden
        return None

    def _termijnen_van_toen(self) -> bool:
        plaats = self._plaats()
        return plaats is None or self._termijnen(plaats)

    def _regime(self) -> bool:
        k = self.k
        goed = self._om_verklaart() and self._termijnen(k)
        if self.soort in ("WPG8", "WPG13", "B_OVERLAST", "B_AANGESPROKEN") and self.cat == 2:
            goed = goed and k.get("extraMotivering") is True
        if self.soort == "WPG13":
            goed = goed and k.get("subdoel") in ("a", "b", "c", "d", "e") and k.get("bron") == "8"
        vlaggen = {
            "JUSTITIEEL": ("reedsBeschikbaar",),
            "TENUITVOERLEGGING": ("omVerwerkingsverantwoordelijk",),
            "RECENT_VERVOLGD": ("relevantVoorGroepsaanpak", "binnenTwaalfMaanden"),
        }
        goed = goed and all(k.get(vlag) is True for vlag in vlaggen.get(self.soort, ()))
        return goed and (self.soort != "STRAFVORDERLIJK" or "zaak" in k)

    def _grondslag(self) -> bool:
        heen, grond = (self.van, self.naar), self.o["grondslag"]
        if self.soort == "CONTACT_DEELNEMER":
            return self.van != self.naar and grond == "AVG6_1_E"
        if heen == ("politie", "gemeente"):
            return grond in ("WPG16_1_B_1", "WPG16_1_B_2")
        if heen == ("politie", "om"):
            return grond in ("WPG16_1_A_1", "WPG16_1_A_2")
        if heen == ("om", "gemeente"):
            return self._grondslag_van_om(grond)
        if self.van == "gemeente" and self.naar in ("politie", "om"):
            taken = ("GEMW172", "GEMW172A", "GEMW174", "PW11")
            return grond == "AVG6_1_E" and self.k.get("taakgrondslag") in taken
        return False

    def _grondslag_van_om(self, grond: str | None) -> bool:
        if self.soort == "TENUITVOERLEGGING":
            return grond in ("WJSG51C_2_B", "WJSG51C_2_D")
        wet = "WJSG8A_39F" if self.soort == "JUSTITIEEL" else "WJSG39F"
        k = self.k
        return (
            grond == f"{wet}_B"
            or (grond == f"{wet}_A" and k.get("helpdeskPrivacyAkkoord") is True)
            or (grond == f"{wet}_C" and k.get("toezicht") in ("apv", "alcoholwet"))
            or (
                grond == f"{wet}_D"
                and k.get("beslissing") in ("bevel-172", "bevel-172a", "besluit-174")
            )
        )

    def _geinformeerd(self) -> bool:
        informatie = self.o.get("informatie")
        if informatie is None or informatie["status"] == "open":
            return False
        if informatie["status"] == "geinformeerd":
            return True
        opnieuw = informatie.get("herbeoordeling")
        return (
            informatie.get("grond") in UITZONDERINGEN
            and informatie.get("tweedePersoon") is True
            and opnieuw is not None
            and self.dag < dag(opnieuw) <= _drie_maanden_na(self.dag)
        )


def _drie_maanden_na(vandaag: date) -> date:
    maand = vandaag.month + 3
    jaar, maand = (vandaag.year + 1, maand - 12) if maand > 12 else (vandaag.year, maand)
    if jaar > date.max.year:
        return date.max
    for dagnummer in range(vandaag.day, 27, -1):
        try:
            return date(jaar, maand, dagnummer)
        except ValueError:
            continue
    return date(jaar, maand, vandaag.day)
