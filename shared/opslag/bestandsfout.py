"""Why a file cannot be read or written, in Dutch; the operating system says it in English."""

from __future__ import annotations

import errno

_ZINNEN = {
    errno.ENOENT: ("het bestand bestaat niet", "de map bestaat niet"),
    errno.EISDIR: ("dit is een map, geen bestand", "dit is een map, geen bestand"),
    errno.ENOTDIR: ("een deel van het pad is geen map", "een deel van het pad is geen map"),
    errno.EACCES: ("deze gebruiker mag het niet lezen", "deze gebruiker mag daar niet schrijven"),
    errno.EPERM: ("deze gebruiker mag het niet lezen", "deze gebruiker mag daar niet schrijven"),
    errno.ENOSPC: ("de schijf is vol", "de schijf is vol"),
    errno.EDQUOT: ("de schijf is vol", "de ruimte van deze gebruiker op de schijf is vol"),
    errno.EROFS: ("de schijf is alleen te lezen", "de schijf is alleen te lezen"),
    errno.ENAMETOOLONG: ("de naam is te lang", "de naam is te lang"),
}


def waarom_niet(fout: OSError, *, schrijven: bool = False) -> str:
    """A clause for after `is niet te lezen:` or `is niet te schrijven:`, without a full stop."""
    zinnen = _ZINNEN.get(fout.errno or 0)
    if zinnen is None:
        return f"het besturingssysteem weigert het (fout {fout.errno})"
    return zinnen[schrijven]


def waarom_niet_zin(fout: OSError, *, schrijven: bool = False) -> str:
    """The same as a sentence of its own."""
    zin = waarom_niet(fout, schrijven=schrijven)
    return f"{zin[:1].upper()}{zin[1:]}."
