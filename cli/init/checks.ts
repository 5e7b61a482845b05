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
/** Values that may be proposed as the maximum age of the newest row, in days. */
const AGES = [7, 30];

/**
 * Proposes limits that the current csv meet. The maximum age is more than twice the age of the newest row. If the
 * newest row is too old for all of {@link AGES}, no maximum age is proposed.
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
 * Asks if the proposed checks are wanted. At this time, the file is already written without checks, because the
 * proposals are made from a check of its csv.
 * @param isWanted the user's answer as an option. If undefined, the user is asked in a terminal; without a terminal, the
 * answer is no
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
