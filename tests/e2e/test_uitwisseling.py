"""Drie partijen wisselen uit langs de API's alleen: wat aankomt, wat niet mag, en het bewijs."""

from __future__ import annotations

import base64
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from deploy.klant import Geweigerd
from shared.bericht.certificaten import Certificaat
from shared.bericht.identiteit import uuid7
from shared.bericht.ontvangst import verifieer_ontvangst
from tests.e2e.bewijs import bladen_van, haal_bundel, verifieer
from tests.e2e.verloop import (
    NAAR_GEMEENTE,
    NAAR_OM,
    QUIRIËN,
    TEKSTEN,
    VERHUISD,
    YSBRECHT,
    ZAAKNUMMER,
    ZWAARWEGEND,
    Verloop,
)
from tests.e2e.wereld import (
    ANALIST,
    OFFICIER,
    PARKETSECRETARIS,
    REGISSEUR,
    TAAK,
    Wereld,
    Wie,
    Zaak,
    deel,
    poorten,
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


def test_het_zaaknummer_blijft_bij_het_om(verloop: Verloop) -> None:
    (rij,) = _van(verloop, REGISSEUR, "strafzaak")
    assert rij["gegevens"]["omschrijving"] == TEKSTEN["strafzaak"]
    assert ZAAKNUMMER not in json.dumps(rij)


def test_wie_het_kreeg_is_precies_wie_het_hoorde_te_krijgen(verloop: Verloop) -> None:
    """Geen bericht bij een derde, en bij de ontvanger precies één keer."""
    berichten = {naam: stand["id"] for naam, stand in verloop.berichten.items()}
    voor = {
        "gemeente": {"antwoord", "aanvulling", "politiegegeven", "strafzaak", "verbetering"},
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
        assert [(v["teBeantwoorden"], v["beantwoordDoor"]) for v in vragen] == [
            (False, verloop.berichten["antwoord"]["id"])
        ]
        los = verloop.wereld.als(wie).haal(f"/informatieverzoeken/{vragen[0]['id']}")
        assert los["reden"] == TEKSTEN["vraag"]


# --- vooraf zien wat er weggaat -------------------------------------------------------------------


@pytest.fixture(scope="session")
def klaar(wereld: Wereld) -> Verloop:
    """A group in step 2 with a member at the politie and a question of the gemeente."""
    zaak = wereld.zaak()
    stand = Verloop(wereld, zaak, geboren=wereld.geboren(16))
    stand.bij["politie", "lid"] = wereld.persoon(ANALIST, "Bram Proefman", adres="Nergenslaan 4")
    zaak.lid(ANALIST, stand.bij["politie", "lid"])
    stand.berichten["vraag"] = {"id": zaak.vraag(REGISSEUR, ANALIST)}
    return stand


def _opdracht(klaar: Verloop, **anders: Any) -> dict[str, Any]:
    lid = klaar.bij["politie", "lid"]
    delen = [deel(lid, "NAW", NAAR_GEMEENTE), deel(lid, "GEBOORTEDATUM", NAAR_GEMEENTE)]
    vraag = klaar.berichten["vraag"]["id"]
    return {**klaar.zaak.opdracht(REGISSEUR, delen, reactie_op=vraag), **anders}


def test_het_voorbeeld_is_wat_de_ontvanger_krijgt(klaar: Verloop) -> None:
    opdracht = _opdracht(klaar)
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
    opdracht = _opdracht(klaar, doel="D4", inReactieOp=None)
    getoond = klaar.wereld.als(ANALIST).stuur("/verstrekkingen/_voorbeeld", opdracht)
    assert getoond["magWeg"] is False
    weigering = klaar.zaak.weiger(ANALIST, opdracht)
    assert weigering.probleem["redenen"] == getoond["besluit"]["redenen"]
    assert poorten(weigering) == [5, 10]


def test_dezelfde_opdracht_onder_dezelfde_sleutel_is_een_bericht(klaar: Verloop) -> None:
    """Een frontend die geen antwoord kreeg, vraagt het gerust nog eens."""
    klant, opdracht = klaar.wereld.als(ANALIST), _opdracht(klaar)
    sleutel = {"Idempotency-Key": uuid7(datetime.now(UTC))}
    ids = {klant.stuur("/verstrekkingen", opdracht, sleutel)["id"] for _ in range(3)}
    assert len(ids) == 1
    klaar.zaak.wacht_op(ANALIST, ids.copy().pop())
    assert len(klaar.zaak.ontvangen(REGISSEUR, ids.pop())) == 2, "twee onderdelen, één keer"
    with pytest.raises(Geweigerd) as weigering:
        klant.stuur("/verstrekkingen", {**opdracht, "doel": "D2"}, sleutel)
    assert weigering.value.status == 409


# --- wat mensen proberen --------------------------------------------------------------------------


def _eis_niets_weg(zaak: Zaak, naar: Wie, weigering: Geweigerd) -> None:
    """A refusal says why, is in the log, and left nothing at the receiver."""
    assert weigering.status == 403, str(weigering)
    probleem = weigering.probleem
    for reden in probleem["redenen"]:
        assert reden["uitleg"].endswith(".")
        assert reden["convenant"] or reden["wet"]
    bericht = probleem["id"]
    assert zaak.ontvangen(naar, bericht) == []
    assert zaak.wereld.alles(naar, "/journaal", "journaal", bericht=bericht) == []
    assert isinstance(probleem["bladnummer"], int)


def _weiger(zaak: Zaak, van: Wie, naar: Wie, opdracht: dict[str, Any]) -> list[int]:
    weigering = zaak.weiger(van, opdracht)
    _eis_niets_weg(zaak, naar, weigering)
    return poorten(weigering)


def test_iemand_van_vierentwintig_hoort_er_niet_bij(klaar: Verloop) -> None:
    zaak = klaar.zaak
    te_oud = klaar.wereld.persoon(ANALIST, "Otto Ouderling", jaren=24)
    zaak.lid(ANALIST, te_oud)
    opdracht = _opdracht(klaar, onderdelen=[deel(te_oud, "NAW", NAAR_GEMEENTE)])
    assert _weiger(zaak, ANALIST, REGISSEUR, opdracht) == [6]


def test_een_kind_van_elf_hoort_er_niet_bij(klaar: Verloop) -> None:
    te_jong = klaar.wereld.persoon(ANALIST, "Jip Jongste", jaren=11)
    klaar.zaak.lid(ANALIST, te_jong)
    opdracht = _opdracht(klaar, onderdelen=[deel(te_jong, "NAW", NAAR_GEMEENTE)])
    assert _weiger(klaar.zaak, ANALIST, REGISSEUR, opdracht) == [6]


@pytest.mark.parametrize("soort", ["BSN", "FOTO", "GEZONDHEID"])
def test_wat_het_convenant_niet_kent_is_niet_te_kiezen(klaar: Verloop, soort: str) -> None:
    lid = klaar.bij["politie", "lid"]
    opdracht = _opdracht(klaar, onderdelen=[deel(lid, soort, NAAR_GEMEENTE)])
    weigering = klaar.zaak.weiger(ANALIST, opdracht)
    assert weigering.status == 400
    (fout,) = weigering.probleem["fouten"]
    assert fout["pad"] == "/onderdelen/0/gegevenssoort"


def test_het_om_geeft_niets_aan_de_politie(verloop: Verloop) -> None:
    zaak, om = verloop.zaak, verloop.bij["om", "quirien"]
    opdracht = zaak.opdracht(
        ANALIST,
        [deel(om, "BEKENDHEID", "WJSG39F_B")],
        afweging={**ZWAARWEGEND, "motivering": "De politie wil het weten."},
    )
    assert _weiger(zaak, PARKETSECRETARIS, ANALIST, opdracht) == [11]


def test_wat_van_een_ander_kwam_gaat_niet_verder(verloop: Verloop) -> None:
    zaak, persoon = verloop.zaak, verloop.bij["gemeente", "ysbrecht"]
    verloop.wereld.informeer(persoon)
    opdracht = zaak.opdracht(
        PARKETSECRETARIS, [deel(persoon, "NAW", "AVG6_1_E", kenmerken=TAAK)], doel="D1"
    )
    assert _weiger(zaak, REGISSEUR, PARKETSECRETARIS, opdracht) == [2]


def test_het_om_weegt_het_zwaarwegend_belang_of_geeft_niets(verloop: Verloop) -> None:
    opdracht = verloop.zaak.opdracht(
        REGISSEUR, [deel(verloop.bij["om", "quirien"], "BEKENDHEID", "WJSG39F_B")]
    )
    assert _weiger(verloop.zaak, PARKETSECRETARIS, REGISSEUR, opdracht) == [12]


def test_in_stap_een_gaat_er_geen_naam_weg(wereld: Wereld) -> None:
    zaak = wereld.zaak(stap=1)
    persoon = wereld.persoon(ANALIST, "Vroege Vogel")
    zaak.lid(ANALIST, persoon)
    opdracht = zaak.opdracht(REGISSEUR, [deel(persoon, "NAW", NAAR_GEMEENTE)])
    assert _weiger(zaak, ANALIST, REGISSEUR, opdracht) == [5, 7]


def test_een_collega_zonder_vog_krijgt_niets(klaar: Verloop) -> None:
    zonder = klaar.wereld.neem_aan("stagiair@gemeente.example", "gemeente", "regisseur", vog=None)
    opdracht = _opdracht(klaar, ontvangendeMedewerker=zonder)
    assert _weiger(klaar.zaak, ANALIST, REGISSEUR, opdracht) == [4]


def test_zonder_vraag_van_de_ontvanger_gaat_er_in_stap_twee_niets(klaar: Verloop) -> None:
    opdracht = _opdracht(klaar, inReactieOp=None)
    assert _weiger(klaar.zaak, ANALIST, REGISSEUR, opdracht) == [5]


def test_op_andermans_grond_gaat_er_niets(klaar: Verloop) -> None:
    lid = klaar.bij["politie", "lid"]
    opdracht = _opdracht(klaar, onderdelen=[deel(lid, "NAW", NAAR_OM)])
    assert _weiger(klaar.zaak, ANALIST, REGISSEUR, opdracht) == [11]


def test_een_oud_politiegegeven_blijft_waar_het_is(verloop: Verloop) -> None:
    wereld, zaak, lid = verloop.wereld, verloop.zaak, verloop.bij["politie", "quirien"]
    oud = wereld.stuk(
        ANALIST, lid, "politiegegevens", artikel="8",
        omschrijving="Lang geleden gezien (verzonnen).", eersteVerwerking=wereld.dag(-400),
    )  # fmt: skip
    opdracht = zaak.opdracht(REGISSEUR, [deel(lid, "WPG8", NAAR_GEMEENTE, oud)])
    assert _weiger(zaak, ANALIST, REGISSEUR, opdracht) == [9]


def test_wie_niet_is_geinformeerd_daarover_geeft_de_gemeente_niets(verloop: Verloop) -> None:
    wereld = verloop.wereld
    zaak = wereld.zaak(stap=3)
    persoon = wereld.persoon(REGISSEUR, "Ongeïnformeerde Otto")
    zaak.lid(REGISSEUR, persoon)
    opdracht = zaak.opdracht(ANALIST, [deel(persoon, "NAW", "AVG6_1_E", kenmerken=TAAK)])
    assert _weiger(zaak, REGISSEUR, ANALIST, opdracht) == [16]
    wereld.informeer(persoon)
    assert zaak.verstrek(REGISSEUR, opdracht)["status"] == "afgeleverd"


def test_een_afgesloten_groep_is_dicht_en_een_verbetering_gaat_nog(wereld: Wereld) -> None:
    zaak = wereld.zaak(stap=3)
    persoon = wereld.persoon(ANALIST, "Slot Akkoord", adres="Eindweg 1")
    zaak.lid(ANALIST, persoon)
    opdracht = zaak.opdracht(REGISSEUR, [deel(persoon, "NAW", NAAR_GEMEENTE)])
    eerste = zaak.verstrek(ANALIST, opdracht)
    zaak.besluit(REGISSEUR, "afsluiting", {"eindcriterium": "overlast-gestopt"})
    assert 5 in _weiger(zaak, ANALIST, REGISSEUR, opdracht)
    verbetering = {**opdracht, "soort": "correctie", "inReactieOp": eerste["id"]}
    assert zaak.verstrek(ANALIST, verbetering)["status"] == "afgeleverd"


def test_een_wijkagent_verstuurt_niets(klaar: Verloop) -> None:
    weigering = klaar.zaak.weiger(Wie("politie", "wijkagent"), _opdracht(klaar))
    assert weigering.status == 403
    assert "redenen" not in weigering.probleem, "zover dat er getoetst wordt komt het niet"


def test_een_token_van_de_ene_partij_opent_niets_bij_een_andere(wereld: Wereld) -> None:
    for wie, elders in ((ANALIST, "gemeente"), (REGISSEUR, "om"), (PARKETSECRETARIS, "politie")):
        with wereld.klant(wie, elders) as klant, pytest.raises(Geweigerd) as weigering:
            klant.haal("/ontvangen-gegevens")
        assert weigering.value.status == 403


def test_een_groepsbesluit_zonder_alle_handtekeningen_gaat_niet_door(wereld: Wereld) -> None:
    zaak = wereld.zaak(stap=3)
    zaak.besluit(REGISSEUR, "stap", {"stap": 4})
    prioritering = {"prioritering": "ja", "randvoorwaarden": []}
    with pytest.raises(Geweigerd) as weigering:
        zaak.besluit(REGISSEUR, "prioritering", prioritering, mede=[OFFICIER])
    assert weigering.value.status == 403
    assert wereld.als(REGISSEUR).haal(f"/groepen/{zaak.id}")["stap"] == 4


# --- bewijs ---------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def bundel(verloop: Verloop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything about the case, as the auditor carries it away."""
    pad = tmp_path_factory.mktemp("bewijs") / "bewijs.zip"
    return haal_bundel(verloop.wereld, {"groep": verloop.zaak.id}, pad)


def test_bundel_van_de_groep_klopt_en_is_volledig(verloop: Verloop, bundel: Path) -> None:
    klaar = verifieer(bundel, "--vertrouwen", str(verloop.wereld.omgeving.pki.vertrouwen))
    assert klaar.returncode == 0, klaar.stdout + klaar.stderr
    assert "IN ORDE" in klaar.stdout
    besluiten = {
        blad["gelezen"]["kop"]["id"]: blad["bladnummer"]
        for blad in bladen_van(bundel)
        if blad["gelezen"]["soort"] == "besluit"
    }
    for naam, stand in verloop.berichten.items():
        assert besluiten.get(stand["id"]) == stand["bladnummer"], naam


@pytest.mark.parametrize("waar", [0.0, 0.5, 1.0], ids=["begin", "midden", "eind"])
def test_een_byte_anders_en_het_blad_wordt_genoemd(
    bundel: Path, tmp_path: Path, waar: float
) -> None:
    bladen = bladen_van(bundel)
    slachtoffer = bladen[len(bladen) // 2]["bladnummer"]
    vervalst = tmp_path / "vervalst.zip"
    with zipfile.ZipFile(bundel) as bron, zipfile.ZipFile(vervalst, "w") as uit:
        for naam in bron.namelist():
            inhoud = bron.read(naam)
            if naam == "bladen.jsonl":
                inhoud = _met_ander_byte(inhoud, slachtoffer, waar)
            uit.writestr(naam, inhoud)
    klaar = verifieer(vervalst)
    assert klaar.returncode == 1, klaar.stdout + klaar.stderr
    assert f"lad {slachtoffer}" in klaar.stdout


def _met_ander_byte(regels: bytes, nummer: int, waar: float) -> bytes:
    nieuw = []
    for regel in regels.splitlines():
        document = json.loads(regel)
        if document["bladnummer"] == nummer:
            blad = bytearray(base64.b64decode(document["blad"]))
            blad[int(waar * (len(blad) - 1))] ^= 1
            document["blad"] = base64.b64encode(blad).decode()
        nieuw.append(json.dumps(document).encode())
    return b"\n".join(nieuw) + b"\n"


def test_een_partij_krijgt_een_bundel_met_alleen_haar_eigen_berichten(verloop: Verloop) -> None:
    """De FG van de gemeente controleert wat van of naar de gemeente ging, en meer niet."""
    fg = Wie("gemeente", "fg")
    van_gemeente, van_anderen = (
        verloop.berichten["antwoord"]["bladnummer"],
        verloop.berichten["brutolijst"]["bladnummer"],
    )
    with verloop.wereld.klant(fg, "gateway") as klant:
        assert klant.haal(f"/logboek/bladen/{van_gemeente}")["bladnummer"] == van_gemeente
        with pytest.raises(Geweigerd) as weigering:
            klant.haal(f"/logboek/bladen/{van_anderen}")
    assert weigering.value.status == 404


def test_wie_niet_controleert_leest_het_log_niet(verloop: Verloop) -> None:
    morgen = datetime.now(UTC) + timedelta(days=1)
    periode = {"van": "2020-01-01T00:00:00Z", "tot": morgen.strftime("%Y-%m-%dT%H:%M:%SZ")}
    for wie in (REGISSEUR, ANALIST, OFFICIER):
        with verloop.wereld.klant(wie, "gateway") as klant, pytest.raises(Geweigerd) as weigering:
            klant.stuur("/bewijsbundels", {"periode": periode})
        assert weigering.value.status == 403
