"""Wat geen bericht is, wordt geweigerd met elke fout erbij, en er blijft geen woord van over."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from shared.bericht.bericht import VerzendklaarBericht
from shared.opslag.engine import maak_engine
from shared.tijd.kenmerk import uuid7
from tests.hulp.profiel import gevallen
from tests.integratie.gateway import koppen
from tests.integratie.gateway.controle import lees_log, waarom
from tests.integratie.gateway.gegevens import BETROKKENE, GROEP, VERZONNEN
from tests.integratie.gateway.opstelling import ALS, Opstelling
from tests.integratie.gateway.storing import log_dicht
from tests.integratie.gateway.toetsen.test_authzen import vraag
from tests.integratie.gateway.zeggen import Spreker, overlegdocument, registreer

WOORD = "KruimelNooitgedacht"
JWE = "eyJhbGciOiJSU0EtT0FFUCJ9.c2xldXRlbA.aXYxMjM0NTY3ODk.aW5ob3Vk.dGFnMTIzNDU2Nzg5MDEy"


def _zet(kop: dict[str, Any], pad: str, waarde: object) -> dict[str, Any]:
    kopie: dict[str, Any] = json.loads(json.dumps(kop))
    *weg, laatste = pad.removeprefix("/kop/").split("/")
    plek: Any = kopie
    for stap in weg:
        plek = plek[int(stap) if isinstance(plek, list) else stap]
    plek[int(laatste) if isinstance(plek, list) else laatste] = waarde
    return kopie


def _goed(gateway: Opstelling) -> dict[str, Any]:
    bericht = gateway.onderteken(
        koppen.verstrekking(gateway.klok(), "gemeente", "politie", ["NAW", "B_OVERLAST"])
    )
    kop: dict[str, Any] = json.loads(bericht.body)["kop"]
    return kop


def _bied_aan(gateway: Opstelling, kop: dict[str, Any], **lid: Any) -> httpx.Response:
    document = {"kop": kop, "inhoud": JWE, **lid}
    klaar = gateway.onderteken_rauw(document, "gemeente", kop.get("id", uuid7(gateway.klok())))
    return gateway.verstuur(klaar, als="gemeente")


def _tellingen(gateway: Opstelling, als: str = "gemeente") -> dict[str, int]:
    antwoord = gateway.haal("/v1/invoerfouten", als=als)
    assert antwoord.status_code == 200, antwoord.text
    return {een["plaats"]: een["aantal"] for een in antwoord.json()["invoerfouten"]}


# --- elke plek in de kop --------------------------------------------------------------------------

WOORDPLEKKEN = [
    ("/kop/soort", "/kop/soort"),
    ("/kop/kanaal", "/kop/kanaal"),
    ("/kop/doel", "/kop/doel"),
    ("/kop/stuk", "/kop/stuk"),
    ("/kop/onderdelen/1/gegevenssoort", "/kop/onderdelen/*/gegevenssoort"),
    ("/kop/onderdelen/0/grondslag", "/kop/onderdelen/*/grondslag"),
    ("/kop/onderdelen/0/kenmerken/taakgrondslag", "/kop/onderdelen/*/kenmerken/taakgrondslag"),
    ("/kop/onderdelen/0/kenmerken/subdoel", "/kop/onderdelen/*/kenmerken/subdoel"),
    ("/kop/onderdelen/0/informatie/grond", "/kop/onderdelen/*/informatie/grond"),
]
VORMPLEKKEN = [
    ("/kop/versie", "/kop/versie"),
    ("/kop/groep", "/kop/groep"),
    ("/kop/medewerker", "/kop/medewerker"),
    ("/kop/uiting", "/kop/uiting"),
    ("/kop/overleg", "/kop/overleg"),
    ("/kop/inReactieOp", "/kop/inReactieOp"),
    ("/kop/inhoudCommitment", "/kop/inhoudCommitment"),
    ("/kop/afweging/motivering", "/kop/afweging/motivering"),
    ("/kop/afweging/toelichting", "/kop/afweging/(onbekend)"),
    ("/kop/onderdelen/0/betrokkene", "/kop/onderdelen/*/betrokkene"),
    ("/kop/onderdelen/0/kind", "/kop/onderdelen/*/kind"),
    ("/kop/onderdelen/0/leeftijdsklasse", "/kop/onderdelen/*/leeftijdsklasse"),
    ("/kop/onderdelen/0/kenmerken/zaak", "/kop/onderdelen/*/kenmerken/zaak"),
    (f"/kop/onderdelen/0/kenmerken/{WOORD}", "/kop/onderdelen/*/kenmerken/(onbekend)"),
    (f"/kop/onderdelen/0/{WOORD}", "/kop/onderdelen/*/(onbekend)"),
    (f"/kop/{WOORD}", "/kop/(onbekend)"),
    ("/kop/vernietigd", "/kop/vernietigd"),
]


@pytest.mark.parametrize(("pad", "plaats"), WOORDPLEKKEN + VORMPLEKKEN)
def test_een_verzonnen_woord_wordt_nergens_vastgelegd_en_wel_geteld(
    balie: Opstelling, pad: str, plaats: str
) -> None:
    voor = lees_log(balie)
    antwoord = _bied_aan(balie, _zet(_goed(balie), pad, WOORD))
    assert antwoord.status_code == 400, antwoord.text
    assert pad in {fout["pad"] for fout in antwoord.json()["fouten"]}
    assert lees_log(balie) == voor
    assert balie.net.doorgestuurd == 0
    assert _tellingen(balie)[plaats] == 1
    assert _resten(balie, WOORD) == []


def test_alle_fouten_worden_tegelijk_genoemd_ook_als_de_vorm_al_niet_klopt(
    balie: Opstelling,
) -> None:
    kop = _goed(balie)
    for pad in ("/kop/doel", "/kop/onderdelen/0/gegevenssoort", "/kop/onderdelen/1/grondslag"):
        kop = _zet(kop, pad, WOORD)
    alleen_woorden = _bied_aan(balie, kop)
    paden = {fout["pad"] for fout in alleen_woorden.json()["fouten"]}
    assert paden == {
        "/kop/doel", "/kop/onderdelen/0/gegevenssoort", "/kop/onderdelen/1/grondslag",
    }  # fmt: skip
    kop = _zet(_zet(kop, "/kop/stap", 9), "/kop/onderdelen/0/aard", "praatje")
    samen = {fout["pad"] for fout in _bied_aan(balie, kop).json()["fouten"]}
    assert samen == paden | {"/kop/stap", "/kop/onderdelen/0/aard"}


def test_een_bekende_code_die_niet_mag_wordt_wel_beslist(balie: Opstelling) -> None:
    kop = _zet(_goed(balie), "/kop/onderdelen/0/gegevenssoort", "BSN")
    antwoord = _bied_aan(balie, kop)
    assert antwoord.status_code == 403
    assert 8 in {reden["poort"] for reden in antwoord.json()["redenen"]}
    assert _tellingen(balie) == {}


def test_wat_niet_bij_elkaar_hoort_is_ook_een_invoerfout(balie: Opstelling) -> None:
    kop = _goed(balie)
    for pad, waarde in (
        ("/kop/onderdelen/0/vervangt", 0),
        ("/kop/onderdelen/0/kind", BETROKKENE),
        ("/kop/stuk", "vraag"),
        ("/kop/vernietigd", {"berichten": [], "betrokkenen": [], "heleGroep": False}),
    ):
        antwoord = _bied_aan(balie, _zet(kop, pad, waarde))
        assert antwoord.status_code == 400, pad
        assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [pad]


def test_inhoud_hoort_bij_haar_kanaal(balie: Opstelling) -> None:
    kop = _goed(balie)
    for aangeboden in (
        _bied_aan(balie, kop, inhoud=None),
        _bied_aan(balie, {**kop, "kanaal": "telefoon", "uiting": uuid7(balie.klok())}),
    ):
        assert aangeboden.status_code == 400
        assert [fout["pad"] for fout in aangeboden.json()["fouten"]] == ["/inhoud"]
    assert _tellingen(balie) == {"/inhoud": 2}


# --- wie telt er, en wie leest dat ----------------------------------------------------------------


def test_eerst_wie_het_is_dan_pas_wat_er_staat(balie: Opstelling) -> None:
    kop = _zet(_goed(balie), "/kop/doel", WOORD)
    klaar = balie.onderteken_rauw({"kop": kop, "inhoud": JWE}, "gemeente", kop["id"])
    assert balie.verstuur(klaar, als="politie").status_code == 403
    vals = balie.onderteken_rauw({"kop": kop, "inhoud": JWE}, "politie", kop["id"])
    antwoord = balie.verstuur(vals, als="gemeente")
    assert antwoord.status_code == 400
    assert "fouten" not in antwoord.json()
    assert _tellingen(balie) == _tellingen(balie, "politie") == {}


def test_geteld_wordt_per_afzender_en_per_plaats(balie: Opstelling) -> None:
    kop = _goed(balie)
    for _ in range(3):
        _bied_aan(balie, _zet(_zet(kop, "/kop/doel", WOORD), "/kop/stap", 9))
    _bied_aan(balie, _zet(kop, "/kop/onderdelen/0/gegevenssoort", WOORD))
    geen_json = VerzendklaarBericht(
        b'{"kop": ', balie.onderteken_rauw({}, "politie", uuid7(balie.klok())).koppen
    )
    balie.client.vraag(
        "POST", "/v1/berichten", content=geen_json.body,
        headers=httpx.Headers([*geen_json.koppen, (ALS, "politie")]),
    )  # fmt: skip
    assert _tellingen(balie) == {
        "/kop/doel": 3, "/kop/stap": 3, "/kop/onderdelen/*/gegevenssoort": 1,
    }  # fmt: skip
    assert _tellingen(balie, "politie") == {"/": 1}
    assert _tellingen(balie, "om") == {}
    assert balie.haal("/v1/invoerfouten", als=None).status_code == 401


def test_een_ontbrekende_kop_telt_bij_haar_naam(balie: Opstelling) -> None:
    bericht = balie.onderteken(balie.verzoekkop())
    zonder = [(naam, w) for naam, w in bericht.koppen if naam != "Payload-Signature"]
    assert balie.verstuur(bericht, koppen=zonder).status_code == 400
    assert _tellingen(balie) == {"Payload-Signature": 1}


def test_hetzelfde_bericht_krijgt_zijn_antwoord_ook_als_de_woorden_intussen_niet_meer_tellen(
    balie: Opstelling,
) -> None:
    """Een kenmerk dat bekend is met andere bytes is een botsing, wat er ook in staat."""
    kop = _goed(balie)
    assert waarom(_bied_aan(balie, kop)).startswith("403 toetsing-geweigerd: De toetsing")
    assert waarom(_bied_aan(balie, _zet(kop, "/kop/doel", WOORD))).startswith(
        "409 kenmerk-al-gebruikt: Dit kenmerk"
    )


def test_ook_als_het_log_dicht_is_hoort_de_afzender_wat_er_mis_is(balie: Opstelling) -> None:
    kop = _zet(_goed(balie), "/kop/doel", WOORD)
    with log_dicht(balie.instellingen.database.url):
        assert waarom(_bied_aan(balie, kop)).startswith(
            "400 Ongeldig bericht: Het bericht heeft niet de vorm"
        )


@pytest.mark.parametrize("geval", gevallen("ongeldig"), ids=lambda pad: pad.stem)
def test_elke_invoerfout_van_het_profiel_wordt_niet_beslist(balie: Opstelling, geval: Path) -> None:
    kop = json.loads(geval.read_text(encoding="utf-8"))["toetsverzoek"]["kop"]
    kop = {**kop, "id": uuid7(balie.klok()), "tijdstip": _goed(balie)["tijdstip"]}
    klaar = balie.onderteken_rauw({"kop": kop, "inhoud": JWE}, kop["afzender"], kop["id"])
    voor = lees_log(balie)
    assert balie.verstuur(klaar).status_code == 400
    assert lees_log(balie) == voor
    assert _tellingen(balie, kop["afzender"]) != {}


# --- wat er overblijft ----------------------------------------------------------------------------


def _resten(gateway: Opstelling, *woorden: str) -> list[tuple[str, str]]:
    """Waar een van deze woorden staat: in elk bestand van de gateway, en in elke tabel."""
    map_ = gateway.instellingen.register_.partijen.parent  # type: ignore[union-attr]
    gevonden = [
        (woord, pad.name)
        for pad in sorted(map_.rglob("*"))
        if pad.is_file() and not pad.is_relative_to(map_ / "pki")
        for woord in woorden
        if any(vorm in pad.read_bytes() for vorm in _vormen(woord))
    ]
    return gevonden + [(w, "databank") for w in woorden for _ in _in_databank(gateway, w)]


def _vormen(woord: str) -> Iterator[bytes]:
    yield woord.encode()
    yield json.dumps(woord)[1:-1].encode()


def _in_databank(gateway: Opstelling, woord: str) -> Iterator[str]:
    """Rijen van de databank zelf waar het woord in staat; op PostgreSQL is er geen bestand."""
    engine = maak_engine(gateway.instellingen.database.url)
    try:
        with engine.connect() as verbinding:
            for tabel in _tabellen(verbinding):
                for rij in verbinding.exec_driver_sql(f"SELECT * FROM {tabel}"):  # noqa: S608
                    if any(vorm.decode() in _tekst(rij) for vorm in _vormen(woord)):
                        yield tabel
    finally:
        engine.dispose()


def _tekst(rij: Any) -> str:
    return " ".join(
        waarde.decode("utf-8", "replace") if isinstance(waarde, bytes | memoryview) else str(waarde)
        for waarde in (bytes(w) if isinstance(w, memoryview) else w for w in rij)
    )


def _tabellen(verbinding: Any) -> list[str]:
    from sqlalchemy import inspect

    return sorted(inspect(verbinding).get_table_names())


def _alles_wat_mag(gateway: Opstelling) -> None:
    nu = gateway.klok()
    gateway.registreer_privacy()
    verzoek = gateway.geef(koppen.verzoek(nu, "gemeente", "politie"))
    gegeven = gateway.geef(
        koppen.verstrekking(
            nu, "politie", "gemeente", ["NAW", "GEBOORTEDATUM"], inReactieOp=verzoek
        )
    )
    gateway.geef(koppen.aanvulling(nu, gegeven, "politie", "gemeente", ["BEKENDHEID"]))
    gateway.geef(koppen.correctie(nu, gegeven, "politie", "gemeente"))
    gateway.geef(koppen.correctie(nu, gegeven, "gemeente", "politie", herkomst="ontvangen"))
    gateway.geef(koppen.groepsbericht(nu, "politie", "gemeente"))
    gateway.geef(koppen.signaal_zonder_groep(nu, "gemeente", "politie"))
    gateway.geef(koppen.intrekking(nu, gegeven, "politie", "gemeente"))
    gateway.geef(koppen.vernietigingsbericht(nu, "gemeente", "politie", hele_groep=True))
    gateway.geef(koppen.rechtenverzoek(nu, "politie", "om"))
    gateway.geef(koppen.incident(nu, "om", "gemeente"))
    gateway.naar_stap_3()
    gateway.geef(koppen.verstrekking(nu, "om", "gemeente", ["STRAFVORDERLIJK"], stap=3))
    spreker = Spreker(gateway)
    bericht = spreker.vraag(koppen.verstrekking(nu, "politie", "gemeente", ["WPG8"], stap=3))
    spreker.gezegd()
    assert spreker.lever(bericht).status_code == 201


def _alles_wat_niet_mag(gateway: Opstelling) -> None:
    nu = gateway.klok()
    for kop in (
        koppen.verstrekking(nu, "om", "politie", ["STRAFVORDERLIJK"], stap=3),
        koppen.verstrekking(nu, "politie", "gemeente", ["NAW"], stap=3, kanaal="email"),
        koppen.correctie(nu, uuid7(nu), "politie", "gemeente"),
        koppen.groepsbericht(nu, "politie", "gemeente", "nettolijst"),
    ):
        assert gateway.bied_aan(kop).status_code == 403
    spreker = Spreker(gateway)
    geweigerd = koppen.verstrekking(nu, "politie", "gemeente", ["NAW"], stap=3, doel="D5")
    assert spreker.bied_aan(geweigerd).status_code == 403
    assert spreker.gezegd()["zonderToestemming"] is True
    assert spreker.lever(spreker.berichten[0]).status_code == 409


def _alles_wat_niets_is(gateway: Opstelling) -> None:
    goed = _goed(gateway)
    for pad, _ in WOORDPLEKKEN + VORMPLEKKEN:
        assert _bied_aan(gateway, _zet(goed, pad, WOORD)).status_code == 400
    for document in ([WOORD], {"kop": WOORD}, {WOORD: WOORD}, {"kop": {WOORD: 1}, "inhoud": WOORD}):
        klaar = gateway.onderteken_rauw(document, "gemeente", uuid7(gateway.klok()))
        antwoord = gateway.client.vraag(
            "POST", "/v1/berichten", content=klaar.body,
            headers=httpx.Headers([*klaar.koppen, (ALS, "gemeente")]),
        )  # fmt: skip
        assert antwoord.status_code == 400
    kop = _zet(goed, "/kop/doel", WOORD)
    assert gateway.post("/access/v1/evaluation", vraag(kop), als="gemeente").status_code == 400
    for lid, waarde in (("soort", WOORD.lower()), ("locatie", WOORD.lower()), (WOORD, WOORD)):
        overleg = overlegdocument(gateway, **{lid: waarde})
        assert registreer(gateway, overleg).status_code == 400
    spreker = Spreker(gateway)
    kop = koppen.verstrekking(gateway.klok(), "politie", "gemeente", stap=3)
    spreker.vraag(kop)
    for anders in ({"medewerker": WOORD}, {"berichten": [WOORD]}, {WOORD: WOORD}):
        assert spreker.bevestig(**anders).status_code == 400
    klaar = gateway.onderteken_rauw({"id": kop["id"], "inhoud": WOORD}, "politie", kop["id"])
    assert spreker.lever(kop["id"], klaar).status_code == 400


def test_na_alles_staat_er_nergens_een_woord_van_de_inhoud_of_een_verzonnen_woord(
    gateway: Opstelling,
) -> None:
    stappen: tuple[Callable[[Opstelling], None], ...] = (
        _alles_wat_mag, _alles_wat_niet_mag, _alles_wat_niets_is,
    )  # fmt: skip
    for stap in stappen:
        stap(gateway)
        assert _resten(gateway, *VERZONNEN, WOORD, WOORD.lower()) == [], stap.__name__
    # De proef zelf ziet wat er wel staat.
    assert _resten(gateway, GROEP) != []
