"""What reads the log, put together: searching, opening, carrying away, and proof bundles."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from gateway.aansluiting import Aansluitinzage
from gateway.beeld import Beelden
from gateway.bewijzen import Bewijsmaker
from gateway.bundels import Bundels
from gateway.getuigen.uitgave import Uitgaven
from gateway.inzage import Inzage
from gateway.verantwoording import Verantwoording
from gateway.zoeken.bladen import BLADEN, Bladzoeken
from gateway.zoeken.dienst import UITWISSELINGEN, Uitwisselingzoeken
from gateway.zoeken.leesreeksen import Leesreeksen
from gateway.zoeken.uitvoer import Inzien, Uitvoer
from gateway.zoeken.verhaal import Verhalen
from gateway.zoeken.vertaling import Vertaling
from gateway.zoeken.woordenschat import Woordenschat
from shared.logboek.schrijver import Logschrijver
from shared.web.instellingen import Instellingen
from shared.web.paginering import Cursors


@dataclass(frozen=True, slots=True)
class Leeskant:
    """Each records what was read before it answers."""

    inzage: Inzage
    aansluiting: Aansluitinzage
    bundels: Bundels
    zoeken: Uitwisselingzoeken
    inzien: Inzien
    uitvoer: Uitvoer
    uitgaven: Uitgaven
    woordenschat: Woordenschat
    vertaling: Vertaling
    bladzoeken: Bladzoeken


def maak_leeskant(
    instellingen: Instellingen,
    engine: Engine,
    schrijver: Logschrijver,
    bewijsmaker: Bewijsmaker,
    leesreeksen: Leesreeksen,
    verantwoording: Verantwoording,
    beelden: Beelden,
    klok: Callable[[], datetime],
    vraag_getuigen: Callable[[], Awaitable[None]],
) -> Leeskant:
    """Everything that reads, over one log and one trail of what was read."""
    gelezen, logsleutel = verantwoording.gelezen, bewijsmaker.verificatiesleutel
    uitgaven = Uitgaven(engine, logsleutel)
    vertaling, cursors = Vertaling(engine, beelden), Cursors.uit_instellingen(instellingen)
    zoeken = Uitwisselingzoeken(engine, leesreeksen, cursors, gelezen, UITWISSELINGEN)
    bladzoeken = Bladzoeken(engine, leesreeksen, cursors, gelezen, BLADEN)
    max_bladen = instellingen.limieten.max_bundel_bladen
    bundels = Bundels(
        engine, schrijver, logsleutel, uitgaven, max_bladen, klok, gelezen, vraag_getuigen
    )
    return Leeskant(
        inzage=Inzage(engine, schrijver, bewijsmaker, klok, gelezen),
        aansluiting=Aansluitinzage(engine, schrijver, klok, gelezen),
        bundels=bundels,
        zoeken=zoeken,
        inzien=Inzien(Verhalen(engine, uitgaven), leesreeksen, verantwoording),
        uitvoer=Uitvoer(engine, schrijver, zoeken, bladzoeken, bundels, klok, vertaling),
        uitgaven=uitgaven,
        woordenschat=Woordenschat(engine, beelden),
        vertaling=vertaling,
        bladzoeken=bladzoeken,
    )
