"""The documents of the seven steps: what each says, and when it is written.

They are about the group, never about a person (readings D4, D5 and E19); an action for one member
names the pseudonym. The questions of the steps come from the covenant file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.partij.web.vormen import Invoermodel, Regel

Groepstekst = Annotated[
    str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)
]
"""Text about a group: nobody is recognisable in it."""

Doelcode = Annotated[str, StringConstraints(pattern=r"^G[1-9][0-9]?$")]
Regels = Annotated[list[Regel], Field(min_length=1, max_length=30)]


class Domeininzicht(Invoermodel):
    """What is seen in one domain of life or policy (4.1, step 3)."""

    domein: Regel = Field(description="Bijvoorbeeld wonen, school en werk, of veiligheid.")
    inzicht: Groepstekst


class Probleemdefinitie(Groepstekstinvoer):
    """The integral problem definition, with the plan in outline (step 3; 5.1)."""

    aard: Groepstekst = Field(description="Wat voor gedrag het is.")
    omvang: Groepstekst = Field(description="Hoe groot de groep is en hoe vaak het gebeurt.")
    plekken: Regels = Field(description="Waar het gebeurt: pleinen en buurten, geen adressen.")
    domeinen: list[Domeininzicht] = Field(min_length=1, max_length=20)
    oorzaak: Groepstekst
    aanpak_op_hoofdlijnen: Groepstekst
    nodig: Groepstekst
    advies: Groepstekst


class Advies(Groepstekstinvoer):
    """The advice on which the driehoek decides (step 4)."""

    aard_en_omvang: Groepstekst
    aanpak: Groepstekst = Field(description="Welke aanpak werkt.")
    inzet: Groepstekst = Field(description="Hoeveel inzet dat kost.")
    andere_groepen: Groepstekst = Field(description="De weging tegen andere groepen: cijfers.")
    prioriteren: bool
    randvoorwaarden: list[Regel] = Field(max_length=30)


class Plandoel(Invoermodel):
    """A goal of the plan, tied to an aim of the covenant (article 2 and 1.14)."""

    code: Doelcode
    titel: Regel
    convenantdoel: Annotated[str, StringConstraints(pattern=r"^D[1-9]$")]
    resultaat: Groepstekst = Field(description="Waaraan te zien is dat het doel is gehaald.")


class Monitoring(Invoermodel):
    """How the plan is followed."""

    hoe: Groepstekst
    frequentie: Regel


class PlanVanAanpak(Groepstekstinvoer):
    """The plan: it interprets the behaviour and states how it is tackled (1.17; step 5)."""

    duiding: Groepstekst
    aanpak: Groepstekst
    doelen: list[Plandoel] = Field(min_length=1, max_length=20)
    monitoring: Monitoring


class Evaluatie(Groepstekstinvoer):
    """Looking back on the process (step 7; 5.1: no data are processed)."""

    verloop: Groepstekst
    doelen_gehaald: Groepstekst
    leerpunten: list[Groepstekst] = Field(min_length=1, max_length=30)


class NietVanToepassing(Invoermodel):
    """That a question does not apply to this group, and why."""

    vraag: int = Field(description="De hoeveelste vraag van de stap; de eerste is 1.")
    reden: Groepstekst = Field(description="Waarom de vraag bij deze groep niet speelt.")


class Stapantwoorden(Groepstekstinvoer):
    """Answers to the questions of one step, in the covenant's order; an open one is null."""

    antwoorden: list[Groepstekst | None] = Field(min_length=1, max_length=20)
    niet_van_toepassing: list[NietVanToepassing] = Field(default_factory=list, max_length=20)


@dataclass(frozen=True)
class Documentsoort:
    """One kind of document.

    ``stappen``: the steps in which it is written. ``stuk``: as what other parties get it.
    """

    code: str
    pad: str
    naam: str
    model: type[Groepstekstinvoer]
    stappen: range
    stuk: str
    voorbeeld: Mapping[str, Any]


PLAN = "plan-van-aanpak"
_TEKST = "De groep zoekt elkaar op bij het winkelcentrum (verzonnen)."
SOORTEN = (
    Documentsoort(
        code="probleemdefinitie",
        pad="probleemdefinities",
        naam="Probleemdefinitie",
        model=Probleemdefinitie,
        stappen=range(3, 6),
        stuk="probleemdefinitie",
        voorbeeld={
            "aard": _TEKST,
            "omvang": "Ongeveer twaalf jongeren, een paar avonden per week.",
            "plekken": ["winkelcentrum"],
            "domeinen": [{"domein": "wonen", "inzicht": _TEKST}],
            "oorzaak": _TEKST,
            "aanpakOpHoofdlijnen": _TEKST,
            "nodig": _TEKST,
            "advies": _TEKST,
        },
    ),
    Documentsoort(
        code="advies",
        pad="adviezen",
        naam="Advies",
        model=Advies,
        stappen=range(3, 5),
        stuk="advies",
        voorbeeld={
            "aardEnOmvang": _TEKST,
            "aanpak": _TEKST,
            "inzet": "Twee dagen per week.",
            "andereGroepen": "Er lopen drie andere groepen in deze stap.",
            "prioriteren": True,
            "randvoorwaarden": ["maandelijks overleg"],
        },
    ),
    Documentsoort(
        code=PLAN,
        pad="plannen-van-aanpak",
        naam="PlanVanAanpak",
        model=PlanVanAanpak,
        stappen=range(5, 7),
        stuk="plan-van-aanpak",
        voorbeeld={
            "duiding": _TEKST,
            "aanpak": _TEKST,
            "doelen": [
                {
                    "code": "G1",
                    "titel": "minder meldingen",
                    "convenantdoel": "D1",
                    "resultaat": "De helft minder meldingen in een half jaar.",
                }
            ],
            "monitoring": {"hoe": "Tellen van meldingen.", "frequentie": "elke maand"},
        },
    ),
    Documentsoort(
        code="evaluatie",
        pad="evaluaties",
        naam="Evaluatie",
        model=Evaluatie,
        stappen=range(7, 8),
        stuk="leerpunten",
        voorbeeld={
            "verloop": _TEKST,
            "doelenGehaald": "De meldingen zijn gehalveerd.",
            "leerpunten": ["Begin eerder met gesprekken in de buurt."],
        },
    ),
)


def stapcode(stap: int) -> str:
    """The code under which the answers to a step's questions are kept."""
    return f"stap-{stap}"
