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
  /** A row's place plus one; 0: free. At most half of the slots are taken. */
  let slots = new Int32Array(firstSize);
  /** The hash of each row's text, by place. */
  let hashes = new Int32Array(firstSize / 2);

  /** A text is looked for before it is added: its hash is taken once. */
  let [lastText, lastHash] = ['', hashOf('')];
  const hash = (text: string): number => {
    if (text !== lastText) [lastText, lastHash] = [text, hashOf(text)];
    return lastHash;
  };

  /** The slot of a text: where its row is, or the free one where it belongs. */
  const slotOf = (text: string): number => {
    const mask = slots.length - 1;
    const wanted = hash(text);
    for (let slot = wanted & mask; ; slot = (slot + 1) & mask) {
      const place = slots[slot]! - 1;
      if (place < 0 || (hashes[place] === wanted && textOf(rows[place]!) === text)) return slot;
    }
  };

  const grow = (): void => {
    const known = hashes;
    slots = new Int32Array(slots.length * 2);
    hashes = new Int32Array(slots.length / 2);
    hashes.set(known);
    const mask = slots.length - 1;
    for (let place = 0; place < rows.length; place += 1) {
      let slot = hashes[place]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = place + 1;
    }
  };

  return {
    rows,
    find: (text) => {
      const place = slots[slotOf(text)]!;
      return place === 0 ? undefined : rows[place - 1];
    },
    add: (row) => {
      if (rows.length === hashes.length) grow();
      const slot = slotOf(textOf(row));
      hashes[rows.length] = hash(textOf(row));
      slots[slot] = rows.push(row);
    },
    removeLast: () => {
      // Nothing was added after it, so no other row was placed behind its slot.
      slots[slotOf(textOf(rows.at(-1)!))] = 0;
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
