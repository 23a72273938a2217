// Runs gklint in a worker: the page sends the parts of the file once, then what it asks for.
// Nothing is loaded from anywhere: what Pyodide would fetch is answered from the parts.
"use strict";

// First of all: Pyodide takes a worker that has it for one that may load scripts, and tries to.
self.importScripts = undefined;

const bytesOf = (text) => {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at++) bytes[at] = raw.charCodeAt(at);
  return bytes;
};
const unpacked = (text) => new Response(
  new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip")));

// The memory that was kept is larger than what Pyodide begins with: as many pages are added before
// anything looks at it.
const PAGE = 65536;
const moduleWith = (size) => (settings) => {
  const instantiate = settings.instantiateWasm;
  settings.instantiateWasm = (imports, done) => instantiate(imports, (instance, module) => {
    const { memory } = instance.exports;
    const lacking = Math.ceil((size - memory.buffer.byteLength) / PAGE);
    if (lacking > 0) memory.grow(lacking);
    done(instance, module);
  });
  return self.createPyodideModule(settings);
};

let python;

const start = async (parts) => {
  const told = (step) => self.postMessage({ step });
  told("unpacking");
  const site = unpacked(parts.site).arrayBuffer();
  const memory = unpacked(parts.memory).arrayBuffer();
  const answers = {
    "gklint:/python_stdlib.zip": () => new Response(bytesOf(parts.stdlib)),
    "gklint:/pyodide.asm.wasm": () => new Response(unpacked(parts.wasm).body,
      { headers: { "Content-Type": "application/wasm" } }),
  };
  self.fetch = async (asked) => {
    const answer = answers[String(asked.url || asked)];
    if (!answer) throw new TypeError(`nothing is loaded from outside: ${asked.url || asked}`);
    return answer();
  };
  told("python");
  const pyodide = await self.loadPyodide({
    indexURL: "gklint:/", stdLibURL: "gklint:/python_stdlib.zip", packageBaseUrl: "gklint:/",
    lockFileContents: JSON.stringify({ info: parts.lock, packages: {} }),
    createPyodideModule: moduleWith(parts.memorySize), _loadSnapshot: memory, checkAPIVersion: false,
    stdout: () => {}, stderr: () => {},
  });
  told("gklint");
  self.unpackInto(pyodide.FS, new Uint8Array(await site), "/site");
  python = pyodide.pyimport("gklint.page.running");
};

const taken = (buffer) => {
  const bytes = buffer.toJs();
  buffer.destroy();
  return bytes;
};
const counting = ({ id }) => (done, of) => self.postMessage({ id, done, of });
const commands = {
  start: (order) => start(order.parts),
  begin: () => python.begin(),
  put: (order) => python.put(order.name, order.bytes),
  check: (order) => python.check(order.language, counting(order)),
  extracted: (order) => python.extracted(order.path, order.language),
  again: (order) => taken(python.again(order.form, order.language, counting(order))),
  annotated: (order) => taken(python.annotated(order.path, order.language)),
  fixed: (order) => taken(python.fixed(order.path, order.language)),
  compared: (order) => python.compared(order.old, order.new, order.language),
  explained: (order) => python.explained(order.code, order.language),
};

// What gklint itself says is the user's to read; anything else is a failure of the page.
const SAID = /^(?:RuntimeError|ValueError): ([^]*)/m;

self.onmessage = async ({ data }) => {
  try {
    const result = await commands[data.command](data);
    self.postMessage({ id: data.id, result });
  } catch (error) {
    const whole = String(error.message || error).trim();
    const said = SAID.exec(whole);
    self.postMessage({ id: data.id, error: said ? said[1] : whole.split("\n").pop(), said: Boolean(said) });
  }
};
