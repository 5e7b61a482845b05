interface Texts {
  readonly Comment: string;
  /** Names of the two states. */
  readonly List: string;
  readonly Ensure: string;
}

/**
 * Workflows whose function lists resources, which `ensure-resource` then reconciles: state machines of one file, `list-and-ensure.asl.json`, and
 * where they differ. The function is `list-work`, or `choose-version`, which records the decision first.
 */
export const LIST_AND_ENSURE = {
  'batch-inference': {
    Comment: 'Produces batch recommendations with the newest version of a solution.',
    List: 'List the batch jobs',
    Ensure: 'Run the batch inference jobs',
  },
  'batch-segment': {
    Comment: 'Produces user segments with the newest version of a solution.',
    List: 'List the batch jobs',
    Ensure: 'Run the batch segment jobs',
  },
  'recommender-operation': {
    Comment: 'Starts or stops a recommender, on its schedules.',
    List: 'Find the recommender',
    Ensure: 'Start or stop the recommender',
  },
  'solution-promotion': {
    Comment: "Carries out a decision on a solution version: records it, then moves the solution's campaigns.",
    List: 'Record the decision',
    Ensure: 'Deploy the version',
  },
} as const satisfies Readonly<Record<string, Texts>>;
