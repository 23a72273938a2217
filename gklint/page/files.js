// Files as the user chooses or drops them: entries {name, file}, {name, failure} for what cannot be
// had. Names are paths without a slash before them, each given once.
"use strict";
gklint.files = (() => {
  // More than any report has; what is larger would only fill the memory.
  const MOST_BYTES = 100 << 20;

  const named = (entries) => {
    const taken = new Set();
    return entries.map(({ name, ...rest }) => {
      const path = name.replace(/^\/+/, "");
      let free = path;
      for (let count = 2; taken.has(free); count++) free = path.replace(/(\.[^./]*)?$/, ` (${count})$1`);
      taken.add(free);
      return { name: free, ...rest };
    });
  };

  const chosen = (list) => named([...list].map((file) => ({ name: file.webkitRelativePath || file.name, file })));

  const dropped = async (items) => {
    const found = [], entries = [];
    // All at once: the list is empty as soon as this waits for anything.
    for (const item of items) {
      if (item.kind !== "file") continue;
      const entry = item.webkitGetAsEntry && item.webkitGetAsEntry();
      // A file that stands in no folder, as another program may give it, has no entry.
      const file = entry ? null : item.getAsFile();
      if (entry) entries.push(entry);
      else if (file) found.push({ name: file.name, file });
    }
    const walk = async (entry) => {
      try {
        if (entry.isFile) {
          found.push({ name: entry.fullPath, file: await new Promise((done, fail) => entry.file(done, fail)) });
          return;
        }
        const reader = entry.createReader();
        for (;;) {
          const some = await new Promise((done, fail) => reader.readEntries(done, fail));
          if (!some.length) return;
          for (const inside of some) await walk(inside);
        }
      } catch (error) {
        found.push({ name: entry.fullPath, failure: error });
      }
    };
    for (const entry of entries) await walk(entry);
    return named(found);
  };

  // The bytes of an entry; throws an error that says in the user's words why there are none.
  const bytesOf = async ({ file, failure }) => {
    if (file && file.size > MOST_BYTES) {
      throw new Error(gklint.say("too-large", { size: Math.round(file.size / (1 << 20)), most: MOST_BYTES >> 20 }));
    }
    try {
      if (failure) throw failure;
      return new Uint8Array(await file.arrayBuffer());
    } catch (error) {
      throw new Error(gklint.say("not-readable", { reason: error.message || error.name }));
    }
  };

  return { chosen, dropped, bytesOf };
})();
