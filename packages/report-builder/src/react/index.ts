export { Report, type ReportProperties, Why, type WhyProperties } from './components.ts';
