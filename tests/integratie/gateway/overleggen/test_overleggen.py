"""Een overleg is vooraf bekend: wie er zit, over welke groepen, en op welke dag."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from shared.bericht.tijd import utc_tekst
from shared.tijd.kenmerk import uuid7
from tests.hulp.registerdocument import met_versie
from tests.integratie.gateway import koppen
from tests.integratie.gateway.controle import bladen_van, waarom
from tests.integratie.gateway.gegevens import GROEP, autorisatie
from tests.integratie.gateway.opstelling import Opstelling
from tests.integratie.gateway.zeggen import (
    GEMEENTE,
    OM,
    POLITIE,
    Spreker,
    gepland,
    overlegdocument,
    registreer,
)

COLLEGA = "0193aaaa-0000-7000-8000-000000000019"
TWEEDE_GROEP = "0193aaaa-0000-7000-8000-000000000002"


def _paden(antwoord: httpx.Response) -> list[str]:
    assert antwoord.status_code == 400, antwoord.text
    return [fout["pad"] for fout in antwoord.json()["fouten"]]


def test_zonder_onderzoek_staat_om_niet_op_de_lijst(balie: Opstelling) -> None:
    antwoord = registreer(balie, overlegdocument(balie, deelnemers=[POLITIE, GEMEENTE, OM]))
    assert _paden(antwoord) == ["/deelnemers/2"]
    assert "strafrechtelijk onderzoek" in antwoord.json()["fouten"][0]["melding"]
    assert gepland(balie, deelnemers=[POLITIE, GEMEENTE, OM], soort="driehoek")


def test_als_het_onderzoek_stopt_is_ook_de_agenda_dicht(gateway: Opstelling) -> None:
    gateway.onderzoek(van="2026-11-01", tot="2026-11-24")
    overleg = gepland(gateway, deelnemers=[POLITIE, GEMEENTE, OM])
    assert gateway.haal(f"/v1/overleggen/{overleg}", als="om").status_code == 200
    gateway.klok.vooruit(days=2)
    assert gateway.haal(f"/v1/overleggen/{overleg}", als="om").status_code == 404
    assert gateway.haal(f"/v1/overleggen?groep={GROEP}", als="om").json() == {"overleggen": []}
    assert gateway.haal(f"/v1/overleggen/{overleg}", als="politie").status_code == 200


def test_eindigt_het_onderzoek_eerder_dan_vervalt_de_uitnodiging_voor_daarna(
    gateway: Opstelling,
) -> None:
    gateway.onderzoek(van="2026-11-01", tot="2026-12-31")
    begin = gateway.klok() + timedelta(days=10)
    dagen = {"begin": utc_tekst(begin), "einde": utc_tekst(begin + timedelta(hours=1))}
    morgen = gepland(gateway, deelnemers=[POLITIE, GEMEENTE, OM])
    later = gepland(gateway, deelnemers=[POLITIE, GEMEENTE, OM], **dagen)

    def uitnodigingen(partij: str) -> set[str]:
        lijst = gateway.haal(f"/v1/overleggen?groep={GROEP}", als=partij).json()["overleggen"]
        return {een["id"] for een in lijst}

    assert uitnodigingen("om") == uitnodigingen("politie") == {morgen, later}
    # De officier beëindigt het per overmorgen: tot en met die dag doet het OM nog mee.
    gateway.onderzoek(van="2026-11-01", tot="2026-11-25")
    assert uitnodigingen("om") == {morgen}
    assert gateway.haal(f"/v1/overleggen/{later}", als="om").status_code == 404
    assert uitnodigingen("politie") == {morgen, later}
    # Wie het overleg nu wijzigt, haalt het OM van de lijst.
    met_om = overlegdocument(
        gateway, deelnemers=[POLITIE, GEMEENTE, OM], locatie="politie", **dagen
    )
    assert _paden(registreer(gateway, met_om, later)) == ["/deelnemers/2"]
    zonder = {**met_om, "deelnemers": [POLITIE, GEMEENTE]}
    assert registreer(gateway, zonder, later).status_code == 200
    gateway.klok.vooruit(days=3)
    assert uitnodigingen("om") == set()


def test_eindigt_het_onderzoek_midden_in_een_overleg_dan_hoort_het_om_daarna_niets(
    gateway: Opstelling,
) -> None:
    gateway.onderzoek(van="2026-11-01", tot="2026-11-23")
    gateway.naar_stap_3()
    # Van half twaalf 's avonds tot een uur in de nacht, in Amsterdam.
    overleg = gepland(
        gateway,
        deelnemers=[POLITIE, OM],
        begin="2026-11-23T22:30:00Z",
        einde="2026-11-24T00:00:00Z",
    )
    gateway.klok.nu = gateway.klok.nu.replace(hour=22, minute=55)
    spreker = Spreker(gateway, overleg)
    mag = spreker.vraag(koppen.verstrekking(gateway.klok(), "politie", "om", stap=3))
    op_tijd = utc_tekst(gateway.klok())
    assert gateway.haal(f"/v1/overleggen/{overleg}", als="om").status_code == 200
    gateway.klok.vooruit(minutes=10)
    geweigerd = Spreker(gateway, overleg).bied_aan(
        koppen.verstrekking(gateway.klok(), "politie", "om", stap=3)
    )
    codes = {reden["code"] for reden in geweigerd.json()["redenen"]}
    assert {"OVERLEG_ZONDER_ONDERZOEK", "OVERLEG_ANDERE_DAG"} <= codes
    assert gateway.haal(f"/v1/overleggen/{overleg}", als="om").status_code == 404
    # Wat voor middernacht mocht en gezegd is, komt alsnog in het log en in het verslag.
    assert spreker.gezegd(gezegdOp=op_tijd)["zonderToestemming"] is False
    uitingen = gateway.haal(f"/v1/overleggen/{overleg}", als="politie").json()["uitingen"]
    assert [een["gezegd"]["berichten"] for een in uitingen if een["gezegd"]] == [[mag]]


def test_wie_niet_meedoet_ziet_het_overleg_niet(balie: Opstelling) -> None:
    overleg = gepland(balie, soort="driehoek")
    assert balie.haal(f"/v1/overleggen/{overleg}", als="om").status_code == 404
    lijst = balie.haal(f"/v1/overleggen?groep={GROEP}", als="politie").json()["overleggen"]
    assert [een["id"] for een in lijst] == [overleg]


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"locatie": "kroeg"}, "/locatie"),
        ({"locatie": "thuis"}, "/locatie"),
        ({"begin": "2026-11-22T09:00:00Z", "einde": "2026-11-22T10:00:00Z"}, "/begin"),
        ({"einde": "2026-11-20T10:00:00Z"}, "/einde"),
        ({"einde": "2026-12-20T10:00:00Z"}, "/einde"),
        ({"groepen": [GROEP, "0193aaaa-0000-7000-8000-0000000000ff"]}, "/groepen/1"),
        ({"groepen": [GROEP, GROEP]}, "/groepen"),
        ({"groepen": []}, "/groepen"),
        ({"groep": GROEP}, "/groep"),
        ({"deelnemers": [POLITIE, "0193aaaa-0000-7000-8000-0000000000ff"]}, "/deelnemers/1"),
        ({"deelnemers": [POLITIE, POLITIE]}, "/deelnemers"),
        ({"deelnemers": [POLITIE]}, "/deelnemers"),
        ({"soort": "borrel"}, "/soort"),
    ],
)
def test_een_overleg_dat_niet_klopt_wordt_niet_geregistreerd(
    balie: Opstelling, anders: dict[str, Any], pad: str
) -> None:
    assert pad in _paden(registreer(balie, overlegdocument(balie, **anders)))
    lijst = balie.haal(f"/v1/overleggen?groep={GROEP}", als="gemeente").json()
    assert lijst == {"overleggen": []}


def test_alleen_de_organisator_en_alleen_vooraf(gateway: Opstelling) -> None:
    kenmerk = gepland(gateway)
    ander = overlegdocument(gateway, locatie="politie")
    assert registreer(gateway, ander, kenmerk, als="politie").status_code == 403
    van_politie = overlegdocument(gateway, partij="politie")
    assert registreer(gateway, van_politie, kenmerk, als="politie").status_code == 403
    assert registreer(gateway, ander, kenmerk).status_code == 200
    assert gateway.haal(f"/v1/overleggen/{kenmerk}").json()["locatie"] == "politie"
    gateway.klok.vooruit(days=1)
    te_laat = registreer(gateway, overlegdocument(gateway, begin=ander["begin"]), kenmerk)
    assert te_laat.status_code == 409


def test_een_ander_ondertekent_niet_voor_de_organisator(balie: Opstelling) -> None:
    antwoord = balie.dien_in(
        "PUT",
        f"/v1/overleggen/{(kenmerk := uuid7(balie.klok()))}",
        met_versie(kenmerk, overlegdocument(balie), balie.klok()),
        "gemeente",
        "politie",
    )
    assert waarom(antwoord).startswith(
        "400 Bericht geweigerd: De handtekening noemt een ander certificaat"
    )


# --- het blad, en de toestand ---------------------------------------------------------------------


def test_een_overleg_staat_in_een_eigen_blad(gateway: Opstelling) -> None:
    kenmerk = gepland(gateway)
    (blad,) = bladen_van(gateway, "overleg")
    document = overlegdocument(gateway)
    assert {naam: blad[naam] for naam in ("groepen", "locatie", "deelnemers", "begin")} == {
        naam: document[naam] for naam in ("groepen", "locatie", "deelnemers", "begin")
    }
    assert (blad["id"], blad["partij"], blad["dag"]) == (kenmerk, "gemeente", "2026-11-23")
    assert (blad["overlegsoort"], blad["afgelast"]) == ("structureel", False)


def test_in_een_overleg_dat_niemand_registreerde_wordt_niets_gezegd(balie: Opstelling) -> None:
    balie.naar_stap_3()
    kop = koppen.verstrekking(balie.klok(), "politie", "gemeente", stap=3)
    spreker = Spreker(balie, uuid7(balie.klok()))
    redenen = spreker.bied_aan(kop).json()["redenen"]
    assert [reden["code"] for reden in redenen] == ["OVERLEG_ONBEKEND"]
    assert bladen_van(balie, "besluit")[-1]["toestand"]["overleg"] is None


def test_de_toestand_noemt_wie_er_is_aangemeld_en_van_de_groepen_alleen_deze(
    balie: Opstelling,
) -> None:
    balie.naar_stap_3()
    ander = _tweede_groep(balie)
    overleg = gepland(balie, groepen=[ander, GROEP])
    Spreker(balie, overleg).vraag(koppen.verstrekking(balie.klok(), "politie", "gemeente", stap=3))
    toestand = bladen_van(balie, "besluit")[-1]["toestand"]
    assert toestand["overleg"] == {
        "id": overleg,
        "soort": "structureel",
        "locatie": "gemeente",
        "deelnemers": [POLITIE, GEMEENTE],
        "groepen": [GROEP],
        "dag": "2026-11-23",
    }
    assert set(toestand["autorisaties"]) == {POLITIE, GEMEENTE}


def test_een_deelnemer_zonder_geldige_autorisatie_houdt_alles_tegen(balie: Opstelling) -> None:
    balie.naar_stap_3()
    overleg = gepland(balie, deelnemers=[POLITIE, GEMEENTE, _collega(balie)])
    assert balie.zet_autorisatie(
        COLLEGA, autorisatie("politie", "wijkagent", vog=False), "politie"
    ).status_code == 200  # fmt: skip
    kop = koppen.verstrekking(balie.klok(), "politie", "gemeente", stap=3)
    redenen = Spreker(balie, overleg).bied_aan(kop).json()["redenen"]
    assert [reden["code"] for reden in redenen] == ["OVERLEG_DEELNEMERS"]


# --- meer groepen ---------------------------------------------------------------------------------


def test_een_overleg_staat_op_de_agenda_van_elke_groep(gateway: Opstelling) -> None:
    ander = _tweede_groep(gateway)
    samen = gepland(gateway, groepen=[GROEP, ander])
    apart = gepland(gateway, groepen=[ander])

    def agenda(groep: str) -> set[str]:
        lijst = gateway.haal(f"/v1/overleggen?groep={groep}", als="politie").json()
        return {een["id"] for een in lijst["overleggen"]}

    assert (agenda(GROEP), agenda(ander)) == ({samen}, {samen, apart})
    assert gateway.haal(f"/v1/overleggen/{samen}").json()["groepen"] == [GROEP, ander]
    alleen = overlegdocument(gateway, groepen=[GROEP])
    assert registreer(gateway, alleen, samen).status_code == 200
    assert (agenda(GROEP), agenda(ander)) == ({samen}, {apart})


def test_een_agenda_gaat_over_hele_dagen_en_over_wat_u_mag_weten(gateway: Opstelling) -> None:
    dagen = [gateway.klok() + timedelta(days=dag) for dag in (1, 3)]
    vroeg, laat = (
        gepland(gateway, begin=utc_tekst(dag), einde=utc_tekst(dag + timedelta(hours=1)))
        for dag in dagen
    )

    def agenda(van: int, tot: int, als: str = "politie", meer: str = "") -> list[str]:
        vraag = [(gateway.klok() + timedelta(days=dag)).date().isoformat() for dag in (van, tot)]
        pad = f"/v1/overleggen?van={vraag[0]}&tot={vraag[1]}{meer}"
        return [een["id"] for een in gateway.haal(pad, als=als).json()["overleggen"]]

    assert (agenda(0, 2), agenda(1, 3), agenda(3, 3)) == ([vroeg], [laat, vroeg], [laat])
    assert (agenda(4, 30), agenda(0, 9, als="om")) == ([], [])
    assert agenda(0, 9, meer=f"&groep={_tweede_groep(gateway)}") == []
    for vraag, pad in (("", "/groep"), ("?van=2026-11-01", "/tot")):
        assert _paden(gateway.haal(f"/v1/overleggen{vraag}")) == [pad]


def test_wie_over_een_van_de_groepen_niet_mag_meepraten_komt_niet_op_de_lijst(
    balie: Opstelling,
) -> None:
    balie.onderzoek(van="2026-11-01")
    ander = _tweede_groep(balie)
    mensen = [POLITIE, GEMEENTE, OM]
    assert gepland(balie, deelnemers=mensen)
    met_ander = overlegdocument(balie, deelnemers=mensen, groepen=[GROEP, ander])
    assert _paden(registreer(balie, met_ander)) == ["/deelnemers/2"]


def test_over_een_groep_die_niet_op_de_agenda_staat_wordt_niets_gezegd(balie: Opstelling) -> None:
    balie.naar_stap_3()
    overleg = gepland(balie, groepen=[_tweede_groep(balie)])
    kop = koppen.verstrekking(balie.klok(), "politie", "gemeente", stap=3)
    redenen = Spreker(balie, overleg).bied_aan(kop).json()["redenen"]
    assert [reden["code"] for reden in redenen] == ["OVERLEG_ANDERE_GROEP"]


# --- na de eerste toestemming ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "anders",
    [
        {"deelnemers": [POLITIE, GEMEENTE, COLLEGA]},
        {"soort": "driehoek"},
        {"locatie": "politie"},
        {"groepen": [GROEP, TWEEDE_GROEP]},
        {"begin": "2026-11-24T09:00:00Z", "einde": "2026-11-24T10:00:00Z"},
    ],
    ids=lambda anders: next(iter(anders)),
)
def test_is_er_iets_toegestaan_dan_komt_er_niemand_en_niets_meer_bij(
    balie: Opstelling, anders: dict[str, Any]
) -> None:
    balie.naar_stap_3()
    _collega(balie)
    _tweede_groep(balie)
    overleg = gepland(balie)
    geweigerd = koppen.verstrekking(balie.klok(), "politie", "gemeente", stap=3, doel="D5")
    assert Spreker(balie, overleg).bied_aan(geweigerd).status_code == 403
    nog_vrij = overlegdocument(balie, deelnemers=[POLITIE, GEMEENTE, COLLEGA])
    assert registreer(balie, nog_vrij, overleg).status_code == 200
    assert registreer(balie, overlegdocument(balie), overleg).status_code == 200
    mag = koppen.verstrekking(balie.klok(), "politie", "gemeente", stap=3)
    Spreker(balie, overleg).vraag(mag)
    antwoord = registreer(balie, overlegdocument(balie, **anders), overleg)
    assert antwoord.status_code == 409
    assert antwoord.json()["type"].endswith("overleg-ligt-vast")


def test_aan_de_deur_komt_er_nog_iemand_bij_en_verder_verandert_er_niets(
    balie: Opstelling,
) -> None:
    """Na het begin: alleen erbij, tot er iets is toegestaan, en niet na afloop."""
    balie.naar_stap_3()
    collega, overleg = _collega(balie), gepland(balie)
    gepland_zoals = overlegdocument(balie)
    balie.klok.vooruit(hours=1, minutes=10)
    vast = {naam: gepland_zoals[naam] for naam in ("begin", "einde")}

    def wijzig(**anders: Any) -> httpx.Response:
        return registreer(balie, overlegdocument(balie, **vast, **anders), overleg)

    for anders in (
        {"deelnemers": [POLITIE, collega]},
        {"afgelast": True},
        {"deelnemers": [POLITIE, GEMEENTE, collega], "locatie": "politie"},
    ):
        assert "al begonnen" in wijzig(**anders).json()["detail"], anders
    assert _paden(wijzig(deelnemers=[POLITIE, GEMEENTE, OM])) == ["/deelnemers/2"]
    assert wijzig(deelnemers=[POLITIE, GEMEENTE, collega]).status_code == 200
    laatste = bladen_van(balie, "overleg")[-1]
    assert laatste["deelnemers"] == [POLITIE, GEMEENTE, collega]
    assert laatste["opgesteldOp"] > laatste["begin"], "het log zegt dat het aan de deur was"
    Spreker(balie, overleg).vraag(koppen.verstrekking(balie.klok(), "politie", "gemeente", stap=3))
    nog_een = "0193aaaa-0000-7000-8000-000000000018"
    assert (
        balie.zet_autorisatie(nog_een, autorisatie("politie", "wijkagent"), "politie").status_code
        == 200
    )
    vol = wijzig(deelnemers=[POLITIE, GEMEENTE, collega, nog_een])
    assert (vol.status_code, vol.json()["type"].endswith("overleg-ligt-vast")) == (409, True)
    balie.klok.vooruit(hours=3)
    assert "voorbij" in wijzig(deelnemers=[POLITIE, GEMEENTE, collega, nog_een]).json()["detail"]


def test_wie_afzegt_gaat_er_ook_daarna_nog_af(balie: Opstelling) -> None:
    balie.naar_stap_3()
    overleg = gepland(balie, deelnemers=[POLITIE, GEMEENTE, _collega(balie)])
    Spreker(balie, overleg).vraag(koppen.verstrekking(balie.klok(), "politie", "gemeente", stap=3))
    eerder = balie.klok() + timedelta(minutes=30)
    zonder = overlegdocument(balie, begin=utc_tekst(eerder))
    assert registreer(balie, zonder, overleg).status_code == 200


def _collega(gateway: Opstelling) -> str:
    document = autorisatie("politie", "wijkagent")
    assert gateway.zet_autorisatie(COLLEGA, document, "politie").status_code == 200
    return COLLEGA


def _tweede_groep(gateway: Opstelling) -> str:
    geopend = gateway.groepsbesluit(
        "openen", {"code": "RTM-2026-015"}, "gemeente", groep=TWEEDE_GROEP
    )
    assert geopend.status_code == 201, geopend.text
    return TWEEDE_GROEP
