// The one WebSocket: `ask` sends a deed and waits for its answer, `on` hears what is pushed.

const listeners = new Map();
const waiting = new Map();
let socket = null;
let number = 0;
let tries = 0;

export const on = (name, listener) => listeners.set(name, listener);

export function ask(name, sent = {}) {
  return new Promise((resolve) => {
    if (socket?.readyState !== WebSocket.OPEN) {
      resolve({ refused: "The playground is not answering." });
      return;
    }
    number += 1;
    waiting.set(number, resolve);
    socket.send(JSON.stringify({ ...sent, do: name, seq: number }));
  });
}

export function connect() {
  const as = sessionStorage.getItem("as") ?? "";
  socket = new WebSocket(`ws://${location.host}/page/socket?as=${encodeURIComponent(as)}`);
  socket.addEventListener("open", () => {
    tries = 0;
    listeners.get("up")?.();
  });
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(data);
    if (message.to === "done") {
      waiting.get(message.seq)?.(message);
      waiting.delete(message.seq);
    } else {
      listeners.get(message.to)?.(message);
    }
  });
  socket.addEventListener("close", () => {
    for (const resolve of waiting.values()) resolve({ refused: "The connection was lost." });
    waiting.clear();
    tries += 1;
    again();
  });
}

// A playground that was started anew does not know this browser any more and says so.
async function again() {
  let shutOut = false;
  if (tries > 1) {
    const answer = await fetch("/", { method: "HEAD" }).catch(() => null);
    shutOut = answer?.status === 403;
  }
  listeners.get("down")?.(shutOut);
  setTimeout(connect, shutOut ? 10_000 : Math.min(5000, 300 * tries));
}

export async function upload(file) {
  const answer = await fetch(`/page/files?name=${encodeURIComponent(file.name)}`, {
    method: "POST",
    body: file,
    headers: { "Content-Type": "application/octet-stream" },
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()).id;
}
