"""The program served in threads of the test process, on the database the test is pointed at."""

import threading
from types import TracebackType

from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test.testcases import QuietWSGIRequestHandler

from tests.support.database import COURTS


class LiveCourt:
    """A running server: `url` for the browser, `database` for other processes, `court` its schema."""

    def __init__(self, database: str) -> None:
        self.database = database
        self.court = COURTS[0]
        self._server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler, allow_reuse_address=False)
        self._server.set_app(get_wsgi_application())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """Where the court is served, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "LiveCourt":
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        connections.close_all()
