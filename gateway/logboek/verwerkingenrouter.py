"""`POST /v1/processing-activities`: the gateway's own records of processing."""

from __future__ import annotations

from pydantic import Field

from gateway.fouten import GeenToegang
from gateway.logboek.afhankelijkheden import VerantwoordingAfh
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh
from gateway.toegang.zicht import Raadpleger
from gateway.web.vormen import Kenmerk
from shared.dataverwerkingen.lezen import (
    BESCHRIJVING,
    PAD,
    VOORBEELD_REGELS,
    VOORBEELD_SPOOR,
    Leesvorm,
    Leesvraag,
    Lezer,
    Regels,
)
from shared.dataverwerkingen.regels import in_groep
from shared.web.beschrijving.routes import maak_router, operatie

router = maak_router("dataverwerkingen")


class Betrokkenevraag(Leesvorm):
    """Somebody under the pseudonym that messages about one group carry."""

    groep: Kenmerk
    betrokkene: Kenmerk


class Gatewayleesvraag(Leesvraag):
    """A person is named by group and pseudonym; the name in the log is made of it here."""

    data_subject_id: Betrokkenevraag | None = Field(
        default=None, description="De betrokkene, met groep en pseudoniem zoals in een kop."
    )


@router.post(
    PAD,
    **operatie(
        "zoekDataverwerkingen",
        "Lees wat er met pseudoniemen is gedaan",
        beschrijving=BESCHRIJVING,
        verzoek={"traceId": VOORBEELD_SPOOR},
        antwoord=VOORBEELD_REGELS,
        beveiliging=LEZERS,
    ),
)
def zoek_dataverwerkingen(
    vraag: Gatewayleesvraag, verantwoording: VerantwoordingAfh, wie: RaadplegerAfh
) -> Regels:
    _eis_aangesteld(wie)
    gevraagd = vraag.data_subject_id
    betrokkene = None if gevraagd is None else in_groep(gevraagd.groep, gevraagd.betrokkene)
    return Lezer(verantwoording.log).lees(vraag, betrokkene)


def _eis_aangesteld(wie: Raadpleger) -> None:
    """A record does not say whose message it was, so one party could see another's."""
    if wie.partij is not None:
        raise GeenToegang(
            "Dit logboek gaat over berichten van alle partijen samen. Alleen een auditor die alle "
            "partijen hebben aangesteld leest het hier; uw eigen verwerkingen leest u bij de "
            "dienst van uw partij."
        )
