/** Colours as custom properties: a host re-themes by setting them. Pairs of light and dark. */
const tokens: readonly (readonly [name: string, light: string, dark: string])[] = [
  ['ink', '#1b1f24', '#e9ebee'],
  ['muted', '#59626e', '#a4adb8'],
  ['line', '#e3e6ea', '#30363d'],
  ['axis', '#8b95a1', '#6d7783'],
  ['surface', '#ffffff', '#14171a'],
  ['raised', '#f6f7f9', '#1c2024'],
  ['accent', '#2458b8', '#8ab4f8'],
  ['on-accent', '#ffffff', '#0e1013'],
  ['good', '#0b6b4f', '#5fc9a0'],
  ['over', '#a84300', '#f2a65a'],
  ['s1', '#2f62c0', '#7aa7f0'],
  ['s2', '#b85a00', '#efb564'],
  ['s3', '#97327a', '#d07fba'],
  ['s4', '#00796b', '#4fc0b0'],
  ['s5', '#4d5866', '#a7b1bd'],
  ['neutral', '#a3adb9', '#68727e'],
  ['h1', '#edf3fc', '#1a2635'],
  ['h2', '#d3e3f8', '#1d3756'],
  ['h3', '#acc9ef', '#234f82'],
  ['h4', '#6f9fdd', '#5c93dc'],
  ['h5', '#2458b8', '#a5c9f7'],
  ['b3', '#f3d5b5', '#5a3a16'],
  ['b5', '#c77a2b', '#e0a45e'],
];

/** Declarations of one scheme. */
export function tokenDeclarations(scheme: 'light' | 'dark'): string {
  return tokens.map(([name, light, dark]) => `--mk-${name}:${scheme === 'light' ? light : dark}`).join(';');
}

/** The colour of a token, for checks of contrast. */
export function tokenColour(name: string, scheme: 'light' | 'dark'): string {
  const token = tokens.find(([each]) => each === name);
  return token === undefined ? '' : scheme === 'light' ? token[1] : token[2];
}

// Without quotes, so that the style also stands as a text child of a style element in React.
const fonts = 'system-ui,-apple-system,Segoe UI,Roboto,PingFang SC,Microsoft YaHei,Noto Sans CJK SC,sans-serif';

/** The style of chart marks; tokens come from the page, or from `standaloneStyle`. */
export const chartStyle = [
  `.mk-chart{display:block;font-family:${fonts};font-variant-numeric:tabular-nums;max-width:none}`,
  '.mk-chart text{font-size:12px;fill:var(--mk-ink)}',
  '.mk-chart .mk-m{font-size:11px;fill:var(--mk-muted)}',
  '.mk-chart .mk-small{font-size:11px}',
  '.mk-chart .mk-v{font-weight:600}',
  '.mk-chart .mk-strong{font-weight:700}',
  ...[1, 2, 3, 4, 5].map((index) => `.mk-s${index}{fill:var(--mk-s${index});stroke:var(--mk-s${index})}`),
  '.mk-n{fill:var(--mk-neutral);stroke:var(--mk-neutral)}',
  '.mk-good{fill:var(--mk-good);stroke:var(--mk-good)}',
  '.mk-over{fill:var(--mk-over);stroke:var(--mk-over)}',
  '.mk-chart rect{stroke:none}',
  '.mk-chart .mk-line{fill:none;stroke-width:2;stroke-linejoin:round}',
  '.mk-chart .mk-band{stroke:none;opacity:.16}',
  '.mk-chart .mk-point{fill-opacity:.85}',
  '.mk-hatch{stroke:var(--mk-surface);stroke-width:1.4;fill:none;opacity:.75}',
  '.mk-dot{fill:var(--mk-surface);opacity:.8}',
  '.mk-hidden-hatch{stroke:var(--mk-axis);stroke-width:1;fill:none}',
  '.mk-chart .mk-hidden{fill:var(--mk-raised);stroke:var(--mk-line)}',
  '.mk-chart .mk-unknown{fill:none;stroke:var(--mk-axis);stroke-dasharray:2 3}',
  '.mk-plate{fill:var(--mk-surface);opacity:.92}',
  '.mk-axis{stroke:var(--mk-axis);stroke-width:1;fill:none}',
  '.mk-grid{stroke:var(--mk-line);stroke-width:1;fill:none}',
  '.mk-reference{stroke:var(--mk-ink);stroke-width:1;stroke-dasharray:4 3;fill:none}',
  '.mk-whisker{stroke:var(--mk-ink);stroke-width:1.4;fill:none}',
  '.mk-chart .mk-over-edge{fill:none;stroke:var(--mk-over);stroke-width:2}',
  ...[1, 2, 3, 4, 5].map((index) => `.mk-h${index}{fill:var(--mk-h${index})}`),
  '.mk-hb3{fill:var(--mk-b3)}.mk-hb5{fill:var(--mk-b5)}',
  '.mk-chart .mk-on5{fill:var(--mk-on-accent)}',
  '.mk-chart .mk-on4,.mk-chart .mk-onb5{fill:#0e1013}',
].join('');

/** The style of a drawing that stands alone: its own tokens, dark by the reader's preference. */
export function standaloneStyle(theme: 'auto' | 'light' | 'dark'): string {
  const root = (scheme: 'light' | 'dark') => `.mk-chart{${tokenDeclarations(scheme)}}`;
  const scheme = theme === 'auto' ? `${root('light')}@media(prefers-color-scheme:dark){${root('dark')}}` : root(theme);
  return `${scheme}${chartStyle}`;
}
