"""Shapes and examples of the answers about sending."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import Field

from shared.partij import voorbeelden
from shared.partij.herstellen import opnieuw_van
from shared.partij.modelbasis import Uitvoermodel
from shared.partij.uitwisseling_modellen import UitgaandRij
from shared.partij.verstrekken import Voorbeeld

VOORBEELD_BERICHT = "0193aaaa-0000-7000-8000-000000000900"
VOORBEELD_GROEP = "0193aaaa-0000-7000-8000-000000000001"
_MOMENT = "2026-11-23T12:00:00Z"
_PERSOON = "0193aaaa-0000-7000-8000-0000000000a1"
_BETROKKENE = "5f0c9d1e-3f55-4b3e-9a53-0c8f4f2b7a10"

VOORBEELD_OPDRACHT: dict[str, Any] = {
    "soort": "verstrekking",
    "ontvanger": voorbeelden.ONTVANGER,
    "ontvangendeMedewerker": "0193aaaa-0000-7000-8000-000000000012",
    "groep": VOORBEELD_GROEP,
    "stap": 2,
    "doel": "D1",
    "kanaal": "koppelvlak",
    "inReactieOp": "0193aaaa-0000-7000-8000-000000000002",
    "afweging": {
        "noodzaak": True,
        "proportionaliteit": True,
        "subsidiariteit": True,
        "motivering": "Nodig om de groep in beeld te brengen.",
    },
    "onderdelen": [
        {"persoon": _PERSOON, "gegevenssoort": "GEBOORTEDATUM", "grondslag": voorbeelden.GRONDSLAG}
    ],
}
VOORBEELD_KOP: dict[str, Any] = {
    "versie": "1",
    "id": VOORBEELD_BERICHT,
    "tijdstip": _MOMENT,
    "convenant": "rotterdam-groepsaanpak-2019",
    "soort": "verstrekking",
    "afzender": voorbeelden.AFZENDER,
    "ontvanger": voorbeelden.ONTVANGER,
    "medewerker": "0193aaaa-0000-7000-8000-000000000011",
    "ontvangendeMedewerker": "0193aaaa-0000-7000-8000-000000000012",
    "groep": VOORBEELD_GROEP,
    "stap": 2,
    "doel": "D1",
    "kanaal": "koppelvlak",
    "overleg": None,
    "onderdelen": [],
    "afweging": None,
    "inReactieOp": None,
    "inhoudCommitment": None,
}
VOORBEELD_BESLUIT: dict[str, Any] = {
    "besluit": "toegestaan",
    "redenen": [],
    "grondslagen": [
        {
            "onderdeel": 0,
            "grondslag": voorbeelden.GRONDSLAG,
            "convenant": voorbeelden.CONVENANT,
            "wet": voorbeelden.WET,
            "interpretatie": "B1",
        }
    ],
    "plichten": [{"code": "LOGGEN", "uiterlijk": None}],
}
VOORBEELD_STAND: dict[str, Any] = {
    "id": VOORBEELD_BERICHT,
    "soort": "verstrekking",
    "ontvanger": voorbeelden.ONTVANGER,
    "groep": VOORBEELD_GROEP,
    "medewerker": "0193aaaa-0000-7000-8000-000000000011",
    "inReactieOp": None,
    "opnieuwVan": None,
    "status": "afgeleverd",
    "pogingen": 1,
    "volgendePoging": None,
    "laatsteFout": None,
    "besluit": VOORBEELD_BESLUIT,
    "bladnummer": 41,
    "ontvangst": {"inhoud": '{"status": "aanvaard"}', "handtekening": "eyJhbGciOiJQUzI1NiJ9..c2ln"},
    "gemaaktOp": _MOMENT,
    "bijgewerktOp": _MOMENT,
}
VOORBEELD_INHOUD: dict[str, Any] = {
    "kop": VOORBEELD_KOP,
    "onderdelen": [
        {
            "volgnummer": 0,
            "persoon": _PERSOON,
            "betrokkene": _BETROKKENE,
            "gegevenssoort": "GEBOORTEDATUM",
            "gegeven": None,
            "gegevens": {"geboortedatum": "2010-02-03"},
        }
    ],
    "motivering": "Nodig om de groep in beeld te brengen.",
}
VOORBEELD_VOORBEELD: dict[str, Any] = {
    **VOORBEELD_INHOUD,
    "magWeg": True,
    "besluit": VOORBEELD_BESLUIT,
    "toestand": {"nu": _MOMENT},
}


class OnderdeelUit(Uitvoermodel):
    """One onderdeel in clear, for the own official."""

    volgnummer: int
    persoon: str
    betrokkene: str = Field(description="Het pseudoniem in deze groep.")
    gegevenssoort: str
    gegeven: str | None
    gegevens: dict[str, Any] = Field(description="Precies wat de ontvanger krijgt.")


class InhoudUit(Uitvoermodel):
    """A message in clear."""

    kop: dict[str, Any] = Field(description="De kop zoals de gateway die ziet.")
    onderdelen: list[OnderdeelUit]
    motivering: str | None


class VoorbeeldUit(InhoudUit):
    """What would leave, and the decision about it at this moment."""

    mag_weg: bool = Field(description="Of alle poorten open staan.")
    besluit: dict[str, Any] = Field(description="Alle redenen, grondslagen en plichten.")
    toestand: dict[str, Any] = Field(description="Waarop getoetst is.")


class OntvangstUit(Uitvoermodel):
    """The receiver's signed receipt."""

    inhoud: str = Field(description="De letterlijke tekst die de ontvanger ondertekende.")
    handtekening: str


class VerzendingUit(Uitvoermodel):
    """Where a message stands."""

    id: str
    soort: str
    ontvanger: str
    groep: str | None
    medewerker: str | None
    in_reactie_op: str | None
    opnieuw_van: str | None = Field(
        description="Het bericht dat niet aankwam en waarvoor dit opnieuw is samengesteld."
    )
    status: str = Field(
        description="wachtend, onderweg, bewijs_onvoldoende, afgeleverd, geweigerd of dood."
    )
    pogingen: int
    volgende_poging: datetime | None
    laatste_fout: str | None
    besluit: dict[str, Any] | None
    bladnummer: int | None = Field(description="Waar het besluit in het logboek staat.")
    ontvangst: OntvangstUit | None
    gemaakt_op: datetime
    bijgewerkt_op: datetime


class VerzendingenUit(Uitvoermodel):
    """A page of messages."""

    verstrekkingen: list[VerzendingUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


def verzending_uit(rij: UitgaandRij) -> VerzendingUit:
    """From row to answer; content stays sealed."""
    ontvangst = (rij.antwoord or {}).get("ontvangst")
    return VerzendingUit(
        id=rij.bericht_id,
        soort=rij.soort,
        ontvanger=rij.ontvanger,
        groep=rij.groep,
        medewerker=rij.medewerker,
        in_reactie_op=rij.in_reactie_op,
        opnieuw_van=opnieuw_van(rij),
        status=rij.status,
        pogingen=rij.pogingen,
        volgende_poging=rij.volgende_poging,
        laatste_fout=rij.laatste_fout,
        besluit=rij.besluit,
        bladnummer=rij.bladnummer,
        ontvangst=None if ontvangst is None else OntvangstUit.model_validate(ontvangst),
        gemaakt_op=rij.gemaakt_op,
        bijgewerkt_op=rij.bijgewerkt_op,
    )


def voorbeeld_uit(voorbeeld: Voorbeeld) -> VoorbeeldUit:
    """From what was composed to what is shown."""
    samenstelling = voorbeeld.samenstelling
    return VoorbeeldUit(
        kop=dict(samenstelling.kop),
        onderdelen=onderdelen_uit(samenstelling.delen),
        motivering=samenstelling.motivering,
        mag_weg=voorbeeld.mag_weg,
        besluit=dict(voorbeeld.besluit),
        toestand=dict(voorbeeld.toestand),
    )


def onderdelen_uit(delen: Iterable[Any]) -> list[OnderdeelUit]:
    """The content of a message, part by part."""
    return [
        OnderdeelUit(
            volgnummer=nummer,
            persoon=deel.persoon_id,
            betrokkene=deel.betrokkene,
            gegevenssoort=deel.gegevenssoort,
            gegeven=deel.gegeven_id,
            gegevens=dict(deel.gegevens),
        )
        for nummer, deel in enumerate(delen)
    ]
