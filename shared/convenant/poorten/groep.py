"""Gate 5: may something be shared about this group, in this step, on this day?

Which of these checks a kind of message meets is in the covenant file (``groepseisen``). Without
the message's own group only that is reported.

What builds on an earlier message brings nothing and nobody that was not there. What that message
is, only the register tells (``toestand.verwijzing``); which kinds may build on which, in which
direction and on what of it, are rows of the covenant file.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from shared.convenant.bestand.model import Verwijzingsregel
from shared.convenant.einde import is_actief
from shared.convenant.poorten.geval import Geval, of_geen, opsomming
from shared.convenant.startcriteria import startgebreken
from shared.convenant.toestandvorm import EerderOnderdeel, Groep, Verwijzing
from shared.convenant.verzoek import Onderdeel

Groepscontrole = Callable[[Geval, Groep], None]

_RICHTINGEN = {
    "heen": "van {afzender} aan {ontvanger}",
    "terug": "van {ontvanger} aan {afzender}",
    "gekregen": "aan {afzender}",
}


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


def controleer_verwijzing(geval: Geval) -> None:
    """Report everything in which the message does not build on what it says it does."""
    regel, verwijzing = geval.soort.verwijzing, geval.verwijzing
    if regel is None:
        return
    if geval.kop.in_reactie_op is None:
        geval.sluit("VERWIJZING_ONTBREEKT")
    elif verwijzing is None or verwijzing.id != geval.kop.in_reactie_op:
        geval.sluit("VERWIJZING_ONBEKEND")
    else:
        _bericht(geval, regel, verwijzing)
        if regel.onderdelen == "plaats":
            _plaatsen(geval, regel)
        else:
            _betrokkenen(geval, verwijzing)


def _bericht(geval: Geval, regel: Verwijzingsregel, verwijzing: Verwijzing) -> None:
    soorten = geval.regels.soorten
    if verwijzing.groep != geval.kop.groep:
        geval.sluit("VERWIJZING_ANDERE_GROEP")
    if verwijzing.ingetrokken:
        geval.sluit("VERWIJZING_INGETROKKEN")
    if verwijzing.vernietigd and not regel.ook_vernietigd:
        geval.sluit("VERWIJZING_VERNIETIGD")
    if verwijzing.soort not in regel.soorten:
        wel = opsomming([soorten[code].titel for code in regel.soorten])
        geval.sluit("VERWIJZING_SOORT", waarde=soorten[verwijzing.soort].titel, wel=wel)
    richtingen = [naam for naam in regel.richtingen if _telt(naam, geval, regel)]
    if not any(_gaat(naam, geval, verwijzing) for naam in richtingen):
        partijen = {
            "afzender": geval.regels.titel_van(geval.kop.afzender),
            "ontvanger": geval.regels.titel_van(geval.kop.ontvanger),
        }
        wel = opsomming([_RICHTINGEN[naam].format(**partijen) for naam in richtingen])
        geval.sluit("VERWIJZING_RICHTING", wel=wel)


def _telt(richting: str, geval: Geval, regel: Verwijzingsregel) -> bool:
    return richting != "gekregen" or geval.kop.stap not in regel.niet_gekregen_in_stappen


def _gaat(richting: str, geval: Geval, verwijzing: Verwijzing) -> bool:
    heen = (geval.kop.afzender, geval.kop.ontvanger)
    if richting == "gekregen":
        return verwijzing.ontvanger == geval.kop.afzender
    gegeven = (verwijzing.afzender, verwijzing.ontvanger)
    return gegeven == (heen if richting == "heen" else heen[::-1])


def _plaatsen(geval: Geval, regel: Verwijzingsregel) -> None:
    genoemd: set[int] = set()
    for nummer, onderdeel in enumerate(geval.onderdelen):
        if onderdeel.vervangt is None:
            geval.sluit("PLAATS_ONTBREEKT", nummer)
            continue
        if onderdeel.vervangt in genoemd:
            geval.sluit("PLAATS_DUBBEL", nummer, waarde=onderdeel.vervangt)
        genoemd.add(onderdeel.vervangt)
        eerder = geval.eerder(onderdeel)
        if eerder is None or eerder.ingetrokken:
            geval.sluit("PLAATS_STAAT_NIET", nummer, waarde=onderdeel.vervangt)
            continue
        if _wat(eerder) != _wat(onderdeel):
            geval.sluit("PLAATS_ANDERS", nummer, waarde=onderdeel.vervangt)
        if regel.volgt_bron:
            _herkomst(geval, nummer, onderdeel, eerder)


def _wat(deel: Onderdeel | EerderOnderdeel) -> tuple[str, int, str]:
    return deel.betrokkene, deel.categorie, deel.gegevenssoort


def _herkomst(geval: Geval, nummer: int, onderdeel: Onderdeel, eerder: EerderOnderdeel) -> None:
    """Own where it was the sender's own datum when first given, received where the receiver's."""
    kop = geval.kop
    if eerder.bron != (kop.afzender if onderdeel.herkomst == "eigen" else kop.ontvanger):
        wel = geval.regels.titel_van(eerder.bron)
        geval.sluit("HERKOMST_BRON", nummer, waarde=f"'{onderdeel.herkomst}'", wel=wel)


def _betrokkenen(geval: Geval, verwijzing: Verwijzing) -> None:
    """New kinds, nobody new."""
    bekend = {
        (deel.betrokkene, deel.categorie) for deel in verwijzing.onderdelen if not deel.ingetrokken
    }
    for nummer, onderdeel in enumerate(geval.onderdelen):
        if (onderdeel.betrokkene, onderdeel.categorie) not in bekend:
            geval.sluit("BETROKKENE_NIEUW", nummer)
