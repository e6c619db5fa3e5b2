"""Iemand die de gateway heeft: elk bestand, elke sleutel, en een certificaat van dezelfde CA.

Hij wijzigt rijen in de databank van de draaiende gateway; de gateway zelf houdt hem dus niet
tegen. Zijn eigen organisatie is echt, met certificaten van dezelfde CA, alleen met een eigen OIN.
"""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from sqlalchemy import Connection, delete

from deploy.uitgifte import Doel, Houder, Termijn, Uitgegeven, geef_uit
from gateway.registers.begrippen import Partij
from gateway.registers.convenanten import Convenantregister
from gateway.registers.partijen import Partijregister
from gateway.registers.tabellen import CertificaatRij, PartijdocumentRij
from shared.bericht.ontvangst import Ontvangst, maak_ontvangst
from shared.bericht.partijen.partijbestand import LEEG, Partijbestand, vul_aan
from shared.bericht.partijen.partijdocument import lees_partijdocument
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar, BestandsOntsleutelaar
from shared.opslag.engine import maak_engine
from tests.e2e.wereld import Wereld

_T = TypeVar("_T")
OIN = "00000099000000666000"


@dataclass
class Indringer:
    """Zijn organisatie, en wat bij hem werd afgeleverd."""

    wereld: Wereld
    map: Path
    sleutels: Mapping[Doel, Uitgegeven] = field(init=False)
    afgeleverd: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        wortel = self.wereld.omgeving.pki.wortel
        sleutel = load_pem_private_key(wortel.sleutel.read_bytes(), None)
        assert isinstance(sleutel, ec.EllipticCurvePrivateKey)
        ca = Uitgegeven(x509.load_pem_x509_certificate(wortel.certificaat.read_bytes()), sleutel)
        houder = Houder("indringer", "Verzonnen Beheerbedrijf BV", OIN)
        termijn = Termijn.vanaf(datetime.now(UTC))
        self.sleutels = {
            doel: geef_uit(
                ca, houder, doel,
                rsa.generate_private_key(65537, 2048)
                if doel is Doel.VERSLEUTELING
                else ec.generate_private_key(ec.SECP256R1()),
                termijn, ("localhost", "127.0.0.1"),
            )
            for doel in Doel
        }  # fmt: skip

    @property
    def tekenaar(self) -> BestandsOndertekenaar:
        paar = self.sleutels[Doel.ONDERTEKENING]
        return BestandsOndertekenaar.uit_pem(paar.sleutel_pem, paar.pem)

    @property
    def ontsleutelaar(self) -> BestandsOntsleutelaar:
        paar = self.sleutels[Doel.VERSLEUTELING]
        return BestandsOntsleutelaar.uit_pem(paar.sleutel_pem, paar.pem)

    def als(self, code: str, endpoint: str) -> Partijbestand:
        """Een bestand waarin hij deze partij is, met zijn eigen sleutels en zijn eigen adres."""
        certificaten = {
            doel.value: [Certificaat.uit_pem(paar.pem)] for doel, paar in self.sleutels.items()
        }
        nu = datetime.now(UTC)
        velden = {
            "code": code, "oin": OIN, "naam": code, "actief": True, "dpia": nu.date().isoformat(),
            "endpoint": endpoint, "getuige": None,
        }  # fmt: skip
        return vul_aan(LEEG, velden, certificaten, self.tekenaar, nu)

    def erachter(self, code: str, **anders: Any) -> Partijbestand:
        """Wat de partij zelf zei, met een document erachter dat hij ondertekende."""
        echt = self.bestand(code)
        laatste = lees_partijdocument(echt.keten[-1].inhoud)
        velden = {
            "code": code, "oin": laatste.oin, "naam": laatste.naam, "actief": laatste.actief,
            "dpia": None if laatste.dpia is None else laatste.dpia.isoformat(),
            "endpoint": laatste.endpoint, "getuige": laatste.getuige, **anders,
        }  # fmt: skip
        certificaten = {
            rol: [echt.certificaten[naam] for naam in namen]
            for rol, namen in laatste.certificaten.per_rol().items()
        }
        nu = max(datetime.now(UTC), laatste.tijdstip + timedelta(seconds=1))
        return vul_aan(echt, velden, certificaten, self.tekenaar, nu)

    # --- de databank van de gateway ---------------------------------------------------------------

    def bestand(self, code: str) -> Partijbestand:
        """Wat de gateway nu van een partij heeft."""
        return self._in_databank(lambda verbinding: Partijregister(verbinding).alle()[code].bestand)

    def zet(self, code: str, bestand: Partijbestand) -> None:
        """Zet dit neer als wat de partij zei; de gateway gebruikt het vanaf haar volgende vraag."""
        partij = Partij(lees_partijdocument(bestand.keten[-1].inhoud), bestand)

        def wijzig(verbinding: Connection) -> None:
            for rij in (PartijdocumentRij, CertificaatRij):
                verbinding.execute(delete(rij).where(rij.partij == code))
            Partijregister(verbinding).bewaar(partij, datetime.now(UTC))
            Convenantregister(verbinding).vernieuw_stand()

        self._in_databank(wijzig)

    @contextmanager
    def vervangen(self, **bestanden: Partijbestand) -> Iterator[None]:
        """Zolang dit duurt liegt de gateway over deze partijen."""
        echt = {code: self.bestand(code) for code in bestanden}
        for code, bestand in bestanden.items():
            self.zet(code, bestand)
        try:
            yield
        finally:
            for code, bestand in echt.items():
                self.zet(code, bestand)

    def _in_databank(self, doe: Callable[[Connection], _T]) -> _T:
        engine = maak_engine(f"sqlite:///{self.wereld.omgeving.paden.databank('gateway')}")
        try:
            with engine.begin() as verbinding:
                return doe(verbinding)
        finally:
            engine.dispose()

    # --- waar hij laat afleveren ------------------------------------------------------------------

    @contextmanager
    def luistert(self) -> Iterator[str]:
        """Een adres van hem waar de gateway kan afleveren; hij tekent braaf voor ontvangst."""
        paar = self.sleutels[Doel.TRANSPORT]
        pad = self.map / "indringer.pem"
        pad.write_bytes(paar.pem + paar.sleutel_pem)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(pad)
        server = ThreadingHTTPServer(("127.0.0.1", 0), self._afhandeling())
        server.daemon_threads = True
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"https://localhost:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()

    def _afhandeling(self) -> type[BaseHTTPRequestHandler]:
        indringer = self

        class Afhandeling(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if not self.path.endswith("/ontvangsten"):
                    self.send_error(404)
                    return
                bericht = json.loads(body)
                indringer.afgeleverd.append(bericht)
                ontvangst = Ontvangst(
                    bericht["kop"]["id"], self.headers["Digest"], "aanvaard", None,
                    datetime.now(UTC),
                )  # fmt: skip
                tekst, handtekening = maak_ontvangst(indringer.tekenaar, ontvangst)
                inhoud = tekst.encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(inhoud)))
                self.send_header("Payload-Signature", handtekening)
                self.end_headers()
                self.wfile.write(inhoud)

            def log_message(self, format: str, *args: object) -> None:
                """Stil."""

        return Afhandeling
