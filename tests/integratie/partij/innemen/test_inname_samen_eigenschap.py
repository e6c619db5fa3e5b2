"""Of berichten een voor een komen of met vele tegelijk: het bestand is daarna hetzelfde.

Twee gemeenten in twee werelden met dezelfde sleutels en dezelfde stilstaande klok krijgen dezelfde
bytes in dezelfde volgorde: de ene bericht voor bericht, elk beoordeeld in de transactie die het
bewaart, de andere alles in een keer. Daarna worden al hun tabellen naast elkaar gelegd, de seinen
en het verwerkingenlog erbij, op wat elk systeem zelf verzint na: wat een uuid is en niet in een
bericht stond, en wat willekeurig is (zegels, handtekeningen, blinde index, spans) staat er als een
teken, van een zegel alleen hoe lang het is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, select

from deploy.pki import Pki
from services.gemeente.partij import GEMEENTE
from services.politie.partij import POLITIE
from shared.bericht.bericht import OntvangenBericht
from shared.bestand.ontvangen.gegevens import open_gegeven
from shared.bestand.tabellen import GroepslidRij
from shared.dataverwerkingen.regels import persoon
from shared.innemen.bericht import Gelezen, Ingenomen, Ontvangstbewijzen
from shared.innemen.bewaren.opslag import Innameopslag
from shared.innemen.bewaren.werk import Innamewerk
from shared.innemen.controle import lees_bericht, open_bericht
from shared.innemen.fouten import BerichtAnders
from shared.kluis.kluis import Kluis
from shared.meldingen.opslag import MELDING
from shared.opslag.basis import Basis
from shared.partijdienst.onderdelen import maak_innamemiddelen
from shared.tijd.kenmerk import nieuw_pseudoniem
from shared.web.aanmelding.vertrouwen import vertrouwenslijst_van
from shared.web.beschrijving.operaties import Operatie, eigen_operatie
from shared.web.instellingen.onderdeelsoort import PartijInstellingen
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.afleveren import Postbode
from tests.integratie.partij.berichtenreeks import BERICHTEN, PERSONEN, Schrijver
from tests.integratie.partij.conftest import SOORTEN, databanken
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.nepregister import Bericht
from tests.integratie.partij.opstelling import wereld

# Wat een dienst zelf van de gateway ophaalt, op zijn eigen moment, en niet met een bericht komt.
ZELF_GEHAALD = {"groepsmoment"}
GEMASKEERD = {"handtekening", "gateway_besluit", "zoekindex"}
# Hoe het met de bezorging van een sein staat; het nummer is alleen een volgorde.
BEZORGING = {"pogingen", "volgende_poging", "houder", "laatste_fout", "bezorgd_op", "status"}
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Tweeling:
    """De gemeente die alles los krijgt en de gemeente die het samen krijgt."""

    def __init__(self, los: Kantoor, samen: Kantoor, pki: Pki) -> None:
        self.los, self.samen, self.pki = los, samen, pki
        self.bekend: set[str] = set()

    def __repr__(self) -> str:
        return "de tweeling"


@pytest.fixture(scope="module", params=SOORTEN)
def tweeling(
    request: pytest.FixtureRequest,
    uitgever: Uitgever,
    pki: Pki,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Tweeling]:
    partijen = {"politie": POLITIE, "gemeente": GEMEENTE}
    with ExitStack() as stapel:
        kantoren = []
        for naam in ("los", "samen"):
            map_ = tmp_path_factory.mktemp(naam)
            nieuw = stapel.enter_context(databanken(request, map_))
            # Er luistert niemand: wat er te melden is, blijft staan.
            extra = {"gemeente": {"meldingen": {"webhook": "https://127.0.0.1:9/haak"}}}
            alles = stapel.enter_context(wereld(partijen, nieuw, uitgever, pki, map_, extra))
            kantoren.append(Kantoor.richt_in(alles))
        een, ander = kantoren
        _neem_collega_over(een, ander)
        yield Tweeling(een, ander, pki)


def _neem_collega_over(een: Kantoor, ander: Kantoor) -> None:
    """Wie het krijgt heeft bij allebei dezelfde verwijzing."""
    invoer = {
        "sub": "tweeling@gemeente.example", "functie": "regisseur", "naam": "Mare Verzonnenstein",
        "aangewezen": True, "geautoriseerd": True, "geheimhouding": "2026-01-15",
        "vog": "2026-01-10", "geldigTot": "2027-06-30", "alleGroepen": True,
    }  # fmt: skip
    een.regisseur_id = ander.regisseur_id = nieuw_id()
    for kantoor in (een, ander):
        kantoor.gemeente.zet_autorisatie(f"/autorisaties/{kantoor.regisseur_id}", invoer)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(wat=BERICHTEN, volgorde=st.permutations(range(30)))
@example(wat=[("geef", 0, ("WPG8",)), ("trek in", 1, False)], volgorde=[1, 0])
@example(wat=[("geef", 0, ("WPG8",)), ("verbeter", 1, "onderzoek")], volgorde=[0, 1])
@example(wat=[("geef", 0, ("WPG8",)), ("vul aan", 0, 1), ("trek in", 1, True)], volgorde=[0, 1, 2])
@example(wat=[("vraag",), ("trek in", 1, False)], volgorde=[0, 1])
@example(wat=[("geef", 1, ("NAW",)), ("geef", 1, ("GEBOORTEDATUM",))], volgorde=[0, 1])
@example(wat=[("geef", 0, ("NAW",)), ("vul aan", 0, 1), ("herhaal", 1)], volgorde=[0, 1, 2])
@example(wat=[("geef", 0, ("WPG8",)), ("verander", 1), ("kondig aan", 0)], volgorde=[1, 0, 2])
@example(wat=[("stuk", False), ("stuk", True), ("trek in", 1, False)], volgorde=[0, 1, 2])
def test_een_voor_een_of_samen_geeft_hetzelfde_bestand(
    tweeling: Tweeling, wat: list[tuple[Any, ...]], volgorde: list[int]
) -> None:
    een, ander = tweeling.los, tweeling.samen
    groep = nieuw_id()
    wie = {"politie": een.analist_id, "gemeente": een.regisseur_id}
    bode = Postbode(een.wereld, tweeling.pki, groep, wie)
    schrijver = Schrijver(bode, [nieuw_pseudoniem() for _ in PERSONEN])
    schrijver.schrijf(("geef", 0, ("NAW", "GEBOORTEDATUM")))
    for een_bericht in wat:
        schrijver.schrijf(een_bericht)
    # Het eerste bericht komt bij allebei alleen: dan is er iemand bekend.
    eerste, rest = schrijver.berichten[:1], schrijver.berichten[1:]
    rest = [rest[plek] for plek in volgorde if plek < len(rest)]
    los, los_werk = _neem_in(een, eerste, rest, apart=True)
    samen, samen_werk = _neem_in(ander, eerste, rest, apart=False)
    assert los == samen
    gezegd = [
        [_zeg(kantoor, bericht) for bericht in schrijver.te_zeggen] for kantoor in (een, ander)
    ]
    assert gezegd[0] == gezegd[1]
    tweeling.bekend |= {groep, een.regisseur_id, een.analist_id, *schrijver.wie}
    tweeling.bekend |= {str(bericht.kop.id) for bericht in schrijver.berichten}
    los_bestand, samen_bestand = (_bestand(wie, tweeling.bekend) for wie in (een, ander))
    assert los_bestand.keys() == samen_bestand.keys()
    for tabel, rijen in los_bestand.items():
        assert rijen == samen_bestand[tabel], tabel
    assert _over_mensen(een, groep) == _over_mensen(ander, groep)
    assert _verwerkt(een, groep, los_werk) == _verwerkt(ander, groep, samen_werk)


def _neem_in(
    kantoor: Kantoor, eerste: Sequence[Bericht], rest: Sequence[Bericht], *, apart: bool
) -> tuple[list[Any], list[Operatie]]:
    """Wat er van elk bericht kwam, en op wiens rekening het is bewaard."""
    uitkomsten: list[Any] = []
    werk: list[Operatie] = []
    opslag = _opslag(kantoor)
    for berichten in (eerste, rest):
        gelezen = _gelezen(kantoor, berichten)
        werk += [een.operatie for een in gelezen if een.operatie is not None]
        if apart:
            uitkomsten += [opslag.bewaar_alleen(een) for een in gelezen]
        else:
            uitkomsten += opslag.bewaar_samen(gelezen)
    return [_antwoord(een) for een in uitkomsten], werk


def _zeg(kantoor: Kantoor, bericht: Bericht) -> tuple[int, Any]:
    """De inhoud van wat is aangekondigd; een voor een, zoals zij altijd komt."""
    gateway = kantoor.wereld.gateway
    app = gateway.partijen["gemeente"].app
    assert app is not None
    antwoord = kantoor.wereld.doe(gateway.lever_inhoud_af(app, bericht))
    return antwoord.status_code, antwoord.text if antwoord.status_code == 200 else None


def _gelezen(kantoor: Kantoor, berichten: Sequence[Bericht]) -> list[Gelezen]:
    u = kantoor.gemeente.uitwisseling
    boek = kantoor.gemeente.geheel.boek
    eigen = u.dienst.instellingen.vereis(PartijInstellingen)
    middelen = maak_innamemiddelen(
        u.dienst, eigen.gateway, vertrouwenslijst_van(eigen), boek, u.dienst.lezen
    )
    afzender = kantoor.wereld.doe(boek.zoek("politie"))
    gelezen = []
    for bericht in berichten:
        koppen = [
            (b"digest", bericht.digest.encode()),
            (b"payload-signature", bericht.ontvangen.payload_signature.encode()),
            (b"gateway-besluit", kantoor.wereld.gateway.gateway_besluit(bericht).encode()),
        ]
        ontvangen = OntvangenBericht.lees(bericht.ontvangen.body, koppen, eis_transactie_id=False)
        with eigen_operatie("neemBerichtIn", "ontvangsten"):
            een = lees_bericht(middelen, ontvangen, afzender, middelen.klok())
        gelezen.append(open_bericht(middelen, een))
    return gelezen


def _opslag(kantoor: Kantoor) -> Innameopslag:
    u = kantoor.gemeente.uitwisseling
    kluis = u.dienst.kluis
    assert isinstance(kluis, Kluis)
    werk = Innamewerk.van(u.dienst, kluis, Ontvangstbewijzen(u.ondertekenaar))
    return Innameopslag(u.dienst.engine, u.dienst.sessie_maker, werk)


def _antwoord(uitkomst: Ingenomen | Exception) -> tuple[str, str]:
    if isinstance(uitkomst, BerichtAnders):
        return "anders", ""
    if not isinstance(uitkomst, Ingenomen):
        raise uitkomst
    return uitkomst.status, uitkomst.tekst


def _bestand(kantoor: Kantoor, bekend: set[str]) -> dict[str, list[str]]:
    """Elke tabel, met in plaats van wat het systeem zelf verzon steeds hetzelfde teken."""
    bestand = {}
    u = kantoor.gemeente.uitwisseling
    hier = set(inspect(u.dienst.engine).get_table_names())
    with u.dienst.lezend() as sessie:
        for naam, tabel in {**Basis.metadata.tables, MELDING.name: MELDING}.items():
            if naam not in hier - ZELF_GEHAALD or naam.startswith("autorisatie"):
                continue
            weg = {"nummer", *BEZORGING} if tabel is MELDING else set()
            rijen = sessie.execute(select(tabel)).mappings().all()
            bestand[naam] = sorted(
                str([(k, _waarde(k, w, bekend)) for k, w in sorted(rij.items()) if k not in weg])
                for rij in rijen
            )
    assert bestand["inkomend"]
    assert bestand[MELDING.name]
    return bestand


def _waarde(kolom: str, waarde: Any, bekend: set[str]) -> Any:
    if kolom in GEMASKEERD:
        return None if waarde is None else "#"
    if isinstance(waarde, bytes):
        return len(waarde)
    return _UUID.sub(lambda m: m[0] if m[0] in bekend else "#", str(waarde))


def _over_mensen(kantoor: Kantoor, groep: str) -> list[Any]:
    """Wat er over wie te lezen is, en bij wie het hoort."""
    u = kantoor.gemeente.uitwisseling
    bode = Postbode(kantoor.wereld, kantoor.wereld.pki, groep, {})
    namen: dict[str, int] = {}
    gelezen = []
    for rij in sorted(bode.rijen(), key=lambda r: (r.bericht_id, r.volgnummer)):
        nummer = namen.setdefault(rij.persoon_id, len(namen))
        inhoud = open_gegeven(u.dienst.kluis, rij)
        vervangen_door = next(
            (r.bericht_id for r in bode.rijen() if r.id == rij.vervangen_door), ""
        )
        gelezen.append((rij.bericht_id, rij.volgnummer, nummer, inhoud, rij.status, vervangen_door))
    return gelezen


def _verwerkt(kantoor: Kantoor, groep: str, werk: Sequence[Operatie]) -> list[Any]:
    """Per bericht wie er in het verwerkingenlog staat, waarvoor en hoe het afliep."""
    u = kantoor.gemeente.uitwisseling
    log = u.dienst.meeschrijver.log
    with u.dienst.lezend() as sessie:
        leden = sessie.execute(
            select(GroepslidRij.persoon_id, GroepslidRij.betrokkene).where(
                GroepslidRij.groep == groep
            )
        ).all()
    namen: dict[str, list[str]] = {}
    for persoon_id, betrokkene in leden:
        namen.setdefault(log.pseudoniem(persoon(persoon_id)), []).append(betrokkene)
    return [
        sorted(
            (
                regel.naam, regel.status, regel.activiteit, regel.betrokkene_type,
                regel.span_id == operatie.spoor.span_id,
                sorted(namen.get(regel.betrokkene, ["iemand"])),
            )
            for _, regel in log.lees(na=0, limiet=1000, trace_id=operatie.spoor.trace_id)
        )
        for operatie in werk
    ]  # fmt: skip
