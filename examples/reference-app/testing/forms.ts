import type { Hono } from 'hono';

/** The fields of a page's form that posts to a path: what a click on its button sends. */
export function fieldsOf(html: string, action: string, number = 0): Record<string, string> {
  const forms = [...html.matchAll(new RegExp(`<form method="post" action="${action}">(.*?)</form>`, 'g'))];
  const form = forms[number]?.[1] ?? '';
  const decode = (value: string) => value.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  return Object.fromEntries(
    [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decode(value)]),
  );
}

/** A person in front of the app: looks at pages, clicks their buttons. */
export function visitor(app: Hono) {
  const look = async (path: string) => (await app.request(path)).text();
  const send = (path: string, fields: Record<string, string>) =>
    app.request(path, { method: 'POST', body: new URLSearchParams(fields) });
  /** Clicks, and looks at the page it leads to. */
  const click = async (html: string, action: string) => {
    const location = (await send(action, fieldsOf(html, action))).headers.get('location') ?? '';
    return { location, html: await look(location) };
  };
  return { look, send, click };
}
