import { IntlMessageFormat } from 'intl-messageformat';
import { invalidInput } from '../errors/index.ts';

/** What a message's placeholders may hold. Numbers are formatted by the locale; text stands as it is. */
export type MessageParameters = Readonly<Record<string, string | number | boolean | null | undefined>>;

const parsed = new Map<string, IntlMessageFormat>();

/**
 * Fills an ICU message. The parser stands in a file of its own, so that code which formats nothing does not carry it.
 *
 * @throws InvalidInputError `core/message-parameters` when a placeholder has no value or a host's own text is no
 * ICU MessageFormat
 */
export function fillMessage(options: {
  readonly text: string;
  readonly locale: string;
  readonly key: string;
  readonly parameters: MessageParameters;
}): string {
  try {
    return String(parse(options.text, options.locale).format({ ...options.parameters }));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'cannot be formatted';
    throw invalidInput('core/message-parameters', ['parameters'], `message "${options.key}": ${reason}`);
  }
}

function parse(text: string, locale: string): IntlMessageFormat {
  const id = `${locale}\u0000${text}`;
  const known = parsed.get(id);
  if (known !== undefined) return known;
  const message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  if (parsed.size > 5_000) parsed.clear();
  parsed.set(id, message);
  return message;
}
