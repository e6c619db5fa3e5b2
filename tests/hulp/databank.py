"""Soorten die meer dan een test noemt."""

from __future__ import annotations

from collections.abc import Callable

NieuweDatabank = Callable[[str], str]
"""Geef een naam, krijg de url van een nieuwe, lege databank."""
