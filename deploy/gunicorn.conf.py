"""gunicorn, the same for `make run` and for production; docker-compose.yml and tools/run.py set the address."""

import os
import re
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

# hdr_portal/lib/respondents.py says why; this file is read before the portal can be imported.
RESPONDENTS = re.compile(r"/a/|/static/[a-z]+/answering")
CAME_FROM_RESPONDENTS = re.compile(r"https?://[^/]+/a/")


class AnonymousLogger(Logger):  # type: ignore[misc]  # gunicorn carries no types
    """No line for a respondent of a survey: an address and a moment would lead from an answer to a person."""

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> None:
        """See Logger.access. What a respondent's page loads names that page as its referrer."""
        page, referrer = environ.get("PATH_INFO", ""), environ.get("HTTP_REFERER", "")
        if not (RESPONDENTS.match(page) or CAME_FROM_RESPONDENTS.match(referrer)):
            super().access(resp, req, environ, request_time)


logger_class = AnonymousLogger
memory = Path("/dev/shm")  # noqa: S108  gunicorn makes its heartbeat file there safely

worker_class = "gthread"  # a slow upload holds a thread, not a process
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 15
keepalive = 5
preload_app = True  # a worker that died or grew old is replaced in milliseconds, not in the seconds that loading takes
max_requests = 20_000  # a slow leak never grows old; a lesson of 330 pupils is 6,000 requests in a few minutes
max_requests_jitter = 2_000
accesslog = "-"
errorlog = "-"
control_socket_disable = True
worker_tmp_dir = str(memory) if memory.is_dir() else None  # on a slow disk the heartbeat kills healthy workers
