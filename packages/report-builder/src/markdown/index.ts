export { type MarkdownOptions, renderMarkdown } from './render.ts';
