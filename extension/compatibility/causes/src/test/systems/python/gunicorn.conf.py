bind = "0.0.0.0:8000"
accesslog = "-"
timeout = 2
graceful_timeout = 1
