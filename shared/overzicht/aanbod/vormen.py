"""Shapes on the wire: what there is of each person, and what of it may go."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from shared.convenant.begrippen import Convenantregels
from shared.overzicht.aanbod.dienst import Item, Persoonsaanbod, Soortaanbod
from shared.partij.web import voorbeelden
from shared.partij.web.redenvorm import OorzaakUit, oorzaak_uit
from shared.partij.web.vormen import Invoermodel, Kenmerk, Partijcode, Uitvoermodel

MAX_PERSONEN = 160
"""As many as a list of names holds: the page for giving asks about the whole group at once."""
_GROEP = "0193aaaa-0000-7000-8000-000000000001"
_PERSOON = "0193aaaa-0000-7000-8000-0000000000a1"
VOORBEELD_VRAAG: dict[str, Any] = {
    "groep": _GROEP,
    "ontvanger": voorbeelden.ONTVANGER,
    "personen": [_PERSOON],
}
VOORBEELD: dict[str, Any] = {
    "groep": _GROEP,
    "ontvanger": voorbeelden.ONTVANGER,
    "personen": [
        {
            "persoon": _PERSOON,
            "betrokkene": "5f0c9d1e-3f55-4b3e-9a53-0c8f4f2b7a10",
            "categorie": 1,
            "soorten": [
                {
                    "gegevenssoort": voorbeelden.GEGEVENSSOORT,
                    "titel": "naam, adres en woonplaats",
                    "aantal": 1,
                    "mag": 1,
                    "ontvangen": 0,
                    "gegevens": [
                        {
                            "gegeven": None,
                            "mag": True,
                            "kanalen": [voorbeelden.KANAAL],
                            "gronden": [voorbeelden.GRONDSLAG],
                            "doelen": [voorbeelden.DOEL],
                            "redenen": [],
                            "beletsel": None,
                            "eigenMotivering": False,
                        }
                    ],
                }
            ],
        }
    ],
}


class Mogelijkhedenvraag(Invoermodel):
    """Of whom, and to whom."""

    groep: Kenmerk
    ontvanger: Partijcode
    personen: Annotated[list[Kenmerk], Field(min_length=1, max_length=MAX_PERSONEN)] = Field(
        description="Leden van de groep in het eigen bestand."
    )


class EigenGegevenUit(Uitvoermodel):
    """One own datum."""

    gegeven: str | None = Field(description="Het kenmerk; leeg bij wat een persoon een keer heeft.")
    mag: bool = Field(description="Of het nu mag, als u kiest en verklaart wat erbij hoort.")
    kanalen: list[str] = Field(description="Langs welke kanalen.")
    gronden: list[str] = Field(description="Op welke gronden; noem er een.")
    doelen: list[str] = Field(description="Voor welke doelen; noem er een.")
    redenen: list[OorzaakUit] = Field(description="Waarom niet, elke oorzaak een keer.")
    beletsel: str | None = Field(
        description="Wat er in uw eigen bestand aan in de weg staat; dan is er niet getoetst."
    )
    eigen_motivering: bool = Field(
        description="Of u verklaart dat u apart opschreef waarom juist dit nodig is: met het "
        "kenmerk extraMotivering, en de reden in de motivering van het bericht."
    )


class SoortaanbodUit(Uitvoermodel):
    """One kind of data about one person."""

    gegevenssoort: str
    titel: str
    aantal: int = Field(description="Hoeveel eigen gegevens er zijn.")
    mag: int = Field(description="Hoeveel daarvan nu mogen.")
    ontvangen: int = Field(
        description="Hoeveel u er van een ander kreeg; die geeft alleen de bron."
    )
    gegevens: list[EigenGegevenUit]


class PersoonsaanbodUit(Uitvoermodel):
    """One person."""

    persoon: str
    betrokkene: str
    categorie: int
    soorten: list[SoortaanbodUit]


class MogelijkhedenUit(Uitvoermodel):
    """What there is of these people, and what may go."""

    groep: str
    ontvanger: str
    personen: list[PersoonsaanbodUit]


def persoon_uit(aanbod: Persoonsaanbod, regels: Convenantregels) -> PersoonsaanbodUit:
    """From what was found to what is shown."""
    return PersoonsaanbodUit(
        persoon=aanbod.lid.persoon_id,
        betrokkene=aanbod.lid.betrokkene,
        categorie=aanbod.lid.categorie,
        soorten=[_soort_uit(een, regels) for een in aanbod.soorten],
    )


def _soort_uit(soort: Soortaanbod, regels: Convenantregels) -> SoortaanbodUit:
    return SoortaanbodUit(
        gegevenssoort=soort.gegevenssoort,
        titel=regels.gegevenssoorten[soort.gegevenssoort].titel,
        aantal=len(soort.items),
        mag=sum(item.mag for item in soort.items),
        ontvangen=soort.ontvangen,
        gegevens=[_item_uit(item) for item in soort.items],
    )


def _item_uit(item: Item) -> EigenGegevenUit:
    oordeel = item.oordeel
    if oordeel is None:
        return EigenGegevenUit(
            gegeven=item.gegeven_id, mag=False, kanalen=[], gronden=[], doelen=[], redenen=[],
            beletsel=item.beletsel, eigen_motivering=False,
        )  # fmt: skip
    open_ = [een.weg.kanaal for een in oordeel.wegen if een.mag]
    return EigenGegevenUit(
        gegeven=item.gegeven_id,
        mag=oordeel.mag,
        kanalen=list(dict.fromkeys(open_)),
        gronden=list(oordeel.gronden),
        doelen=list(oordeel.doelen),
        redenen=[oorzaak_uit(een) for een in oordeel.oorzaken],
        beletsel=None,
        eigen_motivering=oordeel.eigen_motivering,
    )
