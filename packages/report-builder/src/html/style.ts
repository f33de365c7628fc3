import { chartStyle, tokenDeclarations } from '../charts/draw/style.ts';

// Without quotes, so that the style also stands as a text child of a style element in React.
const fonts = 'system-ui,-apple-system,Segoe UI,Roboto,PingFang SC,Microsoft YaHei,Noto Sans CJK SC,sans-serif';

/** The look of a report: phone first, wider by query, dark by the reader's preference, printable. */
const layout = `
.mk-report{font:400 15px/1.5 ${fonts};color:var(--mk-ink);background:var(--mk-surface);max-width:784px;margin:0 auto;padding:20px 16px 48px;font-variant-numeric:tabular-nums;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
.mk-report:lang(zh){line-height:1.7}
.mk-report,.mk-report *{box-sizing:border-box}
.mk-report p{margin:0}
.mk-report header{padding-bottom:16px;border-bottom:1px solid var(--mk-line);margin-bottom:20px}
.mk-report h1{font-size:28px;line-height:1.25;font-weight:650;letter-spacing:-.01em;margin:0 0 6px}
.mk-report h2{font-size:20px;line-height:1.3;font-weight:650;margin:40px 0 12px}
.mk-report h3,.mk-report h4{font-size:16px;line-height:1.4;font-weight:600;margin:28px 0 8px}
.mk-meta{color:var(--mk-muted);font-size:14px}
.mk-points{list-style:none;margin:0 0 24px;padding:0}
.mk-points li span{max-width:68ch}
.mk-points li{padding:7px 0;display:flex;gap:12px;justify-content:space-between;align-items:baseline}
.mk-points li+li{border-top:1px solid var(--mk-line)}
.mk-kpis{display:flex;flex-wrap:wrap;gap:20px 40px;margin:24px 0}
.mk-kpi{min-width:108px;max-width:100%}
.mk-kpi dt{max-width:200px;color:var(--mk-muted);font-size:14px;line-height:1.4}
.mk-kpi dd{margin:2px 0 0;font-size:24px;line-height:1.25;font-weight:650;letter-spacing:-.01em}
.mk-kpi dd.mk-state{font-size:16px;font-weight:400;color:var(--mk-muted);line-height:1.5}
.mk-kpi dd.mk-kpi-note{font-size:12px;font-weight:400;color:var(--mk-muted);letter-spacing:0;line-height:1.5}
.mk-kpi .mk-before{font-size:16px;font-weight:400;color:var(--mk-muted)}
.mk-report button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:inherit;letter-spacing:inherit}
.mk-number{text-decoration:underline dotted var(--mk-axis) 1px!important;text-underline-offset:.22em}
.mk-number:hover{text-decoration-color:var(--mk-accent)!important;color:var(--mk-accent)!important}
.mk-why{flex:none;font-size:13px!important;color:var(--mk-accent)!important;min-height:24px;min-width:24px;white-space:nowrap}
.mk-report :focus-visible,.mk-panel :focus-visible{outline:2px solid var(--mk-accent);outline-offset:2px;border-radius:2px}
.mk-callout{border-left:3px solid var(--mk-accent);padding:4px 0 4px 14px;margin:20px 0;max-width:68ch}
.mk-callout p:first-child{font-weight:600}
.mk-callout-attention{border-color:var(--mk-over)}
.mk-callout-good{border-color:var(--mk-good)}
.mk-figure{margin:28px 0;container-type:inline-size}
.mk-figure h2,.mk-figure h3,.mk-figure h4{font-size:16px;font-weight:600;margin:0;max-width:68ch}
.mk-figure .mk-meta{margin-bottom:14px}
.mk-wide{display:none}
@container (min-width:720px){.mk-wide{display:block}.mk-narrow{display:none}}
.mk-report details{margin-top:10px}
.mk-report summary{cursor:pointer;color:var(--mk-muted);font-size:13px;padding:4px 0;min-height:24px}
.mk-table{overflow-x:auto;margin:8px 0 4px}
.mk-report table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.4}
.mk-report th,.mk-report td{padding:7px 12px 7px 0;text-align:left;vertical-align:baseline;border-bottom:1px solid var(--mk-line);font-weight:400}
.mk-report th:last-child,.mk-report td:last-child{padding-right:0}
.mk-report thead th{color:var(--mk-muted);font-size:12px;vertical-align:bottom}
.mk-report .mk-end{text-align:right}
.mk-table{overflow-wrap:break-word}
.mk-report tbody th{min-width:6em}
.mk-report td .mk-state{white-space:normal}
.mk-num{font-variant-numeric:tabular-nums;white-space:nowrap}
.mk-state{color:var(--mk-muted)}
.mk-note{color:var(--mk-accent);text-decoration:none;font-size:.8em;vertical-align:.35em;line-height:0;padding:0 1px}
.mk-report a,.mk-panel a{color:var(--mk-accent)}
.mk-sources{margin-top:36px;padding-top:12px;border-top:1px solid var(--mk-line);font-size:13px;color:var(--mk-muted)}
.mk-sources h2{font-size:14px;margin:0 0 6px}
.mk-sources ol{margin:0;padding-left:22px}
.mk-panel{font:400 15px/1.5 ${fonts};color:var(--mk-ink);background:var(--mk-surface);border:1px solid var(--mk-line);box-sizing:border-box;font-variant-numeric:tabular-nums;overflow-wrap:anywhere;position:fixed;inset:auto 0 0 0;margin:0;width:100%;max-width:100%;max-height:80vh;overflow:auto;border-radius:14px 14px 0 0;padding:8px 20px 28px;box-shadow:0 8px 40px #00000038}
.mk-panel::backdrop{background:#0006}
.mk-panel-head{display:flex;justify-content:space-between;align-items:baseline;gap:12px;position:sticky;top:-8px;background:var(--mk-surface);padding:12px 0 8px}
.mk-panel-title{font-size:20px;line-height:1.3;font-weight:650;margin:0}
.mk-panel button{font:inherit;color:var(--mk-accent);background:none;border:0;padding:0 4px;min-height:44px;min-width:44px;cursor:pointer}
.mk-panel p,.mk-panel ul{margin:0}
.mk-panel ul{padding-left:18px}
.mk-why-body{font:400 15px/1.5 ${fonts};color:var(--mk-ink)}
.mk-why-body p,.mk-why-body ul{margin:0}
.mk-why-body .mk-terms{list-style:none;padding-left:0}
.mk-why-part{padding:8px 0}
.mk-why-title{color:var(--mk-muted);font-size:13px}
.mk-panel .mk-terms{list-style:none;padding-left:0}
.mk-panel .mk-terms .mk-terms{padding-left:16px;border-left:1px solid var(--mk-line)}
.mk-term{display:flex;justify-content:space-between;gap:16px;padding:3px 0}
@media (max-width:639px){
.mk-why{min-height:44px;min-width:44px;text-align:right!important}
.mk-points li{align-items:center;padding:2px 0}
.mk-report summary{min-height:44px;padding:11px 0}
.mk-stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.mk-report .mk-stack tr{display:block;padding:10px 0;border-bottom:1px solid var(--mk-line)}
.mk-report .mk-stack th,.mk-report .mk-stack td{display:flex;justify-content:space-between;gap:16px;border:0;padding:2px 0;text-align:right}
.mk-report .mk-stack tbody th{font-weight:600;text-align:left;font-size:15px}
.mk-report .mk-stack td::before{content:attr(data-label);color:var(--mk-muted);text-align:left;flex:none;max-width:55%}
.mk-report .mk-stack td.mk-none{display:none}
}
@media (min-width:640px){
.mk-report{padding:40px 32px 72px}
.mk-panel{inset:0 0 0 auto;width:400px;max-height:none;height:100%;border-radius:0;padding:16px 24px 32px}
}
@media print{
.mk-report{max-width:none;padding:0;font-size:11pt}
.mk-why,.mk-panel button{display:none!important}
.mk-number{text-decoration:none!important}
.mk-panel{display:block!important;position:static;width:auto;height:auto;max-height:none;border:0;border-top:1px solid var(--mk-line);border-radius:0;box-shadow:none;padding:6pt 0;break-inside:avoid;font-size:9pt}
.mk-figure,.mk-callout,.mk-report tr{break-inside:avoid}
.mk-report h2,.mk-report h3{break-after:avoid}
}`;

/** The style sheet of a report under a class prefix; a host overrides the custom properties to re-theme it. */
export function reportStyle(options: {
  readonly theme?: 'auto' | 'light' | 'dark';
  readonly classPrefix?: string;
}): string {
  const theme = options.theme ?? 'auto';
  const scheme = (name: 'light' | 'dark') =>
    `.mk-report,.mk-panel,.mk-why-body{color-scheme:${name};${tokenDeclarations(name)}}`;
  const tokens =
    theme === 'auto'
      ? `${scheme('light')}@media screen and (prefers-color-scheme:dark){${scheme('dark')}}`
      : scheme(theme);
  const text = `${tokens}${chartStyle}${layout}`.replace(/\n/g, '');
  const prefix = options.classPrefix ?? 'mk-';
  return prefix === 'mk-' ? text : text.replace(/\.mk-/g, `.${prefix}`);
}

/** The page around a report that stands alone. */
export function pageStyle(theme: 'auto' | 'light' | 'dark'): string {
  const of = (name: 'light' | 'dark') =>
    `:root{color-scheme:${name}}body{margin:0;background:${name === 'light' ? '#ffffff' : '#14171a'}}`;
  return theme === 'auto' ? `${of('light')}@media screen and (prefers-color-scheme:dark){${of('dark')}}` : of(theme);
}
