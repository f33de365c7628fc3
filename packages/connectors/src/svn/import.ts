import { type AccountLink, lookUpAccounts } from '@meritkit/core/accounts';
import { createCollector } from '../shared/collect.ts';
import { emitFact } from '../shared/emit.ts';
import { readInstant } from '../shared/instant.ts';
import type { ImportResult } from '../shared/result.ts';
import { childOf, childText, readXml, type XmlElement } from '../shared/xml.ts';

/**
 * `svn log --xml -v` as facts of kind `commit`, one per revision, with the paths it touched. Context only: commits are
 * no merit.
 *
 * @example
 * ```ts
 * import { importSvnLog } from '@meritkit/connectors';
 *
 * importSvnLog({
 *   text: '<log><logentry revision="7"><author>lin</author><date>2026-11-20T10:00:00.000000Z</date><msg>Retry</msg></logentry></log>',
 *   repository: 'svn.example.com/pay',
 *   accounts: [{ schemaVersion: 1, system: 'svn', account: 'lin', personId: 'lin', status: 'confirmed', revision: 0 }],
 * }).facts[0]?.source; // { system: 'svn', ref: 'svn.example.com/pay@7' }
 * ```
 */
export function importSvnLog(options: {
  readonly text: string;
  /** Names the repository; revisions count per repository. */
  readonly repository: string;
  readonly accounts: readonly AccountLink[];
  readonly projectId?: string;
}): ImportResult {
  const collector = createCollector(lookUpAccounts(options.accounts));
  const read = readXml(options.text);
  if ('problem' in read) {
    const place = { system: 'svn', list: 'log', index: -1, line: read.problem.line };
    collector.reject('connectors/unreadable', place, read.problem.detail);
    return collector.finish();
  }
  for (const [index, entry] of read.root.children.entries()) {
    collector.record();
    collectEntry(entry, index, options, collector);
  }
  return collector.finish();
}

function collectEntry(
  entry: XmlElement,
  index: number,
  options: { readonly repository: string; readonly projectId?: string },
  collector: ReturnType<typeof createCollector>,
): void {
  const revision = entry.attributes.revision ?? '';
  const ref = `${options.repository}@${revision}`;
  const place = { system: 'svn', list: 'log', index, line: entry.line, ref };
  if (entry.name !== 'logentry' || !/^\d+$/.test(revision)) {
    collector.reject('connectors/invalid-record', place, `<${entry.name}> is no log entry with a revision`);
    return;
  }
  const at = readInstant(childText(entry, 'date'));
  if (at === null) {
    collector.reject('connectors/impossible-date', { ...place, path: ['date'] }, 'the entry has no date');
    return;
  }
  const author = childText(entry, 'author') ?? '';
  const paths = (childOf(entry, 'paths')?.children ?? []).map((path) => ({
    path: path.text.trim(),
    action: path.attributes.action ?? '',
  }));
  emitFact({
    collector,
    place,
    accounts: author === '' ? [] : [{ system: 'svn', account: author, name: author }],
    draft: {
      kind: 'commit',
      at,
      identity: ref,
      revision: 0,
      ref,
      projectId: options.projectId,
      attributes: {
        files: paths.length,
        added: paths.filter(({ action }) => action === 'A').length,
        deleted: paths.filter(({ action }) => action === 'D').length,
        paths: paths.slice(0, 50).map(({ path }) => path),
        subject: (childText(entry, 'msg') ?? '').split('\n')[0] ?? '',
      },
    },
  });
}
