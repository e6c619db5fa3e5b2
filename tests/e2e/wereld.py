"""Een draaiende omgeving zoals een medewerker haar ziet: inloggen, vastleggen, vragen, versturen.

Alles gaat langs de API's, met een token van de functie die het op kantoor zou doen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from deploy.brievenbus import geef_brieven
from deploy.inrichting import (
    Inrichting,
    autorisatie_invoer,
    bevestig,
    token_voor,
    wacht_op_bevestiging,
)
from deploy.klant import Geweigerd, Klant
from deploy.lokaal import Account
from deploy.omgeving import Omgeving
from shared.convenant.termijnen import datum_nl
from shared.tijd.kenmerk import uuid7
from tests.e2e.kantoor import (
    AFWEGING,
    BURGEMEESTER,
    NAGELEZEN,
    OFFICIER,
    OMVERKLARING,
    PARKETSECRETARIS,
    REGISSEUR,
    RUST,
    Wie,
    wacht_tot,
)
from tests.e2e.stapklaar import maak_klaar


@dataclass
class Wereld:
    """The environment with everybody logged in who is needed."""

    omgeving: Omgeving
    inrichting: Inrichting
    _klanten: dict[Wie, Klant] = field(default_factory=dict)

    def sluit(self) -> None:
        for klant in self._klanten.values():
            klant.sluit()

    @property
    def vandaag(self) -> date:
        return datum_nl(datetime.now(UTC))

    def dag(self, dagen: int) -> str:
        """The date so many days from today."""
        return (self.vandaag + timedelta(days=dagen)).isoformat()

    def geboren(self, jaren: int) -> str:
        """A date of birth of somebody who is this old all year."""
        return date(self.vandaag.year - jaren, 1, 1).isoformat()

    # --- wie er inlogt ----------------------------------------------------------------------------

    def token(self, wie: Wie) -> str:
        lokaal = self.omgeving.lokaal
        return token_voor(lokaal, lokaal.account(wie.partij, wie.functie))

    def klant(self, wie: Wie, onderdeel: str | None = None) -> Klant:
        """A new session at the own service, or at another part of the system."""
        deel = self.omgeving.lokaal.onderdeel(onderdeel or wie.partij)
        return Klant(deel.url, self.omgeving.pki.vertrouwen, self.token(wie))

    def als(self, wie: Wie) -> Klant:
        """The official's session at the own service; logs in at the first use."""
        if wie not in self._klanten:
            self._klanten[wie] = self.klant(wie)
        return self._klanten[wie]

    def autorisatie(self, wie: Wie) -> str:
        """The reference under which the official stands in messages."""
        account = self.omgeving.lokaal.account(wie.partij, wie.functie)
        return self.inrichting.autorisaties[account.sub]

    def neem_aan(self, sub: str, partij: str, functie: str, **anders: Any) -> str:
        """Authorise a new colleague and wait until the gateway knows; the reference."""
        id_ = uuid7(datetime.now(UTC))
        invoer = autorisatie_invoer(Account(sub, "Sien Verzonnen", partij, functie), **anders)
        beheer = self.als(Wie(partij, self.omgeving.lokaal.beheerder(partij).functie))
        antwoord = beheer.zet(f"/autorisaties/{id_}", invoer)
        if wacht_op_bevestiging(antwoord):
            ander = self.omgeving.lokaal.bevestiger(partij)
            bevestig(self.als(Wie(partij, ander.functie)), [antwoord["id"]])
        wacht_tot(
            lambda: beheer.haal(f"/autorisaties/{id_}")["gateway"]["stand"] == "bevestigd",
            "de gateway kent de nieuwe collega",
        )
        return id_

    # --- het eigen bestand ------------------------------------------------------------------------

    def persoon(self, wie: Wie, naam: str, jaren: int = 16, **anders: Any) -> str:
        """Somebody in the own file; the id."""
        invoer = {"naam": naam, "geboortedatum": self.geboren(jaren), **anders}
        id_ = str(self.als(wie).stuur("/personen", invoer)["id"])
        if wie.partij == "om":
            self.verklaar(id_)
        return id_

    def verklaar(self, persoon: str) -> None:
        """The OM declares what its card of somebody does not rest on."""
        self.als(PARKETSECRETARIS).zet(f"/personen/{persoon}/omverklaring", dict(OMVERKLARING))

    def informeer(self, persoon: str) -> None:
        """The gemeente hands over the letters about somebody."""
        geef_brieven(self.als(REGISSEUR).stuur, persoon)

    def stuk(self, wie: Wie, persoon: str, pad: str, **inhoud: Any) -> str:
        """A record about a person in the own file; the id."""
        vast = {"aard": "feit", "bijzonder": False, "derdenVerwijderd": True}
        return str(self.als(wie).stuur(f"/personen/{persoon}/{pad}", {**vast, **inhoud})["id"])

    # --- groepen ----------------------------------------------------------------------------------

    def zaak(self, stap: int = 2) -> Zaak:
        """A new group, brought to step 1, 2 or 3."""
        zaak = Zaak(self, str(self.als(REGISSEUR).stuur("/groepen", {})["groep"]["id"]))
        if stap >= 2:
            zaak.start()
        if stap >= 3:
            zaak.naar_stap(3)
        return zaak

    def alles(self, wie: Wie, pad: str, naam: str, **vraag: str) -> list[dict[str, Any]]:
        """Every page of a list."""
        rijen: list[dict[str, Any]] = []
        while True:
            pagina = self.als(wie).haal(pad, paginagrootte=200, **vraag)
            rijen += pagina[naam]
            if pagina["volgende"] is None:
                return rijen
            vraag = {**vraag, "na": pagina["volgende"]}


@dataclass
class Zaak:
    """A group under way."""

    wereld: Wereld
    id: str

    def start(self) -> None:
        """The start decision of the burgemeester, on three incidents that the system counts."""
        self.neem(BURGEMEESTER, self.zet_start_klaar())

    def zet_start_klaar(self) -> dict[str, Any]:
        """Everything it rests on, and the decision as the burgemeester will read it."""
        klant, groep = self.wereld.als(REGISSEUR), f"/groepen/{self.id}"
        tekst = "Verzonnen: de groep maakt lawaai bij het winkelcentrum."
        for dagen, bron in ((30, "politie"), (60, "stadsbeheer"), (90, "jongerenwerk")):
            melding = {"bron": bron, "datum": self.wereld.dag(-dagen), "plek": "het winkelcentrum"}
            melding["bronkenmerk"] = f"{bron}-{dagen}"
            klant.stuur(f"{groep}/meldingen", {**melding, "omschrijving": tekst, **NAGELEZEN})
        interventie = {"partij": "gemeente", "datum": self.wereld.dag(-45), "omschrijving": tekst}
        klant.stuur(
            f"{groep}/interventies", {**interventie, "overlastVerminderd": False, **NAGELEZEN}
        )
        verband = {"hoofdzakelijk": True, "motivering": tekst, **NAGELEZEN}
        klant.zet(f"{groep}/groepsverband", verband)
        klant.zet(f"/stapantwoorden/{self.id}/1", {"antwoorden": [tekst, tekst], **NAGELEZEN})
        indeling = {
            "aantasting": ["overlast"],
            "groepssoort": ["fluide-netwerk"],
            "gedrag": ["veroorzaakt-overlast"],
        }
        klant.zet(f"{groep}/indeling", {"indeling": indeling, "toelichting": tekst, **NAGELEZEN})
        gezien = {"If-Match": klant.etag(f"{groep}/startcriteria")}
        besluit = {"motivering": tekst, **NAGELEZEN}
        concept: dict[str, Any] = klant.stuur(f"{groep}/startbesluiten", besluit, gezien)
        return concept

    def maak_klaar(self, stap: int) -> None:
        """What this step asks before the group may leave it: answers, and what is laid down."""
        klant, eigenaar = self.wereld.als(REGISSEUR), self.wereld.autorisatie(REGISSEUR)
        maak_klaar(klant, self.id, stap, eigenaar, self.wereld.dag(60))

    def naar_stap(self, stap: int) -> dict[str, Any]:
        """The regisseur finishes the step the group is in, and takes it to the next; the group."""
        self.maak_klaar(stap - 1)
        return self.besluit(REGISSEUR, "stap", {"stap": stap})

    def sluit_af(self, eindcriterium: str) -> None:
        """The end of the approach: the service composes it, the burgemeester decides."""
        klant, groep = self.wereld.als(REGISSEUR), f"/groepen/{self.id}"
        gezien = {"If-Match": klant.etag(f"{groep}/afsluiting")}
        tekst = "Verzonnen: er zijn geen meldingen meer."
        self.neem(
            BURGEMEESTER,
            klant.stuur(
                f"{groep}/afsluitingen",
                {"eindcriterium": eindcriterium, "motivering": tekst, **NAGELEZEN},
                gezien,
            ),
        )

    def neem(self, wie: Wie, concept: Mapping[str, Any]) -> dict[str, Any]:
        """Who decides reads what was prepared, and signs exactly that."""
        klant, pad = self.wereld.als(wie), f"/besluitconcepten/{concept['id']}"
        gelezen = klant.haal(pad)
        lees_stukken(klant, gelezen)
        getekend: dict[str, Any] = klant.stuur(f"{pad}/_onderteken", {"digest": gelezen["digest"]})
        return getekend

    def leg_voor(
        self,
        bereidt: Wie,
        beslist: Wie,
        soort: str,
        gegevens: Mapping[str, Any],
        mede: Sequence[Wie],
    ) -> dict[str, Any]:
        """A decision of more parties: prepared, taken here, and then read and signed by each."""
        vraag = {"groep": self.id, "soort": soort, "gegevens": dict(gegevens)}
        voorgelegd = self.neem(beslist, self.wereld.als(bereidt).stuur("/besluitconcepten", vraag))
        for ander in mede:
            klant, pad = self.wereld.als(ander), f"/besluitvoorstellen/{voorgelegd['id']}"
            gelezen = klant.haal(pad)
            lees_stukken(klant, gelezen)
            voorgelegd = klant.stuur(f"{pad}/_onderteken", {"digest": gelezen["digest"]})
        return voorgelegd

    def onderzoek(self, tot: int = 60) -> None:
        """The officier says that a criminal investigation runs, from today on."""
        officier = self.wereld.autorisatie(OFFICIER)
        zaak = {"id": uuid7(datetime.now(UTC)), "nummer": "10/000000-26", "zaakofficier": officier}
        self.wereld.als(OFFICIER).zet(
            f"/onderzoeken/{uuid7(datetime.now(UTC))}",
            {
                "groep": self.id, "eigenaar": officier, "zaken": [zaak],
                "van": self.wereld.dag(0), "tot": self.wereld.dag(tot),
            },
        )  # fmt: skip

    def besluit(
        self, wie: Wie, soort: str, gegevens: Mapping[str, Any], mede: Sequence[Wie] = ()
    ) -> dict[str, Any]:
        """A decision about the group, shown to and signed by everybody who has to; the group."""
        nu = datetime.now(UTC)
        inhoud = {
            "id": uuid7(nu),
            "groep": self.id,
            "soort": soort,
            "tijdstip": nu.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "gegevens": dict(gegevens),
        }
        handtekeningen = {}
        for ander in mede:
            vraag = {"besluit": inhoud, "digest": self._toon(ander, inhoud)}
            getekend = self.wereld.als(ander).stuur("/groepsbesluiten/_onderteken", vraag)
            handtekeningen[ander.partij] = {
                lid: getekend[lid] for lid in ("medewerker", "handtekening")
            }
        indienen = {
            "besluit": inhoud,
            "digest": self._toon(wie, inhoud),
            "handtekeningen": handtekeningen,
        }
        groep: dict[str, Any] = self.wereld.als(wie).stuur("/groepsbesluiten", indienen)["groep"]
        return groep

    def lid(self, wie: Wie, persoon: str, categorie: int = 1, kind: str | None = None) -> str:
        """Make somebody a member in the own file; the pseudonym."""
        lid = {"persoonId": persoon, "categorie": categorie}
        if kind is not None:
            lid["kindPersoonId"] = kind
        return str(self.wereld.als(wie).stuur(f"/groepen/{self.id}/leden", lid)["betrokkene"])

    def leden(self, wie: Wie) -> dict[str, str]:
        """The members as this party knows them: from pseudonym to the own person's id."""
        rijen = self.wereld.alles(wie, f"/groepen/{self.id}/leden", "leden")
        return {rij["betrokkene"]: rij["persoonId"] for rij in rijen}

    def vraag(self, van: Wie, aan: Wie, vraag: str = "Wie horen erbij?") -> str:
        """An informatieverzoek that arrives; the id an answer names."""
        opdracht = {
            "groep": self.id,
            "ontvanger": aan.partij,
            "ontvangendeMedewerker": self.wereld.autorisatie(aan),
            "vraag": vraag,
            **NAGELEZEN,
        }
        antwoord = self.wereld.als(van).stuur("/informatieverzoeken", opdracht)
        return str(self.wacht_op(van, antwoord["id"])["id"])

    def opdracht(
        self,
        naar: Wie,
        onderdelen: Sequence[Mapping[str, Any]],
        *,
        reactie_op: str | None = None,
        motivering: str = "Nodig om de groep in beeld te brengen.",
        **anders: Any,
    ) -> dict[str, Any]:
        """The body of an order to send."""
        return {
            "ontvanger": naar.partij,
            "ontvangendeMedewerker": self.wereld.autorisatie(naar),
            "groep": self.id,
            "doel": "D1",
            "inReactieOp": reactie_op,
            "afweging": {**AFWEGING, "motivering": motivering},
            "onderdelen": [dict(deel) for deel in onderdelen],
            **NAGELEZEN,
            **anders,
        }

    def vervolg(
        self,
        soort: str,
        naar: Wie,
        op: str,
        onderdelen: Sequence[Mapping[str, Any]] = (),
        **anders: Any,
    ) -> dict[str, Any]:
        """The body of an order that builds on an earlier message, which it names."""
        return {
            "soort": soort,
            "ontvanger": naar.partij,
            "ontvangendeMedewerker": self.wereld.autorisatie(naar),
            "groep": self.id,
            "inReactieOp": op,
            "onderdelen": [dict(deel) for deel in onderdelen],
            **anders,
        }

    def uiting(
        self, delen: Sequence[Mapping[str, Any]], naar: Mapping[Wie, str], **anders: Any
    ) -> dict[str, Any]:
        """The body of an order to say something by telephone; ``naar``: on what ground to whom."""
        grondslagen = {wie.partij: grondslag for wie, grondslag in naar.items()}
        return {
            "groep": self.id,
            "doel": "D1",
            "afweging": {**AFWEGING, "motivering": "Nodig om de groep in beeld te brengen."},
            "onderdelen": [{**een, "grondslagen": grondslagen} for een in delen],
            "toehoorders": [
                {"partij": wie.partij, "medewerker": self.wereld.autorisatie(wie)} for wie in naar
            ],
            **NAGELEZEN,
            **anders,
        }

    def verstrek(self, van: Wie, opdracht: Mapping[str, Any]) -> dict[str, Any]:
        """Send what may be sent, and wait until it has arrived."""
        antwoord = self.wereld.als(van).stuur("/verstrekkingen", opdracht)
        stand = self.wacht_op(van, antwoord["id"])
        assert stand["status"] in ("afgeleverd", "aangekondigd"), stand
        return stand

    def weiger(self, van: Wie, opdracht: Mapping[str, Any]) -> Geweigerd:
        """Try to send what may not be sent; the refusal."""
        try:
            antwoord = self.wereld.als(van).stuur("/verstrekkingen", opdracht)
        except Geweigerd as weigering:
            return weigering
        raise AssertionError(f"Dit had niet gemogen: {antwoord}")

    def wacht_op(self, wie: Wie, bericht: str) -> dict[str, Any]:
        """The message once nothing happens to it any more."""
        klant = self.wereld.als(wie)

        def rust() -> dict[str, Any] | None:
            stand: dict[str, Any] = klant.haal(f"/verstrekkingen/{bericht}")
            return stand if stand["status"] in RUST else None

        stand: dict[str, Any] = wacht_tot(rust, f"bericht {bericht} van {wie.partij} is rond")
        return stand

    def ontvangen(self, wie: Wie, bericht: str | None = None) -> list[dict[str, Any]]:
        """What this party received in this group, or with one message."""
        rijen = self.wereld.alles(wie, "/ontvangen-gegevens", "ontvangenGegevens", groep=self.id)
        return [rij for rij in rijen if bericht in (None, rij["bericht"])]

    def _toon(self, wie: Wie, inhoud: Mapping[str, Any]) -> str:
        getoond = self.wereld.als(wie).stuur("/groepsbesluiten/_onderteken", {"besluit": inhoud})
        return str(getoond["digest"])


def lees_stukken(klant: Klant, besluit: Mapping[str, Any]) -> None:
    """Every stuk under what is to be signed: without that nobody signs."""
    for stuk in besluit["stukken"]:
        klant.haal(f"/stukken/{stuk['stuk']}")
