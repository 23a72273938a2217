// As much of VS Code as the extension uses, for tests: documents, and what is shown of them.
"use strict";

class Position {
  constructor(line, character) { Object.assign(this, { line, character }); }
}
class Range {
  constructor(start, end) { Object.assign(this, { start, end }); }
}
class Diagnostic {
  constructor(range, message, severity) { Object.assign(this, { range, message, severity }); }
}
class Named {
  constructor(...given) { this.given = given; }
}
class WorkspaceEdit {
  constructor() { this.edits = []; }
  replace(uri, range, text) { this.edits.push({ uri: String(uri), range, text }); }
  createFile(uri) { this.edits.push({ create: String(uri) }); }
}
class CodeAction {
  constructor(title, kind) { Object.assign(this, { title, kind }); }
}

const providers = {};
const listeners = {};
const shown = new Map();
const said = [];
const nothing = () => ({ dispose() {} });
const listen = (name) => (listener) => { listeners[name] = listener; return nothing(); };
const provide = (name) => (selector, provider) => { providers[name] = provider; return nothing(); };

module.exports = {
  Position, Range, Diagnostic, WorkspaceEdit, CodeAction,
  Location: Named, DiagnosticRelatedInformation: Named, CodeActionKind: Named, Hover: Named,
  MarkdownString: Named, DocumentSymbol: Named, CompletionItem: Named,
  Uri: { parse: (text) => ({ toString: () => text }) },
  env: { language: "zh-cn" },
  window: {
    createOutputChannel: () => ({ appendLine: (text) => said.push(text), dispose() {} }),
    showErrorMessage: (text) => said.push(text),
  },
  commands: { registerCommand: nothing },
  languages: {
    match: () => 1,
    createDiagnosticCollection: () => ({
      set: (uri, found) => shown.set(String(uri), found),
      clear: () => shown.clear(),
      dispose() {},
    }),
    registerHoverProvider: provide("hover"),
    registerDocumentSymbolProvider: provide("symbols"),
    registerCodeActionsProvider: provide("actions"),
    registerCompletionItemProvider: provide("completions"),
  },
  workspace: {
    textDocuments: [],
    getConfiguration: () => ({ get: () => JSON.parse(process.env.GKLINT_COMMAND) }),
    createFileSystemWatcher: () => ({
      onDidCreate: nothing, onDidChange: nothing, onDidDelete: nothing, dispose() {},
    }),
    onDidOpenTextDocument: listen("open"),
    onDidChangeTextDocument: listen("change"),
    onDidSaveTextDocument: listen("save"),
    onDidCloseTextDocument: listen("close"),
  },
  // What a test looks at.
  stub: { providers, listeners, shown, said },
};
