"""Say whether an address can be served, before a minute is spent on preparing it.

python tools/port.py [--host 127.0.0.1] [--port 8000]
"""

from __future__ import annotations

import argparse
import errno
import socket
import sys


def why_not(host: str, port: int) -> str:
    """Why the address cannot be served; empty when it can."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, OverflowError):
        return f"there is no address {host}:{port}. Choose another: make run HOST=127.0.0.1"
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                return (
                    f"port {port} is taken, perhaps by Requalif itself. "
                    f"Choose another: make run PORT={port + 1}"
                )
            if problem.errno == errno.EACCES:
                return f"this user may not open port {port}. Choose another: make run PORT=8000"
            return f"{host}:{port} cannot be served ({problem.strerror})"
    return ""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    problem = why_not(options.host, options.port)
    if problem:
        print(f"\nRequalif: {problem}\n", file=sys.stderr)
    return 1 if problem else 0


if __name__ == "__main__":
    raise SystemExit(main())
