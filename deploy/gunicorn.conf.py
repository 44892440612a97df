"""gunicorn, the same for `make run` and for production; docker-compose.yml and tools/run.py set the address."""

import os
from pathlib import Path

memory = Path("/dev/shm")  # noqa: S108  gunicorn makes its heartbeat file there safely

worker_class = "gthread"  # a slow upload holds a thread, not a process
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 15
keepalive = 5
max_requests = 2000  # a slow leak never grows old
max_requests_jitter = 200
accesslog = "-"
errorlog = "-"
control_socket_disable = True
worker_tmp_dir = str(memory) if memory.is_dir() else None  # on a slow disk the heartbeat kills healthy workers
