"""The packaged program as a process, and HTTP to it. Standard library only."""

import base64
import http.client
import json
import os
import signal
import socket
import subprocess
import time
import urllib.parse


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """One ledger home; may be killed and started again, on the same port."""

    def __init__(self, jar, home):
        self.jar, self.home, self.port = jar, home, free_port()
        self.url = f"http://localhost:{self.port}"
        self.env = dict(os.environ, LEDGER_HOME=home, SERVER_PORT=str(self.port), LEDGER_URL=self.url)
        self.process = None
        self.connection = None

    def start(self, patience_seconds=240):
        """Returns after how many seconds it was ready."""
        begun = time.monotonic()
        log = open(os.path.join(self.home + ".log"), "ab")
        self.process = subprocess.Popen(
            ["java", "-Xmx256m", "-jar", self.jar], env=self.env, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        give_up = time.monotonic() + patience_seconds
        while time.monotonic() < give_up:
            if self.process.poll() is not None:
                break
            try:
                status, _ = self.get("/actuator/health/readiness", None)
                if status == 200:
                    return time.monotonic() - begun
            except OSError:
                self.connection = None
            time.sleep(0.05)
        with open(self.home + ".log") as f:
            print(f.read())
        raise SystemExit("the server did not become ready")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.connection = None

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def authorization(self, user):
        with open(os.path.join(self.home, "passwords", user)) as f:
            return "Basic " + base64.b64encode(f"{user}:{f.read().strip()}".encode()).decode()

    def get(self, path, user):
        return self.request("GET", path, user)

    def request(self, method, path, user, body=None):
        headers = {"Authorization": self.authorization(user)} if user else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        for attempt in (1, 2):
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                self.connection.request(method, path, body=body, headers=headers)
                response = self.connection.getresponse()
                return response.status, response.read()
            except (http.client.HTTPException, OSError):
                self.connection = None
                if attempt == 2:
                    raise

    def ask(self, path, **parameters):
        status, body = self.get(path + "?" + urllib.parse.urlencode(parameters), "compliance")
        if status != 200:
            raise AssertionError(f"GET {path}: {status} {body[:500]!r}")
        return json.loads(body)

    def tell(self, path, question):
        """The answer to a question that is too personal for a URL."""
        status, body = self.request("POST", path, "compliance", json.dumps(question))
        if status != 200:
            raise AssertionError(f"POST {path}: {status} {body[:500]!r}")
        return json.loads(body)

    def tree_size(self):
        """Of the log, not of the view: what the view still lacks counts too."""
        as_of = self.ask("/api/v1/people/nobody/activity")["asOf"]
        return as_of["treeSize"] + as_of["behind"]

    def entry(self, leaf):
        status, body = self.get(f"/api/v1/log/entries/{leaf}", "auditor")
        if status != 200:
            raise AssertionError(f"entry {leaf}: {status} {body[:500]!r}")
        return body

    def importing(self, *arguments):
        return subprocess.Popen(
            ["java", "-jar", self.jar, "import", "--url", self.url, *arguments],
            env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def imported(self, *arguments):
        process = self.importing(*arguments)
        try:
            output, _ = process.communicate(timeout=600)
        finally:
            if process.poll() is None:
                process.kill()
        if process.returncode != 0:
            raise AssertionError(f"import ended with {process.returncode}:\n{output}")
        return output
