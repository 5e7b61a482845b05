/**
 * Number of parameter files that a property test draws. Every night, `.github/workflows/simulate.yml` draws 5,000:
 * `PROPERTY_RUNS=5000 npx jest test/lib/parameter-file/validate.property`.
 */
export const PROPERTY_RUNS = Number(process.env.PROPERTY_RUNS ?? 100);
