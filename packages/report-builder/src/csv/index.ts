export { type CsvOptions, renderCsv } from './render.ts';
