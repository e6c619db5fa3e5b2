"""In-process calls to an app as if they came over mTLS."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


def als_organisatie(app: ASGIApp, certificaat_pem: str) -> ASGIApp:
    """The app, called over a connection on which the client showed this certificate.

    Fills the ASGI TLS extension the way ``shared.web.proces.protocol`` does on a real connection.
    """

    async def met_certificaat(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            tls = {"client_cert_chain": (certificaat_pem,), "client_cert_error": None}
            scope = {**scope, "extensions": {**scope.get("extensions", {}), "tls": tls}}
        await app(scope, receive, send)

    return met_certificaat
