// The page: takes files, asks the worker, draws what comes of it. Uses gklint/drawing.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(byId(id).textContent);
  const OLD = /\.(doc|dot|wps|wpt|rtf|xls|et|ods|odt)$/i;
  const ROSTER = /\.(csv|ya?ml)$|(名册|名录|roster)[^/]*\.xlsx$/i;
  const ANNOTATED = /\.(docx|pdf)$/i;
  const MOST_OPENED = 3;

  gklint.setUp(read("drawing"));
  gklint.setUp({ words: read("words") });
  gklint.state = "starting";
  gklint.results = null;
  window.gklint = gklint;
  const about = read("about");
  let worker, chosen = [], said = ["starting", { step: "…" }], number = 0;
  const waiting = new Map();

  // --- words ---

  const tell = (key, facts = {}) => {
    said = [key, facts];
    const words = { ...facts };
    if (facts.step && gklint.words[`step-${facts.step}`]) words.step = gklint.say(`step-${facts.step}`);
    byId("state").textContent = gklint.say(key, words);
  };
  const complain = (key, facts) => {
    const place = byId("problem");
    place.hidden = !key;
    place.textContent = key ? gklint.say(key, facts) : "";
  };
  const speak = () => {
    document.documentElement.lang = gklint.language === "zh" ? "zh-CN" : "en";
    for (const element of document.querySelectorAll("[data-say]")) element.textContent = gklint.say(element.dataset.say);
    const button = byId("language");
    button.textContent = gklint.language === "zh" ? "English" : "中文";
    button.lang = gklint.language === "zh" ? "en" : "zh-CN";
    tell(...said);
    byId("hashes").replaceChildren(...[["version", about.version], ["date", about.date]].map(
      ([key, value]) => line(gklint.say(key), value)), ...about.hashes.map(([name, hash]) => line(name, hash)));
    byId("licence-texts").replaceChildren(...about.licences.map(({ name, version, licence, text }) =>
      gklint.element("section", {}, gklint.element("h3", {}, `${name} ${version} · ${licence}`),
        text ? gklint.element("pre", { tabindex: "0" }, text) : null)));
  };
  const line = (name, value) => gklint.element("div", {},
    gklint.element("dt", {}, name), gklint.element("dd", {}, gklint.element("code", {}, value)));

  // --- the worker ---

  const ask = (command, order = {}, transfer = []) => new Promise((resolve, reject) => {
    const id = ++number;
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, command, language: gklint.language, ...order }, transfer);
  });
  const heard = ({ data }) => {
    if (data.step) {
      byId("bar").value += 1;
      tell("starting", { step: data.step });
      return;
    }
    const { resolve, reject } = waiting.get(data.id);
    waiting.delete(data.id);
    if ("error" in data) reject(new Error(data.error));
    else resolve(data.result);
  };
  const lacking = () => {
    if (typeof WebAssembly !== "object") return "WebAssembly";
    if (typeof DecompressionStream !== "function") return "DecompressionStream";
    return typeof Worker === "function" ? "" : "Worker";
  };
  const failed = (key, error) => {
    gklint.state = "failed";
    byId("progress").hidden = true;
    complain(key, { reason: error.message || String(error) });
  };
  const start = async () => {
    const lacks = lacking();
    if (lacks) {
      failed("too-old", new Error(lacks));
      complain("too-old", { what: lacks });
      return;
    }
    const parts = { memorySize: about.memory, lock: about.lock };
    for (const name of ["site", "memory", "wasm", "stdlib"]) {
      const element = byId(`part-${name}`);
      parts[name] = element.textContent;
      element.remove();
    }
    const script = new Blob([byId("part-worker").textContent], { type: "text/javascript" });
    worker = new Worker(URL.createObjectURL(script));
    worker.onmessage = heard;
    const broken = new Promise((_, reject) => {
      worker.onerror = (event) => { event.preventDefault(); reject(new Error(event.message || "worker")); };
    });
    try {
      await Promise.race([ask("start", { parts }), broken]);
    } catch (error) {
      failed("failed-start", error);
      return;
    }
    byId("bar").hidden = true;
    gklint.state = "ready";
    tell("ready");
    for (const id of ["files", "folder"]) byId(id).disabled = false;
  };

  // --- files ---

  const named = (entries) => {
    const taken = new Set();
    return entries.map(({ name, file }) => {
      let free = name.replace(/^\/+/, "");
      for (let count = 2; taken.has(free); count++) free = name.replace(/(\.[^./]*)?$/, ` (${count})$1`);
      taken.add(free);
      return { name: free, file };
    });
  };
  const taken = (list) => named([...list].map((file) => ({ name: file.webkitRelativePath || file.name, file })));
  const dropped = async (items) => {
    const found = [], entries = [];
    // A file that stands in no folder, as another program may give it, has no entry.
    for (const item of items) {
      const entry = item.webkitGetAsEntry && item.webkitGetAsEntry();
      const file = entry ? null : item.getAsFile();
      if (entry) entries.push(entry);
      else if (file) found.push({ name: file.name, file });
    }
    const walk = async (entry) => {
      if (entry.isFile) {
        const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
        found.push({ name: entry.fullPath, file });
        return;
      }
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
        if (!some.length) return;
        for (const inside of some) await walk(inside);
      }
    };
    for (const entry of entries) await walk(entry);
    return named(found);
  };

  const check = async (entries) => {
    if (!entries.length || byId("files").disabled || gklint.state === "checking") return;
    complain(null);
    const hidden = /(^|\/)(\.|~\$)/;
    const old = entries.filter(({ name }) => OLD.test(name));
    const kept = entries.filter((entry) => !old.includes(entry) && !hidden.test(entry.name));
    if (old.length) complain("old-kind", { names: old.map(({ name }) => name).join("、") });
    const roster = kept.find(({ name }) => ROSTER.test(name));
    const reports = kept.filter((entry) => entry !== roster);
    if (!reports.length) {
      if (!old.length) complain("no-files");
      return;
    }
    gklint.state = "checking";
    gklint.results = null;
    tell("checking", { count: reports.length });
    const began = performance.now();
    try {
      const files = await Promise.all(kept.map(async ({ name, file }) =>
        ({ name, bytes: new Uint8Array(await file.arrayBuffer()) })));
      gklint.results = JSON.parse(await ask("check",
        { files, roster: roster ? roster.name : null }, files.map(({ bytes }) => bytes.buffer)));
    } catch (error) {
      failed("failed-check", error);
      byId("progress").hidden = false;
      tell("ready");
      return;
    }
    chosen = kept;
    show();
    gklint.state = "done";
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    tell("done", { count: gklint.results.reports.length, seconds });
    byId("results").focus();
  };

  // --- results ---

  const counted = (report) => {
    const count = (severity) => report.diagnostics.filter((each) => each.severity === severity).length;
    return { errors: count("error"), warnings: count("warning"), infos: count("info"), unjudged: report.not_evaluated.length };
  };
  const show = () => {
    const { reports, summary } = gklint.results;
    byId("results").hidden = false;
    const unjudged = reports.reduce((sum, report) => sum + report.not_evaluated.length, 0);
    byId("counts").textContent = gklint.say("counts", { ...summary, unjudged });
    byId("reports").replaceChildren(...reports.map((report) => drawn(report, reports.length <= MOST_OPENED)));
    byId("compare").hidden = reports.length < 2;
    byId("changes").replaceChildren();
    ["old", "new"].forEach((id, at) => {
      byId(id).replaceChildren(...reports.map(({ path }) => gklint.element("option", { value: path }, path)));
      byId(id).selectedIndex = Math.min(at, reports.length - 1);
    });
  };
  const drawn = (report, open) => {
    const verdict = gklint.verdictOf(report);
    const body = gklint.element("div", { class: "drawn" });
    const head = gklint.element("summary", {},
      gklint.element("span", { class: `chip ${verdict}` }, gklint.say(verdict)), " ", report.path, " · ",
      gklint.say("count", counted(report)));
    const details = gklint.element("details", { class: "report", "data-path": report.path }, head, body);
    const fill = async () => {
      if (body.childElementCount) return;
      gklint.drawReport(body, report, { mark, extra });
      try {
        const more = JSON.parse(await ask("extracted", { path: report.path }));
        gklint.drawReport(body, { ...report, cells: more.cells, not_read: more.not_read, lines: more.lines }, { mark, extra });
      } catch {
        // What cannot be read has no tables to be drawn; why it cannot be is its finding.
      }
    };
    details.addEventListener("toggle", () => { if (details.open) fill(); });
    details.open = open;
    return details;
  };
  const extra = (report, element) => {
    if (!ANNOTATED.test(report.path) || report.sha256 === null) return;
    const name = report.path.split("/").pop().replace(/(\.[^.]+)$/, ".批注$1");
    element.append(gklint.element("button", { class: "annotate",
      click: () => save(name, () => ask("annotated", { path: report.path })) }, gklint.say("save-annotated")));
  };
  const mark = (finding, element) => {
    const text = gklint.element("pre", { class: "explained", hidden: true });
    const button = gklint.element("button", { "aria-expanded": "false", click: async () => {
      if (!text.textContent) text.textContent = await ask("explained", { code: finding.code });
      text.hidden = !text.hidden;
      button.setAttribute("aria-expanded", String(!text.hidden));
    } }, gklint.say("explain"));
    element.append(button, text);
  };
  const save = async (name, made) => {
    tell("working");
    complain(null);
    try {
      const link = gklint.element("a", { download: name, href: URL.createObjectURL(new Blob([await made()])) });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      tell("saved", { name });
    } catch (error) {
      complain("failed-save", { reason: error.message });
      tell("ready");
    }
  };
  const compare = async (event) => {
    event.preventDefault();
    const place = byId("changes");
    try {
      const { changes } = JSON.parse(await ask("compared", { old: byId("old").value, new: byId("new").value }));
      const items = changes.map(({ change, code, new: now, old: before }) => gklint.element("li", {},
        `${gklint.say(`change-${change}`)} ${code} ${((now || before) || {}).message || ""}`));
      place.replaceChildren(items.length ? gklint.element("ul", {}, items) : gklint.say("no-change"));
    } catch (error) {
      complain("failed-save", { reason: error.message });
    }
  };

  // --- the user ---

  for (const id of ["files", "folder"]) byId(id).addEventListener("change", (event) => check(taken(event.target.files)));
  const zone = byId("choose");
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", kind === "dragover");
      if (kind === "drop") dropped(event.dataTransfer.items).then(check);
    });
  }
  for (const button of document.querySelectorAll("[data-again]")) {
    const form = button.dataset.again;
    button.hidden = !about.formats.includes(form);
    button.addEventListener("click", () => save(`gklint.${form}`, () => ask("again", { form })));
  }
  byId("save-json").addEventListener("click", () => save("gklint.json", () => JSON.stringify(gklint.results)));
  byId("print").addEventListener("click", () => window.print());
  byId("compare").addEventListener("submit", compare);
  byId("language").addEventListener("click", () => {
    gklint.language = gklint.language === "zh" ? "en" : "zh";
    speak();
    if (gklint.results && chosen.length) check(chosen);
  });
  speak();
  // A frame first, so that there is something to be seen while the parts are read.
  requestAnimationFrame(() => setTimeout(start));
})();
