"""How gunicorn serves the product, at a desk and in production."""

import gc
from typing import Any

workers = 2
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 5
control_socket_disable = True  # It would be written to the home folder.


def post_worker_init(worker: Any) -> None:
    """What was loaded to begin with stays, so looking for rubbish in it would only take time."""
    gc.collect()
    gc.freeze()
