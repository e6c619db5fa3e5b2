"""Koppen als JSON, zoals een proef ze in elkaar zet en vervalst; het product draagt ze getypt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.bericht import bericht
from shared.bericht.bericht import VerzendklaarBericht, kop_om_te_verzenden
from shared.bericht.inhoud import Inhoud
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.convenant.begrippen import Convenantregels


def kop_met_inhoud(
    kop: Mapping[str, Any], inhoud: Inhoud | None, gebonden: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """De kop die zich aan deze inhoud bindt."""
    getypt = kop_om_te_verzenden(kop)
    met = getypt.gebonden(None) if inhoud is None else inhoud.bind(getypt, gebonden)
    return dict(met.als_json())


def maak_bericht(
    kop: Mapping[str, Any],
    inhoud: Inhoud | None,
    ondertekenaar: Ondertekenaar,
    ontvanger: Certificaat | None,
    nu: datetime,
    regels: Convenantregels,
) -> VerzendklaarBericht:
    """Het bericht zoals het product het verstuurt."""
    getypt = kop_om_te_verzenden(kop)
    return bericht.maak_bericht(getypt, inhoud, ondertekenaar, ontvanger, nu, regels)
