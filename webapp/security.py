"""Headers that keep foreign scripts, frames and caches away from people's cases."""

from __future__ import annotations

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def headers(response: Response) -> Response:
    given = response.headers
    given.setdefault("Content-Security-Policy", POLICY)
    given["X-Content-Type-Options"] = "nosniff"
    given.setdefault("Referrer-Policy", "same-origin")
    given["Cross-Origin-Opener-Policy"] = "same-origin"
    given["Cross-Origin-Resource-Policy"] = "same-origin"
    given["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    given["X-Frame-Options"] = "DENY"
    if request.endpoint in ("static", "fonts.static"):
        given["Cache-Control"] = "public, max-age=3600"
    else:
        given["Cache-Control"] = "no-store"
    return response


def init_app(app: Flask) -> None:
    app.after_request(headers)
