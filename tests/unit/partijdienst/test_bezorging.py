"""Wat een partij buiten haar eigen proces vertelt."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from shared.meldingen.gebeurtenis import CloudEvent, bron_urn
from shared.partijdienst.bezorging import eigen_bestemmingen, maak_brief
from shared.verzenden.partijdocumenten.pins import eis_medegetuigen
from shared.web.instellingen.bezorging import Meldingbestemming
from shared.web.instellingen.instellingen import voorbeeld_instellingen
from shared.web.instellingen.lezen import OngeldigeInstellingen


def test_in_productie_kan_een_partij_de_anderen_iets_vertellen() -> None:
    proef = voorbeeld_instellingen("gemeente")
    eis_medegetuigen(proef)
    with pytest.raises(OngeldigeInstellingen, match="getuigen"):
        eis_medegetuigen(proef.model_copy(update={"omgeving": "productie"}))


def test_een_brief_zegt_wat_te_doen_en_waar() -> None:
    data = {
        "titel": "Een lokrecord is aangeraakt",
        "watTeDoen": "Spreek de medewerker nu.",
        "adres": "https://politie.example/v1/alarmen/1",
    }
    bron = bron_urn("00000001999999990000", "driehoek-politie")
    nu = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    brief = maak_brief(CloudEvent("1", bron, "nl.driehoek.alarm.aangifte", "1", nu, data))
    assert brief.onderwerp == data["titel"]
    assert all(regel in brief.tekst for regel in data.values())


def test_een_partij_zonder_adres_hoort_alleen_in_het_systeem_zelf() -> None:
    zonder = voorbeeld_instellingen("gemeente")
    assert eigen_bestemmingen(zonder) == []
    bestemming = Meldingbestemming(webhook="https://piket.example/haak")
    met = zonder.model_copy(update={"meldingen": bestemming})
    assert eigen_bestemmingen(met) == ["webhook"]
