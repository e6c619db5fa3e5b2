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
from shared.web.problemen import registreer_fout

registreer_fout(VerzoekOnleesbaar, 400, "Geen geldig verzoek")
registreer_fout(LogOnbekend, 404, "Onbekend log")
registreer_fout(HandtekeningVanLogOngeldig, 403, "Niet van het log", naam="niet-van-het-log")
registreer_fout(BewijsKloptNiet, 422, "Bewijs klopt niet", naam="bewijs-klopt-niet")
registreer_fout(Tegenstrijdig, 422, "Andere geschiedenis", naam="andere-geschiedenis")
registreer_fout(GeenTegenspraak, 409, "Geen tegenspraak", naam="geen-tegenspraak")
