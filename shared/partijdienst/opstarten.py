"""Opens everything a party's service works with, and closes it again in reverse order.

The only place where files, databases, keys and the gateway's address come together. What is
missing or wrong is refused here, before the first request.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta
from functools import partial

import httpx

from shared.bericht.sleutels.sleutels import BestandsOndertekenaar
from shared.bestand.afscherming.scherm import Scherm
from shared.bestand.betrokkenen import betrokkenen_van
from shared.bestand.groepen.groepsverloop import Groepskijker
from shared.bestand.onthouden.aanvullen import vul_aan
from shared.bestand.onthouden.onthouder import Onthouder
from shared.bestand.personen.herindexeren import herstel_vakken
from shared.bestand.registreren.melder import Autorisatiemelder
from shared.convenant.regels.laden import standaard_convenant
from shared.dataverwerkingen.inrichten import lopende_uitvoer, open_verwerkingenlog
from shared.dataverwerkingen.meeschrijven import Meeschrijver
from shared.dataverwerkingen.register.eigen import register_van
from shared.innemen.start import maak_inname
from shared.kluis.kluis import Kluis
from shared.kluis.leesbron import Leesbron
from shared.opslag.draad import in_draad
from shared.opslag.engine import maak_engine
from shared.opslag.herstelmerk import eis_nagespeeld
from shared.opslag.sessies import lees_sessie_maker, sessie_maker
from shared.opslag.sluiten import sluit_engine
from shared.partij.dienst import Dienst
from shared.partij.partij import Partij
from shared.partij.poorten.sein import Seinmaker
from shared.partij.poorten.seingever import Seingever
from shared.partijdienst.bezorging import eigen_post, eigen_webhook, maak_bezorger
from shared.partijdienst.geheel import Geheel
from shared.partijdienst.onderdelen import (
    lees_logsleutel,
    maak_aansluiter,
    maak_alarmboek,
    maak_bestandswacht,
    maak_getuigen,
    maak_innamemiddelen,
    maak_partijgeheugen,
    maak_uitingwerk,
    maak_verklaringmelder,
    maak_verzendopslag,
    maak_volger,
    ruim_bij_einde,
)
from shared.partijdienst.onderhoudswacht import Onderhoudswacht
from shared.partijdienst.onderwerpen import bijdragen_van
from shared.partijdienst.sleutelbron import maak_sleutelbron
from shared.tijd.klok import Klok
from shared.verzenden.gateway.http import HttpGateway
from shared.verzenden.getuigen.geheugen import Getuige
from shared.verzenden.partijdocumenten.partijenboek import Partijenboek
from shared.verzenden.uitbak.aflevercontrole import Verzendmiddelen
from shared.verzenden.uitbak.verzender import Verzender
from shared.verzenden.uitingen.afhankelijkheden import Spreken
from shared.verzenden.uitwisseling import Uitwisseling
from shared.verzenden.versturen.afhankelijkheden import Versturen
from shared.verzenden.versturen.eigentoets import Eigentoets
from shared.web.aanmelding.vertrouwen import vertrouwenslijst_van
from shared.web.instellingen.instellingen import Instellingen
from shared.web.instellingen.onderdeelsoort import PartijInstellingen
from shared.web.proces.achtergrond import op_de_achtergrond
from shared.zaak.beperking.beletsel import EigenBeletsel
from shared.zaak.nietactief.scherm import BLIJFT, VAN_GROEPEN
from shared.zaak.opruimen.opruimer import Opruimer
from shared.zaak.taken.herinneren import blijf_herinneren
from shared.zaak.verbetering.ouderwacht import Ouderwacht

Clientmaker = Callable[[Instellingen, str], httpx.AsyncClient]


@asynccontextmanager
async def open_partij(
    partij: Partij, instellingen: Instellingen, maak_client: Clientmaker, klok: Klok
) -> AsyncIterator[Geheel]:
    """The service, running: outbox and announcements at work in the background.

    Faults: ``OngeldigeInstellingen``, and what key, certificate or key store have against it.
    """
    eigen = instellingen.vereis(PartijInstellingen)
    async with AsyncExitStack() as stapel:
        geheel = _stel_samen(partij, eigen, maak_client, klok, stapel)
        eis_nagespeeld(geheel.dienst.engine, herstelopdracht(partij, instellingen))
        uitwisseling, dienst = geheel.uitwisseling, geheel.dienst
        # Before a message comes in about somebody whom nobody finds.
        await in_draad(herstel_vakken, dienst)
        # Before anybody sees whose data are restricted.
        await in_draad(vul_aan, dienst)
        await stapel.enter_async_context(lopende_uitvoer(dienst.meeschrijver.log, instellingen))
        rust = instellingen.limieten.groepen_volgen_seconden
        volgend = instellingen.limieten.log_volgen_seconden
        for wat, draai in (
            ("autorisaties melden", Autorisatiemelder(dienst).draai),
            ("opruimen", geheel.opruimer.draai),
            ("vernietigingen verklaren", maak_verklaringmelder(geheel, rust).draai),
            ("het log volgen", maak_volger(geheel, volgend).draai),
            ("aansluiten op het log", maak_aansluiter(geheel).draai),
            ("de documenten van de partijen bekijken", partial(geheel.boek.volg, volgend)),
            ("het eigen bestand bewaken", maak_bestandswacht(geheel).draai),
            ("op het onderhoud letten", Onderhoudswacht(dienst).draai),
            ("meldingen bezorgen", geheel.bezorger.draai),
            ("groepen volgen", partial(uitwisseling.groepskijker.draai, rust)),
            ("herinneren", partial(blijf_herinneren, dienst, rust)),
            ("de uitbak legen", uitwisseling.verzender.draai),
        ):
            await stapel.enter_async_context(op_de_achtergrond(wat, draai()))
        stapel.push_async_callback(_rond_af, uitwisseling.verzender, instellingen)
        stapel.push_async_callback(geheel.uitloop.uitgewerkt)
        yield geheel


async def _rond_af(verzender: Verzender, instellingen: Instellingen) -> None:
    """The outbox stops between two rounds, so that no attempt is cut off in the middle."""
    await verzender.stop()
    with suppress(TimeoutError):
        async with asyncio.timeout(instellingen.limieten.afsluittijd_seconden):
            await verzender.uitgewerkt()


@asynccontextmanager
async def open_stil(
    partij: Partij,
    instellingen: Instellingen,
    maak_client: Clientmaker,
    klok: Klok,
    *,
    oefening: bool = False,
) -> AsyncIterator[Geheel]:
    """The same service with nothing at work in the background, for a command that runs once.

    In a drill (``oefening``) the key source opens what it can, and is never changed.
    """
    eigen = instellingen.vereis(PartijInstellingen)
    async with AsyncExitStack() as stapel:
        yield _stel_samen(partij, eigen, maak_client, klok, stapel, oefening=oefening)


def herstelopdracht(partij: Partij, instellingen: Instellingen) -> str:
    """What to run after a copy was put back, as a person types it."""
    config = instellingen.bestand or "BESTAND"
    return f"python -m services.{partij.code} naspelen --config {config}"


def _stel_samen(
    partij: Partij,
    instellingen: PartijInstellingen,
    maak_client: Clientmaker,
    klok: Klok,
    stapel: AsyncExitStack,
    *,
    oefening: bool = False,
) -> Geheel:
    kluis = _kluis(instellingen, stapel, oefening=oefening)
    dienst, gateway, ondertekenaar = _dienst(partij, instellingen, maak_client, klok, kluis, stapel)
    adres = instellingen.gateway
    lezen, vertrouwen = dienst.lezen, vertrouwenslijst_van(instellingen)
    houdbaar = timedelta(seconds=instellingen.verzending.partijen_houdbaar_seconden)
    boek = Partijenboek(gateway, maak_partijgeheugen(dienst, ondertekenaar, lezen), klok, houdbaar)
    opslag = maak_verzendopslag(dienst, lezen)
    alarmboek = maak_alarmboek(dienst, ondertekenaar, lezen)
    middelen = Verzendmiddelen(
        gateway=gateway,
        boek=boek,
        getuige=Getuige(dienst.sessie_maker, lezen, gateway, klok, alarmboek.meld),
        alarmboek=alarmboek,
        ondertekenaar=ondertekenaar,
        vertrouwen=vertrouwen,
        logsleutel=lees_logsleutel(adres.log_vkey),
        regels=dienst.regels,
        klok=klok,
    )
    uitingwerk = maak_uitingwerk(dienst, gateway, opslag)
    verzender = Verzender(opslag, middelen, instellingen.verzending, uitingwerk.ronde)
    versturen = Versturen(
        dienst, gateway, Eigentoets(dienst, gateway, boek), opslag, verzender, EigenBeletsel(dienst)
    )
    innamemiddelen = maak_innamemiddelen(dienst, adres, vertrouwen, boek, lezen)
    opruimer = Opruimer(dienst, opslag, instellingen.verzending.opruimen_rusttijd_seconden)
    bezorger = maak_bezorger(dienst, gateway, ondertekenaar, maak_client(instellingen, ""), stapel)
    gateway_oin = innamemiddelen.gateway_certificaat.oin
    return Geheel(
        uitwisseling=Uitwisseling(
            dienst=dienst,
            partij=partij,
            gateway=gateway,
            ondertekenaar=ondertekenaar,
            opslag=opslag,
            verzender=verzender,
            groepskijker=Groepskijker(
                dienst, lezen, gateway, ruim_bij_einde(dienst, partij.meldingen, opruimer)
            ),
        ),
        inname=maak_inname(dienst, kluis, innamemiddelen, ondertekenaar, lezen, opruimer.wek),
        opruimer=opruimer,
        boek=boek,
        spreken=Spreken(gateway, versturen, uitingwerk),
        getuigen=maak_getuigen(dienst, middelen, gateway, gateway_oin, bezorger, verzender),
        bezorger=bezorger,
    )


def _dienst(
    partij: Partij,
    instellingen: PartijInstellingen,
    maak_client: Clientmaker,
    klok: Klok,
    kluis: Kluis,
    stapel: AsyncExitStack,
) -> tuple[Dienst, HttpGateway, BestandsOndertekenaar]:
    adres = instellingen.gateway
    paar = instellingen.ondertekening
    ondertekenaar = BestandsOndertekenaar.uit_pem(
        paar.sleutel.read_bytes(), paar.certificaat.read_bytes()
    )
    engine = maak_engine(instellingen.database.url)
    stapel.push_async_callback(sluit_engine, engine)
    client = maak_client(instellingen, adres.url)
    stapel.push_async_callback(client.aclose)
    gateway = HttpGateway(
        client, partij.code, ondertekenaar, klok, instellingen.limieten.max_antwoord_bytes
    )
    regels = standaard_convenant()
    log = stapel.enter_context(
        open_verwerkingenlog(register_van(regels, instellingen), instellingen)
    )
    meeschrijver = Meeschrijver(log, betrokkenen_van)
    bijdragen = bijdragen_van(partij)
    scherm = Scherm(VAN_GROEPEN, BLIJFT)
    wacht = Ouderwacht(kluis, regels, klok)
    onthouder = Onthouder(kluis.geheugen, bijdragen.onthoudbronnen)
    seingever = Seingever(
        oin=ondertekenaar.certificaat.oin,
        partij=partij.code,
        adres=instellingen.server.publieke_url,
        wegen=eigen_webhook(instellingen),
        post=eigen_post(instellingen),
        klok=klok,
        maker=Seinmaker(bijdragen.seinen, regels),
    )
    dienst = Dienst(
        instellingen=instellingen,
        partij=partij,
        regels=regels,
        engine=engine,
        sessie_maker=onthouder.volg(
            seingever.volg(meeschrijver.volg(wacht.volg(scherm.volg(sessie_maker(engine)))))
        ),
        lezen=meeschrijver.volg(scherm.volg(lees_sessie_maker(engine))),
        kluis=kluis,
        gateway=gateway,
        klok=klok,
        meeschrijver=meeschrijver,
        seingever=seingever,
        bijdragen=bijdragen,
    )
    return dienst, gateway, ondertekenaar


def _kluis(instellingen: PartijInstellingen, stapel: AsyncExitStack, *, oefening: bool) -> Kluis:
    """The key store, checked against its key source; test keys are refused in production."""
    adres = instellingen.kluis
    engine = maak_engine(adres.url)
    stapel.push_async_callback(sluit_engine, engine)
    bron = maak_sleutelbron(adres, test_toegestaan=not instellingen.productie)
    if oefening:
        return Kluis(engine, Leesbron(bron))
    kluis = Kluis(engine, bron)
    kluis.controleer()
    return kluis
