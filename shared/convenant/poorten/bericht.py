"""The gates about the message as a whole: 1 to 4, 10, 12, and 7 for its stuk.

Each function reports to the ``Geval`` why its gate closes; reporting nothing leaves it open.
What a gate means is in the profile, part 1; the numbers are the profile's.
"""

from collections.abc import Iterator
from datetime import timedelta

from shared.convenant.begrippen import Partij
from shared.convenant.bestand.model import Berichtsoort
from shared.convenant.poorten.geval import Geval, of_geen, opsomming
from shared.convenant.toestandvorm import Autorisatie
from shared.convenant.vorm import kort

_VERZENDEND = "verzendende"
_ONTVANGEND = "ontvangende"


def poort_1_convenant(geval: Geval) -> None:
    """The one named; and for a kind the covenant has to be in force for, in force today."""
    kop, convenant = geval.kop, geval.toestand.convenant
    if kop.convenant != convenant.id or kop.convenant != geval.regels.id:
        geval.sluit("CONVENANT_ANDER", waarde=kort(kop.convenant), wel=geval.regels.id)
    if geval.soort.alle_convenantregels:
        _convenant_geldt(geval)


def _convenant_geldt(geval: Geval) -> None:
    kop, convenant, vandaag = geval.kop, geval.toestand.convenant, geval.vandaag
    if vandaag <= convenant.laatste_ondertekening:
        eerste_dag = convenant.laatste_ondertekening
        if eerste_dag < eerste_dag.max:
            eerste_dag += timedelta(days=1)
        geval.sluit("CONVENANT_NIET_IN_WERKING", wel=eerste_dag)
    if convenant.beeindigd_per is not None and vandaag >= convenant.beeindigd_per:
        geval.sluit("CONVENANT_BEEINDIGD", waarde=convenant.beeindigd_per)
    for opzegging in convenant.opzeggingen:
        if opzegging.per > vandaag:
            continue
        titel = geval.regels.titel_van(opzegging.partij)
        if opzegging.partij in (kop.afzender, kop.ontvanger):
            geval.sluit("CONVENANT_OPGEZEGD", waarde=titel, wel=opzegging.per)
        elif opzegging.voortgezet is not True:
            geval.sluit("CONVENANT_NIET_VOORTGEZET", waarde=titel, wel=opzegging.per)


def poort_2_partijen(geval: Geval) -> None:
    """Two different parties, active where the kind asks it; and only the source gives."""
    kop = geval.kop
    if kop.afzender == kop.ontvanger:
        geval.sluit("PARTIJ_ZICHZELF")
    for code, partij in ((kop.afzender, geval.afzender), (kop.ontvanger, geval.ontvanger)):
        stand = geval.toestand.partijen.get(code)
        titel = geval.regels.titel_van(code)
        if partij is None:
            geval.sluit("PARTIJ_ONBEKEND", waarde=titel)
        elif stand is None:
            geval.sluit("PARTIJ_NIET_GEREGISTREERD", waarde=titel)
        elif not stand.actief and not geval.soort.ook_niet_actief:
            geval.sluit("PARTIJ_NIET_ACTIEF", waarde=titel)
    if not geval.soort.herkomst_ontvangen:
        for nummer, onderdeel in enumerate(geval.onderdelen):
            if onderdeel.herkomst == "ontvangen":
                geval.sluit("DOORVERSTREKKING", nummer)


def poort_3_dpia(geval: Geval) -> None:
    """Personal data go between parties whose DPIA has been approved, both of them."""
    if not geval.persoonsgegevens:
        return
    for code in (geval.kop.afzender, geval.kop.ontvanger):
        stand = geval.toestand.partijen.get(code)
        if stand is not None and not stand.dpia_goedgekeurd:
            geval.sluit("DPIA_ONTBREEKT", waarde=geval.regels.titel_van(code))


def poort_4_medewerkers(geval: Geval) -> None:
    """Both officials are who they must be today, in a function that gives this kind's right."""
    kop, soort = geval.kop, geval.soort
    rechten = _gevraagde_rechten(geval)
    for wie, partij, rol, verplicht, recht in (
        (kop.medewerker, kop.afzender, _VERZENDEND, soort.medewerker_verplicht, rechten[0]),
        (
            kop.ontvangende_medewerker,
            kop.ontvanger,
            _ONTVANGEND,
            soort.ontvangende_medewerker_verplicht,
            rechten[1],
        ),
    ):
        titel = geval.regels.titel_van(partij)
        if wie is None:
            if verplicht:
                geval.sluit("MEDEWERKER_ONTBREEKT", waarde=rol, wel=titel)
            continue
        for code in _gebreken(geval, wie, partij, recht):
            # Of somebody else's official people hear only that he may not receive this.
            geval.sluit(code if rol == _VERZENDEND else "ONTVANGER_MAG_NIET", waarde=rol, wel=titel)


def _gevraagde_rechten(geval: Geval) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What each side's function must give one of; nothing: any function will do."""
    soort = geval.soort
    if geval.soort.recht_van_verwijzing:
        regel, verwijzing = geval.soort.verwijzing, geval.verwijzing
        if regel is None or verwijzing is None or verwijzing.soort not in regel.soorten:
            return (), ()
        # What a meeting allows besides is for what is said there itself.
        terug = geval.regels.soorten[verwijzing.soort]
        return _een_recht(terug.recht_afzender), _een_recht(terug.recht_ontvanger)
    return _een_recht(soort.recht_afzender), ontvangrechten(geval, soort)


def _een_recht(recht: str | None) -> tuple[str, ...]:
    return () if recht is None else (recht,)


def ontvangrechten(geval: Geval, soort: Berichtsoort) -> tuple[str, ...]:
    """The rights of which the receiving side needs one to take in this kind of message."""
    ook = () if geval.overleg is None else soort.recht_in_overleg.get(geval.overleg.soort, ())
    return ook if soort.recht_ontvanger is None else (soort.recht_ontvanger, *ook)


def _gebreken(geval: Geval, wie: str, partij: str, recht: tuple[str, ...]) -> Iterator[str]:
    autorisatie = geval.medewerker(wie)
    if autorisatie is None:
        yield "AUTORISATIE_ONTBREEKT"
        return
    if autorisatie.partij != partij:
        yield "AUTORISATIE_ANDERE_PARTIJ"
    elif recht and not set(recht).intersection(geval.rechten(autorisatie)):
        yield "FUNCTIE_ZONDER_RECHT"
    if not _alleen_functie(geval):
        yield from _verklaringen(geval, autorisatie)


def _verklaringen(geval: Geval, autorisatie: Autorisatie) -> Iterator[str]:
    for voldaan, code in (
        (autorisatie.aangewezen, "NIET_AANGEWEZEN"),
        (autorisatie.geautoriseerd, "NIET_GEAUTORISEERD"),
        (autorisatie.geheimhouding, "GEHEIMHOUDING_ONTBREEKT"),
        (autorisatie.vog, "VOG_ONTBREEKT"),
        (geval.vandaag <= autorisatie.geldig_tot, "AUTORISATIE_VERLOPEN"),
    ):
        if not voldaan:
            yield code


def _alleen_functie(geval: Geval) -> bool:
    """Whether only party and function count: a leak or a fault is told, whoever finds it."""
    if geval.soort.autorisatie == "functie-bij-niet-actief":
        standen = (
            geval.toestand.partijen.get(code) for code in (geval.kop.afzender, geval.kop.ontvanger)
        )
        return any(stand is not None and not stand.actief for stand in standen)
    return geval.soort.autorisatie == "functie"


def poort_7_stuk(geval: Geval) -> None:
    """The stuk belongs to this kind of message, this flow and this step; destroyed says what."""
    kop, soort = geval.kop, geval.soort
    if soort.vernietigd and kop.vernietigd is None:
        geval.sluit("VERNIETIGD_ONTBREEKT")
    if kop.stuk is None:
        return
    stuk = geval.regels.stukken[kop.stuk]
    if stuk.soort != kop.soort:
        eigen = [s.titel for s in geval.regels.stukken.values() if s.soort == kop.soort]
        geval.sluit("STUK_ANDERE_SOORT", waarde=f"'{stuk.titel}'", wel=opsomming(eigen))
        return
    regels = geval.regels.stukregels[kop.stuk]
    regel = regels.get((kop.afzender, kop.ontvanger))
    if regel is None:
        titel = geval.regels.titel_van
        anderen = [(van, naar) for van, naar in regels if van != naar]
        wel = opsomming([f"van {titel(van)} aan {titel(naar)}" for van, naar in anderen])
        geval.sluit("STUK_NIET_IN_STROOM", waarde=f"'{stuk.titel}'", wel=wel)
        return
    if kop.stap is None and kop.groep is None and stuk.zonder_groep:
        return
    if regel.stappen is not None and kop.stap not in regel.stappen:
        wel = opsomming(sorted(regel.stappen))
        geval.sluit("STUK_NIET_IN_STAP", waarde=f"'{stuk.titel}'", wel=wel)


def poort_10_doel(geval: Geval) -> None:
    """Personal data go with one of the purposes this sender may provide these for."""
    if not geval.persoonsgegevens:
        return
    doel = geval.kop.doel
    mogelijk = tuple(geval.regels.doelen) if geval.afzender is None else geval.afzender.doelen
    if doel is None:
        geval.sluit("DOEL_ONTBREEKT", wel=opsomming(mogelijk))
        return
    if doel not in mogelijk:
        geval.sluit("DOEL_NIET_VOOR_PARTIJ", waarde=doel, wel=opsomming(mogelijk))
    for regel in geval.regels.doelregels:
        if doel not in regel.doelen:
            continue
        wel = opsomming([geval.regels.gegevenssoorten[s].titel for s in regel.gegevenssoorten])
        for nummer, onderdeel in enumerate(geval.onderdelen):
            if (
                onderdeel.categorie in regel.categorieen
                and onderdeel.gegevenssoort not in regel.gegevenssoorten
            ):
                geval.sluit(regel.reden, nummer, wel=wel)


def poort_12_afweging(geval: Geval) -> None:
    """A human has weighed what this sender must weigh, and motivated it."""
    if not geval.persoonsgegevens:
        return
    _leeftijdsmotivering(geval)
    velden = _afwegingsvelden(geval.afzender, geval)
    namen = opsomming([naam for naam, _ in velden], "en")
    afweging = geval.kop.afweging
    if afweging is None:
        geval.sluit("AFWEGING_ONTBREEKT", wel=namen)
        return
    for naam, veld in velden:
        if getattr(afweging, veld) is not True:
            geval.sluit("AFWEGING_ONVOLLEDIG", waarde=naam, wel=namen)
    if not afweging.motivering:
        geval.sluit("MOTIVERING_ONTBREEKT")


def _leeftijdsmotivering(geval: Geval) -> None:
    """Some ages ask for a motivation of their own per onderdeel (A4)."""
    for nummer, onderdeel in enumerate(geval.onderdelen):
        categorie = geval.categorie_van(onderdeel)
        if categorie is None or onderdeel.leeftijdsklasse not in categorie.met_motivering:
            continue
        kenmerken = onderdeel.kenmerken
        if kenmerken is None or kenmerken.extra_motivering is not True:
            geval.sluit("LEEFTIJD_MOTIVERING", nummer, waarde=of_geen(onderdeel.leeftijdsklasse))


def _afwegingsvelden(partij: Partij | None, geval: Geval) -> tuple[tuple[str, str], ...]:
    if partij is not None:
        return partij.afweging
    # Of an unknown sender everything is asked that is asked of every party.
    alle = [frozenset(bekende.afweging) for bekende in geval.regels.partijen.values()]
    return tuple(sorted(frozenset.intersection(*alle))) if alle else ()
