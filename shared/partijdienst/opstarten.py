"""Opens everything a party's service works with, and closes it again in reverse order.

The only place where files, databases, keys and the gateway's address come together. What is
missing or wrong is refused here, before the first request.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

import httpx

from shared.alarmen.regels import OngeldigeAlarmregels, standaard_alarmregels
from shared.bericht.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.sleutels import BestandsOndertekenaar
from shared.bestand.betrokkenen import betrokkenen_van
from shared.bestand.bewaking.wacht import Bestandswacht
from shared.bestand.groepen.groepsverloop import Groepskijker
from shared.bestand.registreren.melder import Autorisatiemelder
from shared.convenant.regels.laden import standaard_convenant
from shared.dataverwerkingen.eigenregister import register_van
from shared.dataverwerkingen.inrichten import lopende_uitvoer, open_verwerkingenlog
from shared.dataverwerkingen.meeschrijven import Meeschrijver
from shared.innemen.controle import Innamemiddelen
from shared.innemen.start import maak_inname
from shared.kluis.bestand import BestandsSleutelbron
from shared.kluis.kluis import Kluis
from shared.logboek.fouten import NotitieOngeldig
from shared.logboek.notitie import Notitiesleutel, Soort, Verificatiesleutel, lees_vkey
from shared.opslag.engine import maak_engine
from shared.opslag.sessies import SessieMaker, lees_sessie_maker, sessie_maker
from shared.opslag.sluiten import sluit_engine
from shared.overzicht.aansluiting.ronde import maak_aansluiter
from shared.overzicht.seinen.seinen import Seinsoorten
from shared.partij.dienst import Dienst
from shared.partij.kenmerk import Klok
from shared.partij.partij import Partij
from shared.partij.poorten.seingever import Seingever
from shared.partijdienst.bezorging import eigen_bestemmingen, eigen_webhook, maak_bezorger
from shared.verzenden.gateway.http import HttpGateway
from shared.verzenden.gateway.poort import Gateway
from shared.verzenden.getuigen.geheugen import Getuige
from shared.verzenden.getuigen.logalarmen import Alarmboek
from shared.verzenden.getuigen.medeondertekenaar import Medeondertekenaar
from shared.verzenden.getuigen.rondvertellen import Rondverteller
from shared.verzenden.getuigen.volger import Volger
from shared.verzenden.partijdocumenten.eigen import EigenStand, Eigenwacht, ontsleutelaar_van
from shared.verzenden.partijdocumenten.geheugen import Partijgeheugen
from shared.verzenden.partijdocumenten.partijenboek import Partijenboek
from shared.verzenden.partijdocumenten.pins import eis_medegetuigen, pins_van
from shared.verzenden.partijdocumenten.vertellen import Verteller
from shared.verzenden.samenstellen.deelnemers import Deelnemersbron
from shared.verzenden.uitbak.aflevercontrole import Verzendmiddelen
from shared.verzenden.uitbak.hercontrole import Hercontrole
from shared.verzenden.uitbak.opslag import Verzendopslag
from shared.verzenden.uitbak.verzender import Verzender, wachttijd
from shared.verzenden.uitingen.terugnemen import Terugnemer
from shared.verzenden.uitingen.werk import Uitingwerk
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.aanmelding.intrekkingen import vertrouwenslijst_van
from shared.web.instellingen.instellingen import Instellingen, OngeldigeInstellingen, lees_ed25519
from shared.web.instellingen.onderdeelsoort import MetGetuige, PartijInstellingen
from shared.web.instellingen.tabellen import Gatewayadres
from shared.web.meldingen import Invoerfout
from shared.zaak.bewaren.einden import verwerk_standen
from shared.zaak.opruimen.opruimer import Opruimer
from shared.zaak.taken.herinneren import blijf_herinneren
from shared.zaak.verbetering.opschorting import eis_niet_opgeschort
from shared.zaak.verbetering.ouderwacht import Ouderwacht

Clientmaker = Callable[[Instellingen, str], httpx.AsyncClient]


@asynccontextmanager
async def open_partij(
    partij: Partij, instellingen: Instellingen, maak_client: Clientmaker, klok: Klok
) -> AsyncIterator[Uitwisseling]:
    """The service, running: outbox and announcements at work in the background.

    Faults: ``OngeldigeInstellingen``, and what key, certificate or key store have against it.
    """
    eigen = instellingen.vereis(PartijInstellingen)
    async with AsyncExitStack() as stapel:
        uitwisseling = _stel_samen(partij, eigen, maak_client, klok, stapel)
        log = uitwisseling.dienst.meeschrijver.log
        await stapel.enter_async_context(lopende_uitvoer(log, instellingen))
        melder = asyncio.create_task(Autorisatiemelder(uitwisseling.dienst).draai())
        stapel.push_async_callback(_breek_af, melder)
        opruimer = asyncio.create_task(uitwisseling.opruimer.draai())
        stapel.push_async_callback(_breek_af, opruimer)
        volger = asyncio.create_task(_volger(uitwisseling, eigen).draai())
        stapel.push_async_callback(_breek_af, volger)
        aansluiter = asyncio.create_task(maak_aansluiter(uitwisseling).draai())
        stapel.push_async_callback(_breek_af, aansluiter)
        rust_partijen = instellingen.limieten.log_volgen_seconden
        boekhouder = asyncio.create_task(uitwisseling.boek.volg(rust_partijen))
        stapel.push_async_callback(_breek_af, boekhouder)
        wacht = asyncio.create_task(maak_bestandswacht(uitwisseling).draai())
        stapel.push_async_callback(_breek_af, wacht)
        bezorger = asyncio.create_task(uitwisseling.bezorger.draai())
        stapel.push_async_callback(_breek_af, bezorger)
        rust = instellingen.limieten.groepen_volgen_seconden
        kijker = asyncio.create_task(uitwisseling.groepskijker.draai(rust))
        stapel.push_async_callback(_breek_af, kijker)
        herinneraar = asyncio.create_task(blijf_herinneren(uitwisseling.dienst, rust))
        stapel.push_async_callback(_breek_af, herinneraar)
        uitbak = asyncio.create_task(uitwisseling.verzender.draai())
        stapel.push_async_callback(_rond_af, uitbak, uitwisseling.verzender, instellingen)
        yield uitwisseling


@asynccontextmanager
async def open_stil(
    partij: Partij, instellingen: Instellingen, maak_client: Clientmaker, klok: Klok
) -> AsyncIterator[Uitwisseling]:
    """The same service with nothing at work in the background, for a command that runs once."""
    eigen = instellingen.vereis(PartijInstellingen)
    async with AsyncExitStack() as stapel:
        yield _stel_samen(partij, eigen, maak_client, klok, stapel)


async def _rond_af(
    taak: asyncio.Task[None], verzender: Verzender, instellingen: Instellingen
) -> None:
    """The outbox stops between two rounds, so that no attempt is cut off in the middle."""
    await verzender.stop()
    await asyncio.wait({taak}, timeout=instellingen.limieten.afsluittijd_seconden)
    await _breek_af(taak)


async def _breek_af(taak: asyncio.Task[None]) -> None:
    taak.cancel()
    with suppress(asyncio.CancelledError):
        await taak


def _stel_samen(
    partij: Partij,
    instellingen: PartijInstellingen,
    maak_client: Clientmaker,
    klok: Klok,
    stapel: AsyncExitStack,
) -> Uitwisseling:
    kluis = _kluis(instellingen, stapel)
    dienst, gateway, ondertekenaar = _dienst(partij, instellingen, maak_client, klok, kluis, stapel)
    adres = instellingen.gateway
    lezen = dienst.meeschrijver.volg(lees_sessie_maker(dienst.engine))
    vertrouwen = vertrouwenslijst_van(instellingen)
    houdbaar = timedelta(seconds=instellingen.verzending.partijen_houdbaar_seconden)
    boek = Partijenboek(gateway, _partijgeheugen(dienst, ondertekenaar, lezen), klok, houdbaar)
    opslag = _verzendopslag(dienst, lezen)
    alarmboek = _alarmboek(dienst, ondertekenaar, lezen)
    getuige = Getuige(dienst.sessie_maker, lezen, gateway, klok, alarmboek.meld)
    logsleutel = _logsleutel(adres.log_vkey)
    middelen = Verzendmiddelen(
        gateway=gateway,
        boek=boek,
        getuige=getuige,
        alarmboek=alarmboek,
        ondertekenaar=ondertekenaar,
        vertrouwen=vertrouwen,
        logsleutel=logsleutel,
        regels=dienst.regels,
        klok=klok,
    )
    terugnemer = Terugnemer(dienst.sessie_maker, opslag, dienst.regels, partij.code, klok)
    uitingwerk = Uitingwerk(
        dienst.engine, dienst.sessie_maker, dienst.kluis, gateway, klok, terugnemer,
        lambda poging: wachttijd(instellingen.verzending, poging),
    )  # fmt: skip
    innamemiddelen = _innamemiddelen(dienst, adres, vertrouwen, boek, lezen)
    opruimer = Opruimer(dienst, opslag, instellingen.verzending.opruimen_rusttijd_seconden)
    return Uitwisseling(
        dienst=dienst,
        gateway=gateway,
        boek=boek,
        ondertekenaar=ondertekenaar,
        lezen=lezen,
        opslag=opslag,
        verzender=Verzender(opslag, middelen, instellingen.verzending, uitingwerk.ronde),
        uitingwerk=uitingwerk,
        inname=maak_inname(dienst, kluis, innamemiddelen, ondertekenaar, lezen, opruimer.wek),
        opruimer=opruimer,
        groepskijker=Groepskijker(dienst, lezen, gateway, _ruim_bij_einde(dienst, opruimer)),
        beletsel=eis_niet_opgeschort,
        getuige=getuige,
        alarmboek=alarmboek,
        medeondertekenaar=_medeondertekenaar(instellingen, logsleutel, getuige, dienst, lezen),
        logsleutel=logsleutel,
        bezorger=maak_bezorger(
            dienst, gateway, ondertekenaar, maak_client(instellingen, ""), stapel
        ),
        gateway_oin=innamemiddelen.gateway_certificaat.oin,
    )


def _verzendopslag(dienst: Dienst, lezen: SessieMaker) -> Verzendopslag:
    """The outbox; what waited in it is held against the file once more."""
    partij = dienst.partij
    deelnemers = Deelnemersbron(dienst.regels, partij.code, partij.titel)
    hercontrole = Hercontrole(dienst.regels, partij.bronnen, deelnemers, eis_niet_opgeschort)
    return Verzendopslag(dienst.sessie_maker, lezen, dienst.kluis, hercontrole, dienst.klok)


def _ruim_bij_einde(
    dienst: Dienst, opruimer: Opruimer
) -> Callable[[Mapping[str, Mapping[str, Any]]], None]:
    """Who must go the day a group closes goes that day, without the periodic work."""
    lus = asyncio.get_running_loop()

    def bij_standen(standen: Mapping[str, Mapping[str, Any]]) -> None:
        if verwerk_standen(dienst, standen):
            lus.call_soon_threadsafe(opruimer.wek)

    return bij_standen


def _innamemiddelen(
    dienst: Dienst,
    adres: Gatewayadres,
    vertrouwen: Vertrouwenslijst,
    boek: Partijenboek,
    lezen: SessieMaker,
) -> Innamemiddelen:
    """What a delivery is checked with; the gateway is the one of the settings, nobody else."""
    stand = EigenStand.uit_instellingen(dienst.instellingen)
    return Innamemiddelen(
        partij=dienst.partij.code,
        regels=dienst.regels,
        gateway_certificaat=Certificaat.uit_pem(adres.ondertekening_certificaat.read_bytes()),
        vertrouwen=vertrouwen,
        boek=boek,
        ontsleutelaar=ontsleutelaar_van(dienst.instellingen),
        eigen=Eigenwacht(lezen, dienst.partij.code, stand, vertrouwen, boek, dienst.klok),
        klok=dienst.klok,
    )


def _partijgeheugen(
    dienst: Dienst, ondertekenaar: BestandsOndertekenaar, lezen: SessieMaker
) -> Partijgeheugen:
    """What parties said about themselves; who they are, the settings say and nobody else."""
    instellingen, eigen = dienst.instellingen, ondertekenaar.certificaat.oin
    return Partijgeheugen(
        dienst.sessie_maker,
        lezen,
        dienst.klok,
        dienst.partij.code,
        pins_van(instellingen, dienst.regels, dienst.partij.code, eigen),
        vertrouwenslijst_van(instellingen),
        Verteller(
            oin=eigen,
            partij=dienst.partij.code,
            adres=instellingen.server.publieke_url,
            eigen=eigen_bestemmingen(instellingen),
        ),
    )


def _alarmboek(
    dienst: Dienst, ondertekenaar: BestandsOndertekenaar, lezen: SessieMaker
) -> Alarmboek:
    """Where the log's contradictions are kept, and told to the others and to the own house."""
    instellingen = dienst.instellingen
    eis_medegetuigen(instellingen)
    rondverteller = Rondverteller(
        oin=ondertekenaar.certificaat.oin,
        partij=dienst.partij.code,
        adres=instellingen.server.publieke_url,
        anderen=instellingen.getuigen,
        eigen=eigen_bestemmingen(instellingen),
    )
    return Alarmboek(dienst.sessie_maker, lezen, dienst.klok, rondverteller.zet)


def maak_bestandswacht(u: Uitwisseling) -> Bestandswacht:
    """Who watches over the own file. Raises ``OngeldigeInstellingen`` for a loosened rule."""
    instellingen = u.dienst.instellingen
    try:
        regels = standaard_alarmregels(instellingen.alarmaanscherping)
    except OngeldigeAlarmregels as fout:
        raise OngeldigeInstellingen("deze partij", (Invoerfout("[alarmen]", str(fout)),)) from fout
    return Bestandswacht(
        u.dienst, u.lezen, regels, u.ondertekenaar.certificaat.oin,
        eigen_bestemmingen(instellingen), u.bezorger.wek,
    )  # fmt: skip


def _volger(uitwisseling: Uitwisseling, instellingen: PartijInstellingen) -> Volger:
    adres = instellingen.gateway
    rust = instellingen.limieten.log_volgen_seconden
    return Volger(uitwisseling.gateway, uitwisseling.getuige, _logsleutel(adres.log_vkey), rust)


def _medeondertekenaar(
    instellingen: Instellingen,
    logsleutel: Verificatiesleutel,
    getuige: Getuige,
    dienst: Dienst,
    lezen: SessieMaker,
) -> Medeondertekenaar | None:
    """The party's witness. In production there is one: nobody leaves it out by accident."""
    if instellingen.productie:
        instellingen.vereis(MetGetuige)
    eigen = instellingen.getuige
    if eigen is None:
        return None
    sleutel = lees_ed25519(eigen.sleutel, "getuige.sleutel")
    if sleutel.public_key().public_bytes_raw() == logsleutel.publiek:
        zin = "is de sleutel van het log; een getuige heeft een eigen sleutel"
        raise OngeldigeInstellingen("deze partij", (Invoerfout("getuige.sleutel", zin),))
    notitiesleutel = Notitiesleutel(eigen.naam, sleutel, Soort.COSIGNATURE)
    return Medeondertekenaar(
        notitiesleutel, logsleutel, getuige, dienst.sessie_maker, lezen, dienst.klok
    )


def _dienst(
    partij: Partij,
    instellingen: PartijInstellingen,
    maak_client: Clientmaker,
    klok: Klok,
    kluis: Kluis,
    stapel: AsyncExitStack,
) -> tuple[Dienst, Gateway, BestandsOndertekenaar]:
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
    wacht = Ouderwacht(kluis, regels, klok)
    seingever = Seingever(
        oin=ondertekenaar.certificaat.oin,
        partij=partij.code,
        adres=instellingen.server.publieke_url,
        wegen=eigen_webhook(instellingen),
        klok=klok,
        soorten=Seinsoorten.van(regels),
    )
    dienst = Dienst(
        instellingen=instellingen,
        partij=partij,
        regels=regels,
        engine=engine,
        sessie_maker=seingever.volg(meeschrijver.volg(wacht.volg(sessie_maker(engine)))),
        kluis=kluis,
        gateway=gateway,
        klok=klok,
        meeschrijver=meeschrijver,
        seingever=seingever,
    )
    return dienst, gateway, ondertekenaar


def _kluis(instellingen: PartijInstellingen, stapel: AsyncExitStack) -> Kluis:
    """The key store, checked against its key source; test keys are refused in production."""
    adres = instellingen.kluis
    engine = maak_engine(adres.url)
    stapel.push_async_callback(sluit_engine, engine)
    bron = BestandsSleutelbron(adres.hoofdsleutel, test_toegestaan=not instellingen.productie)
    kluis = Kluis(engine, bron)
    kluis.controleer()
    return kluis


def _logsleutel(vkey: str) -> Verificatiesleutel:
    try:
        return lees_vkey(vkey)
    except NotitieOngeldig as fout:
        raise OngeldigeInstellingen(
            "deze partij", (Invoerfout("gateway.log_vkey", f"is geen sleutel van een log: {fout}"),)
        ) from fout
