"""Drie dossiers over één groep: van elke soort gegeven iets, klaar om te geven zoals op kantoor.

Alles gaat door de diensten: de medewerker legt vast, vraagt, en verstuurt; de gateway beslist op
haar register, en de ontvanger neemt in en weigert wat zijn eigen regels weigeren.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx

from deploy.pki import Pki
from services.gemeente.partij import GEMEENTE
from services.om.partij import OM
from services.politie.partij import POLITIE
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from tests.hulp.inloggen import Uitgever
from tests.hulp.klok import VasteKlok
from tests.integratie.diensten.test_dossiers import (
    ART8,
    ART13,
    GEBEURTENIS,
    JUSTITIEEL,
    STRAFVORDERLIJK,
    TENUITVOERLEGGING,
    VERKLARING,
    VERVOLGING,
)
from tests.integratie.partij.driehoek import AFWEGING, Driehoek
from tests.integratie.partij.opstelling import Wereld, groep_in_stap, wereld
from tests.integratie.partij.voorbeeldgegevens import grondslag

PARTIJEN = {"politie": POLITIE, "om": OM, "gemeente": GEMEENTE}
EXTRA = {"extraMotivering": "Raakt het gezag en is nergens anders te krijgen (verzonnen)."}
DOSSIER: Mapping[str, Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    "politie": {
        "WPG8": ("politiegegevens", {**ART8, **EXTRA}),
        "WPG13": ("politiegegevens", {**ART13, **EXTRA}),
    },
    "om": {
        "STRAFVORDERLIJK": ("strafvorderlijke-gegevens", STRAFVORDERLIJK),
        "JUSTITIEEL": ("justitiele-gegevens", JUSTITIEEL),
        "TENUITVOERLEGGING": ("tenuitvoerleggingsgegevens", TENUITVOERLEGGING),
        "RECENT_VERVOLGD": ("recente-vervolgingen", VERVOLGING),
    },
    "gemeente": {
        "B_OVERLAST": ("overlastgegevens", {**GEBEURTENIS, **EXTRA}),
        "B_AANGESPROKEN": ("aanspreekgegevens", {**GEBEURTENIS, **EXTRA}),
        "B_AANBOD": ("aanbodgegevens", GEBEURTENIS),
        "B_OUDERBETROKKENHEID": ("ouderbetrokkenheidsgegevens", GEBEURTENIS),
    },
}
"""Per partij en soort: waar zij het vastlegt, en een verzonnen voorbeeld."""
VAN_IEDEREEN = ("NAW", "GEBOORTEDATUM", "TEL_EMAIL", "BEKENDHEID")
NAMEN = {"politie": "Verzonnenaar", "om": "Bedenkselman", "gemeente": "Fabelveld"}
ANDEREN = {een: sorted(set(NAMEN) - {een}) for een in NAMEN}
LID, KIND, OUDER = "lid", "kind", "ouder"
WIE_HET_IS, BEREIKEN, GEDRAG = {2, 3, 5, 6}, {5, 6}, {3, 5, 6}
IDENTITEIT = {"NAW": WIE_HET_IS, "GEBOORTEDATUM": WIE_HET_IS, "TEL_EMAIL": BEREIKEN}
STAPPEN: dict[tuple[str, str], dict[str, set[int]]] = {
    # 4.2: over een lid van de groep.
    ("politie", LID): {
        **IDENTITEIT, "BEKENDHEID": WIE_HET_IS, "WPG8": GEDRAG, "WPG13": GEDRAG,
    },
    ("om", LID): {
        **IDENTITEIT, "BEKENDHEID": WIE_HET_IS, "STRAFVORDERLIJK": GEDRAG, "JUSTITIEEL": GEDRAG,
        "TENUITVOERLEGGING": GEDRAG,
    },
    ("gemeente", LID): {
        **IDENTITEIT, "BEKENDHEID": WIE_HET_IS, "B_OVERLAST": GEDRAG, "B_AANGESPROKEN": GEDRAG,
        "B_AANBOD": BEREIKEN,
    },
    # 4.3: over de ouder van een kind tot zestien; het OM geeft daar niets over.
    ("politie", OUDER): {**IDENTITEIT, "WPG8": GEDRAG, "WPG13": GEDRAG},
    ("om", OUDER): {},
    ("gemeente", OUDER): {
        **IDENTITEIT, "B_OVERLAST": GEDRAG, "B_AANGESPROKEN": GEDRAG,
        "B_OUDERBETROKKENHEID": BEREIKEN,
    },
}  # fmt: skip
"""In welke stappen een partij deze soort geeft; wat er niet staat geeft zij nooit op schrift."""
MAG_GEVEN = [
    (van, naar)
    for van, anderen in ANDEREN.items()
    for naar in anderen
    if (van, naar) != ("om", "politie")
]
"""Wie wie iets over een lid mag geven."""
DOELEN = ("D1", "D2", "D3", "D4", "D5")


def soorten_van(partij: str) -> tuple[str, ...]:
    """Wat deze partij over een mens kan vastleggen."""
    return (*VAN_IEDEREEN, *DOSSIER[partij])


@dataclass
class Stroomzaak:
    """De groep, met bij elke partij een lid, en een kind van veertien met een ouder."""

    driehoek: Driehoek
    mensen: dict[tuple[str, str], str] = field(default_factory=dict)
    gegevens: dict[tuple[str, str, str], str] = field(default_factory=dict)
    verzoeken: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def op_sqlite(cls, uitgever: Uitgever, pki: Pki, map_: Path) -> Iterator[Self]:
        """Alleen op SQLite: wat er mag hangt niet van de databank af."""

        def databank(naam: str) -> str:
            return f"sqlite:///{map_ / naam}.sqlite"

        with wereld(PARTIJEN, databank, uitgever, pki, map_) as alles:
            yield cls.richt_in(alles)

    @classmethod
    def richt_in(cls, wereld: Wereld) -> Self:
        wereld.klok.nu = VasteKlok().nu
        zaak = cls(Driehoek.richt_in(wereld))
        for partij in DOSSIER:
            zaak._leg_vast(partij)
            for ander in ANDEREN[partij]:
                zaak.verzoeken[partij, ander] = zaak.driehoek.vraag(ander, partij)
        zaak._maak_de_kinderen_bekend()
        return zaak

    def zet(self, stap: int, **anders: Any) -> None:
        """De groep in deze stap, met een lopend onderzoek; na stap 4 geprioriteerd."""
        groep = self.driehoek.groep
        standaard = {
            "prioritering": "ja" if stap > 4 else None,
            "strafrechtelijkOnderzoek": {"van": "2026-11-01"},
        }
        self.driehoek.wereld.gateway.groepen[groep] = groep_in_stap(
            groep, stap, **{**standaard, **anders}
        )

    def _leg_vast(self, partij: str) -> None:
        achternaam = NAMEN[partij]
        for rol, voornaam, geboren in (
            (LID, "Sterrin", "2010-02-03"), (KIND, "Knikker", "2012-04-05"),
            (OUDER, "Hommel", "1980-06-07"),
        ):  # fmt: skip
            self._persoon(partij, rol, f"{voornaam} {achternaam}", geboren)
        klant, _ = self.driehoek.klant(partij)
        ouder = {"ouderId": self.mensen[partij, OUDER], "soort": "ouder"}
        klant.maak(f"/personen/{self.mensen[partij, KIND]}/vertegenwoordigers", ouder)
        for rol in (LID, KIND, OUDER):
            lid: dict[str, Any] = {"persoonId": self.mensen[partij, rol], "categorie": 1}
            if rol == OUDER:
                lid |= {"categorie": 2, "kindPersoonId": self.mensen[partij, KIND]}
            klant.maak(f"/groepen/{self.driehoek.groep}/leden", lid)
            self._dossier(partij, rol)
        self._informeer(partij, LID, KIND, OUDER)

    def _informeer(self, partij: str, *rollen: str) -> None:
        """Wie in een groep zit krijgt van de burgemeester zijn brieven."""
        if partij == "gemeente":
            for rol in rollen:
                self.driehoek.informeer(self.mensen[partij, rol])

    def _persoon(self, partij: str, rol: str, naam: str, geboren: str) -> None:
        klant, _ = self.driehoek.klant(partij)
        invoer = {
            "naam": naam,
            "geboortedatum": geboren,
            "adres": "Verzonnenlaan 1",
            "woonplaats": "Nergenshuizen",
            "email": f"{rol.replace(' ', '.').lower()}.{partij}@verzonnen.example",
        }
        persoon = str(klant.maak("/personen", invoer)["id"])
        self.mensen[partij, rol] = persoon
        if partij == "om":
            pad = f"/personen/{persoon}/omverklaring"
            assert klant.vraag("PUT", pad, json=VERKLARING).status_code == 201

    def _dossier(self, partij: str, rol: str) -> None:
        klant, _ = self.driehoek.klant(partij)
        for soort, (waar, stuk) in DOSSIER[partij].items():
            pad = f"/personen/{self.mensen[partij, rol]}/{waar}"
            self.gegevens[partij, rol, soort] = str(klant.maak(pad, stuk)["id"])

    def _maak_de_kinderen_bekend(self) -> None:
        """Over een ouder kan iets komen als het kind bij de ander een lid met een datum is."""
        self.zet(3)
        for partij, naar in (("politie", "gemeente"), ("politie", "om"), ("gemeente", "politie"),
                             ("gemeente", "om")):  # fmt: skip
            delen = [self.deel(partij, naar, s, KIND) for s in ("NAW", "GEBOORTEDATUM")]
            antwoord = self.geef(partij, naar, delen)
            assert antwoord.status_code == 201, antwoord.text

    def deel(
        self, van: str, naar: str, soort: str, rol: str = LID, **anders: Any
    ) -> dict[str, Any]:
        """Een onderdeel dat in alles klopt, op `anders` na."""
        gegeven = self.gegevens.get((van, rol, soort))
        standaard: dict[str, Any] = {
            "persoon": self.mensen[van, rol],
            "gegevenssoort": soort,
            "grondslag": grondslag(van, naar, soort) or "WJSG39F_B",
        }
        if gegeven is not None:
            standaard["gegeven"] = gegeven
        if van == "gemeente":
            standaard["kenmerken"] = {"taakgrondslag": "GEMW172"}
        return {**standaard, **anders}

    def nieuw(
        self, van: str, naar: str, soort: str, rol: str = LID, **anders: Any
    ) -> dict[str, Any]:
        """Een onderdeel over een pas vastgelegd gegeven, dat op `anders` na klopt."""
        klant, _ = self.driehoek.klant(van)
        waar, stuk = DOSSIER[van][soort]
        invoer = {naam: waarde for naam, waarde in {**stuk, **anders}.items() if waarde is not None}
        gegeven = klant.maak(f"/personen/{self.mensen[van, rol]}/{waar}", invoer)["id"]
        return {**self.deel(van, naar, soort, rol), "gegeven": gegeven}

    def iemand(self, partij: str, naam: str, geboren: str) -> str:
        """Nog een lid van de groep in het bestand van deze partij; zijn rol in deze zaak."""
        rol = f"{naam} {NAMEN[partij]}"
        self._persoon(partij, rol, rol, geboren)
        klant, _ = self.driehoek.klant(partij)
        lid = {"persoonId": self.mensen[partij, rol], "categorie": 1}
        klant.maak(f"/groepen/{self.driehoek.groep}/leden", lid)
        self._informeer(partij, rol)
        return rol

    def verbeter(self, partij: str, rol: str, **anders: str) -> None:
        """De medewerker verbetert de persoon in het eigen bestand."""
        klant, _ = self.driehoek.klant(partij)
        pad = f"/personen/{self.mensen[partij, rol]}"
        etag = klant.vraag("GET", pad).headers["ETag"]
        wijziging = {**anders, "reden": "Verkeerd overgenomen."}
        antwoord = klant.vraag("PATCH", pad, json=wijziging, headers={"If-Match": etag})
        assert antwoord.status_code == 200, antwoord.text

    def geef(
        self, van: str, naar: str, delen: list[dict[str, Any]], stap: int = 3, **anders: Any
    ) -> httpx.Response:
        """De medewerker verstuurt dit; het antwoord."""
        klant = anders.pop("klant", None) or self.driehoek.klant(van)[0]
        belang = {"zwaarwegendAlgemeenBelang": True} if van == "om" else {}
        opdracht = {
            "soort": "verstrekking",
            "ontvanger": naar,
            "ontvangendeMedewerker": self.driehoek.klant(naar)[1],
            "groep": self.driehoek.groep,
            "stap": stap,
            "doel": "D1",
            "inReactieOp": self.verzoeken.get((van, naar)) if stap == 2 else None,
            "afweging": {**AFWEGING, **belang},
            "onderdelen": delen,
            **anders,
        }
        return klant.vraag("POST", "/verstrekkingen", json=opdracht)

    def vervolg(
        self, van: str, naar: str, soort: str, op: str | None, gegeven: str = "NAW",
        rol: str = LID,
    ) -> httpx.Response:  # fmt: skip
        """Een vervolgbericht dat in zijn vorm klopt; het antwoord."""
        deel = self.deel(van, naar, gegeven, rol)
        if soort == "aanvulling":
            return self.geef(van, naar, [deel], soort=soort, inReactieOp=op)
        kaal = {n: deel[n] for n in ("persoon", "gegevenssoort", "gegeven") if n in deel}
        delen = [kaal] if soort == "correctie" else []
        leeg = {"doel": None, "afweging": None}
        return self.geef(van, naar, delen, soort=soort, inReactieOp=op, **leeg)

    @staticmethod
    def fouten(antwoord: httpx.Response) -> list[str]:
        """De plaatsen van de fouten in een opdracht die niet klopt."""
        assert antwoord.status_code == 400, antwoord.text
        return [fout["pad"] for fout in antwoord.json()["fouten"]]

    def kwam_aan(self, naar: str, antwoord: httpx.Response) -> bool:
        """Of het bij de ander in gebruik is; zo niet, dan is het geweigerd en is er niets van."""
        document = antwoord.json()
        rijen = self.ontvangen(naar, document.get("id"))
        if antwoord.status_code == 201:
            assert document["status"] == "afgeleverd", document
            assert rijen
            for rij in rijen:
                assert rij.status == "actief"
                assert rij.inhoud
                assert None not in (rij.grondslag, rij.doel, rij.bron, rij.regime, rij.vervalt_op)
            return True
        assert antwoord.status_code == 403, antwoord.text
        assert document["redenen"]
        assert rijen == []
        return False

    def poorten(self, naar: str, antwoord: httpx.Response) -> set[int]:
        """Welke poorten er dicht zijn; geen: het kwam aan."""
        if self.kwam_aan(naar, antwoord):
            return set()
        return {reden["poort"] for reden in antwoord.json()["redenen"]}

    def aantal(self, naar: str) -> int:
        """Hoeveel gegevens deze partij ooit over deze groep ontving."""
        with self.driehoek.bureau(naar).uitwisseling.dienst.lezend() as sessie:
            vraag = sessie.query(OntvangenGegevenRij).filter_by(groep=self.driehoek.groep)
            return vraag.count()

    def ontvangen(self, naar: str, bericht: str | None) -> list[OntvangenGegevenRij]:
        """Wat deze partij van dit bericht heeft."""
        with self.driehoek.bureau(naar).uitwisseling.dienst.lezend() as sessie:
            vraag = sessie.query(OntvangenGegevenRij).filter_by(bericht_id=bericht)
            rijen = vraag.all()
            sessie.expunge_all()
        return rijen
