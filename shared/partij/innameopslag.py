"""What a received message does to this party's own file, in one transaction with its receipt.

A refused message leaves its kop, its receipt and a journal line, and nothing of its content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.bericht.bericht import OntvangenBericht
from shared.bericht.gatewaybesluit import GatewayBesluit
from shared.bericht.inhoud import Inhoud
from shared.convenant.regels import Convenantregels
from shared.opslag.fouten import DatabankNietBeschikbaar
from shared.opslag.sessies import SessieMaker, transactie
from shared.partij import informatieverzoeken, ontvangen_gegevens
from shared.partij.fouten import Conflict
from shared.partij.inbak import verzegel_geheim
from shared.partij.journaal import IN, Bewijsstuk, noteer
from shared.partij.kenmerk import Klok
from shared.partij.ontvangen_personen import Personenkoppeling
from shared.partij.uitbak_zegel import Geheim, Lagen
from shared.partij.uitwisseling_modellen import InkomendRij
from shared.partij.zegel import Kluispoort

_INTREKKING = "intrekking"


@dataclass(frozen=True)
class Oordeel:
    """What came of checking: the content (if there is any), or the reason for refusing it."""

    inhoud: Inhoud | None = field(repr=False)
    reden: str | None


@dataclass(frozen=True)
class Ingenomen:
    """The receipt as it goes back: its exact text and its signature."""

    bericht_id: str
    digest: str
    status: str
    tekst: str
    handtekening: str


class Innameopslag:
    """Inbox rows and what follows from them."""

    def __init__(
        self,
        schrijven: SessieMaker,
        lezen: SessieMaker,
        kluis: Kluispoort,
        regels: Convenantregels,
        klok: Klok,
    ) -> None:
        self._schrijven = schrijven
        self._lezen = lezen
        self._kluis = kluis
        self._lagen = Lagen(kluis)
        self._regels = regels
        self._klok = klok

    def eerder(self, bericht_id: str) -> Ingenomen | None:
        """The receipt given for this message before, if any."""
        with transactie(self._lezen) as sessie:
            rij = sessie.get(InkomendRij, bericht_id)
            if rij is None:
                return None
            return Ingenomen(
                rij.bericht_id, rij.digest, rij.status, rij.ontvangst, rij.handtekening
            )

    def bewaar(
        self,
        bericht: OntvangenBericht,
        besluit: GatewayBesluit,
        oordeel: Oordeel,
        ingenomen: Ingenomen,
        nu: datetime,
    ) -> bool:
        """Stores the message with its receipt; ``False`` when it turns out to be stored already.

        Raises ``DatabankNietBeschikbaar`` when it cannot be stored now; nothing is then.
        """
        try:
            with transactie(self._schrijven) as sessie:
                sessie.add(_rij(bericht, besluit, ingenomen, nu))
                sessie.flush()
                if oordeel.reden is None:
                    self._verwerk(sessie, bericht.kop_json, oordeel.inhoud, nu)
                noteer(
                    sessie, bericht.kop_json, richting=IN, nu=nu,
                    handeling="ontvangen" if oordeel.reden is None else "geweigerd",
                    digest=bericht.digest, besluit=besluit.besluit,
                    bewijs=Bewijsstuk(
                        besluit.bladnummer, None, ingenomen.tekst, ingenomen.handtekening
                    ),
                )  # fmt: skip
        except (IntegrityError, Conflict) as fout:
            if self.eerder(bericht.kop.id) is None:
                # Somebody changed the same member or person at this moment; next time it fits.
                raise DatabankNietBeschikbaar("twee wijzigingen zaten elkaar in de weg") from fout
            return False
        return True

    def _verwerk(
        self, sessie: Session, kop: Mapping[str, Any], inhoud: Inhoud | None, nu: datetime
    ) -> None:
        rij = sessie.get_one(InkomendRij, kop["id"])
        personen = Personenkoppeling(sessie, self._kluis, self._klok).koppel(kop, inhoud)
        rij.sleutels = self._lagen.sleutels(persoon.sleutel_id for persoon in personen.values())
        if inhoud is not None:
            geheim = Geheim(inhoud.motivering, inhoud.zout)
            rij.geheim = verzegel_geheim(self._lagen, rij.sleutels, rij.bericht_id, geheim)
            ontvangen_gegevens.bewaar(sessie, self._kluis, self._regels, kop, inhoud, personen, nu)
        if kop["soort"] == informatieverzoeken.SOORT:
            informatieverzoeken.leg_vast(sessie, kop, "in", nu)
        if kop["soort"] == _INTREKKING:
            ontvangen_gegevens.trek_in(sessie, kop)
        informatieverzoeken.markeer_beantwoord(sessie, kop, nu)


def _rij(
    bericht: OntvangenBericht, besluit: GatewayBesluit, ingenomen: Ingenomen, nu: datetime
) -> InkomendRij:
    kop = bericht.kop_json
    return InkomendRij(
        bericht_id=bericht.kop.id,
        digest=bericht.digest,
        afzender=kop["afzender"],
        soort=kop["soort"],
        groep=kop["groep"],
        in_reactie_op=kop.get("inReactieOp"),
        kop=kop,
        payload_signature=bericht.payload_signature,
        gateway_besluit=bericht.gateway_besluit or "",
        bladnummer=besluit.bladnummer,
        status=ingenomen.status,
        ontvangst=ingenomen.tekst,
        handtekening=ingenomen.handtekening,
        sleutels=[],
        ontvangen_op=nu,
    )
