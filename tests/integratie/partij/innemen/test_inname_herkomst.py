"""Waar een bericht op slaat en wanneer het is getekend, kijkt de ontvanger zelf na."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deploy.pki import Pki
from shared.bericht.sleutels.handtekening import onderteken_digest
from shared.verzenden.tabellen import InformatieverzoekRij
from tests.integratie.partij.afleveren import Postbode, bij_de_driehoek
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld


@pytest.fixture
def post(driehoek_voor_tabellen: Wereld, pki: Pki) -> Postbode:
    return bij_de_driehoek(driehoek_voor_tabellen, pki)


def test_een_antwoord_op_een_vraag_over_een_andere_groep_wordt_geweigerd(post: Postbode) -> None:
    assert post.driehoek is not None
    elders = Driehoek.richt_in(post.wereld).vraag("gemeente", "politie")
    hier = post.driehoek.vraag("gemeente", "politie")
    kop, inhoud = post.over("NAW")
    assert post.weiger({**kop, "stap": 2, "inReactieOp": elders}, inhoud) == "REGELS"
    kop, inhoud = post.over("NAW")
    post.neem({**kop, "stap": 2, "inReactieOp": hier}, inhoud)
    open_ = {een.id: een.beantwoord_door for een in _verzoeken(post)}
    assert (open_[elders], open_[hier]) == (None, kop["id"])


def _verzoeken(post: Postbode) -> list[InformatieverzoekRij]:
    with post.bureau.uitwisseling.dienst.lezend() as sessie:
        rijen = sessie.query(InformatieverzoekRij).all()
        sessie.expunge_all()
    return rijen


@pytest.mark.parametrize("dagen", [300, -30])
def test_een_handtekening_van_een_andere_dag_is_niet_van_dit_bericht(
    post: Postbode, dagen: int
) -> None:
    bericht = post.bericht(*post.over("NAW"))
    getekend = post.wereld.klok() + timedelta(days=dagen)
    handtekening = onderteken_digest(post.ondertekenaar("politie"), bericht.digest, getekend)
    antwoord = post.lever_af(bericht, Payload_Signature=handtekening).json()
    assert (antwoord["status"], antwoord["reden"]) == ("geweigerd", "HANDTEKENING")
    assert post.rijen(bericht.kop.id) == []
