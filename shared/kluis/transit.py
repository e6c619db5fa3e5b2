"""The key source behind a transit API of the OpenBao and HashiCorp Vault kind: a key per epoch.

The keys never leave that service; this process asks it to wrap and to unwrap. Each epoch is a key
of its own there, named after the epoch behind a prefix, and destroying an epoch is deleting its
key. A back-up of that service brings a deleted key back: the regime of the key source goes for it.

The service is reached over TLS 1.3, is believed by the roots of one file alone, and gets a token
that is read from a file for each request, so that an agent may renew it. Nothing of a request or an
answer comes in a fault: only what kind of fault it was.
"""

from __future__ import annotations

import base64
import binascii
import re
import ssl
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx

from shared.kluis.fouten import (
    KluisNietBeschikbaar,
    OngeldigeSleutelbron,
    TijdperkOnbekend,
    ZegelGebroken,
)
from shared.kluis.zegel import SLEUTEL_BYTES, samen

_SOORT: Final = "aes256-gcm96"
_GELUKT: Final = frozenset({200, 204})
_NAAM: Final = re.compile(r"[a-z0-9-]{1,120}")
_MAXIMALE_BYTES: Final = 1_000_000
_KLOPT_NIET: Final = "de sleuteldienst geeft een antwoord dat niet klopt"


@dataclass(frozen=True)
class Transittoegang:
    """Where the service is and as whom it is asked. ``paar``: own certificate and key (mTLS)."""

    url: str
    mount: str
    voorvoegsel: str
    token: Path
    vertrouwen: Path
    paar: tuple[Path, Path] | None = None
    wachttijd_seconden: float = 5.0


class TransitSleutelbron:
    """A `Sleutelbron` at another service. Safe to use from threads.

    Faults, also at construction: `OngeldigeSleutelbron` for http, for a token others may read, and
    for a key there that can be taken out. Whatever else goes wrong is `KluisNietBeschikbaar`.
    """

    def __init__(self, toegang: Transittoegang) -> None:
        if not toegang.url.startswith("https://"):
            raise OngeldigeSleutelbron("De sleuteldienst is alleen over https te gebruiken.")
        self._toegang = toegang
        self._lees_token()
        self._client = httpx.Client(
            base_url=f"{toegang.url.rstrip('/')}/v1/{toegang.mount.strip('/')}/",
            verify=_tls(toegang),
            timeout=toegang.wachttijd_seconden,
            trust_env=False,
            follow_redirects=False,
        )

    def sluit(self) -> None:
        """Let the connections go."""
        self._client.close()

    def tijdperken(self) -> frozenset[str]:
        """The epochs there is a key for, under this prefix."""
        antwoord = self._vraag("GET", "keys", vraag={"list": "true"})
        if antwoord.status_code == httpx.codes.NOT_FOUND:
            return frozenset()
        namen = _gegevens(_gelukt(antwoord)).get("keys")
        if not isinstance(namen, list) or not all(isinstance(naam, str) for naam in namen):
            raise KluisNietBeschikbaar(_KLOPT_NIET)
        begin = f"{self._toegang.voorvoegsel}-"
        return frozenset(naam.removeprefix(begin) for naam in namen if naam.startswith(begin))

    def maak_tijdperk(self, tijdperk: str) -> None:
        """Make a key that cannot be taken out of the service."""
        vorm = {"type": _SOORT, "exportable": False, "allow_plaintext_backup": False}
        _gelukt(self._vraag("POST", self._pad("keys", tijdperk), vorm))
        sleutel = self._sleutel(tijdperk)
        if sleutel is None:
            raise KluisNietBeschikbaar("de sleuteldienst maakte geen sleutel")
        mag_eruit = sleutel.get("exportable") or sleutel.get("allow_plaintext_backup")
        if sleutel.get("type") != _SOORT or mag_eruit:
            raise OngeldigeSleutelbron(
                "Een sleutel in de sleuteldienst is van een ander soort, of mag eruit."
            )

    def vernietig_tijdperk(self, tijdperk: str) -> None:
        """Delete the key there, and see that it is gone."""
        if self._sleutel(tijdperk) is None:
            return
        pad = self._pad("keys", tijdperk)
        _gelukt(self._vraag("POST", f"{pad}/config", {"deletion_allowed": True}))
        _gelukt(self._vraag("DELETE", pad))
        if self._sleutel(tijdperk) is not None:
            raise KluisNietBeschikbaar("de sleuteldienst vernietigde de sleutel niet")

    def wikkel(self, tijdperk: str, sleutel: bytes) -> bytes:
        """Wrap an epoch key there."""
        # Asked first: where a policy is too wide, sealing under an unknown name would make the key.
        if self._sleutel(tijdperk) is None:
            raise TijdperkOnbekend
        vorm = {"plaintext": _b64(sleutel), "associated_data": _b64(_context(tijdperk))}
        antwoord = _gelukt(self._vraag("POST", self._pad("encrypt", tijdperk), vorm))
        gewikkeld = _gegevens(antwoord).get("ciphertext")
        if not isinstance(gewikkeld, str) or not gewikkeld.startswith("vault:v"):
            raise KluisNietBeschikbaar(_KLOPT_NIET)
        return gewikkeld.encode()

    def ontwikkel(self, tijdperk: str, gewikkeld: bytes) -> bytes:
        """Unwrap an epoch key there."""
        try:
            tekst = gewikkeld.decode("ascii")
        except UnicodeDecodeError:
            # Without the cause: it would show the bytes.
            raise ZegelGebroken from None
        vorm = {"ciphertext": tekst, "associated_data": _b64(_context(tijdperk))}
        antwoord = self._vraag("POST", self._pad("decrypt", tijdperk), vorm)
        if antwoord.status_code in (httpx.codes.BAD_REQUEST, httpx.codes.NOT_FOUND):
            if self._sleutel(tijdperk) is None:
                raise TijdperkOnbekend
            raise ZegelGebroken
        return _als_sleutel(_gegevens(_gelukt(antwoord)).get("plaintext"))

    def _sleutel(self, tijdperk: str) -> Mapping[str, Any] | None:
        """What the service says of the key of an epoch; None without one."""
        antwoord = self._vraag("GET", self._pad("keys", tijdperk))
        if antwoord.status_code == httpx.codes.NOT_FOUND:
            return None
        return _gegevens(_gelukt(antwoord))

    def _pad(self, wat: str, tijdperk: str) -> str:
        naam = f"{self._toegang.voorvoegsel}-{tijdperk}"
        if not _NAAM.fullmatch(naam):
            raise TijdperkOnbekend
        return f"{wat}/{naam}"

    def _vraag(
        self,
        methode: str,
        pad: str,
        vorm: Mapping[str, Any] | None = None,
        vraag: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        koppen = {"X-Vault-Token": self._lees_token(), "X-Vault-Request": "true"}
        try:
            antwoord = self._client.request(methode, pad, json=vorm, params=vraag, headers=koppen)
        except (httpx.HTTPError, OSError) as fout:
            # Without the cause: a request holds the token and what is to be wrapped.
            soort = type(fout).__name__
            raise KluisNietBeschikbaar(f"de sleuteldienst antwoordt niet ({soort})") from None
        if len(antwoord.content) > _MAXIMALE_BYTES:
            raise KluisNietBeschikbaar("de sleuteldienst geeft een te groot antwoord")
        return antwoord

    def _lees_token(self) -> str:
        pad = self._toegang.token
        try:
            stand = pad.stat()
            token = pad.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            token = ""
        if not token or not token.isprintable():
            raise OngeldigeSleutelbron(f"{pad} is geen leesbaar token.")
        if stat.S_IMODE(stand.st_mode) & 0o077:
            raise OngeldigeSleutelbron(f"{pad} is leesbaar voor anderen. Doe: chmod 600 {pad}")
        return token


def _tls(toegang: Transittoegang) -> ssl.SSLContext:
    """Only the roots of this file, not those of the machine."""
    try:
        context = ssl.create_default_context(cafile=str(toegang.vertrouwen))
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        if toegang.paar is not None:
            certificaat, sleutel = toegang.paar
            context.load_cert_chain(certificaat, sleutel)
    except OSError as fout:
        soort = type(fout).__name__
        raise OngeldigeSleutelbron(
            f"De certificaten voor de sleuteldienst zijn niet te gebruiken ({soort})."
        ) from None
    return context


def _gelukt(antwoord: httpx.Response) -> httpx.Response:
    if antwoord.status_code not in _GELUKT:
        raise KluisNietBeschikbaar(f"de sleuteldienst antwoordt met status {antwoord.status_code}")
    return antwoord


def _gegevens(antwoord: httpx.Response) -> Mapping[str, Any]:
    try:
        gegevens = antwoord.json()["data"]
    except (ValueError, KeyError, TypeError, RecursionError):
        gegevens = None
    if not isinstance(gegevens, dict):
        raise KluisNietBeschikbaar(_KLOPT_NIET)
    return gegevens


def _als_sleutel(tekst: object) -> bytes:
    try:
        sleutel = base64.b64decode(tekst, validate=True) if isinstance(tekst, str) else b""
    except binascii.Error:
        sleutel = b""
    if len(sleutel) != SLEUTEL_BYTES:
        raise KluisNietBeschikbaar(_KLOPT_NIET)
    return sleutel


def _b64(waarde: bytes) -> str:
    return base64.b64encode(waarde).decode()


def _context(tijdperk: str) -> bytes:
    return samen(b"driehoek/kluis/tijdperk/1", tijdperk.encode())
