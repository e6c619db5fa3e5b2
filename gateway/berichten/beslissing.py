"""Deciding on a message: state, toetsing, register rows and leaf in one transaction.

`Beslissing` is an opdracht for the log writer. Whatever it raises rolls back only itself, and
nothing was decided then. It looks the message up inside the transaction, because another process
may have decided on the same id since it was looked up first. `EersteBeslissing` is for a message
that nobody looked up yet: it decides only when the id is new and the sender's registration is the
one the signature was checked against, and else leaves everything as it was. What was looked at
before the transaction (signature, codes) was looked at in one picture; in another it is done again.

A message that did not get through is decided on anew, on the state of that moment: until a
receipt came nothing counts as given (profile, section 2, replay).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from gateway.berichten.gevolgen import laat_gelden, laat_vervallen
from gateway.fouten import (
    BerichtIngetrokken,
    IdAlGebruikt,
    PastNietInHetLog,
    RegisterGewijzigd,
)
from gateway.logboek import sleutels as bladsleutels
from gateway.registers.beeld import Beeld, Beelden
from gateway.registers.begrippen import Berichtstand, Berichtstatus
from gateway.registers.berichten import Berichtenregister
from gateway.registers.onderdelen import Onderdelenregister
from gateway.toetsen.toestand import bouw_toestand
from gateway.uitingen.opname import hoort_bij_uiting, neem_op
from shared.bericht.bericht import GeverifieerdBericht
from shared.bericht.tijd import utc_tekst
from shared.convenant.begrippen import Convenantregels
from shared.convenant.besluit import Besluit
from shared.convenant.poorten.toetsing import toets
from shared.convenant.verzoek import stel_verzoek_samen
from shared.logboek.bladen import Blad, maak_blad
from shared.logboek.fouten import BladOngeldig
from shared.logboek.schrijver import volgend_bladnummer


@dataclass(frozen=True, slots=True)
class Beslist:
    """A decision that is in the log. `blad` are its leaf's bytes."""

    besluit: dict[str, Any]
    toegestaan: bool
    bladnummer: int
    blad: bytes
    tijdstip: datetime


@dataclass(frozen=True, slots=True)
class Beslissing:
    """The opdracht that decides on one verified message."""

    bericht: GeverifieerdBericht
    beeld: Beeld
    beelden: Beelden
    nu: datetime

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Beslist]:
        beeld = self.beelden.lees(verbinding)
        if not self.is_gecontroleerd_in(beeld):
            raise RegisterGewijzigd("De afzender of het convenant is zojuist gewijzigd.")
        bekend = Berichtenregister(verbinding).een(self.bericht.kop.id)
        if bekend is not None:
            self._controleer_bekend(verbinding, bekend)
        bladen, beslist = self.beslis(verbinding, beeld, bekend)
        if beslist is None:
            raise RegisterGewijzigd("Over dit bericht is zojuist al beslist.")
        return bladen, beslist

    def is_gecontroleerd_in(self, beeld: Beeld) -> bool:
        """Whether sender and rules are those by which signature and codes were checked."""
        afzender = self.bericht.kop.afzender
        return beeld is self.beeld or (
            beeld.convenant.hash == self.beeld.convenant.hash
            and beeld.partijen.get(afzender) == self.beeld.partijen.get(afzender)
        )

    def beslis(
        self, verbinding: Connection, beeld: Beeld, bekend: Berichtstand | None
    ) -> tuple[Sequence[Blad], Beslist | None]:
        """Decide in this picture; `bekend` is what was decided on this message before.

        Nothing (no leaf, None) when it should be the first decision and is not.
        """
        neem_op(verbinding, self.bericht.kop, beeld.regels, self.nu)
        toestand = bouw_toestand(verbinding, beeld, self.bericht.kop, self.nu)
        verzoek = stel_verzoek_samen(
            self.bericht.kop, self.bericht.kop_json, toestand, beeld.regels
        )
        besluit = toets(verzoek, beeld.regels)
        blad = self._blad(toestand, besluit)
        if not self._leg_vast(verbinding, besluit, beeld.regels, bekend):
            return [], None
        return [blad], Beslist(
            besluit=besluit.als_dict(),
            toegestaan=besluit.toegestaan,
            bladnummer=volgend_bladnummer(verbinding),
            blad=blad.inhoud,
            tijdstip=self.nu,
        )

    def _controleer_bekend(self, verbinding: Connection, bekend: Berichtstand) -> None:
        if bekend.digest != self.bericht.digest:
            raise IdAlGebruikt("Dit kenmerk is al gebruikt voor een ander bericht.")
        if bekend.status.af:
            raise RegisterGewijzigd("Over dit bericht is zojuist al beslist.")
        plaatsen = Onderdelenregister(verbinding).van(bekend.id)
        if bekend.ingetrokken() or any(plaats.ingetrokken_door for plaats in plaatsen):
            raise BerichtIngetrokken(
                "Dit bericht, of iets eruit, is ingetrokken voordat het aankwam; het gaat niet "
                "meer door. Maak een nieuw bericht."
            )

    def _blad(self, toestand: dict[str, Any], besluit: Besluit) -> Blad:
        try:
            return maak_blad(
                "besluit",
                utc_tekst(self.nu),
                sleutel=bladsleutels.besluit(self.bericht.kop.id),
                kop=self.bericht.kop_json,
                digest=self.bericht.digest,
                payloadSignature=self.bericht.payload_signature,
                toestand=toestand,
                besluit=besluit.als_dict(),
            )
        except BladOngeldig as fout:
            raise PastNietInHetLog(
                "Het besluit over dit bericht is te groot om vast te leggen; verdeel de "
                "onderdelen over meer berichten."
            ) from fout

    def _leg_vast(
        self,
        verbinding: Connection,
        besluit: Besluit,
        regels: Convenantregels,
        bekend: Berichtstand | None,
    ) -> bool:
        kop = self.bericht.kop
        register = Berichtenregister(verbinding)
        stand = self._stand(besluit, regels, bekend)
        if bekend is not None:
            register.leg_ander_besluit_vast(stand)
        elif not register.leg_eerste_besluit_vast(stand):
            return False
        if besluit.toegestaan:
            laat_gelden(verbinding, kop, regels, self.nu, opnieuw=bekend is not None)
        elif bekend is not None:
            laat_vervallen(verbinding, kop.id)
        return True

    def _stand(
        self, besluit: Besluit, regels: Convenantregels, bekend: Berichtstand | None
    ) -> Berichtstand:
        kop = self.bericht.kop
        # A message that could not be delivered stays so until something comes back: that is
        # logged once, not once for every new decision.
        open_status = Berichtstatus.BESLIST if bekend is None else bekend.status
        return Berichtstand(
            id=kop.id,
            digest=self.bericht.digest,
            handtekening=self.bericht.payload_signature,
            afzender=kop.afzender,
            ontvanger=kop.ontvanger,
            medewerker=kop.medewerker,
            soort=kop.soort,
            stuk=kop.stuk,
            groep=kop.groep,
            kanaal=kop.kanaal,
            overleg=kop.overleg,
            uiting=kop.uiting if hoort_bij_uiting(kop, regels) else None,
            in_reactie_op=kop.in_reactie_op,
            besluit=besluit.besluit,
            beslist_op=self.nu,
            status=open_status if besluit.toegestaan else Berichtstatus.GEWEIGERD,
        )


@dataclass(frozen=True, slots=True)
class EersteBeslissing:
    """The opdracht that decides on a verified message, if it is new. Outcome None: it is not."""

    beslissing: Beslissing

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Beslist | None]:
        beeld = self.beslissing.beelden.lees(verbinding)
        if not self.beslissing.is_gecontroleerd_in(beeld) or self._bekend(verbinding):
            return [], None
        return self.beslissing.beslis(verbinding, beeld, None)

    def _bekend(self, verbinding: Connection) -> bool:
        """Of what is said whether it fits is judged before the row would tell that it is known."""
        kop = self.beslissing.bericht.kop
        return kop.uiting is not None and Berichtenregister(verbinding).een(kop.id) is not None
