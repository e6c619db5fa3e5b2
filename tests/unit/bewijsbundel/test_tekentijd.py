"""Niemand tekent wat er nog niet is, en niemand tekent voor later: na te rekenen uit het blad."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.bericht.ontvangst import Ontvangst, maak_ontvangst
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.tijd import utc_tekst
from tests.unit.bewijsbundel.proefbundel import (
    ID,
    NU,
    autorisatieblad,
    besluitblad,
    bevestigingsblad,
    gezegdblad,
    groepsblad,
    handtekeningen,
    ondertekenaar,
    soorten,
)
from tests.unit.bewijsbundel.proefpartijen import partijbladen

ZES_MINUTEN = timedelta(minutes=6)


def _getekend(wie: str, document: bytes, moment: datetime) -> str:
    return onderteken_digest(ondertekenaar(wie), digest_header(document), moment)


def _ontvangst(ontvangen: datetime, getekend: datetime) -> bytes:
    """Een ontvangst die op een ander moment is getekend dan waarop het bericht aankwam."""
    digest = digest_header(b"body 1")
    tekst, _ = maak_ontvangst(
        ondertekenaar("gemeente"), Ontvangst(ID.format(1), digest, "aanvaard", None, ontvangen)
    )
    handtekening = _getekend("gemeente", tekst.encode(), getekend)
    return bevestigingsblad(ontvangst=tekst, handtekening=handtekening)


def _besluit(moment: datetime) -> bytes:
    return besluitblad(payloadSignature=_getekend("politie", b"body 1", moment))


def _autorisatie(opgesteld: datetime) -> bytes:
    return autorisatieblad("gemeente", {"opgesteldOp": utc_tekst(opgesteld)})


def _groepsbesluit(tijdstip: datetime) -> bytes:
    besluit = {"soort": "afsluiting", "groep": ID.format(50), "tijdstip": utc_tekst(tijdstip)}
    return groepsblad(besluit=besluit, handtekeningen=handtekeningen(besluit, ("gemeente",)))


@pytest.mark.parametrize(
    "blad",
    [
        pytest.param(lambda: _besluit(NU + ZES_MINUTEN), id="bericht van later"),
        pytest.param(lambda: _besluit(NU - timedelta(hours=1)), id="bericht van ervoor"),
        pytest.param(lambda: _ontvangst(NU, NU + ZES_MINUTEN), id="ontvangst van later"),
        pytest.param(lambda: _ontvangst(NU, NU - ZES_MINUTEN), id="ontvangst van ervoor"),
        pytest.param(lambda: _autorisatie(NU + ZES_MINUTEN), id="document van ervoor"),
        pytest.param(
            lambda: gezegdblad(1, gezegdOp=utc_tekst(NU + ZES_MINUTEN)), id="voor het gezegd was"
        ),
        pytest.param(lambda: _groepsbesluit(NU + ZES_MINUTEN), id="groepsbesluit van ervoor"),
        pytest.param(
            lambda: partijbladen("politie", {"tijdstip": utc_tekst(NU + ZES_MINUTEN)})[0],
            id="partijdocument van later",
        ),
    ],
)
def test_een_handtekening_van_een_ander_moment_dan_het_kan_zijn(
    controleer: Any, blad: Callable[[], bytes]
) -> None:
    rapport = controleer(besluitblad(nummer=9), blad(), nummers=[1])
    assert soorten(rapport) == [("tekentijd-klopt-niet", 1)]


def test_vijf_minuten_schelen_de_klokken(controleer: Any) -> None:
    vijf = timedelta(minutes=5)
    goed = [_besluit(NU + vijf), _ontvangst(NU, NU + vijf), _autorisatie(NU + vijf)]
    assert controleer(*goed).in_orde
