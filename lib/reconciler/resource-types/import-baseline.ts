import type { DataLocation } from '../../aws/data-bucket';
import type { ChecksSection } from '../../parameter-file/sections';
import { isActive } from '../../personalize/statuses';
import type { DataStatistics } from '../../record-table/data-statistics';
import { importsOf } from '../account/imports-of';
import type { Description } from '../account/personalize-api';
import { datasetOf, type Step } from '../step';
import { isUsedUp } from './acceptances';
import { ownDatasetArn } from './dataset';
import { csvOf } from './import-check-plan';
import { importFingerprints } from './import-content';
import { hasFingerprint } from './job-name';

/** Limits that compare data with earlier data. */
const COMPARING = ['maximumRowDrop', 'maximumNullRise'] as const satisfies readonly (keyof ChecksSection)[];

/** Value of `comparedWith` in the record of a check that had no earlier data to compare with. */
const NOTHING = 'nothing';

/**
 * Number of baselines that are kept even if they are not among the newest checks. These are the current baseline and the
 * previous baseline, which is used if an operator rejects the current baseline.
 */
const KEPT = 2;

/** Earlier data with which new data of a dataset are compared. */
export interface Baseline {
  /** Check of the data to compare with: the newest successfully imported data that are usable (see {@link isUsable}). */
  readonly check?: DataStatistics;
  /** Data of the last successful import; present if limits compare with these data, no check has counted them, and the bucket still has them. */
  readonly uncounted?: { readonly at: Date; readonly data: DataLocation; readonly importFingerprint: string };
  /**
   * Text for users that says which limits have no earlier data to compare with, and why. Absent if there are no such
   * limits, and before the first import.
   */
  readonly problem?: string;
  /** Fingerprints of checks that are kept even if they are not among the newest. */
  readonly needed: readonly string[];
}

export type BaselineStep = Pick<
  Step,
  'state' | 'resource' | 'scope' | 'folder' | 'bucket' | 'personalize' | 'isUpload'
>;

/**
 * Finds the earlier data with which new data of the step's dataset are compared.
 * @param checks recorded checks of the dataset, the newest first
 */
export async function findBaseline(step: BaselineStep, checks: readonly DataStatistics[]): Promise<Baseline> {
  const all = await importsOf(step.personalize, ownDatasetArn(step));
  const imports = all.filter(({ status = '' }) => isActive(status));
  const ofImport = ({ jobName }: Description) =>
    checks.filter((check) => hasFingerprint(String(jobName), check.importFingerprint));
  const usable = imports.flatMap((each) => ofImport(each).find(isUsable) ?? []);
  // The check of the last full import is needed however many incremental imports follow, because its rows count for each training: see
  // `importedInteractions`.
  const [full] = imports.filter(({ importMode }) => importMode !== 'INCREMENTAL').map(ofImport);
  const baselines = [...new Set(usable.map((check) => check.fingerprint))].slice(0, KEPT);
  const needed = [...baselines, ...(full ?? []).slice(0, 1).map((check) => check.fingerprint)];
  const [last] = imports;
  if (last === undefined) return { needed };
  const isKnown = ofImport(last).length > 0;
  const [check] = usable;
  if (isKnown && check !== undefined) return { check, needed };
  const limits = COMPARING.filter((limit) => datasetOf(step).checks?.[limit] !== undefined);
  if (limits.length === 0) return { needed };
  const uncounted = isKnown ? undefined : await readBy(step, last);
  const why = isKnown
    ? 'were not counted completely, or were rejected'
    : 'are no longer in the folder of this parameter file';
  const problem = `${limits.join(' and ')}: nothing to compare with, as the data of the last import '${last.jobName}' ${why}`;
  return uncounted ? { uncounted, needed } : { problem, needed };
}

/** Value of `comparedWith` in the record of a check that uses this baseline. */
export function comparedWithIn({ check, problem }: Baseline): string | undefined {
  return check?.fingerprint ?? (problem && NOTHING);
}

/**
 * A recorded check that makes a new check unnecessary. Such a check has the same data and rules, and was compared with
 * the same baseline or is itself the baseline. A rejection by an operator counts whatever was imported or changed since.
 * Two kinds of records do not count: records of data that were only counted, and acceptances that are used up.
 * @param fingerprint fingerprint of the check that the data need
 */
export async function knownCheck(
  step: BaselineStep,
  data: DataLocation,
  checks: readonly DataStatistics[],
  fingerprint: string,
  baseline: Baseline,
): Promise<DataStatistics | undefined> {
  const imports = importFingerprints(step, data);
  const rejected = checks.find((each) => each.verdict === 'REJECTED' && imports.includes(each.importFingerprint));
  const comparedWith = comparedWithIn(baseline);
  // A refused check with the baseline's fingerprint does not count, because an operator may have rejected the data that it was compared with.
  const isBaseline = (each: DataStatistics) =>
    each.verdict === 'ACCEPTED' && each.fingerprint === baseline.check?.fingerprint;
  const isJudged = (each: DataStatistics) =>
    each.fingerprint === fingerprint && !each.isOnlyCounted && (each.comparedWith === comparedWith || isBaseline(each));
  const known = rejected ?? checks.find(isJudged);
  const isOver = known !== undefined && !isBaseline(known) && (await isUsedUp(step, known, imports));
  return isOver ? undefined : known;
}

/** True if data were accepted and counted to their last row, or if an operator has accepted them. */
function isUsable({ verdict, isComplete, decision }: DataStatistics): boolean {
  return verdict === 'ACCEPTED' && (isComplete || decision !== undefined);
}

/**
 * The csv that were in the bucket when an import was created, if the import's name proves that the import read these csv.
 * Undefined if it does not.
 */
async function readBy(step: BaselineStep, { jobName, creationDateTime: at }: Description) {
  const data = at && (await csvOf(step, datasetOf(step), at));
  const importFingerprint =
    data && importFingerprints(step, data).find((each) => hasFingerprint(String(jobName), each));
  return importFingerprint && { at, data, importFingerprint };
}

/**
 * Text for users before an import about limits that have no earlier data to compare with, and what the import needs.
 * Undefined if there are no such limits.
 */
export async function missingBaseline(
  step: BaselineStep,
  checks: readonly DataStatistics[],
): Promise<string | undefined> {
  const { problem } = await findBaseline(step, checks);
  const isRefusing = datasetOf(step).checks?.onViolation !== 'notify';
  return problem && `${problem}${isRefusing ? '; new data need `personalize-mlops data accept`' : ''}`;
}
