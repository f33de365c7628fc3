/** Fills plain `{name}` placeholders; a name without a value stays as it is. */
export function fillPlain(text: string, parameters: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) =>
    Object.hasOwn(parameters, name) ? String(parameters[name]) : hole,
  );
}

/** True for a message of plain placeholders only: it needs no message compiler. */
export function isPlain(text: string): boolean {
  return !/[{}']/.test(text.replace(/\{\w+\}/g, ''));
}
