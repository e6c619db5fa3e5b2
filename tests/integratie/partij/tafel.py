"""Aan tafel: van elke partij iemand, een overleg, en iets wat de politie wil zeggen."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Self

import httpx

from shared.bericht.tijd import utc_tekst
from shared.bestand.registreren.melder import Autorisatiemelder
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.bureau import Bureau, Klant
from tests.integratie.partij.driehoek import AFWEGING, STERRIN, Driehoek
from tests.integratie.partij.opstelling import Wereld

FUNCTIES = ["regisseur", "analist", "parketsecretaris", "officier", "burgemeester", "teamchef"]
REEKS = {
    "doel": "De overlast op het verzonnen plein terugbrengen.",
    "frequentie": "elke maand",
    "samenstelling": FUNCTIES,
    "bevestigdZonderPersonen": True,
}
GEMEENTE, OM = "WPG16_1_B_2", "WPG16_1_A_2"
"""De grondslag waarop de politie iets aan de gemeente, en aan het OM zegt."""
AFSPRAKEN = {
    "afspraken": "Het plein wordt de komende maand vaker bezocht.",
    "bevestigdZonderPersonen": True,
}


@dataclass
class Tafel:
    """Een nieuwe dag: de groep in stap 3, en er loopt een strafrechtelijk onderzoek."""

    driehoek: Driehoek
    persoon: str = ""
    overleggen: list[str] = field(default_factory=list)

    @classmethod
    def richt_in(cls, alles: Wereld) -> Self:
        alles.klok.nu = VasteKlok().nu
        alles.gateway.storingen.clear()
        alles.gateway.leveringstoringen.clear()
        alles.gateway.weg = alles.gateway.overleggen.weg = False
        for code in alles.bureaus:
            alles.sluit_aan(code)
        tafel = cls(Driehoek.richt_in(alles))
        tafel.onderzoek(tot="2027-01-31")
        tafel.persoon = tafel.driehoek.persoon("politie", STERRIN)
        return tafel

    @property
    def wereld(self) -> Wereld:
        return self.driehoek.wereld

    @property
    def groep(self) -> str:
        return self.driehoek.groep

    @property
    def analist(self) -> Klant:
        return self.driehoek.kantoor.analist

    @property
    def regisseur(self) -> Klant:
        return self.driehoek.kantoor.regisseur

    @property
    def secretaris(self) -> Klant:
        return self.driehoek.secretaris

    @property
    def iedereen(self) -> list[str]:
        kantoor = self.driehoek.kantoor
        return [kantoor.analist_id, kantoor.regisseur_id, self.driehoek.secretaris_id]

    def wie(self, code: str) -> str:
        return self.driehoek.klant(code)[1]

    def bureau(self, code: str) -> Bureau:
        return self.driehoek.bureau(code)

    def onderzoek(self, stap: int = 3, **dagen: str) -> None:
        """Zo staat de groep bij de gateway; zonder `dagen` loopt er geen onderzoek."""
        loopt = {"van": "2026-11-01", **dagen} if dagen else None
        self.driehoek.kantoor.naar_stap(stap, strafrechtelijkOnderzoek=loopt)

    def collega(self, code: str, functie: str, **anders: Any) -> tuple[Klant, str]:
        """Nog iemand bij een partij, bij de gateway bekend."""
        sub = f"{functie}.{nieuw_id()}@{code}.example"
        gevonden = self.bureau(code).medewerker(functie, sub, **anders)
        melder = Autorisatiemelder(self.bureau(code).uitwisseling.dienst)
        self.wereld.doe(melder.meld_wachtende())
        return gevonden

    # --- plannen ---

    def zet_reeks(self, kenmerk: str, status: int = 200, **anders: Any) -> httpx.Response:
        koppen = {"If-Match": anders.pop("etag")} if "etag" in anders else {}
        klant = anders.pop("door", self.regisseur)
        antwoord: httpx.Response = klant.vraag(
            "PUT",
            f"/overlegreeksen/{kenmerk}",
            json={**REEKS, "groep": self.groep, **anders},
            headers=koppen,
        )
        assert antwoord.status_code == status, antwoord.text
        return antwoord

    def invoer(self, **anders: Any) -> dict[str, Any]:
        """Een overleg over een uur, met iedereen aan tafel."""
        begin = self.wereld.klok() + timedelta(hours=1)
        return {
            "soort": "structureel",
            "locatie": "gemeente",
            "begin": utc_tekst(begin),
            "einde": utc_tekst(begin + timedelta(hours=1)),
            "deelnemers": self.iedereen,
            **anders,
        }

    def registreer(self, kenmerk: str, etag: str | None = None, **anders: Any) -> httpx.Response:
        klant: Klant = anders.pop("door", self.regisseur)
        if "reeksen" not in anders:
            reeks = nieuw_id()
            self.zet_reeks(reeks, door=klant)
            anders["reeksen"] = [reeks]
        koppen = {} if etag is None else {"If-Match": etag}
        pad = f"/overleggen/{kenmerk}"
        return klant.vraag("PUT", pad, json=self.invoer(**anders), headers=koppen)

    def plan(self, **anders: Any) -> str:
        """Een geregistreerd overleg; het kenmerk."""
        kenmerk = nieuw_id()
        antwoord = self.registreer(kenmerk, **anders)
        assert antwoord.status_code == 200, antwoord.text
        return kenmerk

    def begin(self) -> None:
        """Het overleg is begonnen."""
        self.wereld.klok.vooruit(hours=1, minutes=10)

    # --- vragen, zeggen, vertellen ---

    def opdracht(self, overleg: str | None, **anders: Any) -> dict[str, Any]:
        """Wat de analist over Sterrin wil zeggen: haar naam en geboortedatum."""
        soorten = anders.pop("soorten", ("NAW", "GEBOORTEDATUM"))
        gronden = anders.pop("gronden", {"gemeente": GEMEENTE, "om": OM})
        return {
            "groep": self.groep,
            "overleg": overleg,
            "doel": "D1",
            "afweging": AFWEGING,
            "onderdelen": [
                {"persoon": self.persoon, "gegevenssoort": soort, "grondslagen": gronden}
                for soort in soorten
            ],
            **anders,
        }

    def lijn(self, *codes: str) -> list[dict[str, Any]]:
        """Wie er aan de lijn is."""
        return [{"partij": code, "medewerker": self.wie(code)} for code in codes]

    def bel(self, *codes: str, status: int = 201, **anders: Any) -> dict[str, Any]:
        """De analist vraagt of zij dit aan de telefoon mag zeggen."""
        gronden = {code: {"gemeente": GEMEENTE, "om": OM}[code] for code in codes}
        opdracht = self.opdracht(None, gronden=gronden, toehoorders=self.lijn(*codes), **anders)
        return self.vraag_of_het_mag(opdracht, status)

    def vraag(self, overleg: str, status: int = 201, **anders: Any) -> dict[str, Any]:
        """De analist vraagt of zij dit aan tafel mag zeggen."""
        return self.vraag_of_het_mag(self.opdracht(overleg, **anders), status)

    def vraag_of_het_mag(
        self, opdracht: dict[str, Any], status: int = 201, klant: Klant | None = None,
        sleutel: str | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        koppen = {} if sleutel is None else {"Idempotency-Key": sleutel}
        antwoord = (klant or self.analist).vraag("POST", "/uitingen", json=opdracht, headers=koppen)
        assert antwoord.status_code == status, antwoord.text
        stand: dict[str, Any] = antwoord.json()
        return stand

    def stand(self, uiting: str, klant: Klant | None = None) -> dict[str, Any]:
        stand: dict[str, Any] = (klant or self.analist).haal(f"/uitingen/{uiting}")
        return stand

    def vertel(
        self, uiting: dict[str, Any], status: int = 200, klant: Klant | None = None, **anders: Any
    ) -> dict[str, Any]:
        """Het is gezegd, nu; het antwoord."""
        verteld = {
            "gezegdOp": utc_tekst(self.wereld.klok()),
            "berichten": [een["id"] for een in uiting["berichten"]],
            **anders,
        }
        pad = f"/uitingen/{uiting['id']}/_bevestig"
        antwoord = (klant or self.analist).vraag("POST", pad, json=verteld)
        assert antwoord.status_code == status, antwoord.text
        stand: dict[str, Any] = antwoord.json()
        return stand

    def niet_gezegd(
        self, uiting: dict[str, Any], status: int = 200, klant: Klant | None = None
    ) -> dict[str, Any]:
        pad = f"/uitingen/{uiting['id']}/_nietgezegd"
        antwoord = (klant or self.analist).vraag("POST", pad)
        assert antwoord.status_code == status, antwoord.text
        stand: dict[str, Any] = antwoord.json()
        return stand

    def zeg(self, overleg: str, **anders: Any) -> dict[str, Any]:
        """Gevraagd, gezegd en verteld; de inhoud gaat in de eerstvolgende ronde van de uitbak."""
        gezegd = self.vertel(self.vraag(overleg, **anders))
        assert gezegd["zonderToestemming"] is False
        return gezegd

    def ronde(self, code: str = "politie") -> None:
        """De uitbak van een partij doet haar werk."""
        tot_rust(self.driehoek, code)

    # --- kijken ---

    def berichten(self, uiting: dict[str, Any]) -> dict[str, UitgaandRij]:
        """De berichten van een uiting in het bestand van de politie, per ontvanger."""
        with self.bureau("politie").uitwisseling.dienst.lezend() as sessie:
            rijen = sessie.query(UitgaandRij).filter_by(uiting=uiting["id"]).all()
            sessie.expunge_all()
        return {rij.ontvanger: rij for rij in rijen}

    def ontvangen(self, code: str) -> list[str]:
        """De soorten gegevens die een partij over deze groep kreeg en gebruikt."""
        klant = self.driehoek.klant(code)[0]
        pad = f"/ontvangen-gegevens?groep={self.groep}"
        rijen = klant.haal(pad)["ontvangenGegevens"]
        return sorted(rij["gegevenssoort"] for rij in rijen if rij["status"] == "actief")

    def verslag(self, overleg: str, klant: Klant | None = None, versie: int = 0) -> Any:
        pad = f"/overleggen/{overleg}/verslag{f'?versie={versie}' if versie else ''}"
        return (klant or self.analist).haal(pad)

    def stel_vast(
        self, overleg: str, klant: Klant | None = None, status: int = 200, **anders: Any
    ) -> Any:
        pad = f"/overleggen/{overleg}/verslag/_vaststellen"
        antwoord = (klant or self.regisseur).vraag("POST", pad, json={**AFSPRAKEN, **anders})
        assert antwoord.status_code == status, antwoord.text
        return antwoord.json()

    def regel(self, **anders: Any) -> dict[str, Any]:
        """Een afspraak van de politie, gezegd door haar analist."""
        return {
            "soort": "afspraak",
            "tekst": "De politie loopt elke avond een ronde over het plein.",
            "door": self.wie("politie"),
            "eigenaar": "politie",
            "uiterlijk": "2026-12-15",
            **anders,
        }

    def notuleer(
        self, overleg: str, *regels: dict[str, Any], klant: Klant | None = None,
        status: int = 200, etag: str | None = None, groep: str | None = None, **anders: Any,
    ) -> Any:  # fmt: skip
        """De organisator geeft het verslag aan wie erbij was."""
        invoer = {"regels": list(regels), "bevestigdZonderPersonen": True, **anders}
        koppen = {} if etag is None else {"If-Match": etag}
        pad = f"/overleggen/{overleg}/notulen{'' if groep is None else f'?groep={groep}'}"
        antwoord = (klant or self.regisseur).vraag("PUT", pad, json=invoer, headers=koppen)
        assert antwoord.status_code == status, antwoord.text
        return antwoord.json()

    def notulen(self, overleg: str, klant: Klant, vraag: str = "") -> Any:
        return klant.haal(f"/overleggen/{overleg}/notulen{vraag}")

    def onderteken(
        self, overleg: str, klant: Klant, versie: int = 1, status: int = 200, **anders: Any
    ) -> Any:
        pad = f"/overleggen/{overleg}/notulen/_onderteken"
        antwoord = klant.vraag("POST", pad, json={"versie": versie, "akkoord": True, **anders})
        assert antwoord.status_code == status, antwoord.text
        return antwoord.json()

    def gedaan(self, overleg: str, klant: Klant, regel: str, status: int = 200) -> Any:
        pad = f"/overleggen/{overleg}/notulen/_gedaan"
        antwoord = klant.vraag("POST", pad, json={"regel": regel})
        assert antwoord.status_code == status, antwoord.text
        return antwoord.json()

    def werk(self, klant: Klant, *soorten: str) -> list[str]:
        """Waar dit werk van deze groep te doen is, voor deze medewerker."""
        lijst = klant.haal(f"/werklijst?groep={self.groep}")["werk"]
        return [stuk["pad"] for stuk in lijst if not soorten or stuk["soort"] in soorten]


def tot_rust(driehoek: Driehoek, code: str) -> None:
    """De uitbak van een partij doet haar werk, en wat zij uit zichzelf al begon komt af."""
    bureau, stil = driehoek.bureau(code), 0
    for _ in range(400):
        bezig = bureau.ronde() or _onderweg(bureau, driehoek.groep)
        stil = 0 if bezig else stil + 1
        if stil == 3:
            return
        driehoek.wereld.doe(asyncio.sleep(0.01))
    raise AssertionError("er blijft iets onderweg")


def _onderweg(bureau: Bureau, groep: str) -> int:
    with bureau.uitwisseling.dienst.lezend() as sessie:
        rijen = sessie.query(UitgaandRij).filter_by(groep=groep, status=Verzendstatus.ONDERWEG)
        return rijen.count()
