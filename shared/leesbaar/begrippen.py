"""What a screen shows of a code: a short name, a sentence, and the article it rests on. Pure.

One builder for the gateway and every party. What a code means is in the covenant file and in
`bladwoorden.toml`; how that reads in a sentence is a row of `begripslijsten.toml`.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

from shared.convenant.begrippen import Convenantregels
from shared.convenant.regels.laden import laad_convenant
from shared.convenant.regels.woordenboek import Woord, woordenboek_van
from shared.leesbaar.bladtekst import met_bladwoorden

_BESTAND: Final = "begripslijsten.toml"
VOORBEELD: Final[dict[str, Any]] = {
    "convenant": "voorbeeldconvenant",
    "versie": "1.0.0",
    "soorten": {
        "redenen": {
            "titel": "waarom de toetsing iets tegenhoudt",
            "begrippen": [
                {
                    "code": "GROND_ONTBREEKT",
                    "kort": "grond ontbreekt",
                    "zin": "Bij onderdeel … ontbreekt een grondslag.",
                    "mag": True,
                    "convenant": "3.1",
                    "wet": "de wet",
                    "interpretatie": "A1",
                    "uitleg": "Zo lezen wij het convenant.",
                    "partij": None,
                    "rechten": [],
                    "poort": 11,
                    "vragen": [],
                }
            ],
        }
    },
}
"""For the description of the API, there and at every party."""
BESCHRIJVING: Final = (
    "Uit het convenant dat nu geldt, met artikel, wet en uitleg. Bij de gateway en bij elke partij "
    "hetzelfde; dezelfde woorden staan in zoekresultaten, in het verhaal van een bericht en in een "
    "rapport."
)
_Tekst = Annotated[str, StringConstraints(min_length=1)]


class _Rij(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Lijstrij(_Rij):
    """How the codes of one list read; see the comment at the head of the file."""

    titel: _Tekst
    zin: Annotated[str, StringConstraints(pattern=r"\{tekst\}")]
    kort: Literal["tekst", "code"] = "tekst"
    convenant: _Tekst | None = None
    wet: _Tekst | None = None


class _Geweigerd(_Rij):
    zin: Annotated[str, StringConstraints(pattern=r"\{tekst\}")]


class _Bestand(_Rij):
    geweigerd: _Geweigerd
    lijsten: dict[str, Lijstrij]


class _Vorm(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


class Begrip(_Vorm):
    """A code in words."""

    code: str
    kort: str = Field(description="De korte naam, voor op een knop of in een rij.")
    zin: str = Field(description="Wat de code betekent, in een zin.")
    mag: bool = Field(description="Of de code ergens mag; zo niet, dan zegt de zin waarom niet.")
    convenant: str | None = Field(description="Het artikel van het convenant.")
    wet: str | None = Field(description="Het wetsartikel.")
    interpretatie: str | None = Field(description="Het nummer van de uitleg van het convenant.")
    uitleg: str | None = Field(description="Die uitleg zelf.")
    partij: str | None = Field(description="Van een functie: bij welke partij.")
    rechten: list[str] = Field(description="Van een functie: wat zij mag; zie die lijst.")
    poort: int | None = Field(description="Van een reden: de poort die sluit.")
    vragen: list[str] = Field(description="Van een stap: de vragen die erbij horen.")


class Begripslijst(_Vorm):
    """The codes of one kind."""

    titel: str = Field(description="Wat voor codes dit zijn.")
    begrippen: list[Begrip]


class Begrippen(_Vorm):
    """Every code of one version of the covenant, by kind."""

    convenant: str
    versie: str
    soorten: dict[str, Begripslijst] = Field(
        description="Per soort de codes. Ook van wat geen code van het convenant is, zoals een "
        "uitkomst of een soort blad."
    )

    def van_soort(self, soort: str | None) -> Begrippen:
        """The same with one kind only; None: all."""
        if soort is None:
            return self
        return self.model_copy(update={"soorten": {soort: self.soorten[soort]}})


def begrippen_van(regels: Convenantregels) -> Begrippen:
    """Every code of these rules and of the log; a `KeyError` where a list has no row."""
    return _begrippen(regels.bron)


@lru_cache(maxsize=4)
def _begrippen(bron: bytes) -> Begrippen:
    regels, rijen = laad_convenant(bron), _rijen()
    lijsten = met_bladwoorden(woordenboek_van(regels)).lijsten
    return Begrippen(
        convenant=regels.id,
        versie=regels.versie,
        soorten={
            naam: Begripslijst(
                titel=rijen.lijsten[naam].titel,
                begrippen=[_begrip(naam, woord, rijen, regels) for woord in woorden],
            )
            for naam, woorden in lijsten.items()
        },
    )


@cache
def _rijen() -> _Bestand:
    tekst = files(__package__).joinpath(_BESTAND).read_text(encoding="utf-8")
    return _Bestand.model_validate(tomllib.loads(tekst))


def _begrip(naam: str, woord: Woord, rijen: _Bestand, regels: Convenantregels) -> Begrip:
    rij = rijen.lijsten[naam]
    tekst = woord.tekst if woord.mag and rij.kort == "tekst" else _in_woorden(woord.code)
    return Begrip(
        code=woord.code,
        kort=tekst,
        zin=_zin(rij.zin if woord.mag else rijen.geweigerd.zin, woord.tekst),
        mag=woord.mag,
        convenant=woord.convenant or (rij.convenant if woord.mag else None),
        wet=woord.wet or (rij.wet if woord.mag else None),
        interpretatie=woord.interpretatie,
        uitleg=regels.interpretaties.get(woord.interpretatie or ""),
        partij=woord.partij,
        rechten=_rechten(woord, regels),
        poort=woord.poort,
        vragen=_vragen(naam, woord, regels),
    )


def _zin(zin: str, tekst: str) -> str:
    """One sentence, with one capital and one full stop."""
    gevuld = zin.replace("{tekst}", tekst.rstrip("."))
    gevuld = gevuld if gevuld.endswith((".", "?")) else f"{gevuld}."
    return gevuld[:1].upper() + gevuld[1:]


def _in_woorden(code: str) -> str:
    """A code as people read it: `GEBRUIK_STAKEN` is *gebruik staken*, an article stays as it is."""
    woorden = code.replace("_", " ")
    return woorden if any(teken.isdigit() for teken in woorden) else woorden.lower()


def _rechten(woord: Woord, regels: Convenantregels) -> list[str]:
    return [] if woord.partij is None else list(regels.functies[woord.partij][woord.code].rechten)


def _vragen(naam: str, woord: Woord, regels: Convenantregels) -> list[str]:
    return list(regels.stappen[int(woord.code)].vragen) if naam == "stappen" else []
