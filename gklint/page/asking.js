// The page's side of the worker: starts it with the parts of this file, and asks it.
"use strict";
gklint.asking = (() => {
  const waiting = new Map();
  let worker, number = 0;

  // What happens where Python itself has failed: nothing more can be asked.
  class Broken extends Error {}

  const ask = (command, order = {}, transfer = []) => new Promise((resolve, reject) => {
    const id = ++number;
    waiting.set(id, { resolve, reject, told: order.told });
    worker.postMessage({ id, command, language: gklint.language, ...order, told: undefined }, transfer);
  });
  const failed = (reason) => {
    for (const { reject } of waiting.values()) reject(new Broken(reason));
    waiting.clear();
  };

  // Each is asked for once; what a browser lacks is named.
  const lacking = () => {
    if (typeof DecompressionStream !== "function") return "DecompressionStream";
    if (typeof BigInt64Array !== "function") return "BigInt";
    if (typeof Worker !== "function") return "Worker";
    if (typeof WebAssembly !== "object") return "WebAssembly";
    try {
      // A module with a tag: exceptions, which the Python inside is built with. It is refused, too,
      // where the browser does not know the words of the policy that allow WebAssembly.
      new WebAssembly.Module(new Uint8Array(
        [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 13, 3, 1, 0, 0]));
    } catch {
      return "WebAssembly exceptions";
    }
    return "";
  };

  const start = async (about, stepped) => {
    const parts = { memorySize: about.memory, lock: about.lock };
    for (const name of ["site", "memory", "wasm", "stdlib"]) {
      const element = document.getElementById(`part-${name}`);
      parts[name] = element.textContent;
      element.remove();
    }
    const script = document.getElementById("part-worker").textContent;
    worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    worker.onmessage = ({ data }) => {
      if (data.step) { stepped(data.step); return; }
      const { resolve, reject, told } = waiting.get(data.id) || {};
      if (data.done !== undefined) { told(data.done, data.of); return; }
      waiting.delete(data.id);
      if (!("error" in data)) resolve(data.result);
      else reject(data.said ? new Error(data.error) : new Broken(data.error));
    };
    worker.onerror = (event) => { event.preventDefault(); failed(event.message || "worker"); };
    await ask("start", { parts });
  };

  return { ask, start, lacking, Broken };
})();
