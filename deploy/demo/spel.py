"""The stage: who is logged in where, and the acts the story is made of.

Every act is one or a few calls of an API with the token of the function that would do it in the
office. An act that must be refused and is not, or the other way around, ends the demo.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx

from deploy.demo.verteller import Verteller
from deploy.inrichting import Inrichting, token_voor
from deploy.klant import Geweigerd, Klant
from deploy.omgeving import Omgeving
from shared.bericht.tijd import utc_tekst
from shared.convenant.termijnen import datum_nl
from shared.tijd.kenmerk import uuid7

_WACHTEN_SECONDEN = 60.0
_PAUZE_SECONDEN = 0.1
AFWEGING: dict[str, Any] = {
    "noodzaak": True,
    "proportionaliteit": True,
    "subsidiariteit": True,
}
NAGELEZEN: dict[str, Any] = {"bevestigdZonderPersonen": True}
"""Whoever writes about a group read it again: nobody is in it."""


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
FG = Wie("gemeente", "fg")
HELPDESK = Wie("gemeente", "beheerder")
OVER_ALLES = Wie("gemeente", "auditor")


@dataclass
class Spel:
    """The running environment, the officials' sessions, and the group the story is about."""

    omgeving: Omgeving
    inrichting: Inrichting
    verteller: Verteller
    groep: str = ""
    code: str = ""
    vandaag: date = field(default_factory=lambda: datum_nl(datetime.now(UTC)))
    _klanten: dict[Wie, Klant] = field(default_factory=dict)

    # --- wie er inlogt ----------------------------------------------------------------------------

    def klant(self, wie: Wie) -> Klant:
        """The official's session; logs in at the first use."""
        if wie not in self._klanten:
            lokaal = self.omgeving.lokaal
            token = token_voor(lokaal, lokaal.account(wie.partij, wie.functie))
            url = lokaal.gateway.url if wie == OVER_ALLES else lokaal.onderdeel(wie.partij).url
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

    # --- versturen --------------------------------------------------------------------------------

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
            **NAGELEZEN,
            **anders,
        }

    def vervolg(
        self,
        soort: str,
        naar: Wie,
        op: str,
        onderdelen: Sequence[Mapping[str, Any]] = (),
        **anders: Any,  # noqa: ANN401 leden van de opdracht zoals de API ze kent
    ) -> dict[str, Any]:
        """The body of an order that builds on an earlier message, which it names."""
        return {
            "soort": soort,
            "ontvanger": naar.partij,
            "ontvangendeMedewerker": self.autorisatie(naar),
            "groep": self.groep,
            "inReactieOp": op,
            "onderdelen": list(onderdelen),
            **anders,
        }

    def verstrek(self, wie: Wie, wat: str, opdracht: Mapping[str, Any]) -> dict[str, Any]:
        """Send what may be sent; it must arrive."""
        return self.kom_aan(wie, wat, self.klant(wie).stuur("/verstrekkingen", opdracht))

    def weiger(
        self,
        wie: Wie,
        wat: str,
        opdracht: Mapping[str, Any],
        poorten: Sequence[int],
        *,
        of_weg: bool = False,
    ) -> None:
        """Try to send what may not be sent; exactly these gates must close.

        ``of_weg``: or what there was to send has been destroyed or shielded meanwhile.
        """
        weigering = self.probeer(
            wie, wat, lambda: self.klant(wie).stuur("/verstrekkingen", opdracht)
        )
        if of_weg and weigering.status in (httpx.codes.GONE, httpx.codes.CONFLICT):
            return
        gesloten = sorted({een["poort"] for een in weigering.probleem.get("redenen", [])})
        if gesloten != sorted(poorten):
            raise DemoMislukt(f"{wat}: poorten {gesloten} sloten, verwacht {sorted(poorten)}.")

    def probeer(self, wie: Wie, wat: str, doe: Callable[[], object]) -> Geweigerd:
        """Try what does not go through; the refusal, told."""
        try:
            doe()
        except Geweigerd as weigering:
            self.verteller.geweigerd_door(wie.partij, wat, weigering)
            return weigering
        raise DemoMislukt(f"{wat}: dit had geweigerd moeten worden.")

    def vraag(self, wie: Wie, naar: Wie, wat: str, vraag: str) -> str:
        """Send an informatieverzoek with its question; its id, which the answer must name."""
        opdracht = {
            "groep": self.groep,
            "ontvanger": naar.partij,
            "ontvangendeMedewerker": self.autorisatie(naar),
            "vraag": vraag,
            "uiterlijk": self.dag(14),
            **NAGELEZEN,
        }
        antwoord = self.klant(wie).stuur("/informatieverzoeken", opdracht)
        return str(self.kom_aan(wie, wat, antwoord)["id"])

    def stuk(
        self, wie: Wie, soort: str, wat: str, gegevens: Mapping[str, Any], *naar: Wie
    ) -> dict[str, Any]:
        """Give a stuk about the group to others; it must arrive with each of them."""
        klant = self.klant(wie)
        gegeven = klant.stuur(
            "/stukken",
            {
                "stuk": soort,
                "groep": self.groep or None,
                "ontvangers": [
                    {"partij": een.partij, "medewerker": self.autorisatie(een)} for een in naar
                ],
                "gegevens": dict(gegevens),
                **NAGELEZEN,
            },
        )

        def rust() -> dict[str, Any] | None:
            stand: dict[str, Any] = klant.haal(f"/stukken/{gegeven['id']}")
            bezorgd = all(een["status"] == "afgeleverd" for een in stand["ontvangers"])
            return stand if bezorgd else None

        stand = self.wacht_op(rust, f"{wat}: het stuk komt niet aan")
        self.verteller.stuk_gegeven(wie.partij, wat, [een.partij for een in naar])
        return stand

    def kom_aan(self, wie: Wie, wat: str, antwoord: Mapping[str, Any]) -> dict[str, Any]:
        """Something that was sent in another way than ``verstrek``; it must arrive."""
        stand = self._tot_rust(wie, antwoord, wat)
        self.verteller.toegestaan_door(wie.partij, wat, stand)
        return stand

    def _tot_rust(self, wie: Wie, antwoord: Mapping[str, Any], wat: str) -> dict[str, Any]:
        """The message once nothing happens to it any more; it must have been delivered."""

        def rust() -> dict[str, Any] | None:
            stand: dict[str, Any] = self.klant(wie).haal(f"/verstrekkingen/{antwoord['id']}")
            return None if stand["status"] in ("wachtend", "onderweg") else stand

        klaar = antwoord["status"] == "afgeleverd"
        stand = dict(antwoord) if klaar else self.wacht_op(rust, f"{wat}: komt niet tot rust")
        if stand["status"] != "afgeleverd":
            raise DemoMislukt(
                f"{wat}: het bericht staat op '{stand['status']}' "
                f"({stand.get('laatsteFout') or 'zonder uitleg'})."
            )
        return stand

    # --- besluiten --------------------------------------------------------------------------------

    def open_groep(self) -> None:
        """A new group in step 1, under the name the system gives it."""
        groep = self.klant(REGISSEUR).stuur("/groepen", {})["groep"]
        self.groep, self.code = str(groep["id"]), str(groep["code"])

    def stap(self, nummer: int) -> None:
        """The regisseur takes the group to the next step."""
        self._neem_zelf(REGISSEUR, "stap", {"stap": nummer})

    def neem(self, wie: Wie, concept: Mapping[str, Any]) -> dict[str, Any]:
        """Who decides reads what was prepared, and signs exactly that."""
        klant, pad = self.klant(wie), f"/besluitconcepten/{concept['id']}"
        gelezen = self._lees_met_stukken(wie, pad)
        getekend: dict[str, Any] = klant.stuur(f"{pad}/_onderteken", {"digest": gelezen["digest"]})
        return getekend

    def samen_besluiten(
        self,
        soort: str,
        gegevens: Mapping[str, Any],
        bereidt: Wie,
        beslist: Wie,
        mede: Sequence[Wie],
    ) -> int:
        """One prepares, one signs and lays it before the others; each reads it and signs too.

        How many stukken lay under it: each read the same ones.
        """
        vraag = {"groep": self.groep, "soort": soort, "gegevens": dict(gegevens)}
        concept = self.klant(bereidt).stuur("/besluitconcepten", vraag)
        onder = _digests(self.klant(beslist).haal(f"/besluitconcepten/{concept['id']}"))
        self.neem(beslist, concept)
        for ander in mede:
            klant = self.klant(ander)
            (werk,) = klant.haal("/werklijst", groep=self.groep, soort="besluit-ondertekenen")[
                "werk"
            ]
            gelezen = self._lees_met_stukken(ander, werk["pad"])
            if _digests(gelezen) != onder:
                raise DemoMislukt(f"Onder het besluit leest de {ander.functie} andere stukken.")
            klant.stuur(f"{werk['pad']}/_onderteken", {"digest": gelezen["digest"]})
        return len(onder)

    def _lees_met_stukken(self, wie: Wie, pad: str) -> dict[str, Any]:
        """What is to be signed, and every stuk under it: without that nobody signs."""
        klant = self.klant(wie)
        gelezen: dict[str, Any] = klant.haal(pad)
        for stuk in gelezen["stukken"]:
            klant.haal(f"/stukken/{stuk['stuk']}")
        return gelezen

    def _neem_zelf(self, wie: Wie, soort: str, gegevens: Mapping[str, Any]) -> None:
        inhoud = {
            "id": uuid7(datetime.now(UTC)),
            "groep": self.groep,
            "soort": soort,
            "tijdstip": utc_tekst(datetime.now(UTC)),
            "gegevens": dict(gegevens),
        }
        getoond = self.klant(wie).stuur("/groepsbesluiten/_onderteken", {"besluit": inhoud})
        self.klant(wie).stuur("/groepsbesluiten", {"besluit": inhoud, "digest": getoond["digest"]})

    # --- kijken en wachten ------------------------------------------------------------------------

    def leden(self, wie: Wie) -> dict[str, str]:
        """The members as this party knows them: from pseudonym to the own person's id."""
        rijen = self.klant(wie).haal(f"/groepen/{self.groep}/leden", paginagrootte=100)["leden"]
        return {rij["betrokkene"]: rij["persoonId"] for rij in rijen}

    def wacht_op(self, klaar: Callable[[], dict[str, Any] | None], anders: str) -> dict[str, Any]:
        """What ``klaar`` returns once that is something; else ``anders`` says what went wrong."""
        grens = time.monotonic() + _WACHTEN_SECONDEN
        while time.monotonic() < grens:
            uitkomst = klaar()
            if uitkomst is not None:
                return uitkomst
            time.sleep(_PAUZE_SECONDEN)
        raise DemoMislukt(f"{anders} (na {_WACHTEN_SECONDEN:.0f} seconden).")

    def wacht_tot(self, moment: datetime) -> None:
        """Wait until this moment has come."""
        time.sleep(max(0.0, (moment - datetime.now(UTC)).total_seconds()))


def _digests(gelezen: Mapping[str, Any]) -> set[str]:
    """What lies under a decision, as whoever signs it sees it."""
    return {stuk["digest"] for stuk in gelezen["stukken"]}
