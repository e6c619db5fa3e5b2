"""Sleutels van een partij onder één wortel, in het geheugen: om documenten mee te tekenen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, rsa

from deploy.uitgifte import Doel, Houder, Termijn, Uitgegeven, geef_uit, maak_wortel
from shared.bericht.partijen.partijbestand import LEEG, Partijbestand, vul_aan
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar

NU = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TERMIJN = Termijn(NU - timedelta(days=30), NU + timedelta(days=300))
OIN_POLITIE, OIN_AANVALLER = "00000099000000002000", "00000099000000666000"


@cache
def wortel() -> Uitgegeven:
    """De ene CA: ook wie aanvalt, kreeg daar een certificaat."""
    return maak_wortel(TERMIJN)


@cache
def vertrouwen() -> Vertrouwenslijst:
    """Wie deze CA vertrouwt."""
    return Vertrouwenslijst.uit_pem(wortel().pem)


@dataclass(frozen=True)
class Sleutelbos:
    """De drie sleutels van een organisatie."""

    tekenaar: BestandsOndertekenaar
    certificaten: Mapping[str, Sequence[Certificaat]]


@cache
def sleutelbos(oin: str, naam: str = "eerste") -> Sleutelbos:
    """Een nieuwe set sleutels van de organisatie met dit OIN, onder een naam."""
    houder = Houder("proef", f"Organisatie {oin}", oin)
    certificaten = {}
    for doel in Doel:
        sleutel = (
            rsa.generate_private_key(65537, 2048)
            if doel is Doel.VERSLEUTELING
            else ec.generate_private_key(ec.SECP256R1())
        )
        eigen = geef_uit(wortel(), houder, doel, sleutel, TERMIJN)
        certificaten[doel.value] = [Certificaat.uit_pem(eigen.pem)]
        if doel is Doel.ONDERTEKENING:
            tekenaar = BestandsOndertekenaar.uit_pem(eigen.sleutel_pem, eigen.pem)
    return Sleutelbos(tekenaar, certificaten)


@dataclass
class Partijdossier:
    """Wat een partij over zichzelf tekende; `zeg` voegt er een document aan toe."""

    code: str = "politie"
    oin: str = OIN_POLITIE
    bestand: Partijbestand = LEEG
    velden: dict[str, Any] = field(default_factory=dict)

    def zeg(
        self, tekent: Sleutelbos | None = None, met: Sleutelbos | None = None, **anders: Any
    ) -> Partijdossier:
        """Een document erbij: `tekent` zet de handtekening, `met` zijn de genoemde sleutels."""
        bos = sleutelbos(self.oin)
        self.velden = {
            "code": self.code, "oin": self.oin, "naam": "Proefpartij", "actief": True,
            "dpia": "2026-10-01", "endpoint": "https://politie.example", "getuige": None,
            **self.velden, **anders,
        }  # fmt: skip
        moment = NU + timedelta(seconds=len(self.bestand.keten))
        certificaten = {rol: list(van_rol) for rol, van_rol in (met or bos).certificaten.items()}
        ondertekenaar = (tekent or bos).tekenaar
        self.bestand = vul_aan(self.bestand, self.velden, certificaten, ondertekenaar, moment)
        return self
