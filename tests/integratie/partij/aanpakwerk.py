"""Een groep langs de echte gateway met aan elke kant dezelfde twee leden, van openen tot weg."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Self

from sqlalchemy import select

from services.gemeente.start.tabellen import MeldingRij
from shared.bestand.leden.groepsleden import Groepsleden
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.tabellen import GroepslidRij
from shared.partij.dienst import Dienst
from shared.partijdienst.onderhoud import draai_onderhoud
from shared.zaak.besluiten.tabellen import BesluitconceptRij
from shared.zaak.lijsten.tabellen import OpruimingRij
from shared.zaak.opruimen.opruimen import voer_opruiming_uit
from shared.zaak.taken.tabellen import TaakRij
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.keten import Keten

BEVESTIGD = {"bevestigdZonderPersonen": True}
DOSSIERHOUDERS = {"politie": "analist", "om": "parketsecretaris", "gemeente": "regisseur"}
LANG = {"geldigTot": "2036-12-31"}
VROEG, LAAT = "Sterrin Nooitgedacht", "Dromer Fabelaar"


def eindig_voor(dienst: Dienst, groep: str, persoon: str) -> None:
    """Deze persoon gaat uit de aanpak van deze groep: wat die bracht is weg."""
    with dienst.transactie() as sessie:
        lid = Groepsleden(sessie, dienst.klok).pseudoniem(groep, persoon)
        opruiming = OpruimingRij(
            id=nieuw_id(), groep=groep, grond="nettolijst", behoud=[], alles=False,
            verwijderen=[lid.betrokkene], gemaakt_op=dienst.klok(),
        )  # fmt: skip
        sessie.add(opruiming)
        kenmerk = opruiming.id
    voer_opruiming_uit(dienst, kenmerk)


@dataclass
class Aanpak:
    """Een groep met aan elke kant dezelfde twee leden, en wie er bij de gemeente over gaan."""

    keten: Keten
    klanten: dict[str, Klant]
    burgemeester: Klant
    groep: str
    personen: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, keten: Keten) -> Self:
        wie = nieuw_id()
        klanten = {c: keten.medewerker(c, f, naam=wie)[0] for c, f in DOSSIERHOUDERS.items()}
        burgemeester, _ = keten.medewerker("gemeente", "burgemeester", naam=wie)
        groep = klanten["gemeente"].maak("/groepen", {})["groep"]["id"]
        aanpak = cls(keten, klanten, burgemeester, groep)
        for code, klant in klanten.items():
            for naam, geboren in ((VROEG, "2010-02-03"), (LAAT, "2011-05-06")):
                persoon = keten.bureaus[code].persoon(klant, groep, naam, geboren)
                if code == "gemeente":
                    aanpak.personen[naam] = persoon
        return aanpak

    @property
    def regisseur(self) -> Klant:
        return self.klanten["gemeente"]

    def naar_dag(self, dag: str) -> None:
        klok = self.keten.klok
        klok.vooruit(days=(date.fromisoformat(dag) - klok().date()).days)

    def meld(self, dag: str, *wie: str) -> None:
        melding = self.regisseur.maak(
            f"/groepen/{self.groep}/meldingen",
            {
                "bron": "stadsbeheer",
                "datum": dag,
                "plek": "het plein",
                "omschrijving": "Banken vernield na een avond met harde muziek.",
                **BEVESTIGD,
            },
        )
        for naam in wie:
            pad = f"/meldingen/{melding['id']}/betrokkenen/{self.personen[naam]}"
            antwoord = self.regisseur.vraag("PUT", pad)
            assert antwoord.status_code == 200, antwoord.text

    def sluit(self) -> None:
        """De regisseur bereidt voor wat de burgemeester leest en tekent."""
        etag = self.regisseur.vraag("GET", f"/groepen/{self.groep}/afsluiting").headers["etag"]
        voorbereid = self.regisseur.vraag(
            "POST",
            f"/groepen/{self.groep}/afsluitingen",
            json={
                "eindcriterium": "overlast_gestopt",
                "motivering": "Al maanden geen melding meer over deze groep.",
                **BEVESTIGD,
            },
            headers={"If-Match": etag},
        )
        assert voorbereid.status_code == 201, voorbereid.text
        pad = f"/besluitconcepten/{voorbereid.json()['id']}"
        digest = self.burgemeester.haal(pad)["digest"]
        self.burgemeester.maak(f"{pad}/_onderteken", {"digest": digest}, 200)

    def kijk(self, code: str) -> None:
        """Wat de achtergrondtaken van een dienst de hele dag doen."""
        dienst = self.keten.bureaus[code].geheel
        self.keten.doe(dienst.uitwisseling.groepskijker.kijk())
        self.keten.doe(dienst.opruimer.ronde())

    def onderhoud(self, code: str) -> None:
        dienst = self.keten.bureaus[code].geheel
        self.keten.doe(draai_onderhoud(dienst, timedelta(minutes=15)))

    def leden(self, code: str) -> set[str]:
        """Uit het bestand zelf: wie na het sluiten is bewaard ziet niemand meer."""
        dienst = self.keten.bureaus[code].geheel.uitwisseling.dienst
        with dienst.lezend() as sessie:
            wie = select(GroepslidRij.persoon_id).where(GroepslidRij.groep == self.groep)
            register = PersonenRegister(sessie, dienst.kluis)
            return {str(register.lees(een).naam) for een in sessie.scalars(wie)}

    def dossier(self, code: str) -> dict[str, int]:
        """Wat er van deze groep staat zonder dat er iemand in staat, met hoeveel rijen."""
        dienst = self.keten.bureaus[code].geheel.dienst
        tabellen = (MeldingRij, BesluitconceptRij, TaakRij)
        with dienst.lezend() as sessie:
            geteld = {
                rij.__tablename__: len(
                    sessie.scalars(select(rij.id).where(rij.groep == self.groep)).all()
                )
                for rij in tabellen
                if code == "gemeente" or rij is not MeldingRij
            }
        return {naam: aantal for naam, aantal in geteld.items() if aantal}

    def uitleg(self) -> dict[str, Any]:
        """Wat er staat voor wie vernietigt; een ander ziet niemand meer."""
        wie, _ = self.keten.medewerker("gemeente", "privacyfunctionaris", naam=nieuw_id())
        uit: dict[str, Any] = wie.haal(f"/groepen/{self.groep}/bewaardagen")
        if uit["geslotenOp"] is not None:
            assert self.regisseur.haal(f"/groepen/{self.groep}/bewaardagen")["mensen"] == []
        return uit
