"""The receipt: the receiver's signed word on what became of a message.

Its text travels and is logged exactly as signed; nobody writes it anew. Source: profile, section 2.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.bericht.fouten import Fouten, OngeldigBericht, OngeldigeJson
from shared.bericht.jsonvorm import lees_json
from shared.bericht.limieten import BERICHTLIMIETEN, Berichtlimieten
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.handtekening import (
    digest_header,
    eis_tekentijd,
    is_digest,
    onderteken_digest,
    verifieer_digest_handtekening,
)
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.bericht.tijd import lees_utc, utc_tekst
from shared.tijd.kenmerk import is_uuid7

AANVAARD = "aanvaard"
GEWEIGERD = "geweigerd"

_CODE = re.compile(r"[A-Z][A-Z0-9_]{0,39}")
_VELDEN = frozenset({"id", "digest", "status", "reden", "ontvangen"})


@dataclass(frozen=True, slots=True)
class Ontvangst:
    """id, digest: of the message. status: `aanvaard` or `geweigerd`. reden: a code of the covenant
    file: the log holds no sentence. Who refuses names one; who accepts may. ontvangen: UTC."""

    id: str
    digest: str
    status: str
    reden: str | None
    ontvangen: datetime

    @property
    def aanvaard(self) -> bool:
        """Whether the receiver keeps the message."""
        return self.status == AANVAARD


def maak_ontvangst(ondertekenaar: Ondertekenaar, ontvangst: Ontvangst) -> tuple[str, str]:
    """The receipt's exact text and its `Payload-Signature`, signed at `ontvangst.ontvangen`."""
    if ontvangst.status == GEWEIGERD and ontvangst.reden is None:
        raise ValueError("Een geweigerde ontvangst noemt een reden.")
    tekst = json.dumps(
        {
            "id": ontvangst.id,
            "digest": ontvangst.digest,
            "status": ontvangst.status,
            "reden": ontvangst.reden,
            "ontvangen": utc_tekst(ontvangst.ontvangen),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    digest = digest_header(tekst.encode("utf-8"))
    return tekst, onderteken_digest(ondertekenaar, digest, ontvangst.ontvangen)


def verifieer_ontvangst(
    tekst: str,
    handtekening: str,
    certificaat: Certificaat,
    limieten: Berichtlimieten = BERICHTLIMIETEN,
    *,
    nu: datetime,
) -> Ontvangst:
    """Verify a receipt under the receiver's signing certificate.

    First the signature over the exact text (`HandtekeningOngeldig`), then its shape
    (`OngeldigBericht`, every fault), then its time: signed by `nu`, and not before it says that the
    message came in (`TekentijdOngeldig`). Left to the caller: that the certificate is trusted and
    the receiver's, and that id and digest are those of the message sent.
    """
    data = tekst.encode("utf-8", "surrogatepass")
    getekend_op = verifieer_digest_handtekening(
        handtekening, digest_header(data), certificaat, limieten
    )
    try:
        document: Any = lees_json(data, max_diepte=1)
    except OngeldigeJson as fout:
        raise OngeldigBericht((("", fout.melding),)) from None
    if not isinstance(document, dict) or document.keys() != _VELDEN:
        raise OngeldigBericht(
            (("", "De ontvangst heeft precies id, digest, status, reden en ontvangen."),)
        )
    fouten = _fouten(document)
    if fouten:
        raise OngeldigBericht(fouten)
    ontvangst = Ontvangst(**{**document, "ontvangen": lees_utc(document["ontvangen"])})
    eis_tekentijd(getekend_op, nu, niet_voor=ontvangst.ontvangen)
    return ontvangst


def _fouten(document: dict[str, Any]) -> Fouten:
    id_, digest = document["id"], document["digest"]
    fouten = []
    if not isinstance(id_, str) or not is_uuid7(id_):
        fouten.append(("/id", "is geen UUIDv7"))
    if not isinstance(digest, str) or not is_digest(digest):
        fouten.append(("/digest", "heeft niet de vorm SHA-256=<base64>"))
    if document["status"] not in (AANVAARD, GEWEIGERD):
        fouten.append(("/status", "is niet aanvaard en niet geweigerd"))
    reden = document["reden"]
    if reden is not None and not (isinstance(reden, str) and _CODE.fullmatch(reden)):
        fouten.append(("/reden", "moet een code of null zijn"))
    elif document["status"] == GEWEIGERD and reden is None:
        fouten.append(("/reden", "ontbreekt, maar wie weigert noemt er een"))
    try:
        lees_utc(document["ontvangen"])
    except ValueError:
        fouten.append(("/ontvangen", "is geen UTC-tijdstip met een Z"))
    return tuple(fouten)
