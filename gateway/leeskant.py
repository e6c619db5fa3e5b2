"""What reads the log, put together: searching, opening, carrying away, and proof bundles."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from gateway.bundels.bundels import Bundels
from gateway.bundels.klaarzetten import bundelsoort
from gateway.getuigen.uitgave import Uitgaven
from gateway.keuzes.vertaling import Vertaling
from gateway.logboek.aansluiting import Aansluitinzage
from gateway.logboek.bewijzen import Bewijsmaker
from gateway.logboek.inzage import Inzage
from gateway.logboek.leesreeksen import Leesreeksen
from gateway.logboek.verantwoording import Verantwoording
from gateway.openbaar.dienst import Openbaar
from gateway.registers.beeld import Fundament
from gateway.terugkijken.dienst import Terugkijken
from gateway.uitvoer.klaarzetten import uitvoersoorten
from gateway.uitvoer.uitvoer import Uitvoer
from gateway.werkzaamheden.dienst import Werkzaamheden
from gateway.zoeken.bladen import BLADEN, Bladzoeken
from gateway.zoeken.dienst import UITWISSELINGEN, Uitwisselingzoeken
from gateway.zoeken.inzien import Inzien
from gateway.zoeken.verhaal import Verhalen
from gateway.zoeken.woordenschat import Woordenschat
from gateway.zoekregister.register import Bijgewerkt
from shared.web.instellingen.instellingen import Instellingen
from shared.web.verzoek.paginering import Cursors


def maak_leeskant(
    instellingen: Instellingen,
    fundament: Fundament,
    register: Bijgewerkt,
    bewijsmaker: Bewijsmaker,
    leesreeksen: Leesreeksen,
    verantwoording: Verantwoording,
    vraag_getuigen: Callable[[], Awaitable[None]],
) -> tuple[object, ...]:
    """Everything that reads, over one log and one trail of what was read.

    Each part records what was read before it answers.
    """
    engine, beelden = fundament.engine, fundament.beelden
    gelezen, logsleutel = verantwoording.gelezen, bewijsmaker.verificatiesleutel
    uitgaven = Uitgaven(engine, logsleutel)
    vertaling, cursors = Vertaling(engine, beelden), Cursors.uit_instellingen(instellingen)
    zoeken = Uitwisselingzoeken(register, leesreeksen, cursors, gelezen, UITWISSELINGEN)
    bladzoeken = Bladzoeken(register, leesreeksen, cursors, gelezen, BLADEN)
    max_bladen = instellingen.limieten.max_bundel_bladen
    bundels = Bundels(
        fundament, register, logsleutel, uitgaven, max_bladen, gelezen, vraag_getuigen
    )
    uitvoer = Uitvoer(fundament, register, zoeken, bladzoeken, bundels, vertaling)
    langzaam = (bundelsoort(bundels), *uitvoersoorten(uitvoer, vertaling))
    return (
        Werkzaamheden(fundament, langzaam),
        Inzage(fundament, bewijsmaker, gelezen),
        Aansluitinzage(fundament, gelezen),
        bundels,
        zoeken,
        Inzien(Verhalen(register, uitgaven), leesreeksen, verantwoording),
        uitvoer,
        uitgaven,
        Woordenschat(register, beelden),
        vertaling,
        bladzoeken,
        Terugkijken(register, beelden, leesreeksen, verantwoording),
        Openbaar(engine, register, beelden, fundament.klok),
    )
