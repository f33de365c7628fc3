export { renderVegaLite, type VegaLiteOptions } from './render.ts';
