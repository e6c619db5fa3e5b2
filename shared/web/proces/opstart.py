"""Reading in the program: without looking for garbage, and without what nobody here will use.

A service reads in some 1,200 modules and makes as many types; a fifth of the time that takes was
Python looking through them, again and again, for what nobody uses. They all stay. Some libraries
also read in what draws on a screen, if it is there; a process has none.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

_VOOR_EEN_SCHERM = ("rich", "pygments")


@contextmanager
def zonder_opruimen() -> Iterator[None]:
    """Imports in this block are not searched for garbage, now or later."""
    gc.disable()
    try:
        with _zonder(_VOOR_EEN_SCHERM):
            yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def _zonder(namen: tuple[str, ...]) -> Iterator[None]:
    """In this block these packages are not there, for who can do without; as Python offers it."""
    weg = [naam for naam in namen if naam not in sys.modules]
    sys.modules.update(dict.fromkeys(weg, cast(Any, None)))
    try:
        yield
    finally:
        for naam in weg:
            del sys.modules[naam]
