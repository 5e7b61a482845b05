import { execFileSync } from 'node:child_process';
import nodeModule from 'node:module';
import { PROJECT_ROOT } from '../../../stacks/synth/project-root';

test('compiled code is cached if this version of Node.js has a compile cache', () => {
  // Prepare
  const program =
    "require('./stacks/synth/compile-cache'); console.log(require('module').getCompileCacheDir?.() ?? 'none')";

  // Act
  const folder = execFileSync(process.execPath, ['--import', 'tsx', '-e', program], {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
  });

  // Assess
  expect(folder.trim() !== 'none').toBe('enableCompileCache' in nodeModule);
});
