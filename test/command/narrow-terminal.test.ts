import { listRuns, showRun } from '../../cli/commands/runs';
import { status } from '../../cli/commands/status';
import { usage } from '../../cli/commands/usage';
import { accounts } from '../support/accounts';
import { sample, solution } from '../support/sample';
import { served } from '../support/served';
import { printedAt80Columns } from './support/terminal';

const { openQuick, shared } = accounts();
const serve = served();

const LONG = 'recommendations-for-the-newsletter-of-this-week';

const uploaded = shared(async () => {
  const account = await openQuick();
  await account.run({ ...sample(), solutions: [solution(LONG, [`${LONG}-campaign`])] });
  await account.passHours(24);
  return account;
});

const WATCH = { watch: false, interval: 1, data: false, capacity: false };

test.each([
  ['usage', `FULL trainings of solution '${LONG}'`],
  ['status', `${LONG}-campaign`],
  ['runs show', `campaign '${LONG}-campaign'`],
] as const)('%s cuts no name in a terminal with 80 columns', async (command, expected) => {
  // Prepare
  const deployment = await serve(await uploaded());
  const options = { name: 'personalize', json: false, endpointUrl: deployment.url };
  const newest = { ...options, json: true, limit: 1, failed: false };
  const [{ id }] = JSON.parse(await printedAt80Columns(deployment, () => listRuns('small', newest)));
  const act = {
    usage: () => usage('small', options as never),
    status: () => status('small', { ...options, ...WATCH }),
    'runs show': () => showRun(id, options),
  };

  // Act
  const printed = await printedAt80Columns(deployment, act[command]);

  // Assess
  expect(printed).toContain(expected);
  expect(printed).not.toContain('…');
});
