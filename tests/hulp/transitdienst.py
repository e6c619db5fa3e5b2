"""Een sleuteldienst als proces, naar de gepubliceerde beschrijving van de transit-API.

Een echte OpenBao is bij de tests niet te krijgen. Dit is wat zij op de gebruikte vragen zegt, en
niet meer: wat een vraag niet mag, krijgt de status en de vorm van een fout die zij geeft. Los
gestart, met certificaat, sleutel, vertrouwen en token, schrijft zij haar poort op de eerste regel.
"""

from __future__ import annotations

import base64
import json
import os
import ssl
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SLEUTELS: dict[str, dict[str, Any]] = {}
BEGIN = "/v1/transit/"


class Fout(Exception):
    """Wat de dienst als fout teruggeeft."""

    def __init__(self, status: int, *meldingen: str) -> None:
        super().__init__(*meldingen)
        self.status, self.meldingen = status, meldingen


def sleutel(naam: str, status: int = 400) -> dict[str, Any]:
    if naam not in SLEUTELS:
        raise Fout(status, *(() if status == 404 else ("encryption key not found",)))
    return SLEUTELS[naam]


def maak(naam: str, vorm: dict[str, Any]) -> None:
    SLEUTELS.setdefault(
        naam,
        {
            "geheim": AESGCM.generate_key(256),
            "type": vorm.get("type", "aes256-gcm96"),
            "exportable": vorm.get("exportable", False),
            "allow_plaintext_backup": vorm.get("allow_plaintext_backup", False),
            "deletion_allowed": False,
        },
    )


def wikkel(naam: str, vorm: dict[str, Any]) -> dict[str, Any]:
    if naam not in SLEUTELS:
        # Zoals de echte: met een ruim beleid ontstaat de sleutel vanzelf.
        maak(naam, {})
    begin = os.urandom(12)
    plat, erbij = base64.b64decode(vorm["plaintext"]), base64.b64decode(vorm["associated_data"])
    heel = begin + AESGCM(sleutel(naam)["geheim"]).encrypt(begin, plat, erbij)
    return {"ciphertext": f"vault:v1:{base64.b64encode(heel).decode()}", "key_version": 1}


def ontwikkel(naam: str, vorm: dict[str, Any]) -> dict[str, Any]:
    geheim = sleutel(naam)["geheim"]
    merk, versie, tekst = [*vorm["ciphertext"].split(":"), "", ""][:3]
    if (merk, versie) != ("vault", "v1"):
        raise Fout(400, "invalid ciphertext: no prefix")
    heel, erbij = base64.b64decode(tekst), base64.b64decode(vorm.get("associated_data", ""))
    try:
        plat = AESGCM(geheim).decrypt(heel[:12], heel[12:], erbij)
    except InvalidTag:
        raise Fout(400, "cipher: message authentication failed") from None
    return {"plaintext": base64.b64encode(plat).decode()}


def wis(naam: str) -> None:
    if not sleutel(naam)["deletion_allowed"]:
        raise Fout(400, "error deleting policy: deletion is not allowed for this key")
    del SLEUTELS[naam]


def lijst() -> dict[str, Any]:
    if not SLEUTELS:
        raise Fout(404)
    return {"keys": sorted(SLEUTELS)}


def antwoord(methode: str, pad: str, vraag: dict[str, Any], vorm: dict[str, Any]) -> Any:
    match (methode, *pad.split("/")):
        case ("GET", "keys") if vraag.get("list") == ["true"]:
            return lijst()
        case ("GET", "keys", naam):
            return {k: v for k, v in sleutel(naam, 404).items() if k != "geheim"} | {"name": naam}
        case ("POST", "keys", naam):
            return maak(naam, vorm)
        case ("POST", "keys", naam, "config"):
            sleutel(naam)["deletion_allowed"] = bool(vorm["deletion_allowed"])
        case ("DELETE", "keys", naam):
            return wis(naam)
        case ("POST", "encrypt", naam):
            return wikkel(naam, vorm)
        case ("POST", "decrypt", naam):
            return ontwikkel(naam, vorm)
        case _:
            raise Fout(405, "unsupported operation")
    return None


class Verzoek(BaseHTTPRequestHandler):
    """Eén vraag."""

    token = ""

    def log_message(self, *_: object) -> None:
        """Stil."""

    def doe(self) -> None:
        delen = urlsplit(self.path)
        vorm = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            if self.headers.get("X-Vault-Token") != self.token:
                raise Fout(403, "permission denied")
            if not delen.path.startswith(BEGIN):
                raise Fout(404, "no handler for route")
            pad = delen.path.removeprefix(BEGIN)
            gegevens = antwoord(self.command, pad, parse_qs(delen.query), json.loads(vorm or b"{}"))
        except Fout as fout:
            self._schrijf(fout.status, {"errors": list(fout.meldingen)})
        else:
            self._schrijf(204 if gegevens is None else 200, gegevens and {"data": gegevens})

    do_GET = do_POST = do_DELETE = doe  # noqa: N815 - zo zoekt http.server ze

    def _schrijf(self, status: int, document: Any) -> None:
        inhoud = b"" if document is None else json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(inhoud)))
        self.end_headers()
        self.wfile.write(inhoud)


def draai(certificaat: str, prive: str, vertrouwen: str, token: str) -> None:
    Verzoek.token = token
    dienst = ThreadingHTTPServer(("127.0.0.1", 0), Verzoek)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificaat, prive)
    context.load_verify_locations(vertrouwen)
    context.verify_mode = ssl.CERT_REQUIRED
    dienst.socket = context.wrap_socket(dienst.socket, server_side=True)
    sys.stdout.write(f"{dienst.server_port}\n")
    sys.stdout.flush()
    dienst.serve_forever()


if __name__ == "__main__":
    draai(*sys.argv[1:5])
