"""Drie partijen wisselen uit langs de API's alleen: wat aankomt, wat niet mag, en het bewijs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from deploy.klant import Geweigerd
from shared.bericht.ontvangst import verifieer_ontvangst
from shared.bericht.sleutels.certificaten import Certificaat
from shared.tijd.kenmerk import uuid7
from tests.e2e.kantoor import ANALIST, PARKETSECRETARIS, REGISSEUR, Wie, poorten
from tests.e2e.verloop import (
    NAAR_GEMEENTE,
    NAAR_OM,
    QUIRIËN,
    TEKSTEN,
    VERHUISD,
    YSBRECHT,
    ZAAKNUMMER,
    Verloop,
    klare_opdracht,
)

# --- wat aankomt ----------------------------------------------------------------------------------


def _van(verloop: Verloop, wie: Wie, naam: str) -> list[dict[str, Any]]:
    return verloop.zaak.ontvangen(wie, verloop.berichten[naam]["id"])


def test_de_gemeente_krijgt_wie_de_leden_zijn(verloop: Verloop) -> None:
    rijen = _van(verloop, REGISSEUR, "antwoord")
    assert sorted(rij["gegevenssoort"] for rij in rijen) == sorted(
        ["NAW", "GEBOORTEDATUM", "BEKENDHEID"] * 2 + ["NAW"]
    )
    persoon = verloop.bij["gemeente", "quirien"]
    gegevens = {rij["gegevenssoort"]: rij["gegevens"] for rij in rijen if rij["persoon"] == persoon}
    assert gegevens["GEBOORTEDATUM"] == {"geboortedatum": verloop.geboren}
    assert gegevens["BEKENDHEID"] == {"bekend": True}
    naw = {naam: QUIRIËN[naam] for naam in ("naam", "adres", "woonplaats")}
    assert gegevens["NAW"] == naw


def test_wat_aankomt_draagt_bron_grond_doel_en_laatste_dag(verloop: Verloop) -> None:
    verwacht = {
        ("gemeente", "antwoord"): ("politie", "Wpg", NAAR_GEMEENTE, "D1"),
        ("gemeente", "strafzaak"): ("om", "Wjsg", "WJSG39F_B", "D1"),
        ("om", "brutolijst"): ("politie", "Wpg", NAAR_OM, "D1"),
        ("politie", "overlast"): ("gemeente", "AVG", "AVG6_1_E", "D2"),
    }
    wie = {"gemeente": REGISSEUR, "om": PARKETSECRETARIS, "politie": ANALIST}
    for (partij, naam), (bron, regime, grondslag, doel) in verwacht.items():
        rijen = _van(verloop, wie[partij], naam)
        assert rijen
        for rij in rijen:
            assert (rij["bron"], rij["regime"]) == (bron, regime)
            assert (rij["grondslag"], rij["doel"]) == (grondslag, doel)
            assert rij["convenantartikel"]
            assert rij["vervaltOp"] > verloop.wereld.dag(0)


def test_een_politiegegeven_blijft_niet_langer_dan_bij_de_politie_zelf(verloop: Verloop) -> None:
    (rij,) = _van(verloop, REGISSEUR, "politiegegeven")
    assert rij["eersteVerwerking"] == verloop.wereld.dag(-100)
    assert rij["vervaltOp"] <= verloop.wereld.dag(-100 + 366)
    assert rij["gegevens"]["omschrijving"] == TEKSTEN["politiegegeven"]


def test_het_zaaknummer_reist_verzegeld_en_de_kop_bindt_eraan(verloop: Verloop) -> None:
    (rij,) = _van(verloop, REGISSEUR, "strafzaak")
    assert rij["gegevens"]["omschrijving"] == TEKSTEN["strafzaak"]
    assert rij["gegevens"]["zaak"] == ZAAKNUMMER
    kop = verloop.wereld.als(PARKETSECRETARIS).haal(f"/verstrekkingen/{rij['bericht']}/inhoud")
    gebonden = kop["kop"]["onderdelen"][0]["kenmerken"]["zaak"]
    assert len(gebonden) == 43
    assert ZAAKNUMMER not in json.dumps(kop["kop"])


def test_wie_het_kreeg_is_precies_wie_het_hoorde_te_krijgen(verloop: Verloop) -> None:
    """Geen bericht bij een derde, en bij de ontvanger precies één keer."""
    berichten = {naam: stand["id"] for naam, stand in verloop.berichten.items()}
    voor = {
        "gemeente": {"antwoord", "bekendheid-om", "politiegegeven", "strafzaak", "verbetering"},
        "om": {"brutolijst"},
        "politie": {"bekendheid", "overlast"},
    }
    wie = {"gemeente": REGISSEUR, "om": PARKETSECRETARIS, "politie": ANALIST}
    for partij, namen in voor.items():
        gekregen = {rij["bericht"] for rij in verloop.zaak.ontvangen(wie[partij])}
        assert gekregen == {berichten[naam] for naam in namen}
        for naam in namen:
            regels = verloop.wereld.alles(
                wie[partij], "/journaal", "journaal", bericht=berichten[naam]
            )
            assert [(r["richting"], r["handeling"]) for r in regels] == [("in", "ontvangen")]


def test_verbeterd_adres_vervangt_het_oude_bij_de_ontvanger(verloop: Verloop) -> None:
    persoon = verloop.bij["gemeente", "quirien"]
    rijen = [
        rij
        for rij in verloop.zaak.ontvangen(REGISSEUR)
        if (rij["persoon"], rij["gegevenssoort"]) == (persoon, "NAW")
    ]
    actief = [rij for rij in rijen if rij["status"] == "actief"]
    vervangen = [rij for rij in rijen if rij["status"] == "vervangen"]
    assert [rij["gegevens"]["adres"] for rij in actief] == [VERHUISD]
    assert [rij["vervangenDoor"] for rij in vervangen] == [actief[0]["id"]]
    assert vervangen[0]["gegevens"]["adres"] == QUIRIËN["adres"]
    assert actief[0]["vervaltOp"] <= vervangen[0]["vervaltOp"], "verbeteren rekt geen termijn"
    ander = [
        rij
        for rij in verloop.zaak.ontvangen(REGISSEUR)
        if rij["gegevens"] and rij["gegevens"].get("naam") == YSBRECHT["naam"]
    ]
    assert [rij["status"] for rij in ander] == ["actief"], "een ander lid blijft zoals hij was"


def test_afzender_houdt_een_ontvangst_die_te_controleren_is(verloop: Verloop) -> None:
    pki = verloop.wereld.omgeving.pki
    for naam, stand in verloop.berichten.items():
        ontvanger = pki.deelnemers[stand["ontvanger"]].ondertekening.certificaat
        ontvangst = verifieer_ontvangst(
            stand["ontvangst"]["inhoud"],
            stand["ontvangst"]["handtekening"],
            Certificaat.uit_pem(ontvanger.read_bytes()),
            nu=datetime.now(UTC),
        )
        assert (ontvangst.id, ontvangst.status) == (stand["id"], "aanvaard"), naam


def test_journaal_van_de_afzender_zegt_wat_er_gebeurde_zonder_inhoud(verloop: Verloop) -> None:
    for naam, wie in (("antwoord", ANALIST), ("strafzaak", PARKETSECRETARIS)):
        stand = verloop.berichten[naam]
        regels = verloop.wereld.alles(wie, "/journaal", "journaal", bericht=stand["id"])
        assert [r["handeling"] for r in regels] == ["toegezegd", "afgeleverd"]
        assert regels[1]["bladnummer"] == stand["bladnummer"]
        assert regels[1]["checkpoint"]
        assert regels[0]["digest"] == regels[1]["digest"]


def test_gestelde_vraag_is_beantwoord_bij_beide_partijen(verloop: Verloop) -> None:
    for wie, richting in ((REGISSEUR, "uit"), (ANALIST, "in")):
        vragen = verloop.wereld.alles(
            wie, "/informatieverzoeken", "informatieverzoeken",
            groep=verloop.zaak.id, richting=richting,
        )  # fmt: skip
        aan_politie = [v for v in vragen if v["aan"] == ANALIST.partij and v["van"] == "gemeente"]
        assert [(v["teBeantwoorden"], v["beantwoordDoor"]) for v in aan_politie] == [
            (False, verloop.berichten["antwoord"]["id"])
        ]
        los = verloop.wereld.als(wie).haal(f"/informatieverzoeken/{aan_politie[0]['id']}")
        assert los["vraag"] == TEKSTEN["vraag"]


# --- vooraf zien wat er weggaat -------------------------------------------------------------------


def test_het_voorbeeld_is_wat_de_ontvanger_krijgt(klaar: Verloop) -> None:
    opdracht = klare_opdracht(klaar)
    getoond = klaar.wereld.als(ANALIST).stuur("/verstrekkingen/_voorbeeld", opdracht)
    assert getoond["magWeg"] is True
    assert klaar.zaak.ontvangen(REGISSEUR) == [], "kijken verstuurt niets"
    stand = klaar.zaak.verstrek(ANALIST, opdracht)
    gekregen = klaar.zaak.ontvangen(REGISSEUR, stand["id"])
    wat = ("betrokkene", "gegevenssoort", "gegevens")
    assert [[rij[lid] for lid in wat] for rij in gekregen] == [
        [rij[lid] for lid in wat] for rij in getoond["onderdelen"]
    ]
    assert stand["besluit"] == getoond["besluit"]
    verstuurd = klaar.wereld.als(ANALIST).haal(f"/verstrekkingen/{stand['id']}/inhoud")
    zelfde = set(getoond["kop"]) - {"id", "tijdstip", "inhoudCommitment", "afweging"}
    for lid in zelfde:
        assert verstuurd["kop"][lid] == getoond["kop"][lid]
    assert verstuurd["motivering"] == getoond["motivering"]


def test_het_voorbeeld_weigert_om_dezelfde_redenen_als_het_versturen(klaar: Verloop) -> None:
    opdracht = klare_opdracht(klaar, doel="D4", inReactieOp=None)
    getoond = klaar.wereld.als(ANALIST).stuur("/verstrekkingen/_voorbeeld", opdracht)
    assert getoond["magWeg"] is False
    weigering = klaar.zaak.weiger(ANALIST, opdracht)
    assert weigering.probleem["redenen"] == getoond["besluit"]["redenen"]
    assert poorten(weigering) == [5, 10]


def test_dezelfde_opdracht_onder_dezelfde_sleutel_is_een_bericht(klaar: Verloop) -> None:
    """Een frontend die geen antwoord kreeg, vraagt het gerust nog eens."""
    klant, opdracht = klaar.wereld.als(ANALIST), klare_opdracht(klaar)
    sleutel = {"Idempotency-Key": uuid7(datetime.now(UTC))}
    ids = {klant.stuur("/verstrekkingen", opdracht, sleutel)["id"] for _ in range(3)}
    assert len(ids) == 1
    klaar.zaak.wacht_op(ANALIST, ids.copy().pop())
    assert len(klaar.zaak.ontvangen(REGISSEUR, ids.pop())) == 2, "twee onderdelen, één keer"
    with pytest.raises(Geweigerd) as weigering:
        klant.stuur("/verstrekkingen", {**opdracht, "doel": "D2"}, sleutel)
    assert weigering.value.status == 409
