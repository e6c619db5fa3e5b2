"""Wie liever niet wacht zegt dat in Prefer (RFC 7240); wat wij daar niet van kennen telt niet."""

from __future__ import annotations

import pytest

from shared.web.langwerk.liever import wachttijd


@pytest.mark.parametrize(
    ("liever", "wacht"),
    [
        (None, None),
        ("", None),
        ("return=minimal", None),
        ("wait=3", None),
        ("respond-async", 0.0),
        ("Respond-Async, wait=3", 3.0),
        ('wait="2", respond-async', 2.0),
        ("respond-async, wait=600", 5.0),
        ("respond-async, wait=snel", 0.0),
        ("respond-async, wait=-1", 0.0),
        ("niet-respond-async", None),
    ],
)
def test_hoe_lang_wie_het_vraagt_wil_wachten(liever: str | None, wacht: float | None) -> None:
    assert wachttijd(liever, 5.0) == wacht
