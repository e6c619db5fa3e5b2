"""AuthZEN 1.0 in the NLgov profile: the decision without an exchange."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import Depends
from starlette.requests import Request

from gateway.fouten import InvoerOngeldig
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh
from gateway.toetsen.evaluatie import Evaluatie, Vraag
from gateway.toetsen.vormen import (
    Authzenbeschrijving,
    Deelvraag,
    Evaluatieantwoord,
    Evaluatiesantwoord,
    Evaluatiesverzoek,
    Evaluatieverzoek,
)
from gateway.web import voorbeelden
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.instellingen.instellingen import Instellingen
from shared.web.limieten import Limieten
from shared.web.verzoek.onderdelen import van

router = maak_router("toetsing", basis="/access/v1")

EvaluatieAfh = Annotated[Evaluatie, Depends(van(Evaluatie))]
bekend = maak_router("toetsing", basis="/.well-known")

_DELEN = ("subject", "action", "resource", "context")
# AuthZEN 1.0, 7.1.2: na welke uitkomst de rest niet meer hoeft.
_STOPT_BIJ = {"execute_all": None, "deny_on_first_deny": False, "permit_on_first_permit": True}


@router.post(
    "/evaluation",
    **operatie(
        "evalueer",
        "Vraag wat de toetsing nu over een kop zou besluiten",
        beschrijving=(
            "Volgens het NLgov-profiel voor AuthZEN 1.0. Er wordt niets verstuurd. Een weigering "
            "is `200` met `decision: false`; het besluit met alle redenen en de gebruikte toestand "
            "staan in `context`. Een partij vraagt als afzender, voor de medewerker in de kop. Wie "
            "het logboek controleert neemt met `context.toestand` een eerder besluit opnieuw. Een "
            "kop met een code die het convenant niet kent is een 400 met elke fout."
        ),
        verzoek=voorbeelden.EVALUATIE_IN,
        antwoord=voorbeelden.EVALUATIE_UIT,
        beveiliging=LEZERS,
    ),
)
async def evalueer(
    verzoek: Evaluatieverzoek, evaluatie: EvaluatieAfh, wie: RaadplegerAfh
) -> Evaluatieantwoord:
    vraag = _vraag(verzoek, "")
    (antwoord,) = await to_thread.run_sync(evaluatie.beantwoord, [vraag], wie)
    return Evaluatieantwoord(**antwoord)


@router.post(
    "/evaluations",
    **operatie(
        "evalueerReeks",
        "Vraag de toetsing over meer koppen tegelijk",
        beschrijving=(
            "Wat in een vraag ontbreekt, komt uit de leden op het hoogste niveau. Zonder "
            "`evaluations`, of met een lege, is het hele verzoek één vraag en het antwoord één "
            "`decision` (AuthZEN 1.0, 7.1)."
        ),
        verzoek=voorbeelden.EVALUATIES_IN,
        antwoord=voorbeelden.EVALUATIES_UIT,
        beveiliging=LEZERS,
    ),
)
async def evalueer_reeks(
    request: Request, verzoek: Evaluatiesverzoek, evaluatie: EvaluatieAfh, wie: RaadplegerAfh
) -> Evaluatiesantwoord | Evaluatieantwoord:
    limieten: Limieten = request.app.state.limieten
    vragen = _vragen(verzoek, limieten.max_evaluaties)
    antwoorden = await to_thread.run_sync(evaluatie.beantwoord, vragen, wie)
    gegeven = [Evaluatieantwoord(**antwoord) for antwoord in antwoorden]
    if not verzoek.evaluations:
        return gegeven[0]
    stop = _STOPT_BIJ[verzoek.options.evaluations_semantic]
    for nummer, antwoord in enumerate(gegeven):
        if antwoord.decision is stop:
            return Evaluatiesantwoord(evaluations=gegeven[: nummer + 1])
    return Evaluatiesantwoord(evaluations=gegeven)


@bekend.get(
    "/authzen-configuration",
    **operatie(
        "leesAuthzenConfiguratie",
        "Waar de toetsing te vragen is",
        antwoord=voorbeelden.AUTHZEN_CONFIGURATIE,
    ),
)
def lees_authzen_configuratie(request: Request) -> Authzenbeschrijving:
    instellingen: Instellingen = request.app.state.instellingen
    wortel = instellingen.server.publieke_url.removesuffix("/v1")
    return Authzenbeschrijving(
        policy_decision_point=wortel,
        access_evaluation_endpoint=f"{wortel}/access/v1/evaluation",
        access_evaluations_endpoint=f"{wortel}/access/v1/evaluations",
    )


def _vragen(verzoek: Evaluatiesverzoek, hoogstens: int) -> list[Vraag]:
    """Every question, completed with the defaults; `InvoerOngeldig` names all that lacks."""
    fouten: list[tuple[str, str]] = []
    if verzoek.options.evaluations_semantic not in _STOPT_BIJ:
        fouten.append(("/options/evaluations_semantic", f"is geen van {', '.join(_STOPT_BIJ)}"))
    if len(verzoek.evaluations) > hoogstens:
        fouten.append(("/evaluations", f"mag hoogstens {hoogstens} vragen hebben"))
    # Zonder reeks is het hele verzoek één vraag (AuthZEN 1.0, 7.1).
    reeks: list[tuple[str, Deelvraag]] = [
        (f"/evaluations/{nummer}", deel)
        for nummer, deel in enumerate(verzoek.evaluations[:hoogstens])
    ] or [("", verzoek)]
    vragen = []
    for plaats, deel in reeks:
        heel = {naam: getattr(deel, naam) or getattr(verzoek, naam) for naam in _DELEN}
        ontbreekt = [naam for naam, waarde in heel.items() if waarde is None]
        fouten += [(f"{plaats}/{naam}", "ontbreekt") for naam in ontbreekt]
        if not ontbreekt:
            vragen.append(_vraag(Evaluatieverzoek.model_construct(**heel), plaats))
    if fouten:
        raise InvoerOngeldig("Het verzoek klopt niet; zie fouten.", tuple(fouten))
    return vragen


def _vraag(verzoek: Evaluatieverzoek, plaats: str) -> Vraag:
    partij = verzoek.subject.properties.get("partij")
    return Vraag(
        subject_type=verzoek.subject.type,
        subject_id=verzoek.subject.id,
        subject_partij=None if partij is None else str(partij),
        action=verzoek.action.name,
        resource_type=verzoek.resource.type,
        resource_id=verzoek.resource.id,
        kop=verzoek.context.kop,
        toestand=verzoek.context.toestand,
        plaats=plaats,
    )
