"""What a party says to a proposed decision instead of signing it. Pure.

``nee`` ends the proposal. ``ja_mits`` does not take the decision either: it gives the proposal back
to whoever made it, with the conditions that are missing, as codes of the covenant file. Why is in
``toelichting``: the digest of a stuk that the other parties got sealed, so that no text is where it
can be read on the way; null from a function that gives no stukken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints, ValidationError

from shared.convenant.vorm import Commitment, Fout, Tijdstip, Vorm, Woordcode, fouten_uit

NEE: Final = "nee"
JA_MITS: Final = "ja_mits"
MAX_RANDVOORWAARDEN = 20
_Digest = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class OngeldigAntwoord(ValueError):
    """The document is no answer; ``fouten`` has every fault, in document order."""

    def __init__(self, fouten: tuple[Fout, ...]) -> None:
        self.fouten = fouten
        super().__init__("; ".join(str(fout) for fout in fouten))


class Besluitantwoord(Vorm):
    """What the party signs. ``besluit``: the digest of the decision that was proposed."""

    besluit: _Digest
    antwoord: Literal["nee", "ja_mits"]
    randvoorwaarden: Annotated[
        tuple[Woordcode, ...], Field(strict=False, max_length=MAX_RANDVOORWAARDEN)
    ]
    toelichting: Commitment | None
    tijdstip: Tijdstip


def lees_antwoord(obj: object, bekend: Collection[str]) -> Besluitantwoord:
    """The answer, with conditions that are known; ``OngeldigAntwoord`` lists every fault."""
    try:
        antwoord = Besluitantwoord.model_validate(obj)
    except ValidationError as fout:
        fouten = fouten_uit(fout.errors(include_url=False, include_input=False))
        raise OngeldigAntwoord(fouten) from None
    gevonden = tuple(_fouten(antwoord, bekend))
    if gevonden:
        raise OngeldigAntwoord(gevonden)
    return antwoord


def _fouten(antwoord: Besluitantwoord, bekend: Collection[str]) -> Iterator[Fout]:
    pad = "/randvoorwaarden"
    for nummer, code in enumerate(antwoord.randvoorwaarden):
        if code not in bekend:
            yield Fout(f"{pad}/{nummer}", f"moet een van deze zijn: {', '.join(bekend)}")
        elif code in antwoord.randvoorwaarden[:nummer]:
            yield Fout(f"{pad}/{nummer}", "staat er al")
    if antwoord.antwoord == JA_MITS and not antwoord.randvoorwaarden:
        yield Fout(pad, "noem ten minste een voorwaarde; zonder voorwaarde tekent u gewoon")
    if antwoord.antwoord == NEE and antwoord.randvoorwaarden:
        yield Fout(pad, "hoort bij ja, mits; laat haar weg bij nee")
