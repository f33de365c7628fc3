export { renderSvg, type SvgOptions } from './render.ts';
