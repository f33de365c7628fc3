export { renderWhy, type WhyOptions } from './explain.ts';
export { type HtmlOptions, renderHtml, renderHtmlParts } from './render.ts';
export { reportStyle } from './style.ts';
