"""What anybody may know of the covenant in use: who, what for, which data, on which law, how long.

Pure, and from the covenant file alone. It knows nothing of any group, message or official.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from shared.convenant.begrippen import Convenantregels, Gegevenssoort
from shared.convenant.bewaren.regels import Bewaarregel, Bewaarregels, bewaarregels
from shared.convenant.regels.woordenboek import Woordenboek, woordenboek_van
from shared.convenant.termijnen import Termijn

_LOGBOEK = "logboek"


class _Vorm(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


class Deelnemer(_Vorm):
    """A party to the covenant."""

    titel: str = Field(description="Hoe de partij in een zin heet.")
    naam: str
    verantwoordelijke: str = Field(description="Wie voor haar gegevens verantwoordelijk is.")
    wet: str = Field(description="Onder welke wet zij gegevens verwerkt.")
    taak: str | None = Field(description="Waarvoor zij er is.")
    taakwet: str | None = Field(description="Het wetsartikel van die taak.")
    opgezegd_per: date | None = Field(description="Met ingang van welke dag zij opzegde.")


class Overwie(_Vorm):
    """Whom data may be about."""

    titel: str
    leeftijden: list[str] = Field(description="Van deze leeftijden; leeg: maakt niet uit.")
    van_het_kind: bool = Field(description="De leeftijd is die van het kind.")


class Grond(_Vorm):
    """On what something may be given."""

    titel: str
    wet: str
    convenant: str


class Weg(_Vorm):
    """From whom to whom a kind of data may go, and on what."""

    van: str
    naar: str
    over: list[str]
    gronden: list[Grond]


class Soort(_Vorm):
    """A kind of data."""

    titel: str
    convenant: str
    wegen: list[Weg]


class Termijnrij(_Vorm):
    """How long something stays."""

    titel: str
    termijn: str | None = Field(description="Zoals P2Y of P30D; leeg: geen vaste termijn.")
    vanaf: str
    wie: str
    afloop: str = Field(description="Wat er daarna mee gebeurt.")
    convenant: str | None
    wet: str | None


class Termijngroep(_Vorm):
    """The terms of one kind of thing."""

    titel: str
    regels: list[Termijnrij]


class Antwoordtermijn(_Vorm):
    """Within what time a request is answered."""

    wet: str
    artikel: str | None
    rechten: list[str]
    termijn: str
    verlenging: str | None


class Rechten(_Vorm):
    """What somebody may ask of the parties, and where."""

    rechten: list[str]
    wet: str | None
    termijnen: list[Antwoordtermijn]
    zelf_vanaf: int = Field(description="Vanaf welke leeftijd iemand zelf vraagt.")
    voor_een_kind: list[str] = Field(description="Wie het doet voor iemand die jonger is.")
    klachtroutes: list[str]
    webpagina: str


class Convenantblad(_Vorm):
    """The covenant for everybody."""

    id: str
    titel: str
    versie: str
    ondertekend: date
    beeindigd_per: date | None
    vingerafdruk: str = Field(description="SHA-256 van het convenantbestand, hexadecimaal.")
    partijen: list[Deelnemer]
    doelen: list[str]
    over_wie: list[Overwie]
    gegevens: list[Soort]
    bewaren: list[Termijngroep]
    rechten: Rechten


def maak_blad(
    regels: Convenantregels, beeindigd_per: date | None, opgezegd: Mapping[str, date]
) -> Convenantblad:
    """Everything about these rules. ``opgezegd``: by party, from when it gave notice."""
    return Convenantblad(
        id=regels.id,
        titel=regels.titel,
        versie=regels.versie,
        ondertekend=regels.ondertekend,
        beeindigd_per=beeindigd_per,
        vingerafdruk=regels.hash,
        partijen=list(_partijen(regels, opgezegd)),
        doelen=list(regels.doelen.values()),
        over_wie=[
            Overwie(
                titel=een.titel, leeftijden=list(een.leeftijdsklassen),
                van_het_kind=een.kind_verplicht,
            )
            for een in regels.categorieen.values()
        ],
        gegevens=list(_soorten(regels)),
        bewaren=list(_termijnen(bewaarregels(regels))),
        rechten=_rechten(regels),
    )  # fmt: skip


def _partijen(regels: Convenantregels, opgezegd: Mapping[str, date]) -> Iterator[Deelnemer]:
    for code, een in regels.partijen.items():
        yield Deelnemer(
            titel=een.titel,
            naam=een.naam,
            verantwoordelijke=een.verwerkingsverantwoordelijke,
            wet=een.regime,
            taak=None if een.taak is None else een.taak.titel,
            taakwet=None if een.taak is None else een.taak.wet,
            opgezegd_per=opgezegd.get(code),
        )


def _soorten(regels: Convenantregels) -> Iterator[Soort]:
    """Only what may really go somewhere: a kind with a rule, and a ground for that road."""
    woorden = woordenboek_van(regels)
    for soort in regels.gegevenssoorten.values():
        wegen = list(_wegen(regels, woorden, soort))
        if wegen:
            artikelen = dict.fromkeys(regel.convenant for regel in soort.regels.values())
            yield Soort(titel=soort.titel, convenant=" en ".join(artikelen), wegen=wegen)


def _wegen(regels: Convenantregels, woorden: Woordenboek, soort: Gegevenssoort) -> Iterator[Weg]:
    for van in regels.partijen:
        over = [
            een.titel for nummer, een in regels.categorieen.items() if (van, nummer) in soort.regels
        ]
        for naar in regels.partijen:
            gevonden = regels.grondslagregels.get((van, naar, soort.code), {})
            if not over or not gevonden:
                continue
            yield Weg(
                van=regels.titel_van(van),
                naar=regels.titel_van(naar),
                over=over,
                gronden=[
                    Grond(
                        titel=woorden.tekst("grondslagen", code), wet=een.wet,
                        convenant=een.convenant,
                    )
                    for code, een in gevonden.items()
                ],
            )  # fmt: skip


def _termijnen(regels: Bewaarregels) -> Iterator[Termijngroep]:
    """Of what a party keeps. How long leaves of the log stay says no more about anybody."""
    for wat, titel in regels.soorten.items():
        rijen = [_termijnrij(regels, een) for een in regels.over(wat) if een.wie != _LOGBOEK]
        if rijen:
            yield Termijngroep(titel=titel, regels=rijen)


def _termijnrij(regels: Bewaarregels, een: Bewaarregel) -> Termijnrij:
    return Termijnrij(
        titel=een.titel,
        termijn=None if een.termijn is None else _iso(een.termijn),
        vanaf=regels.vanaf[een.vanaf],
        wie=regels.wie[een.wie],
        afloop=een.bij_afloop,
        convenant=een.convenant,
        wet=een.wet,
    )


def _rechten(regels: Convenantregels) -> Rechten:
    alle = regels.betrokkenenrechten
    return Rechten(
        rechten=list(alle.soorten.values()),
        wet=alle.wet,
        termijnen=[
            Antwoordtermijn(
                wet=een.regime,
                artikel=een.wet,
                rechten=[alle.soorten[recht] for recht in een.rechten],
                termijn=een.termijn,
                verlenging=een.verlenging,
            )
            for een in alle.klokken
            if een.deel == "antwoord"
        ],
        zelf_vanaf=alle.identiteit.zelf_vanaf,
        voor_een_kind=[alle.identiteit.vertegenwoordigers[een] for een in alle.identiteit.van_kind],
        klachtroutes=list(alle.klachtroutes),
        webpagina=regels.informatiepagina,
    )


def _iso(termijn: Termijn) -> str:
    jaren, maanden = divmod(termijn.maanden, 12)
    delen = [f"{een}{letter}" for een, letter in ((jaren, "Y"), (maanden, "M")) if een]
    if termijn.dagen or not delen:
        delen.append(f"{termijn.dagen}D")
    return f"P{''.join(delen)}"
