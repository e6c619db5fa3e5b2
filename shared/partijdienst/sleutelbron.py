"""Which key source a party's settings name: a file of its own, or a service (decision 0053)."""

from __future__ import annotations

from shared.kluis.bestand import BestandsSleutelbron
from shared.kluis.sleutelbron import Sleutelbron
from shared.kluis.transit import TransitSleutelbron, Transittoegang
from shared.web.instellingen.tabellen import Kluis


def maak_sleutelbron(kluis: Kluis, *, test_toegestaan: bool) -> Sleutelbron:
    """Faults: ``OngeldigeSleutelbron``; a key for tests only where that is allowed."""
    dienst = kluis.sleuteldienst
    if dienst is not None:
        paar = None
        if dienst.certificaat is not None and dienst.sleutel is not None:
            paar = (dienst.certificaat, dienst.sleutel)
        return TransitSleutelbron(
            Transittoegang(
                url=dienst.url,
                mount=dienst.mount,
                voorvoegsel=dienst.voorvoegsel,
                token=dienst.token,
                vertrouwen=dienst.vertrouwen,
                paar=paar,
                wachttijd_seconden=dienst.wachttijd_seconden,
            )
        )
    assert kluis.hoofdsleutel is not None  # noqa: S101 - for the type checker: one of the two
    return BestandsSleutelbron(kluis.hoofdsleutel, test_toegestaan=test_toegestaan)
