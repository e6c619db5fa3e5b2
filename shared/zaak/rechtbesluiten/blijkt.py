"""Whether what was granted in part shows: here, and at everybody who holds it (covenant 11.1).

Nobody says by hand that it was done while it was not: a restriction of this request has to be
there, what was to be put right has to be different here, and no holder may have it as it was.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.beperking.opslag import van_persoon
from shared.zaak.rechtbesluiten.begrippen import BEPERKEN, VERBETEREN
from shared.zaak.rechtbesluiten.rechtzetten import (
    achterhaald,
    is_veranderd,
    is_weggehaald,
)
from shared.zaak.rechtbesluiten.vervolg import nog_nodig
from shared.zaak.rechten.begrippen import AFSCHRIFT, VERNIETIGEN
from shared.zaak.rechten.tabellen import RechtenverzoekRij
from shared.zaak.verzameling.nagekeken import is_nagekeken


def nog_te_doen(
    sessie: Session, u: Uitwisseling, wie: Medewerker, rij: RechtenverzoekRij
) -> str | None:
    """What is missing, for who says that it was done; ``None``: it shows."""
    stappen = nog_nodig(sessie, u.dienst.regels, rij) if rij.eigen else []
    if stappen:
        return f"Leg eerst vast: {'; '.join(stappen)}."
    gevolg = u.dienst.regels.betrokkenenrechten.gevolgen.get(rij.recht)
    persoon = rij.persoon_id
    if gevolg is None or persoon is None:
        return None
    if gevolg == AFSCHRIFT:
        return None if is_nagekeken(sessie, rij.id) else _GEEN_AFSCHRIFT
    if gevolg == BEPERKEN:
        hiervan = any(een.verzoek == rij.id for een in van_persoon(sessie, persoon))
        return None if hiervan else f"{_GEEN_BEPERKING} POST /v1/personen/{persoon}/beperkingen."
    anders = is_veranderd(sessie, u.dienst, persoon, rij.gemaakt_op)
    if gevolg == VERBETEREN and not anders:
        return NIETS_VERBETERD
    if not anders and not is_weggehaald(sessie, u.dienst, persoon, rij.gemaakt_op):
        return _NIETS_WEG
    return _wie_het_nog_heeft(sessie, u, wie, persoon, ook_weg=gevolg == VERNIETIGEN)


def _wie_het_nog_heeft(
    sessie: Session, u: Uitwisseling, wie: Medewerker, persoon: str, *, ook_weg: bool
) -> str | None:
    regels, per_soort = u.dienst.regels, dict[str, set[str]]()
    for een in achterhaald(sessie, u, wie, persoon):
        if ook_weg or not een.weg:
            per_soort.setdefault(een.plek.gegevenssoort, set()).update(een.partijen)
    if not per_soort:
        return None
    wat = "; ".join(
        f"{regels.gegevenssoorten[soort].titel} bij {', '.join(map(regels.titel_van, sorted(bij)))}"
        for soort, bij in sorted(per_soort.items())
    )
    return f"Nog zoals het was: {wat}. {_VERTEL}"


_GEEN_AFSCHRIFT = "Stel eerst op wat hij van zijn gegevens krijgt, en laat het nakijken."
_GEEN_BEPERKING = "Op dit verzoek is nog niets van hem beperkt. Doe dat met"
NIETS_VERBETERD: Final = "Sinds dit verzoek is hier niets van hem verbeterd. Doe dat eerst."
_NIETS_WEG = "Sinds dit verzoek is hier niets van hem weggehaald of ingetrokken. Doe dat eerst."
_VERTEL = "Laat het daar eerst verbeteren, of trek het in, en wacht tot dat is aangekomen."
