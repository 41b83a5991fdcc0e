"""A collector of spans on a free port of this host, for the scripts beside this one."""

import http.server
import threading


def started(take):
    """Starts it: its port. `take` gets each request, with path and headers, and its body; what it raises is no answer."""

    class Collector(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            take(self, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port
