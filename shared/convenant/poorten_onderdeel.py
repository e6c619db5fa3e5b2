"""The gates about each onderdeel: 6 to 9, 11, 15 and 16.

Each function walks the onderdelen and reports to the ``Geval``. A gate that lacks its subject (an
unknown kind, category or party) leaves that onderdeel to the gate that names what is unknown.
"""

from shared.convenant.begrippen import Gegevenssoort, Partij
from shared.convenant.eisen import Eis, onvervuld
from shared.convenant.geval import Geval, of_geen, opsomming
from shared.convenant.verzoek import Onderdeel
from shared.convenant.vorm import kort


def poort_6_persoon(geval: Geval) -> None:
    """Only members and parents in the ages the covenant is about."""
    bekend = opsomming(list(geval.regels.categorieen)) if geval.onderdelen else ""
    for nummer, onderdeel in enumerate(geval.onderdelen):
        categorie = geval.categorie_van(onderdeel)
        if categorie is None:
            geval.sluit("CATEGORIE_ONBEKEND", nummer, wel=bekend)
            continue
        if 6 in categorie.zonder_poorten:
            continue
        if categorie.kind_verplicht and onderdeel.kind is None:
            geval.sluit("KIND_ONTBREEKT", nummer)
        klassen = categorie.leeftijdsklassen
        if categorie.reden_leeftijd is not None and onderdeel.leeftijdsklasse not in klassen:
            geval.sluit(
                categorie.reden_leeftijd,
                nummer,
                waarde="onbekend"
                if onderdeel.leeftijdsklasse is None
                else kort(onderdeel.leeftijdsklasse),
                wel=opsomming(klassen),
            )


def poort_7_inhoud(geval: Geval) -> None:
    """Whether this kind of message has onderdelen; met by every kind of message."""
    if geval.soort.onderdelen == "verplicht" and not geval.onderdelen:
        geval.sluit("ONDERDELEN_ONTBREKEN")
    elif geval.soort.onderdelen == "verboden" and geval.onderdelen:
        geval.sluit("ONDERDELEN_VERBODEN")


def poort_7_gegevenssoort(geval: Geval) -> None:
    """This kind, from this sender, about this category, in this step, over this channel."""
    if geval.afzender is None or geval.kop.stap is None:
        return
    for nummer, onderdeel in enumerate(geval.onderdelen):
        soort = geval.gegevenssoorten[nummer]
        if soort is not None and geval.categorie_van(onderdeel) is not None:
            _gegevenssoort(geval, nummer, onderdeel, soort, geval.afzender)


def _gegevenssoort(
    geval: Geval, nummer: int, onderdeel: Onderdeel, soort: Gegevenssoort, afzender: Partij
) -> None:
    regel = soort.regels.get((afzender.code, onderdeel.categorie))
    if regel is None:
        wel = [categorie for partij, categorie in soort.regels if partij == afzender.code]
        if wel:
            geval.sluit("SOORT_NIET_VOOR_CATEGORIE", nummer, wel=opsomming(wel))
        else:
            partijen = dict.fromkeys(geval.regels.titel_van(partij) for partij, _ in soort.regels)
            geval.sluit("SOORT_NIET_VAN_PARTIJ", nummer, wel=opsomming(list(partijen)))
        return
    if geval.kop.stap not in regel.stappen:
        geval.sluit("SOORT_NIET_IN_STAP", nummer, wel=opsomming(sorted(regel.stappen)))
    if regel.kanalen is not None and geval.kop.kanaal not in regel.kanalen:
        wegen = [k.titel for code, k in geval.regels.kanalen.items() if code in regel.kanalen]
        geval.sluit("SOORT_NIET_OVER_KANAAL", nummer, wel=opsomming(wegen))


def poort_8_verboden(geval: Geval) -> None:
    """Nothing outside the covenant's list and no special categories."""
    for nummer, onderdeel in enumerate(geval.onderdelen):
        if geval.gegevenssoorten[nummer] is None:
            geval.sluit("SOORT_ONBEKEND", nummer, waarde=kort(onderdeel.gegevenssoort))
        if onderdeel.bijzonder:
            geval.sluit("BIJZONDER", nummer)


def poort_9_regime(geval: Geval) -> None:
    """What the law of the source asks of this sender and of this kind."""
    van_partij = geval.afzender.eisen if geval.afzender is not None else ()
    for nummer, onderdeel in enumerate(geval.onderdelen):
        if geval.vrijgesteld(onderdeel, 9):
            continue
        soort = geval.gegevenssoorten[nummer]
        _eisen(geval, nummer, onderdeel, van_partij)
        if soort is not None:
            _eisen(geval, nummer, onderdeel, soort.eisen)


def _eisen(geval: Geval, nummer: int, onderdeel: Onderdeel, eisen: tuple[Eis, ...]) -> None:
    if not eisen:
        return
    for eis, waarde in onvervuld(eisen, onderdeel.kenmerken, onderdeel.categorie, geval.vandaag):
        geval.sluit(eis.reden, nummer, waarde=of_geen(waarde), wel=eis.wel)


def poort_11_grondslag(geval: Geval) -> None:
    """A legal basis that exists for this sender, receiver and kind, with what it asks."""
    if geval.afzender is None or geval.ontvanger is None:
        return
    for nummer, onderdeel in enumerate(geval.onderdelen):
        if geval.gegevenssoorten[nummer] is not None:
            _grondslag(geval, nummer, onderdeel)


def _grondslag(geval: Geval, nummer: int, onderdeel: Onderdeel) -> None:
    kop = geval.kop
    stroom = (kop.afzender, kop.ontvanger, onderdeel.gegevenssoort)
    mogelijk = geval.regels.grondslagregels.get(stroom)
    if mogelijk is None:
        geval.sluit("GEEN_GRONDSLAG", nummer)
        return
    if onderdeel.grondslag is None:
        geval.sluit("GRONDSLAG_ONTBREEKT", nummer, wel=opsomming(list(mogelijk)))
        return
    regel = mogelijk.get(onderdeel.grondslag)
    if regel is None:
        geval.sluit("GRONDSLAG_PAST_NIET", nummer, wel=opsomming(list(mogelijk)))
        return
    _eisen(geval, nummer, onderdeel, regel.eisen)
    if regel.taakgrondslagen:
        taak = None if onderdeel.kenmerken is None else onderdeel.kenmerken.taakgrondslag
        if taak not in regel.taakgrondslagen:
            taken = opsomming(list(regel.taakgrondslagen))
            geval.sluit("TAAKGRONDSLAG", nummer, waarde=of_geen(taak), wel=taken)


def poort_15_kwaliteit(geval: Geval) -> None:
    """Fact or judgement is told apart and other people are taken out."""
    for nummer, onderdeel in enumerate(geval.onderdelen):
        if onderdeel.aard is None:
            geval.sluit("AARD_ONTBREEKT", nummer)
        if not onderdeel.derden_verwijderd:
            geval.sluit("DERDEN_NIET_VERWIJDERD", nummer)


def poort_16_informatie(geval: Geval) -> None:
    """The betrokkene has been told, or there is a ground and a date to look again."""
    if geval.afzender is None or not geval.afzender.informatieplicht:
        return
    for nummer, onderdeel in enumerate(geval.onderdelen):
        if geval.categorie_van(onderdeel) is not None and not geval.vrijgesteld(onderdeel, 16):
            _informatie(geval, nummer, onderdeel)


def _informatie(geval: Geval, nummer: int, onderdeel: Onderdeel) -> None:
    informatie = onderdeel.informatie
    if informatie is None:
        geval.sluit("INFORMATIE_ONTBREEKT", nummer)
        return
    if informatie.status == "geinformeerd":
        return
    if informatie.status == "open":
        geval.sluit("INFORMATIE_OPEN", nummer)
        return
    gronden = geval.regels.uitzonderingsgronden
    if informatie.grond not in gronden:
        wel = opsomming(list(gronden.values()))
        geval.sluit("UITZONDERING_GROND", nummer, waarde=of_geen(informatie.grond), wel=wel)
    herbeoordeling = informatie.herbeoordeling
    if herbeoordeling is None or herbeoordeling <= geval.vandaag:
        geval.sluit("UITZONDERING_HERBEOORDELING", nummer, waarde=of_geen(herbeoordeling))
