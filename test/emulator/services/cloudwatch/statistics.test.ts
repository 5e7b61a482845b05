import { statistic } from '../../../../emulator/services/cloudwatch/statistics';

describe('statistic', () => {
  it.each(['p90', 'constructor'])('refuses %s, which the local CloudWatch does not compute', (name) => {
    // Act and assess
    expect(() => statistic(name)).toThrow(`The local CloudWatch does not implement statistic '${name}'`);
  });
});
