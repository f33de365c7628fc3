import { IntlMessageFormat } from 'intl-messageformat';
import { invalidInput } from '../errors/index.ts';

/** What a message's placeholders may hold. Numbers are formatted by the locale; text stands as it is. */
export type MessageParameters = Readonly<Record<string, string | number | boolean | null | undefined>>;

const parsed = new Map<string, ParsedMessage>();

/**
 * Fills an ICU message. The parser stands in a file of its own, so that code which formats nothing does not carry it.
 *
 * @throws InvalidInputError `core/message-parameters` when a placeholder has no value, a number or plural none that is a
 * number, or a host's own text is no ICU MessageFormat
 */
export function fillMessage(options: {
  readonly text: string;
  readonly locale: string;
  readonly key: string;
  readonly parameters: MessageParameters;
}): string {
  try {
    const message = parse(options.text, options.locale);
    const given = Object.fromEntries(Object.entries(options.parameters).filter(([, value]) => value !== undefined));
    if (message.hasNumbers) checkNumbers(message.format.getAst() as readonly Element[], given);
    return String(message.format.format(given));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'cannot be formatted';
    throw invalidInput('core/message-parameters', ['parameters'], `message "${options.key}": ${reason}`);
  }
}

interface ParsedMessage {
  readonly format: IntlMessageFormat;
  readonly hasNumbers: boolean;
}

function parse(text: string, locale: string): ParsedMessage {
  const id = `${locale}\u0000${text}`;
  const known = parsed.get(id);
  if (known !== undefined) return known;
  const format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  const message = { format, hasNumbers: hasNumbers(format.getAst() as readonly Element[]) };
  if (parsed.size > 5_000) parsed.clear();
  parsed.set(id, message);
  return message;
}

/** The part of the parser's tree that is looked at; its types are numbered by the parser. */
interface Element {
  readonly type: number;
  readonly value?: unknown;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
}

const NUMBER = 2;
const SELECT = 5;
const PLURAL = 6;

function hasNumbers(elements: readonly Element[]): boolean {
  return elements.some(
    ({ type, options = {} }) =>
      type === NUMBER || type === PLURAL || Object.values(options).some((option) => hasNumbers(option.value)),
  );
}

/** Refuses a number that the text will use and that is none: the formatter writes null as 0 and text as NaN. */
function checkNumbers(elements: readonly Element[], given: MessageParameters): void {
  for (const { type, value, options = {} } of elements) {
    const name = String(value);
    const parameter = Object.hasOwn(given, name) ? given[name] : undefined;
    if ((type === NUMBER || type === PLURAL) && !isNumber(parameter)) throw new Error(`"${name}" is no number`);
    if (type === SELECT) checkNumbers((options[String(parameter)] ?? options.other)?.value ?? [], given);
    if (type !== PLURAL) continue;
    const exact = options[`=${parameter}`];
    const others = Object.entries(options).filter(([rule]) => !rule.startsWith('='));
    for (const option of exact === undefined ? others.map(([, other]) => other) : [exact]) {
      checkNumbers(option.value, given);
    }
  }
}

function isNumber(value: MessageParameters[string]): boolean {
  return value !== null && value !== undefined && value !== '' && !Number.isNaN(Number(value));
}
