"""All that runs in the process of a party, put together once, at its start."""

from __future__ import annotations

from dataclasses import dataclass, field

from shared.innemen.inname import Inname
from shared.meldingen.bezorger import Bezorger
from shared.partij.dienst import Dienst
from shared.verzenden.getuigen.afhankelijkheden import Getuigendienst
from shared.verzenden.partijdocumenten.afhankelijkheden import Documentendienst
from shared.verzenden.partijdocumenten.partijenboek import Partijenboek
from shared.verzenden.uitingen.afhankelijkheden import Spreken
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.proces.uitloop import Uitloop
from shared.web.verzoek.onderdelen import Onderdelen
from shared.zaak.lijstinzicht.afhankelijkheden import Opruimbeurt
from shared.zaak.opruimen.opruimer import Opruimer


@dataclass(frozen=True)
class Geheel:
    """The exchange, and beside it what only one subject works with."""

    uitwisseling: Uitwisseling
    inname: Inname
    opruimer: Opruimer
    boek: Partijenboek
    spreken: Spreken
    getuigen: Getuigendienst
    bezorger: Bezorger
    uitloop: Uitloop = field(default_factory=Uitloop)

    @property
    def dienst(self) -> Dienst:
        """The party's own file."""
        return self.uitwisseling.dienst

    def onderdelen(self) -> Onderdelen:
        """What a router may ask for by its class."""
        return Onderdelen(
            self.inname,
            self.getuigen,
            Opruimbeurt(self.opruimer),
            self.spreken.versturen,
            self.spreken.versturen.eigentoets,
            self.spreken,
            Documentendienst(self._na_oordeel),
            self.uitloop,
        )

    def _na_oordeel(self) -> None:
        self.boek.vergeet()
        self.uitwisseling.verzender.wek()
