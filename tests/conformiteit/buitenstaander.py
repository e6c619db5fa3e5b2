"""All three parties' systems, as somebody else would have built them: registering and sending."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from tests.conformiteit import profiel
from tests.conformiteit.afzender import (
    AFWEGING,
    Bericht,
    inhoud_bij,
    maak_bericht,
    onderdeel,
    ondertekend,
    verbinding,
)
from tests.conformiteit.controle import controleer_ontvangst
from tests.conformiteit.doel import Doel

FUNCTIES = {"politie": "analist", "gemeente": "regisseur", "om": "parketsecretaris"}
"""Who writes, and who is written to."""
TEKENT: dict[str, dict[str, str]] = {
    "openen": {"gemeente": "regisseur"},
    "start": {"gemeente": "burgemeester"},
    "stap": {"gemeente": "regisseur"},
    "prioritering": {"gemeente": "burgemeester", "politie": "teamchef", "om": "officier"},
    "onderzoek": {"om": "officier"},
    "afsluiting": {"gemeente": "burgemeester"},
}
"""Which function decides what, per party (convenant 4.1, 5.1 to 5.3)."""
MOTIVERING = "Nodig om de groep in beeld te brengen."
VRAAG = {"soort": "vraag", "versie": 1, "gegevens": {"vraag": "Wie horen er bij de groep?"}}


@dataclass
class Buitenstaander:
    """Every party's keys, and a connection to the gateway for each."""

    doel: Doel
    _clients: dict[str, httpx.Client] = field(default_factory=dict)
    _versies: dict[str, int] = field(default_factory=dict)

    def sluit(self) -> None:
        for client in self._clients.values():
            client.close()

    def als(self, partij: str) -> httpx.Client:
        """The connection of a party to the gateway."""
        if partij not in self._clients:
            self._clients[partij] = verbinding(self.doel, self.doel.partijen[partij])
        return self._clients[partij]

    def wie(self, partij: str, functie: str | None = None) -> str:
        """An official of a party, who is in its own file and known to the gateway."""
        return self.doel.partijen[partij].medewerkers[functie or FUNCTIES[partij]]

    def sleutels(self, partij: str) -> profiel.Paar:
        return self.doel.partijen[partij].ondertekening

    # --- registers --------------------------------------------------------------------------------

    def autoriseer(self, partij: str, functie: str | None = None, **anders: Any) -> str:
        """Register an official of a party at the gateway only; the reference."""
        id_ = profiel.uuid7()
        invoer = {
            "partij": partij,
            "functie": functie or FUNCTIES[partij],
            "aangewezen": True,
            "geautoriseerd": True,
            "geheimhouding": True,
            "vog": True,
            "geldigTot": (datetime.now(UTC).date() + timedelta(days=90)).isoformat(),
            **anders,
        }
        antwoord = self.registreer(partij, f"/v1/autorisaties/{id_}", invoer)
        assert antwoord.status_code == 200, antwoord.text
        return id_

    def registreer(self, partij: str, pad: str, invoer: Mapping[str, Any]) -> httpx.Response:
        """PUT what a party registers, signed with what it is, in which version, since when."""
        kenmerk = pad.rpartition("/")[2]
        self._versies[kenmerk] = self._versies.get(kenmerk, 0) + 1
        over = {"id": kenmerk, "versie": self._versies[kenmerk], "tijdstip": profiel.nu_tekst()}
        return self.zet(partij, pad, {**over, **invoer})

    def zet(self, partij: str, pad: str, invoer: Mapping[str, Any]) -> httpx.Response:
        """PUT a document that the party signs with its headers."""
        body = json.dumps(invoer).encode()
        koppen = ondertekend(self.sleutels(partij), body)
        return self.als(partij).put(pad, content=body, headers=koppen)

    def teken(self, document: Mapping[str, Any], partij: str, functie: str) -> dict[str, str]:
        """A party's signature under a document, with the official who decided."""
        medewerker = self.wie(partij, functie)
        digest = profiel.digest(profiel.jcs(document))
        getekend = profiel.digest(profiel.jcs({"besluit": digest, "medewerker": medewerker}))
        handtekening = profiel.jades(self.sleutels(partij), getekend)
        return {"medewerker": medewerker, "handtekening": handtekening}

    def besluit(
        self,
        groep: str,
        soort: str,
        gegevens: dict[str, Any],
        tekenaars: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """A group decision, signed by who takes it according to the covenant, or by others."""
        inhoud = {
            "id": profiel.uuid7(),
            "groep": groep,
            "soort": soort,
            "tijdstip": profiel.nu_tekst(),
            "gegevens": gegevens,
        }
        wie = TEKENT[soort] if tekenaars is None else tekenaars
        handtekeningen = {partij: self.teken(inhoud, partij, f) for partij, f in wie.items()}
        return self.als(next(iter(wie), "gemeente")).post(
            "/v1/groepsbesluiten", json={"besluit": inhoud, "handtekeningen": handtekeningen}
        )

    def nieuwe_groep(self, stap: int = 3) -> str:
        """A group in this step; the driehoek decides on the way from 4 to 5."""
        groep = profiel.uuid7()
        self._neem(groep, "openen", {"code": self._schuilnaam()})
        if stap >= 2:
            self._neem(groep, "start", _start())
        if stap >= 3:
            self._neem(groep, "stap", {"stap": 3})
        if stap >= 4:
            self._neem(groep, "stap", {"stap": 4})
        if stap >= 5:
            self._neem(groep, "prioritering", {"prioritering": "ja", "randvoorwaarden": []})
        for volgende in range(6, stap + 1):
            self._neem(groep, "stap", {"stap": volgende})
        return groep

    def begin_onderzoek(self, groep: str) -> None:
        """From today on a criminal investigation into the group runs."""
        vandaag = datetime.now(UTC).date()
        tot = (vandaag + timedelta(days=30)).isoformat()
        self._neem(groep, "onderzoek", {"van": vandaag.isoformat(), "tot": tot})

    def eindig_onderzoek(self, groep: str) -> None:
        """Since yesterday it does not run any more."""
        gisteren = (datetime.now(UTC).date() - timedelta(days=1)).isoformat()
        self._neem(groep, "onderzoek", {"van": gisteren, "tot": gisteren})

    def _neem(self, groep: str, soort: str, gegevens: dict[str, Any]) -> None:
        antwoord = self.besluit(groep, soort, gegevens)
        assert antwoord.status_code == 201, antwoord.text

    def _schuilnaam(self) -> str:
        """The first free number of this year: a name that nobody thought up."""
        voor, nummers, na = f"RTM-{datetime.now(UTC).year}-", [0], None
        while True:
            vraag = {"paginagrootte": "200"} | ({} if na is None else {"na": na})
            pagina = self.als("gemeente").get("/v1/groepen", params=vraag).json()
            nummers += [
                int(groep["code"].removeprefix(voor))
                for groep in pagina["groepen"]
                if groep["code"].startswith(voor)
            ]
            na = pagina["volgende"]
            if na is None:
                return f"{voor}{max(nummers) + 1:03}"

    def registreer_overleg(self, groep: str, *deelnemers: str, **anders: Any) -> str:
        """A meeting of today at the gemeente, about this group, with these officials."""
        nu = datetime.now(UTC)
        id_ = profiel.uuid7()
        invoer = {
            "partij": "gemeente",
            "groepen": [groep],
            "soort": "structureel",
            "locatie": "gemeente",
            "begin": profiel.nu_tekst(nu + timedelta(seconds=1)),
            "einde": profiel.nu_tekst(nu + timedelta(hours=1)),
            "deelnemers": list(deelnemers),
            "afgelast": False,
            **anders,
        }
        antwoord = self.registreer("gemeente", f"/v1/overleggen/{id_}", invoer)
        assert antwoord.status_code == 200, antwoord.text
        return id_

    # --- berichten --------------------------------------------------------------------------------

    def kop(
        self, soort: str, van: str, naar: str, groep: str | None, **anders: Any
    ) -> dict[str, Any]:
        """A kop without parts."""
        return {
            "versie": "2",
            "id": profiel.uuid7(),
            "tijdstip": profiel.nu_tekst(),
            "convenant": "rotterdam-groepsaanpak-2019",
            "soort": soort,
            "afzender": van,
            "ontvanger": naar,
            "medewerker": self.wie(van),
            "ontvangendeMedewerker": self.wie(naar),
            "groep": groep,
            "stap": 3,
            "doel": None,
            "kanaal": "koppelvlak",
            "overleg": None,
            "uiting": None,
            "stuk": None,
            "onderdelen": [],
            "afweging": None,
            "inReactieOp": None,
            "inhoudCommitment": None,
            **anders,
        }

    def bericht(
        self,
        soort: str,
        van: str,
        naar: str,
        groep: str | None,
        inhoud: dict[str, Any] | None = None,
        *,
        gezegd: bool = False,
        alg: str = "RSA-OAEP",
        **anders: Any,
    ) -> Bericht:
        """A signed message; without ``inhoud`` nothing is sealed. ``gezegd``: its content waits."""
        kop = self.kop(soort, van, naar, groep, **anders)
        if inhoud is None:
            return maak_bericht(kop, None, self.sleutels(van))
        verzegeld = profiel.verzegel(kop, inhoud, self.doel.partijen[naar].versleuteling, alg=alg)
        mee = None if gezegd else verzegeld.jwe
        return maak_bericht(verzegeld.kop, mee, self.sleutels(van), jwe=verzegeld.jwe)

    def verzoek(
        self, groep: str, van: str = "gemeente", naar: str = "politie", **anders: Any
    ) -> Bericht:
        """An informatieverzoek with its question."""
        inhoud = {"onderdelen": [], "stuk": VRAAG}
        return self.bericht(
            "informatieverzoek", van, naar, groep, inhoud, **{"stuk": "vraag", **anders}
        )

    def verstrekking(
        self,
        groep: str,
        *,
        naar: str = "gemeente",
        geleverd: list[dict[str, Any]] | None = None,
        alg: str = "RSA-OAEP",
        **anders: Any,
    ) -> Bericht:
        """The politie tells who somebody is.

        ``geleverd``: other content than the kop declares; ``anders``: members of the kop.
        """
        grondslag = "WPG16_1_B_2" if naar == "gemeente" else "WPG16_1_A_2"
        leden = {
            "doel": "D1",
            "afweging": AFWEGING,
            "onderdelen": [onderdeel(profiel.uuid4(), grondslag=grondslag)],
            **anders,
        }
        inhoud = inhoud_bij(leden, MOTIVERING)
        if geleverd is not None:
            inhoud = {**inhoud, "onderdelen": geleverd}
        return self.bericht("verstrekking", "politie", naar, groep, inhoud, alg=alg, **leden)

    def stuur(
        self, bericht: Bericht, koppen: Mapping[str, str] | list[tuple[str, str]] | None = None
    ) -> httpx.Response:
        """Post a message as its own sender; ``koppen`` replaces all headers."""
        return self.als(bericht.kop["afzender"]).post(
            "/v1/berichten", content=bericht.body, headers=koppen or bericht.koppen
        )

    def geef(self, bericht: Bericht) -> dict[str, Any]:
        """Send what may be sent: permitted, and taken in by the receiver. The answer."""
        antwoord = self.stuur(bericht)
        assert antwoord.status_code == 201, antwoord.text
        ontvangst = controleer_ontvangst(self.doel, bericht, antwoord.json()["ontvangst"])
        assert ontvangst["status"] == "aanvaard", ontvangst
        document: dict[str, Any] = antwoord.json()
        return document

    # --- wat wordt gezegd -------------------------------------------------------------------------

    def bevestig(
        self, partij: str, uiting: str, *berichten: Bericht, **anders: Any
    ) -> httpx.Response:
        """Tell that it was said, signed by whoever said it."""
        verteld = {
            "uiting": uiting,
            "gezegdOp": profiel.nu_tekst(),
            "medewerker": self.wie(partij),
            "berichten": [bericht.id for bericht in berichten],
            **anders,
        }
        body = json.dumps(verteld).encode()
        return self.als(partij).post(
            f"/v1/uitingen/{uiting}/_bevestig",
            content=body,
            headers=ondertekend(self.sleutels(partij), body),
        )

    def lever(self, bericht: Bericht, jwe: str | None = None) -> httpx.Response:
        """Deliver the content of what was said."""
        invoer = {"id": bericht.id, "inhoud": jwe or bericht.jwe}
        return self.zet(bericht.kop["afzender"], f"/v1/berichten/{bericht.id}/inhoud", invoer)


def _start() -> dict[str, Any]:
    vandaag = datetime.now(UTC).date()
    return {
        "datum": vandaag.isoformat(),
        "groepsverband": True,
        "eerdereInterventie": True,
        "meldingen": [
            {
                "datum": (vandaag - timedelta(days=dagen)).isoformat(),
                "bron": bron,
                "incident": profiel.commitment(f"incident {dagen}".encode()),
            }
            for dagen, bron in ((30, "politie"), (60, "stadsbeheer"), (90, "jongerenwerk"))
        ],
    }
