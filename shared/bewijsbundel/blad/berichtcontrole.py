"""Checking what leaves say of one message: decision, receipts, and that its words were spoken.

A message by mouth has two receipts: of its announcement, about the digest that was decided on, and
after it was said of its content, about the digest of that. What the bundle does not hold cannot be
compared; where that leaves a question open, the report says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from shared.bericht.fouten import BerichtFout, TekentijdOngeldig
from shared.bericht.jsonvorm import JsonWaarde
from shared.bericht.ontvangst import Ontvangst, verifieer_ontvangst
from shared.bewijsbundel.blad.handtekeningen import handtekeningen_in
from shared.bewijsbundel.blad.partijboek import Partijboek
from shared.bewijsbundel.rapport import Bevindingen, Foutsoort
from shared.bewijsbundel.vorm import vreemde_leden
from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import is_ontvangstreden
from shared.convenant.besluit import Grondslag, Plicht, Reden
from shared.logboek.bladen import Bladsoort, GelezenBlad

ONBEREIKBAAR = "onbereikbaar"
TOEGESTAAN = "toegestaan"
_VAST = ("v", "soort", "tijdstip")
_BESLUITVELDEN = (*_VAST, "kop", "digest", "payloadSignature", "toestand", "besluit")
_BEVESTIGINGSVELDEN = (*_VAST, "id", "status", "ontvangst", "handtekening")
_BESLUITDELEN: Mapping[str, Sequence[str]] = {
    "redenen": Reden._fields,
    "grondslagen": Grondslag._fields,
    "plichten": Plicht._fields,
}
_MONDELING: Mapping[str, type | tuple[type, ...]] = {
    "uiting": str,
    "overleg": (str, type(None)),
    "berichten": list,
    "gezegdOp": str,
    "medewerker": str,
    "zonderToestemming": bool,
    "digest": str,
    "payloadSignature": str,
}


@dataclass(slots=True)
class _Bericht:
    """What earlier leaves said of a message. `mondeling`: None when no covenant tells."""

    digest: object
    toegestaan: bool
    afzender: str | None
    ontvanger: str | None
    uiting: object
    overleg: object
    mondeling: bool | None
    inhoud: str | None = None


@dataclass(slots=True)
class Berichtcontrole:
    """Holds what earlier leaves said of messages, so that later ones can be compared with it."""

    partijen: Partijboek
    bevindingen: Bevindingen
    _berichten: dict[str, _Bericht] = field(default_factory=dict)
    _gezegd: dict[str, bool] = field(default_factory=dict)
    _uitingen: set[str] = field(default_factory=set)
    _aanvaard: set[str] = field(default_factory=set)

    def besluit(
        self, nummer: int, velden: Mapping[str, JsonWaarde], regels: Convenantregels | None
    ) -> None:
        """Take in a decision; its signature and the decision itself are checked elsewhere."""
        for krom in _vorm_van_besluit(velden):
            self._fout(Foutsoort.BLAD_ONGELDIG, f"Het besluit {krom}.", nummer)
        kop, besluit = velden.get("kop"), velden.get("besluit")
        if not isinstance(kop, dict) or not isinstance(besluit, dict):
            return
        id_ = kop.get("id")
        if isinstance(id_, str):
            self._berichten[id_] = _Bericht(
                digest=velden.get("digest"),
                toegestaan=besluit.get("besluit") == TOEGESTAAN,
                afzender=_tekst(kop.get("afzender")),
                ontvanger=_tekst(kop.get("ontvanger")),
                uiting=kop.get("uiting"),
                overleg=kop.get("overleg"),
                mondeling=_is_mondeling(kop.get("kanaal"), regels),
            )

    def bevestiging(
        self,
        nummer: int,
        blad: GelezenBlad,
        regels: Convenantregels | None,
        *,
        alles_ervoor: bool,
    ) -> None:
        """A receipt, of a message or of the content of what was said; or that none came.

        `alles_ervoor`: every leaf of the log before this one was in the bundle; then the decision
        it answers must have been there too.
        """
        velden = blad.velden
        if krom := vreemde_leden(velden, _BEVESTIGINGSVELDEN):
            self._fout(Foutsoort.BLAD_ONGELDIG, f"De bevestiging {krom}.", nummer)
        if alles_ervoor and velden.get("id") not in self._berichten:
            self._bevestiging(nummer, "over dit bericht was nog niet beslist")
        status, tekst = velden.get("status"), velden.get("ontvangst")
        if status == ONBEREIKBAAR:
            if tekst is not None or velden.get("handtekening") is not None:
                self._bevestiging(nummer, "wie niet bereikt is, heeft niets getekend")
            return
        ontvangst = self._lees_ontvangst(nummer, blad)
        if ontvangst is not None:
            self._ontvangen(nummer, velden, ontvangst, regels)

    def _ontvangen(
        self,
        nummer: int,
        velden: Mapping[str, JsonWaarde],
        ontvangst: Ontvangst,
        regels: Convenantregels | None,
    ) -> None:
        """The receiver's signed words, against the leaf and against the decision."""
        if (ontvangst.id, ontvangst.status) != (velden.get("id"), velden.get("status")):
            self._bevestiging(nummer, "de getekende tekst noemt een ander bericht of andere status")
        if regels is not None and not is_ontvangstreden(
            regels, ontvangst.reden, aanvaard=ontvangst.aanvaard
        ):
            self._bevestiging(nummer, "zij noemt een reden die het convenant niet kent")
        bericht = self._berichten.get(ontvangst.id)
        if bericht is None:
            return
        if not bericht.toegestaan:
            self._bevestiging(nummer, "het bericht was geweigerd en mocht niet worden doorgegeven")
        if bericht.digest != ontvangst.digest:
            self._inhoud(nummer, bericht, ontvangst)
        elif ontvangst.aanvaard:
            self._aanvaard_een_keer(nummer, bericht, ontvangst)

    def _aanvaard_een_keer(self, nummer: int, bericht: _Bericht, ontvangst: Ontvangst) -> None:
        """A receiver takes an id once; after an aanvaard the answer to the sender is final."""
        if bericht.mondeling is False and ontvangst.id in self._aanvaard:
            self._bevestiging(nummer, "dit bericht was al aanvaard")
        self._aanvaard.add(ontvangst.id)

    def mondeling(self, nummer: int, blad: GelezenBlad) -> None:
        """That permitted words were spoken; or that words were, without a permission."""
        velden = blad.velden
        krom = [
            naam for naam, soort in _MONDELING.items() if not isinstance(velden.get(naam), soort)
        ]
        if krom:
            melding = f"Het blad mist {', '.join(krom)}, of het heeft daar iets anders."
            self._fout(Foutsoort.BLAD_ONGELDIG, melding, nummer)
            return
        uiting, zonder = str(velden["uiting"]), bool(velden["zonderToestemming"])
        if uiting in self._uitingen:
            self._mondeling(nummer, "deze uiting was al bevestigd")
        self._uitingen.add(uiting)
        afzenders: set[str] = set()
        for id_ in _teksten(velden["berichten"]):
            self._gezegd[id_] = zonder
            bericht = self._berichten.get(id_)
            if bericht is not None:
                self._gezegd_bericht(nummer, velden, bericht)
                afzenders |= {bericht.afzender} if bericht.afzender is not None else set()
        self._ondertekening(nummer, blad, afzenders)
        if zonder:
            self.bevindingen.opmerking(
                f"Blad {nummer}: hier is iets gezegd zonder dat daar toestemming voor was; dat is "
                "een incident."
            )

    def _gezegd_bericht(
        self, nummer: int, velden: Mapping[str, JsonWaarde], bericht: _Bericht
    ) -> None:
        if (bericht.uiting, bericht.overleg) != (velden["uiting"], velden["overleg"]):
            self._mondeling(nummer, "een bericht hoort bij een andere uiting of een ander overleg")
        if bericht.mondeling is False:
            self._mondeling(nummer, "een bericht ging niet langs een mondeling kanaal")
        if not bericht.toegestaan and velden["zonderToestemming"] is False:
            self._mondeling(nummer, "een bericht was geweigerd, maar het blad zegt dat het mocht")

    def _ondertekening(self, nummer: int, blad: GelezenBlad, afzenders: set[str]) -> None:
        """By the one sender of all its messages."""
        if len(afzenders) > 1:
            self._mondeling(nummer, "de berichten zijn van meer dan één afzender")
        for handtekening in handtekeningen_in(Bladsoort.MONDELING, blad.velden):
            certificaat = self.partijen.controleer(nummer, blad.tijdstip, handtekening)
            if certificaat is not None:
                for afzender in afzenders:
                    self.partijen.hoort_bij(nummer, afzender, certificaat)

    def _inhoud(self, nummer: int, bericht: _Bericht, ontvangst: Ontvangst) -> None:
        """A receipt about another digest than that of the decision: then of what was said."""
        if bericht.mondeling is not True:
            self._bevestiging(nummer, "de digest is een andere dan die van het besluit")
            return
        zonder = self._gezegd.get(ontvangst.id)
        if zonder is None:
            self.bevindingen.opmerking(
                f"Blad {nummer} bevestigt de inhoud van wat is gezegd; het blad waarin de afzender "
                "zegt dat het is gezegd, zit niet in de bundel."
            )
        elif zonder:
            self._bevestiging(nummer, "op wat zonder toestemming is gezegd, volgt geen inhoud")
        if ontvangst.aanvaard and bericht.inhoud not in (None, ontvangst.digest):
            self._bevestiging(nummer, "er was al een andere inhoud bij dit bericht aanvaard")
        if ontvangst.aanvaard:
            bericht.inhoud = ontvangst.digest

    def _lees_ontvangst(self, nummer: int, blad: GelezenBlad) -> Ontvangst | None:
        """The verified receipt, held against the receiver when the bundle has the decision."""
        handtekeningen = list(handtekeningen_in(Bladsoort.BEVESTIGING, blad.velden))
        if len(handtekeningen) != 1:
            self._bevestiging(nummer, "de ontvangst of haar handtekening ontbreekt")
            return None
        (h,) = handtekeningen
        certificaat = self.partijen.controleer(nummer, blad.tijdstip, h)
        if certificaat is None:
            return None
        try:
            ontvangst = verifieer_ontvangst(
                str(blad.velden["ontvangst"]), h.handtekening, certificaat, nu=blad.tijdstip
            )
        except TekentijdOngeldig as fout:
            melding = f"De ontvangst: {fout.melding}"
            self._fout(Foutsoort.TEKENTIJD_KLOPT_NIET, melding, nummer)
            return None
        except BerichtFout as fout:
            self._bevestiging(nummer, fout.melding)
            return None
        bericht = self._berichten.get(ontvangst.id)
        if bericht is not None and bericht.ontvanger is not None:
            self.partijen.hoort_bij(nummer, bericht.ontvanger, certificaat)
        return ontvangst

    def _bevestiging(self, nummer: int, waarom: str) -> None:
        melding = f"De bevestiging klopt niet: {waarom}."
        self._fout(Foutsoort.BEVESTIGING_KLOPT_NIET, melding, nummer)

    def _mondeling(self, nummer: int, waarom: str) -> None:
        melding = f"Wat als gezegd is vastgelegd klopt niet: {waarom}."
        self._fout(Foutsoort.MONDELING_KLOPT_NIET, melding, nummer)

    def _fout(self, soort: Foutsoort, melding: str, nummer: int) -> None:
        self.bevindingen.fout(soort, melding, nummer)


def _vorm_van_besluit(velden: Mapping[str, JsonWaarde]) -> Iterator[str]:
    """What is wrong with the members of a decision and of what it lists.

    Kop and toestand are not looked at here: taking the decision again reads them as strictly.
    """
    if krom := vreemde_leden(velden, _BESLUITVELDEN):
        yield krom
    besluit = velden.get("besluit")
    if not isinstance(besluit, dict):
        return
    if krom := vreemde_leden(besluit, (), ("besluit", *_BESLUITDELEN)):
        yield krom
    for naam, leden in _BESLUITDELEN.items():
        rijen = besluit.get(naam)
        for rij in rijen if isinstance(rijen, list) else ():
            if isinstance(rij, dict) and (krom := vreemde_leden(rij, (), leden)):
                yield f"{krom} (in {naam})"
                break


def _is_mondeling(kanaal: JsonWaarde, regels: Convenantregels | None) -> bool | None:
    if regels is None:
        return None
    gevonden = regels.kanalen.get(kanaal) if isinstance(kanaal, str) else None
    return gevonden is not None and gevonden.mondeling


def _tekst(waarde: JsonWaarde) -> str | None:
    return waarde if isinstance(waarde, str) else None


def _teksten(waarde: JsonWaarde) -> list[str]:
    return [een for een in waarde if isinstance(een, str)] if isinstance(waarde, list) else []
