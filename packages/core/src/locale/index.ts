export {
  type Catalogue,
  defineCatalogue,
  extendCatalogue,
  formatMessage,
  type MessageOverrides,
  type Messages,
} from './catalogue.ts';
export { coreCatalogue } from './core-messages.ts';
export type { MessageParameters } from './message-format.ts';
export { localizedTextSchema } from './schema.ts';
export { fallbackChain, type LocalizedText, pickText } from './text.ts';
