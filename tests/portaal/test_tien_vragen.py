"""De tien vragen van een auditor, elk beantwoord in het portaal en zonder opdrachtregel.

Zonder browser: wat een scherm zegt staat in de pagina, en wat iemand aanklikt is een formulier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from shared.bewijsbundel.controle import verifieer_bundel
from tests.portaal.test_schermen import woordfouten
from tests.portaal.zaal import ANALIST, AUDITOR, REGISSEUR, ZELFDE, Zaal, csrf_van, post, tekst_van

FG, BEHEER = "fg@gemeente.example", "beheer@gemeente.example"
_ERBIJ = re.compile(r'name="erbij" value="([a-z]+:[^"]+)"')


class Bezoek:
    """Iemand in zijn portaal, die leest en formulieren instuurt."""

    def __init__(self, client: httpx.Client, begin: str) -> None:
        self.client = client
        self.csrf = csrf_van(client.get(begin).text)

    def lees(self, pad: str, status: int = 200) -> str:
        antwoord = self.client.get(pad)
        assert antwoord.status_code == status, antwoord.text
        return antwoord.text

    def doe(self, pad: str, **velden: Any) -> httpx.Response:
        return post(self.client, pad, self.csrf, **velden)

    def vraag(self, **velden: str) -> str:
        """Een vraag stellen, en het antwoord lezen."""
        return self.lees(self.doe("/uitwisselingen", **velden).headers["location"])

    def verder(self, **velden: str) -> str:
        return self.lees(self.doe("/uitwisselingen/verder", **velden).headers["location"])


@pytest.fixture(scope="module")
def auditor(zaal: Zaal) -> Iterator[Bezoek]:
    with zaal.ingelogd(AUDITOR) as client:
        yield Bezoek(client, "/uitwisselingen")


def _verhaal(bezoek: Bezoek) -> str:
    lijst = bezoek.vraag(van="01-11-2026", tot="31-12-2027", uitkomst="aanvaard")
    gevonden = re.findall(r'href="(/uitwisselingen/[0-9a-f-]{36})"', lijst)
    verhalen = (bezoek.lees(pad) for pad in gevonden)
    return next(een for een in verhalen if "betrokkene:" in een)


def test_wie_kreeg_iets_over_deze_persoon(auditor: Bezoek) -> None:
    wie = next(een for een in _ERBIJ.findall(_verhaal(auditor)) if een.startswith("betrokkene:"))
    antwoord = auditor.verder(alles="ja", aanvaard="ja", erbij=wie)
    assert "over één schuilnummer" in tekst_van(antwoord)
    assert "Aan wie" in antwoord
    assert "stand--fout" not in antwoord, "wat is tegengehouden kreeg niemand"
    assert wie.partition(":")[2] not in tekst_van(antwoord)


def test_weigeringen_van_deze_maand_en_waarom(auditor: Bezoek) -> None:
    antwoord = auditor.vraag(zoekvraag="weigeringen-per-poort")
    assert "Waarom niet" in antwoord
    assert "Bij welke vraag van de toetsing" in antwoord
    reden = next(een for een in _ERBIJ.findall(antwoord) if een.startswith("reden:"))
    naam = re.search(r'name="vraag" value="([0-9a-f]+)"', antwoord)
    assert naam is not None
    kleiner = auditor.verder(vraag=naam[1], erbij=reden)
    assert "om de reden" in tekst_van(kleiner)
    assert "stand--goed" not in kleiner


def test_wie_begint_ziet_zijn_tien_vragen_en_elk_leidt_ergens_heen(auditor: Bezoek) -> None:
    assert auditor.client.get("/").headers["location"] == "/tien-vragen"
    pagina = auditor.lees("/tien-vragen")
    assert len(re.findall(r"<li>", pagina.split("lijst--genummerd")[1])) == 10
    midden = pagina.split("<main")[1].split("</main")[0]
    for pad in set(re.findall(r'href="(/[a-z][^"#]*)', midden)):
        auditor.lees(pad)
    for zoekvraag in re.findall(r'name="zoekvraag" value="([a-z-]+)"', midden):
        erbij = {"p-betrokkene": str(uuid4())} if zoekvraag == "betrokkene" else {}
        auditor.vraag(zoekvraag=zoekvraag, **erbij)


def test_wat_een_medewerker_deed(auditor: Bezoek, zaal: Zaal) -> None:
    """Te kiezen uit wie er in het log staat; van naam naar nummer gaat het bij zijn partij."""
    lijst = auditor.lees("/medewerkers")
    wie = next(een for een in _ERBIJ.findall(lijst) if een.startswith("medewerker:"))
    assert "van of aan medewerker" in tekst_van(auditor.verder(alles="ja", erbij=wie))
    analist = zaal.inrichting.autorisaties[ANALIST]
    assert f"medewerker:{analist}" in lijst
    nummer = f"{analist[:4]}…{analist[-4:]}"
    assert nummer in tekst_van(lijst)
    with zaal.ingelogd("beheer@politie.example") as client:
        assert nummer in tekst_van(client.get("/beheer/autorisaties").text)


def test_wat_rust_op_een_uitleg(auditor: Bezoek) -> None:
    uitleg = next(
        een for een in _ERBIJ.findall(auditor.lees("/regels")) if een.startswith("interpretatie:")
    )
    assert "dat rust op de uitleg" in tekst_van(auditor.verder(alles="ja", erbij=uitleg))


@pytest.mark.parametrize(
    ("zoekvraag", "zegt"),
    [
        ("van-de-lijst", "Is weg wie van de lijst ging, en wanneer?"),
        ("vernietigingen", "Wat is er vernietigd, en waarom?"),
        ("mondeling-zonder-verslag", "Gezegd, en nog niet vastgelegd bij wie het hoorde"),
        ("lezingen", "Wie in het logboek las"),
    ],
)
def test_een_vraag_van_de_lijst_heeft_een_antwoord(
    auditor: Bezoek, zoekvraag: str, zegt: str
) -> None:
    antwoord = tekst_van(auditor.vraag(zoekvraag=zoekvraag))
    assert zegt in antwoord
    assert "Op de stand van het log met" in antwoord
    if zoekvraag == "lezingen":
        assert "Gelezen" in antwoord


def test_is_het_log_heel_sinds_toen_met_elke_stap(auditor: Bezoek) -> None:
    pagina = auditor.lees("/logboek")
    stand = re.search(r"<pre[^>]*>(.*?)</pre>", pagina, re.DOTALL)
    assert stand is not None
    auditor.vraag(zoekvraag="meegenomen")
    [eerste] = re.findall(r'<option value="([0-9-]+)" selected>[^<]*de eerste', pagina)
    zonder = tekst_van(auditor.doe("/logboek", oud="", later="", stand=eerste).text)
    assert "Ja, het log is heel" in zonder, "ook voor wie zelf geen stand bewaarde"
    assert auditor.doe("/logboek", oud="", later="", stand="2019-01-01").status_code == 404
    goed = tekst_van(auditor.doe("/logboek", oud=stand[1], later="").text)
    assert "Ja, het log is heel" in goed
    assert "Stand van toen" in goed
    omgekeerd = auditor.doe("/logboek", oud=stand[1].replace("\n", "\r\n"), later=stand[1])
    assert "Sindsdien kwamen er 0 bij" in tekst_van(omgekeerd.text)


def test_stonden_de_besluiten_ook_als_een_regel_anders_was(auditor: Bezoek) -> None:
    dagen = {"van": "01-11-2026", "tot": "31-12-2027"}
    zelfde = tekst_van(auditor.doe("/regels/anders", oud="", nieuw="", **dagen).text)
    assert "Alle besluiten blijven staan" in zelfde
    regels = re.findall(r'<option value="([0-9a-f]+)">([^<]+)', auditor.lees("/regels/anders"))
    naam = next(code for code, titel in regels if titel.startswith("Naam, adres"))
    blad = auditor.lees(f"/regels/anders?regel={naam}")
    aan = {
        lid: re.findall(rf'name="{lid}" value="(\w+)" checked', blad)
        for lid in ("gevers", "stappen")
    }
    assert "2" in aan["stappen"]
    minder = {**aan, "stappen": [een for een in aan["stappen"] if een != "2"]}
    uit = tekst_van(auditor.doe("/regels/anders", regel=naam, **minder, **dagen).text)
    assert "Niet meer in stap 2." in uit
    assert "met uw wijziging" in uit
    assert re.search(r"Was: .*\. Wordt: tegengehouden", uit)
    gelijk = tekst_van(auditor.doe("/regels/anders", regel=naam, **aan, **dagen).text)
    assert "Alle besluiten blijven staan" in gelijk
    bron = re.search(r"<pre[^>]*>(.*?)</pre>", auditor.lees("/regels/bestand"), re.DOTALL)
    assert bron is not None
    assert "[soorten." in bron[1]
    kapot = auditor.doe("/regels/anders", oud="zo een regel is er niet", nieuw="x", **dagen)
    assert kapot.status_code == 422, kapot.text
    assert "Staat niet in het convenantbestand" in tekst_van(kapot.text)
    assert "zo een regel is er niet" in kapot.text, "wat iemand schreef blijft staan"


def test_een_bestand_voor_een_dossier_is_elders_te_controleren(
    auditor: Bezoek, tmp_path: Path
) -> None:
    antwoord = auditor.vraag(van="01-11-2026", tot="31-12-2027")
    naam = re.search(r'name="vraag" value="([0-9a-f]+)"', antwoord)
    grootte = re.search(r'name="grootte" value="(\d+)"', antwoord)
    assert naam is not None
    assert grootte is not None
    begin = {"csv": b"\xef\xbb\xbf", "jsonl": b"{", "parquet": b"PAR1", "rapport": b"%PDF"}
    for vorm, eerste in begin.items():
        bestand = auditor.doe(
            "/uitwisselingen/meenemen", vraag=naam[1], grootte=grootte[1], vorm=vorm
        )
        assert bestand.status_code == 200
        assert bestand.content.startswith(eerste), vorm
        assert "attachment" in bestand.headers["content-disposition"]
    bundel = auditor.doe(
        "/uitwisselingen/meenemen", vraag=naam[1], grootte=grootte[1], vorm="bewijsbundel"
    )
    zip_ = tmp_path / "bewijs.zip"
    zip_.write_bytes(bundel.content)
    assert not verifieer_bundel(zip_).fouten
    goed = tekst_van(_kijk_na(auditor, bundel.content))
    assert "Dit bewijs klopt\n" in goed
    assert "Tekende als de politie" in goed
    assert "--" not in goed, "een opdracht staat niet op het scherm"
    assert woordfouten(goed) == []
    midden = len(bundel.content) // 2
    stuk = bytes([*bundel.content[:midden], bundel.content[midden] ^ 1])
    fout = tekst_van(_kijk_na(auditor, stuk + bundel.content[midden + 1 :]))
    assert "Dit bewijs klopt niet" in fout
    assert "Dit bewijs klopt niet" in _kijk_na(auditor, b"geen zip")
    assert auditor.doe("/uitwisselingen/meenemen", vraag=naam[1], vorm="exe").status_code == 404
    later = auditor.doe(
        "/uitwisselingen/meenemen", vraag=naam[1], grootte=grootte[1], vorm="csv", later="ja"
    )
    assert later.headers["location"] == "/bestanden"
    klaar = re.search(r'href="(/bestanden/[0-9a-f-]{36})"', auditor.lees("/bestanden"))
    assert klaar is not None, "het is klein, dus het is er meteen"
    gehaald = auditor.client.get(klaar[1])
    assert (gehaald.status_code, gehaald.content[:3]) == (200, begin["csv"])
    meegenomen = tekst_van(auditor.vraag(zoekvraag="meegenomen"))
    assert "een antwoord meegenomen als bestand" in meegenomen


def _kijk_na(bezoek: Bezoek, inhoud: bytes) -> str:
    return bezoek.client.post(
        "/uitwisselingen/controleren", data={"_csrf": bezoek.csrf, "sleutel": ""},
        files={"bewijs": ("bewijs.zip", inhoud, "application/zip")}, headers=ZELFDE,
    ).text  # fmt: skip


def test_een_fg_ziet_alleen_wat_haar_partij_gaf_of_kreeg_en_een_ander_niets(zaal: Zaal) -> None:
    with zaal.ingelogd(FG) as client:
        assert client.get("/").headers["location"] == "/toezicht"
        pagina = client.get("/uitwisselingen")
        assert pagina.status_code == 200
        tekst = tekst_van(pagina.text)
        assert "De politie gaf aan de burgemeester" in tekst
        assert "De politie gaf aan het Openbaar Ministerie" not in tekst
        assert "Het Openbaar Ministerie gaf aan de politie" not in tekst
        assert client.get("/regels").status_code == 200
    for wie in (REGISSEUR, ANALIST, BEHEER):
        with zaal.ingelogd(wie) as client:
            for pad in ("/uitwisselingen", "/alarmen", "/inzien", "/toezicht", "/logboek"):
                assert client.get(pad).status_code == 403, (wie, pad)


def test_een_beheerder_ziet_geen_zaak(zaal: Zaal) -> None:
    with zaal.ingelogd(BEHEER) as client:
        # Hij heeft wel werk: dat zegt wat er te doen is, en leidt naar geen groep.
        assert client.get("/").headers["location"] == "/werklijst"
        lijst = client.get("/werklijst")
        assert (lijst.status_code, "/groepen/" in lijst.text) == (200, False)
        for pad in ("/groepen", f"/groepen/{zaal.groep}", "/berichten"):
            assert client.get(pad).status_code == 403, pad
        gezond = client.get("/beheer/gezondheid").text
        assert gezond.count("Kan werk aan.") == 2


def test_inzien_vraagt_een_reden_en_wie_vroeg_staat_erbij(zaal: Zaal) -> None:
    with zaal.ingelogd(FG) as client:
        pagina = client.get("/inzien").text
        csrf = csrf_van(pagina)
        wie = zaal.inrichting.autorisaties[REGISSEUR]
        velden = {"medewerker": wie, "van": "01-11-2026", "tot": "31-12-2027", "zonder": "ja"}
        zonder = post(client, "/inzien", csrf, **velden)
        assert zonder.status_code == 422
        assert "Schrijf op waarom u dit wilt weten" in zonder.text
        reden = "Een steekproef van het eerste kwartaal."
        met = post(client, "/inzien", csrf, reden=reden, **velden)
        assert met.status_code == 200
        assert "handelingen" in tekst_van(met.text)
        assert reden in client.get("/inzien").text
        bestand = post(client, "/inzien", csrf, reden=reden, bestand="ja", **velden)
        assert bestand.headers["content-type"].startswith("text/csv")


def test_een_alarm_neemt_iemand_op_en_handelt_af_met_een_reden(zaal: Zaal) -> None:
    with zaal.ingelogd(AUDITOR) as client:
        alarmen = re.findall(r'href="(/alarmen/[0-9a-f-]{36})"', client.get("/alarmen").text)
        # Overdag valt er minder op dan 's nachts: misschien nam de tafel het enige alarm al op.
        pad = alarmen[0]
        pagina = client.get(pad).text
        csrf, merk = csrf_van(pagina), _merk(pagina)
        if "Ik kijk ernaar" in pagina:
            assert post(client, pad, csrf, wat="_overnemen", merk=merk).status_code == 303
        merk = _merk(client.get(pad).text)
        velden = {"wat": "_afhandelen", "merk": merk, "uitkomst": "vals"}
        naam = post(client, pad, csrf, tekst="Dit ging over Jan de Vries, 06-12345678.", **velden)
        assert naam.status_code == 400
        assert "Jan de Vries" in naam.text, "de tekst blijft staan"
        goed = post(client, pad, csrf, tekst="Het was een proef met het systeem.", **velden)
        assert goed.status_code == 303
        assert "Het was een proef" in client.get(pad).text
        oud = post(client, pad, csrf, wat="_overnemen", merk=merk)
        assert oud.status_code == 412
        assert "Intussen deed een ander iets" in oud.text


def _merk(pagina: str) -> str:
    gevonden = re.search(r'name="merk" value="([^"]+)"', pagina)
    assert gevonden is not None
    return gevonden[1].replace("&#34;", '"')
