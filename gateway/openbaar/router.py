"""`GET /v1/convenant/_openbaar`: what anybody may know, without saying who he is.

Nothing in it is about anybody, so nothing is recorded of who reads it.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends
from pydantic import Field
from starlette.responses import Response

from gateway.openbaar.blad import Convenantblad
from gateway.openbaar.dienst import Openbaar, Telling
from gateway.openbaar.telling import AFGEROND, MINSTENS
from gateway.web.vormen import Vorm
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.onderdelen import van
from shared.web.verzoek.pogingen import eis_niet_te_vaak

router = maak_router("openbaar")

OpenbaarAfh = Annotated[Openbaar, Depends(van(Openbaar))]
BEWAREN = "public, max-age=300"
VOORBEELD: dict[str, Any] = {
    "convenant": {
        "id": "voorbeeldconvenant",
        "titel": "Voorbeeldconvenant",
        "versie": "1.0.0",
        "ondertekend": "2019-07-16",
        "beeindigdPer": None,
        "vingerafdruk": "0" * 64,
        "partijen": [
            {
                "titel": "de partij",
                "naam": "Een partij",
                "verantwoordelijke": "het bestuur van de partij",
                "wet": "AVG",
                "taak": "de openbare orde",
                "taakwet": "de wet",
                "opgezegdPer": None,
            }
        ],
        "doelen": ["overlast terugdringen"],
        "overWie": [{"titel": "lid van de groep", "leeftijden": ["12-15"], "vanHetKind": False}],
        "gegevens": [
            {
                "titel": "naam en adres",
                "convenant": "4.2",
                "wegen": [
                    {
                        "van": "de partij",
                        "naar": "de andere partij",
                        "over": ["lid van de groep"],
                        "gronden": [
                            {"titel": "taak van algemeen belang", "wet": "de wet", "convenant": "3"}
                        ],
                    }
                ],
            }
        ],
        "bewaren": [
            {
                "titel": "ontvangen gegevens",
                "regels": [
                    {
                        "titel": "ontvangen in een lopende aanpak",
                        "termijn": "P6M",
                        "vanaf": "de dag van ontvangst",
                        "wie": "wie het kreeg",
                        "afloop": "herzien",
                        "convenant": "8.1",
                        "wet": "de wet",
                    }
                ],
            }
        ],
        "rechten": {
            "rechten": ["inzage"],
            "wet": "de wet",
            "termijnen": [
                {
                    "wet": "AVG",
                    "artikel": "de wet",
                    "rechten": ["inzage"],
                    "termijn": "P1M",
                    "verlenging": "P2M",
                }
            ],
            "zelfVanaf": 16,
            "voorEenKind": ["ouder met gezag"],
            "klachtroutes": ["de rechter"],
            "webpagina": "https://convenant.example/uw-gegevens",
        },
    },
    "tellingen": {
        "minstens": 10,
        "afgerondOp": 10,
        "maanden": [{"maand": "2026-10", "doorgelaten": 40, "tegengehouden": 10}],
    },
}


class Maandtelling(Vorm):
    """One month that is over."""

    maand: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
    doorgelaten: int | None = Field(description="Leeg: minder dan `minstens`, of geen.")
    tegengehouden: int | None = Field(description="Leeg: minder dan `minstens`, of geen.")


class Tellingen(Vorm):
    """How often, by month."""

    minstens: int = Field(description="Een aantal onder deze grens staat er niet.")
    afgerond_op: int = Field(description="Elk aantal is afgerond op een veelvoud hiervan.")
    maanden: list[Maandtelling]


class Openbaarconvenant(Vorm):
    """The covenant for everybody, with how often it was used."""

    convenant: Convenantblad
    tellingen: Tellingen


@router.get(
    "/convenant/_openbaar",
    response_model=Openbaarconvenant,
    dependencies=[Depends(eis_niet_te_vaak)],
    **operatie(
        "leesOpenbaarConvenant",
        "Het convenant voor iedereen: wie, waarvoor, welke gegevens, op welke wet, hoe lang",
        beschrijving=(
            "Openbaar; wie het leest ligt niet vast. Alles volgt uit het convenantbestand. "
            "Het aantal berichten staat er per maand, van de zes hele maanden die voorbij zijn, "
            f"afgerond op {AFGEROND}; onder de {MINSTENS} staat er geen aantal."
        ),
        antwoord=VOORBEELD,
        fouten=(429,),
        koppen={"Cache-Control": "Iedereen mag dit vijf minuten bewaren."},
    ),
)
def lees_openbaar(openbaar: OpenbaarAfh, response: Response) -> Openbaarconvenant:
    response.headers["Cache-Control"] = BEWAREN
    return _antwoord(*openbaar.lees())


def _antwoord(blad: Convenantblad, telling: Telling) -> Openbaarconvenant:
    maanden = [
        Maandtelling(
            maand=f"{begin:%Y-%m}", doorgelaten=doorgelaten, tegengehouden=tegengehouden
        )
        for begin, (doorgelaten, tegengehouden) in telling
    ]  # fmt: skip
    tellingen = Tellingen(minstens=MINSTENS, afgerond_op=AFGEROND, maanden=maanden)
    return Openbaarconvenant(convenant=blad, tellingen=tellingen)
