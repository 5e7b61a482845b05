import { undefinedOn } from '../../aws/undefined-on';
import type { DesiredDataset } from '../../parameter-file/desired-state';
import { isActive } from '../../personalize/statuses';
import type { DataStatistics } from '../../record-table/data-statistics';
import { minute, printable } from '../../text/format';
import { importsOf } from '../account/imports-of';
import { InvalidData, MissingInput, NotCheckedYet } from '../errors';
import { datasetOf } from '../step';
import { isUsedUp, newestImport } from './acceptances';
import { ownDatasetArn } from './dataset';
import { type BaselineStep, findBaseline, knownCheck } from './import-baseline';
import { csvOf, planCheck } from './import-check-plan';
import { acceptCommand, assertItemsFit, type CountStep, enforcedRules, verdictNow } from './import-checks';
import { importFingerprints } from './import-content';
import { hasFingerprint, isOwnJobName } from './job-name';

/**
 * The recorded check that would make a run refuse the bucket's current csv without a new check.
 * @param checks recorded checks of the step's dataset, the newest first
 * @throws MissingInput if Personalize would ignore some of the csv
 * @returns undefined if the data need a new check, are accepted or imported already, or if there are no csv
 */
export async function knownRefusal(step: BaselineStep, checks: readonly DataStatistics[]) {
  if (checks.every(({ verdict }) => verdict === 'ACCEPTED')) return undefined;
  const dataset = datasetOf(step);
  const data = await csvOf(step, dataset);
  if (data === undefined) return undefined;
  const { fingerprint } = await planCheck(step, dataset, data);
  const known = await knownCheck(step, data, checks, fingerprint, await findBaseline(step, checks));
  if (known === undefined || known.verdict === 'ACCEPTED') return undefined;
  if (verdictNow(step, dataset.checks ?? {}, known) === 'ACCEPTED') return undefined;
  const [newest] = await importsOf(step.personalize, ownDatasetArn(step));
  return isActive(newest?.status ?? '') && hasFingerprint(String(newest?.jobName), known.importFingerprint)
    ? undefined
    : known;
}

/**
 * Sentence for users, before a run that would refuse the same data again.
 * @param check recorded refusal that the run would repeat
 */
export function refusedAgain(datasetGroup: string, csvName: string, check: DataStatistics): string {
  const { checkedAt, counts, verdict } = check;
  if (verdict === 'REJECTED')
    return `these ${csvName} were ${dataDecisionText(check)} and will be refused again: upload other csv files`;
  const ways = ['correct them', ...(enforcedRules(check).length > 0 ? [] : [acceptCommand(datasetGroup, csvName)])];
  return `these ${csvName} were refused ${minute(checkedAt)} (${Object.keys(counts).join(', ')}) and will be refused again: ${ways.join(', or ')}`;
}

/**
 * Sentence for users, before a run that would refuse new items of the step's dataset because too many interactions are with
 * other items. Undefined if the items fit or are already imported, or if they were not counted together with the
 * interactions yet. Also undefined if a check has already refused the interactions together with these items.
 */
export async function unfitItems(step: CountStep): Promise<string | undefined> {
  const { state, dataStatistics } = step;
  const dataset = datasetOf(step);
  const interactions = state.datasets.find(({ datasetType }) => datasetType === 'INTERACTIONS');
  if (dataset.datasetType !== 'ITEMS' || interactions?.checks?.maximumUnknownItems === undefined) return undefined;
  const csv = (of: DesiredDataset) => undefinedOn(csvOf(step, of), MissingInput);
  const [items, data] = [await csv(dataset), await csv(interactions)];
  if (items === undefined || data === undefined) return undefined;
  // If a person made the newest import, it may have read these items.
  if (await isImportedOrByPerson(step, importFingerprints(step, items))) return undefined;
  const { fingerprint } = await planCheck(step, interactions, data);
  const known = await dataStatistics.of(state.datasetGroup.name, interactions.csvName);
  if (known.some((check) => check.fingerprint === fingerprint && check.verdict !== 'ACCEPTED')) return undefined;
  try {
    await assertItemsFit(step, { ...step, resource: interactions.importJob }, data);
    return undefined;
  } catch (error) {
    if (error instanceof NotCheckedYet) return undefined;
    if (!(error instanceof InvalidData)) throw error;
    return `new ${dataset.csvName} would be refused: ${error.problem} ${error.resolution}`;
  }
}

/** Text such as `rejected by Ana (half an export)`. */
export function dataDecisionText({ verdict, decision }: DataStatistics): string {
  const { by = '', reason = '' } = decision ?? {};
  return `${verdict.toLowerCase()} by ${printable(by)} (${printable(reason)})`;
}

/** Text for users that says when accepted data are imported if their run refused the data of another dataset. */
export const IMPORTED_LATER =
  'the next run in which no data are refused imports them, unless these csv, the items or the checks change before';

/**
 * Sentence for users if the newest check accepted the bucket's current csv, but the dataset's newest import has not read
 * these csv. Undefined if a person made the newest import, because it may have read the csv.
 */
export async function unimportedAcceptance(
  step: BaselineStep,
  [newest]: readonly DataStatistics[],
): Promise<string | undefined> {
  const dataset = datasetOf(step);
  if (newest?.verdict !== 'ACCEPTED' || newest.isOnlyCounted || dataset.checks === undefined) return undefined;
  // MissingInput means that csv are in a place where Personalize would ignore them. Such csv cannot have been accepted.
  const data = await undefinedOn(csvOf(step, dataset), MissingInput);
  const fingerprints = data === undefined ? [] : importFingerprints(step, data);
  const { importFingerprint, checkedAt, decision } = newest;
  if (!fingerprints.includes(importFingerprint)) return undefined;
  if (await isImportedOrByPerson(step, fingerprints)) return undefined;
  if (await isUsedUp(step, newest, fingerprints)) return undefined;
  const accepted = decision === undefined ? `accepted ${minute(checkedAt)}` : dataDecisionText(newest);
  return `${accepted}, not imported yet: ${IMPORTED_LATER}`;
}

/** True if the dataset's newest import has one of these fingerprints, or if a person made it. */
async function isImportedOrByPerson(step: BaselineStep, fingerprints: readonly string[]): Promise<boolean> {
  const newest = await newestImport(step);
  const name = String(newest?.jobName);
  return newest !== undefined && (!isOwnJobName(name) || fingerprints.some((each) => hasFingerprint(name, each)));
}

/**
 * The check of data that an operator rejected after their import, if Personalize still has their rows because no full
 * import has replaced them. Undefined if there are no such rows.
 */
export async function rejectedRows(
  step: BaselineStep,
  checks: readonly DataStatistics[],
): Promise<DataStatistics | undefined> {
  if (checks.every(({ verdict }) => verdict !== 'REJECTED')) return undefined;
  const imports = await importsOf(step.personalize, ownDatasetArn(step));
  for (const { jobName, importMode } of imports.filter(({ status = '' }) => isActive(status))) {
    const check = checks.find(({ importFingerprint }) => hasFingerprint(String(jobName), importFingerprint));
    if (check?.verdict === 'REJECTED') return check;
    if (importMode !== 'INCREMENTAL') return undefined;
  }
  return undefined;
}

/** Sentence for users about rejected data whose rows Personalize still has. */
export function rejectedRowsText(
  csvName: string,
  { rows, decision }: Pick<DataStatistics, 'rows' | 'decision'>,
): string {
  const { by = '', reason = '' } = decision ?? {};
  return `Amazon Personalize still has the ${rows} rows of ${csvName} that ${printable(by)} rejected (${printable(reason)}): a full import of other csv replaces them`;
}
