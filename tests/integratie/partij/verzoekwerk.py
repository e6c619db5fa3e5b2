"""Wie verzoeken van betrokkenen behandelt, bij elk van de drie, en wat hij doet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Self

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import STERRIN, TAAK, Driehoek
from tests.integratie.partij.kantoor import iemand
from tests.integratie.partij.opstelling import Wereld

GETOOND = {"wijze": "getoond", "op": "2026-11-23"}
DRIE = ("gemeente", "om", "politie")


@dataclass
class Verzoeken:
    """De driehoek met bij elke partij een privacyfunctionaris."""

    driehoek: Driehoek
    mensen: dict[str, tuple[Klant, str]]
    tweeden: dict[str, Klant] = field(default_factory=dict)

    @classmethod
    def richt_in(cls, wereld: Wereld) -> Self:
        driehoek = Driehoek.richt_in(wereld)
        return cls(
            driehoek,
            {code: iemand(wereld.bureaus[code], "privacyfunctionaris") for code in DRIE},
        )

    def klant(self, code: str) -> Klant:
        return self.mensen[code][0]

    def persoon(self, code: str, wie: tuple[str, str] = STERRIN) -> str:
        return self.driehoek.personen[f"{code}:{wie[0]}"]

    def bij(self, code: str, naam: str, geboren: str = "2009-05-06") -> str:
        """Wie iemand is in het eigen bestand van een partij."""
        klant = self.driehoek.klant(code)[0]
        zoek = {"naam": naam, "geboortedatum": geboren}
        (gevonden,) = klant.maak("/personen/_zoek", zoek, 200)["personen"]
        return str(gevonden["id"])

    def deel(self, naam: str, geboren: str = "2009-05-06") -> str:
        """Politie en gemeente kennen hem en vertellen het elkaar, en de politie het OM; wie hij is
        bij de politie. Een naam per test: wie al bekend is, wordt bij binnenkomst herkend."""
        driehoek = self.driehoek
        wie = (naam, geboren)
        gemeente, politie = (driehoek.persoon(code, wie) for code in ("gemeente", "politie"))
        soorten = ("NAW", "GEBOORTEDATUM")
        driehoek.geef(
            "gemeente", "politie",
            [
                {"persoon": gemeente, "gegevenssoort": een, "grondslag": "AVG6_1_E",
                 "kenmerken": TAAK} for een in soorten
            ],
            driehoek.vraag("politie", "gemeente"),
        )  # fmt: skip
        for aan, grond in (("gemeente", "WPG16_1_B_2"), ("om", "WPG16_1_A_2")):
            delen = [
                {"persoon": politie, "gegevenssoort": een, "grondslag": grond} for een in soorten
            ]
            if aan == "om":
                driehoek.stel_samen("politie")
            verzoek = driehoek.vraag(aan, "politie") if aan == "gemeente" else None
            driehoek.geef("politie", aan, delen, verzoek)
        return politie

    def neem_aan(self, code: str, status: int = 201, **anders: Any) -> dict[str, Any]:
        """Een verzoek om inzage dat vandaag kwam, van wie zich legitimeerde."""
        invoer = {"recht": "inzage", "ontvangenOp": "2026-11-23", "identiteit": GETOOND, **anders}
        verzoek: dict[str, Any] = self.klant(code).maak("/rechtenverzoeken", invoer, status)
        return verzoek

    def lees(self, code: str, verzoek: str) -> dict[str, Any]:
        gelezen: dict[str, Any] = self.klant(code).haal(f"/rechtenverzoeken/{verzoek}")
        return gelezen

    def vertel(self, code: str, verzoek: str) -> dict[str, Any]:
        verteld: dict[str, Any] = self.klant(code).maak(
            f"/rechtenverzoeken/{verzoek}/_vertel", {}, 200
        )
        return verteld

    def doe(
        self, code: str, verzoek: str, wat: str, status: int = 200, **invoer: Any
    ) -> dict[str, Any]:
        uit: dict[str, Any] = self.klant(code).maak(
            f"/rechtenverzoeken/{verzoek}/{wat}", invoer, status
        )
        return uit

    def wie(self, code: str, verzoek: str, status: int = 200, **invoer: Any) -> dict[str, Any]:
        """Zegt bij een partij van wie het is; zonder persoon: hij staat niet in haar bestand."""
        klant, pad = self.klant(code), f"/rechtenverzoeken/{verzoek}"
        gelezen = klant.vraag("GET", pad)
        inhoud = {"identiteit": gelezen.json()["identiteit"], **invoer}
        koppen = {"If-Match": gelezen.headers["ETag"]}
        antwoord = klant.vraag("PUT", f"{pad}/wie", json=inhoud, headers=koppen)
        assert antwoord.status_code == status, antwoord.text
        uit: dict[str, Any] = antwoord.json()
        return uit

    def kijk_na(self, code: str, verzoek: str, versie: int = 1) -> dict[str, Any]:
        """Iemand las elke tekst waarin nog een ander kan staan, en laat alles erin."""
        afschrift = self.klant(code).haal(f"/rechtenverzoeken/{verzoek}/afschrift")
        paden = sorted({een["pad"] for een in afschrift["teBekijken"]})
        return self.doe(code, verzoek, "_kijkafschriftna", versie=versie, bekeken=paden)

    def tweede(self, code: str) -> Klant:
        """Een andere privacyfunctionaris van deze partij."""
        if code not in self.tweeden:
            bureau = self.driehoek.bureau(code)
            self.tweeden[code] = iemand(bureau, "privacyfunctionaris", f"t.{nieuw_id()}")[0]
        return self.tweeden[code]

    def hef_op(self, code: str, beperking: str, wie: Klant | None = None) -> None:
        """De een vertelt het de betrokkene en vraagt het, een ander stemt in."""
        vandaag = self.driehoek.wereld.klok().date().isoformat()
        klant = wie or self.klant(code)
        klant.maak(f"/beperkingen/{beperking}/_opheffen", {"verteldOp": vandaag}, 200)
        pad = f"/beperkingen/{beperking}/_bevestigopheffen"
        self.tweede(code).maak(pad, {"akkoord": True}, 200)

    def werk(self, code: str, verzoek: str) -> dict[str, str | None]:
        """Wat er van dit verzoek op de werklijst van een partij staat: de soort en de dag."""
        stukken = self.klant(code).haal("/werklijst?paginagrootte=200")["werk"]
        return {een["soort"]: een["uiterlijk"] for een in stukken if een["pad"].endswith(verzoek)}

    def pseudoniemen(self, code: str, wie: str) -> set[str]:
        """Onder welke pseudoniemen deze partij iets over hem kreeg."""
        klant = self.driehoek.klant(code)[0]
        rijen = klant.haal(f"/ontvangen-gegevens?persoon={wie}")["ontvangenGegevens"]
        assert rijen
        assert wie in str(klant.haal(f"/groepen/{self.driehoek.groep}/bewaardagen"))
        return {een["betrokkene"] for een in rijen}

    def eis_in_geen_lijst(self, code: str, wie: str, namen: set[str]) -> None:
        """Geen enkele lijst noemt hem nog, of zijn pseudoniem; alleen dat er iemand was (410)."""
        mensen = (self.klant(code), self.driehoek.klant(code)[0])
        paden = self.driehoek.bureau(code).app.openapi()["paths"].items()
        lijsten = [
            pad.removeprefix("/v1").replace("{groepId}", self.driehoek.groep)
            for pad, vormen in paden
            if "get" in vormen and pad.count("{") == pad.count("{groepId}")
        ]
        for lees in {*lijsten, f"/ontvangen-gegevens?persoon={wie}"} - {"/personen"}:
            antwoorden = (klant.vraag("GET", lees) for klant in mensen)
            antwoord = next((een for een in antwoorden if een.status_code == 200), None)
            tekst = "" if antwoord is None else antwoord.text
            assert not {een for een in {wie, *namen} if een in tekst}, lees

    def in_toezicht(self, toezicht: Klant, verzoek: str) -> list[tuple[str, str, str | None]]:
        """Wat wie toeziet van een verzoek ziet: de soort, of het loopt, en tot wanneer."""
        regels = toezicht.haal("/toezichtoverzicht?paginagrootte=200")["regels"]
        van_dit = (een for een in regels if een["onderwerp"] == verzoek)
        return [(een["soort"], een["stand"], een["uiterlijk"]) for een in van_dit]
