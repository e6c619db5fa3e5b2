"""Wat is gezegd, wie dat vastlegde, en wat er daarna aan inhoud kwam."""

from __future__ import annotations

from typing import Any

import pytest

from shared.bericht.sleutels.handtekening import digest_header
from tests.unit.bewijsbundel.proefbundel import (
    ID,
    MONDELING,
    besluitblad,
    bevestigingsblad,
    eerste_ontvangstreden,
    geweigerde_ontvangst,
    gezegd_en_afgeleverd,
    gezegdblad,
    soorten,
)


def test_wat_is_gezegd_staat_in_het_log_tot_en_met_de_inhoud(controleer: Any) -> None:
    rapport = controleer(*gezegd_en_afgeleverd(1))
    assert rapport.in_orde
    assert (rapport.besluiten, rapport.handtekeningen) == (1, 4)
    assert not any("gezegd" in opmerking for opmerking in rapport.opmerkingen)


def test_inhoud_van_wat_niet_mondeling_was_komt_niet_achteraf(controleer: Any) -> None:
    later = bevestigingsblad(digest=digest_header(b"inhoud 1"))
    rapport = controleer(besluitblad(), bevestigingsblad(), later)
    assert soorten(rapport) == [("bevestiging-klopt-niet", 2)]
    assert "digest is een andere" in rapport.fouten[0].melding


def test_inhoud_zonder_het_blad_dat_het_is_gezegd_wordt_genoemd(controleer: Any) -> None:
    besluit, _, _, inhoud = gezegd_en_afgeleverd(1)
    rapport = controleer(besluit, inhoud)
    assert rapport.in_orde
    assert any("zit niet in de bundel" in opmerking for opmerking in rapport.opmerkingen)


def test_op_wat_zonder_toestemming_is_gezegd_volgt_geen_inhoud(controleer: Any) -> None:
    besluit, bevestiging, _, inhoud = gezegd_en_afgeleverd(1)
    zonder = gezegdblad(1, zonderToestemming=True)
    rapport = controleer(besluit, bevestiging, zonder)
    assert rapport.in_orde
    assert any("dat is een incident" in opmerking for opmerking in rapport.opmerkingen)
    rapport = controleer(besluit, bevestiging, zonder, inhoud)
    assert soorten(rapport) == [("bevestiging-klopt-niet", 3)]


def test_een_bericht_krijgt_een_inhoud_en_geen_tweede(controleer: Any) -> None:
    ander = bevestigingsblad(digest=digest_header(b"een andere inhoud"))
    rapport = controleer(*gezegd_en_afgeleverd(1), ander)
    assert soorten(rapport) == [("bevestiging-klopt-niet", 4)]
    assert "al een andere inhoud" in rapport.fouten[0].melding
    assert controleer(*gezegd_en_afgeleverd(1), gezegd_en_afgeleverd(1)[3]).in_orde


@pytest.mark.parametrize(
    "anders",
    [
        {"uiting": ID.format(77)},
        {"overleg": None},
        {"berichten": [ID.format(1), ID.format(2)]},
        {"tekenaar": "gemeente"},
    ],
)
def test_wat_als_gezegd_is_vastgelegd_klopt_met_de_besluiten(
    controleer: Any, anders: dict[str, Any]
) -> None:
    schriftelijk = besluitblad(nummer=2)
    rapport = controleer(schriftelijk, besluitblad(MONDELING, 1), gezegdblad(1, **anders))
    assert {fout.blad for fout in rapport.fouten} == {2}
    assert {fout.soort.value for fout in rapport.fouten} <= {
        "mondeling-klopt-niet", "andere-ondertekenaar"
    }  # fmt: skip


def test_een_uiting_wordt_een_keer_bevestigd_en_met_toestemming_alleen_wat_mocht(
    controleer: Any,
) -> None:
    rapport = controleer(gezegdblad(1), gezegdblad(1))
    assert soorten(rapport) == [("mondeling-klopt-niet", 1)]
    geweigerd = besluitblad("wpg8-met-om-aan-tafel-zonder-onderzoek", 1)
    rapport = controleer(geweigerd, gezegdblad(1))
    assert soorten(rapport) == [("mondeling-klopt-niet", 1)]
    assert "was geweigerd" in rapport.fouten[0].melding
    assert controleer(geweigerd, gezegdblad(1, zonderToestemming=True)).in_orde


@pytest.mark.parametrize("lid", ["uiting", "berichten", "medewerker", "zonderToestemming"])
def test_een_mondeling_blad_zegt_alles_wat_het_moet_zeggen(controleer: Any, lid: str) -> None:
    for krom in (None, 7):
        assert soorten(controleer(gezegdblad(1, **{lid: krom}))) == [("blad-ongeldig", 0)]


def test_een_ontvangst_noemt_alleen_een_reden_die_het_convenant_kent(controleer: Any) -> None:
    for reden, goed in (("INHOUD_ONGELDIG", False), (eerste_ontvangstreden(), True)):
        rapport = controleer(besluitblad(), geweigerde_ontvangst(1, reden))
        assert rapport.in_orde is goed, reden
