"""Een gegeven van de politie dat de gemeente en het OM kregen, en dat niet klopt."""

from __future__ import annotations

from typing import Any

from shared.verzenden.tabellen import UitgaandRij
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.driehoek import STERRIN, Driehoek
from tests.integratie.partij.opstelling import Wereld

REDEN = "Het huisnummer is verkeerd overgenomen (verzonnen)."
PARTIJEN = ("politie", "gemeente", "om")


class Zaak:
    """Sterrin, in het bestand van de politie, met haar adres bij de gemeente en het OM."""

    def __init__(self, d: Driehoek) -> None:
        self.d = d
        self.sterrin = d.bureau("politie").persoon(d.klant("politie")[0], d.groep, *STERRIN)
        self.aan: dict[str, str] = {}
        for naar, grond in (("gemeente", "WPG16_1_B_2"), ("om", "WPG16_1_A_2")):
            verzoek = d.vraag(naar, "politie")
            delen = [
                {"persoon": self.sterrin, "gegevenssoort": soort, "grondslag": grond}
                for soort in ("NAW", "GEBOORTEDATUM")
            ]
            self.aan[naar] = d.geef("politie", naar, delen, verzoek)["id"]

    def ontvangen(self, bij: str, soort: str = "NAW") -> list[dict[str, Any]]:
        pagina = self.d.klant(bij)[0].haal(f"/ontvangen-gegevens?groep={self.d.groep}")
        return [g for g in pagina["ontvangenGegevens"] if g["gegevenssoort"] == soort]

    def start(self, bij: str, document: dict[str, Any], status: int = 201) -> dict[str, Any]:
        antwoord: dict[str, Any] = self.d.klant(bij)[0].maak(
            "/verbeteringen", {"aard": "onjuist", "reden": REDEN, **document}, status
        )
        return antwoord

    def start_eigen(self, status: int = 201, **anders: Any) -> dict[str, Any]:
        eigen = {"groep": self.d.groep, "persoon": self.sterrin, "gegevenssoort": "NAW"}
        return self.start("politie", {"eigen": eigen, **anders}, status)

    def meld(self, bij: str, status: int = 201, **anders: Any) -> dict[str, Any]:
        (gegeven,) = [g for g in self.ontvangen(bij) if g["status"] == "actief"]
        document = {"ontvangen": {"gegeven": gegeven["id"]}, "lid": "adres", **anders}
        return self.start(bij, document, status)

    def standen(self, bij: str, soort: str = "NAW") -> list[str]:
        """De stand van elke versie van dit gegeven, oudste eerst."""
        return [g["status"] for g in self.ontvangen(bij, soort)]

    def vertel(self, verbetering: str, bij: str = "politie", status: int = 200) -> Any:
        pad = f"/verbeteringen/{verbetering}/_vertel"
        return self.d.klant(bij)[0].maak(pad, {}, status)

    def verbeter_bestand(self, **velden: Any) -> None:
        analist = self.d.klant("politie")[0]
        etag = analist.vraag("GET", f"/personen/{self.sterrin}").headers["etag"]
        antwoord = analist.vraag(
            "PATCH",
            f"/personen/{self.sterrin}",
            json={"reden": "Nagekeken.", **(velden or {"adres": "Proefpad 7"})},
            headers={"If-Match": etag},
        )
        assert antwoord.status_code == 200, antwoord.text

    def beslis(
        self, wat: str, verbetering: str, status: int = 200, bij: str = "politie", **anders: Any
    ) -> Any:
        klant = self.d.klant(bij)[0]
        etag = klant.vraag("GET", f"/verbeteringen/{verbetering}").headers["etag"]
        antwoord = klant.vraag(
            "POST",
            f"/verbeteringen/{verbetering}/{wat}",
            json={"reden": "Nagekeken in de bron (verzonnen).", **anders},
            headers={"If-Match": etag},
        )
        assert antwoord.status_code == status, antwoord.text
        return antwoord.json()

    def bezorg(self, *partijen: str) -> None:
        """De uitbak van deze partijen, tot er niets meer onderweg is."""
        for code in partijen or PARTIJEN:
            self.d.bureau(code).ronde()
            vraag = f"/verstrekkingen?groep={self.d.groep}&status=onderweg"
            while self.d.klant(code)[0].haal(vraag)["verstrekkingen"]:
                pass

    def koppen(self, verbetering: str, partij: str, bij: str = "politie") -> list[dict[str, Any]]:
        """De koppen van de berichten aan deze partij, oudste eerst."""
        gelezen = self.lees(verbetering, bij)
        kenmerken = [
            bericht["bericht"]
            for een in gelezen["ontvangers"]
            for bericht in een["berichten"]
            if een["partij"] == partij
        ]
        with self.d.bureau(bij).uitwisseling.dienst.lezend() as sessie:
            return [dict(sessie.get_one(UitgaandRij, kenmerk).kop) for kenmerk in kenmerken]

    def geef_politiegegeven(self, eerste_verwerking: str) -> str:
        """Een politiegegeven over Sterrin bij de gemeente; het id in het eigen bestand."""
        analist = self.d.klant("politie")[0]
        gegeven = analist.maak(
            f"/personen/{self.sterrin}/politiegegevens",
            {
                "artikel": "8",
                "omschrijving": "Stond bij het hek.",
                "aard": "feit",
                "eersteVerwerking": eerste_verwerking,
                "gerelateerd": True,
                "bijzonder": False,
                "derdenVerwijderd": True,
            },
        )
        delen = [
            {
                "persoon": self.sterrin,
                "gegevenssoort": "WPG8",
                "gegeven": gegeven["id"],
                "grondslag": "WPG16_1_B_2",
            }
        ]
        self.d.kantoor.naar_stap(3)
        opdracht = self.d.kantoor.opdracht(self.sterrin, None, stap=3, onderdelen=delen)
        assert analist.maak("/verstrekkingen", opdracht)["status"] == "afgeleverd"
        return str(gegeven["id"])

    def start_over(self, gegeven: str) -> dict[str, Any]:
        """Een verbetering van dit politiegegeven."""
        eigen = {
            "groep": self.d.groep, "persoon": self.sterrin, "gegevenssoort": "WPG8",
            "gegeven": gegeven,
        }  # fmt: skip
        return self.start("politie", {"eigen": eigen})

    def lees(self, verbetering: str, bij: str = "politie") -> dict[str, Any]:
        gelezen: dict[str, Any] = self.d.klant(bij)[0].haal(f"/verbeteringen/{verbetering}")
        return gelezen

    def lijst(self, bij: str, vraag: str = "") -> list[dict[str, Any]]:
        pagina = self.d.klant(bij)[0].haal(f"/verbeteringen?groep={self.d.groep}{vraag}")
        rijen: list[dict[str, Any]] = pagina["verbeteringen"]
        return rijen


def nieuwe_zaak(alles: Wereld) -> Zaak:
    """In een nieuwe groep, op een nieuwe dag, met iedereen bereikbaar."""
    alles.klok.nu = VasteKlok().nu
    for code in alles.bureaus:
        alles.sluit_aan(code)
    return Zaak(Driehoek.richt_in(alles))


def standen(verbetering: dict[str, Any]) -> dict[str, str]:
    """Per ontvanger hoe hij ervoor staat."""
    return {een["partij"]: een["stand"] for een in verbetering["ontvangers"]}
