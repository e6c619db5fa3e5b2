"""Wat de test zelf weet van één groep: los van elk register van het product.

Een zaak brengt de groep met echte besluiten naar haar stap, en onthoudt daarnaast wat er nu geldt
en wat er is verstuurd. Op die eigen kennis oordeelt het orakel.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from shared.bericht.tijd import utc_tekst
from shared.tijd.kenmerk import uuid7
from tests.integratie.reeksen.stelsel import Stelsel
from tests.tweedelezing.lezing_bericht import AMSTERDAM, maanden_verder
from tests.tweedelezing.lezing_poorten import CONVENANT
from tests.tweedelezing.maker_basis import Obj

STAPPEN = (1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 5, 5, 5, 5, 6, 6, 7)
# Hoe oud iemand is, in jaren; 11 wordt morgen 12, en 12 is dat vandaag geworden.
LEEFTIJDEN = (8, 11, 11, 12, 12, 13, 14, 14, 15, 16, 16, 16, 17, 17, 19, 20, 21, 22, 23, 25)
_WIE_TEKENT = {
    "start": (("gemeente", "burgemeester"),),
    "stap": (("gemeente", "regisseur"),),
    "prioritering": (("gemeente", "burgemeester"), ("politie", "teamchef"), ("om", "officier")),
    "onderzoek": (("om", "officier"),),
    "afsluiting": (("gemeente", "burgemeester"),),
}


@dataclass(frozen=True)
class Mens:
    """Iemand over wie iets gaat; van een ouder telt de leeftijd van het kind."""

    betrokkene: str
    categorie: int
    geboren: str | None = None
    kind: Mens | None = None
    bij: str | None = None
    persoon: str | None = None


@dataclass
class Verstuurd:
    """Een bericht van de reeks, en hoe het verging. `stand`: wat er gold toen het werd verstuurd.

    `aanvaard`: de ontvanger nam het in; van wat is gezegd: hij nam de inhoud in. `gezegd`: wat
    mondeling ging is op tijd en met toestemming gezegd.
    """

    kop: Obj
    gegevens: list[Obj]
    stand: Obj
    langs: str
    status: int = 0
    toegestaan: bool = False
    aanvaard: bool = False
    gezegd: bool = True
    waarom: str = ""

    @property
    def id(self) -> str:
        return str(self.kop["id"])

    @property
    def soort(self) -> str:
        return str(self.kop["soort"])

    @property
    def delen(self) -> list[Obj]:
        delen: list[Obj] = self.kop["onderdelen"]
        return delen

    def regel(self) -> str:
        """Eén regel voor wie een tegenvoorbeeld leest."""
        kop = self.kop
        delen = "; ".join(_deelregel(deel) for deel in self.delen)
        uitkomst = "aanvaard" if self.aanvaard else f"{self.status} {self.waarom}"
        return (
            f"{self.id[-6:]} {kop['soort']} {kop['afzender']}->{kop['ontvanger']} "
            f"groep {str(kop['groep'])[-6:]} "
            f"stap {kop['stap']} {kop['kanaal']} doel {kop['doel']} stuk {kop['stuk']} "
            f"op {str(kop['inReactieOp'])[-6:]} [{delen}] {self.langs}: {uitkomst}"
        )


def _deelregel(deel: Obj) -> str:
    kind = deel.get("kind")
    return (
        f"{deel['betrokkene'][-6:]} cat {deel['categorie']} {deel.get('leeftijdsklasse')} "
        f"kind {str(kind)[-6:] if kind else '-'} {deel['gegevenssoort']} {deel['grondslag']} "
        f"{deel['herkomst']} vervangt {deel.get('vervangt')} {deel.get('kenmerken')}"
    )


@dataclass
class Zaak:
    """Eén groep, de mensen eromheen en de berichten erover."""

    stelsel: Stelsel
    rng: random.Random
    groep: str
    toestand: Obj = field(default_factory=dict)
    mensen: list[Mens] = field(default_factory=list)
    verstuurd: list[Verstuurd] = field(default_factory=list)
    overleggen: dict[str, Obj] = field(default_factory=dict)
    gebeurd: list[str] = field(default_factory=list)

    @property
    def vandaag(self) -> date:
        return self.stelsel.klok().astimezone(AMSTERDAM).date()

    @property
    def stap(self) -> int:
        return int(self.toestand["stap"])

    def per_id(self, kenmerk: str | None) -> Verstuurd | None:
        return next((een for een in self.verstuurd if een.id == kenmerk), None)

    # --- de groep -----------------------------------------------------------------------------

    @classmethod
    def in_stap(cls, stelsel: Stelsel, rng: random.Random, stap: int) -> Zaak:
        groep = stelsel.open_groep()
        zaak = cls(stelsel, rng, groep)
        zaak.toestand = {
            "id": groep,
            "stap": 1,
            "status": "actief",
            "startbesluit": None,
            "eindcriterium": None,
            "prioritering": None,
            "strafrechtelijkOnderzoek": None,
        }
        while zaak.stap < stap:
            zaak.verder()
        return zaak

    def verder(self) -> None:
        """De groep gaat naar de volgende stap, met het besluit dat daarbij hoort."""
        if self.stap == 1:
            start = self._startbesluit()
            self._besluit("start", start)
            self.toestand |= {"stap": 2, "startbesluit": start}
        elif self.stap == 4:
            self._besluit("prioritering", {"prioritering": "ja", "randvoorwaarden": []})
            self.toestand |= {"stap": 5, "prioritering": "ja"}
        elif self.stap < 7:
            self._besluit("stap", {"stap": self.stap + 1})
            self.toestand["stap"] = self.stap + 1

    def onderzoek(self, van: date, tot: date | None) -> None:
        """Het OM zegt van wanneer tot wanneer er een strafrechtelijk onderzoek loopt."""
        periode = {"van": van.isoformat(), "tot": None if tot is None else tot.isoformat()}
        self._besluit("onderzoek", periode)
        self.toestand["strafrechtelijkOnderzoek"] = periode

    def plan_overleg(self, partij: str, soort: str, deelnemers: list[str]) -> str:
        """Een overleg van deze partij, vandaag en vooraf geregistreerd; het kenmerk.

        Weigert de gateway het, dan is er geen overleg en noemt wat er wordt gezegd iets onbekends.
        """
        nu = self.stelsel.klok()
        kenmerk = uuid7(nu)
        vast = {"groepen": [self.groep], "soort": soort, "locatie": "gemeente"}
        document = {
            "id": kenmerk,
            "versie": 1,
            "tijdstip": utc_tekst(nu),
            **vast,
            "partij": partij,
            "begin": utc_tekst(nu + timedelta(minutes=5)),
            "einde": utc_tekst(nu + timedelta(minutes=65)),
            "deelnemers": deelnemers,
        }
        antwoord = self.stelsel.dien_in(
            partij, "PUT", f"/v1/overleggen/{kenmerk}", json.dumps(document).encode()
        )
        assert antwoord.status_code in (200, 400), antwoord.text
        if antwoord.status_code == 200:
            self.overleggen[kenmerk] = {
                **vast, "id": kenmerk, "deelnemers": deelnemers, "dag": self.vandaag.isoformat()
            }  # fmt: skip
        return kenmerk

    @classmethod
    def richt_elders_in(cls, stelsel: Stelsel) -> None:
        """Groepen in stap 1, 3 en 5, voor wie een andere groep noemt dan waar het over gaat."""
        for stap in (1, 3, 5):
            ander = cls.in_stap(stelsel, random.Random(stap), stap)
            stelsel.elders[ander.groep] = ander.toestand

    def sluit(self) -> None:
        """De aanpak houdt op."""
        self._besluit("afsluiting", {"eindcriterium": "overlast_gestopt"})
        self.toestand |= {"stap": 7, "status": "afgesloten", "eindcriterium": "overlast_gestopt"}

    def _besluit(self, soort: str, gegevens: Obj) -> None:
        self.stelsel.besluit(self.groep, soort, gegevens, *_WIE_TEKENT[soort])

    def _startbesluit(self) -> Obj:
        dag = self.vandaag
        bronnen = ("politie", "stadsbeheer", "jongerenwerk")
        meldingen = [
            {
                "datum": (dag - timedelta(days=30 * (nummer + 1))).isoformat(),
                "bron": bron,
                "incident": f"{nummer}" * 43,
            }
            for nummer, bron in enumerate(bronnen)
        ]
        return {
            "datum": dag.isoformat(),
            "groepsverband": True,
            "eerdereInterventie": True,
            "meldingen": meldingen,
        }

    # --- wat er nu geldt ----------------------------------------------------------------------

    def stand(self, groep: str | None = None, overleg: str | None = None) -> Obj:
        """Alles wat de tweede lezing van dit moment moet weten, van deze groep of een andere."""
        groep = groep or self.groep
        toestand = self.toestand if groep == self.groep else self.stelsel.elders.get(groep, {})
        verzoeken = list(self.verzoeken(groep))
        stand: Obj = {
            "nu": self.stelsel.klok().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "convenant": {
                "id": CONVENANT,
                "laatsteOndertekening": "2019-07-16",
                "beeindigdPer": None,
                "opzeggingen": [],
            },
            "partijen": {
                partij: {"actief": True, "dpiaGoedgekeurd": True} for partij in self.stelsel.bureaus
            },
            "autorisaties": self.stelsel.autorisaties,
            "groep": {**toestand, "informatieverzoeken": verzoeken} if toestand else None,
            "verwijzing": None,
            "overleg": self.overleggen.get(overleg or ""),
        }
        return copy.deepcopy(stand)

    def verzoeken(self, groep: str | None = None) -> Iterator[Obj]:
        """De informatieverzoeken die mochten, aankwamen en nog staan."""
        terug = {
            een.kop["inReactieOp"]
            for een in self.verstuurd
            if een.soort == "intrekking" and een.toegestaan
        }
        for een in self.verstuurd:
            if een.kop["groep"] != (groep or self.groep) or een.id in terug:
                continue
            if een.soort == "informatieverzoek" and een.aanvaard:
                yield {"id": een.id, "van": een.kop["afzender"], "aan": een.kop["ontvanger"]}

    def verslag(self) -> str:
        """De hele reeks, voor wie een tegenvoorbeeld leest."""
        mensen = [
            f"  {m.betrokkene[-6:]} categorie {m.categorie} geboren {m.geboren} "
            f"kind {m.kind.betrokkene[-6:] if m.kind else '-'} bij {m.bij}"
            for m in self.mensen
        ]
        return "\n".join([f"groep {self.groep}, nu {self.toestand}", *mensen, *self.gebeurd])


def geboren(jaren: int, vandaag: date, rng: random.Random) -> str:
    """Een geboortedatum bij een leeftijd; wie 11 is wordt morgen 12, wie 12 is werd dat vandaag."""
    dagen = {11: 1, 12: 0}.get(jaren, -rng.randrange(1, 300))
    twaalfde = maanden_verder(vandaag, -12 * (12 if jaren == 11 else jaren))
    return (twaalfde + timedelta(days=dagen)).isoformat()


__all__ = ["LEEFTIJDEN", "STAPPEN", "Mens", "Verstuurd", "Zaak", "geboren"]
