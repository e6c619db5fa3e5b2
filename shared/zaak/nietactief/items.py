"""What is kept about one person, item by item, as somebody tests it (8.1; H5, G3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from shared.bestand.afscherming.opslag import beperkte_soorten, is_beperkt
from shared.bestand.dossier.bronnen import Dossierbron
from shared.bestand.dossier.dossier import Dossier, Dossiersoort
from shared.bestand.ontvangen.gegevens import open_gegeven
from shared.bestand.persoonssoorten import velden_van
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.bestand.nietactief import Aanleiding
from shared.partij.dienst import Dienst
from shared.partij.persoon import VELDEN, Persoon
from shared.zaak.nietactief import opslag
from shared.zaak.nietactief.begrippen import ONTVANGEN, PERSOON, Bewaarditem

_ALLES = 10_000


def soorten_van(dienst: Dienst) -> Mapping[str, Dossiersoort[Any, Any]]:
    """The party's own kinds of record, by code; several kinds of data may share one."""
    bronnen = [een for een in dienst.partij.bronnen.values() if isinstance(een, Dossierbron)]
    return {bron.soort.code: bron.soort for bron in bronnen}


def items_van(
    sessie: Session, dienst: Dienst, persoon: Persoon, aanleiding: Aanleiding, groep: str | None
) -> list[Bewaarditem]:
    """Who it is, every own record, and what others gave as far as this reason shows that.

    What is restricted is not among them: it is kept as it is, and nobody brings it back (11.1, c).
    """
    alles = [
        *_persoon(sessie, dienst, persoon, aanleiding),
        *_eigen(sessie, dienst, persoon),
        *(
            Bewaarditem(
                rij.id,
                ONTVANGEN,
                rij.gegevenssoort,
                rij.bron,
                open_gegeven(dienst.kluis, rij) or {},
            )
            for rij in opslag.ontvangen(sessie, persoon.id, aanleiding, groep)
        ),
    ]
    return [een for een in alles if not is_beperkt(sessie, persoon.id, een.gegevenssoort, een.id)]


def eis_leesbaar(wie: Medewerker, items: list[Bewaarditem]) -> None:
    """Who does not read a kind cannot say whether it is still correct."""
    wie.eis_soort(*(een.gegevenssoort for een in items if een.gegevenssoort is not None))


def _persoon(
    sessie: Session, dienst: Dienst, persoon: Persoon, aanleiding: Aanleiding
) -> list[Bewaarditem]:
    """Who somebody is came from another, too, where a message brought him here."""
    if aanleiding.alleen_eigen and persoon.herkomst != "eigen":
        return []
    beperkt = velden_van(beperkte_soorten(sessie, persoon.id), dienst.regels)
    velden = {naam: getattr(persoon, naam) for naam in VELDEN if naam not in beperkt}
    gegevens = {naam: str(waarde) for naam, waarde in velden.items() if waarde is not None}
    return [Bewaarditem(persoon.id, PERSOON, None, dienst.partij.code, gegevens)]


def _eigen(sessie: Session, dienst: Dienst, persoon: Persoon) -> list[Bewaarditem]:
    return [
        Bewaarditem(
            stuk.id,
            code,
            soort.soort_van(stuk.invoer),
            dienst.partij.code,
            stuk.invoer.model_dump(mode="json", by_alias=True),
        )
        for code, soort in sorted(soorten_van(dienst).items())
        for stuk in Dossier(sessie, dienst.kluis, dienst.klok, soort).lijst(
            persoon, na=None, limiet=_ALLES
        )
    ]
