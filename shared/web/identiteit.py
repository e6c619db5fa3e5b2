"""Which organisation is on the other end of the connection (mTLS).

The server's protocol class puts the client certificate in the ASGI TLS extension; here it becomes
a `Transportidentiteit`, checked against the trust list at the moment of the request. Source:
Digikoppeling 3.0.1 (mutual TLS, OIN in `subject.serialNumber`), ASGI TLS extension 0.2.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.types import Scope

from shared.bericht.certificaten import Certificaat, CertificaatOngeldig, Vertrouwenslijst
from shared.web.problemen import ProbleemFout


@dataclass(frozen=True, slots=True)
class Transportidentiteit:
    """The organisation that holds the connection's private key; `oin` is 20 digits."""

    oin: str
    organisatie: str
    certificaat: Certificaat


def lees_transportidentiteit(
    scope: Scope, vertrouwen: Callable[[], Vertrouwenslijst], nu: datetime
) -> Transportidentiteit | None:
    """The connection's organisation, or None when it showed no certificate.

    Raises `CertificaatOngeldig` for a certificate that is not trusted at `nu`: a connection may
    outlive its certificate.
    """
    tls = scope.get("extensions", {}).get("tls")
    keten = tls.get("client_cert_chain") if tls else None
    if not keten:
        return None
    certificaat = Certificaat.uit_pem(next(iter(keten)))
    vertrouwen().controleer(certificaat, nu)
    return Transportidentiteit(certificaat.oin, certificaat.organisatie, certificaat)


@lru_cache(maxsize=16)
def vertrouwenslijst(pad: Path) -> Vertrouwenslijst:
    """The roots of a PEM bundle, read once per process."""
    return Vertrouwenslijst.uit_pem(pad.read_bytes())


async def transportidentiteit(request: Request) -> Transportidentiteit:
    """Dependency: the organisation on the connection; without one the answer is a 401."""
    pad = request.app.state.instellingen.tls.vertrouwen
    try:
        identiteit = lees_transportidentiteit(
            request.scope, lambda: vertrouwenslijst(pad), datetime.now(UTC)
        )
    except CertificaatOngeldig as fout:
        raise _niet_aangemeld(fout.melding) from fout
    if identiteit is None:
        raise _niet_aangemeld("Dit adres vraagt een clientcertificaat van een deelnemer.")
    request.state.oin = identiteit.oin
    return identiteit


def _niet_aangemeld(detail: str) -> ProbleemFout:
    # RFC 9110 vraagt bij 401 een uitdaging; voor mTLS is geen schema geregistreerd.
    return ProbleemFout(401, detail, koppen={"WWW-Authenticate": "Mutual"})


OrganisatieAfh = Annotated[Transportidentiteit, Depends(transportidentiteit)]
"""Parameter type of an endpoint that deployables call."""
