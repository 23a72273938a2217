// Lays the files of a pack out in the file system of Pyodide: see packing.py for how it is written.
globalThis.unpackInto = (FS, bytes, root) => {
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + size)));
  let at = 4 + size;
  const made = new Set();
  for (const [name, length] of index) {
    const path = `${root}/${name}`;
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(folder)) { FS.mkdirTree(folder); made.add(folder); }
    FS.writeFile(path, bytes.subarray(at, at + length), { canOwn: true });
    at += length;
  }
};
