"""Paging by cursor, and the ETag of a state; conditions on those are in `voorwaarden.py`.

A cursor says where the next page starts. It is sealed (AES-GCM): its reader sees nothing in it,
cannot change it, and can use it only for the question and the person it was made for. The key is
derived from the process's own transport key, so every process of one deployable reads the same
cursors and nothing extra has to be kept; after a new key, callers start again at the first page.
"""

import hashlib
import json
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared.bericht.jsonvorm import JsonWaarde, b64url, jcs, ontb64url
from shared.web.instellingen.instellingen import Instellingen
from shared.web.meldingen import Invoerfout
from shared.web.problemen import ProbleemFout
from shared.web.verzoek.voorwaarden import eis_if_match as eis_if_match

_NONCE = 12
_MAX_CURSOR = 1024
_DOEL = b"driehoek paginering v1"


class VreemdeCursor(ProbleemFout):
    """A cursor of another question, or of somebody else."""

    def __init__(self) -> None:
        super().__init__(
            400,
            "De cursor hoort niet bij deze vraag. Begin opnieuw bij de eerste pagina.",
            fouten=[Invoerfout("query:cursor", "is geen cursor van deze vraag")],
        )


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
        return b64url(nonce + verzegeld)

    def lees(self, cursor: str, binding: JsonWaarde) -> JsonWaarde:
        """The position in a cursor made with the same `binding`; a 400 for any other text."""
        try:
            if len(cursor) > _MAX_CURSOR:
                raise ValueError
            ruw = ontb64url(cursor)
            plat = self._aead.decrypt(ruw[:_NONCE], ruw[_NONCE:], _samengevat(binding))
        except (ValueError, InvalidTag):
            raise VreemdeCursor from None
        positie: JsonWaarde = json.loads(plat)
        return positie


def _samengevat(binding: JsonWaarde) -> bytes:
    return hashlib.sha256(jcs(binding)).digest()


def etag(*delen: str | int) -> str:
    """A strong ETag for the state that `delen` (id, version) name together."""
    return '"' + hashlib.sha256(jcs(list(delen))).hexdigest()[:32] + '"'
