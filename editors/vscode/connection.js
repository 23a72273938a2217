// JSON-RPC with a language server: a process that is spoken with on its standard input and output.
"use strict";

const { spawn } = require("child_process");

const HEADER_END = Buffer.from("\r\n\r\n");

class Connection {
  // `handlers`: notified(method, params), logged(text), ended(why).
  constructor(command, handlers) {
    this.handlers = handlers;
    this.waiting = new Map();
    this.number = 0;
    this.received = Buffer.alloc(0);
    this.open = true;
    this.process = spawn(command[0], command.slice(1), { stdio: "pipe" });
    this.process.on("error", (error) => this.end(error.message));
    this.process.on("exit", (status) => this.end(`exit status ${status}`));
    // A server that has gone cannot be written to; that it has is told by its exit.
    this.process.stdin.on("error", () => {});
    this.process.stdout.on("data", (data) => this.receive(data));
    this.process.stderr.on("data", (data) => handlers.logged(String(data).trimEnd()));
  }

  // Return a promise of the answer; null where the server cannot give one.
  request(method, params) {
    if (!this.open) return Promise.resolve(null);
    const id = ++this.number;
    this.send({ id, method, params });
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }

  notify(method, params) {
    if (this.open) this.send({ method, params });
  }

  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  receive(data) {
    this.received = Buffer.concat([this.received, data]);
    for (;;) {
      const end = this.received.indexOf(HEADER_END);
      if (end < 0) return;
      const length = /Content-Length: *(\d+)/i.exec(this.received.toString("ascii", 0, end));
      const start = end + HEADER_END.length;
      const stop = start + Number(length ? length[1] : 0);
      if (this.received.length < stop) return;
      const message = JSON.parse(this.received.toString("utf8", start, stop));
      this.received = this.received.subarray(stop);
      this.take(message);
    }
  }

  take(message) {
    if (message.method !== undefined) {
      // What the server asks for is nothing that this client can do.
      if (message.id !== undefined) this.send({ id: message.id, result: null });
      else this.handlers.notified(message.method, message.params);
      return;
    }
    const resolve = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.error) this.handlers.logged(message.error.message);
    if (resolve) resolve(message.error ? null : message.result);
  }

  end(why) {
    if (!this.open) return;
    this.open = false;
    for (const resolve of this.waiting.values()) resolve(null);
    this.waiting.clear();
    this.handlers.ended(why);
  }

  // Leave as the protocol says; a server that does not answer is ended.
  async close() {
    const late = setTimeout(() => this.process.kill(), 2000);
    await this.request("shutdown", null);
    this.notify("exit", null);
    this.open = false;
    this.process.stdin.end();
    this.process.once("exit", () => clearTimeout(late));
  }
}

module.exports = { Connection };
