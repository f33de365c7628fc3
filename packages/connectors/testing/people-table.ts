import { createRandom } from '@meritkit/core/random';

/** A table of people as HR systems export them, from a seed: with the mistakes that such tables have. */
export function generatePeopleTable(shape: { readonly seed: string; readonly rows: number }): string {
  const random = createRandom(shape.seed);
  const lines = ['工号,姓名,邮箱,入职日期,离职日期,部门,上级,生效日期'];
  for (let row = 0; row < shape.rows; row += 1) {
    const id = String(random.integer(1, Math.ceil(shape.rows * 0.8)));
    const day = () => `20${random.integer(18, 25)}/${random.integer(1, 13)}/${random.integer(1, 30)}`;
    const end = random.integer(0, 4) === 0 ? day() : '';
    const team = random.pick(['研发中心/支付组', '研发中心/搜索组', '研发中心', '市场部', '']);
    const manager = random.integer(0, 5) === 0 ? '' : String(random.integer(1, shape.rows));
    const effective = random.integer(0, 2) === 0 ? day() : '';
    const email = random.integer(0, 3) === 0 ? `p${random.integer(1, 5)}@example.com` : `p${id}@example.com`;
    lines.push(
      [random.integer(0, 30) === 0 ? '' : id, `员工${id}`, email, day(), end, team, manager, effective].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}
