"""A second, plain reading of the sixteen gates, straight from the profile's text (1.2 to 1.4).

Written as ifs over raw JSON, with parties, kinds and codes by name, and without looking at the
covenant file: what the product derives from its data must agree with this. ``Oordeel`` has the
gates that must close, and those that may be reported too: what a closing gate takes the subject
from need not be told (1.3).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.property.convenant.naslag_groep import (
    groep_deugt_niet,
    onderzoek_loopt,
    verwijzing_deugt_niet,
)
from tests.property.convenant.naslag_onderdeel import Gegeven, geheel_deugt_niet
from tests.property.convenant.naslag_tabellen import (
    DOELEN,
    DRIEHOEK_RECHT,
    GEGEVENS,
    KAN_WEG,
    MONDELING,
    PARTIJEN,
    PLICHTEN,
    POORTEN,
    RECHTEN,
    SOORTRECHT,
    STUKKEN,
)

Doc = dict[str, Any]


@dataclass
class Oordeel:
    """The gates that must close, and those that may."""

    moet: set[int] = field(default_factory=set)
    mag: set[int] = field(default_factory=set)

    def als(self, poort: int, dicht: bool) -> None:
        if dicht:
            self.moet.add(poort)


def oordeel(verzoek: Doc) -> Oordeel:
    """What the profile says about a request that is no input error."""
    return _Lezing(verzoek).oordeel()


class _Lezing:
    def __init__(self, verzoek: Doc) -> None:
        self.kop: Doc = verzoek["kop"]
        self.t: Doc = verzoek["toestand"]
        self.soort: str = self.kop["soort"]
        self.van, self.naar = self.kop["afzender"], self.kop["ontvanger"]
        nu = datetime.fromisoformat(self.t["nu"].replace("Z", "+00:00"))
        self.dag = nu.astimezone(ZoneInfo("Europe/Amsterdam")).date()
        self.delen: list[Doc] = self.kop["onderdelen"]
        self.persoonlijk = self.soort in GEGEVENS and bool(self.delen)
        groep = self.t["groep"]
        self.groep: Doc | None = groep if groep and groep["id"] == self.kop["groep"] else None
        overleg, gezegd = self.t["overleg"], self.kop["kanaal"] == "overleg"
        bekend = gezegd and overleg and overleg["id"] == self.kop.get("overleg")
        self.tafel: Doc | None = overleg if bekend else None
        verwijzing = self.t["verwijzing"]
        self.zelfde_bericht = not verwijzing or verwijzing["id"] == self.kop.get("inReactieOp")
        self.eerder: Doc | None = verwijzing if self.zelfde_bericht else None

    def oordeel(self) -> Oordeel:
        o = Oordeel()
        o.als(1, self._convenant())
        o.als(2, self._partijen())
        standen = (self.t["partijen"].get(p) for p in (self.van, self.naar))
        o.als(3, self.persoonlijk and any(s and not s["dpiaGoedgekeurd"] for s in standen))
        o.als(4, self._medewerkers())
        o.als(5, self._groep())
        o.als(6, geheel_deugt_niet(self.kop))
        o.als(7, self._soort_deugt_niet())
        o.als(12, self.persoonlijk and not self._gewogen())
        o.als(13, self._overleg())
        o.als(14, self._kanaal())
        if self.persoonlijk:
            o.als(10, self._doel())
        for deel in self.delen:
            gegeven = Gegeven(deel, self.kop, self.t, self.dag, self.eerder)
            moet, mag = gegeven.oordeel()
            o.moet |= moet
            o.mag |= mag
        self._hoeft_niet(o)
        meet = POORTEN[self.soort]
        return Oordeel((o.moet - self._zeker_mag()) & meet, (o.mag | o.moet) & meet)

    def _zeker_mag(self) -> set[int]:
        """Gates of which nothing need be told, whatever onderdeel they are about."""
        weg: set[int] = set()
        if not {self.van, self.naar} <= PARTIJEN:
            weg |= {3, 7, 10, 11}
        if self.groep is None:
            weg.add(13)
        return weg

    def _hoeft_niet(self, o: Oordeel) -> None:
        o.mag |= self._zeker_mag()
        if not self.zelfde_bericht:
            # Of another message than the one it names, gate 5 says so.
            o.mag |= {4, 9}
        if self.soort in GEGEVENS and not self.delen:
            o.mag |= {3, 5, 10, 12, 13}
        actief = [(self.t["partijen"].get(p) or {}).get("actief") for p in (self.van, self.naar)]
        if self.soort in ("correctie", "intrekking") and False in actief:
            o.mag.add(4)
        if self.soort == "intrekking":
            plaatsen = [deel.get("vervangt") for deel in self.delen]
            if len(set(plaatsen)) < len(plaatsen):
                o.mag.add(5)

    def _convenant(self) -> bool:
        c = self.t["convenant"]
        if not self.kop["convenant"] == c["id"] == "rotterdam-groepsaanpak-2019":
            return True
        if self.soort in PLICHTEN:
            return False
        einde = c.get("beeindigdPer")
        return (
            self.dag <= date.fromisoformat(c["laatsteOndertekening"])
            or (einde is not None and date.fromisoformat(einde) <= self.dag)
            or any(
                date.fromisoformat(o["per"]) <= self.dag
                and (o["partij"] in (self.van, self.naar) or o.get("voortgezet") is not True)
                for o in c.get("opzeggingen", [])
            )
        )

    def _partijen(self) -> bool:
        if self.van == self.naar:
            return True
        for partij in (self.van, self.naar):
            stand = self.t["partijen"].get(partij)
            if partij not in PARTIJEN or stand is None:
                return True
            if not stand["actief"] and self.soort not in PLICHTEN:
                return True
        ontvangen = any(deel["herkomst"] == "ontvangen" for deel in self.delen)
        return ontvangen and self.soort not in ("correctie", "intrekking")

    def _volledig(self, a: Doc | None) -> bool:
        return bool(
            a
            and a["aangewezen"]
            and a["geautoriseerd"]
            and a["geheimhouding"]
            and a["vog"]
            and self.dag <= date.fromisoformat(a["geldigTot"])
        )

    def _recht(self, kant: int) -> set[str]:
        """The rights of which the sender's (0) or receiver's (1) function must give one."""
        soort = self.soort
        if soort == "intrekking":
            if self.eerder is None or self.eerder["soort"] not in KAN_WEG:
                return set()
            soort = self.eerder["soort"]
        recht = SOORTRECHT[soort][kant]
        if recht is None:
            return set()
        in_driehoek = self.tafel is not None and self.tafel["soort"] == "driehoek"
        ruimer = kant == 1 and soort in GEGEVENS and in_driehoek
        return {recht, DRIEHOEK_RECHT} if ruimer else {recht}

    def _heeft(self, a: Doc, rechten: set[str]) -> bool:
        gegeven = RECHTEN.get(a["partij"], {}).get(a["functie"], set())
        return not rechten or bool(rechten & gegeven)

    def _medewerkers(self) -> bool:
        mag_weg = {"medewerker": {"vernietigingsbericht"}, "ontvangendeMedewerker":
                   PLICHTEN | {"groepsbericht"}}  # fmt: skip
        weg = any(
            (self.t["partijen"].get(p) or {}).get("actief") is False for p in (self.van, self.naar)
        )
        alleen_functie = self.soort == "incident" or (
            self.soort in ("correctie", "intrekking") and weg
        )
        for kant, (naam, partij) in enumerate(
            (("medewerker", self.van), ("ontvangendeMedewerker", self.naar))
        ):
            wie = self.kop[naam]
            if wie is None:
                if self.soort not in mag_weg[naam]:
                    return True
                continue
            a = self.t["autorisaties"].get(wie)
            if a is None or a["partij"] != partij or not self._heeft(a, self._recht(kant)):
                return True
            if not alleen_functie and not self._volledig(a):
                return True
        return False

    def _groep(self) -> bool:
        dicht = False
        if self.soort in ("verstrekking", "aanvulling", "informatieverzoek", "groepsbericht"):
            dicht = groep_deugt_niet(self.kop, self.groep, self.dag, self.persoonlijk)
        if self.soort in ("aanvulling", "correctie", "intrekking"):
            dicht = dicht or verwijzing_deugt_niet(self.kop, self.eerder)
        return dicht

    def _soort_deugt_niet(self) -> bool:
        """Gate 7, but for what it says of each onderdeel."""
        if self.soort in (*GEGEVENS, "correctie"):
            return not self.delen
        if self.delen:
            return True
        if self.soort == "vernietigingsbericht":
            return self.kop.get("vernietigd") is None
        stuk = self.kop.get("stuk")
        if stuk is None:
            return False
        soort, van, naar, stappen = STUKKEN[stuk]
        if soort != self.soort or self.van not in van or self.naar not in naar:
            return True
        vroeg = stuk == "signaal" and self.kop["groep"] is None and self.kop["stap"] is None
        return stappen is not None and self.kop["stap"] not in stappen and not vroeg

    def _doel(self) -> bool:
        doel = self.kop.get("doel")
        if doel not in DOELEN.get(self.van, DOELEN["gemeente"]):
            return True
        aanbod = {"B_AANBOD", "B_OUDERBETROKKENHEID"}
        return doel in ("D3", "D4", "D5") and any(
            deel["categorie"] in (1, 2) and deel["gegevenssoort"] not in aanbod
            for deel in self.delen
        )

    def _gewogen(self) -> bool:
        weging = self.kop.get("afweging") or {}
        velden = ["noodzaak", "proportionaliteit", "subsidiariteit"]
        if self.van == "om":
            velden.append("zwaarwegendAlgemeenBelang")
        return all(weging.get(v) is True for v in velden) and bool(weging.get("motivering"))

    def _personen(self, categorieen: Iterable[int], anders_dan: Iterable[str] = ()) -> bool:
        return self.persoonlijk and any(
            deel["categorie"] in categorieen and deel["gegevenssoort"] not in anders_dan
            for deel in self.delen
        )

    def _overleg(self) -> bool:
        om_doet_mee = "om" in (self.van, self.naar)
        mensen = self._personen((1, 2))
        kanaal, stap = self.kop["kanaal"], self.kop["stap"] or 0
        soort = self.tafel["soort"] if self.tafel else None
        bekend = self.t["autorisaties"]
        aan_tafel = {
            bekend[wie]["partij"]
            for wie in (self.tafel["deelnemers"] if self.tafel else ())
            if wie in bekend
        }
        dicht = False
        if not onderzoek_loopt(self.groep, self.dag):
            dicht = (
                (soort == "structureel" and om_doet_mee)
                or (soort == "structureel" and "om" in aan_tafel and mensen)
                or (
                    kanaal == "telefoon"
                    and om_doet_mee
                    and self._personen((1, 2), ["RECENT_VERVOLGD"])
                )
                or (self.van in ("politie", "gemeente") and self.naar == "om"
                    and stap >= 4 and mensen)
            )  # fmt: skip
        if self.van == "om" and kanaal == "overleg" and self.persoonlijk:
            gezegd = {deel["gegevenssoort"] for deel in self.delen}
            derde = aan_tafel - {self.van, self.naar}
            dicht = dicht or bool(gezegd - {"RECENT_VERVOLGD", "CONTACT_DEELNEMER"})
            dicht = dicht or ("RECENT_VERVOLGD" in gezegd and bool(derde))
        if soort == "driehoek":
            dicht = dicht or self._personen((2,))
            dicht = dicht or self._personen((1,), ["BEKENDHEID", "RECENT_VERVOLGD"])
        return dicht

    def _kanaal(self) -> bool:
        kanaal, overleg = self.kop["kanaal"], self.kop.get("overleg")
        if kanaal not in ("koppelvlak", *MONDELING) or self._weg_past_niet():
            return True
        if (kanaal in MONDELING) is (self.kop.get("uiting") is None):
            return True
        if kanaal != "overleg":
            return overleg is not None
        return self.tafel is None or self._tafel_deugt_niet(self.tafel)

    def _weg_past_niet(self) -> bool:
        kanaal = self.kop["kanaal"]
        if self.soort == "correctie":
            vervolging = bool(self.delen) and all(
                deel["gegevenssoort"] == "RECENT_VERVOLGD" for deel in self.delen
            )
            return kanaal != "koppelvlak" and not (kanaal == "telefoon" and vervolging)
        return self.soort in PLICHTEN and kanaal != "koppelvlak"

    def _tafel_deugt_niet(self, tafel: Doc) -> bool:
        if self.kop["groep"] not in tafel["groepen"] or tafel["dag"] != self.dag.isoformat():
            return True
        if tafel["locatie"] not in ("gemeente", "politie"):
            return True
        for naam in ("medewerker", "ontvangendeMedewerker"):
            if self.kop[naam] not in tafel["deelnemers"]:
                return True
        for wie in tafel["deelnemers"]:
            a = self.t["autorisaties"].get(wie)
            if a is None or not self._volledig(a):
                return True
            if a["partij"] == self.naar and not self._heeft(a, self._recht(1)):
                return True
        return False
