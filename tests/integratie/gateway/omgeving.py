"""De instellingen van een proefgateway en haar partijenbestand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from deploy.pki import Pki
from shared.bericht.partijen.partijbestand import LEEG, lees_partijbestand, schrijf_partijbestand
from shared.logboek.notitie import Notitiesleutel, Verificatiesleutel
from shared.web.instellingen.instellingen import Instellingen
from tests.hulp.partijdocumenten import documenten_van
from tests.hulp.verwerkingen import verwerkingenlog
from tests.integratie.gateway.gegevens import MEDEWERKERS

LOGNAAM = "driehoek.example/proef"


def schrijf_partijen(
    pki: Pki, doel: Path, codes: Iterable[str] = MEDEWERKERS, **anders: Mapping[str, Any]
) -> Path:
    """Het partijenbestand, met wat elke partij over zichzelf tekende naast het bestand.

    `anders` wijzigt per partij een lid van het bestand (`code`, `oin`, `document`) of van haar
    document; wat er al stond krijgt dan een document erbij.
    """
    blokken = []
    for code in codes:
        gewijzigd = dict(anders.get(code, {}))
        pad = doel.parent / f"{code}.partij.json"
        bestand = lees_partijbestand(pad.read_bytes()) if pad.exists() else LEEG
        leden = {naam: gewijzigd.pop(naam) for naam in ("code", "oin") if naam in gewijzigd}
        velden = {
            "code": code,
            "oin": pki.deelnemers[code].deelnemer.oin,
            "document": str(pad),
            **leden,
        }
        pad.write_bytes(schrijf_partijbestand(documenten_van(pki, code, bestand, **gewijzigd)))
        regels = [f"{naam} = {json.dumps(waarde)}" for naam, waarde in velden.items()]
        blokken.append("\n".join(["[[partij]]", *regels]))
    doel.write_text("\n\n".join(blokken) + "\n", encoding="utf-8")
    return doel


def maak_instellingen(pki: Pki, map_: Path, url: str, **anders: Any) -> Instellingen:
    """De instellingen van een gateway op deze databank."""
    eigen = pki.deelnemers["gateway"]
    return Instellingen.model_validate(
        {
            "omgeving": "ontwikkeling",
            "onderdeel": "gateway",
            "server": {"poort": 0, "publieke_url": "https://gateway.example/v1"},
            "tls": {
                "certificaat": eigen.transport.certificaat,
                "sleutel": eigen.transport.sleutel,
                "vertrouwen": pki.vertrouwen,
            },
            "ondertekening": {
                "certificaat": eigen.ondertekening.certificaat,
                "sleutel": eigen.ondertekening.sleutel,
            },
            "database": {"url": url},
            "verwerkingenlog": verwerkingenlog(map_, "gateway"),
            "log": {"naam": LOGNAAM, "sleutel": pki.logsleutel},
            "register": {"partijen": map_ / "partijen.toml"},
            **anders,
        }
    )


def transportcertificaten(pki: Pki) -> dict[str, str]:
    """PEM van het transportcertificaat per deelnemer."""
    return {code: paden.transport.certificaat.read_text() for code, paden in pki.deelnemers.items()}


def log_verificatiesleutel(pki: Pki) -> Verificatiesleutel:
    """Waarmee een buitenstaander de checkpoints van deze gateway controleert."""
    sleutel = load_pem_private_key(pki.logsleutel.read_bytes(), password=None)
    assert isinstance(sleutel, Ed25519PrivateKey)
    return Notitiesleutel(LOGNAAM, sleutel).verificatiesleutel
