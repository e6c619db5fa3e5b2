"""Een zelf gestarte omgeving, beschreven zoals deze suite haar wil: adressen en paden."""

from __future__ import annotations

from typing import Any

from deploy.configuratie import log_vkey
from deploy.inrichting import Inrichting
from deploy.omgeving import Omgeving
from deploy.pki import Sleutelpaar


def beschrijf(omgeving: Omgeving, inrichting: Inrichting) -> dict[str, Any]:
    """The JSON that `Doel.lees` reads."""
    lokaal, pki = omgeving.lokaal, omgeving.pki
    partijen = {}
    for deel in lokaal.partijen:
        paden = pki.deelnemers[deel.code]
        assert paden.versleuteling is not None
        partijen[deel.code] = {
            "oin": deel.oin,
            "transport": _paden(paden.transport),
            "ondertekening": _paden(paden.ondertekening),
            "versleuteling": str(paden.versleuteling.certificaat),
            "medewerkers": {
                account.functie: inrichting.autorisaties[account.sub]
                for account in reversed(lokaal.accounts)
                if account.partij == deel.code
            },
        }
    return {
        "gateway": lokaal.gateway.url,
        "diensten": {deel.code: deel.url for deel in lokaal.partijen},
        "vertrouwen": str(pki.vertrouwen),
        "logVkey": log_vkey(lokaal, pki),
        "partijen": partijen,
    }


def _paden(paar: Sleutelpaar) -> list[str]:
    return [str(paar.certificaat), str(paar.sleutel)]
