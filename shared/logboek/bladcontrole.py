"""Checking one leaf of a bundle after the other, in the order of the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from shared.bericht.fouten import BerichtFout
from shared.bericht.jsonvorm import JsonWaarde
from shared.bericht.ontvangst import Ontvangst, verifieer_ontvangst
from shared.logboek.bladen import Bladsoort, GelezenBlad, lees_blad
from shared.logboek.bundelrapport import Bevindingen, Foutsoort
from shared.logboek.bundelvorm import Bundellimieten
from shared.logboek.controlepunt import Checkpoint
from shared.logboek.convenantboek import Convenantboek, groepsbesluit_gebrek, neem_opnieuw
from shared.logboek.fouten import BladOngeldig, MerkleFout
from shared.logboek.handtekeningen import handtekeningen_in
from shared.logboek.merkle import bladhash, controleer_inclusie
from shared.logboek.partijboek import Partijboek

ONBEREIKBAAR = "onbereikbaar"
_BESLUITVELDEN = ("kop", "digest", "payloadSignature", "toestand", "besluit")


@dataclass(frozen=True, slots=True)
class Zekerheden:
    """What every leaf is held against.

    checkpoint: None when it could not be verified. getuigen: of each cosignature the party and
    the moment.
    """

    checkpoint: Checkpoint | None
    getuigen: Sequence[tuple[str, datetime]]
    convenanten: Convenantboek


@dataclass(frozen=True, slots=True)
class _Besluit:
    digest: object
    toegestaan: bool
    ontvanger: str | None


class Bladcontrole:
    """Holds what earlier leaves said, so that later ones can be compared with it."""

    def __init__(
        self,
        zekerheden: Zekerheden,
        partijen: Partijboek,
        bevindingen: Bevindingen,
        limieten: Bundellimieten,
    ) -> None:
        self._zekerheden = zekerheden
        self._partijen = partijen
        self._bevindingen = bevindingen
        self._klokverschil = timedelta(seconds=limieten.klokverschil_seconden)
        self._besluiten: dict[str, _Besluit] = {}

    def controleer(self, nummer: int, inhoud: bytes, bewijs: Sequence[bytes]) -> None:
        """Check one leaf; every fault is noted.

        1. its place in the tree of the checkpoint; 2. its form; 3. its time against that of the
        witnesses; 4. its signatures; 5. what a leaf of its soort must say; 6. its decision, taken
        again.
        """
        self._controleer_plaats(nummer, inhoud, bewijs)
        try:
            blad = lees_blad(inhoud)
        except BladOngeldig as fout:
            self._fout(Foutsoort.BLAD_ONGELDIG, str(fout), nummer)
            return
        self._bevindingen.bladen += 1
        self._controleer_tijd(nummer, blad)
        if blad.soort is Bladsoort.PARTIJ:
            self._partijen.registreer(blad.velden)
        if blad.soort is Bladsoort.BEVESTIGING:
            self._controleer_bevestiging(nummer, blad.velden)
        elif blad.soort is Bladsoort.CONVENANT:
            self._controleer_convenant(nummer, blad.velden)
        else:
            self._controleer_handtekeningen(nummer, blad)
        if blad.soort is Bladsoort.BESLUIT:
            self._onthoud_besluit(nummer, blad.velden)
        if blad.soort is Bladsoort.BESLUIT or {"kop", "toestand"} <= blad.velden.keys():
            self._controleer_besluit(nummer, blad.velden)

    def _controleer_plaats(self, nummer: int, inhoud: bytes, bewijs: Sequence[bytes]) -> None:
        checkpoint = self._zekerheden.checkpoint
        if checkpoint is None:
            return
        if nummer >= checkpoint.grootte:
            melding = f"Het checkpoint is ouder dan dit blad: het log telde {checkpoint.grootte}."
            self._fout(Foutsoort.CHECKPOINT_TE_OUD, melding, nummer)
            return
        try:
            controleer_inclusie(
                bladhash(inhoud), nummer, checkpoint.grootte, bewijs, checkpoint.wortel
            )
        except MerkleFout as fout:
            melding = (
                f"{fout} Het blad is gewijzigd, hoort niet in dit log of staat op een andere plek, "
                "of het bewijs komt uit een andere boom of hoort bij een ander (ouder) checkpoint."
            )
            self._fout(Foutsoort.BEWIJS_ONGELDIG, melding, nummer)

    def _controleer_tijd(self, nummer: int, blad: GelezenBlad) -> None:
        for partij, moment in self._zekerheden.getuigen:
            if blad.tijdstip > moment + self._klokverschil:
                melding = (
                    f"Het blad zegt van na de medeondertekening door {partij} te zijn "
                    f"({moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}), maar stond er toen al in."
                )
                self._fout(Foutsoort.CHECKPOINT_TE_OUD, melding, nummer)

    def _controleer_handtekeningen(self, nummer: int, blad: GelezenBlad) -> None:
        gevonden = 0
        for handtekening in handtekeningen_in(blad.soort, blad.velden):
            gevonden += 1
            self._partijen.controleer(nummer, handtekening)
        if blad.soort is Bladsoort.GROEPSBESLUIT:
            self._controleer_groepsbesluit(nummer, blad.velden, gevonden)
        if blad.soort is Bladsoort.BESLUIT and gevonden == 0:
            melding = "Het besluit draagt geen handtekening van de afzender."
            self._fout(Foutsoort.HANDTEKENING_ONGELDIG, melding, nummer)

    def _controleer_groepsbesluit(
        self, nummer: int, velden: Mapping[str, JsonWaarde], gevonden: int
    ) -> None:
        verwacht = velden.get("handtekeningen")
        if not isinstance(verwacht, dict) or gevonden != len(verwacht):
            melding = "Een handtekening onder het groepsbesluit is niet te lezen."
            self._fout(Foutsoort.HANDTEKENING_ONGELDIG, melding, nummer)
        regels = self._zekerheden.convenanten.voor(nummer)
        if regels is None:
            melding = "Wie moest tekenen is niet na te gaan: er is geen convenant voor."
            self._fout(Foutsoort.TOETSING_ONMOGELIJK, melding, nummer)
        elif gebrek := groepsbesluit_gebrek(velden, regels):
            self._fout(*gebrek, nummer)

    def _controleer_bevestiging(self, nummer: int, velden: Mapping[str, JsonWaarde]) -> None:
        status, tekst = velden.get("status"), velden.get("ontvangst")
        if status == ONBEREIKBAAR:
            if tekst is not None or velden.get("handtekening") is not None:
                self._bevestiging(nummer, "wie niet bereikt is, heeft niets getekend")
            return
        ontvangst = self._lees_ontvangst(nummer, velden)
        if ontvangst is None:
            return
        if (ontvangst.id, ontvangst.status) != (velden.get("id"), status):
            self._bevestiging(nummer, "de getekende tekst noemt een ander bericht of andere status")
        besluit = self._besluiten.get(ontvangst.id)
        if besluit is not None and besluit.digest != ontvangst.digest:
            self._bevestiging(nummer, "de digest is een andere dan die van het besluit")
        if besluit is not None and not besluit.toegestaan:
            self._bevestiging(nummer, "het bericht was geweigerd en mocht niet worden doorgegeven")

    def _lees_ontvangst(self, nummer: int, velden: Mapping[str, JsonWaarde]) -> Ontvangst | None:
        """The verified receipt, held against the receiver when the bundle has the decision."""
        handtekeningen = list(handtekeningen_in(Bladsoort.BEVESTIGING, velden))
        if len(handtekeningen) != 1:
            self._bevestiging(nummer, "de ontvangst of haar handtekening ontbreekt")
            return None
        (h,) = handtekeningen
        certificaat = self._partijen.controleer(nummer, h)
        if certificaat is None:
            return None
        try:
            ontvangst = verifieer_ontvangst(str(velden["ontvangst"]), h.handtekening, certificaat)
        except BerichtFout as fout:
            self._bevestiging(nummer, fout.melding)
            return None
        besluit = self._besluiten.get(ontvangst.id)
        if besluit is not None and besluit.ontvanger is not None:
            self._partijen.hoort_bij(nummer, besluit.ontvanger, certificaat)
        return ontvangst

    def _controleer_convenant(self, nummer: int, velden: Mapping[str, JsonWaarde]) -> None:
        hash_, boek = velden.get("hash"), self._zekerheden.convenanten
        if not isinstance(hash_, str) or hash_ in boek.hashes:
            return
        melding = "Het log noemt hier een convenant dat niet in de bundel zit."
        if boek.draagt(velden.get("id")):
            self._fout(Foutsoort.CONVENANT_ONGELDIG, melding, nummer)
        else:
            self._bevindingen.opmerking(f"Blad {nummer}: {melding}")

    def _onthoud_besluit(self, nummer: int, velden: Mapping[str, JsonWaarde]) -> None:
        ontbreekt = [naam for naam in _BESLUITVELDEN if naam not in velden]
        if ontbreekt:
            melding = f"Het besluit mist {', '.join(ontbreekt)}."
            self._fout(Foutsoort.BLAD_ONGELDIG, melding, nummer)
        kop, besluit = velden.get("kop"), velden.get("besluit")
        if not isinstance(kop, dict) or not isinstance(besluit, dict):
            return
        id_, ontvanger = kop.get("id"), kop.get("ontvanger")
        if "id" in velden and velden["id"] != id_:
            melding = "Het blad noemt een ander bericht dan de kop."
            self._fout(Foutsoort.BLAD_ONGELDIG, melding, nummer)
        if isinstance(id_, str):
            self._besluiten[id_] = _Besluit(
                velden.get("digest"),
                besluit.get("besluit") == "toegestaan",
                ontvanger if isinstance(ontvanger, str) else None,
            )

    def _controleer_besluit(self, nummer: int, velden: Mapping[str, JsonWaarde]) -> None:
        regels = self._zekerheden.convenanten.voor(nummer)
        if regels is None:
            melding = "Het besluit kan niet opnieuw worden genomen: er is geen convenant voor."
            self._fout(Foutsoort.TOETSING_ONMOGELIJK, melding, nummer)
            return
        verschil = neem_opnieuw(velden, regels)
        if verschil is None:
            self._bevindingen.besluiten += 1
        else:
            self._fout(*verschil, nummer)

    def _bevestiging(self, nummer: int, waarom: str) -> None:
        melding = f"De bevestiging klopt niet: {waarom}."
        self._fout(Foutsoort.BEVESTIGING_KLOPT_NIET, melding, nummer)

    def _fout(self, soort: Foutsoort, melding: str, nummer: int) -> None:
        self._bevindingen.fout(soort, melding, nummer)
