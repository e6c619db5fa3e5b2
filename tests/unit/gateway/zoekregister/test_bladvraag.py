"""Waar een rij een blad onder te vinden zegt te zijn, is ook naar te vragen; en andersom."""

from __future__ import annotations

from dataclasses import fields

from gateway.zoeken.bladvormen import Bladfilters
from gateway.zoekregister.bladvraag import Bladopdracht
from gateway.zoekregister.termen import ENKEL, LIJSTEN, MEDEWERKER
from shared.leesbaar.rijen import Lid, bladwoorden


def _zoeknamen(leden: tuple[Lid, ...]) -> set[str]:
    eigen = {lid.zoek for lid in leden if lid.zoek is not None}
    return eigen.union(*(_zoeknamen(lid.leden) for lid in leden))


def test_elke_zoeknaam_van_een_rij_is_een_filter() -> None:
    namen = set().union(*(_zoeknamen(rij.leden) for rij in bladwoorden().bladen.values()))
    filters = {veld.name for veld in fields(Bladopdracht)} - {"van", "tot", "bladsoort"}
    assert namen <= filters
    # De andere filters vinden een besluit onder zijn eigen termen.
    assert filters - namen <= {*ENKEL, *LIJSTEN.values(), MEDEWERKER}
    assert set(Bladfilters.model_fields) - {"periode"} == filters | {"bladsoort"}
