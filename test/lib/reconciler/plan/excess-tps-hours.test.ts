import { excessText, excessTpsHours } from '../../../../lib/reconciler/plan/excess-tps-hours';
import { stateOf } from '../../../support/planned';
import { sample, solution } from '../../../support/sample';

const NOW = new Date('2026-01-05T00:00:00.000Z');

/** Desired state of a file whose campaigns have these values of minProvisionedTPS, by campaign name. */
function file(minimums: Readonly<Record<string, number>>, budget?: object) {
  const campaigns = Object.entries(minimums).map(([name, minProvisionedTPS]) => ({
    serviceConfig: { name, minProvisionedTPS },
  }));
  const solutions = [{ ...solution('top'), campaigns }];
  return stateOf(JSON.stringify({ ...sample(), solutions, ...(budget && { budget }) }));
}

const DOMAIN_GROUP = { serviceConfig: { name: 'small', domain: 'ECOMMERCE' } };

/** Desired state of a file with a recommender that a schedule stops at the beginning of each month. */
function recommenderFile(recommenderConfig: object, limits: object) {
  const recommender = {
    serviceConfig: {
      name: 'popular',
      recipeArn: 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views',
      recommenderConfig,
    },
    workflowConfig: { schedules: { stop: 'cron(0 0 1 * ? *)' } },
  };
  return stateOf(JSON.stringify({ datasetGroup: DOMAIN_GROUP, recommenders: [recommender], budget: limits }));
}

const budget = (provisionedTpsHoursPerMonth: number) => ({ provisionedTpsHoursPerMonth });

const excess = (state: ReturnType<typeof file>, before: Parameters<typeof excessTpsHours>[0]['before']) =>
  excessTpsHours({ state, before, tasks: [], now: NOW, timeZone: 'UTC' });

describe('excessTpsHours', () => {
  it.each<readonly [string, ReturnType<typeof file>, Parameters<typeof excess>[1]]>([
    ['if there is no budget', file({ a: 1000 }), undefined],
    ['if the budget covers all TPS-hours', file({ a: 2 }, budget(1440)), undefined],
    ['if the budget is lowered, but no TPS-hours are added', file({ a: 5 }, budget(720)), { state: file({ a: 5 }) }],
    ['if TPS-hours decrease, and are still above the budget', file({ a: 4 }, budget(720)), { state: file({ a: 5 }) }],
    [
      'if a campaign replaces another one with the same minimum',
      file({ b: 5 }, budget(720)),
      { state: file({ a: 5 }) },
    ],
    ['if the file in force cannot be read', file({ a: 5 }, budget(720)), { state: undefined }],
  ])('finds no excess TPS-hours %s', (_, state, before) => {
    // Act
    const found = excess(state, before);

    // Assess
    expect(found).toBeUndefined();
  });

  it.each<readonly [string, ReturnType<typeof file>, Parameters<typeof excess>[1], string]>([
    [
      'all TPS-hours of the first file',
      file({ a: 2 }, budget(1000)),
      undefined,
      "budget of dataset group 'small': 0 -> 1,440 TPS-hours in 30 days, above provisionedTpsHoursPerMonth 1,000. Added: campaign 'a' 1,440 (minProvisionedTPS 2). Lower a minimum, remove a campaign or recommender, or raise the budget in the file. Campaigns and recommenders that serve now are not affected.",
    ],
    [
      'TPS-hours of a higher minimum and of new campaigns, the largest first',
      file({ a: 1000, b: 1, c: 2, d: 3 }, budget(2000)),
      { state: file({ a: 1 }) },
      "720 -> 724,320 TPS-hours in 30 days, above provisionedTpsHoursPerMonth 2,000. Added: campaign 'a' 719,280 (minProvisionedTPS 1 -> 1000), campaign 'd' 2,160 (minProvisionedTPS 3), campaign 'c' 1,440 (minProvisionedTPS 2), and 1 more.",
    ],
    [
      'TPS-hours above a budget that is already exceeded',
      file({ a: 5, b: 1 }, budget(720)),
      { state: file({ a: 5 }) },
      '3,600 -> 4,320 TPS-hours',
    ],
  ])('says what the file adds, namely %s', (_, state, before, text) => {
    // Act
    const found = excess(state, before);

    // Assess
    expect(found && excessText(found)).toContain(text);
    expect(found?.isRefused).toBe(true);
  });

  it('counts a new recommender until its first scheduled stop', () => {
    // Prepare
    const state = recommenderFile({ minRecommendationRequestsPerSecond: 10 }, budget(1000));
    const other = stateOf(JSON.stringify({ datasetGroup: DOMAIN_GROUP }));

    // Act
    const found = [undefined, { state: other }, { state }].map((before) => excess(state, before)?.note);

    // Assess: it serves from 5 January until 1 February
    const note = '0 -> 6,480 TPS-hours in 30 days, above provisionedTpsHoursPerMonth 1,000';
    expect(found).toEqual([note, note, undefined]);
  });

  it('counts a recommender for all hours if its scheduled stop is deactivated', () => {
    // Prepare
    const state = recommenderFile({ minRecommendationRequestsPerSecond: 10 }, budget(1000));
    const before = { state: recommenderFile({ minRecommendationRequestsPerSecond: 1 }, budget(1000)) };
    const tasks = state.tasks.map((task) => ({ ...task, datasetGroup: 'small', state: 'DISABLED' as const }));

    // Act
    const found = excessTpsHours({ state, before, tasks, now: NOW, timeZone: 'UTC' });

    // Assess
    expect(found?.note).toContain('720 -> 7,200 TPS-hours in 30 days');
  });

  it('names the lines of the limit and of the minimum in the file', () => {
    // Prepare
    const state = file({ a: 2 }, budget(1000));
    const lineOf = (pointer: string) => (pointer.startsWith('/budget') ? 3 : 48);

    // Act
    const found = excessTpsHours({ state, before: undefined, tasks: [], now: NOW, timeZone: 'UTC', lineOf });

    // Assess
    expect(found?.note).toContain('provisionedTpsHoursPerMonth 1,000, line 3');
    expect(found?.resolution).toContain('(minProvisionedTPS 2, line 48)');
  });

  it('does not refuse the file if it has onExceeded = notify', () => {
    // Prepare
    const state = file({ a: 2 }, { ...budget(1000), onExceeded: 'notify' });

    // Act
    const found = excess(state, undefined);

    // Assess
    expect(found?.isRefused).toBe(false);
  });
});
