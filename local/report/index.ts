/** What `npm run local -- run` prints for people: data in, text out. */
export { renderPage } from './html/page';
export { renderNotifications } from './notifications';
export { renderOutputs } from './outputs';
export { renderProgressLine } from './progress';
export { renderResources } from './resources';
export { renderRuns } from './runs';
export { renderTasks, type TaskRow } from './tasks';
