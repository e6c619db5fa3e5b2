"""Starts a correction: the item is suspended, and who has to know is told (covenant 6.5).

Whoever finds it starts it: at the source about the own record, at a receiver about what another
gave. A receiver changes nothing itself and tells only the source: which member is wrong, and how.
The source tells everybody who holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.sleutels import Aanpaksleutels, leg_vast
from shared.bestand.aanpaksleutels.tabellen import AanpaksleutelRij
from shared.bestand.eenmaal.dienst import al_gedaan, onthoud
from shared.bestand.ontvangen.gegevens import Gegevenstatus, keten
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.tabellen import PersoonRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.fouten import Conflict, NietGevonden, OngeldigeInvoer
from shared.partij.persoon import Persoon
from shared.partij.web.herhaling import Opdracht
from shared.partij.web.teksten import keur
from shared.tijd.kenmerk import uuid7
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.verbetering import opslag
from shared.zaak.verbetering.begrippen import LID, Fase, Kant, Verbeterstand
from shared.zaak.verbetering.opslag import eigen_van
from shared.zaak.verbetering.tabellen import VerbeteringRij
from shared.zaak.verbetertraject.berichten import Bevinding
from shared.zaak.verbetertraject.toezeggingen import Boodschap, Toezegger, Toezegging
from shared.zaak.verbetertraject.vormen import EigenGegeven, OntvangenGegeven, Start


class _Waar(NamedTuple):
    """On which side, of whom the item is, in which group, and under which key it is kept."""

    kant: Kant
    bron: str
    groep: str
    sleutel_id: str


class Starten:
    """The use case of one official's request."""

    def __init__(self, u: Uitwisseling, wie: Medewerker, opdracht: Opdracht | None = None) -> None:
        self._u = u
        self._wie = wie
        self._opdracht = opdracht
        self._dienst = u.dienst
        self._toezegger = Toezegger(u, wie)

    def start(self, start: Start) -> str:
        """Suspends the item and tells who has to know; the id of the correction.

        Raises ``NietGevonden`` or ``Vernietigd`` when it is not (or no longer) here, ``Conflict``
        when it is contested already, not in use, or nobody holds it, ``OngeldigeInvoer``.
        """
        fouten = keur("/reden", start.reden)
        if start.aard not in self._dienst.regels.correcties.fouten:
            wel = ", ".join(self._dienst.regels.correcties.fouten)
            fouten.append(Invoerfout("/aard", f"kan niet; wel: {wel}"))
        if fouten:
            raise OngeldigeInvoer(fouten)
        with self._u.dienst.lezend() as sessie:
            eerder = al_gedaan(sessie, self._opdracht)
        if eerder is not None:
            return eerder
        if start.eigen is not None:
            return self._start_eigen(start, start.eigen)
        assert start.ontvangen is not None  # noqa: S101 - for the type checker: one of the two
        return self._start_ontvangen(start, start.ontvangen)

    def _start_eigen(self, start: Start, wat: EigenGegeven) -> str:
        self._wie.eis_groep(wat.groep)
        self._wie.eis_soort(wat.gegevenssoort)
        with self._u.dienst.lezend() as sessie:
            berichten = self._toezegger.berichten(sessie)
            berichten.huidig(wat.persoon, wat.gegevenssoort, wat.gegeven)
            self._eis_lid(wat.gegevenssoort, start.lid)
            berichten.eis_schriftelijk(wat.gegevenssoort)
            persoon = self._persoon(sessie, wat.persoon)
            sleutels, nieuw = Aanpaksleutels(sessie, self._dienst.kluis, self._dienst.klok).kies(
                wat.groep, [persoon.id], Doel.WERK
            )
            waar = _Waar(Kant.BRON, self._dienst.partij.code, wat.groep, sleutels[persoon.id])
            rij = self._rij(start, persoon, waar)
            rij.gegevenssoort, rij.gegeven_id = wat.gegevenssoort, wat.gegeven
            boodschap = Boodschap(Fase.ONDERZOEK, start.reden)
            toezeggingen = self._toezegger.aan_houders(sessie, rij, boodschap, start.medewerkers)
        if not toezeggingen:
            raise Conflict(
                "Dit gegeven is in deze groep aan niemand verstrekt, of het is daar overal "
                "verwijderd. Verbeter het in uw eigen bestand; er is niemand om in te lichten."
            )
        return self._leg_vast(rij, toezeggingen, None, nieuw)

    def _start_ontvangen(self, start: Start, wat: OntvangenGegeven) -> str:
        with self._u.dienst.lezend() as sessie:
            gegeven = sessie.get(OntvangenGegevenRij, wat.gegeven)
            if gegeven is None:
                raise NietGevonden("Dit ontvangen gegeven is er niet (meer).")
            self._wie.eis_groep(gegeven.groep)
            self._wie.eis_soort(gegeven.gegevenssoort)
            _eis_in_gebruik(gegeven)
            self._eis_lid(gegeven.gegevenssoort, start.lid)
            self._toezegger.berichten(sessie).eis_schriftelijk(gegeven.gegevenssoort)
            persoon = self._persoon(sessie, gegeven.persoon_id)
            waar = _Waar(Kant.ONTVANGER, gegeven.bron, gegeven.groep, gegeven.sleutel_id)
            rij = self._rij(start, persoon, waar)
            rij.gegevenssoort, rij.gegeven_id = gegeven.gegevenssoort, gegeven.id
            bevinding = Bevinding(start.lid, start.aard, start.reden)
            toezegging = self._toezegger.aan_bron(sessie, gegeven, bevinding, start.medewerkers)
        return self._leg_vast(rij, [toezegging], gegeven.id)

    def _eis_lid(self, gegevenssoort: str, lid: str | None) -> None:
        vorm = self._dienst.regels.gegevenssoorten[gegevenssoort].vorm
        if lid is not None and lid not in vorm:
            wel = ", ".join(vorm) or "geen"
            raise OngeldigeInvoer([Invoerfout("/lid", f"hoort niet bij dit gegeven; wel: {wel}")])

    def _rij(self, start: Start, persoon: Persoon, waar: _Waar) -> VerbeteringRij:
        verbetering_id = uuid7(self._toezegger.nu)
        return VerbeteringRij(
            id=verbetering_id,
            kant=waar.kant,
            aard=start.aard,
            stand=Verbeterstand.OPEN,
            versie=1,
            groep=waar.groep,
            persoon_id=persoon.id,
            sleutel_id=waar.sleutel_id,
            bron=waar.bron,
            gestart_op=self._toezegger.nu,
            gestart_door=self._wie.autorisatie_id,
            zegel=self._toezegger.verzegel_reden(
                waar.sleutel_id, verbetering_id, "reden", reden=start.reden, **{LID: start.lid}
            ),
        )

    def _leg_vast(
        self,
        rij: VerbeteringRij,
        toezeggingen: Sequence[Toezegging],
        gegeven: str | None,
        nieuw: Sequence[AanpaksleutelRij] = (),
    ) -> str:
        with self._dienst.transactie() as sessie:
            # Two who find the same fault at once: the second finds what the first started.
            sessie.get(PersoonRij, rij.persoon_id, with_for_update=True)
            eerder = al_gedaan(sessie, self._opdracht)
            if eerder is not None:
                return eerder
            _eis_niet_open(sessie, rij)
            leg_vast(sessie, nieuw)
            if gegeven is not None:
                _schort_op(sessie, gegeven)
            sessie.add(rij)
            onthoud(sessie, self._opdracht, rij.id, rij.persoon_id)
            sessie.flush()
            self._toezegger.zeg_toe(sessie, rij.id, toezeggingen)
        self._u.verzender.wek()
        return rij.id

    def _persoon(self, sessie: Session, persoon_id: str) -> Persoon:
        return PersonenRegister(sessie, self._dienst.kluis, self._dienst.klok).lees(persoon_id)


def _schort_op(sessie: Session, gegeven_id: str) -> None:
    gegeven = sessie.get(OntvangenGegevenRij, gegeven_id, with_for_update=True)
    _eis_in_gebruik(gegeven)
    if gegeven is not None:
        gegeven.status = Gegevenstatus.OPGESCHORT


def _eis_in_gebruik(gegeven: OntvangenGegevenRij | None) -> None:
    if gegeven is None or gegeven.status != Gegevenstatus.ACTIEF:
        raise Conflict(
            "Dit gegeven is niet in gebruik: het is al vervangen, ingetrokken of opgeschort. Kies "
            "het gegeven dat nu geldt."
        )


def _eis_niet_open(sessie: Session, rij: VerbeteringRij) -> None:
    if rij.kant == Kant.BRON:
        loopt = opslag.open_over_eigen(sessie, eigen_van(rij))
    else:
        gegeven = sessie.get_one(OntvangenGegevenRij, rij.gegeven_id)
        versies = [een.id for een in keten(sessie, gegeven)]
        loopt = opslag.open_over_ontvangen(sessie, versies)
    if loopt is not None:
        raise Conflict(f"Over dit gegeven loopt al verbetering {loopt.id}. Ga daarmee verder.")
