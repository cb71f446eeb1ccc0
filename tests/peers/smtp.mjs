// A real mail server for the tests: npm's smtp-server on a free port of this machine. It prints the port, then each message
// that it took as a line of JSON. Modes: accept, refuse (550 to each recipient), later (451 to the first message, then
// accept), drop-before (the connection goes at the first DATA, then accept), drop-after (it goes once the whole message
// has come, before the answer), slow (the answer takes so many milliseconds: slow:3000), untrusted (STARTTLS with a
// certificate that nobody vouches for, and an account).
import { SMTPServer } from "smtp-server";

const [mode, wait] = (process.argv[2] ?? "accept").split(":");
let seen = 0;

function answer(code, text) {
  return Object.assign(new Error(text), { responseCode: code });
}

const server = new SMTPServer({
  disabledCommands: mode === "untrusted" ? [] : ["STARTTLS", "AUTH"],
  onAuth(auth, session, done) {
    process.stdout.write(JSON.stringify({ to: [], text: `account ${auth.username}` }) + "\n");
    done(null, { user: auth.username });
  },
  disableReverseLookup: true,
  logger: false,
  onRcptTo(address, session, done) {
    done(mode === "refuse" ? answer(550, `no such mailbox ${address.address}`) : null);
  },
  onMailFrom(address, session, done) {
    // The leave to send the text never comes.
    if (mode === "drop-before" && seen++ === 0) {
      for (const connection of server.connections) connection.close();
      return;
    }
    done();
  },
  onData(stream, session, done) {
    let text = "";
    stream.setEncoding("utf8");
    stream.on("data", (part) => (text += part));
    stream.on("end", () => {
      const to = session.envelope.rcptTo.map((one) => one.address);
      const take = () => process.stdout.write(JSON.stringify({ to, text }) + "\n");
      if (mode === "later" && seen++ === 0) return done(answer(451, `not now ${to[0]}`));
      if (mode === "drop-after") {
        take();
        for (const connection of server.connections) connection._socket.destroy();
        return;
      }
      take();
      if (mode === "slow") return setTimeout(() => done(null, "queued"), Number(wait));
      done(null, "queued");
    });
  },
});
server.on("error", () => {});
const port = Number(process.argv[3] ?? 0);
const listening = server.listen(port, "127.0.0.1", () => process.stdout.write(`${listening.address().port}\n`));
// It lives no longer than the test that reads what it prints.
process.stdin.on("end", () => process.exit(0)).resume();
