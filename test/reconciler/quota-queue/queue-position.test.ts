import { positionOf } from '../../../reconciler/quota-queue/queue-position';
import type { QueueEntry } from '../../../record-table/quota-queue';

const NOW = new Date('2026-01-05T10:00:00Z');
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

/** One that has waited for so many seconds, and tries again in so many. */
const waiting = (id: string, waited: number, triesIn = 60): QueueEntry => ({
  ...{ id, state: 'WAITING', since: at(-waited), triesAt: at(triesIn) },
});

/** Imports that have been in progress for so many seconds, of which the last took 480. */
const working = (...ages: readonly number[]) =>
  ages.map((age, index): QueueEntry => ({ id: `working-${index}`, state: 'WORKING', since: at(-age), took: 480 }));

const refused = (count: number): QueueEntry => ({
  ...{ id: 'refused', state: 'DONE', since: NOW, refused: { at: NOW, working: count } },
});

const position = (id: string, ...entries: readonly QueueEntry[]) => positionOf('datasetImportJob', id, entries, NOW);

describe('positionOf', () => {
  it('lets one try at once if none waits, however many are in progress', () => {
    // Act and assess
    expect(position('me', ...working(10, 20, 30, 40, 50))).toMatchObject({
      mayTry: true,
      ahead: 0,
      since: NOW,
      working: 5,
    });
  });

  it('lets none try that comes after one that waits', () => {
    // Act and assess
    expect(position('me', waiting('other', 60), ...working(470))).toMatchObject({ mayTry: false, ahead: 1 });
    expect(position('me', waiting('other', 60), ...working(500))).toMatchObject({ mayTry: false, ahead: 1 });
  });

  it('does not wait for one that did not try when it said', () => {
    // Act and assess
    expect(position('me', waiting('stopped', 600, -121))).toMatchObject({ mayTry: true, ahead: 0 });
    expect(position('me', waiting('slow', 600, -119))).toMatchObject({ mayTry: false, ahead: 1 });
  });

  it('gives those that began to wait at the same time an order', () => {
    // Prepare
    const both = [waiting('a', 60), waiting('b', 60)];

    // Act
    const positions = ['a', 'b'].map((id) => position(id, ...both));

    // Assess
    expect(positions.map(({ ahead }) => ahead)).toEqual([0, 1]);
  });

  it('lets those in front try when so much work should have ended', () => {
    // Prepare: two of three imports should have ended
    const entries = [...['a', 'b', 'c'].map((id, index) => waiting(id, 60 - index)), ...working(480, 481, 200)];

    // Act
    const positions = ['a', 'b', 'c'].map((id) => position(id, ...entries));

    // Assess
    expect(positions.map(({ mayTry }) => mayTry)).toEqual([true, true, false]);
  });

  it('takes the places that are empty since the last refusal to be free', () => {
    // Prepare
    const entries = [waiting('a', 60), waiting('b', 50), waiting('c', 40), refused(3), ...working(100)];

    // Act
    const positions = ['a', 'b', 'c'].map((id) => position(id, ...entries));

    // Assess
    expect(positions.map(({ mayTry }) => mayTry)).toEqual([true, true, false]);
  });

  it('lets the first one try about every half minute after something has changed, and more seldom while nothing does', () => {
    // Act
    const waits = [10, 400, 1800, 86_400].map(
      (seconds) => position('me', waiting('me', seconds), ...working().concat(refused(0))).wait,
    );

    // Assess
    expect(waits).toEqual([35, 60, 270, 600]);
  });

  it('lets the first one wait until the next work should end, if that is soon', () => {
    // Act and assess
    expect(position('me', waiting('me', 1800), ...working(430)).wait).toBe(50);
  });

  it('lets the others estimate anew well before they should be the first', () => {
    // Prepare: the slots are free in 100, 400 and 580 s
    const entries = [...['a', 'b', 'c', 'd'].map((id, index) => waiting(id, 90 - index)), ...working(380, 80)];

    // Act
    const waits = ['b', 'c', 'd'].map((id) => position(id, ...entries).wait);

    // Assess
    expect(waits).toEqual([100, 240, 348]);
  });

  it('lets none wait for more than ten minutes', () => {
    // Prepare
    const crowd = Array.from({ length: 100 }, (_, index) => waiting(`other-${index}`, 1000 - index));

    // Act and assess
    expect(position('me', waiting('me', 10), ...crowd, ...working(10)).wait).toBe(600);
  });

  it('expects the usual duration of work that has not been done before', () => {
    // Prepare
    const finished = [400, 500, 600].map((took): QueueEntry => ({ id: `${took}`, state: 'DONE', since: NOW, took }));
    const begun: QueueEntry = { id: 'new', state: 'WORKING', since: at(-450) };

    // Act and assess
    expect(position('me', waiting('me', 1800), begun, ...finished).wait).toBe(50);
  });

  it('counts work for a day, and for four times as long as expected, and then takes its end to be lost', () => {
    // Prepare
    const day = 86_400;
    const long = [4 * day - 1, 4 * day + 1].map(
      (age): QueueEntry => ({ id: `${age}`, state: 'WORKING', since: at(-age), took: day }),
    );

    // Act and assess
    expect(position('me', ...working(day - 1, day + 1)).working).toBe(1);
    expect(position('me', ...long).working).toBe(1);
  });

  it('lets one that comes back an hour late, or after a stopped run, wait anew', () => {
    // Act
    const positions = [-3599, -3601].map((triesIn) =>
      position('me', waiting('other', 60), waiting('me', 9000, triesIn)),
    );

    // Assess
    expect(positions.map(({ ahead }) => ahead)).toEqual([0, 1]);
    expect(positions.map(({ since }) => since)).toEqual([at(-9000), NOW]);
  });

  it('lets one that has not waited yet try only if none waits', () => {
    // Act: for 'new', a place should be free
    const positions = ['new', 'b'].map((id) => position(id, waiting('a', 60), waiting('b', 50), ...working(480, 481)));

    // Assess
    expect(positions.map(({ mayTry }) => mayTry)).toEqual([false, true]);
  });

  it('knows how long the last work of its own took, not that of another', () => {
    // Prepare
    const done = (id: string, took: number): QueueEntry => ({ id, state: 'DONE', since: at(-3000), took });

    // Act
    const [mine, fresh] = ['me', 'fresh'].map((id) => position(id, done('other', 300), done('me', 700)).took);

    // Assess
    expect([mine, fresh]).toEqual([700, undefined]);
  });

  it('lets those whose work should have begun try again after a while, the later ones later', () => {
    // Prepare
    const entries = [...['a', 'b', 'c'].map((id, index) => waiting(id, 60 - index)), ...working(480, 481, 482)];

    // Act
    const waits = ['b', 'c'].map((id) => position(id, ...entries).wait);

    // Assess
    expect(waits).toEqual([52.5, 70]);
  });

  it('begins to wait anew when it comes back after its work has been done', () => {
    // Prepare
    const done: QueueEntry = { id: 'me', state: 'DONE', since: at(-3000), took: 480 };

    // Act and assess
    expect(position('me', done).since).toEqual(NOW);
  });

  it('does not count what is done, or what has not said when it tries again, as waiting', () => {
    // Prepare
    const done: QueueEntry = { id: 'done', state: 'DONE', since: at(-60), triesAt: at(60) };
    const silent: QueueEntry = { id: 'silent', state: 'WAITING', since: at(-60) };

    // Act and assess
    expect(position('me', done, silent).ahead).toBe(0);
  });

  it('goes by the last refusal', () => {
    // Prepare
    const earlier: QueueEntry = { id: 'earlier', state: 'DONE', since: NOW, refused: { at: at(-60), working: 9 } };

    // Act: the last refusal saw one in progress, which is there
    const positions = [
      [earlier, refused(1)],
      [refused(1), earlier],
    ].map((refusals) => position('b', waiting('a', 60), waiting('b', 50), ...refusals, ...working(100)));

    // Assess
    expect(positions.map(({ mayTry }) => mayTry)).toEqual([false, false]);
  });

  it('expects the median of the durations, whatever their order', () => {
    // Prepare
    const finished = [1100, 500, 90].map((took): QueueEntry => ({ id: `${took}`, state: 'DONE', since: NOW, took }));
    const begun: QueueEntry = { id: 'new', state: 'WORKING', since: at(-450) };

    // Act and assess
    expect(position('me', waiting('me', 1800), begun, ...finished).wait).toBe(50);
  });

  it('tries often again after any work has begun, and by the last of it', () => {
    // Act: the first has waited for an hour, of work that has begun 10 and 400 s ago
    const { wait } = position('me', waiting('me', 3600), ...working(400, 10));

    // Assess
    expect(wait).toBe(35);
  });
});
