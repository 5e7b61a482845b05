/** Renders the output of `npm run local -- run` for people. */

import type { ResourceSnapshot } from '../../emulator/services/personalize/service';
import type { PublishedMessage } from '../../emulator/services/sns/service';
import { RESOURCE_TYPES } from '../../lib/personalize/resource-types';
import { indentedAfterFirst, printable } from '../../lib/text/format';
import { progressLine } from '../../lib/text/progress-line';
import type { SampleRecommendations } from '../recommendations';
import type { RunRow } from '../runs';
import type { SolutionMetrics } from '../solution-metrics';
import type { TaskRow } from '../tasks';
import { type Palette, palette } from './palette';
import { NOTHING, renderTable } from './table';
import { clockTime, durationBetween, type Moment } from './time';

const PLAIN = palette(false);

/**
 * Renders one line about an event, with its time on the virtual clock.
 * @param kind one word about the event, usually a status
 */
export function renderProgressLine(now: Moment, kind: string, text: string, colours = PLAIN): string {
  return progressLine(clockTime(now), kind, text, colours);
}

/** Renders a table of resources with status and duration, and Personalize's reason for each failure. */
export function renderResources(rows: readonly Omit<ResourceSnapshot, 'arn'>[], colours: Palette = PLAIN): string {
  const table = renderTable(
    ['Type', 'Name', 'Status', 'Duration'],
    rows.map(({ type, name, status, createdAt, settledAt }) => [
      ...[RESOURCE_TYPES[type].title, name, colours.status(status), durationBetween(createdAt, settledAt)],
    ]),
    colours,
  );
  const reasons = rows.flatMap(({ type, name, failureReason }) =>
    failureReason === undefined ? [] : [`${RESOURCE_TYPES[type].title} ${name}: ${printable(failureReason)}`],
  );
  return [table, ...reasons].join('\n');
}

/** Renders a table of runs, followed by their errors. */
export function renderRuns(rows: readonly RunRow[], colours: Palette = PLAIN): string {
  const table = renderTable(
    ['Dataset group', 'Workflow', 'Trigger', 'Status', 'Started', 'Duration'],
    rows.map(({ datasetGroup, workflow, trigger, status, startedAt, finishedAt }) => [
      ...[datasetGroup, workflow, trigger, colours.status(status)],
      ...[clockTime(startedAt), durationBetween(startedAt, finishedAt)],
    ]),
    colours,
  );
  const errors = rows.flatMap(({ datasetGroup, workflow, error }) =>
    error === undefined
      ? []
      : [`${printable([datasetGroup, workflow].filter(Boolean).join(' '))}: ${indentedAfterFirst(error)}`],
  );
  return [table, ...errors].join('\n');
}

/** Renders a table of scheduled tasks and their runs so far. */
export function renderTasks(rows: readonly TaskRow[], colours: Palette = PLAIN): string {
  return renderTable(
    ['Task', 'Schedule', 'Succeeded', 'Unchanged', 'Skipped', 'Failed', 'Running', 'Last run', 'Next'],
    rows.map(({ name, schedule, succeeded, unchanged, skipped, failed, running, last, next }) => [
      ...[name, schedule],
      ...[succeeded, unchanged, skipped, failed, running].map(String),
      ...[last, next].map((time) => (time === undefined ? '' : clockTime(time))),
    ]),
    colours,
  );
}

/** Renders each notification as an e-mail. */
export function renderNotifications(
  rows: readonly Pick<PublishedMessage, 'at' | 'subject' | 'message'>[],
  colours: Palette = PLAIN,
): string {
  const texts = rows.map(({ at, subject = '(no subject)', message }) => {
    const text = message.email ?? message.default ?? Object.values(message)[0] ?? '';
    return `${colours.faint(clockTime(at))}  ${colours.heading(subject)}\n${indent(text)}`;
  });
  return texts.join('\n') || NOTHING;
}

function indent(text: string): string {
  return text.trimEnd().replaceAll(/^(?=.)/gm, '    ');
}

/** Metrics by column heading. Other metrics are left out, because they are rarely compared. */
const COLUMNS = {
  'NDCG at 25': 'normalized_discounted_cumulative_gain_at_25',
  'MRR at 25': 'mean_reciprocal_rank_at_25',
  'Precision at 10': 'precision_at_10',
  'Recall at 1%': 'recall_at_1_percent',
  Coverage: 'coverage',
} as const;

/**
 * Renders a table of metrics. A solution's second line has, for comparison, the metrics of a model that recommends
 * popular items. This line is left out if the metrics cannot be compared, or if the solution recommends popular items
 * itself.
 */
export function renderMetrics(rows: readonly SolutionMetrics[], colours: Palette = PLAIN): string {
  const names = Object.entries(COLUMNS).filter(([, metric]) =>
    rows.some(({ metrics }) => metrics[metric] !== undefined),
  );
  const cells = (metrics: SolutionMetrics['metrics']) => names.map(([, metric]) => String(metrics[metric] ?? ''));
  return renderTable(
    ['Solution', 'Recipe', ...names.map(([heading]) => heading)],
    rows.flatMap(({ solution, recipe, metrics, baseline }) => [
      [solution, recipe, ...cells(metrics)],
      ...(baseline === undefined || recipe === 'aws-popularity-count'
        ? []
        : [['', 'popular items', ...cells(baseline)].map((cell) => colours.faint(cell))]),
    ]),
    colours,
  );
}

/** Renders a user's past items, recommendations for the user, and the command that requests more recommendations. */
export function renderRecommendations(
  { campaign, userId, past, recommended }: SampleRecommendations,
  colours: Palette = PLAIN,
): string {
  const rows = Array.from({ length: Math.max(past.length, recommended.length) }, (_, index) => [
    past[index] ?? '',
    recommended[index] ?? '',
  ]);
  const table = renderTable([`Newest items of ${userId}`, 'Recommended'], rows, colours);
  const call = `aws personalize-runtime get-recommendations --campaign-arn ${campaign} --user-id ${userId}`;
  return `${table}\nTo request more, start \`npm run local -- serve\`, upload the folder to it (docs/local-aws.md), and then run:\n${call}`;
}

/**
 * Renders the locations of the output of batch jobs.
 * @param locations URIs, e.g. `s3://bucket/batch/...`
 */
export function renderOutputs(locations: readonly string[]): string {
  return locations.join('\n') || NOTHING;
}
