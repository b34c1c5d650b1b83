"""Serves the folder in which it stands:  python3 serve.py

For a site on a stick or on a school's machine: a browser opens no such site from a file. Needs a Python (3.8 or later)
and nothing else, and asks no network. With `--everybody` others in the network can open it, too; but a browser keeps
what they write only at an address that begins with https://, or on the machine itself.
"""

import argparse
import contextlib
import functools
import http.server
import os
import sys
import webbrowser

HERE = os.path.dirname(os.path.abspath(__file__))
# Whatever a page or a kernel asks for comes from this folder.
POLICY = "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'"
# Told here, as the machine's own table may say something else, and then no browser runs it.
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json", ".wasm": "application/wasm"}


class Files(http.server.SimpleHTTPRequestHandler):
    def guess_type(self, path):
        return TYPES.get(os.path.splitext(path)[1]) or super().guess_type(path)

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-cache")  # asked anew each time whether it has changed
        super().end_headers()

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *asked):
        if not isinstance(sys.exc_info()[1], ConnectionError):  # a page that was left before it was all there
            super().handle_error(*asked)


def server(folder, port, everybody=False):
    """The server; port 0 takes any that is free."""
    address = "" if everybody else "127.0.0.1"
    return Server((address, port), functools.partial(Files, directory=folder))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--everybody", action="store_true")
    options = parser.parse_args()
    try:
        serving = server(HERE, options.port, options.everybody)
    except OSError as problem:
        raise SystemExit(f"Port {options.port}: {problem}. Name another one: --port {options.port + 1}") from None
    address = f"http://localhost:{serving.server_port}/"
    print(f"{address}    (Ctrl+C ends it)", flush=True)
    webbrowser.open(address)
    with contextlib.suppress(KeyboardInterrupt):
        serving.serve_forever()


if __name__ == "__main__":
    main()
