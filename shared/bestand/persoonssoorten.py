"""Of which kind of data each field of a person is: the covenant says."""

from __future__ import annotations

from collections.abc import Collection

from shared.convenant.begrippen import Convenantregels


def soort_per_veld(regels: Convenantregels) -> dict[str, str]:
    """Every field of a person with the kind of data it is."""
    return {
        veld: code
        for code, soort in regels.gegevenssoorten.items()
        if soort.persoonsvelden
        for veld in soort.vorm
    }


def velden_van(soorten: Collection[str], regels: Convenantregels) -> frozenset[str]:
    """The fields of a person that are one of these kinds."""
    return frozenset(veld for veld, soort in soort_per_veld(regels).items() if soort in soorten)
