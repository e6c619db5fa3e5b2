"""Reading in the program: without looking for garbage, and without what nobody here will use.

A service reads in some 1,200 modules and makes as many types; a fifth of the time that takes was
Python looking through them, again and again, for what nobody uses. They all stay. Some libraries
also read in what draws on a screen, if it is there; a process has none. And some make connections
ready that trust every root of the web; ours trust the list in the settings, and nothing else.
"""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

_VOOR_EEN_SCHERM = ("rich", "pygments")
_WORTELS_VAN_HET_WEB = ("SSL_CERT_FILE", "SSL_CERT_DIR")
"""Where OpenSSL is told to find them."""


@contextmanager
def zonder_opruimen() -> Iterator[None]:
    """Imports in this block are not searched for garbage, now or later."""
    gc.disable()
    try:
        with _zonder(_VOOR_EEN_SCHERM), _zonder_wortels():
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


@contextmanager
def _zonder_wortels() -> Iterator[None]:
    """What is made ready in this block to call whoever, trusts nobody: reading them takes time."""
    was = {naam: os.environ.get(naam) for naam in _WORTELS_VAN_HET_WEB}
    os.environ.update(dict.fromkeys(_WORTELS_VAN_HET_WEB, os.devnull))
    try:
        yield
    finally:
        for naam, waarde in was.items():
            if waarde is None:
                del os.environ[naam]
            else:
                os.environ[naam] = waarde
