"""Figures for ledger-core/docs/performance.md, from the packaged program on this machine.

usage: measure.py JAR start [OTHER_JAR]   seconds from process start to ready, OTHER_JAR's beside them
       measure.py JAR bulk                commands a second in bulk, and the bytes that H2's file takes
       measure.py JAR lag                 from a receipt to the trail that holds it
"""

import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from statistics import median

from server import Server, free_port

COUNT = 20_000


def spread(figures, unit):
    return f"median {median(figures):.2f} {unit} (least {min(figures):.2f}, most {max(figures):.2f}, {len(figures)} runs)"


def seconds_to_answer(jar, path, environment):
    port = free_port()
    begun = time.monotonic()
    process = subprocess.Popen(["java", "-Xmx256m", "-jar", jar], env={**os.environ, **environment, "SERVER_PORT": str(port)},
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while time.monotonic() - begun < 60:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5)
                return time.monotonic() - begun
            except urllib.error.HTTPError as error:
                if error.code == 404:
                    return time.monotonic() - begun
            except OSError:
                pass
            time.sleep(0.01)
        raise SystemExit(f"no answer: {jar}")
    finally:
        process.terminate()
        process.wait()


def start(jar, other, folder):
    first, later, beside = [], [], []
    for turn in range(5):
        home = {"LEDGER_HOME": os.path.join(folder, str(turn))}
        first.append(seconds_to_answer(jar, "/actuator/health/readiness", home))
        later.append(seconds_to_answer(jar, "/actuator/health/readiness", home))
        if other:
            beside.append(seconds_to_answer(other, "/", {}))
    print("first start on an empty home:", spread(first, "s"))
    print("later start:", spread(later, "s"))
    if other:
        print("the other program:", spread(beside, "s"))


def send(message):
    return {"command": "SendMessage", "mode": "REPORT", "messageId": message, "sender": {"id": "member:1", "kind": "MEMBER"},
            "recipients": [{"pool": "cardiology-north"}], "category": "SYMPTOM_UPDATE", "channel": "PORTAL",
            "confidentiality": "N", "subject": "Short of breath", "body": "Since yesterday, on the stairs."}


def read(message, reader):
    return {"command": "ReadMessage", "mode": "REPORT", "messageId": message, "kind": "OPENED", "purpose": "TREAT",
            "actor": {"id": f"clinician:{reader}", "kind": "CLINICIAN", "pool": "cardiology-north"}}


def post(server, commands):
    """Sends all of them in one request and returns the seconds it took; every one must be recorded."""
    body = "".join(json.dumps(command) + "\n" for command in commands).encode()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    begun = time.monotonic()
    connection.request("POST", "/api/v1/commands", body,
                       {"Content-Type": "application/x-ndjson", "Authorization": server.authorization("emitter")})
    response = connection.getresponse()
    answers = [json.loads(line) for line in response.read().splitlines()]
    seconds = time.monotonic() - begun
    if response.status != 200 or [answer["status"] for answer in answers] != [201] * len(commands):
        raise SystemExit(f"not all were recorded: {response.status} {[a for a in answers if a['status'] != 201][:3]}")
    return seconds


def bulk(jar, folder):
    server = Server(jar, os.path.join(folder, "bulk"))
    os.mkdir(server.home)
    server.start()
    try:
        post(server, [send("warm:" + str(i)) for i in range(COUNT)])
        rates = {"sends": [], "reads of one message each": [], "reads of one message": []}
        post(server, [send("hot:1")])
        for turn in range(3):
            names = [f"portal:{turn}-{i}" for i in range(COUNT)]
            rates["sends"].append(COUNT / post(server, [send(name) for name in names]))
            rates["reads of one message each"].append(COUNT / post(server, [read(n, i) for i, n in enumerate(names)]))
            rates["reads of one message"].append(COUNT / post(server, [read("hot:1", i) for i in range(COUNT)]))
        for what, figures in rates.items():
            print(f"{what}, {COUNT} in one request: {spread(figures, 'a second')}")
        size = server.tree_size()
        sizes = [len(server.entry(leaf)) for leaf in range(1, size, 50)]
        file_bytes = os.path.getsize(os.path.join(server.home, "ledger.mv.db"))
        entry_bytes = sum(sizes) / len(sizes)
        print(f"H2's file after {size} entries of {entry_bytes:.0f} bytes in the mean: {file_bytes / 1e6:.0f} MB, "
              f"{file_bytes / (size * entry_bytes):.1f} times the entries' bytes")
        server.stop()
        print(f"after a stop: {os.path.getsize(os.path.join(server.home, 'ledger.mv.db')) / 1e6:.0f} MB")
    finally:
        server.stop()


def lag(jar, folder):
    server = Server(jar, os.path.join(folder, "lag"))
    os.mkdir(server.home)
    server.start()
    try:
        recorded, seen = [], []
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        for i in range(1_200):
            command = send(f"portal:{i}")
            command.pop("command")
            begun = time.monotonic()
            connection.request("POST", "/api/v1/messages", json.dumps(command),
                               {"Content-Type": "application/json", "Authorization": server.authorization("emitter")})
            receipt = json.loads(connection.getresponse().read())
            middle = time.monotonic()
            trail = server.ask(f"/api/v1/messages/portal:{i}/trail", atLeast=receipt["leafIndex"])
            if len(trail["items"]) != 1:
                raise SystemExit(f"the trail lacks the send: {trail}")
            if i >= 200:
                recorded.append(1_000 * (middle - begun))
                seen.append(1_000 * (time.monotonic() - middle))
        for what, figures in (("a send, to its receipt", recorded), ("from there, its trail", seen)):
            print(f"{what}: {spread(figures, 'ms')}, 99 of 100 within {sorted(figures)[len(figures) * 99 // 100]:.2f} ms")
    finally:
        server.stop()


def main():
    jar, what, *other = sys.argv[1:]
    folder = tempfile.mkdtemp()
    try:
        if what == "start":
            start(jar, other[0] if other else None, folder)
        else:
            {"bulk": bulk, "lag": lag}[what](jar, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
