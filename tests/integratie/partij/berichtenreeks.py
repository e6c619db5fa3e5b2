"""Berichten van de politie aan de gemeente, van elke soort die het bestand kan bereiken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from shared.bericht.inhoud import Inhoud
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.afleveren import Postbode
from tests.integratie.partij.nepregister import REGELS, Bericht
from tests.integratie.partij.stukwerk import HARD, SIGNAAL
from tests.integratie.partij.voorbeeldgegevens import WAARDEN

PERSONEN = ("Plofje Oefenaar", "Dwarrel Testerman", "Wolkje Schijnberg")
SOORTEN_GEGEVENS = [
    ("NAW", "GEBOORTEDATUM"),
    ("NAW",),
    ("GEBOORTEDATUM",),
    ("WPG8",),
    ("BEKENDHEID",),
]
OVER_IEMAND = (
    "geef", "geef samen", "vul aan", "geef door", "wijs iemand aan", "verzwijg de leeftijd",
    "knoei met de inhoud", "kondig aan", "teken vals",
)  # fmt: skip
WIE = st.integers(0, len(PERSONEN) - 1)
OP = st.integers(0, 9)
BERICHTEN = st.lists(
    st.one_of(
        st.tuples(
            st.just("geef"),
            WIE,
            st.sampled_from(SOORTEN_GEGEVENS),
        ),
        st.tuples(st.just("geef samen"), WIE, st.sampled_from(SOORTEN_GEGEVENS)),
        st.tuples(st.just("kondig aan"), WIE),
        st.tuples(st.just("stuk"), st.booleans()),
        st.tuples(st.just("teken vals"), WIE),
        st.tuples(st.just("geef"), st.just(0), st.just(("WPG8",))),
        st.tuples(st.just("vul aan"), WIE, OP),
        st.tuples(st.just("verbeter"), OP, st.sampled_from([None, "onderzoek", "bevestigd"])),
        st.tuples(st.just("trek in"), OP, st.booleans()),
        st.tuples(st.just("vraag")),
        st.tuples(st.just("geef door"), WIE),
        st.tuples(st.just("wijs iemand aan"), WIE),
        st.tuples(st.just("verzwijg de leeftijd"), WIE),
        st.tuples(st.just("knoei met de inhoud"), WIE),
        st.tuples(st.just("herhaal"), OP),
        st.tuples(st.just("verander"), OP),
    ),
    min_size=3,
    max_size=12,
)


@dataclass
class Schrijver:
    """Bedenkt berichten van de politie; wat een ander bericht noemt, noemt een eerder bedacht."""

    bode: Postbode
    wie: list[str]
    berichten: list[Bericht] = field(default_factory=list)
    te_zeggen: list[Bericht] = field(default_factory=list)

    def schrijf(self, wat: tuple[Any, ...]) -> None:
        kop, inhoud = self._bericht(*wat)
        if kop is None:
            return
        mondeling = wat[0] == "kondig aan"
        tekent = "gemeente" if wat[0] == "teken vals" else None
        bericht = self.bode.bericht(kop, inhoud, mee=not mondeling, tekent=tekent)
        self.berichten.append(bericht)
        if mondeling:
            assert inhoud is not None
            bericht.levering = self.bode.levering(bericht, inhoud)
            self.te_zeggen.append(bericht)

    def _bericht(self, wat: str, *hoe: Any) -> tuple[Any, Inhoud | None]:
        if wat in OVER_IEMAND:
            return self._over_iemand(wat, *hoe)
        if wat == "stuk":
            return self._stuk(*hoe)
        if wat == "vraag":
            kop = self.bode.kop(
                [], soort="informatieverzoek", stuk="vraag", doel=None, afweging=None
            )
            return kop, self.bode.stuk("vraag", vraag="Wie horen er bij deze groep?")
        eerder = self._eerder(hoe[0])
        if eerder is None:
            return None, None
        if wat == "herhaal":
            self.berichten.append(eerder)
            return None, None
        if wat == "verander":
            return {**eerder.ontvangen.kop_json, "stap": 4}, self.bode.over("NAW")[1]
        return self._vervolg(wat, eerder, hoe[1])

    def _stuk(self, wijst_aan: bool) -> tuple[Any, Inhoud]:
        kop = self.bode.kop(
            [], soort=REGELS.stukken["signaal"].soort, stuk="signaal", doel=None, afweging=None
        )
        anders = {"omschrijving": HARD} if wijst_aan else {}
        return kop, self.bode.stuk("signaal", **{**SIGNAAL, **anders})

    def _over_iemand(self, wat: str, wie: int, *hoe: Any) -> tuple[Any, Inhoud]:
        self.bode.betrokkene = self.wie[wie]
        soorten = ("BEKENDHEID",) if wat == "vul aan" else ("NAW",)
        soorten = hoe[0] if wat.startswith("geef") and hoe else soorten
        if wat == "geef samen":
            return self._over_twee(wie, soorten)
        kop, _ = self.bode.over(*soorten)
        waarden = [dict(WAARDEN[soort]) for soort in soorten]
        for soort, gegevens in zip(soorten, waarden, strict=True):
            if soort == "NAW":
                gegevens["naam"] = PERSONEN[wie]
        motivering = "Nodig voor het plein."
        if wat == "vul aan":
            op = self._eerder(hoe[0])
            kop |= {"soort": wat.replace("vul aan", "aanvulling")}
            kop["inReactieOp"] = nieuw_id() if op is None else str(op.kop.id)
        elif wat == "geef door":
            kop["onderdelen"] = [{**deel, "herkomst": "ontvangen"} for deel in kop["onderdelen"]]
        elif wat == "kondig aan":
            kop |= {"kanaal": "telefoon", "uiting": nieuw_id()}
        elif wat == "wijs iemand aan":
            motivering = "Vraag het aan Dwarrel Testerman, 06-12345678."
        elif wat == "verzwijg de leeftijd":
            kop["onderdelen"] = [{**deel, "leeftijdsklasse": "24+"} for deel in kop["onderdelen"]]
        elif wat == "knoei met de inhoud":
            waarden = [{**een, "bsn": "x"} for een in waarden]
        return kop, self.bode.inhoud(*waarden, soorten=soorten, motivering=motivering)

    def _over_twee(self, wie: int, soorten: tuple[str, ...]) -> tuple[Any, Inhoud]:
        mensen = [self.wie[wie], self.wie[(wie + 1) % len(self.wie)]]
        delen, waarden, over = [], [], []
        for nummer, betrokkene in enumerate(mensen):
            self.bode.betrokkene = betrokkene
            for soort in soorten:
                delen.append(self.bode.deel(soort))
                eigen = {"naam": PERSONEN[(wie + nummer) % len(PERSONEN)]} if soort == "NAW" else {}
                waarden.append({**WAARDEN[soort], **eigen})
                over.append((betrokkene, soort))
        wie_, soorten_ = [b for b, _ in over], tuple(soort for _, soort in over)
        return self.bode.kop(delen), self.bode.inhoud(*waarden, soorten=soorten_, wie=wie_)

    def _vervolg(self, wat: str, eerder: Bericht, hoe: Any) -> tuple[Any, Inhoud | None]:
        delen = eerder.ontvangen.kop_json["onderdelen"]
        if wat == "trek in":
            plaatsen = [0] if hoe and delen else []
            genoemd = [self._plaats(delen[n], n) for n in plaatsen]
            return self.bode.vervolg("intrekking", str(eerder.kop.id), genoemd), None
        if not delen:
            return None, None
        soort = delen[0]["gegevenssoort"]
        self.bode.betrokkene = delen[0]["betrokkene"]
        gegevens = {**WAARDEN[soort], **({} if hoe is None else {"verbetering": hoe})}
        kop = self.bode.vervolg("correctie", str(eerder.kop.id), [self._plaats(delen[0], 0)])
        return kop, self.bode.inhoud(gegevens, soorten=(soort,))

    def _plaats(self, deel: dict[str, Any], plaats: int) -> dict[str, Any]:
        self.bode.betrokkene = deel["betrokkene"]
        return self.bode.vervolgdeel(deel["gegevenssoort"], plaats)

    def _eerder(self, op: int) -> Bericht | None:
        return self.berichten[op % len(self.berichten)] if self.berichten else None
