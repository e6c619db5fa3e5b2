"""Whose signatures this process trusts, by its settings."""

from __future__ import annotations

from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.web.aanmelding.intrekkingen import intrekkingen_van
from shared.web.instellingen.instellingen import Instellingen


def vertrouwenslijst_van(instellingen: Instellingen) -> Vertrouwenslijst:
    """What signatures are trusted by: the bundle's roots, and what their CAs took back."""
    tls = instellingen.tls
    return Vertrouwenslijst.uit_pem(
        tls.vertrouwen.read_bytes(), intrekkingen_van(tls, streng=instellingen.productie)
    )
