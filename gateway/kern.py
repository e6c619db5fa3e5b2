"""The gateway put together from its settings: what the process holds, each part by its class."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import httpx

from gateway.aanstellingen.dienst import Aanstellingen
from gateway.alarmen.opstelling import lees_alarmregels, stel_alarmen_op
from gateway.autorisaties.autorisaties import Autorisaties
from gateway.berichten.antwoorden import Antwoorden
from gateway.berichten.bezorger import Bezorger
from gateway.berichten.doorgeven import Doorgever
from gateway.berichten.herkenning import Herkenning
from gateway.berichten.inhoudlevering import Inhoudlevering
from gateway.berichten.verkeer import Berichtenverkeer
from gateway.berichten.verkeersdelen import Verkeersdelen
from gateway.besluiten.antwoorden import Besluitantwoorden
from gateway.besluiten.groepsbesluiten import Groepen
from gateway.besluiten.voorstellen import Voorstellen
from gateway.getuigen.ronde import Getuigenronde
from gateway.invoerfouten.dienst import Invoerfouten
from gateway.laden import Registerlading, controleer_voor_productie, instellingen_voor_log
from gateway.leeskant import maak_leeskant
from gateway.logboek.bewijzen import Bewijsmaker
from gateway.logboek.leesreeksen import Leesreeksen, lopend
from gateway.logboek.verantwoording import Verantwoording
from gateway.overleggen.dienst import Overleggen
from gateway.registers.beeld import Beelden, Fundament
from gateway.registers.bestand import Registerbestand, lees_registerbestand
from gateway.registers.tabellen import Basis
from gateway.toegang.toegang import Toegang
from gateway.toegang.transport import Partijtransport
from gateway.toetsen.evaluatie import Evaluatie
from gateway.uitingen.dienst import Uitingen
from gateway.verklaringen.dienst import Verklaringen
from gateway.web.afhankelijkheden import Diensten
from gateway.werkzaamheden.dienst import Werkzaamheden
from gateway.zoeken.zoekvragen import Zoekvragen
from gateway.zoekregister.register import Bijgewerkt, Zoekregister
from shared.alarmen.regels import Alarmregels
from shared.bericht.limieten import Berichtlimieten
from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar, Ondertekenaar
from shared.convenant.regels.laden import standaard_convenant
from shared.dataverwerkingen.inrichten import (
    lopende_uitvoer,
    open_verwerkingenlog,
    verwerkingendatabank,
)
from shared.dataverwerkingen.register.eigen import register_van
from shared.logboek.notitie import Notitiesleutel
from shared.logboek.schrijver import Logschrijver, Schrijfgrenzen, Uitstel
from shared.meldingen.opslag import MIGRATIES as MELDINGMIGRATIES
from shared.opslag.engine import maak_engine
from shared.opslag.gereedheid import Databank
from shared.tijd.klok import Klok
from shared.web.aanmelding.gebelden import Gebelden
from shared.web.aanmelding.vertrouwen import vertrouwenslijst_van
from shared.web.instellingen.instellingen import Instellingen, lees_ed25519
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.instellingen.onderdeelsoort import GatewayInstellingen
from shared.web.instellingen.tabellen import Logsleutel
from shared.web.limieten import Limieten
from shared.web.meldingen import Invoerfout
from shared.web.proces.achtergrond import op_de_achtergrond
from shared.web.proces.uitloop import Uitloop

MIGRATIES = (
    *(
        Path(__file__).parent / pad
        for pad in (
            "migraties",
            "registers/migraties",
            "overleggen/migraties",
            "uitingen/migraties",
            "getuigen/migraties",
            "alarmen/migraties",
            "besluiten/migraties",
            "toegang/migraties",
            "zoekregister/migraties",
            "werkzaamheden/migraties",
        )
    ),
    MELDINGMIGRATIES,
)
"""Every subject with tables of its own has its own branch of revisions."""

SCHRIJFGRENZEN = Schrijfgrenzen(uitstel=Uitstel(bladen=256, seconden=0.25))
"""The search register may be this much behind; a question catches it up first."""

Clientmaker = Callable[[Instellingen, Gebelden], httpx.AsyncClient]
Bezorgermaker = Callable[[Instellingen, Gebelden], AbstractAsyncContextManager[Bezorger]]


def databanken(instellingen: Instellingen) -> list[Databank]:
    """Every database of the gateway, with its revisions."""
    eigen = Databank("database.url", instellingen.database.url, MIGRATIES, Basis.metadata)
    return [eigen, *verwerkingendatabank(instellingen)]


@asynccontextmanager
async def open_gateway(
    instellingen: Instellingen,
    maak_client: Clientmaker,
    klok: Klok,
    maak_bezorger: Bezorgermaker,
) -> AsyncIterator[Diensten]:
    """Open the database, the log and the client; load the registers; close all in reverse order.

    Faults: `OngeldigeInstellingen`; `LogBeschadigd` for a stored log that contradicts itself.
    """
    eigen = instellingen.vereis(GatewayInstellingen)
    vertrouwen = vertrouwenslijst_van(instellingen)
    ondertekenaar = _ondertekenaar(instellingen)
    sleutel = lees_logsleutel(eigen.log)
    async with AsyncExitStack() as stapel:
        engine = maak_engine(instellingen.database.url)
        stapel.callback(engine.dispose)
        bestand = _lees_register(eigen, vertrouwen)
        register = Zoekregister(bestand.regels())
        verantwoording = _verantwoording(instellingen, stapel)
        schrijver = stapel.enter_context(
            Logschrijver(
                engine,
                sleutel,
                SCHRIJFGRENZEN,
                bijwerking=register.neem_op,
                nabewerking=verantwoording.schrijf_beslist,
            )
        )
        register.werk_bij(engine)
        alarmregels = await _laad_registers(instellingen, bestand, schrijver, klok)
        fundament = Fundament(engine, schrijver, Beelden(), vertrouwen, klok)
        partijtransport = Partijtransport(engine, fundament.beelden)
        client = maak_client(instellingen, partijtransport)
        stapel.push_async_callback(client.aclose)
        bezorger = await stapel.enter_async_context(maak_bezorger(instellingen, partijtransport))
        alarmwerk = stel_alarmen_op(
            instellingen, bestand, alarmregels, fundament, client, ondertekenaar
        )
        rust = instellingen.limieten.getuigenronde_seconden
        ronde = Getuigenronde(engine, client, sleutel.verificatiesleutel, rust, klok)
        diensten = _stel_samen(
            instellingen,
            fundament,
            Bijgewerkt(engine, register),
            Bewijsmaker(sleutel),
            Doorgever(fundament, bezorger, ondertekenaar),
            verantwoording,
            ronde,
            alarmwerk.alarmen,
            partijtransport,
        )
        for sluit in _sluiters(diensten):
            stapel.push_async_callback(sluit)
        for wat, draai in (
            ("getuigen vragen", ronde.draai),
            ("het log beoordelen", alarmwerk.volger.draai),
            ("meldingen bezorgen", alarmwerk.bezorger.draai),
            ("bestanden klaarzetten", diensten.een(Werkzaamheden).draai),
        ):
            await stapel.enter_async_context(op_de_achtergrond(wat, draai()))
        await stapel.enter_async_context(lopend(diensten.een(Leesreeksen)))
        await stapel.enter_async_context(lopende_uitvoer(verantwoording.log, instellingen))
        yield diensten


def _sluiters(diensten: Diensten) -> tuple[Callable[[], Awaitable[None]], ...]:
    """What finishes before the database is closed, the last one first."""
    return (
        diensten.een(Berichtenverkeer).sluit,
        diensten.een(Inhoudlevering).sluit,
        diensten.een(Uitloop).uitgewerkt,
    )


def _verantwoording(instellingen: Instellingen, stapel: AsyncExitStack) -> Verantwoording:
    """The gateway's own records, in a store of their own."""
    eigen = register_van(standaard_convenant(), instellingen)
    log = stapel.enter_context(open_verwerkingenlog(eigen, instellingen))
    return Verantwoording(log, instellingen.server.publieke_url)


def _stel_samen(
    instellingen: Instellingen,
    fundament: Fundament,
    register: Bijgewerkt,
    bewijsmaker: Bewijsmaker,
    doorgever: Doorgever,
    verantwoording: Verantwoording,
    ronde: Getuigenronde,
    *ook: object,
) -> Diensten:
    """Every part the routers ask for; `ook`: those that are made already."""
    engine, beelden, limieten = fundament.engine, fundament.beelden, instellingen.limieten
    venster = timedelta(seconds=limieten.tijdvenster_seconden)
    antwoorden = Antwoorden(engine, bewijsmaker)
    delen = Verkeersdelen(fundament, antwoorden, doorgever, verantwoording)
    herkenning = Herkenning(engine, beelden, fundament.vertrouwen, venster)
    berichtlimieten = _berichtlimieten(limieten)
    leesduur = timedelta(seconds=limieten.leesreeks_seconden)
    leesreeksen = Leesreeksen(fundament.schrijver, leesduur, fundament.klok)
    return Diensten(
        fundament.klok,
        Berichtenverkeer(delen, herkenning),
        Groepen(fundament, venster),
        Voorstellen(fundament, venster),
        Besluitantwoorden(fundament),
        Autorisaties(fundament),
        Aanstellingen(fundament, venster),
        Overleggen(fundament),
        Verklaringen(fundament),
        Uitingen(fundament, venster),
        Inhoudlevering(delen),
        Invoerfouten(fundament, berichtlimieten),
        Evaluatie(fundament, verantwoording),
        Zoekvragen(),
        Toegang(engine, beelden),
        *maak_leeskant(
            instellingen,
            fundament,
            register,
            bewijsmaker,
            leesreeksen,
            verantwoording,
            ronde.meteen,
        ),
        leesreeksen,
        verantwoording,
        berichtlimieten,
        Uitloop(),
        *ook,
    )


def _berichtlimieten(limieten: Limieten) -> Berichtlimieten:
    return Berichtlimieten(
        max_body_bytes=limieten.max_body_bytes, max_json_diepte=limieten.max_json_diepte
    )


def _lees_register(
    instellingen: GatewayInstellingen, vertrouwen: Vertrouwenslijst
) -> Registerbestand:
    bestand = lees_registerbestand(instellingen.register_.partijen, vertrouwen)
    controleer_voor_productie(bestand, instellingen)
    return bestand


async def _laad_registers(
    instellingen: Instellingen, bestand: Registerbestand, schrijver: Logschrijver, klok: Klok
) -> Alarmregels:
    alarmregels = lees_alarmregels(instellingen)
    voor_log = instellingen_voor_log(instellingen, bestand, alarmregels)
    await schrijver.voer_uit(Registerlading(bestand, voor_log, klok()))
    return alarmregels


def _ondertekenaar(instellingen: Instellingen) -> Ondertekenaar:
    paar = instellingen.ondertekening
    ondertekenaar = BestandsOndertekenaar.uit_pem(
        paar.sleutel.read_bytes(), paar.certificaat.read_bytes()
    )
    if ondertekenaar.alg != "ES256":
        raise OngeldigeInstellingen(
            "de gateway",
            (Invoerfout("ondertekening.sleutel", "moet een P-256-sleutel zijn (ES256)"),),
        )
    return ondertekenaar


def lees_logsleutel(log: Logsleutel) -> Notitiesleutel:
    """The key that signs the log's checkpoints; `OngeldigeInstellingen` for another kind."""
    return Notitiesleutel(log.naam, lees_ed25519(log.sleutel, "log.sleutel"))
