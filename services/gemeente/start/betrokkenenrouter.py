"""``/v1/meldingen/{id}/betrokkenen``: which members of the group were involved in a report."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path

from services.gemeente.start.betrokkenheid import NIET_KORTER, betrek, betrokken_bij, haal_los
from services.gemeente.start.tabellen import MeldingRij
from shared.bestand.afscherming.opslag import is_beeindigd
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, Handeling, leg_raadpleging_vast
from shared.partij.fouten import Conflict, NietGevonden
from shared.partij.web.voorbeelden import VOORBEELD_ID
from shared.partij.web.vormen import Kenmerk, Uitvoermodel
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie

Lezer = Annotated[Medewerker, Depends(medewerker("groepsleden.lezen"))]
Schrijver = Annotated[Medewerker, Depends(medewerker("groepsleden.schrijven"))]
PersoonId = Annotated[Kenmerk, Path(alias="persoonId", description="Een lid van de groep.")]
SOORT = "melding-betrokkene"
_PAD = "/meldingen/{id}/betrokkenen"
_VOORBEELD: dict[str, Any] = {"personen": [VOORBEELD_ID]}


class BetrokkenenUit(Uitvoermodel):
    """Who was involved in a report, by reference to the own file."""

    personen: list[str]


def betrokkenen_router() -> APIRouter:
    """Say who was involved, take that back, and read it."""
    router = maak_router("meldingen")

    @router.get(
        _PAD,
        response_model=BetrokkenenUit,
        **operatie(
            "lijstMeldingbetrokkenen",
            "Geeft de leden van de groep die bij een melding betrokken waren",
            antwoord=_VOORBEELD,
            beschrijving="Het inzien wordt vastgelegd.",
        ),
    )
    def lijst(id: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> BetrokkenenUit:
        return _doe(u, wie, id, None, "lijst")

    @router.put(
        _PAD + "/{persoonId}",
        response_model=BetrokkenenUit,
        **operatie(
            "betrekBijMelding",
            "Zegt dat een lid van de groep bij deze melding betrokken was",
            antwoord=_VOORBEELD,
            fouten=(409,),
            beschrijving="Van de laatste melding waarin iemand voorkomt hangt af hoe lang hij na "
            "het afsluiten van de groep in het bestand blijft. Wat na het afsluiten wordt "
            "vastgelegd, verlengt dat niet.",
        ),
    )
    def betrek_lid(
        id: Kenmerk, persoon: PersoonId, u: UitwisselingAfh, wie: Schrijver
    ) -> BetrokkenenUit:
        return _doe(u, wie, id, persoon, "wijzigen")

    @router.delete(
        _PAD + "/{persoonId}",
        response_model=BetrokkenenUit,
        **operatie(
            "haalLosVanMelding",
            "Neemt terug dat iemand bij een melding betrokken was",
            antwoord=_VOORBEELD,
            fouten=(409,),
            beschrijving="Niet meer na het afsluiten van de groep: dat maakt korter hoe lang "
            "iemand blijft, en dat doet niemand alleen.",
        ),
    )
    def haal_lid_los(
        id: Kenmerk, persoon: PersoonId, u: UitwisselingAfh, wie: Schrijver
    ) -> BetrokkenenUit:
        return _doe(u, wie, id, persoon, "wijzigen", los=True)

    return router


def _doe(
    u: Uitwisseling,
    wie: Medewerker,
    kenmerk: str,
    persoon: str | None,
    handeling: Handeling,
    *,
    los: bool = False,
) -> BetrokkenenUit:
    """One change, or none, and what stands then; with its trace."""
    dienst = u.dienst
    with dienst.transactie() as sessie:
        melding = sessie.get(MeldingRij, kenmerk, with_for_update=persoon is not None or None)
        if melding is None:
            raise NietGevonden("Deze melding staat niet in het bestand.")
        wie.eis_groep(melding.groep)
        dicht = is_beeindigd(sessie, melding.groep)
        if dicht and los:
            raise Conflict(NIET_KORTER)
        if persoon is not None:
            # How long he stays follows from it: nobody makes that different of who is restricted.
            wie.eis_persoon(sessie, persoon, ook_afgeschermd=dicht)
        if persoon is not None and los:
            haal_los(sessie, melding, persoon)
        elif persoon is not None:
            betrek(sessie, melding, persoon, dienst.klok(), wie.autorisatie_id)
        # Who is kept after the group closed shows to nobody, also not to who corrects this.
        personen = [] if dicht else betrokken_bij(sessie, kenmerk)
        # The answer names everybody involved, also to who changed one of them, or nothing.
        gelezen = dict.fromkeys([*personen, *([] if persoon is None else [persoon])])
        wat = [Geraadpleegd(kenmerk, een) for een in gelezen]
        leg_raadpleging_vast(sessie, dienst.klok, wie, handeling, SOORT, wat)
    return BetrokkenenUit(personen=personen)
