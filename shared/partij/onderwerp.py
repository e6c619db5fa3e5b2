"""A subject, declared once: everything its service has to know of it, in one constant.

``ONDERWERP`` stands in ``onderwerp.py`` beside the subject's own code, and that constant in one
tuple: the engine's (``shared.partijdienst.onderwerpen``) or a party's (``Partij.onderwerpen``).
Nothing else names its router, its revisions or what it adds. Where a declaration needs what another
subject knows, a function of that name gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from fastapi import APIRouter

from shared.partij.bijdragen import Bijdragen
from shared.partij.dienst import Dienst
from shared.web.problemen import Foutrij

Routermaker: TypeAlias = Callable[[], APIRouter]
Onderhoud: TypeAlias = Callable[[Dienst], Mapping[str, int]]


@dataclass(frozen=True, kw_only=True)
class Onderwerp(Bijdragen):
    """What it adds to what is made of all subjects, and what works with the running service.

    ``naam``       its place, as in ``zaak/taken``
    ``routers``    factories of its routers, mounted under ``/v1``
    ``problemen``  rows from its errors to a status
    ``migraties``  the folder of its own branch of revisions; only a path, nothing is loaded
    ``onderhoud``  its part of the periodic work: gives numbers, may be repeated
    ``leest_door`` its operations read also what is shielded, each for a reason of its own:
                   looking back with a named trigger, a person's own rights, and who did what with
                   his data (covenant 8.1 and 11; art. 32a Wpg, art. 26e Wjsg)
    """

    naam: str
    routers: tuple[Routermaker, ...] = ()
    problemen: tuple[Foutrij, ...] = ()
    migraties: Path | None = None
    onderhoud: tuple[Onderhoud, ...] = ()
    leest_door: bool = False
