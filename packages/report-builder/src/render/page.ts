import type { FootnoteBlock, NarrativeBlock } from '../document/block.ts';
import type { ReportDocument } from '../document/document.ts';
import { createWords, type ReaderOptions } from '../words/create.ts';
import type { Words } from '../words/words.ts';

/** A document with its words and its footnotes at hand. */
export interface Page {
  readonly document: ReportDocument;
  readonly words: Words;
  readonly footnotes: readonly FootnoteBlock[];
  /** The number by which a footnote is referred to, from 1. */
  readonly noteNumber: (id: string) => number;
}

/** Opens a document for a reader. */
export function openPage(document: ReportDocument, options: ReaderOptions): Page {
  const words = createWords({ ...options, metrics: document.metrics });
  const footnotes = document.blocks.filter((block) => block.type === 'footnote');
  const numbers = new Map(footnotes.map((note, index) => [note.id, index + 1]));
  return { document, words, footnotes, noteNumber: (id) => numbers.get(id) ?? 0 };
}

/** ` [1] [2]` after a sentence; no space after full-width punctuation. */
export function noteReferences(page: Page, text: string, notes: readonly string[] | undefined): string {
  if (notes === undefined || notes.length === 0) return '';
  const gap = /[\u3000-\u303f\uff00-\uffef]$/.test(text) ? '' : ' ';
  return `${gap}${notes.map((note) => `[${page.noteNumber(note)}]`).join('')}`;
}

/** A sentence with the kind of claim it makes, in words. */
export function narrativeText(page: Page, block: NarrativeBlock): string {
  const text = page.words.text(block.text);
  if (block.relation === undefined) return text;
  return page.words.say('narrative.claim', { text, relation: page.words.say(`relation.${block.relation}`) });
}
