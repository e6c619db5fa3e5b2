"""Paging by cursor, and conditions on change (ETag, If-Match).

A cursor says where the next page starts. It is sealed (AES-GCM): its reader sees nothing in it,
cannot change it, and can use it only for the question and the person it was made for. The key is
derived from the process's own transport key, so every process of one deployable reads the same
cursors and nothing extra has to be kept; after a new key, callers start again at the first page.
"""

import base64
import binascii
import hashlib
import json
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared.bericht.jsonvorm import JsonWaarde, jcs
from shared.web.instellingen import Instellingen
from shared.web.meldingen import Invoerfout
from shared.web.problemen import ProbleemFout

_NONCE = 12
_MAX_CURSOR = 1024
_DOEL = b"driehoek paginering v1"


class Cursors:
    """Makes and reads cursors. `geheim`: any secret bytes that all processes of one app share.

    `binding` is what the cursor belongs to: the path, the filters and who asks, as JSON.
    """

    def __init__(self, geheim: bytes) -> None:
        sleutel = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=_DOEL).derive(geheim)
        self._aead = AESGCM(sleutel)

    @classmethod
    def uit_instellingen(cls, instellingen: Instellingen) -> "Cursors":
        """Cursors of the deployable these settings belong to."""
        return cls(instellingen.tls.sleutel.read_bytes())

    def geef(self, positie: JsonWaarde, binding: JsonWaarde) -> str:
        """A cursor for `positie`: the sort keys of the last item shown."""
        nonce = os.urandom(_NONCE)
        verzegeld = self._aead.encrypt(nonce, json.dumps(positie).encode(), _samengevat(binding))
        return base64.urlsafe_b64encode(nonce + verzegeld).rstrip(b"=").decode("ascii")

    def lees(self, cursor: str, binding: JsonWaarde) -> JsonWaarde:
        """The position in a cursor made with the same `binding`; a 400 for any other text."""
        try:
            if len(cursor) > _MAX_CURSOR:
                raise ValueError
            ruw = base64.b64decode(
                cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True
            )
            plat = self._aead.decrypt(ruw[:_NONCE], ruw[_NONCE:], _samengevat(binding))
        except (ValueError, binascii.Error, InvalidTag):
            raise ProbleemFout(
                400,
                "De cursor hoort niet bij deze vraag. Begin opnieuw bij de eerste pagina.",
                fouten=[Invoerfout("query:cursor", "is geen cursor van deze vraag")],
            ) from None
        positie: JsonWaarde = json.loads(plat)
        return positie


def _samengevat(binding: JsonWaarde) -> bytes:
    return hashlib.sha256(jcs(binding)).digest()


def etag(*delen: str | int) -> str:
    """A strong ETag for the state that `delen` (id, version) name together."""
    return '"' + hashlib.sha256(jcs(list(delen))).hexdigest()[:32] + '"'


def eis_if_match(kop: str | None, huidig: str) -> None:
    """Refuse a change that is not based on the current state (RFC 9110, 13.1.1).

    Without the header 428; with another ETag 412. `*` names no state and counts as missing.
    """
    if kop is None or not kop.strip() or kop.strip() == "*":
        raise ProbleemFout(428)
    if huidig not in _etags(kop):
        raise ProbleemFout(412, koppen={"ETag": huidig})


def _etags(kop: str) -> Sequence[str]:
    # Een zwakke ETag (W/"…") mag bij If-Match nooit passen; die valt hier vanzelf af.
    return [deel.strip() for deel in kop.split(",")]
