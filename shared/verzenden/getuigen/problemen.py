"""From what the witness refuses to the statuses of C2SP tlog-witness."""

from __future__ import annotations

from shared.verzenden.getuigen.medeondertekenaar import (
    BewijsKloptNiet,
    HandtekeningVanLogOngeldig,
    LogOnbekend,
    Tegenstrijdig,
    VerzoekOnleesbaar,
)
from shared.verzenden.getuigen.tegenspraak import GeenTegenspraak
from shared.web.problemen import Foutrij, foutrij

PROBLEMEN: tuple[Foutrij, ...] = (
    foutrij(VerzoekOnleesbaar, 400, "Geen geldig verzoek"),
    foutrij(LogOnbekend, 404, "Onbekend log"),
    foutrij(HandtekeningVanLogOngeldig, 403, "Niet van het log", naam="niet-van-het-log"),
    foutrij(BewijsKloptNiet, 422, "Bewijs klopt niet", naam="bewijs-klopt-niet"),
    foutrij(Tegenstrijdig, 422, "Andere geschiedenis", naam="andere-geschiedenis"),
    foutrij(GeenTegenspraak, 409, "Geen tegenspraak", naam="geen-tegenspraak"),
)
