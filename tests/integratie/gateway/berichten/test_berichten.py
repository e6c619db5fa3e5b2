"""Een bericht gaat door de gateway: getoetst, vastgelegd, doorgestuurd, bevestigd."""

from __future__ import annotations

import base64
import json

import pytest

from shared.bericht.bericht import VerzendklaarBericht
from shared.bericht.ontvangst import verifieer_ontvangst
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.logboek.controlepunt import open_checkpoint
from shared.logboek.merkle import bladhash, controleer_inclusie
from tests.integratie.gateway.controle import (
    bladen_van,
    certificaat_van,
    lees_log,
    logsleutel,
    waarom,
)
from tests.integratie.gateway.gegevens import GROEP, MEDEWERKERS, inhoud_bij, onderdeel
from tests.integratie.gateway.opstelling import Opstelling


def _controleer_bewijs(gateway: Opstelling, logboek: dict[str, object]) -> dict[str, object]:
    """Het blad uit het antwoord staat in de boom van het checkpoint uit het antwoord."""
    checkpoint, _ = open_checkpoint(str(logboek["checkpoint"]), logsleutel(gateway))
    blad = base64.b64decode(str(logboek["blad"]))
    bewijs = logboek["bewijs"]
    assert isinstance(bewijs, list)
    assert checkpoint.grootte == logboek["grootte"]
    assert isinstance(logboek["bladnummer"], int)
    controleer_inclusie(
        bladhash(blad),
        logboek["bladnummer"],
        checkpoint.grootte,
        [base64.b64decode(knoop) for knoop in bewijs],
        checkpoint.wortel,
    )
    gelezen: dict[str, object] = json.loads(blad)
    return gelezen


def test_een_verstrekking_komt_aan_met_ontvangst_en_bewijs(gateway: Opstelling) -> None:
    bericht = gateway.verstrekking(gateway.vraag_informatie())
    antwoord = gateway.verstuur(bericht)
    assert antwoord.status_code == 201, antwoord.text
    document = antwoord.json()
    assert set(document) == {"id", "besluit", "ontvangst", "logboek"}
    assert document["besluit"]["besluit"] == "toegestaan"
    ontvangst = verifieer_ontvangst(
        document["ontvangst"]["inhoud"],
        document["ontvangst"]["handtekening"],
        certificaat_van(gateway, "gemeente"),
        nu=gateway.klok(),
    )
    assert (ontvangst.digest, ontvangst.status) == (bericht.digest, "aanvaard")
    blad = _controleer_bewijs(gateway, document["logboek"])
    assert blad["payloadSignature"] == bericht.payload_signature
    assert gateway.net.ontvangers["gemeente"].aangenomen[document["id"]] == bericht.body
    assert [b["soort"] for b in lees_log(gateway)][-2:] == ["besluit", "bevestiging"]


def test_de_gateway_geeft_door_wat_het_profiel_vraagt(gateway: Opstelling) -> None:
    bericht = gateway.onderteken(gateway.verzoekkop())
    spoor = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    antwoord = gateway.verstuur(bericht, koppen=[*bericht.koppen, ("traceparent", spoor)])
    assert antwoord.status_code == 201
    (koppen,) = gateway.net.ontvangers["politie"].verzoeken
    assert koppen["digest"] == bericht.digest
    assert koppen["payload-signature"] == bericht.payload_signature
    assert koppen["fsc-transaction-id"] == antwoord.json()["id"]
    assert koppen["traceparent"].startswith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
    assert koppen["gateway-besluit"].count(".") == 2


def test_een_informatieverzoek_komt_op_de_lijst_van_de_groep(gateway: Opstelling) -> None:
    kenmerk = gateway.vraag_informatie()
    groep = gateway.haal(f"/v1/groepen/{GROEP}").json()
    assert groep["informatieverzoeken"] == [{"id": kenmerk, "van": "gemeente", "aan": "politie"}]


def test_de_toestand_in_het_blad_noemt_alleen_wie_erbij_betrokken_is(balie: Opstelling) -> None:
    balie.vraag_informatie()
    verzoek = balie.vraag_informatie()
    assert balie.verstuur(balie.verstrekking(verzoek)).status_code == 201
    toestand = bladen_van(balie, "besluit")[-1]["toestand"]
    assert set(toestand["partijen"]) == {"politie", "gemeente"}
    assert set(toestand["autorisaties"]) == {
        MEDEWERKERS["politie"][0],
        MEDEWERKERS["gemeente"][0],
    }
    assert [v["id"] for v in toestand["groep"]["informatieverzoeken"]] == [verzoek]


def test_een_verstrekking_zonder_verzoek_wordt_in_stap_2_geweigerd(gateway: Opstelling) -> None:
    antwoord = gateway.verstuur(gateway.verstrekking(None))
    assert antwoord.status_code == 403
    assert antwoord.headers["content-type"] == "application/problem+json"
    probleem = antwoord.json()
    assert [reden["poort"] for reden in probleem["redenen"]] == [5]
    assert probleem["besluit"]["besluit"] == "geweigerd"
    assert probleem["bladnummer"] == probleem["logboek"]["bladnummer"]
    blad = _controleer_bewijs(gateway, probleem["logboek"])
    assert blad["besluit"] == probleem["besluit"]
    assert gateway.net.ontvangers["gemeente"].verzoeken == []


def test_een_weigering_noemt_alle_poorten_tegelijk(balie: Opstelling) -> None:
    kop = balie.kop(
        "verstrekking",
        "politie",
        "gemeente",
        doel=None,
        kanaal="email",
        onderdelen=[onderdeel("NAW", leeftijdsklasse="0-11", aard=None)],
    )
    bericht = balie.onderteken(kop, inhoud_bij(kop))
    antwoord = balie.verstuur(bericht)
    assert antwoord.status_code == 403
    poorten = {reden["poort"] for reden in antwoord.json()["redenen"]}
    assert {5, 6, 10, 12, 14, 15} <= poorten


@pytest.mark.parametrize(
    ("wijziging", "poort"),
    [
        ({"vog": False}, 4),
        ({"geldigTot": "2026-11-22"}, 4),
        ({"aangewezen": False}, 4),
    ],
)
def test_wie_niet_bevoegd_is_krijgt_niets(
    balie: Opstelling, wijziging: dict[str, object], poort: int
) -> None:
    verzoek = balie.vraag_informatie()
    assert balie.registreer("gemeente", **wijziging).status_code == 200
    antwoord = balie.verstuur(balie.verstrekking(verzoek))
    assert antwoord.status_code == 403
    assert [reden["poort"] for reden in antwoord.json()["redenen"]] == [poort]
    assert balie.net.ontvangers["gemeente"].verzoeken == []


def test_hetzelfde_bericht_nog_eens_geeft_hetzelfde_antwoord(gateway: Opstelling) -> None:
    bericht = gateway.verstrekking(gateway.vraag_informatie())
    eerste = gateway.verstuur(bericht)
    gateway.vraag_informatie()
    gateway.klok.vooruit(days=3)
    tweede = gateway.verstuur(bericht)
    assert (eerste.status_code, tweede.status_code) == (201, 201)
    assert tweede.content == eerste.content
    assert gateway.net.ontvangers["gemeente"].keren[eerste.json()["id"]] == 1


@pytest.mark.parametrize("mag", [True, False])
def test_wie_alleen_kenmerk_en_digest_weet_krijgt_het_antwoord_niet(
    balie: Opstelling, mag: bool
) -> None:
    """Het antwoord van toen is voor dezelfde bytes van dezelfde afzender."""
    bericht = balie.verstrekking(balie.vraag_informatie() if mag else None)
    eerste = balie.verstuur(bericht)
    assert eerste.status_code == (201 if mag else 403)
    bladen = len(bladen_van(balie, "besluit"))
    langer = VerzendklaarBericht(bericht.body + b" ", bericht.koppen)
    document = json.loads(bericht.body)
    document["kop"] |= {"afzender": "om", "ontvanger": "politie"}
    geleend = VerzendklaarBericht(json.dumps(document).encode(), bericht.koppen)
    digest = dict(bericht.koppen)["Digest"]
    vals = onderteken_digest(balie.ondertekenaars["gemeente"], digest, balie.klok())
    pogingen = [
        balie.verstuur(langer),
        balie.verstuur(geleend, als="om"),
        balie.verstuur(bericht, koppen=_met_handtekening(bericht, vals)),
    ]
    assert [een.status_code for een in pogingen] == [400, 400, 400]
    assert balie.verstuur(bericht, als="om").status_code == 403
    assert not any("besluit" in een.json() or "bewijs" in een.json() for een in pogingen)
    assert len(bladen_van(balie, "besluit")) == bladen
    assert balie.verstuur(bericht).content == eerste.content


def test_een_weigering_nog_eens_is_dezelfde_weigering(gateway: Opstelling) -> None:
    bericht = gateway.verstrekking(None)
    eerste = gateway.verstuur(bericht)
    gateway.vraag_informatie()
    tweede = gateway.verstuur(bericht)
    assert (eerste.status_code, tweede.status_code) == (403, 403)
    assert tweede.content == eerste.content
    assert len(bladen_van(gateway, "besluit")) == 2


def test_hetzelfde_kenmerk_voor_een_ander_bericht_botst(gateway: Opstelling) -> None:
    kop = gateway.verzoekkop()
    assert gateway.verstuur(gateway.onderteken(kop)).status_code == 201
    ander = gateway.onderteken({**kop, "stap": 3})
    antwoord = gateway.verstuur(ander)
    assert antwoord.status_code == 409
    assert antwoord.json()["type"].endswith("kenmerk-al-gebruikt")
    assert len(bladen_van(gateway, "besluit")) == 1


@pytest.mark.parametrize("minuten", [-6, 6])
def test_een_bericht_met_een_oud_of_toekomstig_tijdstip_wordt_niet_beslist(
    balie: Opstelling, minuten: int
) -> None:
    bericht = balie.onderteken(balie.verzoekkop())
    balie.klok.vooruit(minutes=-minuten)
    antwoord = balie.verstuur(bericht)
    assert antwoord.status_code == 400
    assert antwoord.json()["type"].endswith("tijdstip-buiten-venster")
    assert bladen_van(balie, "besluit") == []


def test_een_partij_stuurt_niet_namens_een_andere(balie: Opstelling) -> None:
    bericht = balie.onderteken(balie.verzoekkop())
    antwoord = balie.verstuur(bericht, als="politie")
    assert antwoord.status_code == 403
    assert "redenen" not in antwoord.json()
    assert bladen_van(balie, "besluit") == []


def test_de_gateway_zelf_is_geen_afzender(balie: Opstelling) -> None:
    antwoord = balie.verstuur(balie.onderteken(balie.verzoekkop()), als="gateway")
    assert waarom(antwoord).startswith("403 andere-afzender: De verbinding is niet van de partij")


def test_zonder_clientcertificaat_kom_je_er_niet_in(balie: Opstelling) -> None:
    bericht = balie.onderteken(balie.verzoekkop())
    antwoord = balie.client.vraag(
        "POST", "/v1/berichten", content=bericht.body, headers=dict(bericht.koppen)
    )
    assert antwoord.status_code == 401
    assert bladen_van(balie, "besluit") == []


def _met_handtekening(bericht: VerzendklaarBericht, handtekening: str) -> list[tuple[str, str]]:
    return [
        (naam, handtekening if naam == "Payload-Signature" else waarde)
        for naam, waarde in bericht.koppen
    ]


def test_een_handtekening_van_een_ander_telt_niet(balie: Opstelling) -> None:
    bericht = balie.onderteken(balie.verzoekkop())
    vals = onderteken_digest(balie.ondertekenaars["politie"], bericht.digest, balie.klok())
    antwoord = balie.verstuur(bericht, koppen=_met_handtekening(bericht, vals))
    assert antwoord.status_code == 400
    assert bladen_van(balie, "besluit") == []


def test_een_gewijzigde_body_valt_door_de_mand(balie: Opstelling) -> None:
    bericht = balie.onderteken(balie.verzoekkop())
    body = bericht.body.replace(b'"stap":2', b'"stap":3')
    assert body != bericht.body
    koppen = bericht.koppen
    gewijzigd = VerzendklaarBericht(body, koppen)
    assert balie.verstuur(gewijzigd).status_code == 400
    opnieuw = [(n, digest_header(body) if n == "Digest" else w) for n, w in koppen]
    assert balie.verstuur(gewijzigd, koppen=opnieuw).status_code == 400
    assert bladen_van(balie, "besluit") == []


@pytest.mark.parametrize("kop", ["Digest", "Payload-Signature", "Fsc-Transaction-Id"])
def test_een_dubbele_of_ontbrekende_kop_wordt_geweigerd(balie: Opstelling, kop: str) -> None:
    bericht = balie.onderteken(balie.verzoekkop())
    waarde = dict(bericht.koppen)[kop]
    dubbel = balie.verstuur(bericht, koppen=[*bericht.koppen, (kop, waarde)])
    zonder = balie.verstuur(bericht, koppen=[k for k in bericht.koppen if k[0] != kop])
    assert (dubbel.status_code, zonder.status_code) == (400, 400)
    assert [fout["pad"] for fout in dubbel.json()["fouten"]] == [kop]
    assert [fout["pad"] for fout in zonder.json()["fouten"]] == [kop]
    assert bladen_van(balie, "besluit") == []


def test_een_ander_transactiekenmerk_dan_de_kop_wordt_geweigerd(balie: Opstelling) -> None:
    bericht = balie.onderteken(balie.verzoekkop())
    ander = balie.verzoekkop()["id"]
    koppen = [(n, ander if n == "Fsc-Transaction-Id" else w) for n, w in bericht.koppen]
    assert balie.verstuur(bericht, koppen=koppen).status_code == 400


def test_elke_fout_in_een_bericht_wordt_genoemd(balie: Opstelling) -> None:
    kop = {**balie.verzoekkop(), "soort": "praatje", "stap": 9, "geheim": "x"}
    body = json.dumps({"kop": kop, "inhoud": None}).encode()
    bericht = VerzendklaarBericht(
        body,
        (
            ("Content-Type", "application/json"),
            ("Digest", digest_header(body)),
            ("Payload-Signature", "a..b"),
            ("Fsc-Transaction-Id", kop["id"]),
        ),
    )
    antwoord = balie.verstuur(bericht, als="gemeente")
    assert antwoord.status_code == 400
    paden = {fout["pad"] for fout in antwoord.json()["fouten"]}
    assert {"/kop/soort", "/kop/stap", "/kop/geheim"} <= paden


def test_een_onbekende_ontvanger_wordt_door_de_toetsing_geweigerd(balie: Opstelling) -> None:
    kop = {**balie.verzoekkop(), "ontvanger": "waterschap"}
    bericht = balie.onderteken({**kop, "ontvanger": "politie"})
    body = bericht.body.replace(b'"ontvanger":"politie"', b'"ontvanger":"waterschap"')
    digest = digest_header(body)
    handtekening = onderteken_digest(balie.ondertekenaars["gemeente"], digest, balie.klok())
    antwoord = balie.verstuur(
        VerzendklaarBericht(
            body,
            (
                ("Content-Type", "application/json"),
                ("Digest", digest),
                ("Payload-Signature", handtekening),
                ("Fsc-Transaction-Id", kop["id"]),
            ),
        )
    )
    assert antwoord.status_code == 403
    assert 2 in {reden["poort"] for reden in antwoord.json()["redenen"]}
    assert balie.net.doorgestuurd == 0
