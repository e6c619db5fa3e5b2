"""From the errors of a party's own file to a status: rows in the one table of ``shared.web``."""

from __future__ import annotations

from shared.partij.fouten import (
    Conflict,
    GeenToegang,
    NietGevonden,
    OngeldigeInvoer,
    Vernietigd,
    VersieVerouderd,
)
from shared.web.problemen import Uitleg, registreer_fout

registreer_fout(NietGevonden, 404)
registreer_fout(Vernietigd, 410, "Vernietigd", naam="vernietigd")
registreer_fout(Conflict, 409)
registreer_fout(VersieVerouderd, 412)
registreer_fout(GeenToegang, 403, naam="geen-toegang")
registreer_fout(
    OngeldigeInvoer,
    400,
    "Ongeldig verzoek",
    lambda fout: Uitleg(detail="De invoer klopt niet; zie fouten.", fouten=fout.fouten),
)
