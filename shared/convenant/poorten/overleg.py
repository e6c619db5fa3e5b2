"""Gates 13 and 14: who is at the table, whether an investigation runs, and along which way."""

from shared.convenant.begrippen import Overlegregel
from shared.convenant.poorten.bericht import ontvangrechten
from shared.convenant.poorten.deelname import onderzoek_loopt
from shared.convenant.poorten.geval import Geval, opsomming
from shared.convenant.toestandvorm import Overleg
from shared.convenant.verzoek import Onderdeel
from shared.convenant.vorm import kort


def poort_13_overleg(geval: Geval) -> None:
    """Who may take part in which meeting, and who gives what while no investigation runs."""
    for regel in geval.regels.overlegregels:
        if _overlegregel_sluit(geval, regel):
            geval.sluit(regel.reden)


def _overlegregel_sluit(geval: Geval, regel: Overlegregel) -> bool:
    return (
        _gaat_over_partijen(geval, regel)
        and _gaat_over_vorm(geval, regel)
        and _gaat_over_tafel(geval, regel)
        and _gaat_over_onderdelen(geval, regel)
        and not (regel.zonder_onderzoek and _onderzoek_loopt(geval))
    )


def _gaat_over_partijen(geval: Geval, regel: Overlegregel) -> bool:
    van, naar = geval.kop.afzender, geval.kop.ontvanger
    return (
        (regel.partij is None or van in regel.partij or naar in regel.partij)
        and (regel.van is None or van in regel.van)
        and (regel.naar is None or naar in regel.naar)
    )


def _gaat_over_vorm(geval: Geval, regel: Overlegregel) -> bool:
    kop, overleg = geval.kop, geval.overleg
    if regel.kanalen is not None and kop.kanaal not in regel.kanalen:
        return False
    if regel.overlegsoorten is not None and (
        overleg is None or overleg.soort not in regel.overlegsoorten
    ):
        return False
    return regel.vanaf_stap is None or (kop.stap is not None and kop.stap >= regel.vanaf_stap)


def _gaat_over_tafel(geval: Geval, regel: Overlegregel) -> bool:
    if regel.aan_tafel is None and not regel.derde_aan_tafel:
        return True
    aan_tafel = _partijen_aan_tafel(geval)
    if regel.aan_tafel is not None and not regel.aan_tafel & aan_tafel:
        return False
    derden = aan_tafel - {geval.kop.afzender, geval.kop.ontvanger}
    return not regel.derde_aan_tafel or bool(derden)


def _partijen_aan_tafel(geval: Geval) -> frozenset[str]:
    """The parties that have a registered deelnemer; whose nobody knows is no party's."""
    if geval.overleg is None:
        return frozenset()
    bekend = (geval.medewerker(wie) for wie in geval.overleg.deelnemers)
    return frozenset(autorisatie.partij for autorisatie in bekend if autorisatie is not None)


def _gaat_over_onderdelen(geval: Geval, regel: Overlegregel) -> bool:
    if not regel.over_onderdelen:
        return True
    return geval.persoonsgegevens and any(_past(onderdeel, regel) for onderdeel in geval.onderdelen)


def _past(onderdeel: Onderdeel, regel: Overlegregel) -> bool:
    soort = onderdeel.gegevenssoort
    return (
        (regel.categorieen is None or onderdeel.categorie in regel.categorieen)
        and (regel.gegevenssoorten is None or soort in regel.gegevenssoorten)
        and (regel.anders_dan is None or soort not in regel.anders_dan)
    )


def _onderzoek_loopt(geval: Geval) -> bool:
    """Without the message's own group no investigation is known: a gap is no permission."""
    groep = geval.groep
    return groep is not None and onderzoek_loopt(groep.strafrechtelijk_onderzoek, geval.vandaag)


def poort_14_kanaal(geval: Geval) -> None:
    """A listed way, one this kind may go; by mouth an uiting, in a meeting as it was registered."""
    kop, regels = geval.kop, geval.regels
    kanaal = regels.kanalen.get(kop.kanaal)
    if kanaal is None:
        wel = opsomming([k.titel for k in regels.kanalen.values()])
        waarom = regels.geweigerd.kanalen.get(kop.kanaal, "")
        geval.sluit("KANAAL_GEWEIGERD", waarde=kort(kop.kanaal), wel=wel, waarom=waarom)
    else:
        _kanaal_van_soort(geval)
    if geval.mondeling and kop.uiting is None:
        geval.sluit("UITING_ONTBREEKT")
    elif not geval.mondeling and kop.uiting is not None:
        geval.sluit("UITING_OVERBODIG")
    if kanaal is None or not kanaal.overleg:
        if kop.overleg is not None:
            geval.sluit("OVERLEG_OVERBODIG")
    elif geval.overleg is None:
        geval.sluit("OVERLEG_ONBEKEND")
    else:
        _overleg(geval, geval.overleg)
        _deelnemers(geval, geval.overleg)


def _kanaal_van_soort(geval: Geval) -> None:
    """The kind's own channels; a kind of data that has other ones for a correction, those."""
    kop, mag = geval.kop, geval.soort.kanalen
    if mag is None or kop.kanaal in mag or _eigen_correctiekanaal(geval):
        return
    wel = opsomming([geval.regels.kanalen[code].titel for code in mag])
    geval.sluit("KANAAL_NIET_VOOR_SOORT", wel=wel)


def _eigen_correctiekanaal(geval: Geval) -> bool:
    if geval.soort.regime != "verwijzing" or not geval.onderdelen:
        return False
    kanalen = [
        frozenset() if soort is None else soort.correctiekanalen or frozenset()
        for soort in geval.gegevenssoorten
    ]
    return all(geval.kop.kanaal in eigen for eigen in kanalen)


def _overleg(geval: Geval, overleg: Overleg) -> None:
    regels = geval.regels
    if geval.kop.groep not in overleg.groepen:
        geval.sluit("OVERLEG_ANDERE_GROEP")
    if overleg.dag != geval.vandaag:
        geval.sluit("OVERLEG_ANDERE_DAG", waarde=overleg.dag)
    if overleg.locatie not in regels.overleglocaties:
        geval.sluit(
            "OVERLEG_LOCATIE",
            waarde=kort(overleg.locatie),
            wel=opsomming(list(regels.overleglocaties.values())),
            waarom=regels.geweigerd.overleglocaties.get(overleg.locatie, ""),
        )


def _deelnemers(geval: Geval, overleg: Overleg) -> None:
    """Who speaks and who listens was registered, and everybody at the table may hear this."""
    kop = geval.kop
    for wie, rol in ((kop.medewerker, "verzendende"), (kop.ontvangende_medewerker, "ontvangende")):
        if wie is None or wie not in overleg.deelnemers:
            geval.sluit("OVERLEG_MEDEWERKER", waarde=rol)
    rechten = ontvangrechten(geval, geval.soort)
    for deelnemer in overleg.deelnemers:
        autorisatie = geval.medewerker(deelnemer)
        if autorisatie is None or not geval.volledig(autorisatie):
            geval.sluit("OVERLEG_DEELNEMERS")
        elif (
            autorisatie.partij == kop.ontvanger
            and rechten
            and not set(rechten).intersection(geval.rechten(autorisatie))
        ):
            geval.sluit("OVERLEG_FUNCTIE")
