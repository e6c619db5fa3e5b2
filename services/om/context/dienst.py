"""Context information: to the officer of a named case and into its file, or gone (8.1, G2, H8).

What partners gave while an investigation runs is context to a case. It goes, item by item, to the
officer who handles the case, and only that officer adds it to the criminal file, with the source's
consent. From then on the law of that file applies: here only the reference stays. Nothing stops
the clock but that: whatever is not in a criminal file when its term is over, the periodic work
destroys. There is no other way out: received items are nobody's own records, so no message can
hold them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from services.om.context import opslag
from services.om.context.regels import dagen_over, is_context
from services.om.context.tabellen import ContextdoorgifteRij
from services.om.functionarissen import bezwaar
from services.om.onderzoek.dienst import BEHANDELEN
from services.om.onderzoek.tabellen import OnderzoekRij, ZaakRij
from shared.bestand.afscherming.opslag import is_beperkt
from shared.bestand.ontvangen.gegevens import open_gegeven
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.toegang.medewerker import BEPERKT, Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.poorten.deelname import onderzoek_loopt
from shared.convenant.termijnen import datum_nl
from shared.convenant.verzoek import StrafrechtelijkOnderzoek
from shared.partij.fouten import Conflict, GeenToegang, NietGevonden, OngeldigeInvoer, Vernietigd
from shared.partij.web.paginering import Pagina
from shared.tijd.kenmerk import uuid7
from shared.verzenden.journaal.journaal import IN, noteer_gebruik
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.opruimen.opruimen import kopdeel_van
from shared.zaak.opruimen.verlopen import ruim_gegevens

SOORT = "contextinformatie"
GROND = "strafdossier"


@dataclass(frozen=True)
class Doorgeefopdracht:
    """Which items go to which case; the officer is named too, so that a slip is noticed."""

    gegevens: Sequence[str]
    zaak: str
    zaakofficier: str


@dataclass(frozen=True)
class Instemming:
    """The source's consent: whose (an authorisation of the source), and on which day."""

    van: str
    op: date


@dataclass(frozen=True)
class Context:
    """An item with its opened content (None: gone), and to which case it was given, if any."""

    rij: OntvangenGegevenRij | None
    gegevens: dict[str, Any] | None
    doorgifte: ContextdoorgifteRij | None
    dagen_over: int


@dataclass(frozen=True)
class Contextblad:
    """A page of them. ``weggelaten``: of how many the function does not read the kind."""

    rijen: list[Context]
    volgende: str | None
    weggelaten: int


class Contextinformatie:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._dienst = uitwisseling.dienst
        self._wie = wie

    def van_groep(self, groep: str, pagina: Pagina) -> Contextblad:
        """What is here as context for a group. Reading it is recorded, per person."""
        self._wie.eis_groep(groep)
        gelezen = self._wie.gelezen(OntvangenGegevenRij.gegevenssoort)
        vraag = opslag.in_gebruik(groep=groep, na=pagina.na, hoogstens=pagina.een_meer())
        vraag = vraag.where(gelezen)
        weg = opslag.in_gebruik(groep=groep, na=None, hoogstens=None).where(~gelezen)
        with self._dienst.transactie() as sessie:
            gevonden = [(rij, kop) for rij, kop in sessie.execute(vraag)]
            rijen, volgende = pagina.snijd(gevonden, lambda een: een[0].id)
            context = [rij for rij, kop in rijen if self._is_context(rij, kop)]
            gegeven = opslag.doorgiften(sessie, [rij.id for rij in context])
            weggelaten = sum(self._is_context(rij, kop) for rij, kop in sessie.execute(weg))
            self._noteer_lezen(sessie, context)
            sessie.flush()
            sessie.expunge_all()
        rijen_uit = [self._context(rij, gegeven.get(rij.id)) for rij in context]
        return Contextblad(rijen_uit, volgende, weggelaten)

    async def geef_door(self, opdracht: Doorgeefopdracht) -> list[Context]:
        """Gives items to the officer of a named case, while the investigation runs.

        Raises ``OngeldigeInvoer`` naming every item that cannot go, ``Conflict`` when no
        investigation runs or an item already went to a case.
        """
        onderzoek = await asyncio.to_thread(self._onderzoek_van, opdracht.zaak)
        self._wie.eis_groep(onderzoek.groep)
        await self._eis_lopend(onderzoek)
        return await asyncio.to_thread(self._geef_door, opdracht, onderzoek.groep)

    def van_zaak(self, zaak: str, pagina: Pagina) -> Contextblad:
        """What was given to the officer's own case. Reading it is recorded, per person."""
        gelezen = self._wie.gelezen(ContextdoorgifteRij.gegevenssoort)
        vraag = opslag.van_zaak(zaak=zaak, na=pagina.na, hoogstens=pagina.een_meer())
        vraag = vraag.where(gelezen)
        weg = opslag.van_zaak(zaak=zaak, na=None, hoogstens=None).where(~gelezen)
        with self._dienst.transactie() as sessie:
            self._eis_eigen_zaak(sessie, zaak)
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            weggelaten = len(sessie.scalars(weg).all())
            hier = opslag.gegevens(sessie, [rij.gegeven for rij in rijen])
            self._noteer_lezen(sessie, [rij for rij, _ in hier.values()])
            sessie.flush()
            sessie.expunge_all()
        gevonden = {gegeven: rij for gegeven, (rij, _) in hier.items()}
        rijen_uit = [self._context(gevonden.get(rij.gegeven), rij) for rij in rijen]
        return Contextblad(rijen_uit, volgende, weggelaten)

    def voeg_toe(self, doorgifte: str, instemming: Instemming) -> Context:
        """Records that the officer added it to the criminal file; it leaves this file. Repeatable.

        Raises ``Conflict`` when its term was over or it had gone.
        """
        with self._dienst.transactie() as sessie:
            rij = self._noteer_toegevoegd(sessie, doorgifte, instemming)
            gegeven = rij.gegeven
        ruim_gegevens(self._dienst, [gegeven], GROND, ook_vast=True)
        with self._u.dienst.lezend() as sessie:
            rij = sessie.get_one(ContextdoorgifteRij, doorgifte)
            sessie.expunge(rij)
        return self._context(None, rij)

    def _vandaag(self) -> date:
        return datum_nl(self._dienst.klok())

    def _is_context(self, rij: OntvangenGegevenRij, kop: dict[str, Any]) -> bool:
        ontvangen = datum_nl(rij.ontvangen_op)
        return is_context(self._dienst.regels, kop, kopdeel_van(rij), ontvangen)

    def _context(
        self, rij: OntvangenGegevenRij | None, doorgifte: ContextdoorgifteRij | None
    ) -> Context:
        if rij is None:
            return Context(None, None, doorgifte, dagen_over(None, self._vandaag()))
        try:
            gegevens = open_gegeven(self._dienst.kluis, rij)
        except Vernietigd:
            gegevens = None
        return Context(rij, gegevens, doorgifte, dagen_over(rij.vervalt_op, self._vandaag()))

    def _noteer_lezen(self, sessie: Session, rijen: Sequence[OntvangenGegevenRij]) -> None:
        gelezen = [Geraadpleegd(rij.id, rij.persoon_id) for rij in rijen]
        leg_raadpleging_vast(sessie, self._dienst.klok, self._wie, "lijst", SOORT, gelezen)

    def _onderzoek_van(self, zaak: str) -> OnderzoekRij:
        with self._u.dienst.lezend() as sessie:
            rij = sessie.get(ZaakRij, zaak)
            if rij is None:
                raise OngeldigeInvoer([Invoerfout("/zaak", "is hier niet vastgelegd")])
            onderzoek = sessie.get_one(OnderzoekRij, rij.onderzoek)
            sessie.expunge(onderzoek)
        return onderzoek

    async def _eis_lopend(self, onderzoek: OnderzoekRij) -> None:
        """It runs by this register and by the gateway's: either may have been ended."""
        vlag = (await self._u.gateway.groep(onderzoek.groep)).get("strafrechtelijkOnderzoek")
        periode = None if vlag is None else StrafrechtelijkOnderzoek.model_validate(vlag)
        vandaag = self._vandaag()
        if not (onderzoek.van <= vandaag <= onderzoek.tot and onderzoek_loopt(periode, vandaag)):
            raise Conflict(
                "Er loopt vandaag geen strafrechtelijk onderzoek met deze zaak. Zonder lopend "
                "onderzoek gaat er geen contextinformatie naar een zaak."
            )

    def _geef_door(self, opdracht: Doorgeefopdracht, groep: str) -> list[Context]:
        with self._dienst.transactie() as sessie:
            zaak = sessie.get_one(ZaakRij, opdracht.zaak)
            hier = opslag.gegevens(sessie, opdracht.gegevens)
            fouten = [*self._fouten_in_zaak(sessie, zaak, opdracht, groep)]
            for nummer, gegeven in enumerate(opdracht.gegevens):
                waarom = self._beletsel(sessie, hier.get(gegeven), groep)
                if waarom is not None:
                    fouten.append(Invoerfout(f"/gegevens/{nummer}", waarom))
            if fouten:
                raise OngeldigeInvoer(fouten)
            self._wie.eis_soort(*(hier[een][0].gegevenssoort for een in opdracht.gegevens))
            al_weg = opslag.doorgiften(sessie, opdracht.gegevens)
            if al_weg:
                raise Conflict(f"Dit is al aan een zaak gegeven: {', '.join(sorted(al_weg))}.")
            gemaakt = [self._maak(sessie, *hier[een], zaak) for een in opdracht.gegevens]
            sessie.flush()
            sessie.expunge_all()
        return [self._context(hier[een.gegeven][0], een) for een in gemaakt]

    def _fouten_in_zaak(
        self, sessie: Session, zaak: ZaakRij, opdracht: Doorgeefopdracht, groep: str
    ) -> list[Invoerfout]:
        fouten = []
        if zaak.zaakofficier != opdracht.zaakofficier:
            fouten.append(Invoerfout("/zaakofficier", "is niet de zaakofficier van deze zaak"))
        waarom = bezwaar(sessie, self._dienst, zaak.zaakofficier, BEHANDELEN, groep)
        if waarom is not None:
            fouten.append(Invoerfout("/zaakofficier", waarom))
        if len(set(opdracht.gegevens)) < len(opdracht.gegevens):
            fouten.append(Invoerfout("/gegevens", "noemt een gegeven twee keer"))
        return fouten

    def _beletsel(self, sessie: Session, gegeven: opslag.Gegeven | None, groep: str) -> str | None:
        if gegeven is None or gegeven[0].groep != groep:
            return "is hier niet als ontvangen gegeven van deze groep bekend"
        rij, kop = gegeven
        if is_beperkt(sessie, rij.persoon_id, rij.gegevenssoort, rij.id):
            return "is beperkt: de betrokkene vroeg dat en kreeg het, en niemand gebruikt het nu"
        if not self._is_context(rij, kop):
            return "is geen contextinformatie; het hoort bij de aanpak van de groep"
        if dagen_over(rij.vervalt_op, self._vandaag()) < 0:
            return "is over zijn termijn en wordt vernietigd"
        return None

    def _maak(
        self, sessie: Session, gegeven: OntvangenGegevenRij, kop: dict[str, Any], zaak: ZaakRij
    ) -> ContextdoorgifteRij:
        nu = self._dienst.klok()
        rij = ContextdoorgifteRij(
            id=uuid7(nu),
            gegeven=gegeven.id,
            bericht=gegeven.bericht_id,
            volgnummer=gegeven.volgnummer,
            gegevenssoort=gegeven.gegevenssoort,
            bron=gegeven.bron,
            groep=gegeven.groep,
            zaak=zaak.id,
            zaakofficier=zaak.zaakofficier,
            doorgegeven_op=nu,
            doorgegeven_door=self._wie.autorisatie_id,
        )
        sessie.add(rij)
        noteer_gebruik(
            sessie, kop, richting=IN, handeling="aan-zaakofficier",
            medewerker=self._wie.autorisatie_id, nu=nu,
        )  # fmt: skip
        return rij

    def _eis_eigen_zaak(self, sessie: Session, zaak: str) -> None:
        rij = sessie.get(ZaakRij, zaak)
        if rij is None:
            raise NietGevonden("Deze zaak is hier niet vastgelegd.")
        if rij.zaakofficier != self._wie.autorisatie_id:
            raise GeenToegang("Alleen de officier van deze zaak ziet wat erbij hoort.")
        self._wie.eis_groep(sessie.get_one(OnderzoekRij, rij.onderzoek).groep)

    def _noteer_toegevoegd(
        self, sessie: Session, doorgifte: str, instemming: Instemming
    ) -> ContextdoorgifteRij:
        rij = sessie.get(ContextdoorgifteRij, doorgifte, with_for_update=True)
        if rij is None:
            raise NietGevonden("Dit is niet aan een zaak gegeven.")
        self._eis_eigen_zaak(sessie, rij.zaak)
        if rij.toegevoegd_op is not None:
            return rij
        if instemming.op > self._vandaag():
            raise OngeldigeInvoer([Invoerfout("/instemming/op", "ligt in de toekomst")])
        hier = opslag.gegevens(sessie, [rij.gegeven]).get(rij.gegeven)
        if hier is None or dagen_over(hier[0].vervalt_op, self._vandaag()) < 0:
            raise Conflict("Dit is over zijn termijn of ingetrokken; het mag niet meer mee.")
        gegeven = hier[0]
        if is_beperkt(sessie, gegeven.persoon_id, gegeven.gegevenssoort, gegeven.id):
            raise Conflict(BEPERKT)
        nu = self._dienst.klok()
        rij.toegevoegd_op, rij.toegevoegd_door = nu, self._wie.autorisatie_id
        rij.instemming_van, rij.instemming_op = instemming.van, instemming.op
        kop = sessie.get_one(InkomendRij, rij.bericht).kop
        noteer_gebruik(
            sessie, kop, richting=IN, handeling="in-strafdossier",
            medewerker=self._wie.autorisatie_id, nu=nu,
        )  # fmt: skip
        return rij
