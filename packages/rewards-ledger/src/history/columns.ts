/** Numbers in a typed array that grows; memory is what the numbers need, not what objects do. */
export interface Column<Values extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array> {
  readonly length: number;
  readonly values: Values;
  readonly push: (value: number) => void;
  readonly bytes: () => number;
}

type Maker<Values> = new (length: number) => Values;

/** An empty column; it grows by half, so that at most a third is slack. */
export function createColumn<Values extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(
  make: Maker<Values>,
): Column<Values> {
  let values = new make(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    get values() {
      return values;
    },
    push: (value) => {
      if (length === values.length) {
        const larger = new make(Math.ceil(length * 1.5));
        larger.set(values);
        values = larger;
      }
      values[length] = value;
      length += 1;
    },
    bytes: () => values.byteLength,
  };
}

/** Texts by number, each kept once. */
export interface Dictionary {
  readonly numberOf: (text: string) => number;
  readonly find: (text: string) => number | undefined;
  readonly textOf: (number: number) => string;
  readonly size: () => number;
}

/** An empty dictionary. */
export function createDictionary(): Dictionary {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  return {
    numberOf: (text) => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, texts.length);
      texts.push(text);
      return texts.length - 1;
    },
    find: (text) => numbers.get(text),
    textOf: (number) => texts[number]!,
    size: () => texts.length,
  };
}
