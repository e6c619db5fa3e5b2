"""Which messages are common: nothing has to be done about them but to store them. Pure.

Common is: data about people who are already known here behind their pseudonyms and who need not be
completed, with nothing to set apart; the announcement of such data by mouth; and what is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shared.bericht.inhoud import Inhoud
from shared.bericht.personen.persoonscontrole import geboortedata
from shared.bestand.ontvangen.personen import gegevens_uit
from shared.bestand.ontvangen.weigering import Weigering
from shared.convenant.berichtsoorten import geeft_gegevens
from shared.convenant.regels.laden import Convenantregels
from shared.innemen.bericht import Gelezen
from shared.innemen.bewaren.bundel import NIEMAND, Over, Wie
from shared.innemen.oordelen.kennis import Drager, Kennis
from shared.partij.persoon import Persoonsgegevens

_NIETS = Persoonsgegevens()


def voorop(regels: Convenantregels, berichten: Sequence[Gelezen]) -> Sequence[Gelezen]:
    """Those at the front that may be common, and of which none is judged on another of them.

    Who names a message in front of it, or is named by one, finds it stored only afterwards.
    """
    gekomen: set[str] = set()
    genoemd: set[str] = set()
    for plaats, een in enumerate(berichten):
        kenmerk, over = een.kop["id"], een.kop.get("inReactieOp")
        if not _kan(regels, een) or kenmerk in gekomen | genoemd or over in gekomen:
            return berichten[:plaats]
        gekomen.add(kenmerk)
        if over is not None:
            genoemd.add(over)
    return berichten


def als_gewoon(
    regels: Convenantregels, een: Gelezen, weigering: Weigering | None, kennis: Kennis
) -> Over | None:
    """Whom a common message is about, with their keys; None where it is not common."""
    if weigering is not None:
        return None if weigering.alarm else NIEMAND
    if een.inhoud is None:
        return NIEMAND if een.mondeling else None
    bekenden = _bekenden(een.kop, kennis)
    if bekenden is None or not all(
        _blijft(regels, een.inhoud, betrokkene, drager)
        for betrokkene, (drager, _) in bekenden.items()
    ):
        return None
    personen = {wie: Wie(drager.persoon_id, sleutel) for wie, (drager, sleutel) in bekenden.items()}
    return Over(personen, tuple(dict.fromkeys(wie.sleutel_id for wie in personen.values())))


def _kan(regels: Convenantregels, een: Gelezen) -> bool:
    """By what it says itself."""
    if een.weigering is not None:
        return not een.weigering.alarm
    if not geeft_gegevens(regels, een.kop["soort"]) or not een.kop["onderdelen"]:
        return False
    return een.mondeling if een.inhoud is None else not een.apart and een.inhoud.stuk is None


def _bekenden(kop: Mapping[str, Any], kennis: Kennis) -> dict[str, tuple[Drager, str]] | None:
    """Everybody it is about with the key, when each is known and the only bearer ever.

    Not who is heard of for the first time in this group: a key is made for him.
    """
    bekenden = {}
    for deel in kop["onderdelen"]:
        dragers = kennis.dragers.get((str(kop["groep"]), deel["betrokkene"]), ())
        if len(dragers) != 1 or dragers[0].sleutel_id is None or dragers[0].aanpaksleutel is None:
            return None
        bekenden[deel["betrokkene"]] = (dragers[0], dragers[0].aanpaksleutel)
    return bekenden


def _blijft(regels: Convenantregels, inhoud: Inhoud, betrokkene: str, drager: Drager) -> bool:
    """Whether what is known of this person stays as it is."""
    if drager.gezin and geboortedata(inhoud, regels):
        # The parents are looked at again (``verbetering.ouderwacht``), in a session.
        return False
    # A received person may still have to be completed with what this message says.
    return drager.eigen or gegevens_uit(inhoud, betrokkene, regels) == _NIETS
