import { assertInvariant } from '@meritkit/core/errors';
import { createElement, type ReactNode } from 'react';

const token = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?: [a-zA-Z:-]+(?:="[^"]*")?)*)(\/?)>|([^<]+)/gy;
const attribute = / ([a-zA-Z:-]+)(?:="([^"]*)")?/g;

/** Attributes whose React name is not their own name in camel case. */
const renamed: Readonly<Record<string, string>> = {
  class: 'className',
  tabindex: 'tabIndex',
  popovertarget: 'popoverTarget',
  popovertargetaction: 'popoverTargetAction',
};

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

interface Open {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly children: ReactNode[];
}

/** This package's own markup as React elements, so that nothing is set as raw HTML. Text and attributes are unescaped once. */
export function elementsOf(markup: string): readonly ReactNode[] {
  const stack: Open[] = [{ name: '', properties: {}, children: [] }];
  let end = 0;
  for (const found of markup.matchAll(token)) {
    end = found.index + found[0].length;
    const [, closing, name, attributes = '', selfClosing, text] = found;
    const parent = stack.at(-1)!;
    if (text !== undefined) parent.children.push(unescapeText(text));
    else if (closing === '/') close(stack, name!);
    else if (selfClosing === '/') parent.children.push(createElement(name!, propertiesOf(attributes)));
    else stack.push({ name: name!, properties: propertiesOf(attributes), children: [] });
  }
  assertInvariant(stack.length === 1 && end === markup.length, 'report/markup', 'the markup is not well formed');
  return stack[0]!.children;
}

function close(stack: Open[], name: string): void {
  const done = stack.pop()!;
  assertInvariant(done.name === name, 'report/markup', `<${done.name}> is closed by </${name}>`);
  stack.at(-1)!.children.push(createElement(done.name, done.properties, ...done.children));
}

function propertiesOf(text: string): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const [, name, value = ''] of text.matchAll(attribute)) {
    properties[propertyName(name!)] = unescapeText(value);
  }
  return properties;
}

function propertyName(name: string): string {
  if (name.startsWith('aria-') || name.startsWith('data-')) return name;
  return renamed[name] ?? name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function unescapeText(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name]!);
}
