"""How gunicorn serves the product, at a desk and in production."""

workers = 2
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 5
control_socket_disable = True  # It would be written to the home folder.
