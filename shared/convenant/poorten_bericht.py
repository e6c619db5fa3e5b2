"""The gates about the message as a whole: 1 to 4, 10, 12, 13 and 14.

Each function reports to the ``Geval`` why its gate closes; reporting nothing leaves it open.
What a gate means is in the profile, part 1; the numbers are the profile's.
"""

from datetime import timedelta

from shared.convenant.begrippen import Overlegregel, Partij
from shared.convenant.geval import Geval, opsomming
from shared.convenant.overleg import onderzoek_loopt
from shared.convenant.verzoek import Autorisatie
from shared.convenant.vorm import kort


def poort_1_convenant(geval: Geval) -> None:
    """In force on this day, not ended, not left by sender or receiver, and the one named."""
    kop, convenant, vandaag = geval.kop, geval.toestand.convenant, geval.vandaag
    if kop.convenant != convenant.id or kop.convenant != geval.regels.id:
        geval.sluit("CONVENANT_ANDER", waarde=kort(kop.convenant), wel=geval.regels.id)
    if vandaag <= convenant.laatste_ondertekening:
        eerste_dag = convenant.laatste_ondertekening
        if eerste_dag < eerste_dag.max:
            eerste_dag += timedelta(days=1)
        geval.sluit("CONVENANT_NIET_IN_WERKING", wel=eerste_dag)
    if convenant.beeindigd_per is not None and vandaag >= convenant.beeindigd_per:
        geval.sluit("CONVENANT_BEEINDIGD", waarde=convenant.beeindigd_per)
    for opzegging in convenant.opzeggingen:
        if opzegging.per <= vandaag and opzegging.partij in (kop.afzender, kop.ontvanger):
            titel = geval.regels.titel_van(opzegging.partij)
            geval.sluit("CONVENANT_OPGEZEGD", waarde=titel, wel=opzegging.per)


def poort_2_partijen(geval: Geval) -> None:
    """Two different, active parties; and only the source gives what it has."""
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
        elif not stand.actief:
            geval.sluit("PARTIJ_NIET_ACTIEF", waarde=titel)
    if not geval.soort.herkomst_ontvangen:
        for nummer, onderdeel in enumerate(geval.onderdelen):
            if onderdeel.herkomst == "ontvangen":
                geval.sluit("DOORVERSTREKKING", nummer)


def poort_3_dpia(geval: Geval) -> None:
    """Personal data leave only a party whose DPIA has been approved."""
    stand = geval.toestand.partijen.get(geval.kop.afzender)
    if geval.persoonsgegevens and stand is not None and not stand.dpia_goedgekeurd:
        geval.sluit("DPIA_ONTBREEKT")


def poort_4_medewerkers(geval: Geval) -> None:
    """Both employees are designated, authorised, sworn to secrecy and screened, today."""
    kop, soort = geval.kop, geval.soort
    _medewerker(geval, kop.medewerker, kop.afzender, "verzendende", soort.medewerker_verplicht)
    _medewerker(
        geval,
        kop.ontvangende_medewerker,
        kop.ontvanger,
        "ontvangende",
        soort.ontvangende_medewerker_verplicht,
    )


def _medewerker(geval: Geval, wie: str | None, partij: str, rol: str, verplicht: bool) -> None:
    titel = geval.regels.titel_van(partij)
    if wie is None:
        if verplicht:
            geval.sluit("MEDEWERKER_ONTBREEKT", waarde=rol, wel=titel)
        return
    autorisatie = geval.toestand.autorisaties.get(wie)
    if autorisatie is None:
        geval.sluit("AUTORISATIE_ONTBREEKT", waarde=rol, wel=titel)
        return
    for code in _gebreken(geval, autorisatie, partij):
        geval.sluit(code, waarde=rol, wel=titel)


def _gebreken(geval: Geval, autorisatie: Autorisatie, partij: str) -> list[str]:
    eisen = (
        (autorisatie.partij == partij, "AUTORISATIE_ANDERE_PARTIJ"),
        (autorisatie.aangewezen, "NIET_AANGEWEZEN"),
        (autorisatie.geautoriseerd, "NIET_GEAUTORISEERD"),
        (autorisatie.geheimhouding, "GEHEIMHOUDING_ONTBREEKT"),
        (autorisatie.vog, "VOG_ONTBREEKT"),
        (geval.vandaag <= autorisatie.geldig_tot, "AUTORISATIE_VERLOPEN"),
    )
    return [code for voldaan, code in eisen if not voldaan]


def poort_10_doel(geval: Geval) -> None:
    """Personal data go with one of the purposes this sender may provide for."""
    if not geval.persoonsgegevens:
        return
    doel, alle = geval.kop.doel, tuple(geval.regels.doelen)
    mogelijk = alle if geval.afzender is None else geval.afzender.doelen
    if doel is None:
        geval.sluit("DOEL_ONTBREEKT", wel=opsomming(mogelijk))
    elif doel not in geval.regels.doelen:
        geval.sluit("DOEL_ONBEKEND", waarde=kort(doel), wel=opsomming(mogelijk))
    elif doel not in mogelijk:
        geval.sluit("DOEL_NIET_VOOR_PARTIJ", waarde=doel, wel=opsomming(mogelijk))


def poort_12_afweging(geval: Geval) -> None:
    """A human has weighed what this sender must weigh, and motivated it."""
    if not geval.persoonsgegevens:
        return
    velden = _afwegingsvelden(geval.afzender, geval)
    namen = opsomming([naam for naam, _ in velden])
    afweging = geval.kop.afweging
    if afweging is None:
        geval.sluit("AFWEGING_ONTBREEKT", wel=namen)
        return
    for naam, veld in velden:
        if getattr(afweging, veld) is not True:
            geval.sluit("AFWEGING_ONVOLLEDIG", waarde=naam, wel=namen)
    if not afweging.motivering:
        geval.sluit("MOTIVERING_ONTBREEKT")


def _afwegingsvelden(partij: Partij | None, geval: Geval) -> tuple[tuple[str, str], ...]:
    if partij is not None:
        return partij.afweging
    # Of an unknown sender everything is asked that is asked of every party.
    alle = [frozenset(bekende.afweging) for bekende in geval.regels.partijen.values()]
    return tuple(sorted(frozenset.intersection(*alle))) if alle else ()


def poort_13_overleg(geval: Geval) -> None:
    """Who may take part in which meeting, and who gives what while no investigation runs."""
    for regel in geval.regels.overlegregels:
        if _overlegregel_sluit(geval, regel):
            geval.sluit(regel.reden)


def _overlegregel_sluit(geval: Geval, regel: Overlegregel) -> bool:
    return (
        _gaat_over_partijen(geval, regel)
        and _gaat_over_vorm(geval, regel)
        and _gaat_over_onderdelen(geval, regel)
        and not (regel.zonder_onderzoek and _onderzoek_loopt_of_onbekend(geval))
    )


def _gaat_over_partijen(geval: Geval, regel: Overlegregel) -> bool:
    van, naar = geval.kop.afzender, geval.kop.ontvanger
    return (
        (regel.partij is None or regel.partij in (van, naar))
        and (regel.van is None or regel.van == van)
        and (regel.naar is None or regel.naar == naar)
    )


def _gaat_over_vorm(geval: Geval, regel: Overlegregel) -> bool:
    kop = geval.kop
    if regel.kanalen is not None and kop.kanaal not in regel.kanalen:
        return False
    if regel.overlegsoorten is not None and (
        kop.overleg is None or kop.overleg.soort not in regel.overlegsoorten
    ):
        return False
    return regel.vanaf_stap is None or (kop.stap is not None and kop.stap >= regel.vanaf_stap)


def _gaat_over_onderdelen(geval: Geval, regel: Overlegregel) -> bool:
    categorieen, anders_dan = regel.categorieen, regel.anders_dan
    if categorieen is None and anders_dan is None:
        return True
    return any(
        (categorieen is None or onderdeel.categorie in categorieen)
        and (anders_dan is None or onderdeel.gegevenssoort not in anders_dan)
        for onderdeel in geval.onderdelen
    )


def _onderzoek_loopt_of_onbekend(geval: Geval) -> bool:
    if geval.groep is None:
        return True  # gate 5 has refused; without the group there is nothing to judge here
    return onderzoek_loopt(geval.groep.strafrechtelijk_onderzoek, geval.vandaag)


def poort_14_kanaal(geval: Geval) -> None:
    """A listed channel; a meeting in a listed place with participants known beforehand."""
    kop, regels = geval.kop, geval.regels
    kanaal = regels.kanalen.get(kop.kanaal)
    if kanaal is None:
        geval.sluit("KANAAL_ONBEKEND", waarde=kort(kop.kanaal), wel=opsomming(list(regels.kanalen)))
        return
    if not kanaal.overleg:
        return
    if kop.overleg is None:
        geval.sluit("OVERLEG_ONTBREEKT")
        return
    if kop.overleg.locatie not in regels.overleglocaties:
        plaatsen = opsomming(list(regels.overleglocaties.values()))
        geval.sluit("OVERLEG_LOCATIE", waarde=kort(kop.overleg.locatie), wel=plaatsen)
    if not kop.overleg.deelnemers_vooraf_geregistreerd:
        geval.sluit("OVERLEG_DEELNEMERS")
