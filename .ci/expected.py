"""What the mail file must become, computed straight from it: nothing of the program is used."""

import gzip
import json
from collections import namedtuple

Row = namedtuple("Row", "event message actor occurred purpose outcome marks recipients", defaults=(frozenset(),))


def rows(path):
    """The commands' events, in the order of the file."""
    with gzip.open(path, "rt", encoding="utf-8") as f:
        mails = [json.loads(line) for line in f]
    ids = {mail["messageId"] for mail in mails}
    seen = {}
    for mail in mails:
        sent_at = milliseconds(mail["sentAt"])
        parent = mail["inReplyTo"]
        if parent in ids:
            marks = {"LATE"}
            if parent not in seen:
                marks.add("UNKNOWN_MESSAGE")
            elif mail["from"] not in seen[parent]:
                marks.add("NOT_A_PARTICIPANT")
            yield Row("MessageRead", "mail:" + parent, mail["from"], sent_at, "COC", "ALLOWED", frozenset(marks))
        marks = {"LATE"} | ({"EMPTY_SUBJECT"} if not mail["subject"].strip() else set())
        yield Row("MessageSent", "mail:" + mail["messageId"], mail["from"], sent_at, None, None, frozenset(marks),
                  frozenset(mail["to"]))
        seen[mail["messageId"]] = {mail["from"], *mail["to"]}
        if mail["kind"] == "suspicious" and mail["to"]:
            yield Row("SuspicionReported", "mail:" + mail["messageId"], mail["to"][0], sent_at, None, None,
                      frozenset({"LATE"}))


def milliseconds(time):
    """2002-02-01T05:44:14Z as answers write it."""
    assert time.endswith("Z"), time
    seconds, _, fraction = time[:-1].partition(".")
    return f"{seconds}.{fraction:0<3.3}Z"


def row_of(item):
    """An answer's item in the same form."""
    return Row(item["event"], item["messageId"], item["actor"]["id"], item.get("occurredAt"), item.get("purpose"),
               item.get("outcome"), frozenset(item["irregularities"]),
               frozenset(party["person"] for party in item.get("recipients", []) if "person" in party))
