"""Een proces ziet aan zijn databanken of het kan beginnen, en zegt wat er eerst moet gebeuren."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import make_url

from shared.opslag.gereedheid import Databank, DatabankNietGereed, eis_bijgewerkt, migreer_alle

OPDRACHT = "python -m gateway migreer --config gateway.toml"
REVISIE = """
revision = "{nu}"
down_revision = {vorige!r}
branch_labels = {tak}
depends_on = None
def upgrade():
    pass
"""


@pytest.fixture
def revisies(tmp_path: Path) -> Path:
    map_ = tmp_path / "migraties"
    map_.mkdir()
    (map_ / "een.py").write_text(REVISIE.format(nu="een", vorige=None, tak='("tak",)'))
    return map_


def test_van_leeg_naar_bijgewerkt_en_weer_achterop(databank_url: str, revisies: Path) -> None:
    databanken = [Databank("database.url", databank_url, [revisies])]
    with pytest.raises(DatabankNietGereed) as leeg:
        eis_bijgewerkt(databanken, OPDRACHT)
    zin = "De databank van database.url is nog niet ingericht; draai eerst: "
    assert str(leeg.value) == zin + OPDRACHT
    gezegd: list[str] = []
    migreer_alle(databanken, gezegd.append)
    migreer_alle(databanken, gezegd.append)
    assert gezegd == ["database.url is bijgewerkt.", "database.url was al bij."]
    eis_bijgewerkt(databanken, OPDRACHT)

    (revisies / "twee.py").write_text(REVISIE.format(nu="twee", vorige="een", tak=None))
    with pytest.raises(DatabankNietGereed, match=f"eerdere versie.*{OPDRACHT}"):
        eis_bijgewerkt(databanken, OPDRACHT)
    migreer_alle(databanken)

    (revisies / "twee.py").unlink()
    with pytest.raises(DatabankNietGereed, match="latere versie van dit programma; start die"):
        eis_bijgewerkt(databanken, OPDRACHT)


def test_een_tak_waar_een_andere_op_rust_is_ook_bijgewerkt(
    databank_url: str, revisies: Path, tmp_path: Path
) -> None:
    """Van zo'n tak staat in de databank zelf geen laatste revisie meer."""
    (tmp_path / "erop").mkdir()
    tekst = REVISIE.format(nu="erop_1", vorige=None, tak='("erop",)')
    tekst = tekst.replace("depends_on = None", "depends_on = 'een'")
    (tmp_path / "erop" / "erop.py").write_text(tekst)
    databanken = [Databank("database.url", databank_url, [revisies, tmp_path / "erop"])]
    migreer_alle(databanken)
    eis_bijgewerkt(databanken, OPDRACHT)
    # Een tak die dit programma niet kent, is van een latere versie.
    (tmp_path / "erop" / "erop.py").unlink()
    with pytest.raises(DatabankNietGereed, match="latere versie"):
        eis_bijgewerkt(databanken, OPDRACHT)


def test_kijken_maakt_geen_databank(tmp_path: Path, revisies: Path) -> None:
    bestand = tmp_path / "nieuw.sqlite"
    databanken = [
        Databank(plaats, f"sqlite:///{bestand}", [revisies])
        for plaats in ("database.url", "kluis.url", "verwerkingenlog.url")
    ]
    with pytest.raises(DatabankNietGereed, match=r"^De databanken van \S+, \S+ en \S+ zijn nog"):
        eis_bijgewerkt(databanken, OPDRACHT)
    assert not bestand.exists()


def test_wat_niet_te_openen_is_staat_er_met_plaats_en_raad(tmp_path: Path, revisies: Path) -> None:
    geen = tmp_path / "brief.txt"
    geen.write_bytes(b"Dit is een brief. " * 100)
    databanken = [
        Databank("database.url", f"sqlite:///{geen}", [revisies]),
        Databank("kluis.url", f"sqlite:///{tmp_path}/weg/kluis.sqlite", [revisies]),
        Databank("verwerkingenlog.url", "mysql://db.example/log", [revisies]),
        Databank("elders.url", "zomaar iets met geheim", [revisies]),
    ]
    with pytest.raises(DatabankNietGereed) as gevangen:
        eis_bijgewerkt(databanken, OPDRACHT)
    regels = str(gevangen.value).splitlines()
    assert [regel.partition(":")[0] for regel in regels] == [een.plaats for een in databanken]
    assert "geen databank; noem het bestand van een databank" in regels[0]
    assert "maak de map aan" in regels[1]
    assert "gebruik sqlite:///<pad> of postgresql+psycopg://" in regels[2]
    assert "gebruik sqlite:///<pad>" in regels[3]
    assert "geheim" not in str(gevangen.value)
    with pytest.raises(DatabankNietGereed, match=r"kluis\.url: .*maak de map aan"):
        migreer_alle(databanken[1:2])


@pytest.mark.postgresql
def test_een_databank_die_er_op_de_server_niet_is(postgres_server: str, revisies: Path) -> None:
    server = make_url(postgres_server).set(drivername="postgresql+psycopg")
    url = server.set(database="bestaat_niet").render_as_string(hide_password=False)
    with pytest.raises(DatabankNietGereed, match=r"^kluis\.url: .*; (kijk|maak) "):
        eis_bijgewerkt([Databank("kluis.url", url, [revisies])], OPDRACHT)
