/** An element of a document, with its text (its children's text too) and its children. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
  /** The line on which it begins, from 1. */
  readonly line: number;
}

/** What is wrong with a document, and where. */
export interface XmlProblem {
  readonly line: number;
  readonly detail: string;
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
  readonly line: number;
}

const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!|<\/\s*([^\s>]+)\s*>|<([^\s/>!?]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|[^<]+|</g;

/**
 * Reads the small XML that tools send: elements, attributes, text, CDATA and the five entities. A document type is
 * refused, so nothing outside the text can be pulled in.
 */
export function readXml(text: string): { readonly root: XmlElement } | { readonly problem: XmlProblem } {
  const stack: OpenElement[] = [];
  let root: XmlElement | null = null;
  let line = 1;
  const problem = (detail: string) => ({ problem: { line, detail } });
  for (const match of text.matchAll(token)) {
    const [all, cdata, closing, opening, attributes = '', empty] = match;
    const parent = stack.at(-1);
    if (all === '<!') return problem('a document type is not read');
    if (all === '<') return problem('a tag is not closed');
    if (cdata !== undefined) append(parent, cdata);
    else if (closing !== undefined) {
      const done = stack.pop();
      if (done?.name !== closing) return problem(`</${closing}> closes <${done?.name ?? 'nothing'}>`);
      root = finish(done, stack.at(-1)) ?? root;
    } else if (opening !== undefined) {
      if (root !== null && parent === undefined) return problem('there is more than one root element');
      const element = { name: opening, attributes: readAttributes(attributes), children: [], text: '', line };
      if (empty === '/') root = finish(element, parent) ?? root;
      else stack.push(element);
    } else if (!all.startsWith('<')) {
      if (parent === undefined && all.trim() !== '' && all.trim() !== '\ufeff')
        return problem('text stands outside the root');
      append(parent, decode(all));
    }
    for (const character of all) if (character === '\n') line += 1;
  }
  const open = stack.at(-1);
  if (open !== undefined) return problem(`<${open.name}> is not closed`);
  return root === null ? problem('there is no element') : { root };
}

/** The first child of a name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** The text of the first child of a name, without white space around it. */
export function childText(element: XmlElement, name: string): string | undefined {
  return childOf(element, name)?.text.trim();
}

function append(element: OpenElement | undefined, text: string): void {
  if (element !== undefined) element.text += text;
}

/** Hangs a finished element under its parent; gives it back when it has none. */
function finish(element: OpenElement, parent: OpenElement | undefined): XmlElement | null {
  if (parent === undefined) return element;
  parent.children.push(element);
  parent.text += element.text;
  return null;
}

function readAttributes(text: string): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null);
  for (const [, name = '', double, single] of text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes[name] = decode(double ?? single ?? '');
  }
  return attributes;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (all, hexadecimal, decimal, name) => {
    if (name !== undefined) return entities[name as string] ?? all;
    const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal as string, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
