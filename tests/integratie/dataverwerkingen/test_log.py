"""Het logboek zelf: duurzaam, samen geschreven, terug te vinden, en op tijd leeg."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from shared.convenant.logtermijnen import langste_bladtermijn
from shared.convenant.regels.laden import laad_convenant, standaard_convenant
from shared.convenant.termijnen import plus
from shared.dataverwerkingen.log import Verwerkingenlog, bewaargrens
from shared.dataverwerkingen.regels import persoon
from shared.dataverwerkingen.register.register import stel_register_op
from shared.dataverwerkingen.sleutel import lees_sleutel, maak_sleutel
from shared.web.beschrijving.operaties import Operatie, eigen_operatie
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.spoor import lees_spoor


def lees(log: Verwerkingenlog, kenmerk: str) -> None:
    with eigen_operatie("leesPersoon", "personen") as operatie:
        log.noteer(operatie, [persoon(kenmerk)])


def test_wie_tegelijk_schrijft_krijgt_ieder_precies_zijn_eigen_regels(
    log: Verwerkingenlog,
) -> None:
    werkers = [threading.Thread(target=lees, args=(log, str(nummer))) for nummer in range(24)]
    for werker in werkers:
        werker.start()
    for werker in werkers:
        werker.join()
    gevonden = [een.betrokkene for _, een in log.lees(na=0, limiet=100)]
    assert sorted(gevonden) == sorted(log.pseudoniem(persoon(str(n))) for n in range(24))


def test_een_handeling_schrijft_een_mens_maar_een_keer(log: Verwerkingenlog) -> None:
    with eigen_operatie("corrigeerPersoon", "personen") as operatie:
        log.noteer(operatie, [persoon("een"), persoon("een")])
        log.noteer(operatie, [persoon("een"), persoon("twee")])
    assert len(log.lees(na=0, limiet=10)) == 2


def test_zoeken_op_spoor_activiteit_en_betrokkene_samen(log: Verwerkingenlog) -> None:
    lees(log, "een")
    lees(log, "twee")
    (_, een), (_, twee) = log.lees(na=0, limiet=10)
    assert [r for _, r in log.lees(na=0, limiet=10, trace_id=een.trace_id)] == [een]
    assert [r for _, r in log.lees(na=0, limiet=10, betrokkene=twee.betrokkene)] == [twee]
    assert len(log.lees(na=0, limiet=10, activiteit=een.activiteit)) == 2
    samen = log.lees(na=0, limiet=9, trace_id=een.trace_id, betrokkene=twee.betrokkene)
    assert samen == []


def test_na_de_termijn_van_het_convenant_gaat_een_regel_weg(log: Verwerkingenlog) -> None:
    lees(log, "een")
    regels = standaard_convenant()
    vandaag = datetime.now(UTC).date()
    laatste = plus(vandaag, langste_bladtermijn(regels))
    net_niet = datetime(laatste.year, laatste.month, laatste.day, 12, tzinfo=UTC)
    assert log.ruim_op(bewaargrens(regels, net_niet)) == 0
    assert log.ruim_op(date(laatste.year, laatste.month, 28).replace(year=laatste.year + 1)) == 1
    assert log.lees(na=0, limiet=10) == []


def test_een_oude_versie_van_het_register_blijft_te_lezen(log: Verwerkingenlog) -> None:
    oud = log.register.activiteiten[0]
    regels = laad_convenant(standaard_convenant().bron + b"\n# gewijzigd\n")
    nieuw = stel_register_op(regels, "politie", "https://partij.example/v1")
    Verwerkingenlog(log.engine, nieuw, log.sleutel).open()
    assert nieuw.met_id(oud.id) is None
    bewaard = log.activiteit(oud.id)
    assert bewaard is not None
    assert bewaard["uri"] == oud.uri
    assert log.activiteit(nieuw.activiteiten[0].id) is not None


def test_een_handeling_onder_een_vreemd_spoor_noemt_haar_ouder(log: Verwerkingenlog) -> None:
    spoor = lees_spoor(b"00-" + b"4b" * 16 + b"-" + b"0a" * 8 + b"-01")
    log.noteer(Operatie("leesPersoon", "personen", spoor, 1), [persoon("een")])
    ((_, regel),) = log.lees(na=0, limiet=2)
    assert (regel.span_id, regel.ouder_id) == (spoor.span_id, "0a" * 8)


def test_een_testsleutel_mag_niet_in_productie(tmp_path: Path) -> None:
    pad = tmp_path / "sleutel"
    maak_sleutel(pad, test=True)
    assert len(lees_sleutel(pad, test_toegestaan=True)) == 32
    with pytest.raises(OngeldigeInstellingen, match="niet in productie"):
        lees_sleutel(pad, test_toegestaan=False)
    pad.write_text("{}", encoding="utf-8")
    with pytest.raises(OngeldigeInstellingen, match="geen pseudoniemsleutel"):
        lees_sleutel(pad, test_toegestaan=True)
