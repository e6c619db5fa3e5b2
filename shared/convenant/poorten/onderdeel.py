"""The gates about each onderdeel: 6 to 9, 11, 15 and 16.

Each function walks the onderdelen and reports to the ``Geval``. A gate that lacks its subject (an
unknown kind, category or party) leaves that onderdeel to the gate that names what is unknown.
"""

from shared.convenant.begrippen import Gegevenssoort, Partij
from shared.convenant.bestand.eisen import Eis, onvervuld
from shared.convenant.bestand.leeftijd import past
from shared.convenant.bestand.model import Categorie
from shared.convenant.kopvorm import Informatie, Kenmerken, Onderdeel
from shared.convenant.poorten.geval import Geval, of_geen, opsomming
from shared.convenant.termijnen import plus
from shared.convenant.vorm import kort


def poort_6_persoon(geval: Geval) -> None:
    """Only members, parents and participants, in the ages the covenant is about."""
    bekend = opsomming(list(geval.regels.categorieen)) if geval.onderdelen else ""
    volledig = geval.soort.persoonseisen == "volledig"
    for nummer, onderdeel in enumerate(geval.onderdelen):
        categorie = geval.categorie_van(onderdeel)
        if categorie is None:
            if volledig:
                geval.sluit("CATEGORIE_ONBEKEND", nummer, wel=bekend)
        elif not volledig:
            if onderdeel.leeftijdsklasse in categorie.ondergrens:
                geval.sluit(
                    "LEEFTIJD_ONDERGRENS", nummer, waarde=of_geen(onderdeel.leeftijdsklasse)
                )
        else:
            _leeftijd(geval, nummer, onderdeel, categorie)
            _medewerker(geval, nummer, onderdeel, categorie)
    if volledig:
        _een_mens(geval)


def _leeftijd(geval: Geval, nummer: int, onderdeel: Onderdeel, categorie: Categorie) -> None:
    if categorie.kind_verplicht:
        if onderdeel.kind is None:
            geval.sluit("KIND_ONTBREEKT", nummer)
        elif onderdeel.kind == onderdeel.betrokkene:
            geval.sluit("KIND_ZICHZELF", nummer)
    klasse, klassen = onderdeel.leeftijdsklasse, categorie.leeftijdsklassen
    if categorie.reden_leeftijd is not None and not past(categorie, [klasse]):
        waarde = "onbekend" if klasse is None else kort(klasse)
        geval.sluit(categorie.reden_leeftijd, nummer, waarde=waarde, wel=opsomming(klassen))


def _medewerker(geval: Geval, nummer: int, onderdeel: Onderdeel, categorie: Categorie) -> None:
    """Who takes part is an official of the sender; a member or parent never is one (4.4, D10)."""
    autorisaties = geval.toestand.autorisaties
    if categorie.deelnemer:
        eigen = geval.medewerker(onderdeel.betrokkene)
        if eigen is None or eigen.partij != geval.kop.afzender or not geval.volledig(eigen):
            geval.sluit("DEELNEMER_GEEN_MEDEWERKER", nummer)
    elif onderdeel.betrokkene in autorisaties or onderdeel.kind in autorisaties:
        geval.sluit("BETROKKENE_IS_MEDEWERKER", nummer)


def _een_mens(geval: Geval) -> None:
    """One betrokkene is in one category, and one person has one age."""
    categorieen: dict[str, int] = {}
    klassen: dict[str, str] = {}
    for nummer, onderdeel in enumerate(geval.onderdelen):
        categorie = geval.categorie_van(onderdeel)
        if categorieen.setdefault(onderdeel.betrokkene, onderdeel.categorie) != onderdeel.categorie:
            geval.sluit("CATEGORIE_VERSCHILT", nummer)
        if categorie is None or onderdeel.leeftijdsklasse is None:
            continue
        # Of a parent the class is the child's, so it says something about the child.
        wie = onderdeel.kind if categorie.kind_verplicht else onderdeel.betrokkene
        if wie is not None and klassen.setdefault(wie, onderdeel.leeftijdsklasse) != (
            onderdeel.leeftijdsklasse
        ):
            geval.sluit("LEEFTIJD_VERSCHILT", nummer)


def poort_7_inhoud(geval: Geval) -> None:
    """Whether this kind of message has onderdelen."""
    if geval.soort.onderdelen == "verplicht" and not geval.onderdelen:
        geval.sluit("ONDERDELEN_ONTBREKEN")
    elif geval.soort.onderdelen == "verboden" and geval.onderdelen:
        geval.sluit("ONDERDELEN_VERBODEN")


def poort_7_gegevenssoort(geval: Geval) -> None:
    """This kind, from this sender, about this category, in this step, over this channel."""
    if geval.soort.regime == "verwijzing":
        _correctiekanalen(geval)
        return
    if geval.afzender is None:
        return
    for nummer, onderdeel in enumerate(geval.onderdelen):
        soort = geval.gegevenssoorten[nummer]
        if soort is not None:
            _gegevenssoort(geval, nummer, onderdeel, soort, geval.afzender)


def _correctiekanalen(geval: Geval) -> None:
    """What was only told is only corrected that way."""
    for nummer, soort in enumerate(geval.gegevenssoorten):
        eigen = None if soort is None else soort.correctiekanalen
        if eigen is not None and geval.kop.kanaal not in eigen:
            wegen = [k.titel for code, k in geval.regels.kanalen.items() if code in eigen]
            geval.sluit("CORRECTIE_KANAAL", nummer, wel=opsomming(wegen))


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
            code = onderdeel.gegevenssoort
            waarom = geval.regels.geweigerd.gegevenssoorten.get(code, "")
            geval.sluit("SOORT_GEWEIGERD", nummer, waarde=kort(code), waarom=waarom)
        if onderdeel.bijzonder:
            geval.sluit("BIJZONDER", nummer)


def poort_9_regime(geval: Geval) -> None:
    """What the law of the source asks of this sender and of this kind."""
    van_partij = geval.afzender.eisen if geval.afzender is not None else ()
    bij_verwijzing = geval.soort.regime == "verwijzing"
    for nummer, onderdeel in enumerate(geval.onderdelen):
        if geval.vrijgesteld(onderdeel, 9):
            continue
        soort = geval.gegevenssoorten[nummer]
        van_soort = () if soort is None else soort.eisen
        if bij_verwijzing:
            _bij_correctie(geval, nummer, onderdeel, van_partij, van_soort)
        else:
            _eisen(geval, nummer, onderdeel, van_partij, onderdeel.kenmerken)
            _eisen(geval, nummer, onderdeel, van_soort, onderdeel.kenmerken)


def _bij_correctie(
    geval: Geval,
    nummer: int,
    onderdeel: Onderdeel,
    van_partij: tuple[Eis, ...],
    van_soort: tuple[Eis, ...],
) -> None:
    """Of an own datum: what this party declares, and the terms by the dates it was given with."""
    if onderdeel.herkomst != "eigen":
        return
    _eisen(geval, nummer, onderdeel, _ook_dan(van_partij), onderdeel.kenmerken)
    eerder = geval.eerder(onderdeel)
    if eerder is not None:
        toen = Kenmerken.model_construct(
            eerste_verwerking=eerder.eerste_verwerking,
            termijn_tot=eerder.termijn_tot,
            gerelateerd=eerder.gerelateerd,
        )
        _eisen(geval, nummer, onderdeel, _ook_dan(van_soort), toen)


def _ook_dan(eisen: tuple[Eis, ...]) -> tuple[Eis, ...]:
    return tuple(eis for eis in eisen if eis.ook_bij_correctie)


def _eisen(
    geval: Geval,
    nummer: int,
    onderdeel: Onderdeel,
    eisen: tuple[Eis, ...],
    kenmerken: Kenmerken | None,
) -> None:
    if not eisen:
        return
    for eis, waarde in onvervuld(eisen, kenmerken, onderdeel.categorie, geval.vandaag):
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
        waarom = geval.regels.geweigerd.grondslagen.get(onderdeel.grondslag)
        code = "GRONDSLAG_PAST_NIET" if waarom is None else "GRONDSLAG_GEWEIGERD"
        geval.sluit(code, nummer, wel=opsomming(list(mogelijk)), waarom=waarom or "")
        return
    _eisen(geval, nummer, onderdeel, regel.eisen, onderdeel.kenmerken)
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
    _uitzondering(geval, nummer, informatie)


def _uitzondering(geval: Geval, nummer: int, informatie: Informatie) -> None:
    """A ground of the closed list, a second official, and a day soon to look again (I5, J3)."""
    gronden = geval.regels.uitzonderingsgronden
    if informatie.grond not in gronden:
        wel = opsomming(list(gronden.values()))
        geval.sluit("UITZONDERING_GROND", nummer, waarde=of_geen(informatie.grond), wel=wel)
    if informatie.tweede_persoon is not True:
        geval.sluit("UITZONDERING_TWEEDE", nummer)
    dag = informatie.herbeoordeling
    uiterlijk = plus(geval.vandaag, geval.regels.herbeoordelen_binnen)
    if dag is None or dag <= geval.vandaag:
        geval.sluit("UITZONDERING_HERBEOORDELING", nummer, waarde=of_geen(dag))
    elif dag > uiterlijk:
        geval.sluit("UITZONDERING_TE_LAAT", nummer, waarde=dag, wel=uiterlijk)
