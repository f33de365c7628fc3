export type { MessageOptions, NotificationOptions } from '../messaging/summary.ts';
export { type EmailMessage, renderEmail, renderEmailNotification } from './render.ts';
