"""The one report of a meeting: drawn up by who organised it, signed off by who was there.

It goes to every party that was there, as a stuk through the gateway, and each answers with a stuk
to all others. Nobody else reads it, and whom the covenant keeps out of the meeting today neither
gets it nor is waited for (5.2).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.fouten import Conflict, GeenToegang, NietGevonden, OngeldigeInvoer
from shared.tijd.kenmerk import uuid7
from shared.verzenden.uitingen.collegas import Collega, collegas
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.notulen import opslag
from shared.zaak.notulen.begrippen import (
    Notulen,
    Reactie,
    Regelsoort,
    verslagstukken,
)
from shared.zaak.notulen.opstellen import Tafel, inhoud_van, reactie_van
from shared.zaak.notulen.vormen import Afspraakafronding, Notuleninvoer, NotulenUit, Ondertekening
from shared.zaak.notulen.weergave import notulen_uit
from shared.zaak.overleg.register import eis_erbij, lees_overleg
from shared.zaak.overleg.vormen import OverlegUit
from shared.zaak.stukken.opdracht import Stukopdracht
from shared.zaak.stukken.uitkomst import eis_gegeven
from shared.zaak.stukken.versturen import Stukverzending

SOORT = "notulen"
_Reactie = Callable[[Notulen], dict[str, Any]]


class Notulist:
    """The use cases of one official who was there."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie
        self._regels = uitwisseling.dienst.regels
        self._eigen = uitwisseling.dienst.partij.code

    async def lees(self, overleg: str, groep: str | None, versie: int | None = None) -> NotulenUit:
        """The latest version, or an earlier one. Reading it is recorded.

        Raises ``NietGevonden`` while there is none, ``GeenToegang`` for who was not there.
        """
        tafel = await self._tafel(overleg, groep)
        return await asyncio.to_thread(self._lees, tafel, versie)

    async def stel_op(
        self, overleg: str, groep: str | None, invoer: Notuleninvoer, eis: Callable[[int], bool]
    ) -> NotulenUit:
        """Gives the next version to every party that was there. Raises what is wrong with it."""
        tafel = await self._tafel(overleg, groep)
        self._eis_organisator(tafel.overleg)
        tafel.eis_geweest(self._u.dienst.klok())
        async with self._u.sloten.op(f"notulen/{tafel.verslag}"):
            huidig = await asyncio.to_thread(self._huidig, tafel)
            if huidig is not None:
                eis(huidig.versie)
            gegevens = inhoud_van(tafel, invoer, huidig, self._u.dienst.klok)
            code = verslagstukken(self._regels).verslag
            erbij = [een["partij"] for een in gegevens["aanwezig"]]
            await self._geef(tafel, code, gegevens, erbij, invoer.bevestigd_zonder_personen)
        return await asyncio.to_thread(self._lees, tafel, None)

    async def onderteken(
        self, overleg: str, groep: str | None, invoer: Ondertekening
    ) -> NotulenUit:
        """Signs off the version that was read, or says why not. Repeatable.

        Raises ``Conflict`` for another version than the latest, and for who drew it up.
        """

        def reactie(notulen: Notulen) -> dict[str, Any]:
            if notulen.van == self._eigen:
                raise Conflict("Uw partij stelde dit verslag op; de anderen ondertekenen het.")
            if notulen.versie != invoer.versie:
                raise Conflict(
                    f"Van dit verslag is er intussen versie {notulen.versie}. Lees die eerst."
                )
            if invoer.akkoord and self._wie.autorisatie_id not in notulen.mensen:
                raise GeenToegang(
                    "Volgens dit verslag was u er niet. Laat een collega tekenen die er was, of "
                    "zeg wat er anders moet."
                )
            if not invoer.akkoord and invoer.toelichting is None:
                fout = Invoerfout("/toelichting", "ontbreekt; zeg wat er anders moet")
                raise OngeldigeInvoer([fout])
            return reactie_van(
                notulen, self._eigen, akkoord=invoer.akkoord, toelichting=invoer.toelichting
            )

        return await self._reageer(overleg, groep, reactie, invoer.bevestigd_zonder_personen)

    async def rond_af(
        self, overleg: str, groep: str | None, invoer: Afspraakafronding
    ) -> NotulenUit:
        """Tells every party that was there that this party did what it agreed to. Repeatable."""

        def reactie(notulen: Notulen) -> dict[str, Any]:
            eigen = {
                regel["regel"]
                for regel in notulen.regels
                if regel["soort"] == Regelsoort.AFSPRAAK and regel["eigenaar"] == self._eigen
            }
            if invoer.regel not in eigen:
                zin = "is in dit verslag geen afspraak van uw partij"
                raise OngeldigeInvoer([Invoerfout("/regel", zin)])
            return reactie_van(notulen, self._eigen, gedaan=invoer.regel)

        return await self._reageer(overleg, groep, reactie, bevestigd=True)

    async def _reageer(
        self, overleg: str, groep: str | None, maak: _Reactie, bevestigd: bool
    ) -> NotulenUit:
        tafel = await self._tafel(overleg, groep)
        async with self._u.sloten.op(f"notulen/{tafel.verslag}"):
            notulen = await asyncio.to_thread(self._huidig, tafel)
            if notulen is None:
                raise NietGevonden("Van dit overleg is er nog geen verslag.")
            gegevens = maak(notulen)
            eerder = notulen.reacties.get(self._eigen)
            if eerder is None or Reactie.van(gegevens) != eerder:
                code = verslagstukken(self._regels).reactie
                await self._geef(tafel, code, gegevens, notulen.partijen, bevestigd)
        return await asyncio.to_thread(self._lees, tafel, None)

    async def _tafel(self, kenmerk: str, groep: str | None) -> Tafel:
        """Who sits there; the meeting is one this official was registered for."""
        overleg = await lees_overleg(self._u, kenmerk)
        eis_erbij(self._wie, overleg)
        gekozen = _kies_groep(overleg, groep)
        self._wie.eis_groep(gekozen)
        bekend = {
            een.id: een for een in await collegas(self._u.dienst, self._u.gateway, None, None)
        }
        toestand = await self._u.gateway.groep(gekozen)
        return Tafel(overleg, gekozen, _mensen(overleg, bekend), toestand, self._regels)

    def _eis_organisator(self, overleg: OverlegUit) -> None:
        if overleg.partij != self._eigen:
            titel = self._regels.titel_van(overleg.partij)
            raise GeenToegang(
                f"Dit overleg organiseerde {titel}, en die stelt het verslag op. Wat er anders "
                "moet, zegt u bij het ondertekenen."
            )

    async def _geef(
        self,
        tafel: Tafel,
        code: str,
        gegevens: Mapping[str, Any],
        erbij: Sequence[str],
        bevestigd: bool,
    ) -> None:
        """To every party that was there and may know of it today."""
        aan = tafel.ontvangers(self._eigen, erbij, self._u.dienst.klok())
        opdracht = Stukopdracht.model_validate(
            {
                "stuk": code,
                "groep": tafel.groep,
                "ontvangers": [{"partij": een} for een in aan],
                "gegevens": dict(gegevens),
                "bevestigd_zonder_personen": bevestigd,
            },
            by_name=True,
        )
        kenmerk = uuid7(self._u.dienst.klok())
        try:
            await Stukverzending(self._u, self._wie, stuk_id=kenmerk).deel(opdracht, None)
        except OngeldigeInvoer as fout:
            raise fout.als_velden("gegevens") from fout
        await asyncio.to_thread(self._eis_gegeven, kenmerk)

    def _eis_gegeven(self, stuk_id: str) -> None:
        with self._u.dienst.lezend() as sessie:
            eis_gegeven(sessie, stuk_id)

    def _huidig(self, tafel: Tafel) -> Notulen | None:
        with self._u.dienst.lezend() as sessie:
            return self._open(sessie, tafel, None)

    def _open(self, sessie: Session, tafel: Tafel, versie: int | None) -> Notulen | None:
        rijen = opslag.versies(sessie, self._regels, tafel.verslag, tafel.overleg.partij)
        gezocht = [rij for rij in rijen if versie in (None, rij.versie)]
        if not gezocht:
            return None
        return opslag.lees(sessie, self._u.dienst.kluis, self._regels, gezocht[-1])

    def _lees(self, tafel: Tafel, versie: int | None) -> NotulenUit:
        dienst = self._u.dienst
        with dienst.transactie() as sessie:
            notulen = self._open(sessie, tafel, versie)
            if notulen is None:
                raise NietGevonden(self._waarom_niet(sessie, tafel.verslag, versie))
            rijen = opslag.versies(sessie, self._regels, tafel.verslag, tafel.overleg.partij)
            gelezen = [Geraadpleegd(tafel.overleg.id, None)]
            leg_raadpleging_vast(sessie, dienst.klok, self._wie, "raadplegen", SOORT, gelezen)
            return notulen_uit(tafel, notulen, rijen, dienst.klok())

    def _waarom_niet(self, sessie: Session, verslag: str, versie: int | None) -> str:
        if versie is not None:
            return "Deze versie van het verslag is er niet."
        if opslag.apart_gehouden(sessie, self._regels, verslag):
            return (
                "Het verslag is er, maar wordt apart gehouden: een tekst erin wijst misschien "
                "iemand aan. Beslis daarover bij de aparte teksten."
            )
        return "Van dit overleg is er nog geen verslag."


def _kies_groep(overleg: OverlegUit, groep: str | None) -> str:
    """The group the report is about; a meeting about one need not say which."""
    if groep is None and len(overleg.groepen) == 1:
        return overleg.groepen[0]
    if groep not in overleg.groepen:
        zin = "ontbreekt; dit overleg ging over meer groepen, en elke groep heeft een eigen verslag"
        raise OngeldigeInvoer(
            [Invoerfout("/groep", zin if groep is None else "hoort niet bij dit overleg")]
        )
    assert groep is not None  # noqa: S101 - for the type checker: it is one of the groups
    return groep


def _mensen(overleg: OverlegUit, bekend: Mapping[str, Collega]) -> dict[str, str]:
    return {wie: bekend[wie].partij for wie in overleg.deelnemers if wie in bekend}
