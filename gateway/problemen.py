"""The gateway's rows in the one table from domain error to problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.alarmen.begrippen import OvergangKanNiet
from gateway.fouten import (
    AfzenderIsAnder,
    BerichtGeweigerd,
    BerichtIngetrokken,
    GeenToegang,
    GroepsbesluitBotst,
    HandtekeningenOnvolledig,
    IdAlGebruikt,
    InhoudKanNiet,
    InvoerOngeldig,
    NietGevonden,
    OntvangerOnbereikbaar,
    OntvangerOnbruikbaar,
    OverlegLigtVast,
    PastNietInHetLog,
    RegisterGewijzigd,
    TijdstipBuitenVenster,
    UitingBotst,
)
from shared.logboek.fouten import BladOpgeschoond, LogBeschadigd, LogNietBeschikbaar
from shared.web.meldingen import Invoerfout
from shared.web.problemen import Uitleg, registreer_fout

TIJDSTIP_BUITEN_VENSTER = "tijdstip-buiten-venster"
GEWEIGERD = "toetsing-geweigerd"

registreer_fout(AfzenderIsAnder, 403, "Niet uw bericht", naam="andere-afzender")
registreer_fout(GeenToegang, 403, "Geen toegang")
registreer_fout(NietGevonden, 404, "Niet gevonden")
registreer_fout(
    InvoerOngeldig,
    400,
    "Ongeldig verzoek",
    lambda fout: Uitleg(
        detail=fout.melding,
        fouten=tuple(Invoerfout(pad, melding) for pad, melding in fout.fouten),
    ),
)
registreer_fout(
    TijdstipBuitenVenster, 400, "Tijdstip buiten het venster", naam=TIJDSTIP_BUITEN_VENSTER
)
registreer_fout(IdAlGebruikt, 409, "Kenmerk al gebruikt", naam="kenmerk-al-gebruikt")
registreer_fout(BerichtIngetrokken, 409, "Ingetrokken", naam="bericht-ingetrokken")
registreer_fout(UitingBotst, 409, "Past niet bij de uiting", naam="uiting-botst")
registreer_fout(InhoudKanNiet, 409, "Inhoud kan nu niet", naam="inhoud-kan-niet")
registreer_fout(OverlegLigtVast, 409, "Overleg ligt vast", naam="overleg-ligt-vast")
registreer_fout(OvergangKanNiet, 409, "Kan nu niet", naam="alarm-kan-nu-niet")
registreer_fout(PastNietInHetLog, 413, "Besluit te groot", naam="besluit-te-groot")
registreer_fout(RegisterGewijzigd, 503, "Register gewijzigd")
registreer_fout(OntvangerOnbereikbaar, 503, "Ontvanger niet bereikbaar", naam="ontvanger-weg")
registreer_fout(OntvangerOnbruikbaar, 502, "Geen geldige ontvangst", naam="ontvangst-ongeldig")
registreer_fout(LogNietBeschikbaar, 503, "Logboek niet beschikbaar",
                "Het logboek kan nu niet worden geschreven. Bied het verzoek later opnieuw aan.",
                naam="logboek-niet-beschikbaar")  # fmt: skip
registreer_fout(BladOpgeschoond, 410, "Inhoud opgeschoond", str)
registreer_fout(LogBeschadigd, 500, "Logboek beschadigd",
                "Wat hier van het logboek is bewaard klopt niet met het logboek zelf; het is niet "
                "uitgegeven.")  # fmt: skip


def _geweigerd(fout: BerichtGeweigerd) -> Uitleg:
    return Uitleg(
        detail=fout.melding,
        extra={
            "besluit": fout.besluit,
            "redenen": fout.besluit["redenen"],
            "bladnummer": fout.logboek["bladnummer"],
            "logboek": fout.logboek,
        },
    )


def _met_redenen(melding: str, redenen: Sequence[Mapping[str, Any]]) -> Uitleg:
    return Uitleg(
        detail=" ".join([melding, *(str(reden["uitleg"]) for reden in redenen)]),
        extra={"redenen": [dict(reden) for reden in redenen]},
    )


registreer_fout(BerichtGeweigerd, 403, "Niet toegestaan", _geweigerd, naam=GEWEIGERD)
registreer_fout(
    HandtekeningenOnvolledig,
    403,
    "Handtekeningen onvolledig",
    lambda fout: _met_redenen(fout.melding, fout.redenen),
    naam="handtekeningen-onvolledig",
)
registreer_fout(
    GroepsbesluitBotst,
    409,
    "Groepsbesluit kan nu niet",
    lambda fout: _met_redenen(fout.melding, fout.redenen),
    naam="groepsbesluit-botst",
)
