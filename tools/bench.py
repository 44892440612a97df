"""`make bench`: every benchmark in turn, each on a throw-away PostgreSQL of its own.

    python -m tools.bench [board import hostile export register surveys dashboard results reports]

Absolute figures drift between machines and hours: each part measures its peer or its limit in the same run.
"""

import argparse
import subprocess
import sys

from tools.test import ROOT

PARTS = {
    "board": "pulpit wskaźników, plan i raport z postępu",
    "import": "import 10 000 wierszy z arkusza do ewidencji",
    "hostile": "werdykt o każdym z wrogich skoroszytów",
    "export": "eksport 200 000 urządzeń do XLSX",
    "register": "lista, filtry i wyszukiwanie przy 250 000 urządzeń",
    "surveys": "wypełnianie ankiet: 330 uczniów naraz, 5000 odpowiedzi",
    "dashboard": "pulpit inwentarza gminy przy 1000 jednostek",
    "reports": "raport z postępu miasta demonstracyjnego, 12 raportów jednostek na dwóch rdzeniach",
    "results": "wyniki ankiety ze 150 000 odpowiedzi; raport, gdy inni odpowiadają",
}


def main() -> int:
    """Run the parts asked for; the first that fails ends it."""
    options = argparse.ArgumentParser(description="Pomiary.")
    options.add_argument("parts", nargs="*", choices=[[], *PARTS], help=", ".join(PARTS))
    for part in options.parse_args().parts or PARTS:
        print(f"\n== {part}: {PARTS[part]}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"tools.bench_{part}"], cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
