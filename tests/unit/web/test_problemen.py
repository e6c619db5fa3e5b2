"""De tabel van fout naar probleem: een soort heeft een rij, en wie de app samenstelt geeft haar."""

from __future__ import annotations

import pytest

from shared.web.problemen import foutrij, neem_op, probleem_van


class Vol(Exception):
    pass


class Propvol(Vol):
    pass


def test_een_fout_heeft_pas_een_probleem_als_haar_rij_is_opgenomen() -> None:
    rij = foutrij(Vol, 409, "Vol", lambda fout: f"Er past niets meer in {fout}.", naam="vol")
    assert probleem_van(Vol("de bak")) is None
    neem_op([rij])
    neem_op([rij])  # Elke app in dit proces geeft dezelfde rijen.
    probleem = probleem_van(Propvol("de bak"))
    assert probleem is not None
    assert (probleem.status, probleem.titel) == (409, "Vol")
    assert probleem.detail == "Er past niets meer in de bak."
    with pytest.raises(ValueError, match="Vol staat al in de tabel"):
        neem_op([foutrij(Vol, 410)])
