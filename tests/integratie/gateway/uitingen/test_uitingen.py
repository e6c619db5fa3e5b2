"""Wat wordt gezegd is eerst beslist voor iedereen die het hoort, en staat daarna vast."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from shared.bericht.sleutels.handtekening import digest_header
from shared.bericht.tijd import utc_tekst
from shared.tijd.kenmerk import uuid7
from tests.integratie.gateway import koppen
from tests.integratie.gateway.controle import bladen_van, waarom
from tests.integratie.gateway.gegevens import GROEP, PRIVACY, TWEEDE
from tests.integratie.gateway.ontvanger import ontvangstantwoord
from tests.integratie.gateway.opstelling import ALS, Opstelling
from tests.integratie.gateway.zeggen import (
    GEMEENTE,
    OM,
    POLITIE,
    Spreker,
    gepland,
    overlegdocument,
    registreer,
)


def _kop(gateway: Opstelling, naar: str, *soorten: Any, **anders: Any) -> dict[str, Any]:
    velden = {"stap": 3, **anders}
    return koppen.verstrekking(gateway.klok(), "politie", naar, soorten or ["NAW"], **velden)


@pytest.fixture
def met_drie(gateway: Opstelling) -> Spreker:
    """De politie wil iets zeggen in een overleg waar ook het OM bij zit."""
    gateway.onderzoek(van="2026-11-01", tot="2026-12-31")
    gateway.naar_stap_3()
    return Spreker(gateway, gepland(gateway, deelnemers=[POLITIE, GEMEENTE, OM]))


@pytest.fixture
def aan_de_telefoon(balie: Opstelling) -> Spreker:
    balie.naar_stap_3()
    return Spreker(balie)


# --- mag het worden gezegd ------------------------------------------------------------------------


def test_met_drie_aan_tafel_mag_het_pas_als_beide_anderen_het_mogen_horen(
    met_drie: Spreker,
) -> None:
    gateway = met_drie.gateway
    aan_gemeente = met_drie.vraag(_kop(gateway, "gemeente"))
    stand = met_drie.stand()
    assert (stand["magGezegd"], stand["wachtOp"]) == (False, ["om"])
    aan_om = met_drie.vraag(_kop(gateway, "om"))
    assert met_drie.stand() == {
        "uiting": met_drie.uiting,
        "afzender": "politie",
        "kanaal": "overleg",
        "overleg": met_drie.overleg,
        "groep": GROEP,
        "magGezegd": True,
        "geldigTot": "2026-11-23T22:59:59Z",
        "berichten": [
            {"id": een, "ontvanger": wie, "besluit": "toegestaan", "status": "aanvaard"}
            for een, wie in ((aan_gemeente, "gemeente"), (aan_om, "om"))
        ],
        "wachtOp": [],
        "gezegd": None,
    }
    gateway.klok.vooruit(hours=1, minutes=10)
    gezegd = met_drie.gezegd()
    assert gezegd["zonderToestemming"] is False
    (blad,) = bladen_van(gateway, "mondeling")
    inhoud = {naam: blad[naam] for naam in set(blad) - {"digest", "payloadSignature"}}
    assert inhoud == {
        "v": blad["v"],
        "soort": "mondeling",
        "tijdstip": utc_tekst(gateway.klok()),
        "uiting": met_drie.uiting,
        "overleg": met_drie.overleg,
        "berichten": [aan_gemeente, aan_om],
        "gezegdOp": utc_tekst(gateway.klok()),
        "medewerker": POLITIE,
        "zonderToestemming": False,
    }
    assert met_drie.stand()["gezegd"] == gezegd
    for bericht, ontvanger in ((aan_gemeente, "gemeente"), (aan_om, "om")):
        geleverd = met_drie.lever(bericht)
        assert geleverd.status_code == 201, geleverd.text
        assert bericht in gateway.net.ontvangers[ontvanger].inhouden


def test_wie_het_hoort_ziet_alleen_zijn_eigen_bericht(met_drie: Spreker) -> None:
    gateway = met_drie.gateway
    aan_gemeente = met_drie.vraag(_kop(gateway, "gemeente"))
    stand = met_drie.stand("gemeente")
    assert [een["id"] for een in stand["berichten"]] == [aan_gemeente]
    assert stand["wachtOp"] == []
    assert gateway.haal(f"/v1/uitingen/{met_drie.uiting}", als="om").status_code == 404
    aan_om = met_drie.vraag(_kop(gateway, "om"))
    met_drie.gezegd()
    assert met_drie.stand("om")["gezegd"]["berichten"] == [aan_om]
    pad = f"/v1/overleggen/{met_drie.overleg}"
    verslagen = {
        partij: [
            een["id"] for u in gateway.haal(pad, als=partij).json()["uitingen"]
            for een in u["berichten"]
        ]
        for partij in ("politie", "gemeente", "om")
    }  # fmt: skip
    assert verslagen == {
        "politie": [aan_gemeente, aan_om], "gemeente": [aan_gemeente], "om": [aan_om],
    }  # fmt: skip


def test_een_weigering_voor_een_aan_tafel_houdt_het_voor_allen_tegen(met_drie: Spreker) -> None:
    gateway = met_drie.gateway
    met_drie.vraag(_kop(gateway, "gemeente"))
    geweigerd = met_drie.bied_aan(_kop(gateway, "om", doel="D5"))
    assert geweigerd.status_code == 403
    stand = met_drie.stand()
    assert (stand["magGezegd"], stand["wachtOp"]) == (False, ["om"])
    assert [een["besluit"] for een in stand["berichten"]] == ["toegestaan", "geweigerd"]
    # Met een bericht dat wel mag, mag het alsnog.
    met_drie.vraag(_kop(gateway, "om"))
    assert met_drie.stand()["magGezegd"] is True


def test_wie_niet_bereikbaar_is_heeft_het_niet_ingenomen(met_drie: Spreker) -> None:
    gateway = met_drie.gateway
    met_drie.vraag(_kop(gateway, "gemeente"))
    gateway.net.weg.add("om")
    kop = _kop(gateway, "om")
    assert met_drie.bied_aan(kop).status_code == 503
    stand = met_drie.stand()
    assert (stand["magGezegd"], stand["wachtOp"]) == (False, ["om"])
    assert stand["berichten"][1]["status"] == "onbereikbaar"
    gateway.net.weg.clear()
    gebonden, inhoud = met_drie.koppen[kop["id"]], met_drie.inhoud[kop["id"]]
    assert gateway.verstuur(gateway.onderteken(gebonden, inhoud)).status_code == 201
    assert met_drie.stand()["magGezegd"] is True


def test_wie_de_aankondiging_weigert_heeft_haar_niet_ingenomen(met_drie: Spreker) -> None:
    gateway = met_drie.gateway
    met_drie.vraag(_kop(gateway, "gemeente"))
    ontvanger = gateway.net.ontvangers["om"]

    def weiger(_: Any, body: bytes) -> Any:
        kenmerk = json.loads(body)["kop"]["id"]
        return ontvangstantwoord(*ontvanger.ontvangst(kenmerk, digest_header(body), "REGELS"), 400)

    ontvanger.ingreep = weiger
    assert met_drie.bied_aan(_kop(gateway, "om")).status_code == 201
    stand = met_drie.stand()
    assert (stand["magGezegd"], stand["wachtOp"]) == (False, ["om"])
    assert stand["berichten"][1]["status"] == "geweigerd"
    ontvanger.ingreep = None
    met_drie.vraag(_kop(gateway, "om"))
    assert met_drie.stand()["magGezegd"] is True


def test_een_ingetrokken_bericht_is_geen_toestemming_meer(met_drie: Spreker) -> None:
    gateway = met_drie.gateway
    met_drie.vraag(_kop(gateway, "gemeente"))
    aan_om = met_drie.vraag(_kop(gateway, "om"))
    gateway.geef(koppen.intrekking(gateway.klok(), aan_om, "politie", "om", stap=3))
    assert met_drie.stand()["wachtOp"] == ["om"]
    met_drie.vraag(_kop(gateway, "om"))
    assert met_drie.stand()["magGezegd"] is True


def test_een_afgelast_overleg_is_geen_overleg(met_drie: Spreker) -> None:
    gateway = met_drie.gateway
    for naar in ("gemeente", "om"):
        met_drie.vraag(_kop(gateway, naar))
    document = overlegdocument(gateway, deelnemers=[POLITIE, GEMEENTE, OM], afgelast=True)
    assert registreer(gateway, document, met_drie.overleg or "").status_code == 200
    assert met_drie.stand()["magGezegd"] is False
    ander = Spreker(gateway, met_drie.overleg)
    redenen = ander.bied_aan(_kop(gateway, "gemeente")).json()["redenen"]
    assert [reden["code"] for reden in redenen] == ["OVERLEG_ONBEKEND"]


# --- de toestemming vervalt -----------------------------------------------------------------------


def test_in_een_overleg_vervalt_de_toestemming_met_de_dag(met_drie: Spreker) -> None:
    gateway = met_drie.gateway
    for naar in ("gemeente", "om"):
        met_drie.vraag(_kop(gateway, naar))
    gateway.klok.nu = gateway.klok.nu.replace(hour=22, minute=59, second=59)
    assert met_drie.stand()["magGezegd"] is True
    gateway.klok.vooruit(seconds=1)
    assert met_drie.stand()["magGezegd"] is False
    # Wat voor middernacht is gezegd, wordt daarna nog bevestigd.
    op_tijd = utc_tekst(gateway.klok() - timedelta(minutes=20))
    assert met_drie.gezegd(gezegdOp=op_tijd)["zonderToestemming"] is False


def test_aan_de_telefoon_geldt_zij_een_uur(aan_de_telefoon: Spreker) -> None:
    gateway = aan_de_telefoon.gateway
    aan_de_telefoon.vraag(_kop(gateway, "gemeente"))
    assert aan_de_telefoon.stand()["geldigTot"] == "2026-11-23T11:00:00Z"
    gateway.klok.vooruit(hours=1)
    assert aan_de_telefoon.stand()["magGezegd"] is True
    gateway.klok.vooruit(seconds=1)
    assert aan_de_telefoon.stand()["magGezegd"] is False
    nieuw = aan_de_telefoon.bied_aan(_kop(gateway, "om"))
    assert nieuw.status_code == 409
    assert nieuw.json()["type"].endswith("uiting-botst")
    te_laat = aan_de_telefoon.gezegd(berichten=aan_de_telefoon.berichten[:1])
    assert te_laat["zonderToestemming"] is True


# --- wat niet bij de uiting past ------------------------------------------------------------------


@pytest.mark.parametrize(
    "wijziging",
    [
        {"soorten": ["NAW", "GEBOORTEDATUM"]},
        {"soorten": ["GEBOORTEDATUM"]},
        {"soorten": [koppen.deel("politie", "om", "NAW", TWEEDE)]},
        {"groep": "0193aaaa-0000-7000-8000-0000000000ff"},
        {"kanaal": "telefoon"},
        {"overleg": True},
        {"naar": "gemeente"},
        {"van": "om"},
    ],
    ids=str,
)
def test_wat_er_niet_bij_past_wordt_niet_beslist(
    met_drie: Spreker, wijziging: dict[str, Any]
) -> None:
    gateway = met_drie.gateway
    met_drie.vraag(_kop(gateway, "gemeente"))
    ander = Spreker(gateway, met_drie.overleg, met_drie.uiting)
    if wijziging.get("overleg"):
        ander.overleg = gepland(gateway, deelnemers=[POLITIE, GEMEENTE, OM])
    kop = koppen.verstrekking(
        gateway.klok(), wijziging.get("van", "politie"),
        wijziging.get("naar", "gemeente" if "van" in wijziging else "om"),
        wijziging.get("soorten", ["NAW"]), stap=3,
    )  # fmt: skip
    if "groep" in wijziging:
        kop["groep"] = wijziging["groep"]
    if "kanaal" in wijziging:
        ander.overleg = None
    aantal = len(bladen_van(gateway, "besluit"))
    antwoord = ander.bied_aan(kop)
    assert antwoord.status_code == 409, antwoord.text
    assert antwoord.json()["type"].endswith("uiting-botst")
    assert len(bladen_van(gateway, "besluit")) == aantal
    met_drie.vraag(_kop(gateway, "om"))
    assert met_drie.stand()["magGezegd"] is True


def test_twee_tegelijk_voor_dezelfde_ontvanger_wordt_er_een(met_drie: Spreker) -> None:
    gateway = met_drie.gateway
    lopend = []
    for _ in range(6):
        kop = koppen.mondeling(_kop(gateway, "gemeente"), met_drie.uiting, overleg=met_drie.overleg)
        bericht = gateway.onderteken(kop)
        regels = httpx.Headers([*bericht.koppen, (ALS, "politie")])
        lopend.append(
            gateway.client.begin("POST", "/v1/berichten", content=bericht.body, headers=regels)
        )
    antwoorden = sorted(taak.result(timeout=30).status_code for taak in lopend)
    assert antwoorden == [201] + [409] * 5


def test_de_volgorde_van_de_onderdelen_doet_er_niet_toe(met_drie: Spreker) -> None:
    gateway = met_drie.gateway
    met_drie.vraag(_kop(gateway, "gemeente", "NAW", "WPG8"))
    met_drie.vraag(_kop(gateway, "om", "WPG8", "NAW"))
    assert met_drie.stand()["magGezegd"] is True


def test_een_bevestigde_uiting_neemt_geen_bericht_meer(aan_de_telefoon: Spreker) -> None:
    gateway = aan_de_telefoon.gateway
    bericht = aan_de_telefoon.vraag(_kop(gateway, "gemeente"))
    aan_de_telefoon.gezegd()
    assert waarom(aan_de_telefoon.bied_aan(_kop(gateway, "om"))).startswith(
        "409 uiting-botst: Deze uiting is al bevestigd"
    )
    # Hetzelfde bericht krijgt nog steeds hetzelfde antwoord.
    gebonden, inhoud = aan_de_telefoon.koppen[bericht], aan_de_telefoon.inhoud[bericht]
    assert gateway.verstuur(gateway.onderteken(gebonden, inhoud)).status_code == 201


def test_een_uiting_op_een_ander_kanaal_is_geen_uiting(balie: Opstelling) -> None:
    kop = koppen.verzoek(balie.klok(), "gemeente", "politie", uiting=uuid7(balie.klok()))
    assert balie.redenen(kop) == {"UITING_OVERBODIG"}
    assert balie.haal(f"/v1/uitingen/{kop['uiting']}", als="gemeente").status_code == 404


# --- wat ervan is gezegd --------------------------------------------------------------------------


def test_nog_eens_hetzelfde_bevestigen_verandert_niets(aan_de_telefoon: Spreker) -> None:
    aan_de_telefoon.vraag(_kop(aan_de_telefoon.gateway, "gemeente"))
    eerste = aan_de_telefoon.gezegd()
    assert aan_de_telefoon.gezegd() == eerste
    anders = aan_de_telefoon.bevestig(gezegdOp="2026-11-23T09:59:00Z")
    assert anders.status_code == 409
    assert len(bladen_van(aan_de_telefoon.gateway, "mondeling")) == 1


def _zonder_antwoord(spreker: Spreker) -> dict[str, Any]:
    assert spreker.bied_aan(_kop(spreker.gateway, "gemeente", doel="D5")).status_code == 403
    return {}


def _niet_voor_ieder(spreker: Spreker) -> dict[str, Any]:
    spreker.vraag(_kop(spreker.gateway, "gemeente"))
    assert spreker.bied_aan(_kop(spreker.gateway, "om", doel="D5")).status_code == 403
    return {"berichten": spreker.berichten[:1]}


def _door_een_ander(spreker: Spreker) -> dict[str, Any]:
    spreker.gateway.registreer_privacy()
    spreker.vraag(_kop(spreker.gateway, "gemeente"))
    return {"medewerker": PRIVACY["politie"]}


def _voordat_het_mocht(spreker: Spreker) -> dict[str, Any]:
    spreker.vraag(_kop(spreker.gateway, "gemeente"))
    return {"gezegdOp": utc_tekst(spreker.gateway.klok() - timedelta(minutes=6))}


@pytest.mark.parametrize(
    "aanloop", [_zonder_antwoord, _niet_voor_ieder, _door_een_ander, _voordat_het_mocht]
)
def test_wat_zonder_toestemming_is_gezegd_staat_er_zo_in_en_er_volgt_geen_inhoud(
    aan_de_telefoon: Spreker, aanloop: Any
) -> None:
    document = aanloop(aan_de_telefoon)
    assert aan_de_telefoon.gezegd(**document)["zonderToestemming"] is True
    (blad,) = bladen_van(aan_de_telefoon.gateway, "mondeling")
    assert blad["zonderToestemming"] is True
    for bericht in aan_de_telefoon.berichten:
        assert aan_de_telefoon.lever(bericht).status_code == 409
    assert aan_de_telefoon.gateway.net.ontvangers["gemeente"].inhouden == {}


def test_de_klok_van_wie_het_zei_mag_wat_achterlopen(aan_de_telefoon: Spreker) -> None:
    gateway = aan_de_telefoon.gateway
    aan_de_telefoon.vraag(_kop(gateway, "gemeente"))
    even_eerder = utc_tekst(gateway.klok() - timedelta(minutes=4))
    assert aan_de_telefoon.gezegd(gezegdOp=even_eerder)["zonderToestemming"] is False


def _paden(antwoord: httpx.Response) -> list[str]:
    assert antwoord.status_code == 400, antwoord.text
    return [fout["pad"] for fout in antwoord.json()["fouten"]]


def test_alleen_wat_kan_wordt_vastgelegd(aan_de_telefoon: Spreker) -> None:
    gateway = aan_de_telefoon.gateway
    bericht = aan_de_telefoon.vraag(_kop(gateway, "gemeente"))
    ander = Spreker(gateway)
    ander_bericht = ander.vraag(_kop(gateway, "gemeente"))
    morgen = utc_tekst(gateway.klok() + timedelta(days=1))
    krom = aan_de_telefoon.bevestig(
        gezegdOp=morgen, medewerker=OM, berichten=[bericht, ander_bericht, bericht]
    )
    assert _paden(krom) == ["/gezegdOp", "/berichten/1", "/berichten", "/medewerker"]
    assert _paden(aan_de_telefoon.bevestig(uiting=ander.uiting)) == ["/uiting"]
    assert _paden(aan_de_telefoon.bevestig(berichten=[])) == ["/berichten"]
    assert aan_de_telefoon.bevestig(als="gemeente").status_code == 404
    pad = f"/v1/uitingen/{uuid7(gateway.klok())}"
    onbekend = aan_de_telefoon.document(uiting=pad.rsplit("/", 1)[1])
    assert gateway.dien_in("POST", f"{pad}/_bevestig", onbekend, "politie").status_code == 404
    vals = gateway.dien_in(
        "POST", f"/v1/uitingen/{aan_de_telefoon.uiting}/_bevestig",
        aan_de_telefoon.document(), "politie", "gemeente",
    )  # fmt: skip
    assert vals.status_code == 400
    assert bladen_van(gateway, "mondeling") == []
