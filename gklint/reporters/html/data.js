/* What the file holds: rows of the overview, and the reports themselves, unpacked when one is opened.

   A stream is JSON, or gzip in base64 that can be entered at its segments: each is so many reports
   and stands on its own between two flushes of the compressor. */

"use strict";

gklint.Stream = class {
  constructor(element, told) {
    this.plain = element.dataset.encoding !== "gzip";
    this.text = element.textContent.trim();
    this.told = told;
    this.ready = new Map();
  }

  /* Return the object of a report by its number. */
  async get(number) {
    if (this.plain) {
      this.whole = this.whole || JSON.parse(this.text);
      return (this.whole.reports || this.whole)[number];
    }
    const {each, segments} = this.told;
    const segment = Math.floor(number / each);
    if (!this.ready.has(segment)) {
      if (this.ready.size > 8) this.ready.clear();
      this.ready.set(segment, this.unpacked(...segments[segment]));
    }
    return (await this.ready.get(segment))[number % each];
  }

  async unpacked(start, end) {
    const skipped = start % 3;
    const packed = atob(this.text.slice((start - skipped) / 3 * 4, Math.ceil(end / 3) * 4));
    const bytes = new Uint8Array(end - start + 2);
    for (let at = 0; at < end - start; at++) bytes[at] = packed.charCodeAt(at + skipped);
    // An empty last block ends what was cut out of the middle.
    bytes[end - start] = 3;
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const text = await new Response(stream).text();
    return JSON.parse(`[${text.replace(/^[\s,]+/, "")}]`);
  }
};
