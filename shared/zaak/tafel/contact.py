"""How who sits at the table can be reached: given by himself, shown to the others (4.4, D10)."""

from __future__ import annotations

import asyncio

from sqlalchemy.orm import Session

from shared.bestand.contact.opslag import gewijzigd_op, lees_contact
from shared.bestand.ontvangen.gegevens import open_gegeven
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import deelnemercategorie
from shared.partij.fouten import OngeldigeInvoer, Vernietigd
from shared.verzenden.samenstellen.opdracht import Verzendopdracht
from shared.verzenden.tabellen import UitgaandRij
from shared.verzenden.uitingen.collegas import Collega, collegas
from shared.verzenden.uitwisseling import Uitwisseling
from shared.verzenden.versturen.verstrekken import Verstrekken
from shared.web.meldingen import Invoerfout
from shared.zaak.overleg.register import eis_erbij, lees_overleg
from shared.zaak.overleg.vormen import OverlegUit
from shared.zaak.tafel import contactopslag as opslag
from shared.zaak.tafel.contactvormen import (
    BereikUit,
    Contactopdracht,
    ContactstandUit,
    TafelgenootUit,
)
from shared.zaak.tafel.vertrek import neem_contact_terug

SOORT = "deelnemercontact"


class Tafelcontact:
    """The use cases of one official at the table."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie
        self._regels = uitwisseling.dienst.regels
        self._eigen = uitwisseling.dienst.partij.code

    async def lees(self, overleg: str) -> list[TafelgenootUit]:
        """Everybody at the table, with how he can be reached if he gave that. It is recorded.

        Whose authorisation does not hold today is shown without, whatever was given of him.
        """
        tafel = await lees_overleg(self._u, overleg)
        eis_erbij(self._wie, tafel)
        bekend = await self._bekend()
        return await asyncio.to_thread(self._lees, tafel, bekend)

    async def geef(
        self, overleg: str, opdracht: Contactopdracht, verstrekken: Verstrekken
    ) -> list[ContactstandUit]:
        """Gives the own contact data to every other party at the table; once, until they change.

        Raises ``OngeldigeInvoer`` with what is wrong with the order.
        """
        tafel = await lees_overleg(self._u, overleg)
        eis_erbij(self._wie, tafel)
        groep = tafel.groepen[0] if opdracht.groep is None else opdracht.groep
        if groep not in tafel.groepen:
            raise OngeldigeInvoer([Invoerfout("/groep", "hoort niet bij dit overleg")])
        self._wie.eis_groep(groep)
        bekend = await self._bekend()
        async with self._u.sloten.op(f"contact/{self._wie.autorisatie_id}"):
            await asyncio.to_thread(neem_contact_terug, self._u.dienst, self._u.opslag)
            eerder = await asyncio.to_thread(self._gegeven, groep)
            for wie in _een_per_partij(tafel, bekend, self._eigen):
                if wie.partij not in eerder:
                    een = self._opdracht(groep, wie, opdracht)
                    eerder[wie.partij] = await verstrekken.verstuur(een, None)
        self._u.verzender.wek()
        return await asyncio.to_thread(self._standen, eerder)

    async def _bekend(self) -> dict[str, Collega]:
        mensen = await collegas(self._u.dienst, self._u.gateway, None, None)
        return {een.id: een for een in mensen}

    def _opdracht(self, groep: str, aan: Collega, opdracht: Contactopdracht) -> Verzendopdracht:
        soort = contactsoort(self._regels)
        grond = next(iter(self._regels.grondslagregels.get((self._eigen, aan.partij, soort), ())))
        deel = {
            "deelnemer": self._wie.autorisatie_id,
            "gegevenssoort": soort,
            "grondslag": grond,
        }
        return Verzendopdracht.model_validate(
            {
                "ontvanger": aan.partij,
                "ontvangende_medewerker": aan.id,
                "groep": groep,
                "doel": opdracht.doel,
                "afweging": opdracht.afweging,
                "bevestigd_zonder_personen": opdracht.bevestigd_zonder_personen,
                "onderdelen": [deel],
            },
            by_name=True,
        )

    def _gegeven(self, groep: str) -> dict[str, str]:
        """Per party the message with which it has the own contact data as they are now."""
        with self._u.dienst.lezend() as sessie:
            sinds = gewijzigd_op(sessie, self._wie.autorisatie_id)
            return {
                een.bericht.ontvanger: een.bericht.bericht_id
                for een in opslag.gegeven(sessie, self._regels)
                if (een.wie, een.bericht.groep) == (self._wie.autorisatie_id, groep)
                and (sinds is None or een.bericht.gemaakt_op >= sinds)
            }

    def _standen(self, berichten: dict[str, str]) -> list[ContactstandUit]:
        with self._u.dienst.lezend() as sessie:
            return [
                _stand(sessie.get_one(UitgaandRij, bericht))
                for _, bericht in sorted(berichten.items())
            ]

    def _lees(self, tafel: OverlegUit, bekend: dict[str, Collega]) -> list[TafelgenootUit]:
        dienst = self._u.dienst
        mensen = [bekend[wie] for wie in tafel.deelnemers if wie in bekend]
        met_bereik = [een.id for een in mensen if een.geldig]
        with dienst.transactie() as sessie:
            rijen = opslag.gekregen(sessie, self._regels, met_bereik, self._wie.taak)
            gelezen = {wie: rij for wie, rij in rijen.items() if self._wie.leest(rij.gegevenssoort)}
            leg_raadpleging_vast(
                sessie, dienst.klok, self._wie, "lijst", SOORT,
                [Geraadpleegd(rij.id, None) for rij in gelezen.values()],
            )  # fmt: skip
            return [
                TafelgenootUit(
                    id=een.id,
                    partij=een.partij,
                    functie=een.functie,
                    geldig=een.geldig,
                    bereik=self._bereik(sessie, een, gelezen.get(een.id)) if een.geldig else None,
                )
                for een in mensen
            ]

    def _bereik(
        self, sessie: Session, een: Collega, rij: OntvangenGegevenRij | None
    ) -> BereikUit | None:
        dienst = self._u.dienst
        if een.partij == self._eigen:
            eigen = lees_contact(sessie, dienst.kluis, dienst.klok, een.id)
            return BereikUit(
                naam=eigen.naam,
                organisatie=dienst.partij.titel,
                email=eigen.email,
                telefoon=eigen.telefoon,
            )
        try:
            inhoud = None if rij is None else open_gegeven(dienst.kluis, rij)
        except Vernietigd:
            inhoud = None
        if inhoud is None:
            return None
        return BereikUit(**{naam: inhoud.get(naam) for naam in BereikUit.model_fields})


def contactsoort(regels: Convenantregels) -> str:
    """The kind of data that is about participants and about nobody else."""
    deelnemer = deelnemercategorie(regels)
    return next(
        code
        for code, soort in regels.gegevenssoorten.items()
        if {categorie for _, categorie in soort.regels} == {deelnemer}
    )


def _een_per_partij(tafel: OverlegUit, bekend: dict[str, Collega], eigen: str) -> list[Collega]:
    """Of every other party the first at the table whose authorisation holds."""
    gevonden: dict[str, Collega] = {}
    for wie in tafel.deelnemers:
        een = bekend.get(wie)
        if een is not None and een.geldig and een.partij != eigen:
            gevonden.setdefault(een.partij, een)
    return list(gevonden.values())


def _stand(rij: UitgaandRij) -> ContactstandUit:
    return ContactstandUit(
        partij=rij.ontvanger,
        bericht=rij.bericht_id,
        status=rij.status,
        redenen=list((rij.besluit or {}).get("redenen", [])),
        fout=rij.laatste_fout,
    )
