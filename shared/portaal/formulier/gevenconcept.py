"""What somebody is putting together to give: the service keeps it for him, seven days.

One for each group and receiver. What was chosen are codes and identifiers, which travel so that no
digits of theirs pass for somebody's number; the text that people write is a field of its own.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from shared.portaal.formulier.concepten import bewaar, lees, sleutel_van
from shared.portaal.formulier.sleutel import Conceptsleutel
from shared.portaal.verzoek import NietGevonden, Verzoek

SOORT = "geven"
_TEKST, _KEUZE = "motivering", "keuze"
_GEKOZEN = ("medewerker", "doel", "taak")


@dataclass
class Geefconcept:
    """`delen`: what was chosen, each as the text of a list: person, kind, item, grounds, and
    whether it asks a motivation of its own; `eigen`: of which of them there is one; `stap`:
    in which step of the group it was begun; `verstuurd`: the message that came of it; `op`: when it
    was kept."""

    groep: str
    aan: str
    code: str
    stap: int
    antwoord_op: str = ""
    keuze: dict[str, list[str]] = field(default_factory=dict)
    delen: list[str] = field(default_factory=list)
    eigen: list[str] = field(default_factory=list)
    motivering: str = ""
    opdracht: dict[str, Any] | None = None
    sleutel: str = field(default_factory=lambda: secrets.token_hex(16))
    verstuurd: str = ""
    op: str = ""

    @property
    def naam(self) -> str:
        """How it is called in an address."""
        return f"{self.groep}/{self.aan}"

    @property
    def is_begonnen(self) -> bool:
        """Whether anybody chose or wrote anything in it."""
        return bool(self.keuze or self.delen or self.motivering)

    def zonder_inhoud(self, verstuurd: str) -> Geefconcept:
        """What stays once it was sent: that it was, and as what."""
        return Geefconcept(
            self.groep, self.aan, self.code, self.stap, sleutel=self.sleutel, verstuurd=verstuurd
        )


def plaats_van(verzoek: Verzoek, groep: str, aan: str) -> Conceptsleutel:
    """Where the service keeps it."""
    return sleutel_van(verzoek, SOORT, f"{groep}.{aan}")


def uit_bewaard(bewaard: Mapping[str, Any]) -> Geefconcept | None:
    """From what the service kept; None for what this portal cannot read."""
    velden = bewaard["velden"]
    try:
        gekozen = json.loads(base64.urlsafe_b64decode(velden[_KEUZE][0]))
        concept = Geefconcept(**gekozen)
    except (ValueError, TypeError, KeyError, IndexError):
        return None
    concept.motivering = next(iter(velden.get(_TEKST, [])), "")
    concept.op = str(bewaard["gewijzigdOp"])
    return concept


async def zoek(verzoek: Verzoek, groep: str, aan: str) -> Geefconcept | None:
    """What was kept, if anything was."""
    bewaard = await lees(verzoek, plaats_van(verzoek, groep, aan))
    return None if bewaard is None else uit_bewaard(bewaard)


async def van_adres(verzoek: Verzoek) -> Geefconcept:
    """What the address is about. Faults: `NietGevonden`."""
    gevonden = await zoek(verzoek, verzoek.deel("groep"), verzoek.deel("aan"))
    if gevonden is None:
        raise NietGevonden
    return gevonden


async def leg_weg(verzoek: Verzoek, concept: Geefconcept) -> None:
    """Keep it; whoever is in it takes it along when he goes."""
    plat = {naam: een for naam, een in asdict(concept).items() if naam not in (_TEKST, "op")}
    velden = {
        _TEKST: [concept.motivering],
        _KEUZE: [base64.urlsafe_b64encode(json.dumps(plat).encode()).decode()],
    }
    personen = tuple(dict.fromkeys(json.loads(een)[0] for een in concept.delen))
    plaats = plaats_van(verzoek, concept.groep, concept.aan)
    await bewaar(
        verzoek, Conceptsleutel(plaats.sub, plaats.soort, plaats.onderwerp, personen), velden
    )


def keuze_uit(verzoek: Verzoek, afweging: tuple[str, ...]) -> dict[str, list[str]]:
    """What of the form is a choice."""
    return {naam: verzoek.keuzes(naam) for naam in (*_GEKOZEN, *afweging) if verzoek.keuzes(naam)}
