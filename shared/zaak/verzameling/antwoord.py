"""The answer as one document (covenant 11.4, 11.8).

It names who handles it, who was told, to whom data went, what each party decided under which law,
and where somebody goes who does not agree. Grounds are those of the own party: of another only the
outcome is known here.
"""

from __future__ import annotations

import asyncio

from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.begrippen import Convenantregels
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.rechten import opslag
from shared.zaak.rechten.begrippen import AFSCHRIFT, RAADPLEEGSOORT, Besluitstand
from shared.zaak.rechten.inzicht import Verzoekblik, bekijk
from shared.zaak.rechten.ontvangers import Ontvangers, zoek_ontvangers
from shared.zaak.rechten.opslag import eis_in_taak
from shared.zaak.rechten.tabellen import RechtendeelRij, RechtenverzoekRij
from shared.zaak.verzameling.antwoordvormen import AntwoorddeelUit, AntwoordgrondUit, AntwoordUit
from shared.zaak.verzameling.nagekeken import eis_nagekeken


async def lees_antwoord(
    u: Uitwisseling, wie: Medewerker, kenmerk: str, *, om_te_drukken: bool = False
) -> AntwoordUit:
    """The answer as it is now; that it was read is recorded.

    ``om_te_drukken``: to go to him. Nothing does before what it says was decided; a party that did
    not take the request prints what it decided itself. Raises ``Conflict``, also where another
    party answers.
    """

    def van_wie() -> str | None:
        with u.dienst.transactie() as sessie:
            rij = opslag.lees(sessie, kenmerk)
            eis_in_taak(sessie, wie, rij)
            if om_te_drukken:
                _eis_besloten(sessie, u.dienst, rij)
            elif not rij.eigen:
                naam = u.dienst.regels.titel_van(rij.van)
                raise Conflict(f"{naam} nam dit verzoek aan, en antwoordt.")
            return rij.persoon_id

    def stel_op(ontvangers: Ontvangers) -> AntwoordUit:
        dienst = u.dienst
        with dienst.transactie() as sessie:
            rij = opslag.lees(sessie, kenmerk)
            gelezen = [Geraadpleegd(kenmerk, rij.persoon_id)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "raadplegen", RAADPLEEGSOORT, gelezen)
            (blik,) = bekijk(sessie, dienst, [rij])
            return _antwoord(dienst, blik, ontvangers)

    ontvangers = await zoek_ontvangers(u, await asyncio.to_thread(van_wie))
    return await asyncio.to_thread(stel_op, ontvangers)


def _eis_besloten(sessie: Session, dienst: Dienst, rij: RechtenverzoekRij) -> None:
    """What goes to him says what was decided: at least by who gives it. What another party that
    is late will decide stands in it as not decided yet: no clock waits for another (J13)."""
    delen = opslag.delen(sessie, [rij.id])[rij.id]
    zelf = [een for een in delen if een.partij == dienst.partij.code]
    if not zelf and not rij.eigen:
        naam = dienst.regels.titel_van(rij.van)
        raise Conflict(f"De wet van uw partij kent dit recht niet. {naam} antwoordt.")
    niet = [een.partij for een in zelf or delen if een.besluitstand != Besluitstand.VAST]
    if niet:
        namen = ", ".join(dienst.regels.titel_van(een) for een in niet)
        raise Conflict(
            f"Er is nog niets te drukken: het besluit staat nog niet vast bij {namen}. Is er een "
            "voorstel om iets af te wijzen, laat dan eerst een tweede ernaar kijken."
        )
    eis_nagekeken(sessie, dienst, rij)


def _ontvangers(blik: Verzoekblik, eigen: Ontvangers, zelf: str) -> list[str]:
    """Of every party to whom it gave his data, who answers among them; not what may not be named
    (J10)."""
    gegeven = set()
    for deel in (een.rij for een in blik.delen):
        if deel.niet_noemen is not None or not (blik.rij.eigen or deel.partij == zelf):
            continue
        gegeven |= {*(deel.ontvangers or ()), *(eigen.partijen if deel.partij == zelf else ())}
    return sorted(gegeven)


def _antwoord(dienst: Dienst, blik: Verzoekblik, ontvangers: Ontvangers) -> AntwoordUit:
    rij, regels, zelf = blik.rij, dienst.regels, dienst.partij.code
    partijen = [een.rij.partij for een in blik.delen]
    delen = [
        _deel(blik, een, regels, eigen=een == zelf) for een in partijen if rij.eigen or een == zelf
    ]
    return AntwoordUit(
        verzoek=rij.id,
        recht=rij.recht,
        ontvangen_op=rij.ontvangen_op,
        behandeld_door=rij.van,
        verteld_aan=sorted({bericht.partij for bericht, _ in blik.afleveringen}),
        ontvangers=_ontvangers(blik, ontvangers, zelf),
        ontvangers_vanaf=ontvangers.vanaf,
        ontvangers_uit_log=ontvangers.uit_log,
        delen=delen,
        volledig=all(deel.uitkomst is not None for deel in delen),
        klachtroutes=list(regels.betrokkenenrechten.klachtroutes),
        kosten="geen",
    )


def _deel(
    blik: Verzoekblik, partij: str, regels: Convenantregels, *, eigen: bool
) -> AntwoorddeelUit:
    deel = blik.deel_van(partij)
    assert deel is not None  # noqa: S101 - for the type checker: it is one of its parts
    rij = deel.rij
    vast = rij.besluitstand == Besluitstand.VAST
    gronden = regels.betrokkenenrechten.gronden
    return AntwoorddeelUit(
        partij=partij,
        naam=regels.partijen[partij].naam,
        verantwoordelijke=regels.partijen[partij].verwerkingsverantwoordelijke,
        regime=rij.regime,
        uitkomst=rij.uitkomst if vast else None,
        op=rij.besloten_op if vast else None,
        gronden=[
            AntwoordgrondUit(
                code=code,
                titel=gronden[code].titel,
                convenant=gronden[code].convenant,
                wet=gronden[code].wet,
            )
            for code in (rij.gronden or [] if vast else [])
        ],
        uiterlijk=min((klok.uiterlijk for klok in deel.klokken), default=None),
        in_bestand=blik.rij.in_bestand if eigen else None,
        genoemd=None
        if eigen
        else any(bericht.partij == partij and bericht.genoemd for bericht, _ in blik.afleveringen),
        uitgevoerd=_uitgevoerd(blik.rij, rij, regels) if eigen else None,
    )


def _uitgevoerd(
    rij: RechtenverzoekRij, deel: RechtendeelRij, regels: Convenantregels
) -> bool | None:
    """Deciding is not doing: an answer that goes before says that it is still to be done. What he
    gets of his data goes with it."""
    if regels.betrokkenenrechten.gevolgen.get(rij.recht) == AFSCHRIFT:
        return None
    if opslag.wacht_op_uitvoering(regels, rij, deel):
        return False
    return None if deel.uitgevoerd_op is None else True
