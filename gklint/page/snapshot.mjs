// Starts Pyodide under node, loads gklint as the page will, and writes the memory of Python to a
// file. Clock and chance are fixed, so that the same files give the same bytes.
// node snapshot.mjs PYODIDE-FOLDER SITE-PACK WARM-UP-FILE TARGET
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import crypto from "node:crypto";
import vm from "node:vm";

const [folder, pack, warmUp, target] = process.argv.slice(2);
Date.now = () => 1577836800000;
performance.now = () => 0;
const fixed = (array) => { new Uint8Array(array.buffer, array.byteOffset, array.byteLength).fill(7); return array; };
crypto.randomFillSync = fixed;
Object.defineProperty(globalThis, "crypto", { value: { getRandomValues: fixed } });
vm.runInThisContext(readFileSync(new URL("unpack.js", import.meta.url), "utf8"));
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const pyodide = await loadPyodide({ indexURL: `${folder}/`, _makeSnapshot: true,
  env: { PYTHONHASHSEED: "0", HOME: "/home", LANG: "zh_CN.UTF-8", PYTHONDONTWRITEBYTECODE: "1" } });
globalThis.unpackInto(pyodide.FS, new Uint8Array(readFileSync(pack)), "/site");
pyodide.runPython(readFileSync(new URL("warming.py", import.meta.url), "utf8"));
pyodide.globals.get("warm")(readFileSync(warmUp, "utf8"));
writeFileSync(target, pyodide.makeMemorySnapshot());
process.exit(0);
