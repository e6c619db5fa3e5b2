"""Judges a contested item, and tells whoever has not heard yet (covenant 6.5, Wpg 4.4).

The decision and its messages are promised in one transaction; the outbox delivers. A correction
is a duty: no step, age, term or closed group stands in its way, and who cannot be told at the
moment stays visible until told.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import jcs
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.fouten import Conflict, NietGevonden, OngeldigeInvoer
from shared.partij.poorten.gegevensbron import Brongegeven
from shared.partij.web.teksten import keur
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.verbetering import opslag
from shared.zaak.verbetering.begrippen import Fase, Kant, Verbeterstand
from shared.zaak.verbetering.ketens import Ketens
from shared.zaak.verbetering.opslag import eigen_van
from shared.zaak.verbetering.tabellen import VerbeteringRij
from shared.zaak.verbetertraject.toezeggingen import Boodschap, Medewerkers, Toezegger, Toezegging
from shared.zaak.verbetertraject.vormen import Besluit

Versie_eis = Callable[[int], bool]


class Verbeteringen:
    """The use cases of one official's request."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._wie = wie
        self._toezegger = Toezegger(u, wie)

    def beslis(
        self, verbetering_id: str, stand: Verbeterstand, besluit: Besluit, eis: Versie_eis
    ) -> None:
        """The source's judgement, told to everybody who holds the item.

        ``BEVESTIGD``: the record as it is now; ``AFGEWEZEN``: it stays, and everybody hears why;
        ``INGETROKKEN``: it should not have been given, and is taken back everywhere.
        Raises ``Conflict`` when it is not this party's to judge, judged already, or unchanged.
        """
        fouten = keur("/reden", besluit.reden)
        if fouten:
            raise OngeldigeInvoer(fouten)
        with self._u.dienst.lezend() as sessie:
            rij = self._lees(sessie, verbetering_id)
            _eis_te_beslissen(rij, eis)
            nieuw = self._nieuw(sessie, rij) if stand == Verbeterstand.BEVESTIGD else None
            boodschap = Boodschap(Fase(stand.value), besluit.reden, nieuw)
            toezeggingen = self._toezegger.aan_houders(sessie, rij, boodschap, besluit.medewerkers)
        zegel = self._toezegger.verzegel_reden(
            rij.sleutel_id, rij.id, "besluit", reden=besluit.reden
        )
        with self._u.dienst.transactie() as sessie:
            rij = opslag.lees(sessie, verbetering_id, vergrendel=True)
            _eis_te_beslissen(rij, eis)
            rij.stand, rij.versie = stand, rij.versie + 1
            rij.besloten_op, rij.besloten_door = self._toezegger.nu, self._wie.autorisatie_id
            rij.besluitzegel = zegel
            self._toezegger.zeg_toe(sessie, rij.id, toezeggingen)
        self._u.verzender.wek()

    def vertel(self, verbetering_id: str, medewerkers: Medewerkers) -> None:
        """Tells whoever has not heard the last word yet, composed anew from the current record.

        Raises ``Conflict`` when everybody heard it or is about to.
        """
        with self._u.dienst.lezend() as sessie:
            rij = self._lees(sessie, verbetering_id)
            toezeggingen = (
                self._opnieuw_aan_houders(sessie, rij, medewerkers)
                if rij.kant == Kant.BRON
                else self._opnieuw_melden(sessie, rij, medewerkers)
            )
        with self._u.dienst.transactie() as sessie:
            rij = opslag.lees(sessie, verbetering_id, vergrendel=True)
            over = self._toezegger.weet_het_niet(sessie, rij.id, toezeggingen)
            if not over:
                raise Conflict("Iedereen heeft dit al gehoord, of het bericht is onderweg.")
            self._toezegger.zeg_toe(sessie, rij.id, over)
        self._u.verzender.wek()

    def _nieuw(self, sessie: Session, rij: VerbeteringRij) -> Brongegeven:
        """The record as it is now; one that is the same everywhere was not corrected."""
        berichten, ketens = (
            self._toezegger.berichten(sessie), Ketens(sessie, self._u.dienst.regels)
        )  # fmt: skip
        nieuw = berichten.huidig(rij.persoon_id, rij.gegevenssoort, rij.gegeven_id)
        houders = opslag.houders(sessie, self._u.dienst.regels, rij.groep, eigen_van(rij))
        staat = [laatste for houder in houders if (laatste := ketens.laatste(houder)) is not None]
        if staat and all(_gelijk(berichten.verstuurd(deel), nieuw) for _, deel in staat):
            raise Conflict(
                "Het gegeven is nog hetzelfde als wat de anderen hebben. Verbeter het eerst in uw "
                "eigen bestand, of wijs de verbetering af."
            )
        return nieuw

    def _opnieuw_aan_houders(
        self, sessie: Session, rij: VerbeteringRij, medewerkers: Medewerkers
    ) -> list[Toezegging]:
        fase = Fase.ONDERZOEK if rij.stand == Verbeterstand.OPEN else Fase(rij.stand)
        welke = "reden" if fase == Fase.ONDERZOEK else "besluit"
        reden = str(self._toezegger.open_reden(rij, welke).get("reden") or "")
        nieuw = None
        if fase == Fase.BEVESTIGD:
            berichten = self._toezegger.berichten(sessie)
            nieuw = berichten.huidig(rij.persoon_id, rij.gegevenssoort, rij.gegeven_id)
        boodschap = Boodschap(fase, reden, nieuw)
        return self._toezegger.aan_houders(sessie, rij, boodschap, medewerkers)

    def _opnieuw_melden(
        self, sessie: Session, rij: VerbeteringRij, medewerkers: Medewerkers
    ) -> list[Toezegging]:
        """What this party found, once more to the source it did not reach."""
        gegeven = sessie.get(OntvangenGegevenRij, rij.nieuw_gegeven or rij.gegeven_id or "")
        if gegeven is None:
            raise NietGevonden("Dit ontvangen gegeven is er niet meer.")
        if rij.stand != Verbeterstand.OPEN or rij.melding_van is not None:
            return []
        bevinding = self._toezegger.bevinding_van(rij)
        return [self._toezegger.aan_bron(sessie, gegeven, bevinding, medewerkers)]

    def _lees(self, sessie: Session, verbetering_id: str) -> VerbeteringRij:
        rij = opslag.lees(sessie, verbetering_id)
        self._wie.eis_groep(rij.groep)
        return rij


def _eis_te_beslissen(rij: VerbeteringRij, eis: Versie_eis) -> None:
    if rij.kant != Kant.BRON:
        raise Conflict(
            "Het gegeven is van een andere partij: alleen die oordeelt. Wacht op haar antwoord."
        )
    if rij.stand != Verbeterstand.OPEN:
        raise Conflict("Over deze verbetering is al besloten.")
    eis(rij.versie)


def _gelijk(verstuurd: dict[str, object], nieuw: Brongegeven) -> bool:
    return jcs(verstuurd) == jcs(dict(nieuw.gegevens))
