/**
 * Number of parameter files that a property test draws; the test of changed files draws a fifth of it. Every night,
 * `.github/workflows/simulate.yml` sets it to 5,000: `PROPERTY_RUNS=5000 npx jest test/lib/parameter-file/validate.property`.
 */
export const PROPERTY_RUNS = Number(process.env.PROPERTY_RUNS ?? 100);
