"""What a proof bundle consists of: names, limits and shapes (profile, section 3).

A bundle is a ZIP that holds without us: the leaves asked for, the proof of each, the checkpoint
they are proven against, the keys, the certificates behind the signatures in the leaves, and the
covenant by which every decision can be taken again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from shared.bericht.jsonvorm import JsonWaarde
from shared.logboek.bladen import BewezenBlad
from shared.logboek.notitie import Verificatiesleutel

LEESMIJ = "LEESMIJ.txt"
ZOEKVRAAG = "zoekvraag.json"
CHECKPOINT = "checkpoint"
SLEUTELS = "sleutels.json"
CONVENANT = "convenant.json"
BLADEN = "bladen.jsonl"
BEWEZEN_TEGEN = "bewezenTegen"
"""Member of `zoekvraag.json`: the size of the checkpoint that the proofs were made against."""
OPGESCHOOND = "opgeschoond"
"""Member of `zoekvraag.json`: runs of leaves left out, because their body went after its term."""
GEVRAAGD = "gevraagd"
"""Member of `zoekvraag.json`: the log's own leaf about this question, with its proof."""
DEKKING = "dekking"
"""Member of `zoekvraag.json` of a period: what shows that none of its leaves is missing."""
NIET_ZICHTBAAR, NA_DE_VRAAG = "niet-zichtbaar", "na-de-vraag"
"""Why, besides `OPGESCHOOND`, a leaf of a period is not in the bundle: it is not the asker's to
see, or it was written between the question and the leaf about it."""
GETUIGEN, GETUIGEN_ONTBREKEN = "getuigen", "getuigenOntbreken"
"""Members of `sleutels.json`: the keys of who cosigned, and the parties that should have."""
ZOEKVRAAGLEDEN = ("gemaakt", BEWEZEN_TEGEN, "aantal", "bladnummers")
"""Members that `zoekvraag.json` always has; `ZOEKVRAAG_MAG`: those it may have besides."""
ZOEKVRAAG_MAG = ("vraag", OPGESCHOOND, GEVRAAGD, DEKKING)
VERPLICHT = (LEESMIJ, ZOEKVRAAG, CHECKPOINT, SLEUTELS, CONVENANT, BLADEN)
CERTIFICAATMAP = "certificaten/"
_MAX_GENOEMD = 5
CERTIFICAATNAAM = re.compile(r"certificaten/([A-Za-z0-9_-]{43})\.pem")


@dataclass(frozen=True)
class Bundellimieten:
    """What a bundle may measure; beyond it the bundle is refused, whatever the ZIP says of itself.

    max_zip_bytes: the file itself. max_ingangen: files in it. max_klein_bytes: any file but the
    leaves. max_bladen_bytes, max_regel_bytes, max_regels: the leaves together, one line, lines.
    max_fouten: faults reported before reading stops. klokverschil_seconden: how much a leaf's
    tijdstip may lie after the cosignature of a witness that already saw it.
    """

    max_zip_bytes: int = 1 << 30
    max_ingangen: int = 2000
    max_klein_bytes: int = 4 << 20
    max_bladen_bytes: int = 4 << 30
    max_regel_bytes: int = 160 << 10
    max_regels: int = 2_000_000
    max_fouten: int = 10_000
    klokverschil_seconden: int = 300


BUNDELLIMIETEN = Bundellimieten()


def vreemde_leden(
    object_: Mapping[str, JsonWaarde], verplicht: Sequence[str], mag: Sequence[str] = ()
) -> str | None:
    """What is wrong with the names of its members: the rest of a Dutch sentence, or None.

    A name that is not known is shown safely, its value never.
    """
    ontbreekt = [naam for naam in verplicht if naam not in object_]
    vreemd = [naam for naam in object_ if naam not in verplicht and naam not in mag]
    delen = [f"mist {', '.join(ontbreekt)}"] if ontbreekt else []
    if vreemd:
        getoond = ", ".join(ascii(naam)[:40] for naam in vreemd[:_MAX_GENOEMD])
        delen.append(f"heeft leden die er niet horen: {getoond}")
    return " en ".join(delen) or None


@dataclass(frozen=True, slots=True)
class Convenantversie:
    """A covenant file as it was in force from leaf `vanaf_blad` on. `bron`: its exact text."""

    id: str
    versie: str
    bron: str
    vanaf_blad: int = 0

    @property
    def hash(self) -> str:
        """SHA-256 in hex of the file's bytes; the log's `convenant` leaf says the same."""
        return sha256(self.bron.encode()).hexdigest()

    def als_dict(self) -> dict[str, JsonWaarde]:
        """The shape of `convenant.json`."""
        return {
            "id": self.id,
            "versie": self.versie,
            "hash": self.hash,
            "vanafBlad": self.vanaf_blad,
            "bron": self.bron,
        }


@dataclass(frozen=True, slots=True)
class Weglating:
    """Leaves `van` to `tot` (both included) that are not in the bundle, and why.

    hashes: of the fewest complete subtrees that together are these leaves, from left to right.
    """

    van: int
    tot: int
    waarom: str
    hashes: tuple[bytes, ...]

    @property
    def aantal(self) -> int:
        """How many leaves."""
        return self.tot - self.van + 1


@dataclass(frozen=True, slots=True)
class Dekking:
    """What shows that a period is complete: what lies before and after it, and what was left out.

    voor: the last leaf from before the period, None when the run begins with the log. na: the first
    from after it, None when the leaf about the question itself ends the run. Every number between
    those two is in the bundle or in `weggelaten`.
    """

    voor: BewezenBlad | None
    na: BewezenBlad | None
    weggelaten: Sequence[Weglating]


Reeksen = Sequence[tuple[int, int]]
"""Runs of leaf numbers: first and last of each, ascending."""


@dataclass(frozen=True)
class Bundelinhoud:
    """What goes into a bundle.

    vraag: the search that led to these leaves, as asked. gemaakt: UTC text. checkpoint: the note,
    with cosignatures. getuigen: witnesses by party; those that did not sign this checkpoint are
    left out. vereist: the parties whose cosignature belongs under it; who is missing is said in the
    bundle. convenanten: every version that decided on one of the leaves, oldest first.
    certificaat: gives the PEM of a signing certificate by its x5t#S256, None when unknown.
    bladen: in ascending order of number, proven against the checkpoint's size. opgeschoond: numbers
    that belong to the answer and are left out, since their body was pruned after its term; asked
    for once the leaves have gone by. gevraagd: the log's leaf about this question. dekking: of a
    period, asked for with the runs of leaves that are in the bundle.
    """

    vraag: Mapping[str, JsonWaarde]
    gemaakt: str
    checkpoint: str
    logsleutel: Verificatiesleutel
    getuigen: Mapping[str, Verificatiesleutel]
    convenanten: Sequence[Convenantversie]
    certificaat: Callable[[str], str | None]
    bladen: Iterable[BewezenBlad]
    vereist: Sequence[str] = ()
    opgeschoond: Sequence[int] = ()
    gevraagd: BewezenBlad | None = None
    dekking: Callable[[Reeksen], Dekking] | None = None
