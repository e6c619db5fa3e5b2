"""Shapes of the API of stukken, and how they are made of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import Field

from shared.convenant.begrippen import Convenantregels
from shared.partij.web.vormen import Uitvoermodel
from shared.verzenden.stukken.tabellen import GroepsstukRij, StukberichtRij
from shared.verzenden.tabellen import UitgaandRij
from shared.zaak.stukken.opdracht import Stukvoorbeeld


class OntvangerUit(Uitvoermodel):
    """What one receiver got, and what came of it."""

    partij: str
    bericht: str = Field(description="Het bericht waarmee deze partij het kreeg.")
    status: str = Field(
        description="wachtend, onderweg, bewijs_onvoldoende, afgeleverd, geweigerd, dood, of "
        "vervallen (ingetrokken voordat het aankwam)."
    )
    laatste_fout: str | None
    redenen: list[dict[str, Any]] = Field(description="Bij een weigering: elke poort die sluit.")
    apart: bool = Field(
        description="De ontvanger houdt het apart: een tekst wijst volgens hem iemand aan. Tot hij "
        "beslist telt het daar niet; besluit hij dat het er niet hoort, dan is het vernietigd."
    )
    afgeleverd_op: datetime | None
    intrekking: str | None = Field(description="Het bericht dat het bij deze partij terugneemt.")
    teruggenomen_op: datetime | None
    vernietigd_op: datetime | None = Field(description="De ontvanger meldde dat het weg is.")


class StukUit(Uitvoermodel):
    """One version of a stuk, without its content."""

    id: str
    richting: str = Field(description="uit: door deze partij gegeven; in: aan deze partij.")
    stuk: str
    titel: str
    groep: str | None
    onderwerp: str = Field(description="Wat versies van een stuk gemeen hebben.")
    versie: int
    van: str = Field(description="De partij die het gaf.")
    medewerker: str | None = Field(description="Wie het daar gaf: een verwijzing.")
    aan: str | None = Field(description="De eigen medewerker aan wie het is gericht.")
    in_reactie_op: str | None
    stand: str = Field(
        description="onderweg, niet_gegeven, geldt, vervangen, ingetrokken, apart (een tekst wijst "
        "iemand aan; niemand leest het tot iemand beslist), afgewezen of vernietigd."
    )
    op: datetime = Field(description="Wanneer het is gegeven of ontvangen.")
    vervangen_door: str | None
    teruggenomen_op: datetime | None
    gelezen_op: datetime | None
    ontvangers: list[OntvangerUit] = Field(description="Leeg bij een ontvangen stuk.")


class StukMetInhoudUit(StukUit):
    """The same with its content."""

    gegevens: dict[str, Any] | None = Field(
        description="De inhoud; leeg zolang het apart is, en als het er niet meer is."
    )


class StukkenUit(Uitvoermodel):
    """A page of stukken."""

    stukken: list[StukUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class VersiesUit(Uitvoermodel):
    """Every version of one stuk, the first one first."""

    versies: list[StukUit]


class OntvangervoorbeeldUit(Uitvoermodel):
    """What the toetsing says about giving it to one party."""

    partij: str
    mag_weg: bool
    kop: dict[str, Any] = Field(description="De kop zoals de gateway die ziet.")
    besluit: dict[str, Any] = Field(description="Alle redenen, grondslagen en plichten.")


class StukvoorbeeldUit(Uitvoermodel):
    """What would be given, and to whom it may at this moment."""

    stuk: str
    versie: int
    gegevens: dict[str, Any] = Field(description="Precies wat de ontvangers krijgen.")
    mag_weg: bool = Field(description="Of het naar elke ontvanger mag.")
    ontvangers: list[OntvangervoorbeeldUit]


def stuk_uit(
    rij: GroepsstukRij,
    berichten: Sequence[StukberichtRij],
    verzonden: Mapping[str, UitgaandRij],
    regels: Convenantregels,
) -> StukUit:
    """From rows to answer. ``verzonden``: the messages, by id."""
    return StukUit(**_velden(rij, berichten, verzonden, regels))


def stuk_met_inhoud_uit(stuk: StukUit, gegevens: Mapping[str, Any] | None) -> StukMetInhoudUit:
    """The same with what was opened of it."""
    inhoud = None if gegevens is None else dict(gegevens)
    return StukMetInhoudUit(**stuk.model_dump(), gegevens=inhoud)


def voorbeeld_uit(voorbeeld: Stukvoorbeeld) -> StukvoorbeeldUit:
    """From what was composed to what is shown."""
    ontvangers = [
        OntvangervoorbeeldUit(
            partij=een.kop.ontvanger,
            mag_weg=een.besluit["besluit"] == "toegestaan",
            kop=dict(een.kop.als_json()),
            besluit=dict(een.besluit),
        )
        for een in voorbeeld.ontvangers
    ]
    return StukvoorbeeldUit(
        stuk=voorbeeld.stuk.soort,
        versie=voorbeeld.stuk.versie,
        gegevens=dict(voorbeeld.stuk.gegevens),
        mag_weg=all(een.mag_weg for een in ontvangers),
        ontvangers=ontvangers,
    )


def _velden(
    rij: GroepsstukRij,
    berichten: Sequence[StukberichtRij],
    verzonden: Mapping[str, UitgaandRij],
    regels: Convenantregels,
) -> dict[str, Any]:
    regel = regels.stukken.get(rij.soort)
    return {
        "id": rij.id,
        "richting": rij.richting,
        "stuk": rij.soort,
        "titel": rij.soort if regel is None else regel.titel,
        "groep": rij.groep,
        "onderwerp": rij.onderwerp,
        "versie": rij.versie,
        "van": rij.van,
        "medewerker": rij.medewerker,
        "aan": rij.aan,
        "in_reactie_op": rij.in_reactie_op,
        "stand": rij.stand,
        "op": rij.op,
        "vervangen_door": rij.vervangen_door,
        "teruggenomen_op": rij.ingetrokken_op,
        "gelezen_op": rij.gelezen_op,
        "ontvangers": [_ontvanger_uit(een, verzonden[een.bericht_id]) for een in berichten],
    }


def _ontvanger_uit(rij: StukberichtRij, bericht: UitgaandRij) -> OntvangerUit:
    return OntvangerUit(
        partij=rij.partij,
        bericht=rij.bericht_id,
        status=bericht.status,
        laatste_fout=bericht.laatste_fout,
        redenen=list((bericht.besluit or {}).get("redenen", [])),
        apart=rij.apart,
        afgeleverd_op=rij.afgeleverd_op,
        intrekking=rij.intrekking,
        teruggenomen_op=rij.ingetrokken_op,
        vernietigd_op=rij.vernietigd_op,
    )
