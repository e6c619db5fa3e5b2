"""An identity provider for tests: real keys, real signatures, and its key set over real HTTP."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from joserfc import jwt
from joserfc.jwk import RSAKey

PUBLIEK = "driehoek-test"


class Uitgever:
    """Signs access tokens; ``url`` serves its key set."""

    def __init__(self, sleutel: RSAKey, url: str) -> None:
        self._sleutel = sleutel
        self.url = url

    def token(self, sub: str, **anders: Any) -> str:
        """A token that outlives any file of tests, on a slow machine too; ``anders`` replaces."""
        nu = int(time.time())
        claims = {
            "iss": self.url,
            "aud": PUBLIEK,
            "sub": sub,
            "iat": nu - 1,
            "exp": nu + 3_600,
            "jti": secrets.token_hex(8),
            "client_id": "proefscherm",
            **anders,
        }
        kop = {"alg": "RS256", "typ": "at+jwt", "kid": self._sleutel.kid}
        return jwt.encode(kop, claims, self._sleutel, algorithms=["RS256"])

    def oidc(self) -> dict[str, object]:
        """The table for the settings of a deployable that trusts this provider."""
        return {"uitgever": self.url, "publiek": PUBLIEK, "jwks_url": f"{self.url}/jwks"}


@contextmanager
def draaiende_uitgever() -> Iterator[Uitgever]:
    """A provider on a free local port."""
    sleutel = RSAKey.generate_key(
        2048, parameters={"alg": "RS256", "use": "sig", "kid": "test-1"}, private=True
    )
    sleutelset = json.dumps({"keys": [sleutel.as_dict(private=False)]}).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sleutelset)))
            self.end_headers()
            self.wfile.write(sleutelset)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    draad = threading.Thread(target=server.serve_forever, name="uitgever")
    draad.start()
    try:
        yield Uitgever(sleutel, f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()
        draad.join()
