"""An integrator's own system: a signed message straight to the gateway, around the service.

The gateway decides on the message, not on who composed it; so going around the service gains
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from deploy.demo.spel import AFWEGING, ANALIST, REGISSEUR, Spel
from deploy.klant import Geweigerd
from deploy.partijsysteem import Partijsysteem
from shared.bericht.identiteit import uuid7
from shared.bericht.inhoud import InhoudOnderdeel, kop_met_inhoud, stel_inhoud_op
from shared.convenant.regels import standaard_convenant
from shared.partij.samenstelling import Afzender, stel_kop_op


def stuur_buiten_de_dienst_om(spel: Spel, verzoek: str) -> list[int]:
    """Send a BSN to the gateway with the politie's own keys; returns the gates that closed."""
    betrokkene = next(iter(spel.leden(ANALIST)))
    inhoud = stel_inhoud_op([InhoudOnderdeel(betrokkene, "BSN", {})], "Voor de zekerheid.")
    kop = kop_met_inhoud(_kop(spel, verzoek, betrokkene), inhoud, {})
    with Partijsysteem(spel.omgeving.lokaal, spel.omgeving.pki, ANALIST.partij) as systeem:
        antwoord = systeem.stuur(kop, inhoud)
    return spel.verteller.geweigerd_door(
        "politie", "Hetzelfde, maar buiten de dienst om naar de gateway", Geweigerd(antwoord)
    )


def _kop(spel: Spel, verzoek: str, betrokkene: str) -> Mapping[str, Any]:
    nu = datetime.now(UTC)
    afzender = Afzender(ANALIST.partij, standaard_convenant(), spel.autorisatie(ANALIST), nu)
    return stel_kop_op(
        afzender,
        uuid7(nu),
        soort="verstrekking",
        ontvanger=REGISSEUR.partij,
        ontvangende_medewerker=spel.autorisatie(REGISSEUR),
        groep=spel.groep,
        stap=2,
        doel="D1",
        onderdelen=[
            {
                "betrokkene": betrokkene,
                "categorie": 1,
                "leeftijdsklasse": "16-17",
                "kind": None,
                "gegevenssoort": "BSN",
                "grondslag": "WPG16_1_B_2",
                "herkomst": "eigen",
                "bijzonder": False,
                "aard": "feit",
                "derdenVerwijderd": True,
                "kenmerken": None,
                "informatie": None,
            }
        ],
        afweging={**AFWEGING, "zwaarwegendAlgemeenBelang": None, "motivering": None},
        in_reactie_op=verzoek,
    )
