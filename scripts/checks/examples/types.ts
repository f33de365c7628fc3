import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../root.ts';

/**
 * What a reader's compiler would say about samples, by file: they are pasted into strict projects. Names that a sample
 * only shows may stand unused.
 */
export function typeErrorsOf(files: readonly string[]): readonly { readonly file: string; readonly message: string }[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    { noEmit: true, incremental: false, noUnusedLocals: false, noUnusedParameters: false },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, ' '));
      },
    },
  );
  if (config === undefined) throw new Error('tsconfig.json cannot be read');
  const { tsBuildInfoFile: _cache, ...options } = config.options;
  const program = ts.createProgram({ rootNames: [...files], options });
  const samples = new Set(files);
  return ts.getPreEmitDiagnostics(program).flatMap(({ file, start, messageText }) => {
    if (file === undefined || !samples.has(file.fileName)) return [];
    const line = file.text.split('\n')[file.getLineAndCharacterOfPosition(start ?? 0).line]?.trim() ?? '';
    return [{ file: file.fileName, message: `${ts.flattenDiagnosticMessageText(messageText, ' ')} In: ${line}` }];
  });
}
