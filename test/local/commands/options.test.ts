import { tmpdir } from 'node:os';
import {
  file,
  host,
  metric,
  quota,
  requestRate,
  speed,
  startTime,
  variable,
  writable,
} from '../../../local/commands/options';

describe('options', () => {
  it('read a start time as a day in UTC or as a time with its time zone, and refuse other texts', () => {
    expect(startTime('2026-03-01')).toBe(Date.UTC(2026, 2, 1));
    expect(startTime('2026-03-01T06:00:00+01:00')).toBe(Date.UTC(2026, 2, 1, 5));
    for (const text of ['2026-03-01T06:00', '2026-13-01', 'today', '1767225600'])
      expect(() => startTime(text)).toThrow('Write now, a day');
  });

  it.each([
    '2026-02-30',
    '2026-02-29T06:00:00Z',
    '0000-01-01',
    '1969-12-31',
    '1970-01-01T00:00:00+01:00',
    '2200-01-01',
  ])('refuse the start time %s, which does not exist or is not between 1970 and 2199 in UTC', (text) => {
    // Act and assess
    expect(() => startTime(text)).toThrow('Write now, a day of the calendar from 1970 to 2199, such as 2026-03-01');
  });

  it('accept the first and last possible day as start time, and a leap day', () => {
    // Act and assess
    expect(startTime('1970-01-01')).toBe(0);
    expect(startTime('2199-12-31')).toBe(Date.UTC(2199, 11, 31));
    expect(startTime('2028-02-29')).toBe(Date.UTC(2028, 1, 29));
  });

  it.each(['1e400', 'Infinity', '1000001', '0', '-1', 'NaN', 'fast'])('refuse the speed %s', (text) => {
    // Act and assess
    expect(() => speed(text)).toThrow('It must be a number above 0, at most 1000000');
  });

  it('accept speeds above 0 and up to the maximum of 1,000,000', () => {
    // Act and assess
    expect(['0.5', '600', '1e6'].map(speed)).toEqual([0.5, 600, 1_000_000]);
  });

  it.each([tmpdir(), '/dev/null'])('refuse %s, because it is a folder or a device where a file is expected', (path) => {
    // Act and assess
    expect(() => file(path)).toThrow('It is a folder, a pipe or a device, not a file.');
  });

  it('collect variables, whose values may contain equals signs, and refuse a variable without a value', () => {
    expect([...variable('b=2', variable('a=x=1'))]).toEqual([
      ['a', 'x=1'],
      ['b', '2'],
    ]);
    expect(() => variable('a')).toThrow('NAME=VALUE');
  });

  it('refuse a report file in a folder that does not exist', () => {
    expect(() => writable('/no/such/folder/report.html')).toThrow('It cannot be written: ENOENT');
  });

  it('collect the number of requests per second for each campaign, and refuse other texts', () => {
    expect(requestRate('top=0.5', requestRate('for-you=2'))).toEqual([
      { name: 'for-you', perSecond: 2 },
      { name: 'top', perSecond: 0.5 },
    ]);
    for (const text of ['top', 'top=', 'top=-1', '=1', 'top=1.2.3'])
      expect(() => requestRate(text)).toThrow('CAMPAIGN');
  });

  it('collect quotas, and refuse a missing or negative quota and a resource type without a quota', () => {
    expect(quota('solution=0', quota('campaign=7'))).toEqual([
      { type: 'campaign', limit: 7 },
      { type: 'solution', limit: 0 },
    ]);
    for (const text of ['campaign', 'campaign=-1', 'eventTracker=2']) expect(() => quota(text)).toThrow('campaign');
  });

  it('collect metrics that trainings report, and refuse a misspelled metric and an incomplete or invalid text', () => {
    expect(metric('top:coverage=0.01@2', metric('top:trend_prediction_accuracy=1'))).toEqual([
      { solution: 'top', metric: 'trend_prediction_accuracy', value: 1 },
      { solution: 'top', metric: 'coverage', value: 0.01, training: 2 },
    ]);
    expect(() => metric('top:coverag=0.01')).toThrow('no metric "coverag". Did you mean "coverage"?');
    for (const text of ['top', 'top:coverage', 'top:coverage=a', 'top:coverage=1@0'])
      expect(() => metric(text)).toThrow('SOLUTION:METRIC=VALUE');
  });
});

describe('a host name for requests to `serve`', () => {
  it('is added to the host names given before it', () => {
    expect(host('two.example', host('one.example'))).toEqual(['one.example', 'two.example']);
  });

  it('is refused if it has a scheme or a port', () => {
    expect(() => host('http://one.example:80')).toThrow('Write the name alone, e.g. host.docker.internal.');
  });
});
