/* Draws what came of checking a report. The interface is told at the head of form.js. */

"use strict";

gklint.SEVERITIES = ["error", "warning", "info"];
/* So many codes of rules are shown at once. */
gklint.MOST_CODES = 12;

/* The report with its words in the language that is shown, as far as they are known. */
gklint.inLanguage = function (report) {
  const other = report.other;
  if (!other || other.language !== gklint.language) return report;
  const put = (several, words) => (several || []).map((finding, index) => {
    const said = words[index] || {};
    const related = (finding.related || []).map((place, at) =>
      ({...place, message: (said.related || [])[at] || place.message}));
    const fix = finding.fix && said.fix ? {...finding.fix, title: said.fix} : finding.fix;
    return {...finding, ...said, related, fix};
  });
  return {
    ...report,
    diagnostics: put(report.diagnostics, other.diagnostics),
    accepted: put(report.accepted, other.accepted || []),
    not_evaluated: report.not_evaluated.map((what, index) =>
      ({...what, reason: other.not_evaluated[index] || what.reason})),
  };
};

gklint.drawReport = function (element, report, options = {}) {
  const prefix = options.prefix || `drawn${gklint.drawn++}`;
  const shown = gklint.inLanguage(report);
  const level = options.heading || 3;
  const heading = (key, facts) => gklint.element(`h${level}`, {}, gklint.say(key, facts));
  element.replaceChildren();
  element.append(gklint.facts(shown));
  if (options.extra) {
    const extra = gklint.element("div", {class: "extra"});
    options.extra(report, extra);
    element.append(extra);
  }
  const count = shown.diagnostics.length;
  element.append(heading(count ? "findings" : "no-findings", {count}));
  if (count) {
    element.append(gklint.element("ol", {class: "findings"},
      shown.diagnostics.map((finding, index) => gklint.drawFinding(
        finding, shown, prefix, index, options, report.diagnostics[index]))));
  }
  gklint.drawUnevaluated(element, shown, heading, options);
  if (shown.sha256 !== null && (shown.cells || shown.tables)) {
    element.append(heading("tables"));
    gklint.drawForm(element, shown, {prefix});
  }
  if (shown.accepted && shown.accepted.length) {
    element.append(heading("accepted", {count: shown.accepted.length}),
      gklint.element("ul", {class: "accepted"}, shown.accepted.map((finding) =>
        gklint.element("li", {"data-accepted": finding.code},
          gklint.element("code", {}, finding.code), ` ${finding.message} — `,
          gklint.say(`accepted-${finding.acceptance.kind}`),
          [finding.acceptance.reason, finding.acceptance.who, finding.acceptance.until]
            .filter(Boolean).map((words) => ` · ${words}`)))));
  }
};

gklint.facts = function (report) {
  const drawn = gklint.element("dl", {class: "facts"});
  const tell = (key, value) => {
    if (value === null || value === undefined || value === "") return;
    drawn.append(gklint.element("div", {}, gklint.element("dt", {}, gklint.say(key)),
      gklint.element("dd", {}, String(value))));
  };
  tell("title", report.title);
  tell("body", report.agency);
  tell("year", report.year);
  const form = gklint.forms[report.format];
  tell("form", form ? (gklint.language === "zh" ? form.name : report.format) : report.format);
  tell("file", report.path);
  tell("checked", gklint.say("checked-rules", {
    evaluated: report.evaluated.length,
    unevaluated: report.not_evaluated.length,
    other: (report.not_applicable || []).length,
  }));
  tell("sha256", report.sha256 && `${report.sha256.slice(0, 16)}…`);
  return drawn;
};

gklint.drawFinding = function (finding, report, prefix, index, options, own) {
  const drawn = gklint.element("li", {
    id: `${prefix}-finding-${index}`, class: finding.severity, tabindex: "-1",
    "data-code": finding.code, "data-fingerprint": finding.fingerprint,
  });
  drawn.append(gklint.element("p", {class: "what"},
    gklint.element("span", {class: `chip ${finding.severity}`}, gklint.say(finding.severity)), " ",
    gklint.element("code", {title: finding.rule}, finding.code), " ",
    gklint.element("span", {class: "message"}, finding.message)));
  gklint.drawLine(drawn, finding, report);
  const told = gklint.element("dl", {class: "told"});
  const tell = (key, ...values) => told.append(gklint.element("div", {},
    gklint.element("dt", {}, gklint.say(key)), gklint.element("dd", {}, ...values)));
  tell("place", ...gklint.placeOf(finding, prefix, report));
  const value = (is) => (is === "" ? gklint.say("cell-blank") : String(is));
  if (finding.actual !== undefined) tell("stands", value(finding.actual));
  if (finding.expected !== undefined) tell("should", value(finding.expected));
  if (finding.basis.length) {
    tell("basis", finding.basis.map((clause) =>
      [clause.document, clause.clause].filter(Boolean).join(" ")).join(
      gklint.language === "zh" ? "；" : "; "));
  }
  if (finding.advice) tell("advice", finding.advice);
  if (finding.also && finding.also.length) tell("also", finding.also.join(" "));
  for (const place of (finding.related || []).slice(0, 6)) {
    tell("related", [place.path, gklint.relatedPlace(place, report), place.message]
      .filter(Boolean).join(" "));
  }
  if (finding.fix) tell("fix", finding.fix.title);
  drawn.append(told);
  if (options.mark) {
    const mark = gklint.element("div", {class: "mark"});
    drawn.append(mark);
    options.mark(own, mark);
  }
  return drawn;
};

/* The line that a finding outside of tables stands in, its words marked. */
gklint.drawLine = function (element, finding, report) {
  const place = finding.location;
  const line = (report.lines || {})[place.line];
  if (finding.cell || line === undefined || !line.trim()) return;
  const letters = [...line];
  const start = Math.min(place.column - 1, letters.length);
  const end = place.end_line > place.line
    ? letters.length : Math.min(Math.max(place.end_column - 1, start), letters.length);
  const from = Math.max(0, start - 40);
  const to = Math.min(letters.length, Math.max(end, start + 1) + 60);
  const text = (a, b) => letters.slice(a, b).join("");
  element.append(gklint.element("blockquote", {},
    from > 0 ? "…" : "", text(from, start),
    end > start ? gklint.element("mark", {}, text(start, Math.min(end, to))) : "",
    text(Math.min(end, to), to), to < letters.length ? "…" : ""));
};

/* Where a finding is: its cell by the words of the form, the place in the document, the line. */
gklint.placeOf = function (finding, prefix, report) {
  const said = [];
  const {location, cell} = finding;
  if (cell) {
    const name = `${cell.table}.${cell.row}.${cell.column}`;
    said.push(gklint.element("a", {href: `#${prefix}-${name}`, class: "to-cell"},
      gklint.cellLabel(cell, report.format)));
  } else if (finding.section) said.push(gklint.say("section", {section: finding.section}));
  const place = gklint.placeIn(location, report);
  if (place) said.push(place);
  const separator = gklint.language === "zh" ? "，" : ", ";
  return said.flatMap((part, index) => (index ? [separator, part] : [part]));
};

/* The page or paragraph of a document, the line of a text; nothing for a report as a whole. */
gklint.placeIn = function (place, report) {
  if (gklint.hasLines(report)) return gklint.say("line", {line: place.line});
  if (place.page) return gklint.say("page", {page: place.page});
  return place.paragraph ? gklint.say("paragraph", {paragraph: place.paragraph}) : "";
};

gklint.relatedPlace = function (place, report) {
  if (place.path) return place.cell ? gklint.cellLabel(place.cell, report.format) : "";
  const label = place.cell && !gklint.hasLines(report)
    ? gklint.cellLabel(place.cell, report.format) : "";
  return [label, gklint.placeIn(place, report)].filter(Boolean).join(
    gklint.language === "zh" ? "，" : ", ");
};

/* Whether a report's author sees its lines; where it could not be read its name tells. */
gklint.hasLines = function (report) {
  const media = report.media_type;
  return media ? media === "text/plain" || media === "application/yaml"
    : /\.(txt|md|ya?ml|csv)$/i.test(report.path);
};

gklint.cellLabel = function (cell, format) {
  for (const form of [gklint.forms[format], ...Object.values(gklint.forms)]) {
    const table = (form ? form.tables : []).find((each) => each.key === cell.table);
    const row = table && table.rows.find((each) => each.key === cell.row);
    const column = table && table.columns.find((each) => each.key === cell.column);
    if (row && column) return [row, column].map(gklint.labelOf).join(" · ");
  }
  return `${cell.table}.${cell.row}.${cell.column}`;
};

/* What could not be evaluated stands out as much as what is wrong: rules by their reason. */
gklint.drawUnevaluated = function (element, report, heading, options = {}) {
  if (!report.not_evaluated.length) return;
  const reasons = new Map();
  for (const what of report.not_evaluated) {
    if (!reasons.has(what.reason)) reasons.set(what.reason, []);
    reasons.get(what.reason).push(what);
  }
  const drawn = gklint.element("ul", {class: "unevaluated"});
  const codes = (rules) => rules.map((what) => gklint.element("code",
    {"data-unevaluated": what.code, title: what.rule}, `${what.code} `));
  for (const [reason, rules] of reasons) {
    // Of a file that is no report no rule is evaluated: their codes would hide the reason.
    const many = rules.length > gklint.MOST_CODES;
    const item = gklint.element("li", {},
      gklint.element("span", {class: "chip undecided"},
        gklint.say(rules.every((what) => what.across) ? "not-compared" : "not-evaluated")), " ",
      gklint.element("span", {class: "message"}, reason), " ",
      many ? gklint.element("details", {class: "rules"},
        gklint.element("summary", {}, gklint.say("rules", {count: rules.length})), codes(rules))
        : gklint.element("span", {class: "rules"}, codes(rules)));
    drawn.append(item);
    if (options.unevaluated && !many) {
      const mark = gklint.element("div", {class: "mark"});
      item.append(mark);
      options.unevaluated(rules, mark);
    }
  }
  element.append(heading("unevaluated", {count: report.not_evaluated.length}), drawn);
};
