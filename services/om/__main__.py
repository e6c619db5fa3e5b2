"""`python -m services.om [serveer|migreer] --config PAD`."""

from shared.web.proces.opstart import zonder_opruimen

with zonder_opruimen():
    from services.om.partij import OM
    from shared.partijdienst.opdracht import main

if __name__ == "__main__":
    raise SystemExit(main(OM))
