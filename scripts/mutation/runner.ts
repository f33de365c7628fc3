import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { createMochaTestRunner } from '@stryker-mutator/mocha-runner';
import { stopEndlessLoops } from './endless.ts';

export { strykerValidationSchema } from '@stryker-mutator/mocha-runner';

type Injector = Parameters<typeof createMochaTestRunner>[0];

/**
 * Stryker's mocha runner, said to need no new process for a defect in code that also ran while its module loaded: such a
 * defect counts for what the tests call afterwards (what only loading reaches is left out of the run), and mocha's own
 * word, that it cannot load anew, would cost seconds for each of them.
 */
function createLoadedRunner(injector: Injector): ReturnType<typeof createMochaTestRunner> {
  const runner = createMochaTestRunner(injector);
  runner.capabilities = () => Promise.resolve({ reloadEnvironment: true });
  stopEndlessLoops(runner);
  return runner;
}
createLoadedRunner.inject = createMochaTestRunner.inject;

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'mocha', createLoadedRunner)];
