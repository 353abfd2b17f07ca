"""The nginx configuration that we ship, in a real nginx, with a real collector behind it."""

import gzip
import http.client
import json
import logging
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from kit.ballots import (
    OpenRound,
    RoundPlan,
    UnitSpec,
    UnitTree,
    carry_out,
    collectables,
    round_status,
    save_units,
)
from kit.load import load_book
from kit.storage import CollectorSettings, Store, open_store
from kit.web.access import issue_links
from kit.web.app import create_collector
from kit.web.standalone import standalone

ROOT = Path(__file__).parents[2]
NAME = "book.example.org"
ORIGIN = f"https://{NAME}"
EXERCISE = "learn/where-we-stand"
CANARY = "canary5f3a"
BALLOT = "c0ffee" * 5 + "c0"
ADDRESS = "203.0.113.77"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: list[str]

    def json(self) -> Any:
        return json.loads(self.body)


class Heard:
    """Passes requests on to the collector and remembers what it was told of them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.headers: list[dict[str, str]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            told = {name.decode(): value.decode() for name, value in scope["headers"]}
            self.headers.append(told)
        await self._app(scope, receive, send)


@dataclass
class Site:
    """nginx with a book and a collector, as somebody outside meets them."""

    folder: Path
    secure: int
    plain: int
    store: Store
    code: str
    link: str
    heard: Heard
    logged: list[str] = field(default_factory=list)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        name: str = NAME,
    ) -> Answer:
        """Ask over TLS; ``name`` is what the client takes the server for."""
        trusted = ssl.create_default_context(cafile=self.folder / "certificate.pem")
        raw = socket.create_connection(("127.0.0.1", self.secure), timeout=20)
        with trusted.wrap_socket(raw, server_hostname=name) as connection:
            return _ask(connection, method, path, body, headers)

    def ask_plainly(self, path: str, host: str) -> Answer:
        """Ask without TLS."""
        with socket.create_connection(("127.0.0.1", self.plain), timeout=20) as connection:
            return _ask(connection, "GET", path, None, {"Host": host})

    def written(self) -> str:
        """Return everything that nginx and the collector wrote about what they did."""
        logs = sorted(path for path in (self.folder / "logs").rglob("*") if path.is_file())
        return "\n".join([*(path.read_text("utf-8") for path in logs), *self.logged])


def _ask(
    connection: socket.socket,
    method: str,
    path: str,
    body: bytes | Mapping[str, object] | None,
    headers: Mapping[str, str] | None,
) -> Answer:
    given = {"Host": NAME, "Origin": ORIGIN, **(headers or {})}
    if isinstance(body, Mapping):
        body, given = json.dumps(body).encode(), {"Content-Type": "application/json", **given}
    client = http.client.HTTPConnection("127.0.0.1")
    client.sock = connection
    client.request(method, path, body, given)
    answer = client.getresponse()
    told = {name.lower(): value for name, value in answer.getheaders()}
    cookies = answer.headers.get_all("set-cookie") or []
    return Answer(answer.status, told, answer.read(), cookies)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def wait_for(port: int, program: subprocess.Popen[bytes] | None = None) -> None:
    """Wait until something listens; fail at once if the program has ended."""
    deadline = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert program is None or program.poll() is None, "nginx does not start"
            assert time.monotonic() < deadline, f"nothing listens on port {port}"
            threading.Event().wait(0.02)
        else:
            return


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    for name in ("logs", "spool", "book"):
        (folder / name).mkdir()
    (folder / "book" / "index.html").write_text(f"<h1>A book</h1>{'text ' * 500}", "utf-8")
    settings = CollectorSettings(
        f"sqlite:///{folder}/data/collector.sqlite3",
        folder / "keys" / "code.key",
        folder / "keys" / "private",
    )
    store = open_store(settings)
    code, link = _open_round(store)
    heard = Heard(standalone(create_collector(store, dict, holder=False)))
    ports = [free_port() for _ in range(3)]
    made = Site(folder, ports[0], ports[1], store, code, link, heard)
    listener = _Listener(made.logged)
    # The server's own logger, too: where another server was configured, it tells the root nothing.
    listened = [logging.getLogger(name) for name in (None, "uvicorn.error")]
    for logger in listened:
        logger.addHandler(listener)
    # As `kit collect` runs it: no access log, and the scheme as the proxy on this machine says.
    server = uvicorn.Server(
        uvicorn.Config(heard, port=ports[2], access_log=False, log_level="debug", log_config=None)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    proxy = _start_nginx(folder, made, ports[2])
    try:
        wait_for(ports[2])
        wait_for(made.secure, proxy)
        yield made
        assert proxy.poll() is None, "nginx stopped by itself"
    finally:
        proxy.terminate()
        proxy.wait(timeout=20)
        server.should_exit = True
        thread.join(timeout=20)
        for logger in listened:
            logger.removeHandler(listener)
        store.close()


class _Listener(logging.Handler):
    def __init__(self, into: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self._into = into

    def emit(self, record: logging.LogRecord) -> None:
        self._into.append(self.format(record))


def _open_round(store: Store) -> tuple[str, str]:
    """Open a round for twelve people; return the room's code and the leader's secret."""
    unit = UnitSpec("team", "Team", 12)
    save_units(store, UnitTree(unit), "test")
    exercise = collectables(load_book(ROOT))[EXERCISE]
    plan = RoundPlan(exercise, "team", "To choose one thing", store.today())
    done = carry_out(store, "test", OpenRound(plan))
    assert done is not None
    assert done.round_id is not None, done
    status = round_status(store, done.round_id)
    assert status is not None
    [box] = status.sessions
    assert box.room_code is not None
    [issued] = issue_links(store, unit, "leader", store.today(), "test")
    return box.room_code, issued.secret


def _start_nginx(folder: Path, made: Site, collector: int) -> subprocess.Popen[bytes]:
    program = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
    assert program, "these tests need nginx: install Debian's package nginx-light"
    certificate, key = folder / "certificate.pem", folder / "certificate.key"
    wanted = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    making = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *wanted]
    done = subprocess.run(
        [*making, "-keyout", key, "-out", certificate], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    _write_configuration(folder, made, collector)
    # What nginx says in its own log, as loudly as it can, is read by a test.
    return subprocess.Popen([program, "-c", folder / "nginx.conf", "-e", folder / "logs/start.log"])


def _write_configuration(folder: Path, made: Site, collector: int) -> None:
    """Write what we ship, with other places, inside an `http` part that logs all that it can."""
    text = (ROOT / "docs" / "nginx" / "kit.conf").read_text("utf-8")
    for shipped, here in (
        ("listen 80", f"listen 127.0.0.1:{made.plain}"),
        ("listen 443", f"listen 127.0.0.1:{made.secure}"),
        ("server 127.0.0.1:8100", f"server 127.0.0.1:{collector}"),
        ("/var/log/nginx/kit.log", str(folder / "logs" / "kit.log")),
        (f"/etc/ssl/certs/{NAME}.pem", str(folder / "certificate.pem")),
        (f"/etc/ssl/private/{NAME}.key", str(folder / "certificate.key")),
        ("/srv/kit/site", str(folder / "book")),
    ):
        assert shipped in text, shipped
        text = text.replace(shipped, here)
    (folder / "kit.conf").write_text(text, "utf-8")
    spools = "".join(
        f"{kind}_temp_path {folder}/spool/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "scgi", "uwsgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/nginx.pid;\n"
        f"error_log {folder}/logs/error.log info;\nevents {{}}\nhttp {{\n"
        f"default_type application/octet-stream;\ntypes {{ text/html html; }}\n"
        f"access_log {folder}/logs/access.log;\n{spools}include {folder}/kit.conf;\n}}\n",
        "utf-8",
    )


def answer_of(site: Site, ballot: str = BALLOT, **changes: object) -> dict[str, object]:
    joined = site.ask("POST", "/collect/v1/join", {"code": site.code.ljust(24)}).json()
    given: dict[str, object] = {
        "code": site.code.ljust(24),
        "ballot": ballot,
        "fingerprint": joined["fingerprint"],
        "answers": "01" * len(joined["items"]),
    }
    return given | changes


def test_an_answer_arrives_over_tls(site: Site) -> None:
    sent = site.ask("POST", "/collect/v1/answers", answer_of(site))
    assert (sent.status, sent.json()) == (200, {"state": "received"})
    taken_back = site.ask("POST", "/collect/v1/withdrawals", {"ballot": BALLOT})
    assert (taken_back.status, taken_back.json()) == (200, {"state": "withdrawn"})


def test_nothing_of_a_respondent_is_in_any_log(site: Site) -> None:
    loud = {
        "User-Agent": CANARY,
        "Referer": f"{ORIGIN}/nb/{CANARY}",
        "X-Forwarded-For": ADDRESS,
        "X-Real-IP": ADDRESS,
        "Forwarded": f"for={ADDRESS}",
        "Cookie": f"kit_visit={CANARY}",
        "Accept-Language": CANARY,
    }
    wrong = answer_of(site, answers=CANARY)
    json_type = {**loud, "Content-Type": "application/json"}
    said = [
        site.ask("POST", "/collect/v1/answers", answer_of(site, "ab" * 16), loud).status,
        site.ask("POST", "/collect/v1/answers", wrong, loud).status,
        site.ask("POST", f"/collect/v1/join?c={CANARY}", {"code": CANARY.ljust(24)}, loud).status,
        site.ask("POST", f"/collect/v1/{CANARY}", {"code": CANARY}, loud).status,
        site.ask("POST", "/collect/v1/answers", CANARY.encode(), json_type).status,
        site.ask("POST", "/collect/v1/answers", CANARY.encode() * 3000, json_type).status,
        site.ask("GET", f"/nb/exercises/{CANARY}.html?{CANARY}", None, loud).status,
        site.ask("GET", "/%zz" + CANARY, None, loud).status,
    ]
    assert said == [200, 422, 404, 404, 422, 413, 404, 400]
    written = site.written()
    assert "Application startup complete" in written, "the collector's log was not read"
    for secret in (CANARY, "ab" * 16, site.code, site.code.replace("-", ""), ADDRESS, "client: "):
        assert secret not in written, secret
    data = b"".join(path.read_bytes() for path in (site.folder / "data").iterdir())
    for kept in (CANARY.encode(), b"ab" * 16, bytes.fromhex("ab" * 16), ADDRESS.encode()):
        assert kept not in data


def test_there_is_no_access_log_at_all(site: Site) -> None:
    site.ask("GET", "/")
    site.ask("GET", "/collect/health")
    site.ask_plainly("/", NAME)
    log = site.folder / "logs" / "access.log"
    assert log.read_text("utf-8") == ""


def test_the_collector_is_not_told_who_asks(site: Site) -> None:
    site.ask(
        "GET",
        "/collect/health",
        None,
        {"X-Forwarded-For": ADDRESS, "X-Real-IP": ADDRESS, "User-Agent": CANARY},
    )
    told = site.heard.headers[-1]
    assert set(told) <= {"host", "origin", "x-forwarded-proto", "accept-encoding", "connection"}
    assert told["x-forwarded-proto"] == "https"
    assert told.get("accept-encoding", "identity") == "identity"
    assert ADDRESS not in str(told)


def test_another_origin_gains_nothing_from_forged_headers(site: Site) -> None:
    forged = {
        "Origin": "https://evil.example",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "http",
        "Forwarded": "host=evil.example;proto=https",
    }
    assert site.ask("POST", "/collect/v1/answers", answer_of(site), forged).status == 403
    visit = site.ask("POST", "/collect/v1/visits", {"secret": site.link}, forged)
    assert visit.status == 403
    assert visit.cookies == []
    for origin in ("null", f"http://{NAME}", f"{ORIGIN}:8443", f"{ORIGIN}.evil.example"):
        refused = site.ask("POST", "/collect/v1/visits", {"secret": site.link}, {"Origin": origin})
        assert refused.status == 403, origin


def test_a_leaders_cookie_is_for_https_only(site: Site) -> None:
    visit = site.ask("POST", "/collect/v1/visits", {"secret": site.link})
    assert visit.status == 201
    [cookie] = visit.cookies
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"secure", "httponly", "samesite=strict", "path=/collect"} <= attributes


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", f"{NAME}.evil.example"])
def test_a_name_that_is_not_ours_gets_no_answer(site: Site, host: str) -> None:
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        site.ask("GET", "/collect/health", None, {"Host": host})
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        site.ask_plainly("/", host)


def test_a_request_without_a_name_is_refused(site: Site) -> None:
    before = len(site.heard.headers)
    assert site.ask("GET", "/collect/health", None, {"Host": ""}).status == 400
    assert len(site.heard.headers) == before


def test_tls_is_not_spoken_under_another_name(site: Site) -> None:
    with pytest.raises((ssl.SSLError, ConnectionError)):
        site.ask("GET", "/", name="evil.example")


def test_old_versions_of_tls_are_refused(site: Site) -> None:
    trusted = ssl.create_default_context(cafile=site.folder / "certificate.pem")
    assert trusted.minimum_version >= ssl.TLSVersion.TLSv1_2
    raw = socket.create_connection(("127.0.0.1", site.secure), timeout=20)
    with trusted.wrap_socket(raw, server_hostname=NAME) as connection:
        assert connection.version() in {"TLSv1.2", "TLSv1.3"}
        # Nothing to resume with: a second visit cannot be told to be the same visitor's.
        connection.sendall(f"HEAD / HTTP/1.1\r\nHost: {NAME}\r\n\r\n".encode())
        connection.recv(64)
        assert connection.session is None or not connection.session.has_ticket


def test_what_is_asked_without_tls_is_sent_to_https(site: Site) -> None:
    answer = site.ask_plainly("/nb/index.html", NAME)
    assert (answer.status, answer.headers["location"]) == (301, f"{ORIGIN}/nb/index.html")


def test_an_address_that_leads_nowhere_gets_the_books_own_page(site: Site) -> None:
    (site.folder / "book" / "404.html").write_text("<h1>Siden finnes ikke</h1>", "utf-8")
    answer = site.ask("GET", "/nb/book/gone/deeper.html")
    assert (answer.status, answer.body) == (404, b"<h1>Siden finnes ikke</h1>")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_links_and_hidden_files_are_not_handed_out(site: Site) -> None:
    book = site.folder / "book"
    outside = site.folder / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(CANARY, "utf-8")
    (book / "here.txt").write_text("here", "utf-8")
    (book / "secret.txt").symlink_to(outside / "secret.txt")
    (book / "folder").symlink_to(outside)
    (book / "again.txt").symlink_to(book / "here.txt")
    for name in (".git", ".well-known"):
        (book / name).mkdir()
        (book / name / "config").write_text(name, "utf-8")
    paths = ("/secret.txt", "/folder/secret.txt", "/folder/", "/again.txt")
    # nginx itself tells a link (403) from what lies behind one (404), and so that there is one.
    assert {path: site.ask("GET", path).status for path in paths} == dict.fromkeys(paths, 404)
    assert site.ask("GET", "/here.txt").body == b"here"
    assert site.ask("GET", "/.git/config").status == 404
    assert site.ask("GET", "/.well-known/config").body == b".well-known"
    for path in (*paths, "/.git/config"):
        assert CANARY.encode() not in site.ask("GET", path).body


def test_the_books_folder_itself_may_be_a_link(site: Site) -> None:
    book, moved = site.folder / "book", site.folder / "moved"
    book.rename(moved)
    book.symlink_to(moved)
    try:
        assert site.ask("GET", "/").status == 200
    finally:
        book.unlink()
        moved.rename(book)


def test_answers_of_the_collector_are_never_compressed(site: Site) -> None:
    wanted = {"Accept-Encoding": "gzip, br, deflate"}
    for path in ("/collect/", "/collect/health", "/collect/openapi.json", "/collect/nothing"):
        answer = site.ask("GET", path, None, wanted)
        assert "content-encoding" not in answer.headers, path
    book = site.ask("GET", "/", None, wanted)
    assert book.headers["content-encoding"] == "gzip"
    assert b"A book" in gzip.decompress(book.body)


def test_a_body_is_limited_twice(site: Site) -> None:
    json_type = {"Content-Type": "application/json"}
    by_collector = site.ask("POST", "/collect/v1/answers", b"x" * 5000, json_type)
    assert (by_collector.status, by_collector.json()["code"]) == (413, "too-large")
    before = len(site.heard.headers)
    assert site.ask("POST", "/collect/v1/answers", b"x" * 20_000, json_type).status == 413
    assert len(site.heard.headers) == before, "nginx handed on what is too large"


_FILE_KIND = "multipart/form-data; boundary=b"
_FILE_ENDS = (
    b'--b\r\ncontent-disposition: form-data; name="table"; filename="u.csv"\r\n\r\n',
    b"\r\n--b--\r\n",
)


@pytest.mark.parametrize(
    ("path", "most", "kind", "ends"),
    [
        ("units", 262_144, _FILE_KIND, _FILE_ENDS),
        ("measures/open", 262_144, _FILE_KIND, _FILE_ENDS),
        ("measures", 131_072, "application/x-www-form-urlencoded", (b"keep=", b"")),
    ],
)
def test_files_and_agreements_may_be_larger_and_are_limited_too(
    site: Site, path: str, most: int, kind: str, ends: tuple[bytes, bytes]
) -> None:
    """As much as the collector takes, and no more."""
    form = {"Content-Type": kind}
    body = (b"x" * (most - len(ends[0] + ends[1]))).join(ends)
    assert site.ask("POST", f"/collect/{path}", body, form).status == 401
    before = len(site.heard.headers)
    assert site.ask("POST", f"/collect/{path}", b"x" * (most + 1), form).status == 413
    assert len(site.heard.headers) == before, "nginx handed on what is too large"


def test_no_body_becomes_a_file(site: Site) -> None:
    spool = site.folder / "spool" / "client_body"
    aside = spool.with_name("aside")
    spool.rename(aside)
    spool.write_text("a file, in which nothing can be stored", "utf-8")
    try:
        answer = site.ask(
            "POST", "/collect/v1/visits", b"x" * 16_000, {"Content-Type": "application/json"}
        )
        assert answer.status == 422
    finally:
        spool.unlink()
        aside.rename(spool)


def test_security_headers_are_there_once(site: Site) -> None:
    page = site.ask("GET", "/collect/")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-content-type-options"] == "nosniff"
    for path in ("/", "/collect/", "/collect/health", "/nothing"):
        told = site.ask("GET", path).headers
        assert told["strict-transport-security"] == "max-age=31536000", path
        assert "nginx/" not in told.get("server", ""), path
    book = site.ask("GET", "/").headers
    assert (book["referrer-policy"], book["cache-control"]) == ("no-referrer", "no-cache")
    assert "frame-ancestors 'self'" in book["content-security-policy"]
    assert "default-src 'self' 'unsafe-inline' data:;" in book["content-security-policy"]
