"""Make the virtual environment and fill it, once; a second call takes no time.

    python3 tools/bootstrap.py [--dev]

Run by the Makefile with the system's Python, of which nothing but the standard library is
asked. A stamp in the environment holds the hash of the requirements it was filled from.
Nothing here is newer than Python 3.6, so that an old interpreter can still say what it lacks.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import debian

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OLDEST = (3, 11)
HERE = "{}.{}".format(*sys.version_info[:2])
RUNTIME = "requirements.txt"
DEV = "requirements-dev.txt"
#: Where a person has told pip to look; uv does not read these, so pip must do the work.
PIP_SOURCES = (
    "PIP_INDEX_URL",
    "PIP_EXTRA_INDEX_URL",
    "PIP_FIND_LINKS",
    "PIP_NO_INDEX",
    "PIP_CONFIG_FILE",
)


def fail(text):
    sys.exit("\nRequalif: " + text + "\n")


def newer_python(version=None, which=shutil.which):
    """The interpreter to go on with: None for this one, a path, or "" when none is new enough."""
    if tuple(version or sys.version_info[:2]) >= OLDEST:
        return None
    for minor in (11, 12, 13, 14):
        found = which(f"python3.{minor}")
        if found:
            return found
    return ""


def stamp_of(files, root=ROOT):
    """Hash of the requirements and of the interpreter's version."""
    digest = hashlib.sha256(HERE.encode())
    for name in files:
        with open(os.path.join(root, name), "rb") as handle:
            digest.update(hashlib.sha256(handle.read()).digest())
    return digest.hexdigest()


def read(path):
    try:
        with open(path, encoding="utf-8") as handle:
            return handle.read().strip()
    except OSError:
        return ""


def python_of(venv):
    folder = "Scripts" if os.name == "nt" else "bin"
    return os.path.join(venv, folder, "python")


def works(python):
    """Whether an environment's interpreter starts: a moved or upgraded Python breaks it."""
    try:
        return subprocess.call([python, "-I", "-c", "import pip"], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def make_venv(venv):
    try:
        import ensurepip
        import venv as module
    except ImportError:
        package = f"python{HERE}-venv"
        if not (debian.may_install() and debian.install([package])):
            fail(
                "this Python cannot make virtual environments. Install the missing module:\n  "
                + debian.advice([package])
            )
    else:
        del ensurepip, module
    print(f"Making the virtual environment in {os.path.relpath(venv, ROOT)}", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", venv]) != 0:
        fail(f"the virtual environment could not be made in {venv}")


def pip_command(python, requirements):
    return [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        requirements,
    ]


def uv_command(uv, python, requirements):
    return [
        uv,
        "pip",
        "install",
        "--quiet",
        "--python",
        python,
        "--require-hashes",
        "-r",
        requirements,
    ]


def commands(python, requirements, environ=os.environ, which=shutil.which):
    """What to try in turn: uv where it is present and pip has not been told where to look."""
    uv = which("uv")
    tried = []
    if uv and not any(environ.get(name) for name in PIP_SOURCES):
        tried.append(uv_command(uv, python, requirements))
    tried.append(pip_command(python, requirements))
    return tried


def fill(python, requirements):
    with open(requirements, encoding="utf-8") as handle:
        count = sum(1 for line in handle if "==" in line)
    print(
        f"Installing {count} packages, pinned and checked by hash: about a minute and 1 GB, once",
        flush=True,
    )
    for command in commands(python, requirements):
        if subprocess.call(command) == 0:
            return
    fail(
        "the packages could not be installed (see above). Is there a network, or an index that\n"
        "pip knows (PIP_INDEX_URL)? Nothing is half done: run the same command again."
    )


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dev", action="store_true", help="with what the tests need")
    parser.add_argument("--venv", default=os.path.join(ROOT, ".venv"))
    options = parser.parse_args(arguments)

    other = newer_python()
    if other:
        os.execv(other, [other, os.path.abspath(__file__), *(arguments or sys.argv[1:])])
    if other == "":
        fail(
            f"Python {OLDEST[0]}.{OLDEST[1]} or later is needed; this is {HERE}.\n  "
            + debian.advice(["python3.11", "python3.11-venv"])
        )

    venv, python = options.venv, python_of(options.venv)
    stamp_path = os.path.join(venv, ".requalif-stamp")
    dev, runtime = stamp_of([RUNTIME, DEV]), stamp_of([RUNTIME])
    # What the tests need includes what the product needs.
    good = {dev} if options.dev else {dev, runtime}
    if read(stamp_path) in good and os.path.exists(python):
        return
    if not works(python):
        make_venv(venv)
    fill(python, os.path.join(ROOT, DEV if options.dev else RUNTIME))
    with open(stamp_path, "w", encoding="utf-8") as handle:
        handle.write((dev if options.dev else runtime) + "\n")


if __name__ == "__main__":
    main()
