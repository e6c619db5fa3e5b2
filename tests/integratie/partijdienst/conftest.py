"""Dezelfde uitgever en certificaten als bij de andere proeven van een partij."""

from tests.integratie.partij.conftest import pki, uitgever

__all__ = ["pki", "uitgever"]
