/* The HTML report: overview, filters, the list of reports, each drawn when it is opened. */

"use strict";

gklint.start = function () {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const told = read("gklint-index");
  gklint.setUp(read("gklint-drawing"));
  gklint.language = told.language;
  gklint.told = told;
  gklint.rows = told.rows.map(([path, body, year, verdict, errors, warnings, infos, unevaluated, codes,
    clauses, score]) => ({path, body: body || path, year, verdict, counts: [errors, warnings, infos],
    unevaluated: unevaluated[0], apart: unevaluated[1], codes, clauses, score}));
  gklint.base = gklint.baseOf(gklint.rows.map((row) => row.path));
  gklint.results = new gklint.Stream(document.getElementById("gklint-results"), told.results);
  gklint.extras = new gklint.Stream(document.getElementById("gklint-extras"), told.extras);
  gklint.drawAll();
  gklint.listen();
};

gklint.byId = (id) => document.getElementById(id);

gklint.drawAll = function () {
  document.documentElement.lang = gklint.language === "zh" ? "zh-CN" : "en";
  document.title = gklint.say("page-title");
  for (const part of document.querySelectorAll("[data-say]")) {
    part.textContent = gklint.say(part.dataset.say);
  }
  for (const language of ["zh", "en"]) {
    gklint.byId(`to-${language}`).setAttribute("aria-pressed", String(gklint.language === language));
  }
  const {tool, summary, made} = gklint.told;
  const said = [`gklint ${tool.version}`, made, gklint.say("summary", summary)];
  if (summary.incomplete) said.push(gklint.say("incomplete"));
  if (summary.interrupted) said.push(gklint.say("interrupted"));
  gklint.byId("made").textContent = said.filter(Boolean).join(" · ");
  gklint.byId("marks-place").textContent =
    gklint.say("marks-place", {folder: gklint.base || "./"});
  gklint.drawChoices();
  gklint.drawVerdicts();
  gklint.drawNotRead();
  gklint.drawList();
  gklint.filter();
};

gklint.drawChoices = function () {
  const form = gklint.byId("filter");
  const fill = (name, choices) => {
    const select = form.elements[name];
    const chosen = select.value;
    select.replaceChildren(gklint.element("option", {value: ""}, gklint.say("all")),
      ...choices.map(([value, label]) => gklint.element("option", {value}, label)));
    select.value = chosen;
  };
  const years = [...new Set(gklint.rows.map((row) => row.year))].filter(Boolean).sort();
  fill("verdict", gklint.VERDICTS.map((verdict) => [verdict, gklint.say(verdict)]));
  fill("year", years.map((year) => [String(year), String(year)]));
  fill("severity", gklint.SEVERITIES.map((severity) => [severity, gklint.say(severity)]));
  fill("rule", gklint.told.rules.map(([code, name]) => [code, `${code} ${name}`]));
  fill("clause", gklint.told.clauses.map((clause, index) => [String(index), clause]));
};

gklint.VERDICTS = ["failed", "undecided", "unreadable", "passed"];

gklint.drawVerdicts = function () {
  const years = [...new Set(gklint.rows.filter((row) => row.verdict !== "beside")
    .map((row) => row.year || 0))].sort();
  const head = gklint.element("tr", {}, gklint.element("th", {scope: "col"}, gklint.say("verdict")),
    years.map((year) => gklint.element("th", {scope: "col"}, year || gklint.say("no-year"))));
  const body = gklint.VERDICTS.map((verdict) => gklint.element("tr", {},
    gklint.element("th", {scope: "row"},
      gklint.element("span", {class: `chip ${verdict}`}, gklint.say(verdict))),
    years.map((year) => {
      const count = gklint.rows.filter((row) =>
        row.verdict === verdict && (row.year || 0) === year).length;
      return gklint.element("td", {}, gklint.element("button", {type: "button",
        "data-count": count, "aria-label": `${gklint.say(verdict)} ${year || ""} ${count}`,
        click: () => gklint.choose({verdict, year: year ? String(year) : ""})}, String(count)));
    })));
  gklint.byId("verdicts").replaceChildren(gklint.element("table", {},
    gklint.element("thead", {}, head), gklint.element("tbody", {}, body)));
  const matrix = gklint.byId("matrix");
  matrix.hidden = years.length < 2;
  if (!matrix.hidden && matrix.open) gklint.drawMatrix();
};

/* What stood in the folders and was not read: a body's report may be among it. */
gklint.drawNotRead = function () {
  const lines = gklint.told.notRead[gklint.language];
  const part = gklint.byId("not-read");
  part.hidden = !lines.length;
  gklint.byId("not-read-head").textContent = gklint.say("not-read", gklint.told.summary);
  part.querySelector("ul").replaceChildren(
    ...lines.map((line) => gklint.element("li", {}, line)));
};

/* Bodies by years; each verdict leads to its report. */
gklint.drawMatrix = function () {
  const rows = gklint.rows.map((row, number) => ({...row, number}))
    .filter((row) => row.verdict !== "beside");
  const years = [...new Set(rows.map((row) => row.year || 0))].sort();
  const bodies = new Map();
  for (const row of rows) {
    if (!bodies.has(row.body)) bodies.set(row.body, []);
    bodies.get(row.body).push(row);
  }
  const line = (role, first, cells) => {
    const drawn = gklint.element("div", {class: "line", role: "row"}, first, cells);
    drawn.style.gridTemplateColumns = `minmax(10rem, 2fr) repeat(${years.length}, minmax(5rem, 1fr))`;
    return drawn;
  };
  const lines = [line("row", gklint.element("span", {role: "columnheader"}, gklint.say("body")),
    years.map((year) => gklint.element("span", {role: "columnheader"},
      year ? String(year) : gklint.say("no-year"))))];
  for (const [body, several] of bodies) {
    lines.push(line("row", gklint.element("span", {role: "rowheader"}, body), years.map((year) =>
      gklint.element("span", {role: "cell"}, several.filter((row) => (row.year || 0) === year)
        .map((row) => gklint.element("button", {type: "button", title: row.path,
          click: () => gklint.open(row.number, true)},
        gklint.element("span", {class: `chip ${row.verdict}`}, gklint.say(row.verdict))))))));
  }
  gklint.byId("matrix").querySelector(".wide").replaceChildren(
    gklint.element("div", {role: "table", "aria-label": gklint.say("matrix")}, lines));
};

gklint.drawList = function () {
  const list = gklint.byId("list");
  const opened = gklint.rows.map((row) => row.drawn && row.drawn.dataset.opened);
  const model = gklint.element("section", {class: "report"}, gklint.element("h3", {},
    gklint.element("button", {type: "button", "aria-expanded": "false"},
      gklint.element("span", {class: "name"}), gklint.element("span", {}),
      gklint.element("span", {}, gklint.element("span", {})),
      gklint.element("span", {class: "counts"}), gklint.element("span", {class: "path"}))));
  const all = document.createDocumentFragment();
  gklint.rows.forEach((row, number) => {
    row.drawn = model.cloneNode(true);
    Object.assign(row.drawn.dataset, {path: row.path, verdict: row.verdict, number});
    const [name, year, verdict, counts, path] = row.drawn.firstChild.firstChild.children;
    name.textContent = row.body;
    year.textContent = row.year || "—";
    verdict.firstChild.className = `chip ${row.verdict}`;
    verdict.firstChild.textContent = gklint.say(row.verdict);
    // Of what was not read no rule was asked: there is nothing to count.
    const unread = row.verdict === "unreadable";
    counts.textContent = gklint.say("counts", {errors: row.counts[0], warnings: row.counts[1],
      infos: row.counts[2], unevaluated: unread ? "—" : row.unevaluated})
      + (row.apart && !unread ? ` · ${gklint.say("not-compared-count", {count: row.apart})}` : "")
      + (row.score ? ` · ${gklint.scoreText(gklint.told.score, row.score)}` : "");
    path.textContent = row.path;
    all.append(row.drawn);
  });
  list.replaceChildren(all);
  opened.forEach((was, number) => was && gklint.open(number));
};

/* A score in words, its denominator and what was not evaluated with it. */
gklint.scoreText = function ([zh, en], points) {
  return gklint.say(points.open === "0" ? "score" : "score-open",
    {title: gklint.language === "zh" ? zh : en, ...points});
};

gklint.drawScore = function ({score}) {
  const groups = score.groups.map(([zh, en, points]) =>
    gklint.element("li", {}, gklint.scoreText([zh, en], points)));
  return gklint.element("div", {class: "score"},
    gklint.element("p", {}, gklint.scoreText(gklint.told.score, score)),
    groups.length ? gklint.element("ul", {}, groups) : "");
};

/* Open a report, or close it where it is open. */
gklint.toggle = function (number) {
  const {drawn} = gklint.rows[number];
  if (!drawn.dataset.opened) return gklint.open(number);
  delete drawn.dataset.opened;
  drawn.querySelector("article").remove();
  drawn.querySelector("h3 button").setAttribute("aria-expanded", "false");
  return Promise.resolve();
};

gklint.open = async function (number, shown) {
  const row = gklint.rows[number];
  const {drawn} = row;
  if (shown) drawn.hidden = false;
  if (!drawn.dataset.opened) {
    drawn.dataset.opened = "yes";
    const article = gklint.element("article", {"aria-label": `${row.body} ${row.year || ""}`,
      "aria-busy": "true"});
    drawn.append(article);
    drawn.querySelector("h3 button").setAttribute("aria-expanded", "true");
    if (row.score) article.append(gklint.drawScore(row));
    try {
      const [report, extra] = await Promise.all(
        [gklint.results.get(number), gklint.extras.get(number)]);
      const entries = new Map(report.diagnostics.map((finding, index) =>
        [finding, (extra.waive || [])[index]]));
      gklint.drawReport(article, Object.assign(report, extra), {prefix: `r${number}`, heading: 4,
        mark: (finding, element) => gklint.drawMark(row.path, finding, entries.get(finding),
          gklint.base, element)});
    } catch (error) {
      article.append(gklint.element("p", {class: "unevaluated", role: "alert"},
        typeof DecompressionStream === "undefined" ? gklint.say("old-browser") : String(error)));
    }
    article.removeAttribute("aria-busy");
  }
  if (shown) {
    drawn.scrollIntoView({block: "start"});
    drawn.querySelector("h3 button").focus({preventScroll: true});
  }
};

gklint.choose = function (values) {
  const form = gklint.byId("filter");
  form.reset();
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  gklint.filter();
};

gklint.filter = function () {
  const of = Object.fromEntries(new FormData(gklint.byId("filter")));
  const words = of.body.trim().toLowerCase();
  const severity = gklint.SEVERITIES.indexOf(of.severity);
  let count = 0;
  for (const row of gklint.rows) {
    const shown = (!words || `${row.body}\n${row.path}`.toLowerCase().includes(words))
      && (!of.verdict || row.verdict === of.verdict)
      && (!of.year || String(row.year) === of.year)
      && (severity < 0 || row.counts[severity] > 0)
      && (!of.rule || row.codes.includes(of.rule))
      && (!of.clause || row.clauses.includes(Number(of.clause)));
    if (row.drawn.hidden === shown) row.drawn.hidden = !shown;
    count += shown;
  }
  gklint.byId("status").textContent = gklint.say("shown", {count, all: gklint.rows.length});
};

gklint.listen = function () {
  gklint.byId("list").addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) {
      const to = document.getElementById(link.getAttribute("href").slice(1));
      event.preventDefault();
      if (to) {
        to.scrollIntoView({block: "center"});
        to.focus({preventScroll: true});
      }
      return;
    }
    const report = event.target.closest("section.report");
    if (report && (event.target === report || event.target.closest("h3 button"))) {
      gklint.toggle(Number(report.dataset.number));
    }
  });
  const form = gklint.byId("filter");
  form.addEventListener("input", gklint.filter);
  form.addEventListener("reset", () => setTimeout(gklint.filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  gklint.byId("matrix").addEventListener("toggle", (event) =>
    event.target.open && gklint.drawMatrix());
  for (const language of ["zh", "en"]) {
    gklint.byId(`to-${language}`).addEventListener("click", () => {
      gklint.language = language;
      gklint.drawAll();
    });
  }
  gklint.byId("print").addEventListener("click", async () => {
    const rows = [...gklint.rows.entries()].filter(([, row]) => !row.drawn.hidden);
    if (rows.length <= 100 || window.confirm(gklint.say("print-many", {count: rows.length}))) {
      for (const [number] of rows) await gklint.open(number);
    }
    window.print();
  });
  gklint.byId("export").addEventListener("click", gklint.save);
  gklint.byId("import").addEventListener("change", gklint.load);
  window.addEventListener("beforeunload", (event) => gklint.unsaved && event.preventDefault());
};

gklint.save = function () {
  const file = new Blob([gklint.waiversText(gklint.base)], {type: "application/yaml"});
  const link = gklint.element("a", {href: URL.createObjectURL(file),
    download: "gklint.waivers.yaml"});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  gklint.unsaved = false;
  gklint.byId("status").textContent = gklint.say("exported", {count: gklint.marks.size});
};

gklint.load = async function (event) {
  const [file] = event.target.files;
  if (!file) return;
  try {
    const count = gklint.readWaivers(await file.text());
    gklint.drawList();
    gklint.filter();
    gklint.byId("status").textContent = gklint.say("imported", {count});
  } catch (error) {
    gklint.byId("status").textContent = error.message;
  }
  event.target.value = "";
};

gklint.start();
