"""Incidents and routing times of the mails, computed straight from the file: nothing of the program is used."""

import gzip
import json
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta, timezone

EVER = {"from": "1990-01-01T00:00:00Z", "to": "2030-01-01T00:00:00Z"}
TOUCHES = {"MessageRead": "OPENED", "MessageSent": "SENT", "SuspicionReported": "REPORTED"}


class Mails:
    """The file's mails, and which of them answer which in the same thread."""

    def __init__(self, path, rows):
        with gzip.open(path, "rt", encoding="utf-8") as f:
            self.mails = {"mail:" + mail["messageId"]: mail for mail in map(json.loads, f)}
        self.rows = rows
        self.by_message = defaultdict(list)
        for row in rows:
            self.by_message[row.message].append(row)
        thread = {}
        self.replies = defaultdict(list)
        for message, mail in self.mails.items():
            parent = "mail:" + (mail["inReplyTo"] or "")
            # An answer that stands before what it answers begins a thread of its own.
            thread[message] = thread.get(parent, message)
            if parent in thread and parent != message:
                self.replies[parent].append(message)

    def millis(self, message):
        return milliseconds(self.mails[message]["sentAt"])

    def first_read(self, message):
        """By one of those it was sent to, and not by whoever sent it."""
        mail = self.mails[message]
        return earliest(milliseconds(row.occurred) for row in self.by_message[message]
                        if row.event == "MessageRead" and row.actor in mail["to"] and row.actor != mail["from"])

    def first_answer(self, message):
        return earliest(self.millis(reply) for reply in self.replies[message]
                        if self.mails[reply]["from"] != self.mails[message]["from"])

    def times(self, message):
        sent = self.millis(message)
        return tuple(None if at is None else at - sent for at in (self.first_read(message), self.first_answer(message)))

    def figures(self, messages):
        """As the program says them of a group of messages."""
        times = [self.times(message) for message in messages]
        return {"messages": len(times), "read": len([t for t in times if t[0] is not None]),
                "answered": len([t for t in times if t[1] is not None]),
                "firstRead": percentiles([t[0] for t in times if t[0] is not None]),
                "firstAnswer": percentiles([t[1] for t in times if t[1] is not None])}

    def by_week(self):
        weeks = defaultdict(list)
        for message in self.mails:
            year, week, _ = datetime.fromtimestamp(self.millis(message) / 1000, timezone.utc).isocalendar()
            weeks[f"{year:04d}-W{week:02d}"].append(message)
        return weeks

    def of_account(self, person):
        """The rows of an account's incident, and the day of the first report since."""
        acts = [row for row in self.rows if row.actor == person]
        begun = min(row.occurred for row in acts)
        reports = [row.occurred for message in {row.message for row in acts} for row in self.by_message[message]
                   if row.event == "SuspicionReported" and row.occurred >= begun]
        return tallies(acts, lambda row: row.message), min(reports, default=None)

    def of_suspicious(self, message):
        """The rows by message and by person, who received it, and the day of the first report."""
        acts = self.by_message[message] + [row for reply in self.replies[message] for row in self.by_message[reply]
                                           if row.event == "MessageSent"]
        reports = [row.occurred for row in self.by_message[message] if row.event == "SuspicionReported"]
        return (tallies(acts, lambda row: row.message), tallies(acts, lambda row: row.actor),
                set(self.mails[message]["to"]), min(reports, default=None))


def milliseconds(time):
    return round(datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp() * 1000)


def earliest(times):
    return min(times, default=None)


def tallies(acts, key):
    """What was done, first and last, by message or by person."""
    grouped = defaultdict(list)
    for row in acts:
        grouped[key(row)].append(row)
    return {name: (dict(Counter(TOUCHES[row.event] for row in some)),
                   min(row.occurred for row in some), max(row.occurred for row in some))
            for name, some in grouped.items()}


def percentiles(times):
    """By nearest rank."""
    times = sorted(times)
    said = {"count": len(times), "negative": len([time for time in times if time < 0])}
    for name, percent in (("p50", 50), ("p90", 90), ("p95", 95), ("p99", 99), ("max", 100)):
        if times:
            said[name + "Millis"] = times[-(-len(times) * percent // 100) - 1]
    return said


def due(reported):
    """The last day of notice, 60 days after the day of a report."""
    return None if reported is None else str(date.fromisoformat(reported[:10]) + timedelta(days=60))


def tally_of(item):
    """A row of an answer in the form of tallies."""
    return item["touches"], item["firstAt"], item["lastAt"]


def figures_of(item):
    return {name: item[name] for name in ("messages", "read", "answered", "firstRead", "firstAnswer")}
