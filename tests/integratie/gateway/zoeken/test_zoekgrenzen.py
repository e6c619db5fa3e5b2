"""Wat iemand ook vraagt of verandert: nooit een regel die hij niet mag zien."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from gateway.fouten import InvoerOngeldig, NietGevonden
from gateway.getuigen.uitgave import Uitgaven
from gateway.toegang.zicht import Raadpleger
from gateway.zoeken.dienst import Pagina
from gateway.zoeken.verhaal import Verhalen
from gateway.zoeken.vormen import Zoekfilters
from gateway.zoekregister.register import Bijgewerkt, Zoekregister
from gateway.zoekregister.vraag import Zoekopdracht
from shared.convenant.regels.laden import standaard_convenant
from tests.integratie.gateway.naslag_zoeken import Naslag
from tests.integratie.gateway.zoekproef import (
    ROLLEN,
    Proef,
    draaiende_proef,
    willekeurige_vragen,
)

Vraag = dict[str, Any]
GEREEDSCHAP = (
    "' OR '1'='1",
    "%",
    "_",
    "\\",
    "x'; DROP TABLE uitwisseling; --",
    "=1+1",
    "*",
    "null",
)
PERIODE = {"van": "2026-01-01T00:00:00Z", "tot": "2026-03-01T00:00:00Z"}
rollen = st.sampled_from(ROLLEN)
zaden = st.integers(0, 10**6)
rustig = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def proef(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proef]:
    url = f"sqlite:///{tmp_path_factory.mktemp('grenzen') / 'log.sqlite'}"
    with draaiende_proef(url) as gevonden:
        yield gevonden


def _als(rol: str | None, autorisatie: str = "wie dan ook") -> Raadpleger:
    return Raadpleger(rol, autorisatie, None)


def _vraag(proef: Proef, zaad: int) -> Vraag:
    return next(willekeurige_vragen(proef.naslag, random.Random(zaad)))


def _pagina(proef: Proef, vraag: Vraag, wie: Raadpleger, cursor: str | None = None) -> Pagina:
    opdracht = Zoekopdracht(**vraag)
    return asyncio.run(proef.zoeken.zoek(opdracht, wie, aantal=3, cursor=cursor))


def _nummers(pagina: Pagina) -> list[int]:
    return [regel.bladnummer for regel in pagina.regels]


@rustig
@given(
    rol=rollen,
    ander=rollen,
    zaden_=st.tuples(zaden, zaden),
    plek=st.integers(0, 500),
    tekst=st.sampled_from(GEREEDSCHAP) | st.text(max_size=40),
)
def test_een_cursor_geldt_alleen_voor_zijn_vraag_en_zijn_vrager(
    proef: Proef, rol: str | None, ander: str | None, zaden_: tuple[int, int], plek: int, tekst: str
) -> None:
    vraag, andere_vraag = (_vraag(proef, zaad) for zaad in zaden_)
    wie, verwacht = _als(rol), proef.naslag.nummers(vraag, rol)
    pagina = _pagina(proef, vraag, wie)
    gezien = _nummers(pagina)
    while pagina.volgende is not None and len(gezien) < 6:
        cursor = pagina.volgende
        geval = (vraag, wie, cursor)
        pogingen = [(vraag, wie, vals) for vals in _vervalst(cursor, plek, tekst)]
        pogingen += [(vraag, _als(rol, "een collega"), cursor)]
        pogingen += [(vraag, _als(ander), cursor), (andere_vraag, wie, cursor)]
        if andere_vraag != vraag:
            pogingen += [(vraag, wie, _pagina(proef, andere_vraag, wie).volgende or "")]
        for poging in (een for een in pogingen if een != geval):
            with pytest.raises(InvoerOngeldig):
                _pagina(proef, *poging)
        pagina = _pagina(proef, *geval)
        gezien += _nummers(pagina)
    assert gezien == verwacht[: len(gezien)]
    assert pagina.volgende is not None or gezien == verwacht


def _vervalst(cursor: str, plek: int, tekst: str) -> Iterator[str]:
    """Eén teken anders, afgebroken, en iets heel anders; in het laatste teken zitten losse bits."""
    plek %= len(cursor) - 1
    yield cursor[:plek] + ("A" if cursor[plek] != "A" else "B") + cursor[plek + 1 :]
    yield cursor[:plek]
    yield tekst


@rustig
@given(
    rol=rollen,
    veld=st.sampled_from(sorted(set(Zoekfilters.model_fields) - {"periode"})),
    waarde=st.sampled_from(GEREEDSCHAP)
    | st.text(max_size=30)
    | st.integers(-5, 2000)
    | st.booleans()
    | st.none()
    | st.lists(st.integers(), max_size=2),
)
def test_onzin_in_een_filter_is_een_fout_of_vindt_niets_erbuiten(
    proef: Proef, rol: str | None, veld: str, waarde: object
) -> None:
    try:
        filters = Zoekfilters.model_validate(
            {"periode": PERIODE, "plicht": "VERSLAG", veld: waarde}
        )
    except ValidationError:
        return
    opdracht = filters.als_opdracht()
    gevonden = proef.zoeken.nummers(opdracht, _als(rol), proef.grootte)
    alles = {"van": opdracht.van, "tot": opdracht.tot}
    assert set(gevonden) <= set(proef.naslag.nummers(alles, rol))
    assert not (gevonden and waarde in GEREEDSCHAP)


@rustig
@given(rol=rollen, zaad=zaden)
def test_een_verhaal_is_alleen_voor_wie_erin_voorkomt(
    proef: Proef, rol: str | None, zaad: int
) -> None:
    kop = random.Random(zaad).choice(proef.naslag.besluiten).kop
    try:
        register = Bijgewerkt(proef.engine, Zoekregister(standaard_convenant()))
        uitgaven = Uitgaven(proef.engine, proef.sleutel.verificatiesleutel)
        verhaal = Verhalen(register, uitgaven).vertel(kop["id"], _als(rol))
    except NietGevonden:
        assert rol not in (None, kop["afzender"], kop["ontvanger"])
        return
    for regel in (*verhaal.besluiten, *verhaal.eerder, *verhaal.later):
        assert rol in (None, regel.afzender, regel.ontvanger)


def test_bladeren_houdt_het_antwoord_van_toen_terwijl_er_wordt_bijgeschreven(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Ook van wat onderweg was en tussen twee pagina's is aanvaard."""
    url = f"sqlite:///{tmp_path_factory.mktemp('bladeren') / 'log.sqlite'}"
    with draaiende_proef(url) as proef:
        kans, bladen = random.Random(5), list(proef.naslag.bladen)
        for ronde in range(8):
            toen = Naslag(bladen)
            vraag, rol = next(willekeurige_vragen(toen, kans)), kans.choice(ROLLEN)
            if ronde % 2 == 0:
                vraag = {"van": vraag["van"], "tot": vraag["tot"], "uitkomst": "onderweg"}
            pagina = _pagina(proef, vraag, _als(rol))
            gezien, grootte = _nummers(pagina), pagina.grootte
            while pagina.volgende is not None:
                nieuw = list(proef.maker.bladen(4))
                proef.schrijver.voeg_toe_sync(*nieuw)
                bladen += nieuw
                pagina = _pagina(proef, vraag, _als(rol), pagina.volgende)
                assert pagina.grootte == grootte
                gezien += _nummers(pagina)
            assert len(gezien) == pagina.aantal == len(toen.nummers(vraag, rol)), vraag
