import { undefinedOn } from '../../aws/undefined-on';
import { isFailed } from '../../personalize/statuses';
import type { DataStatistics } from '../../record-table/data-statistics';
import { importsOf } from '../account/imports-of';
import { MissingInput } from '../errors';
import { datasetOf, type Step } from '../step';
import { ownDatasetArn } from './dataset';
import { csvOf, planCheck } from './import-check-plan';
import { isOfFingerprint } from './job-name';

/**
 * Ends acceptances by persons of data that were not imported, if the csv, the items or the checks have changed since. So these data are
 * refused if they come back.
 */
export async function endAcceptances(step: Step): Promise<void> {
  const { csvName } = datasetOf(step);
  const { name } = step.state.datasetGroup;
  const known = await step.dataStatistics.of(name, csvName);
  if (!known.some(isByPerson)) return;
  const current = await undefinedOn(checkFingerprint(step), MissingInput);
  const imports = (await importsOf(step.personalize, ownDatasetArn(step))).filter(
    ({ status = '' }) => !isFailed(status),
  );
  const isOver = (check: DataStatistics) =>
    isByPerson(check) &&
    check.fingerprint !== current &&
    imports.every(({ jobName }) => !isOfFingerprint(String(jobName), check.importFingerprint));
  // If a person rejects data meanwhile, nothing is replaced, and the next run ends the acceptances.
  if (known.some(isOver))
    await step.dataStatistics.replace(
      name,
      csvName,
      known,
      known.map((check) => (isOver(check) ? refused(check) : check)),
    );
}

function isByPerson({ verdict, decision }: DataStatistics): boolean {
  return verdict === 'ACCEPTED' && decision !== undefined;
}

function refused({ decision: _, ...check }: DataStatistics): DataStatistics {
  return { ...check, verdict: 'REFUSED' };
}

/** Fingerprint of the check that the current csv need; undefined if there are none. */
async function checkFingerprint(step: Step): Promise<string | undefined> {
  const dataset = datasetOf(step);
  const data = await csvOf(step, dataset);
  return data && (await planCheck(step, dataset, data)).fingerprint;
}
