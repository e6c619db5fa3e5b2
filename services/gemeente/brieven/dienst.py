"""The letters of one official: made, handed over or sent, come back (covenant 3.5 and 10.2).

A letter that went is what makes somebody informed: when the last one that was needed went, that is
recorded; when one comes back, it no longer holds, and nothing is given until another went.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from services.gemeente.brieven.begrippen import (
    Briefwens,
    GeenBrief,
    Stand,
    Wijze,
    gekregen,
)
from services.gemeente.brieven.brieftekst import brieventaal
from services.gemeente.brieven.nodig import nog_te_sturen, wensen
from services.gemeente.brieven.opmaken import Briefopdracht, briefhoofd_van, druk_brief
from services.gemeente.brieven.opslag import brief, briefstand, brieven_van, lidmaatschappen_van
from services.gemeente.brieven.tabellen import BriefRij
from services.gemeente.informatiestatus.dienst import GEINFORMEERD, OPEN, Informatiestatussen
from services.gemeente.informatiestatus.vormen import InformatiestatusInvoer
from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.sleutels import Aanpaksleutels
from shared.bestand.afscherming.opslag import beperkte_soorten, is_beperkt
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.persoonssoorten import velden_van
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, Handeling, leg_raadpleging_vast
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import (
    Conflict,
    GeenToegang,
    NietGevonden,
    OngeldigeInvoer,
    Vernietigd,
    VersieVerouderd,
)
from shared.partij.persoon import Persoon
from shared.partij.zegellagen import Lagen
from shared.tijd.kenmerk import uuid7
from shared.web.meldingen import Invoerfout

SOORT = "brief"
_ONBEKEND = "Deze brief is hier niet gemaakt."
_INHOUD_WEG = "De inhoud van deze brief is er niet meer."
_BEPERKT = (
    "Van wie deze brief krijgt, of over wie zij gaat, is beperkt wat er in de brief staat, of "
    "waaruit volgt welke brief het is (11.1, c). Vraag de privacyfunctionaris wanneer dat eindigt."
)
_IN_BRIEF = frozenset({"naam", "adres", "woonplaats", "geboortedatum"})
_TERUG = "Een brief kwam onbestelbaar terug."
Versie_eis = Callable[[int], bool]


@dataclass(frozen=True)
class Leesbrief:
    """A letter with its content, for who prints it."""

    rij: BriefRij
    pdf: bytes = field(repr=False)


class Brieven:
    """The use cases of one official."""

    def __init__(self, dienst: Dienst, wie: Medewerker) -> None:
        self._dienst = dienst
        self._wie = wie

    def maak(self, persoon_id: str) -> list[BriefRij]:
        """Makes every letter about a person that still has to go; all that are there afterwards.

        One that lies ready is replaced: name, address or words may have changed. Repeatable. Raises
        ``Conflict`` while it is not known which letters these are, or who the sender is.
        """
        briefhoofd_van(self._dienst)
        nu = self._dienst.klok()
        with self._dienst.lezend() as sessie:
            self._wie.eis_persoon(sessie, persoon_id)
            # Also before it is said which letters those are: that follows from the date of birth.
            self._eis_vrij(sessie, persoon_id)
            nodig = self._nog_te_sturen(sessie, persoon_id)
            self._eis_vrij(sessie, *(een.ontvanger for een in nodig))
            opdrachten = [
                Briefopdracht(
                    uuid7(nu), een.soort, self._persoon(sessie, persoon_id),
                    self._persoon(sessie, een.ontvanger),
                )
                for een in nodig
            ]  # fmt: skip
        gemaakt = [(een, druk_brief(self._dienst, een, nu)) for een in opdrachten]
        with self._dienst.transactie() as sessie:
            nog = self._nog_te_sturen(sessie, persoon_id)
            for opdracht, pdf in gemaakt:
                if Briefwens(opdracht.soort, opdracht.aan.id) in nog:
                    self._bewaar(sessie, opdracht, pdf)
            self._noteer(sessie, "wijzigen", persoon_id)
            alle = brieven_van(sessie, persoon_id)
            sessie.expunge_all()
        return alle

    def lijst(self, persoon_id: str) -> list[BriefRij]:
        """Every letter about a person, without its content."""
        with self._dienst.transactie() as sessie:
            self._wie.eis_persoon(sessie, persoon_id)
            self._persoon(sessie, persoon_id)
            alle = brieven_van(sessie, persoon_id)
            self._noteer(sessie, "lijst", persoon_id)
            sessie.flush()
            sessie.expunge_all()
        return alle

    def lees(self, brief_id: str) -> Leesbrief:
        """One letter with its content. Raises ``Vernietigd`` when that is no longer there."""
        with self._dienst.transactie() as sessie:
            rij = self._van(sessie, brief_id)
            if rij.zegel is None:
                raise Vernietigd(_INHOUD_WEG)
            if not self._wie.ziet_beperkt:
                self._eis_vrij(sessie, rij.persoon_id, rij.ontvanger_id)
            pdf = self._open(sessie, rij, rij.zegel)
            self._noteer(sessie, "raadplegen", rij.persoon_id, rij.id)
            sessie.flush()
            sessie.expunge_all()
        return Leesbrief(rij, pdf)

    def noteer_verstuurd(self, brief_id: str, wijze: Wijze, op: date, eis: Versie_eis) -> BriefRij:
        """Records that a letter was handed over or sent; then the person may be informed.

        Raises ``Conflict`` for a letter that was replaced or came back, and ``OngeldigeInvoer`` for
        a day that cannot be or a letter without an address that would have gone by mail.
        """
        with self._dienst.transactie() as sessie:
            rij = self._van(sessie, brief_id, eis)
            if rij.stand == Stand.VERSTUURD and (rij.wijze, rij.verstuurd_op) == (wijze, op):
                sessie.expunge_all()
                return rij
            if rij.stand != Stand.GEREED:
                raise Conflict("Deze brief ligt niet meer klaar. Maak een nieuwe.")
            self._keur_dag(op, datum_nl(rij.gemaakt_op))
            if wijze == "verzonden" and not rij.met_adres:
                zin = "kan niet zonder adres op de brief; overhandig haar, of maak een nieuwe"
                raise OngeldigeInvoer([Invoerfout("/wijze", zin)])
            rij.stand, rij.wijze, rij.verstuurd_op = Stand.VERSTUURD, wijze, op
            rij.verstuurd_door = self._wie.autorisatie_id
            self._bijgewerkt(sessie, rij)
        return rij

    def noteer_terug(self, brief_id: str, op: date, eis: Versie_eis) -> BriefRij:
        """Records that a letter came back: who should have had it was not informed after all."""
        with self._dienst.transactie() as sessie:
            rij = self._van(sessie, brief_id, eis)
            if rij.stand == Stand.ONBESTELBAAR and rij.retour_op == op:
                sessie.expunge_all()
                return rij
            if rij.stand != Stand.VERSTUURD or rij.wijze != "verzonden":
                raise Conflict("Alleen een brief die met de post ging, kan terugkomen.")
            self._keur_dag(op, rij.verstuurd_op)
            rij.stand, rij.retour_op = Stand.ONBESTELBAAR, op
            rij.retour_door = self._wie.autorisatie_id
            self._bijgewerkt(sessie, rij)
        return rij

    def _eis_vrij(self, sessie: Session, *personen: str) -> None:
        """Raises ``GeenToegang`` where a letter would say, or says, what nobody uses now."""
        for een in personen:
            dicht = velden_van(beperkte_soorten(sessie, een), self._dienst.regels)
            if dicht & _IN_BRIEF or is_beperkt(sessie, een):
                raise GeenToegang(_BEPERKT)

    def _keur_dag(self, op: date, vanaf: date | None) -> None:
        fouten = []
        if op > datum_nl(self._dienst.klok()):
            fouten.append(Invoerfout("/op", "ligt in de toekomst"))
        if vanaf is not None and op < vanaf:
            fouten.append(Invoerfout("/op", f"moet {vanaf.isoformat()} of later zijn"))
        if fouten:
            raise OngeldigeInvoer(fouten)

    def _bijgewerkt(self, sessie: Session, rij: BriefRij) -> None:
        rij.versie += 1
        rij.gewijzigd_op = self._dienst.klok()
        sessie.flush()
        self._werk_status_bij(sessie, rij.persoon_id)
        self._noteer(sessie, "wijzigen", rij.persoon_id, rij.id)
        sessie.flush()
        sessie.expunge_all()

    def _werk_status_bij(self, sessie: Session, persoon_id: str) -> None:
        """Informed when every letter went; not any more when one of them came back."""
        persoon = self._persoon(sessie, persoon_id)
        rijen = [briefstand(rij) for rij in brieven_van(sessie, persoon_id)]
        try:
            gehad = gekregen(wensen(self._dienst, sessie, persoon), rijen)
        except GeenBrief:
            gehad = None
        if gehad is not None:
            op, wijze = gehad
            nieuw = {"status": GEINFORMEERD, "geinformeerd_op": op, "wijze": wijze}
        elif any(een.stand is Stand.ONBESTELBAAR for een in rijen):
            nieuw = {"status": OPEN, "toelichting": _TERUG}
        else:
            return
        dienst = self._dienst
        Informatiestatussen(sessie, dienst.kluis, dienst.klok, dienst.regels).leg_vast(
            persoon,
            InformatiestatusInvoer.model_validate(nieuw, by_name=True),
            door=self._wie.autorisatie_id,
            verwachte_versies=lambda _: True,
        )

    def _nog_te_sturen(self, sessie: Session, persoon_id: str) -> Sequence[Briefwens]:
        try:
            return nog_te_sturen(self._dienst, sessie, self._persoon(sessie, persoon_id))
        except GeenBrief as fout:
            raise Conflict(fout.zin) from fout

    def _bewaar(self, sessie: Session, opdracht: Briefopdracht, pdf: bytes) -> None:
        for oud in brieven_van(sessie, opdracht.over.id):
            zelfde = (oud.soort, oud.ontvanger_id) == (opdracht.soort, opdracht.aan.id)
            if zelfde and oud.stand == Stand.GEREED:
                oud.stand, oud.zegel, oud.versie = Stand.VERVALLEN, None, oud.versie + 1
                oud.gewijzigd_op = self._dienst.klok()
        over = opdracht.over.id
        nu, groep = self._dienst.klok(), lidmaatschappen_van(sessie, [over])[over][0].groep
        sleutel, zegel = self._verzegel(sessie, opdracht, groep, pdf)
        rij = BriefRij(
            id=opdracht.kenmerk,
            persoon_id=opdracht.over.id,
            ontvanger_id=opdracht.aan.id,
            groep=groep,
            soort=opdracht.soort,
            stand=Stand.GEREED,
            tekstversie=brieventaal().versie,
            met_adres=bool(opdracht.adres),
            gemaakt_op=nu,
            gemaakt_door=self._wie.autorisatie_id,
            versie=1,
            gewijzigd_op=nu,
            sleutel_id=sleutel,
            zegel=zegel,
        )
        sessie.add(rij)
        sessie.flush()

    def _verzegel(
        self, sessie: Session, opdracht: Briefopdracht, groep: str, pdf: bytes
    ) -> tuple[str, bytes]:
        """Under the key of the approach, and under the reader's own where he is somebody else."""
        kluis = self._dienst.kluis
        sleutels = Aanpaksleutels(sessie, kluis, self._dienst.klok)
        sleutel = sleutels.van(groep, [opdracht.over.id], Doel.WERK)[opdracht.over.id]
        lagen = [sleutel]
        if opdracht.aan.id != opdracht.over.id:
            lagen.append(opdracht.aan.sleutel_id)
        return sleutel, Lagen(kluis).verzegel(lagen, pdf, f"{SOORT}/{opdracht.kenmerk}")

    def _open(self, sessie: Session, rij: BriefRij, zegel: bytes) -> bytes:
        lagen = [rij.sleutel_id]
        if rij.ontvanger_id != rij.persoon_id:
            lagen.append(self._persoon(sessie, rij.ontvanger_id).sleutel_id)
        try:
            return Lagen(self._dienst.kluis).open(lagen, zegel, f"{SOORT}/{rij.id}")
        except Vernietigd as fout:
            raise Vernietigd(_INHOUD_WEG) from fout

    def _van(self, sessie: Session, brief_id: str, eis: Versie_eis | None = None) -> BriefRij:
        rij = brief(sessie, brief_id, om_te_wijzigen=eis is not None)
        if rij is None:
            raise NietGevonden(_ONBEKEND)
        self._wie.eis_persoon(sessie, rij.persoon_id)
        if eis is not None and not eis(rij.versie):
            raise VersieVerouderd("Iemand anders heeft deze brief intussen gewijzigd.")
        return rij

    def _persoon(self, sessie: Session, persoon_id: str) -> Persoon:
        return PersonenRegister(sessie, self._dienst.kluis, self._dienst.klok).lees(persoon_id)

    def _noteer(
        self, sessie: Session, wat: Handeling, persoon_id: str, brief_id: str | None = None
    ) -> None:
        gelezen = [Geraadpleegd(brief_id or persoon_id, persoon_id)]
        leg_raadpleging_vast(sessie, self._dienst.klok, self._wie, wat, SOORT, gelezen)
