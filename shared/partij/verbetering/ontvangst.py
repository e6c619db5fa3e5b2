"""What a received message of a correction does here, in the transaction that stores it.

| who sends it                    | what it says            | here                               |
|---------------------------------|-------------------------|------------------------------------|
| somebody who received our item  | it is wrong             | own record suspended, to be judged |
| somebody who received it too    | another's item is wrong | that item suspended                |
| the source                      | it is being looked into | that item suspended                |
| the source                      | it stays as it is       | in use again, known as contested   |
| the source                      | how it should be        | replaced (or completed), in use    |

Nothing is made anew by it: who is no longer in the file, or whose item was destroyed, does not
come back with a correction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bericht.inhoud import Inhoud
from shared.convenant.regels import Convenantregels
from shared.partij.dossier_tabellen import GroepslidRij, PersoonRij
from shared.partij.kenmerk import Klok, nieuw_id
from shared.partij.ontvangen_gegevens import Gegevenstatus, open_gegeven
from shared.partij.ontvangen_personen import neem_verbetering_over
from shared.partij.personen import Persoon
from shared.partij.uitwisseling_modellen import (
    InkomendRij,
    OntvangenGegevenRij,
    UitgaandOnderdeelRij,
    UitgaandRij,
)
from shared.partij.verbetering import opslag
from shared.partij.verbetering.begrippen import (
    AANVULLING,
    CORRECTIE,
    Aard,
    Fase,
    Kant,
    Merk,
    Stand,
    inhoud_zonder_merk,
    lees_merk,
    redenplaats,
)
from shared.partij.verbetering.opslag import Eigen
from shared.partij.verbetering.tabellen import VerbeteringOntvangerRij, VerbeteringRij
from shared.partij.zegel import Kluispoort, verzegel_json


@dataclass(frozen=True)
class Verwerkt:
    """What is to be stored of the message; ``vervangt`` where it says exactly what it replaces."""

    inhoud: Inhoud | None = field(repr=False)
    vervangt: Sequence[OntvangenGegevenRij] | None = None


def is_verbetering(kop: Mapping[str, Any]) -> bool:
    """Whether this message can be about something that is here already."""
    return kop["soort"] in (CORRECTIE, AANVULLING)


def niets_meer(sessie: Session, kop: Mapping[str, Any]) -> bool:
    """Whether the message is about something that was here and is destroyed.

    A correction of something received may only be about who is here; one of an own record, or an
    addition, not about who or what came with the message it names and has gone since.
    """
    if not is_verbetering(kop):
        return False
    if any(deel["herkomst"] == "ontvangen" for deel in kop["onderdelen"]):
        return not all(_is_hier(sessie, kop["groep"], d["betrokkene"]) for d in kop["onderdelen"])
    eerder = sessie.get(InkomendRij, kop["inReactieOp"] or "")
    if eerder is None or eerder.afzender != kop["afzender"] or eerder.status != "aanvaard":
        return False
    gekomen = {(d["betrokkene"], d["gegevenssoort"]) for d in eerder.kop["onderdelen"]}
    wie = {betrokkene for betrokkene, _ in gekomen}
    return any(
        (deel["betrokkene"] in wie and not _is_hier(sessie, kop["groep"], deel["betrokkene"]))
        or (
            kop["soort"] == CORRECTIE
            and (deel["betrokkene"], deel["gegevenssoort"]) in gekomen
            and not _is_er_nog(sessie, eerder.bericht_id, deel)
        )
        for deel in kop["onderdelen"]
    )


def _is_hier(sessie: Session, groep: str, betrokkene: str) -> bool:
    vraag = (
        select(GroepslidRij.id)
        .join(PersoonRij, PersoonRij.id == GroepslidRij.persoon_id)
        .where(
            GroepslidRij.groep == groep,
            GroepslidRij.betrokkene == betrokkene,
            PersoonRij.sleutel_id.is_not(None),
        )
    )
    return sessie.scalars(vraag).first() is not None


def _is_er_nog(sessie: Session, bericht_id: str, deel: Mapping[str, Any]) -> bool:
    vraag = select(OntvangenGegevenRij.id).where(
        OntvangenGegevenRij.bericht_id == bericht_id,
        OntvangenGegevenRij.betrokkene == deel["betrokkene"],
        OntvangenGegevenRij.gegevenssoort == deel["gegevenssoort"],
        OntvangenGegevenRij.status != Gegevenstatus.INGETROKKEN,
    )
    return sessie.scalars(vraag).first() is not None


class Verbeterontvangst:
    """Handles one message, in the caller's transaction."""

    def __init__(
        self,
        sessie: Session,
        kluis: Kluispoort,
        regels: Convenantregels,
        klok: Klok,
        kop: Mapping[str, Any],
        inhoud: Inhoud,
    ) -> None:
        self._sessie = sessie
        self._kluis = kluis
        self._regels = regels
        self._klok = klok
        self._kop = kop
        self._inhoud = inhoud
        self._merk = lees_merk(inhoud)

    def voor_het_bewaren(self, personen: Mapping[str, Persoon], nu: datetime) -> Verwerkt:
        """Suspends, frees, and says what is left to store."""
        merk, kaal = self._merk, inhoud_zonder_merk(self._inhoud)
        ontvangen = {deel["herkomst"] for deel in self._kop["onderdelen"]} == {"ontvangen"}
        if self._kop["soort"] == CORRECTIE and ontvangen:
            return self._melding(merk, kaal, personen, nu)
        if merk is None or merk.bron != self._kop["afzender"] or merk.fase == Fase.MELDING:
            return Verwerkt(kaal)
        doel = self._doel(merk)
        if merk.fase == Fase.BEVESTIGD:
            vervangt = [doel] if doel is not None and self._kop["soort"] == CORRECTIE else None
            return Verwerkt(kaal, vervangt)
        if doel is not None and merk.fase == Fase.ONDERZOEK:
            self._schort_op(doel, merk.aard, nu)
        if doel is not None and merk.fase == Fase.AFGEWEZEN:
            self._sluit(doel, Stand.AFGEWEZEN, None, nu)
        return Verwerkt(None)

    def na_het_bewaren(self, nu: datetime) -> None:
        """What was replaced, or completed, is no longer contested."""
        self._sessie.flush()
        nieuwe = self._sessie.scalars(
            select(OntvangenGegevenRij).where(OntvangenGegevenRij.bericht_id == self._kop["id"])
        ).all()
        for nieuw in nieuwe:
            for oud in self._sessie.scalars(
                select(OntvangenGegevenRij).where(OntvangenGegevenRij.vervangen_door == nieuw.id)
            ).all():
                self._verbeter_persoon(oud, nieuw)
                self._sluit(oud, Stand.BEVESTIGD, nieuw.id, nu)
        merk = self._merk
        if merk is not None and self._kop["soort"] == AANVULLING and merk.fase == Fase.BEVESTIGD:
            doel = self._doel(merk)
            if doel is not None:
                self._sluit(doel, Stand.BEVESTIGD, nieuwe[0].id if nieuwe else None, nu)

    def _doel(self, merk: Merk) -> OntvangenGegevenRij | None:
        """The item of the source it is about, as it is here now."""
        doel = opslag.huidig(self._sessie, self._kop["inReactieOp"], merk.volgnummer)
        return None if doel is None or doel.bron != self._kop["afzender"] else doel

    def _melding(
        self, merk: Merk | None, kaal: Inhoud, personen: Mapping[str, Persoon], nu: datetime
    ) -> Verwerkt:
        """Somebody who received an item says it is wrong: ours, or one we received as well."""
        if merk is not None and merk.bron != self._kop["ontvanger"]:
            deel = self._kop["onderdelen"][0]
            persoon = personen[deel["betrokkene"]]
            for rij in opslag.van_bron(
                self._sessie, self._kop["groep"], merk.bron, persoon.id, deel["gegevenssoort"]
            ):
                self._schort_op(rij, merk.aard, nu)
            return Verwerkt(None)
        for eigen in self._gegeven_aan_afzender(merk):
            self._schort_eigen_op(eigen, merk.aard if merk else Aard.ONJUIST, nu)
        return Verwerkt(kaal)

    def _gegeven_aan_afzender(self, merk: Merk | None) -> list[UitgaandOnderdeelRij]:
        """What we sent that it is about."""
        bericht = self._sessie.get(UitgaandRij, self._kop["inReactieOp"])
        if bericht is None or bericht.ontvanger != self._kop["afzender"]:
            return []
        delen = self._sessie.scalars(
            select(UitgaandOnderdeelRij).where(
                UitgaandOnderdeelRij.bericht_id == bericht.bericht_id
            )
        ).all()
        genoemd = {(d["betrokkene"], d["gegevenssoort"]) for d in self._kop["onderdelen"]}
        return [
            deel
            for deel in delen
            if (deel.betrokkene, deel.gegevenssoort) in genoemd
            and (merk is None or deel.volgnummer == merk.volgnummer)
        ]

    def _schort_eigen_op(self, deel: UitgaandOnderdeelRij, aard: Aard, nu: datetime) -> None:
        per_persoon = deel.gegevenssoort == self._regels.namenlijsten.gegevenssoort
        eigen = Eigen(deel.persoon_id, deel.gegevenssoort, None if per_persoon else deel.gegeven_id)
        if opslag.open_over_eigen(self._sessie, eigen) is not None:
            return
        rij = self._nieuw(
            Kant.BRON, aard, self._kop["ontvanger"], deel.persoon_id, deel.sleutel_id,
            deel.gegevenssoort, eigen.gegeven_id, nu,
        )  # fmt: skip
        for bericht, verstuurd in opslag.verstuurd(self._sessie, self._kop["groep"], eigen):
            self._sessie.add(
                VerbeteringOntvangerRij(
                    verbetering_id=rij.id,
                    partij=bericht.ontvanger,
                    origineel=bericht.bericht_id,
                    volgnummer=verstuurd.volgnummer,
                )
            )

    def _schort_op(self, doel: OntvangenGegevenRij, aard: Aard, nu: datetime) -> None:
        if doel.status == Gegevenstatus.ACTIEF:
            doel.status = Gegevenstatus.OPGESCHORT
        if opslag.open_over_ontvangen(self._sessie, doel.id) is None:
            self._nieuw(
                Kant.ONTVANGER, aard, doel.bron, doel.persoon_id, doel.sleutel_id,
                doel.gegevenssoort, doel.id, nu,
            )  # fmt: skip

    def _nieuw(
        self,
        kant: Kant,
        aard: Aard,
        bron: str,
        persoon_id: str,
        sleutel_id: str,
        soort: str,
        gegeven_id: str | None,
        nu: datetime,
    ) -> VerbeteringRij:
        rij = VerbeteringRij(
            id=nieuw_id(),
            kant=kant,
            aard=aard,
            stand=Stand.OPEN,
            versie=1,
            groep=self._kop["groep"],
            persoon_id=persoon_id,
            sleutel_id=sleutel_id,
            gegevenssoort=soort,
            bron=bron,
            gegeven_id=gegeven_id,
            melding_van=self._kop["afzender"],
            melding_bericht=self._kop["id"],
            gestart_op=nu,
        )
        rij.zegel = self._reden(rij, "reden")
        self._sessie.add(rij)
        self._sessie.flush()
        return rij

    def _sluit(
        self, doel: OntvangenGegevenRij, stand: Stand, nieuw: str | None, nu: datetime
    ) -> None:
        if doel.status == Gegevenstatus.OPGESCHORT:
            doel.status = Gegevenstatus.ACTIEF
        rij = opslag.open_over_ontvangen(self._sessie, doel.id)
        if rij is None:
            return
        rij.stand, rij.versie, rij.nieuw_gegeven = stand, rij.versie + 1, nieuw
        rij.besluit_met, rij.besloten_op = self._kop["id"], nu
        rij.besluitzegel = self._reden(rij, "besluit")

    def _reden(self, rij: VerbeteringRij, welke: str) -> bytes | None:
        if self._inhoud.motivering is None:
            return None
        inhoud = {"reden": self._inhoud.motivering}
        return verzegel_json(self._kluis, rij.sleutel_id, redenplaats(rij.id, welke), inhoud)

    def _verbeter_persoon(self, oud: OntvangenGegevenRij, nieuw: OntvangenGegevenRij) -> None:
        """A received person is who the source now says it is, as far as the source said so."""
        was, wordt = open_gegeven(self._kluis, oud), open_gegeven(self._kluis, nieuw)
        if was is not None and wordt is not None:
            neem_verbetering_over(
                self._sessie, self._kluis, self._klok, nieuw.persoon_id, nieuw.gegevenssoort,
                was, wordt, self._kop["id"],
            )  # fmt: skip
