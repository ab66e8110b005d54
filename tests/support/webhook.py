"""A web hook on loopback that says what it is told to say and remembers what it got."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Webhook:
    """`status` is what the next requests are answered with; `hold` delays the answer until it is set."""

    port: int = 0
    status: int = 200
    location: str = ""
    bodies: list[bytes] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    hold: threading.Event | None = None


@contextmanager
def webhook() -> Iterator[Webhook]:
    """A running web hook."""
    hook = Webhook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hook.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            hook.paths.append(self.path)
            if hook.hold:
                hook.hold.wait(10)
            self.send_response(hook.status)
            if hook.location:
                self.send_header("Location", hook.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing: the tests' output is read by people."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    hook.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        if hook.hold:
            hook.hold.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
