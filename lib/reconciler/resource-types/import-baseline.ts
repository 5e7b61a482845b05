import type { DataLocation } from '../../aws/data-bucket';
import type { ChecksSection } from '../../parameter-file/sections';
import { isActive } from '../../personalize/statuses';
import type { DataStatistics } from '../../record-table/data-statistics';
import { type Description, newestFirst } from '../account/personalize-api';
import { datasetOf, type Step } from '../step';
import { ownDatasetArn } from './dataset';
import { csvOf } from './import-check-plan';
import { importContent, importsOf } from './imports-of';
import { didTheSame, fingerprint, isOfFingerprint } from './job-name';

/** Limits that compare data with those of before. */
const COMPARING = ['maximumRowDrop', 'maximumNullRise'] as const satisfies readonly (keyof ChecksSection)[];

/** What data are recorded as compared with if there is nothing. */
const NOTHING = 'nothing';

/** Baselines kept beyond the newest checks: the one in use and the one before, in case a person rejects it. */
const KEPT = 2;

/** What new data of a dataset are compared with. */
export interface Baseline {
  /** The check of what the last successful import has read. */
  readonly check?: DataStatistics;
  /** What that import has read, if nothing has counted it and the bucket still has it. */
  readonly uncounted?: { readonly at: Date; readonly data: DataLocation; readonly importFingerprint: string };
  /** Which limits have nothing to compare with, and why; absent before the first import, for which nothing is compared. */
  readonly problem?: string;
  /** Fingerprints of checks that are kept beyond the newest. */
  readonly needed: readonly string[];
}

export type BaselineStep = Pick<Step, 'state' | 'resource' | 'scope' | 'folder' | 'bucket' | 'personalize'>;

/** @param checks recorded ones of the step's dataset, the newest first */
export async function findBaseline(step: BaselineStep, checks: readonly DataStatistics[]): Promise<Baseline> {
  const all = newestFirst(await importsOf(step.personalize, ownDatasetArn(step)));
  const imports = all.filter(({ status = '' }) => isActive(status));
  const ofImport = ({ jobName }: Description) =>
    checks.filter((check) => isOfFingerprint(String(jobName), check.importFingerprint));
  const usable = imports.flatMap((each) => ofImport(each).find(isUsable) ?? []);
  const needed = [...new Set(usable.map((check) => check.fingerprint))].slice(0, KEPT);
  const [last] = imports;
  if (last === undefined) return { needed };
  const isKnown = ofImport(last).length > 0;
  const [check] = usable;
  if (isKnown && check !== undefined) return { check, needed };
  const limits = COMPARING.filter((limit) => datasetOf(step).checks?.[limit] !== undefined);
  if (limits.length === 0) return { needed };
  const uncounted = isKnown ? undefined : await readBy(step, last);
  const why = isKnown
    ? 'has read was not counted to its end, or was rejected'
    : 'has read is not in the bucket any more';
  const problem = `${limits.join(' and ')}: nothing to compare with, as what the last import '${last.jobName}' ${why}`;
  return uncounted ? { uncounted, needed } : { problem, needed };
}

/** What a check that uses this baseline records as `comparedWith`. */
export function comparedWithIn({ check, problem }: Baseline): string | undefined {
  return check?.fingerprint ?? (problem && NOTHING);
}

/**
 * The check that a run goes by instead of another one: that of the same data, compared with the same import.
 * @param fingerprint of a check of the data
 */
export function knownCheck(checks: readonly DataStatistics[], fingerprint: string, baseline: Baseline) {
  const comparedWith = comparedWithIn(baseline);
  return checks.find(
    (each) =>
      each.fingerprint === fingerprint &&
      (each.comparedWith === comparedWith || each.fingerprint === baseline.check?.fingerprint),
  );
}

/** True if data were accepted, and counted to their last row unless a person accepted them. */
function isUsable({ verdict, isComplete, decision }: DataStatistics): boolean {
  return verdict === 'ACCEPTED' && (isComplete || decision !== undefined);
}

/** The csv that an import has read: its name proves that they are those which the bucket had when it was created. */
async function readBy(step: BaselineStep, { jobName, creationDateTime: at }: Description) {
  const data = at && (await csvOf(step, datasetOf(step), at));
  const content = data && importContent(step, data);
  if (!data || !didTheSame(String(jobName), content)) return undefined;
  return { at, data, importFingerprint: fingerprint(content) };
}

/** For people, before an import: which limits have nothing to compare with, and what the import needs. Undefined if that is none. */
export async function missingBaseline(
  step: BaselineStep,
  checks: readonly DataStatistics[],
): Promise<string | undefined> {
  const { problem } = await findBaseline(step, checks);
  const isRefusing = datasetOf(step).checks?.onViolation !== 'notify';
  return problem && `${problem}${isRefusing ? '; new data need `personalize-mlops data accept`' : ''}`;
}
