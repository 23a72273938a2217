// What came of a check: the list of reports, each drawn when it is opened, and what is taken home.
"use strict";
gklint.shown = (() => {
  const { ask } = gklint.asking;
  const byId = (id) => document.getElementById(id);
  const make = gklint.element;
  const VERDICTS = ["failed", "unreadable", "undecided", "passed"];
  const ANNOTATED = /\.(docx|pdf)$/i, FIXED = /\.(docx|txt|md)$/i;
  // So many are opened at once, and so many at most for a print.
  const MOST_OPENED = 3, MOST_PRINTED = 50;
  let came = null, only = "", save;

  const isRoster = (report) => report.path === came.roster;
  const reportsOf = () => came.results.reports;

  const counted = (report) => {
    if (report.sha256 === null) {
      const { message, advice } = report.diagnostics[0] || {};
      return [message, advice].filter(Boolean).join(gklint.language === "zh" ? "。" : ". ");
    }
    const said = ["error", "warning", "info"].map((severity) =>
      [severity, report.diagnostics.filter((each) => each.severity === severity).length]);
    said.push(["unevaluated", report.not_evaluated.length]);
    const words = said.filter(([, count]) => count).map(([key, count]) => gklint.say(`count-${key}`, { count }));
    return words.join(gklint.say("comma")) || gklint.say("no-findings");
  };

  // --- drafts ---

  /* What a report had when it was checked before: {fixed, lost, fresh, left}, findings in each.
     What is gone where its rule was not evaluated in full is lost from sight, not fixed. */
  const sorted = (changes, report) => {
    const evaluated = new Set(report.evaluated);
    for (const { code } of report.not_evaluated) evaluated.delete(code);
    const gone = changes.filter(({ change }) => change === "gone");
    const fresh = changes.filter(({ change }) => change === "new");
    return {
      fixed: gone.filter(({ code }) => evaluated.has(code)),
      lost: gone.filter(({ code }) => !evaluated.has(code)),
      fresh, left: report.diagnostics.length - fresh.length,
    };
  };
  const drawnChanges = (changes, report) => {
    const { fixed, lost, fresh, left } = sorted(changes, report);
    const listed = [["fixed", fixed], ["lost", lost], ["fresh", fresh]].flatMap(([key, several]) =>
      several.map(({ code, new: now, old: before }) => make("li", { "data-change": key },
        make("span", { class: `chip ${{ fixed: "passed", lost: "undecided", fresh: "error" }[key]}` },
          gklint.say(`change-${key}`)), " ", make("code", {}, code), ` ${(now || before).message}`)));
    const sum = gklint.say("changes", { fixed: fixed.length, fresh: fresh.length, left })
      + (lost.length ? gklint.say("changes-lost", { lost: lost.length }) : "");
    return [make("p", { class: "sum" }, sum), listed.length ? make("ul", { class: "changes" }, listed) : null];
  };
  const sinceLast = (report) => {
    const before = came.changes && came.changes.called[report.path];
    if (!before) return null;
    const changes = came.changes.changes.filter(({ path }) => path === report.path);
    return make("section", { class: "since" },
      make("p", {}, gklint.say(before === report.path ? "since-last" : "since-other", { name: before })),
      ...drawnChanges(changes, report));
  };
  const compare = async (event) => {
    event.preventDefault();
    const [old, now] = ["old", "new"].map((id) => byId(id).value);
    const place = byId("changes");
    try {
      const { changes } = JSON.parse(await ask("compared", { old, new: now }));
      place.replaceChildren(...drawnChanges(changes, reportsOf().find(({ path }) => path === now)).filter(Boolean));
    } catch (error) {
      place.replaceChildren(gklint.say("failed-save", { reason: error.message }));
    }
  };
  /* The first two reports of one body and year; else the first two. */
  const twoDrafts = (reports) => {
    for (const one of reports) {
      const other = reports.find((each) => each !== one && each.agency !== null
        && each.agency === one.agency && each.year === one.year);
      if (other) return [one, other, true];
    }
    return [...reports.slice(0, 2), false];
  };

  // --- the list ---

  const drawn = (report, open) => {
    const { verdict } = report;
    const body = make("div", { class: "drawn" });
    const head = make("summary", {},
      make("span", { class: `chip ${verdict}` }, gklint.say(verdict)), " ",
      isRoster(report) ? make("span", { class: "chip" }, gklint.say("roster")) : null, " ",
      make("span", { class: "path" }, report.path), " · ", counted(report));
    const details = make("details", { class: "report", "data-path": report.path, "data-verdict": verdict }, head, body);
    let filled;
    const draw = (more) => gklint.drawReport(body, { ...report, ...more }, { mark, unevaluated, extra });
    const fill = async () => {
      draw({});
      try {
        const { cells, not_read, lines } = JSON.parse(await ask("extracted", { path: report.path }));
        draw({ cells, not_read, lines });
      } catch {
        // What cannot be read has no tables to be drawn; why it cannot be is its finding.
      }
    };
    details.fill = () => (filled = filled || fill());
    details.addEventListener("toggle", () => { if (details.open) details.fill(); });
    details.open = open;
    return details;
  };
  const extra = (report, element) => {
    const give = (command, mark, label) => element.append(make("button", { class: command,
      click: () => save(report.path.split("/").pop().replace(/(\.[^.]+)$/, `.${mark}$1`),
        () => ask(command, { path: report.path })) }, label), " ");
    const found = report.sha256 === null ? [] : report.diagnostics;
    if (found.length && ANNOTATED.test(report.path)) give("annotated", "批注", gklint.say("save-annotated"));
    // Only what changes nothing that the report says: numbers and words are for its author to fix.
    const fixable = found.filter(({ fix }) => fix && fix.safe).length;
    if (fixable && FIXED.test(report.path)) give("fixed", "改", gklint.say("save-fixed", { count: fixable }));
    const since = sinceLast(report);
    if (since) element.append(since);
  };
  const mark = (finding, element) => explain([finding.code], element);
  const unevaluated = (rules, element) => explain(rules.map(({ code }) => code), element);
  const explain = (codes, element) => {
    const text = make("pre", { class: "explained", hidden: true });
    const button = make("button", { "aria-expanded": "false", click: async () => {
      if (!text.textContent) {
        const several = await Promise.all(codes.map((code) => ask("explained", { code })));
        text.textContent = several.join("\n");
      }
      text.hidden = !text.hidden;
      button.setAttribute("aria-expanded", String(!text.hidden));
    } }, gklint.say("explain"), make("span", { class: "aside" }, ` ${codes.join(" ")}`));
    element.append(button, text);
  };

  const all = () => [...byId("reports").children];
  const visible = () => all().filter((each) => !each.hidden);
  const filter = (verdict) => {
    only = verdict;
    for (const details of all()) details.hidden = Boolean(only) && details.dataset.verdict !== only;
    for (const button of byId("verdicts").children) {
      button.setAttribute("aria-pressed", String(button.dataset.only === only));
    }
  };
  const openAll = async (open, most = Infinity) => {
    const several = visible().slice(0, most);
    for (const details of several) details.open = open;
    if (open) for (const details of several) await details.fill();
  };
  const print = async () => {
    if (!visible().some((each) => each.open)) await openAll(true, MOST_PRINTED);
    window.print();
  };

  /* Draws what `check` of running.py gives, and `skipped`, what the page itself could not read. */
  const show = (told) => {
    const opened = new Set(all().filter((each) => each.open).map((each) => each.dataset.path));
    const again = came && told.again;
    came = told;
    const reports = reportsOf(), own = reports.filter((report) => !isRoster(report));
    byId("results").hidden = false;
    const count = (verdict) => reports.filter((report) => report.verdict === verdict).length;
    const counts = VERDICTS.map((verdict) => [verdict, count(verdict)]).filter(([, many]) => many);
    byId("counts").textContent = gklint.say("counts", { ...came.results.summary, reports: own.length });
    byId("undecided-note").hidden = !count("undecided");
    const button = (verdict, words, many) => make("button", {
      type: "button", "data-only": verdict, click: () => filter(verdict) },
      make("span", { class: `chip ${verdict}` }, words), ` ${many}`);
    byId("verdicts").replaceChildren(button("", gklint.say("all"), reports.length),
      ...counts.map(([verdict, many]) => button(verdict, gklint.say(verdict), many)));
    byId("several").hidden = reports.length < 2;
    byId("reports").replaceChildren(...reports.map((report) =>
      drawn(report, again ? opened.has(report.path) : reports.length <= MOST_OPENED)));
    filter(again && counts.some(([verdict]) => verdict === only) ? only : "");
    notes();
    drafts(own);
  };
  const notes = () => {
    const seen = new Set();
    const skipped = [...came.not_used, ...came.skipped, ...came.results.skipped].filter(({ path }) =>
      !seen.has(path) && seen.add(path));
    byId("not-read").hidden = !skipped.length;
    byId("not-read-heading").textContent = gklint.say("not-read", { count: skipped.length });
    byId("not-read-list").replaceChildren(...skipped.map(({ path, reason, message }) =>
      make("li", {}, `${path} · ${message || reason}`)));
    byId("roster").hidden = !came.roster;
    byId("roster").textContent = came.roster ? gklint.say("roster-used", { path: came.roster }) : "";
  };
  const drafts = (own) => {
    byId("compare").hidden = own.length < 2;
    byId("changes").replaceChildren();
    const [old, now, certain] = twoDrafts(own);
    for (const [id, selected] of [["old", old], ["new", now]]) {
      byId(id).replaceChildren(...own.map(({ path }) => make("option", { value: path }, path)));
      if (selected) byId(id).value = selected.path;
    }
    byId("compare").open = Boolean(certain);
  };

  /* What a file with all results is called: after the report, or after none of several. */
  const fileName = (ending) => {
    const own = reportsOf().filter((report) => !isRoster(report));
    const stem = own.length === 1 ? own[0].path.split("/").pop().replace(/\.[^.]+$/, ".") : "年报";
    return `${stem}检查结果.${ending}`;
  };

  const setUp = (how) => {
    save = how;
    byId("compare-form").addEventListener("submit", compare);
    byId("open-all").addEventListener("click", () => openAll(true));
    byId("close-all").addEventListener("click", () => openAll(false));
    byId("print").addEventListener("click", print);
  };
  return { setUp, show, fileName };
})();
