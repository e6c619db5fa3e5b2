"""Het eigen systeem van een partij hoort wat er gebeurt, en mist niets als het even weg is."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator

import httpx
import pytest

from deploy.pki import Pki
from shared.bericht.sleutels.certificaten import Certificaat
from shared.meldingen.bezorger import Bezorger
from shared.meldingen.gebeurtenis import CloudEvent, lees_gebeurtenis
from shared.meldingen.opslag import Meldingenbak, Status
from shared.meldingen.webhook import Webhook
from shared.partij.dienst import Dienst
from shared.partij.poorten.sein import Sein
from shared.partij.poorten.seingever import geef_sein
from shared.zaak.taken.herinneren import herinner
from tests.hulp.inloggen import Uitgever
from tests.hulp.klok import VasteKlok
from tests.hulp.postvak import Haak, draaiende_haak
from tests.integratie.partij.conftest import PARTIJEN, SOORTEN, databanken
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.opstelling import Wereld, wereld
from tests.integratie.partij.stukwerk import SIGNAAL


@pytest.fixture(scope="module")
def haken() -> Iterator[Haak]:
    with draaiende_haak() as haak:
        yield haak


@pytest.fixture(scope="module", params=SOORTEN)
def aangesloten(
    request: pytest.FixtureRequest,
    uitgever: Uitgever,
    pki: Pki,
    haken: Haak,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Wereld]:
    """De gemeente heeft een eigen systeem aangesloten; de politie niet."""
    map_ = tmp_path_factory.mktemp("seinen")
    extra = {"gemeente": {"meldingen": {"webhook": haken.url}}}
    with (
        databanken(request, map_) as nieuw,
        wereld(PARTIJEN, nieuw, uitgever, pki, map_, extra) as alles,
    ):
        yield alles


@pytest.fixture
def haak(haken: Haak) -> Haak:
    haken.antwoorden.clear()
    return haken


@pytest.fixture
def kantoor(aangesloten: Wereld, haak: Haak) -> Kantoor:
    """Een nieuwe dag; wat er nog lag is bezorgd."""
    kantoor = Kantoor.richt_in(aangesloten)
    bezorg(kantoor, haak, 1)
    aangesloten.klok.nu = VasteKlok().nu
    haak.ontvangen.clear()
    return kantoor


def bezorg(kantoor: Kantoor, haak: Haak, ronden: int = 6) -> None:
    """Alles wat beloofd is, naar een ontvanger die er soms niet is."""

    async def werk() -> None:
        u = kantoor.gemeente.uitwisseling
        async with httpx.AsyncClient() as client:
            kanaal = Webhook(client, haak.url, u.ondertekenaar, u.dienst.klok)
            bezorger = Bezorger(
                u.dienst.engine, {"webhook": kanaal}, u.dienst.instellingen.verzending,
                u.dienst.klok,
            )  # fmt: skip
            for _ in range(ronden):
                while await bezorger.ronde():
                    pass
                kantoor.wereld.klok.vooruit(minutes=10)

    kantoor.wereld.doe(werk())


def gehoord(haak: Haak) -> list[CloudEvent]:
    return [lees_gebeurtenis(body) for _, body in haak.ontvangen]


def test_wat_een_partij_overkomt_hoort_haar_eigen_systeem(kantoor: Kantoor, haak: Haak) -> None:
    u = kantoor.gemeente.uitwisseling
    kantoor.regisseur.haal("/werklijst")
    sleutel = {"systeem": "zaaksysteem", "sleutel": "PROEFZAAK-8"}
    stand = kantoor.verstrek(kantoor.persoon(externeSleutels=[sleutel]))
    kantoor.naar_stap(3)
    kantoor.regisseur.haal("/werklijst")
    taak = kantoor.regisseur.maak(
        "/taken",
        {
            "groep": kantoor.groep,
            "titel": "Plan een schouw",
            "uiterlijk": "2026-11-24",
            "bevestigdZonderPersonen": True,
        },
    )
    assert herinner(u.dienst) == 0
    kantoor.wereld.klok.vooruit(days=1)
    assert herinner(u.dienst) == 1
    assert herinner(u.dienst) == 0
    bezorg(kantoor, haak, 1)
    per_type = {een.type: een for een in gehoord(haak)}
    assert set(per_type) == {
        "nl.driehoek.bericht.afgeleverd",
        "nl.driehoek.bericht.ontvangen",
        "nl.driehoek.groep.gewijzigd",
        "nl.driehoek.taak.te-doen",
    }
    binnen = per_type["nl.driehoek.bericht.ontvangen"]
    assert binnen.subject == stand["id"]
    assert binnen.dataref == (f"https://partij.example/v1/ontvangen-gegevens?groep={kantoor.groep}")
    assert per_type["nl.driehoek.groep.gewijzigd"].data == {"stap": 3, "status": "actief"}
    assert per_type["nl.driehoek.taak.te-doen"].subject == taak["id"]
    oin = Certificaat.uit_pem(kantoor.gemeente.transport_pem).oin
    for een in gehoord(haak):
        assert een.source == f"urn:nld:oin:{oin}:systeem:driehoek-gemeente"
        assert str(uuid.UUID(een.id)) == een.id
        assert een.sequence is not None
        assert een.sequence.isdigit()
    systeem, _ = kantoor.gemeente.medewerker("systeemaccount", "zaaksysteem.gemeente.example")
    for een in gehoord(haak):
        assert een.dataref is not None
        systeem.haal(een.dataref.removeprefix("https://partij.example/v1"))
    # Hoe het systeem van de afzender iemand kent, gaat in geen bericht en geen melding mee.
    (lid,) = kantoor.regisseur.haal(f"/groepen/{kantoor.groep}/leden")["leden"]
    assert kantoor.regisseur.haal(f"/personen/{lid['persoonId']}")["externeSleutels"] == []
    assert sleutel["sleutel"] not in str(kantoor.ontvangen())
    alles = str([body for _, body in haak.ontvangen])
    assert sleutel["sleutel"] not in alles
    assert "Nooitgedacht" not in alles
    assert "2010-02-03" not in alles


def test_elke_melding_wijst_aan_waar_het_te_lezen_is_ook_zonder_groep(
    kantoor: Kantoor, haak: Haak
) -> None:
    """Een stuk bij de stukken, een vraag bij de vragen; ook als er nog geen groep is."""
    los = {"partij": "gemeente", "medewerker": kantoor.regisseur_id}
    for groep in (None, kantoor.groep):
        kantoor.analist.maak(
            "/stukken",
            {
                "stuk": "signaal",
                "groep": groep,
                "ontvangers": [los],
                "gegevens": SIGNAAL,
                "bevestigdZonderPersonen": True,
            },
        )
    vraag = kantoor.analist.maak(
        "/informatieverzoeken",
        {
            "ontvanger": "gemeente",
            "ontvangendeMedewerker": kantoor.regisseur_id,
            "groep": kantoor.groep,
            "stap": 2,
            "vraag": "Wat is er al geprobeerd op het plein?",
        },
    )
    bezorg(kantoor, haak, 1)
    systeem, _ = kantoor.gemeente.medewerker(
        "systeemaccount",
        f"zaak.{kantoor.groep}.example",
        verantwoordelijke=kantoor.regisseur_id,
    )
    gelezen = []
    for een in gehoord(haak):
        assert een.dataref is not None
        pad = een.dataref.removeprefix("https://partij.example/v1")
        gelezen.append((pad.split("/")[1], systeem.haal(pad)["id"] == een.subject))
    assert Counter(gelezen) == {("stukken", True): 2, ("informatieverzoeken", True): 2}, vraag


def test_een_systeem_dat_wegvalt_mist_niets_en_herkent_wat_het_al_had(
    kantoor: Kantoor, haak: Haak
) -> None:
    # Hangt op, is kapot, hangt op: dan pas neemt het aan.
    haak.antwoorden.extend([0, 500, 0])
    persoon = kantoor.persoon()
    stand = kantoor.verstrek(persoon)
    kantoor.verstrek(persoon)
    bezorg(kantoor, haak)
    types = Counter(een.type for een in gehoord(haak))
    assert types["nl.driehoek.bericht.ontvangen"] == 2
    assert types["nl.driehoek.bericht.afgeleverd"] == 2
    assert len({(een.source, een.id) for een in gehoord(haak)}) == sum(types.values())
    assert stand["id"] in {een.subject for een in gehoord(haak)}


def test_wat_niet_doorgaat_wordt_niet_gemeld(kantoor: Kantoor, haak: Haak) -> None:
    u = kantoor.gemeente.uitwisseling
    with pytest.raises(ZeroDivisionError):
        _zeg_iets_en_val_om(u.dienst, kantoor)
    bezorg(kantoor, haak, 1)
    assert gehoord(haak) == []


def test_wie_niet_aansloot_krijgt_geen_bak_vol(kantoor: Kantoor, haak: Haak) -> None:
    kantoor.verstrek(kantoor.persoon())
    beheerder, _ = kantoor.politie.medewerker("beheerder", "bh@politie.example")
    assert beheerder.haal("/meldingen") == {
        "wachtend": 0, "bezorgd": 0, "dood": 0, "opgegeven": []
    }  # fmt: skip


def test_een_melding_die_is_opgegeven_ziet_de_beheerder_en_gaat_opnieuw(
    kantoor: Kantoor, haak: Haak
) -> None:
    haak.antwoorden.append(410)
    kantoor.vraag_om_informatie()
    bezorg(kantoor, haak, 1)
    beheerder, _ = kantoor.gemeente.medewerker("beheerder", "bh@gemeente.example")
    stand = beheerder.haal("/meldingen")
    assert stand["dood"] == 1
    (dode,) = stand["opgegeven"]
    soorten = [s["soort"] for s in beheerder.haal("/werklijst")["werk"]]
    assert "melding-opgegeven" in soorten
    systeem, _ = kantoor.gemeente.medewerker("systeemaccount", "zs@gemeente.example")
    for alleen_mensen in ("/meldingen", "/partijdocumenten"):
        dicht = systeem.vraag("GET", alleen_mensen)
        assert dicht.status_code == 403
        assert "alleen voor een medewerker, ook om te lezen" in dicht.json()["detail"]
    pad = f"/meldingen/{dode['nummer']}/_opnieuw"
    assert kantoor.regisseur.vraag("POST", pad).status_code == 403
    assert beheerder.vraag("POST", pad).status_code == 204
    assert beheerder.vraag("POST", pad).status_code == 409
    bezorg(kantoor, haak, 1)
    assert dode["onderwerp"] in {een.subject for een in gehoord(haak)}
    soorten = [s["soort"] for s in beheerder.haal("/werklijst")["werk"]]
    assert "melding-opgegeven" not in soorten


def _zeg_iets_en_val_om(dienst: Dienst, kantoor: Kantoor) -> None:
    with dienst.transactie() as sessie:
        geef_sein(sessie, Sein("proef.gebeurd", kantoor.groep))
        assert Meldingenbak(sessie.connection()).aantal(Status.WACHTEND) == 1
        raise ZeroDivisionError
