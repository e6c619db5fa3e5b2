"""Whether a leaf and the own file say the same. Pure.

Both ways: what was taken in has its decision in the log; and what the log says this party sent, or
confirmed to have received, this party did send and receive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.bericht.fouten import BerichtFout
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.handtekening import verifieer_digest_handtekening
from shared.logboek.bladen import Bladsoort, GelezenBlad
from shared.overzicht.aansluiting.begrippen import Soort

_TOEGESTAAN = "toegestaan"
_ZONDER_ONTVANGST = "onbereikbaar"
# What of a kop stays whatever time it was sealed again: who, whom, and about what.
_BLIJFT = ("id", "soort", "afzender", "ontvanger", "groep", "inReactieOp", "medewerker")


@dataclass(frozen=True)
class Ingenomen:
    """A message as it is in the own inbox; ``kop`` None when the row went after its term."""

    bericht_id: str
    digest: str
    payload_signature: str | None = None
    kop: Mapping[str, Any] | None = None


def is_ontvangst(blad: GelezenBlad, partij: str) -> bool:
    """Whether a leaf is a decision on a message for this party."""
    return blad.soort is Bladsoort.BESLUIT and _kop(blad).get("ontvanger") == partij


def klopt(ingenomen: Ingenomen, partij: str, blad: GelezenBlad) -> Soort | None:
    """What is wrong with the leaf under the number of this message; ``None``: nothing."""
    if not is_ontvangst(blad, partij):
        return Soort.ONTBREEKT
    kop, besluit = _kop(blad), blad.velden.get("besluit")
    if kop.get("id") != ingenomen.bericht_id:
        return Soort.ANDERS
    toegestaan = isinstance(besluit, Mapping) and besluit.get("besluit") == _TOEGESTAAN
    zelfde = blad.velden.get("digest") == ingenomen.digest
    if ingenomen.payload_signature is not None:
        zelfde &= blad.velden.get("payloadSignature") == ingenomen.payload_signature
    if ingenomen.kop is not None:
        zelfde &= _zelfde_kop(ingenomen.kop, kop)
    return None if toegestaan and zelfde else Soort.ANDERS


def eigen_bericht(blad: GelezenBlad, partij: str) -> Mapping[str, Any] | None:
    """The kop of a decision on a message that this party sent, by its word."""
    if blad.soort is not Bladsoort.BESLUIT or _kop(blad).get("afzender") != partij:
        return None
    return _kop(blad)


def is_zo_verstuurd(kop: Mapping[str, Any], eigen: Mapping[str, Any] | None) -> bool:
    """Whether the own outbox holds this message; a kop may have been sealed anew since."""
    if eigen is None or any(kop.get(lid) != eigen.get(lid) for lid in _BLIJFT):
        return False
    return _waarover(kop) == _waarover(eigen)


def is_getekend(blad: GelezenBlad, certificaat: Certificaat) -> bool:
    """Whether the signature the leaf names is of this certificate's key, over its digest."""
    velden = blad.velden
    try:
        verifieer_digest_handtekening(
            str(velden.get("payloadSignature")), str(velden.get("digest")), certificaat
        )
    except BerichtFout:
        return False
    return True


def genoemde_ontvangst(blad: GelezenBlad) -> tuple[str, str] | None:
    """Of which message a leaf says that a receipt was given, and that receipt's exact text."""
    if blad.soort is not Bladsoort.BEVESTIGING or blad.velden.get("status") == _ZONDER_ONTVANGST:
        return None
    return str(blad.velden.get("id")), str(blad.velden.get("ontvangst"))


def _zelfde_kop(hier: Mapping[str, Any], daar: Mapping[str, Any]) -> bool:
    """Whole, or the members that were kept of a message whose words the own rules do not know."""
    if "soort" in hier:
        return dict(hier) == dict(daar)
    return all(daar.get(lid) == waarde for lid, waarde in hier.items() if lid != "onderdelen")


def _waarover(kop: Mapping[str, Any]) -> list[tuple[object, object]]:
    return [(deel["betrokkene"], deel["gegevenssoort"]) for deel in kop["onderdelen"]]


def _kop(blad: GelezenBlad) -> Mapping[str, Any]:
    kop = blad.velden.get("kop")
    return kop if isinstance(kop, Mapping) else {}
