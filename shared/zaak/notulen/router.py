"""``/v1/overleggen/{id}/notulen``: the one report of a meeting, for who was there."""

from __future__ import annotations

import asyncio
import base64
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.drukwerk.opgemaakt import druk_document
from shared.partij.web.afhankelijkheden import ETAG, IfMatch
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.vormen import Cijfers
from shared.zaak.notulen.dienst import Notulist
from shared.zaak.notulen.document import stel_document_op
from shared.zaak.notulen.voorbeelden import (
    VOORBEELD_AFRONDING,
    VOORBEELD_DOCUMENT,
    VOORBEELD_INVOER,
    VOORBEELD_NOTULEN,
    VOORBEELD_ONDERTEKENING,
)
from shared.zaak.notulen.vormen import (
    Afspraakafronding,
    NotulendocumentUit,
    Notuleninvoer,
    NotulenUit,
    Ondertekening,
)
from shared.zaak.overleg.register import PLANNEN

Lezer = Annotated[Medewerker, Depends(medewerker("verslagen.lezen"))]
Notulerende = Annotated[Medewerker, Depends(medewerker(PLANNEN))]
Groep = Annotated[
    Kenmerk | None,
    Query(description="Over welke groep; leeg als het overleg over een groep ging."),
]


def notulen_router() -> APIRouter:
    """The operations on the report."""
    router = maak_router("overleggen")
    _voeg_opstellen_toe(router)
    _voeg_lezen_toe(router)
    _voeg_reageren_toe(router)
    return router


def _voeg_opstellen_toe(router: APIRouter) -> None:
    @router.put(
        "/overleggen/{id}/notulen",
        response_model=NotulenUit,
        **operatie(
            "stelNotulenOp",
            "Geeft het ene verslag van een overleg aan elke partij die erbij was",
            verzoek=VOORBEELD_INVOER,
            antwoord=VOORBEELD_NOTULEN,
            fouten=(409, 412, 428, 502),
            koppen=ETAG,
            beschrijving=(
                "Voor de partij die het overleg organiseerde, als van niemand aan tafel nog iets "
                "open staat. Elke regel noemt wie het zei; een afspraak ook een partij en een dag. "
                "Gegevens over personen horen er niet in: die staan in het verslag van wie ze zei "
                "of hoorde. Een volgende versie vervangt de vorige, en wordt opnieuw ondertekend."
            ),
        ),
    )
    async def stel_op(
        id: Kenmerk, invoer: Notuleninvoer, u: UitwisselingAfh, wie: Notulerende, uit: Response,
        groep: Groep = None, if_match: IfMatch = None,
    ) -> NotulenUit:  # fmt: skip
        notulen = await Notulist(u, wie).stel_op(id, groep, invoer, versie_eis(if_match, id))
        return _met_etag(notulen, uit)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/overleggen/{id}/notulen",
        response_model=NotulenUit,
        **operatie(
            "leesNotulen",
            "Geeft het ene verslag van een overleg, en wat elke partij ervan vindt",
            antwoord=VOORBEELD_NOTULEN,
            fouten=(502,),
            koppen=ETAG,
            beschrijving="Voor wie als deelnemer was aangemeld, en wie toezicht houdt. Lezen wordt "
            "vastgelegd.",
        ),
    )
    async def lees(
        id: Kenmerk,
        u: UitwisselingAfh,
        wie: Lezer,
        uit: Response,
        groep: Groep = None,
        versie: Annotated[
            Cijfers | None, Query(ge=1, description="Een eerdere versie; leeg: de laatste.")
        ] = None,
    ) -> NotulenUit:
        return _met_etag(await Notulist(u, wie).lees(id, groep, versie), uit)

    @router.get(
        "/overleggen/{id}/notulen/document",
        response_model=NotulendocumentUit,
        **operatie(
            "leesNotulenAlsDocument",
            "Geeft hetzelfde verslag als PDF, om af te drukken",
            antwoord=VOORBEELD_DOCUMENT,
            fouten=(502,),
            beschrijving="Voor wie het verslag mag lezen. Lezen wordt vastgelegd.",
        ),
    )
    async def druk_af(
        id: Kenmerk, u: UitwisselingAfh, wie: Lezer, groep: Groep = None
    ) -> NotulendocumentUit:
        notulen = await Notulist(u, wie).lees(id, groep, None)
        code = (await u.gateway.groep(notulen.groep)).get("code")
        papier = stel_document_op(u.dienst.regels, notulen, str(code or notulen.groep))
        pdf = await asyncio.to_thread(druk_document, papier, u.dienst.klok())
        return NotulendocumentUit(
            overleg=id,
            versie=notulen.versie,
            bestandsnaam=f"verslag-{id}-{notulen.versie}.pdf",
            document=base64.b64encode(pdf).decode("ascii"),
        )


def _voeg_reageren_toe(router: APIRouter) -> None:
    @router.post(
        "/overleggen/{id}/notulen/_onderteken",
        response_model=NotulenUit,
        **operatie(
            "ondertekenNotulen",
            "Tekent voor het verslag namens deze partij, of zegt wat er anders moet",
            verzoek=VOORBEELD_ONDERTEKENING,
            antwoord=VOORBEELD_NOTULEN,
            fouten=(409, 502),
            koppen=ETAG,
            beschrijving="Elke partij die erbij was hoort het. Zij tekent precies deze versie.",
        ),
    )
    async def onderteken(
        id: Kenmerk, invoer: Ondertekening, u: UitwisselingAfh, wie: Notulerende, uit: Response,
        groep: Groep = None,
    ) -> NotulenUit:  # fmt: skip
        return _met_etag(await Notulist(u, wie).onderteken(id, groep, invoer), uit)

    @router.post(
        "/overleggen/{id}/notulen/_gedaan",
        response_model=NotulenUit,
        **operatie(
            "meldAfspraakGedaan",
            "Zegt dat deze partij deed wat zij in het overleg heeft afgesproken",
            verzoek=VOORBEELD_AFRONDING,
            antwoord=VOORBEELD_NOTULEN,
            fouten=(409, 502),
            koppen=ETAG,
            beschrijving="Elke partij die erbij was hoort het.",
        ),
    )
    async def rond_af(
        id: Kenmerk, invoer: Afspraakafronding, u: UitwisselingAfh, wie: Notulerende, uit: Response,
        groep: Groep = None,
    ) -> NotulenUit:  # fmt: skip
        return _met_etag(await Notulist(u, wie).rond_af(id, groep, invoer), uit)


def _met_etag(notulen: NotulenUit, uit: Response) -> NotulenUit:
    uit.headers["ETag"] = etag_van(notulen.overleg, notulen.versie)
    return notulen
