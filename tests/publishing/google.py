"""As much of Google Cloud Storage's JSON API as a publisher uses, for want of a server of theirs to install.

``python -m tests.publishing.google PORT``; one bucket holds all. Generations and their conditions are kept as the
documentation of the API says; nobody is asked who they are.
"""

import base64
import hashlib
import json
import re
import sys
from dataclasses import dataclass
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass
class Stored:
    """An object: what was said of it, its content and its generation."""

    metadata: dict[str, str]
    content: bytes
    generation: int

    def resource(self, name: str) -> dict[str, str]:
        """The object as the API tells it."""
        digest = base64.b64encode(hashlib.md5(self.content).digest()).decode()  # noqa: S324 - what the API has
        return {
            "kind": "storage#object",
            "bucket": "bucket",
            "name": name,
            "size": str(len(self.content)),
            "generation": str(self.generation),
            "md5Hash": digest,
            **self.metadata,
        }


class Handler(BaseHTTPRequestHandler):
    """Answers for the objects of one bucket."""

    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # head and content in one packet: two would wait for each other
    objects: dict[str, Stored] = {}  # noqa: RUF012 - the one bucket
    count = 0

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        message = message_from_bytes(f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode() + body)
        first, second = message.get_payload()
        told = json.loads(first.get_payload(decode=True))
        name = told.pop("name")
        if self._query().get("ifGenerationMatch") == ["0"] and name in self.objects:
            self._say(412, {"error": {"message": "conditionNotMet"}})
            return
        content = re.split(rb"\r?\n\r?\n", body.split(b"--" + message.get_boundary().encode())[2], maxsplit=1)[1]
        Handler.count += 1
        metadata = {"contentType": second["Content-Type"], **told}
        self.objects[name] = Stored(metadata, content.removesuffix(b"\n"), Handler.count)
        self._say(200, self.objects[name].resource(name))

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.endswith("/o"):
            self._list()
            return
        name = unquote(path.rpartition("/o/")[2])
        stored = self.objects.get(name)
        if stored is None:
            self._say(404, {"error": {"message": "no such object"}})
        elif "alt" in self._query() or path.startswith("/download"):
            self._send(200, stored.metadata["contentType"], stored.content, stored.metadata.get("cacheControl", ""))
        else:
            self._say(200, stored.resource(name))

    def do_DELETE(self) -> None:
        name = unquote(urlsplit(self.path).path.rpartition("/o/")[2])
        found = self.objects.pop(name, None)
        self._say(204 if found else 404, {} if found else {"error": {"message": "no such object"}})

    def _list(self) -> None:
        prefix = self._query().get("prefix", [""])[0]
        inside = [name for name in sorted(self.objects) if name.startswith(prefix)]
        files = [name for name in inside if "/" not in name.removeprefix(prefix)]
        folders = {prefix + name.removeprefix(prefix).split("/")[0] + "/" for name in inside if name not in files}
        self._say(200, {"items": [self.objects[name].resource(name) for name in files], "prefixes": sorted(folders)})

    def _query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.path).query)

    def _say(self, status: int, answer: object) -> None:
        self._send(status, "application/json", json.dumps(answer).encode())

    def _send(self, status: int, type: str, content: bytes, cache: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", type)
        self.send_header("Cache-Control", cache)
        self.send_header("Content-Length", "0" if status == 204 else str(len(content)))
        self.end_headers()
        if status != 204:
            self.wfile.write(content)

    def log_message(self, format: str, *words: object) -> None:
        """Silence."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
