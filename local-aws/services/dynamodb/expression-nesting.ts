import { type Input, ServiceError } from '../../core/service';

const EXPRESSIONS = [
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
  'ProjectionExpression',
  'UpdateExpression',
];

/** Each pair triples the time of dynalite's parser: with this many it takes some milliseconds, with twice as many, minutes. */
const DEEPEST = 6;

/** @throws ServiceError that names an expression whose parentheses are nested so deeply that it would take very long to parse */
export function checkNesting(input: Input): void {
  for (const member of EXPRESSIONS) {
    const expression = input[member];
    if (typeof expression === 'string' && depth(expression) > DEEPEST) {
      throw new ServiceError(
        'ValidationException',
        `Invalid ${member}: The local DynamoDB reads at most ${DEEPEST} nested parentheses; it has ${depth(expression)}.`,
      );
    }
  }
}

function depth(expression: string): number {
  let [now, most] = [0, 0];
  for (const character of expression) {
    if (character === '(') now += 1;
    if (character === ')') now -= 1;
    if (now > most) most = now;
  }
  return most;
}
