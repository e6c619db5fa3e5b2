"""Registering an authorisation, and the second person who confirms what grants or widens it.

The one way by which an authorisation comes to stand: who asks, what it changes and who confirmed
it are judged here, in the transaction that writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from shared.bestand.bevestigen.kring import kring_van
from shared.bestand.bevestigen.opslag import Stand, Verzoek, Verzoeken, Vraag
from shared.bestand.bevestigen.toets import toets
from shared.bestand.toegang.autorisaties import Autorisatie, Autorisatiegegevens, Autorisaties
from shared.bestand.toegang.medewerker import Beheerder, Medewerker, als_beheerder
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, GeenToegang, NietGevonden, OngeldigeInvoer
from shared.partij.web.teksten import keur


class Bevestigen:
    """The use cases, within the caller's transaction; never commits."""

    def __init__(self, dienst: Dienst, sessie: Session) -> None:
        self._dienst = dienst
        self._sessie = sessie
        self._vandaag = datum_nl(dienst.klok())
        self._register = Autorisaties(sessie, dienst.kluis, dienst.klok)
        self._verzoeken = Verzoeken(sessie, dienst.kluis, dienst.klok)
        self._kring = kring_van(dienst, sessie)

    def registreer(
        self,
        autorisatie_id: str,
        gegevens: Autorisatiegegevens,
        wie: Beheerder,
        verwachte_versies: Callable[[int], bool] | None = None,
    ) -> tuple[Autorisatie, bool] | Verzoek:
        """What stands now and whether it is new; or the request that now waits for another.

        Raises what ``toets`` and ``Autorisaties.bekijk`` raise.
        """
        toets(self._sessie, self._dienst, wie, gegevens)
        huidig = self._register.bekijk(autorisatie_id, gegevens, verwachte_versies)
        if huidig is not None and huidig.gegevens == gegevens:
            return huidig, False
        ruimer = self._vraagt_bevestiging(huidig, gegevens, wie)
        if ruimer or self._ontneemt(huidig, gegevens, autorisatie_id):
            vraag = Vraag(
                autorisatie_id=autorisatie_id,
                basisversie=0 if huidig is None else huidig.versie,
                gegevens=gegevens,
                vrager=(wie.uitgever, wie.sub),
                ontneemt=not ruimer,
            )
            return self._verzoeken.stel(vraag, self._dienst.regels.bevestigingen.termijn)
        self._verzoeken.achterhaal(autorisatie_id)
        return self._register.registreer(autorisatie_id, gegevens, door=wie.sub)

    def bevestig(self, kenmerken: Sequence[str], wie: Medewerker) -> list[Verzoek]:
        """Let what was asked come to stand, all of it or nothing, in the order it was asked.

        Raises ``GeenToegang`` or ``Conflict`` with the reason, for the first that cannot.
        """
        return [self._bevestig(kenmerk, wie) for kenmerk in sorted(set(kenmerken))]

    def weiger(self, kenmerk: str, wie: Medewerker, reden: str) -> Verzoek:
        """Say no, with the reason; who may confirm may refuse."""
        fouten = keur("/reden", reden)
        if fouten:
            raise OngeldigeInvoer(fouten)
        self._verzoeken.eis_open(kenmerk)
        self._eis_ander(self._verzoeken.lees(kenmerk), wie)
        return self._verzoeken.doe_af(
            kenmerk, Stand.GEWEIGERD, door=wie.autorisatie_id, reden=reden
        )

    def lees(self, autorisatie_id: str) -> Autorisatie:
        """What stands. Raises ``NietGevonden``, which says so when it waits for a second person."""
        try:
            return self._register.lees(autorisatie_id)
        except NietGevonden:
            wacht = self._verzoeken.wacht_voor(autorisatie_id)
            if wacht is None:
                raise
            raise NietGevonden(
                "Deze autorisatie wacht op bevestiging door een tweede, uiterlijk "
                f"{wacht.uiterlijk.isoformat()}, en geldt nog niet. Zie autorisatieverzoek "
                f"{wacht.id}."
            ) from None

    def trek_in(self, kenmerk: str, wie: Beheerder) -> None:
        """Take back what one asked oneself."""
        verzoek = self._verzoeken.lees(kenmerk)
        if verzoek.vraag.vrager != (wie.uitgever, wie.sub):
            raise GeenToegang("Alleen wie dit vroeg, trekt het in. Wie mag bevestigen, weigert.")
        self._verzoeken.doe_af(kenmerk, Stand.INGETROKKEN, door=None)

    def _vraagt_bevestiging(
        self, huidig: Autorisatie | None, gegevens: Autorisatiegegevens, wie: Beheerder
    ) -> bool:
        nu = None if huidig is None else huidig.gegevens
        regels = self._kring.regels
        if not regels.verruimt(nu, gegevens, self._vandaag) or regels.vrij(gegevens.functie):
            return False
        # Before anybody ever confirmed, who the configuration names begins; he only administers.
        # Later it takes the two of them: else who waits until the last one is gone begins alone.
        genoemd = gegevens.sub in self._dienst.genoemde_beheerders
        begint = genoemd and gegevens.uitgever == wie.uitgever
        beheert = regels.beheert(gegevens.functie)
        return not (begint and beheert and self._kring.is_nieuw())

    def _ontneemt(
        self, huidig: Autorisatie | None, gegevens: Autorisatiegegevens, autorisatie_id: str
    ) -> bool:
        """Whether there comes a day on which nobody confirms what he would: that takes two."""
        if huidig is None:
            return False
        nu = huidig.gegevens
        verliest = self._kring.regels.verliest(nu, gegevens, self._vandaag)
        return bool(verliest) and not self._kring.neemt_over(
            autorisatie_id, verliest, nu.geldig_tot
        )

    def _bevestig(self, kenmerk: str, wie: Medewerker) -> Verzoek:
        self._verzoeken.eis_open(kenmerk)
        verzoek = self._verzoeken.lees(kenmerk)
        self._eis_ander(verzoek, wie)
        vraag = verzoek.vraag
        vrager = als_beheerder(self._sessie, self._dienst, *vraag.vrager)
        if vrager is None:
            raise Conflict("Wie dit vroeg, beheert niet meer. Laat een andere beheerder het doen.")
        self._toets_weer(vraag, vrager)
        self._register.registreer(
            vraag.autorisatie_id,
            vraag.gegevens,
            door=vraag.vrager[1],
            bevestigd_door=wie.autorisatie_id,
        )
        return self._verzoeken.doe_af(kenmerk, Stand.BEVESTIGD, door=wie.autorisatie_id)

    def _toets_weer(self, vraag: Vraag, vrager: Beheerder) -> None:
        """What held when it was asked must hold now."""
        toets(self._sessie, self._dienst, vrager, vraag.gegevens)
        huidig = self._register.bekijk(vraag.autorisatie_id, vraag.gegevens)
        if (0 if huidig is None else huidig.versie) != vraag.basisversie:
            raise Conflict("Deze autorisatie is intussen gewijzigd. Laat het opnieuw vragen.")
        ontbreekt = self._kring.regels.ontbreekt(vraag.gegevens, self._vandaag)
        if ontbreekt and not vraag.ontneemt:
            raise Conflict(f"Dit kan niet meer gelden: {'; '.join(ontbreekt)}.")

    def _eis_ander(self, verzoek: Verzoek, wie: Medewerker) -> None:
        waarom_niet = self._kring.waarom_niet(verzoek, wie.autorisatie_id)
        if waarom_niet is not None:
            raise GeenToegang(waarom_niet)
