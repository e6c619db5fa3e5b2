"""What the API answers when a task is not as the caller read it."""

from __future__ import annotations

from shared.web.problemen import Foutrij, Uitleg, foutrij
from shared.zaak.taken.versie import TaakIntussenGewijzigd, TaakversieOntbreekt


def _gewijzigd(fout: TaakIntussenGewijzigd) -> Uitleg:
    return Uitleg(
        detail=fout.melding,
        extra={"versie": fout.versie, "wijzigingen": fout.wijzigingen},
        koppen={"ETag": fout.etag},
    )


def _ontbreekt(fout: TaakversieOntbreekt) -> Uitleg:
    return Uitleg(detail=fout.melding, koppen={"ETag": fout.etag})


PROBLEMEN: tuple[Foutrij, ...] = (
    foutrij(TaakIntussenGewijzigd, 412, "", _gewijzigd, naam="intussen-gewijzigd"),
    foutrij(TaakversieOntbreekt, 428, "", _ontbreekt),
)
