"""Puts receiving together for one party: who judges, stores and signs."""

from __future__ import annotations

from collections.abc import Callable

from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.innemen.bericht import Ontvangstbewijzen
from shared.innemen.bewaren.bundel import Bundelkluis
from shared.innemen.bewaren.levering import Inhoudinname
from shared.innemen.bewaren.opslag import Innameopslag
from shared.innemen.bewaren.werk import Innamewerk
from shared.innemen.controle import Innamemiddelen
from shared.innemen.inname import Inname
from shared.opslag.sessies import SessieMaker
from shared.partij.dienst import Dienst


def maak_inname(
    dienst: Dienst,
    kluis: Bundelkluis,
    middelen: Innamemiddelen,
    ondertekenaar: Ondertekenaar,
    lezen: SessieMaker,
    na_lijst: Callable[[], None],
) -> Inname:
    """``na_lijst``: called when something was taken in that asks to be carried out."""
    bewijzen = Ontvangstbewijzen(ondertekenaar)
    werk = Innamewerk.van(dienst, kluis, bewijzen)
    opslag = Innameopslag(dienst.engine, dienst.sessie_maker, werk)
    inhoud = Inhoudinname(dienst.sessie_maker, lezen, werk)
    return Inname(middelen, opslag, inhoud, na_lijst)
