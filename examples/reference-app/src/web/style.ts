const light =
  '--mk-ink:#1b1f24;--mk-muted:#59626e;--mk-line:#e3e6ea;--mk-axis:#8b95a1;--mk-surface:#fff;--mk-accent:#2458b8;--mk-on-accent:#fff;--mk-over:#a84300';
const dark =
  '--mk-ink:#e9ebee;--mk-muted:#a4adb8;--mk-line:#30363d;--mk-axis:#6d7783;--mk-surface:#14171a;--mk-accent:#8ab4f8;--mk-on-accent:#0e1013;--mk-over:#f2a65a';

/** The frame around reports, in the reports' own colours; a host re-themes both by the same custom properties. */
export const appStyle = `
:root{color-scheme:light;${light}}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;${dark}}}
body{margin:0;background:var(--mk-surface);color:var(--mk-ink);font:400 15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif}
body:lang(zh){line-height:1.7}
.skip{position:absolute;left:-999px}.skip:focus{left:16px;top:8px;background:var(--mk-surface);padding:8px 12px;z-index:1}
.demo{font-size:13px;color:var(--mk-muted);border-bottom:1px solid var(--mk-line)}
.demo p,.bar,.form,.problem,.actions,.hint{max-width:784px;margin:0 auto;padding:8px 16px;box-sizing:border-box}
.bar{display:flex;flex-wrap:wrap;gap:4px 20px;align-items:center}
.bar strong{font-size:16px}
.bar a{color:var(--mk-ink);text-decoration:none;min-height:44px;display:inline-flex;align-items:center}
.bar a[aria-current]{color:var(--mk-accent);font-weight:600}
.bar a.language{margin-left:auto;color:var(--mk-accent)}
.form h1{font-size:28px;line-height:1.25;letter-spacing:-.01em;margin:16px 0 12px}
.fields{display:grid;grid-template-columns:1fr;gap:12px}
.field label{display:block;font-size:13px;color:var(--mk-muted);margin-bottom:4px}
.field input,.field select{width:100%;box-sizing:border-box;font:inherit;color:inherit;background:var(--mk-surface);border:1px solid var(--mk-axis);border-radius:6px;padding:9px 10px;min-height:44px}
.field [aria-invalid=true]{border-color:var(--mk-over);border-width:2px}
.field .mistake{color:var(--mk-over);font-size:13px;margin:4px 0 0}
.form button,.actions button{font:inherit;font-weight:600;color:var(--mk-on-accent);background:var(--mk-accent);border:0;border-radius:6px;padding:10px 18px;min-height:44px;cursor:pointer}
.actions button.quiet{color:var(--mk-accent);background:none;border:1px solid var(--mk-axis)}
.form button{margin-top:16px}
.problem{margin-top:12px}
.problem>p{border-left:3px solid var(--mk-over);padding-left:14px;margin:0}
.problem a{color:var(--mk-accent);min-height:44px;display:inline-flex;align-items:center}
#answer{scroll-margin-top:12px}
.actions{display:grid;gap:8px}
.actions form{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;justify-content:space-between;margin:0;border-top:1px solid var(--mk-line);padding-top:8px}
.actions form span{flex:1 1 224px}
.actions button{flex:none;white-space:nowrap}
.hint{font-size:13px;color:var(--mk-muted)}
:focus-visible{outline:2px solid var(--mk-accent);outline-offset:2px;border-radius:2px}
main.page .mk-report header{display:none}
main.page .mk-report{padding-top:8px}
@media (min-width:640px){.fields{grid-template-columns:repeat(3,1fr)}.demo p,.bar,.form,.problem,.actions,.hint{padding:8px 32px}}
`;
