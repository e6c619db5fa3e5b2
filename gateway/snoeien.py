"""Pruning put together: what goes along with a leaf that loses its body."""

from __future__ import annotations

from gateway.alarmen.opslag import verwijder_alarmen
from gateway.berichten.opruimen import vergeet_opgeschoond
from gateway.logboek.snoei import Meegaand
from gateway.zoekregister.opruiming import bladen_met_besluit, verwijder_uit_register

MEEGAAND = Meegaand(
    opruimers=(verwijder_uit_register, verwijder_alarmen, vergeet_opgeschoond),
    met_besluit=bladen_met_besluit,
)
