// gklint in VS Code: starts `gklint lsp`, tells it what is open, and shows what it answers.
"use strict";

const vscode = require("vscode");
const { Connection } = require("./connection");
const convert = require("./convert");

const LANGUAGES = ["plaintext", "markdown", "html", "yaml"];
const SELECTOR = LANGUAGES.flatMap((language) => [
  { language, scheme: "file" },
  { language, scheme: "untitled" },
]);
// Files beside the reports that change what is found in them.
const WATCHED = "**/*.{yaml,yml,toml,json}";
const CAPABILITIES = {
  general: { positionEncodings: ["utf-16"] },
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create"] } },
};

let client = null;

class Client {
  constructor(command, log) {
    this.log = log;
    this.versions = new Map();
    this.diagnostics = vscode.languages.createDiagnosticCollection("gklint");
    this.connection = new Connection(command, {
      notified: (method, params) => this.notified(method, params),
      logged: (text) => log.appendLine(text),
      ended: (why) => this.ended(command, why),
    });
  }

  async start() {
    const answer = await this.connection.request("initialize", {
      processId: process.pid,
      clientInfo: { name: "Visual Studio Code" },
      locale: vscode.env.language,
      rootUri: null,
      capabilities: CAPABILITIES,
    });
    if (!answer) return;
    this.connection.notify("initialized", {});
    this.started = true;
    for (const document of vscode.workspace.textDocuments) this.opened(document);
  }

  notified(method, params) {
    if (method === "textDocument/publishDiagnostics") {
      const uri = vscode.Uri.parse(params.uri);
      this.diagnostics.set(uri, params.diagnostics.map(convert.diagnostic));
    } else if (method === "window/logMessage") {
      this.log.appendLine(params.message);
    }
  }

  ended(command, why) {
    this.diagnostics.clear();
    this.log.appendLine(why);
    vscode.window.showErrorMessage(
      `gklint: ${command.join(" ")} 没有运行（${why}）。请安装 pip install 'gklint[lsp]'，` +
        "或在设置 gklint.command 中写明程序 (the language server does not run: install it, or" +
        " set gklint.command)",
    );
  }

  opened(document) {
    if (!this.started || !vscode.languages.match(SELECTOR, document)) return;
    const uri = document.uri.toString();
    this.versions.set(uri, document.version);
    this.connection.notify("textDocument/didOpen", {
      textDocument: {
        uri,
        languageId: document.languageId,
        version: document.version,
        text: document.getText(),
      },
    });
  }

  changed(event) {
    const uri = event.document.uri.toString();
    if (!this.versions.has(uri) || !event.contentChanges.length) return;
    this.versions.set(uri, event.document.version);
    this.connection.notify("textDocument/didChange", {
      textDocument: { uri, version: event.document.version },
      contentChanges: event.contentChanges.map((change) => ({
        range: convert.fromRange(change.range),
        text: change.text,
      })),
    });
  }

  saved(document) {
    this.tell("textDocument/didSave", document);
  }

  closed(document) {
    this.tell("textDocument/didClose", document);
    this.versions.delete(document.uri.toString());
  }

  tell(method, document) {
    const uri = document.uri.toString();
    if (this.versions.has(uri)) this.connection.notify(method, { textDocument: { uri } });
  }

  fileChanged(uri, type) {
    const changes = [{ uri: uri.toString(), type }];
    this.connection.notify("workspace/didChangeWatchedFiles", { changes });
  }

  ask(method, document, params) {
    const uri = document.uri.toString();
    if (!this.versions.has(uri)) return Promise.resolve(null);
    return this.connection.request(method, { textDocument: { uri }, ...params });
  }

  async hover(document, position) {
    const answer = await this.ask("textDocument/hover", document, { position: at(position) });
    return answer && convert.hover(answer);
  }

  async symbols(document) {
    const answer = await this.ask("textDocument/documentSymbol", document, {});
    return (answer || []).map(convert.symbol);
  }

  async completions(document, position) {
    const params = { position: at(position) };
    const answer = await this.ask("textDocument/completion", document, params);
    return (answer || []).map(convert.completion);
  }

  async actions(document, range, context) {
    const only = context.only ? [context.only.value] : undefined;
    const answer = await this.ask("textDocument/codeAction", document, {
      range: convert.fromRange(range),
      context: { diagnostics: [], only },
    });
    // What was typed in the meantime is not to be overwritten.
    return (answer || [])
      .filter((action) => !action.edit || convert.isCurrent(action.edit, this.versions))
      .map(convert.codeAction);
  }

  async close() {
    this.diagnostics.dispose();
    await this.connection.close();
  }
}

const at = (position) => ({ line: position.line, character: position.character });

async function restart(log) {
  if (client) await client.close();
  client = new Client(vscode.workspace.getConfiguration("gklint").get("command"), log);
  await client.start();
}

async function activate(context) {
  const log = vscode.window.createOutputChannel("gklint");
  const { languages, workspace } = vscode;
  const watcher = workspace.createFileSystemWatcher(WATCHED);
  context.subscriptions.push(
    log,
    watcher,
    watcher.onDidCreate((uri) => client.fileChanged(uri, 1)),
    watcher.onDidChange((uri) => client.fileChanged(uri, 2)),
    watcher.onDidDelete((uri) => client.fileChanged(uri, 3)),
    workspace.onDidOpenTextDocument((document) => client.opened(document)),
    workspace.onDidChangeTextDocument((event) => client.changed(event)),
    workspace.onDidSaveTextDocument((document) => client.saved(document)),
    workspace.onDidCloseTextDocument((document) => client.closed(document)),
    vscode.commands.registerCommand("gklint.restart", () => restart(log)),
    languages.registerHoverProvider(SELECTOR, {
      provideHover: (document, position) => client.hover(document, position),
    }),
    languages.registerDocumentSymbolProvider(SELECTOR, {
      provideDocumentSymbols: (document) => client.symbols(document),
    }),
    languages.registerCodeActionsProvider(SELECTOR, {
      provideCodeActions: (document, range, asked) => client.actions(document, range, asked),
    }),
    languages.registerCompletionItemProvider(
      SELECTOR,
      { provideCompletionItems: (document, position) => client.completions(document, position) },
      " ",
      ":",
    ),
  );
  await restart(log);
}

async function deactivate() {
  if (client) await client.close();
  client = null;
}

module.exports = { activate, deactivate };
