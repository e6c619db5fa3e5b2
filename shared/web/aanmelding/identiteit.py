"""Which organisation is on the other end of the connection (mTLS).

The server's protocol class puts the client certificate in the ASGI TLS extension; here it becomes
a `Transportidentiteit`, checked at the moment of the request: against the trust list and for being
made to connect with, against what its issuer took back (`intrekkingen.py`), and against what the
organisation registered (`transportregister.py`). Source: Digikoppeling 3.0.1 (mutual TLS, OIN in
`subject.serialNumber`), ASGI TLS extension 0.2.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.types import Scope

from shared.bericht.sleutels.certificaten import (
    Certificaat,
    CertificaatOngeldig,
    Gebruik,
    Vertrouwenslijst,
)
from shared.tijd.klok import nu_utc
from shared.web.aanmelding.intrekkingen import Intrekkingen
from shared.web.aanmelding.transportregister import Transportregister, eis_geregistreerd
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
    vertrouwen().controleer(certificaat, nu, Gebruik.VERBINDEN)
    return Transportidentiteit(certificaat.oin, certificaat.organisatie, certificaat)


@lru_cache(maxsize=16)
def vertrouwenslijst(pad: Path) -> Vertrouwenslijst:
    """The roots of a PEM bundle, read once per process."""
    return Vertrouwenslijst.uit_pem(pad.read_bytes())


@dataclass(slots=True)
class Transportcontrole:
    """What a connection is held against. `register`: set by who knows the organisations.

    `portalen`: the x5t#S256 of the certificates of those who ask for somebody else without an
    account, and may say from which address.
    """

    vertrouwen: Path
    intrekkingen: Intrekkingen | None = None
    register: Transportregister | None = None
    portalen: frozenset[str] = frozenset()

    def lees(self, scope: Scope, nu: datetime) -> Transportidentiteit | None:
        """The connection's organisation; None without a certificate, `CertificaatOngeldig` for
        one that does not count."""
        identiteit = lees_transportidentiteit(scope, lambda: vertrouwenslijst(self.vertrouwen), nu)
        if identiteit is not None:
            if self.intrekkingen is not None:
                self.intrekkingen.controleer(identiteit.certificaat, nu)
            eis_geregistreerd(self.register, identiteit.certificaat)
        return identiteit

    def is_portaal(self, scope: Scope, nu: datetime) -> bool:
        """Whether a portal we know is on the other end, with a certificate that still counts."""
        if not self.portalen:
            return False
        try:
            identiteit = self.lees(scope, nu)
        except CertificaatOngeldig:
            return False
        return identiteit is not None and identiteit.certificaat.x5t_s256 in self.portalen


async def transportidentiteit(request: Request) -> Transportidentiteit:
    """Dependency: the organisation on the connection; without one the answer is a 401.

    Found once per request: who asks again gets the same.
    """
    bekend: Transportidentiteit | None = getattr(request.state, "organisatie", None)
    if bekend is not None:
        return bekend
    controle: Transportcontrole = request.app.state.transportcontrole
    try:
        identiteit = controle.lees(request.scope, nu_utc())
    except CertificaatOngeldig as fout:
        raise _niet_aangemeld(fout.melding) from fout
    if identiteit is None:
        ook = getattr(request.state, "ook_met_token", False)
        wat = "een clientcertificaat van een deelnemer"
        wat += ", of een toegangstoken van een medewerker" if ook else ""
        raise _niet_aangemeld(f"Dit adres vraagt {wat}.")
    request.state.oin = identiteit.oin
    request.state.organisatie = identiteit
    return identiteit


def _niet_aangemeld(detail: str) -> ProbleemFout:
    # RFC 9110 vraagt bij 401 een uitdaging; voor mTLS is geen schema geregistreerd.
    return ProbleemFout(401, detail, koppen={"WWW-Authenticate": "Mutual"})


OrganisatieAfh = Annotated[Transportidentiteit, Depends(transportidentiteit)]
"""Parameter type of an endpoint that deployables call."""
