"""Sleutels uit de proef-PKI, één keer gelezen: een RSA-sleutel laden duurt langer dan een test."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from deploy.pki import Pki
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar, BestandsOntsleutelaar


def ondertekenaar(pki: Pki, code: str) -> BestandsOndertekenaar:
    """Waarmee deze deelnemer tekent."""
    paar = pki.deelnemers[code].ondertekening
    return _ondertekenaar(paar.sleutel, paar.certificaat)


def ontsleutelaar(pki: Pki, code: str) -> BestandsOntsleutelaar:
    """Waarmee deze partij haar inhoud opent."""
    paar = pki.deelnemers[code].versleuteling
    assert paar is not None
    return _ontsleutelaar(paar.sleutel, paar.certificaat)


@lru_cache
def _ondertekenaar(sleutel: Path, certificaat: Path) -> BestandsOndertekenaar:
    return BestandsOndertekenaar.uit_pem(sleutel.read_bytes(), certificaat.read_bytes())


@lru_cache
def _ontsleutelaar(sleutel: Path, certificaat: Path) -> BestandsOntsleutelaar:
    return BestandsOntsleutelaar.uit_pem(sleutel.read_bytes(), certificaat.read_bytes())
