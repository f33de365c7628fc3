/**
 * Rows that are found by a text of theirs, and leave from the end only. Places lie in typed arrays, open addressing
 * with linear probing: a `Map` of as many rows costs twice the time and memory, most of it in the engine's collector.
 */
export interface TextTable<Row> {
  /** In the order in which they were added. */
  readonly rows: readonly Row[];
  readonly find: (text: string) => Row | undefined;
  /** Adds a row whose text is not there yet. */
  readonly add: (row: Row) => void;
  readonly removeLast: () => void;
}

const firstSize = 64;

/** An empty table; `textOf` gives the text by which a row is found, always the same. */
export function createTextTable<Row>(textOf: (row: Row) => string): TextTable<Row> {
  const rows: Row[] = [];
  /** Per slot a row's hash and its place plus one (0: free), side by side: one look at memory tells both. */
  let slots = new Int32Array(firstSize * 2);
  /** The hash of each row's text, by place, for when the slots are dealt anew. At most half of those are taken. */
  let hashes = new Int32Array(firstSize / 2);

  /** A text is looked for before it is added: its hash is taken once. */
  let lastText = '';
  let lastHash = hashOf('');
  const hash = (text: string): number => {
    if (text !== lastText) {
      lastText = text;
      lastHash = hashOf(text);
    }
    return lastHash;
  };

  /** Where a text's slot begins: that of its row, or the free one where it belongs. */
  const slotOf = (text: string): number => {
    const mask = slots.length - 1;
    const wanted = hash(text);
    for (let slot = (wanted << 1) & mask; ; slot = (slot + 2) & mask) {
      const place = slots[slot + 1]! - 1;
      if (place < 0 || (slots[slot] === wanted && textOf(rows[place]!) === text)) return slot;
    }
  };

  const grow = (): void => {
    const known = hashes;
    slots = new Int32Array(slots.length * 2);
    hashes = new Int32Array(slots.length / 4);
    hashes.set(known);
    const mask = slots.length - 1;
    for (let place = 0; place < rows.length; place += 1) {
      let slot = (hashes[place]! << 1) & mask;
      while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      slots[slot] = hashes[place]!;
      slots[slot + 1] = place + 1;
    }
  };

  return {
    rows,
    find: (text) => {
      const place = slots[slotOf(text) + 1]!;
      return place === 0 ? undefined : rows[place - 1];
    },
    add: (row) => {
      if (rows.length === hashes.length) grow();
      const text = textOf(row);
      const slot = slotOf(text);
      hashes[rows.length] = hash(text);
      slots[slot] = hash(text);
      slots[slot + 1] = rows.push(row);
    },
    removeLast: () => {
      // Nothing was added after it, so no other row was placed behind its slot.
      slots[slotOf(textOf(rows.at(-1)!)) + 1] = 0;
      rows.pop();
    },
  };
}

/** FNV-1a over UTF-16 units, with the high bits mixed into the low ones. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
