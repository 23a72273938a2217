/* Draws a report and the tables of its form. Plain JavaScript for browsers, without a framework.

   `gklint` is the one global name. Used by the HTML report (gklint/reporters/html) and by the page
   that checks in the browser (gklint/page). In this order: form.js, report.js.

   gklint.setUp({forms, words})        what `gklint.drawing.drawing_data()` gives, once; further words
                                       may be added by setUp({words}) later
   gklint.language                     "zh" or "en"; set it, then draw again
   gklint.say(key, facts)              words of words.yaml in that language, {names} filled in
   gklint.element(tag, attributes, …children)
                                       a new element; children are elements or texts, never markup
   gklint.drawReport(element, report, options)      report.js: facts, findings, tables, unevaluated
   gklint.drawForm(element, report, options)        the tables alone

   `report` is an object of "reports" in the JSON of `gklint check --output-format json`. To it may be
   added, and without them the tables or lines are not drawn:
     cells, not_read   as in the JSON of `gklint extract`
     tables            the same, packed as `gklint.drawing.cells.packed_tables` gives it
     lines             {number of a line: its text}, for findings outside of tables
     other             the words in the other language (gklint/reporters/html makes it):
                       {language, diagnostics: [{message, advice, related: []}], accepted: [same],
                        not_evaluated: [reason]}, each list in the order of the report's own

   `options`, all of which may be left out:
     prefix            begins the ids of what is drawn; needed where several reports are drawn
     heading           level of the headings below the report's own (3)
     mark(finding, element)        draws into `element` at each finding: buttons to accept it, say
     unevaluated(rules, element)      the same at each reason why rules were not evaluated
     extra(report, element)        draws into `element` below the report's facts

   Each finding is drawn as <li data-code data-fingerprint>, each cell as
   <td data-cell="table.row.column">. What comes of a report is only ever text. */

"use strict";

const gklint = {language: "zh", words: {}, forms: {}, drawn: 0};

gklint.setUp = function ({forms, words}) {
  Object.assign(gklint.forms, forms || {});
  Object.assign(gklint.words, words || {});
};

gklint.say = function (key, facts) {
  const words = gklint.words[key];
  if (!words) throw new Error(`no words for ${key}`);
  return words[gklint.language].replace(/\{(\w+)\}/g, (whole, name) =>
    facts && name in facts ? String(facts[name]) : whole);
};

gklint.element = function (tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name, value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
};

/* The cells of a report by "table.row.column": {text, value, state}; rows and tables that were not
   read by "table.row" and "table": the reason. */
gklint.tablesOf = function (report) {
  const cells = new Map();
  const unread = new Map();
  for (const cell of report.cells || []) {
    cells.set(`${cell.table}.${cell.row}.${cell.column}`, cell);
  }
  for (const what of report.not_read || []) {
    const reason = {zh: what.reason, en: what.reason_en || what.reason};
    unread.set(what.row ? `${what.table}.${what.row}` : what.table, reason);
  }
  for (const table of report.tables || []) gklint.unpack(table, cells, unread);
  const keys = new Set([...cells.keys(), ...unread.keys()].map((key) => key.split(".")[0]));
  return {cells, unread, keys};
};

gklint.unpack = function (table, cells, unread) {
  if (table.problem) {
    unread.set(table.key, table.problem);
    return;
  }
  const columns = table.columns.split(" ");
  const values = table.values.split(" ");
  const texts = new Map(table.texts);
  const states = {b: "blank", d: "dash", u: "unreadable"};
  table.rows.split(" ").forEach((row, down) => columns.forEach((column, across) => {
    const at = down * columns.length + across;
    const word = values[at];
    if (word === "m") return;
    const state = states[word] || "number";
    const usual = {blank: "", dash: "-", unreadable: "", number: word}[state];
    cells.set(`${table.key}.${row}.${column}`, {
      text: texts.has(at) ? texts.get(at) : usual,
      value: state === "number" ? Number(word) : null,
      state,
    });
  }));
  for (const [row, reason] of table.unread) unread.set(`${table.key}.${row}`, reason);
};

/* The form that a table of the report is drawn by: that of the report, or another one where the
   report has the table in its way. */
gklint.formOf = function (key, report, cells) {
  const own = gklint.forms[report.format];
  const named = [...cells.keys()].filter((name) => name.startsWith(`${key}.`));
  const fits = (form) => {
    const table = form && form.tables.find((each) => each.key === key);
    if (!table) return -1;
    const rows = new Set(table.rows.map((row) => row.key));
    const columns = new Set(table.columns.map((column) => column.key));
    return named.filter((name) => {
      const parts = name.split(".");
      return rows.has(parts.slice(1, -1).join(".")) && columns.has(parts[parts.length - 1]);
    }).length;
  };
  const best = [own, ...Object.values(gklint.forms)].reduce(
    (kept, form) => (fits(form) > fits(kept) ? form : kept), own);
  return best && best.tables.find((each) => each.key === key);
};

gklint.labelOf = (part) => part.label[gklint.language] || part.label.zh || part.key;

gklint.drawForm = function (element, report, options = {}) {
  const prefix = options.prefix || `drawn${gklint.drawn++}`;
  const known = gklint.tablesOf(report);
  const form = gklint.forms[report.format];
  const keys = form ? form.tables.map((table) => table.key) : [...known.keys];
  for (const key of known.keys) if (!keys.includes(key)) keys.push(key);
  const found = gklint.findingsByCell(report, prefix);
  if (!known.keys.size) {
    element.append(gklint.element("p", {class: "unevaluated"}, gklint.say("no-tables")));
    return;
  }
  for (const key of keys) {
    const table = gklint.formOf(key, report, known.cells);
    if (table) element.append(gklint.drawTable(table, known, found, prefix));
  }
};

/* Findings that count by the cell they speak of: {main: [], also: []} of {finding, id}. */
gklint.findingsByCell = function (report, prefix) {
  const found = new Map();
  const at = (cell) => {
    const name = `${cell.table}.${cell.row}.${cell.column}`;
    if (!found.has(name)) found.set(name, {main: [], also: []});
    return found.get(name);
  };
  (report.diagnostics || []).forEach((finding, index) => {
    if (!finding.cell) return;
    const entry = {finding, id: `${prefix}-finding-${index}`};
    at(finding.cell).main.push(entry);
    for (const cell of (finding.cells || []).slice(1)) at(cell).also.push(entry);
  });
  return found;
};

gklint.drawTable = function (table, known, found, prefix) {
  const drawn = gklint.element("figure", {class: "form", "data-table": table.key});
  const title = gklint.element("figcaption", {}, gklint.labelOf(table));
  drawn.append(title);
  const reason = known.unread.get(table.key);
  if (reason) {
    drawn.append(gklint.element("p", {class: "unevaluated"},
      gklint.say("table-unread", {reason: reason[gklint.language] || reason.zh})));
    return drawn;
  }
  if (!known.keys.has(table.key)) {
    drawn.append(gklint.element("p", {class: "unevaluated"}, gklint.say("table-absent")));
    return drawn;
  }
  const sums = gklint.element("p", {class: "sums", role: "status"});
  const frame = {table, known, found, prefix, sums, grid: []};
  const grid = gklint.element("table", {class: table.across ? "across" : null, role: "grid"},
    gklint.element("caption", {class: "aside"}, gklint.labelOf(table)));
  if (table.across) gklint.drawAcross(grid, frame);
  else gklint.drawDown(grid, frame);
  grid.addEventListener("keydown", (event) => gklint.moved(event, frame.grid));
  const first = frame.grid.flat().find(Boolean);
  if (first) first.tabIndex = 0;
  drawn.append(gklint.element("div", {class: "wide"}, grid), sums);
  return drawn;
};

/* A table whose rows go across the page: groups, rows and columns as three lines of heads. */
gklint.drawAcross = function (grid, frame) {
  const {table} = frame;
  const width = table.columns.length;
  const upper = gklint.element("tr", {});
  const lower = gklint.element("tr", {});
  const heads = gklint.element("tr", {});
  const values = gklint.element("tr", {});
  const line = [];
  table.rows.forEach((row, index) => {
    const label = gklint.labelOf(row);
    if (!row.group) upper.append(gklint.head(label, {colspan: width, rowspan: 2}));
    else {
      if (index === 0 || table.rows[index - 1].group !== row.group) {
        const count = table.rows.filter((each) => each.group === row.group).length;
        upper.append(gklint.head(gklint.groupLabel(table, row.group), {colspan: width * count}));
      }
      lower.append(gklint.head(label, {colspan: width}));
    }
    const reason = frame.known.unread.get(`${table.key}.${row.key}`);
    for (const column of table.columns) heads.append(gklint.head(gklint.labelOf(column)));
    for (const column of table.columns) {
      const cell = gklint.drawCell(frame, row, column, reason);
      line.push(cell);
      values.append(cell);
    }
  });
  frame.grid.push(line);
  grid.append(gklint.element("thead", {}, upper, lower, heads),
    gklint.element("tbody", {}, values));
};

gklint.drawDown = function (grid, frame) {
  const {table} = frame;
  const grouped = table.rows.some((row) => row.group);
  const outer = table.outer;
  const depth = 1 + (grouped ? 1 : 0) + (outer ? 1 : 0);
  grid.append(gklint.columnHeads(table, depth));
  const body = gklint.element("tbody", {});
  const from = outer ? table.rows.findIndex((row) => row.key === outer.from) : -1;
  const to = outer ? table.rows.findIndex((row) => row.key === outer.to) : -1;
  table.rows.forEach((row, index) => {
    const line = gklint.element("tr", {});
    const within = outer && index >= from && index <= to;
    if (outer && index === from) {
      line.append(gklint.head(gklint.groupLabel(table, outer.group),
        {rowspan: to - from + 1, scope: "rowgroup", class: "outer"}));
    }
    const before = table.rows[index - 1];
    if (row.group && (!before || before.group !== row.group)) {
      const count = table.rows.filter((each) => each.group === row.group).length;
      line.append(gklint.head(gklint.groupLabel(table, row.group),
        {rowspan: count, scope: "rowgroup", class: "group"}));
    }
    const span = depth - (within ? 1 : 0) - (row.group ? 1 : 0);
    line.append(gklint.head(gklint.labelOf(row), {colspan: span, scope: "row"}));
    const reason = frame.known.unread.get(`${table.key}.${row.key}`);
    const cells = table.columns.map((column) => gklint.drawCell(frame, row, column, reason));
    frame.grid.push(cells);
    line.append(...cells);
    if (reason) {
      line.classList.add("unread");
      line.title = gklint.say("row-unread", {reason: reason[gklint.language] || reason.zh});
    }
    body.append(line);
  });
  grid.append(body);
};

gklint.columnHeads = function (table, depth) {
  const grouped = table.columns.some((column) => column.group);
  const upper = gklint.element("tr", {});
  const lower = gklint.element("tr", {});
  upper.append(gklint.element("td", {colspan: depth, rowspan: grouped ? 2 : null}));
  table.columns.forEach((column, index) => {
    const label = gklint.labelOf(column);
    if (!column.group) {
      upper.append(gklint.head(label, {rowspan: grouped ? 2 : null}));
      return;
    }
    const before = table.columns[index - 1];
    if (!before || before.group !== column.group) {
      const count = table.columns.filter((each) => each.group === column.group).length;
      upper.append(gklint.head(gklint.groupLabel(table, column.group),
        {colspan: count, scope: "colgroup"}));
    }
    lower.append(gklint.head(label));
  });
  return gklint.element("thead", {}, upper, grouped ? lower : null);
};

gklint.head = (label, attributes = {}) =>
  gklint.element("th", {scope: attributes.colspan ? "colgroup" : "col", ...attributes}, label);

gklint.groupLabel = function (table, key) {
  const label = table.groups[key];
  return label ? label[gklint.language] : key;
};

gklint.drawCell = function (frame, row, column, reason) {
  const {table, known, found, prefix} = frame;
  const name = `${table.key}.${row.key}.${column.key}`;
  const cell = known.cells.get(name);
  const at = found.get(name) || {main: [], also: []};
  const stands = cell ? cell.text : "";
  const drawn = gklint.element("td", {
    id: `${prefix}-${name}`, "data-cell": name, tabindex: "-1", role: "gridcell",
  });
  if (cell && stands.trim()) drawn.append(gklint.element("span", {class: "stands"}, stands));
  else {
    const key = cell ? "blank" : reason ? "unread" : "absent";
    drawn.classList.add(key);
    drawn.append(gklint.element("span", {class: "aside"}, gklint.say(`cell-${key}`)));
  }
  for (const {finding, id} of at.main) {
    drawn.classList.add("marked", finding.severity);
    const due = finding.expected;
    const words = due !== undefined && String(due).length <= 16
      ? gklint.say("should-be", {value: due === "" ? gklint.say("cell-blank") : due})
      : finding.code;
    drawn.append(gklint.element("a", {class: "should", href: `#${id}`, tabindex: "-1",
      title: finding.message}, words));
  }
  if (!at.main.length && at.also.length) drawn.classList.add("involved");
  const show = () => gklint.showSums(frame, row, column);
  drawn.addEventListener("focus", show);
  drawn.addEventListener("mouseenter", show);
  drawn.addEventListener("mouseleave", () => gklint.clearSums(frame));
  drawn.addEventListener("blur", () => gklint.clearSums(frame));
  return drawn;
};

/* Arrow keys go through the cells, Enter to the finding of one. */
gklint.moved = function (event, grid) {
  const cell = event.target.closest("td[data-cell]");
  if (!cell) return;
  if (event.key === "Enter" && event.target === cell) {
    const link = cell.querySelector("a.should");
    if (link) link.click();
    return;
  }
  const step = {ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1]}[
    event.key];
  if (!step) return;
  const down = grid.findIndex((line) => line.includes(cell));
  const across = grid[down].indexOf(cell);
  const next = (grid[down + step[0]] || [])[across + step[1]];
  if (!next) return;
  event.preventDefault();
  cell.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
};

gklint.clearSums = function (frame) {
  for (const line of frame.grid) for (const cell of line) cell.classList.remove("summed", "sum");
};

/* What the sums of a cell's row and column come to, in words below the table, its terms marked. */
gklint.showSums = function (frame, row, column) {
  gklint.clearSums(frame);
  const said = [];
  for (const identity of frame.table.identities) {
    const mine = identity.each === "row" ? column.key : row.key;
    const terms = [...identity.left, ...identity.right];
    if (!terms.some(([, key]) => key === mine)) continue;
    const name = (key) => identity.each === "row"
      ? `${frame.table.key}.${row.key}.${key}` : `${frame.table.key}.${key}.${column.key}`;
    const words = gklint.reckoned(identity, (key) => frame.known.cells.get(name(key)));
    said.push(gklint.say(`sum-${identity.each}`, {sum: words}));
    for (const line of frame.grid) {
      for (const cell of line) {
        const at = terms.find(([, key]) => name(key) === cell.dataset.cell);
        if (at) cell.classList.add(at[1] === identity.at ? "sum" : "summed");
      }
    }
  }
  const labels = [gklint.labelOf(row), gklint.labelOf(column)].join(" · ");
  frame.sums.textContent = said.length ? `${labels}: ${said.join(" ")}` : labels;
};

/* A relation of the form with the numbers that stand there: 5 + 3 = 8, 9 ≠ 8. */
gklint.reckoned = function (identity, cellOf) {
  const side = (terms) => {
    const values = terms.map(([sign, key]) => [sign, (cellOf(key) || {}).value]);
    if (values.some(([, value]) => value === null || value === undefined)) return null;
    const shown = values.length > 7 ? values.filter(([, value]) => value !== 0) : values;
    const text = shown.map(([sign, value], index) =>
      (index ? (sign < 0 ? " − " : " + ") : sign < 0 ? "−" : "") + value).join("") || "0";
    const sum = values.reduce((whole, [sign, value]) => whole + sign * value, 0);
    return {text, sum: Math.round(sum * 1e6) / 1e6, single: shown.length < 2};
  };
  const left = side(identity.left);
  const right = side(identity.right);
  if (!left || !right) return gklint.say("sum-unknown");
  const holds = identity.operator === "=" ? left.sum === right.sum : left.sum >= right.sum;
  const one = left.single ? left.text : `${left.text} = ${left.sum}`;
  const other = right.single ? right.text : `${right.text} = ${right.sum}`;
  if (holds) return gklint.say("sum-holds", {left: one, right: other});
  const off = Math.round((right.sum - left.sum) * 1e6) / 1e6;
  return gklint.say("sum-differs", {left: one, right: other, difference: (off > 0 ? "+" : "") + off});
};
