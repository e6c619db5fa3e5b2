"""What a permission carries: on what each onderdeel is permitted, and which duties follow."""

from collections.abc import Iterator
from datetime import date

from shared.convenant.begrippen import Plichtregel
from shared.convenant.besluit import Besluit, Grondslag, Plicht
from shared.convenant.poorten.geval import Geval
from shared.convenant.termijnen import Termijn, plus
from shared.convenant.verzoek import Onderdeel


def toestemming(geval: Geval) -> Besluit:
    """The permission for a message no gate closed for."""
    return Besluit((), tuple(_grondslagen(geval)), tuple(_plichten(geval)))


def _grondslagen(geval: Geval) -> Iterator[Grondslag]:
    if geval.persoonsgegevens:
        for nummer, onderdeel in enumerate(geval.onderdelen):
            yield _grondslag(geval, nummer, onderdeel)
        return
    soort, stuk = geval.soort, geval.regels.stukken.get(geval.kop.stuk or "")
    convenant = soort.convenant or ""
    interpretatie = soort.interpretatie
    if stuk is not None:
        convenant, interpretatie = stuk.convenant or convenant, stuk.interpretatie
    for plek in range(len(geval.onderdelen)) if geval.onderdelen else (None,):
        yield Grondslag(plek, None, convenant, soort.wet or "", interpretatie)


def _grondslag(geval: Geval, nummer: int, onderdeel: Onderdeel) -> Grondslag:
    kop = geval.kop
    stroom = (kop.afzender, kop.ontvanger, onderdeel.gegevenssoort)
    regel = geval.regels.grondslagregels[stroom][onderdeel.grondslag or ""]
    gegeven = geval.regels.gegevenssoorten[onderdeel.gegevenssoort].regels[
        (kop.afzender, onderdeel.categorie)
    ]
    wet = regel.wet
    if regel.taakgrondslagen and onderdeel.kenmerken is not None:
        wet = f"{wet} jo. {regel.taakgrondslagen[onderdeel.kenmerken.taakgrondslag or '']}"
    convenant = regel.convenant
    if gegeven.convenant != convenant:
        convenant = f"{convenant} en {gegeven.convenant}"
    return Grondslag(nummer, regel.code, convenant, wet, regel.interpretatie)


def _plichten(geval: Geval) -> Iterator[Plicht]:
    for regel in geval.regels.plichten:
        if not _geldt_voor_bericht(geval, regel):
            continue
        if regel.per_onderdeel:
            yield from _per_onderdeel(geval, regel)
        elif regel.categorieen is None or any(
            _geldt_voor_onderdeel(regel, onderdeel) for onderdeel in geval.onderdelen
        ):
            yield _plicht(regel, _uiterlijk(geval, regel, None), None)
    if geval.persoonsgegevens:
        yield from _bewaartermijnen(geval)


def _per_onderdeel(geval: Geval, regel: Plichtregel) -> Iterator[Plicht]:
    for nummer, onderdeel in enumerate(geval.onderdelen):
        if not _geldt_voor_onderdeel(regel, onderdeel):
            continue
        informatie = onderdeel.informatie
        herbeoordeling = None if informatie is None else informatie.herbeoordeling
        if regel.vanaf is None or herbeoordeling is not None:
            yield _plicht(regel, _uiterlijk(geval, regel, herbeoordeling), nummer)


def _bewaartermijnen(geval: Geval) -> Iterator[Plicht]:
    passend = [r for r in geval.regels.bewaartermijnen if _geldt_voor_bericht(geval, r)]
    for nummer, onderdeel in enumerate(geval.onderdelen):
        kandidaten = [
            (_laatste_bewaardag(geval, regel, onderdeel), regel)
            for regel in passend
            if _geldt_voor_onderdeel(regel, onderdeel)
        ]
        if kandidaten:
            dag, regel = min(kandidaten, key=lambda kandidaat: kandidaat[0])
            yield _plicht(regel, dag, nummer)


def _laatste_bewaardag(geval: Geval, regel: Plichtregel, onderdeel: Onderdeel) -> date:
    begin: date | None = None
    if regel.vanaf is not None and onderdeel.kenmerken is not None:
        begin = getattr(onderdeel.kenmerken, regel.vanaf)
    return plus(geval.vandaag if begin is None else begin, regel.termijn or Termijn(0, 0))


def _geldt_voor_bericht(geval: Geval, regel: Plichtregel) -> bool:
    kop = geval.kop
    return (
        (regel.soorten is None or kop.soort in regel.soorten)
        and (regel.stukken is None or kop.stuk in regel.stukken)
        and (regel.kanalen is None or kop.kanaal in regel.kanalen)
        and (regel.van is None or kop.afzender in regel.van)
        and (regel.naar is None or kop.ontvanger in regel.naar)
        and (regel.stappen is None or kop.stap in regel.stappen)
    )


def _geldt_voor_onderdeel(regel: Plichtregel, onderdeel: Onderdeel) -> bool:
    return (regel.categorieen is None or onderdeel.categorie in regel.categorieen) and (
        regel.gegevenssoorten is None or onderdeel.gegevenssoort in regel.gegevenssoorten
    )


def _uiterlijk(geval: Geval, regel: Plichtregel, vanaf: date | None) -> date | None:
    if regel.termijn is None:
        return vanaf
    return plus(vanaf or geval.vandaag, regel.termijn)


def _plicht(regel: Plichtregel, uiterlijk: date | None, onderdeel: int | None) -> Plicht:
    return Plicht(
        regel.code,
        uiterlijk,
        onderdeel,
        regel.convenant,
        regel.wet,
        regel.interpretatie,
        regel.tekst,
    )
