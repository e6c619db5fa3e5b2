"""From the errors of a party's own file and of the gateway to a status: rows in the one table."""

from __future__ import annotations

from shared.partij.fouten import (
    Conflict,
    GeenToegang,
    NietGevonden,
    OngeldigeInvoer,
    Vernietigd,
    VersieVerouderd,
)
from shared.partij.gatewayfouten import (
    GatewayFout,
    GatewayLater,
    GatewayOnbereikbaar,
    GatewayWeigert,
    GroepsbesluitKanNiet,
    InvoerAfgekeurd,
    ToetsingWeigert,
)
from shared.web.problemen import Foutrij, Uitleg, foutrij

WACHT = "30"
"""The seconds after which to try again, where nobody said how many."""


def _later(fout: GatewayOnbereikbaar) -> Uitleg:
    wacht = str(int(fout.opnieuw_na)) if isinstance(fout, GatewayLater) else WACHT
    return Uitleg(detail=fout.melding, koppen={"Retry-After": wacht})


def _weigering(fout: ToetsingWeigert) -> Uitleg:
    extra = {
        "redenen": fout.besluit.get("redenen", []),
        "besluit": fout.besluit,
        "bladnummer": fout.bladnummer,
        "id": fout.bericht_id,
    }
    return Uitleg(detail=fout.melding, extra={**extra, **fout.extra})


PROBLEMEN: tuple[Foutrij, ...] = (
    foutrij(NietGevonden, 404),
    foutrij(Vernietigd, 410, "Vernietigd", naam="vernietigd"),
    foutrij(Conflict, 409),
    foutrij(VersieVerouderd, 412),
    foutrij(GeenToegang, 403, naam="geen-toegang"),
    foutrij(
        OngeldigeInvoer,
        400,
        "Ongeldig verzoek",
        lambda fout: Uitleg(detail="De invoer klopt niet; zie fouten.", fouten=fout.fouten),
    ),
    foutrij(GatewayFout, 502),
    foutrij(GatewayOnbereikbaar, 503, maak_detail=_later),
    foutrij(GatewayWeigert, 502),
    foutrij(
        GroepsbesluitKanNiet,
        409,
        "Groepsbesluit kan nu niet",
        lambda fout: Uitleg(detail=fout.melding, extra={"redenen": fout.redenen}),
        naam="groepsbesluit-kan-niet",
    ),
    foutrij(
        InvoerAfgekeurd,
        400,
        "Ongeldig verzoek",
        lambda fout: Uitleg(detail="De gateway keurt de invoer af.", fouten=fout.fouten),
    ),
    foutrij(ToetsingWeigert, 403, "Geweigerd", _weigering, naam="toetsing-weigert"),
)
