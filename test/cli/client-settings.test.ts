import { clientSettings, ServiceClock, watched } from '../../cli/client-settings';

type Handler = (args: unknown) => Promise<{ readonly response?: unknown }>;
type Middleware = (next: Handler, context: { readonly commandName?: string }) => Handler;

/** Sends one call through a watched client, in which `answer` stands for AWS. */
function call(answer: Handler, clock: ServiceClock): Promise<unknown> {
  const added: Middleware[] = [];
  const client = { middlewareStack: { add: (middleware: Middleware) => added.push(middleware) } };
  watched(client, 'personalize', clock);
  return added[0]?.(answer, { commandName: 'ListSolutionsCommand' })({}) ?? Promise.resolve();
}

describe('clientSettings', () => {
  const requestHandler = { socketTimeout: 30_000 };

  it('returns the given settings and a timeout for stalled downloads, and leaves other settings to the SDK', () => {
    // Act and assess
    expect(clientSettings({})).toEqual({ requestHandler });
    expect(clientSettings({ region: 'eu-west-1', profile: 'p', endpointUrl: 'http://x' })).toEqual({
      region: 'eu-west-1',
      profile: 'p',
      endpoint: 'http://x',
      requestHandler,
    });
  });
});

describe('a watched client', () => {
  it('sets its clock to the time in the answers of AWS', async () => {
    // Prepare
    const clock = new ServiceClock();
    const date = 'Mon, 05 Jan 2026 00:00:00 GMT';

    // Act
    await call(async () => ({ response: { headers: { date } } }), clock);

    // Assess
    expect(new Date(clock.now()).toISOString()).toMatch(/^2026-01-05T00:/);
  });

  it('does not change its clock if an answer has no time', async () => {
    // Prepare
    const clock = new ServiceClock();
    clock.note('Mon, 06 Jan 2020 00:00:00 GMT');

    // Act
    await call(async () => ({}), clock);

    // Assess
    expect(new Date(clock.now()).getUTCFullYear()).toBe(2020);
  });

  it('adds the name of the call to its errors', async () => {
    // Act
    const answer = call(() => Promise.reject(new Error('no')), new ServiceClock());

    // Assess
    await expect(answer).rejects.toMatchObject({ message: 'no', action: 'personalize:ListSolutions' });
  });
});
