"""A list under numbers: made by who owns the list, shared, and read by who decides on the group."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.opslag import is_beperkt
from shared.bestand.groepen.bekend import eis_lopende_groep
from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.bestand.ontvangen.zegel import open_stuk
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.regels.laden import Convenantregels
from shared.partij.fouten import Conflict, GeenToegang, NietGevonden, Vernietigd
from shared.tijd.kenmerk import uuid7
from shared.verzenden.stukken import opslag as stukopslag
from shared.verzenden.stukken.begrippen import RAADPLEEGSOORT_GENUMMERD as SOORT
from shared.verzenden.tabellen import UitgaandRij
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.driehoekstukken.leden import Ledenteller
from shared.zaak.driehoekstukken.opstellen import stel_op
from shared.zaak.driehoekstukken.tabellen import DriehoekstuknummerRij, DriehoekstukRij
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import Lijstsoort, Lijststand
from shared.zaak.lijsten.tabellen import LijstregelRij
from shared.zaak.stukken.opdracht import Stukopdracht
from shared.zaak.stukken.versturen import Stukverzending


@dataclass(frozen=True)
class Driehoekstuk:
    """A document as it is read. ``lijst_id`` and ``door``: only where it was made."""

    id: str
    groep: str
    van: str
    op: datetime
    lijst: str
    leden: Sequence[Mapping[str, Any]]
    lijst_id: str | None = None
    door: str | None = None


class Driehoekstukken:
    """The use cases of one official, within the task."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._dienst = uitwisseling.dienst
        self._wie = wie
        self._code, self._lid = stuk_onder_nummers(self._dienst.regels)

    def stel_op(self, groep: str, lijst_id: str) -> Driehoekstuk:
        """A new document of a list as it is now.

        Raises ``NietGevonden``, ``Conflict``, or ``GeenToegang`` at a party that does not share it.
        """
        eis_lopende_groep(self._dienst, self._wie, groep)
        self._eis_afzender()
        schud = secrets.SystemRandom().shuffle
        with self._dienst.transactie() as sessie:
            lijst = opslag.lijst(sessie, groep, lijst_id)
            leden = Ledenteller(sessie, self._dienst, groep).leden(lijst_id)
            # Zolang niet over ieder is beslist, is wat wordt voorgelegd de brutolijst (5.1, E4).
            vast = lijst.stand != Lijststand.OPEN
            soort = Lijstsoort.NETTO if vast else Lijstsoort.BRUTO
            opgesteld = stel_op(soort, leden, self._lid, schud)
            rij = DriehoekstukRij(
                id=uuid7(self._dienst.klok()),
                groep=groep,
                lijst_id=lijst_id,
                inhoud=dict(opgesteld.gegevens),
                opgesteld_op=self._dienst.klok(),
                opgesteld_door=self._wie.autorisatie_id,
            )
            sessie.add(rij)
            sessie.flush()
            sessie.add_all(
                DriehoekstuknummerRij(stuk_id=rij.id, nummer=nummer, regel_id=regels[0])
                for nummer, regels in opgesteld.nummers.items()
            )
            return self._eigen(rij)

    async def deel(self, groep: str, stuk_id: str, ontvanger: str, medewerker: str) -> str:
        """Sends it to an official of another party; the message's id. Twice is once.

        A message that was refused does not count: it may be sent again.
        """
        self._wie.eis_groep(groep)
        inhoud = await asyncio.to_thread(self._inhoud, groep, stuk_id)
        opdracht = Stukopdracht.model_validate(
            {
                "stuk": self._code,
                "gegevens": inhoud,
                "ontvangers": [{"partij": ontvanger, "medewerker": medewerker}],
                "groep": groep,
            },
            by_name=True,
        )
        await Stukverzending(self._u, self._wie, stuk_id=stuk_id).deel(opdracht, None)
        return await asyncio.to_thread(self._bericht, stuk_id, ontvanger, medewerker)

    def lijst(self, groep: str) -> list[Driehoekstuk]:
        """What was made here and what came in about a group, the oldest first. Recorded."""
        self._wie.eis_groep(groep)
        with self._dienst.transactie() as sessie:
            eigen = select(DriehoekstukRij).where(DriehoekstukRij.groep == groep)
            gevonden = [self._eigen(rij) for rij in sessie.scalars(eigen)]
            gevonden += self._ontvangen(sessie, groep)
            gelezen = [Geraadpleegd(een.id, None) for een in gevonden]
            leg_raadpleging_vast(sessie, self._dienst.klok, self._wie, "lijst", SOORT, gelezen)
        return sorted(gevonden, key=lambda een: (een.op, een.id))

    def nummers(self, groep: str, stuk_id: str) -> dict[int, str]:
        """Which entry of the list has which number; who is gone has none. Recorded, per person."""
        self._wie.eis_groep(groep)
        tabel = DriehoekstuknummerRij
        vraag = (
            select(tabel.nummer, LijstregelRij.id, LijstregelRij.persoon_id)
            .join(LijstregelRij, LijstregelRij.id == tabel.regel_id)
            .where(tabel.stuk_id == stuk_id)
            .order_by(tabel.nummer)
        )
        with self._dienst.transactie() as sessie:
            self._rij(sessie, groep, stuk_id)
            rijen = sessie.execute(vraag).all()
            gelezen = [Geraadpleegd(stuk_id, persoon) for _, _, persoon in rijen]
            leg_raadpleging_vast(sessie, self._dienst.klok, self._wie, "lijst", SOORT, gelezen)
        return {nummer: regel for nummer, regel, _ in rijen}

    def _eis_afzender(self) -> None:
        regels, partij = self._dienst.regels, self._dienst.partij.code
        afzenders = {van for van, _ in regels.stukregels[self._code]}
        if partij not in afzenders:
            namen = ", ".join(regels.titel_van(een) for een in sorted(afzenders))
            raise GeenToegang(f"Dit stuk wordt opgesteld bij: {namen}.")

    def _bericht(self, stuk_id: str, ontvanger: str, medewerker: str) -> str:
        with self._u.dienst.lezend() as sessie:
            berichten = stukopslag.berichten(sessie, stuk_id)
            verstuurd = [sessie.get_one(UitgaandRij, een.bericht_id) for een in berichten]
        aan_hem = [
            rij.bericht_id
            for rij in verstuurd
            if (rij.ontvanger, rij.kop["ontvangendeMedewerker"]) == (ontvanger, medewerker)
        ]
        return aan_hem[-1]

    def _inhoud(self, groep: str, stuk_id: str) -> dict[str, Any]:
        tabel = DriehoekstuknummerRij
        erop = select(LijstregelRij.persoon_id).join(tabel, LijstregelRij.id == tabel.regel_id)
        with self._u.dienst.lezend() as sessie:
            rij = self._rij(sessie, groep, stuk_id)
            personen = sessie.scalars(erop.where(tabel.stuk_id == stuk_id)).all()
            if any(is_beperkt(sessie, een) for een in personen):
                raise Conflict(
                    "Van iemand in dit stuk zijn de gegevens sindsdien beperkt (11.1, c). Stel het "
                    "opnieuw op: dan staat hij er niet in."
                )
            return dict(rij.inhoud)

    def _rij(self, sessie: Session, groep: str, stuk_id: str) -> DriehoekstukRij:
        rij = sessie.get(DriehoekstukRij, stuk_id)
        if rij is None or rij.groep != groep:
            raise NietGevonden("Dit stuk is hier niet opgesteld.")
        return rij

    def _eigen(self, rij: DriehoekstukRij) -> Driehoekstuk:
        return Driehoekstuk(
            id=rij.id,
            groep=rij.groep,
            van=self._dienst.partij.code,
            op=rij.opgesteld_op,
            lijst=str(rij.inhoud["lijst"]),
            leden=list(rij.inhoud[self._lid]),
            lijst_id=rij.lijst_id,
            door=rij.opgesteld_door,
        )

    def _ontvangen(self, sessie: Session, groep: str) -> list[Driehoekstuk]:
        vraag = select(InkomendRij).where(InkomendRij.groep == groep)
        uit = []
        for rij in sessie.scalars(vraag.order_by(InkomendRij.bericht_id)):
            if rij.kop["stuk"] != self._code:
                continue
            try:
                stuk = open_stuk(sessie, self._dienst.kluis, rij.bericht_id)
            except Vernietigd:
                continue
            if stuk is not None:
                inhoud = stuk.gegevens
                uit.append(
                    Driehoekstuk(
                        id=rij.bericht_id,
                        groep=groep,
                        van=rij.afzender,
                        op=rij.ontvangen_op,
                        lijst=str(inhoud["lijst"]),
                        leden=list(inhoud[self._lid]),
                    )
                )
        return uit


def stuk_onder_nummers(regels: Convenantregels) -> tuple[str, str]:
    """The covenant's stuk in which the people of a list stand under a number, and where in it."""
    return next(
        (code, rij.genummerd) for code, rij in regels.stukken.items() if rij.genummerd is not None
    )
