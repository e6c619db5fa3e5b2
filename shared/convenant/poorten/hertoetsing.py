"""A receiver decides again, on its own copy of the rules and on what it knows itself. Pure.

The gateway has decided, and need not be believed. What a receiver cannot know (the state of a
group, of the other party's officials, of a meeting) is taken as it would have to be for the
message to be allowed; everything the kop itself says, and everything the receiver's own file
knows, counts as it is. So what these rules never allow is refused here, whoever allowed it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.convenant.begrippen import Convenantregels
from shared.convenant.besluit import Besluit
from shared.convenant.kopvorm import Kop
from shared.convenant.poorten.aangenomen import (
    autorisatie,
    functie_met,
    groep_in_stap,
    overleg_van,
)
from shared.convenant.poorten.toetsing import toets
from shared.convenant.termijnen import datum_nl
from shared.convenant.verzoek import stel_verzoek_samen
from shared.convenant.vorm import tijdstip_tekst

__all__ = ["Eigenkennis", "hertoets"]


@dataclass(frozen=True)
class Eigenkennis:
    """What the receiver's own file knows of a message it was sent.

    ``op``: the time of the gateway's decision. ``autorisaties``: the own officials, in the shape of
    ``toestand.autorisaties``. ``gevraagd``: ids of requests this party sent to the sender that
    were taken in and not withdrawn. ``verwijzing``: the message it builds on, in the shape of
    ``toestand.verwijzing``, as this party holds it; None where it holds none. ``partijen``: what
    parties themselves signed about their DPIA and taking part, in the shape of
    ``toestand.partijen``.
    """

    op: datetime
    autorisaties: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    gevraagd: frozenset[str] = frozenset()
    verwijzing: Mapping[str, Any] | None = None
    partijen: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)


def hertoets(
    kop: Kop, kop_json: dict[str, Any], regels: Convenantregels, kennis: Eigenkennis
) -> Besluit:
    """The decision of these rules; refused where no state of the unknown would allow it.

    Raises ``OngeldigToetsverzoek`` for a kop with codes these rules do not know.
    """
    besluiten = [
        toets(
            stel_verzoek_samen(kop, kop_json, _toestand(kop, regels, kennis, overleg), regels),
            regels,
        )
        for overleg in _overleggen(kop, regels, kennis.op)
    ]
    return next((besluit for besluit in besluiten if besluit.toegestaan), besluiten[-1])


def _toestand(
    kop: Kop, regels: Convenantregels, kennis: Eigenkennis, overleg: dict[str, Any] | None
) -> dict[str, Any]:
    """The unknown as it must be, the known as it is."""
    return {
        "nu": tijdstip_tekst(kennis.op),
        "convenant": {
            "id": regels.id,
            "laatsteOndertekening": regels.ondertekend.isoformat(),
        },
        "partijen": {
            code: dict(kennis.partijen.get(code, {"actief": True, "dpiaGoedgekeurd": True}))
            for code in regels.partijen
        },
        "autorisaties": _autorisaties(kop, regels, kennis),
        "groep": _groep(kop, regels, kennis),
        "verwijzing": None if kennis.verwijzing is None else dict(kennis.verwijzing),
        "overleg": overleg,
    }


def _overleggen(kop: Kop, regels: Convenantregels, op: datetime) -> Iterator[dict[str, Any] | None]:
    """Every meeting it may have been: of which kind it was, the receiver does not decide."""
    kanaal = regels.kanalen.get(kop.kanaal)
    if kanaal is None or not kanaal.overleg or kop.overleg is None:
        yield None
        return
    deelnemers = (kop.medewerker, kop.ontvangende_medewerker)
    for soort in regels.overlegsoorten:
        yield overleg_van(regels, kop.overleg, soort, deelnemers, kop.groep, datum_nl(op))


def _autorisaties(
    kop: Kop, regels: Convenantregels, kennis: Eigenkennis
) -> dict[str, Mapping[str, Any]]:
    """The own officials as they are; the sender's as they must be."""
    van_afzender = [kop.medewerker] if kop.medewerker is not None else []
    for onderdeel in kop.onderdelen:
        categorie = regels.categorieen.get(onderdeel.categorie)
        if categorie is not None and categorie.deelnemer:
            van_afzender.append(onderdeel.betrokkene)
    functie = _functie(kop, regels, kennis)
    aangenomen = {wie: autorisatie(kop.afzender, functie) for wie in van_afzender}
    return {**aangenomen, **kennis.autorisaties}


def _functie(kop: Kop, regels: Convenantregels, kennis: Eigenkennis) -> str:
    """A function of the sender's that may send this, if it has one."""
    soort = regels.soorten[kop.soort]
    if soort.recht_van_verwijzing and kennis.verwijzing is not None:
        soort = regels.soorten.get(str(kennis.verwijzing["soort"]), soort)
    return functie_met(regels, kop.afzender, soort.recht_afzender)


def _groep(kop: Kop, regels: Convenantregels, kennis: Eigenkennis) -> dict[str, Any] | None:
    if kop.groep is None or kop.stap is None:
        return None
    antwoord, verzoeken = kop.in_reactie_op, []
    if antwoord is not None and antwoord in kennis.gevraagd:
        verzoeken = [{"id": antwoord, "van": kop.ontvanger, "aan": kop.afzender}]
    return groep_in_stap(regels, kop.groep, kop.stap, datum_nl(kennis.op), verzoeken)
