// The page: takes files, asks the worker, shows what comes of it. Uses gklint/drawing, and before it
// asking.js, files.js and results.js.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(byId(id).textContent);
  const { ask, start, lacking, Broken } = gklint.asking;
  // What this page itself has given.
  const OWN_RESULT = /检查结果\.(xlsx|html|json)$/;

  gklint.setUp(read("drawing"));
  gklint.setUp({ words: read("words") });
  gklint.state = "starting";
  gklint.results = null;
  window.gklint = gklint;
  const about = read("about");
  // `kept` are files that came while nothing could be checked; `skipped` those of the last check
  // that could not be had.
  let said = ["starting", { step: "…" }], kept = null, skipped = [];

  // --- words ---

  const tell = (key, facts = {}) => {
    said = [key, facts];
    const words = { ...facts };
    if (facts.step && gklint.words[`step-${facts.step}`]) words.step = gklint.say(`step-${facts.step}`);
    byId("state").textContent = gklint.say(key, words) + (kept ? gklint.say("kept", { count: kept.length }) : "");
  };
  const complain = (key, facts) => {
    const place = byId("problem");
    place.hidden = !key;
    place.textContent = key ? gklint.say(key, facts) : "";
  };
  const progress = (done, of) => {
    byId("bar").hidden = done === of;
    Object.assign(byId("bar"), { max: of, value: done });
  };
  const speak = () => {
    document.documentElement.lang = gklint.language === "zh" ? "zh-CN" : "en";
    document.title = `${gklint.say("heading")} · gklint`;
    for (const element of document.querySelectorAll("[data-say]")) element.textContent = gklint.say(element.dataset.say);
    for (const element of document.querySelectorAll("[data-name]")) {
      element.setAttribute("aria-label", gklint.say(element.dataset.name));
    }
    const button = byId("language");
    button.textContent = gklint.language === "zh" ? "English" : "中文";
    button.lang = gklint.language === "zh" ? "en" : "zh-CN";
    tell(...said);
    byId("hashes").replaceChildren(...[["version", about.version], ["date", about.date]].map(
      ([key, value]) => line(gklint.say(key), value)), ...about.hashes.map(([name, hash]) => line(name, hash)));
    byId("licence-texts").replaceChildren(...about.licences.map(({ name, version, licence, text }) =>
      gklint.element("section", {}, gklint.element("h3", {}, `${name} ${version} · ${licence}`),
        text ? gklint.element("pre", { tabindex: "0", "aria-label": name }, text) : null)));
  };
  const line = (name, value) => gklint.element("div", {},
    gklint.element("dt", {}, name), gklint.element("dd", {}, gklint.element("code", {}, value)));

  // --- beginning ---

  const failed = (key, facts) => {
    gklint.state = "failed";
    byId("progress").hidden = true;
    byId("choose").hidden = true;
    complain(key, facts);
  };
  const begin = async () => {
    let steps = 0;
    try {
      await start(about, (step) => { progress(++steps, 4); tell("starting", { step }); });
    } catch (error) {
      failed("failed-start", { reason: error.message });
      return;
    }
    progress(4, 4);
    ready();
  };
  const ready = () => {
    gklint.state = "ready";
    tell("ready");
    if (kept) take(kept);
  };

  // --- checking ---

  /* Lays the files out where Python finds them, one after the other, and returns what could not be. */
  const layOut = async (entries) => {
    const without = [];
    await ask("begin");
    for (const [at, entry] of entries.entries()) {
      if (entries.length > 1) { tell("reading", { count: entries.length }); progress(at, entries.length); }
      try {
        if (OWN_RESULT.test(entry.name)) throw new Error(gklint.say("own-result"));
        const bytes = await gklint.files.bytesOf(entry);
        await ask("put", { name: entry.name, bytes }, [bytes.buffer]);
      } catch (error) {
        if (error instanceof Broken) throw error;
        without.push({ path: entry.name, reason: error.message });
      }
    }
    return without;
  };
  const take = async (entries) => {
    if (["starting", "checking"].includes(gklint.state)) {
      kept = entries;
      tell(...said);
      return;
    }
    kept = null;
    complain(null);
    if (entries.length) await check(entries);
    else complain("no-files");
  };
  /* Checks files, or without any those that were checked last, in another language. */
  const check = async (entries) => {
    if (["starting", "failed"].includes(gklint.state)) return;
    gklint.state = "checking";
    gklint.results = null;
    byId("results").hidden = true;
    tell("checking", { count: entries ? entries.length : "" });
    const began = performance.now();
    try {
      if (entries) skipped = await layOut(entries);
      tell("checking", { count: entries ? entries.length : "" });
      const told = JSON.parse(await ask("check", { told: progress }));
      gklint.results = told.results;
      gklint.shown.show({ ...told, skipped, again: !entries });
    } catch (error) {
      notChecked(error);
      return;
    }
    progress(1, 1);
    gklint.state = "done";
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    tell("done", { count: gklint.results.summary.files, seconds });
    if (kept) take(kept);
    else if (entries) byId("results-heading").focus();
  };
  const notChecked = (error) => {
    if (error instanceof Broken) {
      failed("failed-check", { reason: error.message });
      return;
    }
    const lines = [error.message, ...skipped.map(({ path, reason }) => `${path}: ${reason}`)];
    complain("not-checked", { reason: lines.join("\n") });
    progress(1, 1);
    ready();
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
    progress(1, 1);
  };

  // --- the user ---

  for (const id of ["files", "folder"]) {
    byId(id).addEventListener("change", (event) => {
      const entries = gklint.files.chosen(event.target.files);
      // Empty again: whoever has fixed a file chooses the same one, and that has to be a change.
      event.target.value = "";
      take(entries);
    });
  }
  const zone = byId("choose");
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", kind === "dragover");
      if (kind === "drop") gklint.files.dropped(event.dataTransfer.items).then(take);
    });
  }
  for (const button of document.querySelectorAll("[data-again]")) {
    const form = button.dataset.again;
    button.hidden = !about.formats.includes(form);
    button.addEventListener("click", () => save(gklint.shown.fileName(form), () => ask("again", { form, told: progress })));
  }
  byId("save-json").addEventListener("click", () =>
    save(gklint.shown.fileName("json"), () => JSON.stringify(gklint.results)));
  byId("language").addEventListener("click", () => {
    if (gklint.state === "checking") return;
    gklint.language = gklint.language === "zh" ? "en" : "zh";
    complain(null);
    speak();
    if (gklint.results) check(null);
  });
  gklint.shown.setUp(save);

  const lacks = lacking();
  if (lacks) {
    byId("too-old").append(` (${lacks})`);
    gklint.state = "failed";
    return;
  }
  byId("too-old").remove();
  byId("page").hidden = false;
  speak();
  // A frame first, so that there is something to be seen while the parts are read.
  requestAnimationFrame(() => setTimeout(begin));
})();
