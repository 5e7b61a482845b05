/**
 * Runs the command line in this process, once per message: `node command-process.mjs <index.mjs>`, with an IPC channel. A run ends when a
 * separate process would end: when nothing is left to do. Loaded modules stay loaded, which saves most of a run's time.
 */
import { pathToFileURL } from 'node:url';

const [, , file] = process.argv;
const emitters = [process, process.stdout, process.stderr];
let runs = 0;
let before = [];

process.on('message', ({ args, env }) => {
  runs += 1;
  process.argv.splice(1, Infinity, file, ...args);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.exitCode = undefined;
  before = emitters.map(listenersOf);
  // Otherwise the channel would keep this process alive, and `beforeExit` would never be emitted.
  process.channel.unref();
  // A new address makes a new module, so the program starts anew. Modules that it imports stay loaded from earlier runs.
  import(`${pathToFileURL(file)}?run=${runs}`);
});

process.on('beforeExit', () => {
  if (!process.connected) return;
  for (const [index, emitter] of emitters.entries()) removeAdded(emitter, before[index]);
  process.channel.ref();
  const status = process.exitCode ?? 0;
  // This follows the command's output, so that the host knows when the output is complete.
  for (const stream of [process.stdout, process.stderr]) stream.write(END);
  process.send({ status });
});

/** Text that no command prints; also in `command-host.ts`. */
const END = '\0end of run\0';

function listenersOf(emitter) {
  return new Map(emitter.eventNames().map((name) => [name, emitter.rawListeners(name)]));
}

function removeAdded(emitter, earlier) {
  for (const [name, listeners] of listenersOf(emitter))
    for (const listener of listeners)
      if (!earlier.get(name)?.includes(listener)) emitter.removeListener(name, listener);
}
