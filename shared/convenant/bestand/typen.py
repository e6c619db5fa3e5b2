"""Small types that the rows of a covenant file share."""

from typing import Annotated

from pydantic import Field, StringConstraints

from shared.convenant.vorm import Rij, Vorm

Tekst = Annotated[str, StringConstraints(min_length=1)]
Teksten = Annotated[tuple[Tekst, ...], Rij]
TekstenVol = Annotated[tuple[Tekst, ...], Field(strict=False, min_length=1)]
Getallen = Annotated[tuple[int, ...], Rij]
GetallenVol = Annotated[tuple[int, ...], Field(strict=False, min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]{0,63}$")]

#: Stands for every party, or every kind of data.
ALLE = "*"


class Bronverwijzing(Vorm):
    """Where a rule comes from: covenant article, law article, interpretation."""

    convenant: Tekst | None = None
    wet: Tekst | None = None
    interpretatie: Tekst | None = None
