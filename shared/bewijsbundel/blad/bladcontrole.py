"""Checking one leaf of a bundle after the other, in the order of the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from shared.bericht.jsonvorm import JsonWaarde
from shared.bewijsbundel.blad.berichtcontrole import Berichtcontrole
from shared.bewijsbundel.blad.convenantboek import Convenantboek, neem_opnieuw
from shared.bewijsbundel.blad.handtekeningen import handtekeningen_in, is_aanstelling
from shared.bewijsbundel.blad.partijboek import Partijboek
from shared.bewijsbundel.blad.tekencontrole import Tekencontrole
from shared.bewijsbundel.rapport import Bevindingen, Foutsoort
from shared.bewijsbundel.vorm import Bundellimieten
from shared.convenant.begrippen import Convenantregels
from shared.logboek.bladen import Bladsoort, GelezenBlad, lees_blad
from shared.logboek.controlepunt import Checkpoint
from shared.logboek.fouten import BladOngeldig, MerkleFout
from shared.logboek.merkle import bladhash, controleer_inclusie


@dataclass(frozen=True, slots=True)
class Zekerheden:
    """What every leaf is held against.

    checkpoint: None when it could not be verified. getuigen: of each cosignature the party and
    the moment.
    """

    checkpoint: Checkpoint | None
    getuigen: Sequence[tuple[str, datetime]]
    convenanten: Convenantboek


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
        self._berichten = Berichtcontrole(partijen, bevindingen)
        self._tekenaars = Tekencontrole(bevindingen)
        self._volgende = 0

    def controleer(self, nummer: int, inhoud: bytes, bewijs: Sequence[bytes]) -> GelezenBlad | None:
        """Check one leaf; every fault is noted. What it says, None when it cannot be read.

        1. its place in the tree of the checkpoint; 2. its form; 3. its time against that of the
        witnesses; 4. its signatures; 5. what a leaf of its soort must say; 6. its decision, taken
        again.
        """
        self._controleer_plaats(nummer, inhoud, bewijs)
        try:
            blad = lees_blad(inhoud)
        except BladOngeldig as fout:
            self._fout(Foutsoort.BLAD_ONGELDIG, str(fout), nummer)
            return None
        self._bevindingen.bladen += 1
        self._controleer_tijd(nummer, blad)
        self._controleer_nu(nummer, blad)
        alles_ervoor = nummer == self._volgende
        self._volgende += alles_ervoor
        if blad.soort is Bladsoort.AUTORISATIE:
            self._tekenaars.autorisatie(blad.velden)
        if blad.soort is Bladsoort.BEVESTIGING:
            self._berichten.bevestiging(
                nummer, blad, self._regels(nummer), alles_ervoor=alles_ervoor
            )
        elif blad.soort is Bladsoort.MONDELING:
            self._berichten.mondeling(nummer, blad)
        elif blad.soort is Bladsoort.PARTIJ:
            self._partijen.registreer(nummer, blad.tijdstip, blad.velden)
        elif blad.soort is Bladsoort.CONVENANT:
            self._controleer_convenant(nummer, blad.velden)
        else:
            self._controleer_handtekeningen(nummer, blad)
        if blad.soort is Bladsoort.BESLUIT:
            self._berichten.besluit(nummer, blad.velden, self._regels(nummer))
            self._controleer_besluit(nummer, blad.velden)
            self._partijen.controleer_toestand(nummer, blad.velden.get("toestand"))
        return blad

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

    def _controleer_nu(self, nummer: int, blad: GelezenBlad) -> None:
        """The state of a leaf is that of its own moment: every term is counted from `nu`."""
        toestand = blad.velden.get("toestand")
        nu = toestand.get("nu") if isinstance(toestand, dict) else None
        if not isinstance(nu, str) or nu == blad.velden["tijdstip"]:
            return
        try:
            gelijk = datetime.fromisoformat(nu) == blad.tijdstip
        except ValueError:
            # Geen tijd: dan is er ook niets opnieuw te nemen, en dat staat er al bij.
            return
        if not gelijk:
            melding = (
                f"De toestand is die van {nu[:40]!a}, het blad van {blad.velden['tijdstip']}: met "
                "een andere tijd lopen alle termijnen anders."
            )
            self._fout(Foutsoort.TOESTAND_ANDERE_TIJD, melding, nummer)

    def _controleer_handtekeningen(self, nummer: int, blad: GelezenBlad) -> None:
        gevonden = 0
        for handtekening in handtekeningen_in(blad.soort, blad.velden):
            gevonden += 1
            self._partijen.controleer(nummer, blad.tijdstip, handtekening)
        if blad.soort is Bladsoort.GROEPSBESLUIT or is_aanstelling(blad):
            self._controleer_tekenaars(nummer, blad, gevonden)
        if blad.soort is Bladsoort.BESLUIT and gevonden == 0:
            melding = "Het besluit draagt geen handtekening van de afzender."
            self._fout(Foutsoort.HANDTEKENING_ONGELDIG, melding, nummer)

    def _controleer_tekenaars(self, nummer: int, blad: GelezenBlad, gevonden: int) -> None:
        """What several parties signed together: each of them, and in a function that may."""
        verwacht = blad.velden.get("handtekeningen")
        if not isinstance(verwacht, dict) or gevonden != len(verwacht):
            melding = "Een handtekening van een partij is niet te lezen."
            self._fout(Foutsoort.HANDTEKENING_ONGELDIG, melding, nummer)
        regels = self._regels(nummer)
        if regels is None:
            melding = "Wie moest tekenen is niet na te gaan: er is geen convenant voor."
            self._fout(Foutsoort.TOETSING_ONMOGELIJK, melding, nummer)
            return
        controle = (
            self._tekenaars.groepsbesluit
            if blad.soort is Bladsoort.GROEPSBESLUIT
            else self._tekenaars.aanstelling
        )
        controle(nummer, blad.tijdstip, blad.velden, regels)

    def _controleer_convenant(self, nummer: int, velden: Mapping[str, JsonWaarde]) -> None:
        hash_, boek = velden.get("hash"), self._zekerheden.convenanten
        if not isinstance(hash_, str) or hash_ in boek.hashes:
            return
        melding = "Het log noemt hier een convenant dat niet in de bundel zit."
        if boek.draagt(velden.get("id")):
            self._fout(Foutsoort.CONVENANT_ONGELDIG, melding, nummer)
        else:
            self._bevindingen.opmerking(f"Blad {nummer}: {melding}")

    def _controleer_besluit(self, nummer: int, velden: Mapping[str, JsonWaarde]) -> None:
        regels = self._regels(nummer)
        if regels is None:
            melding = "Het besluit kan niet opnieuw worden genomen: er is geen convenant voor."
            self._fout(Foutsoort.TOETSING_ONMOGELIJK, melding, nummer)
            return
        verschil = neem_opnieuw(velden, regels)
        if verschil is None:
            self._bevindingen.besluiten += 1
        else:
            self._fout(*verschil, nummer)

    def _regels(self, nummer: int) -> Convenantregels | None:
        return self._zekerheden.convenanten.voor(nummer)

    def _fout(self, soort: Foutsoort, melding: str, nummer: int) -> None:
        self._bevindingen.fout(soort, melding, nummer)
