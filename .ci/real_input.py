"""Real mails through the packaged program, held against a computation straight from the file.

usage: real_input.py JAR MAILS
"""

import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict

import scope
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
    print(f"first start, on an empty home with a heap of 256 MB: ready in {server.start():.1f} s")
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
        known = scope.Mails(mails, wanted)
        routing(server, known)
        incidents(server, known)
        summary = server.imported("--format", "mail", mails)
        check("summary of the second import", (said(summary, "recorded"), said(summary, "replayed")), (0, len(wanted)))
        check("leaves after a second import", server.tree_size(), 1 + len(wanted))
        print("a second import added no leaf")
    finally:
        server.stop()


def items(server, path, **parameters):
    """Every page of a list."""
    found, cursor = [], None
    while True:
        answer = server.ask(path, limit=1000, **parameters, **({"cursor": cursor} if cursor else {}))
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
    """In each role alone, and in all of them: what somebody is part of twice comes once."""
    by_role = {"actor": defaultdict(list), "sender": defaultdict(list), "recipient": defaultdict(list)}
    for row in wanted:
        by_role["actor"][row.actor].append(row)
        if row.event == "MessageSent":
            by_role["sender"][row.actor].append(row)
        for recipient in row.recipients:
            by_role["recipient"][recipient].append(row)
    everybody = sorted({person for rows_of in by_role.values() for person in rows_of})
    chosen = random.Random(2).sample(everybody, 200)
    for person in chosen:
        for role, rows_of in by_role.items():
            activity = [row_of(item) for item in items(server, f"/api/v1/people/{person}/activity", **{"as": role})]
            check(f"activity of {person} as {role}", Counter(activity), Counter(rows_of[person]))
        activity = [row_of(item) for item in items(server, f"/api/v1/people/{person}/activity",
                                                   **{"as": "actor,onBehalfOf,sender,recipient"})]
        check(f"activity of {person} in all roles", Counter(activity),
              Counter(row for row in wanted if person == row.actor or person in row.recipients))
    print(f"{len(chosen)} people's activities, in each role and in all, equal the computation from the file")


def routing(server, mails):
    chosen = random.Random(3).sample(sorted(mails.mails), 200)
    answered = sorted(mails.replies, key=lambda message: (-len(mails.replies[message]), message))[:50]
    for message in chosen + answered:
        story = server.ask(f"/api/v1/messages/{message}/routing")
        check(f"times of {message}", tuple((story[what] or {}).get("afterMillis") for what in ("firstRead", "firstAnswer")),
              mails.times(message))
        check(f"hops of {message}", (story["hops"], story["misrouted"], story["resolved"]), ([], False, None))
        check(f"pool of {message}", story["pool"], None if mails.mails[message]["to"] else "undisclosed")
    print(f"{len(chosen) + len(answered)} messages' times to first read and answer equal the computation from the file")
    times, weeks = server.ask("/api/v1/routing/times"), mails.by_week()
    check("times of all messages", scope.figures_of(times["all"]), mails.figures(mails.mails))
    check("times by week", {group["name"]: scope.figures_of(group) for group in times["byWeek"]},
          {week: mails.figures(some) for week, some in weeks.items()})
    print(f"times of all {len(mails.mails)} messages, and of {len(weeks)} weeks, equal too: {times['all']['firstAnswer']}")


def incidents(server, mails):
    people = random.Random(4).sample(sorted({row.actor for row in mails.rows}), 100)
    for person in people:
        answer = server.tell("/api/v1/incidents", {"person": person, **scope.EVER})
        messages, reported = mails.of_account(person)
        check(f"incident of {person}", {item["messageId"]: scope.tally_of(item) for item in answer["messages"]}, messages)
        check(f"last day of {person}", answer["discovery"]["notifyBy"], scope.due(reported))
    suspicious = random.Random(5).sample(
        sorted({row.message for row in mails.rows if row.event == "SuspicionReported"}), 100)
    for message in suspicious:
        answer = server.tell("/api/v1/incidents", {"messageId": message})
        messages, who, received, reported = mails.of_suspicious(message)
        check(f"incident of {message}", {item["messageId"]: scope.tally_of(item) for item in answer["messages"]}, messages)
        check(f"people of {message}",
              {item["personId"]: scope.tally_of(item) for item in answer["people"] if item["touches"]}, who)
        check(f"receivers of {message}", {item["personId"] for item in answer["people"] if item["received"]}, received)
        check(f"last day of {message}", answer["discovery"]["notifyBy"], scope.due(reported))
    print(f"incidents of {len(people)} accounts and {len(suspicious)} suspicious messages equal the computation from the file")


def receipts_in(path):
    """Those of whole lines: a process that was killed may leave half of one."""
    if not os.path.exists(path):
        return []
    with open(path) as f:
        return [json.loads(line) for line in f if line.endswith("}\n")]


def kill_in_the_middle(jar, mails, wanted, folder, goal, client_too):
    """Kills the server once the client has seen so many receipts. None when that was not in the middle of the import."""
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    server, receipts = Server(jar, os.path.join(folder, "home")), os.path.join(folder, "receipts")
    os.mkdir(server.home)
    arguments = ("--format", "mail", "--receipts", receipts, "--chunk-lines", "200", "--patience-seconds", "240", mails)
    importing = None
    try:
        server.start()
        importing = server.importing(*arguments)
        give_up = time.monotonic() + 600
        while importing.poll() is None and len(receipts_in(receipts)) < goal and time.monotonic() < give_up:
            time.sleep(0.02)
        server.kill()
        alive = importing.poll() is None
        if client_too:
            importing.kill()
            importing.wait()
        seen = len(receipts_in(receipts))
        if not alive or not 0 < seen < len(wanted):
            return None
        ready = server.start()
        if not client_too:
            output, _ = importing.communicate(timeout=600)
            check("the import that outlived the server: " + output, importing.returncode, 0)
        server.imported(*arguments)
        whole_again(server, receipts, wanted)
        print(f"killed {'with its client ' if client_too else ''}after {seen} receipts of {len(wanted)}, ready again in "
              f"{ready:.1f} s: none missing, none twice, every receipt names its leaf under a root that recomputing gives")
        return seen
    finally:
        if importing and importing.poll() is None:
            importing.kill()
        server.stop()


def whole_again(server, receipts, wanted):
    entries = all_entries(server)
    check("entries after kill -9, none missing, none twice",
          Counter(entry_row(entry) for entry in entries[1:]),
          Counter((row.event, row.message, row.actor, row.occurred) for row in wanted))
    seen = receipts_in(receipts)
    check("leaves that receipts name", {receipt["leafIndex"] for receipt in seen}, set(range(1, len(entries))))
    known = roots(entries, {receipt["treeSize"] for receipt in seen})
    first = {}
    for receipt in seen:
        leaf = receipt["leafIndex"]
        check(f"event of leaf {leaf}", json.loads(entries[leaf])["eventId"], receipt["eventId"])
        check(f"root of size {receipt['treeSize']}", known.get(receipt["treeSize"]), receipt["rootHash"])
        check("the receipt's tree holds its leaf", receipt["treeSize"] > leaf, True)
        check(f"receipt of leaf {leaf}, seen again", receipt, first.setdefault(leaf, receipt))


def killed_in_the_middle(jar, mails, wanted, folder):
    """Three times, each over a home of its own; the last client is left alone and must find its server again."""
    seed = time.time_ns()
    print(f"moments of killing: seed {seed}")
    chance = random.Random(seed)
    for client_too in (True, True, False):
        for attempt in range(3):
            goal = chance.randrange(100, len(wanted) * 3 // 4)
            if kill_in_the_middle(jar, mails, wanted, os.path.join(folder, "killed"), goal, client_too):
                break
        else:
            raise SystemExit("FAILED: in three attempts no kill fell into the middle of an import")


def main():
    jar, mails = (os.path.abspath(argument) for argument in sys.argv[1:3])
    wanted = list(rows(mails))
    # A cancelled run must end its servers too: without this, "finally" is passed over.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = tempfile.mkdtemp()
    try:
        import_everything(jar, mails, wanted, folder)
        killed_in_the_middle(jar, mails, wanted, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{passed} passed, 0 failed")


main()
