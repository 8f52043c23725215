"""Installing Debian packages, or saying which command would.

Nothing here is newer than Python 3.6, so that an old interpreter can still say what it lacks.
"""

import os
import shutil
import subprocess

OS_RELEASE = "/etc/os-release"


def is_debian(os_release=OS_RELEASE):
    """Whether this system takes Debian packages (Debian, Ubuntu and their like)."""
    try:
        with open(os_release, encoding="utf-8") as lines:
            pairs = [line.rstrip().split("=", 1) for line in lines if "=" in line]
    except OSError:
        return False
    words = {key: value.strip("\"'").split() for key, value in pairs}
    return "debian" in words.get("ID", []) + words.get("ID_LIKE", [])


def command(packages):
    """The command, as a person types it, that installs ``packages``."""
    return "apt-get update && apt-get install -y --no-install-recommends " + " ".join(packages)


def may_install():
    """Root on Debian, with apt-get at hand, and not forbidden by REQUALIF_NO_APT=1."""
    return (
        os.environ.get("REQUALIF_NO_APT", "") in ("", "0")
        and hasattr(os, "geteuid")
        and os.geteuid() == 0
        and is_debian()
        and shutil.which("apt-get") is not None
    )


def install(packages):
    """Run the command; True when it went through."""
    print("Installing system packages: " + " ".join(packages), flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    return subprocess.call(["sh", "-c", command(packages)], env=environment) == 0


def advice(packages):
    """What a person who is not root, or not on Debian, is told to do."""
    if is_debian():
        return "sudo sh -c '" + command(packages) + "'"
    return "with your system's package manager (Debian's names: " + " ".join(packages) + ")"
