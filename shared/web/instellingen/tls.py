"""TLS contexts of this process (Digikoppeling 3.0.1): 1.2 at least, forward secrecy only."""

import ssl

from shared.web.instellingen.instellingen import Instellingen
from shared.web.instellingen.tabellen import Transport

# TLS 1.2 alleen met ECDHE en AEAD; de suites van TLS 1.3 zijn altijd PFS.
PFS_SUITES = (
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:"
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256"
)


def servercontext(tls: Transport) -> ssl.SSLContext:
    """For the listening side: a client certificate is asked for, and must chain to the bundle.

    Asked, not demanded: people come with a token and without a certificate. A certificate that
    does not chain ends the handshake.
    """
    context = _context(ssl.PROTOCOL_TLS_SERVER, tls)
    context.verify_mode = ssl.CERT_OPTIONAL
    context.set_alpn_protocols(["http/1.1"])
    context.options |= ssl.OP_NO_RENEGOTIATION | ssl.OP_CIPHER_SERVER_PREFERENCE
    return context


def clientcontext(instellingen: Instellingen) -> ssl.SSLContext:
    """For calls to peers: our certificate, their name checked, only the bundle's roots."""
    context = _context(ssl.PROTOCOL_TLS_CLIENT, instellingen.tls)
    context.check_hostname = True
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def _context(soort: int, tls: Transport) -> ssl.SSLContext:
    context = ssl.SSLContext(soort)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_COMPRESSION
    context.set_ciphers(PFS_SUITES)
    context.load_cert_chain(tls.certificaat, tls.sleutel)
    context.load_verify_locations(cafile=tls.vertrouwen)
    return context
