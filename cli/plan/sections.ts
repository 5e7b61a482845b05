import { joined, quantities } from '../../lib/personalize/billed-quantity';
import { isDeleting } from '../../lib/personalize/statuses';
import { budgetLine } from '../../lib/reconciler/budget/month-use';
import { label } from '../../lib/reconciler/inventory';
import { isKept, isToBeDeleted, type LeftResource, reasonToKeep } from '../../lib/reconciler/plan/left-resources';
import {
  type Action,
  count,
  type ExceededQuota,
  type Plan,
  type PlannedChange,
  type UploadInProgress,
} from '../../lib/reconciler/plan/plan';
import { decisionLines } from '../../lib/reconciler/promotion/decision-lines';
import { KEPT } from '../../lib/reconciler/removal/kept';
import { differenceLines } from '../../lib/reconciler/resource-types/difference-lines';
import { warningOfReplaced } from '../../lib/record-table/files-in-force';
import { plural, printable } from '../../lib/text/format';
import { moment } from '../output';
import { shortId } from '../run-search';
import { argument } from '../shell-text';
import { forecastSection } from './forecast-section';
import type { PlanLine, PlanSection, PlanSymbol } from './section';

const SYMBOLS: Readonly<Record<Action, PlanSymbol>> = {
  create: '+',
  update: '~',
  delete: '-',
  conflict: '!',
  blocked: '!',
  unchanged: ' ',
};

/** The sections of a plan that are not empty, in the order in which they are shown. */
export function sectionsOf(plan: Plan): readonly PlanSection[] {
  const { csvWarnings = [], inProgress = [], decisions = [], exceededQuotas = [], budget = [], unmanaged } = plan;
  const sections: readonly PlanSection[] = [
    { lines: csvWarnings.map((text) => ({ symbol: '?', text: `warning ${text}` })), isInformative: true },
    {
      lines: [...placeLines(plan), ...plan.changes.flatMap(changeLines), ...plan.settings.map(settingLine)],
    },
    {
      title: 'Uploads in progress, whose changes are not part of this plan',
      lines: inProgress.map(uploadLine),
      isInformative: true,
    },
    { title: 'Decisions on solution versions', lines: decisionLines(decisions).map(plainLine) },
    { title: 'Beyond the quotas of Amazon Personalize', lines: exceededQuotas.map(quotaLine), isInformative: true },
    {
      title: 'Not in the file any more',
      lines: plan.notInFile.map((left) => leftLine(left, plan.notInFile)),
      isInformative: true,
    },
    {
      title: 'Budget of this month, after the upload',
      lines: budget.map((use) => plainLine(budgetLine(use))),
      isInformative: true,
    },
    {
      title: 'Unmanaged resources, not changed',
      lines: unmanaged.map((resource) => plainLine(`${label(resource)}${costOf(resource.uses)}`)),
      isInformative: true,
    },
    forecastSection(plan.forecast, budget, { isUploading: inProgress.length > 0 }),
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

/** One line that counts the changes. */
export function summaryOf(plan: Plan): string {
  const of = (action: Action) => count(plan, action);
  const settings = plan.settings.length > 0 ? `, ${plural(plan.settings.length, 'setting')} to change` : '';
  const kept = plan.notInFile.filter(isKept).length;
  const left = kept > 0 ? `, ${kept} kept that ${kept === 1 ? 'is' : 'are'} not in the file any more` : '';
  if (plan.keptFile !== undefined)
    return plan.isOtherWaiting
      ? 'Plan: nothing, as an upload of another parameter file waits to be put in force.'
      : 'Plan: nothing, as another parameter file is in force.';
  if (plan.changes.every(({ action }) => action === 'unchanged') && settings === '')
    return `No changes: ${of('unchanged')} unchanged${left}.`;
  const gone = of('delete') > 0 ? `, ${of('delete')} to delete` : '';
  const missing = of('blocked') > 0 ? `, ${of('blocked')} blocked` : '';
  return `Plan: ${of('create')} to create, ${of('update')} to update${gone}${settings}, ${plural(of('conflict'), 'conflict')}${missing} (${of('unchanged')} unchanged${left}).`;
}

const plainLine = (text: string): PlanLine => ({ symbol: ' ', text });
const settingLine = (text: string): PlanLine => ({ symbol: '~', text });

/**
 * Lines about another parameter file of the dataset group, in force or waiting: the upload would replace that file, or
 * would be refused because of it. No lines if there is no such file.
 */
function placeLines({ datasetGroup, replaces, keptFile, isOtherWaiting }: Plan): readonly PlanLine[] {
  const other = printable(replaces ?? keptFile ?? '');
  const waits = `an upload of ${other} waits to be put in force for dataset group '${datasetGroup}'`;
  if (replaces !== undefined) {
    const warning = isOtherWaiting ? `${waits}: this file takes its place.` : warningOfReplaced(datasetGroup, replaces);
    return [{ symbol: '?', text: `warning ${warning}` }];
  }
  if (keptFile === undefined) return [];
  const replacesIt = `--replaces ${printable(argument(keptFile))}`;
  return [
    isOtherWaiting
      ? {
          symbol: '!',
          text: waits,
          details: [
            `Wait until it is in force, then let this file take over with ${replacesIt}. Or delete ${other} now.`,
          ],
        }
      : {
          symbol: '!',
          text: `dataset group '${datasetGroup}' follows ${other}, which is in the bucket`,
          details: [`Delete that object first, or let this file take over with ${replacesIt}.`],
        },
  ];
}

function changeLines(change: PlannedChange): readonly PlanLine[] {
  const { action, name, note } = change;
  if (action === 'unchanged' && note === undefined) return [];
  const text = `${action} ${change.label}${noteOf(change)}`;
  const pointer = name === '' ? change.pointer : undefined;
  return [{ symbol: SYMBOLS[action], text, details: detailsOf(change), pointer }];
}

/** The note in brackets. Empty for a blocked change, because its note is on a separate line. */
function noteOf({ action, note }: PlannedChange): string {
  return note === undefined || action === 'blocked' ? '' : ` (${note})`;
}

function detailsOf({ action, note, differences = [], resolution }: PlannedChange): readonly string[] {
  return [
    ...(action === 'blocked' && note !== undefined ? [note] : []),
    ...differences.flatMap(differenceLines),
    ...(resolution === undefined ? [] : [resolution]),
  ];
}

function uploadLine({ id, trigger, startedAt, file, fileVersion }: UploadInProgress): PlanLine {
  return plainLine(
    `run ${shortId(id)} (${trigger}) since ${moment(startedAt)}: ${printable(file)}, version ${fileVersion}`,
  );
}

function quotaLine({ name, limit, source, note, existing, toCreate, resolution }: ExceededQuota): PlanLine {
  const needed = `${existing + toCreate} needed (${existing} exist, ${toCreate} to create), ${limit} allowed`;
  return {
    symbol: source === 'account' ? '!' : '?',
    text: `${name}: ${needed}${note === undefined ? '.' : ` ${note}`}`,
    details: [resolution],
  };
}

/** A line about a resource that is no longer in the file: what is billed for it, and what happens to it. */
function leftLine(left: LeftResource, all: readonly LeftResource[]): PlanLine {
  const { status, uses } = left;
  return {
    symbol: ' ',
    text: `${label(left)}: ${status}${costOf(uses)}`,
    details: [whatFollows(left, all)],
  };
}

/** Text such as `, 720 TPS-hours a month`; empty if nothing is billed. */
function costOf(uses: LeftResource['uses']): string {
  return uses.map((use) => `, ${joined(quantities(use))} a month`).join('');
}

function whatFollows(left: LeftResource, all: readonly LeftResource[]): string {
  if (isDeleting(left.status)) return 'It is being deleted. `apply --prune` waits for the end of the deletion.';
  const kept = reasonToKeep(left, all);
  if (kept !== undefined) return `${KEPT}${kept}`;
  if (left.isDeletedByUpload) return 'onRemoval is "delete": the upload deletes it, after all else is ready.';
  if (left.waitsFor !== undefined)
    return `onRemoval is "delete": it is kept until ${left.waitsFor} exists. Then the next upload or \`retry\` deletes it.`;
  if (isToBeDeleted(left, all))
    return 'onRemoval is "delete": `apply` asks before it deletes the resource. Without the question (a saved plan, --yes, --no-wait), the resource is kept.';
  return '`apply --prune` deletes it; otherwise it is kept.';
}
