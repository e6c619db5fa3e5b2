"""The gateway's rows in the one table from domain error to problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.alarmen.begrippen import OvergangKanNiet
from gateway.fouten import (
    AfzenderIsAnder,
    BerichtGeweigerd,
    BerichtIngetrokken,
    BestandenVol,
    GeenToegang,
    GroepsbesluitBotst,
    HandtekeningenOnvolledig,
    IdAlGebruikt,
    InhoudKanNiet,
    InvoerOngeldig,
    NietGevonden,
    NogNietKlaar,
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
from shared.web.problemen import Foutrij, Uitleg, foutrij

TIJDSTIP_BUITEN_VENSTER = "tijdstip-buiten-venster"
GEWEIGERD = "toetsing-geweigerd"


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


PROBLEMEN: tuple[Foutrij, ...] = (
    foutrij(AfzenderIsAnder, 403, "Niet uw bericht", naam="andere-afzender"),
    foutrij(GeenToegang, 403, "Geen toegang"),
    foutrij(NietGevonden, 404, "Niet gevonden"),
    foutrij(
        InvoerOngeldig,
        400,
        "Ongeldig verzoek",
        lambda fout: Uitleg(
            detail=fout.melding,
            fouten=tuple(Invoerfout(pad, melding) for pad, melding in fout.fouten),
        ),
    ),
    foutrij(
        TijdstipBuitenVenster, 400, "Tijdstip buiten het venster", naam=TIJDSTIP_BUITEN_VENSTER
    ),
    foutrij(BestandenVol, 409, "Te veel bestanden", naam="te-veel-bestanden"),
    foutrij(NogNietKlaar, 409, "Nog niet klaar", naam="nog-niet-klaar"),
    foutrij(IdAlGebruikt, 409, "Kenmerk al gebruikt", naam="kenmerk-al-gebruikt"),
    foutrij(BerichtIngetrokken, 409, "Ingetrokken", naam="bericht-ingetrokken"),
    foutrij(UitingBotst, 409, "Past niet bij de uiting", naam="uiting-botst"),
    foutrij(InhoudKanNiet, 409, "Inhoud kan nu niet", naam="inhoud-kan-niet"),
    foutrij(OverlegLigtVast, 409, "Overleg ligt vast", naam="overleg-ligt-vast"),
    foutrij(OvergangKanNiet, 409, "Kan nu niet", naam="alarm-kan-nu-niet"),
    foutrij(PastNietInHetLog, 413, "Besluit te groot", naam="besluit-te-groot"),
    foutrij(RegisterGewijzigd, 503, "Register gewijzigd"),
    foutrij(OntvangerOnbereikbaar, 503, "Ontvanger niet bereikbaar", naam="ontvanger-weg"),
    foutrij(OntvangerOnbruikbaar, 502, "Geen geldige ontvangst", naam="ontvangst-ongeldig"),
    foutrij(
        LogNietBeschikbaar,
        503,
        "Logboek niet beschikbaar",
        "Het logboek kan nu niet worden geschreven. Bied het verzoek later opnieuw aan.",
        naam="logboek-niet-beschikbaar",
    ),
    foutrij(BladOpgeschoond, 410, "Inhoud opgeschoond", str),
    foutrij(
        LogBeschadigd,
        500,
        "Logboek beschadigd",
        "Wat hier van het logboek is bewaard klopt niet met het logboek zelf; het is niet "
        "uitgegeven.",
    ),
    foutrij(BerichtGeweigerd, 403, "Niet toegestaan", _geweigerd, naam=GEWEIGERD),
    foutrij(
        HandtekeningenOnvolledig,
        403,
        "Handtekeningen onvolledig",
        lambda fout: _met_redenen(fout.melding, fout.redenen),
        naam="handtekeningen-onvolledig",
    ),
    foutrij(
        GroepsbesluitBotst,
        409,
        "Groepsbesluit kan nu niet",
        lambda fout: _met_redenen(fout.melding, fout.redenen),
        naam="groepsbesluit-botst",
    ),
)
