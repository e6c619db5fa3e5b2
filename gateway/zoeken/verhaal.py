"""The whole story of one message, with its proof: what was decided, what came back, what followed.

Also taking its decision again, with the covenant version of its time.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection

from gateway.fouten import NietGevonden
from gateway.getuigen.uitgave import Uitgave, Uitgaven
from gateway.logboek import sleutels as bladsleutels
from gateway.logboek.bewijzen import base64_lijst
from gateway.logboek.bladen import blad_op_nummer, convenantgeschiedenis, nummers_onder
from gateway.registers.convenanten import Convenantregister
from gateway.registers.convenantversies import Convenanten
from gateway.toegang.zicht import Raadpleger, mag_zien
from gateway.zoekregister.regels import (
    EINDELOOS,
    Regel,
    bladen_na,
    lees_regels,
    nummers_van_bericht,
    nummers_van_gevolg,
    nummers_van_uiting,
)
from gateway.zoekregister.register import Bijgewerkt
from shared.bewijsbundel.blad.convenantboek import neem_opnieuw
from shared.convenant.besluit import Besluit
from shared.convenant.poorten.toetsing import toets
from shared.convenant.regels.laden import Convenantregels
from shared.convenant.verzoek import lees_toetsverzoek
from shared.logboek import merkle, opslag
from shared.logboek.bladen import GelezenBlad, lees_blad
from shared.logboek.fouten import BladOpgeschoond, LogBeschadigd
from shared.logboek.lezer import eis_ongewijzigd
from shared.logboek.tegels import Tegelhashes

_NIET_GEVONDEN = "Dit bericht is hier niet bekend."


@dataclass(frozen=True, slots=True)
class Blad:
    """A leaf of the story with its proof. `inhoud` is None once its body was removed."""

    bladnummer: int
    soort: str | None
    tijdstip: datetime | None
    inhoud: bytes | None
    bewijs: list[str]


@dataclass(frozen=True, slots=True)
class Verhaal:
    """Everything on one message, proven against one checkpoint.

    `samen`: decisions on other messages of the same uiting. `gezegd`: the members of the leaf that
    says so; None: not said, or that leaf was emptied (`besluiten` still says that it was).
    """

    besluiten: list[Regel]
    bladen: list[Blad]
    eerder: list[Regel]
    later: list[Regel]
    samen: list[Regel]
    gezegd: Mapping[str, Any] | None
    uitgave: Uitgave


@dataclass(frozen=True, slots=True)
class Herhaling:
    """A decision taken again. `verschil`: what differs, None when it came out the same."""

    bladnummer: int
    regels: Convenantregels
    verschil: str | None
    kop: dict[str, Any]
    vastgelegd: dict[str, Any]
    opnieuw: Besluit


class Verhalen:
    """Tells stories. Safe to share between threads."""

    def __init__(self, register: Bijgewerkt, uitgaven: Uitgaven) -> None:
        self._register = register
        self._uitgaven = uitgaven

    def vertel(self, bericht: str, wie: Raadpleger) -> Verhaal:
        """The story of a message; `NietGevonden` when there is none for this reader."""
        with self._register.connect() as verbinding:
            stand = opslag.lees_stand(verbinding)
            if stand is None:
                raise LogBeschadigd("Het log heeft geen stand.")
            grootte = stand.grootte
            besluiten = _besluiten(verbinding, bericht, wie, grootte)
            daarna = bladen_na(verbinding, [regel.bladnummer for regel in besluiten], grootte)
            gevolg = nummers_van_gevolg(verbinding, bericht, daarna, wie.partij, grootte)
            bladen = _bladen(verbinding, bericht, daarna, wie, grootte)
            return Verhaal(
                besluiten=besluiten,
                bladen=bladen,
                eerder=_eerder(verbinding, besluiten, wie, grootte),
                later=lees_regels(verbinding, gevolg, grootte),
                samen=_samen(verbinding, besluiten[-1], wie, grootte),
                gezegd=_gezegd(bladen, besluiten[-1]),
                uitgave=self._uitgaven.van(grootte, stand.checkpoint),
            )

    def controleer(self, bericht: str, wie: Raadpleger) -> None:
        """`NietGevonden` when there is nothing on this message for this reader."""
        with self._register.connect() as verbinding:
            if not nummers_van_bericht(verbinding, bericht, wie.partij, EINDELOOS):
                raise NietGevonden(_NIET_GEVONDEN)

    def herhaal(self, bericht: str, wie: Raadpleger) -> Herhaling:
        """Take the last decision on a message again, from its leaf alone.

        Raises `NietGevonden`, or `BladOpgeschoond` once the leaf's body was removed.
        """
        with self._register.connect() as verbinding:
            nummers = nummers_van_bericht(verbinding, bericht, wie.partij, EINDELOOS)
            if not nummers:
                raise NietGevonden(_NIET_GEVONDEN)
            velden: Any = lees_blad(blad_op_nummer(verbinding, nummers[-1])).velden
            regels = _convenanten(verbinding).op(nummers[-1])
        verschil = neem_opnieuw(velden, regels)
        verzoek = lees_toetsverzoek({"kop": velden["kop"], "toestand": velden["toestand"]}, regels)
        return Herhaling(
            bladnummer=nummers[-1],
            regels=regels,
            verschil=None if verschil is None else verschil[1],
            kop=velden["kop"],
            vastgelegd=velden["besluit"],
            opnieuw=toets(verzoek, regels),
        )


def _besluiten(verbinding: Connection, bericht: str, wie: Raadpleger, grootte: int) -> list[Regel]:
    nummers = nummers_van_bericht(verbinding, bericht, wie.partij, grootte)
    if not nummers:
        raise NietGevonden(_NIET_GEVONDEN)
    return lees_regels(verbinding, nummers, grootte)


def _eerder(
    verbinding: Connection, besluiten: Sequence[Regel], wie: Raadpleger, grootte: int
) -> list[Regel]:
    """Decisions on the message that this one refers to."""
    voor = besluiten[-1].in_reactie_op
    if voor is None:
        return []
    return lees_regels(
        verbinding, nummers_van_bericht(verbinding, voor, wie.partij, grootte), grootte
    )


def _samen(verbinding: Connection, besluit: Regel, wie: Raadpleger, grootte: int) -> list[Regel]:
    """What was to be said in the same breath, to others: as far as it is this reader's to see."""
    if besluit.uiting is None:
        return []
    nummers = nummers_van_uiting(verbinding, besluit.uiting, wie.partij, grootte)
    regels = lees_regels(verbinding, nummers, grootte)
    return [regel for regel in regels if regel.bericht != besluit.bericht]


def _gezegd(bladen: Sequence[Blad], besluit: Regel) -> Mapping[str, Any] | None:
    """What the leaf says by which the sender recorded that it was said."""
    nummer = None if besluit.gezegd is None else besluit.gezegd.bladnummer
    gevonden = next((blad for blad in bladen if blad.bladnummer == nummer), None)
    if gevonden is None or gevonden.inhoud is None:
        return None
    return lees_blad(gevonden.inhoud).velden


def _bladen(
    verbinding: Connection,
    bericht: str,
    daarna: Sequence[int],
    wie: Raadpleger,
    grootte: int,
) -> list[Blad]:
    eigen = [bladsleutels.besluit(bericht), bladsleutels.bevestiging(bericht)]
    nummers = {*nummers_onder(verbinding, eigen), *daarna}
    hashes = Tegelhashes(partial(opslag.lees_tegel, verbinding))
    bladen = []
    for nummer in sorted(n for n in nummers if n < grootte):
        inhoud = _inhoud(verbinding, nummer)
        gelezen: GelezenBlad | None = None if inhoud is None else lees_blad(inhoud)
        if gelezen is not None and not mag_zien(wie, gelezen, verbinding):
            continue
        if inhoud is not None:
            eis_ongewijzigd(hashes, nummer, inhoud)
        bladen.append(
            Blad(
                nummer,
                None if gelezen is None else gelezen.soort.value,
                None if gelezen is None else gelezen.tijdstip,
                inhoud,
                base64_lijst(merkle.inclusiebewijs(nummer, grootte, hashes)),
            )
        )
    return bladen


def _inhoud(verbinding: Connection, nummer: int) -> bytes | None:
    try:
        return blad_op_nummer(verbinding, nummer)
    except BladOpgeschoond:
        return None


def _convenanten(verbinding: Connection) -> Convenanten:
    bronnen = Convenantregister(verbinding).bronnen()
    return Convenanten(convenantgeschiedenis(verbinding), bronnen)


def als_base64(inhoud: bytes | None) -> str | None:
    """Bytes of a leaf as the API gives them."""
    return None if inhoud is None else base64.b64encode(inhoud).decode("ascii")
