import { budgetOf, optionOf } from '../../../lib/parameter-file/budget';

describe('budgetOf', () => {
  it('has the limits that the section names, and skips work above them by default', () => {
    // Act
    const budget = budgetOf({ trainingHoursPerMonth: 40, batchJobsPerMonth: 0 });

    // Assess
    expect(budget).toEqual({ limits: { trainingHours: 40, batchJobs: 0 }, onExceeded: 'skip' });
  });
});

describe('optionOf', () => {
  it('is the name of the unit in lower case and with hyphens', () => {
    // Act
    const option = optionOf('trainingHours');

    // Assess
    expect(option).toBe('--training-hours');
  });
});
