/* Findings marked confirmed, wrong or later, and gklint.waivers.yaml made of them and read again.

   The file is one that `gklint check` takes: what is wrong, and what is later until a day, are
   waivers in it. Every mark stands in a comment as well, between `# gklint-mark: {…}` and
   `# gklint-mark end`; what else a file that was read holds is written again as it was. */

"use strict";

gklint.STATES = ["confirmed", "wrong", "later"];
gklint.marks = new Map();
gklint.kept = "";
gklint.unsaved = false;

gklint.markKey = (path, finding) => `${path}\n${finding.fingerprint}`;

/* The folder that the file of waivers belongs into, and the name of a report from there. */
gklint.baseOf = function (paths) {
  const ways = paths.map((path) => path.replace(/\\/g, "/"));
  if (!ways.some((path) => /^(\/|[A-Za-z]:)/.test(path) || path.split("/").includes(".."))) return "";
  let common = (ways[0] || "").split("/").slice(0, -1);
  for (const path of ways) {
    const parts = path.split("/").slice(0, -1);
    let same = 0;
    while (same < common.length && same < parts.length && common[same] === parts[same]) same++;
    common = common.slice(0, same);
  }
  return `${common.join("/")}/`;
};

gklint.fileOf = (path, base) => path.replace(/\\/g, "/").slice(base.length).replace(/^\.\//, "");

/* A text as YAML in double quotes: whatever it holds, it stays this one text. */
gklint.quoted = (text) => JSON.stringify(String(text)).replace(
  /[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udfff](?![\udc00-\udfff])(?<![\ud800-\udbff][\udc00-\udfff])/g,
  (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

gklint.waiverLines = function (mark, indent) {
  const waived = mark.state === "wrong" || (mark.state === "later" && mark.until);
  if (!waived || !mark.entry) return [];
  const said = {rule: mark.code, file: mark.file, ...mark.entry,
    reason: mark.note, who: mark.who, until: mark.until};
  return Object.entries(said)
    .filter(([key, value]) => value !== undefined && value !== null
      && (value !== "" || key === "value" || key === "expected"))
    .map(([key, value], index) => {
      const written = key === "until" || key === "section" ? value : gklint.quoted(value);
      return `${indent}${index ? "  " : "- "}${key}: ${written}`;
    });
};

gklint.waiversText = function (base) {
  const kept = gklint.kept.trimEnd();
  const indent = /^waivers:\s*(#.*)?$/m.test(kept) ? "  " : "";
  const lines = kept ? [kept, ""] : [`# ${gklint.say("waivers-head", {folder: base || "./"})}`, ""];
  const marks = [...gklint.marks.values()].sort((one, other) =>
    (one.file + one.code + one.fingerprint < other.file + other.code + other.fingerprint ? -1 : 1));
  for (const mark of marks) {
    lines.push(`# gklint-mark: ${gklint.quoted(JSON.stringify(mark))}`,
      ...gklint.waiverLines(mark, indent), "# gklint-mark end", "");
  }
  return `${lines.join("\n").trimEnd()}\n`;
};

/* Take the marks of a file; returns how many there are. Throws an Error with words for the user. */
gklint.readWaivers = function (text) {
  const kept = [];
  const marks = [];
  let inside = false;
  for (const line of text.replace(/^\ufeff/, "").split(/\r?\n/)) {
    const begins = /^\s*# gklint-mark: (.*)$/.exec(line);
    if (begins) {
      inside = true;
      try {
        const mark = JSON.parse(JSON.parse(begins[1]));
        if (!gklint.STATES.includes(mark.state) || typeof mark.fingerprint !== "string"
          || typeof mark.file !== "string") throw new Error();
        marks.push(mark);
      } catch {
        throw new Error(gklint.say("import-damaged", {line}));
      }
    } else if (/^\s*# gklint-mark end/.test(line)) inside = false;
    else if (!inside) kept.push(line);
  }
  const rest = kept.filter((line) => line.trim() && !/^\s*#/.test(line));
  if (rest.some((line) => /^[^\s-]/.test(line) && !/^waivers:\s*(#.*)?$/.test(line))) {
    throw new Error(gklint.say("import-not-waivers"));
  }
  gklint.kept = kept.join("\n").replace(/\n{3,}/g, "\n\n");
  for (const mark of marks) {
    const path = gklint.pathOf(mark);
    gklint.marks.set(gklint.markKey(path, mark), {...mark, path});
  }
  return marks.length;
};

/* The path in this run of the report that a mark of an earlier one speaks of. */
gklint.pathOf = function (mark) {
  const paths = gklint.rows.map((row) => row.path);
  if (paths.includes(mark.path)) return mark.path;
  const ends = paths.filter((path) => `/${path.replace(/\\/g, "/")}`.endsWith(`/${mark.file}`));
  return ends.length === 1 ? ends[0] : mark.path;
};

gklint.drawMark = function (path, finding, entry, base, element) {
  const key = gklint.markKey(path, finding);
  const mark = gklint.marks.get(key) || {};
  const set = (change) => {
    const now = {...(gklint.marks.get(key) || {path, file: gklint.fileOf(path, base),
      code: finding.code, fingerprint: finding.fingerprint, entry}), ...change};
    if (now.state) gklint.marks.set(key, {...now, who: document.getElementById("who").value.trim()});
    else gklint.marks.delete(key);
    gklint.unsaved = true;
    gklint.drawMark(path, finding, entry, base, element);
  };
  const focused = element.contains(document.activeElement) && document.activeElement.dataset.focus;
  element.replaceChildren();
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", gklint.say("marks"));
  for (const state of gklint.STATES) {
    element.append(gklint.element("button", {type: "button", "data-mark": state,
      "data-focus": state, "aria-pressed": String(mark.state === state),
      click: () => set({state: mark.state === state ? "" : state})}, gklint.say(`mark-${state}`)));
  }
  if (mark.state) {
    element.append(gklint.element("input", {class: "note", value: mark.note || "",
      "data-focus": "note", placeholder: gklint.say("note"), "aria-label": gklint.say("note"),
      change: (event) => set({note: event.target.value.trim()})}));
  }
  if (mark.state === "later") {
    element.append(gklint.element("label", {}, gklint.say("until"), " ", gklint.element("input", {
      type: "date", value: mark.until || "", "data-focus": "until",
      change: (event) => set({until: event.target.value})})));
  }
  if ((mark.state === "wrong" || mark.state === "later") && !entry) {
    element.append(gklint.element("span", {class: "notice"}, gklint.say("not-waivable")));
  }
  if (focused) {
    const next = element.querySelector(`[data-focus="${focused}"]`);
    if (next) next.focus();
  }
};
