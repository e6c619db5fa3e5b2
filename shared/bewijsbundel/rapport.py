"""What checking a bundle finds: every fault by name, with the leaf it concerns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from shared.logboek.controlepunt import Checkpoint


class Foutsoort(StrEnum):
    """Names of what can be wrong with a bundle."""

    ZIP_ONLEESBAAR = "zip-onleesbaar"
    BESTAND_ONTBREEKT = "bestand-ontbreekt"
    BESTAND_ONVERWACHT = "bestand-onverwacht"
    BESTAND_ONLEESBAAR = "bestand-onleesbaar"
    SLEUTELS_ONGELDIG = "sleutels-ongeldig"
    ANDERE_LOGSLEUTEL = "andere-logsleutel"
    CHECKPOINT_ONGELDIG = "checkpoint-ongeldig"
    MEDEONDERTEKENING_ONGELDIG = "medeondertekening-ongeldig"
    CHECKPOINT_TE_OUD = "checkpoint-te-oud"
    CONVENANT_ONGELDIG = "convenant-ongeldig"
    CERTIFICAAT_ONGELDIG = "certificaat-ongeldig"
    ZOEKVRAAG_KLOPT_NIET = "zoekvraag-klopt-niet"
    VRAAG_NIET_BEWEZEN = "vraag-niet-bewezen"
    DEKKING_ONVOLLEDIG = "dekking-onvolledig"
    REGEL_ONGELDIG = "regel-ongeldig"
    BLAD_DUBBEL = "blad-dubbel"
    BLAD_VERPLAATST = "blad-verplaatst"
    BLAD_ONTBREEKT = "blad-ontbreekt"
    BLAD_ONGELDIG = "blad-ongeldig"
    BEWIJS_ONGELDIG = "bewijs-ongeldig"
    HANDTEKENING_ONGELDIG = "handtekening-ongeldig"
    TEKENTIJD_KLOPT_NIET = "tekentijd-klopt-niet"
    ANDERE_ONDERTEKENAAR = "andere-ondertekenaar"
    ONDERTEKENAAR_ONBEVOEGD = "ondertekenaar-onbevoegd"
    BEVESTIGING_KLOPT_NIET = "bevestiging-klopt-niet"
    PARTIJ_KLOPT_NIET = "partij-klopt-niet"
    MONDELING_KLOPT_NIET = "mondeling-klopt-niet"
    TOETSING_ONMOGELIJK = "toetsing-onmogelijk"
    BESLUIT_VERSCHILT = "besluit-verschilt"
    TOESTAND_ANDERE_TIJD = "toestand-andere-tijd"
    TE_VEEL_FOUTEN = "te-veel-fouten"


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One fault. `blad`: the leaf's number, None when it concerns the bundle. `melding`: Dutch."""

    soort: Foutsoort
    blad: int | None
    melding: str

    def __str__(self) -> str:
        plaats = "" if self.blad is None else f"blad {self.blad}: "
        return f"[{self.soort.value}] {plaats}{self.melding}"


@dataclass(frozen=True, slots=True)
class Dekkingsverslag:
    """What a bundle covers, in Dutch: the question, what is shown, and what is not."""

    vraag: str
    dekt: str
    niet_getoond: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partijbevinding:
    """Who signed as a party. `vastgezet`: the checker said which OIN it is, not only the bundle."""

    code: str
    oin: str
    organisatie: str
    vastgezet: bool


@dataclass(frozen=True)
class Bundelrapport:
    """Outcome of checking a bundle.

    fouten: empty when the bundle holds. opmerkingen: what the reader must still judge himself.
    The counts are of what was checked and held. codes: parties the bundle itself knows, by its
    covenant, its witnesses or who signed in it; empty when it could not be read. gemaakt: when it
    was asked for, as the log says.
    medeondertekend: the newest cosignature under its checkpoint.
    """

    fouten: tuple[Bevinding, ...]
    opmerkingen: tuple[str, ...]
    checkpoint: Checkpoint | None
    getuigen: tuple[str, ...]
    bladen: int
    besluiten: int
    handtekeningen: int
    dekking: Dekkingsverslag | None = None
    gemaakt: datetime | None = None
    medeondertekend: datetime | None = None
    partijen: tuple[Partijbevinding, ...] = ()
    codes: frozenset[str] = frozenset()

    @property
    def in_orde(self) -> bool:
        """Whether nothing is wrong with the bundle."""
        return not self.fouten


class TeVeelFouten(Exception):
    """Reading on would only add to a list that nobody reads."""


@dataclass
class Bevindingen:
    """Collects while a bundle is read."""

    max_fouten: int
    fouten: list[Bevinding] = field(default_factory=list)
    opmerkingen: dict[str, None] = field(default_factory=dict)
    bladen: int = 0
    besluiten: int = 0
    handtekeningen: int = 0

    def fout(self, soort: Foutsoort, melding: str, blad: int | None = None) -> None:
        """Note a fault; `TeVeelFouten` when there are as many as are reported."""
        if len(self.fouten) >= self.max_fouten:
            melding = f"Na {self.max_fouten} fouten is niet verder gelezen."
            self.fouten.append(Bevinding(Foutsoort.TE_VEEL_FOUTEN, None, melding))
            raise TeVeelFouten
        self.fouten.append(Bevinding(soort, blad, melding))

    def opmerking(self, tekst: str) -> None:
        """Note, once, what is no fault but must be known."""
        self.opmerkingen[tekst] = None
