import type { ChecksSection } from '../../lib/parameter-file/sections';
import { answersYes, canAsk, type Terminal } from '../confirmation';

/** Counts of the csv of a dataset. */
interface CountedCsv {
  /** Base name of the csv. */
  readonly dataset: string;
  readonly total: {
    readonly rows: number;
    readonly nulls: Readonly<Record<string, number>>;
    /** ISO time of the newest row. */
    readonly to?: string;
  };
}

/** Checks of one dataset. */
export interface ProposedChecks {
  readonly dataset: string;
  readonly checks: ChecksSection;
}

const DAY = 86_400_000;
/** Proposals for the maximum age of the newest row, in days. */
const AGES = [7, 30];

/**
 * Limits that the csv of today meet. The maximum age is more than twice the age of the newest row; if that row is too old, there is no such
 * limit.
 */
export function proposedChecks({ dataset, total }: CountedCsv, now: Date): ProposedChecks {
  const { rows, nulls, to } = total;
  const age = to === undefined ? Number.POSITIVE_INFINITY : (now.getTime() - Date.parse(to)) / DAY;
  const days = AGES.find((each) => each > 2 * age);
  const checks = {
    minimumRows: Math.ceil(rows / 2),
    maximumRowDrop: '30%',
    ...(days !== undefined && { maximumAge: `${days} days` }),
    ...(Object.keys(nulls).length > 0 && { maximumNullRise: '10%' }),
  };
  return { dataset, checks };
}

/** Text such as `interactions: minimumRows 600, maximumRowDrop 30%`. */
export function describeChecks({ dataset, checks }: ProposedChecks): string {
  return `${dataset}: ${Object.entries(checks)
    .map(([limit, value]) => `${limit} ${value}`)
    .join(', ')}`;
}

/**
 * Asks if the proposed checks are wanted. The file is already written without checks, because the proposals are derived
 * from a check of its csv.
 * @param isWanted if undefined, users are asked in a terminal
 * @throws CliFailure on Ctrl-C
 */
export async function areChecksWanted(
  isWanted: boolean | undefined,
  options: { readonly json: boolean },
  terminal: Terminal = process,
): Promise<boolean> {
  if (isWanted !== undefined || !canAsk(options, terminal)) return isWanted ?? false;
  return answersYes(
    'Refuse later csv that break these limits?',
    'The file was written without checks. To add these, run `init` again with --force --checks.',
    terminal,
  );
}
