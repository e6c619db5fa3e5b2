"""An integrator's own system: a signed message straight to the gateway, around the service.

The gateway decides on the message, not on who composed it; so going around the service gains
nothing.
"""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from typing import Any

import httpx

from deploy.demo.spel import ANALIST, REGISSEUR, DemoMislukt, Spel
from deploy.klant import Geweigerd
from shared.bericht.bericht import maak_bericht
from shared.bericht.certificaten import Certificaat
from shared.bericht.identiteit import uuid7
from shared.bericht.inhoud import InhoudOnderdeel, kop_met_inhoud, stel_inhoud_op
from shared.bericht.sleutels import BestandsOndertekenaar
from shared.bericht.tijd import utc_tekst


def stuur_buiten_de_dienst_om(spel: Spel, verzoek: str) -> list[int]:
    """Send a BSN to the gateway with the politie's own keys; returns the gates that closed."""
    nu = datetime.now(UTC)
    betrokkene = next(iter(spel.leden(ANALIST)))
    inhoud = stel_inhoud_op(
        [InhoudOnderdeel(betrokkene, "BSN", {"waarde": "(geen echt nummer)"})], "Voor de zekerheid."
    )
    kop = kop_met_inhoud(_kop(spel, verzoek, betrokkene, nu), inhoud)
    paden = spel.omgeving.pki.deelnemers
    eigen, ander = paden["politie"], paden["gemeente"]
    if ander.versleuteling is None:
        raise DemoMislukt("De gemeente heeft geen versleutelingscertificaat.")
    bericht = maak_bericht(
        kop,
        inhoud,
        BestandsOndertekenaar.uit_pem(
            eigen.ondertekening.sleutel.read_bytes(), eigen.ondertekening.certificaat.read_bytes()
        ),
        Certificaat.uit_pem(ander.versleuteling.certificaat.read_bytes()),
        nu,
    )
    context = ssl.create_default_context(cafile=str(spel.omgeving.pki.vertrouwen))
    context.load_cert_chain(eigen.transport.certificaat, eigen.transport.sleutel)
    antwoord = httpx.post(
        f"{spel.omgeving.lokaal.gateway.url}/v1/berichten",
        content=bericht.body,
        headers=dict(bericht.koppen),
        verify=context,
        trust_env=False,
    )
    return spel.verteller.geweigerd_door(
        "politie", "Hetzelfde, maar buiten de dienst om naar de gateway", Geweigerd(antwoord)
    )


def _kop(spel: Spel, verzoek: str, betrokkene: str, nu: datetime) -> dict[str, Any]:
    return {
        "versie": "1",
        "id": uuid7(nu),
        "tijdstip": utc_tekst(nu),
        "convenant": spel.omgeving.lokaal.convenant,
        "soort": "verstrekking",
        "afzender": ANALIST.partij,
        "ontvanger": REGISSEUR.partij,
        "medewerker": spel.autorisatie(ANALIST),
        "ontvangendeMedewerker": spel.autorisatie(REGISSEUR),
        "groep": spel.groep,
        "stap": 2,
        "doel": "D1",
        "kanaal": "koppelvlak",
        "overleg": None,
        "onderdelen": [
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
        "afweging": {
            "noodzaak": True,
            "proportionaliteit": True,
            "subsidiariteit": True,
            "zwaarwegendAlgemeenBelang": None,
            "motivering": "wordt-bij-het-verzegelen-ingevuld",
        },
        "inReactieOp": verzoek,
        "inhoudCommitment": None,
    }
