"""Ondertekende notities, sleutels, checkpoints en getuigen, met alles wat er aan kan mankeren.

Bekende uitkomsten: het voorbeeld uit de norm C2SP signed-note (sleutel en notitie), en het
checkpoint met medeondertekening van het profiel, byte voor byte.
"""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from shared.logboek.controlepunt import (
    Checkpoint,
    lees_checkpoint,
    onderteken_checkpoint,
    open_checkpoint,
    voeg_samen,
)
from shared.logboek.fouten import NotitieOngeldig
from shared.logboek.merkle import LEGE_WORTEL, wortel
from shared.logboek.notitie import (
    MAX_HANDTEKENINGEN,
    Soort,
    lees_vkey,
    onderteken_notitie,
    open_notitie,
    splits_notitie,
)
from tests.unit.logboek.hulp import VECTOREN, cosigneer, getuigesleutel, lezer_van, logsleutel

# Het voorbeeld uit C2SP signed-note.
C2SP_VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
C2SP_NOTITIE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXm"
    "RKuwHjG1Yu72IneyaQM=\n"
)
BLADEN = [bytes([n]) for n in range(10)]


def _checkpoint(grootte: int, naam: str = "log.example/proef") -> Checkpoint:
    return Checkpoint(naam, grootte, wortel(grootte, lezer_van(BLADEN)))


def _notitie(grootte: int = 3) -> str:
    return onderteken_checkpoint(_checkpoint(grootte), logsleutel())


def test_voorbeeld_van_de_norm_gaat_open() -> None:
    geopend = open_notitie(C2SP_NOTITIE, [lees_vkey(C2SP_VKEY)])
    assert geopend.tekst == "This is an example message.\n"
    assert lees_vkey(C2SP_VKEY).vkey == C2SP_VKEY


def test_checkpoint_van_het_profiel_gaat_open_met_getuige() -> None:
    logboek = VECTOREN["logboek"]
    log, getuige = lees_vkey(logboek["vkey"]), lees_vkey(logboek["vkeyGetuigePolitie"])
    checkpoint, geopend = open_checkpoint(logboek["checkpoint"], log, [getuige])
    assert (checkpoint.herkomst, checkpoint.grootte) == ("driehoek.example/rotterdam", 3)
    assert base64.b64encode(checkpoint.wortel).decode() == logboek["wortel"]
    handtekening = geopend.van(getuige)
    assert handtekening is not None
    assert handtekening.tijd == 1795435200
    assert (log.vkey, getuige.vkey) == (logboek["vkey"], logboek["vkeyGetuigePolitie"])


def test_eigen_handtekeningen_zijn_die_van_het_profiel() -> None:
    # Ed25519 is deterministisch: dezelfde sleutels geven dezelfde bytes.
    logboek = VECTOREN["logboek"]
    log = logsleutel("driehoek.example/rotterdam", zaad=7)
    getuige = getuigesleutel("politie.example/getuige", zaad=9)
    checkpoint = Checkpoint(log.naam, 3, base64.b64decode(logboek["wortel"]))
    notitie = onderteken_checkpoint(checkpoint, log)
    notitie = cosigneer(notitie, getuige, 1795435200)
    assert notitie == logboek["checkpoint"]


def test_onbekende_sleutel_telt_niet_en_stoort_niet() -> None:
    vreemd = getuigesleutel("vreemd.example/getuige", zaad=9)
    notitie = cosigneer(_notitie(), vreemd, 1)
    _, geopend = open_checkpoint(notitie, logsleutel().verificatiesleutel)
    assert [h.sleutel.naam for h in geopend.handtekeningen] == ["log.example/proef"]


def test_bekende_getuige_met_valse_handtekening_maakt_de_notitie_ongeldig() -> None:
    getuige = getuigesleutel()
    notitie = cosigneer(_notitie(), getuige, 1000)
    regel = notitie.splitlines()[-1]
    ruw = bytearray(base64.b64decode(regel.split(" ")[2]))
    ruw[11] ^= 1  # het tijdstip van de getuige
    vals = notitie.replace(regel, f"— {getuige.naam} {base64.b64encode(ruw).decode()}")
    with pytest.raises(NotitieOngeldig, match=r"partij\.example/getuige klopt niet"):
        open_checkpoint(vals, logsleutel().verificatiesleutel, [getuige.verificatiesleutel])


def test_zonder_handtekening_van_het_log_zelf_is_er_geen_checkpoint() -> None:
    getuige, tekst = getuigesleutel(), _checkpoint(3).tekst()
    alleen_getuige = f"{tekst}\n{getuige.regel(tekst, 5)}"
    with pytest.raises(NotitieOngeldig, match="Het log zelf"):
        open_checkpoint(
            alleen_getuige, logsleutel().verificatiesleutel, [getuige.verificatiesleutel]
        )
    with pytest.raises(NotitieOngeldig, match="geen enkele bekende sleutel"):
        open_checkpoint(alleen_getuige, logsleutel().verificatiesleutel)


def test_checkpoint_onder_de_naam_van_een_ander_log_wordt_geweigerd() -> None:
    vreemd = _checkpoint(3, naam="ander.example/log").tekst()
    with pytest.raises(NotitieOngeldig, match="ander log"):
        open_checkpoint(onderteken_notitie(vreemd, logsleutel()), logsleutel().verificatiesleutel)
    with pytest.raises(NotitieOngeldig, match="heet anders"):
        onderteken_checkpoint(_checkpoint(3, naam="ander.example/log"), logsleutel())


def test_sleutel_van_een_getuige_kan_niet_doorgaan_voor_die_van_het_log() -> None:
    getuige = getuigesleutel("log.example/proef", zaad=1)
    with pytest.raises(NotitieOngeldig, match="getuige"):
        open_checkpoint(_notitie(), getuige.verificatiesleutel)
    with pytest.raises(NotitieOngeldig, match="gewone Ed25519"):
        onderteken_checkpoint(_checkpoint(3), getuige)


@pytest.mark.parametrize("tijd", [None, -1, 1 << 63])
def test_getuige_tekent_alleen_met_een_echt_tijdstip(tijd: int | None) -> None:
    with pytest.raises(NotitieOngeldig, match="tijdstip"):
        getuigesleutel().regel("tekst\n", tijd)


def test_medeondertekening_uit_de_verre_toekomst_wordt_geweigerd() -> None:
    sleutel = getuigesleutel().verificatiesleutel
    with pytest.raises(NotitieOngeldig, match="geldige tijd"):
        sleutel.controleer(b"tekst\n", b"\xff" * 8 + bytes(64))


BEDORVEN: dict[str, Callable[[str], str | bytes]] = {
    "geen lege regel": lambda n: n.replace("\n\n", "\n"),
    "geen handtekeningen": lambda n: n.split("\n\n")[0] + "\n\n",
    "geen laatste regeleinde": lambda n: n[:-1],
    "stuurteken in de tekst": lambda n: n.replace("proef", "pro\tef", 1),
    "regeleinde van Windows": lambda n: n.replace("\n", "\r\n"),
    "geen UTF-8": lambda n: n.encode().replace(b"\n\n", b"\xff\n\n", 1),
    "gewoon streepje": lambda n: n.replace("— ", "- "),
    "spatie in de naam": lambda n: n.replace("— log.example", "— log example"),
    "plus in de naam": lambda n: n.replace("— log.example", "— log+example"),
    "naam ontbreekt": lambda n: n.replace("— log.example/proef", "— "),
    "geen base64": lambda n: n[:-3] + "!\n",
    "opvulling weg": lambda n: n[:-2] + "\n",
    "spatie in base64": lambda n: n[:-9] + " " + n[-9:],
    "handtekening leeg": lambda n: n[: n.rindex(" ") + 1] + "\n",
    "alleen een sleutelkenmerk": lambda n: n[: n.rindex(" ") + 1] + "AAAAAA==\n",
    "te veel handtekeningen": lambda n: n + n.splitlines(keepends=True)[-1] * MAX_HANDTEKENINGEN,
    "veel te groot": lambda n: "x" * 70_000 + n,
    "lege notitie": lambda n: n[:0],
    "grootte gewijzigd": lambda n: n.replace("\n3\n", "\n4\n"),
}


@pytest.mark.parametrize("bederf", BEDORVEN.values(), ids=BEDORVEN.keys())
def test_bedorven_notitie_wordt_geweigerd(bederf: Callable[[str], str | bytes]) -> None:
    goed = _notitie()
    open_checkpoint(goed, logsleutel().verificatiesleutel)
    bedorven = bederf(goed)
    assert bedorven != goed
    with pytest.raises(NotitieOngeldig):
        open_checkpoint(bedorven, logsleutel().verificatiesleutel)


def test_slordige_base64_met_losse_bits_wordt_geweigerd() -> None:
    naam, gegevens = C2SP_NOTITIE.rsplit(" ", 1)
    alfabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    laatste = gegevens[-3]
    anders = gegevens[:-3] + alfabet[alfabet.index(laatste) + 1] + gegevens[-2:]
    assert base64.b64decode(anders) == base64.b64decode(gegevens)
    with pytest.raises(NotitieOngeldig, match="vaste wijze"):
        open_notitie(f"{naam} {anders}", [lees_vkey(C2SP_VKEY)])


def test_de_laatste_lege_regel_scheidt_tekst_en_handtekeningen() -> None:
    sleutel = logsleutel()
    notitie = onderteken_notitie("eerste alinea\n\n— geen handtekening\n", sleutel)
    geopend = open_notitie(notitie, [sleutel.verificatiesleutel])
    assert geopend.tekst == "eerste alinea\n\n— geen handtekening\n"


def test_dubbele_handtekening_van_een_sleutel_telt_een_keer_en_moet_allebei_kloppen() -> None:
    sleutel, goed = logsleutel(), _notitie()
    regel = goed.splitlines(keepends=True)[-1]
    assert len(open_notitie(goed + regel, [sleutel.verificatiesleutel]).handtekeningen) == 1
    vals = sleutel.regel("iets anders\n")
    with pytest.raises(NotitieOngeldig, match="klopt niet"):
        open_notitie(goed + vals, [sleutel.verificatiesleutel])


@pytest.mark.parametrize(
    "tekst",
    [
        "log\n1\n",
        "\n1\n" + base64.b64encode(LEGE_WORTEL).decode() + "\n",
        "log\n01\n" + base64.b64encode(LEGE_WORTEL).decode() + "\n",
        "log\n+1\n" + base64.b64encode(LEGE_WORTEL).decode() + "\n",
        "log\n\u0661\n" + base64.b64encode(LEGE_WORTEL).decode() + "\n",
        "log\n" + "9" * 5000 + "\n" + base64.b64encode(LEGE_WORTEL).decode() + "\n",
        "log\n1\n" + base64.b64encode(LEGE_WORTEL[:31]).decode() + "\n",
        "log\n1\nniet-base64!\n",
        "log\n1\n" + base64.b64encode(LEGE_WORTEL).decode(),
        "log\n1\n" + base64.b64encode(LEGE_WORTEL).decode() + "\n\nextra\n",
    ],
)
def test_krom_checkpoint_wordt_geweigerd(tekst: str) -> None:
    with pytest.raises(NotitieOngeldig):
        lees_checkpoint(tekst)


def test_checkpoint_van_het_lege_log_en_met_uitbreiding_gaat_heen_en_terug() -> None:
    for checkpoint in (
        Checkpoint("log.example/proef", 0, LEGE_WORTEL),
        Checkpoint("log.example/proef", 7, LEGE_WORTEL, ("uitbreiding 1",)),
    ):
        assert lees_checkpoint(checkpoint.tekst()) == checkpoint


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "naam",
        "naam+00000000",
        C2SP_VKEY.replace("530d903a", "530d903b"),
        C2SP_VKEY.replace("530d903a", "530D903A"),
        C2SP_VKEY.replace("example.com/foo", "example.com/bar"),
        C2SP_VKEY.replace("example.com/foo", ""),
        C2SP_VKEY[:-1],
        C2SP_VKEY.replace("+Aeky", "+Auky"),
        C2SP_VKEY + "AAAA",
        C2SP_VKEY.rpartition("+")[0] + "+",
    ],
)
def test_kromme_sleutel_wordt_geweigerd(vkey: str) -> None:
    with pytest.raises(NotitieOngeldig):
        lees_vkey(vkey)


@pytest.mark.parametrize("naam", ["", "met spatie", "met+plus", "met\nregel", "met\u2003wit"])
def test_sleutelnaam_met_spatie_of_plus_bestaat_niet(naam: str) -> None:
    with pytest.raises(NotitieOngeldig):
        logsleutel(naam)


def test_zelfde_sleutel_heeft_als_getuige_een_ander_kenmerk() -> None:
    als_log, als_getuige = logsleutel(zaad=3), getuigesleutel("log.example/proef", zaad=3)
    assert als_log.verificatiesleutel.sleutelid != als_getuige.verificatiesleutel.sleutelid
    assert als_getuige.verificatiesleutel.soort is Soort.COSIGNATURE


def test_medeondertekeningen_van_getuigen_komen_in_een_notitie_samen() -> None:
    log, goed = logsleutel(), _notitie()
    getuigen = [getuigesleutel(f"partij{n}.example/getuige", zaad=n) for n in (4, 5)]
    los = [cosigneer(goed, g, 99) for g in getuigen]
    samen = voeg_samen(goed, [*los, los[0]])
    _, geopend = open_checkpoint(
        samen, log.verificatiesleutel, [g.verificatiesleutel for g in getuigen]
    )
    assert len(geopend.handtekeningen) == len(splits_notitie(samen)[1]) == 3
    with pytest.raises(NotitieOngeldig, match="ander checkpoint"):
        voeg_samen(goed, [_notitie(4)])
