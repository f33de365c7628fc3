export { renderXlsx, sheetsOf, type XlsxCell, type XlsxSheet } from './render.ts';
