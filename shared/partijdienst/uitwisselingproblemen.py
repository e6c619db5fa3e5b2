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
from shared.web.problemen import Uitleg, registreer_fout

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


registreer_fout(GatewayFout, 502)
registreer_fout(GatewayOnbereikbaar, 503, maak_detail=_later)
registreer_fout(GatewayWeigert, 502)
registreer_fout(
    GroepsbesluitKanNiet,
    409,
    "Groepsbesluit kan nu niet",
    lambda fout: Uitleg(detail=fout.melding, extra={"redenen": fout.redenen}),
    naam="groepsbesluit-kan-niet",
)
registreer_fout(
    InvoerAfgekeurd,
    400,
    "Ongeldig verzoek",
    lambda fout: Uitleg(detail="De gateway keurt de invoer af.", fouten=fout.fouten),
)
registreer_fout(ToetsingWeigert, 403, "Geweigerd", _weigering, naam="toetsing-weigert")
registreer_fout(
    NietBezorgd,
    502,
    "Niet bezorgd",
    lambda fout: Uitleg(detail=fout.melding, extra={"id": fout.bericht_id}),
    naam="niet-bezorgd",
)
registreer_fout(BewijsOnvoldoende, 502, "Bewijs onvoldoende")
registreer_fout(BesluitWijktAf, 502, "Besluiten verschillen", naam="besluit-wijkt-af")
registreer_fout(OntvangstGeweigerd, 403, "Aflevering geweigerd")
registreer_fout(
    InnameWacht,
    503,
    maak_detail=lambda fout: Uitleg(detail=fout.melding, koppen={"Retry-After": _WACHT}),
)
registreer_fout(BerichtAnders, 409)
