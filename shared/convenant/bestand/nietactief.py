"""The rows about the inactive phase: what is kept, and what brings it back (covenant 8.1)."""

from typing import Annotated

from pydantic import Field

from shared.convenant.bestand.typen import Bronverwijzing, Tekst, TekstenVol
from shared.convenant.vorm import Vorm, Woordcode


class Aanleiding(Bronverwijzing):
    """Why what is kept is looked at again.

    ``van_de_groep``: only for who was in that very group, of whom no name has to be known.
    ``nieuwe_groep``: what is confirmed goes to a running group; ``geprioriteerd``: one the parties
    took on, or one that is in at least ``vanaf_stap``: before that no names are used in it.
    ``alleen_eigen``: only this party's own items are shown and used.
    """

    titel: Tekst
    van_de_groep: bool = False
    nieuwe_groep: bool = False
    geprioriteerd: bool = False
    vanaf_stap: int | None = None
    alleen_eigen: bool = False


class Toetsuitslag(Vorm):
    """What somebody found of one item; ``blijft``: it is used from then on, else it is destroyed.

    ``verbetert``: with what it has to say instead, of the party's own items.
    """

    titel: Tekst
    blijft: bool
    verbetert: bool = False


class NietActief(Bronverwijzing):
    """``behoudt``: of what others gave, the kinds that serve what is kept for; the rest goes when
    the group closes. ``open``: how long one look may last."""

    behoudt: TekstenVol
    open: Tekst
    aanleidingen: Annotated[dict[Woordcode, Aanleiding], Field(min_length=1)]
    uitslagen: Annotated[dict[Woordcode, Toetsuitslag], Field(min_length=1)]
