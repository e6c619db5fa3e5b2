"""Wat alleen de tests van het log nodig hebben."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.bewijsbundel.controle import Vertrouwd, verifieer_bundel
from shared.bewijsbundel.rapport import Bundelrapport
from tests.unit.bewijsbundel.proefbundel import Proefbundel


@pytest.fixture(scope="session")
def eigen_wortel() -> Vertrouwenslijst:
    """Een vertrouwenslijst met een wortel waar geen enkele partij onder valt."""
    sleutel = ec.generate_private_key(ec.SECP256R1())
    naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Vreemde proefwortel")])
    wortel = (
        x509.CertificateBuilder()
        .subject_name(naam)
        .issuer_name(naam)
        .public_key(sleutel.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2036, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(sleutel, hashes.SHA256())
    )
    return Vertrouwenslijst.uit_pem(wortel.public_bytes(Encoding.PEM))


@pytest.fixture
def controleer(tmp_path: Path) -> Any:
    """Schrijf een bundel van deze bladen, en controleer haar."""

    def doe(
        *bladen: bytes, nummers: Sequence[int] | None = None, **vertrouwd: Any
    ) -> Bundelrapport:
        pad = Proefbundel(bladen=bladen, nummers=nummers).schrijf(tmp_path / "b.zip")
        return verifieer_bundel(pad, Vertrouwd(**vertrouwd))

    return doe
