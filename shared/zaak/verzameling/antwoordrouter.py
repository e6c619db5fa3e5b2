"""``/v1/rechtenverzoeken/{id}``: the answer, and what somebody gets of his data."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.drukwerk.opgemaakt import druk_document
from shared.partij.fouten import NietGevonden
from shared.partij.web.voorbeelden import VOORBEELD_TIJD
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.vormen import Geheel
from shared.zaak.leesklaar.papier import lees_voor, titel_van
from shared.zaak.leesklaar.weglaten import Tekstplek, tekst_op
from shared.zaak.rechten.begrippen import BEHANDELEN, BEVESTIGEN
from shared.zaak.verzameling.afschrift import Afschrift, Afschriften
from shared.zaak.verzameling.antwoord import lees_antwoord
from shared.zaak.verzameling.antwoordvormen import VOORBEELD, AntwoordUit
from shared.zaak.verzameling.brief import als_bijlage, stel_brief_op
from shared.zaak.verzameling.vormen import VRAAG

Behandelaar = Annotated[Medewerker, Depends(medewerker(BEHANDELEN))]
Tweedelezer = Annotated[Medewerker, Depends(medewerker(BEVESTIGEN))]
# Also who looks along as a second, and reads no more than what he looks at.
Kijker = Annotated[Medewerker, Depends(medewerker(BEHANDELEN, BEVESTIGEN))]


class Nakijken(Invoermodel):
    """A human looked at every spot."""

    versie: Geheel = Field(description="Van het afschrift waarnaar u keek.")
    weg: list[Annotated[str, Field(pattern=r"^/", max_length=500)]] = Field(
        default_factory=list,
        max_length=1000,
        description="Wat er nog meer uit moet: JSON-pointers in de inhoud.",
    )
    bekeken: list[Annotated[str, Field(pattern=r"^/", max_length=500)]] = Field(
        default_factory=list,
        max_length=10_000,
        description="Elke tekst uit teBekijken die u las en die mag blijven: haar pad.",
    )


class Weglatenbevestigd(Invoermodel):
    """What the second finds of what is left out."""

    versie: Geheel = Field(description="Van het afschrift waarnaar u keek.")
    akkoord: bool


class PlekUit(Uitvoermodel):
    """A spot where somebody else stood, or may stand."""

    pad: str
    soort: str
    titel: str = Field(description="Waar het staat, in woorden.")
    tekst: str = Field(description="Wat er nu staat.")


class VoorleesdeelUit(Uitvoermodel):
    """A part of the copy, in the words of the letter."""

    titel: str
    rijen: list[list[str]] = Field(description="Per vastgelegd ding zijn regels.")


class AfschriftUit(Uitvoermodel):
    """What somebody gets of his data."""

    verzoek: str
    versie: int
    opgesteld_op: datetime
    nagekeken_op: datetime | None = Field(description="Leeg: nog niemand keek het na.")
    weg: list[str] = Field(description="Wat er nog meer uit gaat; het wacht op een tweede.")
    weg_in_woorden: list[str] = Field(description="Waar dat staat, in woorden.")
    wacht_op_tweede: bool
    vervangen: list[PlekUit] = Field(description="Hier staat nu 'een andere persoon'.")
    te_bekijken: list[PlekUit] = Field(description="Kijk hier of het over een ander gaat.")
    inhoud: dict[str, Any]
    in_woorden: list[VoorleesdeelUit] = Field(description="Zo komt het in de brief te staan.")


class AntwoordbriefUit(Uitvoermodel):
    """The answer on paper, with the same for a machine inside it."""

    verzoek: str
    bestandsnaam: str
    document: str = Field(description="Het PDF-bestand (PDF/UA), in base64.")


def antwoord_router() -> APIRouter:
    """The operations on what he gets."""
    router = maak_router("rechtenverzoeken")

    @router.get(
        "/rechtenverzoeken/{id}/antwoord",
        response_model=AntwoordUit,
        **operatie(
            "leesAntwoordOpRechtenverzoek",
            "Geeft het antwoord aan de betrokkene als één document",
            antwoord=VOORBEELD,
            fouten=(409,),
        ),
    )
    async def lees(id: Kenmerk, u: UitwisselingAfh, wie: Behandelaar) -> AntwoordUit:
        return await lees_antwoord(u, wie, id)

    _voeg_afschrift_toe(router)
    _voeg_brief_toe(router)
    return router


def _voeg_afschrift_toe(router: APIRouter) -> None:
    @router.post(
        "/rechtenverzoeken/{id}/_stelafschriftop",
        response_model=AfschriftUit,
        **operatie(
            "stelAfschriftOp",
            "Verzamelt wat de betrokkene van zijn gegevens krijgt, zonder andere personen",
            antwoord=_AFSCHRIFT,
            fouten=(409, 410),
            beschrijving="Er gaat niets weg voordat een mens het nakeek.",
        ),
    )
    async def stel_op(id: Kenmerk, u: UitwisselingAfh, wie: Behandelaar) -> AfschriftUit:
        afschriften = Afschriften(u.dienst, wie)
        await afschriften.stel_op(u, id)
        return _afschrift_uit(u, await asyncio.to_thread(afschriften.lees, id))

    @router.post(
        "/rechtenverzoeken/{id}/_kijkafschriftna",
        response_model=AfschriftUit,
        **operatie(
            "kijkAfschriftNa",
            "Legt vast dat een mens nakeek of er niemand anders in staat",
            verzoek={"versie": 1, "weg": ["/eigen/0/gegevens/omschrijving"], "bekeken": []},
            antwoord={
                **_AFSCHRIFT, "nagekekenOp": None, "wachtOpTweede": True,
                "weg": ["/eigen/0/gegevens/omschrijving"], "wegInWoorden": [_WAAR],
            },
            fouten=(409, 410),
            beschrijving=(
                "Elke tekst waarin nog een ander kan staan leest u zelf, en noemt u. Wat u weglaat "
                "krijgt hij niet: dat is een afwijzing in deel, en geldt pas als een tweede ernaar "
                "keek, voor alles tegelijk."
            ),
        ),
    )  # fmt: skip
    def kijk_na(
        id: Kenmerk, invoer: Nakijken, u: UitwisselingAfh, wie: Behandelaar
    ) -> AfschriftUit:
        afschriften = Afschriften(u.dienst, wie)
        afschriften.kijk_na(id, invoer.versie, invoer.weg, invoer.bekeken)
        return _afschrift_uit(u, afschriften.lees(id))

    @router.post(
        "/rechtenverzoeken/{id}/_bevestigafschrift",
        response_model=AfschriftUit,
        **operatie(
            "bevestigWeglaten",
            "Bekijkt als tweede wat er uit een afschrift wordt weggelaten",
            verzoek={"versie": 1, "akkoord": True},
            antwoord=_AFSCHRIFT,
            fouten=(409, 410),
        ),
    )
    def bevestig(
        id: Kenmerk, invoer: Weglatenbevestigd, u: UitwisselingAfh, wie: Tweedelezer
    ) -> AfschriftUit:
        afschriften = Afschriften(u.dienst, wie)
        gezien = afschriften.lees(id)
        afschriften.bevestig_weglaten(id, invoer.versie, akkoord=invoer.akkoord)
        return _afschrift_uit(u, afschriften.lees(id) if invoer.akkoord else gezien)

    @router.get(
        "/rechtenverzoeken/{id}/afschrift",
        response_model=AfschriftUit,
        **operatie(
            "leesAfschrift",
            "Geeft wat de betrokkene van zijn gegevens krijgt",
            antwoord=_AFSCHRIFT,
            fouten=(410,),
        ),
    )
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Kijker) -> AfschriftUit:
        return _afschrift_uit(u, Afschriften(u.dienst, wie).lees(id))


def _voeg_brief_toe(router: APIRouter) -> None:
    @router.post(
        "/rechtenverzoeken/{id}/_druk",
        response_model=AntwoordbriefUit,
        **operatie(
            "drukAntwoordOpRechtenverzoek",
            "Zet het antwoord op papier, met hetzelfde voor een computer erin",
            antwoord={
                **VRAAG,
                "bestandsnaam": f"antwoord-{VRAAG['verzoek']}.pdf",
                "document": "JVBERi0xLjc=",
            },
            fouten=(409, 410),
            beschrijving=(
                "Wie het verzoek aannam drukt het antwoord, een andere partij haar eigen deel; elk "
                "pas als het eigen besluit vaststaat en is nagekeken wat hij van zijn gegevens "
                "krijgt. Het document wordt niet bewaard."
            ),
        ),
    )
    async def druk(id: Kenmerk, u: UitwisselingAfh, wie: Behandelaar) -> AntwoordbriefUit:
        antwoord = await lees_antwoord(u, wie, id, om_te_drukken=True)
        inhoud = await asyncio.to_thread(_nagekeken, Afschriften(u.dienst, wie), id)
        nu = u.dienst.klok()
        brief = stel_brief_op(u.dienst.regels, antwoord, inhoud, nu, van=u.dienst.partij.code)
        bijlage = als_bijlage(antwoord, inhoud)
        pdf = await asyncio.to_thread(druk_document, brief, nu, None, bijlage)
        return AntwoordbriefUit(
            verzoek=id,
            bestandsnaam=f"antwoord-{id}.pdf",
            document=base64.b64encode(pdf).decode("ascii"),
        )


def _nagekeken(afschriften: Afschriften, kenmerk: str) -> dict[str, Any] | None:
    try:
        gelezen = afschriften.lees(kenmerk)
    except NietGevonden:
        return None
    return gelezen.inhoud if gelezen.nagekeken_op is not None else None


def _afschrift_uit(u: Uitwisseling, een: Afschrift) -> AfschriftUit:
    regels = u.dienst.regels

    def plekken(gevonden: Sequence[Tekstplek]) -> list[PlekUit]:
        return [
            PlekUit(
                pad=plek.pad,
                soort=plek.soort,
                titel=titel_van(regels, een.inhoud, plek.pad),
                tekst=tekst_op(een.inhoud, plek.pad),
            )
            for plek in gevonden
        ]

    return AfschriftUit(
        verzoek=een.verzoek,
        versie=een.versie,
        opgesteld_op=een.opgesteld_op,
        nagekeken_op=een.nagekeken_op,
        weg=list(een.weg),
        weg_in_woorden=[titel_van(regels, een.inhoud, pad) for pad in een.weg],
        wacht_op_tweede=een.wacht_op_tweede,
        vervangen=plekken(een.vervangen),
        te_bekijken=plekken(een.te_bekijken),
        inhoud=een.inhoud,
        in_woorden=[
            VoorleesdeelUit(titel=titel, rijen=rijen)
            for titel, rijen in lees_voor(regels, een.inhoud, van=u.dienst.partij.code)
        ],
    )


_WAAR = "Wat wij zelf over u vastlegden, op 23 november 2026, wat er staat"
_AFSCHRIFT: dict[str, Any] = {
    **VRAAG,
    "versie": 1,
    "opgesteldOp": VOORBEELD_TIJD,
    "nagekekenOp": "2026-12-02T09:00:00Z",
    "weg": [],
    "wegInWoorden": [],
    "wachtOpTweede": False,
    "vervangen": [
        {
            "pad": "/eigen/0/gegevens/omschrijving",
            "soort": "naam",
            "titel": _WAAR,
            "tekst": "Liep met een andere persoon langs het plein.",
        }
    ],
    "teBekijken": [],
    "inhoud": {"persoon": {"naam": "Sterrin Nooitgedacht"}},
    "inWoorden": [
        {"titel": "Wie u bent in ons bestand", "rijen": [["Naam: Sterrin Nooitgedacht"]]}
    ],
}
