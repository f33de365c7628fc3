import { type Column, createColumn } from './columns.ts';

/** Ids in a row: a UUID in 16 bytes, any other text as it is. */
export interface IdColumn {
  readonly push: (id: string) => void;
  readonly at: (index: number) => string;
  readonly bytes: () => number;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const cuts = [8, 13, 18, 23] as const;

/** An empty column of ids. */
export function createIdColumn(): IdColumn {
  const words: Column<Uint32Array> = createColumn(Uint32Array);
  const others = new Map<number, string>();
  let length = 0;
  return {
    push: (id) => {
      const hex = uuid.test(id)
        ? id.slice(0, 8) + id.slice(9, 13) + id.slice(14, 18) + id.slice(19, 23) + id.slice(24)
        : '';
      if (hex === '') others.set(length, id);
      for (let word = 0; word < 4; word += 1) {
        words.push(hex === '' ? 0 : Number.parseInt(hex.slice(word * 8, word * 8 + 8), 16));
      }
      length += 1;
    },
    at: (index) => {
      const other = others.get(index);
      if (other !== undefined) return other;
      let text = '';
      for (let word = 0; word < 4; word += 1) text += words.values[index * 4 + word]!.toString(16).padStart(8, '0');
      for (const cut of cuts) text = `${text.slice(0, cut)}-${text.slice(cut)}`;
      return text;
    },
    bytes: () => words.bytes() + others.size * 64,
  };
}
