/** A text with nothing in it that Markdown, HTML inside Markdown, or an auto-link would take as theirs. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~]/g, (sign) => `\\${sign}`)
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/@/g, '&#64;')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www|javascript|data|vbscript|mailto)([.:])/gi, '$1\\$2')
    .replace(/^(\s*)([#+>-]|\d+[.)])(?=\s|$)/, (_, space: string, sign: string) => `${space}${escapeStart(sign)}`)
    .replace(/^(\s*)([-=]{3,})$/, '$1\\$2');
}

function escapeStart(sign: string): string {
  return /^\d/.test(sign) ? `${sign.slice(0, -1)}\\${sign.slice(-1)}` : `\\${sign}`;
}
