"""The words for a file that is no TOML, for the rooms that do not know the covenant's."""

from shared.convenant.regels.tomlfout import toml_fout as toml_fout
