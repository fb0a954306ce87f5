"""Every snippet of the README, in its order and as it stands, but for the port.

usage: readme.py README JAR

The folder is made to look like the checkout with the ledger's home in ./data. A snippet that starts the ledger is left
running for those that follow it; one that sets a setting must also fail to start with nonsense in its place. A block
that is no snippet has the language "text".
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

from server import free_port

START = re.compile(r"(?:[A-Z_]+=\S+ )*(?:mvn spring-boot:run|java(?: -X\S+)* -jar \S+\.jar(?: --\S+)*)")
SETTING = re.compile(r"(LEDGER_DECISIONS_\w+=|--ledger\.[\w.-]+=)\S+")
RUN_BY_CI = {"mvn verify": "mvn -B verify"}
# What the text around a snippet promises of its answer.
PROMISED = {
    "/trail": ['"event":"MessageSent"', '"event":"MessageRead"'],
    "format=csv": ["leafIndex,eventId,event,", ",MessageRead,"],
    "/api/v1/search": ['"event":"MessageSent"', '"event":"MessageRead"'],
    "/entries/0": ['"event":"LedgerFounded"'],
    "/log/status": ['"statement":"Nobody witnesses this log'],
    "/exports -d": ["export.csv", "manifest.json", "manifest.sig"],
    "verify-export": ["that the log has signed", "\nverified"],
    " import ": ["rejected: 0"],
    ".jar replay": ["digest ", "\nequal"],
    ".jar fsck": ["as it was written"],
}


def fail(message):
    raise SystemExit(f"FAILED: {message}")


class Snippets:

    def __init__(self, project, jar, folder):
        self.project, self.folder = project, folder
        self.url = f"http://localhost:{free_port()}"
        self.env = dict(os.environ, SERVER_PORT=self.url.rpartition(":")[2], LEDGER_URL=self.url)
        self.env.pop("LEDGER_HOME", None)
        self.ledger = None
        os.makedirs(os.path.join(folder, "ledger-api"))
        os.symlink(os.path.dirname(jar), os.path.join(folder, "ledger-api", "target"))

    def run(self, snippet):
        commands = re.sub(r"\s*#.*", "", snippet).strip()
        if commands in RUN_BY_CI:
            with open(os.path.join(self.project, ".ci", "run")) as f:
                if RUN_BY_CI[commands] + "\n" not in f.read():
                    fail(f".ci/run does not run {commands}")
            return "run by .ci/run"
        if START.fullmatch(commands):
            self.stop()
            if SETTING.search(commands):
                self.refuses_nonsense(SETTING.sub(r"\1nonsense", commands))
            return f"ready in {self.start(commands):.1f} s"
        script = snippet.replace("http://localhost:8080", self.url)
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=self.folder, env=self.env,
                              capture_output=True, text=True, timeout=300)
        if done.returncode != 0 or "urn:message-ledger:problem" in done.stdout or not done.stdout.strip():
            fail(f"this ended with {done.returncode}:\n{snippet}\n{done.stdout}\n{done.stderr}")
        for asked, answers in PROMISED.items():
            if asked in snippet and not all(answer in done.stdout for answer in answers):
                fail(f"this does not answer {answers}:\n{snippet}\n{done.stdout}")
        return done.stdout.strip().splitlines()[-1][:100]

    def launch(self, commands):
        in_maven = commands.startswith("mvn")
        env = dict(self.env, LEDGER_HOME=os.path.join(self.folder, "data")) if in_maven else self.env
        with open(os.path.join(self.folder, "ledger.log"), "w") as log:
            return subprocess.Popen(["bash", "-c", commands], cwd=self.project if in_maven else self.folder, env=env,
                                    stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)

    def start(self, commands):
        begun = time.monotonic()
        self.ledger = self.launch(commands)
        while time.monotonic() < begun + 240 and self.ledger.poll() is None:
            try:
                with urllib.request.urlopen(self.url + "/actuator/health/readiness", timeout=10):
                    return time.monotonic() - begun
            except OSError:
                time.sleep(0.1)
        with open(os.path.join(self.folder, "ledger.log")) as f:
            fail(f"the ledger did not become ready: {commands}\n{f.read()}")

    def refuses_nonsense(self, commands):
        self.ledger = self.launch(commands)
        try:
            if self.ledger.wait(240) == 0:
                fail(f"ended well: {commands}")
        except subprocess.TimeoutExpired:
            fail(f"the setting is not looked at: {commands}")
        self.ledger = None

    def stop(self):
        if self.ledger:
            os.killpg(self.ledger.pid, signal.SIGTERM)
            try:
                self.ledger.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(self.ledger.pid, signal.SIGKILL)
                self.ledger.wait()
            # Maven may end before the ledger that it started.
            while True:
                try:
                    os.killpg(self.ledger.pid, 0)
                    time.sleep(0.1)
                except ProcessLookupError:
                    break
            self.ledger = None


def blocks(text):
    """Fenced blocks as (language, content); anything else that looks like one is an error."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.M | re.S)
    rest = re.sub(r"^```(\w*)\n(.*?)^```$", "", text, flags=re.M | re.S)
    if re.search(r"^(    |\t|~~~|```)", rest, re.M):
        fail("the README has a block that is not fenced as ```sh or ```text")
    for language, content in found:
        if language not in ("sh", "text"):
            fail(f"the README has a block of language {language!r}:\n{content}")
    return found


def main():
    readme, jar = (os.path.abspath(argument) for argument in sys.argv[1:3])
    with open(readme) as f:
        snippets = [content for language, content in blocks(f.read()) if language == "sh"]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = tempfile.mkdtemp()
    runner = Snippets(os.path.dirname(readme), jar, folder)
    try:
        for snippet in snippets:
            answer = runner.run(snippet)
            print(f"  {snippet.strip().splitlines()[0][:90]}\n    -> {answer}", flush=True)
    finally:
        runner.stop()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(snippets)} README snippets run as they stand")


main()
