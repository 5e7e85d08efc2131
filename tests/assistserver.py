"""A server that speaks the protocol of language models, and misbehaves when it is told to. Loopback only."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Model:
    """Answers each request by the next of `answers`; a callable gets the request and the handler."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                model.asked.append((self.path, dict(self.headers), body))
                answer = model.answers.pop(0) if len(model.answers) > 1 else model.answers[0]
                answer(self, body)

            def log_message(self, *words):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def __enter__(self):
        return self

    def __exit__(self, *trouble):
        self.server.shutdown()
        self.server.server_close()


def give(handler, body, status=200, **headers):
    data = body.encode()
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(data)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


def says(*sentences):
    """An answer with these sentences."""

    def answer(handler, body):
        content = json.dumps({"sentences": [{"text": text, "lines": [1]} for text in sentences]})
        give(handler, json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}))

    return answer


def gives(body, status=200, **headers):
    return lambda handler, asked: give(handler, body, status, **headers)


def half(handler, asked):
    """Half of an answer, then nothing."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [{"message": {"content": "{\\"sentences\\": [')


def stall(handler, asked):
    """A byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    try:
        for _ in range(200):
            handler.wfile.write(b"1\r\n \r\n")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


def endless(handler, asked):
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(400):
            handler.wfile.write(b" " * 10_000)
    except OSError:
        pass
