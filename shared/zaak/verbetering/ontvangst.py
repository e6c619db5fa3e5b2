"""What a received correction does here, in the transaction that stores it.

| who sends it              | what it says            | here                                       |
|---------------------------|-------------------------|--------------------------------------------|
| who received our item     | a member of it is wrong | own record suspended, to be judged         |
| the source                | it is being looked into | the item suspended                         |
| the source                | it stays as it is       | in use again, known as contested           |
| the source                | how it is now           | replaced, in use                           |

Whatever the source says comes in the place of what it corrects, with the ground, purpose and term
of that. Nothing is made anew by it: who is no longer in the file, or whose item was destroyed, does
not come back with a correction. The source's last word counts, in whichever order they come.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.inhoud import Inhoud
from shared.bestand.ontvangen.gegevens import (
    Gegevenstatus,
    keten,
    op_plaats,
    open_gegeven,
    paren,
    vervang,
    zegt_geboortedatum,
)
from shared.bestand.ontvangen.personen import Persoonsvolger
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.ontvangen.weigering import NIET_HIER, VERNIETIGD, Weigering
from shared.bestand.personen.geboortewijziging import meld_geboortewijziging
from shared.bestand.tabellen import PersoonRij
from shared.convenant.berichtsoorten import deelnemercategorie
from shared.convenant.regels.laden import Convenantregels
from shared.partij.zegel import Kluispoort, verzegel_json
from shared.tijd.kenmerk import uuid7
from shared.tijd.klok import Klok
from shared.verzenden.journaal.berichtenboek import Berichtenboek, Plaats
from shared.verzenden.tabellen import UitgaandOnderdeelRij
from shared.zaak.verbetering import opslag
from shared.zaak.verbetering.begrippen import (
    FOUT,
    LID,
    Fase,
    Kant,
    Verbeterstand,
    fase_van,
    meldingplaats,
    redenplaats,
    zonder_fase,
)
from shared.zaak.verbetering.opslag import eigen_van_deel
from shared.zaak.verbetering.tabellen import (
    VerbeteringOntvangerRij,
    VerbeteringRij,
    VerbetermeldingRij,
)

_EIGEN = "eigen"


@dataclass(frozen=True)
class _Item:
    """A received item: the version the message names, and every version there is of it."""

    genoemd: OntvangenGegevenRij
    versies: list[OntvangenGegevenRij]

    @property
    def huidig(self) -> OntvangenGegevenRij:
        return self.versies[-1]


class Verbeterontvangst:
    """Handles one correction, in the caller's transaction."""

    def __init__(
        self,
        sessie: Session,
        kluis: Kluispoort,
        regels: Convenantregels,
        klok: Klok,
        partij: str,
        kop: Mapping[str, Any],
    ) -> None:
        self._sessie = sessie
        self._kluis = kluis
        self._regels = regels
        self._partij = partij
        self._kop = kop
        self._boek = Berichtenboek(sessie, regels)
        self._personen = Persoonsvolger(sessie, kluis, klok, regels)

    def bezwaar(self) -> Weigering | None:
        """Every item it corrects is here, and every record it reports on was given from here."""
        for deel in self._kop["onderdelen"]:
            if deel["herkomst"] == _EIGEN:
                weigering = self._is_hier(deel, self._item(deel))
            else:
                gegeven = self._gegeven(deel)
                weg = gegeven is None or not self._leeft(deel, gegeven.persoon_id)
                weigering = Weigering(VERNIETIGD, "Het is hier vernietigd.") if weg else None
            if weigering is not None:
                return weigering
        return None

    def sleutels(self) -> list[str]:
        """The keys of everybody it is about, once nothing stands in the way (``bezwaar``)."""
        gevonden = []
        for deel in self._kop["onderdelen"]:
            eigen = deel["herkomst"] == _EIGEN
            item, gegeven = (self._item(deel), None) if eigen else (None, self._gegeven(deel))
            if item is not None:
                gevonden.append(item.huidig.sleutel_id)
            elif gegeven is not None:
                gevonden.append(gegeven.sleutel_id)
        return gevonden

    def verwerk(self, inhoud: Inhoud, nu: datetime) -> None:
        """Suspends, frees or replaces."""
        for nummer, (kopdeel, deel) in enumerate(paren(self._kop, inhoud)):
            if kopdeel["herkomst"] == _EIGEN:
                item = self._item(kopdeel)
                assert item is not None  # noqa: S101 - for the type checker: `bezwaar` came before
                self._neem_over(item, nummer, deel.gegevens, inhoud.motivering, nu)
                if kopdeel.get("kind") is not None or zegt_geboortedatum(self._regels, kopdeel):
                    # Also of another item about a parent: a correction does not bring him back.
                    meld_geboortewijziging(self._sessie, item.huidig.persoon_id)
            else:
                gegeven = self._gegeven(kopdeel)
                assert gegeven is not None  # noqa: S101 - the same
                self._meld(gegeven, nummer, deel.gegevens, inhoud.motivering, nu)
        self._sessie.flush()

    def _plaatsen(self, kopdeel: Mapping[str, Any]) -> Iterator[Plaats]:
        """The place it names, and what that replaced, as far as this party holds it."""
        bericht = self._boek.zoek(self._kop["inReactieOp"])
        if bericht is not None:
            plaats = Plaats(bericht, kopdeel["vervangt"])
            yield plaats
            yield from self._boek.keten(plaats)

    def _item(self, kopdeel: Mapping[str, Any]) -> _Item | None:
        for plaats in self._plaatsen(kopdeel):
            if not plaats.bericht.uit:
                rij = op_plaats(self._sessie, plaats.bericht.id, plaats.nummer)
                if rij is not None:
                    return _Item(rij, keten(self._sessie, rij))
        return None

    def _gegeven(self, kopdeel: Mapping[str, Any]) -> UitgaandOnderdeelRij | None:
        """What was sent from here that it reports on."""
        for plaats in self._plaatsen(kopdeel):
            if plaats.bericht.uit:
                sleutel = (plaats.bericht.id, plaats.nummer)
                rij = self._sessie.get(UitgaandOnderdeelRij, sleutel)
                if rij is not None:
                    return rij
        return None

    def _is_hier(self, deel: Mapping[str, Any], item: _Item | None) -> Weigering | None:
        if item is not None and item.huidig.status == Gegevenstatus.INGETROKKEN:
            return Weigering(NIET_HIER, "Het is ingetrokken.")
        if item is None or item.huidig.inhoud is None:
            return Weigering(VERNIETIGD, "Het is hier vernietigd.")
        if not self._leeft(deel, item.huidig.persoon_id):
            return Weigering(VERNIETIGD, "Het is hier vernietigd.")
        return None

    def _leeft(self, deel: Mapping[str, Any], persoon_id: str) -> bool:
        """A participant is in no register of persons: what is here of him stands by itself."""
        if deel["categorie"] == deelnemercategorie(self._regels):
            return True
        persoon = self._sessie.get(PersoonRij, persoon_id)
        return persoon is not None and persoon.sleutel_id is not None

    def _neem_over(
        self,
        item: _Item,
        nummer: int,
        gegevens: Mapping[str, Any],
        motivering: str | None,
        nu: datetime,
    ) -> None:
        fase = fase_van(gegevens)
        waarde = zonder_fase(gegevens, self._regels)
        status = Gegevenstatus.OPGESCHORT if fase == Fase.ONDERZOEK else Gegevenstatus.ACTIEF
        later = next((v for v in item.versies if v.bericht_id > self._kop["id"]), None)
        oud = item.huidig if later is None else item.versies[item.versies.index(later) - 1]
        nieuw = vervang(self._sessie, self._kluis, oud, self._kop, nummer, waarde, status, nu)
        self._sessie.flush()
        if later is not None:
            # The source said something after this, and that came first: that stands.
            nieuw.status, nieuw.vervangen_door = Gegevenstatus.VERVANGEN, later.id
            return
        open_ = opslag.open_over_ontvangen(self._sessie, [een.id for een in item.versies])
        if fase == Fase.ONDERZOEK:
            open_ = open_ or self._nieuw_bij_ontvanger(oud, motivering, nu)
        elif open_ is not None:
            self._sluit(open_, Verbeterstand(fase.value), motivering, nu)
        if open_ is not None:
            open_.nieuw_gegeven = nieuw.id
        if fase == Fase.BEVESTIGD:
            self._verbeter_persoon(oud, nieuw)

    def _verbeter_persoon(self, oud: OntvangenGegevenRij, nieuw: OntvangenGegevenRij) -> None:
        """A received person is who the source now says it is, as far as the source said so."""
        was, wordt = open_gegeven(self._kluis, oud), open_gegeven(self._kluis, nieuw)
        if was is not None and wordt is not None:
            self._personen.verbeter(
                nieuw.persoon_id, nieuw.gegevenssoort, was, wordt, self._kop["id"]
            )

    def _sluit(
        self, rij: VerbeteringRij, stand: Verbeterstand, motivering: str | None, nu: datetime
    ) -> None:
        rij.stand, rij.versie = stand, rij.versie + 1
        rij.besluit_met, rij.besloten_op = self._kop["id"], nu
        rij.besluitzegel = self._reden(rij, "besluit", motivering)

    def _meld(
        self,
        gegeven: UitgaandOnderdeelRij,
        nummer: int,
        gegevens: Mapping[str, Any],
        motivering: str | None,
        nu: datetime,
    ) -> None:
        eigen = eigen_van_deel(self._regels, gegeven)
        rij = opslag.open_over_eigen(self._sessie, eigen)
        if rij is None:
            rij = self._nieuw_bij_bron(gegeven, eigen.gegeven_id, gegevens, motivering, nu)
        wat = {LID: gegevens.get(LID), FOUT: gegevens.get(FOUT), "reden": motivering}
        plaats = meldingplaats(f"{self._kop['id']}/{nummer}")
        self._sessie.add(
            VerbetermeldingRij(
                bericht_id=self._kop["id"],
                volgnummer=nummer,
                verbetering_id=rij.id,
                partij=self._kop["afzender"],
                zegel=verzegel_json(self._kluis, rij.sleutel_id, plaats, wat),
                ontvangen_op=nu,
            )
        )

    def _nieuw_bij_bron(
        self,
        gegeven: UitgaandOnderdeelRij,
        gegeven_id: str | None,
        gegevens: Mapping[str, Any],
        motivering: str | None,
        nu: datetime,
    ) -> VerbeteringRij:
        rij = self._nieuw(Kant.BRON, gegeven.persoon_id, gegeven.sleutel_id, nu)
        rij.aard, rij.bron = gegevens.get(FOUT), self._partij
        rij.gegevenssoort, rij.gegeven_id = gegeven.gegevenssoort, gegeven_id
        self._bewaar(rij, motivering)
        eigen = eigen_van_deel(self._regels, gegeven)
        for houder in opslag.houders(self._sessie, self._regels, rij.groep, eigen):
            self._sessie.add(
                VerbeteringOntvangerRij(
                    verbetering_id=rij.id,
                    partij=houder.partij,
                    origineel=houder.origineel,
                    volgnummer=houder.volgnummer,
                )
            )
        self._sessie.flush()
        return rij

    def _nieuw_bij_ontvanger(
        self, doel: OntvangenGegevenRij, motivering: str | None, nu: datetime
    ) -> VerbeteringRij:
        rij = self._nieuw(Kant.ONTVANGER, doel.persoon_id, doel.sleutel_id, nu)
        rij.bron, rij.gegevenssoort, rij.gegeven_id = doel.bron, doel.gegevenssoort, doel.id
        self._bewaar(rij, motivering)
        return rij

    def _nieuw(self, kant: Kant, persoon_id: str, sleutel_id: str, nu: datetime) -> VerbeteringRij:
        return VerbeteringRij(
            id=uuid7(nu),
            kant=kant,
            stand=Verbeterstand.OPEN,
            versie=1,
            groep=self._kop["groep"],
            persoon_id=persoon_id,
            sleutel_id=sleutel_id,
            melding_van=self._kop["afzender"],
            melding_bericht=self._kop["id"],
            gestart_op=nu,
        )

    def _bewaar(self, rij: VerbeteringRij, motivering: str | None) -> None:
        rij.zegel = self._reden(rij, "reden", motivering)
        self._sessie.add(rij)
        self._sessie.flush()

    def _reden(self, rij: VerbeteringRij, welke: str, motivering: str | None) -> bytes | None:
        if motivering is None:
            return None
        plaats = redenplaats(rij.id, welke)
        return verzegel_json(self._kluis, rij.sleutel_id, plaats, {"reden": motivering})
