interface Texts {
  readonly Comment: string;
  /** Names of the two states. */
  readonly ListWork: string;
  readonly DoWork: string;
}

/** Workflows that list resources and then bring them about: state machines of one file, `listed-work.asl.json`, and where they differ. */
export const LISTED_WORK = {
  'batch-inference': {
    Comment: 'Produces batch recommendations with the newest version of a solution.',
    ListWork: 'List the batch jobs',
    DoWork: 'Run the batch inference jobs',
  },
  'batch-segment': {
    Comment: 'Produces user segments with the newest version of a solution.',
    ListWork: 'List the batch jobs',
    DoWork: 'Run the batch segment jobs',
  },
  'recommender-operation': {
    Comment: 'Starts or stops a recommender, on its schedules.',
    ListWork: 'Find the recommender',
    DoWork: 'Start or stop the recommender',
  },
  'solution-promotion': {
    Comment: "Carries out a decision on a solution version: records it, then moves the solution's campaigns.",
    ListWork: 'Record the decision',
    DoWork: 'Deploy the version',
  },
} as const satisfies Readonly<Record<string, Texts>>;
