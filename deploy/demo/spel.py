"""The stage: who is logged in where, and the acts the story is made of.

Every act is one or a few calls of an API with the token of the function that would do it in the
office. An act that must be refused and is not, or the other way around, ends the demo.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from deploy.demo.verteller import Verteller
from deploy.inrichting import Inrichting, token_voor
from deploy.klant import Geweigerd, Klant
from deploy.omgeving import Omgeving
from shared.bericht.identiteit import uuid7
from shared.convenant.termijnen import datum_nl

_POGINGEN = 100
_PAUZE_SECONDEN = 0.1
AFWEGING: dict[str, Any] = {
    "noodzaak": True,
    "proportionaliteit": True,
    "subsidiariteit": True,
}


class DemoMislukt(Exception):
    """Something went otherwise than the story says; the text says what."""


@dataclass(frozen=True)
class Wie:
    """An official: the party and the function."""

    partij: str
    functie: str


REGISSEUR = Wie("gemeente", "regisseur")
BURGEMEESTER = Wie("gemeente", "burgemeester")
ANALIST = Wie("politie", "analist")
WIJKAGENT = Wie("politie", "wijkagent")
TEAMCHEF = Wie("politie", "teamchef")
PARKETSECRETARIS = Wie("om", "parketsecretaris")
OFFICIER = Wie("om", "officier")


@dataclass
class Spel:
    """The running environment, the officials' sessions, and the group the story is about."""

    omgeving: Omgeving
    inrichting: Inrichting
    verteller: Verteller
    groep: str = ""
    vandaag: date = field(default_factory=lambda: datum_nl(datetime.now(UTC)))
    _klanten: dict[Wie, Klant] = field(default_factory=dict)

    def klant(self, wie: Wie) -> Klant:
        """The official's session; logs in at the first use."""
        if wie not in self._klanten:
            lokaal = self.omgeving.lokaal
            token = token_voor(lokaal, lokaal.account(wie.partij, wie.functie))
            url = lokaal.onderdeel(wie.partij).url
            self._klanten[wie] = Klant(url, self.omgeving.pki.vertrouwen, token)
        return self._klanten[wie]

    @property
    def functies(self) -> set[Wie]:
        """Who took part so far."""
        return set(self._klanten)

    def sluit(self) -> None:
        for klant in self._klanten.values():
            klant.sluit()

    def autorisatie(self, wie: Wie) -> str:
        """The reference under which the official stands in messages."""
        account = self.omgeving.lokaal.account(wie.partij, wie.functie)
        return self.inrichting.autorisaties[account.sub]

    def dag(self, dagen: int) -> str:
        """The date so many days from today."""
        return (self.vandaag + timedelta(days=dagen)).isoformat()

    def open_groep(self, schuilnaam: str) -> None:
        """A new group in step 1; the story is about this group from here on."""
        self.groep = uuid7(datetime.now(UTC))
        self.besluit(REGISSEUR, "openen", {"code": schuilnaam})

    def opdracht(
        self,
        naar: Wie,
        onderdelen: Sequence[Mapping[str, Any]],
        *,
        motivering: str,
        doel: str = "D1",
        reactie_op: str | None = None,
        **anders: Any,  # noqa: ANN401 leden van de opdracht zoals de API ze kent
    ) -> dict[str, Any]:
        """The body of an order to send."""
        return {
            "ontvanger": naar.partij,
            "ontvangendeMedewerker": self.autorisatie(naar),
            "groep": self.groep,
            "doel": doel,
            "inReactieOp": reactie_op,
            "afweging": {**AFWEGING, "motivering": motivering},
            "onderdelen": list(onderdelen),
            **anders,
        }

    def verstrek(self, wie: Wie, wat: str, opdracht: Mapping[str, Any]) -> dict[str, Any]:
        """Send what may be sent; it must arrive."""
        antwoord: dict[str, Any] = self.klant(wie).stuur("/verstrekkingen", opdracht)
        self.eis_bezorgd(antwoord, wat)
        self.verteller.toegestaan_door(wie.partij, wat, antwoord)
        return antwoord

    def weiger(
        self, wie: Wie, wat: str, opdracht: Mapping[str, Any], poorten: Sequence[int]
    ) -> None:
        """Try to send what may not be sent; exactly these gates must close."""
        try:
            self.klant(wie).stuur("/verstrekkingen", opdracht)
        except Geweigerd as weigering:
            gesloten = self.verteller.geweigerd_door(wie.partij, wat, weigering)
            if gesloten != sorted(poorten):
                raise DemoMislukt(
                    f"{wat}: poorten {gesloten} sloten, verwacht {sorted(poorten)}."
                ) from weigering
            return
        raise DemoMislukt(f"{wat}: dit had geweigerd moeten worden.")

    def vraag(self, wie: Wie, naar: Wie, wat: str, reden: str) -> str:
        """Send an informatieverzoek; returns its id, which the answer must name."""
        opdracht = {
            "groep": self.groep,
            "ontvanger": naar.partij,
            "ontvangendeMedewerker": self.autorisatie(naar),
            "reden": reden,
        }
        antwoord = self.klant(wie).stuur("/informatieverzoeken", opdracht)
        self.eis_bezorgd(antwoord, wat)
        self.verteller.toegestaan_door(wie.partij, wat, antwoord)
        return str(antwoord["id"])

    def besluit(self, wie: Wie, soort: str, gegevens: Mapping[str, Any]) -> dict[str, Any]:
        """Take a decision about the group that the official's party takes by itself."""
        inhoud = {
            "id": uuid7(datetime.now(UTC)),
            "groep": self.groep,
            "soort": soort,
            "tijdstip": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "gegevens": dict(gegevens),
        }
        getoond = self.klant(wie).stuur("/groepsbesluiten/_onderteken", {"besluit": inhoud})
        antwoord: dict[str, Any] = self.klant(wie).stuur(
            "/groepsbesluiten", {"besluit": inhoud, "digest": getoond["digest"]}
        )
        return antwoord

    def samen_besluiten(
        self, wie: Wie, soort: str, gegevens: Mapping[str, Any], mede: Sequence[Wie]
    ) -> dict[str, Any]:
        """Lay a decision before the others; each finds it on the work list, reads it and signs."""
        vraag = {"groep": self.groep, "soort": soort, "gegevens": dict(gegevens)}
        voorstel: dict[str, Any] = self.klant(wie).stuur("/besluitvoorstellen", vraag)
        for ander in mede:
            klant = self.klant(ander)
            (werk,) = klant.haal("/werklijst", groep=self.groep, soort="besluit-ondertekenen")[
                "werk"
            ]
            gelezen = klant.haal(werk["pad"])
            voorstel = klant.stuur(f"{werk['pad']}/_onderteken", {"digest": gelezen["digest"]})
        return voorstel

    def weiger_besluit(self, wie: Wie, wat: str, soort: str, gegevens: Mapping[str, Any]) -> None:
        """Try a decision that does not stand."""
        try:
            self.besluit(wie, soort, gegevens)
        except Geweigerd as weigering:
            self.verteller.geweigerd_door(wie.partij, wat, weigering)
            return
        raise DemoMislukt(f"{wat}: dit had geweigerd moeten worden.")

    def wacht_tot(self, moment: datetime) -> None:
        """Wait until this moment has come."""
        time.sleep(max(0.0, (moment - datetime.now(UTC)).total_seconds()))

    def wacht_op_autorisatie(self, klant: Klant, autorisatie: str) -> None:
        """Wait until the gateway knows a newly registered authorisation."""
        for _poging in range(_POGINGEN):
            rijen = klant.haal("/autorisaties", paginagrootte=100)["autorisaties"]
            stand = next(rij["gateway"]["stand"] for rij in rijen if rij["id"] == autorisatie)
            if stand == "bevestigd":
                return
            time.sleep(_PAUZE_SECONDEN)
        raise DemoMislukt("De gateway heeft de nieuwe autorisatie niet bevestigd.")

    def leden(self, wie: Wie) -> dict[str, str]:
        """The members as this party knows them: from pseudonym to the own person's id."""
        rijen = self.klant(wie).haal(f"/groepen/{self.groep}/leden", paginagrootte=100)["leden"]
        return {rij["betrokkene"]: rij["persoonId"] for rij in rijen}

    def eis_bezorgd(self, antwoord: Mapping[str, Any], wat: str) -> None:
        """Whoever sent this sees that it was delivered."""
        if antwoord["status"] != "afgeleverd":
            raise DemoMislukt(
                f"{wat}: het bericht staat op '{antwoord['status']}' "
                f"({antwoord.get('laatsteFout') or 'zonder uitleg'})."
            )
