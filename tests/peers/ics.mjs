// A calendar of somebody else: npm's ical.js, strict. It reads a file on standard input and prints what it understood, or ends
// with the fault. What the standard asks of an event (RFC 5545, 3.6.1 and 3.4) and the library lets pass is looked at here.
import ICAL from "ical.js";

let text = "";
process.stdin.setEncoding("utf8");
for await (const part of process.stdin) text += part;

function must(holds, what) {
  if (!holds) throw new Error(what);
}

for (const line of text.split("\r\n")) {
  must(!line.includes("\n") && !line.includes("\r"), "a line does not end in CRLF");
  must(Buffer.byteLength(line) <= 75, "a line is longer than 75 octets");
}
must(text.endsWith("\r\n"), "the last line does not end");
ICAL.design.strict = true;
const calendar = new ICAL.Component(ICAL.parse(text));
for (const [name, one] of [["prodid", "PRODID"], ["version", "VERSION"]]) {
  must(calendar.getAllProperties(name).length === 1, `not one ${one}`);
}
must(calendar.getFirstPropertyValue("version") === "2.0", "another version");
const events = calendar.getAllSubcomponents("vevent");
must(events.length === 1, "not one event");
for (const name of ["uid", "dtstamp", "dtstart", "dtend", "sequence", "status", "summary"]) {
  must(events[0].getAllProperties(name).length === 1, `not one ${name}`);
}
const event = new ICAL.Event(events[0]);
const utc = (time) => {
  must(time.zone === ICAL.Timezone.utcTimezone && !time.isDate, "a time that is not in UTC");
  return time.toJSDate().toISOString();
};
process.stdout.write(
  JSON.stringify({
    uid: event.uid,
    sequence: event.sequence,
    start: utc(event.startDate),
    end: utc(event.endDate),
    status: events[0].getFirstPropertyValue("status"),
    method: calendar.getFirstPropertyValue("method"),
    summary: event.summary,
    location: event.location,
  }) + "\n",
);
