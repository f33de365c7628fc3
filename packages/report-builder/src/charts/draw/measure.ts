// Signs by width in ems, measured in the widest common system font (DejaVu Sans), so that others only leave room.
const narrow = new Set([..."iljtf.,:;!|'`()[]{}/I "]);
const wide = new Set([...'mwMW@%']);

/** An upper estimate of a text's width in pixels, without a canvas: CJK is one em, capitals and signs by class. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0)!;
    if (code >= 0x2e80) ems += 1;
    else if (narrow.has(sign)) ems += 0.41;
    else if (wide.has(sign)) ems += 1.01;
    else if ((sign >= 'A' && sign <= 'Z') || code > 0x7f) ems += 0.77;
    else ems += 0.635;
  }
  return ems * size;
}

/** The same for a bold text, which is a tenth wider. */
export function boldWidth(text: string, size: number): number {
  return textWidth(text, size * 1.1);
}

/** A text cut to a width with an ellipsis; whole when it fits. */
export function fitText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  let kept = '';
  for (const sign of text) {
    if (textWidth(`${kept}${sign}…`, size) > width) break;
    kept += sign;
  }
  return `${kept.trimEnd()}…`;
}

/** A text as lines of at most a width: broken at spaces, and anywhere between CJK characters. */
export function wrapText(text: string, size: number, width: number, most: number): readonly string[] {
  const pieces = text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && textWidth((line + piece).trimEnd(), size) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  if (lines.length <= most) return lines.map((each) => fitText(each, size, width));
  return [...lines.slice(0, most - 1), fitText(lines.slice(most - 1).join(' '), size, width)];
}
