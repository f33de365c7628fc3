import ts from 'typescript';
import type { Block, Sample } from './collect.ts';

/** A module made of a sample's blocks, with a check behind each expression that promises a value. */
export interface Module {
  readonly name: string;
  readonly code: string;
}

/**
 * Joins a sample's blocks into modules: a block continues the ones before it, unless it declares a name again, and
 * then a new module begins. Imports are merged, so that blocks may repeat them.
 */
export function compileSample(sample: Sample): readonly Module[] {
  const groups: Block[][] = [];
  let declared = new Set<string>();
  for (const block of sample.blocks) {
    const names = declarationsOf(block.code);
    if (groups.length === 0 || names.some((name) => declared.has(name))) {
      groups.push([]);
      declared = new Set();
    }
    for (const name of names) declared.add(name);
    groups.at(-1)?.push(block);
  }
  return groups.map((blocks, index) => ({
    name: index === 0 ? sample.name : `${sample.name} (part ${index + 1})`,
    code: moduleOf(blocks),
  }));
}

function parse(code: string): ts.SourceFile {
  return ts.createSourceFile('sample.ts', code, ts.ScriptTarget.ES2023, true);
}

function declarationsOf(code: string): readonly string[] {
  return parse(code).statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
    if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
      return [statement.name.text];
    if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) return [statement.name.text];
    return [];
  });
}

function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundNames(element.name)));
}

function moduleOf(blocks: readonly Block[]): string {
  const imports = new Map<string, Set<string>>();
  const bodies = blocks.map((block) => body(block, imports));
  const lines = [...imports].map(([from, names]) =>
    names.size === 0 ? `import '${from}';` : [...names].map((clause) => `import ${clause} from '${from}';`).join('\n'),
  );
  return `${lines.join('\n')}\nimport { promise as __promise } from './promise.ts';\n${bodies.join('\n')}\nexport {};\n`;
}

function body(block: Block, imports: Map<string, Set<string>>): string {
  const source = parse(block.code);
  let result = '';
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) addImport(statement, imports);
    else result += `${statementText(statement, block, source)}\n`;
  }
  return result;
}

/** One import per name, so that the same name imported by two blocks is imported once. */
function addImport(statement: ts.ImportDeclaration, imports: Map<string, Set<string>>): void {
  const from = (statement.moduleSpecifier as ts.StringLiteral).text;
  const names = imports.get(from) ?? new Set<string>();
  imports.set(from, names);
  const clause = statement.importClause;
  if (clause?.name) names.add(clause.name.text);
  const bindings = clause?.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) names.add(bindings.getText());
  if (bindings && ts.isNamedImports(bindings)) {
    const prefix = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type ' : '';
    for (const element of bindings.elements) names.add(`{ ${prefix}${element.getText()} }`);
  }
}

function statementText(statement: ts.Statement, block: Block, source: ts.SourceFile): string {
  if (!ts.isExpressionStatement(statement)) return statement.getText();
  const comment = promisedComment(statement, source);
  if (comment === '') return statement.getText();
  const line = block.line + source.getLineAndCharacterOfPosition(statement.getStart()).line + 1;
  return `__promise(${statement.expression.getText()}, ${JSON.stringify(comment)}, ${JSON.stringify(`${block.file}:${line}`)});`;
}

/** The comment on the statement's last line, with the comment lines that follow directly. */
function promisedComment(statement: ts.ExpressionStatement, source: ts.SourceFile): string {
  const [first = '', ...others] = source.text.slice(statement.getEnd()).split('\n');
  const lines = /^;?\s*\/\/(.*)$/.exec(first);
  const following = others.slice(
    0,
    others.findIndex((line) => !/^\s*\/\//.test(line)) === -1
      ? others.length
      : others.findIndex((line) => !/^\s*\/\//.test(line)),
  );
  if (lines === null && first.replace(';', '').trim() !== '') return '';
  return [lines?.[1] ?? '', ...following.map((line) => line.replace(/^\s*\/\//, ''))].join('\n').trim();
}
