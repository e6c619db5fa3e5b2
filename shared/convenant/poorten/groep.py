"""Gate 5: may something be shared about this group, in this step, on this day?

Which of these checks a kind of message meets is in the covenant file (``groepseisen``). Without
the message's own group only that is reported. What a message builds on is in
``verwijzing``.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from shared.convenant.einde import is_actief
from shared.convenant.poorten.geval import Geval, of_geen
from shared.convenant.startcriteria import startgebreken
from shared.convenant.toestandvorm import Groep

Groepscontrole = Callable[[Geval, Groep], None]


def poort_5_groep(geval: Geval) -> None:
    """Report every check of this kind of message that fails."""
    soort, groep = geval.soort, geval.groep
    eisen = soort.groepseisen
    if geval.persoonsgegevens:
        eisen += soort.groepseisen_gegevens
    if eisen and not _nog_zonder_groep(geval):
        if groep is None:
            ander = geval.toestand.groep is not None and geval.kop.groep is not None
            geval.sluit("GROEP_ANDERE" if ander else "GROEP_ONTBREEKT")
        else:
            for eis in eisen:
                _CONTROLES[eis](geval, groep)


def _nog_zonder_groep(geval: Geval) -> bool:
    """A stuk that may come before there is a group, and names none."""
    kop = geval.kop
    if kop.stuk is None or kop.groep is not None or kop.stap is not None:
        return False
    stuk = geval.regels.stukken[kop.stuk]
    return stuk.soort == kop.soort and stuk.zonder_groep


def _groep(geval: Geval, groep: Groep) -> None:
    """That the group is the message's own has been seen already."""


def _status(geval: Geval, groep: Groep) -> None:
    if not is_actief(groep.status):
        geval.sluit("GROEP_NIET_ACTIEF", waarde=groep.status)


def _stap(geval: Geval, groep: Groep) -> None:
    if geval.kop.stap != groep.stap:
        geval.sluit("STAP_WIJKT_AF", waarde=of_geen(geval.kop.stap), wel=groep.stap)


def _gegevensstap(geval: Geval, groep: Groep) -> None:
    stap = geval.regels.stappen.get(groep.stap)
    if stap is None or not stap.persoonsgegevens:
        mogelijk = [s.nummer for s in geval.regels.stappen.values() if s.persoonsgegevens]
        wel = min(mogelijk) if mogelijk else "(geen)"
        geval.sluit("STAP_ZONDER_GEGEVENS", waarde=groep.stap, wel=wel)


def _start(geval: Geval, groep: Groep) -> None:
    besluit = groep.startbesluit
    if besluit is None:
        geval.sluit("STARTBESLUIT_ONTBREEKT")
        return
    if besluit.datum > geval.vandaag:
        geval.sluit("START_TOEKOMST", waarde=besluit.datum)
    for code, waarde, wel in startgebreken(besluit, geval.regels.start):
        geval.sluit(code, waarde=waarde, wel=wel)


def _einde(geval: Geval, groep: Groep) -> None:
    if groep.eindcriterium is not None:
        geval.sluit("EINDCRITERIUM_BEREIKT")


def _prioritering(geval: Geval, groep: Groep) -> None:
    stap = geval.regels.stappen.get(groep.stap)
    if stap is not None and stap.prioritering_nodig and groep.prioritering != "ja":
        geval.sluit("PRIORITERING_ONTBREEKT")


def _verzoek(geval: Geval, groep: Groep) -> None:
    kop = geval.kop
    stap = geval.regels.stappen.get(groep.stap)
    if stap is None or not stap.verzoek_nodig:
        return
    vrij = geval.regels.zonder_verzoek.get((groep.stap, kop.afzender, kop.ontvanger), frozenset())
    if all(onderdeel.categorie in vrij for onderdeel in geval.onderdelen):
        return
    beantwoordt = kop.in_reactie_op is not None and any(
        verzoek.id == kop.in_reactie_op
        and verzoek.van == kop.ontvanger
        and verzoek.aan == kop.afzender
        for verzoek in groep.informatieverzoeken
    )
    if not beantwoordt:
        geval.sluit("VERZOEK_ONTBREEKT")


_CONTROLES: Final[Mapping[str, Groepscontrole]] = MappingProxyType(
    {
        "groep": _groep,
        "status": _status,
        "stap": _stap,
        "gegevensstap": _gegevensstap,
        "start": _start,
        "einde": _einde,
        "prioritering": _prioritering,
        "verzoek": _verzoek,
    }
)
