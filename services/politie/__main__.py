"""`python -m services.politie [serveer|migreer] --config PAD`."""

from shared.web.proces.opstart import zonder_opruimen

with zonder_opruimen():
    from services.politie.partij import POLITIE
    from shared.partijdienst.opdracht import main

if __name__ == "__main__":
    raise SystemExit(main(POLITIE))
