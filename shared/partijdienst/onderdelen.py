"""The parts of a running service, each made of the settings and of the parts below it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from shared.alarmen.regels import OngeldigeAlarmregels, standaard_alarmregels
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar
from shared.bestand.bewaking.wacht import Bestandswacht
from shared.innemen.controle import Innamemiddelen
from shared.logboek.fouten import NotitieOngeldig
from shared.logboek.notitie import Notitiesleutel, Soort, Verificatiesleutel, lees_vkey
from shared.meldingen.bezorger import Bezorger
from shared.opslag.sessies import SessieMaker
from shared.overzicht.aansluiting.ronde import Aansluiter
from shared.partij.dienst import Dienst
from shared.partij.meldingenbron import Meldingenbron
from shared.partijdienst.bezorging import eigen_bestemmingen
from shared.partijdienst.geheel import Geheel
from shared.verzenden.getuigen.afhankelijkheden import Getuigendienst
from shared.verzenden.getuigen.geheugen import Getuige
from shared.verzenden.getuigen.logalarmen import Alarmboek
from shared.verzenden.getuigen.medeondertekenaar import Medeondertekenaar
from shared.verzenden.getuigen.poort import Consistentiebron
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
from shared.verzenden.uitbak.terugnemen import Terugnemer
from shared.verzenden.uitbak.uitingwerk import Uitinggateway, Uitingwerk
from shared.verzenden.uitbak.verzender import Verzender, wachttijd
from shared.web.aanmelding.vertrouwen import vertrouwenslijst_van
from shared.web.instellingen.instellingen import lees_ed25519
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.instellingen.onderdeelsoort import MetGetuige
from shared.web.instellingen.tabellen import Gatewayadres
from shared.web.meldingen import Invoerfout
from shared.zaak.beperking.beletsel import EigenBeletsel
from shared.zaak.bewaren.einden import verwerk_standen
from shared.zaak.opruimen.opruimer import Opruimer
from shared.zaak.vernietigen.melden import Verklaringmelder


def maak_uitingwerk(dienst: Dienst, gateway: Uitinggateway, opslag: Verzendopslag) -> Uitingwerk:
    """What is said in one go; what was not said is taken back."""
    terugnemer = Terugnemer(
        dienst.sessie_maker, opslag, dienst.regels, dienst.partij.code, dienst.klok
    )
    verzending = dienst.instellingen.verzending
    return Uitingwerk(
        dienst.engine, dienst.sessie_maker, dienst.lezen, dienst.kluis, gateway, dienst.klok,
        terugnemer, lambda poging: wachttijd(verzending, poging),
    )  # fmt: skip


def maak_getuigen(
    dienst: Dienst,
    middelen: Verzendmiddelen,
    bron: Consistentiebron,
    gateway_oin: str,
    bezorger: Bezorger,
    verzender: Verzender,
) -> Getuigendienst:
    """What the witness works with."""
    return Getuigendienst(
        bron=bron,
        getuige=middelen.getuige,
        alarmboek=middelen.alarmboek,
        medeondertekenaar=maak_medeondertekenaar(dienst, middelen.logsleutel, middelen.getuige),
        logsleutel=middelen.logsleutel,
        gateway_oin=gateway_oin,
        meld_verder=bezorger.wek,
        hervat=verzender.wek,
    )


def maak_verzendopslag(dienst: Dienst, lezen: SessieMaker) -> Verzendopslag:
    """The outbox; what waited in it is held against the file once more."""
    partij = dienst.partij
    deelnemers = Deelnemersbron(dienst.regels, partij.code, partij.titel)
    hercontrole = Hercontrole(dienst.regels, partij.bronnen, deelnemers, EigenBeletsel(dienst))
    return Verzendopslag(dienst.sessie_maker, lezen, dienst.kluis, hercontrole, dienst.klok)


def ruim_bij_einde(
    dienst: Dienst, meldingen: Meldingenbron | None, opruimer: Opruimer
) -> Callable[[Mapping[str, Mapping[str, Any]]], None]:
    """Who must go the day a group closes goes that day, without the periodic work."""
    lus = asyncio.get_running_loop()

    def bij_standen(standen: Mapping[str, Mapping[str, Any]]) -> None:
        if verwerk_standen(dienst, meldingen, standen):
            lus.call_soon_threadsafe(opruimer.wek)

    return bij_standen


def maak_innamemiddelen(
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


def maak_partijgeheugen(
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


def maak_alarmboek(
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


def maak_bestandswacht(geheel: Geheel) -> Bestandswacht:
    """Who watches over the own file. Raises ``OngeldigeInstellingen`` for a loosened rule."""
    dienst = geheel.dienst
    instellingen = dienst.instellingen
    try:
        regels = standaard_alarmregels(instellingen.alarmaanscherping)
    except OngeldigeAlarmregels as fout:
        raise OngeldigeInstellingen("deze partij", (Invoerfout("[alarmen]", str(fout)),)) from fout
    return Bestandswacht(
        dienst, dienst.lezen, regels, geheel.uitwisseling.ondertekenaar.certificaat.oin,
        eigen_bestemmingen(instellingen), geheel.bezorger.wek,
    )  # fmt: skip


def maak_verklaringmelder(geheel: Geheel, rust: float = 0.0) -> Verklaringmelder:
    """Carries out confirmed plans, and puts verklaringen van vernietiging in the log."""
    return Verklaringmelder(geheel.dienst, geheel.uitwisseling.gateway, rust)


def maak_aansluiter(geheel: Geheel) -> Aansluiter:
    """The one that lays this party's file beside its log."""
    u, getuigen = geheel.uitwisseling, geheel.getuigen
    return Aansluiter(
        u.dienst, u.dienst.lezen, u.gateway, getuigen.getuige, getuigen.logsleutel,
        u.ondertekenaar.certificaat, geheel.bezorger.wek,
    )  # fmt: skip


def maak_volger(geheel: Geheel, rust: float) -> Volger:
    """Who looks at the log by itself, every ``rust`` seconds."""
    getuigen = geheel.getuigen
    return Volger(geheel.uitwisseling.gateway, getuigen.getuige, getuigen.logsleutel, rust)


def maak_medeondertekenaar(
    dienst: Dienst, logsleutel: Verificatiesleutel, getuige: Getuige
) -> Medeondertekenaar | None:
    """The party's witness. In production there is one: nobody leaves it out by accident."""
    instellingen = dienst.instellingen
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
        notitiesleutel, logsleutel, getuige, dienst.sessie_maker, dienst.lezen, dienst.klok
    )


def lees_logsleutel(vkey: str) -> Verificatiesleutel:
    """The key of the log of the settings. Raises ``OngeldigeInstellingen``."""
    try:
        return lees_vkey(vkey)
    except NotitieOngeldig as fout:
        raise OngeldigeInstellingen(
            "deze partij", (Invoerfout("gateway.log_vkey", f"is geen sleutel van een log: {fout}"),)
        ) from fout
