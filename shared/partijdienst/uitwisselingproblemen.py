"""From the errors of the exchange to a status: rows in the one table of ``shared.web``."""

from __future__ import annotations

from shared.innemen.fouten import BerichtAnders, OntvangstGeweigerd
from shared.partij.gatewayfouten import (
    GatewayFout,
    GatewayLater,
    GatewayOnbereikbaar,
    GatewayWeigert,
    GroepsbesluitKanNiet,
    InvoerAfgekeurd,
    ToetsingWeigert,
)
from shared.verzenden.fouten import BesluitWijktAf, BewijsOnvoldoende, InnameWacht, NietBezorgd
from shared.web.problemen import Foutrij, Uitleg, foutrij

_WACHT = "30"


def _later(fout: GatewayOnbereikbaar) -> Uitleg:
    wacht = str(int(fout.opnieuw_na)) if isinstance(fout, GatewayLater) else _WACHT
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
    foutrij(
        NietBezorgd,
        502,
        "Niet bezorgd",
        lambda fout: Uitleg(detail=fout.melding, extra={"id": fout.bericht_id}),
        naam="niet-bezorgd",
    ),
    foutrij(BewijsOnvoldoende, 502, "Bewijs onvoldoende"),
    foutrij(BesluitWijktAf, 502, "Besluiten verschillen", naam="besluit-wijkt-af"),
    foutrij(OntvangstGeweigerd, 403, "Aflevering geweigerd"),
    foutrij(
        InnameWacht,
        503,
        maak_detail=lambda fout: Uitleg(detail=fout.melding, koppen={"Retry-After": _WACHT}),
    ),
    foutrij(BerichtAnders, 409),
)
