"""Who may use the page: this machine's own browser, and nothing else on it or behind it.

The page can act as any member, so it is guarded like a local notebook server: an address
with a key that works once and turns into a cookie, a check of Host and Origin against
rebinding and foreign sites, and headers under which nothing of a message could ever run.
"""

import hmac
import secrets
from urllib.parse import quote, urlsplit

from aiohttp import web

COOKIE_DAYS = 30
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
SHOWN_IN_PLACE = ("image/png", "image/jpeg", "image/gif", "image/webp", "text/plain")


class Guard:
    """Keeps the keys of addresses handed out and the secret behind the cookie."""

    def __init__(self) -> None:
        self.address = ""
        self._secret = secrets.token_urlsafe(24)
        self._keys: set[str] = set()

    def new_url(self) -> str:
        """Return an address of the page that lets one browser in, once."""
        key = secrets.token_urlsafe(24)
        self._keys.add(key)
        return f"{self.address}/?key={quote(key)}"

    @property
    def _cookie(self) -> str:
        """The cookie's name; cookies know no ports, so the port is part of it."""
        return f"playground_{urlsplit(self.address).port}"

    def take_key(self, request: web.Request) -> web.Response | None:
        """Turn the key of an address into a cookie and lead to the bare address."""
        given = request.query.get("key", "")
        found = next((one for one in self._keys if hmac.compare_digest(one, given)), None)
        if found is None and not (given and self._knows(request)):
            return None
        self._keys.discard(found or "")
        answer = web.Response(status=303, headers={"Location": "/", **HEADERS})
        answer.set_cookie(
            self._cookie,
            self._secret,
            max_age=COOKIE_DAYS * 86_400,
            httponly=True,
            samesite="Strict",
            path="/",
        )
        return answer

    def refusal(self, request: web.Request, *, acts: bool = False) -> str | None:
        """Return why a request is refused, or None; `acts` where it could change something."""
        own = urlsplit(self.address).netloc
        allowed = {own, own.replace("127.0.0.1", "localhost")}
        if request.host not in allowed:
            return "This page is served to this machine only."
        origin = request.headers.get("Origin")
        if (origin is not None or acts) and origin != f"http://{request.host}":
            return "Another site may not use this page."
        if not self._knows(request):
            return "This page needs the address that was printed when the playground started."
        return None

    def _knows(self, request: web.Request) -> bool:
        given = request.cookies.get(self._cookie, "")
        return hmac.compare_digest(given.encode(), self._secret.encode())


async def harden(request: web.Request, response: web.StreamResponse) -> None:
    """Give every answer its headers; a file somebody uploaded can do nothing but be seen."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    if not request.path.startswith("/assets/"):
        return
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if response.content_type not in SHOWN_IN_PLACE:
        response.headers["Content-Disposition"] = "attachment"
