"""Real mails through the packaged program, held against a computation straight from the file.

usage: real_input.py JAR MAILS README
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict

from expected import row_of, rows
from server import Server
from tree import roots

passed = 0


def check(what, actual, wanted):
    global passed
    if actual != wanted:
        raise SystemExit(f"FAILED: {what}\n  wanted: {str(wanted)[:3000]}\n  actual: {str(actual)[:3000]}")
    passed += 1


def entry_row(body):
    entry = json.loads(body)
    payload = entry["payload"]
    actor = payload.get("sender") or payload.get("actor")
    return entry["event"], payload["messageId"], actor["id"], payload.get("occurredAt")


def said(summary, what):
    """A number of the import's summary."""
    return int(re.search(rf"^{what}\b[^:]*: (\d+)$", summary, re.M).group(1))


def all_entries(server):
    return [server.entry(leaf) for leaf in range(server.tree_size())]


def import_everything(jar, mails, wanted, folder):
    server = Server(jar, os.path.join(folder, "whole"))
    os.mkdir(server.home)
    server.start()
    try:
        begun = time.monotonic()
        summary = server.imported("--format", "mail", mails)
        seconds = time.monotonic() - begun
        check("summary of the import", said(summary, "recorded"), len(wanted))
        last = len(wanted)  # leaf 0 is the founding
        server.ask("/api/v1/people/nobody/activity", atLeast=last)
        check("leaves", server.tree_size(), 1 + len(wanted))
        entries = all_entries(server)
        check("leaf 0", json.loads(entries[0])["event"], "LedgerFounded")
        check("entries", Counter(entry_row(entry) for entry in entries[1:]),
              Counter((row.event, row.message, row.actor, row.occurred) for row in wanted))
        print(f"{len(wanted)} commands became {len(wanted)} entries, each accounted for, in {seconds:.1f} s: "
              f"{dict(Counter(row.event for row in wanted))}")
        trails(server, wanted)
        people(server, wanted)
        summary = server.imported("--format", "mail", mails)
        check("summary of the second import", (said(summary, "recorded"), said(summary, "replayed")), (0, len(wanted)))
        check("leaves after a second import", server.tree_size(), 1 + len(wanted))
        print("a second import added no leaf")
    finally:
        server.stop()


def items(server, path):
    """Every page of a list."""
    found, cursor = [], None
    while True:
        answer = server.ask(path, limit=1000, **({"cursor": cursor} if cursor else {}))
        found += answer["items"]
        cursor = answer["next"]
        if cursor is None:
            return found


def trails(server, wanted):
    by_message = defaultdict(list)
    for row in wanted:
        by_message[row.message].append(row)
    busy = sorted(by_message, key=lambda m: -len(by_message[m]))[:50]
    chosen = busy + random.Random(1).sample(sorted(by_message), 400)
    for message in chosen:
        trail = [row_of(item) for item in items(server, f"/api/v1/messages/{message}/trail")]
        # Lines that name a common message keep their order, so a trail has the file's.
        check(f"trail of {message}", trail, by_message[message])
    print(f"{len(chosen)} trails equal the computation from the file")


def people(server, wanted):
    by_actor = defaultdict(list)
    for row in wanted:
        by_actor[row.actor].append(row)
    chosen = random.Random(2).sample(sorted(by_actor), 60)
    for person in chosen:
        activity = [row_of(item) for item in items(server, f"/api/v1/people/{person}/activity")]
        check(f"activity of {person}", Counter(activity), Counter(by_actor[person]))
    print(f"{len(chosen)} people's activities equal the computation from the file")


def killed_in_the_middle(jar, mails, wanted, folder):
    server = Server(jar, os.path.join(folder, "killed"))
    receipts = os.path.join(folder, "receipts")
    os.mkdir(server.home)
    server.start()
    seed = time.time_ns()
    print(f"moments of killing: seed {seed}")
    chance, kills, importing = random.Random(seed), 0, None
    try:
        for round in range(3):
            importing = server.importing("--format", "mail", "--receipts", receipts, "--chunk-lines", "200", mails)
            goal = server.tree_size() + chance.randrange(200, 1500)
            while importing.poll() is None and server.tree_size() < goal:
                time.sleep(0.02)
            server.kill()
            kills += importing.poll() is None
            if round < 2:
                importing.terminate()
                importing.communicate()
            server.start()
        # The last client was left alone: it must find the server again by itself.
        output, _ = importing.communicate(timeout=300)
        check("the import that outlived the server: " + output, importing.returncode, 0)
        check("the server was killed in the middle of an import", kills >= 1, True)
        server.imported("--format", "mail", "--receipts", receipts, mails)
        entries = all_entries(server)
        check("entries after kill -9, none missing, none twice",
              Counter(entry_row(entry) for entry in entries[1:]),
              Counter((row.event, row.message, row.actor, row.occurred) for row in wanted))
        seen = []
        with open(receipts) as f:
            for line in f:
                if line.endswith("}\n"):
                    seen.append(json.loads(line))
        check("leaves that receipts name", {receipt["leafIndex"] for receipt in seen}, set(range(1, len(entries))))
        known = roots(entries, {receipt["treeSize"] for receipt in seen})
        for receipt in seen:
            leaf = receipt["leafIndex"]
            check(f"event of leaf {leaf}", json.loads(entries[leaf])["eventId"], receipt["eventId"])
            check(f"root of size {receipt['treeSize']}", known.get(receipt["treeSize"]), receipt["rootHash"])
            check("the receipt's tree holds its leaf", receipt["treeSize"] > leaf, True)
        print(f"killed {kills} times in the middle of an import: no message missing, none twice; {len(seen)} receipts "
              f"name their leaves, under {len(known)} roots that recomputing gives")
    finally:
        if importing and importing.poll() is None:
            importing.kill()
        server.stop()


def sample_day(jar, folder, readme):
    server = Server(jar, os.path.join(folder, "sample"))
    os.mkdir(server.home)
    server.start()
    try:
        day = os.path.join(folder, "day.ndjson")
        with open(day, "w") as f:
            subprocess.run(["java", "-jar", jar, "sample"], stdout=f, check=True)
        with open(day) as f:
            lines = sum(1 for _ in f)
        server.imported(day)
        check("leaves of the sample day", server.tree_size(), 1 + lines)
        print(f"the sample day's {lines} commands are recorded")
        snippets(server, readme)
    finally:
        server.stop()


def snippets(server, readme):
    """The README's shell blocks that talk to a running ledger, run as they stand."""
    with open(readme) as f:
        blocks = re.findall(r"```sh\n(.*?)```", f.read(), re.S)
    run = [block for block in blocks if "curl" in block]
    for block in run:
        script = block.replace("http://localhost:8080", server.url).replace("data/passwords", f"{server.home}/passwords")
        result = subprocess.run(["bash", "-euo", "pipefail", "-c", script], capture_output=True, text=True, timeout=60)
        if result.returncode != 0 or '"type":"urn:message-ledger:problem' in result.stdout:
            raise SystemExit(f"FAILED: README snippet\n{block}\n{result.stdout}\n{result.stderr}")
        check("README snippet answered", bool(result.stdout.strip()), True)
    print(f"{len(run)} README snippets run as they stand")


def main():
    jar, mails, readme = (os.path.abspath(argument) for argument in sys.argv[1:4])
    wanted = list(rows(mails))
    # A cancelled run must end its servers too: without this, "finally" is passed over.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = tempfile.mkdtemp()
    try:
        import_everything(jar, mails, wanted, folder)
        killed_in_the_middle(jar, mails, wanted, folder)
        sample_day(jar, folder, readme)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{passed} passed, 0 failed")


main()
