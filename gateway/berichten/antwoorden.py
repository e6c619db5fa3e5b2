"""The answers on a message, made from its leaves, so that the same question gets the same answer.

An answer is proven against the tree that ends with the message's last leaf: the leaf of the
receipt, or of the refusal. Asked again next year it is the same text.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from sqlalchemy import Connection, Engine

from gateway.berichten.beslissing import Beslist
from gateway.fouten import BerichtGeweigerd, NietGevonden
from gateway.logboek import sleutels as bladsleutels
from gateway.logboek.bewijzen import Bewijsmaker, Logbewijs
from gateway.logboek.bladen import bladen_onder, laatste_blad
from gateway.registers.begrippen import TOEGESTAAN
from shared.logboek.bladen import lees_blad
from shared.logboek.schrijver import Inclusie
from shared.opslag.engine import lezend

Antwoord = dict[str, Any]


class Antwoorden:
    """Makes answers. A method that does not get its proof is one short reading transaction."""

    def __init__(self, engine: Engine, bewijsmaker: Bewijsmaker) -> None:
        self._engine = lezend(engine)
        self._bewijsmaker = bewijsmaker

    def eerder_besluit(self, kenmerk: str) -> Beslist:
        """The last decision that was taken on a message."""
        with self._engine.connect() as verbinding:
            return _besluit(verbinding, kenmerk)

    def afgeleverd(
        self, kenmerk: str, beslist: Beslist, ontvangst: dict[str, str], inclusie: Inclusie
    ) -> Antwoord:
        """The 201 of the profile, with the proof the log's writer made: no transaction."""
        return _afgeleverd(kenmerk, beslist, ontvangst, self._bewijsmaker.onderteken(inclusie))

    def geweigerd(self, beslist: Beslist) -> BerichtGeweigerd:
        """The refusal to raise."""
        with self._engine.connect() as verbinding:
            return self._geweigerd(verbinding, beslist)

    def opnieuw(self, kenmerk: str) -> Antwoord:
        """The answer that was given before on a finished message; raises it if it was a refusal."""
        with self._engine.connect() as verbinding:
            beslist = _besluit(verbinding, kenmerk)
            if not beslist.toegestaan:
                raise self._geweigerd(verbinding, beslist)
            return self._met_ontvangst(verbinding, kenmerk, beslist, _digest(beslist))

    def inhoud_opnieuw(self, kenmerk: str, digest: str) -> Antwoord:
        """The answer that was given before on the content of what was said."""
        with self._engine.connect() as verbinding:
            beslist = _besluit(verbinding, kenmerk)
            return self._met_ontvangst(verbinding, kenmerk, beslist, digest)

    def _met_ontvangst(
        self, verbinding: Connection, kenmerk: str, beslist: Beslist, digest: str
    ) -> Antwoord:
        blad, ontvangst = _ontvangst(verbinding, kenmerk, digest)
        bewijs = self._bewijsmaker.bewijs(verbinding, beslist.bladnummer, blad + 1)
        return _afgeleverd(kenmerk, beslist, ontvangst, bewijs)

    def _geweigerd(self, verbinding: Connection, beslist: Beslist) -> BerichtGeweigerd:
        bewijs = self._bewijsmaker.bewijs(verbinding, beslist.bladnummer, beslist.bladnummer + 1)
        return BerichtGeweigerd(_op_volgorde(beslist.besluit), _logboek(beslist, bewijs))


def _afgeleverd(
    kenmerk: str, beslist: Beslist, ontvangst: dict[str, str], bewijs: Logbewijs
) -> Antwoord:
    return {
        "id": kenmerk,
        "besluit": beslist.besluit,
        "ontvangst": ontvangst,
        "logboek": _logboek(beslist, bewijs),
    }


def _ontvangst(verbinding: Connection, kenmerk: str, digest: str) -> tuple[int, dict[str, str]]:
    """The receipt about these bytes, and its leaf. A message by mouth has two receipts."""
    for blad in bladen_onder(verbinding, bladsleutels.bevestiging(kenmerk)):
        velden = blad.lees().velden
        tekst = velden["ontvangst"]
        if isinstance(tekst, str) and json.loads(tekst)["digest"] == digest:
            handtekening = str(velden["handtekening"])
            return blad.bladnummer, {"inhoud": tekst, "handtekening": handtekening}
    raise NietGevonden("Het log heeft hier geen ontvangst van.")


def _digest(beslist: Beslist) -> str:
    return str(lees_blad(beslist.blad).velden["digest"])


def _logboek(beslist: Beslist, bewijs: Logbewijs) -> dict[str, Any]:
    return {**bewijs.als_dict(), "blad": base64.b64encode(beslist.blad).decode("ascii")}


def _op_volgorde(waarde: Any) -> Any:  # noqa: ANN401 - any JSON
    """Members in the order of the leaf (JCS), so that a refusal reads the same a second time."""
    if isinstance(waarde, dict):
        return {naam: _op_volgorde(waarde[naam]) for naam in sorted(waarde)}
    if isinstance(waarde, list):
        return [_op_volgorde(deel) for deel in waarde]
    return waarde


def _besluit(verbinding: Connection, kenmerk: str) -> Beslist:
    blad = laatste_blad(verbinding, bladsleutels.besluit(kenmerk))
    gelezen = blad.lees()
    besluit: Any = gelezen.velden["besluit"]
    return Beslist(
        besluit=besluit,
        toegestaan=besluit["besluit"] == TOEGESTAAN,
        bladnummer=blad.bladnummer,
        blad=blad.inhoud,
        tijdstip=gelezen.tijdstip,
    )
