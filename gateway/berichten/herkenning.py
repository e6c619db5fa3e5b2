"""Recognising a message: whose it is, and whether it is known. Before anything is decided.

In this order (profile, section 2):

1. The body and its headers have the profile's shape.
2. The connection's OIN is that of the party the kop names as sender.
3. The id: known with another digest is a conflict; known and finished gets its answer again.
4. An id never seen: kop.tijdstip lies within the window around the gateway's clock.
5. The signature holds under the sender's registered signing certificate, which carries the
   sender's OIN, is in its term and chains to the trust list; its sigT is not before the kop's
   time and not ahead of the gateway's clock, but for the window.
6. Every code in the kop is one the covenant knows, used or refused. Any other is an input error:
   it is not decided, not logged, and nothing of it is kept (profile, 1.1).

Only then there is a `GeverifieerdBericht`. A known id skips step 4 (a message keeps its time
however late it is offered again), never step 5.

Almost every message is new and in order. `herken_nieuw` recognises such a message without the
database, on the picture in memory; whether its id really is new is then seen in the transaction
that decides. Whatever it cannot say yes to goes the whole way, in the order above.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine

from gateway.fouten import AfzenderIsAnder, GatewayFout, IdAlGebruikt, TijdstipBuitenVenster
from gateway.registers.beeld import Beeld, Beelden
from gateway.registers.begrippen import Berichtstand
from gateway.registers.berichten import Berichtenregister
from shared.bericht.bericht import GeverifieerdBericht, OntvangenBericht, verifieer
from shared.bericht.fouten import BerichtFout
from shared.bericht.sleutels.certificaten import CertificaatOngeldig, Vertrouwenslijst
from shared.bericht.sleutels.handtekening import eis_tekentijd
from shared.opslag.engine import lezend


@dataclass(frozen=True, slots=True)
class Herkend:
    """A message of which is known who sent it, with what was decided on it before.

    `bericht` is None when it was finished before: the same bytes of the same sender, whose answer
    is only given again.
    """

    kenmerk: str
    beeld: Beeld
    bekend: Berichtstand | None
    bericht: GeverifieerdBericht | None


class Herkenning:
    """Steps 2 to 6. Safe to share between threads."""

    def __init__(
        self, engine: Engine, beelden: Beelden, vertrouwen: Vertrouwenslijst, venster: timedelta
    ) -> None:
        self._engine = lezend(engine)
        self._beelden = beelden
        self._vertrouwen = vertrouwen
        self._venster = venster

    def herken_nieuw(self, ontvangen: OntvangenBericht, oin: str, nu: datetime) -> Herkend | None:
        """Steps 2 and 4 to 6 for a message whose id may be new; None when in doubt. No waiting."""
        kop, beeld = ontvangen.kop, self._beelden.laatste
        if beeld is None:
            return None
        try:
            _controleer_afzender(beeld, kop.afzender, oin)
            self._controleer_tijdstip(kop.tijdstip, nu)
            bericht = self._verifieer(beeld, ontvangen, oin, nu)
            ontvangen.eis_woorden(beeld.regels)
        except (GatewayFout, BerichtFout):
            return None
        return Herkend(kop.id, beeld, None, bericht)

    def herken(self, ontvangen: OntvangenBericht, oin: str, nu: datetime) -> Herkend:
        """Raises `AfzenderIsAnder`, `IdAlGebruikt`, `TijdstipBuitenVenster`, or a `BerichtFout`.

        Of the last `OngeldigBericht` names every code the covenant does not know.
        """
        kop = ontvangen.kop
        with self._engine.connect() as verbinding:
            beeld = self._beelden.lees(verbinding)
            _controleer_afzender(beeld, kop.afzender, oin)
            bekend = Berichtenregister(verbinding).een(kop.id)
        if bekend is None:
            self._controleer_tijdstip(kop.tijdstip, nu)
        elif bekend.digest != ontvangen.digest:
            raise IdAlGebruikt("Dit kenmerk is al gebruikt voor een ander bericht.")
        # An answer given before is for the same bytes of the same sender, never for who only names
        # its digest.
        bericht = self._verifieer(beeld, ontvangen, oin, nu)
        if bekend is not None and bekend.status.af:
            return Herkend(kop.id, beeld, bekend, None)
        ontvangen.eis_woorden(beeld.regels)
        return Herkend(kop.id, beeld, bekend, bericht)

    def _controleer_tijdstip(self, tijdstip: datetime, nu: datetime) -> None:
        if abs(tijdstip - nu) > self._venster:
            raise TijdstipBuitenVenster(
                f"Het tijdstip van het bericht ligt meer dan "
                f"{int(self._venster.total_seconds())} seconden van de klok van de gateway; over "
                f"het bericht is niet beslist. Maak een nieuw bericht."
            )

    def _verifieer(
        self, beeld: Beeld, ontvangen: OntvangenBericht, oin: str, nu: datetime
    ) -> GeverifieerdBericht:
        certificaat = beeld.tekende(ontvangen.kop.afzender, ontvangen.payload_signature)
        if certificaat is None:
            raise CertificaatOngeldig(
                "Van de afzender is geen ondertekeningscertificaat geregistreerd."
            )
        bericht = verifieer(ontvangen, certificaat, oin, nu, self._vertrouwen)
        eis_tekentijd(
            bericht.ondertekend_op, nu, niet_voor=bericht.kop.tijdstip, venster=self._venster
        )
        return bericht


def _controleer_afzender(beeld: Beeld, afzender: str, oin: str) -> None:
    partij = beeld.partijen.get(afzender)
    if partij is None or partij.oin != oin:
        raise AfzenderIsAnder("De verbinding is niet van de partij die de kop als afzender noemt.")
