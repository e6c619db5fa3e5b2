"""De Merkle-boom tegen de bekende proefbomen en tegen de uitwisseling van het profiel.

De acht bladen, hun wortels, inclusie- en consistentiebewijzen komen uit de referentie-implementatie
van RFC 6962 (google/certificate-transparency, merkle_tree_test.cc; ook in transparency-dev/merkle,
testonly). De naïeve recursieve boom ernaast staat in `hulp.py`, geschreven uit RFC 6962, 2.1;
willekeurige groottes proberen doet `tests/property/logboek/test_boom.py`.
"""

from __future__ import annotations

import base64

import pytest

from shared.logboek import merkle
from shared.logboek.fouten import BewijsOngeldig, MerkleFout
from tests.unit.logboek.hulp import VECTOREN, lezer_van, naieve_wortel

PROEFBLADEN = [
    bytes.fromhex(tekst)
    for tekst in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
PROEFWORTELS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# (blad, grootte, bewijs), blad geteld vanaf 0.
PROEFINCLUSIES = [
    (0, 1, []),
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
PROEFCONSISTENTIES = [
    (1, 1, []),
    (
        1,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]


def _hex(bewijs: list[bytes]) -> list[str]:
    return [knoop.hex() for knoop in bewijs]


def _wortel(grootte: int) -> bytes:
    return bytes.fromhex(PROEFWORTELS[grootte])


@pytest.mark.parametrize("grootte", range(9))
def test_proefboom_heeft_de_bekende_wortel(grootte: int) -> None:
    assert merkle.wortel(grootte, lezer_van(PROEFBLADEN)).hex() == PROEFWORTELS[grootte]


@pytest.mark.parametrize(("nummer", "grootte", "bewijs"), PROEFINCLUSIES)
def test_proefboom_geeft_de_bekende_inclusiebewijzen(
    nummer: int, grootte: int, bewijs: list[str]
) -> None:
    gemaakt = merkle.inclusiebewijs(nummer, grootte, lezer_van(PROEFBLADEN))
    assert _hex(gemaakt) == bewijs
    hash_ = merkle.bladhash(PROEFBLADEN[nummer])
    merkle.controleer_inclusie(hash_, nummer, grootte, gemaakt, _wortel(grootte))


@pytest.mark.parametrize(("oud", "nieuw", "bewijs"), PROEFCONSISTENTIES)
def test_proefboom_geeft_de_bekende_consistentiebewijzen(
    oud: int, nieuw: int, bewijs: list[str]
) -> None:
    gemaakt = merkle.consistentiebewijs(oud, nieuw, lezer_van(PROEFBLADEN))
    assert _hex(gemaakt) == bewijs
    merkle.controleer_consistentie(oud, nieuw, gemaakt, _wortel(oud), _wortel(nieuw))


def test_uitwisseling_van_het_profiel_heeft_deze_hashes_en_bewijzen() -> None:
    logboek = VECTOREN["logboek"]
    bladen = [base64.b64decode(blad) for blad in logboek["bladen"]]
    hashes = lezer_van(bladen)

    def b64(bewijs: list[bytes]) -> list[str]:
        return [base64.b64encode(knoop).decode() for knoop in bewijs]

    assert b64([merkle.bladhash(blad) for blad in bladen]) == logboek["bladhashes"]
    assert b64([merkle.wortel(3, hashes)]) == [logboek["wortel"]]
    assert [b64(merkle.inclusiebewijs(n, 3, hashes)) for n in range(3)] == logboek[
        "inclusiebewijzen"
    ]
    assert b64(merkle.consistentiebewijs(1, 3, hashes)) == logboek["consistentiebewijs1naar3"]
    assert b64(merkle.consistentiebewijs(2, 3, hashes)) == logboek["consistentiebewijs2naar3"]


def test_elk_bewijs_tot_veertig_bladen_houdt() -> None:
    bladen = [bytes([n]) for n in range(40)]
    hashes = lezer_van(bladen)
    wortels = [naieve_wortel(bladen[:grootte]) for grootte in range(41)]
    for grootte in range(1, 41):
        for nummer in range(grootte):
            bewijs = merkle.inclusiebewijs(nummer, grootte, hashes)
            hash_ = merkle.bladhash(bladen[nummer])
            merkle.controleer_inclusie(hash_, nummer, grootte, bewijs, wortels[grootte])
        for oud in range(1, grootte + 1):
            bewijs = merkle.consistentiebewijs(oud, grootte, hashes)
            merkle.controleer_consistentie(oud, grootte, bewijs, wortels[oud], wortels[grootte])


def test_bewijs_van_blad_op_andere_plek_wordt_geweigerd() -> None:
    bladen = [bytes([n]) for n in range(20)]
    hashes, wortel = lezer_van(bladen), naieve_wortel(bladen)
    for nummer in range(20):
        bewijs = merkle.inclusiebewijs(nummer, 20, hashes)
        for anders in set(range(20)) - {nummer}:
            with pytest.raises(BewijsOngeldig):
                merkle.controleer_inclusie(hashes(0, nummer), anders, 20, bewijs, wortel)


@pytest.mark.parametrize(("oud", "nieuw"), [(0, 0), (0, 3), (4, 3), (-1, 2)])
def test_consistentie_vanaf_niets_of_achteruit_bestaat_niet(oud: int, nieuw: int) -> None:
    with pytest.raises(MerkleFout):
        merkle.consistentiebewijs(oud, nieuw, lezer_van(PROEFBLADEN))
    with pytest.raises(BewijsOngeldig):
        merkle.controleer_consistentie(oud, nieuw, [], merkle.LEGE_WORTEL, merkle.LEGE_WORTEL)


@pytest.mark.parametrize(("nummer", "grootte"), [(3, 3), (-1, 3), (0, 0)])
def test_blad_buiten_de_boom_heeft_geen_bewijs(nummer: int, grootte: int) -> None:
    with pytest.raises(MerkleFout):
        merkle.inclusiebewijs(nummer, grootte, lezer_van(PROEFBLADEN))
    with pytest.raises(BewijsOngeldig):
        merkle.controleer_inclusie(merkle.LEGE_WORTEL, nummer, grootte, [], merkle.LEGE_WORTEL)


def test_te_kort_te_lang_en_kromme_hashes_worden_geweigerd() -> None:
    hashes = lezer_van(PROEFBLADEN)
    bewijs, hash_ = merkle.inclusiebewijs(5, 8, hashes), merkle.bladhash(PROEFBLADEN[5])
    for kapot in (bewijs[:-1], [*bewijs, bewijs[0]], [*bewijs[:-1], bewijs[-1][:31]]):
        with pytest.raises(BewijsOngeldig):
            merkle.controleer_inclusie(hash_, 5, 8, kapot, _wortel(8))
    stappen = merkle.consistentiebewijs(6, 8, hashes)
    for kapot in ([], stappen[:-1], [*stappen, stappen[0]], [stappen[0] + b"x", *stappen[1:]]):
        with pytest.raises(BewijsOngeldig):
            merkle.controleer_consistentie(6, 8, kapot, _wortel(6), _wortel(8))


def test_gelijke_grootte_met_andere_wortel_is_een_gespleten_log() -> None:
    with pytest.raises(BewijsOngeldig, match="gelijke grootte"):
        merkle.controleer_consistentie(3, 3, [], _wortel(3), _wortel(4))
    with pytest.raises(BewijsOngeldig):
        merkle.controleer_consistentie(3, 3, [_wortel(1)], _wortel(3), _wortel(3))


def test_binnenknoop_kan_niet_doorgaan_voor_een_blad() -> None:
    links, rechts = merkle.bladhash(b"a"), merkle.bladhash(b"b")
    assert merkle.bladhash(links + rechts) != merkle.knoophash(links, rechts)
    with pytest.raises(MerkleFout):
        merkle.wortel(-1, lezer_van(PROEFBLADEN))


def test_juist_bewijs_met_een_verzonnen_oude_of_nieuwe_wortel_wordt_geweigerd() -> None:
    """Een log dat zijn verleden herschreef heeft wel een nieuwe wortel, maar niet de oude."""
    hashes = lezer_van(PROEFBLADEN)
    for oud in range(1, 8):
        bewijs = merkle.consistentiebewijs(oud, 8, hashes)
        with pytest.raises(BewijsOngeldig):
            merkle.controleer_consistentie(oud, 8, bewijs, merkle.LEGE_WORTEL, _wortel(8))
        with pytest.raises(BewijsOngeldig):
            merkle.controleer_consistentie(oud, 8, bewijs, _wortel(oud), merkle.LEGE_WORTEL)
