export {
  type Catalogue,
  defineCatalogue,
  extendCatalogue,
  formatMessage,
  type MessageOverrides,
  type MessageParameters,
  type Messages,
} from './catalogue.ts';
export { localizedTextSchema } from './schema.ts';
export { fallbackChain, type LocalizedText, pickText } from './text.ts';
