"""Of berichten een voor een komen of met vele tegelijk: het bestand is daarna hetzelfde.

Twee gemeenten in twee werelden met dezelfde sleutels krijgen dezelfde bytes in dezelfde volgorde:
de ene bericht voor bericht langs de zorgvuldige weg, de andere alles in een keer. Daarna worden al
hun tabellen naast elkaar gelegd, op wat elk systeem zelf verzint na: ids, zegels, handtekeningen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, select

from deploy.pki import Pki
from services.gemeente.partij import GEMEENTE
from services.politie.partij import POLITIE
from shared.bericht.bericht import OntvangenBericht
from shared.bericht.inhoud import Inhoud
from shared.bestand.ontvangen.gegevens import open_gegeven
from shared.innemen.bericht import Gelezen, Ingenomen
from shared.innemen.bewaren.opslag import Innameopslag
from shared.innemen.controle import lees_bericht
from shared.innemen.fouten import BerichtAnders
from shared.opslag.basis import Basis
from shared.tijd.kenmerk import nieuw_pseudoniem
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.afleveren import Postbode
from tests.integratie.partij.conftest import SOORTEN, databanken
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.nepregister import Bericht
from tests.integratie.partij.opstelling import wereld
from tests.integratie.partij.voorbeeldgegevens import WAARDEN

PERSONEN = ("Plofje Oefenaar", "Dwarrel Testerman", "Wolkje Schijnberg")
GEMASKEERD = {"handtekening", "gateway_besluit", "zoekindex"}
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

WIE = st.integers(0, len(PERSONEN) - 1)
OP = st.integers(0, 9)
BERICHTEN = st.lists(
    st.one_of(
        st.tuples(
            st.just("geef"),
            WIE,
            st.sampled_from([("NAW", "GEBOORTEDATUM"), ("NAW",), ("WPG8",), ("BEKENDHEID",)]),
        ),
        st.tuples(st.just("geef"), st.just(0), st.just(("WPG8",))),
        st.tuples(st.just("vul aan"), WIE, OP),
        st.tuples(st.just("verbeter"), OP, st.sampled_from([None, "onderzoek", "bevestigd"])),
        st.tuples(st.just("trek in"), OP, st.booleans()),
        st.tuples(st.just("vraag")),
        st.tuples(st.just("geef door"), WIE),
        st.tuples(st.just("wijs iemand aan"), WIE),
        st.tuples(st.just("verzwijg de leeftijd"), WIE),
        st.tuples(st.just("knoei met de inhoud"), WIE),
        st.tuples(st.just("herhaal"), OP),
        st.tuples(st.just("verander"), OP),
    ),
    min_size=3,
    max_size=12,
)


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
            alles = stapel.enter_context(wereld(partijen, nieuw, uitgever, pki, map_))
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


@dataclass
class Schrijver:
    """Bedenkt berichten van de politie; wat een ander bericht noemt, noemt een eerder bedacht."""

    bode: Postbode
    wie: list[str]
    berichten: list[Bericht] = field(default_factory=list)

    def schrijf(self, wat: tuple[Any, ...]) -> None:
        kop, inhoud = self._bericht(*wat)
        if kop is not None:
            self.berichten.append(self.bode.bericht(kop, inhoud))

    def _bericht(self, wat: str, *hoe: Any) -> tuple[Any, Inhoud | None]:
        if wat in ("geef", "vul aan", "geef door", "wijs iemand aan", "verzwijg de leeftijd",
                   "knoei met de inhoud"):  # fmt: skip
            return self._over_iemand(wat, *hoe)
        if wat == "vraag":
            kop = self.bode.kop(
                [], soort="informatieverzoek", stuk="vraag", doel=None, afweging=None
            )
            return kop, self.bode.stuk("vraag", vraag="Wie horen er bij deze groep?")
        eerder = self._eerder(hoe[0])
        if eerder is None:
            return None, None
        if wat == "herhaal":
            self.berichten.append(eerder)
            return None, None
        if wat == "verander":
            return {**eerder.ontvangen.kop_json, "stap": 4}, self.bode.over("NAW")[1]
        return self._vervolg(wat, eerder, hoe[1])

    def _over_iemand(self, wat: str, wie: int, *hoe: Any) -> tuple[Any, Inhoud]:
        self.bode.betrokkene = self.wie[wie]
        soorten = hoe[0] if wat == "geef" else ("BEKENDHEID",) if wat == "vul aan" else ("NAW",)
        kop, _ = self.bode.over(*soorten)
        waarden = [dict(WAARDEN[soort]) for soort in soorten]
        for soort, gegevens in zip(soorten, waarden, strict=True):
            if soort == "NAW":
                gegevens["naam"] = PERSONEN[wie]
        motivering = "Nodig voor het plein."
        if wat == "vul aan":
            op = self._eerder(hoe[0])
            kop |= {"soort": wat.replace("vul aan", "aanvulling")}
            kop["inReactieOp"] = nieuw_id() if op is None else str(op.kop.id)
        elif wat == "geef door":
            kop["onderdelen"] = [{**deel, "herkomst": "ontvangen"} for deel in kop["onderdelen"]]
        elif wat == "wijs iemand aan":
            motivering = "Vraag het aan Dwarrel Testerman, 06-12345678."
        elif wat == "verzwijg de leeftijd":
            kop["onderdelen"] = [{**deel, "leeftijdsklasse": "24+"} for deel in kop["onderdelen"]]
        elif wat == "knoei met de inhoud":
            waarden = [{**een, "bsn": "x"} for een in waarden]
        return kop, self.bode.inhoud(*waarden, soorten=soorten, motivering=motivering)

    def _vervolg(self, wat: str, eerder: Bericht, hoe: Any) -> tuple[Any, Inhoud | None]:
        delen = eerder.ontvangen.kop_json["onderdelen"]
        if wat == "trek in":
            plaatsen = [0] if hoe and delen else []
            genoemd = [self._plaats(delen[n], n) for n in plaatsen]
            return self.bode.vervolg("intrekking", str(eerder.kop.id), genoemd), None
        if not delen:
            return None, None
        soort = delen[0]["gegevenssoort"]
        self.bode.betrokkene = delen[0]["betrokkene"]
        gegevens = {**WAARDEN[soort], **({} if hoe is None else {"verbetering": hoe})}
        kop = self.bode.vervolg("correctie", str(eerder.kop.id), [self._plaats(delen[0], 0)])
        return kop, self.bode.inhoud(gegevens, soorten=(soort,))

    def _plaats(self, deel: dict[str, Any], plaats: int) -> dict[str, Any]:
        self.bode.betrokkene = deel["betrokkene"]
        return self.bode.vervolgdeel(deel["gegevenssoort"], plaats)

    def _eerder(self, op: int) -> Bericht | None:
        return self.berichten[op % len(self.berichten)] if self.berichten else None


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
    los = [*_een_voor_een(een, eerste), *_een_voor_een(een, rest)]
    samen = [*_samen(ander, eerste), *_samen(ander, rest)]
    assert los == samen
    tweeling.bekend |= {groep, een.regisseur_id, een.analist_id, *schrijver.wie}
    tweeling.bekend |= {str(bericht.kop.id) for bericht in schrijver.berichten}
    los_bestand, samen_bestand = (_bestand(wie, tweeling.bekend) for wie in (een, ander))
    assert los_bestand.keys() == samen_bestand.keys()
    for tabel, rijen in los_bestand.items():
        assert rijen == samen_bestand[tabel], tabel
    assert _over_mensen(een, groep) == _over_mensen(ander, groep)


def _gelezen(kantoor: Kantoor, berichten: Sequence[Bericht]) -> list[Gelezen]:
    inname = kantoor.gemeente.geheel.inname
    middelen = inname._middelen
    afzender = kantoor.wereld.doe(middelen.boek.zoek("politie"))
    gelezen = []
    for bericht in berichten:
        koppen = [
            (b"digest", bericht.digest.encode()),
            (b"payload-signature", bericht.ontvangen.payload_signature.encode()),
            (b"gateway-besluit", kantoor.wereld.gateway.gateway_besluit(bericht).encode()),
        ]
        ontvangen = OntvangenBericht.lees(bericht.ontvangen.body, koppen, eis_transactie_id=False)
        gelezen.append(lees_bericht(middelen, ontvangen, afzender, middelen.klok()))
    return gelezen


def _opslag(kantoor: Kantoor) -> Innameopslag:
    opslag: Innameopslag = kantoor.gemeente.geheel.inname._rij._bewaar_samen.__self__
    return opslag


def _een_voor_een(kantoor: Kantoor, berichten: Sequence[Bericht]) -> list[Any]:
    opslag = _opslag(kantoor)
    gelezen = _gelezen(kantoor, berichten)
    return [_antwoord(opslag._bewaar_of_fout(opslag._kijk_na(een))) for een in gelezen]


def _samen(kantoor: Kantoor, berichten: Sequence[Bericht]) -> list[Any]:
    return [_antwoord(een) for een in _opslag(kantoor).bewaar_samen(_gelezen(kantoor, berichten))]


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
        for naam, tabel in Basis.metadata.tables.items():
            if naam not in hier or naam.startswith("autorisatie"):
                continue
            rijen = sessie.execute(select(tabel)).mappings().all()
            bestand[naam] = sorted(
                str([(k, _waarde(k, w, bekend)) for k, w in sorted(rij.items())]) for rij in rijen
            )
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
