"""Deciding on a message: state, toetsing, register row and leaf in one transaction.

`Beslissing` is an opdracht for the log writer. Whatever it raises rolls back only itself, and
nothing was decided then. It looks the message up inside the transaction, because another process
may have decided on the same id since it was looked up first. `EersteBeslissing` is for a message
that nobody looked up yet: it decides only when the id is new and the sender's registration is the
one the signature was checked against, and else leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from gateway import bladsleutels
from gateway.beeld import Beeld, Beelden
from gateway.domein import Berichtstand, Berichtstatus, Groep
from gateway.fouten import IdAlGebruikt, PastNietInHetLog, RegisterGewijzigd
from gateway.registers.berichten import Berichtenregister
from gateway.registers.groepen import Groepenregister
from gateway.toestand import bouw_toestand
from shared.bericht.bericht import GeverifieerdBericht
from shared.bericht.tijd import utc_tekst
from shared.convenant.besluit import Besluit
from shared.convenant.groepsbesluit import registreer_informatieverzoek
from shared.convenant.toetsing import toets
from shared.convenant.verzoek import Kop, Toetsverzoek, lees_toestand
from shared.logboek.bladen import Blad, maak_blad
from shared.logboek.fouten import BladOngeldig
from shared.logboek.schrijver import volgend_bladnummer

VERZOEKSOORT = "informatieverzoek"


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
        if not self.geldt_handtekening_in(beeld):
            raise RegisterGewijzigd("De registratie van de afzender is zojuist gewijzigd.")
        bekend = Berichtenregister(verbinding).een(self.bericht.kop.id)
        if bekend is not None:
            self._controleer_bekend(bekend)
        bladen, beslist = self.beslis(verbinding, beeld, bekend)
        if beslist is None:
            raise RegisterGewijzigd("Over dit bericht is zojuist al beslist.")
        return bladen, beslist

    def geldt_handtekening_in(self, beeld: Beeld) -> bool:
        """Whether the sender is registered as it was when the signature was checked."""
        afzender = self.bericht.kop.afzender
        return beeld is self.beeld or (
            beeld.partijen.get(afzender) == self.beeld.partijen.get(afzender)
        )

    def beslis(
        self, verbinding: Connection, beeld: Beeld, bekend: Berichtstand | None
    ) -> tuple[Sequence[Blad], Beslist | None]:
        """Decide in this picture; `bekend` is what was decided on this message before.

        Nothing (no leaf, None) when it should be the first decision and is not.
        """
        toestand = bouw_toestand(verbinding, beeld, self.bericht.kop, self.nu)
        verzoek = Toetsverzoek(kop=self.bericht.kop, toestand=lees_toestand(toestand))
        besluit = toets(verzoek, beeld.regels)
        blad = self._blad(toestand, besluit)
        if not self._leg_vast(verbinding, besluit, bekend):
            return [], None
        return [blad], Beslist(
            besluit=besluit.als_dict(),
            toegestaan=besluit.toegestaan,
            bladnummer=volgend_bladnummer(verbinding),
            blad=blad.inhoud,
            tijdstip=self.nu,
        )

    def _controleer_bekend(self, bekend: Berichtstand) -> None:
        if bekend.digest != self.bericht.digest:
            raise IdAlGebruikt("Dit kenmerk is al gebruikt voor een ander bericht.")
        if bekend.status.af:
            raise RegisterGewijzigd("Over dit bericht is zojuist al beslist.")

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
        self, verbinding: Connection, besluit: Besluit, bekend: Berichtstand | None
    ) -> bool:
        kop = self.bericht.kop
        # A message that could not be delivered stays so until something comes back: that is
        # logged once, not once for every new decision.
        open_status = Berichtstatus.BESLIST if bekend is None else bekend.status
        stand = Berichtstand(
            id=kop.id,
            digest=self.bericht.digest,
            handtekening=self.bericht.payload_signature,
            afzender=kop.afzender,
            ontvanger=kop.ontvanger,
            groep=kop.groep,
            besluit=besluit.besluit,
            beslist_op=self.nu,
            status=open_status if besluit.toegestaan else Berichtstatus.GEWEIGERD,
        )
        register = Berichtenregister(verbinding)
        if bekend is not None:
            register.leg_ander_besluit_vast(stand)
        elif not register.leg_eerste_besluit_vast(stand, kop.soort):
            return False
        if besluit.toegestaan and kop.soort == VERZOEKSOORT:
            _voeg_verzoek_toe(verbinding, kop, self.nu)
        return True


@dataclass(frozen=True, slots=True)
class EersteBeslissing:
    """The opdracht that decides on a verified message, if it is new. Outcome None: it is not."""

    beslissing: Beslissing

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Beslist | None]:
        beeld = self.beslissing.beelden.lees(verbinding)
        if not self.beslissing.geldt_handtekening_in(beeld):
            return [], None
        return self.beslissing.beslis(verbinding, beeld, None)


def _voeg_verzoek_toe(verbinding: Connection, kop: Kop, nu: datetime) -> None:
    """A permitted request joins its group's list at once; an answer may name it from then on."""
    register = Groepenregister(verbinding)
    groep = register.een(kop.groep) if kop.groep is not None else None
    if groep is None:
        return
    stand = registreer_informatieverzoek(groep.toestand, kop.id, kop.afzender, kop.ontvanger)
    register.bewaar(Groep(groep.code, stand), nu)
