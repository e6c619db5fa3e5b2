"""Whether each item is still correct, said by somebody who read it (8.1; H5, J15).

All of a person at once: what was not tested does not open. What is correct goes to the running
group and is used there; what is not is destroyed at once; the rest of the old group stays shielded
until its own day. Nothing of this happens by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy.orm import Session

from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.sleutels import Aanpaksleutels
from shared.bestand.afscherming.opslag import is_beperkt
from shared.bestand.dossier.dossier import Dossier
from shared.bestand.leden.groepsleden import Groepsleden
from shared.bestand.ontvangen.gegevens import gegevenplaats
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.personen.vormen import PersoonWijziging
from shared.bestand.toegang.medewerker import BEPERKT, Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, GeenToegang, NietGevonden, OngeldigeInvoer
from shared.partij.persoon import Persoon
from shared.partij.zegel import verzegel_json
from shared.tijd.kenmerk import uuid7
from shared.web.meldingen import Invoerfout, json_pointer, melding
from shared.zaak.nietactief import opslag
from shared.zaak.nietactief.begrippen import ONTVANGEN, PERSOON, Bewaarditem, Uitkomst, toetsfouten
from shared.zaak.nietactief.items import eis_leesbaar, items_van, soorten_van
from shared.zaak.nietactief.tabellen import TerugblikpersoonRij, TerugblikRij, ToetsRij

SOORT = ToetsRij.__tablename__


class Toetsen:
    """One test of one person, in the caller's transaction; never commits."""

    def __init__(self, sessie: Session, dienst: Dienst, wie: Medewerker) -> None:
        self._sessie = sessie
        self._dienst = dienst
        self._wie = wie
        self._register = PersonenRegister(sessie, dienst.kluis, dienst.klok)

    def toets(self, terugblik: str, persoon_id: str, uitkomsten: Sequence[Uitkomst]) -> None:
        """Raises ``OngeldigeInvoer`` with every fault, ``Conflict`` where it is too late."""
        rij = opslag.lees(self._sessie, terugblik, vergrendel=True)
        gevonden = self._eis_te_toetsen(rij, persoon_id)
        aanleiding = self._dienst.regels.niet_actief.aanleidingen[rij.aanleiding]
        persoon = self._register.lees(persoon_id)
        items = items_van(self._sessie, self._dienst, persoon, aanleiding, rij.groep)
        eis_leesbaar(self._wie, items)
        fouten = list(toetsfouten(self._dienst.regels.niet_actief, items, uitkomsten))
        if fouten:
            raise OngeldigeInvoer(fouten)
        bekend = {een.id: een for een in items}
        for nummer, een in enumerate(uitkomsten):
            self._verbeter(persoon, bekend[een.item], een, f"/uitkomsten/{nummer}/gegevens")
        blijft = self._leg_vast(rij, persoon_id, bekend, uitkomsten)
        if rij.nieuwe_groep is not None and blijft:
            self._neem_op(persoon_id, rij.nieuwe_groep, [bekend[een] for een in blijft])
        gevonden.getoetst_op, gevonden.getoetst_door = self._dienst.klok(), self._wie.autorisatie_id
        rij.getoetst += 1
        self._sessie.flush()

    def _eis_te_toetsen(self, rij: TerugblikRij, persoon_id: str) -> TerugblikpersoonRij:
        for groep in (rij.groep, rij.nieuwe_groep):
            if groep is not None:
                self._wie.eis_groep(groep)
        self._wie.eis_persoon(self._sessie, persoon_id, ook_afgeschermd=True)
        if is_beperkt(self._sessie, persoon_id):
            raise GeenToegang(BEPERKT)
        gevonden = self._sessie.get(TerugblikpersoonRij, (rij.id, persoon_id))
        if gevonden is None:
            raise NietGevonden("Deze persoon is in deze terugblik niet gevonden.")
        if gevonden.getoetst_op is not None:
            raise Conflict("Over deze persoon is in deze terugblik al beslist.")
        if rij.open_tot < datum_nl(self._dienst.klok()):
            raise Conflict(
                "Deze terugblik is dicht: er is te lang niets getoetst. Begin een nieuwe, met de "
                "aanleiding van nu."
            )
        return gevonden

    def _leg_vast(
        self,
        rij: TerugblikRij,
        persoon_id: str,
        bekend: Mapping[str, Bewaarditem],
        uitkomsten: Sequence[Uitkomst],
    ) -> list[str]:
        """The outcome of each item; which of them stay."""
        nu, wie = self._dienst.klok(), self._wie
        uitslagen = self._dienst.regels.niet_actief.uitslagen
        self._sessie.add_all(
            ToetsRij(
                id=uuid7(nu),
                terugblik=rij.id,
                persoon_id=persoon_id,
                bron=bekend[een.item].bron,
                item=een.item,
                uitslag=een.uitslag,
                blijft=uitslagen[een.uitslag].blijft,
                op=nu,
                door=wie.autorisatie_id,
            )
            for een in uitkomsten
        )
        gelezen = [Geraadpleegd(een.item, persoon_id) for een in uitkomsten]
        gelezen = gelezen or [Geraadpleegd(rij.id, persoon_id)]
        leg_raadpleging_vast(self._sessie, self._dienst.klok, wie, "wijzigen", SOORT, gelezen)
        return [een.item for een in uitkomsten if uitslagen[een.uitslag].blijft]

    def _neem_op(self, persoon_id: str, groep: str, blijft: Sequence[Bewaarditem]) -> None:
        """Makes the person a member of the running group, with what was confirmed and no more."""
        oud = opslag.plaatsen(self._sessie, persoon_id)[0]
        leden = Groepsleden(self._sessie, self._dienst.klok)
        kind = None if oud.kind is None else self._kind(leden, oud.groep, oud.kind, groep)
        lid = leden.koppel(
            groep, persoon_id, None, oud.categorie, kind, door=self._wie.autorisatie_id
        )
        mee = [een for een in blijft if een.bron == ONTVANGEN]
        if mee:
            # Under a key of its new group: that of the old one ends on the old group's day.
            kluis = self._dienst.kluis
            sleutels = Aanpaksleutels(self._sessie, kluis, self._dienst.klok)
            sleutel = sleutels.van(groep, [persoon_id], Doel.ONTVANGEN)[persoon_id]
            for een in mee:
                rij = self._sessie.get_one(OntvangenGegevenRij, een.id)
                rij.groep, rij.betrokkene, rij.sleutel_id = groep, lid.betrokkene, sleutel
                rij.inhoud = verzegel_json(kluis, sleutel, gegevenplaats(rij.id), een.gegevens)
        self._sessie.flush()

    def _kind(self, leden: Groepsleden, oude_groep: str, kind: str, groep: str) -> str:
        """The child's pseudonym in the running group: a parent is there because of the child."""
        drager = leden.bij_betrokkene(oude_groep, kind)
        try:
            if drager is None:
                raise NietGevonden("kind")
            return leden.pseudoniem(groep, drager.persoon_id).betrokkene
        except NietGevonden:
            raise Conflict(
                "Deze persoon is een ouder van iemand die niet in deze groep zit. Toets eerst het "
                "kind."
            ) from None

    def _verbeter(self, persoon: Persoon, item: Bewaarditem, een: Uitkomst, pad: str) -> None:
        if een.gegevens is None or een.reden is None:
            return
        if item.bron == PERSOON:
            wijziging = _lees(PersoonWijziging, een.gegevens, een.reden, pad)
            self._register.corrigeer(
                persoon.id, wijziging, reden=een.reden, door=self._wie.autorisatie_id
            )
            return
        soort = soorten_van(self._dienst)[item.bron]
        wijziging = _lees(soort.wijziging(), een.gegevens, een.reden, pad)
        Dossier(self._sessie, self._dienst.kluis, self._dienst.klok, soort, self._wie).corrigeer(
            persoon,
            item.id,
            wijziging,
            reden=een.reden,
            door=self._wie.autorisatie_id,
            verwachte_versies=lambda _: True,
        )


def _lees(
    model: type[BaseModel], gegevens: Mapping[str, Any], reden: str, pad: str
) -> dict[str, Any]:
    """The fields that change, held against the form in which they are corrected anywhere."""
    try:
        gelezen = model.model_validate({**gegevens, "reden": reden})
    except ValidationError as fout:
        raise OngeldigeInvoer(
            [Invoerfout(pad + json_pointer(een["loc"]), melding(een)) for een in fout.errors()]
        ) from None
    anders = {"reden", "externe_sleutels"}
    return {naam: getattr(gelezen, naam) for naam in gelezen.model_fields_set - anders}
