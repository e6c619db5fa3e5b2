"""A received message on its way into the own file, and what its rows hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Protocol

import structlog

from shared.bericht.bericht import OntvangenBericht
from shared.bericht.gatewaybesluit import GatewayBesluit
from shared.bericht.inhoud import Inhoud
from shared.bericht.ontvangst import AANVAARD, GEWEIGERD, Ontvangst, maak_ontvangst
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.bestand.apart.begrippen import AparteTekst
from shared.bestand.ontvangen.weigering import APART, Weigering
from shared.verzenden.journaal.journaal import IN, Bewijsstuk, regelwaarden
from shared.web.beschrijving.operaties import Operatie

Waarden = dict[str, Any]
_log = structlog.get_logger(__name__)

ONTVANGEN, AANGEKONDIGD, NIET_AANVAARD = "ontvangen", "aangekondigd", "geweigerd"
"""What the journal says was done. Of what was said the content follows an announcement."""

# The members of a kop that a pattern binds: they hold nobody's words, whatever covenant it is of.
_GEBONDEN = (
    "versie", "id", "tijdstip", "afzender", "ontvanger", "medewerker", "ontvangendeMedewerker",
    "groep", "stap", "inReactieOp", "inhoudCommitment", "uiting",
)  # fmt: skip
_ONBEKEND = "onbekend"


@dataclass(frozen=True)
class Ingenomen:
    """The receipt as it goes back: its exact text and its signature."""

    bericht_id: str
    digest: str
    status: str
    tekst: str
    handtekening: str


@dataclass(frozen=True)
class Gelezen:
    """A delivered message of which sender and content are known; the own file not asked yet.

    ``inhoud``: what came out of the encryption; None where there is none, or where it follows once
    it was said (``mondeling``). ``weigering``: what is wrong with the message by itself.
    ``partijen``: what its sender signed about itself, in the shape of ``toestand.partijen``.
    ``bekend``: every code in its kop is one the own rules know. ``apart``: texts that point at
    somebody; None as long as nobody looked. ``operatie``: on whose account it is stored; several
    may be stored together.
    """

    bericht: OntvangenBericht
    besluit: GatewayBesluit
    nu: datetime
    inhoud: Inhoud | None = field(default=None, repr=False)
    weigering: Weigering | None = None
    bekend: bool = True
    mondeling: bool = False
    apart: tuple[AparteTekst, ...] | None = field(default=None, repr=False)
    operatie: Operatie | None = None
    partijen: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)

    @property
    def kop(self) -> Mapping[str, Any]:
        """The kop as JSON."""
        return self.bericht.kop_json


class TeBewaren(Protocol):
    """What is stored: a message, or the content that follows on its announcement; judged."""

    @property
    def kop(self) -> Mapping[str, Any]:
        """The kop as JSON."""
        ...

    @property
    def inhoud(self) -> Inhoud | None:
        """The content; None where there is none, and of what is refused."""
        ...

    @property
    def apart(self) -> Sequence[AparteTekst]:
        """Texts in it that point at somebody."""
        ...

    @property
    def nu(self) -> datetime:
        """When it came in."""
        ...

    @property
    def operatie(self) -> Operatie | None:
        """On whose account it is stored."""
        ...

    @property
    def ingenomen(self) -> Ingenomen:
        """The signed receipt."""
        ...

    @property
    def volgt_op_aankondiging(self) -> bool:
        """Whether its message is in the inbox already."""
        ...

    def postvakwaarden(self) -> Waarden:
        """The values of its own row, before anything is sealed."""
        ...

    def journaalwaarden(self) -> Waarden:
        """The values of its journal line."""
        ...


@dataclass(frozen=True)
class Voorbereid:
    """A message the own file has judged, with its signed receipt (``TeBewaren``)."""

    volgt_op_aankondiging: ClassVar[bool] = False

    gelezen: Gelezen
    weigering: Weigering | None
    ingenomen: Ingenomen

    @property
    def kop(self) -> Mapping[str, Any]:
        """The kop as JSON."""
        return self.gelezen.kop

    @property
    def inhoud(self) -> Inhoud | None:
        """The content; of what is refused nothing goes any further."""
        return None if self.weigering is not None else self.gelezen.inhoud

    @property
    def apart(self) -> Sequence[AparteTekst]:
        """Texts in it that point at somebody."""
        return self.gelezen.apart or ()

    @property
    def nu(self) -> datetime:
        """When it came in."""
        return self.gelezen.nu

    @property
    def operatie(self) -> Operatie | None:
        """On whose account it is stored."""
        return self.gelezen.operatie

    def postvakwaarden(self) -> Waarden:
        """The values of its inbox row, before anything is sealed."""
        gelezen, kop = self.gelezen, self.kop
        if not gelezen.bekend:
            # What these rules have no word for is kept by nobody.
            kop = {naam: kop[naam] for naam in _GEBONDEN if naam in kop} | {"onderdelen": []}
        return {
            "bericht_id": kop["id"],
            "digest": gelezen.bericht.digest,
            "afzender": kop["afzender"],
            "soort": kop.get("soort", _ONBEKEND),
            "groep": kop["groep"],
            "in_reactie_op": kop.get("inReactieOp"),
            "kop": dict(kop),
            "payload_signature": gelezen.bericht.payload_signature,
            "gateway_besluit": gelezen.bericht.gateway_besluit or "",
            "bladnummer": gelezen.besluit.bladnummer,
            "besloten_op": gelezen.besluit.tijdstip,
            "status": self.ingenomen.status,
            "ontvangst": self.ingenomen.tekst,
            "handtekening": self.ingenomen.handtekening,
            "sleutels": [],
            "geheim": None,
            "ontvangen_op": self.nu,
        }

    def journaalwaarden(self) -> Waarden:
        """The values of its journal line."""
        gelezen = self.gelezen
        handeling = AANGEKONDIGD if gelezen.mondeling else ONTVANGEN
        kop = self.kop if gelezen.bekend else {**self.kop, "soort": _ONBEKEND}
        return regelwaarden(
            kop,
            richting=IN,
            handeling=handeling if self.weigering is None else NIET_AANVAARD,
            nu=self.nu,
            digest=gelezen.bericht.digest,
            besluit=gelezen.besluit.besluit,
            bewijs=Bewijsstuk(
                gelezen.besluit.bladnummer, None, self.ingenomen.tekst, self.ingenomen.handtekening
            ),
        )


class Ontvangstbewijzen:
    """Signs what came of a delivery."""

    def __init__(self, ondertekenaar: Ondertekenaar) -> None:
        self._ondertekenaar = ondertekenaar

    def geef(
        self,
        bericht_id: str,
        digest: str,
        weigering: Weigering | None,
        nu: datetime,
        *,
        apart: bool = False,
    ) -> Ingenomen:
        """The receipt about these bytes; why a message is refused the own log says as well.

        ``apart``: something in it is kept apart, and its sender hears so at once.
        """
        if weigering is not None:
            fout = f"{weigering.code}: {weigering.zin}"
            _log.warning("bericht niet aanvaard", transactieId=bericht_id, fout=fout)
        status = AANVAARD if weigering is None else GEWEIGERD
        code = (APART if apart else None) if weigering is None else weigering.code
        ontvangst = Ontvangst(bericht_id, digest, status, code, nu)
        tekst, handtekening = maak_ontvangst(self._ondertekenaar, ontvangst)
        return Ingenomen(bericht_id, digest, status, tekst, handtekening)
