"""The content of what was said, delivered after it was said (profile, section 2, by mouth).

The body is `{"id", "inhoud"}`, signed as a message is. The kop it belongs to was decided on
before, and named the commitment on exactly this content.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Self

from shared.bericht.bericht import VerzendklaarBericht
from shared.bericht.fouten import CertificaatOngeldig, OngeldigBericht, OngeldigeJson
from shared.bericht.jsonvorm import JsonLimieten, lees_json
from shared.bericht.koppen import DIGEST, PAYLOAD_SIGNATURE, RuweKoppen, lees_koppen
from shared.bericht.limieten import BERICHTLIMIETEN, Berichtlimieten
from shared.bericht.sleutels.certificaten import Certificaat, Gebruik, Vertrouwenslijst
from shared.bericht.sleutels.handtekening import (
    controleer_digest,
    digest_header,
    onderteken_digest,
    verifieer_digest_handtekening,
)
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.bericht.sleutels.versleuteling import is_jwe_vorm
from shared.tijd.kenmerk import is_uuid7

_LEDEN = frozenset({"id", "inhoud"})


@dataclass(frozen=True, slots=True)
class OntvangenInhoud:
    """Delivered content with the right shape. Nothing in it has been verified."""

    bericht_id: str
    inhoud: str = field(repr=False)
    body: bytes = field(repr=False)
    digest: str
    payload_signature: str
    gateway_besluit: str | None

    @classmethod
    def lees(
        cls,
        body: bytes,
        koppen: RuweKoppen,
        bericht_id: str,
        limieten: Berichtlimieten = BERICHTLIMIETEN,
    ) -> Self:
        """Read a body and its raw header lines; `bericht_id` is the one in the address.

        `OngeldigBericht` lists every fault in both.
        """
        gelezen, fouten = lees_koppen(koppen, (DIGEST, PAYLOAD_SIGNATURE))
        document = _document(body, limieten, fouten)
        if document.get("id") != bericht_id or not is_uuid7(bericht_id):
            fouten.append(("/id", "is niet het bericht in het adres"))
        inhoud = document.get("inhoud")
        if not isinstance(inhoud, str) or not is_jwe_vorm(inhoud):
            fouten.append(("/inhoud", "is geen JWE in compacte vorm"))
        if fouten or gelezen.digest is None or gelezen.payload_signature is None:
            raise OngeldigBericht(tuple(fouten))
        return cls(
            bericht_id=bericht_id,
            inhoud=str(inhoud),
            body=body,
            digest=gelezen.digest,
            payload_signature=gelezen.payload_signature,
            gateway_besluit=gelezen.gateway_besluit,
        )


_BEWIJS: Final = object()


@dataclass(frozen=True, slots=True)
class GeverifieerdeInhoud:
    """Delivered content of which is known who signed exactly these bytes."""

    ontvangen: OntvangenInhoud
    ondertekend_op: datetime
    bewijs: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.bewijs is not _BEWIJS:
            raise TypeError("Alleen verifieer_inhoud() maakt een GeverifieerdeInhoud.")


def verifieer_inhoud(
    ontvangen: OntvangenInhoud,
    certificaat: Certificaat,
    oin: str,
    nu: datetime,
    vertrouwen: Vertrouwenslijst,
) -> GeverifieerdeInhoud:
    """Verify who signed delivered content, in the steps of `bericht.verifieer`."""
    if certificaat.oin != oin:
        raise CertificaatOngeldig(
            f"Het certificaat is van OIN {certificaat.oin}, niet van de afzender ({oin})."
        )
    vertrouwen.controleer(certificaat, nu, Gebruik.ONDERTEKENEN)
    controleer_digest(ontvangen.body, ontvangen.digest)
    ondertekend_op = verifieer_digest_handtekening(
        ontvangen.payload_signature, ontvangen.digest, certificaat
    )
    return GeverifieerdeInhoud(ontvangen, ondertekend_op, _BEWIJS)


def maak_inhoudlevering(
    bericht_id: str, jwe: str, ondertekenaar: Ondertekenaar, nu: datetime
) -> VerzendklaarBericht:
    """The bytes and headers that deliver this content. Keep both: again means sending these."""
    body = json.dumps({"id": bericht_id, "inhoud": jwe}, separators=(",", ":")).encode("utf-8")
    digest = digest_header(body)
    koppen = (
        ("Content-Type", "application/json"),
        (DIGEST, digest),
        (PAYLOAD_SIGNATURE, onderteken_digest(ondertekenaar, digest, nu)),
    )
    return VerzendklaarBericht(body=body, koppen=koppen)


def _document(
    body: bytes, limieten: Berichtlimieten, fouten: list[tuple[str, str]]
) -> dict[str, Any]:
    grenzen = JsonLimieten(max_bytes=limieten.max_body_bytes, max_diepte=1)
    try:
        document = lees_json(body, limieten=grenzen)
    except OngeldigeJson as fout:
        fouten.append(("", fout.melding))
        return {}
    if not isinstance(document, dict) or document.keys() != _LEDEN:
        fouten.append(("", "heeft precies id en inhoud"))
        return {}
    return document
