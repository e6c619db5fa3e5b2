"""``/v1/rechtenverzoeken/{id}/dubbelen``: whether he stands in the file twice."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.web.voorbeelden import VOORBEELD_ID
from shared.partij.web.vormen import Kenmerk, Uitvoermodel
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.dubbelen.dienst import toon_dubbelen, zeg_ander
from shared.zaak.rechten.begrippen import BEHANDELEN

Behandelaar = Annotated[Medewerker, Depends(medewerker(BEHANDELEN))]
_VOORBEELD: dict[str, Any] = {
    "dubbelen": [
        {
            "persoonId": VOORBEELD_ID,
            "afgeschermd": True,
            "anderMens": False,
            "beperkt": False,
            "verzoekId": "0193aaaa-0000-7000-8000-0000000000e2",
        }
    ],
    "buitenTaak": 0,
    "afgeschermd": False,
}


class DubbelUit(Uitvoermodel):
    """Another record that can be the same human."""

    persoon_id: str
    afgeschermd: bool = Field(description="Hij is bewaard; wie zoekt vindt hem niet.")
    ander_mens: bool = Field(description="Iemand zei dat dit een ander is.")
    beperkt: bool = Field(
        default=False,
        description="Hij kwam met deze naam binnen en is beperkt tot iemand zegt wie het is.",
    )
    verzoek_id: str | None = Field(description="Hetzelfde verzoek, voor deze persoon aangenomen.")


class DubbelenUit(Uitvoermodel):
    """Everybody with the same name and date of birth."""

    dubbelen: list[DubbelUit]
    buiten_taak: int = Field(description="Hoeveel er nog zijn die bij de taak van een ander horen.")
    afgeschermd: bool = Field(description="Van wie het verzoek zelf is, is bewaard.")


def dubbelen_router() -> APIRouter:
    """The operations on who stands in the file twice."""
    router = maak_router("rechtenverzoeken")

    @router.get(
        "/rechtenverzoeken/{id}/dubbelen",
        response_model=DubbelenUit,
        **operatie(
            "lijstDubbelen",
            "Zegt wie er nog meer dezelfde naam en geboortedatum heeft, ook wie is bewaard",
            antwoord=_VOORBEELD,
        ),
    )
    def lijst(id: Kenmerk, dienst: DienstAfh, wie: Behandelaar) -> DubbelenUit:
        return _uit(dienst, wie, id)

    @router.post(
        "/rechtenverzoeken/{id}/dubbelen/{persoonId}/_ander",
        response_model=DubbelenUit,
        **operatie(
            "zegAnderMens",
            "Legt vast dat iemand met dezelfde naam en geboortedatum een ander mens is",
            antwoord={
                **_VOORBEELD,
                "dubbelen": [{**_VOORBEELD["dubbelen"][0], "anderMens": True}],
            },
            fouten=(409,),
            beschrijving=(
                "Is het dezelfde mens, neem het verzoek dan ook voor die persoon aan: zelfde recht "
                "en dezelfde dag. Zolang geen van beide is gedaan beslist niemand op dit verzoek. "
                "Was hij afgeschermd omdat hij het kon zijn, dan eindigt dat."
            ),
        ),
    )
    def zeg(
        id: Kenmerk,
        persoonId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Behandelaar,
    ) -> DubbelenUit:
        zeg_ander(dienst, wie, id, persoonId)
        return _uit(dienst, wie, id)

    return router


def _uit(dienst: Dienst, wie: Medewerker, kenmerk: str) -> DubbelenUit:
    gevonden = toon_dubbelen(dienst, wie, kenmerk)
    return DubbelenUit(
        dubbelen=[
            DubbelUit(
                persoon_id=een.persoon_id,
                afgeschermd=een.afgeschermd,
                ander_mens=een.ander_mens,
                beperkt=een.beperkt,
                verzoek_id=een.verzoek,
            )
            for een in gevonden.van_de_taak
        ],
        buiten_taak=gevonden.buiten_taak,
        afgeschermd=gevonden.afgeschermd,
    )
