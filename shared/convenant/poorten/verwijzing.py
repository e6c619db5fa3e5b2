"""Gate 5, for what builds on an earlier message: it brings nothing and nobody that was not there.

What the earlier message is, only the register tells (``toestand.verwijzing``); which kinds of
message may build on which, in which direction and on what of it, are rows of the covenant file.
"""

from shared.convenant.bestand.model import Verwijzingsregel
from shared.convenant.poorten.geval import Geval, opsomming
from shared.convenant.toestandvorm import EerderOnderdeel, Verwijzing
from shared.convenant.verzoek import Onderdeel

_RICHTINGEN = {
    "heen": "van {afzender} aan {ontvanger}",
    "terug": "van {ontvanger} aan {afzender}",
    "gekregen": "aan {afzender}",
}


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
