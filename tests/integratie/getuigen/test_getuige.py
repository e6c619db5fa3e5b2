"""De getuige van een partij tekent alleen wat voortbouwt op wat zij zag (C2SP tlog-witness)."""

from __future__ import annotations

import asyncio
import base64
from itertools import pairwise
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from shared.logboek.controlepunt import Checkpoint, onderteken_checkpoint, open_checkpoint
from shared.logboek.getuigenis import schrijf_verzoek
from shared.logboek.merkle import (
    LEGE_WORTEL,
    bladhash,
)
from shared.logboek.notitie import Notitiesleutel
from shared.opslag.basis import Basis
from shared.opslag.engine import maak_engine
from shared.verzenden.getuigen.medeondertekenaar import (
    AndereStand,
    BewijsKloptNiet,
    GetuigeWeigert,
    HandtekeningVanLogOngeldig,
    LogOnbekend,
    Tegenstrijdig,
    VerzoekOnleesbaar,
)
from shared.verzenden.getuigen.router import TegenspraakIn
from shared.verzenden.getuigen.tegenspraak import lees_tegenspraak
from tests.integratie.getuigen.proeflog import LOG, Log, Proef, proef_met


def test_de_getuige_tekent_wat_voortbouwt(proef: Proef) -> None:
    for van, tot in ((0, 3), (3, 3), (3, 20), (20, 33)):
        regel = proef.teken(proef.log.verzoek(van, tot))
        sleutel = proef.getuige.sleutel.verificatiesleutel
        notitie = proef.log.notitie(tot) + regel
        _, geopend = open_checkpoint(notitie, proef.log.sleutel.verificatiesleutel, [sleutel])
        assert geopend.van(sleutel) is not None
    stand = proef.getuige.stand()
    assert stand is not None
    assert stand.grootte == 33
    assert proef.alarmboek.open() == 0


def test_de_getuige_noemt_de_grootte_die_zij_het_laatst_tekende(proef: Proef) -> None:
    proef.teken(proef.log.verzoek(0, 20))
    for van in (0, 5, 19):
        with pytest.raises(AndereStand) as fout:
            proef.teken(proef.log.verzoek(van, 30))
        assert fout.value.grootte == 20


def test_een_ander_log_of_een_andere_sleutel(proef: Proef) -> None:
    ander = Log()
    with pytest.raises(HandtekeningVanLogOngeldig):
        proef.teken(ander.verzoek(0, 3))
    vreemd = Notitiesleutel("ander.example/log", Ed25519PrivateKey.generate())
    punt = Checkpoint(vreemd.naam, 3, b"1" * 32)
    with pytest.raises(LogOnbekend):
        proef.teken(schrijf_verzoek(0, [], onderteken_checkpoint(punt, vreemd)))
    for body in (b"", b"old 5\n\n" + proef.log.notitie(3).encode(), b"old 0\n\ngeen notitie"):
        with pytest.raises(VerzoekOnleesbaar):
            proef.teken(body)
    assert proef.getuige.stand() is None


def _leeg(log: Log, wortelhash: bytes = LEGE_WORTEL) -> str:
    return onderteken_checkpoint(Checkpoint(LOG, 0, wortelhash), log.sleutel)


def test_een_leeg_log_is_het_begin_van_elk_log(engine: Engine) -> None:
    """Ook van een partij die het leeg zag, opnieuw opstartte, en het daarna gevuld ziet."""
    proef = proef_met(engine, Log())
    for _ in range(2):
        assert proef.teken(schrijf_verzoek(0, [], _leeg(proef.log)))
    herstart = proef_met(engine, proef.log)
    assert herstart.teken(herstart.log.verzoek(0, 3))
    assert herstart.teken(herstart.log.verzoek(3, 20))
    with pytest.raises(AndereStand) as fout:
        herstart.teken(schrijf_verzoek(0, [], _leeg(proef.log)))
    assert fout.value.grootte == 20
    assert herstart.alarmboek.open() == 0


def test_een_leeg_log_heeft_maar_een_wortel(engine: Engine) -> None:
    proef = proef_met(engine, Log())
    for vreemd in (b"\x00" * 32, bladhash(b"x")):
        with pytest.raises((BewijsKloptNiet, Tegenstrijdig)):
            proef.teken(schrijf_verzoek(0, [], _leeg(proef.log, vreemd)))
    assert proef.getuige.stand() is None
    with pytest.raises(BewijsKloptNiet):
        proef.teken(schrijf_verzoek(0, [b"0" * 32], _leeg(proef.log)))
    assert proef.teken(proef.log.verzoek(0, 3))


def test_een_oude_grootte_boven_het_checkpoint_is_geen_verzoek(proef: Proef) -> None:
    proef.teken(proef.log.verzoek(0, 20))
    for van, tot in ((25, 20), (21, 20), (3, 0)):
        notitie = proef.log.notitie(tot) if tot else _leeg(proef.log)
        with pytest.raises(VerzoekOnleesbaar):
            proef.teken(schrijf_verzoek(van, [], notitie))


def test_gelijke_grootte_met_een_andere_wortel_is_onverwerkbaar(engine: Engine) -> None:
    """De norm zegt 422, niet dat de getuige een andere grootte tekende."""
    eerlijk = Log()
    proef = proef_met(engine, eerlijk)
    proef.teken(eerlijk.verzoek(0, 20))
    with pytest.raises(Tegenstrijdig):
        proef.teken(eerlijk.vork(7).verzoek(20, 20))
    with pytest.raises(BewijsKloptNiet):
        proef.teken(schrijf_verzoek(20, [b"0" * 32], eerlijk.notitie(20)))


@pytest.mark.parametrize("lengte", [76, 2432])
def test_zestien_handtekeningen_passen_onder_een_checkpoint(proef: Proef, lengte: int) -> None:
    """Ook van de lange soort (ML-DSA-44), die wij niet kennen en dus overslaan."""
    erbij = "".join(
        f"— getuige-{nummer:02}.{'lang-' * 8}.example/getuige "
        f"{base64.b64encode(bytes([nummer]) * lengte).decode()}\n"
        for nummer in range(15)
    )
    notitie = proef.log.notitie(33) + erbij
    assert proef.teken(schrijf_verzoek(0, [], notitie))
    ander = onderteken_checkpoint(Checkpoint(LOG, 33, b"\x05" * 32), proef.log.sleutel) + erbij
    invoer = {"eerder": notitie, "later": ander, "melding": "Twee geschiedenissen."}
    TegenspraakIn.model_validate(invoer)
    assert lees_tegenspraak(notitie, ander, proef.log.sleutel.verificatiesleutel).bewezen


def test_een_bewijs_dat_niet_klopt_is_geen_bewijs(proef: Proef) -> None:
    proef.teken(proef.log.verzoek(0, 5))
    notitie = proef.log.notitie(30)
    for bewijs in ([], [b"0" * 32] * 3, proef.log.bewijs(6, 30)):
        with pytest.raises(BewijsKloptNiet):
            proef.teken(schrijf_verzoek(5, bewijs, notitie))
    assert proef.teken(proef.log.verzoek(5, 30))


@pytest.mark.parametrize(("gezien", "vanaf", "tot"), [(20, 10, 30), (20, 10, 20), (20, 19, 40)])
def test_een_herschreven_geschiedenis_geeft_een_alarm_met_bewijs(
    engine: Engine, gezien: int, vanaf: int, tot: int
) -> None:
    eerlijk = Log()
    proef = proef_met(engine, eerlijk)
    proef.teken(eerlijk.verzoek(0, gezien))
    vork = eerlijk.vork(vanaf)
    proef.log.bladen = vork.bladen
    with pytest.raises(Tegenstrijdig):
        proef.teken(vork.verzoek(gezien, tot))
    with pytest.raises(Tegenstrijdig):
        proef.teken(vork.verzoek(gezien, tot))
    (alarm,) = proef.alarmboek.alle()
    assert alarm.eerder == Log(eerlijk.sleutel).notitie(gezien)
    assert alarm.later == vork.notitie(tot)
    assert proef.alarmboek.open() == 1


def test_een_ingekort_log_geeft_een_alarm(proef: Proef) -> None:
    proef.teken(proef.log.verzoek(0, 30))
    del proef.log.bladen[12:]
    with pytest.raises(Tegenstrijdig):
        proef.teken(schrijf_verzoek(10, proef.log.bewijs(10, 12), proef.log.notitie(12)))
    assert proef.alarmboek.open() == 1


def test_wat_een_bericht_liet_zien_telt_mee(engine: Engine) -> None:
    """De partij zag via een antwoord al een ander log dan haar getuige te tekenen krijgt."""
    eerlijk = Log()
    proef = proef_met(engine, eerlijk)
    notitie = eerlijk.notitie(25)
    punt, _ = open_checkpoint(notitie, eerlijk.sleutel.verificatiesleutel)
    asyncio.run(proef.getuige._getuige.controleer(punt, notitie))
    proef.log.bladen = eerlijk.vork(3).bladen
    with pytest.raises(Tegenstrijdig):
        proef.teken(proef.log.verzoek(0, 30))
    assert proef.getuige.stand() is None


def test_twee_verzoeken_tegelijk_tekenen_er_een(engine: Engine) -> None:
    """Twee geschiedenissen tegelijk aangeboden: hoogstens één krijgt een handtekening."""
    eerlijk = Log()
    proef = proef_met(engine, eerlijk)
    proef.teken(eerlijk.verzoek(0, 10))
    notities = [eerlijk.verzoek(10, 20), eerlijk.verzoek(10, 30), eerlijk.verzoek(10, 40)]

    async def allemaal() -> list[Any]:
        werk = [proef.getuige.teken(body) for body in notities]
        return await asyncio.gather(*werk, return_exceptions=True)

    uitkomsten = asyncio.run(allemaal())
    getekend = [een for een in uitkomsten if isinstance(een, str)]
    assert len(getekend) == 1
    assert all(isinstance(een, (str, AndereStand)) for een in uitkomsten)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    stappen=st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 40), st.integers(1, 40)), max_size=12
    )
)
def test_nooit_twee_handtekeningen_die_elkaar_tegenspreken(
    sqlite_url: str, stappen: list[tuple[int, int, int]]
) -> None:
    """Wat er ook wordt aangeboden: alles wat is getekend hoort bij één geschiedenis."""
    eerlijk = Log()
    takken = [eerlijk, eerlijk.vork(7), eerlijk.vork(23)]
    engine = maak_engine(sqlite_url)
    Basis.metadata.drop_all(engine)
    Basis.metadata.create_all(engine)
    proef = proef_met(engine, Log(eerlijk.sleutel))
    getekend: list[tuple[int, int]] = []
    for tak, van, tot in stappen:
        proef.log.bladen = takken[tak].bladen
        try:
            proef.teken(takken[tak].verzoek(min(van, tot), tot))
        except GetuigeWeigert:
            continue
        getekend.append((tak, tot))
    engine.dispose()
    groottes = [tot for _, tot in getekend]
    assert groottes == sorted(groottes)
    geschiedenissen = [takken[tak].bladen[:tot] for tak, tot in getekend]
    for eerder, later in pairwise(geschiedenissen):
        assert later[: len(eerder)] == eerder
