"""Over alle partijen heen kijkt alleen wie zij samen aanstelden, zo lang als zij dat willen."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from gateway.toegang.toegang import account_van
from shared.bericht.tijd import utc_tekst
from shared.convenant.termijnen import datum_nl
from tests.hulp.besluiten import BESLISSERS
from tests.hulp.inloggen import Uitgever
from tests.integratie.gateway.aanstellen import (
    TEKENAARS,
    aanstelling,
    beeindig,
    stel_aan,
    teken_aanstelling,
)
from tests.integratie.gateway.controle import bladen_van, lees_log
from tests.integratie.gateway.gegevens import MEDEWERKERS, autorisatie
from tests.integratie.gateway.opstelling import Opstelling

AUDITOR = "0193aaaa-0000-7000-8000-0000000000a1"
GEEN = "0193aaaa-0000-7000-8000-0000000000fe"
SUB = "auditor@toezicht.example"
ZONDER_ACCOUNT = "0193aaaa-0000-7000-8000-0000000000a2"


@pytest.fixture
def met_auditor(gateway_met_inlog: Opstelling, uitgever: Uitgever) -> Opstelling:
    """Een gateway met een auditor die nog door niemand is aangesteld."""
    gateway = gateway_met_inlog
    document = autorisatie(
        "gemeente", "auditor", account=account_van(uitgever.url, SUB), geldigTot="2028-12-31"
    )
    assert gateway.zet_autorisatie(AUDITOR, document, "gemeente").status_code == 200
    return gateway


def _leest(gateway: Opstelling, uitgever: Uitgever, nummer: int) -> int:
    token = uitgever.token(SUB)
    pad = f"/v1/logboek/bladen/{nummer}"
    return gateway.haal(pad, als=None, Authorization=f"Bearer {token}").status_code


def _van_twee_anderen(gateway: Opstelling) -> int:
    """Het blad van een bericht waar de partij van de auditor niets mee te maken heeft."""
    kop = gateway.kop("informatieverzoek", "om", "politie", stuk="vraag")
    gateway.verstuur(gateway.onderteken(kop))
    return next(
        n for n, b in enumerate(lees_log(gateway)) if b.get("kop", {}).get("afzender") == "om"
    )


def _aanstellingsbladen(gateway: Opstelling) -> list[dict[str, Any]]:
    namen = {"aanstelling", "beeindiging"}
    return [blad for blad in bladen_van(gateway, "autorisatie") if namen & blad.keys()]


def test_pas_met_de_derde_handtekening_ziet_de_auditor_alles(
    met_auditor: Opstelling, uitgever: Uitgever
) -> None:
    gateway = met_auditor
    nummer = _van_twee_anderen(gateway)
    document = aanstelling(gateway, AUDITOR)
    wachten = []
    for partij in ("gemeente", "om", "politie"):
        assert _leest(gateway, uitgever, nummer) == 404, partij
        antwoord = teken_aanstelling(gateway, document, partij)
        assert antwoord.status_code == 200, antwoord.text
        wachten.append(antwoord.json()["wachtOp"])
    assert wachten == [["politie", "om"], ["politie"], []]
    assert (antwoord.json()["stand"], antwoord.json()["geldt"]) == ("geldig", True)
    assert _leest(gateway, uitgever, nummer) == 200
    lezing = bladen_van(gateway, "raadpleging")[-1]
    assert (lezing["partij"], lezing["aanstelling"]) == (None, document["id"])
    (blad,) = _aanstellingsbladen(gateway)
    assert (blad["aanstelling"], blad["id"]) == (document, document["id"])
    assert {
        p: (rij["medewerker"], rij["functie"]) for p, rij in blad["handtekeningen"].items()
    } == {
        "gemeente": (TEKENAARS["gemeente"], "burgemeester"),
        "politie": (TEKENAARS["politie"], "teamchef"),
        "om": (TEKENAARS["om"], "officier"),
    }
    assert teken_aanstelling(gateway, document, "om").json() == antwoord.json()
    assert len(_aanstellingsbladen(gateway)) == 1


def test_een_partij_zet_geen_ander_in_de_plaats_van_wie_is_aangesteld(
    met_auditor: Opstelling, uitgever: Uitgever
) -> None:
    """Wie onder deze verwijzing inlogt is wie de drie partijen aanstelden, en blijft dat."""
    gateway = met_auditor
    nummer = _van_twee_anderen(gateway)
    document = aanstelling(gateway, AUDITOR)
    for partij in ("gemeente", "om", "politie"):
        assert teken_aanstelling(gateway, document, partij).status_code == 200
    zelf = autorisatie(
        "gemeente", "auditor", account=account_van(uitgever.url, SUB), geldigTot="2028-12-31"
    )
    vreemd = {**zelf, "account": account_van(uitgever.url, "iemand@anders.example")}
    # Ook niet langs een omweg: iemand is geen auditor meer, en wordt het dan weer.
    regisseur = autorisatie("gemeente", "regisseur", geldigTot="2028-12-31")
    for document, status in ((vreemd, 409), (regisseur, 200), (vreemd, 409)):
        antwoord = gateway.zet_autorisatie(AUDITOR, document, "gemeente")
        assert antwoord.status_code == status, antwoord.text
    assert "nieuwe, met een eigen verwijzing" in antwoord.json()["detail"]
    assert _leest(gateway, uitgever, nummer) == 403
    assert gateway.zet_autorisatie(AUDITOR, zelf, "gemeente").status_code == 200
    assert _leest(gateway, uitgever, nummer) == 200
    # Wat wel verandert is hoe lang zij geldt.
    langer = gateway.zet_autorisatie(AUDITOR, {**zelf, "geldigTot": "2028-11-30"}, "gemeente")
    assert langer.status_code == 200, langer.text
    assert _leest(gateway, uitgever, nummer) == 200


def test_wie_niet_kan_inloggen_wordt_niet_aangesteld(balie: Opstelling) -> None:
    """Anders koos een partij later zelf wie er onder die verwijzing binnenkomt."""
    zonder = autorisatie("gemeente", "auditor", account=None, geldigTot="2028-12-31")
    assert balie.zet_autorisatie(AUDITOR, zonder, "gemeente").status_code == 200
    antwoord = teken_aanstelling(balie, aanstelling(balie, AUDITOR), "gemeente")
    assert antwoord.status_code == 400
    assert "zonder account" in antwoord.text


def test_zonder_aanstelling_is_een_auditor_iemand_van_zijn_eigen_partij(
    met_auditor: Opstelling, uitgever: Uitgever
) -> None:
    gateway = met_auditor
    gateway.vraag_informatie()
    vreemd = _van_twee_anderen(gateway)
    eigen = next(n for n, blad in enumerate(lees_log(gateway)) if blad["soort"] == "besluit")
    assert (_leest(gateway, uitgever, eigen), _leest(gateway, uitgever, vreemd)) == (200, 404)
    kop = {"Authorization": f"Bearer {uitgever.token(SUB)}"}
    tegel = gateway.haal("/v1/logboek/tile/entries/000.p/1", als=None, **kop)
    assert tegel.status_code == 403
    vraag = {"traceId": "4bf92f3577b34da6a3ce929d0e0e4736"}
    assert gateway.post("/v1/processing-activities", vraag, als=None, **kop).status_code == 403
    bundel = gateway.post("/v1/bewijsbundels", {"bladnummers": [vreemd]}, als=None, **kop)
    assert bundel.status_code == 404
    periode = {"van": "2026-11-01T00:00:00Z", "tot": "2026-12-31T00:00:00Z"}
    gezocht = gateway.post("/v1/uitwisselingen/_zoek", {"periode": periode}, als=None, **kop)
    assert [rij["afzender"] for rij in gezocht.json()["uitwisselingen"]] == ["gemeente"]
    lezingen = bladen_van(gateway, "raadpleging")
    assert all((b["partij"], b["autorisatie"]) == ("gemeente", AUDITOR) for b in lezingen)


def test_een_aanstelling_geldt_alleen_op_haar_dagen(
    met_auditor: Opstelling, uitgever: Uitgever
) -> None:
    gateway = met_auditor
    nummer = _van_twee_anderen(gateway)
    morgen = datum_nl(gateway.klok()) + timedelta(days=1)
    document = stel_aan(gateway, AUDITOR, van=morgen.isoformat(), tot=morgen.isoformat())
    (getoond,) = gateway.haal(f"/v1/aanstellingen/{document['id']}").json()["versies"]
    assert (getoond["stand"], getoond["geldt"]) == ("geldig", False)
    gezien = []
    for _ in range(3):
        gezien.append(_leest(gateway, uitgever, nummer))
        gateway.klok.vooruit(days=1)
    assert gezien == [404, 200, 404]


@pytest.mark.parametrize("partij", TEKENAARS)
def test_een_partij_is_genoeg_om_haar_te_beeindigen(
    met_auditor: Opstelling, uitgever: Uitgever, partij: str
) -> None:
    gateway = met_auditor
    nummer = _van_twee_anderen(gateway)
    document = stel_aan(gateway, AUDITOR)
    gateway.klok.vooruit(seconds=1)
    einde = beeindig(gateway, document, partij)
    assert einde.status_code == 200, einde.text
    assert (einde.json()["stand"], einde.json()["beeindigdDoor"]) == ("beeindigd", partij)
    assert _leest(gateway, uitgever, nummer) == 404
    blad = _aanstellingsbladen(gateway)[-1]
    assert (blad["id"], blad["partij"]) == (document["id"], partij)
    assert blad["beeindiging"]["medewerker"] == TEKENAARS[partij]
    assert beeindig(gateway, document, partij).json() == einde.json()
    gateway.klok.vooruit(seconds=1)
    assert beeindig(gateway, document, partij).status_code == 409
    # De oude handtekeningen brengen haar niet terug.
    assert teken_aanstelling(gateway, document, "gemeente").status_code == 409
    gateway.klok.vooruit(seconds=1)
    opnieuw = {**document, "versie": 2, "tijdstip": utc_tekst(gateway.klok())}
    for ander in TEKENAARS:
        assert teken_aanstelling(gateway, opnieuw, ander).status_code == 200
    assert _leest(gateway, uitgever, nummer) == 200
    assert beeindig(gateway, document, partij).status_code == 409
    assert _leest(gateway, uitgever, nummer) == 200


def test_wie_er_niet_over_gaat_stelt_niemand_aan(balie: Opstelling) -> None:
    _registreer_auditor(balie)
    document = aanstelling(balie, AUDITOR)
    regisseur = BESLISSERS["gemeente", "regisseur"]
    for partij, wie in (
        ("gemeente", regisseur),
        ("politie", MEDEWERKERS["politie"][0]),
        ("politie", TEKENAARS["om"]),
        ("om", AUDITOR),
    ):
        antwoord = teken_aanstelling(balie, document, partij, wie=wie)
        assert antwoord.status_code in (400, 403), antwoord.text
    assert teken_aanstelling(balie, document, "om", tekent="politie").status_code == 403
    assert balie.haal("/v1/aanstellingen").json()["aanstellingen"] == []
    getekend = stel_aan(balie, AUDITOR)
    assert beeindig(balie, getekend, "gemeente", medewerker=regisseur).status_code == 403
    assert len(_aanstellingsbladen(balie)) == 1


def _registreer_auditor(gateway: Opstelling) -> None:
    document = autorisatie("gemeente", "auditor", account=account_van("https://inlog.example", SUB))
    assert gateway.zet_autorisatie(AUDITOR, document, "gemeente").status_code == 200


def test_wat_het_convenant_niet_kent_wordt_niemand_voorgelegd(balie: Opstelling) -> None:
    _registreer_auditor(balie)
    zonder = autorisatie("om", "auditor")
    assert balie.zet_autorisatie(ZONDER_ACCOUNT, zonder, "om").status_code == 200
    vandaag = datum_nl(balie.klok())
    fout: tuple[tuple[dict[str, Any], str], ...] = (
        ({"opdracht": "nieuwsgierigheid"}, "/aanstelling/opdracht"),
        ({"opdracht": "Omdat het mag"}, "/aanstelling/opdracht"),
        ({"tot": "2028-01-01"}, "/aanstelling/tot"),
        ({"van": "2026-10-01", "tot": "2026-10-31"}, "/aanstelling/tot"),
        ({"tot": (vandaag - timedelta(days=1)).isoformat()}, "/aanstelling/tot"),
        ({"versie": 0}, "/aanstelling/versie"),
        ({"autorisatie": "0193aaaa-0000-7000-8000-0000000000ff"}, "/aanstelling/autorisatie"),
        ({"autorisatie": MEDEWERKERS["politie"][0]}, "/aanstelling/autorisatie"),
        ({"autorisatie": ZONDER_ACCOUNT}, "/aanstelling/autorisatie"),
        ({"naam": "Kruimel Nooitgedacht"}, "/aanstelling/naam"),
    )  # fmt: skip
    for anders, pad in fout:
        document = {**aanstelling(balie, AUDITOR), **anders}
        antwoord = teken_aanstelling(balie, document, "gemeente")
        assert antwoord.status_code == 400, (anders, antwoord.text)
        assert pad in [een["pad"] for een in antwoord.json()["fouten"]], antwoord.text
    straks = utc_tekst(balie.klok() + timedelta(days=1))
    vooruit = aanstelling(balie, AUDITOR, tijdstip=straks)
    assert teken_aanstelling(balie, vooruit, "gemeente").status_code == 400
    assert balie.haal("/v1/aanstellingen").json()["aanstellingen"] == []
    assert "Nooitgedacht" not in json.dumps(lees_log(balie))


def test_een_versie_is_maar_van_een_document(balie: Opstelling) -> None:
    _registreer_auditor(balie)
    eerste = stel_aan(balie, AUDITOR, versie=3)
    for versie in (2, 3):
        ander = {**eerste, "versie": versie, "opdracht": "evaluatie"}
        assert teken_aanstelling(balie, ander, "gemeente").status_code == 409
    volgende = {**eerste, "versie": 4, "opdracht": "evaluatie"}
    for partij in TEKENAARS:
        assert teken_aanstelling(balie, volgende, partij).status_code == 200
    standen = balie.haal(f"/v1/aanstellingen/{eerste['id']}").json()["versies"]
    assert [(een["aanstelling"]["versie"], een["stand"]) for een in standen] == [
        (3, "vervangen"), (4, "geldig"),
    ]  # fmt: skip
    anders = balie.client.vraag(
        "PUT",
        f"/v1/aanstellingen/{AUDITOR}",
        json={"aanstelling": volgende, "medewerker": AUDITOR, "handtekening": "a..b"},
        headers={"x-proef-als": "om"},
    )
    assert [een["pad"] for een in anders.json()["fouten"]] == ["/aanstelling/id"]


def test_wat_nog_wacht_gaat_van_tafel_zonder_blad(balie: Opstelling) -> None:
    _registreer_auditor(balie)
    document = aanstelling(balie, AUDITOR)
    assert teken_aanstelling(balie, document, "gemeente").status_code == 200
    assert teken_aanstelling(balie, document, "om").status_code == 200
    oud = beeindig(balie, document, "politie", tijdstip="2026-11-01T09:00:00Z")
    assert oud.status_code == 400, oud.text
    assert beeindig(balie, document, "politie").json()["stand"] == "beeindigd"
    assert teken_aanstelling(balie, document, "politie").status_code == 409
    assert _aanstellingsbladen(balie) == []
    weg = {**document, "id": AUDITOR}
    assert beeindig(balie, weg, "politie").status_code == 404


def test_wie_intussen_niet_meer_mag_telt_voor_een_aanstelling_niet_mee(balie: Opstelling) -> None:
    """Tussen de eerste en de laatste handtekening verliest de officier zijn autorisatie."""
    _registreer_auditor(balie)
    document = aanstelling(balie, AUDITOR)
    for partij in ("om", "gemeente"):
        assert teken_aanstelling(balie, document, partij).status_code == 200
    weg = autorisatie("om", "officier", aangewezen=False)
    assert balie.zet_autorisatie(TEKENAARS["om"], weg, "om").status_code == 200
    assert teken_aanstelling(balie, document, "politie").status_code == 403
    assert _aanstellingsbladen(balie) == []


def test_elke_partij_ziet_wie_er_over_haar_heen_kijkt(balie: Opstelling) -> None:
    _registreer_auditor(balie)
    documenten = []
    for _ in range(3):
        documenten.append(stel_aan(balie, AUDITOR))
        balie.klok.vooruit(seconds=1)
    gezien: list[str] = []
    volgende = ""
    while volgende is not None:
        vraag = f"&na={volgende}" if volgende else ""
        pagina = balie.haal(f"/v1/aanstellingen?paginagrootte=2{vraag}", als="om").json()
        gezien += [een["aanstelling"]["id"] for een in pagina["aanstellingen"]]
        volgende = pagina["volgende"]
    assert gezien == [een["id"] for een in documenten]
    nummers = [n for n, b in enumerate(lees_log(balie)) if "aanstelling" in b and "id" in b]
    for partij in TEKENAARS:
        for nummer in nummers[:3]:
            assert balie.haal(f"/v1/logboek/bladen/{nummer}", als=partij).status_code == 200
    assert balie.haal("/v1/aanstellingen", als=None).status_code == 401
    assert balie.haal(f"/v1/aanstellingen/{GEEN}").status_code == 404
