import { resolve } from 'node:path';

/** The checkout's folder, wherever the app is started. */
export const PROJECT_ROOT = resolve(__dirname, '../..');
