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
from shared.bericht.inhoud import InhoudOnderdeel, stel_inhoud_op
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import Kop
from shared.tijd.kenmerk import uuid7
from shared.verzenden.samenstellen.samenstelling import Afzender, stel_kop_op


def bsn(spel: Spel, verzoek: str) -> list[int]:
    """Send a BSN with the politie's own keys; returns the gates that closed."""
    onderdeel = {**_onderdeel(spel), "gegevenssoort": "BSN", "grondslag": "WPG16_1_B_2"}
    afweging = {**AFWEGING, "zwaarwegendAlgemeenBelang": None, "motivering": None}
    kop = _kop(spel, "verstrekking", onderdeel, in_reactie_op=verzoek, doel="D1", afweging=afweging)
    return _stuur(spel, kop, "Hetzelfde, maar buiten de dienst om naar de gateway")


def kind_als_verbetering(spel: Spel, bericht: str, persoon: str) -> list[int]:
    """That the person who is first in this message is a child of eleven."""
    betrokkene = next(b for b, p in spel.leden(ANALIST).items() if p == persoon)
    onderdeel = {
        **_onderdeel(spel),
        "betrokkene": betrokkene,
        "leeftijdsklasse": "0-11",
        "grondslag": None,
        "vervangt": 0,
    }
    kop = _kop(spel, "correctie", onderdeel, in_reactie_op=bericht)
    return _stuur(spel, kop, "Een kind van elf, buiten de dienst om vermomd als verbetering")


def _stuur(spel: Spel, kop: Kop, wat: str) -> list[int]:
    (onderdeel,) = kop.onderdelen
    deel = InhoudOnderdeel(onderdeel.betrokkene, onderdeel.gegevenssoort, {})
    inhoud = stel_inhoud_op([deel], "Voor de zekerheid." if kop.afweging else None)
    with Partijsysteem(spel.omgeving.lokaal, spel.omgeving.pki, ANALIST.partij) as systeem:
        antwoord = systeem.stuur(inhoud.bind(kop, {}).als_json(), inhoud)
    return spel.verteller.geweigerd_door(ANALIST.partij, wat, Geweigerd(antwoord))


def _onderdeel(spel: Spel) -> dict[str, Any]:
    """About the first member of the file of the politie."""
    return {
        "betrokkene": next(iter(spel.leden(ANALIST))),
        "categorie": 1,
        "leeftijdsklasse": "16-17",
        "kind": None,
        "gegevenssoort": "NAW",
        "grondslag": "WPG16_1_B_2",
        "herkomst": "eigen",
        "bijzonder": False,
        "aard": "feit",
        "derdenVerwijderd": True,
        "kenmerken": None,
        "informatie": None,
    }


def _kop(
    spel: Spel,
    soort: str,
    onderdeel: Mapping[str, Any],
    **leden: Any,  # noqa: ANN401 leden van de kop
) -> Kop:
    nu = datetime.now(UTC)
    return stel_kop_op(
        Afzender(ANALIST.partij, standaard_convenant(), spel.autorisatie(ANALIST), nu),
        uuid7(nu),
        soort=soort,
        ontvanger=REGISSEUR.partij,
        ontvangende_medewerker=spel.autorisatie(REGISSEUR),
        groep=spel.groep,
        stap=2,
        onderdelen=[onderdeel],
        **leden,
    )
