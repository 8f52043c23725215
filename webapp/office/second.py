"""The second factor: codes of an authenticator application (RFC 6238), and recovery codes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time

from webapp.office.models import RecoveryRow, UserRow

STEP = 30
#: How many half minutes a clock may be off, either way.
WINDOW = 1
CODES = 10
#: Without what is mistaken for something else: 32 signs, 5 bits each.
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


def new_secret() -> str:
    import pyotp

    return str(pyotp.random_base32())


def address(secret: str, name: str) -> str:
    """What the QR code says to the application."""
    import pyotp

    return str(pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Requalif"))


def drawing(text: str) -> str:
    """A QR code as SVG, to stand in the page: nothing is fetched."""
    import segno

    return str(segno.make(text, error="m").svg_inline(scale=5, svgclass="qr", omitsize=True))


def counter_of(secret: str, code: str, after: int) -> int | None:
    """The half minute that ``code`` belongs to, when it is near and was not used before."""
    import pyotp

    totp, now = pyotp.TOTP(secret), int(time.time()) // STEP
    bare = "".join(code.split())
    for counter in range(now - WINDOW, now + WINDOW + 1):
        if counter > after and hmac.compare_digest(totp.generate_otp(counter), bare):
            return counter
    return None


def accepts(user: UserRow, code: str) -> str:
    """ "totp" or "recovery" when a code is good, "" otherwise. What was used is used up; the
    caller commits."""
    counter = counter_of(user.totp_secret, code, user.totp_last) if code.isascii() else None
    if counter is not None:
        user.totp_last = counter
        return "totp"
    wanted = _digest(code)
    for row in user.recovery:
        if hmac.compare_digest(row.code_sha256, wanted):
            user.recovery.remove(row)
            return "recovery"
    return ""


def new_codes(user: UserRow) -> list[str]:
    """Ten new recovery codes in place of the old; they are shown once."""
    codes = [
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
        for _ in range(CODES)
    ]
    user.recovery = [RecoveryRow(code_sha256=_digest(code)) for code in codes]
    return codes


def switch_off(user: UserRow) -> None:
    user.totp_secret, user.totp_last, user.recovery = "", 0, []


def _digest(code: str) -> str:
    bare = "".join(c for c in code.casefold() if c.isalnum())
    return hashlib.sha256(bare.encode()).hexdigest()
