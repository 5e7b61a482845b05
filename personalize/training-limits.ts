/** Trainings that one search for hyperparameters may run, and how many at once. Numbers are text in the API. */
export const HPO_JOBS = { maxNumberOfTrainingJobs: 40, maxParallelTrainingJobs: 10 } as const;

/** Days between automatic trainings. The API model's pattern lets `rate(0 days)` and `rate(99 days)` pass. */
export const AUTO_TRAINING_DAYS = { min: 1, max: 30 } as const;

/** Types of the column that an `optimizationObjective` may name. */
export const OBJECTIVE_TYPES: readonly string[] = ['int', 'long', 'float', 'double'];
