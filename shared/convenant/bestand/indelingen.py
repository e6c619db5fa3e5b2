"""How a group is classified: the axes and their values are rows of the covenant file. Pure.

The covenant says what makes a group its business (considerations and article 2) and what
problematic group behaviour is (1.16); a file may name those, and others, as axes.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.convenant.vorm import Fout, Vorm

Indelingscode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
Zin = Annotated[str, StringConstraints(min_length=1)]


class Indeling(Vorm):
    """One axis. ``meerdere``: more than one value may hold; at least one always does."""

    titel: Zin
    convenant: Zin
    interpretatie: Zin | None = None
    meerdere: bool
    waarden: Annotated[dict[Indelingscode, Zin], Field(min_length=1)]


def indelingsfouten(
    gekozen: Mapping[str, Sequence[str]], indelingen: Mapping[str, Indeling]
) -> Iterator[Fout]:
    """Everything that is wrong with a choice of values per axis; nothing when it is whole."""
    for code in gekozen:
        if code not in indelingen:
            yield Fout(f"/{code}", f"bestaat niet; wel: {', '.join(indelingen)}")
    for code, indeling in indelingen.items():
        waarden = gekozen.get(code, ())
        if not waarden:
            yield Fout(f"/{code}", f"ontbreekt; kies uit: {', '.join(indeling.waarden)}")
        elif len(waarden) > 1 and not indeling.meerdere:
            yield Fout(f"/{code}", "kies hier één waarde")
        for nummer, waarde in enumerate(waarden):
            if waarde not in indeling.waarden:
                kort = ", ".join(indeling.waarden)
                yield Fout(f"/{code}/{nummer}", f"bestaat niet; kies uit: {kort}")
            elif waarde in waarden[:nummer]:
                yield Fout(f"/{code}/{nummer}", "staat er twee keer")
