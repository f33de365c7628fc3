import { importGitLog, importPeople } from '@meritkit/connectors';
import { proposeAccountLinks } from '@meritkit/core/accounts';

// People from an HR export, with a report of what had to be cleaned.
const hr = importPeople({
  text: '工号,姓名,邮箱,入职日期,部门,上级\nlin,林伟,lin@example.com,2020/03/01,研发中心/支付组,zhou\nzhou,周敏,zhou@example.com,2019/01/07,研发中心,nobody\n',
  mapping: { id: '工号', name: '姓名', email: '邮箱', start: '入职日期', unit: '部门', manager: '上级' },
});
for (const note of hr.report) process.stdout.write(`line ${note.place.line}: ${note.detail} (${note.action})\n`);

// A git log, as git log --numstat prints it in our format.
const commit = (who: string, subject: string, numstat: string) =>
  `\u001e${'c'.repeat(40)}\u001f${who}\u001f${who}@example.com\u001f2026-11-20T18:00:00+08:00\u001f2026-11-20T18:00:00+08:00\u001f\u001f${subject}\n\n${numstat}\n`;
const text = commit('lin', 'Retry payments', '12\t3\tpay/retry.go');

// First the accounts are met and proposed; a person confirms; then they count.
const met = importGitLog({ text, accounts: [] });
process.stdout.write(`${met.rejections.map(({ code, detail }) => `${code}: ${detail}`).join('\n')}\n`);
const { links } = proposeAccountLinks({ sightings: met.accounts, people: hr.organisation.people, links: [] });
const confirmed = links.map((link) => ({ ...link, status: 'confirmed' as const, revision: 1, decidedBy: 'zhou' }));
for (const fact of importGitLog({ text, accounts: [...links, ...confirmed] }).facts) {
  process.stdout.write(`${fact.personId}: ${fact.kind} ${JSON.stringify(fact.attributes.byExtension)}\n`);
}
