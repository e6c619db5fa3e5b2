"""Wat opvalt in het log wordt gemeld, iemand pakt het op, en er komt uit wat het was."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.pki import Pki
from gateway.toegang.toegang import account_van
from shared.bericht.tijd import utc_tekst
from shared.bewijsbundel.controle import verifieer_bundel
from shared.meldingen.gebeurtenis import lees_gebeurtenis
from shared.tijd.kenmerk import uuid7
from shared.web.instellingen.lezen import OngeldigeInstellingen
from tests.hulp.inloggen import Uitgever, draaiende_uitgever
from tests.hulp.klok import VasteKlok
from tests.hulp.postvak import Haak, Postvak, draaiend_postvak, draaiende_haak
from tests.integratie.gateway.aanstellen import stel_aan
from tests.integratie.gateway.controle import bladen_van, controleer_log
from tests.integratie.gateway.gegevens import MEDEWERKERS, autorisatie, onderdeel
from tests.integratie.gateway.logboek.test_logboek import AUDITOR, TOEZICHT
from tests.integratie.gateway.omgeving import schrijf_partijen
from tests.integratie.gateway.ontvanger import Net
from tests.integratie.gateway.opstelling import Opstelling, draaiende_gateway

AUDIT, PRIVACY = "auditor@toezicht.example", "privacy@politie.example"
ANALIST = MEDEWERKERS["politie"][0]
GEWEIGERD = {"herhaald-geweigerd": {"drempel": 3}}


class Buitenwereld(Net):
    """De partijen, en echte adressen op deze machine."""

    def maak_client(self, instellingen: Any, gebelden: Any) -> httpx.AsyncClient:
        net = super().maak_client(instellingen, gebelden)
        return httpx.AsyncClient(
            transport=net._transport,
            mounts={"http://127.0.0.1": httpx.AsyncHTTPTransport()},
            trust_env=False,
        )


class Toezicht:
    """Een gateway die bij drie weigeringen alarm geeft, en wie daarnaar kijkt."""

    def __init__(self, gateway: Opstelling, uitgever: Uitgever, haak: Haak, post: Postvak) -> None:
        self.gateway = gateway
        self.haak = haak
        self.post = post
        self._uitgever = uitgever

    def _koppen(self, wie: str, **anders: str) -> dict[str, str]:
        if wie in MEDEWERKERS:
            return {"x-proef-als": wie, **anders}
        return {"Authorization": f"Bearer {self._uitgever.token(wie)}", **anders}

    def haal(self, pad: str, wie: str = AUDIT) -> httpx.Response:
        return self.gateway.client.vraag("GET", f"/v1{pad}", headers=self._koppen(wie))

    def alarmen(self, wie: str = AUDIT, vraag: str = "") -> list[dict[str, Any]]:
        antwoord = self.haal(f"/alarmen{vraag}", wie)
        assert antwoord.status_code == 200, antwoord.text
        gevonden: list[dict[str, Any]] = antwoord.json()["alarmen"]
        return gevonden

    def doe(
        self, alarm: str, wat: str, document: Any, etag: str | None, wie: str = AUDIT
    ) -> httpx.Response:
        koppen = self._koppen(wie, **({} if etag is None else {"If-Match": etag}))
        pad = f"/v1/alarmen/{alarm}/_{wat}"
        return self.gateway.client.vraag("POST", pad, json=document, headers=koppen)

    def weiger(self, keren: int) -> None:
        for _ in range(keren):
            antwoord = self.gateway.verstuur(self.gateway.verstrekking(None))
            assert antwoord.status_code == 403, antwoord.text

    def wacht_op_alarm(self) -> dict[str, Any]:
        assert self.haak.kwam.wait(10), "er kwam geen alarm op de webhook"
        (alarm,) = self.alarmen()
        return alarm


@pytest.fixture(scope="module")
def diensten() -> Iterator[tuple[Uitgever, Haak, Postvak]]:
    with ExitStack() as stapel:
        yield (
            stapel.enter_context(draaiende_uitgever()),
            stapel.enter_context(draaiende_haak()),
            stapel.enter_context(draaiend_postvak()),
        )


class Plek:
    """Waar de gateway draait; zij kan er meer dan eens starten."""

    def __init__(
        self, pki: Pki, map_: Path, url: str, klok: VasteKlok,
        diensten: tuple[Uitgever, Haak, Postvak],
    ) -> None:  # fmt: skip
        self._pki, self._map, self._url, self._klok = pki, map_, url, klok
        self.uitgever, self.haak, self.post = diensten
        self.haak.ontvangen.clear()
        self.haak.kwam.clear()
        self.post.brieven.clear()
        bestand = schrijf_partijen(pki, map_ / "partijen.toml")
        doel = f'alarmen = {{ webhook = "{self.haak.url}", mail = ["piket@politie.example"] }}'
        code = 'code = "politie"'
        bestand.write_text(bestand.read_text().replace(code, f"{code}\n{doel}"))

    @contextmanager
    def draait(self, *, kijkt: bool = True, **anders: Any) -> Iterator[Toezicht]:
        net = Buitenwereld(self._pki, self._klok, "politie", "gemeente", "om")
        with draaiende_gateway(
            self._pki, self._map, self._url, self._klok, net, migreren=False,
            oidc=self.uitgever.oidc(),
            limieten={"alarmronde_seconden": 0.02 if kijkt else 3600.0},
            verzending={"rusttijd_seconden": 0.02 if kijkt else 3600.0},
            smtp={
                "host": "127.0.0.1", "poort": self.post.poort, "beveiliging": "geen",
                "afzender": "alarm@driehoek.example",
            },
            **{"alarmen": GEWEIGERD, **anders},
        ) as gateway:  # fmt: skip
            for verwijzing, partij, functie, sub in (
                (AUDITOR, "gemeente", "auditor", AUDIT),
                (TOEZICHT, "politie", "privacyfunctionaris", PRIVACY),
            ):
                account = account_van(self.uitgever.url, sub)
                document = autorisatie(partij, functie, account=account)
                assert gateway.zet_autorisatie(verwijzing, document, partij).status_code == 200
            stel_aan(gateway, AUDITOR)
            yield Toezicht(gateway, self.uitgever, self.haak, self.post)
        controleer_log(gateway)


@pytest.fixture
def plek(
    pki: Pki, tmp_path: Path, ingericht_url: str, vaste_klok: VasteKlok,
    diensten: tuple[Uitgever, Haak, Postvak],
) -> Plek:  # fmt: skip
    return Plek(pki, tmp_path, ingericht_url, vaste_klok, diensten)


def test_steeds_een_weigering_wordt_een_blad_een_bericht_en_een_brief(plek: Plek) -> None:
    with plek.draait() as toezicht:
        toezicht.weiger(3)
        alarm = toezicht.wacht_op_alarm()
        assert (alarm["regel"], alarm["onderwerp"]) == ("herhaald-geweigerd", ANALIST)
        assert (alarm["aantal"], alarm["status"]) == (3, "nieuw")
        (blad,) = bladen_van(toezicht.gateway, "incident")
        assert (blad["incident"], blad["id"], blad["aantal"]) == ("alarm", alarm["id"], 3)
        assert len(blad["bladen"]) == 3
        (_, body) = toezicht.haak.ontvangen[0]
        gebeurd = lees_gebeurtenis(body)
        assert gebeurd.subject == alarm["id"]
        assert gebeurd.data["titel"] == "Steeds opnieuw een weigering"
        assert ANALIST not in body.decode()
        brief = _wacht_op_brief(toezicht)
        assert brief["To"] == "piket@politie.example"
        assert f"/v1/alarmen/{alarm['id']}" in brief.get_content()
        assert ANALIST not in brief.get_content()

        # Wie het aangaat ziet het; een ander niet, ook het blad niet.
        assert [een["id"] for een in toezicht.alarmen(PRIVACY)] == [alarm["id"]]
        assert toezicht.alarmen("om") == []
        assert toezicht.haal(f"/alarmen/{alarm['id']}", "om").status_code == 404
        pad = f"/logboek/bladen/{alarm['bladnummer']}"
        assert toezicht.haal(pad, "politie").status_code == 200
        assert toezicht.haal(pad, "om").status_code == 404


def test_wie_nog_eens_probeert_wat_nooit_mag_horen_alle_partijen(plek: Plek) -> None:
    """Iets doorgeven dat van een ander is: één keer is een vergissing."""

    def geef_door(toezicht: Toezicht) -> None:
        deel = onderdeel("NAW", herkomst="ontvangen")
        antwoord = toezicht.gateway.verstuur(toezicht.gateway.verstrekking(None, onderdelen=[deel]))
        assert "DOORVERSTREKKING" in [reden["code"] for reden in antwoord.json()["redenen"]]

    with plek.draait() as toezicht:
        geef_door(toezicht)
        toezicht.weiger(1)
        threading.Event().wait(0.2)
        assert toezicht.alarmen() == []
        toezicht.gateway.klok.vooruit(hours=5)
        geef_door(toezicht)
        alarm = toezicht.wacht_op_alarm()
        assert (alarm["regel"], alarm["onderwerp"], alarm["aantal"]) == (
            "opnieuw-geprobeerd", ANALIST, 2,
        )  # fmt: skip
        for partij in ("politie", "gemeente", "om"):
            assert [een["id"] for een in toezicht.alarmen(partij)] == [alarm["id"]]


def _wacht_op_brief(toezicht: Toezicht) -> Any:
    for _ in range(500):
        if toezicht.post.brieven:
            return toezicht.post.brieven[0]
        threading.Event().wait(0.01)
    raise AssertionError("er kwam geen brief")


def test_gestopt_en_weer_begonnen_er_is_niets_gemist_en_niets_dubbel(plek: Plek) -> None:
    with plek.draait(kijkt=False) as toezicht:
        toezicht.weiger(3)
        assert toezicht.alarmen() == []
    with plek.draait() as toezicht:
        eerste = toezicht.wacht_op_alarm()
    with plek.draait() as toezicht:
        toezicht.weiger(4)
        plek._klok.vooruit(minutes=61)
        toezicht.haak.kwam.clear()
        toezicht.weiger(3)
        assert toezicht.haak.kwam.wait(10)
        tweede, weer_eerste = toezicht.alarmen()
        assert weer_eerste == eerste
        assert tweede["venster"]["van"] > eerste["venster"]["tot"]
        assert len(toezicht.haak.ontvangen) == 2


def test_een_alarm_heeft_een_eigenaar_en_een_uitkomst(plek: Plek) -> None:
    with plek.draait() as toezicht:
        toezicht.weiger(3)
        kenmerk = toezicht.wacht_op_alarm()["id"]
        etag = toezicht.haal(f"/alarmen/{kenmerk}").headers["etag"]
        klaar = {"uitkomst": "vals", "toelichting": "Een afgesproken proef met het systeem."}
        # Niet zonder te weten hoe het staat, en niet afhandelen wat niemand behandelt.
        assert toezicht.doe(kenmerk, "overnemen", {}, None).status_code == 428
        assert toezicht.doe(kenmerk, "afhandelen", klaar, etag).status_code == 409
        elders = toezicht.doe(kenmerk, "overnemen", {"eigenaar": AUDITOR}, etag, "om")
        assert elders.status_code == 404
        over = toezicht.doe(kenmerk, "overnemen", {}, etag)
        assert (over.status_code, over.json()["eigenaar"]) == (200, AUDITOR)
        assert toezicht.doe(kenmerk, "overnemen", {}, etag, PRIVACY).status_code == 412
        etag = over.headers["etag"]
        # Een systeem wijst iemand aan; wie het aangaat of het recht mist, kan het niet zijn.
        assert toezicht.doe(kenmerk, "overnemen", {}, etag, "politie").status_code == 400
        for niet in (ANALIST, AUDITOR, "0193aaaa-0000-7000-8000-00000000dead"):
            geweigerd = toezicht.doe(kenmerk, "overnemen", {"eigenaar": niet}, etag, "politie")
            assert geweigerd.status_code == 403, geweigerd.text
        over = toezicht.doe(kenmerk, "overnemen", {"eigenaar": TOEZICHT}, etag, "politie")
        assert over.json()["eigenaar"] == TOEZICHT
        etag = over.headers["etag"]
        noemt = {"uitkomst": "terecht", "toelichting": "Het was Jan de Vries."}
        fout = toezicht.doe(kenmerk, "afhandelen", noemt, etag)
        assert (fout.status_code, fout.json()["fouten"][0]["pad"]) == (400, "/toelichting")
        af = toezicht.doe(kenmerk, "afhandelen", klaar, etag)
        assert (af.json()["status"], af.json()["uitkomst"]) == ("afgehandeld", "vals")
        assert toezicht.alarmen(vraag="?status=nieuw") == []
        (gevonden,) = toezicht.alarmen(vraag="?status=afgehandeld&regel=herhaald-geweigerd")
        assert gevonden["toelichting"] == klaar["toelichting"]
        etag = af.headers["etag"]
        assert toezicht.doe(kenmerk, "overnemen", {}, etag).status_code == 409
        weer = toezicht.doe(kenmerk, "heropen", {"reden": "Er kwam een tweede signaal."}, etag)
        assert (weer.json()["status"], weer.json()["eigenaar"]) == ("nieuw", None)
        stappen = bladen_van(toezicht.gateway, "incident")[1:]
        assert [een["handeling"] for een in stappen] == [
            "neem-over", "neem-over", "handel-af", "heropen",
        ]  # fmt: skip
        assert stappen[2]["uitkomst"] == "vals"
        assert klaar["toelichting"] not in json.dumps(stappen)


def test_een_partij_meldt_een_alarm_over_haar_eigen_bestand(plek: Plek, tmp_path: Path) -> None:
    with plek.draait() as toezicht:
        gateway = toezicht.gateway
        nu = utc_tekst(gateway.klok())
        melding = {
            "id": uuid7(gateway.klok()), "regel": "lokrecord-geraakt", "onderwerp": ANALIST,
            "begin": nu, "einde": nu, "aantal": 1,
        }  # fmt: skip
        gemeld = gateway.dien_in("POST", "/v1/alarmen", melding, "politie")
        assert gemeld.status_code == 201, gemeld.text
        assert gateway.dien_in("POST", "/v1/alarmen", melding, "politie").json() == gemeld.json()
        for anders, status in (
            ({"aantal": 2}, 409),
            ({"id": uuid7(gateway.klok()), "regel": "herhaald-geweigerd"}, 400),
            ({"id": uuid7(gateway.klok()), "onderwerp": MEDEWERKERS["om"][0]}, 400),
            ({"id": uuid7(gateway.klok()), "einde": "2026-11-24T10:00:00Z"}, 400),
        ):
            antwoord = gateway.dien_in("POST", "/v1/alarmen", {**melding, **anders}, "politie")
            assert antwoord.status_code == status, antwoord.text
        vreemd = gateway.dien_in("POST", "/v1/alarmen", melding, "politie", tekent="om")
        assert vreemd.status_code == 400, vreemd.text
        alarm = toezicht.wacht_op_alarm()
        assert (alarm["bron"], alarm["gemeldDoor"], alarm["ernst"]) == (
            "bestand",
            "politie",
            "hoog",
        )
        (blad,) = bladen_van(gateway, "incident")
        assert (blad["partij"], blad["onderwerp"]) == ("politie", ANALIST)
        # De handtekening van de partij is te controleren door wie de bundel krijgt.
        vraag = {"bladnummers": [alarm["bladnummer"]]}
        bundel = tmp_path / "bewijs.zip"
        bundel.write_bytes(gateway.post("/v1/bewijsbundels", vraag, "politie").content)
        assert [str(fout) for fout in verifieer_bundel(bundel).fouten] == []


@pytest.mark.parametrize("ingericht_url", ["sqlite"], indirect=True)
def test_bladeren_door_alarmen_en_de_regels_lezen(plek: Plek) -> None:
    with plek.draait() as toezicht:
        gateway = toezicht.gateway
        for _ in range(3):
            nu = utc_tekst(gateway.klok.vooruit(minutes=2))
            melding = {
                "id": uuid7(gateway.klok()), "regel": "lokrecord-geraakt", "onderwerp": ANALIST,
                "begin": nu, "einde": nu, "aantal": 1,
            }  # fmt: skip
            assert gateway.dien_in("POST", "/v1/alarmen", melding, "politie").status_code == 201
        gezien, pad = [], "/alarmen?paginagrootte=2"
        while pad:
            pagina = toezicht.haal(pad).json()
            gezien += [een["tijdstip"] for een in pagina["alarmen"]]
            volgende = pagina["volgende"]
            pad = f"/alarmen?paginagrootte=2&na={volgende}" if volgende else ""
        assert len(gezien) == 3
        assert gezien == sorted(gezien, reverse=True)
        assert len(toezicht.alarmen(vraag=f"?partij=politie&tot={gezien[0]}")) == 2
        assert toezicht.alarmen(vraag="?partij=om") == []
        assert toezicht.haal(f"/alarmen?van={gezien[0]}&tot={gezien[0]}").status_code == 400
        regels = toezicht.haal("/alarmregels", "om").json()
        assert regels["scherper"] == GEWEIGERD
        drempels = {regel["naam"]: regel["drempel"] for regel in regels["regels"]}
        assert drempels["herhaald-geweigerd"] == 3
        (start,) = [b for b in bladen_van(gateway, "configuratie") if "alarmregels" in b][-1:]
        assert start["alarmregels"] == {"hash": regels["hash"], "scherper": GEWEIGERD}
        assert start["alarmbestemmingen"] == {"politie": ["webhook", "mail"]}


@pytest.mark.parametrize("ingericht_url", ["sqlite"], indirect=True)
def test_een_regel_soepeler_zetten_kan_niet(plek: Plek) -> None:
    soepel = {"herhaald-geweigerd": {"drempel": 99}}
    with (
        pytest.raises(OngeldigeInstellingen, match="mag alleen lager"),
        plek.draait(alarmen=soepel),
    ):
        pass
